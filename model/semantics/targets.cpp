#include "semantics/targets.h"

#include <algorithm>

namespace nines {

bool hasSecondRegion(const Design& design) {
  const auto regions = design.withTrait(trait::kRegion);
  return std::ranges::any_of(regions,
                             [&](NodeIndex r) { return design.regionCode(r) != design.regionCode(regions.front()); });
}

Value::Object targetsByKind(const Value& target, bool secondRegion) {
  if (const Value::Object* byKind = target.asObject()) return *byKind;
  Value::Object out;
  if (!target.asNumber()) return out;
  for (const char* kind : {"host", "az"}) out.emplace(kind, target);
  if (secondRegion) out.emplace("region", target);
  return out;
}

std::optional<double> regionTarget(const Design& design, NodeIndex workload, std::string_view key, bool secondRegion) {
  const Reading target = design.read(workload, key);
  if (!target.known()) return std::nullopt;
  if (const Value::Object* byOutage = target.value->asObject()) {
    const auto at = byOutage->find("region");
    return at == byOutage->end() ? std::nullopt : at->second.asNumber();
  }
  return secondRegion ? target.value->asNumber() : std::nullopt;
}

}  // namespace nines
