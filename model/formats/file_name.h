// Names of files made from names of designs.
#pragma once

#include <string>
#include <string_view>

namespace nines {

// A name without ending that people recognize and every system takes: the title without what has a meaning in paths,
// hides or turns text around; at most 80 characters and 240 bytes. `fallback` where nothing is left.
std::string fileNameOf(std::string_view title, std::string_view fallback);

}  // namespace nines
