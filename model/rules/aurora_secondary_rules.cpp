// The rule about who writes to a cluster that only follows another one.
#include <array>

#include "rules/clusters.h"
#include "rules/failover_clients.h"
#include "rules/families.h"
#include "rules/places.h"

namespace nines {

namespace {

// The cluster that it follows by a Global Database; kNone for what is no secondary. What follows by binary logs takes
// writes of its own, wise or not.
NodeIndex primaryOf(const Design& design, NodeIndex cluster) {
  for (const LinkIndex l : design.incoming(cluster)) {
    const NodeIndex source = design.from(l);
    if (design.linkType(l) != "replicates" || design.readLink(l, "technology").text() == "binlog") continue;
    if (source != cluster && design.has(source, trait::kClusterVolume)) return source;
  }
  return kNone;
}

void checkReadOnly(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  const FailoverClients clients(context);
  for (const NodeIndex cluster : design.withTrait(trait::kClusterVolume)) {
    const NodeIndex primary = primaryOf(design, cluster);
    if (primary == kNone || !hasSingleWriter(design, cluster)) continue;  // others have writers of their own
    for (const LinkIndex l : design.incoming(cluster)) {
      if (!writes(design, l) || clients.workOnlyAfterFailover(design.from(l))) continue;
      sink.report({design.from(l), cluster},
                  "{client} writes to {name}, which follows {primary} and has no writer of its own until it is "
                  "promoted, so it refuses what is written or at most hands it on to {primary}; writes have to go to "
                  "{primary}",
                  {{"client", titled(design, design.from(l))},
                   {"name", titled(design, cluster)},
                   {"primary", titled(design, primary)}});
    }
  }
}

// Reads stay here, by the endpoint that a secondary has; where clusters follow each other, nobody knows which one
// leads.
std::optional<Edit> fixReadOnly(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex client = design.indexOf(finding.subjects.front());
  const NodeIndex cluster = design.indexOf(finding.subjects.back());
  const NodeIndex primary = cluster == kNone ? kNone : primaryOf(design, cluster);
  if (client == kNone || primary == kNone || isSecondary(design, primary)) return std::nullopt;
  Mending mending(design, "Let " + titled(design, client) + " write to " + titled(design, primary));
  for (const LinkIndex l : moveWrites(mending, design, client, cluster, primary)) {
    if (endpointOf(design, l) == "cluster") mending.setLink(l, "endpoint", "reader");
  }
  return mending.take();
}

constexpr std::array kRules{
    Rule{.id = "aurora.secondary-read-only",
         .course2021 = Severity::warning,
         .aws2026 = Severity::warning,
         .title = "Nobody writes to the secondary cluster of a Global Database",
         .rationale = "A secondary follows the primary cluster and has readers only. Writes are refused there, or take "
                      "the way to the other Region and back where write forwarding is switched on.",
         .rows = {},
         .sources = {{"Amazon Aurora User Guide, Using Amazon Aurora global databases", "2023-06-10"}},
         .suppressedBy = {"aurora.write-endpoint"},
         .check = checkReadOnly,
         .fix = fixReadOnly},
};

}  // namespace

std::span<const Rule> auroraSecondaryRules() { return kRules; }

}  // namespace nines
