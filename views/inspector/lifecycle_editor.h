// Lifecycle rules: how many there are, and a dialog to edit them.
#pragma once

#include "inspector/field_editor.h"

namespace nines {

class FieldButton;

class LifecycleEditor final : public FieldEditor {
  Q_OBJECT

 public:
  explicit LifecycleEditor(QWidget* parent);

  void show(const FieldState& state, const Design& design) override;
  QWidget* field() override;
  int endInset() const override;

 private:
  void open();

  FieldButton* m_button;
  FieldState m_state;
};

}  // namespace nines
