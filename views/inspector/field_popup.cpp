#include "inspector/field_popup.h"

#include <QKeyEvent>
#include <QListWidget>
#include <QScreen>
#include <QVBoxLayout>
#include <algorithm>

namespace nines {

namespace {

constexpr int kMargin = 2;
constexpr int kGap = 2;  // to the field
constexpr int kRow = 20;
constexpr int kListFrame = 4;    // of a list around its rows
constexpr int kBesideText = 28;  // room for a tick and the scroll bar

}  // namespace

FieldPopup::FieldPopup(QWidget* field, QListWidget* list)
    : QFrame(field, Qt::Popup | Qt::FramelessWindowHint), m_field(field), m_list(list) {
  setAttribute(Qt::WA_DeleteOnClose);
  setObjectName(QStringLiteral("fieldPopup"));
  setFrameShape(QFrame::StyledPanel);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
  layout->addWidget(list);
  list->setFrameShape(QFrame::NoFrame);
  list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

void FieldPopup::open(int mostRows) {
  ensurePolished();
  const QRect screen = m_field->screen()->availableGeometry();
  const QRect field(m_field->mapToGlobal(QPoint()), m_field->size());
  const int text = m_list->sizeHintForColumn(0);
  const int row = std::max(m_list->sizeHintForRow(0), kRow);
  for (int i = 0; i < m_list->count(); ++i) m_list->item(i)->setSizeHint({text, row});
  const int around = 2 * (kMargin + frameWidth()) + kListFrame;
  const int below = screen.bottom() - field.bottom() - kGap;
  const int above = field.top() - screen.top() - kGap;
  int rows = std::clamp(m_list->count(), 1, mostRows);
  const bool up = rows * row + around > below && above > below;
  rows = std::clamp(((up ? above : below) - around) / row, 1, rows);
  m_list->setFixedHeight(rows * row + kListFrame);
  const int wanted = std::max(m_field->width(), text + kBesideText);
  // Not adjustSize(): it gives a window a height that a short list has no use for.
  resize(std::min(wanted, screen.width()), layout()->sizeHint().height());
  const int left = std::clamp(field.left(), screen.left(), screen.right() + 1 - width());
  const int top = up ? field.top() - kGap - height() : field.bottom() + 1 + kGap;
  move(left, std::clamp(top, screen.top(), std::max(screen.top(), screen.bottom() + 1 - height())));
  show();
  m_list->setFocus(Qt::PopupFocusReason);
}

void FieldPopup::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape) close();
  else QFrame::keyPressEvent(event);
}

}  // namespace nines
