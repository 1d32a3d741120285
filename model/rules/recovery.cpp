#include "rules/recovery.h"

#include <algorithm>
#include <map>
#include <string>

#include "rules/places.h"

namespace nines {

namespace {

NodeIndex regionNamed(const Design& design, NodeIndex workload, std::string_view key) {
  const std::string_view id = design.read(workload, key).text();
  const NodeIndex at = id.empty() ? kNone : design.indexOf(id);
  return at != kNone && design.has(at, trait::kRegion) ? at : kNone;
}

NodeIndex regionOfRole(const Design& design, std::string_view role) {
  for (const NodeIndex r : design.withTrait(trait::kRegion)) {
    if (design.read(r, "role").text() == role) return r;
  }
  return kNone;
}

// Where the route with role primary leads.
NodeIndex primaryRouteRegion(const RuleContext& context, NodeIndex workload) {
  const Design& design = context.design();
  for (const NodeIndex n : context.closure().nodesOf(workload)) {
    for (const LinkIndex l : design.outgoing(n)) {
      if (design.link(l).kind != "routes" || design.readLink(l, "role").text() != "primary") continue;
      if (design.region(design.to(l)) != kNone) return design.region(design.to(l));
    }
  }
  return kNone;
}

// The Region in which the workload has most nodes, other than those with the code of `without`.
NodeIndex busiestRegion(const RuleContext& context, NodeIndex workload, NodeIndex without) {
  const Design& design = context.design();
  std::map<NodeIndex, std::size_t> counts;
  for (const NodeIndex n : context.closure().nodesOf(workload)) {
    const NodeIndex r = design.region(n);
    if (r == kNone || (without != kNone && design.regionCode(r) == design.regionCode(without))) continue;
    ++counts[r];
  }
  const auto most = std::ranges::max_element(counts, {}, [](const auto& entry) { return entry.second; });
  return most == counts.end() ? kNone : most->first;
}

bool isIn(const Design& design, NodeIndex node, NodeIndex region) {
  const NodeIndex home = design.region(node);
  return home != kNone && design.regionCode(home) == design.regionCode(region);
}

bool names(const Design& design, const Value& id, NodeIndex region) {
  const NodeIndex named = id.asText() ? design.indexOf(*id.asText()) : kNone;
  return named != kNone && design.has(named, trait::kRegion) && design.regionCode(named) == design.regionCode(region);
}

}  // namespace

bool hasSecondRegion(const Design& design) {
  const auto regions = design.withTrait(trait::kRegion);
  return std::ranges::any_of(regions,
                             [&](NodeIndex r) { return design.regionCode(r) != design.regionCode(regions.front()); });
}

std::optional<double> regionTarget(const Design& design, NodeIndex workload, std::string_view key, bool secondRegion) {
  const Reading target = design.read(workload, key);
  if (!target.known()) return std::nullopt;
  if (const Value::Object* byOutage = target.value->asObject()) {
    const auto at = byOutage->find("region");
    return at == byOutage->end() ? std::nullopt : at->second.asNumber();
  }
  return secondRegion ? target.value->asNumber() : std::nullopt;
}

NodeIndex recoveryRegion(const RuleContext& context, NodeIndex workload) {
  const Design& design = context.design();
  if (const NodeIndex said = regionNamed(design, workload, "recoveryRegion"); said != kNone) return said;
  if (const NodeIndex role = regionOfRole(design, "recovery"); role != kNone) return role;
  NodeIndex primary = regionNamed(design, workload, "primaryRegion");
  if (primary == kNone) primary = regionOfRole(design, "primary");
  if (primary == kNone) primary = primaryRouteRegion(context, workload);
  if (primary == kNone) primary = busiestRegion(context, workload, kNone);
  return primary == kNone ? kNone : busiestRegion(context, workload, primary);
}

bool backupReaches(const Design& design, NodeIndex store, NodeIndex region) {
  if (const Reading copy = design.read(store, "backupCopyRegion"); copy.known() && names(design, *copy.value, region)) {
    return true;
  }
  return std::ranges::any_of(design.targets(store, "backs-up"), [&](NodeIndex target) {
    if (isIn(design, target, region)) return true;
    const Reading copies = design.read(target, "copyTo");
    const Value::Array* ids = copies.known() ? copies.value->asArray() : nullptr;
    if (ids && std::ranges::any_of(*ids, [&](const Value& id) { return names(design, id, region); })) return true;
    return std::ranges::any_of(design.targets(target, "replicates"),
                               [&](NodeIndex copy) { return isIn(design, copy, region); });
  });
}

}  // namespace nines
