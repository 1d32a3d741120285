#include "rules/clusters.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <span>
#include <stdexcept>
#include <tuple>

#include "catalogue/instance_classes.h"
#include "rules/limits.h"
#include "rules/places.h"
#include "semantics/choices.h"

namespace nines {

namespace {

constexpr std::string_view kReplicasMaximum = "aurora.replicas.maximum";
constexpr std::string_view kSecondaryReplicasMaximum = "aurora.replicas.maximumSecondary";
constexpr std::string_view kCapacities = "aurora.serverlessV1.capacities.";

std::string_view modeOf(const Design& design, NodeIndex cluster) { return design.read(cluster, "mode").text(); }

std::optional<InstanceClass> sizeOf(const Design& design, NodeIndex instance) {
  return instanceClass(design.read(instance, "instanceClass").text());
}

// Members of several clusters cannot be changed for one of them alone.
bool isShared(const Design& design, NodeIndex instance) { return design.targets(instance, "member").size() > 1; }

double factNumber(const Design& design, std::string_view key) {
  if (const auto number = design.profile().number(key)) return *number;
  throw std::runtime_error("the profile has no number " + std::string(key));
}

bool isRead(const Design& design, LinkIndex uses) {
  const std::string_view access = design.readLink(uses, "access").text();
  return access == "read" || access == "read-write";
}

}  // namespace

std::vector<NodeIndex> instancesOf(const Design& design, NodeIndex cluster, std::string_view role) {
  std::vector<NodeIndex> out;
  for (const NodeIndex m : design.members(cluster)) {
    if (!design.has(m, trait::kClusterInstance)) continue;
    if (role.empty() || design.read(m, "role").text() == role) out.push_back(m);
  }
  if (!std::ranges::is_sorted(out)) std::ranges::sort(out);
  const auto [first, last] = std::ranges::unique(out);
  out.erase(first, last);
  return out;
}

bool hasSingleWriter(const Design& design, NodeIndex cluster) {
  return chooses(design, cluster, "mode", choice::kOneWriter);
}

bool isMultiMaster(const Design& design, NodeIndex cluster) { return writesEverywhere(design, cluster); }

bool isServerlessV1(const Design& design, NodeIndex cluster) { return runsByItself(design, cluster); }

bool isServerless(const Design& design, NodeIndex cluster) {
  return chooses(design, cluster, "mode", choice::kServerless);
}

std::string modeLabel(const Design& design, NodeIndex cluster) {
  const PropertySchema* schema = design.kind(cluster) ? design.kind(cluster)->property("mode") : nullptr;
  const std::string_view mode = modeOf(design, cluster);
  return std::string(schema ? schema->choiceLabel(mode) : mode);
}

bool isSecondary(const Design& design, NodeIndex cluster) {
  return std::ranges::any_of(design.sources(cluster, "replicates"), [&](NodeIndex source) {
    return source != cluster && design.has(source, trait::kClusterVolume);
  });
}

std::string_view replicaLimit(const Design& design, NodeIndex cluster) {
  return isSecondary(design, cluster) ? kSecondaryReplicasMaximum : kReplicasMaximum;
}

std::vector<LinkIndex> linksTo(const Design& design, NodeIndex node) {
  std::vector<LinkIndex> out;
  for (const LinkIndex l : design.incoming(node)) {
    if (design.linkType(l) == "uses") out.push_back(l);
  }
  return out;
}

std::vector<NodeIndex> tiersOf(const Design& design, NodeIndex client) {
  if (!design.has(client, trait::kComputeGroup)) return {client};
  std::vector<NodeIndex> out = design.members(client);
  std::erase_if(out, [&](NodeIndex m) { return !design.has(m, trait::kCompute); });
  return out;
}

std::string_view endpointOf(const Design& design, LinkIndex uses) { return design.readLink(uses, "endpoint").text(); }

std::string endpointLabel(const Design& design, LinkIndex uses) {
  const PropertySchema* schema = design.linkKind(uses) ? design.linkKind(uses)->property("endpoint") : nullptr;
  std::string label(schema ? schema->choiceLabel(endpointOf(design, uses)) : endpointOf(design, uses));
  std::ranges::transform(label, label.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return label;
}

bool mayUse(const Design& design, LinkIndex uses, NodeIndex cluster) {
  const NodeIndex client = design.from(uses);
  return client != kNone && design.catalogue().mayLink("uses", design.node(client).kind, design.node(cluster).kind);
}

std::vector<LinkIndex> strayWrites(const Design& design, NodeIndex cluster) {
  std::vector<LinkIndex> out;
  for (const LinkIndex l : linksTo(design, cluster)) {
    if (writes(design, l) && endpointOf(design, l) != "cluster") out.push_back(l);
  }
  for (const NodeIndex instance : instancesOf(design, cluster)) {
    for (const LinkIndex l : linksTo(design, instance)) {
      if (writes(design, l)) out.push_back(l);
    }
  }
  return out;
}

bool straighten(Mending& mending, const Design& design, NodeIndex cluster, const std::vector<LinkIndex>& strays) {
  std::set<NodeIndex> writing;
  for (const LinkIndex l : linksTo(design, cluster)) {
    if (writes(design, l) && endpointOf(design, l) == "cluster") writing.insert(design.from(l));
  }
  for (const LinkIndex l : strays) {
    const bool shares = endpointOf(design, l) == "reader" || endpointOf(design, l) == "custom";
    if (design.to(l) == cluster && isRead(design, l) && shares) {
      mending.setLink(l, "access", Value("read"));
      if (!writing.insert(design.from(l)).second) continue;
      Properties properties{{"access", Value("write")}};
      if (!design.readLink(l, "hard").flag(true)) properties.emplace("hard", Value(false));
      mending.link("uses", design.link(l).from, design.link(l).to, std::move(properties));
      continue;
    }
    if (!mayUse(design, l, cluster)) return false;
    if (design.to(l) != cluster) mending.retarget(l, cluster);
    if (endpointOf(design, l) != "cluster") mending.setLink(l, "endpoint", Value("cluster"));
  }
  return true;
}

bool leaveOneWriter(Mending& mending, const Design& design, NodeIndex cluster) {
  auto writers = byPromotion(design, instancesOf(design, cluster, "writer"));
  auto readers = byPromotion(design, instancesOf(design, cluster, "reader"));
  if (writers.empty()) {
    std::erase_if(readers, [&](NodeIndex i) { return isShared(design, i); });
    if (readers.empty()) return instancesOf(design, cluster).empty();
    mending.set(readers.front(), "role", Value("writer"));
    return true;
  }
  std::ranges::stable_partition(writers, [&](NodeIndex i) { return isShared(design, i); });
  const auto demoted = std::span(writers).subspan(1);
  if (std::ranges::any_of(demoted, [&](NodeIndex i) { return isShared(design, i); })) return false;
  const auto most = static_cast<std::size_t>(limitOf(design, replicaLimit(design, cluster)));
  if (!demoted.empty() && readers.size() + demoted.size() > most) return false;
  for (const NodeIndex i : demoted) mending.set(i, "role", Value("reader"));
  return true;
}

std::vector<NodeIndex> byPromotion(const Design& design, std::vector<NodeIndex> instances) {
  if (instances.size() < 2) return instances;
  // Each is looked up once, not with every comparison.
  using Rank = std::tuple<std::int64_t, double, double, NodeIndex>;
  std::vector<Rank> ranks;
  ranks.reserve(instances.size());
  for (const NodeIndex i : instances) {
    const InstanceClass size = sizeOf(design, i).value_or(InstanceClass{});
    ranks.emplace_back(design.read(i, "promotionTier").integer(), -size.vcpus, -size.memoryGib, i);
  }
  std::ranges::sort(ranks);
  std::ranges::transform(ranks, instances.begin(), [](const Rank& rank) { return std::get<NodeIndex>(rank); });
  return instances;
}

bool isSmaller(const Design& design, NodeIndex instance, NodeIndex other) {
  const auto size = sizeOf(design, instance);
  const auto wanted = sizeOf(design, other);
  return size && wanted && (size->vcpus < wanted->vcpus || size->memoryGib < wanted->memoryGib);
}

bool isSizeKnown(const Design& design, NodeIndex instance) { return sizeOf(design, instance).has_value(); }

std::vector<double> capacitySteps(const Design& design, NodeIndex cluster) {
  if (!isServerlessV1(design, cluster)) return {};
  const std::string_view engine = design.read(cluster, "engine").text();
  const bool given = !engine.empty() && design.profile().fact(std::string(kCapacities) + std::string(engine));
  std::set<double> steps;
  const auto& facts = design.profile().facts;
  for (auto at = facts.lower_bound(kCapacities); at != facts.end() && at->first.starts_with(kCapacities); ++at) {
    if (given && at->first.substr(kCapacities.size()) != engine) continue;
    const Value::Array* values = at->second.value.asArray();
    if (!values) continue;
    for (const Value& v : *values) steps.insert(v.asNumber().value_or(0));
  }
  return {steps.begin(), steps.end()};
}

bool allowsCapacity(const Design& design, NodeIndex cluster, double capacity) {
  if (const auto steps = capacitySteps(design, cluster); !steps.empty()) {
    return std::ranges::binary_search(steps, capacity);
  }
  if (capacity < factNumber(design, "aurora.serverlessV2.capacity.minimum")) return false;
  if (capacity > factNumber(design, "aurora.serverlessV2.capacity.maximum")) return false;
  constexpr double kTolerance = 1e-9;
  return std::abs(std::remainder(capacity, factNumber(design, "aurora.serverlessV2.capacity.step"))) < kTolerance;
}

double leastMaximum(const Design& design, NodeIndex cluster) {
  const auto steps = capacitySteps(design, cluster);
  return steps.empty() ? factNumber(design, "aurora.serverlessV2.maximum.least") : steps.front();
}

bool allowsMaximum(const Design& design, NodeIndex cluster, double capacity) {
  return allowsCapacity(design, cluster, capacity) && capacity >= leastMaximum(design, cluster);
}

}  // namespace nines
