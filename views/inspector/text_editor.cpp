#include "inspector/text_editor.h"

#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QTextDocument>
#include <QVBoxLayout>

#include "theme/text.h"

namespace nines {

TextEditor::TextEditor(QWidget* parent) : FieldEditor(parent), m_text(new QPlainTextEdit(this)) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(m_text);
  m_text->setFixedHeight(96);
  m_text->setTabChangesFocus(true);
  m_text->installEventFilter(this);
  setFocusProxy(m_text);
}

QWidget* TextEditor::field() { return m_text; }

void TextEditor::show(const FieldState& state, const Design& design) {
  m_anySet = state.anySet;
  const std::string* set = state.value ? state.value->asText() : nullptr;
  const QString text = set ? QString::fromStdString(*set) : QString();
  m_text->setPlaceholderText(set ? QString() : stateText(state, design, QLocale()));
  if (text == m_shown && m_text->document()->isModified()) return;
  m_shown = text;
  if (text != m_text->toPlainText()) m_text->setPlainText(text);
  m_text->document()->setModified(false);
}

void TextEditor::commitPending() {
  if (!m_text->document()->isModified()) return;
  m_text->document()->setModified(false);
  const QString text = m_text->toPlainText();
  if (text == m_shown) return;
  if (!text.isEmpty()) emit committed(Value(text.toStdString()));
  else if (m_anySet) emit committed(std::nullopt);
}

bool TextEditor::eventFilter(QObject* watched, QEvent* event) {
  if (watched == m_text && event->type() == QEvent::FocusOut) commitPending();
  if (watched == m_text && event->type() == QEvent::KeyPress) {
    const auto* key = static_cast<QKeyEvent*>(event);
    const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    if (enter && key->modifiers() & Qt::ControlModifier) {
      commitPending();
      return true;
    }
  }
  return FieldEditor::eventFilter(watched, event);
}

}  // namespace nines
