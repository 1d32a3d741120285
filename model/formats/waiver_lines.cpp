#include "formats/waiver_lines.h"

#include <algorithm>

#include "formats/json_text.h"

namespace nines {

std::map<std::string, std::size_t, std::less<>> waiverLines(std::string_view text) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  std::map<std::string, std::size_t, std::less<>> out;
  const auto add = [&](std::size_t offset, std::string key) {
    const auto before = text.substr(0, offset);
    out.emplace(std::move(key), static_cast<std::size_t>(std::ranges::count(before, '\n')) + 1);
  };
  json::forEachRow(text, {"waivers"}, add, "key");
  return out;
}

}  // namespace nines
