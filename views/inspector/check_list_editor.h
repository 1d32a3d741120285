// Several of a list of choices or nodes: a field that opens a list to tick. Closing the list commits once.
#pragma once

#include "inspector/field_editor.h"

class QListWidget;

namespace nines {

class FieldButton;

class CheckListEditor final : public FieldEditor {
  Q_OBJECT

 public:
  explicit CheckListEditor(QWidget* parent);

  void show(const FieldState& state, const Design& design) override;
  QWidget* field() override;
  int endInset() const override { return 22; }

 private:
  struct Entry {
    QString label;
    std::string value;
  };

  void open();
  void commit(const QListWidget& list);
  std::vector<Entry> entries(const Design& design) const;

  FieldButton* m_button;
  FieldState m_state;
  std::vector<Entry> m_entries;
};

}  // namespace nines
