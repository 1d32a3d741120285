// Mending all findings of one rule in one step.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "semantics/design.h"
#include "topology/edit.h"

namespace nines {

struct FixSeries {
  Edit edit;
  std::size_t count = 0;  // fixes in it
};

// What else belongs to a fix where it becomes a step (places, standbys), told for the design that the fix is meant for.
// Empty where it may not be carried out: its finding stays.
using CompleteFix = std::function<Edit(const Design& design, Edit fix)>;

// The rule's fixes one after another, each formed for what the ones before it left, until the rule has no finding that
// can be mended; those in `except` (keys) stay. Nothing where there is none. As slow as judging the design by this rule
// once per fix.
std::optional<FixSeries> fixAll(const Design& design, std::string_view rule,
                                const std::set<std::string, std::less<>>& except, const CompleteFix& complete);

}  // namespace nines
