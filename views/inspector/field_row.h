// One property in the inspector: label, editor, what sets or clears it, and the findings about it.
#pragma once

#include <QWidget>
#include <vector>

#include "document.h"
#include "inspector/field_editor.h"

class QToolButton;
class QVBoxLayout;

namespace nines {

class FieldRow final : public QWidget {
  Q_OBJECT

 public:
  FieldRow(const PropertySchema& schema, bool multiline, QWidget* parent);

  const PropertySchema& schema() const { return *m_schema; }
  FieldEditor* editor() const { return m_editor; }
  void show(const FieldState& state, const Design& design);
  // Boxes to stand below the field, worst first; the row owns them.
  void setMessages(const std::vector<QWidget*>& messages, std::optional<Severity> worst);

 signals:
  void committed(std::optional<nines::Value> value);
  void memberCommitted(const std::string& member, std::optional<nines::Value> value);

 private:
  void buildAction();
  void updateAction(const Design& design);

  const PropertySchema* m_schema;
  FieldState m_state;
  FieldEditor* m_editor;
  QToolButton* m_action;
  QVBoxLayout* m_layout;
  std::vector<QWidget*> m_messages;
};

// Whether a row keeps the room where others have the button that sets or clears: `action` aligns it with them.
enum class RowEnd { action, none };
// A row of label and any widget, aligned with the fields.
QWidget* makePlainRow(const QString& label, QWidget* content, RowEnd end, QWidget* parent);

}  // namespace nines
