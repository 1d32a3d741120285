// What pages in Markdown share.
#pragma once

#include <string>
#include <string_view>

namespace nines {

// Text that Markdown must not read as markup.
std::string plainMarkdown(std::string_view text);

}  // namespace nines
