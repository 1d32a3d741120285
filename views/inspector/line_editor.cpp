#include "inspector/line_editor.h"

#include <QLabel>
#include <QVBoxLayout>

#include "inspector/quantity.h"
#include "inspector/step_arrows.h"
#include "inspector/suggestion_button.h"
#include "inspector/typed_line.h"
#include "inspector/value_text.h"
#include "theme/metrics.h"
#include "theme/text.h"
#include "theme/theme_style.h"

namespace nines {

LineEditor::LineEditor(QWidget* parent)
    : FieldEditor(parent), m_line(new TypedLine(this)), m_problem(new QLabel(this)), m_advice(makeAdvice(this)) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(2);
  layout->addWidget(m_line);
  layout->addWidget(m_problem);
  m_problem->setWordWrap(true);
  m_problem->setTextFormat(Qt::PlainText);
  m_problem->setFont(uiFont(metrics::kHeaderText));
  m_problem->hide();
  layout->addWidget(m_advice);
  setFocusProxy(m_line);
  connect(m_line, &TypedLine::finished, this, &LineEditor::finish);
  connect(m_line, &QLineEdit::textEdited, this, [this] { setProblem(QString()); });
  connect(m_line, &TypedLine::restored, this, [this] { setProblem(QString()); });
}

QWidget* LineEditor::field() { return m_line; }

int LineEditor::endInset() const {
  if (m_arrows) return StepArrows::kWidth;
  return m_suggestions && !m_state.suggestions.empty() ? SuggestionButton::kWidth : FieldEditor::endInset();
}

void LineEditor::setEndRoom(int room) { m_line->setEndRoom(endInset() - FieldEditor::endInset() + room); }

void LineEditor::show(const FieldState& state, const Design& design) {
  m_state = state;
  const bool hasText = state.value.has_value();
  m_line->setPlaceholderText(hasText ? QString() : stateText(state, design, QLocale()));
  m_line->showText(hasText ? lineText(*state.schema, *state.value, QLocale()) : QString());
  m_line->setAssumed(state.state == FieldState::State::assumed);
  m_line->setMuted(isMuted(state));
  if (!m_line->isModified()) setProblem(QString());
  advise();
  showSuggestions();
  showArrows();
}

void LineEditor::showArrows() {
  if (m_arrows || !hasSteps(*m_state.schema)) return;
  m_arrows = new StepArrows(m_line);
  m_arrows->setAccessibleName(tr("Step %1").arg(m_line->accessibleName()));
  connect(m_arrows, &StepArrows::stepped, this, &LineEditor::step);
}

void LineEditor::step(int direction) {
  if (!m_line->isEnabled() || m_state.state == FieldState::State::mixed) return;
  std::optional<double> from = m_state.value ? m_state.value->asNumber() : std::nullopt;
  if (m_line->isModified() && !m_line->text().trimmed().isEmpty()) {
    const ParsedValue typed = parseLine(*m_state.schema, m_line->text(), QLocale());
    setProblem(typed.problem);
    if (!typed.value) return;
    from = typed.value->asNumber();
  }
  m_line->setModified(false);
  emit committed(numberValue(*m_state.schema, nextStep(*m_state.schema, from, direction)));
}

void LineEditor::showSuggestions() {
  if (m_state.suggestions.empty() && !m_suggestions) return;
  if (!m_suggestions) {
    m_suggestions = new SuggestionButton(m_line);
    connect(m_suggestions, &SuggestionButton::chosen, this, [this](const QString& text) {
      m_line->setText(text);
      m_line->setModified(true);
      m_line->commitPending();
    });
  }
  QStringList offered;
  for (const std::string& value : m_state.suggestions) offered << toQString(value);
  m_suggestions->setSuggestions(offered, toQString(m_state.suggestedBy));
}

// What lies outside is kept all the same: whether it may is what rules are for.
void LineEditor::advise() {
  const PropertySchema& schema = *m_state.schema;
  const bool number = schema.type == PropertyType::integer || schema.type == PropertyType::number;
  const auto figure = number && m_state.value ? m_state.value->asNumber() : std::nullopt;
  showAdvice(*m_advice, figure ? adviceFor(schema, *figure, QLocale()) : m_state.advice);
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
