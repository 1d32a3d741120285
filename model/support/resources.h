// Files below resources/, compiled into the program, so that the command line and the tests need no install.
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace nines {

struct Resource {
  std::string_view path;  // relative to resources/, e.g. "icons/rds.svg"
  std::string_view text;  // UTF-8, valid for the life of the program
};

// All resources, sorted by path.
std::span<const Resource> resources();

// The resources whose path starts with `prefix` ("catalogue/"), sorted by path.
std::span<const Resource> resourcesBelow(std::string_view prefix);

std::optional<std::string_view> resource(std::string_view path);

}  // namespace nines
