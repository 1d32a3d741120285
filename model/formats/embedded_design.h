// The design that a picture carries: what Nines exported opens as the design again, byte for byte.
#pragma once

#include <string>
#include <string_view>

#include "support/result.h"

namespace nines {

// Whether a file that begins so is read as a picture, not as a design: PNG, PDF, anything in XML, and pictures of other
// kinds, so that what can be said about them is said in their own words.
bool isPicture(std::string_view beginning);

// The text of the design inside, as it was written there. `name` is what errors call the file. Errors: missing (a
// picture like any other), duplicate (more than one design), unreadable (damaged), tooLarge (the file, what is inside,
// or what reading it would take), unsupported (no picture that could hold a design).
Result<std::string> embeddedDesign(std::string_view bytes, const std::string& name);

// What to call the design inside in messages about its own lines.
std::string insideOf(const std::string& name);

// The keyword of the PNG chunk and the namespace of the SVG element that hold it.
inline constexpr std::string_view kDesignKeyword = "nines-design";
inline constexpr std::string_view kDesignNamespace = "urn:nines:design";

}  // namespace nines
