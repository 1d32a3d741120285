// The inspector's fields for what is selected. Built anew when other properties are to be shown, otherwise only told
// the new values.
#pragma once

#include <QStringList>
#include <QWidget>
#include <set>
#include <vector>

#include "document.h"
#include "inspector/field_state.h"
#include "selection.h"

class QLabel;
class QVBoxLayout;

namespace nines {

class DerivedRow;
class DerivedScene;
class FieldRow;
class InspectorRow;
class InspectorHeader;
class Section;
class SwitchEditor;
class TypedLine;
struct DerivedKind;

class SelectionForm final : public QWidget {
  Q_OBJECT

 public:
  // What outlives the form: titles of sections that people folded, and what is known of the newest design.
  struct Shared {
    std::set<QString>& folded;
    DerivedScene& scene;
  };
  SelectionForm(Document* document, Selection* selection, InspectorTarget target, Shared shared, QWidget* parent);

  const InspectorTarget& target() const { return m_target; }
  // False where this form cannot show the target as it is now, and another one is to be built.
  bool fits(const Design& design, const InspectorTarget& target) const;
  void refresh();
  // Commits what is typed in any field.
  void commitPending();

 signals:
  void notice(const QString& text);
  // Selected already.
  void revealRequested(const QStringList& ids);

 private:
  void build(const Design& design);
  void addName();
  void addEnds(const Design& design);
  void addRow(const FieldState& field, bool multiline);
  // Those of the section that follow this property.
  void addDerived(const Design& design, std::string_view section, std::string_view after);
  void addDerivedRow(const DerivedKind& kind);
  void choose(const DerivedKind& kind, const std::string& value);
  void addLock();
  void addAvailability();
  Section* section(const QString& title);
  void showName(const Design& design);
  void showRows(const std::vector<FieldState>& fields);
  void showLock(const Design& design);
  void showDerived(const std::shared_ptr<const Design>& design);
  void showFindings(const Design& design);
  // The open findings of the report that stand below the row.
  std::vector<Finding> findingsFor(const DerivedRow& row, const Design& design, const Report& report) const;
  void showMessages(InspectorRow& row, const std::vector<Finding>& findings);
  void showAvailability(const Design& design);
  QWidget* makeMessage(const Finding& finding);
  void submit(const Edit& edit);

  Document* m_document;
  Selection* m_selection;
  InspectorTarget m_target;
  Shared m_shared;
  QVBoxLayout* m_layout;
  QStringList m_ends;  // as shown; see endsOf
  InspectorHeader* m_header;
  QWidget* m_general;  // findings about the selection as a whole
  TypedLine* m_name = nullptr;
  SwitchEditor* m_lock = nullptr;
  QWidget* m_lockRow = nullptr;
  QLabel* m_sla = nullptr;
  std::vector<Section*> m_sections;
  std::vector<FieldRow*> m_rows;
  std::vector<DerivedRow*> m_derived;
  std::vector<std::vector<Finding>> m_findings;  // shown now: by derived row, then those of the node itself
  std::vector<QWidget*> m_generalMessages;
};

}  // namespace nines
