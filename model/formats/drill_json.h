// What `nines drill` prints: keys are fixed, more may be added; figures in seconds, null where nothing can be said.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "recovery/drill.h"
#include "recovery/driller.h"

namespace nines {

namespace json {
class Writer;
}

// The drills in full, each with all workloads. Of the nodes those that are resources of the design, or unknown to it.
std::string drillsJson(const Design& design, std::span<const Drill> drills);

// Everything that can fail: the matrix, and the drill of every outage that it speaks of. It is written as it is worked
// out, in parts, however large the design. Most outages of a large one leave most workloads alone: only those stand in
// an outage that it affects, all of them under `workloads`. False as soon as a part was not taken.
bool writeAllDrills(const Design& design, const Driller& driller,
                    const std::function<bool(std::string_view part)>& take);

// The matrix alone, as the value of a key of a larger document; with affected workloads only.
void writeMatrix(json::Writer& out, const DrillMatrix& matrix);

}  // namespace nines
