// Which rules judge numbers outside of a property's range, where that takes limits and exceptions of their own
// (resources/catalogue/value-rules.json).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace nines {

struct ValueRules {
  std::string kind;
  std::string property;
  std::vector<std::string> below;  // ids of rules that judge what is below the minimum
  std::vector<std::string> above;  // likewise above the maximum
};

// In the order of the file.
const std::vector<ValueRules>& allValueRules();
// Without rules for a property whose range is judged like that of any other.
const ValueRules& valueRules(std::string_view kind, std::string_view property);

}  // namespace nines
