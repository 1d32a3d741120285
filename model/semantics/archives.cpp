#include "semantics/archives.h"

namespace nines {

namespace {

constexpr std::string_view kUsual = "standard";

std::string keyOf(std::string_view storageClass, std::string_view speed) {
  return "s3.retrieval." + std::string(storageClass) + "." + std::string(speed);
}

}  // namespace

bool offersRetrieval(const Design& design, std::string_view storageClass, std::string_view speed) {
  return design.profile().fact(keyOf(storageClass, speed) + ".worst") != nullptr;
}

std::optional<ArchiveRetrieval> archiveRetrieval(const Design& design, NodeIndex bucket) {
  const std::string_view storageClass = design.read(bucket, "storageClass").text();
  if (!offersRetrieval(design, storageClass, kUsual)) return std::nullopt;
  const std::string_view asked = design.read(bucket, "retrieval").text(kUsual);
  const bool offered = offersRetrieval(design, storageClass, asked);
  const std::string_view speed = offered ? asked : kUsual;
  return ArchiveRetrieval{std::string(speed), keyOf(storageClass, speed), offered};
}

}  // namespace nines
