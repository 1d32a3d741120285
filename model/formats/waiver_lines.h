// Where the waivers of a design stand in its file.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace nines {

// Line numbers (from 1) by key, of a text that readDesign accepted.
std::map<std::string, std::size_t, std::less<>> waiverLines(std::string_view text);

}  // namespace nines
