// What the status bar says of the worst loss of a Region, from the matrix of outage drills.
#pragma once

#include <QString>
#include <optional>
#include <string>

#include "recovery/drill.h"

namespace nines {

struct RegionLoss {
  std::string workload;
  Outage outage;            // the Region's, as the matrix's column has it
  QString figures;          // rich text: "RTO <b>9 min</b> of 15 min · ..."; what nobody can know is "unknown"
  QString shorter;          // the same without targets
  QString tip;              // plain text, a line each
  std::optional<bool> met;  // as in the matrix's cell: empty where a target cannot be judged
};

// The worst that the loss of any one Region does to this workload; where it has no target for that, to the workload
// that has one and for which it is worst. Nothing without such a target, since there is nothing to hold the figures
// against, and nothing where no Region can be lost.
std::optional<RegionLoss> worstRegionLoss(const Design& design, const DrillMatrix& matrix, const std::string& workload);

// How the worst loss of a Region stands against the targets of this workload itself.
enum class RegionVerdict {
  none,     // it has no target for that, or no Region can be lost
  unknown,  // a target cannot be judged
  met,
  missed,
};
RegionVerdict regionVerdict(const DrillMatrix& matrix, const std::string& workload);

}  // namespace nines
