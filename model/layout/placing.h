// The edits that gestures on the canvas mean: placing a palette entry, moving, resizing, connecting. Views show the
// preview and submit what these functions form; nothing here changes a design.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "layout/guides.h"
#include "layout/layout.h"
#include "topology/edit.h"

namespace nines::placing {

// A palette entry and the kind that it belongs to; both null where there is none of that id.
struct Pick {
  const Kind* kind = nullptr;
  const Preset* preset = nullptr;  // null for a kind without presets
};
Pick pickOf(const Catalogue& catalogue, std::string_view presetId);

// Why a node of this kind may not stand in the container (kNone: on the canvas), one sentence without a full stop: "An
// RDS instance stands in an Availability Zone, not in a Region"; empty if it may.
std::string refusal(const Design& design, NodeIndex container, std::string_view kind);

// What a fresh node of this kind measures.
Size freshSize(const Kind& kind);

// Where a fresh node would stand.
struct Spot {
  NodeIndex container = kNone;
  Rect rect;            // absolute
  std::string refusal;  // empty: it may stand there
};
// For a drop with its centre at `at`. A zone takes the next free column of its Region, wherever in it it is dropped; a
// card that would lie on another one takes the nearest free cell.
Spot spotAt(const Design& design, const Layout& layout, const Kind& kind, Point at);
// A free place in the container, or in the nearest one around it that may hold the kind. Refused only if none may.
Spot freeSpot(const Design& design, const Layout& layout, const Kind& kind, NodeIndex container);

struct Added {
  Edit edit;
  std::string id;  // of the new node or link
};
// Adds the node; containers grow around it. Regions and zones take the next code that is not drawn yet.
// The spot must not be refused.
Added place(const Design& design, const Layout& layout, const Pick& pick, const Spot& spot);
// The node as place() would add it, standing free at the origin: what a ghost is drawn from.
Node sample(const Pick& pick, Size size);

// A move while it is being dragged.
class Move {
 public:
  // Moves these nodes with everything inside; a frame moves its members. What is locked stays. `grabbed` is the one
  // under the pointer. Design and layout must outlive this.
  Move(const Design& design, const Layout& layout, std::span<const NodeIndex> nodes, NodeIndex grabbed);

  // Everything that moves on the screen, contents and frames included, sorted.
  const std::vector<NodeIndex>& moving() const { return m_moving; }
  // Those among the nodes that stay, being locked.
  const std::vector<NodeIndex>& staying() const { return m_staying; }
  // Those that nothing else takes along, in the design's order.
  const std::vector<NodeIndex>& roots() const { return m_roots; }
  bool moves(NodeIndex i) const { return m_isMoving[i]; }
  const std::vector<char>& isMoving() const { return m_isMoving; }  // by NodeIndex
  // The node whose place counts for grid and guides: the one under the pointer, or the chosen one around it.
  NodeIndex grabbed() const { return m_grabbed; }
  // Guides draw within `reach` px; without them only the grid does. They must outlive this.
  void drawTo(const Guides& guides, double reach) {
    m_guides = &guides;
    m_reach = reach;
  }
  bool empty() const { return m_roots.empty(); }
  // Those that may take all of them.
  std::vector<NodeIndex> allowedContainers() const;

  // What dropping after this much movement of the pointer would do.
  struct Target {
    Point delta;                        // snapped, and past cards that would be hidden
    NodeIndex container = kNone;        // of the grabbed node
    std::vector<NodeIndex> containers;  // of each root
    std::string refusal;
  };
  Target targetAt(Point pointerDelta) const;
  // Whether the target gives any of them another container.
  bool reparents(const Target& target) const;
  // The step for a target that is not refused; empty if nothing changes.
  Edit edit(const Target& target) const;

 private:
  NodeIndex containerOf(NodeIndex root, Point delta) const;
  std::string refusalOf(NodeIndex root, NodeIndex container) const;
  std::string whyNotIn(NodeIndex root, NodeIndex container) const;
  Point snappedDelta(Point pointerDelta) const;
  Point pastCards(const Target& target) const;
  Point pastNeighbours(const Target& target) const;
  std::vector<NodeIndex> makingWay(const Target& target) const;

  const Design& m_design;
  const Layout& m_layout;
  NodeIndex m_grabbed = kNone;
  std::vector<NodeIndex> m_roots;
  std::vector<NodeIndex> m_moving;
  std::vector<NodeIndex> m_staying;
  std::vector<char> m_isMoving;
  bool m_hasLocks;
  const Guides* m_guides = nullptr;
  double m_reach = 0;
  std::vector<NodeIndex> m_containers;  // that may be dropped into, innermost first
};

// Moves by exactly `delta` without changing any parent: arrow keys. What is locked stays. Empty if nothing changes.
Edit nudge(const Design& design, const Layout& layout, std::span<const NodeIndex> nodes, Point delta);

struct Edges {
  bool left = false;
  bool top = false;
  bool right = false;
  bool bottom = false;

  bool any() const { return left || top || right || bottom; }
  bool operator==(const Edges&) const = default;
};
// The container's rectangle when these edges follow the pointer: snapped, never smaller than its contents need, never
// beyond the left and top of its own container.
Rect resized(const Design& design, const Layout& layout, NodeIndex container, Edges edges, Point delta);
// Contents stay where they are; outer containers grow. Empty if nothing changes.
Edit resize(const Design& design, const Layout& layout, NodeIndex container, const Rect& absolute);

// The kinds of link that may be drawn from one node to another and are not drawn yet, in catalogue order.
std::vector<std::string_view> linkChoices(const Design& design, NodeIndex from, NodeIndex to);
// Why there is no choice, one sentence.
std::string linkRefusal(const Design& design, NodeIndex from, NodeIndex to);
Added connect(const Design& design, NodeIndex from, NodeIndex to, std::string_view linkKind);

}  // namespace nines::placing
