// The properties of a resource or link as exports list them: every value that is known, with where it comes from.
// Private to the formats.
#pragma once

#include <string_view>
#include <vector>

#include "semantics/design.h"

namespace nines {

struct PropertyReading {
  std::string_view key;
  const PropertySchema* schema = nullptr;  // null: of a newer program
  const Value* value = nullptr;            // never null
  bool assumed = false;                    // else set by somebody
};

// In the order of the catalogue, then by key what it does not know. Lives as long as the design.
std::vector<PropertyReading> readingsOf(const Design& design, NodeIndex i);
std::vector<PropertyReading> readingsOfLink(const Design& design, LinkIndex i);

}  // namespace nines
