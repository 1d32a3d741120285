// One of several choices or numbers, or one node of the design.
#pragma once

#include "inspector/field_editor.h"

namespace nines {

class FieldCombo;

class ChoiceEditor final : public FieldEditor {
  Q_OBJECT

 public:
  explicit ChoiceEditor(QWidget* parent);

  void show(const FieldState& state, const Design& design) override;
  QWidget* field() override;
  int endInset() const override { return 22; }

 private:
  void fill(const Design& design);

  FieldCombo* m_combo;
  QLabel* m_advice;
  FieldState m_state;
};

}  // namespace nines
