// What makes a text no XML although the library that reads it lets it pass. Programs that read such a text differ in
// what they make of it, so that a figure worked out of it would be one of several.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace nines {

struct XmlFault {
  std::size_t at = 0;  // byte
  std::string reason;  // as a part of a sentence: "has the attribute "name" twice in one element"
};

// The first of: bytes that are no UTF-8, characters that XML has not, whether written or referred to by number,
// entities beyond the five of XML itself, "<" in a value, an attribute given twice, text or another element beside the
// root. Nothing where there is none; whatever else is wrong is left to the library. In linear time, but for the
// attributes of one element, which are sorted.
std::optional<XmlFault> xmlFault(std::string_view text);

}  // namespace nines
