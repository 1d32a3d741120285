// The legend over the canvas's bottom left corner. It takes no mouse: what it covers can be reached through it, and it
// pales while the pointer is there.
#pragma once

#include <QWidget>

#include "drawing/draw_legend.h"

namespace nines {

class Legend final : public QWidget {
  Q_OBJECT

 public:
  explicit Legend(QWidget* parent);

  void setTheme(const Theme& theme);
  // Empty lists hide it. Repaints only where the list is another.
  void setList(DisplayList list);
  const DisplayList& list() const { return m_list; }
  // A person switched it on or off.
  void setWanted(bool wanted);
  bool isWanted() const { return m_wanted; }
  void setPale(bool pale);
  // Into the corner of its parent; hidden where that is too narrow for it.
  void place();

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void updateVisible();

  const Theme* m_theme;
  DisplayList m_list;
  bool m_wanted = true;
  bool m_pale = false;
};

}  // namespace nines
