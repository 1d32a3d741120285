// Text of several lines, committed when the focus leaves or with Ctrl+Enter.
#pragma once

#include "inspector/field_editor.h"

class QPlainTextEdit;

namespace nines {

class TextEditor final : public FieldEditor {
  Q_OBJECT

 public:
  explicit TextEditor(QWidget* parent);

  void show(const FieldState& state, const Design& design) override;
  void commitPending() override;
  QWidget* field() override;

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  QPlainTextEdit* m_text;
  QString m_shown;
  bool m_anySet = false;
};

}  // namespace nines
