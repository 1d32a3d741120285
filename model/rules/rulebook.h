// The rulebook: one row per rule in a table per family (<family>_rules.cpp), and the functions that check a design and
// mend it. A new rule is a row, a check, where there is one a fix, and a folder of fixtures.
#pragma once

#include <array>
#include <cstddef>
#include <initializer_list>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "rules/finding.h"
#include "semantics/closure.h"
#include "semantics/design.h"
#include "semantics/pairs.h"
#include "semantics/strategy.h"

namespace nines {

struct DrillMatrix;
struct Estimates;
class Driller;
class SinglePoints;

// What is known already, and whether what is not is still wanted: after a stop the drills are empty.
struct KnownAnalyses {
  const Estimates* estimates = nullptr;
  std::stop_token stop{};
  bool wholeMatrix = false;  // drills of all cells, not only of those that have a target
};

// What checks and fixes read: the design, and what many rules need, worked out once, when the first of them asks.
class RuleContext {
 public:
  explicit RuleContext(const Design& design, const KnownAnalyses& known = {});

  const Design& design() const { return *m_design; }
  const Closure& closure() const;
  const RecoveryPlans& plans() const;
  // How many different zones are drawn for the Region, over all drawings of it (Design::zonesOfCode).
  std::size_t zoneCount(NodeIndex region) const;
  const DrawnZones& drawnZones() const;
  const SinglePoints& singlePoints() const;
  // The most expensive of all: asked for only where a workload has a target.
  const Estimates& estimates() const;
  // Likewise: every workload against every outage that it has a target for (all if its caller wants that), and what
  // works single outages out.
  const DrillMatrix& matrix() const { return *sharedMatrix(); }
  const std::shared_ptr<const DrillMatrix>& sharedMatrix() const;
  const Driller& driller() const;

 private:
  using ZonesByRegion = std::unordered_map<std::string_view, std::set<std::string_view>>;  // codes

  const Design* m_design;
  mutable std::optional<ZonesByRegion> m_zones;
  mutable std::optional<Closure> m_closure;
  mutable std::optional<RecoveryPlans> m_plans;
  mutable std::optional<DrawnZones> m_drawnZones;
  mutable std::shared_ptr<const SinglePoints> m_singlePoints;
  std::stop_token m_stop;
  bool m_wholeMatrix = false;
  mutable std::shared_ptr<const Estimates> m_estimates;
  mutable std::shared_ptr<const Driller> m_driller;
  mutable std::shared_ptr<const DrillMatrix> m_matrix;
};

// Collects what one rule finds. Severity, unknown (at most info) and fixable are filled in from the row.
class FindingSink;

struct RuleSource {
  std::string_view text;
  std::string_view date;  // ISO date or year-month of that source
};

// A number or an offer of the profiles that the rule compares with. `fact` is a key of the profiles; "{engine}" in it
// stands for the value of that property of the finding's first subject (else for its argument of that name), a last "*"
// for every key that goes on from there.
struct RuleLimit {
  std::string_view fact;
  std::string_view label;  // "Read replicas per source, at most"
};

// A list short enough to stand inside a constant table.
template <class T, std::size_t Capacity>
class ShortList {
 public:
  constexpr ShortList() = default;
  constexpr ShortList(std::initializer_list<T> items) {
    for (const T& item : items) m_items[m_size++] = item;
  }

  constexpr const T* begin() const { return m_items.data(); }
  constexpr const T* end() const { return m_items.data() + m_size; }
  constexpr std::size_t size() const { return m_size; }
  constexpr bool empty() const { return m_size == 0; }
  constexpr const T& operator[](std::size_t i) const { return m_items[i]; }

 private:
  std::array<T, Capacity> m_items{};
  std::size_t m_size = 0;
};

struct Rule {
  std::string_view id = {};  // family.kebab-name, never changes
  Severity course2021 = Severity::warning;
  Severity aws2026 = Severity::warning;
  std::string_view title = {};               // what is demanded, in a few words
  std::string_view rationale = {};           // why it matters, one or two sentences
  ShortList<std::string_view, 4> rows = {};  // rows of the fact sheet that it covers: "P05"
  ShortList<RuleSource, 4> sources = {};
  ShortList<std::string_view, 10> aliases = {};      // the same check elsewhere: "config:rds-multi-az-support"
  ShortList<std::string_view, 4> suppressedBy = {};  // rules that say more about the same subjects
  ShortList<RuleLimit, 8> limits = {};
  void (*check)(const RuleContext&, FindingSink&) = nullptr;
  // The correction of one of its findings; nothing where this finding has none. Null: the rule has no fix ...
  std::optional<Edit> (*fix)(const RuleContext&, const Finding&) = nullptr;
  std::string_view noFix = {};  // ... and this says why
  // Every finding that the check makes has the fix, which sets values of its subjects: nobody has to form it to know.
  bool fixesAll = false;

  Severity severity(std::string_view profile) const { return profile == "aws-2026" ? aws2026 : course2021; }
};

class FindingSink {
 public:
  using Arguments = std::vector<std::pair<std::string_view, std::string>>;
  // One of a list that is written out at the call: the list is constant, the value goes on into the finding.
  struct Argument {
    std::string_view name;
    mutable std::string value;
  };
  // Nodes written out at the call, or a list of them.
  class Subjects : public std::span<const NodeIndex> {
   public:
    Subjects(std::initializer_list<NodeIndex> nodes) : std::span<const NodeIndex>(nodes.begin(), nodes.size()) {}
    Subjects(const std::vector<NodeIndex>& nodes) : std::span<const NodeIndex>(nodes) {}
  };

  FindingSink(const Design& design, const Rule& rule, std::vector<Finding>& out);

  // Reports with the rule's severity. The finding may be refined (variant, a lower severity) until the next report.
  Finding& report(Subjects subjects, std::string_view phrase, Arguments arguments, std::string_view property = {});
  Finding& report(Subjects subjects, std::string_view phrase, std::initializer_list<Argument> arguments,
                  std::string_view property = {});
  // Reports that a value is missing that the rule needs: an info, marked unknown.
  Finding& reportUnknown(Subjects subjects, std::string_view phrase, Arguments arguments,
                         std::string_view property = {});
  Finding& reportUnknown(Subjects subjects, std::string_view phrase, std::initializer_list<Argument> arguments,
                         std::string_view property = {});

 private:
  const Design& m_design;
  const Rule& m_rule;
  Severity m_severity;
  std::vector<Finding>& m_out;
};

// All rules, by family, in the order of the rulebook.
std::span<const Rule> rulebook();
const Rule* findRule(std::string_view id);

// Every finding of the design, worst first, then by rule and key; one finding per key. A finding is dropped where a
// rule of its row's suppressedBy reports, at least as severely, the same first subject and all its other subjects. A
// rule that fails to run (throws) reports itself as an info, marked unknown, instead of taking the caller down.
std::vector<Finding> checkRules(const Design& design);
// The same with what its caller wants to share with the rules.
std::vector<Finding> checkRules(const RuleContext& context);
// The same with rules of the caller's choice.
std::vector<Finding> checkRules(const Design& design, std::span<const Rule> rules);

// The findings of one rule as checkRules() lists them, without telling which of them are fixable.
std::vector<Finding> checkRule(const Design& design, const Rule& rule);

// What the finding's rule would do about it; nothing where it is not fixable. What else comes of it nobody has looked
// at yet (fix_trial.h).
std::optional<Edit> proposedFix(const Design& design, const Finding& finding);
// The same where it takes the finding away and brings no error that the design has not. As slow as judging the design
// twice, with the analyses that its targets ask for.
std::optional<Edit> fixFor(const Design& design, const Finding& finding);

}  // namespace nines
