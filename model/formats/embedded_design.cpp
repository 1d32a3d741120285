#include "formats/embedded_design.h"

#include <fmt/format.h>

#include <array>

#include "formats/native.h"
#include "formats/pdf_attachment.h"
#include "formats/png_chunks.h"
#include "formats/svg_design.h"

namespace nines {

namespace {

struct Foreign {
  std::string_view signature;
  std::string_view name;
  std::size_t at;
};
// What chat programs and screenshots make of a picture.
constexpr std::array<Foreign, 4> kForeign{
    {{"\xff\xd8\xff", "JPEG", 0}, {"GIF87a", "GIF", 0}, {"GIF89a", "GIF", 0}, {"WEBP", "WebP", 8}}};

constexpr std::string_view kByteOrder = "\xef\xbb\xbf";

const Foreign* foreignOf(std::string_view beginning) {
  for (const Foreign& foreign : kForeign) {
    if (beginning.size() > foreign.at && beginning.substr(foreign.at).starts_with(foreign.signature)) return &foreign;
  }
  return nullptr;
}

// Where the document begins in what something was put in front of, as mail programs and scripts do: readers of PDF look
// for its header in so many bytes. Text in between is no such case, or any design that mentions one would be.
std::size_t pdfStart(std::string_view beginning) {
  constexpr std::size_t within = 1024;
  const std::size_t at = beginning.substr(0, within).find("%PDF-");
  if (at == std::string_view::npos) return at;
  const std::size_t first =
      beginning.find_first_not_of(" \t\r\n", beginning.starts_with(kByteOrder) ? kByteOrder.size() : 0);
  return beginning[first] == '{' || beginning[first] == '<' ? std::string_view::npos : at;
}

bool isPacked(std::string_view beginning) { return beginning.starts_with("\x1f\x8b"); }

// Every encoding that XML knows: an element, comment or declaration comes first, after a byte order mark and blanks.
bool looksLikeXml(std::string_view beginning) {
  constexpr std::array<std::string_view, 4> wide{{{"\xff\xfe<\0", 4}, {"\xfe\xff\0<", 4}, {"<\0", 2}, {"\0<", 2}}};
  for (const std::string_view start : wide) {
    if (beginning.starts_with(start)) return true;
  }
  if (beginning.starts_with(kByteOrder)) beginning.remove_prefix(kByteOrder.size());
  const std::size_t first = beginning.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && beginning[first] == '<';
}

}  // namespace

bool isPicture(std::string_view beginning) {
  return isPng(beginning) || pdfStart(beginning) != std::string_view::npos || looksLikeXml(beginning) ||
         isPacked(beginning) || foreignOf(beginning) != nullptr;
}

Result<std::string> embeddedDesign(std::string_view bytes, const std::string& name) {
  const std::size_t limit = FileLimits().bytes;
  if (bytes.size() > limit) return Error{ErrorCode::tooLarge, name, {}, fmt::format("is larger than {} bytes", limit)};
  if (isPng(bytes)) return designInPng(bytes, name, limit);
  // What counts its bytes does so from the header on.
  if (const std::size_t start = pdfStart(bytes); start != std::string_view::npos)
    return attachedDesign(bytes.substr(start), name, limit);
  if (looksLikeXml(bytes)) return designInSvg(bytes, name);
  if (const Foreign* foreign = foreignOf(bytes)) {
    return Error{
        ErrorCode::unsupported,
        name,
        {},
        fmt::format("is a {} picture, which holds no design; SVG, PNG and PDF that Nines exported do", foreign->name)};
  }
  if (isPacked(bytes)) {
    return Error{ErrorCode::unsupported,
                 name,
                 {},
                 "is packed with gzip, as .svgz files are; unpack it, and open what comes out of it"};
  }
  return Error{ErrorCode::unsupported, name, {}, "is no picture that could hold a design"};
}

std::string insideOf(const std::string& name) { return name + " (the design inside)"; }

}  // namespace nines
