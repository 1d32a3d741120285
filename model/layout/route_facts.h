// What routing reads of a design, in a form that outlives it: what stands on the canvas and what each link asks for.
// Two of them tell what an edit meant to the router.
#pragma once

#include <compare>
#include <vector>

#include "layout/router.h"
#include "layout/run_index.h"

namespace nines::routing {

// Closed on all sides; what lies on its edge is in it. Begins as nothing.
struct Area {
  double left = kNowhere, top = kNowhere, right = -kNowhere, bottom = -kNowhere;

  Area() = default;
  explicit Area(const Rect& r) : left(r.left()), top(r.top()), right(r.right()), bottom(r.bottom()) {}

  void add(const Area& a) {
    left = a.left < left ? a.left : left;
    top = a.top < top ? a.top : top;
    right = a.right > right ? a.right : right;
    bottom = a.bottom > bottom ? a.bottom : bottom;
  }
  bool meets(const Area& a) const { return left <= a.right && a.left <= right && top <= a.bottom && a.top <= bottom; }

 private:
  static constexpr double kNowhere = 1e300;
};

struct NodeFacts {
  NodeId id;
  Rect rect;
  Rect strip;  // header, name or label; of a card, its chip
  bool solid = false;
  bool frame = false;
  std::vector<NodeId> solidsAround;  // cards above it: its links cannot avoid them
  bool operator==(const NodeFacts&) const = default;
};

// The order in which links are routed: those whose bends a person placed first, then the short ones, which get the
// straight ways. It depends on nothing but the link and its two ends; ties go by id.
struct Rank {
  bool free = true;
  double distance = 0;
  auto operator<=>(const Rank&) const = default;
};

struct LinkFacts {
  LinkId id;
  NodeId from;
  NodeId to;
  std::uint8_t style = 0;
  std::vector<Point> bends;
  Rank rank;
  LinkIndex link = kNone;  // in the design of its time

  // Whose line it is, for those beside it.
  bool hasOwnerOf(const LinkFacts& o) const { return style == o.style && from == o.from && to == o.to; }
};

// By node: the nearest card that it stands in, kNone for none. Found for all at once, from the canvas inwards: to climb
// from each of them costs the depth of the nesting each time.
std::vector<NodeIndex> solidsAbove(const Design& design, const Layout& layout);

// Sorted by id, as a design's nodes are; frames without a node among them, by their keys.
std::vector<NodeFacts> nodeFactsOf(const Design& design, const Layout& layout);
// Of the links that have a line; sorted by id too.
std::vector<LinkFacts> linkFactsOf(const Design& design, const Layout& layout);

// The borders of containers and frames, which lines keep off.
std::array<Run, 4> bordersOf(const Rect& r);

struct NodeChanges {
  std::vector<Area> areas;    // where something was, or is, that is not on both sides
  std::vector<NodeId> nodes;  // that came or are not as they were, sorted
};
NodeChanges changesOf(const std::vector<NodeFacts>& before, const std::vector<NodeFacts>& now);

}  // namespace nines::routing
