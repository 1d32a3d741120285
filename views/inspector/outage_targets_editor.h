// A target per kind of outage, or one for all: durations, each in a line of its own.
#pragma once

#include <vector>

#include "inspector/field_editor.h"

class QVBoxLayout;

namespace nines {

class FieldCombo;
class TypedLine;

class OutageTargetsEditor final : public FieldEditor {
  Q_OBJECT

 public:
  explicit OutageTargetsEditor(QWidget* parent);

  void show(const FieldState& state, const Design& design) override;
  void commitPending() override;
  QWidget* field() override;
  int endInset() const override { return 22; }
  void setEndRoom(int room) override;

 private:
  struct KindLine {
    std::string kind;
    QWidget* row = nullptr;
    TypedLine* line = nullptr;
  };

  void buildKinds();
  void forgetProblemOf(const TypedLine& line);
  void showValues();
  void chooseMode(int mode);
  void finishSingle(const QString& text);
  void finishKind(const std::string& kind, const QString& text);
  // The seconds; nothing, and the problem shown, if the text is no duration.
  std::optional<Value> parse(const QString& text);
  void setProblem(const QString& problem);

  FieldCombo* m_mode;
  TypedLine* m_single;
  QVBoxLayout* m_layout;
  QLabel* m_problem;
  std::vector<KindLine> m_kinds;
  FieldState m_state;
  bool m_perKind = false;
};

}  // namespace nines
