#include "rules/rulebook.h"

#include <algorithm>
#include <exception>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "availability/estimate.h"
#include "recovery/driller.h"
#include "rules/families.h"
#include "rules/single_points.h"
#include "topology/applies.h"

namespace nines {

namespace {

// A finding beside its key, which sorting, suppression and the search for doubles all ask for.
struct Keyed {
  std::string key;
  Finding finding;
};

using RulesById = std::unordered_map<std::string_view, const Rule*>;

RulesById byId(std::span<const Rule> rules) {
  RulesById out;
  out.reserve(rules.size());
  for (const Rule& rule : rules) out.emplace(rule.id, &rule);
  return out;
}

// Half a rule's findings would look like all of them, so what it reported before it failed goes too.
void reportFailure(const Rule& rule, std::string_view reason, std::size_t before, std::vector<Finding>& out) {
  out.resize(before);
  Finding f;
  f.rule = rule.id;
  f.variant = "failed";
  f.unknown = true;
  f.phrase = "The rule {rule} could not be judged: {reason}";
  f.arguments = {{"rule", std::string(rule.id)}, {"reason", std::string(reason)}};
  out.push_back(std::move(f));
}

void run(const Rule& rule, const RuleContext& context, std::vector<Finding>& out) {
  const std::size_t before = out.size();
  try {
    FindingSink sink(context.design(), rule, out);
    rule.check(context, sink);
  } catch (const std::exception& e) {
    reportFailure(rule, e.what(), before, out);
  } catch (...) {
    reportFailure(rule, "it failed without a reason", before, out);
  }
}

bool outranks(const Finding& special, const Finding& general) {
  if (special.severity < general.severity || special.subjects.empty() || general.subjects.empty()) return false;
  return special.subjects.front() == general.subjects.front() &&
         std::ranges::all_of(general.subjects, [&](const std::string& subject) {
           return std::ranges::find(special.subjects, subject) != special.subjects.end();
         });
}

// Drops what a more special rule already says about the same subjects.
void dropSuppressed(const RulesById& rules, std::vector<Keyed>& findings) {
  std::unordered_set<std::string_view> silencers;
  for (const auto& [id, rule] : rules) silencers.insert(rule->suppressedBy.begin(), rule->suppressedBy.end());
  std::unordered_multimap<std::string_view, std::size_t> byFirst;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const Finding& f = findings[i].finding;
    if (!f.subjects.empty() && silencers.contains(f.rule)) byFirst.emplace(f.subjects.front(), i);
  }
  if (byFirst.empty()) return;
  std::vector<bool> dropped(findings.size(), false);
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const Finding& general = findings[i].finding;
    const Rule* rule = rules.at(general.rule);
    if (rule->suppressedBy.empty() || general.subjects.empty()) continue;
    const auto [begin, end] = byFirst.equal_range(general.subjects.front());
    dropped[i] = std::any_of(begin, end, [&](const auto& entry) {
      const Finding& special = findings[entry.second].finding;
      return std::ranges::find(rule->suppressedBy, special.rule) != rule->suppressedBy.end() &&
             outranks(special, general);
    });
  }
  std::vector<Keyed> kept;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    if (!dropped[i]) kept.push_back(std::move(findings[i]));
  }
  findings = std::move(kept);
}

// What the rules find, one finding per key, in order.
std::vector<Finding> judge(const RuleContext& context, std::span<const Rule> rules, const RulesById& rows) {
  std::vector<Finding> found;
  for (const Rule& rule : rules) run(rule, context, found);
  std::vector<Keyed> keyed;
  keyed.reserve(found.size());
  for (Finding& f : found) keyed.push_back({f.key(), std::move(f)});
  dropSuppressed(rows, keyed);
  // Findings are large: what is sorted is where they are.
  std::vector<Keyed*> order;
  order.reserve(keyed.size());
  for (Keyed& k : keyed) order.push_back(&k);
  std::ranges::stable_sort(order, [](const Keyed* a, const Keyed* b) {
    return std::tie(b->finding.severity, a->finding.rule, a->key) <
           std::tie(a->finding.severity, b->finding.rule, b->key);
  });
  std::vector<Finding> out;
  out.reserve(keyed.size());
  std::unordered_set<std::string_view> seen(keyed.size());
  for (Keyed* k : order) {
    if (seen.insert(k->key).second) out.push_back(std::move(k->finding));
  }
  return out;
}

std::optional<Edit> mend(const Rule& rule, const RuleContext& context, const Finding& finding) {
  if (!rule.fix || finding.subjects.empty()) return std::nullopt;
  try {
    std::optional<Edit> edit = rule.fix(context, finding);
    // Of what can be drawn no fix foresees everything; one that cannot be carried out is none.
    if (edit && (edit->empty() || !applies(context.design().topology(), *edit))) return std::nullopt;
    return edit;
  } catch (const std::exception&) {
    return std::nullopt;  // a rule that cannot tell how to mend has no fix
  }
}

}  // namespace

RuleContext::RuleContext(const Design& design, const KnownAnalyses& known)
    : m_design(&design), m_stop(known.stop), m_wholeMatrix(known.wholeMatrix) {
  // Not owned: whoever knows them keeps them.
  if (known.estimates) m_estimates = std::shared_ptr<const Estimates>(std::shared_ptr<void>(), known.estimates);
}

const SinglePoints& RuleContext::singlePoints() const {
  if (!m_singlePoints) m_singlePoints = std::make_shared<SinglePoints>(*m_design);
  return *m_singlePoints;
}

const Estimates& RuleContext::estimates() const {
  if (!m_estimates) m_estimates = std::make_shared<Estimates>(estimate(*m_design).value_or(Estimates{}));
  return *m_estimates;
}

const Driller& RuleContext::driller() const {
  if (!m_driller) m_driller = std::make_shared<Driller>(*m_design, closure(), plans());
  return *m_driller;
}

const std::shared_ptr<const DrillMatrix>& RuleContext::sharedMatrix() const {
  const auto cells = m_wholeMatrix ? Driller::Cells::all : Driller::Cells::withTarget;
  if (!m_matrix) m_matrix = std::make_shared<DrillMatrix>(driller().matrix(m_stop, cells).value_or(DrillMatrix{}));
  return m_matrix;
}

const Closure& RuleContext::closure() const {
  if (!m_closure) m_closure.emplace(*m_design);
  return *m_closure;
}

const RecoveryPlans& RuleContext::plans() const {
  if (!m_plans) m_plans.emplace(*m_design, closure());
  return *m_plans;
}

std::size_t RuleContext::zoneCount(NodeIndex region) const {
  if (!m_zones) {
    m_zones.emplace();
    for (const NodeIndex zone : m_design->withTrait(trait::kZone)) {
      const NodeIndex home = m_design->region(zone);
      if (home != kNone) (*m_zones)[m_design->regionCode(home)].insert(m_design->zoneCode(zone));
    }
  }
  const auto at = m_zones->find(m_design->regionCode(region));
  return at == m_zones->end() ? 0 : at->second.size();
}

const DrawnZones& RuleContext::drawnZones() const {
  if (!m_drawnZones) m_drawnZones.emplace(*m_design);
  return *m_drawnZones;
}

FindingSink::FindingSink(const Design& design, const Rule& rule, std::vector<Finding>& out)
    : m_design(design), m_rule(rule), m_out(out) {}

Finding& FindingSink::report(const std::vector<NodeIndex>& subjects, std::string_view phrase, Arguments arguments,
                             std::string_view property) {
  Finding& f = m_out.emplace_back();
  f.rule = m_rule.id;
  f.severity = m_rule.severity(m_design.profile().id);
  f.subjects.reserve(subjects.size());
  for (const NodeIndex i : subjects) f.subjects.push_back(m_design.node(i).id);
  f.property = property;
  f.phrase = phrase;
  f.arguments = std::move(arguments);
  return f;
}

Finding& FindingSink::reportUnknown(const std::vector<NodeIndex>& subjects, std::string_view phrase,
                                    Arguments arguments, std::string_view property) {
  Finding& f = report(subjects, phrase, std::move(arguments), property);
  f.severity = Severity::info;
  f.unknown = true;
  return f;
}

std::span<const Rule> rulebook() {
  static const std::vector<Rule> all = [] {
    std::vector<Rule> rules;
    for (const std::span<const Rule> family : {
             designRules(),
             designDependencyRules(),
             designValueRules(),
             workloadRules(),
             workloadAvailabilityTargetRules(),
             workloadRecoveryRules(),
             workloadAvailabilityRules(),
             workloadClaimRules(),
             workloadCapacityRules(),
             drRules(),
             drComputeRules(),
             drBackupRules(),
             s3ReplicationRules(),
             s3Rules(),
             s3ClassRules(),
             s3ArchiveRules(),
             snowballRules(),
             gatewayRules(),
             gatewayTapeRules(),
             gatewayBufferRules(),
             rdsStandbyRules(),
             rdsChoiceRules(),
             rdsOperationRules(),
             replicaLinkRules(),
             replicaSourceRules(),
             replicaChainRules(),
             replicaCareRules(),
             auroraRules(),
             auroraPromotionRules(),
             auroraClientRules(),
             auroraKeepingRules(),
             auroraSecondaryRules(),
             auroraMultiMasterRules(),
             auroraServerlessRules(),
             auroraPauseRules(),
             auroraDataApiRules(),
             dynamodbGlobalRules(),
             dynamodbRules(),
             daxRules(),
             daxNetworkRules(),
             daxClientRules(),
             recordRules(),
             balancerRules(),
         }) {
      rules.insert(rules.end(), family.begin(), family.end());
    }
    return rules;
  }();
  return all;
}

const Rule* findRule(std::string_view id) {
  static const RulesById all = byId(rulebook());
  const auto at = all.find(id);
  return at == all.end() ? nullptr : at->second;
}

namespace {

std::vector<Finding> check(const RuleContext& context, std::span<const Rule> rules) {
  const RulesById rows = byId(rules);
  std::vector<Finding> out = judge(context, rules, rows);
  for (Finding& f : out) f.fixable = mend(*rows.at(f.rule), context, f).has_value();
  return out;
}

}  // namespace

std::vector<Finding> checkRules(const Design& design) { return check(RuleContext(design), rulebook()); }

std::vector<Finding> checkRules(const RuleContext& context) { return check(context, rulebook()); }

std::vector<Finding> checkRules(const Design& design, std::span<const Rule> rules) {
  return check(RuleContext(design), rules);
}

std::vector<Finding> checkRule(const Design& design, const Rule& rule) {
  std::vector<Rule> rules{rule};
  for (const std::string_view other : rule.suppressedBy) {
    if (const Rule* special = findRule(other)) rules.push_back(*special);
  }
  std::vector<Finding> out = judge(RuleContext(design), rules, byId(rules));
  std::erase_if(out, [&](const Finding& f) { return f.rule != rule.id; });
  return out;
}

std::optional<Edit> fixFor(const Design& design, const Finding& finding) {
  const Rule* rule = findRule(finding.rule);
  return rule ? mend(*rule, RuleContext(design), finding) : std::nullopt;
}

}  // namespace nines
