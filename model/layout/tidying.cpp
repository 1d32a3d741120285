#include "layout/tidying.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <optional>
#include <span>
#include <unordered_map>

#include "layout/arrange.h"
#include "layout/fitting.h"
#include "layout/placing.h"
#include "layout/rearrangement.h"
#include "layout/roots.h"
#include "layout/tidy_lines.h"

namespace nines::placing {

namespace {

using tidying::frameOf;
using tidying::Item;
using tidying::leastSizeOf;

constexpr double kBeside = kCardCell.width - kCardSize.width;
constexpr double kBelow = kCardCell.height - kCardSize.height;
constexpr double kZoneGap = 12;
constexpr double kContainerGap = 32;
constexpr double kFrameRoom = 24;  // more between two rows where the frame of a cluster begins or ends
constexpr double kBelowName = 24;  // of a zone, and ...
constexpr double kClose = 8;       // ... between rows, where the zones beside it have theirs like that

// All that gets a place, containers before their content. Frames have none of their own, and what stands in a card (no
// kind may, but a file can say so) or hangs on a frame goes with it.
// `rigid` containers go as they are.
std::vector<NodeIndex> placedIn(const Design& design, const Layout& layout, const std::vector<char>& rigid,
                                NodeIndex container) {
  std::vector<NodeIndex> out;
  const auto take = [&](std::span<const NodeIndex> nodes) {
    std::ranges::copy_if(nodes, std::back_inserter(out), [&](NodeIndex i) { return !layout.place(i).frame; });
  };
  take(container == kNone ? design.topLevel() : design.children(container));
  for (std::size_t at = 0; at < out.size(); ++at) {
    if (!layout.isSolid(design, out[at]) && rigid[out[at]] == 0) take(design.children(out[at]));
  }
  return out;
}

// By node: whether something in it is locked.
std::vector<char> rigidOf(const Design& design) {
  std::vector<char> rigid(design.nodeCount(), 0);
  for (NodeIndex i = 0; i < rigid.size(); ++i) {
    if (!design.node(i).locked) continue;
    for (NodeIndex above = design.parent(i); above != kNone; above = design.parent(above)) rigid[above] = 1;
  }
  return rigid;
}

class Tidy {
 public:
  Tidy(const Design& design, const Layout& layout, const std::vector<char>& rigid)
      : m_design(design), m_layout(layout), m_rigid(rigid), m_now(design.nodeCount()) {
    for (NodeIndex i = 0; i < m_now.size(); ++i) m_now[i] = layout.rect(i);
  }

  // Gives all that stands in the container its place, relative to it, and returns the size that it asks for. What comes
  // closer can make a column with others: again, until nothing changes.
  Size run(NodeIndex container) {
    constexpr int kMostPasses = 8;
    Size size;
    const std::vector<NodeIndex> all = placedIn(m_design, m_layout, m_rigid, container);
    for (int pass = 0; pass < kMostPasses; ++pass) {
      size = inside(container);
      bool same = true;
      for (const NodeIndex i : all) {
        const NodeIndex parent = m_design.parent(i);
        const Rect next = rect(i).translated(parent == kNone ? Point{} : m_now[parent].topLeft());
        same = same && next == m_now[i];
        m_now[i] = next;
      }
      if (same) break;
    }
    return size;
  }

  // Relative to its container.
  Rect rect(NodeIndex i) const {
    const Size size = m_sizes.at(i);
    const Point at = m_places.at(i);
    return {at.x, at.y, size.width, size.height};
  }

 private:
  Size inside(NodeIndex container) {
    if (container != kNone && isZone(container)) {
      m_alone = container;
      fillZones({container});
      return m_sizes.at(container);
    }
    std::vector<NodeIndex> zones;  // those among the nodes
    std::vector<NodeIndex> nodes;
    for (const NodeIndex child : container == kNone ? m_design.topLevel() : m_design.children(container)) {
      if (m_layout.place(child).frame) continue;
      nodes.push_back(child);
      if (m_rigid[child] != 0) m_sizes[child] = sizeNow(child);
      else if (isZone(child)) zones.push_back(child);
      else if (isContainer(child)) m_sizes[child] = inside(child);
      else m_sizes[child] = sizeNow(child);
    }
    fillZones(zones);
    std::vector<Item> items;
    items.reserve(nodes.size());
    for (const NodeIndex i : nodes) items.push_back({m_now[i], m_sizes.at(i)});
    const Insets insets = container == kNone ? Insets{} : insetsFor(container);
    const auto gap = [&](std::size_t a, std::size_t b) { return gapOf(nodes[a], nodes[b]); };
    const auto places = tidying::inLines(items, {insets.left, insets.top}, gap);
    Size size = leastSize(container);
    for (std::size_t k = 0; k < nodes.size(); ++k) {
      m_places[nodes[k]] = places[k];
      size.width = std::max(size.width, places[k].x + items[k].then.width + insets.right);
      size.height = std::max(size.height, places[k].y + items[k].then.height + insets.bottom);
    }
    return size;
  }

  bool isContainer(NodeIndex i) const { return !m_layout.isSolid(m_design, i); }
  bool isZone(NodeIndex i) const { return m_design.kind(i) && m_design.kind(i)->shape == Shape::zone; }

  Insets insetsFor(NodeIndex container) const {
    return nines::insetsOf(m_design.kind(container) ? m_design.kind(container)->shape : Shape::box);
  }

  Size leastSize(NodeIndex container) const {
    return container == kNone ? Size{} : leastSizeOf(m_design, m_layout, container);
  }

  Size gapOf(NodeIndex a, NodeIndex b) const {
    if (isZone(a) && isZone(b)) return {kZoneGap, kZoneGap};
    if (isContainer(a) || isContainer(b)) return {kContainerGap, kContainerGap};
    return {kBeside, kBelow + (frameOf(m_design, m_layout, a) == frameOf(m_design, m_layout, b) ? 0 : kFrameRoom)};
  }

  // The zones of one Region share their rows, so that a cluster stays in a line over all of them.
  void fillZones(const std::vector<NodeIndex>& zones) {
    struct Card {
      NodeIndex node;
      std::size_t zone;
      std::size_t column;
      std::size_t row;
    };
    std::vector<Card> cards;
    for (std::size_t z = 0; z < zones.size(); ++z) {
      const auto columns = columnsOf(zones[z]);
      for (const auto& [node, column] : columns) cards.push_back({node, z, column, 0});
    }
    std::vector<double> tops;
    tops.reserve(cards.size());
    for (const Card& card : cards) tops.push_back(m_now[card.node].y - m_now[zones[card.zone]].y);
    const auto rows = tidying::linesOf(tops, kCardCell.height / 2, [&](std::size_t a, std::size_t b) {
      return cards[a].zone == cards[b].zone && cards[a].column == cards[b].column;
    });
    std::vector<std::vector<NodeIndex>> inRow;
    for (std::size_t k = 0; k < cards.size(); ++k) {
      if (rows[k] >= inRow.size()) inRow.resize(rows[k] + 1);
      inRow[rows[k]].push_back(cards[k].node);
    }
    const std::vector<double> rowTops = topsOf(inRow);
    for (std::size_t k = 0; k < cards.size(); ++k) m_places[cards[k].node].y = rowTops[rows[k]];
    for (const NodeIndex zone : zones) {
      const double asked = std::max(leastSize(zone).height, rowTops.back());
      m_sizes[zone].height = zone == m_alone ? heightAlone(zone, asked) : asked;
    }
  }

  // A zone that is tidied alone stays as high as one beside it, as long as its content is no lower than it may be.
  double heightAlone(NodeIndex zone, double asked) const {
    const Rect& now = m_layout.rect(zone);
    const bool likeAnother = std::ranges::any_of(siblings(zone), [&](NodeIndex other) {
      const Rect& beside = m_layout.rect(other);
      return other != zone && isZone(other) && beside.y == now.y && beside.height == now.height;
    });
    double lowest = 0;
    double lowestNow = 0;
    for (const NodeIndex child : m_design.children(zone)) {
      if (m_layout.place(child).frame) continue;
      lowest = std::max(lowest, m_places.at(child).y + m_sizes.at(child).height);
      lowestNow = std::max(lowestNow, m_layout.rect(child).bottom() - now.y);
    }
    if (!likeAnother) return asked;
    return lowest <= std::max(now.height - kClose, lowestNow) ? now.height : std::max(asked, now.height);
  }

  // And a row of it in line with what stands in the zones beside it: with the rest of a cluster, if that stands in a
  // line, else with whatever is in about the same row. How far below the zone's top; nothing where there is no line.
  std::optional<double> lineBeside(const std::vector<NodeIndex>& row) const {
    std::optional<double> near;
    std::vector<double> fellows;
    const double top = m_layout.rect(row.front()).y;
    for (const NodeIndex zone : siblings(m_alone)) {
      if (zone == m_alone || !isZone(zone)) continue;
      for (const NodeIndex other : m_design.children(zone)) {
        if (m_layout.place(other).frame) continue;
        const double at = m_layout.rect(other).y;
        const NodeIndex frame = frameOf(m_design, m_layout, other);
        const auto isFellow = [&](NodeIndex i) { return frame != kNone && frameOf(m_design, m_layout, i) == frame; };
        if (std::ranges::any_of(row, isFellow)) fellows.push_back(at);
        if (std::abs(at - top) < kCardCell.height / 2 && (!near || std::abs(at - top) < std::abs(*near - top)))
          near = at;
      }
    }
    const bool straight = !fellows.empty() && std::ranges::count(fellows, fellows.front()) == std::ssize(fellows);
    if (straight) near = fellows.front();
    if (near) *near -= m_layout.rect(m_alone).y;
    return near;
  }

  std::span<const NodeIndex> siblings(NodeIndex i) const {
    return m_design.parent(i) == kNone ? m_design.topLevel() : m_design.children(m_design.parent(i));
  }

  // Places the content of a zone along x; the zone's width.
  std::vector<std::pair<NodeIndex, std::size_t>> columnsOf(NodeIndex zone) {
    std::vector<NodeIndex> nodes;
    std::vector<double> lefts;
    for (const NodeIndex child : m_design.children(zone)) {
      if (m_layout.place(child).frame) continue;
      m_sizes[child] = isContainer(child) && m_rigid[child] == 0 ? inside(child) : sizeNow(child);
      nodes.push_back(child);
      lefts.push_back(m_now[child].x);
    }
    const auto columns = tidying::linesOf(lefts, kCardCell.width / 2, [](std::size_t, std::size_t) { return false; });
    std::vector<double> widths;
    for (std::size_t k = 0; k < nodes.size(); ++k) {
      if (columns[k] >= widths.size()) widths.resize(columns[k] + 1, 0);
      widths[columns[k]] = std::max(widths[columns[k]], m_sizes.at(nodes[k]).width);
    }
    const Insets insets = insetsFor(zone);
    std::vector<double> begins;
    double x = insets.left;
    for (const double width : widths) {
      begins.push_back(x);
      x += width + kBeside;
    }
    std::vector<std::pair<NodeIndex, std::size_t>> out;
    for (std::size_t k = 0; k < nodes.size(); ++k) {
      m_places[nodes[k]].x = begins[columns[k]];
      out.emplace_back(nodes[k], columns[k]);
    }
    m_sizes[zone].width = std::max(leastSize(zone).width, x - (widths.empty() ? 0 : kBeside) + insets.right);
    return out;
  }

  Size sizeNow(NodeIndex i) const { return {m_layout.rect(i).width, m_layout.rect(i).height}; }

  // Where each row of the zones begins, and last what height the zones have.
  std::vector<double> topsOf(const std::vector<std::vector<NodeIndex>>& rows) const {
    const Insets insets = nines::insetsOf(Shape::zone);
    std::vector<double> out;
    double y = insets.top;
    double least = kBelowName;
    for (std::size_t k = 0; k < rows.size(); ++k) {
      if (k > 0) y += kBelow + (sharesFrames(rows[k - 1], rows[k]) ? 0 : kFrameRoom);
      else if (isFramed(rows[k])) y += kFrameInsets.top;
      // Closer to the row before than rows that are free to choose, if need be.
      if (const auto line = m_alone == kNone ? std::nullopt : lineBeside(rows[k]); line && *line >= least) y = *line;
      out.push_back(y);
      double height = 0;
      for (const NodeIndex i : rows[k]) height = std::max(height, m_sizes.at(i).height);
      y += height;
      least = y + kClose;
    }
    out.push_back(y + insets.bottom + (!rows.empty() && isFramed(rows.back()) ? kFrameInsets.bottom : 0));
    return out;
  }

  bool isFramed(const std::vector<NodeIndex>& row) const {
    return std::ranges::any_of(row, [&](NodeIndex i) { return frameOf(m_design, m_layout, i) != kNone; });
  }

  // No frame begins or ends between the two rows.
  bool sharesFrames(const std::vector<NodeIndex>& above, const std::vector<NodeIndex>& below) const {
    const auto framesOf = [&](const std::vector<NodeIndex>& row) {
      std::vector<NodeIndex> out;
      for (const NodeIndex i : row) {
        if (const NodeIndex frame = frameOf(m_design, m_layout, i); frame != kNone) out.push_back(frame);
      }
      std::ranges::sort(out);
      out.erase(std::ranges::unique(out).begin(), out.end());
      return out;
    };
    return framesOf(above) == framesOf(below);
  }

  const Design& m_design;
  const Layout& m_layout;
  const std::vector<char>& m_rigid;
  std::vector<Rect> m_now;    // absolute, frames left out
  NodeIndex m_alone = kNone;  // the zone that is tidied without those beside it
  std::unordered_map<NodeIndex, Size> m_sizes;
  std::unordered_map<NodeIndex, Point> m_places;  // relative to the container
};

Point topLeftOf(const Design& design, const Layout& layout, NodeIndex container) {
  if (container != kNone) return layout.rect(container).topLeft();
  Rect around;
  for (const NodeIndex i : design.topLevel()) {
    if (!layout.place(i).frame) around = around.united(layout.rect(i));
  }
  return snapped(around.topLeft());
}

}  // namespace

bool holdsOthers(const Design& design, const Layout& layout, NodeIndex i) {
  return !layout.isSolid(design, i) && !layout.place(i).frame;
}

NodeIndex tidyBlocker(const Design& design, NodeIndex container) {
  if (container != kNone && design.node(container).locked) return container;
  const auto inside = container == kNone ? design.topLevel() : design.children(container);
  const auto at = std::ranges::find_if(inside, [&](NodeIndex i) { return design.node(i).locked; });
  return at == inside.end() ? kNone : *at;
}

Edit tidy(const Design& design, const Layout& layout, NodeIndex container) {
  if (container != kNone && !holdsOthers(design, layout, container)) return {};
  if (tidyBlocker(design, container) != kNone) return {};
  const std::vector<char> rigid = rigidOf(design);
  Tidy tidy(design, layout, rigid);
  const Size size = tidy.run(container);
  Rearrangement plan(design, layout);
  Point origin = topLeftOf(design, layout, container);
  if (container != kNone) {
    const Rect then{origin.x, origin.y, size.width, size.height};
    const Insets insets = nines::insetsOf(design, container);
    plan.makeRoom(container, {then.x + insets.left, then.y + insets.top, then.width - insets.left - insets.right,
                              then.height - insets.top - insets.bottom});
    plan.reshape(container, then);
    origin = plan.rect(container).topLeft();
  }
  for (const NodeIndex i : placedIn(design, layout, rigid, container)) {
    const NodeIndex parent = design.parent(i);
    const Rect rect = tidy.rect(i).translated(parent == container ? origin : plan.rect(parent).topLeft());
    // What stands in a card goes along; the content of a container has a place of its own.
    if (layout.isSolid(design, i) || rigid[i] != 0) plan.moveTo(i, rect.topLeft());
    else plan.reshape(i, rect);
  }
  Edit edit{container == kNone ? "Tidy the design" : "Tidy " + design.node(container).title(), plan.changes()};
  return edit.changes.empty() ? Edit() : edit;
}

}  // namespace nines::placing
