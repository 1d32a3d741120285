// Rules about clusters whose storage keeps six copies over three zones.
#include <algorithm>
#include <array>
#include <set>

#include "rules/clusters.h"
#include "rules/families.h"
#include "rules/limits.h"
#include "rules/mending.h"
#include "rules/places.h"
#include "rules/single_point_fixes.h"

namespace nines {

namespace {

constexpr std::string_view kZonesMinimum = "aurora.zones.minimum";
constexpr std::string_view kRecreateWorst = "aurora.recreateWriter.worst";  // seconds

void checkThreeAzs(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  const std::int64_t least = limitOf(design, kZonesMinimum);
  for (const NodeIndex cluster : design.withTrait(trait::kClusterVolume)) {
    const NodeIndex region = design.region(cluster);
    if (region == kNone) continue;
    const std::size_t drawn = context.zoneCount(region);
    const std::size_t count = drawn > 0 ? drawn : design.realZones(region);
    if (count == 0 || static_cast<std::int64_t>(count) >= least) continue;
    Finding& finding = sink.report(
        {cluster},
        drawn > 0 ? "{name} stands in {region}, which is drawn with {count}; Aurora needs at least {limit}, "
                    "because it keeps six copies of the data over three zones"
                  : "{name} stands in {region}, which has only {count}; Aurora needs at least {limit}, because "
                    "it keeps six copies of the data over three zones",
        {{"name", titled(design, cluster)},
         {"region", titled(design, region)},
         {"count", counted(static_cast<std::int64_t>(count), "Availability Zone")},
         {"limit", limitText(design, kZonesMinimum, Bound::least)}});
    // Zones may yet be drawn, and a fresh card moved.
    if (!isJoined(design, cluster)) finding.severity = Severity::info;
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

void checkSingleWriter(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const NodeIndex cluster : design.withTrait(trait::kClusterVolume)) {
    if (!hasSingleWriter(design, cluster) || isSecondary(design, cluster)) continue;
    const auto instances = instancesOf(design, cluster);
    const auto writers = instancesOf(design, cluster, "writer");
    if (instances.empty() || writers.size() == 1) continue;
    sink.report({cluster},
                writers.empty() ? "{name} has no writer among {instances}, so nothing can write to it; a cluster has "
                                  "exactly one, to which its cluster endpoint leads"
                                : "{name} has {count} ({writers}), but a cluster has exactly one, to which its cluster "
                                  "endpoint leads, because one instance at a time writes to the shared volume",
                {{"name", titled(design, cluster)},
                 {"instances", titles(design, instances)},
                 {"count", counted(static_cast<std::int64_t>(writers.size()), "writer")},
                 {"writers", titles(design, writers)}});
  }
}

std::optional<Edit> fixSingleWriter(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex cluster = design.indexOf(finding.subjects.front());
  if (cluster == kNone || instancesOf(design, cluster).empty()) return std::nullopt;
  Mending mending(design, "Give " + titled(design, cluster) + " one writer");
  if (!leaveOneWriter(mending, design, cluster)) return std::nullopt;
  return mending.take();
}

void checkReader(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  constexpr std::int64_t kMinute = 60;
  const std::string wait = counted(limitOf(design, kRecreateWorst) / kMinute, "minute");
  for (const NodeIndex cluster : design.withTrait(trait::kClusterVolume)) {
    if (!hasSingleWriter(design, cluster) || isSecondary(design, cluster)) continue;
    const auto instances = instancesOf(design, cluster);
    if (instances.empty() || !instancesOf(design, cluster, "reader").empty()) continue;
    sink.report({cluster},
                "{name} has no reader beside {writer}, so a failure of the writer is mended by creating it anew, "
                "which takes up to {wait}, instead of by promoting a reader",
                {{"name", titled(design, cluster)}, {"writer", titled(design, instances.front())}, {"wait", wait}});
  }
}

std::optional<Edit> fixReader(const RuleContext& context, const Finding& finding) {
  return addReader(context.design(), context.design().indexOf(finding.subjects.front()), true);
}

void checkReaderOtherAz(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const NodeIndex cluster : design.withTrait(trait::kClusterVolume)) {
    const auto instances = instancesOf(design, cluster);
    const NodeIndex zone = instances.size() < 2 ? kNone : design.zone(instances.front());
    // Serverless v1 has no instances that could stand anywhere.
    if (zone == kNone || isServerlessV1(design, cluster)) continue;
    const bool together = std::ranges::all_of(instances, [&](NodeIndex i) {
      return design.zone(i) != kNone && design.zoneCode(design.zone(i)) == design.zoneCode(zone);
    });
    if (!together) continue;
    sink.report({cluster},
                "The {count} of {name} all stand in {zone}, so the loss of this Availability Zone leaves none to take "
                "over; at least one has to stand in another zone",
                {{"name", titled(design, cluster)},
                 {"count", counted(static_cast<std::int64_t>(instances.size()), "instance")},
                 {"zone", std::string(design.zoneCode(zone))}});
  }
}

// The instance that would be promoted goes to another zone of its Region; without readers, the last one. One that
// others are drawn inside of would take them along.
std::optional<Edit> fixReaderOtherAz(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex cluster = design.indexOf(finding.subjects.front());
  const auto instances = cluster == kNone ? std::vector<NodeIndex>() : instancesOf(design, cluster);
  if (instances.size() < 2) return std::nullopt;
  auto candidates = byPromotion(design, instancesOf(design, cluster, "reader"));
  if (candidates.empty()) candidates = {instances.back()};
  const auto found = std::ranges::find_if(candidates, [&](NodeIndex i) { return design.children(i).empty(); });
  if (found == candidates.end()) return std::nullopt;
  const NodeIndex moved = *found;
  const NodeIndex home = design.zone(moved);
  if (home == kNone) return std::nullopt;
  Mending mending(design, "Move " + titled(design, moved) + " to another Availability Zone");
  const std::string code(design.zoneCode(home));
  const auto zone = mending.zone(design.region(home), {code}, code, home);
  if (!zone) return std::nullopt;
  mending.move(moved, zone->id);
  return mending.take();
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

void checkNoInstanceReplication(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const NodeIndex cluster : design.withTrait(trait::kClusterVolume)) {
    const auto instances = instancesOf(design, cluster);
    const std::set<NodeIndex> sharing(instances.begin(), instances.end());
    for (const NodeIndex from : instances) {
      for (const NodeIndex to : design.targets(from, "replicates")) {
        if (to == from || !sharing.contains(to)) continue;
        sink.report({from, to},
                    "{from} is drawn replicating to {to}, but all instances of {name} read and write one volume, which "
                    "keeps its own copies: nothing is replicated between them",
                    {{"from", titled(design, from)}, {"to", titled(design, to)}, {"name", titled(design, cluster)}});
      }
    }
  }
}

// In either direction: both would be the same finding.
std::optional<Edit> fixNoInstanceReplication(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  if (finding.subjects.size() < 2) return std::nullopt;
  const NodeIndex one = design.indexOf(finding.subjects[0]);
  const NodeIndex other = design.indexOf(finding.subjects[1]);
  if (one == kNone || other == kNone) return std::nullopt;
  std::vector<LinkIndex> drawn;
  for (const NodeIndex from : {one, other}) {
    for (const LinkIndex l : design.outgoing(from)) {
      if (design.linkType(l) == "replicates" && design.to(l) == (from == one ? other : one)) drawn.push_back(l);
    }
  }
  if (drawn.empty()) return std::nullopt;
  Mending mending(design, "Remove the replication from " + titled(design, one) + " to " + titled(design, other));
  mending.removeLinks(drawn);
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
             "Aurora keeps two copies of the data in each of three zones, however many instances there are: it goes on "
             "writing with four of the six and reading with three. With fewer zones there is no such volume.",
         .rows = {"A01", "A07"},
         .sources = {{"Amazon Aurora User Guide, How Aurora Serverless v2 works: six copies over three zones",
                      "2023-06-10"},
                     kCourse},
         .limits = {{"aurora.zones.minimum", "Availability Zones of the Region, at least"}},
         .check = checkThreeAzs,
         .fix = fixThreeAzs},
    Rule{.id = "aurora.single-writer",
         .course2021 = Severity::error,
         .aws2026 = Severity::error,
         .title = "An Aurora cluster has exactly one writer",
         .rationale =
             "The cluster endpoint leads to the one instance that writes; all others read the shared volume. Without a "
             "writer nothing can be changed, and a second one is refused.",
         .rows = {"A12"},
         .sources = {{"Amazon Aurora User Guide, Amazon Aurora DB clusters", "2023-06-10"}, kCourse},
         .check = checkSingleWriter,
         .fix = fixSingleWriter},
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
         .limits = {{"aurora.recreateWriter.worst", "Seconds until a writer is recreated, at worst"}},
         .check = checkReader,
         .fix = fixReader},
    Rule{.id = "aurora.reader-other-az",
         .course2021 = Severity::warning,
         .aws2026 = Severity::warning,
         .title = "The instances of an Aurora cluster stand in at least two Availability Zones",
         .rationale =
             "The volume survives the loss of a zone by itself, but somebody has to read and write it. AWS advises a "
             "reader in another zone, which then takes over within a minute.",
         .rows = {"A03"},
         .sources = {kAvailabilityGuide, kCourse},
         .aliases = {"config:rds-cluster-multi-az-enabled", "securityhub:RDS.15",
                     "trusted-advisor:RDS DB clusters with all instances in same AZ", "prowler:rds_cluster_multi_az"},
         .suppressedBy = {"aurora.multi-master-writers"},
         .check = checkReaderOtherAz,
         .fix = fixReaderOtherAz},
    Rule{.id = "aurora.replica-count",
         .course2021 = Severity::error,
         .aws2026 = Severity::error,
         .title = "An Aurora cluster has at most 15 readers",
         .rationale = "AWS refuses more than 15 readers per cluster; the secondary of a Global Database, which has no "
                      "writer, takes 16.",
         .rows = {"A04"},
         .sources = {{"Amazon Aurora User Guide, Replication with Amazon Aurora", "2023-06-10"}, kCourse},
         .limits = {{"aurora.replicas.maximum", "Replicas per cluster, at most"},
                    {"aurora.replicas.maximumSecondary", "Replicas of a secondary of a Global Database, at most"}},
         .check = checkReplicaCount,
         .fix = fixReplicaCount},
    Rule{.id = "aurora.no-instance-replication",
         .course2021 = Severity::error,
         .aws2026 = Severity::error,
         .title = "Nothing replicates between the instances of an Aurora cluster",
         .rationale =
             "All instances share one logical volume, so there is nothing to copy from one to another. A link between "
             "them suggests a lag and a protection that do not exist.",
         .rows = {"A06"},
         .sources = {{"Amazon Aurora User Guide, Replication with Amazon Aurora", "2023-06-10"}, kCourse},
         .check = checkNoInstanceReplication,
         .fix = fixNoInstanceReplication},
};

}  // namespace

std::optional<Edit> addReader(const Design& design, NodeIndex cluster, bool besideIt) {
  if (cluster == kNone) return std::nullopt;
  const auto instances = instancesOf(design, cluster);
  if (instances.empty()) return std::nullopt;
  const NodeIndex writer = instances.front();
  const NodeIndex home = design.zone(writer);
  const NodeIndex region = design.region(cluster);
  const std::string code = home == kNone ? std::string() : std::string(design.zoneCode(home));
  Mending mending(design, "Add a reader to " + titled(design, cluster));
  const auto zone = mending.zone(region, {code}, code, home);
  const bool sameZone = besideIt && !zone && home != kNone && design.region(home) == region;
  if (!zone && !sameZone) return std::nullopt;
  Properties properties{{"role", Value("reader")}};
  if (const Reading size = design.read(writer, "instanceClass"); size.state == Reading::State::set) {
    properties.emplace("instanceClass", *size.value);
  }
  const NodeId reader = mending.add(design.node(writer).kind, zone ? zone->id : design.node(home).id,
                                    named(design, cluster) + "-reader", std::move(properties));
  mending.link("member", reader, design.node(cluster).id);
  return mending.take();
}

std::span<const Rule> auroraRules() { return kRules; }

}  // namespace nines
