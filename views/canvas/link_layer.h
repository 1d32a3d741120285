// All links of the canvas: their routes, and two batched items that paint lines and labels.
#pragma once

#include <QGraphicsScene>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "canvas/group_item.h"
#include "drawing/draw_design.h"
#include "layout/route_keeper.h"

namespace nines {

class LinkLayer {
 public:
  using Ids = std::set<std::string, std::less<>>;

  // The items belong to the scene.
  LinkLayer(QGraphicsScene& scene, const CanvasStyle& style);

  const Routes& routes() const { return m_keeper.routes(); }
  const Route* route(std::string_view id) const;
  const DrawGroup* lineOf(std::string_view id) const { return m_lines->find(id); }
  const DrawGroup* labelOf(std::string_view id) const { return m_labels->find(id); }

  void rebuild(const DrawContext& context);
  void sync(const DrawContext& context, const ChangeSet& changes);

  // Links that a move preview draws instead.
  void setHidden(const Ids& ids);
  void setOpacity(double opacity);

 private:
  using Hops = std::unordered_map<LinkId, std::vector<Point>>;

  std::vector<DrawGroup> draw(const DrawContext& context, LinkIndex i) const;
  void put(const DrawContext& context, std::string_view id);
  void followPlaces(LabelPlaces places, Ids& dirty);

  LayerItem* m_lines;
  LayerItem* m_labels;
  RouteKeeper m_keeper;
  Hops m_hops;
  LabelPlaces m_places;
};

}  // namespace nines
