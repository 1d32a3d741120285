#include "semantics/cold_start.h"

#include "semantics/choices.h"

namespace nines {

std::string_view coldStartOf(const Design& design, NodeIndex cluster) {
  if (!design.read(cluster, "autoPause").flag()) return {};
  if (chooses(design, cluster, "mode", choice::kPauses)) return "aurora.serverlessV1.coldStart";
  const bool mayPause =
      chooses(design, cluster, "mode", choice::kPausesAtZero) && design.read(cluster, "minAcu").number(0) <= 0;
  return mayPause ? "aurora.serverlessV2.coldStart" : std::string_view();
}

}  // namespace nines
