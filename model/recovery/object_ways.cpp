// How tables and buckets are served again: by their copies in other Regions, by older versions, from backups.
#include <algorithm>

#include "recovery/judge.h"

namespace nines::drills {

// What a link between the two says, in whichever direction it is drawn: one stands for both.
Judge::Behind Judge::tableBehind(NodeIndex table, NodeIndex other) const {
  Behind out{other, {}, kNone};
  const auto look = [&](LinkIndex l, NodeIndex end) {
    if (design().link(l).kind != "replicates" || end != other) return;
    const Lag lag = m_base.lagOf(l);
    const bool more = out.link == kNone || (!lag.usual && (out.lag.usual || lag.seconds > out.lag.seconds));
    if (more) out = {other, lag, l};
  };
  for (const LinkIndex l : design().outgoing(table)) look(l, design().to(l));
  for (const LinkIndex l : design().incoming(table)) look(l, design().from(l));
  const Duration& usual = m_base.lag("dynamodb.replicaLag");
  if (out.link == kNone) out.lag = {usual.seconds.worst, &usual};
  return out;
}

// A strong global table has three members, tables or witnesses, and takes writes while two of them are left.
bool Judge::lacksQuorum(NodeIndex table) const {
  if (m_damage.lostRegions() < 2 || !design().has(table, trait::kTable)) return false;
  if (design().read(table, "consistency").text() != "strong") return false;
  const auto set = m_base.sets().nodesOf(m_base.sets().setOf(table));
  return std::ranges::count_if(set, [&](NodeIndex n) { return m_damage.isFailed(n); }) >= 2;
}

// Each table of a global table takes writes; strong consistency loses none.
void Judge::addTableWays(NodeIndex store, std::vector<Way>& out) {
  if (!m_damage.isSpoiled(store)) {
    const bool strong = design().read(store, "consistency").text() == "strong";
    const std::vector<NodeIndex> lost = lostSources(store);
    for (const NodeIndex other : m_base.sets().nodesOf(m_base.sets().setOf(store))) {
      if (other == store || !design().has(other, trait::kTable) || isOut(other) || !m_base.facts().isWritten(other))
        continue;
      Behind furthest = tableBehind(store, other);
      for (const NodeIndex table : lost) {
        const Behind behind = tableBehind(table, other);
        if (behind.lag.seconds > furthest.lag.seconds) furthest = behind;
      }
      Way way = copyWay(furthest, {},
                        strong ? "Replica {1} has every write" : "Replica {1}: what had not arrived there is lost");
      if (strong) way.rpo = Span{};
      out.push_back(std::move(way));
    }
  }
  addPointInTime(store, "dynamodb.pointInTime.rpoSeconds", out);
  for (const NodeIndex holder : holdersOf(store)) {
    if (!design().read(holder, "onDemandBackups").flag() || !m_damage.isRegionUp(holder)) continue;
    out.push_back({.serves = store,
                   .chain = m_plan.then(decided(), restoreStep(store, holder)),
                   .clients = Clients::pointed,
                   .how = "On-demand backup: nobody says how old the last one is",
                   .rpo = std::nullopt,
                   .lacking = {{.node = holder, .key = "onDemandBackups"}}});
  }
  addBackupWays(store, out);
}

void Judge::addBucketWays(NodeIndex store, std::vector<Way>& out) {
  if (m_damage.isSpoiled(store)) {
    if (design().read(store, "versioning").flag() && m_damage.isRegionUp(store)) {
      Step step =
          lasting(StepKind::restore, "Bring older versions in {0} back", m_base.range("s3.versionRollback"), store);
      const Duration* basis = step.basis;
      out.push_back({.serves = store,
                     .chain = m_plan.then(decided(), std::move(step)),
                     .how = "Versioning keeps what was overwritten or deleted",
                     .rpoBasis = basis});
    }
    // A copy keeps its own versions of what had arrived there.
    for (const LinkIndex l : design().outgoing(store)) {
      const NodeIndex copy = design().to(l);
      if (design().link(l).kind != "replicates" || !design().has(copy, trait::kBucket)) continue;
      if (m_damage.isFailed(copy) || !design().read(copy, "versioning").flag()) continue;
      Step step =
          lasting(StepKind::restore, "Bring older versions in {0} back", m_base.range("s3.versionRollback"), copy);
      out.push_back(copyWay({copy, m_base.lagOf(l), l}, m_plan.then(decided(), std::move(step)),
                            "Versions in {1} keep what had arrived there"));
    }
  } else {
    for (const LinkIndex l : design().outgoing(store)) {
      const NodeIndex copy = design().to(l);
      if (design().link(l).kind != "replicates" || !design().has(copy, trait::kBucket) || isOut(copy)) continue;
      out.push_back(
          copyWay({copy, m_base.lagOf(l), l}, retrieved({}, copy), "Copy {1}: what had not arrived there is lost"));
    }
    addSourceWays(store, out);
  }
  addBackupWays(store, out);
}

}  // namespace nines::drills
