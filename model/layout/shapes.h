// Routes of at most two bends: straight, L, Z and U.
#pragma once

#include "layout/world.h"

namespace nines::routing {

enum class Effort { main, all };  // ports and lanes to try: the main ones, or all

struct ShapeResult {
  Found best;
  double ideal = kInfinity;  // the least that a route of these shapes would cost on an empty canvas
};

// The cheapest free route of a simple shape.
ShapeResult bestShape(const World& world, const Task& task, Effort effort);

// The simple route with the fewest bends whatever it runs into; never empty.
std::vector<Point> plainElbow(const Task& task);

}  // namespace nines::routing
