// Editors of one property each. They show what they are told, say when a person has finished a change, and write
// nothing.
#pragma once

#include <QLocale>
#include <QWidget>
#include <optional>

#include "inspector/field_state.h"
#include "rules/finding.h"

class QLabel;

namespace nines {

// A field's dynamic property: room before its arrow that its text leaves to others, px.
inline constexpr const char* kEndRoom = "endRoom";

class FieldEditor : public QWidget {
  Q_OBJECT

 public:
  using QWidget::QWidget;

  // Shows the state. What a person is typing stays unless the state is another than the one shown before.
  virtual void show(const FieldState& state, const Design& design) = 0;
  // Finishes what is typed but not committed, as leaving the field would.
  virtual void commitPending() {}
  // The widget that paints the field's border, and takes the focus and the label's mnemonic.
  virtual QWidget* field() = 0;
  // What the field has at its right end by itself (an arrow), px; and room beside that which its text leaves to others.
  virtual int endInset() const { return 4; }
  virtual void setEndRoom(int room);

  // Colours the field's border; nothing: no finding.
  void setSeverity(std::optional<Severity> severity);

 signals:
  // No value: clear the property.
  void committed(std::optional<nines::Value> value);
  // One member of a value that is an object; no value: that member goes. The others stay as each target has them.
  void memberCommitted(const std::string& member, std::optional<nines::Value> value);
};

// The editor that fits the property's type. `multiline`: texts get several lines.
FieldEditor* makeEditor(const PropertySchema& schema, bool multiline, QWidget* parent);

// Words that editors share: "7 days", "Mixed", "Enter GB" where it is unknown.
QString stateText(const FieldState& state, const Design& design, const QLocale& locale);
// A sentence below a field; hidden while there is none.
QLabel* makeAdvice(QWidget* parent);
void showAdvice(QLabel& label, const QString& advice);

// The mark of assumed values.
QString assumedText();
bool isMuted(const FieldState& state);

}  // namespace nines
