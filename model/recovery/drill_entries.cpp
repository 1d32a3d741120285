// Where users come in once a workload has been put together in its recovery Region.
#include <algorithm>

#include "recovery/drill_traffic.h"

namespace nines::drills {

// The balancer in the same Region that leads to it, if there is one.
NodeIndex TrafficChanges::frontOf(NodeIndex unit) const {
  std::vector<NodeIndex> parts{unit};
  if (design().has(unit, trait::kComputeGroup)) {
    const auto members = design().members(unit);
    parts.insert(parts.end(), members.begin(), members.end());
  }
  NodeIndex found = kNone;
  for (const NodeIndex part : parts) {
    for (const NodeIndex source : design().sources(part, "routes")) {
      const bool leads = design().has(source, trait::kBalancer) && !m_damage.isFailed(source) &&
                         m_base.regionCode(source) == m_base.regionCode(unit);
      if (leads && (found == kNone || source < found)) found = source;
    }
  }
  return found == kNone ? unit : found;
}

// What stands in for the tiers behind it; where none of them names a counterpart, whatever a balancer leads to. The
// thing itself where nothing stands in, as it is made anew.
NodeIndex TrafficChanges::wayIn(const Judge& judge, NodeIndex lost) const {
  const std::vector<NodeIndex>& standIns = judge.standIns();
  if (standIns.empty()) return lost;
  for (const NodeIndex unit : m_base.order(lost)) {
    if (!design().has(unit, trait::kCompute) && !design().has(unit, trait::kComputeGroup)) continue;
    for (const TierFacts& tier : m_base.facts().unit(unit).tiers) {
      const Reading named = design().read(tier.node, "counterpart");
      const NodeIndex other = named.known() ? design().indexOf(named.text()) : kNone;
      if (other == kNone || !m_damage.isFailed(tier.node)) continue;
      const NodeIndex there = m_base.unitOf(other);
      if (std::ranges::find(standIns, there) != standIns.end()) return frontOf(there);
    }
  }
  for (const NodeIndex unit : standIns) {
    if (const NodeIndex front = frontOf(unit); front != unit) return front;
  }
  return *std::ranges::min_element(standIns);
}

void TrafficChanges::noteEntries(const Judge& judge) {
  for (const Entry& entry : judge.entries()) {
    const NodeIndex from = design().from(entry.link);
    const NodeIndex lost = design().to(entry.link);
    if (!entry.done.ever || lost == kNone || !isBroken(entry.link)) continue;
    m_entered.insert(entry.link);
    const Span& at = entry.done.at;
    const NodeIndex there = wayIn(judge, lost);
    if (there == lost) {
      if (workingAgain(lost)) goBack(entry.link, at);
      continue;
    }
    mark(entry.link, Traffic::idle, at);
    bool drawn = false;
    for (const LinkIndex l : design().outgoing(from)) {
      if (design().to(l) != there || design().link(l).kind != design().link(entry.link).kind) continue;
      mark(l, Traffic::moved, at);
      drawn = true;
    }
    if (!drawn) detour(DetourKind::traffic, from, there, entry.link, at);
    noteDownstream(judge, there, at);
  }
}

}  // namespace nines::drills
