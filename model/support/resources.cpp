#include "support/resources.h"

#include <algorithm>

namespace nines {

std::span<const Resource> resourcesBelow(std::string_view prefix) {
  const auto all = resources();
  const auto first = std::ranges::lower_bound(all, prefix, {}, &Resource::path);
  auto last = first;
  while (last != all.end() && last->path.starts_with(prefix)) ++last;
  return {first, last};
}

std::optional<std::string_view> resource(std::string_view path) {
  const auto all = resources();
  const auto at = std::ranges::lower_bound(all, path, {}, &Resource::path);
  if (at == all.end() || at->path != path) return std::nullopt;
  return at->text;
}

}  // namespace nines
