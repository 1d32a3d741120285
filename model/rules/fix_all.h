// Mending all findings of one rule in one step.
#pragma once

#include <cstddef>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "semantics/design.h"
#include "topology/edit.h"

namespace nines {

struct FixSeries {
  Edit edit;
  std::size_t count = 0;  // fixes in it
  // Why findings that could be mended stay, one sentence each.
  std::vector<std::string> refusals;
};

// A fix as it becomes a step, with what else belongs to it (places, standbys).
struct CompletedFix {
  Edit edit;
  std::string refusal{};  // why it may not be carried out; empty where it may
};
// Told for the design that the fix is meant for.
using CompleteFix = std::function<CompletedFix(const Design& design, Edit fix)>;

// The rule's fixes one after another, each formed for what the ones before it left, until the rule has no finding that
// can be mended; those in `except` (keys) stay, and so does whatever would bring an error that the design has not. As
// slow as judging the design by this rule once per fix, and by all rules that report errors twice, or for each fix that
// would bring one some more times.
FixSeries fixAll(const Design& design, std::string_view rule, const std::set<std::string, std::less<>>& except,
                 const CompleteFix& complete);

}  // namespace nines
