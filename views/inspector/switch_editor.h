// On or off.
#pragma once

#include "inspector/field_editor.h"

class QCheckBox;

namespace nines {

class SwitchEditor final : public FieldEditor {
  Q_OBJECT

 public:
  explicit SwitchEditor(QWidget* parent);

  void show(const FieldState& state, const Design& design) override;
  QWidget* field() override;
  int endInset() const override { return 0; }

 private:
  QCheckBox* m_box;
};

}  // namespace nines
