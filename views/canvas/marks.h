// What the canvas draws above the design: selection, hover, focus, drop targets, rubber band. As groups of theme
// tokens, painted like everything else.
#pragma once

#include <string_view>
#include <vector>

#include "canvas/canvas_scene.h"
#include "layout/guides.h"
#include "selection.h"

namespace nines::marks {

// Outlines of the containers and frames among what is selected.
std::vector<DrawGroup> selectedContainers(const CanvasScene& scene, const Selection::Ids& ids);
// Outlines of the cards, notes and links among it, with the signs on their borders; a single node also gets handles:
// for connections, or the eight of a container.
std::vector<DrawGroup> selection(const CanvasScene& scene, const Selection::Ids& ids, double zoom);
// In a drill, whose results have the accent: a plain line around, no handles.
std::vector<DrawGroup> selectionInDrill(const CanvasScene& scene, const Selection::Ids& ids);
// The keyboard's place.
std::vector<DrawGroup> focus(const CanvasScene& scene, NodeIndex i);
// A node's border, or a link with the borders of its ends.
std::vector<DrawGroup> hover(const CanvasScene& scene, std::string_view id);
// What a list points out: borders and lines in the accent's colour. Ids that are not drawn are left out.
std::vector<DrawGroup> pointedOut(const CanvasScene& scene, const Selection::Ids& ids);
// Where a card would come to stand.
DrawGroup pointedPlace(const Rect& place);
// Handles of a link that can be dragged: its ends, and with `bends` the corners of its line, pale where nobody has
// moved it.
DrawGroup linkHandles(const CanvasScene& scene, LinkIndex link, double zoom, double opacity, bool bends);
DrawGroup bendHandles(const std::vector<Point>& line, double zoom, double opacity);
DrawGroup connectHandles(const CanvasScene& scene, NodeIndex i, double zoom, double opacity);

// A container that may take what is dragged, lightly; `under`: the one that will.
DrawGroup dropAllowed(const CanvasScene& scene, NodeIndex container, bool under);
DrawGroup dropRefused(const CanvasScene& scene, NodeIndex container);
DrawGroup rubberBand(const Rect& band);
// Alignment guides with the names of the edges, and equal distances with their lengths. The same size on the screen at
// every zoom; the writing stays within `view`.
std::vector<DrawGroup> guides(const CanvasScene& scene, const std::vector<placing::Guide>& lines,
                              const std::vector<placing::EqualGap>& gaps, double zoom, const Rect& view);
DrawGroup outline(const Rect& rect, double radius, const Stroke& stroke, Ink fill = {});

// Chip and badge straddle a card's border: added again, they lie above its outline.
void addSigns(const CanvasScene& scene, std::string_view id, std::vector<DrawGroup>& out);

// Corner radius of the node's own shape.
double radiusOf(const CanvasScene& scene, NodeIndex i);

}  // namespace nines::marks
