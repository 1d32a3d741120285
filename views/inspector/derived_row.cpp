#include "inspector/derived_row.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QVariant>
#include <algorithm>

#include "inspector/field_button.h"
#include "inspector/field_combo.h"
#include "inspector/field_state.h"
#include "inspector/name_chips.h"
#include "inspector/switch_editor.h"
#include "theme/metrics.h"
#include "theme/muted_label.h"
#include "theme/style.h"
#include "theme/text.h"
#include "theme/theme_style.h"

namespace nines {

namespace {
using Look = DerivedKind::Look;
}

DerivedRow::DerivedRow(const DerivedKind& kind, QWidget* parent) : InspectorRow(parent), m_kind(kind) {
  auto* line = new QHBoxLayout;
  line->setContentsMargins(0, 0, 0, 0);
  line->setSpacing(6);
  const QString label = QCoreApplication::translate("Inspector", kind.label);
  QLabel* name = makeRowLabel(label, this);
  QWidget* content = makeContent();
  content->setAccessibleName(label);
  name->setBuddy(content);
  auto* labelled = new QHBoxLayout;
  labelled->setSpacing(0);
  labelled->addWidget(name, 0, Qt::AlignTop);
  labelled->addWidget(content, 1);
  line->addLayout(labelled, 1);
  if (m_end) line->addWidget(m_end, 0, Qt::AlignTop);
  addLine(line);
}

QWidget* DerivedRow::makeContent() {
  if (m_kind.look == Look::list) {
    m_combo = new FieldCombo(this);
    connect(m_combo, &QComboBox::activated, this, [this](int index) {
      const std::string id = m_combo->itemData(index).toString().toStdString();
      if (id != m_fact.chosen) emit chosen(id);
    });
    return m_combo;
  }
  if (m_kind.look == Look::button) {
    m_button = new FieldButton(tr("Edit…"), this);
    connect(m_button, &QAbstractButton::clicked, this, [this] {
      if (!m_fact.entries.empty()) emit selectAsked(m_fact.entries.front().ids);
    });
    return m_button;
  }
  if (m_kind.look == Look::links) {
    m_names = new NameChips(this);
    connect(m_names, &NameChips::chosen, this, [this](int index) {
      const auto at = static_cast<std::size_t>(index);
      if (at < m_fact.entries.size()) emit selectAsked(m_fact.entries[at].ids);
    });
    return m_names;
  }
  if (m_kind.look == Look::toggle) {
    m_switch = new SwitchEditor(this);
    m_switch->field()->setAccessibleName(QCoreApplication::translate("Inspector", m_kind.label));
    connect(m_switch, &SwitchEditor::committed, this, [this](const std::optional<Value>& value) {
      const bool* on = value ? value->asBool() : nullptr;
      if (on) emit switched(*on);
    });
    return m_switch;
  }
  m_text = new QLabel(this);
  m_text->setMinimumHeight(metrics::kField);
  m_text->setWordWrap(true);
  m_text->setTextFormat(Qt::PlainText);
  m_end = new MutedLabel(QString(), this);
  m_end->setMinimumHeight(metrics::kField);
  return m_text;
}

void DerivedRow::show(const std::optional<DerivedFact>& fact, const Design& design) {
  setVisible(fact.has_value());
  if (!fact) return;
  m_fact = *fact;
  setToolTip(m_fact.fixedBy.isEmpty() ? m_fact.tip : m_fact.fixedBy);
  if (m_combo) showList();
  else if (m_button) m_button->setDisplay(m_fact.text, false);
  else if (m_names) showNames();
  else if (m_switch) showSwitch(design);
  else m_text->setText(m_fact.text);
  if (m_button) m_button->setToolTip(m_fact.tip);
  if (!m_end) return;
  m_end->setText(m_fact.end);
  m_end->setVisible(!m_fact.end.isEmpty());
}

void DerivedRow::showNames() {
  QStringList names;
  for (const auto& entry : m_fact.entries) names << entry.text;
  m_names->setNames(names);
}

void DerivedRow::showSwitch(const Design& design) {
  FieldState state;
  state.state = m_fact.assumed ? FieldState::State::assumed : FieldState::State::set;
  state.value = Value(m_fact.on);
  m_switch->show(state, design);
  m_switch->setAccessibleDescription(m_fact.tip);
}

void DerivedRow::showList() {
  const auto& entries = m_fact.entries;
  bool same = m_combo->count() == static_cast<int>(entries.size());
  for (int i = 0; same && i < m_combo->count(); ++i) {
    const auto& entry = entries[static_cast<std::size_t>(i)];
    same = m_combo->itemText(i) == entry.text && m_combo->itemData(i).toString() == toQString(entry.ids.front());
  }
  if (!same) {
    m_combo->clear();
    for (const auto& entry : entries) m_combo->addItem(entry.text, toQString(entry.ids.front()));
  }
  const int index = m_combo->findData(toQString(m_fact.chosen));
  if (m_combo->currentIndex() != index) m_combo->setCurrentIndex(index);
  m_combo->setDisplay(m_combo->currentText(), false);
  m_combo->setEnabled(m_fact.fixedBy.isEmpty());
  m_combo->setAccessibleDescription(m_fact.fixedBy);
}

void DerivedRow::showSeverity(std::optional<Severity> worst) {
  QWidget* field = m_combo ? static_cast<QWidget*>(m_combo) : m_button;
  if (field) setFieldSeverity(*field, worst);
}

}  // namespace nines
