#include "formats/svg_design.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <pugixml.hpp>

#include "formats/base64.h"
#include "formats/embedded_design.h"

namespace nines {

namespace {

constexpr std::string_view kSvg = "http://www.w3.org/2000/svg";
constexpr std::size_t kPart = std::size_t{3} * 1024 * 1024;  // bytes of a part; libxml2 takes texts of 10 million
constexpr std::size_t kLine = 57;                            // bytes of a line of 76 letters
constexpr std::size_t kMostMemory = std::size_t{512} * 1024 * 1024;  // that reading may take besides the text
constexpr std::size_t kElement = 64;                                 // bytes that the reader needs for each
constexpr std::size_t kAttribute = 40;

// Name and namespace of an element, prefixes resolved.
struct Name {
  std::string_view space;
  std::string_view local;
};

std::string_view valueOf(const pugi::xml_attribute& attribute) { return attribute.value(); }

Name nameOf(const pugi::xml_node& node) {
  const std::string_view full = node.name();
  const std::size_t colon = full.find(':');
  const bool plain = colon == std::string_view::npos;
  const std::string declaration = plain ? "xmlns" : "xmlns:" + std::string(full.substr(0, colon));
  Name out{{}, plain ? full : full.substr(colon + 1)};
  for (pugi::xml_node at = node; at; at = at.parent()) {
    if (const auto found = at.attribute(declaration.c_str())) {
      out.space = valueOf(found);
      break;
    }
  }
  return out;
}

bool isElement(const pugi::xml_node& node, std::string_view space, std::string_view local) {
  if (node.type() != pugi::node_element) return false;
  const Name name = nameOf(node);
  return name.space == space && name.local == local;
}

std::optional<std::size_t> numberIn(std::string_view text) {
  std::size_t out = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (problem != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return out;
}

class Reader {
 public:
  Reader(std::string_view svg, std::string name) : m_svg(svg), m_name(std::move(name)) {}

  Result<std::string> read() {
    const auto count = [this](char c) { return static_cast<std::size_t>(std::ranges::count(m_svg, c)); };
    // An element has a bracket and perhaps a text behind it; an attribute has its sign. So this is known beforehand.
    if (count('<') * 2 * kElement + count('=') * kAttribute > kMostMemory) {
      return error(ErrorCode::tooLarge, "has more elements than can be read");
    }
    pugi::xml_document document;
    // Document types are skipped: entities beyond the five of XML itself stay as they are, and nothing is fetched.
    const auto parsed = document.load_buffer(m_svg.data(), m_svg.size(), pugi::parse_default);
    if (!parsed) {
      return Error{ErrorCode::unreadable, m_name, placeOf(parsed),
                   fmt::format("is no well-formed SVG: {}", parsed.description())};
    }
    const pugi::xml_node root = document.document_element();
    if (!isElement(root, kSvg, "svg")) {
      return error(ErrorCode::unsupported, fmt::format("is XML, but no SVG picture: its root is <{}>", root.name()));
    }
    return designIn(root);
  }

 private:
  Error error(ErrorCode code, std::string reason) const { return {code, m_name, {}, std::move(reason)}; }

  // Other encodings are turned to UTF-8 before places are counted.
  Place placeOf(const pugi::xml_parse_result& parsed) const {
    if (parsed.encoding != pugi::encoding_utf8 || parsed.offset < 0) return {};
    const std::string_view before = m_svg.substr(0, static_cast<std::size_t>(parsed.offset));
    const std::size_t lineStart = before.rfind('\n') + 1;  // npos + 1 is 0
    return {static_cast<std::size_t>(std::ranges::count(before, '\n')) + 1, before.size() - lineStart + 1, {}};
  }

  Result<std::string> designIn(const pugi::xml_node& root) const {
    pugi::xml_node found;
    for (const pugi::xml_node& metadata : root.children()) {
      if (!isElement(metadata, kSvg, "metadata")) continue;
      for (const pugi::xml_node& node : metadata.children()) {
        if (!isElement(node, kDesignNamespace, "design")) continue;
        if (found) return error(ErrorCode::duplicate, "holds more than one design");
        found = node;
      }
    }
    if (!found) {
      return error(
          ErrorCode::missing,
          "is an SVG picture without a design inside; only pictures that Nines exported with their design open");
    }
    return textOf(found);
  }

  Result<std::string> textOf(const pugi::xml_node& design) const {
    const auto bytes = numberIn(valueOf(design.attribute("bytes")));
    if (!bytes) return error(ErrorCode::unreadable, "holds a design that does not say how long it is");
    std::string out;
    for (const pugi::xml_node& part : design.children()) {
      if (!isElement(part, kDesignNamespace, "part")) continue;
      std::string letters;
      for (const pugi::xml_node& text : part.children()) letters += text.value();
      const auto text = fromBase64(letters);
      if (!text) return error(ErrorCode::unreadable, "holds a design that is damaged: a part of it is no base64");
      out += *text;
    }
    if (out.size() == *bytes) return out;
    return error(ErrorCode::unreadable,
                 fmt::format("holds a design that is damaged: {} bytes of {} are there", out.size(), *bytes));
  }

  std::string_view m_svg;
  std::string m_name;
};

}  // namespace

std::string svgMetadata(std::string_view design) {
  std::string out =
      fmt::format("<metadata>\n<nines:design xmlns:nines=\"{}\" bytes=\"{}\">\n", kDesignNamespace, design.size());
  out.reserve(design.size() * 4 / 3 + design.size() / kLine + 1000);
  for (std::size_t at = 0; at < design.size(); at += kPart) {
    const std::string_view part = design.substr(at, kPart);
    out += "<nines:part>\n";
    for (std::size_t line = 0; line < part.size(); line += kLine) out += toBase64(part.substr(line, kLine)) + "\n";
    out += "</nines:part>\n";
  }
  return out += "</nines:design>\n</metadata>\n";
}

Result<std::string> designInSvg(std::string_view svg, const std::string& name) { return Reader(svg, name).read(); }

}  // namespace nines
