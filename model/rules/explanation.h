// What can be told of a finding beyond its sentence: the limits that count, and how the other profile judges. Titles,
// reasons, sources and aliases stand in the rule itself.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/rulebook.h"

namespace nines {

// A limit of the rule as it counts for one finding, in both profiles.
struct ExplainedLimit {
  std::string label;  // where several keys match: followed by what tells them apart
  const Fact* ours = nullptr;
  const Fact* theirs = nullptr;  // null where the other profile has the same value

  bool operator==(const ExplainedLimit&) const = default;
};

struct Explanation {
  const Rule* rule = nullptr;        // never null
  const Profile* profile = nullptr;  // that of the design
  const Profile* other = nullptr;    // the other one; null if there is none
  std::vector<ExplainedLimit> limits;
  std::size_t furtherLimits = 0;  // left out, where very many match
  // The same finding (by key) in the same design, judged by the other profile; nothing where it finds none.
  std::optional<Finding> elsewhere;

  // The other profile finds nothing here, another severity, or by another limit.
  bool differs(const Finding& finding) const;
};

// Nothing for a finding of a rule that the rulebook does not have.
std::optional<Explanation> explain(const Design& design, const Finding& finding);

// Keys of the profile's facts that the limit means where nothing is known of its subject.
std::vector<std::string_view> factsOf(const RuleLimit& limit, const Profile& profile);

// A fact's value for people: "15", "yes", "50, 80".
std::string factText(const Value& value);

// Where a document that sources name can be read: its web address, or that of the repository whose state of that date
// was read. Empty where none is known.
std::string_view addressOf(std::string_view source, std::string_view date);

}  // namespace nines
