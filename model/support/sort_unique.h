// Lists as sets.
#pragma once

#include <algorithm>
#include <vector>

namespace nines {

// Ascending, each once.
template <class T>
void sortUnique(std::vector<T>& list) {
  std::ranges::sort(list);
  const auto [first, last] = std::ranges::unique(list);
  list.erase(first, last);
}

}  // namespace nines
