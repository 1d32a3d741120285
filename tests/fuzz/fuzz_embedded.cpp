// Any bytes as a picture, as a chunk of one, and as the design inside of one.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "checks.h"
#include "formats/embedded_design.h"
#include "formats/png_chunks.h"
#include "formats/svg_design.h"

using namespace nines;
using fuzz::require;

namespace {

// A checksum that fits, since the fuzzer would never guess one.
std::uint32_t checksum(std::string_view bytes) {
  std::uint32_t crc = 0xffffffff;
  for (const char c : bytes) {
    crc ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) crc = (crc & 1) != 0 ? crc >> 1 ^ 0xedb88320 : crc >> 1;
  }
  return ~crc;
}

void add(std::string& out, std::uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift & 0xff);
}

void addChunk(std::string& out, std::string_view type, std::string_view data) {
  add(out, static_cast<std::uint32_t>(data.size()));
  const std::string body = std::string(type).append(data);
  out += body;
  add(out, checksum(body));
}

std::string png(std::string_view chunk) {
  std::string out = "\x89PNG\r\n\x1a\n";
  addChunk(out, "IHDR", {"\0\0\0\1\0\0\0\1\x08\0\0\0\0", 13});
  if (!chunk.empty()) addChunk(out, "iTXt", chunk);
  addChunk(out, "IEND", {});
  return out;
}

void read(std::string_view bytes) {
  const auto inside = embeddedDesign(bytes, "fuzz");
  require(inside.ok() || !inside.error().reason.empty(), "what cannot be read has a reason");
}

void requireKept(const std::string& picture, std::string_view design) {
  require(isPicture(picture), "a picture is known as one");
  const auto inside = embeddedDesign(picture, "again");
  require(inside.ok() && *inside == design, "a design inside comes back");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  read(bytes);
  read(png(std::string(kDesignKeyword).append(1, '\0').append(bytes)));
  if (bytes.empty()) return 0;
  requireKept(withPngTexts(png({}), bytes), bytes);
  requireKept("<svg xmlns=\"http://www.w3.org/2000/svg\">" + svgMetadata(bytes) + "</svg>", bytes);
  return 0;
}
