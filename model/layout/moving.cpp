// Moving and resizing, declared in placing.h.
#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <map>

#include "layout/landing.h"
#include "layout/locks.h"
#include "layout/placing.h"
#include "layout/rearrangement.h"
#include "layout/roots.h"

namespace nines::placing {

namespace {

constexpr double kMagnet = 6;
constexpr Size kSmallest{96, 64};
constexpr double kFar = std::numeric_limits<double>::max();

std::string counted(std::string_view verb, const Design& design, std::span<const NodeIndex> nodes) {
  std::string out(verb);
  if (nodes.size() == 1) return out + " " + design.node(nodes.front()).title();
  return out + " " + std::to_string(nodes.size()) + " resources";
}

// The rectangle around what stands in the container, with the space that it keeps free; empty for an empty one.
Rect needOf(const Design& design, const Layout& layout, NodeIndex container) {
  Rect out;
  for (const NodeIndex child : design.children(container)) {
    if (!layout.place(child).frame) out = out.united(layout.rect(child));
  }
  if (out.empty()) return out;
  const Insets insets = insetsOf(design, container);
  return {out.x - insets.left, out.y - insets.top, out.width + insets.left + insets.right,
          out.height + insets.top + insets.bottom};
}

// An edge that is out of its range already may stay, and may only come back.
double lowEdge(double edge, double delta, double least, double most) {
  return std::clamp(snapped(edge + delta), std::min(least, edge), std::max(most, edge));
}

double highEdge(double edge, double delta, double least) {
  return std::max(snapped(edge + delta), std::min(least, edge));
}

// The zone that the container is, or in which it is a group: groups are looked through.
NodeIndex zoneAround(const Design& design, NodeIndex container) {
  NodeIndex at = container;
  while (at != kNone && design.has(at, trait::kTransparent)) at = design.parent(at);
  return at != kNone && design.has(at, trait::kZone) ? at : kNone;
}

// Whether the primary changes places with its standby where it comes to stand in the container, as withStandbys() has
// it. Asked with every movement of the pointer, so that no design is made to find out.
bool changesPlaces(const Design& design, NodeIndex primary, NodeIndex standby, NodeIndex container) {
  const NodeIndex home = zoneAround(design, design.parent(primary));
  const NodeIndex there = zoneAround(design, container);
  if (home == kNone || there == kNone || design.zone(standby) != there ||
      design.sources(standby, "standby").size() != 1)
    return false;
  return design.region(home) == design.region(there) && !design.zoneCode(there).empty() &&
         design.zoneCode(home) != design.zoneCode(there);
}

}  // namespace

Move::Move(const Design& design, const Layout& layout, std::span<const NodeIndex> nodes, NodeIndex grabbed)
    : m_design(design),
      m_layout(layout),
      m_roots(movableRootsOf(design, layout, nodes)),
      m_isMoving(design.nodeCount(), 0),
      m_hasLocks(hasLocks(design)) {
  m_moving = withContents(design, m_roots);
  for (const NodeIndex i : m_moving) m_isMoving[i] = 1;
  for (NodeIndex i = 0; i < design.nodeCount(); ++i) {
    if (!layout.place(i).frame || m_isMoving[i]) continue;
    const auto members = design.members(i);
    const bool whole = std::ranges::all_of(members, [&](NodeIndex member) { return m_isMoving[member] != 0; });
    if (whole && !members.empty()) m_moving.push_back(i);
  }
  for (const NodeIndex i : m_moving) m_isMoving[i] = 1;
  std::ranges::sort(m_moving);
  std::ranges::copy_if(nodes, std::back_inserter(m_staying),
                       [&](NodeIndex i) { return design.node(i).locked && m_isMoving[i] == 0; });
  if (grabbed != kNone && m_isMoving[grabbed] && !layout.place(grabbed).frame) {
    m_grabbed = grabbed;
    while (std::ranges::find(m_roots, m_grabbed) == m_roots.end() && m_design.parent(m_grabbed) != kNone &&
           m_isMoving[m_design.parent(m_grabbed)]) {
      m_grabbed = m_design.parent(m_grabbed);
    }
  } else if (!m_roots.empty()) {
    m_grabbed = m_roots.front();
  }
  for (NodeIndex i = 0; i < design.nodeCount(); ++i) {
    if (!m_isMoving[i] && design.kind(i) && design.kind(i)->isContainer()) m_containers.push_back(i);
  }
  std::ranges::stable_sort(m_containers,
                           [&](NodeIndex a, NodeIndex b) { return layout.place(a).depth > layout.place(b).depth; });
}

NodeIndex Move::containerOf(NodeIndex root, Point delta) const {
  const Point centre = m_layout.rect(root).translated(delta).centre();
  const auto at = std::ranges::find_if(m_containers, [&](NodeIndex i) { return m_layout.rect(i).contains(centre); });
  return at == m_containers.end() ? kNone : *at;
}

Point Move::snappedDelta(Point pointerDelta) const {
  const Rect before = m_layout.rect(m_grabbed);
  const Rect wanted = before.translated(pointerDelta);
  const NodeIndex container = containerOf(m_grabbed, pointerDelta);
  const Point base = container == kNone ? Point{} : m_layout.rect(container).topLeft();
  Point at = base + snapped(wanted.topLeft() - base);
  if (m_guides) at = m_guides->drawn(wanted, at, m_reach);
  const Kind* kind = container == kNone ? nullptr : m_design.kind(container);
  if (kind && kind->shape == Shape::zone) {
    const double middle = std::round(base.x + (m_layout.rect(container).width - wanted.width) / 2);
    if (std::abs(wanted.x - middle) <= kMagnet) at.x = middle;
  }
  return at - before.topLeft();
}

std::string Move::refusalOf(NodeIndex root, NodeIndex container) const {
  return container == m_design.parent(root) ? std::string() : whyNotIn(root, container);
}

// Groups are looked through: what stands in one has to fit as well.
std::string Move::whyNotIn(NodeIndex root, NodeIndex container) const {
  std::vector<NodeIndex> asked{root};
  for (std::size_t at = 0; at < asked.size(); ++at) {
    std::string why = refusal(m_design, container, m_design.node(asked[at]).kind);
    if (!why.empty()) return why;
    if (!m_design.has(asked[at], trait::kTransparent)) continue;
    const auto inside = m_design.children(asked[at]);
    asked.insert(asked.end(), inside.begin(), inside.end());
  }
  return {};
}

std::vector<NodeIndex> Move::allowedContainers() const {
  std::vector<NodeIndex> out;
  // The answer depends on kinds alone: a large selection over many containers asks few questions.
  std::map<std::string_view, bool> known;
  for (const NodeIndex container : m_containers) {
    NodeIndex counts = container;
    while (counts != kNone && m_design.has(counts, trait::kTransparent)) counts = m_design.parent(counts);
    const std::string_view kind = counts == kNone ? std::string_view() : std::string_view(m_design.node(counts).kind);
    const auto [at, fresh] = known.try_emplace(kind, true);
    if (fresh) {
      at->second = std::ranges::all_of(m_roots, [&](NodeIndex root) { return whyNotIn(root, container).empty(); });
    }
    if (at->second) out.push_back(container);
  }
  return out;
}

Move::Target Move::targetAt(Point pointerDelta) const {
  Target target;
  if (m_roots.empty()) return target;
  target.delta = snappedDelta(pointerDelta);
  target.container = containerOf(m_grabbed, target.delta);
  for (const NodeIndex root : m_roots) {
    target.containers.push_back(containerOf(root, target.delta));
    if (target.refusal.empty()) target.refusal = refusalOf(root, target.containers.back());
  }
  if (target.refusal.empty() && target.delta != Point{}) {
    target.delta = pastCards(target);
    target.delta = pastNeighbours(target);
  }
  // Neighbours and containers that are locked make neither way nor room.
  if (m_hasLocks && target.refusal.empty()) target.refusal = lockRefusal(m_design, edit(target));
  return target;
}

// Every card where it would stand, the container's insets counted in as fit() does.
Point Move::pastCards(const Target& target) const {
  std::vector<Landing> cards;
  Point inside = target.delta;
  for (std::size_t k = 0; k < m_roots.size(); ++k) {
    const NodeIndex root = m_roots[k];
    if (!isCard(m_design, m_layout, root)) continue;
    const NodeIndex container = target.containers[k];
    if (m_roots.size() == 1 && container != kNone) {
      Insets insets = insetsOf(m_design, container);
      const Rect outer = m_layout.rect(container);
      const Rect before = m_layout.rect(root);
      if (container == m_design.parent(root)) {
        insets.left = std::min(insets.left, before.left() - outer.left());
        insets.top = std::min(insets.top, before.top() - outer.top());
      }
      const Rect at = before.translated(target.delta);
      inside.x += std::max(0.0, outer.x + insets.left - at.x);
      inside.y += std::max(0.0, outer.y + insets.top - at.y);
      inside = inside + shiftInto(m_design, container, outer, before.translated(inside), insets);
    }
    cards.push_back({m_layout.rect(root).translated(inside), container});
  }
  if (cards.empty()) return target.delta;
  const std::vector<NodeIndex> goes = makingWay(target);
  return inside + shiftToFree(m_design, m_layout, cards,
                              [&](NodeIndex i) { return moves(i) || std::ranges::find(goes, i) != goes.end(); });
}

// A container alone does not come to lie over what it did not lie over.
Point Move::pastNeighbours(const Target& target) const {
  if (m_roots.size() != 1 || isCard(m_design, m_layout, m_roots.front()) || m_layout.place(m_roots.front()).frame)
    return target.delta;
  const NodeIndex root = m_roots.front();
  const Landing there{m_layout.rect(root).translated(target.delta), target.containers.front()};
  return target.delta + shiftBeside(m_design, m_layout, root, there);
}

// The standbys that change zones with what is dropped: their places are free.
std::vector<NodeIndex> Move::makingWay(const Target& target) const {
  std::vector<NodeIndex> out;
  for (std::size_t k = 0; k < m_roots.size(); ++k) {
    const NodeIndex standby = m_design.standbyOf(m_roots[k]);
    if (standby == kNone || moves(standby)) continue;
    if (changesPlaces(m_design, m_roots[k], standby, target.containers[k])) out.push_back(standby);
  }
  return out;
}

bool Move::reparents(const Target& target) const {
  for (std::size_t k = 0; k < target.containers.size(); ++k) {
    if (target.containers[k] != m_design.parent(m_roots[k])) return true;
  }
  return false;
}

Edit Move::edit(const Target& target) const {
  Edit edit;
  if (target.delta == Point{}) return edit;
  Rearrangement plan(m_design, m_layout);
  for (std::size_t k = 0; k < m_roots.size(); ++k) {
    plan.moveTo(m_roots[k], m_layout.rect(m_roots[k]).topLeft() + target.delta);
    plan.reparent(m_roots[k], target.containers[k]);
  }
  for (const NodeIndex root : m_roots) plan.fit(root);
  edit.label = counted("Move", m_design, m_roots);
  edit.changes = plan.changes();
  return edit;
}

Edit nudge(const Design& design, const Layout& layout, std::span<const NodeIndex> nodes, Point delta) {
  const auto roots = movableRootsOf(design, layout, nodes);
  Edit edit;
  Rearrangement plan(design, layout);
  for (const NodeIndex root : roots) plan.moveTo(root, layout.rect(root).topLeft() + delta);
  for (const NodeIndex root : roots) plan.fit(root);
  edit.changes = plan.changes();
  if (edit.empty()) return edit;
  edit.label = counted("Move", design, roots);
  return edit;
}

Rect resized(const Design& design, const Layout& layout, NodeIndex container, Edges edges, Point delta) {
  const Rect before = layout.rect(container);
  const Rect need = needOf(design, layout, container);
  const NodeIndex above = design.parent(container);
  const Insets insets = insetsOf(design, above);
  const Point least =
      above == kNone ? Point{-kFar, -kFar} : layout.rect(above).topLeft() + Point{insets.left, insets.top};
  double left = before.left();
  double top = before.top();
  double right = before.right();
  double bottom = before.bottom();
  if (edges.left) {
    left = lowEdge(left, delta.x, least.x, std::min(need.empty() ? kFar : need.left(), right - kSmallest.width));
  }
  if (edges.top) {
    top = lowEdge(top, delta.y, least.y, std::min(need.empty() ? kFar : need.top(), bottom - kSmallest.height));
  }
  if (edges.right)
    right = highEdge(right, delta.x, std::max(need.empty() ? -kFar : need.right(), left + kSmallest.width));
  if (edges.bottom) {
    bottom = highEdge(bottom, delta.y, std::max(need.empty() ? -kFar : need.bottom(), top + kSmallest.height));
  }
  return {left, top, right - left, bottom - top};
}

Edit resize(const Design& design, const Layout& layout, NodeIndex container, const Rect& absolute) {
  Edit edit;
  if (absolute == layout.rect(container)) return edit;
  Rearrangement plan(design, layout);
  plan.reshape(container, absolute);
  plan.fit(container);
  edit.label = "Resize " + design.node(container).title();
  edit.changes = plan.changes();
  return edit;
}

}  // namespace nines::placing
