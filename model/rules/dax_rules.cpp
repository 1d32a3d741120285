// Rules about caches in front of tables.
#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "rules/families.h"
#include "rules/limits.h"
#include "rules/mending.h"

namespace nines {

namespace {

constexpr std::string_view kNodesMinimum = "dax.nodes.minimum";
constexpr std::string_view kNodesMaximum = "dax.nodes.maximum";
constexpr std::string_view kNodesDisputed = "dax.nodes.advisory";  // from here on AWS's own texts disagree

std::string titled(const Design& design, NodeIndex i) { return std::string(titleOf(design, i)); }

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
  const std::string last = titled(design, drawn.back());
  const std::size_t dash = last.rfind('-');
  const bool numbered = dash != std::string::npos && dash > 0 && dash + 1 < last.size() &&
                        last.find_first_not_of("0123456789", dash + 1) == std::string::npos;
  const std::string base = numbered ? last.substr(0, dash) : titled(design, cluster);
  const auto isTaken = [&](const std::string& name) {
    return std::ranges::any_of(drawn, [&](NodeIndex n) { return titled(design, n) == name; });
  };
  do ++number;
  while (isTaken(base + "-" + std::to_string(number)));
  return base + "-" + std::to_string(number);
}

// Nodes like the drawn ones, in zones that have none yet; where all have one, in turn from the first.
bool addNodes(const Design& design, NodeIndex cluster, std::int64_t wanted, Mending& mending) {
  const auto drawn = drawnNodes(design, cluster);
  std::set<std::string, std::less<>> used;
  for (const NodeIndex n : drawn) used.insert(zoneOf(design, n));
  const NodeIndex like = design.zone(drawn.front());
  auto number = static_cast<std::int64_t>(drawn.size());
  for (auto count = static_cast<std::int64_t>(drawn.size()); count < wanted; ++count) {
    auto zone = mending.zone(design.region(cluster), used, {}, like);
    if (!zone) {
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

// Takes replicas away from the zone that has most nodes, the last by id first, so that the rest stays spread.
std::vector<NodeIndex> surplusNodes(const Design& design, NodeIndex cluster, std::size_t surplus) {
  std::vector<NodeIndex> nodes = drawnNodes(design, cluster);
  std::map<std::string, std::size_t> perZone;
  for (const NodeIndex n : nodes) ++perZone[zoneOf(design, n)];
  std::vector<NodeIndex> out;
  while (out.size() < surplus) {
    const auto last = std::max_element(nodes.begin(), nodes.end(), [&](NodeIndex a, NodeIndex b) {
      const auto rank = [&](NodeIndex n) {
        return std::tuple(design.read(n, "role").text() != "primary", perZone[zoneOf(design, n)], n);
      };
      return rank(a) < rank(b);
    });
    --perZone[zoneOf(design, *last)];
    out.push_back(*last);
    nodes.erase(last);
  }
  std::ranges::sort(out);
  return out;
}

// One zone per node: what the list names, each zone once before any twice, then further zones of the Region.
std::optional<Value::Array> zonesFor(const Design& design, NodeIndex cluster, std::size_t count) {
  const Reading reading = design.read(cluster, "nodeAzs");
  const Value::Array* named = reading.known() ? reading.value->asArray() : nullptr;
  if (!named || named->size() == count) return std::nullopt;
  Value::Array out;
  Value::Array again;
  for (const Value& zone : *named) (std::ranges::find(out, zone) == out.end() ? out : again).push_back(zone);
  for (const NodeIndex z : design.withTrait(trait::kZone)) {
    if (out.size() >= count || design.region(z) != design.region(cluster)) continue;
    const Value id(design.node(z).id);
    if (std::ranges::find(out, id) == out.end()) out.push_back(id);
  }
  for (const Value& zone : again) {
    if (out.size() < count) out.push_back(zone);
  }
  out.resize(std::min(out.size(), count));
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
    if (auto zones = zonesFor(design, cluster, static_cast<std::size_t>(wanted))) {
      mending.set(cluster, "nodeAzs", std::move(*zones));
    }
  } else if (count < wanted) {
    if (!addNodes(design, cluster, wanted, mending)) return std::nullopt;
  } else {
    mending.remove(surplusNodes(design, cluster, static_cast<std::size_t>(count - wanted)));
  }
  return mending.take();
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
         .check = checkNodeCount,
         .fix = fixNodeCount},
};

}  // namespace

std::span<const Rule> daxRules() { return kRules; }

}  // namespace nines
