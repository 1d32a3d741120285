#include "recovery/strategies.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <memory>
#include <set>

#include "recovery/driller.h"
#include "recovery/reduction.h"
#include "rules/dr_additions.h"
#include "rules/dr_support.h"
#include "rules/mending.h"
#include "rules/places.h"

namespace nines {

namespace {

constexpr std::array kCompared{Strategy::backupRestore, Strategy::pilotLight, Strategy::warmStandby,
                               Strategy::multiSite};

// A design with what analyses ask of it; stays where it is, since its parts refer to each other.
struct ReadDesign {
  explicit ReadDesign(Design d) : design(std::move(d)), closure(design), plans(design, closure) {}
  ReadDesign(const ReadDesign&) = delete;
  ReadDesign& operator=(const ReadDesign&) = delete;

  Design design;
  Closure closure;
  RecoveryPlans plans;
};

// Adds one thing after another to a copy of the design.
class Builder {
 public:
  Builder(const Design& design, NodeIndex workload, Strategy strategy, const CompleteEdit& complete)
      : m_now(std::make_unique<ReadDesign>(design)),
        m_workload(design.node(workload).id),
        m_strategy(strategy),
        m_complete(complete) {}

  void build() {
    if (plan().recovery == kNone) {
      byHand("Draw a recovery Region, or name it on the workload's card", {m_workload});
      return;
    }
    addData();
    if (keepsDataLive(m_strategy)) addCompute();
    if (m_strategy == Strategy::multiSite) addRouting();
  }

  // As the strategy would have it: what is drawn beyond it is left out.
  std::optional<WorkloadDrill> drill() {
    if (isReduced()) {
      auto next = std::make_shared<const Topology>(reducedTo(design(), m_now->plans, plan(), m_strategy));
      m_now = std::make_unique<ReadDesign>(Design(std::move(next), design().catalogue(), design().profile()));
    }
    const RecoveryPlan& p = plan();
    Outage outage;
    if (p.primary != kNone)
      outage.parts.push_back({OutageKind::region, std::string(m_now->design.regionCode(p.primary))});
    else if (p.site != kNone) outage.parts.push_back({OutageKind::onPremises, m_now->design.node(p.site).id});
    else return std::nullopt;
    const Driller driller(m_now->design, m_now->closure, m_now->plans);
    for (WorkloadDrill& workload : driller.drill(outage).workloads) {
      if (workload.id == m_workload) return std::move(workload);
    }
    return std::nullopt;
  }

  // Data that the strategy needs there is left to people, so that nobody can tell what it comes to.
  bool lacksData() const { return m_lacksData; }

  std::vector<StrategyAddition> additions;
  Edit edit;

 private:
  const Design& design() const { return m_now->design; }
  const RecoveryPlan& plan() const { return *m_now->plans.of(design().indexOf(m_workload)); }
  std::string away() const { return titled(design(), plan().recovery); }

  void byHand(std::string what, std::vector<std::string> resources) {
    additions.push_back({std::move(what), std::move(resources), true});
  }

  // Carries the edit out on the copy; false where it does not fit.
  bool take(std::optional<Edit> one, std::vector<std::string> resources) {
    if (!one) return false;
    Edit whole = m_complete ? m_complete(design(), std::move(*one)) : std::move(*one);
    auto next = std::make_shared<Topology>(design().topology());
    if (!apply(*next, whole)) return false;
    m_now = std::make_unique<ReadDesign>(Design(std::move(next), design().catalogue(), design().profile()));
    additions.push_back({whole.label, std::move(resources), false});
    std::ranges::move(whole.changes, std::back_inserter(edit.changes));
    return true;
  }

  // Where less is compared than what is drawn, its live copies are left out and restored from backups instead.
  bool isReduced() const { return isBeyond(plan(), m_strategy); }

  // Ids, as positions change with every step; of stores with the same data one.
  std::vector<std::string> lackingData() const {
    std::vector<std::string> out;
    const std::string_view code = design().regionCode(plan().recovery);
    const StoreSets& sets = m_now->plans.stores();
    const bool asBackups = !keepsDataLive(m_strategy) && isReduced();
    std::set<NodeIndex> asked;
    for (const NodeIndex store : plan().stores) {
      const bool live = !asBackups && sets.liveIn(store, code);
      const bool backedUp = !keepsDataLive(m_strategy) && sets.backedUpIn(store, code);
      if (isAway(store) || live || backedUp) continue;
      const auto set = sets.of(store);
      if (set.empty() || asked.insert(set.front()).second) out.push_back(design().node(store).id);
    }
    return out;
  }

  bool isAway(NodeIndex node) const { return isRecovery(design(), plan(), design().region(node)); }

  void addData() {
    for (const std::string& id : lackingData()) {
      const NodeIndex store = design().indexOf(id);
      const bool live = keepsDataLive(m_strategy);
      auto one = live ? replicateTo(design(), store, plan().recovery) : backUpIn(design(), store, {plan().recovery});
      if (take(std::move(one), {id})) continue;
      m_lacksData = true;
      byHand((live ? "Replicate " : "Copy backups of ") + titled(design(), design().indexOf(id)) + " to " + away(),
             {id});
    }
  }

  void addCompute() {
    if (plan().units.empty()) return;
    if (!definesTiers(recoveryUnits(design(), plan()))) {
      const bool runs = m_strategy >= Strategy::warmStandby;
      const std::string what = (runs ? "Run app tiers in " : "Define stopped app tiers in ") + away();
      if (take(addTiers(design(), plan(), runs ? 1 : 0, what), {})) connectTiers();
      else byHand(what, {});
    }
    if (m_strategy == Strategy::multiSite) eachUnit([](const TierUnit& unit) { return unit.isFull(); });
    else if (m_strategy == Strategy::warmStandby) eachUnit([](const TierUnit& unit) { return unit.running > 0; });
  }

  // What takes over needs what it takes over for: each added tier gets the links of the tiers whose counterpart it is,
  // to what stands in the recovery Region. It belongs to adding them.
  void connectTiers() {
    Mending mending(design(), {});
    std::set<std::pair<NodeIndex, NodeIndex>> linked;
    for (const TierUnit& unit : plan().units) {
      if (unit.tiers.empty() || isAway(unit.node)) continue;
      const NodeIndex tier = counterpart(unit.tiers.front());
      if (tier == kNone) continue;
      std::vector<NodeIndex> clients = unit.tiers;
      clients.push_back(unit.node);
      for (const NodeIndex client : clients) {
        for (const LinkIndex l : design().outgoing(client)) {
          if (design().linkType(l) != "uses") continue;
          for (const NodeIndex there : likeAway(design().to(l))) {
            if (there == tier || !linked.emplace(tier, there).second) continue;
            mending.link("uses", design().node(tier).id, design().node(there).id, design().link(l).properties);
          }
        }
      }
    }
    if (linked.empty() || !take(mending.take(), {})) return;
    additions.pop_back();
  }

  NodeIndex counterpart(NodeIndex tier) const {
    const Reading said = design().read(tier, "counterpart");
    return said.known() ? design().indexOf(said.text()) : kNone;
  }

  // What stands for the node in the recovery Region: the copies of a store, of the tables behind a cache, tiers that
  // are counterparts.
  std::vector<NodeIndex> likeAway(NodeIndex node) const {
    std::vector<NodeIndex> out;
    const auto add = [&](NodeIndex n) {
      if (n != kNone && std::ranges::find(out, n) == out.end()) out.push_back(n);
    };
    for (const NodeIndex store : m_now->plans.stores().of(node)) {
      if (isAway(store) && design().has(store, trait::kStore)) add(store);
    }
    std::vector<NodeIndex> behind = design().targets(node, "routes");
    const auto members = design().members(node);
    behind.insert(behind.end(), members.begin(), members.end());
    behind.push_back(node);
    for (const NodeIndex n : behind) {
      if (design().has(n, trait::kCompute)) add(counterpart(n));
    }
    if (!design().has(node, trait::kTableCache)) return out;
    for (const NodeIndex table : design().targets(node, "uses")) {
      for (const NodeIndex there : likeAway(table)) add(there);
    }
    return out;
  }

  void eachUnit(bool (*isEnough)(const TierUnit&)) {
    std::vector<std::string> lacking;
    for (const TierUnit* unit : recoveryUnits(design(), plan())) {
      if (!unit->tiers.empty() && !isEnough(*unit)) lacking.push_back(design().node(unit->node).id);
    }
    for (const std::string& id : lacking) {
      const TierUnit unit = tierUnit(design(), design().indexOf(id));
      auto one = m_strategy == Strategy::multiSite ? runFully(design(), unit) : runOne(design(), unit.tiers.front());
      if (!take(std::move(one), {id})) byHand("Run more of " + titled(design(), design().indexOf(id)), {id});
    }
  }

  void addRouting() {
    if (plan().routed || take(routeToBoth(design(), plan()), {m_workload})) return;
    byHand("Route " + titled(design(), plan().workload) + " to both Regions by a Route 53 record", {m_workload});
  }

  std::unique_ptr<ReadDesign> m_now;
  std::string m_workload;
  Strategy m_strategy;
  const CompleteEdit& m_complete;
  bool m_lacksData = false;
};

std::string reasonOf(const Design& design, const RecoveryPlan& plan) {
  if (!plan.inferred) return {};
  const std::string away = recoveryTitled(design, plan);
  const std::string node = plan.inferred->node == kNone ? std::string() : titled(design, plan.inferred->node);
  switch (plan.inferred->shortfall) {
    case Shortfall::noRegion:
      return "No recovery Region is drawn or named";
    case Shortfall::nothingThere:
      return node.empty() ? "Nothing of the workload stands in " + away
                          : node + " has neither a replica nor a backup in " + away;
    case Shortfall::notLive:
      return node + " has no live replica in " + away;
    case Shortfall::nothingRuns:
      return "Nothing runs in " + away;
    case Shortfall::stopped:
      return node + " is stopped in " + away;
    case Shortfall::small:
      return node + " runs less than it needs in " + away;
    case Shortfall::notRouted:
      return "Full size, but no Route 53 record of any policy but simple leads to both Regions";
    case Shortfall::nothing:
      break;
  }
  return {};
}

}  // namespace

bool StrategyOption::isPartial() const { return std::ranges::any_of(additions, &StrategyAddition::byHand); }

StrategyComparison compareStrategies(const Design& design, NodeIndex workload, const CompleteEdit& complete) {
  const Closure closure(design);
  const RecoveryPlans plans(design, closure);
  const RecoveryPlan* plan = plans.of(workload);
  StrategyComparison out;
  if (!plan) return out;
  out.workload = design.node(workload).id;
  out.declared = plan->declared;
  if (plan->inferred) out.inferred = plan->inferred->strategy;
  out.reason = reasonOf(design, *plan);
  if (plan->primary != kNone) out.lost = titled(design, plan->primary);
  else if (plan->site != kNone) out.lost = titled(design, plan->site);
  for (const Strategy strategy : kCompared) {
    Builder builder(design, workload, strategy, complete);
    builder.build();
    StrategyOption& option = out.options.emplace_back();
    option.strategy = strategy;
    option.declared = plan->declared == strategy;
    option.drawn = plan->inferred && plan->inferred->strategy == strategy;
    option.additions = std::move(builder.additions);
    option.edit = std::move(builder.edit);
    option.edit.label = "Add what " + std::string(sentenceName(strategy)) + " needs for " + titled(design, workload);
    option.drill = builder.drill();
    if (builder.lacksData() && option.drill && option.drill->recovers) option.drill.reset();
  }
  return out;
}

}  // namespace nines
