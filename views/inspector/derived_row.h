// One fact of the inspector that is no property (derived_facts.h): label and what fits its look.
#pragma once

#include "inspector/derived_facts.h"
#include "inspector/inspector_row.h"

class QLabel;

namespace nines {

class FieldButton;
class FieldCombo;
class NameChips;
class SwitchEditor;

class DerivedRow final : public InspectorRow {
  Q_OBJECT

 public:
  DerivedRow(const DerivedKind& kind, QWidget* parent);

  const DerivedKind& kind() const { return m_kind; }
  // Nothing hides the row.
  void show(const std::optional<DerivedFact>& fact, const Design& design);

 signals:
  void selectAsked(const std::vector<std::string>& ids);
  // Another entry of the list.
  void chosen(const std::string& id);
  void switched(bool on);

 protected:
  void showSeverity(std::optional<Severity> worst) override;

 private:
  QWidget* makeContent();
  void showNames();
  void showSwitch(const Design& design);
  void showList();

  const DerivedKind& m_kind;
  DerivedFact m_fact;
  FieldCombo* m_combo = nullptr;
  FieldButton* m_button = nullptr;
  NameChips* m_names = nullptr;
  SwitchEditor* m_switch = nullptr;
  QLabel* m_text = nullptr;
  QLabel* m_end = nullptr;
};

}  // namespace nines
