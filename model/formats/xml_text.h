// Text in XML.
#pragma once

#include <string>
#include <string_view>

namespace nines {

// For the content of elements and the values of attributes, between quotes of either kind. Characters that XML 1.0 does
// not allow in any form are left out, and so is what is not seen (seenText()), or a name could turn what stands around
// it; bytes that are no UTF-8 become U+FFFD. Also right for HTML.
std::string xmlText(std::string_view utf8);

}  // namespace nines
