#include "rules/rulebook.h"

#include <algorithm>
#include <array>
#include <exception>
#include <numeric>
#include <unordered_map>

#include "availability/estimate.h"
#include "recovery/driller.h"
#include "rules/families.h"
#include "rules/single_points.h"
#include "topology/applies.h"

namespace nines {

namespace {

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

// What each rule has found, in the order in which it did.
class Found {
 public:
  Found(const RuleContext& context, std::span<const Rule> rules) : m_rules(rules) {
    m_first.reserve(rules.size() + 1);
    m_findings.reserve(context.design().nodeCount());
    for (const Rule& rule : rules) {
      m_first.push_back(m_findings.size());
      run(rule, context, m_findings);
    }
    m_first.push_back(m_findings.size());
    m_dropped.resize(m_findings.size());
  }

  // Drops what a more special rule already says about the same subjects.
  void dropSuppressed() {
    for (std::size_t r = 0; r < m_rules.size(); ++r) {
      if (m_rules[r].suppressedBy.empty() || m_first[r] == m_first[r + 1]) continue;
      const auto special = bySubject(m_rules[r].suppressedBy);
      if (special.empty()) continue;
      for (std::size_t i = m_first[r]; i < m_first[r + 1]; ++i) {
        if (m_findings[i].subjects.empty()) continue;
        const auto [begin, end] = special.equal_range(m_findings[i].subjects.front());
        m_dropped[i] = std::any_of(begin, end, [&](const auto& at) { return outranks(*at.second, m_findings[i]); });
      }
    }
  }

  // One finding per key, the gravest of them; worst first, then by rule and key.
  std::vector<Finding> take() {
    std::array<std::vector<std::size_t>, 3> order;  // by severity
    for (const std::size_t rule : rulesById()) {
      for (const std::size_t i : inOrder(rule)) order[static_cast<std::size_t>(m_findings[i].severity)].push_back(i);
    }
    std::vector<Finding> out;
    out.reserve(m_findings.size());
    for (auto severity = order.rbegin(); severity != order.rend(); ++severity) {
      for (const std::size_t i : *severity) out.push_back(std::move(m_findings[i]));
    }
    return out;
  }

 private:
  using BySubject = std::unordered_multimap<std::string_view, const Finding*>;

  // What those rules have found, by the first subject.
  BySubject bySubject(const ShortList<std::string_view, 4>& ids) const {
    BySubject out;
    for (std::size_t r = 0; r < m_rules.size(); ++r) {
      if (m_first[r] == m_first[r + 1] || std::ranges::find(ids, m_rules[r].id) == ids.end()) continue;
      for (std::size_t i = m_first[r]; i < m_first[r + 1]; ++i) {
        if (!m_findings[i].subjects.empty()) out.emplace(m_findings[i].subjects.front(), &m_findings[i]);
      }
    }
    return out;
  }

  std::vector<std::size_t> rulesById() const {
    std::vector<std::size_t> out(m_rules.size());
    std::iota(out.begin(), out.end(), std::size_t{0});
    std::ranges::sort(out, {}, [&](std::size_t r) { return m_rules[r].id; });
    return out;
  }

  // What is left of a rule, by key. Rules mostly speak of one node after the other, which is the order of keys already.
  std::vector<std::size_t> inOrder(std::size_t rule) const {
    std::vector<std::size_t> left;
    left.reserve(m_first[rule + 1] - m_first[rule]);
    for (std::size_t i = m_first[rule]; i < m_first[rule + 1]; ++i) {
      if (!m_dropped[i]) left.push_back(i);
    }
    return speaksInOrder(left) ? left : sortedByKey(left);
  }

  // Whether each of them speaks of one node, in the order of these: then keys need not be made to know their order.
  bool speaksInOrder(const std::vector<std::size_t>& findings) const {
    for (std::size_t k = 0; k < findings.size(); ++k) {
      const Finding& finding = m_findings[findings[k]];
      if (finding.subjects.size() != 1 || !finding.variant.empty()) return false;
      if (k > 0 && m_findings[findings[k - 1]].subjects.front() >= finding.subjects.front()) return false;
    }
    return true;
  }

  std::vector<std::size_t> sortedByKey(const std::vector<std::size_t>& findings) const {
    std::vector<std::pair<std::string, std::size_t>> keyed;
    keyed.reserve(findings.size());
    for (const std::size_t i : findings) keyed.emplace_back(m_findings[i].key(), i);
    const auto comesBefore = [&](const auto& a, const auto& b) {
      const int order = a.first.compare(b.first);
      return order != 0 ? order < 0 : m_findings[b.second].severity < m_findings[a.second].severity;
    };
    if (!std::ranges::is_sorted(keyed, comesBefore)) std::ranges::stable_sort(keyed, comesBefore);
    std::vector<std::size_t> out;
    out.reserve(keyed.size());
    for (std::size_t k = 0; k < keyed.size(); ++k) {
      if (k == 0 || keyed[k].first != keyed[k - 1].first) out.push_back(keyed[k].second);
    }
    return out;
  }

  std::span<const Rule> m_rules;
  std::vector<Finding> m_findings;
  std::vector<std::size_t> m_first;  // by rule, and one more
  std::vector<char> m_dropped;
};

// What the rules find, one finding per key, in order.
std::vector<Finding> judge(const RuleContext& context, std::span<const Rule> rules) {
  Found found(context, rules);
  found.dropSuppressed();
  return found.take();
}

// Whether the edit can be carried out. Most corrections set values of what the finding is about, which is there.
bool canBeCarriedOut(const Topology& topology, const Edit& edit, const Finding& finding) {
  const auto isOfSubject = [&](const Change& change) {
    const auto* set = std::get_if<SetNodeProperty>(&change);
    return set && std::ranges::find(finding.subjects, set->id) != finding.subjects.end() &&
           (!set->value || isStorable(*set->value));
  };
  return std::ranges::all_of(edit.changes, isOfSubject) || applies(topology, edit);
}

std::optional<Edit> mend(const Rule& rule, const RuleContext& context, const Finding& finding) {
  if (!rule.fix || finding.subjects.empty()) return std::nullopt;
  try {
    std::optional<Edit> edit = rule.fix(context, finding);
    // Of what can be drawn no fix foresees everything; one that cannot be carried out is none.
    if (edit && (edit->empty() || !canBeCarriedOut(context.design().topology(), *edit, finding))) return std::nullopt;
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
  if (!m_singlePoints) m_singlePoints = std::make_shared<SinglePoints>(*m_design, m_estimates.get());
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
    : m_design(design), m_rule(rule), m_severity(rule.severity(design.profile().id)), m_out(out) {}

Finding& FindingSink::report(Subjects subjects, std::string_view phrase, Arguments arguments,
                             std::string_view property) {
  Finding& f = m_out.emplace_back();
  f.rule = m_rule.id;
  f.severity = m_severity;
  f.subjects.reserve(subjects.size());
  for (const NodeIndex i : subjects) f.subjects.push_back(m_design.node(i).id);
  f.property = property;
  f.phrase = phrase;
  f.arguments = std::move(arguments);
  return f;
}

Finding& FindingSink::report(Subjects subjects, std::string_view phrase, std::initializer_list<Argument> arguments,
                             std::string_view property) {
  Finding& f = report(subjects, phrase, Arguments(), property);
  f.arguments.reserve(arguments.size());
  for (const Argument& argument : arguments) f.arguments.emplace_back(argument.name, std::move(argument.value));
  return f;
}

namespace {

Finding& asUnknown(Finding& finding) {
  finding.severity = Severity::info;
  finding.unknown = true;
  return finding;
}

}  // namespace

Finding& FindingSink::reportUnknown(Subjects subjects, std::string_view phrase, Arguments arguments,
                                    std::string_view property) {
  return asUnknown(report(subjects, phrase, std::move(arguments), property));
}

Finding& FindingSink::reportUnknown(Subjects subjects, std::string_view phrase,
                                    std::initializer_list<Argument> arguments, std::string_view property) {
  return asUnknown(report(subjects, phrase, arguments, property));
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

bool isFixable(const Rule& rule, const RuleContext& context, const Finding& finding) {
  if (!rule.fix || finding.subjects.empty()) return false;
  return rule.fixesAll || mend(rule, context, finding).has_value();
}

std::vector<Finding> check(const RuleContext& context, std::span<const Rule> rules) {
  const RulesById rows = byId(rules);
  std::vector<Finding> out = judge(context, rules);
  const Rule* row = nullptr;
  for (Finding& f : out) {
    if (!row || row->id != f.rule) row = rows.at(f.rule);
    f.fixable = isFixable(*row, context, f);
  }
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
  std::vector<Finding> out = judge(RuleContext(design), rules);
  std::erase_if(out, [&](const Finding& f) { return f.rule != rule.id; });
  return out;
}

std::optional<Edit> proposedFix(const Design& design, const Finding& finding) {
  const Rule* rule = findRule(finding.rule);
  return rule ? mend(*rule, RuleContext(design), finding) : std::nullopt;
}

}  // namespace nines
