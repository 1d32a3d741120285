// All links of the canvas: their routes, and two batched items that paint lines and labels.
#pragma once

#include <QGraphicsScene>
#include <functional>
#include <memory>
#include <optional>
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

  // The items belong to the scene. `arrived` is called on another thread: take() then has something.
  LinkLayer(QGraphicsScene& scene, const CanvasStyle& style, std::function<void()> arrived);

  const Routes& routes() const { return m_keeper.routes(); }
  const Route* route(std::string_view id) const;
  const LabelPlaces& labelPlaces() const { return m_places; }
  const DrawGroup* lineOf(std::string_view id) const { return m_lines->find(id); }
  const DrawGroup* labelOf(std::string_view id) const { return m_labels->find(id); }

  // Where much has to be routed anew, the window does not wait: simple lines are shown where no old ones hold, and full
  // routes are on their way.
  void rebuild(const DrawContext& context, const Picture& drawn);
  void sync(const DrawContext& context, const Picture& drawn, const ChangeSet& changes);
  bool isWaiting() const { return m_waiting; }
  // Shows the full routes if they are there and still those of what is drawn.
  bool take(const DrawContext& context);

  // While something is dragged: lines, hops and labels as the picture has them, if they are found within a frame.
  bool show(const Picture& picture, const DrawContext& context);
  // Else by another thread: `arrived` is called, and takeAsked() gives what show() then shows. One picture at a time.
  void ask(std::function<Picture()> prepare);
  bool isAsking() const { return m_asked != 0; }
  std::optional<RouteRunner::Routed> takeAsked();
  void show(const RouteRunner::Routed& routed, const DrawContext& context);
  // Until then the lines that are shown, drawn to where their ends are.
  void stretch(const DrawContext& context, const std::vector<LinkIndex>& links,
               const std::function<Rect(NodeIndex)>& rectOf);
  // What the document says, again. `context` is that of the document.
  void endDrag(const DrawContext& context);

  // Where they run stays, how they look is another: by a drill.
  void restyle(const DrawContext& context, const Ids& ids);

  // Links that a move preview draws instead.
  void setHidden(const Ids& ids);
  void setOpacity(double opacity);

 private:
  using Hops = std::unordered_map<LinkId, std::vector<Point>>;

  // What the document says, while a picture is shown.
  struct Kept {
    std::shared_ptr<const routing::Record> record;
    Hops hops;
    LabelPlaces places;
  };
  struct Offer {
    std::shared_ptr<const Design> design;
    std::shared_ptr<const routing::Record> record;
  };

  std::vector<LinkId> follow(const Picture& drawn);
  void keep();
  void showChanged(const Picture& picture, const DrawContext& context, const std::vector<LinkId>& changed);
  std::vector<DrawGroup> draw(const DrawContext& context, LinkIndex i) const;
  void redrawAll(const DrawContext& context);
  void redraw(const DrawContext& context, Ids dirty);
  void put(const DrawContext& context, std::string_view id);
  void put(std::string_view id, std::vector<DrawGroup> groups);
  void followHops(Hops hops, Ids& dirty);
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
  Picture m_document;
  Picture m_shown;                        // what routes() are for: the document, or a picture of a drag
  std::optional<Kept> m_kept;             // while a picture is shown
  Offer m_offer;                          // what the last drag led to: its drop asks for the same
  Ids m_stretched;                        // links whose lines are not their routes
  std::uint64_t m_asked = 0;              // the revision that is being routed for a drag; 0: none
  std::unique_ptr<RouteRunner> m_runner;  // made when it is first needed; its thread calls back
};

}  // namespace nines
