#include "inspector/choice_editor.h"

#include <QLabel>
#include <QVBoxLayout>

#include "inspector/field_combo.h"
#include "inspector/value_text.h"
#include "theme/text.h"

namespace nines {

namespace {

// "Not set (assumed: Standard)": what clearing the property leads to.
QString clearedText(const PropertySchema& schema, const Design& design) {
  if (!schema.fallback) return ChoiceEditor::tr("Not set (unknown)");
  return ChoiceEditor::tr("Not set (assumed: %1)").arg(valueText(schema, *schema.fallback, design, QLocale()));
}

// What an entry stands for, as the combo box keeps it. A number counts by its size: 30 and 30.0 are one entry.
QVariant dataOf(const Value& value) {
  if (const auto number = value.asNumber()) return *number;
  const std::string* text = value.asText();
  return text ? QVariant(QString::fromStdString(*text)) : QVariant();
}

Value valueOf(const PropertySchema& schema, const QVariant& data) {
  if (schema.steps.empty()) return data.toString().toStdString();
  const double number = data.toDouble();
  if (schema.type == PropertyType::integer) return static_cast<std::int64_t>(number);
  return number;
}

}  // namespace

ChoiceEditor::ChoiceEditor(QWidget* parent)
    : FieldEditor(parent), m_combo(new FieldCombo(this)), m_advice(makeAdvice(this)) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(2);
  layout->addWidget(m_combo);
  layout->addWidget(m_advice);
  setFocusProxy(m_combo);
  connect(m_combo, &QComboBox::activated, this, [this](int index) {
    const QVariant chosen = m_combo->itemData(index);
    if (chosen.isValid()) emit committed(valueOf(*m_state.schema, chosen));
    else emit committed(std::nullopt);
  });
}

QWidget* ChoiceEditor::field() { return m_combo; }

void ChoiceEditor::show(const FieldState& state, const Design& design) {
  m_state = state;
  fill(design);
  const bool set = state.state == FieldState::State::set && state.value;
  const int index = set ? std::max(0, m_combo->findData(dataOf(*state.value))) : 0;
  const int wanted = state.state == FieldState::State::mixed ? -1 : index;
  if (m_combo->currentIndex() != wanted) m_combo->setCurrentIndex(wanted);
  const bool assumed = state.state == FieldState::State::assumed;
  m_combo->setDisplay(stateText(state, design, QLocale()), isMuted(state), assumed ? assumedText() : QString());
  showAdvice(*m_advice, state.advice);
}

void ChoiceEditor::fill(const Design& design) {
  const PropertySchema& schema = *m_state.schema;
  QList<QPair<QString, QVariant>> entries{{clearedText(schema, design), QVariant()}};
  if (schema.type == PropertyType::node) {
    for (const std::string& id : m_state.candidates)
      entries << qMakePair(placedName(design, id), QVariant(toQString(id)));
  } else {
    for (const Choice& choice : schema.choices)
      entries << qMakePair(toQString(choice.label), QVariant(toQString(choice.value)));
    for (const double step : schema.steps)
      entries << qMakePair(valueText(schema, step, design, QLocale()), QVariant(step));
  }
  // A value that is none of the choices stays choosable while it is set.
  const QVariant set = m_state.value ? dataOf(*m_state.value) : QVariant();
  const bool offered = std::any_of(entries.begin(), entries.end(), [&](const auto& e) { return e.second == set; });
  if (!offered && m_state.value) {
    const std::string* id = schema.type == PropertyType::node ? m_state.value->asText() : nullptr;
    entries << qMakePair(id ? placedName(design, *id) : valueText(schema, *m_state.value, design, QLocale()), set);
  }
  bool same = entries.size() == m_combo->count();
  for (int i = 0; same && i < m_combo->count(); ++i)
    same = m_combo->itemText(i) == entries[i].first && m_combo->itemData(i) == entries[i].second;
  if (same) return;
  m_combo->clear();
  for (const auto& [label, value] : entries) m_combo->addItem(label, value);
}

}  // namespace nines
