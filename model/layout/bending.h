// Bends that people place: straight pieces of a link's line moved by hand, and how bends follow when an end moves.
//
// What a file keeps are the corners of the whole line, so that the pieces nobody touched stay as they were too. When a
// card moves, the piece that runs to it goes along, and with it the corner at its other end; all other corners stay.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "layout/link_preview.h"
#include "layout/linking.h"
#include "layout/router.h"

namespace nines::placing {

// What is held of a line, by its corners and ends in order: a piece runs from one to the next.
struct Grip {
  std::size_t first = 0;  // piece
  std::size_t last = 0;   // the same, or the next one: then the corner between them is held
  bool isCorner() const { return last != first; }
  bool operator==(const Grip&) const = default;
};

// The line's ends and corners, without points in the middle of a straight piece.
std::vector<Point> cornersOf(const Route& route);
// The corner within `cornerReach` of the point, else the piece within `reach`.
std::optional<Grip> gripAt(const std::vector<Point>& corners, Point at, double reach, double cornerReach);
bool isHorizontal(const std::vector<Point>& corners, std::size_t piece);
// The longest piece that this direction moves, one between two corners if there is any: what arrow keys take.
std::optional<Grip> gripFor(const std::vector<Point>& corners, bool horizontal);

// The bends after the grip has been dragged by this much: pieces move across their own direction, to the grid or in
// line with the pieces around them. A piece that runs to a card slides along its side, past the side it gets a jog. The
// link's own bends if nothing moves.
std::vector<Point> bent(const Design& design, const Layout& layout, LinkIndex link, const std::vector<Point>& corners,
                        Grip grip, Point delta);
// The same, but no further than the line can follow without running into something: what is shown is what comes of it.
struct Bent {
  std::vector<Point> bends;
  std::vector<Point> course;  // of the whole line
  bool stopped = false;       // something is in the way ...
  NodeIndex by = kNone;       // ... this, unless it is only close
};
Bent bentFreely(const Design& design, const Layout& layout, LinkPreview& preview, LinkIndex link,
                const std::vector<Point>& corners, Grip grip, Point delta);
// Empty if nothing changes.
Edit bend(const Design& design, LinkIndex link, std::vector<Point> bends);

// The corner beside an end goes along where the piece between them runs straight to the end's rectangle.
void followEnd(std::vector<Point>& bends, LinkEnd end, const Rect& before, const Rect& now);

// What becomes of the bends of all links when things come to stand elsewhere; `now` gives the rectangle of each node.
// Where both ends of a link go the same way its bends go along, else the corner beside an end does. Links whose bends
// stay are left out.
std::vector<Change> bendsAlong(const Design& design, const Layout& layout, const std::function<Rect(NodeIndex)>& now);

}  // namespace nines::placing
