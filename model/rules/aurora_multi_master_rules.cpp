// Rules about multi-master clusters: what the course teaches of them, and that AWS has removed them.
#include <algorithm>
#include <array>
#include <set>

#include "rules/clusters.h"
#include "rules/families.h"
#include "rules/limits.h"
#include "rules/mending.h"
#include "rules/places.h"

namespace nines {

namespace {

constexpr std::string_view kWriters = "aurora.multiMaster.writers";
constexpr std::string_view kReplicas = "aurora.multiMaster.replicas";
constexpr std::string_view kOffered = "aurora.multiMaster.offered";

std::vector<NodeIndex> multiMasters(const Design& design) {
  const auto clusters = design.withTrait(trait::kClusterVolume);
  std::vector<NodeIndex> out(clusters.begin(), clusters.end());
  std::erase_if(out, [&](NodeIndex c) { return !isMultiMaster(design, c); });
  return out;
}

// Certain only where the zone of each is known.
bool shareAZone(const Design& design, const std::vector<NodeIndex>& instances) {
  std::set<std::string_view> zones;
  for (const NodeIndex i : instances) {
    if (design.zone(i) == kNone) return false;
    zones.insert(design.zoneCode(design.zone(i)));
  }
  return zones.size() < instances.size();
}

void checkWriters(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  const auto wanted = static_cast<std::size_t>(limitOf(design, kWriters));
  for (const NodeIndex cluster : multiMasters(design)) {
    const auto writers = instancesOf(design, cluster, "writer");
    if (instancesOf(design, cluster).empty()) continue;
    if (writers.size() == wanted && !shareAZone(design, writers)) continue;
    const bool together = writers.size() == wanted;
    sink.report({cluster},
                together
                    ? "The writers of {name} ({writers}) stand in {zone}, but those of a multi-master cluster "
                      "stand in different Availability Zones, or the loss of one stops all writing"
                    : "{name} is multi-master and has {count}, but needs exactly {limit} in different Availability "
                      "Zones, so that one goes on writing when the other fails",
                {{"name", titled(design, cluster)},
                 {"writers", titles(design, writers)},
                 {"zone", together ? std::string(design.zoneCode(design.zone(writers.front()))) : std::string()},
                 {"count", counted(static_cast<std::int64_t>(writers.size()), "writer")},
                 {"limit", limitText(design, kWriters, Bound::most)}});
  }
}

void checkReplicas(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const NodeIndex cluster : multiMasters(design)) {
    const auto readers = instancesOf(design, cluster, "reader");
    if (static_cast<std::int64_t>(readers.size()) <= limitOf(design, kReplicas)) continue;
    sink.report({cluster},
                "{name} is multi-master but has {count} ({readers}); read replicas cannot be added to a multi-master "
                "cluster, because its writers serve the reads",
                {{"name", titled(design, cluster)},
                 {"count", counted(static_cast<std::int64_t>(readers.size()), "reader")},
                 {"readers", titles(design, readers)}});
  }
}

// Without a writer they are all that there is, and are not removed.
std::optional<Edit> fixReplicas(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex cluster = design.indexOf(finding.subjects.front());
  if (cluster == kNone || instancesOf(design, cluster, "writer").empty()) return std::nullopt;
  const auto readers = instancesOf(design, cluster, "reader");
  Mending mending(design, "Remove " + counted(static_cast<std::int64_t>(readers.size()), "reader") + " from " +
                              titled(design, cluster));
  mending.remove(readers);
  return mending.take();
}

void checkBalancing(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const NodeIndex cluster : multiMasters(design)) {
    std::vector<LinkIndex> links = linksTo(design, cluster);
    for (const NodeIndex instance : instancesOf(design, cluster)) {
      const auto direct = linksTo(design, instance);
      links.insert(links.end(), direct.begin(), direct.end());
    }
    std::set<NodeIndex> clients;
    for (const LinkIndex l : links) {
      const auto tiers = tiersOf(design, design.from(l));
      clients.insert(tiers.begin(), tiers.end());
    }
    for (const NodeIndex client : clients) {
      if (!design.has(client, trait::kCompute) || design.read(client, "clientSideBalancing").flag()) continue;
      sink.report({client, cluster},
                  "{client} uses the multi-master cluster {name} but does not balance over the writers by itself; the "
                  "cluster does not do it, and when one writer fails, nothing else leads to the other",
                  {{"client", titled(design, client)}, {"name", titled(design, cluster)}}, "clientSideBalancing");
    }
  }
}

std::optional<Edit> fixBalancing(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex client = design.indexOf(finding.subjects.front());
  if (client == kNone) return std::nullopt;
  Mending mending(design, "Let " + titled(design, client) + " balance its connections over the writers");
  mending.set(client, "clientSideBalancing", true);
  return mending.take();
}

void checkRemoved(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  const bool offered = design.profile().flag(kOffered).value_or(false);
  for (const NodeIndex cluster : multiMasters(design)) {
    sink.report({cluster},
                offered ? "{name} is multi-master, which the course teaches but AWS has removed with Aurora MySQL "
                          "version 1 (end of life 2023-02-28), so it cannot be created today"
                        : "{name} is multi-master, which AWS removed with Aurora MySQL version 1 (end of life "
                          "2023-02-28), so it cannot be created; one writer with a reader in another zone, Aurora DSQL "
                          "or a DynamoDB global table take its place",
                {{"name", titled(design, cluster)}}, "mode");
  }
}

// One writer, the others readers, and clients that write go through the cluster endpoint.
std::optional<Edit> fixRemoved(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex cluster = design.indexOf(finding.subjects.front());
  if (cluster == kNone) return std::nullopt;
  Mending mending(design, "Run " + titled(design, cluster) + " with a single writer");
  mending.set(cluster, "mode", Value("provisioned"));
  if (!isSecondary(design, cluster) && !leaveOneWriter(mending, design, cluster)) return std::nullopt;
  if (!straighten(mending, design, cluster, strayWrites(design, cluster))) return std::nullopt;
  return mending.take();
}

constexpr RuleSource kCourse{"Course notes, AWS High Availability: Aurora Multi Master", "2021"};
constexpr RuleSource kGuide{"Amazon Aurora User Guide, Working with Aurora multi-master clusters", "2023-06-10"};

constexpr std::array kRules{
    Rule{.id = "aurora.multi-master-writers",
         .course2021 = Severity::error,
         .aws2026 = Severity::error,
         .title = "A multi-master cluster has two writers in different Availability Zones",
         .rationale =
             "Both writers are active, so that when one zone is lost the other writer goes on without a failover. More "
             "than two are not possible, and with one there is nothing left.",
         .rows = {"A26"},
         .sources = {kCourse, kGuide},
         .limits = {{"aurora.multiMaster.writers", "Writers of a multi-master cluster"}},
         .check = checkWriters,
         .noFix = "AWS creates no multi-master cluster any more, so completing one is not for a click; a single writer "
                  "is offered where the cluster is reported as removed."},
    Rule{.id = "aurora.multi-master-replicas",
         .course2021 = Severity::error,
         .aws2026 = Severity::error,
         .title = "A multi-master cluster has no read replicas",
         .rationale = "Read replicas cannot be added to a multi-master cluster: both of its instances read and write.",
         .rows = {"A27"},
         .sources = {kCourse, kGuide},
         .limits = {{"aurora.multiMaster.replicas", "Read replicas of a multi-master cluster, at most"}},
         .check = checkReplicas,
         .fix = fixReplicas},
    Rule{.id = "aurora.multi-master-balancing",
         .course2021 = Severity::warning,
         .aws2026 = Severity::warning,
         .title = "Clients of a multi-master cluster balance by themselves",
         .rationale =
             "A multi-master cluster spreads nothing over its writers. Clients have to do so, and have to turn to the "
             "other writer when one fails.",
         .rows = {"A28"},
         .sources = {kCourse, kGuide},
         .check = checkBalancing,
         .fix = fixBalancing},
    Rule{.id = "aurora.multi-master-removed",
         .course2021 = Severity::info,
         .aws2026 = Severity::error,
         .title = "No cluster is multi-master, which AWS has removed",
         .rationale =
             "Multi-master existed for Aurora MySQL version 1 only, which ended on 2023-02-28; the API takes no such "
             "engine mode any more. Aurora DSQL or DynamoDB global tables write in several places.",
         .rows = {"A25"},
         .sources = {{"Amazon Aurora User Guide, end of life of Aurora MySQL version 1", "2023-02-28"},
                     {"AWS API reference, RDS CreateDBCluster EngineMode", "2026-08-07"},
                     kCourse},
         .limits = {{"aurora.multiMaster.offered", "Multi-master is on offer"}},
         .check = checkRemoved,
         .fix = fixRemoved},
};

}  // namespace

std::span<const Rule> auroraMultiMasterRules() { return kRules; }

}  // namespace nines
