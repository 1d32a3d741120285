// Rules about clusters whose storage keeps six copies over three zones.
#include <algorithm>
#include <array>

#include "rules/families.h"
#include "rules/limits.h"
#include "rules/mending.h"

namespace nines {

namespace {

constexpr std::string_view kZonesMinimum = "aurora.zones.minimum";
constexpr std::string_view kRecreateWorst = "aurora.recreateWriter.worst";  // seconds
constexpr std::string_view kReplicasMaximum = "aurora.replicas.maximum";
constexpr std::string_view kSecondaryReplicasMaximum = "aurora.replicas.maximumSecondary";

std::string titled(const Design& design, NodeIndex i) { return std::string(titleOf(design, i)); }

// The drawn instances of the cluster with this role, in id order; all of them without a role.
std::vector<NodeIndex> instancesOf(const Design& design, NodeIndex cluster, std::string_view role = {}) {
  std::vector<NodeIndex> out;
  for (const NodeIndex m : design.members(cluster)) {
    if (!design.has(m, trait::kClusterInstance)) continue;
    if (role.empty() || design.read(m, "role").text() == role) out.push_back(m);
  }
  std::ranges::sort(out);
  const auto [first, last] = std::ranges::unique(out);
  out.erase(first, last);
  return out;
}

// A secondary of a Global Database: another cluster replicates into it. It has readers only.
bool isSecondary(const Design& design, NodeIndex cluster) {
  return std::ranges::any_of(design.sources(cluster, "replicates"), [&](NodeIndex source) {
    return source != cluster && design.has(source, trait::kClusterVolume);
  });
}

void checkThreeAzs(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  const std::int64_t least = limitOf(design, kZonesMinimum);
  for (const NodeIndex cluster : design.withTrait(trait::kClusterVolume)) {
    const NodeIndex region = design.region(cluster);
    if (region == kNone) continue;
    const std::size_t drawn = design.zonesOfCode(region).size();
    const std::size_t count = drawn > 0 ? drawn : design.realZones(region);
    if (count == 0 || static_cast<std::int64_t>(count) >= least) continue;
    sink.report({cluster},
                drawn > 0
                    ? "{name} stands in {region}, which is drawn with {count}; Aurora needs at least {limit}, because "
                      "it keeps six copies of the data over three zones"
                    : "{name} stands in {region}, which has only {count}; Aurora needs at least {limit}, because it "
                      "keeps six copies of the data over three zones",
                {{"name", titled(design, cluster)},
                 {"region", titled(design, region)},
                 {"count", counted(static_cast<std::int64_t>(count), "Availability Zone")},
                 {"limit", limitText(design, kZonesMinimum, Bound::least)}});
  }
}

// Draws zones that the real Region has. Where it has too few, only another Region helps, and which, people decide.
std::optional<Edit> fixThreeAzs(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex cluster = design.indexOf(finding.subjects.front());
  const NodeIndex region = cluster == kNone ? kNone : design.region(cluster);
  if (region == kNone) return std::nullopt;
  Mending mending(design, "Add Availability Zones to " + titled(design, region));
  const auto least = static_cast<std::size_t>(limitOf(design, kZonesMinimum));
  const auto drawn = design.zonesOfCode(region);
  for (std::size_t count = drawn.size(); count < least; ++count) {
    if (!mending.addZone(region, {drawn.begin(), drawn.end()})) return std::nullopt;
  }
  return mending.take();
}

void checkReader(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  constexpr std::int64_t kMinute = 60;
  const std::string wait = counted(limitOf(design, kRecreateWorst) / kMinute, "minute");
  for (const NodeIndex cluster : design.withTrait(trait::kClusterVolume)) {
    const std::string_view mode = design.read(cluster, "mode").text();
    if ((mode != "provisioned" && mode != "serverless-v2") || isSecondary(design, cluster)) continue;
    const auto instances = instancesOf(design, cluster);
    if (instances.empty() || !instancesOf(design, cluster, "reader").empty()) continue;
    sink.report({cluster},
                "{name} has no reader beside {writer}, so a failure of the writer is mended by creating it anew, "
                "which takes up to {wait}, instead of by promoting a reader",
                {{"name", titled(design, cluster)}, {"writer", titled(design, instances.front())}, {"wait", wait}});
  }
}

// A reader like the writer, in another zone of the Region where there is one.
std::optional<Edit> fixReader(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex cluster = design.indexOf(finding.subjects.front());
  if (cluster == kNone) return std::nullopt;
  const auto instances = instancesOf(design, cluster);
  if (instances.empty()) return std::nullopt;
  const NodeIndex writer = instances.front();
  const NodeIndex home = design.zone(writer);
  const NodeIndex region = design.region(cluster);
  const std::string code = home == kNone ? std::string() : std::string(design.zoneCode(home));
  Mending mending(design, "Add a reader to " + titled(design, cluster));
  const auto zone = mending.zone(region, {code}, code, home);
  const bool sameZone = !zone && home != kNone && design.region(home) == region;
  if (!zone && !sameZone) return std::nullopt;
  Properties properties{{"role", Value("reader")}};
  if (const Reading size = design.read(writer, "instanceClass"); size.state == Reading::State::set) {
    properties.emplace("instanceClass", *size.value);
  }
  const NodeId reader = mending.add(design.node(writer).kind, zone ? zone->id : design.node(home).id,
                                    titled(design, cluster) + "-reader", std::move(properties));
  mending.link("member", reader, design.node(cluster).id);
  return mending.take();
}

std::string_view replicaLimit(const Design& design, NodeIndex cluster) {
  return isSecondary(design, cluster) ? kSecondaryReplicasMaximum : kReplicasMaximum;
}

void checkReplicaCount(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const NodeIndex cluster : design.withTrait(trait::kClusterVolume)) {
    const auto count = static_cast<std::int64_t>(instancesOf(design, cluster, "reader").size());
    const std::string_view limit = replicaLimit(design, cluster);
    if (count <= limitOf(design, limit)) continue;
    sink.report({cluster},
                "{name} has {count}, but an Aurora cluster takes at most {limit}, and AWS refuses to create more",
                {{"name", titled(design, cluster)},
                 {"count", counted(count, "reader")},
                 {"limit", limitText(design, limit, Bound::most)}});
  }
}

std::optional<Edit> fixReplicaCount(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex cluster = design.indexOf(finding.subjects.front());
  if (cluster == kNone) return std::nullopt;
  const auto readers = instancesOf(design, cluster, "reader");
  const auto limit = static_cast<std::size_t>(limitOf(design, replicaLimit(design, cluster)));
  if (readers.size() <= limit) return std::nullopt;
  const std::vector<NodeIndex> surplus(readers.begin() + static_cast<std::ptrdiff_t>(limit), readers.end());
  Mending mending(design, "Remove " + counted(static_cast<std::int64_t>(surplus.size()), "reader") + " from " +
                              titled(design, cluster));
  mending.remove(surplus);
  return mending.take();
}

constexpr RuleSource kAvailabilityGuide{"Amazon Aurora User Guide, High availability for Amazon Aurora", "2023-06-10"};
constexpr RuleSource kCourse{"Course notes, AWS High Availability: Amazon Aurora", "2021"};

constexpr std::array kRules{
    Rule{.id = "aurora.three-azs",
         .course2021 = Severity::error,
         .aws2026 = Severity::error,
         .title = "An Aurora cluster stands in a Region with at least three Availability Zones",
         .rationale =
             "Aurora keeps two copies of the data in each of three zones: it goes on writing with four of the six "
             "and reading with three. With fewer zones there is no such volume.",
         .rows = {"A01", "A07"},
         .sources = {{"Amazon Aurora User Guide, How Aurora Serverless v2 works: six copies over three zones",
                      "2023-06-10"},
                     kCourse},
         .check = checkThreeAzs,
         .fix = fixThreeAzs},
    Rule{.id = "aurora.reader",
         .course2021 = Severity::warning,
         .aws2026 = Severity::warning,
         .title = "An Aurora cluster has a reader to fail over to",
         .rationale =
             "With a reader, failover is a promotion of usually less than 60 seconds. Without one, Aurora creates "
             "the writer anew in the same zone, which takes up to 10 minutes.",
         .rows = {"A02"},
         .sources = {kAvailabilityGuide, kCourse},
         .aliases = {"config:rds-cluster-multi-az-enabled", "securityhub:RDS.15",
                     "trusted-advisor:RDS DB clusters have one DB instance", "prowler:rds_cluster_multi_az"},
         .check = checkReader,
         .fix = fixReader},
    Rule{.id = "aurora.replica-count",
         .course2021 = Severity::error,
         .aws2026 = Severity::error,
         .title = "An Aurora cluster has at most 15 readers",
         .rationale = "AWS refuses more than 15 readers per cluster; the secondary of a Global Database, which has no "
                      "writer, takes 16.",
         .rows = {"A04"},
         .sources = {{"Amazon Aurora User Guide, Replication with Amazon Aurora", "2023-06-10"}, kCourse},
         .check = checkReplicaCount,
         .fix = fixReplicaCount},
};

}  // namespace

std::span<const Rule> auroraRules() { return kRules; }

}  // namespace nines
