// App tiers and scaling groups: enough instances, each on a host in a zone, and what they need to do their work.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <optional>

#include "availability/graph_builder.h"
#include "availability/sla_figures.h"

namespace nines {

struct GraphBuilder::Instances {
  // Those of one tier.
  struct Share {
    NodeIndex tier = kNone;
    Ref region;
    Failure needs;                // what each of them needs to do its work
    std::vector<Failure> places;  // when each of them is gone by itself
    std::vector<Ref> zones;       // of each; empty in a data centre
    double hostDown = 0;          // q of each host in a zone
    // How many, where they are too many for these lists: there are no places then, and `zones` has each zone once.
    std::optional<std::int64_t> crowd;
  };
  // Of all tiers in one Region.
  struct InRegion {
    std::int64_t running = 0;
    std::vector<Ref> zones;
    std::string_view code;
    Ref own;  // the event of having several there
  };
  std::vector<Share> shares;
  std::map<Ref, InRegion> regions;
  std::int64_t running = 0;
};

std::vector<NodeIndex> GraphBuilder::tiersOf(NodeIndex unit) const {
  if (!m_design.has(unit, trait::kComputeGroup)) return {unit};
  std::vector<NodeIndex> out;
  for (const NodeIndex i : m_design.members(unit)) {
    if (m_design.has(i, trait::kCompute)) out.push_back(i);
  }
  std::ranges::sort(out);
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

// The outages of the zones over which its instances spread in turn.
std::vector<FaultTree::Ref> GraphBuilder::zonesOfTier(NodeIndex tier) {
  if (m_design.zone(tier) != kNone) return {m_events.zoneOf(tier)};
  std::vector<Ref> out;
  for (const std::string& code : m_placements.zonesAround(tier)) out.push_back(m_events.zone(tier, code));
  if (out.empty()) out.push_back(m_events.undrawnZone(tier));
  return out;
}

Failure GraphBuilder::addTier(NodeIndex tier, Instances& out) {
  const std::string_view platform = m_design.read(tier, "runsOn").text();
  const Sla* sla = slaOf(tier, fmt::format("{}.single", platform));
  if (!sla && !m_structureOnly) return unknown(poolFigure(m_design, std::span(&tier, 1), {}).missing);
  const std::int64_t running = std::max<std::int64_t>(0, m_design.read(tier, "running").integer(1));
  const bool crowd = running > kMostOfOne - out.running || m_ground.refused.contains(tier);
  if (crowd && m_crowds == Crowds::unknown) return crowdIsUnknown(tier);
  out.running += std::min(running, std::numeric_limits<std::int64_t>::max() - out.running);
  Instances::Share& share = out.shares.emplace_back();
  share.tier = tier;
  share.needs = tierNeed(tier);
  if (crowd) return addCrowd(tier, sla, running, out);
  if (const NodeIndex centre = dataCentreOf(m_design, tier); centre != kNone) {
    const Failure site = dataCentre(centre);
    share.places.assign(static_cast<std::size_t>(running), site);
    if (m_structureOnly && running == 1) share.places.front() = either({site, {m_events.host(tier, 0), {}}});
    return {FaultTree::never(), site.unknownBecause};
  }
  if (!sla) {  // functions and the like: AWS spreads them by itself
    share.places.assign(static_cast<std::size_t>(running), Failure{});
    share.region = m_events.regionOf(tier);
    return {};
  }
  share.region = m_events.regionOf(tier);
  const std::vector<Ref> zones = zonesOfTier(tier);
  const double q = share.hostDown = m_anchors.host(sla->availability);
  const std::string_view name = titleOf(m_design, tier);
  for (std::size_t i = 0; i < static_cast<std::size_t>(running); ++i) {
    const Ref zone = zones[i % zones.size()];
    const Ref host = running == 1 ? m_events.host(tier, q)
                                  : m_events.host(tier, q, i == 0 ? std::string() : std::to_string(i + 1),
                                                  m_events.areDescribed() ? fmt::format("Host {} of {}", i + 1, name)
                                                                          : std::string());
    share.zones.push_back(zone);
    share.places.push_back({m_tree.any(std::array{zone, host}), {}});
  }
  noteRegion(tier, running, out);
  return {};
}

void GraphBuilder::noteRegion(NodeIndex tier, std::int64_t running, Instances& out) {
  const Instances::Share& share = out.shares.back();
  Instances::InRegion& there = out.regions[share.region];
  there.running += std::min(running, std::numeric_limits<std::int64_t>::max() - there.running);
  there.zones.insert(there.zones.end(), share.zones.begin(), share.zones.end());
  if (m_design.region(tier) != kNone) there.code = m_design.regionCode(m_design.region(tier));
}

// Only how many there are, and where.
Failure GraphBuilder::addCrowd(NodeIndex tier, const Sla* sla, std::int64_t running, Instances& out) {
  Instances::Share& share = out.shares.back();
  share.crowd = running;
  if (const NodeIndex centre = dataCentreOf(m_design, tier); centre != kNone)
    return {FaultTree::never(), dataCentre(centre).unknownBecause};
  share.region = m_events.regionOf(tier);
  if (!sla) return {};
  share.zones = zonesOfTier(tier);
  share.hostDown = m_anchors.host(sla->availability);
  noteRegion(tier, running, out);
  return {};
}

// Several instances in a Region have an SLA of their own, and so failures of their own: of the whole group there.
void GraphBuilder::addOwnEvents(NodeIndex unit, Instances& instances) {
  const NodeIndex first = instances.shares.front().tier;
  const std::string platform(m_design.read(first, "runsOn").text());
  const Sla* single = slaOf(first, platform + ".single");
  const Sla* redundant = slaOf(first, platform + ".redundant");
  if (!single || !redundant) return;
  for (auto& [region, there] : instances.regions) {
    if (there.running < 2 || there.code.empty()) continue;
    std::ranges::sort(there.zones);
    there.zones.erase(std::unique(there.zones.begin(), there.zones.end()), there.zones.end());
    std::vector<std::string> nodes;
    for (const Instances::Share& share : instances.shares) {
      if (share.region == region) nodes.push_back(m_design.node(share.tier).id);
    }
    if (!m_design.has(unit, trait::kCompute)) nodes.push_back(m_design.node(unit).id);
    std::ranges::sort(nodes);
    const bool alone = instances.regions.size() == 1;
    there.own = m_events.own(unit, m_anchors.group(single->availability, redundant->availability),
                             there.zones.size() > 1, std::move(nodes), alone ? std::string_view() : there.code,
                             alone ? std::string() : fmt::format("{} in {}", titleOf(m_design, unit), there.code));
  }
}

Failure GraphBuilder::buildCompute(NodeIndex unit) {
  const std::vector<NodeIndex> tiers = tiersOf(unit);
  if (tiers.empty()) return unknown(fmt::format("{} has no app tiers", titleOf(m_design, unit)));
  Instances instances;
  for (const NodeIndex tier : tiers) {
    if (const Failure failure = addTier(tier, instances); !failure.known()) return failure;
  }
  Zones& zones = m_zones[unit];
  for (const Instances::Share& share : instances.shares) {
    zones.drawn.insert(zones.drawn.end(), share.zones.begin(), share.zones.end());
    if (!share.zones.empty() || (!share.crowd && share.places.empty())) continue;
    (dataCentreOf(m_design, share.tier) != kNone ? zones.onPremises : zones.everywhere) = true;
  }
  std::ranges::sort(zones.drawn);
  zones.drawn.erase(std::unique(zones.drawn.begin(), zones.drawn.end()), zones.drawn.end());
  const std::int64_t needed = m_design.read(unit, "needed").integer(1);
  if (needed > 0 && needed <= instances.running) addOwnEvents(unit, instances);
  return enoughOf(unit, instances, needed);
}

GraphBuilder::Crowd GraphBuilder::crowdOf(const Instances& instances, bool areAlike) {
  Crowd out;
  out.q = instances.shares.front().hostDown;
  for (const Instances::Share& share : instances.shares) {
    if (!share.crowd && share.places.empty()) continue;  // none run
    if (!areAlike || share.zones.empty() || share.hostDown != out.q) out.isVague = true;
    if (share.crowd) spreadCrowd(share.zones, *share.crowd, out);
    else spreadCrowd(share.zones, static_cast<std::int64_t>(share.zones.size()), out);
  }
  return out;
}

// What all instances have in common stands outside of the count, which keeps the function small.
Failure GraphBuilder::enoughOf(NodeIndex unit, const Instances& instances, std::int64_t needed) {
  const Instances::Share& first = instances.shares.front();
  const bool isTier = m_design.has(unit, trait::kCompute);
  if (needed <= 0) return isTier ? first.needs : Failure{};  // a group of which nothing is needed is no obstacle
  const auto& shares = instances.shares;
  const bool sameNeeds = std::ranges::all_of(shares, [&](const auto& share) { return share.needs == first.needs; });
  const bool sameRegion = std::ranges::all_of(shares, [&](const auto& share) { return share.region == first.region; });
  const auto regional = [&](const Instances::Share& share) {
    const auto at = instances.regions.find(share.region);
    const Ref own = at == instances.regions.end() ? FaultTree::never() : at->second.own;
    return Failure{m_tree.any(std::array{share.region, own}), {}};
  };
  std::vector<Failure> common;
  if (sameNeeds) common.push_back(first.needs);
  if (sameRegion) common.push_back(regional(first));
  const std::int64_t spare = instances.running - needed;
  if (std::ranges::any_of(shares, [](const Instances::Share& share) { return share.crowd.has_value(); })) {
    common.push_back(fewOfCrowd(unit, crowdOf(instances, sameNeeds && sameRegion), spare));
    for (const Instances::Share& share : shares) common.push_back({FaultTree::never(), share.needs.unknownBecause});
    return either(common);
  }
  std::vector<Ref> gone;
  for (const Instances::Share& share : shares) {
    std::vector<Failure> each;
    if (!sameNeeds) each.push_back(share.needs);
    if (!sameRegion) each.push_back(regional(share));
    const Failure outside = either(each);
    if (!outside.known()) return outside;
    for (const Failure& place : share.places) gone.push_back(m_tree.any(std::array{outside.when, place.when}));
  }
  const Ref few = spare < 0 ? FaultTree::always() : m_tree.atLeast(static_cast<std::uint32_t>(spare + 1), gone);
  common.push_back({few, {}});
  return either(common);
}

}  // namespace nines
