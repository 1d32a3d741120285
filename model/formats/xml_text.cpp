#include "formats/xml_text.h"

#include "drawing/utf8.h"
#include "support/plain_text.h"

namespace nines {

namespace {

bool isForbidden(char32_t code) {
  const bool control = code < 0x20 && code != '\t' && code != '\n' && code != '\r';
  return control || (code >= 0xd800 && code <= 0xdfff) || code == 0xfffe || code == 0xffff;
}

}  // namespace

std::string xmlText(std::string_view utf8) {
  const std::string text = seenText(utf8);
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const utf8::Decoded next = utf8::decode(text, at);
    at += next.length;
    switch (next.code) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      case '\r':
        out += "&#13;";
        break;
      default:
        if (!isForbidden(next.code)) utf8::append(out, next.code);
    }
  }
  return out;
}

}  // namespace nines
