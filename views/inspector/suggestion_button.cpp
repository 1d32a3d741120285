#include "inspector/suggestion_button.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QStyleOption>
#include <QStylePainter>

#include "inspector/field_popup.h"

namespace nines {

namespace {

constexpr int kMostRows = 12;

// Closes on Enter as well.
class Popup final : public FieldPopup {
 public:
  using FieldPopup::FieldPopup;

 protected:
  void keyPressEvent(QKeyEvent* event) override {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) close();
    else FieldPopup::keyPressEvent(event);
  }
};

}  // namespace

SuggestionButton::SuggestionButton(QLineEdit* line) : QAbstractButton(line), m_line(line) {
  setFocusPolicy(Qt::NoFocus);
  setCursor(Qt::ArrowCursor);
  hide();
  line->installEventFilter(this);
  connect(this, &QAbstractButton::clicked, this, &SuggestionButton::open);
}

void SuggestionButton::setSuggestions(const QStringList& suggestions, const QString& source) {
  setAccessibleName(tr("Values for %1").arg(m_line->accessibleName()));
  setToolTip(tr("Choose a value, or type any other. Source: %1").arg(source));
  if (m_suggestions == suggestions) return;
  m_suggestions = suggestions;
  setVisible(!suggestions.isEmpty());
  place();
}

void SuggestionButton::place() { setGeometry(m_line->width() - kWidth, 0, kWidth, m_line->height()); }

void SuggestionButton::open() {
  if (m_suggestions.isEmpty() || !m_line->isEnabled()) return;
  auto* list = new QListWidget;
  auto* popup = new Popup(m_line, list);
  list->setAccessibleName(accessibleName());
  list->setMouseTracking(true);
  const QString now = m_line->text();
  if (!now.isEmpty() && !m_suggestions.contains(now)) list->addItem(now);
  list->addItems(m_suggestions);
  // A click chooses, as Enter does, whatever the platform does on a single one.
  const auto choose = [this, popup](const QListWidgetItem* item) {
    if (!popup->isVisible()) return;
    popup->close();
    emit chosen(item->text());
  };
  connect(list, &QListWidget::itemClicked, this, choose);
  // A list that gets the focus makes its first row the current one, which is no choice of anybody's.
  connect(list, &QListWidget::itemActivated, this, [choose, now](const QListWidgetItem* item) {
    if (item->isSelected() && item->text() != now) choose(item);
  });
  popup->open(kMostRows);
  const auto same = list->findItems(now, Qt::MatchExactly | Qt::MatchCaseSensitive);
  list->setCurrentItem(same.isEmpty() ? nullptr : same.front());
  if (!same.isEmpty()) list->scrollToItem(same.front(), QAbstractItemView::PositionAtCenter);
}

bool SuggestionButton::eventFilter(QObject* watched, QEvent* event) {
  if (watched == m_line && event->type() == QEvent::Resize) place();
  if (watched == m_line && event->type() == QEvent::KeyPress && !m_suggestions.isEmpty()) {
    const auto* key = static_cast<QKeyEvent*>(event);
    const bool plain = (key->modifiers() & ~(Qt::AltModifier | Qt::KeypadModifier)) == 0;
    if (key->key() == Qt::Key_Down && plain) {
      open();
      return true;
    }
  }
  return QAbstractButton::eventFilter(watched, event);
}

void SuggestionButton::paintEvent(QPaintEvent*) {
  QStylePainter painter(this);
  QStyleOption arrow;
  arrow.initFrom(this);
  painter.drawPrimitive(QStyle::PE_IndicatorArrowDown, arrow);
}

}  // namespace nines
