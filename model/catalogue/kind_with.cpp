#include "catalogue/kind_with.h"

#include <algorithm>

namespace nines {

const Kind* kindWith(const Catalogue& catalogue, std::string_view trait) {
  const auto kinds = catalogue.kinds();
  const auto at = std::ranges::find_if(kinds, [trait](const Kind& kind) { return kind.has(trait); });
  return at == kinds.end() ? nullptr : &*at;
}

}  // namespace nines
