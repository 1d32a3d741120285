#include "rules/tier_twins.h"

#include <algorithm>

#include "rules/places.h"

namespace nines {

namespace {

// A link that a further client may have as well, without being wrong in any way that the first is not.
bool isPlain(const Design& design, NodeIndex client, LinkIndex l) {
  const NodeIndex to = design.to(l);
  const std::string_view access = design.readLink(l, "access").text();
  return design.linkType(l) == "uses" && !design.has(to, trait::kStandby) && !design.has(to, trait::kClusterInstance) &&
         (design.region(to) == kNone || sameRegion(design, client, to)) && access != "table-management" &&
         (access == "read" || !design.isReplica(to)) && design.readLink(l, "endpoint").text("cluster") == "cluster";
}

bool isMembership(const Design& design, LinkIndex l, NodeIndex group) {
  return design.to(l) == group && design.linkType(l) == "member";
}

bool mayHaveTwin(const Design& design, NodeIndex tier, const TwinSource& source) {
  if (!design.has(tier, trait::kCompute) || design.read(tier, "running").number() < 1) return false;
  if (source.group != kNone && !sameRegion(design, tier, source.group)) return false;
  return std::ranges::all_of(design.outgoing(tier), [&](LinkIndex l) {
    return isMembership(design, l, source.group) || isPlain(design, tier, l);
  });
}

}  // namespace

std::optional<TwinSource> twinSource(const Design& design, NodeIndex tier) {
  for (const NodeIndex group : design.targets(tier, "member")) {
    if (design.has(group, trait::kComputeGroup)) return TwinSource{.group = group};
  }
  for (const NodeIndex balancer : design.sources(tier, "routes")) {
    if (design.has(balancer, trait::kBalancer)) return TwinSource{.balancer = balancer};
  }
  return std::nullopt;
}

bool addTwin(const Design& design, NodeIndex tier, const TwinSource& source, const Mending::Zone& zone,
             Mending& mending) {
  if (!mayHaveTwin(design, tier, source)) return false;
  Properties properties;
  for (const char* key : {"runsOn", "running", "needed", "maximum", "startSeconds", "clientDnsCacheSeconds",
                          "daxClient", "clientSideBalancing"}) {
    if (const Reading r = design.read(tier, std::string_view(key)); r.state == Reading::State::set)
      properties[key] = *r.value;
  }
  const NodeId twin = mending.add(design.node(tier).kind, zone.id, named(design, tier) + "-2", std::move(properties));
  if (source.group != kNone) mending.link("member", twin, design.node(source.group).id);
  else mending.link("routes", design.node(source.balancer).id, twin);
  for (const LinkIndex l : design.outgoing(tier)) {
    if (!isMembership(design, l, source.group))
      mending.link(design.link(l).kind, twin, design.link(l).to, design.link(l).properties);
  }
  return true;
}

std::optional<Edit> addTwin(const Design& design, NodeIndex tier, const TwinSource& source) {
  const NodeIndex home = design.zone(tier);
  if (home == kNone || !mayHaveTwin(design, tier, source)) return std::nullopt;
  Mending mending(design, "Add a second " + titled(design, tier) + " in another Availability Zone");
  const std::string code(design.zoneCode(home));
  const auto other = mending.zone(design.region(tier), {code}, code, home);
  if (!other || !addTwin(design, tier, source, *other, mending)) return std::nullopt;
  return mending.take();
}

}  // namespace nines
