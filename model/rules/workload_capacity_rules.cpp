// The rule about what is left of an app tier when one Availability Zone is lost.
#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <utility>
#include <vector>

#include "rules/families.h"
#include "rules/limits.h"
#include "rules/places.h"

namespace nines {

namespace {

// Zones are the same where the codes of Region and zone are; their number stands for both.
using ZoneNumber = std::uint32_t;

// Where the instances of a unit run.
struct Spread {
  std::vector<std::pair<ZoneNumber, std::int64_t>> zones;  // where it stands, each once, with the instances there
  std::int64_t elsewhere = 0;  // not bound to a zone: on premises, or functions that AWS spreads itself
  std::int64_t needed = 0;
  bool known = true;     // false: it is spread over zones that nobody drew
  bool assumed = false;  // it stands in no zone, and is taken to be spread evenly over those around it

  void add(ZoneNumber zone, std::int64_t running) {
    const auto at = std::ranges::find(zones, zone, &std::pair<ZoneNumber, std::int64_t>::first);
    if (at == zones.end()) zones.emplace_back(zone, running);
    else at->second += running;
  }

  std::int64_t left(ZoneNumber lost) const {
    std::int64_t sum = elsewhere;
    for (const auto& [zone, running] : zones) sum += zone == lost ? 0 : running;
    return sum;
  }
  std::int64_t total() const { return left(kNone); }
};

class Zones {
 public:
  explicit Zones(const RuleContext& context);

  Spread spreadOf(NodeIndex unit) const;
  std::string_view codeOf(ZoneNumber zone) const { return m_codes[zone]; }
  // What stands by may be smaller than the full load needs: how small, the declared strategy says.
  bool standsBy(NodeIndex node) const {
    return m_design.region(node) != kNone && m_standby.contains(m_design.regionCode(m_design.region(node)));
  }

 private:
  void place(NodeIndex tier, Spread& spread) const;
  using Codes = std::map<std::string_view, ZoneNumber>;
  const Codes* around(NodeIndex tier) const;
  const std::map<NodeIndex, Codes>& zonesBelow() const;

  const Design& m_design;
  std::vector<ZoneNumber> m_numbers;                          // by node, of the zones that are drawn; else kNone
  std::vector<std::string_view> m_codes;                      // by number
  mutable std::optional<std::map<NodeIndex, Codes>> m_zones;  // zones drawn below a VPC or Region, once asked for
  std::set<std::string_view> m_standby;                       // codes of Regions for recovery
};

Zones::Zones(const RuleContext& context) : m_design(context.design()), m_numbers(context.design().nodeCount(), kNone) {
  using Place = std::pair<std::string_view, std::string_view>;
  std::map<Place, ZoneNumber> known;
  for (const NodeIndex zone : m_design.withTrait(trait::kZone)) {
    const NodeIndex region = m_design.region(zone);
    if (region == kNone) continue;
    const std::string_view code = m_design.zoneCode(zone);
    const auto next = static_cast<ZoneNumber>(m_codes.size());
    const auto [number, fresh] = known.try_emplace({m_design.regionCode(region), code}, next);
    if (fresh) m_codes.push_back(code);
    m_numbers[zone] = number->second;
  }
  for (const NodeIndex region : m_design.withTrait(trait::kRegion)) {
    if (m_design.read(region, "role").text() == "recovery") m_standby.insert(m_design.regionCode(region));
  }
  for (const RecoveryPlan& plan : context.plans().all()) {
    if (plan.recoveryDrawn) m_standby.insert(m_design.regionCode(plan.recovery));
  }
}

const std::map<NodeIndex, Zones::Codes>& Zones::zonesBelow() const {
  if (m_zones) return *m_zones;
  m_zones.emplace();
  for (const NodeIndex zone : m_design.withTrait(trait::kZone)) {
    if (m_numbers[zone] == kNone) continue;
    for (NodeIndex at = m_design.parent(zone); at != kNone; at = m_design.parent(at)) {
      (*m_zones)[at].emplace(m_codes[m_numbers[zone]], m_numbers[zone]);
      if (at == m_design.region(zone)) break;
    }
  }
  return *m_zones;
}

// The zones over which a tier that stands in none is spread: those of its VPC, else of its Region.
const Zones::Codes* Zones::around(NodeIndex tier) const {
  for (NodeIndex at = m_design.parent(tier); at != kNone; at = m_design.parent(at)) {
    if (const auto found = zonesBelow().find(at); found != zonesBelow().end()) return &found->second;
    if (at == m_design.region(tier)) break;
  }
  return nullptr;
}

void Zones::place(NodeIndex tier, Spread& spread) const {
  const std::int64_t running = runningOf(m_design, tier);
  const NodeIndex region = m_design.region(tier);
  if (region == kNone || m_design.read(tier, "runsOn").text() == "lambda") {
    spread.elsewhere += running;
    return;
  }
  if (const NodeIndex zone = m_design.zone(tier); zone != kNone && m_numbers[zone] != kNone) {
    // Where it is stopped, no zone has anything to lose.
    if (running > 0) spread.add(m_numbers[zone], running);
    return;
  }
  const auto* zones = around(tier);
  if (!zones) {
    spread.known = false;
    return;
  }
  const auto count = static_cast<std::int64_t>(zones->size());
  spread.assumed = true;
  std::int64_t i = 0;
  for (const auto& [code, number] : *zones) {
    const std::int64_t share = running / count + (i++ < running % count ? 1 : 0);
    if (share > 0) spread.add(number, share);
  }
}

Spread Zones::spreadOf(NodeIndex unit) const {
  const TierUnit counted = tierUnit(m_design, unit);
  Spread spread;
  spread.needed = counted.needed;
  for (const NodeIndex tier : counted.tiers) place(tier, spread);
  return spread;
}

// Alternatives of which one is enough.
using Spreads = std::span<const Spread>;

// Zones in which any of them stands, in their order.
std::vector<ZoneNumber> zonesOf(Spreads alternatives) {
  std::vector<ZoneNumber> zones;
  for (const Spread& spread : alternatives) {
    for (const auto& [zone, running] : spread.zones) zones.push_back(zone);
  }
  std::ranges::sort(zones);
  const auto [first, last] = std::ranges::unique(zones);
  zones.erase(first, last);
  return zones;
}

// The zone without which none of them has enough, and of several the one with the fewest instances left.
struct Loss {
  ZoneNumber zone = kNone;
  std::int64_t left = 0;
};

std::optional<Loss> worstLoss(Spreads alternatives) {
  std::optional<Loss> worst;
  for (const ZoneNumber zone : zonesOf(alternatives)) {
    const auto isEnough = [&](const Spread& s) { return s.left(zone) >= s.needed; };
    if (std::ranges::any_of(alternatives, isEnough)) continue;
    std::int64_t left = 0;
    for (const Spread& s : alternatives) left += s.left(zone);
    if (!worst || left < worst->left) worst = Loss{zone, left};
  }
  return worst;
}

// Whether there is anything to say of it: it runs, in places that are known, and not all of it in one zone.
bool isJudged(Spreads alternatives) {
  const auto isKnown = [](const Spread& s) { return s.known; };
  const auto runs = [](const Spread& s) { return s.total() > 0; };
  const auto isElsewhere = [](const Spread& s) { return s.elsewhere > 0; };
  return std::ranges::all_of(alternatives, isKnown) && std::ranges::any_of(alternatives, runs) &&
         (zonesOf(alternatives).size() > 1 || std::ranges::any_of(alternatives, isElsewhere));
}

void judgeUnit(const Design& design, const Zones& zones, NodeIndex unit, FindingSink& sink) {
  const Spread spread = zones.spreadOf(unit);
  const Spreads alone(&spread, 1);
  if (!isJudged(alone) || (spread.total() < spread.needed && zones.standsBy(unit))) return;
  const auto loss = worstLoss(alone);
  if (!loss) return;
  sink.report({unit},
              spread.assumed
                  ? "{name} needs {needed} and runs {running} (taken to be spread evenly over the zones drawn), of "
                    "which the loss of {zone} leaves {left}; the others do not carry the full load until new ones "
                    "have started"
                  : "{name} needs {needed} and runs {running}, of which the loss of {zone} leaves {left}; the others "
                    "do not carry the full load until new ones have started",
              {{"name", titled(design, unit)},
               {"needed", counted(spread.needed, "instance")},
               {"running", std::to_string(spread.total())},
               {"zone", std::string(zones.codeOf(loss->zone))},
               {"left", std::to_string(loss->left)}});
}

// The units that a balancer or record sends requests to; none where it has other targets, of which nobody knows what
// they can carry, or no tier of its own.
std::vector<NodeIndex> unitsBehind(const Design& design, NodeIndex entry) {
  std::set<NodeIndex> units;
  bool alone = false;
  for (const NodeIndex target : design.targets(entry, "routes")) {
    NodeIndex unit = target;
    if (design.has(target, trait::kCompute)) {
      const NodeIndex group = design.clusterOf(target);
      if (group == kNone) alone = true;
      else unit = group;
    } else if (!design.has(target, trait::kComputeGroup)) {
      return {};
    }
    units.insert(unit);
  }
  if (!alone) return {};
  return {units.begin(), units.end()};
}

void judgeEntry(const Design& design, const Zones& zones, NodeIndex entry, const std::vector<NodeIndex>& units,
                FindingSink& sink) {
  std::vector<Spread> alternatives;
  alternatives.reserve(units.size());
  for (const NodeIndex unit : units) alternatives.push_back(zones.spreadOf(unit));
  const auto isFull = [](const Spread& s) { return s.total() >= s.needed; };
  const auto standsBy = [&](NodeIndex unit) { return zones.standsBy(unit); };
  if (!isJudged(alternatives) || (std::ranges::none_of(alternatives, isFull) && std::ranges::all_of(units, standsBy))) {
    return;
  }
  const auto loss = worstLoss(alternatives);
  if (!loss) return;
  std::vector<std::string> names;
  names.reserve(units.size());
  for (const NodeIndex unit : units) names.push_back(titled(design, unit));
  sink.report(
      {entry},
      std::ranges::any_of(alternatives, &Spread::assumed)
          ? "{name} sends requests to {targets} (those in no zone taken to be spread evenly over the zones "
            "drawn), of which the loss of {zone} leaves none that runs as many instances as it needs to carry "
            "the full load"
          : "{name} sends requests to {targets}, of which the loss of {zone} leaves none that runs as many "
            "instances as it needs to carry the full load",
      {{"name", titled(design, entry)}, {"targets", joined(names)}, {"zone", std::string(zones.codeOf(loss->zone))}});
}

void checkAzCapacity(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  const Zones zones(context);
  for (const NodeIndex group : design.withTrait(trait::kComputeGroup)) judgeUnit(design, zones, group, sink);
  for (const Trait trait : {trait::kBalancer, trait::kDnsRecord}) {
    for (const NodeIndex entry : design.withTrait(trait)) {
      if (const auto units = unitsBehind(design, entry); !units.empty()) judgeEntry(design, zones, entry, units, sink);
    }
  }
  for (const NodeIndex tier : design.withTrait(trait::kCompute)) {
    // Otherwise it is judged with its group, or with what stands beside it.
    if (design.clusterOf(tier) == kNone && design.sources(tier, "routes").empty()) judgeUnit(design, zones, tier, sink);
  }
}

constexpr std::array kRules{
    Rule{.id = "workload.az-capacity",
         .title = "Without any one zone, an app tier still runs as much as it needs",
         .rationale =
             "When a zone is lost, every customer starts instances elsewhere at once. What has to be started then may "
             "come late or not at all; what runs already carries the load.",
         .rows = {},
         .sources = {{"AWS Builders' Library, Static stability using Availability Zones", "2026-11-22"},
                     {"AWS Well-Architected Framework, REL11-BP05: use static stability", "2026-11-22"}},
         .aliases = {"config:autoscaling-multiple-az", "securityhub:AutoScaling.2",
                     "prowler:autoscaling_group_multiple_az"},
         .check = checkAzCapacity,
         .noFix = "How many instances to pay for in ordinary times is for a person to weigh."},
};

}  // namespace

std::span<const Rule> workloadCapacityRules() { return kRules; }

}  // namespace nines
