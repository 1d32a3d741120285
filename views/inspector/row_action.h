// The button inside of a field, at its end, that sets an assumed value or clears one that is set. "Set" stands there as
// long as there is something to set; the cross shows while the pointer or the focus is in the row, so that a panel full
// of values stays calm.
#pragma once

#include <QToolButton>

namespace nines {

class RowAction final : public QToolButton {
  Q_OBJECT

 public:
  enum class Does { nothing, set, clear };

  // `row`: where the pointer or the focus shows the cross.
  RowAction(QWidget* row, QWidget* editor);

  // Nothing hides the button.
  void setDoes(Does does);
  Does does() const { return m_does; }
  // Room that it takes from the field's text, px.
  int room() const;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  bool isShown() const;

  QWidget* m_row;
  Does m_does = Does::nothing;
};

}  // namespace nines
