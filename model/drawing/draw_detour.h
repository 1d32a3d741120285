// What goes where no link is drawn, in an outage drill: traffic to what took over, and the copying from there.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "drawing/draw_design.h"
#include "recovery/drill.h"

namespace nines {

// A detour with its line, and the place of its label if it has one. No points where its ends allow none.
struct DetourLine {
  Detour detour;
  Route route;
  std::optional<Rect> label = {};
  std::vector<Point> hops = {};  // over the lines that it crosses, in the order of its route
};

// In the company of the links' lines and labels, and of the detours before it: the first ones stay where they are
// however many follow.
std::vector<DetourLine> detourLines(const DrawContext& context, const Routes& routes, const LabelPlaces& labels,
                                    std::span<const Detour> detours);

// What it is drawn with, in the legend too.
Stroke detourStroke(DetourKind kind);

// The line with its arrow, and its label. `key` tells the groups from those of nodes and links: no id is written so.
std::string detourKey(const Detour& detour);
std::vector<DrawGroup> drawDetour(const DrawContext& context, const DetourLine& line);

}  // namespace nines
