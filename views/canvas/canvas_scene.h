// The flat scene of the canvas: prepared items for nodes and links in z bands. It follows the document, item by item,
// and shows previews; it never changes anything.
#pragma once

#include <QElapsedTimer>
#include <QGraphicsScene>
#include <QTimer>
#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "canvas/detour_layer.h"
#include "canvas/group_item.h"
#include "canvas/link_layer.h"
#include "document.h"
#include "drawing/draw_design.h"
#include "drawing/drill_picture.h"
#include "layout/drag_picture.h"
#include "layout/placing.h"
#include "layout/standbys.h"
#include "painting/painter_backend.h"

namespace nines {

// Within a band: what is dragged lies above what is not.
inline constexpr double kRaised = 900;

class CanvasScene final : public QGraphicsScene {
  Q_OBJECT

 public:
  explicit CanvasScene(const Document& document, QObject* parent = nullptr);

  const Design& design() const { return *m_design; }
  const std::shared_ptr<const Design>& sharedDesign() const { return m_design; }
  const Layout& layout() const { return *m_layout; }
  const std::shared_ptr<const Layout>& sharedLayout() const { return m_layout; }
  const LinkLayer& links() const { return m_links; }
  const TextMeasure& measure() const { return m_measure; }
  const Badges& badges() const { return m_badges; }
  const CanvasStyle& style() const { return m_style; }
  const Theme& theme() const { return *m_style.theme; }
  void setTheme(const Theme& theme);

  // What the last change did to the document; call it once per change, with previews ended.
  void sync(const ChangeSet& changes);
  // After a new report: badges.
  void syncBadges();
  // What a drill has made of the design, null on ordinary days. Only what is another than before is drawn anew; where
  // that is very much, from the top down over several frames.
  void showDrill(std::shared_ptr<const DrillPicture> picture);
  const DrillPicture* drill() const { return m_drill.get(); }
  // All that a drill leads along where no link is, the first ones first: showDrill() shows those of its moment.
  void setDetours(std::vector<Detour> detours);
  const DetourLayer& detours() const { return m_detours; }
  // Some of it is still drawn as before.
  bool awaitsDrill() const { return !m_undrawn.empty(); }
  // Large designs: the links' full routes are being found; routesArrived() will tell.
  bool awaitsRoutes() const { return m_links.isWaiting(); }

  // Items of the moving nodes shifted, their links drawn along. Opacity below 1 shows a refused drop. What the drop
  // would take along shows, lightly, where it would stand.
  void previewMove(const placing::Move& move, Point delta, double opacity, const std::vector<Companion>& along = {});
  // Routes and frames for what previewMove() shows, as the drop will leave them: before the next frame where that is
  // possible, else as soon as they are found. Asked for what is dragged when there is time for it, and no more after
  // endPreviews(). Many cards get simple lines until they are dropped.
  void followDrag(std::function<Drag()> drag);
  // They are on their way.
  bool awaitsDrag() const { return m_dragTimer.isActive() || m_links.isAsking(); }
  // Items of these nodes as they are, all others (and links) faded; `keep` by NodeIndex.
  void fadeOthers(const std::vector<char>& keep);
  // A preview is drawn instead of this link.
  void hideLink(const LinkId& id) { m_links.setHidden({id}); }
  // Everything where and how the document says.
  void endPreviews();

  // Marks above everything: selection, hover and focus; what a gesture shows.
  LayerItem& selectionMarks() { return *m_selectionMarks; }
  const LayerItem& selectionMarks() const { return *m_selectionMarks; }
  // Outlines of selected containers and frames: below what stands in them and is written on their borders.
  LayerItem& containerMarks() { return *m_containerMarks; }
  const LayerItem& containerMarks() const { return *m_containerMarks; }
  LayerItem& hoverMarks() { return *m_hoverMarks; }
  LayerItem& gestureMarks() { return *m_gestureMarks; }
  const LayerItem& gestureMarks() const { return *m_gestureMarks; }
  // Drop targets: below cards and frames, above containers.
  LayerItem& dropMarks() { return *m_dropMarks; }
  const LayerItem& dropMarks() const { return *m_dropMarks; }

  // The items of a node, for tests and hit checks; empty for an unknown id.
  std::vector<const GroupItem*> itemsOf(std::string_view id) const;
  // How far from their groups' bounds the items of a node are shown, whoever paints them, and how opaque.
  QPointF shownShift(std::string_view id) const;
  double shownOpacity(std::string_view id) const;
  // Those of a frame without a node, in the layout's order.
  std::vector<const GroupItem*> itemsOfSet(std::size_t frame) const;

 signals:
  // Links run elsewhere than before, though the document has not changed.
  void routesArrived();

 private:
  struct Entry {
    NodeId id;
    NodePlace drawn;  // for which the items' groups were made
    std::vector<GroupItem*> items;
  };

  // A group of a node that is dragged, and where it is drawn.
  struct Carried {
    NodeIndex node = kNone;
    const GroupItem* item = nullptr;
    LayerItem* by = nullptr;
    std::size_t at = 0;  // among the layer's groups
  };

  DrawContext context() const { return {*m_design, *m_layout, m_measure, m_badges, m_drill.get()}; }
  Badges currentBadges() const;
  void alignEntries();
  std::vector<char> dirtyNodes(const ChangeSet& changes, const Design& before) const;
  void refresh(NodeIndex i);
  void syncNodes(const std::vector<char>& dirty);
  QPointF restOf(NodeIndex i) const;
  void syncSets(const Layout* before);
  void setGroups(Entry& entry, std::vector<DrawGroup> groups);

  // Of a drill, in canvas_drill.cpp.
  struct Undrawn {
    double top = 0;
    bool isLink = false;
    std::string id;
  };
  void drawSomeOfDrill();
  void drawRestOfDrill();

  // What a drag shows, in canvas_drag.cpp.
  void preparePreview(const placing::Move& move);
  void prepareLinks(const placing::Move& move);
  bool isFollowed(const placing::Move& move) const;
  void carryNodes();
  void dropCarried();
  LayerItem& carriers(int band);
  bool isCarried(NodeIndex i) const { return std::ranges::binary_search(m_carried, i, {}, &Carried::node); }
  void showAt(NodeIndex i, QPointF shift);
  void previewNodes(double opacity);
  void previewSets(double opacity);
  void previewAlong(const std::vector<Companion>& along);
  void previewLinks();
  int untilNextFrame() const;
  void routeDrag();
  void takeDragRoutes();
  void showPicture(const Picture& picture);
  void showFrames(const Picture& picture);
  void showSets(const Picture& picture);
  bool goesWhole(const SetFrame& set) const;
  Point shiftOf(NodeIndex i) const;
  Rect shownRect(NodeIndex i) const { return m_layout->rect(i).translated(shiftOf(i)); }
  void rest(NodeIndex i);
  void updateSceneRect();
  void takeRoutes();

  const Document& m_document;
  CanvasStyle m_style;
  FontMeasure m_measure;
  std::shared_ptr<const Design> m_design;
  std::shared_ptr<const Layout> m_layout;
  Badges m_badges;
  std::shared_ptr<const DrillPicture> m_drill;
  std::vector<Undrawn> m_undrawn;  // changed by the drill, the next one last
  std::vector<double> m_tops;      // of all nodes of a large design, ascending
  QTimer m_drillTimer;
  LinkLayer m_links;
  DetourLayer m_detours;
  std::vector<Detour> m_led;     // what m_detours was given, for when links run elsewhere
  std::vector<Entry> m_entries;  // by NodeIndex: both are in id order
  LayerItem* m_movingLinks;      // both ends move: drawn once, shifted
  LayerItem* m_stretchedLinks;   // one end moves
  LayerItem* m_selectionMarks;
  LayerItem* m_containerMarks;
  LayerItem* m_hoverMarks;
  LayerItem* m_gestureMarks;
  LayerItem* m_dropMarks;
  std::vector<std::vector<GroupItem*>> m_sets;  // by frame of the layout
  std::vector<NodeIndex> m_previewed;
  std::map<int, LayerItem*> m_carriers;  // by band: draw what is dragged, in place of its items
  std::vector<Carried> m_carried;        // sorted by node
  std::vector<char> m_isMoving;          // by NodeIndex, while something is previewed
  Point m_delta;
  std::vector<Companion> m_along;
  std::vector<LinkIndex> m_stretched;  // links that what is dragged draws along
  bool m_followed = false;             // with their full routes
  bool m_slowly = false;               // which do not come within a frame
  std::function<Drag()> m_drag;        // that has no routes yet
  QTimer m_dragTimer;
  QElapsedTimer m_sinceRouted;
  std::set<NodeIndex> m_reframed;  // frames drawn as a picture has them
  bool m_setsRedrawn = false;
  bool m_wholeSetsRedrawn = false;
  bool m_faded = false;
};

}  // namespace nines
