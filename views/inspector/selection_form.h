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

class FieldRow;
class InspectorHeader;
class Section;
class SwitchEditor;
class TypedLine;

class SelectionForm final : public QWidget {
  Q_OBJECT

 public:
  // `folded`: titles of sections that are folded; people's choice outlives the form.
  SelectionForm(Document* document, Selection* selection, InspectorTarget target, std::set<QString>& folded,
                QWidget* parent);

  const InspectorTarget& target() const { return m_target; }
  // False where this form cannot show the target as it is now, and another one is to be built.
  bool fits(const Design& design, const InspectorTarget& target) const;
  void refresh();
  // Commits what is typed in any field.
  void commitPending();

 signals:
  void notice(const QString& text);

 private:
  void build(const Design& design);
  void addName();
  void addEnds(const Design& design);
  void addRow(const FieldState& field, bool multiline);
  void addLock();
  void addAvailability();
  Section* section(const QString& title);
  void showName(const Design& design);
  void showLock(const Design& design);
  void showFindings();
  void showAvailability(const Design& design);
  QWidget* makeMessage(const Finding& finding);
  void submit(const Edit& edit);

  Document* m_document;
  Selection* m_selection;
  InspectorTarget m_target;
  std::set<QString>& m_folded;
  QVBoxLayout* m_layout;
  QStringList m_ends;  // as shown; see endsOf
  InspectorHeader* m_header;
  QWidget* m_general;  // findings about the selection as a whole
  TypedLine* m_name = nullptr;
  SwitchEditor* m_lock = nullptr;
  QLabel* m_sla = nullptr;
  std::vector<Section*> m_sections;
  std::vector<FieldRow*> m_rows;
  std::vector<Finding> m_findings;  // shown now
  std::vector<QWidget*> m_generalMessages;
};

}  // namespace nines
