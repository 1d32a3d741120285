// One line of text for numbers with units, texts and lists.
#pragma once

#include "inspector/field_editor.h"

namespace nines {

class StepArrows;
class SuggestionButton;
class TypedLine;

class LineEditor final : public FieldEditor {
  Q_OBJECT

 public:
  explicit LineEditor(QWidget* parent);

  void show(const FieldState& state, const Design& design) override;
  void commitPending() override;
  QWidget* field() override;
  int endInset() const override;
  void setEndRoom(int room) override;

 private:
  void finish(const QString& text);
  void setProblem(const QString& problem);
  void advise();
  void showSuggestions();
  void showArrows();
  // To the next round figure; what has been typed counts.
  void step(int direction);

  TypedLine* m_line;
  QLabel* m_problem;
  QLabel* m_advice;                           // beyond the usual range, or none that AWS has
  SuggestionButton* m_suggestions = nullptr;  // where there are any
  StepArrows* m_arrows = nullptr;             // of a number
  FieldState m_state;
};

}  // namespace nines
