#include "layout/placing.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <optional>
#include <set>

#include "layout/landing.h"
#include "layout/locks.h"
#include "layout/rearrangement.h"

namespace nines::placing {

namespace {

constexpr double kZoneWidth = 188;  // a card and 21 px on both sides
constexpr double kZonePitch = 200;
constexpr double kZoneStart = 176;  // leaves a column of cards for what stands in the Region itself
constexpr double kZoneTop = 40;
constexpr double kZoneBottom = 16;
constexpr double kMagnet = 6;

// Where people usually begin; after these, the order of the catalogue's Regions.
constexpr std::array<std::string_view, 3> kFirstRegions{"eu-west-1", "eu-central-1", "us-east-1"};

std::set<std::string> drawnRegionCodes(const Design& design) {
  std::set<std::string> out;
  for (const NodeIndex i : design.withTrait(trait::kRegion)) out.emplace(design.regionCode(i));
  return out;
}

std::string nextRegionCode(const Design& design) {
  const auto drawn = drawnRegionCodes(design);
  for (const std::string_view code : kFirstRegions) {
    if (!drawn.contains(std::string(code))) return std::string(code);
  }
  for (const RegionFact& region : awsRegions()) {
    if (!drawn.contains(region.code)) return region.code;
  }
  return {};
}

NodeIndex regionAround(const Design& design, NodeIndex container) {
  if (container == kNone) return kNone;
  return design.has(container, trait::kRegion) ? container : design.region(container);
}

std::string nextZoneCode(const Design& design, NodeIndex container) {
  const NodeIndex region = regionAround(design, container);
  if (region == kNone) return {};
  const RegionFact* fact = awsRegion(design.regionCode(region));
  if (!fact) return {};
  const auto drawn = design.drawnZones(region);
  for (const std::string& code : fact->zones) {
    if (std::ranges::find(drawn, code) == drawn.end()) return code;
  }
  return {};
}

// The code of a fresh Region or zone; empty for other kinds and where AWS has no more.
std::string freshCode(const Design& design, const Kind& kind, NodeIndex container) {
  if (kind.has(trait::kRegion)) return nextRegionCode(design);
  if (kind.has(trait::kZone)) return nextZoneCode(design, container);
  return {};
}

// "orders" for "orders", "orders-2" and "Users 2" where the id needed a number too.
std::string numberedName(const std::string& name, const std::string& id, const std::string& plainId) {
  if (id == plainId) return name;
  const std::size_t dash = id.rfind('-');
  if (dash == std::string::npos) return name;
  const bool words = std::ranges::any_of(name, [](char c) { return c == ' ' || (c >= 'A' && c <= 'Z'); });
  return name + (words ? " " : "-") + id.substr(dash + 1);
}

// A card in a zone stands in the middle of its column when it comes near; else on the grid.
Point snapInto(const Design& design, const Layout& layout, NodeIndex container, const Rect& wanted) {
  if (container == kNone) return snapped(wanted.topLeft());
  const Rect outer = layout.rect(container);
  Point at = snapped(wanted.topLeft() - outer.topLeft());
  const Kind* kind = design.kind(container);
  const double middle = std::round((outer.width - wanted.width) / 2);
  const bool column = kind && kind->shape == Shape::zone && middle > 0;
  if (column && std::abs(wanted.x - outer.x - middle) <= kMagnet) at.x = middle;
  return outer.topLeft() + at;
}

// Not over the container's header or left border, where it would make room for it anyway.
Rect insideOf(const Design& design, const Layout& layout, NodeIndex container, Point at, const Rect& wanted) {
  Rect out{at.x, at.y, wanted.width, wanted.height};
  if (container == kNone) return out;
  const Insets insets = insetsOf(design, container);
  out.x = std::max(out.x, layout.rect(container).x + insets.left);
  out.y = std::max(out.y, layout.rect(container).y + insets.top);
  return out.translated(shiftInto(design, container, layout.rect(container), out, insets));
}

bool hitsContents(const Design& design, const Layout& layout, NodeIndex container, const Rect& rect) {
  return std::ranges::any_of(design.children(container), [&](NodeIndex child) {
    return !layout.place(child).frame && layout.rect(child).intersects(rect);
  });
}

// The next column for a zone: beside the last one; the first one leaves room for cards, unless the pointer says
// otherwise.
Rect zoneColumn(const Design& design, const Layout& layout, NodeIndex container, std::optional<Point> pointer = {}) {
  const Rect outer = layout.rect(container);
  const double height = std::floor((outer.height - kZoneTop - kZoneBottom) / kGrid) * kGrid;
  Rect column{outer.x + kZoneStart, outer.y + kZoneTop, kZoneWidth, std::max(height, kCardSize.height + 48)};
  bool first = true;
  for (const NodeIndex child : design.children(container)) {
    if (!design.has(child, trait::kZone)) continue;
    first = false;
    const Rect zone = layout.rect(child);
    if (zone.right() + kZonePitch - kZoneWidth <= column.x) continue;
    column = {zone.right() + kZonePitch - kZoneWidth, zone.y, kZoneWidth, zone.height};
  }
  if (first && pointer && (pointer->x < column.left() || pointer->x > column.right())) {
    const Insets insets = insetsOf(design, container);
    const double last = std::max(outer.left() + insets.left, outer.right() - insets.right - kZoneWidth);
    const double wanted = std::clamp(pointer->x - kZoneWidth / 2, outer.left() + insets.left, last);
    column.x = outer.x + std::floor((wanted - outer.x) / kGrid) * kGrid;
  }
  while (hitsContents(design, layout, container, column)) column.x += kZonePitch;
  return column;
}

Rect centredAt(Point at, Size size) { return {at.x - size.width / 2, at.y - size.height / 2, size.width, size.height}; }

}  // namespace

Pick pickOf(const Catalogue& catalogue, std::string_view presetId) {
  for (const Kind& kind : catalogue.kinds()) {
    for (const Preset& preset : kind.presets) {
      if (preset.id == presetId) return {&kind, &preset};
    }
  }
  return {catalogue.kind(presetId), nullptr};
}

Size freshSize(const Kind& kind) {
  if (kind.shape == Shape::note) return {146, 50};
  if (!kind.isContainer()) return kCardSize;
  if (kind.has(trait::kRegion)) return {640, 420};
  if (kind.has(trait::kZone)) return {kZoneWidth, 360};
  if (kind.has(trait::kAccount)) return {720, 520};
  if (kind.has(trait::kNetwork)) return {600, 320};
  if (kind.has(trait::kDataCentre)) return {176, 176};
  return {208, 144};
}

Spot spotAt(const Design& design, const Layout& layout, const Kind& kind, Point at) {
  Spot spot;
  spot.container = containerAt(design, layout, at);
  // A zone dropped onto its neighbour means the Region around both.
  if (kind.has(trait::kZone) && spot.container != kNone && design.has(spot.container, trait::kZone)) {
    spot.container = design.parent(spot.container);
  }
  spot.refusal = refusal(design, spot.container, kind.id);
  spot.rect = centredAt(at, freshSize(kind));
  if (!spot.refusal.empty()) return spot;
  if (kind.has(trait::kZone) && spot.container != kNone) {
    spot.rect = zoneColumn(design, layout, spot.container, at);
    return spot;
  }
  spot.rect = insideOf(design, layout, spot.container, snapInto(design, layout, spot.container, spot.rect), spot.rect);
  const Landing landing{spot.rect, spot.container};
  if (kind.has(trait::kRegion)) spot.rect = spot.rect.translated(shiftBeside(design, layout, landing));
  if (kind.isContainer()) return spot;
  spot.rect = spot.rect.translated(shiftToFree(design, layout, {&landing, 1}, [](NodeIndex) { return false; }));
  return spot;
}

Spot freeSpot(const Design& design, const Layout& layout, const Kind& kind, NodeIndex container) {
  while (container != kNone && design.kind(container) && !design.kind(container)->isContainer()) {
    container = design.parent(container);
  }
  Spot spot;
  spot.container = container;
  spot.refusal = refusal(design, container, kind.id);
  while (!spot.refusal.empty() && spot.container != kNone) {
    spot.container = design.parent(spot.container);
    if (refusal(design, spot.container, kind.id).empty()) spot.refusal.clear();
  }
  if (!spot.refusal.empty()) return spot;
  spot.rect = kind.has(trait::kZone) && spot.container != kNone
                  ? zoneColumn(design, layout, spot.container)
                  : freePlace(design, layout, spot.container, freshSize(kind));
  return spot;
}

Node sample(const Pick& pick, Size size) {
  assert(pick.kind);
  Node node;
  node.kind = pick.kind->id;
  node.name = pick.preset ? pick.preset->name : std::string();
  if (node.name.empty()) node.name = pick.kind->id;
  node.id = "sample";
  node.rect = Rect{0, 0, size.width, size.height};
  if (pick.preset) node.properties = pick.preset->properties;
  return node;
}

Added place(const Design& design, const Layout& layout, const Pick& pick, const Spot& spot) {
  assert(spot.refusal.empty());
  Node node = sample(pick, {spot.rect.width, spot.rect.height});
  const std::string code = freshCode(design, *pick.kind, spot.container);
  if (!code.empty()) {
    node.name = code;
    if (pick.kind->property("code")) node.properties.insert_or_assign("code", Value(code));
  }
  node.id = makeId(design.topology(), node.name, pick.kind->id);
  node.name = numberedName(node.name, node.id, makeId(Topology{}, node.name, pick.kind->id));
  Rearrangement plan(design, layout);
  const Rect room = plan.makeRoom(spot.container, spot.rect);
  const Point base = spot.container == kNone ? Point{} : plan.rect(spot.container).topLeft();
  node.rect = room.translated(Point{} - base);
  if (spot.container != kNone) node.parent = design.node(spot.container).id;
  Added added;
  added.id = node.id;
  added.edit.label = "Add " + node.title();
  added.edit.changes = plan.changes();
  added.edit.changes.emplace_back(AddNode{std::move(node)});
  return added;
}

std::vector<std::string_view> linkChoices(const Design& design, NodeIndex from, NodeIndex to) {
  if (from == to) return {};
  auto kinds = design.catalogue().linkKindsBetween(design.node(from).kind, design.node(to).kind);
  std::erase_if(kinds, [&](std::string_view kind) {
    return std::ranges::any_of(design.drawnFrom(from),
                               [&](LinkIndex link) { return design.to(link) == to && design.link(link).kind == kind; });
  });
  return kinds;
}

Added connect(const Design& design, NodeIndex from, NodeIndex to, std::string_view linkKind) {
  Link link;
  link.from = design.node(from).id;
  link.to = design.node(to).id;
  link.kind = std::string(linkKind);
  link.id = makeId(design.topology(), link.from + "-" + link.to, "link");
  Added added;
  added.id = link.id;
  added.edit.label = "Connect " + design.node(from).title() + " to " + design.node(to).title();
  added.edit.changes.emplace_back(AddLink{std::move(link)});
  return added;
}

}  // namespace nines::placing
