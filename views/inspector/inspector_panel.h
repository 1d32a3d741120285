// The inspector dock: the fields of the selection, or of the design while nothing is selected.
#pragma once

#include <set>

#include "document.h"
#include "inspector/derived_facts.h"
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
  // What the design is called as long as nobody has named it.
  void setFallbackName(const QString& name);

 signals:
  // Why an edit was refused: a line for the status bar.
  void notice(const QString& text);
  // A person followed a link to these nodes; they are selected already.
  void revealRequested(const QStringList& ids);

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
  QString m_fallbackName;
  DesignForm* m_design = nullptr;  // one of the two exists
  SelectionForm* m_fields = nullptr;
  std::set<QString> m_folded;
  DerivedScene m_scene;
};

}  // namespace nines
