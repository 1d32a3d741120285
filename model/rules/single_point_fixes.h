// The correction of a single point of failure: a second one of it in another zone, where that can be told.
#pragma once

#include "rules/rulebook.h"

namespace nines {

// Of a finding about a component and a workload. A standby for a database, a twin for a tier behind a balancer or in a
// group, a reader for a cluster, other zones for a cache, another class for a bucket. Nothing for what only people can
// double (machines and data centres, zones, a tier that is used by its own name), or where the other one is there and
// only lacks what to spare.
std::optional<Edit> fixSinglePoint(const RuleContext& context, const Finding& finding);

// What they are made of: the corrections of the rules that speak of one such component as the finding's first subject.
std::optional<Edit> fixCacheSpread(const RuleContext& context, const Finding& finding);
std::optional<Edit> fixOneZoneBucket(const RuleContext& context, const Finding& finding);
// A reader like the writer, in another zone where there is one; in the writer's own only if `besideIt`.
std::optional<Edit> addReader(const Design& design, NodeIndex cluster, bool besideIt);

}  // namespace nines
