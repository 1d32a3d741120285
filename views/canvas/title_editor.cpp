#include "canvas/title_editor.h"

#include <QKeyEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "theme/theme_style.h"

namespace nines {

namespace {

constexpr double kLeastText = 11;  // px on the screen
constexpr double kLeastRoom = 90;  // for a name, at 100 %
constexpr int kMargin = 4;         // between border and text
constexpr int kInnerMargin = 2;    // what a line edit keeps itself
constexpr double kLineHeight = 1.25;
constexpr int kPaddingY = 3;
constexpr double kBorder = 1.5;

QFont::Weight weightOf(Weight weight) { return static_cast<QFont::Weight>(100 * static_cast<int>(weight)); }

}  // namespace

TitleEditor::TitleEditor(std::string id, const QString& name, QWidget* parent)
    : QLineEdit(name, parent), m_id(std::move(id)), m_before(name) {
  setObjectName(QStringLiteral("titleEditor"));
  setAccessibleName(tr("Name"));
  setPlaceholderText(QString::fromStdString(m_id));
  setFrame(false);
  setContextMenuPolicy(Qt::NoContextMenu);
  setTextMargins(kMargin - kInnerMargin, 0, kMargin - kInnerMargin, 0);
  selectAll();
}

void TitleEditor::place(const TitlePlace& title, QPoint topLeft, double zoom) {
  const double size = std::max(title.style.size * zoom, kLeastText);
  setFont(uiFont(size, weightOf(title.style.weight)));
  const int height = static_cast<int>(std::ceil(size * kLineHeight)) + 2 * kPaddingY;
  // As many letters fit as in the card, also where they are larger than drawn.
  const double room = std::max(title.area.width, kLeastRoom) * size / title.style.size;
  const int width = static_cast<int>(std::ceil(room)) + 2 * kMargin;
  const double middle = topLeft.y() + title.area.height * zoom / 2;
  double left = topLeft.x() - kMargin;
  if (title.align == Align::centre) left = topLeft.x() + (title.area.width * zoom - width) / 2;
  setAlignment(title.align == Align::centre ? Qt::AlignCenter : Qt::AlignLeft | Qt::AlignVCenter);
  QRect rect(qRound(left), qRound(middle - height / 2.0), width, height);
  // What is partly out of sight is edited in sight.
  const QRect seen = parentWidget()->rect();
  rect.moveLeft(std::max(std::min(rect.left(), seen.right() - width), 0));
  rect.moveTop(std::max(std::min(rect.top(), seen.bottom() - height), 0));
  setGeometry(rect);
}

void TitleEditor::finish(bool commit) {
  if (m_done) return;
  m_done = true;
  const QString name = text().trimmed();
  emit finished(commit && name != m_before, name);
}

// Keys of the canvas and the window mean nothing while a name is typed.
bool TitleEditor::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride) {
    const auto* key = static_cast<QKeyEvent*>(event);
    const bool command = key->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier);
    const bool functionKey = key->key() >= Qt::Key_F1 && key->key() <= Qt::Key_F35;
    // Saving while a name is typed is meant to save it as well; duplicating is not.
    if (!command && !functionKey) {
      event->accept();
      return true;
    }
  }
  return QLineEdit::event(event);
}

void TitleEditor::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Escape:
      return finish(false);
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Tab:
      return finish(true);
    default:
      QLineEdit::keyPressEvent(event);
  }
}

void TitleEditor::focusOutEvent(QFocusEvent* event) {
  QLineEdit::focusOutEvent(event);
  // Menus of the input method and another window take the focus for a while.
  if (event->reason() != Qt::PopupFocusReason && event->reason() != Qt::ActiveWindowFocusReason) finish(true);
}

void TitleEditor::paintEvent(QPaintEvent* event) {
  QLineEdit::paintEvent(event);
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(themeColour(Token::accent), kBorder));
  painter.drawRoundedRect(QRectF(rect()).adjusted(kBorder / 2, kBorder / 2, -kBorder / 2, -kBorder / 2), 2, 2);
}

}  // namespace nines
