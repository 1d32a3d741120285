// What pages in Markdown share.
#pragma once

#include <string>
#include <string_view>

namespace nines {

// Text that Markdown must not read as markup, nor the sites that show it as a mention, an issue, a commit, an emoji, a
// formula or an address: there a sign stands in an element of its own. On one line, without what is not seen.
std::string plainMarkdown(std::string_view text);

}  // namespace nines
