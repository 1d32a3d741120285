// What is written on a side that is lost is written on the side that takes its users over, though that is drawn to read
// it only.
#include "recovery/handover.h"

#include <algorithm>

#include "recovery/judge.h"

namespace nines::drills {

std::map<NodeIndex, SetUse> useBelow(const Base& base, NodeIndex side) {
  std::map<NodeIndex, SetUse> out;
  for (const NodeIndex client : base.order(side)) {
    for (const NeedFacts& need : base.facts().needs(client, base.needs(client))) {
      if (need.leadsOn) continue;
      SetUse& use = out[base.sets().setOf(base.design().to(need.links.front()))];
      use.clients.push_back(client);
      const bool said = need.unsaid.empty() || need.writesSaid;
      if (need.need.write || !said) use.writers.push_back(client);
      use.writes = use.writes || (need.need.write && said);
    }
  }
  return out;
}

bool Judge::writesInto(NodeIndex client, NodeIndex set) const {
  // A cache does no more than it is asked for.
  if (design().has(client, trait::kTableCache) && !writesTo(client)) return false;
  const auto& needs = m_base.facts().needs(client, m_base.needs(client));
  return std::ranges::any_of(needs, [&](const NeedFacts& need) {
    return !need.leadsOn && m_base.sets().setOf(design().to(need.links.front())) == set && needsWrites(client, need);
  });
}

// People point its clients to what takes the writes. A set that it has no link to is not waited for: that is how it is
// drawn.
Ready Judge::handedOver(NodeIndex from, NodeIndex to) {
  Ready out;
  for (const auto& [set, use] : m_base.useOf(to)) {
    if (use.writes) continue;
    const auto before = m_base.useOf(from).find(set);
    if (before == m_base.useOf(from).end() || before->second.writers.empty()) continue;
    const auto writes = [&, id = set](NodeIndex client) { return writesInto(client, id); };
    if (std::ranges::any_of(use.writers, writes)) continue;
    if (std::ranges::any_of(before->second.writers, writes)) out = both(out, writtenBy(use.clients, set));
  }
  return out;
}

// By clients that only read until now.
Ready Judge::writtenBy(const std::vector<NodeIndex>& clients, NodeIndex set) {
  if (const Outcome* lost = outcome(set)) {
    if (!lost->found) return Ready::never();
    if (lost->way.clients == Clients::pointed) return lost->done;
    return both(pointed(lost->way, lost->lost), lost->way.aside);
  }
  NodeIndex taker = kNone;
  for (const NodeIndex n : m_base.sets().nodesOf(set)) {
    const bool holds = design().has(n, trait::kStore) && !design().has(n, trait::kClusterInstance);
    if (!holds || isOut(n) || !m_base.facts().isWritten(n)) continue;
    const bool known = std::ranges::any_of(clients, [&](NodeIndex client) {
      return std::ranges::any_of(m_base.needs(client), [&](LinkIndex l) { return design().to(l) == n; });
    });
    if (taker == kNone || known) taker = n;
    if (known) break;
  }
  if (taker == kNone) return Ready::never();
  Step step = lasting(StepKind::rePoint, "Let {1} write to {0}", m_base.range("repoint"), taker, clients.front());
  return m_plan.then(m_base.facts().isStopped(taker) ? clusterStarted(taker) : decided(), std::move(step));
}

}  // namespace nines::drills
