#include "support/result.h"

namespace nines {

std::string Error::text() const {
  std::string out = file;
  if (place.line > 0) {
    out += (out.empty() ? "line " : ":") + std::to_string(place.line);
    if (place.column > 0) out += ":" + std::to_string(place.column);
  }
  if (!place.pointer.empty()) out += (out.empty() ? "(" : " (") + place.pointer + ")";
  if (!out.empty()) out += ": ";
  out += reason;
  for (char& c : out) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
  }
  return out;
}

}  // namespace nines
