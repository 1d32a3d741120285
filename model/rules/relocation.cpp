#include "rules/relocation.h"

#include <algorithm>

namespace nines {

Relocation::Relocation(const Design& design, NodeIndex node, NodeIndex home) : m_design(design), m_moved{node} {
  for (std::size_t at = 0; at < m_moved.size(); ++at) {
    const auto inside = design.children(m_moved[at]);
    m_moved.insert(m_moved.end(), inside.begin(), inside.end());
  }
  std::ranges::sort(m_moved);
  if (home == kNone) return;
  const bool isRegion = design.has(home, trait::kRegion);
  m_home.region = isRegion ? home : design.region(home);
  m_home.zone = design.has(home, trait::kZone) ? home : isRegion ? kNone : design.zone(home);
}

bool Relocation::moves(NodeIndex n) const { return n != kNone && std::ranges::binary_search(m_moved, n); }

// Regions and zones that move along stay what they are to all in them.
Relocation::Place Relocation::after(NodeIndex n) const {
  Place place = before(n);
  if (!moves(n)) return place;
  const bool ownRegion = moves(place.region);
  if (!ownRegion) place.region = m_home.region;
  if (!ownRegion && !moves(place.zone)) place.zone = m_home.zone;
  return place;
}

bool Relocation::areApart(Place a, Place b) const {
  return a.region != b.region && a.region != kNone && b.region != kNone &&
         m_design.regionCode(a.region) != m_design.regionCode(b.region);
}

bool Relocation::shareZone(Place a, Place b) const {
  if (a.zone == kNone || b.zone == kNone || areApart(a, b)) return false;
  return a.zone == b.zone || m_design.zoneCode(a.zone) == m_design.zoneCode(b.zone);
}

bool Relocation::breaks(LinkIndex l) const {
  const LinkType type = m_design.linkType(l);
  if (type != "standby" && type != "member") return false;
  const NodeIndex from = m_design.from(l);
  const NodeIndex to = m_design.to(l);
  // Each is another error, so that one does not excuse the other.
  if (areApart(after(from), after(to)) && !areApart(before(from), before(to))) return true;
  return type == "standby" && shareZone(after(from), after(to)) && !shareZone(before(from), before(to));
}

bool Relocation::breaksTies() const {
  return std::ranges::any_of(m_moved, [&](NodeIndex n) {
    const auto isBroken = [&](LinkIndex l) { return breaks(l); };
    return std::ranges::any_of(m_design.outgoing(n), isBroken) || std::ranges::any_of(m_design.incoming(n), isBroken);
  });
}

}  // namespace nines
