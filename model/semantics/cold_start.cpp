#include "semantics/cold_start.h"

namespace nines {

std::string_view coldStartOf(const Design& design, NodeIndex cluster) {
  if (!design.read(cluster, "autoPause").flag()) return {};
  const std::string_view mode = design.read(cluster, "mode").text();
  if (mode == "serverless-v1") return "aurora.serverlessV1.coldStart";
  const bool mayPause = mode == "serverless-v2" && design.read(cluster, "minAcu").number(0) <= 0;
  return mayPause ? "aurora.serverlessV2.coldStart" : std::string_view();
}

}  // namespace nines
