#include "availability/sla_walk.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <unordered_map>

#include "semantics/store_access.h"

namespace nines {

namespace {

// "a, b and 3 more"
std::string namesOf(const Design& design, std::span<const NodeIndex> nodes) {
  constexpr std::size_t kShown = 3;
  std::string out;
  for (std::size_t i = 0; i < std::min(kShown, nodes.size()); ++i) {
    if (i > 0) out += ", ";
    out += titleOf(design, nodes[i]);
  }
  if (nodes.size() > kShown) out += fmt::format(" and {} more", nodes.size() - kShown);
  return out;
}

// The same as the subject of a sentence: "a, b and c".
std::string subjectOf(const Design& design, std::span<const NodeIndex> nodes) {
  std::string out = namesOf(design, nodes);
  if (nodes.size() == 2 || nodes.size() == 3) out.replace(out.rfind(", "), 2, " and ");
  return out;
}

std::vector<std::string> idsOf(const Design& design, std::span<const NodeIndex> nodes) {
  std::vector<std::string> out;
  for (const NodeIndex i : nodes) out.push_back(design.node(i).id);
  return out;
}

std::string keyOf(const Design& design, std::string_view prefix, std::span<const NodeIndex> nodes) {
  std::string out(prefix);
  for (const NodeIndex i : nodes) out += ' ' + design.node(i).id;
  return out;
}

// In how many Regions these tables stand, 0 if one of them is none.
std::size_t tableRegions(const Design& design, std::span<const NodeIndex> nodes) {
  std::set<std::string_view> codes;
  for (const NodeIndex i : nodes) {
    if (!design.has(i, trait::kTable)) return 0;
    if (design.region(i) != kNone) codes.insert(design.regionCode(design.region(i)));
  }
  return codes.size();
}

}  // namespace

SlaPathWalk::SlaPathWalk(SlaPathFinder& finder) : m_finder(finder), m_design(finder.m_design) {}

void SlaPathWalk::addClient(NodeIndex client) { add(client, false); }

void SlaPathWalk::add(NodeIndex node, bool serves) {
  if (node != kNone) m_tasks.push_back({node, serves});
}

SlaPath SlaPathWalk::finish() && {
  for (std::size_t i = 0; i < m_tasks.size(); ++i) {
    const Task task = m_tasks[i];
    if (task.serves && m_served.insert(task.node).second) serve(task.node);
    if (m_followed.insert(task.node).second) follow(task.node);
  }
  return std::move(m_path);
}

void SlaPathWalk::serve(NodeIndex node) {
  if (m_design.has(node, trait::kDnsRecord)) return merge(m_finder.recordPath(node));
  if (m_design.has(node, trait::kBalancer)) return serveBalancer(node);
  // Nobody publishes a figure for a machine of one's own: there, the data centre's stands for all in it.
  const Kind* kind = m_design.kind(node);
  const bool own = kind && kind->slas.empty() && dataCentreOf(m_design, node) != kNone;
  if (!own) addFigure(keyOf(m_design, "node", std::span(&node, 1)), storeFigure(m_design, node), std::span(&node, 1));
  addDataCentre(node);
}

void SlaPathWalk::follow(NodeIndex client) {
  std::vector<std::vector<LinkIndex>> sets;  // in the order of the links
  std::unordered_map<NodeIndex, std::size_t> positions;
  for (const LinkIndex l : hardUses(client)) {
    const auto [at, isNew] = positions.try_emplace(m_finder.m_sets.setOf(m_design.to(l)), sets.size());
    if (isNew) sets.emplace_back();
    sets[at->second].push_back(l);
  }
  for (const auto& links : sets) useSet(client, links);
}

// A link from a scaling group means each of its tiers.
std::vector<LinkIndex> SlaPathWalk::hardUses(NodeIndex client) const {
  std::vector<LinkIndex> out;
  const auto collect = [&](NodeIndex from) {
    for (const LinkIndex l : m_design.outgoing(from)) {
      if (m_design.link(l).kind == "uses" && m_design.to(l) != kNone && m_design.readLink(l, "hard").flag(true)) {
        out.push_back(l);
      }
    }
  };
  collect(client);
  if (!m_design.has(client, trait::kCompute)) return out;
  const NodeIndex group = m_design.clusterOf(client);
  if (group != kNone && m_design.has(group, trait::kComputeGroup)) collect(group);
  return out;
}

void SlaPathWalk::useSet(NodeIndex client, std::span<const LinkIndex> links) {
  const NodeIndex first = m_design.to(links.front());
  if (m_design.has(first, trait::kCompute) || m_design.has(first, trait::kComputeGroup)) {
    std::vector<NodeIndex> targets;
    for (const LinkIndex l : links) targets.push_back(m_design.to(l));
    addTargets(targets);
  } else if (m_design.has(first, trait::kDnsRecord) || m_design.has(first, trait::kBalancer)) {
    add(first, true);
  } else {
    useStores(client, links);
  }
}

void SlaPathWalk::useStores(NodeIndex client, std::span<const LinkIndex> links) {
  const StoreNeed need = storeNeed(m_design, links);
  for (const NodeIndex i : need.targets) add(i, false);
  const std::string_view who = titleOf(m_design, client);
  const std::string which = subjectOf(m_design, need.targets);
  const bool one = need.targets.size() == 1;
  if (need.write && need.writable.empty()) {
    return fail(fmt::format("{} needs to write to {}, which {} no writes", who, which, one ? "takes" : "take"));
  }
  if (need.read && need.readable.empty()) {
    return fail(fmt::format("{} needs to read from {}, which {} no reads", who, which, one ? "serves" : "serve"));
  }
  // Whatever is written can be read as well: then the reads ask for nothing more.
  if (need.write) return useAny(need.writable);
  if (need.read && !need.bypassed) useAny(need.readable);
}

void SlaPathWalk::useAny(std::span<const NodeIndex> candidates) {
  if (const std::size_t regions = tableRegions(m_design, candidates); regions > 1) {
    const SlaFigure figure = tableFigure(m_design, candidates.front(), regions);
    return addFigure(keyOf(m_design, "tables", candidates), figure, candidates);
  }
  if (candidates.size() == 1) return add(candidates.front(), true);
  // The rule of thumb knows no formula for replicas: the best one stands for all.
  SlaFigure best;
  NodeIndex bestNode = kNone;
  for (const NodeIndex i : candidates) {
    SlaFigure figure = storeFigure(m_design, i);
    if (bestNode == kNone || figure.availability.value_or(-1) > best.availability.value_or(-1)) {
      best = std::move(figure);
      bestNode = i;
    }
  }
  add(bestNode, true);
}

std::vector<NodeIndex> SlaPathWalk::tiersOf(NodeIndex node) const {
  if (!m_design.has(node, trait::kComputeGroup)) return {node};
  std::vector<NodeIndex> out;
  for (const NodeIndex i : m_design.members(node)) {
    if (m_design.has(i, trait::kCompute)) out.push_back(i);
  }
  return out;
}

TargetPlaces SlaPathWalk::addTargets(std::span<const NodeIndex> targets) {
  std::map<NodeIndex, std::set<NodeIndex>> pools;  // by group; tiers in no group work together
  TargetPlaces places;
  bool any = false;
  for (const NodeIndex target : targets) {
    if (m_design.has(target, trait::kComputeGroup)) {
      const auto tiers = tiersOf(target);
      pools[target].insert(tiers.begin(), tiers.end());
    } else if (m_design.has(target, trait::kCompute)) {
      const NodeIndex group = m_design.clusterOf(target);
      pools[group != kNone && m_design.has(group, trait::kComputeGroup) ? group : kNone].insert(target);
    } else {
      add(target, true);
      if (dataCentreOf(m_design, target) != kNone) places.onPremises = true;
      else if (std::string place = placeOf(m_design, target); !place.empty()) places.zones.insert(std::move(place));
      any = true;
    }
  }
  for (const auto& [group, tiers] : pools) {
    const std::vector<NodeIndex> pool(tiers.begin(), tiers.end());
    any = servePool(pool, places) || any;
  }
  if (!any) fail(fmt::format("{} {} no instances", subjectOf(m_design, targets), targets.size() == 1 ? "runs" : "run"));
  return places;
}

// Machines of one's own are no service of AWS: the data centre's figure stands for all in it, and no zone is gained by
// it. Only what has no figure at all has none there either.
bool SlaPathWalk::servePool(std::span<const NodeIndex> tiers, TargetPlaces& places) {
  using Platform = std::pair<std::string_view, bool>;  // and whether it is on premises
  std::map<Platform, std::pair<std::vector<NodeIndex>, Placement>> platforms;
  for (const NodeIndex tier : tiers) {
    const Placement placement = m_finder.m_placements.of(tier);
    if (placement.instances == 0) continue;
    const bool onPremises = dataCentreOf(m_design, tier) != kNone;
    auto& [members, sum] = platforms[{m_design.read(tier, "runsOn").text(), onPremises}];
    members.push_back(tier);
    sum.add(placement);
  }
  for (const auto& [platform, pool] : platforms) {
    const auto& [members, placement] = pool;
    const bool onPremises = platform.second;
    const SlaFigure figure = poolFigure(m_design, members, placement);
    if (!onPremises || !figure.availability) addFigure(keyOf(m_design, "pool", members), figure, members);
    if (onPremises) places.onPremises = true;
    else places.zones.insert(placement.zones.begin(), placement.zones.end());
    for (const NodeIndex tier : members) {
      addDataCentre(tier);
      add(tier, false);
    }
  }
  return !platforms.empty();
}

void SlaPathWalk::serveBalancer(NodeIndex balancer) {
  const std::vector<NodeIndex> targets = m_design.targets(balancer, "routes");
  if (targets.empty()) return fail(fmt::format("{} has no targets", titleOf(m_design, balancer)));
  const std::size_t first = m_path.factors.size();
  const TargetPlaces places = addTargets(targets);
  const std::size_t last = m_path.factors.size();
  addFigure("node " + m_design.node(balancer).id, balancerFigure(m_design, balancer, places), std::span(&balancer, 1));
  // People read a path from its entry: the balancer comes before its targets.
  if (m_path.factors.size() > last) {
    const auto from = m_path.factors.begin() + static_cast<std::ptrdiff_t>(first);
    std::rotate(from, m_path.factors.end() - 1, m_path.factors.end());
  }
}

void SlaPathWalk::merge(const SlaPath& path) {
  for (const PathFactor& factor : path.factors) {
    if (m_keys.insert(factor.key).second) m_path.factors.push_back(factor);
  }
  if (m_path.unknownBecause.empty()) m_path.unknownBecause = path.unknownBecause;
  if (m_path.brokenBecause.empty()) m_path.brokenBecause = path.brokenBecause;
}

void SlaPathWalk::addFigure(std::string key, const SlaFigure& figure, std::span<const NodeIndex> nodes) {
  if (!figure.availability) {
    if (m_path.unknownBecause.empty()) m_path.unknownBecause = figure.missing;
    return;
  }
  if (!m_keys.insert(key).second) return;
  SlaFactor factor;
  factor.names = namesOf(m_design, nodes);
  factor.configuration = figure.configuration;
  factor.label = factor.names;
  if (!factor.configuration.empty()) factor.label += ", " + factor.configuration;
  factor.availability = *figure.availability;
  factor.source = figure.source;
  factor.nodes = idsOf(m_design, nodes);
  m_path.factors.push_back({std::move(key), std::move(factor)});
}

void SlaPathWalk::addDataCentre(NodeIndex node) {
  const NodeIndex centre = dataCentreOf(m_design, node);
  if (centre == kNone || !m_served.insert(centre).second) return;
  addFigure("node " + m_design.node(centre).id, dataCentreFigure(m_design, centre), std::span(&centre, 1));
}

void SlaPathWalk::fail(std::string why) {
  if (m_path.brokenBecause.empty()) m_path.brokenBecause = std::move(why);
}

}  // namespace nines
