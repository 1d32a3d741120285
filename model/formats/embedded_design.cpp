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

const Foreign* foreignOf(std::string_view beginning) {
  for (const Foreign& foreign : kForeign) {
    if (beginning.size() > foreign.at && beginning.substr(foreign.at).starts_with(foreign.signature)) return &foreign;
  }
  return nullptr;
}

// Every encoding that XML knows: an element, comment or declaration comes first, after a byte order mark and blanks.
bool looksLikeXml(std::string_view beginning) {
  constexpr std::array<std::string_view, 4> wide{{{"\xff\xfe<\0", 4}, {"\xfe\xff\0<", 4}, {"<\0", 2}, {"\0<", 2}}};
  for (const std::string_view start : wide) {
    if (beginning.starts_with(start)) return true;
  }
  if (beginning.starts_with("\xef\xbb\xbf")) beginning.remove_prefix(3);
  const std::size_t first = beginning.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && beginning[first] == '<';
}

}  // namespace

bool isPicture(std::string_view beginning) {
  return isPng(beginning) || isPdf(beginning) || looksLikeXml(beginning) || foreignOf(beginning) != nullptr;
}

Result<std::string> embeddedDesign(std::string_view bytes, const std::string& name) {
  const std::size_t limit = FileLimits().bytes;
  if (bytes.size() > limit) return Error{ErrorCode::tooLarge, name, {}, fmt::format("is larger than {} bytes", limit)};
  if (isPng(bytes)) return designInPng(bytes, name, limit);
  if (isPdf(bytes)) return attachedDesign(bytes, name, limit);
  if (looksLikeXml(bytes)) return designInSvg(bytes, name);
  if (const Foreign* foreign = foreignOf(bytes)) {
    return Error{
        ErrorCode::unsupported,
        name,
        {},
        fmt::format("is a {} picture, which holds no design; SVG, PNG and PDF that Nines exported do", foreign->name)};
  }
  return Error{ErrorCode::unsupported, name, {}, "is no picture that could hold a design"};
}

std::string insideOf(const std::string& name) { return name + " (the design inside)"; }

}  // namespace nines
