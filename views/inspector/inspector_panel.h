// The inspector dock: the fields of the selection, or of the design while nothing is selected.
#pragma once

#include <set>

#include "document.h"
#include "selection.h"
#include "theme/panel.h"

class QScrollArea;

namespace nines {

class DesignForm;
class SelectionForm;

class InspectorPanel final : public Panel {
  Q_OBJECT

 public:
  InspectorPanel(Document* document, Selection* selection, QWidget* parent = nullptr);

  // Commits what is typed in a field, as leaving it would: before saving, closing and undo.
  void commitPending();
  // Explains the worst finding about the field that has the focus; false where it has none.
  bool explainFocused();

 signals:
  // Why an edit was refused: a line for the status bar.
  void notice(const QString& text);

 protected:
  void refresh() override;
  void restyle() override { scheduleRefresh(); }

 private:
  void showDesign();
  void showSelection(const Design& design);
  void replaceForm(QWidget* form);

  Document* m_document;
  Selection* m_selection;
  QScrollArea* m_scroll;
  DesignForm* m_design = nullptr;  // one of the two exists
  SelectionForm* m_fields = nullptr;
  std::set<QString> m_folded;
};

}  // namespace nines
