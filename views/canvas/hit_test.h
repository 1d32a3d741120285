// What lies under the pointer. Asked by the tools; the scene's items take no mouse events.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "canvas/canvas_scene.h"
#include "layout/bending.h"
#include "layout/link_preview.h"

namespace nines {

struct Hit {
  enum class Part {
    nothing,  // bare canvas, or the inside of a container or frame
    node,     // a card; the header or border of a container; the label or border of a frame
    link,
    handle,   // a connection handle of `node`
    edge,     // `edges` of the selected container `node`
    linkEnd,  // `end` of a link that is selected or below the pointer
    set,      // the label of a frame without a node of its own: all its `members`
  };
  Part part = Part::nothing;
  std::string id;  // of the node or link
  NodeIndex node = kNone;
  NodeSide side = NodeSide::north;  // of the handle
  placing::Edges edges;
  std::vector<std::string> members;
  LinkIndex link = kNone;
  placing::LinkEnd end = placing::LinkEnd::from;
  std::optional<placing::Grip> grip;  // of the selected link
  NodeIndex container = kNone;        // the innermost container under the pointer, whatever else is there
};

// What can be hit depends on what is shown.
struct HitContext {
  double zoom = 1;
  std::vector<NodeIndex> withHandles;
  NodeIndex resizable = kNone;  // a container whose edges follow the pointer
  LinkIndex bendable = kNone;   // the selected link: its ends and its line can be dragged ...
  LinkIndex hovered = kNone;    // ... of this one the ends
};

Hit hitAt(const CanvasScene& scene, Point at, const HitContext& context);

// The node at this point whatever lines run there; kNone for none.
NodeIndex nodeAt(const CanvasScene& scene, Point at, double zoom);

// Everything at this point, the uppermost first: also what lies below others, and the containers and frames around it.
std::vector<std::string> idsAt(const CanvasScene& scene, Point at, double zoom);

// Nodes that a rubber band takes: cards that it touches, containers and frames that lie inside it. Nothing locked: it
// is the ground on which the band is drawn.
std::vector<std::string> nodesIn(const CanvasScene& scene, const Rect& band);

// Centres of the handles N E S W of a rectangle ...
std::vector<Point> handlePoints(const Rect& rect);
// ... and of a node: the upper one of a frame stands beside its label.
std::vector<Point> handlePoints(const CanvasScene& scene, NodeIndex i);
// The one at this point.
std::optional<NodeSide> handleAt(const CanvasScene& scene, NodeIndex i, Point at, double zoom);

// True if links may start at this node.
bool canStartLink(const Design& design, NodeIndex i);

}  // namespace nines
