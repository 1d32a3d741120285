#include "layout/layout.h"

#include <algorithm>
#include <cmath>

#include "layout/arrange.h"

namespace nines {

namespace {

constexpr Size kNoteSize{146, 50};
constexpr Size kEmptyContainer{188, 120};
constexpr Size kEmptyRegion{400, 240};

bool isFrameKind(const Design& design, NodeIndex i) { return design.kind(i) && design.kind(i)->shape == Shape::frame; }

// A kind that the catalogue lacks counts as a container where something stands in it.
bool isContainer(const Design& design, NodeIndex i) {
  return design.kind(i) ? design.kind(i)->isContainer() : !design.children(i).empty();
}

Shape shapeOf(const Design& design, NodeIndex i) {
  if (design.kind(i)) return design.kind(i)->shape;
  return isContainer(design, i) ? Shape::box : Shape::card;
}

bool hasOwnRect(const Node& node) { return node.rect && !node.rect->empty(); }

class Placement {
 public:
  Placement(const Design& design, std::vector<NodePlace>& places) : m_design(design), m_places(places) {}

  void run() {
    collect();
    m_relative.resize(m_design.nodeCount());
    m_enlarged.assign(m_design.nodeCount(), 0);
    // Children stand behind their parents in the order, so that backwards every size is known when it is needed.
    for (std::size_t i = m_order.size(); i-- > 0;) measure(m_order[i]);
    arrangeChildren(m_design.topLevel(), {insetsOf(Shape::region), 0, false});
    for (const NodeIndex i : m_order) {
      const NodeIndex parent = m_design.parent(i);
      const Point origin = parent == kNone ? Point{} : m_places[parent].rect.topLeft();
      m_places[i].rect = m_relative[i].translated(origin);
    }
    const auto rectOf = [this](NodeIndex i) { return m_places[i].rect; };
    for (const NodeIndex i : m_frames) m_places[i].rect = frameAround(m_design, i, rectOf);
  }

 private:
  void collect() {
    m_order.reserve(m_design.nodeCount());
    m_order.assign(m_design.topLevel().begin(), m_design.topLevel().end());
    for (std::size_t at = 0; at < m_order.size(); ++at) {
      const NodeIndex i = m_order[at];
      if (isFrameKind(m_design, i) && !spanningMembers(m_design, i).empty()) {
        m_places[i].frame = true;
        m_frames.push_back(i);
      }
      for (const NodeIndex child : m_design.children(i)) {
        m_places[child].depth = m_places[i].depth + 1;
        m_order.push_back(child);
      }
    }
  }

  void measure(NodeIndex i) {
    const Node& node = m_design.node(i);
    Rect& rect = m_relative[i];
    if (node.rect) rect = *node.rect;
    const Shape shape = shapeOf(m_design, i);
    if (!hasOwnRect(node)) {
      const Size size = shape == Shape::note ? kNoteSize : kCardSize;
      rect.width = size.width;
      rect.height = size.height;
    }
    const auto children = m_design.children(i);
    const bool container = isContainer(m_design, i);
    const bool sized = hasOwnRect(node) || !container;
    const Insets insets = insetsOf(shape);
    arrangeChildren(children, {insets, sized ? rect.width : 0, shape == Shape::zone});
    if (!sized) fitToContent(i, shape, insets);
    else if (container) holdLooseContent(i, insets);
  }

  // What people placed stays as they left it, also beyond a border. What a place was found for lies inside.
  void holdLooseContent(NodeIndex i, const Insets& insets) {
    Rect& rect = m_relative[i];
    const Size stored{rect.width, rect.height};
    for (const NodeIndex child : m_design.children(i)) {
      if (m_places[child].frame || (m_design.node(child).rect && !m_enlarged[child])) continue;
      rect.width = std::max(rect.width, m_relative[child].right() + insets.right);
      rect.height = std::max(rect.height, m_relative[child].bottom() + insets.bottom);
    }
    m_enlarged[i] = Size{rect.width, rect.height} != stored;
  }

  void fitToContent(NodeIndex i, Shape shape, const Insets& insets) {
    const Size least = shape == Shape::region ? kEmptyRegion : kEmptyContainer;
    double right = 0;
    double bottom = 0;
    for (const NodeIndex child : m_design.children(i)) {
      if (m_places[child].frame) continue;
      right = std::max(right, m_relative[child].right() + insets.right);
      bottom = std::max(bottom, m_relative[child].bottom() + insets.bottom);
    }
    const bool filled = right > 0 && bottom > 0;
    m_relative[i].width = filled ? std::max(right, kEmptyContainer.width) : least.width;
    m_relative[i].height = filled ? std::max(bottom, kEmptyContainer.height) : least.height;
  }

  // Gives the children without a rectangle a place. Frames get theirs from their members.
  void arrangeChildren(std::span<const NodeIndex> children, const Arrangement& how) {
    m_fixed.clear();
    m_loose.clear();
    m_looseIds.clear();
    for (const NodeIndex child : children) {
      if (m_places[child].frame) continue;
      if (m_design.node(child).rect) {
        m_fixed.push_back(m_relative[child]);
        continue;
      }
      const Rect& r = m_relative[child];
      m_loose.push_back(
          {{r.width, r.height}, isContainer(m_design, child), shapeOf(m_design, child) == Shape::zone, {}});
      m_looseIds.push_back(child);
    }
    arrange(how, m_fixed, m_loose);
    for (std::size_t k = 0; k < m_loose.size(); ++k) m_relative[m_looseIds[k]] = m_loose[k].rect;
  }

  const Design& m_design;
  std::vector<NodePlace>& m_places;
  std::vector<NodeIndex> m_order;  // parents before children
  std::vector<NodeIndex> m_frames;
  std::vector<Rect> m_relative;  // to the parent
  std::vector<char> m_enlarged;  // drawn larger than stored
  std::vector<Rect> m_fixed;     // scratch of arrangeChildren
  std::vector<LooseChild> m_loose;
  std::vector<NodeIndex> m_looseIds;
};

// Widths are rounded up to whole px, so that lines beside a header lie on whole px too.
// Average advance of a letter of the interface font, by size and weight of the visual specification, rounded up.
constexpr double kTitleAdvance = 6.5;     // 12.5 semibold
constexpr double kSubtitleAdvance = 5.4;  // 11 regular
constexpr double kZoneAdvance = 6.2;      // 10.5 semibold
constexpr double kChipAdvance = 6.6;      // 9 bold capitals, spaced

double lockRoom(const Design& design, NodeIndex i) { return design.node(i).locked ? kLockRoom : 0; }

Rect regionHeader(const Design& design, NodeIndex i, const Rect& r) {
  const std::string_view code = design.regionCode(i);
  const RegionFact* fact = awsRegion(code);
  double subtitle = lettersOf(design.read(i, "role").text());
  if (fact) subtitle += lettersOf(fact->place) + 3 + (titleOf(design, i) == code ? 0 : lettersOf(code) + 3);
  const double tab = 40 + lockRoom(design, i) + kTitleAdvance * lettersOf(titleOf(design, i));
  const double width = std::ceil(tab + (subtitle > 0 ? 16 + kSubtitleAdvance * subtitle : 0));
  return {r.x, r.y, std::min(r.width, width), std::min(r.height, kRegionHeader)};
}

// Letters that a property may put into a text: the longest choice, a few digits, or a word.
double lettersOfProperty(const Kind& kind, std::string_view key) {
  const PropertySchema* property = kind.property(key.substr(0, key.find_first_of("?|")));
  if (!property || property->type == PropertyType::integer || property->type == PropertyType::number) return 3;
  double most = property->choices.empty() ? 10 : 0;
  for (const Choice& choice : property->choices) most = std::max(most, lettersOf(choice.label));
  return most;
}

// Letters of what a frame's label says of its members, from the template that holds; those of a cluster without members
// are for its card.
double subtitleLetters(const Design& design, NodeIndex i) {
  const Kind& kind = *design.kind(i);
  for (const Subtitle& subtitle : kind.subtitles) {
    if (!design.holds(subtitle.when, i)) continue;
    if (subtitle.when.incoming.empty()) return 0;
    std::string_view rest = subtitle.text;
    double count = 0;
    while (!rest.empty()) {
      const std::size_t open = std::min(rest.find('{'), rest.size());
      const std::size_t close = std::min(rest.find('}', open), rest.size());
      count += lettersOf(rest.substr(0, open));
      if (open < close) count += lettersOfProperty(kind, rest.substr(open + 1, close - open - 1));
      rest.remove_prefix(std::min(close + 1, rest.size()));
    }
    return count;
  }
  return 0;
}

Rect frameLabel(const Design& design, NodeIndex i, const Rect& r) {
  const Kind& kind = *design.kind(i);
  const std::string& label = kind.setLabel.empty() ? kind.label : kind.setLabel;
  const double text = lettersOf(label) + 3 + lettersOf(titleOf(design, i)) + 3 + subtitleLetters(design, i);
  return frameTab(r, text, lockRoom(design, i));
}

}  // namespace

Layout::Layout(const Design& design) : m_places(design.nodeCount()) {
  Placement(design, m_places).run();
  finish(design);
}

Layout::Layout(const Design& design, const Layout& drawn, const std::vector<char>& moving, Point delta)
    : m_places(drawn.m_places) {
  for (NodeIndex i = 0; i < m_places.size(); ++i) {
    if (moving[i] != 0) m_places[i].rect = m_places[i].rect.translated(delta);
  }
  const auto rectOf = [this](NodeIndex i) { return m_places[i].rect; };
  for (NodeIndex i = 0; i < m_places.size(); ++i) {
    if (m_places[i].frame) m_places[i].rect = frameAround(design, i, rectOf);
  }
  finish(design);
}

void Layout::finish(const Design& design) {
  for (const NodePlace& place : m_places) m_bounds = m_bounds.united(place.rect);
  m_setFrames = setFramesOf(
      design, [this](NodeIndex i) { return m_places[i].rect; }, [&](NodeIndex i) { return isSolid(design, i); });
  for (const SetFrame& frame : m_setFrames) m_bounds = m_bounds.united(frame.rect);
}

Layout Layout::keptTo(const Design& design, const std::vector<char>& shown) const {
  Layout out = *this;
  const auto isLeftOut = [&shown](NodeIndex i) { return shown[i] == 0; };
  // Around those that are shown, and how many are not.
  const auto keep = [&](std::vector<NodeIndex> members, Rect& rect) {
    const auto leftOut = static_cast<int>(std::erase_if(members, isLeftOut));
    if (leftOut == 0) return 0;
    Rect around;
    for (const NodeIndex m : members) around = around.united(m_places[m].rect);
    rect = frameAround(around);
    return leftOut;
  };
  for (NodeIndex i = 0; i < m_places.size(); ++i) {
    if (!shown[i] || !m_places[i].frame) continue;
    out.m_places[i].leftOut = keep(spanningMembers(design, i), out.m_places[i].rect);
  }
  std::erase_if(out.m_setFrames, [&](const SetFrame& frame) {
    return std::ranges::any_of(frame.members, isLeftOut) && !isDrawnInside(design, shown, frame.members);
  });
  for (SetFrame& frame : out.m_setFrames) {
    constexpr double kShare = 9;  // letters of "1 of 3 in"
    frame.leftOut = keep(frame.members, frame.rect);
    if (frame.leftOut > 0) frame.label = frameTab(frame.rect, kShare + lettersOf(frame.text), 0);
  }
  return out;
}

std::vector<NodeIndex> spanningMembers(const Design& design, NodeIndex cluster) {
  std::vector<NodeIndex> members = design.members(cluster);
  std::erase_if(members, [&](NodeIndex m) { return m == cluster || isFrameKind(design, m); });
  return members;
}

bool isDrawnInside(const Design& design, const std::vector<char>& shown, const std::vector<NodeIndex>& members) {
  return std::ranges::any_of(members, [&](NodeIndex m) {
    const NodeIndex container = design.parent(m);
    return shown[m] != 0 && container != kNone && shown[container] != 0;
  });
}

Rect frameAround(const Design& design, NodeIndex cluster, const std::function<Rect(NodeIndex)>& rectOf) {
  Rect around;
  for (const NodeIndex member : spanningMembers(design, cluster)) around = around.united(rectOf(member));
  return frameAround(around);
}

Rect Layout::headerOf(const Design& design, NodeIndex i) const {
  const Rect& r = m_places[i].rect;
  if (m_places[i].frame) return frameLabel(design, i, r);
  if (!isContainer(design, i)) return {};
  const double name = lettersOf(titleOf(design, i));
  const double lock = lockRoom(design, i);
  switch (shapeOf(design, i)) {
    case Shape::region:
      return regionHeader(design, i, r);
    case Shape::zone:
      return {r.x + 6, r.y + 4, std::min(r.width - 12, std::ceil(8 + lock + kZoneAdvance * name)), 15};
    default:
      return {r.x, r.y, std::min(r.width, std::ceil(36 + lock + kTitleAdvance * name)), std::min(r.height, 26.0)};
  }
}

Rect Layout::chipOf(const Design& design, NodeIndex i) const {
  const Chip* chip = isSolid(design, i) ? roleChip(design, i) : nullptr;
  if (!chip) return {};
  const Rect& r = m_places[i].rect;
  return {r.x + 9, r.y - 7, std::min(std::ceil(10 + kChipAdvance * lettersOf(chip->text)), std::max(0.0, r.width - 9)),
          14};
}

const Chip* roleChip(const Design& design, NodeIndex i) {
  const Kind* kind = design.kind(i);
  if (!kind) return nullptr;
  const auto at = std::ranges::find_if(kind->chips, [&](const Chip& chip) { return design.holds(chip.when, i); });
  return at == kind->chips.end() ? nullptr : &*at;
}

bool Layout::isSolid(const Design& design, NodeIndex i) const { return !m_places[i].frame && !isContainer(design, i); }

double snapped(double v) { return std::round(v / kGrid) * kGrid; }
Point snapped(Point p) { return {snapped(p.x), snapped(p.y)}; }

}  // namespace nines
