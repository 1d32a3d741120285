// What `nines drill` prints: keys are fixed, more may be added; figures in seconds, null where nothing can be said.
#pragma once

#include <span>
#include <string>

#include "recovery/drill.h"

namespace nines {

namespace json {
class Writer;
}

// The drills in full; with a matrix also its cells, under `matrix`.
std::string drillsJson(std::span<const Drill> drills, const DrillMatrix* matrix = nullptr);

// The matrix alone, as the value of a key of a larger document. Most outages of a large design leave most workloads
// alone: these cells may be left out.
enum class MatrixCells { all, affected };
void writeMatrix(json::Writer& out, const DrillMatrix& matrix, MatrixCells cells = MatrixCells::all);

}  // namespace nines
