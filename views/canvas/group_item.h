// What the canvas scene is made of: items that paint prepared groups of the display list and do nothing else. Tools own
// the mouse, the selection lives outside the scene.
#pragma once

#include <QGraphicsItem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "drawing/display_list.h"

namespace nines {

// What all items of a scene share; owned by the scene, outlives them.
struct CanvasStyle {
  const Theme* theme = nullptr;
};

// One group of one node.
class GroupItem final : public QGraphicsItem {
 public:
  GroupItem(const CanvasStyle& style, DrawGroup group);

  const DrawGroup& group() const { return m_group; }
  // Announces the change of geometry only where there is one.
  void setGroup(DrawGroup group);

  QRectF boundingRect() const override { return m_bounds; }
  void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

 private:
  const CanvasStyle& m_style;
  DrawGroup m_group;
  QRectF m_bounds;
};

// Many groups at one height, painted by one item that leaves out what is not exposed.
class LayerItem final : public QGraphicsItem {
 public:
  LayerItem(const CanvasStyle& style, int z);

  const std::vector<DrawGroup>& groups() const { return m_groups; }
  const DrawGroup* find(std::string_view id) const;
  // Replaces everything. put() and remove() afterwards need the groups sorted by id.
  void setGroups(std::vector<DrawGroup> groups);
  void clear() { setGroups({}); }
  void put(DrawGroup group);
  void remove(std::string_view id);
  // Not painted until the next call.
  void setHidden(std::set<std::string, std::less<>> ids);

  // As large as any canvas: it never has to change, and what is painted is culled by group.
  QRectF boundingRect() const override;
  void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

 private:
  void updateArea(const DrawGroup& group);

  const CanvasStyle& m_style;
  std::vector<DrawGroup> m_groups;
  std::set<std::string, std::less<>> m_hidden;
};

}  // namespace nines
