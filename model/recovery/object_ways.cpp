// How tables and buckets are served again: by their copies in other Regions, by older versions, from backups.
#include <algorithm>
#include <optional>
#include <set>
#include <string>

#include "recovery/judge.h"

namespace nines::drills {

// What a link between the two says, in whichever direction it is drawn: one stands for both.
double Judge::tableLag(NodeIndex table, NodeIndex other, double usual) const {
  std::optional<double> out;
  const auto look = [&](LinkIndex l, NodeIndex end) {
    if (design().link(l).kind != "replicates" || end != other) return;
    const Reading lag = design().readLink(l, "lagSeconds");
    if (lag.known()) out = std::max(out.value_or(0), lag.number());
  };
  for (const LinkIndex l : design().outgoing(table)) look(l, design().to(l));
  for (const LinkIndex l : design().incoming(table)) look(l, design().from(l));
  return out.value_or(usual);
}

// Each table of a global table takes writes; strong consistency loses none.
void Judge::addTableWays(NodeIndex store, std::vector<Way>& out) {
  if (!m_damage.isSpoiled(store)) {
    const bool strong = design().read(store, "consistency").text() == "strong";
    const Duration& usual = m_base.lag("dynamodb.replicaLag");
    for (const NodeIndex other : m_base.sets().nodesOf(m_base.sets().setOf(store))) {
      if (other == store || !design().has(other, trait::kTable) || isOut(other) || !m_base.facts().isWritten(other))
        continue;
      const double lag = tableLag(store, other, usual.seconds.worst);
      out.push_back({other,
                     {},
                     Clients::unlessTied,
                     strong ? "Replica {1} has every write" : "Replica {1}: what had not arrived there is lost",
                     strong ? Span{} : Span{0, lag},
                     &usual,
                     {}});
    }
  }
  if (design().read(store, "pitr").flag()) addPointInTime(store, "dynamodb.pointInTime.rpoSeconds", out);
  if (design().read(store, "onDemandBackups").flag() && m_damage.isRegionUp(store)) {
    const Ready restored = m_plan.then(decided(), restoreStep(store));
    out.push_back({store,
                   restored,
                   Clients::pointed,
                   "On-demand backup: nobody says how old the last one is",
                   std::nullopt,
                   nullptr,
                   {}});
  }
  addBackupWays(store, out);
}

void Judge::addBucketWays(NodeIndex store, std::vector<Way>& out) {
  if (m_damage.isSpoiled(store)) {
    if (design().read(store, "versioning").flag() && m_damage.isRegionUp(store)) {
      Step step =
          lasting(StepKind::restore, "Bring older versions in {0} back", m_base.range("s3.versionRollback"), store);
      const Duration* basis = step.basis;
      out.push_back({store,
                     m_plan.then(decided(), std::move(step)),
                     Clients::stay,
                     "Versioning keeps what was overwritten or deleted",
                     Span{},
                     basis,
                     {}});
    }
  } else {
    for (const LinkIndex l : design().outgoing(store)) {
      const NodeIndex copy = design().to(l);
      if (design().link(l).kind != "replicates" || !design().has(copy, trait::kBucket) || isOut(copy)) continue;
      const bool timed = design().readLink(l, "timeControl").flag();
      const Duration& usual = m_base.lag(timed ? "s3.timeControl.lag" : "s3.replication.lag");
      const double lag = std::max(0.0, design().readLink(l, "lagSeconds").number(usual.seconds.worst));
      const Ready before = retrieved({}, copy);
      out.push_back({copy,
                     before,
                     Clients::unlessTied,
                     "Copy {1}: what had not arrived there is lost",
                     Span{0, lag},
                     &usual,
                     {}});
    }
  }
  addBackupWays(store, out);
}

}  // namespace nines::drills
