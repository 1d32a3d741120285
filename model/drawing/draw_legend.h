// The legend: what the lines and signs that are now on the canvas mean.
#pragma once

#include "drawing/draw_design.h"
#include "recovery/drill.h"

namespace nines {

inline constexpr double kLegendWidth = 162;

// A panel of that width whose top left corner is the origin: one row for each way in which a link of the design is
// drawn, with the kinds that are drawn so, and one for the signs of findings where cards carry some. No groups where
// there is nothing to explain.
DisplayList drawLegend(const Design& design, const Badges& badges, const TextMeasure& measure);

// What an outage drill draws, from its beginning to its end: a row for each of its signs that comes up at any time, if
// all goes well (`best`) or at worst.
DisplayList drawDrillLegend(const Design& design, const Drill& drill, const TextMeasure& measure, bool best = false);

namespace draw {
// A picture that leaves the window, and beside or below it, whatever makes it less larger, what the links mean that are
// drawn in it, and in a drill the signs of its moment. As it is where there is nothing to explain.
DisplayList withLegend(DisplayList picture, const DrawContext& context);
}  // namespace draw

}  // namespace nines
