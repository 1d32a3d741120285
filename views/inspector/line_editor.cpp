#include "inspector/line_editor.h"

#include <QLabel>
#include <QVBoxLayout>

#include "inspector/typed_line.h"
#include "inspector/value_text.h"
#include "theme/metrics.h"
#include "theme/theme_style.h"

namespace nines {

LineEditor::LineEditor(QWidget* parent)
    : FieldEditor(parent), m_line(new TypedLine(this)), m_problem(new QLabel(this)) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(2);
  layout->addWidget(m_line);
  layout->addWidget(m_problem);
  m_problem->setWordWrap(true);
  m_problem->setTextFormat(Qt::PlainText);
  m_problem->setFont(uiFont(metrics::kHeaderText));
  m_problem->hide();
  setFocusProxy(m_line);
  connect(m_line, &TypedLine::finished, this, &LineEditor::finish);
  connect(m_line, &QLineEdit::textEdited, this, [this] { setProblem(QString()); });
}

QWidget* LineEditor::field() { return m_line; }

void LineEditor::show(const FieldState& state, const Design& design) {
  m_state = state;
  const bool hasText = state.value.has_value();
  m_line->setPlaceholderText(hasText ? QString() : stateText(state, design, QLocale()));
  m_line->showText(hasText ? lineText(*state.schema, *state.value, QLocale()) : QString());
  m_line->setAssumed(state.state == FieldState::State::assumed);
  m_line->setMuted(isMuted(state));
  if (!m_line->isModified()) setProblem(QString());
}

void LineEditor::commitPending() { m_line->commitPending(); }

void LineEditor::finish(const QString& text) {
  const ParsedValue parsed = parseLine(*m_state.schema, text, QLocale());
  setProblem(parsed.problem);
  if (!parsed.problem.isEmpty()) return;
  const bool same = parsed.value && m_state.value && m_state.state == FieldState::State::set &&
                    sameValue(*parsed.value, *m_state.value);
  const bool nothingToClear = !parsed.value && !m_state.anySet;
  if (same || nothingToClear) {
    m_line->restore();
    return;
  }
  m_line->setModified(false);
  emit committed(parsed.value);
}

void LineEditor::setProblem(const QString& problem) {
  if (problem == m_problem->text()) return;
  QPalette colours = m_problem->palette();
  colours.setColor(QPalette::WindowText, themeColour(Token::err));
  m_problem->setPalette(colours);
  m_problem->setText(problem);
  m_problem->setVisible(!problem.isEmpty());
}

}  // namespace nines
