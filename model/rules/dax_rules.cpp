// Rules about the nodes of caches in front of tables.
#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <set>
#include <tuple>

#include "rules/families.h"
#include "rules/limits.h"
#include "rules/mending.h"
#include "rules/places.h"
#include "rules/single_point_fixes.h"

namespace nines {

namespace {

constexpr std::string_view kNodesMinimum = "dax.nodes.minimum";
constexpr std::string_view kNodesMaximum = "dax.nodes.maximum";
constexpr std::string_view kZonesMinimum = "dax.zones.minimum";
constexpr std::string_view kNodesDisputed = "dax.nodes.advisory";  // from here on AWS's own texts disagree

std::vector<NodeIndex> drawnNodes(const Design& design, NodeIndex cluster) {
  std::vector<NodeIndex> out;
  for (const NodeIndex m : design.members(cluster)) {
    if (design.has(m, trait::kTableCacheNode)) out.push_back(m);
  }
  std::ranges::sort(out);
  const auto [first, last] = std::ranges::unique(out);
  out.erase(first, last);
  return out;
}

// Drawn nodes count over the property.
std::optional<std::int64_t> nodeCountOf(const Design& design, NodeIndex cluster) {
  const auto drawn = drawnNodes(design, cluster);
  if (!drawn.empty()) return static_cast<std::int64_t>(drawn.size());
  const Reading nodes = design.read(cluster, "nodes");
  return nodes.known() ? std::optional(nodes.integer()) : std::nullopt;
}

// The largest number that all of AWS's texts allow.
std::int64_t undisputed(const Design& design) {
  const std::int64_t most = limitOf(design, kNodesMaximum);
  return std::min(most, findLimit(design, kNodesDisputed).value_or(most + 1) - 1);
}

void checkNodeCount(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  const std::int64_t least = limitOf(design, kNodesMinimum);
  const std::int64_t most = limitOf(design, kNodesMaximum);
  const std::int64_t safe = undisputed(design);
  for (const NodeIndex cluster : design.withTrait(trait::kTableCache)) {
    const auto count = nodeCountOf(design, cluster);
    if (count && *count >= least && *count <= safe) continue;
    FindingSink::Arguments arguments{{"name", titled(design, cluster)},
                                     {"count", count ? counted(*count, "node") : std::string()},
                                     {"least", limitText(design, kNodesMinimum, Bound::least)},
                                     {"most", limitText(design, kNodesMaximum, Bound::most)},
                                     {"safe", std::to_string(safe)}};
    if (!count) {
      sink.reportUnknown({cluster},
                         "It is not said how many nodes {name} has; it needs at least {least} to survive the loss "
                         "of one without losing its cache",
                         std::move(arguments), "nodes");
    } else if (*count < least) {
      sink.report({cluster},
                  "{name} has {count}; a cluster needs at least {least}, each in a zone of its own, to survive the "
                  "loss of one",
                  std::move(arguments), "nodes");
    } else if (*count > most) {
      sink.report({cluster},
                  "{name} has {count}; DAX takes at most {most}, the primary included, and refuses the others",
                  std::move(arguments), "nodes");
    } else {
      sink.report({cluster},
                  "{name} has {count}; AWS's texts disagree whether that is allowed: at most {most} says the "
                  "developer guide, at most {safe} the API reference",
                  std::move(arguments), "nodes")
          .severity = Severity::info;
    }
  }
}

std::string zoneOf(const Design& design, NodeIndex node) {
  const NodeIndex zone = design.zone(node);
  return zone == kNone ? std::string() : std::string(design.zoneCode(zone));
}

// What the next node is called: "dax-3" after "dax-1" and "dax-2", else after the cluster. `number` is the last one
// given out.
std::string nextName(const Design& design, NodeIndex cluster, std::int64_t& number) {
  const auto drawn = drawnNodes(design, cluster);
  const std::string last = named(design, drawn.back());
  const std::size_t dash = last.rfind('-');
  const bool numbered = dash != std::string::npos && dash > 0 && dash + 1 < last.size() &&
                        last.find_first_not_of("0123456789", dash + 1) == std::string::npos;
  const std::string base = numbered ? last.substr(0, dash) : named(design, cluster);
  const auto isTaken = [&](const std::string& name) {
    return std::ranges::any_of(drawn, [&](NodeIndex n) { return named(design, n) == name; });
  };
  do ++number;
  while (isTaken(base + "-" + std::to_string(number)));
  return base + "-" + std::to_string(number);
}

// Nodes like the drawn ones, in zones that have none yet; where all have one, in turn from the first. Not where the
// Region has too few zones to spread them.
bool addNodes(const Design& design, NodeIndex cluster, std::int64_t wanted, Mending& mending) {
  const auto drawn = drawnNodes(design, cluster);
  std::set<std::string, std::less<>> used;
  for (const NodeIndex n : drawn) used.insert(zoneOf(design, n));
  used.erase(std::string());
  const NodeIndex like = design.zone(drawn.front());
  auto number = static_cast<std::int64_t>(drawn.size());
  for (auto count = static_cast<std::int64_t>(drawn.size()); count < wanted; ++count) {
    auto zone = mending.zone(design.region(cluster), used, {}, like);
    if (!zone) {
      if (static_cast<std::int64_t>(used.size()) < limitOf(design, kZonesMinimum)) return false;
      used.clear();
      zone = mending.zone(design.region(cluster), used, {}, like);
    }
    if (!zone) return false;
    used.insert(zone->code);
    const NodeId node = mending.add(design.node(drawn.front()).kind, zone->id, nextName(design, cluster, number),
                                    {{"role", Value("replica")}});
    mending.link("member", node, design.node(cluster).id);
  }
  return true;
}

// Takes replicas away from the zone that has most nodes, the last by id first, so that the rest stays spread; primaries
// only once there is nothing else.
std::vector<NodeIndex> surplusNodes(const Design& design, NodeIndex cluster, std::size_t surplus) {
  std::map<std::string, std::size_t> perZone;
  std::map<std::string, std::vector<NodeIndex>> replicas;  // by zone, in id order
  std::map<std::string, std::vector<NodeIndex>> primaries;
  for (const NodeIndex n : drawnNodes(design, cluster)) {
    const std::string zone = zoneOf(design, n);
    ++perZone[zone];
    (design.read(n, "role").text() == "primary" ? primaries : replicas)[zone].push_back(n);
  }
  std::vector<NodeIndex> out;
  for (auto* each : {&replicas, &primaries}) {
    std::set<std::tuple<std::size_t, NodeIndex, std::string>> fullest;  // by the number of nodes, then by the last one
    for (const auto& [zone, nodes] : *each) fullest.emplace(perZone[zone], nodes.back(), zone);
    while (out.size() < surplus && !fullest.empty()) {
      const auto [count, last, zone] = *fullest.rbegin();
      fullest.erase(std::prev(fullest.end()));
      out.push_back(last);
      std::vector<NodeIndex>& nodes = each->at(zone);
      nodes.pop_back();
      perZone[zone] = count - 1;
      if (!nodes.empty()) fullest.emplace(count - 1, nodes.back(), zone);
    }
  }
  std::ranges::sort(out);
  return out;
}

// The list of nodeAzs as it is given, null if it is not.
const Value::Array* namedZones(const Design& design, NodeIndex cluster) {
  const Reading named = design.read(cluster, "nodeAzs");
  return named.known() ? named.value->asArray() : nullptr;
}

// The code of a zone of the cluster's Region that the list names; empty for anything else.
std::string namedCode(const Design& design, NodeIndex cluster, const Value& name) {
  const NodeIndex zone = name.asText() ? design.indexOf(*name.asText()) : kNone;
  if (zone == kNone || !design.has(zone, trait::kZone) || otherRegions(design, zone, cluster)) return {};
  return std::string(design.zoneCode(zone));
}

// Zones that `count` nodes have to stand in: a zone each, until the least number of zones is reached.
std::int64_t zonesNeeded(const Design& design, std::int64_t count) {
  return std::min(count, limitOf(design, kZonesMinimum));
}

// A zone for each of `count` nodes: those that the list names, further ones of the Region as long as there are too few,
// all of them in turn. Nothing if the Region has too few.
std::optional<Value::Array> zonesFor(const Design& design, NodeIndex cluster, std::int64_t count, Mending& mending) {
  Value::Array zones;
  std::set<std::string, std::less<>> used;
  if (const Value::Array* named = namedZones(design, cluster)) {
    for (const Value& name : *named) {
      const std::string code = namedCode(design, cluster, name);
      if (!code.empty() && used.insert(code).second) zones.push_back(name);
    }
  }
  while (static_cast<std::int64_t>(zones.size()) < zonesNeeded(design, count)) {
    const auto zone = mending.zone(design.region(cluster), used);
    if (!zone) return std::nullopt;
    used.insert(zone->code);
    zones.emplace_back(zone->id);
  }
  Value::Array out;
  for (std::int64_t i = 0; i < count; ++i) out.push_back(zones[static_cast<std::size_t>(i) % zones.size()]);
  return out;
}

std::optional<Edit> fixNodeCount(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex cluster = design.indexOf(finding.subjects.front());
  if (cluster == kNone) return std::nullopt;
  const std::int64_t least = limitOf(design, kNodesMinimum);
  const std::int64_t count = nodeCountOf(design, cluster).value_or(least - 1);
  const std::int64_t wanted = std::clamp(count, least, undisputed(design));
  Mending mending(design, "Give " + titled(design, cluster) + " " + counted(wanted, "node"));
  const auto drawn = drawnNodes(design, cluster);
  if (drawn.empty()) {
    mending.set(cluster, "nodes", wanted);
    if (const Value::Array* named = namedZones(design, cluster); named && std::ssize(*named) != wanted) {
      auto zones = zonesFor(design, cluster, wanted, mending);
      if (!zones) return std::nullopt;
      mending.set(cluster, "nodeAzs", std::move(*zones));
    }
  } else if (count < wanted) {
    if (!addNodes(design, cluster, wanted, mending)) return std::nullopt;
  } else {
    mending.remove(surplusNodes(design, cluster, static_cast<std::size_t>(count - wanted)));
  }
  return mending.take();
}

// How many zones the nodes stand in, and how many they should, as far as that is said.
struct Zones {
  std::int64_t count = 0;
  std::int64_t needed = 0;
  std::int64_t unplaced = 0;          // drawn nodes that stand in no zone, which design.allowed-parent says
  std::optional<std::int64_t> named;  // entries of the list, where it counts
  std::optional<std::int64_t> nodes;
};

std::optional<Zones> zonesOf(const Design& design, NodeIndex cluster) {
  std::set<std::string> codes;
  Zones zones;
  zones.nodes = nodeCountOf(design, cluster);
  const auto drawn = drawnNodes(design, cluster);
  if (!drawn.empty()) {
    for (const NodeIndex node : drawn) codes.insert(zoneOf(design, node));
    zones.unplaced = std::ranges::count_if(drawn, [&](NodeIndex node) { return design.zone(node) == kNone; });
  } else {
    const Value::Array* named = namedZones(design, cluster);
    if (!named || named->empty()) return std::nullopt;  // AWS chooses
    for (const Value& name : *named) codes.insert(namedCode(design, cluster, name));
    zones.named = std::ssize(*named);
  }
  codes.erase(std::string());
  zones.count = std::ssize(codes);
  // Fewer nodes than that are dax.node-count's to say; those have to stand apart. How many there are the list does not
  // say to that rule, so where nothing else does, its zones are judged here.
  const std::int64_t least = limitOf(design, kZonesMinimum);
  zones.needed = zonesNeeded(design, zones.nodes.value_or(least));
  return zones;
}

void checkSpread(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  const std::string least = limitText(design, kZonesMinimum, Bound::least);
  for (const NodeIndex cluster : design.withTrait(trait::kTableCache)) {
    const auto zones = zonesOf(design, cluster);
    if (!zones) {
      sink.reportUnknown({cluster},
                         "It is not said in which Availability Zones the nodes of {name} stand; they have to stand in "
                         "at least {least}, so that the cache survives the loss of one",
                         {{"name", titled(design, cluster)}, {"least", least}}, "nodeAzs");
    } else if (zones->count + zones->unplaced < zones->needed) {
      sink.report(
          {cluster},
          "The nodes of {name} stand in {count}; they have to stand in at least {least}, so that the cache "
          "survives the loss of one",
          {{"name", titled(design, cluster)}, {"least", least}, {"count", counted(zones->count, "Availability Zone")}},
          "nodeAzs");
    } else if (zones->named && zones->nodes && *zones->named != *zones->nodes) {
      sink.report({cluster},
                  "{name} has {nodes} but names {named}; DAX wants one zone named per node and refuses another number",
                  {{"name", titled(design, cluster)},
                   {"nodes", counted(*zones->nodes, "node")},
                   {"named", counted(*zones->named, "zone")}},
                  "nodeAzs");
    }
  }
}

constexpr std::array kRules{
    Rule{.id = "dax.node-count",
         .course2021 = Severity::error,
         .aws2026 = Severity::error,
         .title = "A DAX cluster has at least three nodes, and no more than AWS allows",
         .rationale =
             "With three nodes in three zones the cache survives the loss of a node or a zone; with fewer, the whole "
             "load may fall on the table at once. AWS refuses more than its limit.",
         .rows = {"X01", "X02"},
         .sources = {{"Amazon DynamoDB Developer Guide, DAX cluster components", "2023-02-22"},
                     {"Amazon DynamoDB Accelerator API Reference, CreateCluster", "2026-08-07"},
                     {"Course notes, AWS High Availability: DynamoDB Accelerator", "2021"}},
         .limits = {{"dax.nodes.minimum", "Nodes of a cluster, at least"},
                    {"dax.nodes.maximum", "Nodes of a cluster, at most"},
                    {"dax.nodes.advisory", "Nodes from which AWS's own texts disagree"}},
         .check = checkNodeCount,
         .fix = fixNodeCount},
    Rule{.id = "dax.spread",
         .course2021 = Severity::error,
         .aws2026 = Severity::error,
         .title = "The nodes of a DAX cluster stand in at least three zones",
         .rationale =
             "Nodes in one zone are lost together. In three zones, the loss of one leaves a primary or a replica that "
             "takes over, and most of the cache.",
         .rows = {"X03"},
         .sources = {{"Course notes, AWS High Availability: DynamoDB Accelerator", "2021"},
                     {"Amazon DynamoDB Accelerator API Reference, CreateCluster", "2026-08-07"}},
         .aliases = {"prowler:dynamodb_accelerator_cluster_multi_az"},
         .limits = {{"dax.zones.minimum", "Availability Zones of the nodes, at least"}},
         .check = checkSpread,
         .fix = fixCacheSpread},
};

}  // namespace

// Drawn nodes leave the zones that have several for zones that have none; else the list is written anew.
std::optional<Edit> fixCacheSpread(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex cluster = design.indexOf(finding.subjects.front());
  if (cluster == kNone) return std::nullopt;
  Mending mending(design, "Spread the nodes of " + titled(design, cluster));
  const auto drawn = drawnNodes(design, cluster);
  if (drawn.empty()) {
    const Value::Array* named = namedZones(design, cluster);
    auto count = nodeCountOf(design, cluster);
    if (!count && named) count = std::max<std::int64_t>(std::ssize(*named), limitOf(design, kZonesMinimum));
    if (!count || *count < 1) return std::nullopt;
    auto zones = zonesFor(design, cluster, std::min(*count, undisputed(design)), mending);
    if (!zones || std::ssize(*zones) != *count) return std::nullopt;
    mending.set(cluster, "nodeAzs", std::move(*zones));
    return mending.take();
  }
  std::set<std::string, std::less<>> used;
  std::vector<NodeIndex> surplus;
  for (const NodeIndex node : drawn) {
    const std::string code = zoneOf(design, node);
    if (code.empty() || !used.insert(code).second) surplus.push_back(node);
  }
  for (const NodeIndex node : surplus) {
    if (std::ssize(used) >= zonesNeeded(design, std::ssize(drawn))) break;
    const auto zone = mending.zone(design.region(cluster), used, {}, design.zone(drawn.front()));
    if (!zone) return std::nullopt;
    used.insert(zone->code);
    mending.move(node, zone->id);
  }
  return mending.take();
}

std::span<const Rule> daxRules() { return kRules; }

}  // namespace nines
