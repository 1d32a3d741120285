// What the canvas scene is made of: items that paint prepared groups of the display list and do nothing else. Tools own
// the mouse, the selection lives outside the scene.
#pragma once

#include <QGraphicsItem>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "canvas/layer_picture.h"
#include "drawing/display_list.h"
#include "painting/painter_backend.h"

namespace nines {

// What all items of a scene share; owned by the scene, outlives them.
struct CanvasStyle {
  const Theme* theme = nullptr;
};

// What painting a group again and again needs: made when it is first painted, and anew in another theme.
class PreparedOnce {
 public:
  void forget() { m_group.reset(); }
  void paint(QPainter& painter, const DrawGroup& group, const Theme& theme, Detail detail, const QRectF& exposed);

 private:
  std::unique_ptr<const PreparedGroup> m_group;
  const Theme* m_theme = nullptr;
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
  bool isLarge() const;

  const CanvasStyle& m_style;
  DrawGroup m_group;
  QRectF m_bounds;
  PreparedOnce m_prepared;
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
  // Paints everything elsewhere. Cheaper than setPos(): the scene's index need not look for a place for the layer.
  void setShift(QPointF shift);
  QPointF shift() const { return m_shift; }
  // Paints one of them, by its place in groups(), further away than the others.
  void setOffset(std::size_t at, QPointF offset);
  QPointF offset(std::size_t at) const { return m_kept[at].offset; }
  // For what is shifted again and again and else stays as it is: from so far away that nothing has a name, it is
  // painted as a picture.
  void setPictured(bool pictured);

  // As large as any canvas: it never has to change, and what is painted is culled by group.
  QRectF boundingRect() const override;
  void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

 private:
  // Of a group, in the same order: what a repaint looks at in all of them lies close together.
  struct Kept {
    explicit Kept(const DrawGroup& group) : bounds(group.bounds) {}
    Rect bounds;
    QPointF offset;
    bool hidden = false;
    PreparedOnce prepared;
  };
  // So many groups in a row are left out by one look where none of them is seen.
  static constexpr std::size_t kBlock = 64;

  Rect areaOf(std::size_t at) const {
    return m_groups[at].bounds.translated({m_kept[at].offset.x(), m_kept[at].offset.y()});
  }
  void updateArea(const Rect& bounds);
  void updateAreas(const std::vector<Rect>& areas);
  void updateAll();
  void followGroups();
  void makeBlocks();
  bool paintPicture(QPainter& painter, Detail detail);
  void paintSeen(QPainter& painter, Detail detail, const QRectF& seen);

  const CanvasStyle& m_style;
  std::vector<DrawGroup> m_groups;
  std::vector<Kept> m_kept;
  std::vector<Rect> m_blocks;  // around so many in a row; empty: to be made
  QPointF m_shift;
  std::set<std::string, std::less<>> m_hidden;
  std::optional<LayerPicture> m_picture;
};

}  // namespace nines
