// From a design to its display list. Every surface gets its picture from here.
#pragma once

#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "drawing/display_list.h"
#include "layout/layout.h"
#include "layout/router.h"
#include "rules/finding.h"

namespace nines {

// The sign on a card's corner: the worst severity of its findings and how many have it.
struct Badge {
  Severity severity = Severity::info;
  int count = 0;
  bool operator==(const Badge&) const = default;
};
using Badges = std::unordered_map<NodeId, Badge>;

// Errors and warnings by subject; waived findings do not count. `waived` are finding keys.
Badges badgesOf(const std::vector<Finding>& findings, const std::vector<std::string>& waivedKeys);

struct DrillPicture;  // drill_picture.h
namespace placing {
struct ShownPart;  // layout/shown_part.h
}

struct DrawContext {
  const Design& design;
  const Layout& layout;
  const TextMeasure& measure;
  const Badges& badges;
  // What an outage drill has made of it; badges are not drawn then. Null on ordinary days.
  const DrillPicture* drill = nullptr;
};

// The groups of one node (a Region has one for its body and one for its header; a card one each for body, chip, badge).
std::vector<DrawGroup> drawNode(const DrawContext& context, NodeIndex i);
// Body and label of a frame that belongs to no node, under its key.
std::vector<DrawGroup> drawSetFrame(const DrawContext& context, const SetFrame& frame);
// The line of one link with its arrow and label; hops over solid links that it crosses are passed in, and so is the
// place of its label. Without one, a place is found as if no other link were there.
std::vector<DrawGroup> drawLink(const DrawContext& context, LinkIndex i, const Route& route,
                                const std::vector<Point>& hops = {}, const Rect* label = nullptr);
// Where each solid link must hop over another link, by link id, in the order of its route. Dashed, dotted and double
// links never hop; where two solid ones cross, the horizontal run does.
std::unordered_map<LinkId, std::vector<Point>> findHops(const Design& design, const Routes& routes);

// Where the pill of each label stands, by link id; links without a label have none. Beside its own line, and as far as
// there is room off cards and headers first, then off other lines and labels, then off borders.
using LabelPlaces = std::unordered_map<LinkId, Rect>;
LabelPlaces placeLabels(const DrawContext& context, const Routes& routes);

// The lines of a part of the design and the places of their labels: those of the whole (`routes`), but where a line
// ends at a frame that surrounds fewer members in the part (placing::shownRoutes).
struct ShownLines {
  Routes routes;
  LabelPlaces labels;
};
ShownLines shownLines(const DrawContext& whole, const Routes& routes, const placing::ShownPart& part);

// The whole design in paint order.
DisplayList drawDesign(const DrawContext& context, const Routes& routes);
// The same in the design's own layout, without badges: a picture for others shows the architecture, not its review.
DisplayList drawPicture(const Design& design, const TextMeasure& measure);
// Of that picture what belongs to these nodes (placing::shownPart), and the links among all of them. A frame that
// surrounds only some of its members says of how many and is dashed. Routes, labels and places are those of the whole
// design, as far as they can be (shownLines). No nodes: all of it. With a drill as that has it, and
// with a legend of what is drawn (draw_legend.h) where that is wanted.
DisplayList drawPicture(const Design& design, const TextMeasure& measure, std::span<const NodeIndex> only,
                        const DrillPicture* drill = nullptr, bool legend = false);

// The second line of a card, as the catalogue's subtitle says. Besides the kind's properties, templates may name
// {layer} (of a replica), {zones} (distinct zones of a balancer's targets), {members} (drawn ones) and {running}
// (members that are not stopped) and {place} (of a Region's code). "1 nodes" becomes "1 node". The kind's id for kinds
// that the catalogue lacks.
std::string subtitleOf(const Design& design, NodeIndex i);

// Advance widths of the interface font at every weight, for where no toolkit is at hand.
const TextMeasure& builtInMeasure();

}  // namespace nines
