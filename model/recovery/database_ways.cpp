// How the data of an RDS instance is served again: by its standby, by itself, by a replica, from backups.
#include <algorithm>

#include "recovery/judge.h"

namespace nines::drills {

// Nothing if there is no standby that is left. AWS has none in another Region, whatever is drawn.
void Judge::addStandbyWay(NodeIndex store, std::vector<Way>& out) {
  const NodeIndex standby = design().standbyOf(store);
  const bool drawn = standby != kNone;
  const bool left =
      drawn ? !m_damage.isFailed(standby) && m_base.regionCode(standby) == m_base.regionCode(store)
            : design().isMultiAz(store) && !m_damage.undrawnStandbyLost(store) && m_damage.isRegionUp(store);
  if (!left || m_damage.isSpoiled(store)) return;
  const Duration& basis = m_base.range("rds.failover");
  Step step = lasting(StepKind::promote, "Fail over to the standby of {1}", basis, drawn ? standby : store, store);
  const Ready promotion = m_plan.then({}, std::move(step));
  out.push_back({.serves = drawn ? standby : store,
                 .chain = promotion,
                 .clients = Clients::cached,
                 .how = "Synchronous standby: no committed write is lost",
                 .rpoBasis = &basis,
                 .aside = addFollowers(store, promotion)});
}

// With its own storage, by itself.
Step Judge::restartStep(NodeIndex database) const {
  return lasting(StepKind::start, "Restart {0}",
                 m_base.range(m_damage.isMaintained(database) ? "rds.maintenance" : "rds.hostRestart"), database);
}

// By itself: its standby takes over, or it restarts where it stands.
void Judge::addReturn(NodeIndex store, std::vector<Way>& out) {
  const std::size_t before = out.size();
  addStandbyWay(store, out);
  if (out.size() > before || !m_damage.isHostOnly(store) || m_damage.isSpoiled(store)) return;
  Step step = restartStep(store);
  const Duration* basis = step.basis;
  out.push_back({.serves = store,
                 .chain = m_plan.then({}, std::move(step)),
                 .how = "Comes back with its own storage",
                 .rpoBasis = basis});
}

void Judge::addDatabaseWays(NodeIndex store, std::vector<Way>& out) {
  if (!m_damage.isSpoiled(store)) {
    addReturn(store, out);
    addPromotions(store, out);
  }
  addPointInTime(store, "rds.pointInTime.rpoSeconds", out);
  addBackupWays(store, out);
}

// Replicas of a primary that failed over follow the standby by themselves.
Ready Judge::addFollowers(NodeIndex store, const Ready& promotion) {
  Ready out;
  for (const NodeIndex replica : design().targets(store, "replicates")) {
    if (!design().has(replica, trait::kDatabaseInstance) || isOut(replica)) continue;
    Step step{.kind = StepKind::rePoint, .phrase = kFollowsStandby, .subject = replica, .other = store};
    step.basis = &m_base.range("rds.failover");
    out = both(out, m_plan.then(promotion, std::move(step)));
  }
  return out;
}

// One that is hit as well is promoted once it is back by itself.
void Judge::addPromotions(NodeIndex store, std::vector<Way>& out) {
  for (const Behind& replica : copiesBehind(store)) {
    const NodeIndex n = replica.node;
    std::vector<Way> back;
    if (isOut(n)) {
      addReturn(n, back);
      if (back.empty()) continue;
    }
    const Ready running = back.empty() ? Ready() : back.front().chain;
    Step step = lasting(StepKind::promote, "Promote {0}", m_base.range("replica.promotion"), n, store);
    Way way = copyWay(replica, m_plan.then(both(running, decided()), std::move(step)),
                      "Asynchronous replica {1}: what it was behind is lost");
    if (!back.empty()) {
      way.found = finished(back.front(), n);
      way.aside = back.front().aside;
    }
    out.push_back(std::move(way));
  }
}

}  // namespace nines::drills
