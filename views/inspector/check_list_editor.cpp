#include "inspector/check_list_editor.h"

#include <QCloseEvent>
#include <QListWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <functional>
#include <utility>

#include "inspector/field_button.h"
#include "inspector/field_popup.h"
#include "inspector/value_text.h"
#include "theme/metrics.h"
#include "theme/text.h"

namespace nines {

namespace {

constexpr int kMostRows = 12;

// The list below the field: closes on Esc, Enter or a click elsewhere, and then says what is ticked if that was
// touched.
class CheckPopup final : public FieldPopup {
 public:
  CheckPopup(QWidget* field, QListWidget* list, std::function<void()> done)
      : FieldPopup(field, list), m_done(std::move(done)) {
    connect(list, &QListWidget::itemChanged, this, [this] { m_touched = true; });
    connect(list, &QListWidget::itemActivated, this, &QWidget::close);
  }

 protected:
  void closeEvent(QCloseEvent* event) override {
    FieldPopup::closeEvent(event);
    if (std::exchange(m_touched, false)) m_done();
  }

 private:
  std::function<void()> m_done;
  bool m_touched = false;
};

bool contains(const FieldState& state, const std::string& value) {
  const Value::Array* list = state.value ? state.value->asArray() : nullptr;
  return list && std::find(list->begin(), list->end(), Value(value)) != list->end();
}

}  // namespace

CheckListEditor::CheckListEditor(QWidget* parent) : FieldEditor(parent), m_button(new FieldButton(QString(), this)) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(m_button);
  setFocusProxy(m_button);
  connect(m_button, &QAbstractButton::clicked, this, &CheckListEditor::open);
}

QWidget* CheckListEditor::field() { return m_button; }

void CheckListEditor::show(const FieldState& state, const Design& design) {
  m_state = state;
  m_entries = entries(design);
  const bool assumed = state.state == FieldState::State::assumed;
  m_button->setDisplay(stateText(state, design, QLocale()), isMuted(state), assumed ? assumedText() : QString());
}

std::vector<CheckListEditor::Entry> CheckListEditor::entries(const Design& design) const {
  const PropertySchema& schema = *m_state.schema;
  std::vector<Entry> all;
  if (schema.type == PropertyType::nodeList) {
    for (const std::string& id : m_state.candidates) all.push_back({placedName(design, id), id});
  } else {
    for (const Choice& choice : schema.choices) all.push_back({toQString(choice.label), choice.value});
  }
  // What is set already stays, also if no entry offers it.
  const Value::Array* set = m_state.value ? m_state.value->asArray() : nullptr;
  if (!set) return all;
  for (const Value& value : *set) {
    const std::string* text = value.asText();
    const bool known = !text || std::any_of(all.begin(), all.end(), [&](const Entry& e) { return e.value == *text; });
    if (known) continue;
    const bool node = schema.type == PropertyType::nodeList;
    all.push_back({node ? placedName(design, *text) : toQString(*text), *text});
  }
  return all;
}

void CheckListEditor::open() {
  auto* list = new QListWidget;
  list->setAccessibleName(m_button->accessibleName());
  for (const Entry& entry : m_entries) {
    auto* item = new QListWidgetItem(entry.label, list);
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
    item->setData(Qt::UserRole, QString::fromStdString(entry.value));
    item->setCheckState(contains(m_state, entry.value) ? Qt::Checked : Qt::Unchecked);
  }
  if (m_entries.empty()) (new QListWidgetItem(tr("The design has nothing to choose"), list))->setFlags(Qt::NoItemFlags);
  auto* popup = new CheckPopup(m_button, list, [this, list] { commit(*list); });
  list->setCurrentRow(0);
  popup->open(kMostRows);
}

void CheckListEditor::commit(const QListWidget& list) {
  Value::Array chosen;
  for (int i = 0; i < list.count(); ++i) {
    const QListWidgetItem* item = list.item(i);
    if (item->checkState() == Qt::Checked) chosen.emplace_back(item->data(Qt::UserRole).toString().toStdString());
  }
  const Value value(std::move(chosen));
  if (m_state.state != FieldState::State::set || m_state.value != value) emit committed(value);
}

}  // namespace nines
