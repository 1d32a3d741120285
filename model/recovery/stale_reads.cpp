#include "recovery/stale_reads.h"

#include <algorithm>
#include <set>

namespace nines {

namespace {

// Hard uses, routes, and a group for its tiers; of a failover record what it does not keep for later.
bool isFollowed(const Design& design, LinkIndex l) {
  const std::string& kind = design.link(l).kind;
  if (kind == "uses") return design.readLink(l, "hard").flag(true);
  if (kind != "routes") return false;
  const NodeIndex from = design.from(l);
  const bool spare = design.has(from, trait::kDnsRecord) && design.read(from, "policy").text() == "failover" &&
                     design.readLink(l, "role").text() == "secondary";
  return !spare;
}

}  // namespace

std::vector<std::string> staleReads(const Design& design, const Drill& drill, const std::string& workload) {
  std::set<NodeIndex> stale;
  for (const NodeChange& change : drill.nodes) {
    if (change.fate != Fate::stale) continue;
    const NodeIndex n = design.indexOf(change.node);
    if (n != kNone) stale.insert(n);
  }
  const NodeIndex start = design.indexOf(workload);
  std::vector<std::string> out;
  if (stale.empty() || start == kNone) return out;
  std::set<NodeIndex> seen{start};
  std::vector<NodeIndex> open{start};
  const auto add = [&](NodeIndex n) {
    if (n != kNone && seen.insert(n).second) open.push_back(n);
  };
  while (!open.empty()) {
    const NodeIndex n = open.back();
    open.pop_back();
    if (stale.contains(n)) out.push_back(design.node(n).id);
    for (const LinkIndex l : design.outgoing(n)) {
      if (isFollowed(design, l)) add(design.to(l));
    }
    if (design.has(n, trait::kComputeGroup)) std::ranges::for_each(design.members(n), add);
    if (design.has(n, trait::kCompute) || design.has(n, trait::kClusterInstance)) add(design.clusterOf(n));
  }
  std::ranges::sort(out);
  return out;
}

}  // namespace nines
