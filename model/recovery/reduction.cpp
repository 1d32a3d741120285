#include "recovery/reduction.h"

#include <algorithm>
#include <map>
#include <set>

#include "rules/dr_support.h"
#include "semantics/store_access.h"

namespace nines {

namespace {

class Reduction {
 public:
  Reduction(const Design& design, const RecoveryPlans& plans, const RecoveryPlan& plan)
      : m_design(design), m_plans(plans), m_plan(plan), m_next(design.topology()) {}

  Topology reducedTo(Strategy strategy) {
    keepPlaces();
    keepRunning(strategy == Strategy::warmStandby ? 1 : 0);
    if (!keepsDataLive(strategy)) dropLiveCopies();
    return std::move(m_next);
  }

 private:
  bool isAway(NodeIndex node) const { return isRecovery(m_design, m_plan, m_design.region(node)); }

  // Copies that are left out may be all that said where the workload recovers.
  void keepPlaces() {
    Node card = m_design.node(m_plan.workload);
    const auto keep = [&](const char* key, NodeIndex region) {
      if (region != kNone) card.properties[key] = Value(m_design.node(region).id);
    };
    keep("primaryRegion", m_plan.primary);
    keep("recoveryRegion", m_plan.recovery);
    m_next.nodes.put(std::move(card));
  }

  void keepRunning(std::int64_t most) {
    for (const TierUnit* unit : recoveryUnits(m_design, m_plan)) {
      std::int64_t running = most;
      for (const NodeIndex tier : unit->tiers) {
        Node node = m_design.node(tier);
        const std::int64_t maximum = std::max({runningOf(m_design, tier), m_design.read(tier, "needed").integer(1),
                                               m_design.read(tier, "maximum").integer(0)});
        node.properties["maximum"] = Value(maximum);
        node.properties["running"] = Value(running);
        running = 0;
        m_next.nodes.put(std::move(node));
      }
    }
  }

  // By copies in the recovery Region the store whose data they are: the one that is written, if there is one.
  std::map<NodeIndex, NodeIndex> liveCopies() const {
    std::map<NodeIndex, NodeIndex> out;
    for (const NodeIndex store : m_plan.stores) {
      if (isAway(store) || m_design.has(store, trait::kBucket)) continue;
      for (const NodeIndex copy : m_plans.stores().of(store)) {
        if (isAway(copy) && (canBeWritten(m_design, store) || !out.contains(copy))) out[copy] = store;
      }
    }
    return out;
  }

  void dropLiveCopies() {
    const std::map<NodeIndex, NodeIndex> copies = liveCopies();
    std::set<NodeIndex> gone;
    for (const auto& [copy, store] : copies) {
      gone.insert(copy);
      for (const NodeIndex member : m_design.members(copy)) gone.insert(member);
    }
    for (LinkIndex l = 0; l < m_design.linkCount(); ++l) {
      if (!gone.contains(m_design.from(l)) && !gone.contains(m_design.to(l))) continue;
      const auto instead = copies.find(m_design.to(l));
      Link link = m_design.link(l);
      const bool kept = link.kind == "uses" && instead != copies.end() && !gone.contains(m_design.from(l));
      if (kept) {
        link.to = m_design.node(instead->second).id;
        m_next.links.put(std::move(link));
      } else {
        m_next.links.erase(link.id);
      }
    }
    for (const NodeIndex n : gone) m_next.nodes.erase(m_design.node(n).id);
  }

  const Design& m_design;
  const RecoveryPlans& m_plans;
  const RecoveryPlan& m_plan;
  Topology m_next;
};

}  // namespace

bool isBeyond(const RecoveryPlan& plan, Strategy strategy) {
  return plan.inferred && strategy < plan.inferred->strategy;
}

Topology reducedTo(const Design& design, const RecoveryPlans& plans, const RecoveryPlan& plan, Strategy strategy) {
  return Reduction(design, plans, plan).reducedTo(strategy);
}

}  // namespace nines
