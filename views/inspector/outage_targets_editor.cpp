#include "inspector/outage_targets_editor.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>
#include <QVariant>

#include "inspector/field_combo.h"
#include "inspector/quantity.h"
#include "inspector/typed_line.h"
#include "inspector/value_text.h"
#include "theme/metrics.h"
#include "theme/muted_label.h"
#include "theme/text.h"
#include "theme/theme_style.h"

namespace nines {

namespace {

constexpr int kSingle = 0;
constexpr int kPerKind = 1;
constexpr int kKindLabel = 74;

}  // namespace

OutageTargetsEditor::OutageTargetsEditor(QWidget* parent)
    : FieldEditor(parent),
      m_mode(new FieldCombo(this)),
      m_single(new TypedLine(this)),
      m_layout(new QVBoxLayout(this)),
      m_problem(new QLabel(this)) {
  m_layout->setContentsMargins(0, 0, 0, 0);
  m_layout->setSpacing(4);
  m_layout->addWidget(m_mode);
  m_layout->addWidget(m_single);
  m_layout->addWidget(m_problem);
  m_mode->addItems({tr("One figure"), tr("One per outage")});
  m_mode->setItemData(kSingle, tr("One for host, zone and Region"), Qt::ToolTipRole);
  m_mode->setItemData(kPerKind, tr("A figure of its own for each kind of outage"), Qt::ToolTipRole);
  m_problem->setWordWrap(true);
  m_problem->setTextFormat(Qt::PlainText);
  m_problem->setFont(uiFont(metrics::kHeaderText));
  m_problem->hide();
  setFocusProxy(m_single);
  connect(m_mode, &QComboBox::activated, this, &OutageTargetsEditor::chooseMode);
  connect(m_single, &TypedLine::finished, this, &OutageTargetsEditor::finishSingle);
  forgetProblemOf(*m_single);
}

// It is about what was typed.
void OutageTargetsEditor::forgetProblemOf(const TypedLine& line) {
  connect(&line, &QLineEdit::textEdited, this, [this] { setProblem(QString()); });
  connect(&line, &TypedLine::restored, this, [this] { setProblem(QString()); });
}

QWidget* OutageTargetsEditor::field() { return m_single; }

// The first field of all is the one that says how targets are given.
void OutageTargetsEditor::setEndRoom(int room) {
  m_mode->setProperty(kEndRoom, room);
  m_mode->update();
}

void OutageTargetsEditor::buildKinds() {
  for (const Choice& choice : m_state.schema->choices) {
    KindLine kind{choice.value, new QWidget(this), nullptr};
    kind.line = new TypedLine(kind.row);
    auto* row = new QHBoxLayout(kind.row);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    auto* label = new MutedLabel(toQString(choice.label), kind.row);
    label->setFont(uiFont(metrics::kHeaderText));
    label->setWordWrap(true);
    label->setFixedWidth(kKindLabel);
    label->setBuddy(kind.line);
    row->addWidget(label);
    row->addWidget(kind.line, 1);
    kind.line->setAccessibleName(toQString(choice.label));
    connect(kind.line, &TypedLine::finished, this,
            [this, id = choice.value](const QString& text) { finishKind(id, text); });
    forgetProblemOf(*kind.line);
    m_layout->insertWidget(m_layout->count() - 1, kind.row);
    m_kinds.push_back(kind);
  }
}

void OutageTargetsEditor::show(const FieldState& state, const Design& design) {
  const bool another = state != m_state;
  m_state = state;
  if (m_kinds.empty()) buildKinds();
  if (another) setProblem(QString());
  const bool says = state.value || state.state == FieldState::State::mixed;
  if (another && says) m_perKind = state.perKind;
  m_single->setPlaceholderText(stateText(state, design, QLocale()));
  showValues();
}

void OutageTargetsEditor::showValues() {
  if (m_mode->currentIndex() != (m_perKind ? kPerKind : kSingle))
    m_mode->setCurrentIndex(m_perKind ? kPerKind : kSingle);
  m_mode->setDisplay(m_mode->currentText(), false);
  m_mode->setToolTip(m_mode->currentData(Qt::ToolTipRole).toString());
  m_single->setVisible(!m_perKind);
  const auto number = m_state.value ? m_state.value->asNumber() : std::nullopt;
  m_single->showText(number ? quantityText(*m_state.schema, *number, QLocale()) : QString());
  m_single->setMuted(isMuted(m_state));
  for (const KindLine& kind : m_kinds) {
    kind.row->setVisible(m_perKind);
    const auto at = m_state.byKind.find(kind.kind);
    const auto seconds = at != m_state.byKind.end() ? at->second.asNumber() : std::nullopt;
    kind.line->setMuted(false);
    kind.line->setPlaceholderText(m_state.mixedKinds.contains(kind.kind) ? tr("Mixed") : tr("None"));
    kind.line->showText(seconds ? quantityText(*m_state.schema, *seconds, QLocale()) : QString());
  }
}

void OutageTargetsEditor::chooseMode(int mode) {
  // Only the form changes: the design does when a figure is typed.
  m_perKind = mode == kPerKind;
  showValues();
}

void OutageTargetsEditor::commitPending() {
  if (!m_perKind) m_single->commitPending();
  else
    for (const KindLine& kind : m_kinds) kind.line->commitPending();
}

std::optional<Value> OutageTargetsEditor::parse(const QString& text) {
  Quantity quantity = parseQuantity(*m_state.schema, text, QLocale());
  // Nobody means a target in the past, whatever else is only advised against.
  if (quantity.number && *quantity.number < 0) quantity = {std::nullopt, tr("A target is no time below 0.")};
  setProblem(quantity.problem);
  if (!quantity.number) return std::nullopt;
  return numberValue(*m_state.schema, *quantity.number);
}

void OutageTargetsEditor::finishSingle(const QString& text) {
  if (text.trimmed().isEmpty()) {
    m_single->setModified(false);
    setProblem(QString());
    if (m_state.anySet) emit committed(std::nullopt);
    return;
  }
  const auto seconds = parse(text);
  if (!seconds) return;
  m_single->setModified(false);
  emit committed(seconds);
}

void OutageTargetsEditor::finishKind(const std::string& kind, const QString& text) {
  std::optional<Value> value;
  if (text.trimmed().isEmpty()) {
    setProblem(QString());
  } else {
    value = parse(text);
    if (!value) return;
  }
  for (const KindLine& line : m_kinds) {
    if (line.kind == kind) line.line->setModified(false);
  }
  // Several targets may differ in the other kinds: those stay.
  emit memberCommitted(kind, value);
}

void OutageTargetsEditor::setProblem(const QString& problem) {
  if (problem == m_problem->text()) return;
  QPalette colours = m_problem->palette();
  colours.setColor(QPalette::WindowText, themeColour(Token::err));
  m_problem->setPalette(colours);
  m_problem->setText(problem);
  m_problem->setVisible(!problem.isEmpty());
}

}  // namespace nines
