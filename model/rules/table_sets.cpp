#include "rules/table_sets.h"

#include <algorithm>

#include "rules/places.h"

namespace nines {

bool reachesOtherRegion(const Design& design, NodeIndex table, const std::vector<NodeIndex>& set) {
  return std::ranges::any_of(set, [&](NodeIndex other) { return otherRegions(design, table, other); });
}

}  // namespace nines
