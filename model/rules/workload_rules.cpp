// Rules about what a workload is to reach, and what it claims.
#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "rules/families.h"
#include "rules/limits.h"
#include "rules/mending.h"
#include "rules/places.h"
#include "rules/single_points.h"

namespace nines {

namespace {

// The codes of the Regions to which requests of the workload are sent: where what it uses itself stands, and where
// records and balancers send them on.
std::set<std::string_view> servedFrom(const Design& design, NodeIndex workload) {
  std::set<std::string_view> codes;
  std::set<NodeIndex> seen;
  std::vector<NodeIndex> waiting;
  const auto arrive = [&](NodeIndex n) {
    if (!seen.insert(n).second) return;
    if (const NodeIndex home = design.region(n); home != kNone) codes.insert(design.regionCode(home));
    waiting.push_back(n);
  };
  for (const NodeIndex n : design.targets(workload, "uses")) arrive(n);
  while (!waiting.empty()) {
    const NodeIndex n = waiting.back();
    waiting.pop_back();
    for (const NodeIndex target : design.targets(n, "routes")) arrive(target);
  }
  return codes;
}

// Whether tiers run in one Region (or in all others), and which other tiers are paired with them by a counterpart on
// either side.
class Mirror {
 public:
  Mirror(const Design& design, const RecoveryPlan& plan, std::string_view code, bool within) : m_design(design) {
    for (const TierUnit& unit : plan.units) {
      if ((design.regionCode(unit.region) == code) != within) continue;
      const bool runs = unit.running > 0;
      m_anyRuns |= runs;
      for (const NodeIndex tier : unit.tiers) {
        m_there.emplace(design.node(tier).id, runs);
        if (const auto other = counterpart(tier); !other.empty()) m_named.emplace(other, runs);
      }
    }
  }

  // By its counterpart where there is one, else by any tier of the workload.
  bool has(const TierUnit& unit) const {
    bool paired = false;
    for (const NodeIndex tier : unit.tiers) {
      for (const auto& [tiers, id] :
           {std::pair(&m_there, counterpart(tier)), std::pair(&m_named, std::string_view(m_design.node(tier).id))}) {
        const auto at = tiers->find(id);
        if (at == tiers->end()) continue;
        if (at->second) return true;
        paired = true;
      }
    }
    return !paired && m_anyRuns;
  }

 private:
  std::string_view counterpart(NodeIndex tier) const { return m_design.read(tier, "counterpart").text(); }

  const Design& m_design;
  std::map<std::string_view, bool> m_there;  // tiers by id, and whether their unit runs
  std::map<std::string_view, bool> m_named;  // tiers elsewhere that one of those names
  bool m_anyRuns = false;
};

// What has no live counterpart in the Region, or stands there and has none elsewhere; kNone if all have.
NodeIndex notMirrored(const RuleContext& context, const RecoveryPlan& plan, std::string_view code) {
  const Design& design = context.design();
  const StoreSets& stores = context.plans().stores();
  for (const NodeIndex store : plan.stores) {
    if (!stores.liveIn(store, code) || stores.regions(store).size() < 2) return store;
  }
  const Mirror there(design, plan, code, true);
  const Mirror elsewhere(design, plan, code, false);
  for (const TierUnit& unit : plan.units) {
    const Mirror& mirror = design.regionCode(unit.region) == code ? elsewhere : there;
    if (!mirror.has(unit)) return unit.node;
  }
  return kNone;
}

// The Regions beside its primary one that requests are sent to, that for recovery first.
std::vector<std::string_view> mirrors(const Design& design, const RecoveryPlan& plan) {
  auto codes = servedFrom(design, plan.workload);
  if (plan.primary != kNone) codes.erase(design.regionCode(plan.primary));
  std::vector<std::string_view> out(codes.begin(), codes.end());
  if (plan.recovery == kNone) return out;
  const auto recovery = std::ranges::find(out, design.regionCode(plan.recovery));
  if (recovery != out.end()) std::rotate(out.begin(), recovery, recovery + 1);
  return out;
}

void checkFaultTolerant(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const RecoveryPlan& plan : context.plans().all()) {
    if (design.read(plan.workload, "claim").text() != "fault-tolerant") continue;
    const auto regions = mirrors(design, plan);
    const auto isWhole = [&](std::string_view code) { return notMirrored(context, plan, code) == kNone; };
    if (std::ranges::any_of(regions, isWhole)) continue;
    FindingSink::Arguments arguments;
    arguments.reserve(3);
    arguments.emplace_back("workload", titled(design, plan.workload));
    if (!regions.empty()) {
      arguments.emplace_back("name", titled(design, notMirrored(context, plan, regions.front())));
      arguments.emplace_back("region", std::string(regions.front()));
    }
    Finding& finding = sink.report(
        {plan.workload},
        regions.empty() ? "{workload} claims fault tolerance, but nothing sends its requests to a second Region, so it "
                          "is down as long as its Region is"
                        : "{workload} claims fault tolerance, but {name}, which it needs, is not mirrored between "
                          "{region} and another Region, so the loss of one takes it down",
        std::move(arguments), "claim");
    if (!isJoined(design, plan.workload)) finding.severity = Severity::info;
  }
}

// To claim what is there is the smaller of the two corrections that the fact sheet names; a mirror is built by hand.
std::optional<Edit> fixFaultTolerant(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex workload = design.indexOf(finding.subjects.front());
  if (workload == kNone) return std::nullopt;
  const bool standsInOneZone = std::ranges::any_of(context.singlePoints().of(workload), &SinglePoint::inOneZone);
  const std::string claim = standsInOneZone || !isJoined(design, workload) ? "none" : "highly-available";
  Mending mending(design, claim == "none" ? "Claim nothing for " + titled(design, workload)
                                          : "Claim high availability for " + titled(design, workload));
  mending.set(workload, "claim", claim);
  return mending.take();
}

// A number, or one for some kind of outage.
bool isGiven(const Reading& target) {
  if (!target.known()) return false;
  const Value::Object* byOutage = target.value->asObject();
  return byOutage ? !byOutage->empty() : target.value->asNumber().has_value();
}

void checkTargets(const RuleContext& context, FindingSink& sink) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kTargets{
      {{"rtoSeconds", "recovery time"}, {"rpoSeconds", "recovery point"}, {"availabilityTarget", "availability"}}};
  const Design& design = context.design();
  for (const NodeIndex workload : design.withTrait(trait::kWorkload)) {
    std::vector<std::string> missing;
    std::string_view first;
    for (const auto& [key, name] : kTargets) {
      if (isGiven(design.read(workload, key))) continue;
      if (missing.empty()) first = key;
      missing.emplace_back(name);
    }
    if (missing.empty()) continue;
    Finding& finding = sink.report({workload},
                                   "{name} has no target for its {missing}, so nobody can tell whether the design is "
                                   "good enough for it, or better than it has to be",
                                   {{"name", titled(design, workload)}, {"missing", joined(missing, "or")}}, first);
    if (!isJoined(design, workload)) finding.severity = Severity::info;
  }
}

constexpr std::array kTargetRules{
    Rule{.id = "workload.targets",
         .title = "A workload has targets for recovery time, recovery point and availability",
         .rationale =
             "How long an outage may last, how much data may be lost and how much downtime a year may have decide what "
             "a design has to cost. Without them every design is as good as any other.",
         .rows = {"G01"},
         .sources = {{"Course notes, AWS High Availability: Backup and DR strategies", "2021"},
                     {"AWS Resilience Hub API, targets by type of disruption", "2026-08-07"}},
         .check = checkTargets,
         .noFix = "What a workload needs is for those to say who use it: a figure out of a template would be a promise "
                  "that nobody "
                  "has made, and the next finding would be that it is missed. The inspector has the fields."},
};

constexpr std::array kClaimRules{
    Rule{.id = "workload.fault-tolerant",
         .course2021 = Severity::warning,
         .aws2026 = Severity::info,
         .title = "A workload that claims fault tolerance is mirrored in a second Region",
         .rationale =
             "In the course, fault tolerance means that the environment of one Region is mirrored in a second one. AWS "
             "uses the word more widely: what goes on without a zone may be called fault tolerant as well.",
         .rows = {"G09"},
         .sources = {{"Course notes, AWS High Availability: High availability vs fault tolerance", "2021"},
                     {"AWS Well-Architected Framework, Reliability Pillar: static stability", "2026-11-22"}},
         .check = checkFaultTolerant,
         .fix = fixFaultTolerant,
         .fixesAll = true},
};

}  // namespace

std::span<const Rule> workloadRules() { return kTargetRules; }
std::span<const Rule> workloadClaimRules() { return kClaimRules; }

}  // namespace nines
