#include "rules/tier_pairs.h"

#include <algorithm>
#include <numeric>
#include <unordered_map>
#include <unordered_set>

#include "rules/dr_support.h"

namespace nines {

namespace {

// Sets that grow together.
class Unions {
 public:
  explicit Unions(std::size_t count) : m_parent(count) { std::iota(m_parent.begin(), m_parent.end(), std::size_t{0}); }

  std::size_t rootOf(std::size_t i) {
    while (m_parent[i] != i) i = m_parent[i] = m_parent[m_parent[i]];
    return i;
  }
  void join(std::size_t a, std::size_t b) {
    const auto [low, high] = std::minmax({rootOf(a), rootOf(b)});  // a list: values, not references to what is gone
    m_parent[high] = low;
  }

 private:
  std::vector<std::size_t> m_parent;
};

std::vector<const TierUnit*> withTiers(std::vector<const TierUnit*> units) {
  std::erase_if(units, [](const TierUnit* unit) { return unit->tiers.empty(); });
  return units;
}

// Tiers whose counterpart, named by either of the two, stands in the recovery Region.
std::unordered_set<NodeIndex> pairedTiers(const Design& design, const RecoveryPlan& plan,
                                          const std::vector<const TierUnit*>& here,
                                          const std::vector<const TierUnit*>& there) {
  std::unordered_set<NodeIndex> out;
  const auto counterpartOf = [&](NodeIndex tier) {
    const std::string_view id = design.read(tier, "counterpart").text();
    return id.empty() ? kNone : design.indexOf(id);
  };
  for (const TierUnit* unit : here) {
    for (const NodeIndex tier : unit->tiers) {
      const NodeIndex other = counterpartOf(tier);
      if (other != kNone && isRecovery(design, plan, design.region(other))) out.insert(tier);
    }
  }
  for (const TierUnit* unit : there) {
    for (const NodeIndex tier : unit->tiers) {
      if (const NodeIndex other = counterpartOf(tier); other != kNone) out.insert(other);
    }
  }
  return out;
}

}  // namespace

Alternatives alternativesOf(const Design& design, const std::vector<const TierUnit*>& units) {
  Unions sets(units.size());
  std::unordered_map<NodeIndex, std::size_t> byRouter;
  for (std::size_t i = 0; i < units.size(); ++i) {
    const auto add = [&](NodeIndex node) {
      for (const NodeIndex router : design.sources(node, "routes")) {
        const auto [at, fresh] = byRouter.try_emplace(router, i);
        if (!fresh) sets.join(at->second, i);
      }
    };
    add(units[i]->node);
    for (const NodeIndex tier : units[i]->tiers) {
      if (tier != units[i]->node) add(tier);
    }
  }
  Alternatives out;
  std::unordered_map<std::size_t, std::size_t> places;
  for (std::size_t i = 0; i < units.size(); ++i) {
    const auto [at, fresh] = places.try_emplace(sets.rootOf(i), out.size());
    if (fresh) out.emplace_back();
    out[at->second].push_back(units[i]);
  }
  return out;
}

Unpaired unpairedTiers(const Design& design, const RecoveryPlan& plan) {
  Unpaired out;
  if (plan.primary == kNone || plan.recovery == kNone) return out;
  const auto here = withTiers(unitsIn(design, plan, design.regionCode(plan.primary)));
  const auto there = withTiers(recoveryUnits(design, plan));
  if (there.empty()) return out;
  const auto paired = pairedTiers(design, plan, here, there);
  const Alternatives sets = alternativesOf(design, here);
  if (paired.empty()) {
    out.here = sets.size();
    out.there = alternativesOf(design, there).size();
    return out;
  }
  for (const std::vector<const TierUnit*>& set : sets) {
    const bool has = std::ranges::any_of(set, [&](const TierUnit* unit) {
      return std::ranges::any_of(unit->tiers, [&](NodeIndex tier) { return paired.contains(tier); });
    });
    if (!has) out.tiers.push_back(set.front()->tiers.front());
  }
  return out;
}

}  // namespace nines
