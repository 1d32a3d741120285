// What nobody says, as the outlook has it. Each is asked for only where it decides something: every question that is
// asked doubles what a prospect judges.
#include <algorithm>
#include <set>

#include "recovery/judge.h"

namespace nines::drills {

bool Judge::turnsOutWell(const Unsaid& unsaid) const {
  const auto at = std::ranges::lower_bound(m_asked, unsaid);
  if (at == m_asked.end() || *at != unsaid) m_asked.insert(at, unsaid);
  return std::ranges::find(m_outlook.well, unsaid) != m_outlook.well.end();
}

// A property that is yes or no and has no default.
bool Judge::saysYes(NodeIndex node, std::string_view key) const {
  const Reading reading = design().read(node, key);
  return reading.known() ? reading.flag() : turnsOutWell({.node = node, .key = key});
}

bool Judge::writesBy(LinkIndex link) const {
  const Reading access = design().readLink(link, "access");
  if (!access.known()) return !turnsOutWell({.link = link, .key = "access"});
  return access.text() == "write" || access.text() == "read-write";
}

// Over links that do not say what they are for, where the closure has found some. Records and balancers pass on what
// leads to them, a cluster to its instances, a primary to its standby.
bool Judge::mayWriteTo(NodeIndex node) const {
  std::vector<NodeIndex> open{node};
  std::set<NodeIndex> seen{node};
  const auto add = [&](NodeIndex n) {
    if (seen.insert(n).second) open.push_back(n);
  };
  bool any = false;
  while (!open.empty()) {
    const NodeIndex n = open.back();
    open.pop_back();
    if (const NodeIndex cluster = design().clusterOf(n); cluster != kNone) add(cluster);
    for (const LinkIndex l : design().incoming(n)) {
      const NodeIndex from = design().from(l);
      const std::string& kind = design().link(l).kind;
      if (kind == "routes" || kind == "standby") add(from);
      if (design().link(l).kind != "uses" || design().readLink(l, "access").known()) continue;
      if (!m_base.position(m_workload, m_base.unitOf(from))) continue;
      any = true;
      if (writesBy(l)) return true;
    }
  }
  return !any;
}

// Where not all that are linked say that they write. A copy takes no writes on ordinary days, whatever its links are
// for; who is sent there because of the outage may need that it does.
bool Judge::needsWrites(NodeIndex client, const NeedFacts& facts) const {
  if (facts.unsaid.empty() || facts.writesSaid) return facts.need.write;
  return std::ranges::any_of(facts.unsaid, [&](LinkIndex l) {
    const NodeIndex target = design().to(l);
    const bool taken = std::ranges::find(facts.need.writable, target) != facts.need.writable.end();
    return (taken || !isOrdinary(client)) && writesBy(l);
  });
}

}  // namespace nines::drills
