// The legend over a corner of the canvas, the bottom left one unless it would hide more of the design there than
// elsewhere. It takes no mouse: what it covers can be reached through it, and it pales while the pointer is there, or
// something selected.
#pragma once

#include <QTimer>
#include <QWidget>
#include <array>
#include <functional>

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
  void setPointed(bool pointed);  // the pointer is there
  void setOverSelected(bool over);
  bool isPale() const { return m_pointed || m_overSelected; }
  enum class Corner { bottomLeft, bottomRight, topRight, topLeft };
  static constexpr std::array kCorners{Corner::bottomLeft, Corner::bottomRight, Corner::topRight, Corner::topLeft};
  Corner corner() const { return m_corner; }
  void setCorner(Corner corner);
  // Into the corner of its parent; hidden where that is too narrow for it.
  void place();

  // What of the design an area of its parent would hide, as `hiddenBy` weighs it.
  using Hidden = std::function<int(const QRect&)>;
  void setHidden(Hidden hidden) { m_hidden = std::move(hidden); }
  bool isInTheWay() const;
  // Once the canvas has come to rest: into another corner if it hides cards or lines here, and fewer there. It stays
  // where it is otherwise, so that it does not jump about while people look around.
  void lookLater() { m_look.start(); }

 signals:
  void looked();  // for a better corner, whether or not there was one

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void updateVisible();
  void paleBy(bool& reason, bool holds);
  QRect placeIn(Corner corner) const;
  void look();

  const Theme* m_theme;
  DisplayList m_list;
  bool m_wanted = true;
  bool m_pointed = false;
  bool m_overSelected = false;
  Corner m_corner = Corner::bottomLeft;
  Hidden m_hidden;
  QTimer m_look;
};

}  // namespace nines
