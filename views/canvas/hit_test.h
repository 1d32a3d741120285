// What lies under the pointer. Asked by the tools; the scene's items take no mouse events.
#pragma once

#include <string>
#include <vector>

#include "canvas/canvas_scene.h"

namespace nines {

struct Hit {
  enum class Part {
    nothing,  // bare canvas, or the inside of a container or frame
    node,     // a card; the header or border of a container; the label or border of a frame
    link,
    handle,  // a connection handle of `node`
    edge,    // `edges` of the selected container `node`
  };
  Part part = Part::nothing;
  std::string id;  // of the node or link
  NodeIndex node = kNone;
  Point handle;  // its centre
  placing::Edges edges;
  NodeIndex container = kNone;  // the innermost container under the pointer, whatever else is there
};

// What can be hit depends on what is shown.
struct HitContext {
  double zoom = 1;
  std::vector<NodeIndex> withHandles;
  NodeIndex resizable = kNone;  // a container whose edges follow the pointer
};

Hit hitAt(const CanvasScene& scene, Point at, const HitContext& context);

// Everything at this point, the uppermost first: also what lies below others, and the containers and frames around it.
std::vector<std::string> idsAt(const CanvasScene& scene, Point at, double zoom);

// Nodes that a rubber band takes: cards that it touches, containers and frames that lie inside it.
std::vector<std::string> nodesIn(const CanvasScene& scene, const Rect& band);

// Centres of the handles N E S W.
std::vector<Point> handlePoints(const Rect& rect);

// True if links may start at this node.
bool canStartLink(const Design& design, NodeIndex i);

}  // namespace nines
