// How the data of an RDS instance is served again: by its standby, by itself, by a replica, from backups.
#include <algorithm>
#include <deque>
#include <set>

#include "recovery/judge.h"

namespace nines::drills {

// Nothing if there is no standby that is left.
void Judge::addStandbyWay(NodeIndex store, std::vector<Way>& out) {
  const NodeIndex standby = design().standbyOf(store);
  const bool drawn = standby != kNone;
  const bool left =
      drawn ? !m_damage.isFailed(standby)
            : design().isMultiAz(store) && !m_damage.undrawnStandbyLost(store) && m_damage.isRegionUp(store);
  if (!left || m_damage.isSpoiled(store)) return;
  const Duration& basis = m_base.range("rds.failover");
  Step step = lasting(StepKind::promote, "Fail over to the standby of {1}", basis, drawn ? standby : store, store);
  const Ready promotion = m_plan.then({}, std::move(step));
  out.push_back({drawn ? standby : store, promotion, Clients::cached, "Synchronous standby: no committed write is lost",
                 Span{}, &basis, addFollowers(store, promotion)});
}

void Judge::addDatabaseWays(NodeIndex store, std::vector<Way>& out) {
  if (!m_damage.isSpoiled(store)) {
    addStandbyWay(store, out);
    if (out.empty() && m_damage.isHostOnly(store)) {
      const Duration& basis = m_base.range(m_damage.isMaintained(store) ? "rds.maintenance" : "rds.hostRestart");
      const Ready restarted = m_plan.then({}, lasting(StepKind::start, "Restart {0}", basis, store));
      out.push_back({store, restarted, Clients::stay, "Comes back with its own storage", Span{}, &basis, {}});
    }
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
    Step step{.kind = StepKind::rePoint, .phrase = "{0} follows the standby", .subject = replica, .other = store};
    step.basis = &m_base.range("rds.failover");
    out = both(out, m_plan.then(promotion, std::move(step)));
  }
  return out;
}

// Replicas of replicas are behind by the lags of the whole chain.
void Judge::addPromotions(NodeIndex store, std::vector<Way>& out) {
  std::deque<std::pair<NodeIndex, double>> open{{store, 0.0}};
  std::set<NodeIndex> seen{store};
  while (!open.empty()) {
    const auto [source, behind] = open.front();
    open.pop_front();
    for (const LinkIndex l : design().outgoing(source)) {
      const NodeIndex replica = design().to(l);
      if (design().link(l).kind != "replicates" || !design().has(replica, trait::kDatabaseInstance)) continue;
      if (!seen.insert(replica).second) continue;
      const Duration& usual = m_base.lag("replica.lag");
      const double lag = behind + std::max(0.0, design().readLink(l, "lagSeconds").number(usual.seconds.worst));
      open.emplace_back(replica, lag);
      if (isOut(replica)) continue;
      Step step = lasting(StepKind::promote, "Promote {0}", m_base.range("replica.promotion"), replica, store);
      out.push_back({replica,
                     m_plan.then(decided(), std::move(step)),
                     Clients::unlessTied,
                     "Asynchronous replica {1}: what it was behind is lost",
                     Span{0, lag},
                     &usual,
                     {}});
    }
  }
}

}  // namespace nines::drills
