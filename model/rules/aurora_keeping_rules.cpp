// Rules about keeping a cluster and its data: stopping it, backups, other Regions.
#include <algorithm>
#include <array>
#include <set>

#include "rules/clusters.h"
#include "rules/families.h"
#include "rules/limits.h"
#include "rules/mending.h"
#include "rules/places.h"
#include "rules/recovery.h"
#include "support/format.h"

namespace nines {

namespace {

constexpr std::string_view kStoppedDays = "aurora.stopped.maximumDays";
constexpr std::string_view kRetentionMinimum = "aurora.backupRetention.minimum";
constexpr std::string_view kRetentionMaximum = "aurora.backupRetention.maximum";
constexpr std::string_view kZonesMinimum = "aurora.zones.minimum";
constexpr std::string_view kGlobal = "global-database";

// Replicates links between clusters that touch the cluster.
std::vector<LinkIndex> copyLinks(const Design& design, NodeIndex cluster) {
  std::vector<LinkIndex> out;
  const auto take = [&](LinkIndex l, NodeIndex other) {
    if (design.linkType(l) == "replicates" && other != cluster && design.has(other, trait::kClusterVolume)) {
      out.push_back(l);
    }
  };
  for (const LinkIndex l : design.outgoing(cluster)) take(l, design.to(l));
  for (const LinkIndex l : design.incoming(cluster)) take(l, design.from(l));
  return out;
}

// A link between Regions that does not say how it replicates is taken for a Global Database.
bool isGlobal(const Design& design, LinkIndex l) {
  const Reading technology = design.readLink(l, "technology");
  return technology.text() == kGlobal || (!technology.known() && otherRegions(design, design.from(l), design.to(l)));
}

std::set<std::string_view> recoveryCodes(const Design& design) {
  std::set<std::string_view> codes;
  for (const NodeIndex r : design.withTrait(trait::kRegion)) {
    if (design.read(r, "role").text() == "recovery") codes.insert(design.regionCode(r));
  }
  for (const NodeIndex workload : design.withTrait(trait::kWorkload)) {
    const NodeIndex r = design.indexOf(design.read(workload, "recoveryRegion").text());
    if (r != kNone && design.has(r, trait::kRegion)) codes.insert(design.regionCode(r));
  }
  return codes;
}

bool isUsed(const Design& design, NodeIndex cluster) {
  const auto instances = instancesOf(design, cluster);
  return !linksTo(design, cluster).empty() ||
         std::ranges::any_of(instances, [&](NodeIndex i) { return !linksTo(design, i).empty(); });
}

void checkStoppedRestart(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  const auto recovery = recoveryCodes(design);
  for (const NodeIndex cluster : design.withTrait(trait::kClusterVolume)) {
    if (!design.read(cluster, "stopped").flag()) continue;
    const auto copies = copyLinks(design, cluster);
    const bool global = std::ranges::any_of(copies, [&](LinkIndex l) { return isGlobal(design, l); });
    const NodeIndex region = design.region(cluster);
    const bool waits = region != kNone && recovery.contains(design.regionCode(region));
    if (!global && !isMultiMaster(design, cluster) && !waits && !isUsed(design, cluster)) continue;
    sink.report(
        {cluster},
        global ? "{name} is drawn as stopped, but AWS does not stop a cluster that belongs to a Global Database"
        : isMultiMaster(design, cluster) ? "{name} is drawn as stopped, but AWS does not stop a multi-master cluster"
        : waits ? "{name} waits for a disaster as a stopped cluster, but AWS starts it again after {days}, so it "
                  "neither stays stopped nor is it there at once when it is needed"
                : "{name} is stopped, so the clients that count on it get no answer until somebody starts it or "
                  "AWS does after {days}",
        {{"name", titled(design, cluster)}, {"days", counted(limitOf(design, kStoppedDays), "day")}}, "stopped");
  }
}

std::optional<Edit> fixStoppedRestart(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex cluster = design.indexOf(finding.subjects.front());
  if (cluster == kNone) return std::nullopt;
  Mending mending(design, "Let " + titled(design, cluster) + " run");
  mending.set(cluster, "stopped", false);
  return mending.take();
}

std::int64_t keptDays(const Design& design, NodeIndex cluster) {
  return design.read(cluster, "backupRetentionDays").integer();
}

void checkBackupRetention(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  const std::int64_t least = limitOf(design, kRetentionMinimum);
  const std::int64_t most = limitOf(design, kRetentionMaximum);
  for (const NodeIndex cluster : design.withTrait(trait::kClusterVolume)) {
    const std::int64_t days = keptDays(design, cluster);
    if (days >= least && days <= most) continue;
    sink.report({cluster},
                days < least ? "{name} is to keep automatic backups for {days}, but Aurora cannot be without: it keeps "
                               "them for {least} to {most} days"
                             : "{name} is to keep automatic backups for {days}, but Aurora keeps them for {least} to "
                               "{most} days, so older ones would not exist",
                {{"name", titled(design, cluster)},
                 {"days", counted(days, "day")},
                 {"least", limitText(design, kRetentionMinimum, Bound::least)},
                 {"most", limitText(design, kRetentionMaximum, Bound::most)}},
                "backupRetentionDays");
  }
}

std::optional<Edit> fixBackupRetention(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex cluster = design.indexOf(finding.subjects.front());
  if (cluster == kNone) return std::nullopt;
  constexpr std::int64_t kAdvisedDays = 7;
  const std::int64_t most = limitOf(design, kRetentionMaximum);
  const std::int64_t days = keptDays(design, cluster) > most ? most : kAdvisedDays;
  Mending mending(design, "Keep automatic backups of " + titled(design, cluster) + " for " + counted(days, "day"));
  mending.set(cluster, "backupRetentionDays", days);
  return mending.take();
}

// How far the links between clusters carry the data of one of them out of its Region.
struct Copies {
  bool certain = false;
  bool unsaid = false;                // over links that do not say how they replicate, which matters for this engine
  std::vector<LinkIndex> unsuitable;  // the links that do not suit the engine, or may not
};

// The engine may replicate to other Regions in any way, or as a Global Database only.
bool needsGlobal(const Design& design, LinkIndex l) {
  std::string_view engine = design.read(design.from(l), "engine").text();
  if (engine.empty()) engine = design.read(design.to(l), "engine").text();
  return !design.profile().flag("aurora.crossRegionReplicas." + std::string(engine)).value_or(true);
}

Copies copiesOf(const Design& design, NodeIndex cluster) {
  Copies copies;
  std::map<NodeIndex, bool> reached{{cluster, true}};  // by certain links only
  std::vector<NodeIndex> waiting{cluster};
  while (!waiting.empty()) {
    const NodeIndex at = waiting.back();
    waiting.pop_back();
    for (const LinkIndex l : copyLinks(design, at)) {
      const NodeIndex other = design.from(l) == at ? design.to(l) : design.from(l);
      const Reading technology = design.readLink(l, "technology");
      const bool suits = !needsGlobal(design, l) || technology.text() == kGlobal;
      if (!suits) copies.unsuitable.push_back(l);
      if (!suits && technology.known()) continue;
      const bool certain = reached[at] && suits;
      const auto [entry, fresh] = reached.emplace(other, certain);
      if (!fresh && (entry->second || !certain)) continue;
      entry->second = certain;
      waiting.push_back(other);
    }
  }
  for (const auto& [node, certain] : reached) {
    if (!otherRegions(design, cluster, node)) continue;
    (certain ? copies.certain : copies.unsaid) = true;
  }
  return copies;
}

void checkCrossRegion(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const RegionDemand& demand : regionDemands(context, trait::kClusterVolume)) {
    const Copies copies = copiesOf(design, demand.store);
    if (copies.certain) continue;
    FindingSink::Arguments arguments{{"name", titled(design, demand.store)},
                                     {"workload", titled(design, demand.workload)},
                                     {"kind", std::string(demand.kind)},
                                     {"target", formatDuration(demand.seconds)},
                                     {"region", regionTitled(design, demand.store)}};
    const std::vector<NodeIndex> subjects{demand.store, demand.workload};
    if (copies.unsaid) {
      sink.reportUnknown(subjects,
                         "{workload} has a {kind} of {target} for the loss of a Region, but the replication of {name} "
                         "does not say whether it is a Global Database, the only one that this engine has between "
                         "Regions",
                         std::move(arguments));
      continue;
    }
    sink.report(
        subjects,
        copies.unsuitable.empty()
            ? "{workload} has a {kind} of {target} for the loss of a Region, but {name}, which it needs, is not "
              "replicated out of {region}; an Aurora Global Database would keep a copy in another Region"
            : "{workload} has a {kind} of {target} for the loss of a Region, but {name}, which it needs, "
              "replicates out of {region} in a way that its engine does not have; a Global Database is the one "
              "that it has",
        std::move(arguments));
  }
}

// Whether a cluster drawn in the Region would have the zones that it needs.
bool hasZonesFor(const RuleContext& context, NodeIndex region) {
  const Design& design = context.design();
  const std::size_t drawn = context.zoneCount(region);
  const std::size_t count = drawn > 0 ? drawn : design.realZones(region);
  return static_cast<std::int64_t>(count) >= limitOf(design, kZonesMinimum);
}

// A secondary cluster in the other Region. It has no instances yet: those it gets when somebody says how many.
std::optional<Edit> addSecondary(const RuleContext& context, NodeIndex cluster, NodeIndex workload) {
  const Design& design = context.design();
  const NodeIndex region = copyRegionFor(context, cluster, workload);
  if (region == kNone || !hasSingleWriter(design, cluster) || !hasZonesFor(context, region)) return std::nullopt;
  if (design.read(cluster, "stopped").flag()) return std::nullopt;
  const Node& node = design.node(cluster);
  Properties properties;
  for (const char* key : {"engine", "mode", "dataGb"}) {
    if (const auto at = node.properties.find(key); at != node.properties.end()) properties.insert(*at);
  }
  const Reading least = design.read(cluster, "minAcu");
  const Reading most = design.read(cluster, "maxAcu");
  if (isServerless(design, cluster) && least.known() && most.known() && least.number() <= most.number() &&
      allowsCapacity(design, cluster, least.number()) && allowsMaximum(design, cluster, most.number())) {
    properties.emplace("minAcu", *least.value);
    properties.emplace("maxAcu", *most.value);
  }
  Mending mending(design, "Replicate " + titled(design, cluster) + " to " + titled(design, region));
  const NodeId copy = mending.add(node.kind, design.node(region).id, named(design, cluster), std::move(properties));
  mending.link("replicates", node.id, copy, {{"technology", Value(std::string(kGlobal))}});
  return mending.take();
}

std::optional<Edit> fixCrossRegion(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex cluster = design.indexOf(finding.subjects.front());
  if (cluster == kNone) return std::nullopt;
  if (copyLinks(design, cluster).empty()) {
    return addSecondary(context, cluster, design.indexOf(finding.subjects.back()));
  }
  // What is there already becomes what the engine has, where that leads out of the Region.
  Mending mending(design, "Replicate " + titled(design, cluster) + " by a Global Database");
  bool leaves = false;
  for (const LinkIndex l : copyLinks(design, cluster)) {
    if (!needsGlobal(design, l) || !otherRegions(design, design.from(l), design.to(l))) continue;
    mending.setLink(l, "technology", Value(std::string(kGlobal)));
    leaves = true;
  }
  return leaves ? std::optional(mending.take()) : std::nullopt;
}

constexpr RuleSource kCourse{"Course notes, AWS High Availability: Aurora Single Master", "2021"};

constexpr std::array kRules{
    Rule{
        .id = "aurora.stopped-restart",
        .course2021 = Severity::warning,
        .aws2026 = Severity::warning,
        .title = "Nobody counts on a cluster that stays stopped",
        .rationale =
            "AWS starts a stopped cluster again after seven days, and it costs again. Members of a Global Database and "
            "multi-master clusters cannot be stopped at all.",
        .rows = {"A17"},
        .sources = {{"Amazon Aurora User Guide, Stopping and starting an Amazon Aurora DB cluster", "2023-06-10"},
                    kCourse},
        .limits = {{"aurora.stopped.maximumDays", "Days until a stopped cluster starts again"}},
        .check = checkStoppedRestart,
        .fix = fixStoppedRestart},
    Rule{
        .id = "aurora.backup-retention",
        .course2021 = Severity::error,
        .aws2026 = Severity::error,
        .title = "An Aurora cluster keeps automatic backups for 1 to 35 days",
        .rationale =
            "Automatic backups of Aurora cannot be turned off and are kept for 35 days at most; point-in-time recovery "
            "reaches as far back as they do.",
        .rows = {"A18", "A34"},
        .sources = {{"Amazon Aurora User Guide, Overview of backing up and restoring an Aurora DB cluster",
                     "2023-06-10"},
                    kCourse},
        .aliases = {"config:rds-cluster-backup-retention-check", "cfn-lint:E3719"},
        .limits = {{"aurora.backupRetention.minimum", "Days of automatic backups, at least"},
                   {"aurora.backupRetention.maximum", "Days of automatic backups, at most"}},
        .check = checkBackupRetention,
        .fix = fixBackupRetention},
    Rule{.id = "aurora.cross-region",
         .course2021 = Severity::warning,
         .aws2026 = Severity::warning,
         .title = "A cluster that has to survive the loss of its Region is replicated to another one",
         .rationale =
             "The volume spans the zones of one Region. An Aurora Global Database follows within about a second in "
             "another Region and is promoted there; today PostgreSQL has no other way.",
         .rows = {"A22", "A24"},
         .sources = {{"Amazon Aurora User Guide, Using Amazon Aurora global databases", "2023-06-10"},
                     {"Amazon Aurora User Guide, Replicating Aurora MySQL across Regions", "2023-06-10"},
                     {"AWS Well-Architected, REL13-BP02", "2026"},
                     kCourse},
         .limits = {{"aurora.crossRegionReplicas.mysql", "Aurora MySQL replicates to other Regions by itself"},
                    {"aurora.crossRegionReplicas.postgresql",
                     "Aurora PostgreSQL replicates to other Regions by itself"}},
         .check = checkCrossRegion,
         .fix = fixCrossRegion},
};

}  // namespace

std::span<const Rule> auroraKeepingRules() { return kRules; }

}  // namespace nines
