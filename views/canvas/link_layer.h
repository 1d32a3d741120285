// All links of the canvas: their routes, and two batched items that paint lines and labels.
#pragma once

#include <QGraphicsScene>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "canvas/group_item.h"
#include "drawing/draw_design.h"
#include "layout/route_keeper.h"
#include "layout/route_runner.h"

namespace nines {

class LinkLayer {
 public:
  using Ids = std::set<std::string, std::less<>>;
  // What is drawn, in a form that another thread may keep.
  struct Drawn {
    std::shared_ptr<const Design> design;
    std::shared_ptr<const Layout> layout;
  };

  // The items belong to the scene. `arrived` is called on another thread: take() then has something.
  LinkLayer(QGraphicsScene& scene, const CanvasStyle& style, std::function<void()> arrived);

  const Routes& routes() const { return m_keeper.routes(); }
  const Route* route(std::string_view id) const;
  const DrawGroup* lineOf(std::string_view id) const { return m_lines->find(id); }
  const DrawGroup* labelOf(std::string_view id) const { return m_labels->find(id); }

  // Where much has to be routed anew, the window does not wait: simple lines are shown where no old ones hold, and full
  // routes are on their way.
  void rebuild(const DrawContext& context, const Drawn& drawn);
  void sync(const DrawContext& context, const Drawn& drawn, const ChangeSet& changes);
  bool isWaiting() const { return m_waiting; }
  // Shows the full routes if they are there and still those of what is drawn.
  bool take(const DrawContext& context);

  // Links that a move preview draws instead.
  void setHidden(const Ids& ids);
  void setOpacity(double opacity);

 private:
  using Hops = std::unordered_map<LinkId, std::vector<Point>>;

  std::vector<LinkId> follow(const Drawn& drawn);
  std::vector<DrawGroup> draw(const DrawContext& context, LinkIndex i) const;
  void redrawAll(const DrawContext& context);
  void redraw(const DrawContext& context, Ids dirty);
  void put(const DrawContext& context, std::string_view id);
  void followHops(const DrawContext& context, Ids& dirty);
  void followPlaces(LabelPlaces places, Ids& dirty);

  LayerItem* m_lines;
  LayerItem* m_labels;
  RouteKeeper m_keeper;
  Hops m_hops;
  LabelPlaces m_places;
  std::function<void()> m_arrived;
  std::uint64_t m_revision = 0;  // of what is drawn ...
  std::uint64_t m_routed = 0;    // ... and of what the keeper knows all routes
  bool m_waiting = false;
  std::unique_ptr<RouteRunner> m_runner;  // made when it is first needed; its thread calls back
};

}  // namespace nines
