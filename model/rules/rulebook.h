// The rulebook: one row per rule in a table per family, and the functions that check a design and mend it.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/finding.h"
#include "semantics/design.h"

namespace nines {

// Collects what one rule finds. Severity, unknown (at most info) and fixable are filled in from the row.
class FindingSink;

struct RuleSource {
  std::string_view text;
  std::string_view date;
};

struct Rule {
  std::string_view id;  // family.kebab-name, never changes
  Severity course2021 = Severity::warning;
  Severity aws2026 = Severity::warning;
  std::string_view title;      // what is demanded, in a few words
  std::string_view rationale;  // why it matters, one or two sentences
  std::span<const std::string_view> rows;     // rows of the fact sheet that it covers: "P05"
  std::span<const RuleSource> sources;
  std::span<const std::string_view> aliases;  // the same check elsewhere: "config:rds-multi-az-support"
  void (*check)(const Design&, FindingSink&) = nullptr;
  // The correction of one of its findings; nothing where this finding has none. Null: the rule has no fix ...
  std::optional<Edit> (*fix)(const Design&, const Finding&) = nullptr;
  std::string_view noFix;      // ... and this says why

  Severity severity(std::string_view profile) const { return profile == "aws-2026" ? aws2026 : course2021; }
};

class FindingSink {
 public:
  FindingSink(const Design& design, const Rule& rule, std::vector<Finding>& out);

  // Reports with the rule's severity.
  Finding& report(std::vector<NodeIndex> subjects, std::string_view phrase,
                  std::vector<std::pair<std::string_view, std::string>> arguments, std::string_view property = {});
  // Reports that a value is missing that the rule needs: an info, marked unknown.
  Finding& reportUnknown(std::vector<NodeIndex> subjects, std::string_view phrase,
                         std::vector<std::pair<std::string_view, std::string>> arguments,
                         std::string_view property = {});

 private:
  const Design& m_design;
  const Rule& m_rule;
  std::vector<Finding>& m_out;
};

// All rules, by family, in the order of the rulebook.
std::span<const Rule> rulebook();
const Rule* findRule(std::string_view id);

// Every finding of the design, worst first, then by rule and key. A rule that fails to run (throws) reports itself as
// an info instead of taking the caller down.
std::vector<Finding> checkRules(const Design& design);

// The edit that mends the finding; nothing where there is none.
std::optional<Edit> fixFor(const Design& design, const Finding& finding);

}  // namespace nines
