#include "recovery/drill.h"

namespace nines {

std::string_view toText(StepKind kind) {
  switch (kind) {
    case StepKind::detect:
      return "detect";
    case StepKind::decide:
      return "decide";
    case StepKind::promote:
      return "promote";
    case StepKind::restore:
      return "restore";
    case StepKind::retrieve:
      return "retrieve";
    case StepKind::transfer:
      return "transfer";
    case StepKind::rePoint:
      return "re-point";
    case StepKind::dns:
      return "dns";
    case StepKind::start:
      return "start";
    case StepKind::deploy:
      return "deploy";
  }
  return {};
}

std::string_view toText(ServiceState state) {
  switch (state) {
    case ServiceState::up:
      return "up";
    case ServiceState::degraded:
      return "degraded";
    case ServiceState::readOnly:
      return "read-only";
    case ServiceState::down:
      return "down";
  }
  return {};
}

std::string_view toText(Traffic traffic) {
  switch (traffic) {
    case Traffic::broken:
      return "broken";
    case Traffic::moved:
      return "moved";
    case Traffic::idle:
      return "idle";
    case Traffic::usual:
      return "usual";
  }
  return {};
}

std::string_view toText(DetourKind kind) { return kind == DetourKind::traffic ? "traffic" : "replication"; }

std::optional<bool> WorkloadDrill::met() const {
  if (rtoMet == false || rpoMet == false) return false;
  if ((rtoTarget && !rtoMet) || (rpoTarget && !rpoMet)) return std::nullopt;
  return rtoMet ? rtoMet : rpoMet;
}

}  // namespace nines
