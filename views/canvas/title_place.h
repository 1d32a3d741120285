// Where a node's name stands on the canvas.
#pragma once

#include <optional>

#include "canvas/canvas_scene.h"

namespace nines {

struct TitlePlace {
  Rect area;  // of the line, as long as there is room for the name
  TextStyle style;
  Align align = Align::left;
};

// Nothing for an unknown node.
std::optional<TitlePlace> titlePlace(const CanvasScene& scene, NodeIndex i);

}  // namespace nines
