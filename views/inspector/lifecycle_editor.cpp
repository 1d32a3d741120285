#include "inspector/lifecycle_editor.h"

#include <QVBoxLayout>

#include "inspector/field_button.h"
#include "inspector/lifecycle_dialog.h"

namespace nines {

LifecycleEditor::LifecycleEditor(QWidget* parent) : FieldEditor(parent), m_button(new FieldButton(tr("Edit…"), this)) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(m_button);
  setFocusProxy(m_button);
  connect(m_button, &QAbstractButton::clicked, this, &LifecycleEditor::open);
}

QWidget* LifecycleEditor::field() { return m_button; }

int LifecycleEditor::endInset() const { return m_button->actionWidth(); }

void LifecycleEditor::show(const FieldState& state, const Design& design) {
  m_state = state;
  m_button->setDisplay(stateText(state, design, QLocale()), isMuted(state));
}

void LifecycleEditor::open() {
  const Value::Array* rules = m_state.value ? m_state.value->asArray() : nullptr;
  auto* dialog = new LifecycleDialog(*m_state.schema, rules ? *rules : Value::Array(), this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &QDialog::accepted, this, [this, dialog] {
    const Value value(dialog->rules());
    const bool same = m_state.state == FieldState::State::set && m_state.value == value;
    if (!same) emit committed(value);
  });
  dialog->open();
}

}  // namespace nines
