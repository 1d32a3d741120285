#include "inspector/typed_line.h"

#include <QKeyEvent>
#include <QPointer>

#include "inspector/field_editor.h"
#include "theme/metrics.h"
#include "theme/muted_label.h"
#include "theme/theme_style.h"

namespace nines {

TypedLine::TypedLine(QWidget* parent) : QLineEdit(parent), m_mark(new MutedLabel(assumedText(), this)) {
  setFixedHeight(metrics::kField);
  m_mark->setFont(uiFont(metrics::kHeaderText));
  m_mark->setAttribute(Qt::WA_TransparentForMouseEvents);
  m_mark->hide();
  connect(this, &QLineEdit::editingFinished, this, &TypedLine::commitPending);
  connect(this, &QLineEdit::textEdited, this, [this] {
    placeMark();
    applyColour();
  });
}

void TypedLine::showText(const QString& text) {
  // The person is typing, or has undone it and may redo it, and nothing has happened meanwhile.
  if (text == m_shown && (isModified() || text == this->text())) return;
  m_shown = text;
  if (text != this->text()) setText(text);
  forgetSteps();
  setModified(false);
  setCursorPosition(0);
  placeMark();
}

void TypedLine::setAssumed(bool assumed) {
  m_assumed = assumed;
  placeMark();
}

void TypedLine::setMuted(bool muted) {
  m_muted = muted;
  applyColour();
}

void TypedLine::setEndRoom(int room) {
  setTextMargins(0, 0, room, 0);
  placeMark();
}

void TypedLine::applyColour() {
  const QColor colour = themeColour(m_muted && !isModified() ? Token::muted : Token::text);
  // What it asks for tells something, so that it has more contrast than a hint.
  const QColor placeholder = themeColour(Token::muted);
  QPalette p = palette();
  if (p.color(QPalette::Active, QPalette::Text) == colour &&
      p.color(QPalette::Active, QPalette::PlaceholderText) == placeholder)
    return;
  for (const auto group : {QPalette::Active, QPalette::Inactive}) {
    p.setColor(group, QPalette::Text, colour);
    p.setColor(group, QPalette::PlaceholderText, placeholder);
  }
  setPalette(p);
}

void TypedLine::commitPending() {
  const QString typed = text();
  if (isModified() && typed != m_shown) {
    const QPointer<TypedLine> self(this);
    emit finished(typed);
    if (!self || isModified()) return;  // not taken
  }
  forgetSteps();
  setModified(false);
}

// What was typed is done with: undo is the design's again.
void TypedLine::forgetSteps() {
  if (!isUndoAvailable() && !isRedoAvailable()) return;
  const int at = cursorPosition();
  setText(text());
  setCursorPosition(at);
}

void TypedLine::restore() {
  setText(m_shown);
  setModified(false);
  placeMark();
  applyColour();
  emit restored();
}

bool TypedLine::event(QEvent* event) {
  const bool typing = isModified() || isUndoAvailable() || isRedoAvailable();
  if (event->type() == QEvent::ShortcutOverride && !typing) {
    const auto* key = static_cast<QKeyEvent*>(event);
    if (key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo)) {
      event->ignore();
      return false;
    }
  }
  return QLineEdit::event(event);
}

void TypedLine::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape && isModified()) {
    restore();
    event->accept();
    return;
  }
  QLineEdit::keyPressEvent(event);
}

void TypedLine::resizeEvent(QResizeEvent* event) {
  QLineEdit::resizeEvent(event);
  placeMark();
}

void TypedLine::changeEvent(QEvent* event) {
  QLineEdit::changeEvent(event);
  if (event->type() == QEvent::StyleChange) applyColour();
}

void TypedLine::placeMark() {
  const QSize size = m_mark->sizeHint();
  const int end = width() - textMargins().right();
  const int room = end - 16 - fontMetrics().horizontalAdvance(text());
  const bool shown = m_assumed && !isModified() && room > size.width() + 6;
  m_mark->setVisible(shown);
  if (shown) m_mark->setGeometry(end - size.width() - 7, (height() - size.height()) / 2, size.width(), size.height());
}

}  // namespace nines
