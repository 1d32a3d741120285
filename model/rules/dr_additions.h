// What a recovery strategy needs and a design lacks, as edits: shared by corrections of findings and by the comparison
// of the strategies. Nothing where only people can tell, or where AWS has no such thing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "semantics/strategy.h"
#include "topology/edit.h"

namespace nines {

// A plan of the store copies to these Regions too; where it has none, one is added.
std::optional<Edit> backUpIn(const Design& design, NodeIndex store, const std::vector<NodeIndex>& regions);
// A live copy of the store in the Region.
std::optional<Edit> replicateTo(const Design& design, NodeIndex store, NodeIndex region);

// One tier in the recovery Region for each unit that serves the workload now, spread over the Region's zones, and named
// as the counterpart of the unit's tiers.
std::optional<Edit> addTiers(const Design& design, const RecoveryPlan& plan, std::int64_t running, std::string label);
// The tier runs one instance, and may run as many as it needs.
std::optional<Edit> runOne(const Design& design, NodeIndex tier);
// The unit runs all that it needs.
std::optional<Edit> runFully(const Design& design, const TierUnit& unit);
// A Route 53 record leads to both Regions and asks for their health.
std::optional<Edit> routeToBoth(const Design& design, const RecoveryPlan& plan);

}  // namespace nines
