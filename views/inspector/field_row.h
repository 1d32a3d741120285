// One property in the inspector: label, editor, what sets or clears it, and the findings about it.
#pragma once

#include "document.h"
#include "inspector/field_editor.h"
#include "inspector/inspector_row.h"

namespace nines {

class RowAction;

class FieldRow final : public InspectorRow {
  Q_OBJECT

 public:
  FieldRow(const PropertySchema& schema, bool multiline, QWidget* parent);

  const PropertySchema& schema() const { return *m_schema; }
  FieldEditor* editor() const { return m_editor; }
  void show(const FieldState& state, const Design& design);

 signals:
  void committed(std::optional<nines::Value> value);
  void memberCommitted(const std::string& member, std::optional<nines::Value> value);

 protected:
  void showSeverity(std::optional<Severity> worst) override { m_editor->setSeverity(worst); }
  bool eventFilter(QObject* watched, QEvent* event) override;
  void enterEvent(QEnterEvent* event) override;
  void leaveEvent(QEvent* event) override;

 private:
  void updateAction(const Design& design);
  void placeAction();

  const PropertySchema* m_schema;
  FieldState m_state;
  FieldEditor* m_editor;
  RowAction* m_action;
};

}  // namespace nines
