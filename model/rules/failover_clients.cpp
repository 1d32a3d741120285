#include "rules/failover_clients.h"

#include <algorithm>

namespace nines {

namespace {

bool names(const Design& design, NodeIndex workload, NodeIndex region) {
  const std::string_view id = design.read(workload, "recoveryRegion").text();
  const NodeIndex named = id.empty() ? kNone : design.indexOf(id);
  return named != kNone && design.has(named, trait::kRegion) && design.regionCode(named) == design.regionCode(region);
}

}  // namespace

bool FailoverClients::workOnlyAfterFailover(NodeIndex client) const {
  const Design& design = m_context.design();
  if (!design.has(client, trait::kComputeGroup)) return waits(client);
  std::vector<NodeIndex> tiers = design.members(client);
  std::erase_if(tiers, [&](NodeIndex n) { return !design.has(n, trait::kCompute); });
  if (tiers.empty()) return waits(client);
  return std::ranges::all_of(tiers, [&](NodeIndex tier) { return waits(tier); });
}

bool FailoverClients::waits(NodeIndex client) const {
  const Design& design = m_context.design();
  if (standsInRecoveryRegion(client) || isSecondChoice(client)) return true;
  return design.has(client, trait::kCompute) && design.read(client, "running").integer(1) == 0;
}

bool FailoverClients::standsInRecoveryRegion(NodeIndex client) const {
  const Design& design = m_context.design();
  const NodeIndex region = design.region(client);
  if (region == kNone) return false;
  if (design.read(region, "role").text() == "recovery") return true;
  const auto reaches = m_context.closure().reaching(client);
  if (reaches.empty()) {
    const auto workloads = design.withTrait(trait::kWorkload);
    return std::ranges::any_of(workloads, [&](NodeIndex w) { return names(design, w, region); });
  }
  return std::ranges::any_of(reaches, [&](const Reach& r) { return names(design, r.workload, region); });
}

// Routes to its group are routes to it.
bool FailoverClients::isSecondChoice(NodeIndex client) const {
  const Design& design = m_context.design();
  bool routed = false;
  const auto onlySecondary = [&](NodeIndex n) {
    return std::ranges::all_of(design.incoming(n), [&](LinkIndex l) {
      if (design.linkType(l) != "routes") return true;
      routed = true;
      return isSecondary(l);
    });
  };
  if (!onlySecondary(client)) return false;
  for (const NodeIndex group : design.targets(client, "member")) {
    if (design.has(group, trait::kComputeGroup) && !onlySecondary(group)) return false;
  }
  return routed;
}

// The roles of a record's routes hold for what stands behind a balancer too, whose own routes have none.
bool FailoverClients::isSecondary(LinkIndex route) const {
  const Design& design = m_context.design();
  const std::string_view role = design.readLink(route, "role").text();
  if (!role.empty()) return role == "secondary";
  const NodeIndex balancer = design.from(route);
  if (!design.has(balancer, trait::kBalancer)) return false;
  bool routed = false;
  const bool only = std::ranges::all_of(design.incoming(balancer), [&](LinkIndex l) {
    if (design.linkType(l) == "uses") return false;
    if (design.linkType(l) != "routes") return true;
    routed = true;
    return design.readLink(l, "role").text() == "secondary";
  });
  return only && routed;
}

}  // namespace nines
