// Bytes as letters that every format takes (RFC 4648).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace nines {

std::string toBase64(std::string_view bytes);
// Blanks and line ends may stand anywhere, other foreign characters nowhere. Nothing where the text is no base64.
std::optional<std::string> fromBase64(std::string_view text);

}  // namespace nines
