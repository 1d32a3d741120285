// One line of text for numbers with units, texts and lists.
#pragma once

#include "inspector/field_editor.h"

namespace nines {

class TypedLine;

class LineEditor final : public FieldEditor {
  Q_OBJECT

 public:
  explicit LineEditor(QWidget* parent);

  void show(const FieldState& state, const Design& design) override;
  void commitPending() override;
  QWidget* field() override;

 private:
  void finish(const QString& text);
  void setProblem(const QString& problem);
  void showAdvice();

  TypedLine* m_line;
  QLabel* m_problem;
  QLabel* m_advice;  // beyond the usual range
  FieldState m_state;
};

}  // namespace nines
