#include "rules/outages.h"

#include <algorithm>

namespace nines {

std::string clauseOf(const Design& design, const Outage& outage) {
  std::string out = sentenceOf(design, outage);
  // The others begin with a name.
  const OutageKind first = outage.parts.empty() ? OutageKind::host : outage.parts.front().kind;
  if (first == OutageKind::host || first == OutageKind::corruption)
    out.front() = static_cast<char>(out.front() - 'A' + 'a');
  return out.starts_with("host of ") || out.starts_with("data of ") ? "the " + out : out;
}

bool anyHas(const Design& design, std::string_view property) {
  return std::ranges::any_of(design.withTrait(trait::kWorkload),
                             [&](NodeIndex i) { return design.read(i, property).known(); });
}

}  // namespace nines
