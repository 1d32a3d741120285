#include "formats/svg_design.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
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
constexpr std::size_t kDeclaration = 96;  // of what a prefix means, besides

std::string_view valueOf(const pugi::xml_attribute& attribute) { return attribute.value(); }

// The part before the colon; empty without one.
std::string_view prefixOf(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? std::string_view() : name.substr(0, colon);
}

std::string_view localOf(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

// What prefixes mean within an element. Looked up once per element that is gone through, so that many declarations and
// many children do not cost one times the other.
class Scope {
 public:
  Scope() = default;
  Scope(const Scope& outer, const pugi::xml_node& node) : m_outer(&outer) {
    for (const pugi::xml_attribute& attribute : node.attributes()) {
      const std::string_view name = attribute.name();
      if (name == "xmlns") m_spaces.emplace(std::string_view(), valueOf(attribute));
      else if (prefixOf(name) == "xmlns") m_spaces.emplace(localOf(name), valueOf(attribute));
    }
  }

  // Whether a child of the element is called so.
  bool isElement(const pugi::xml_node& child, std::string_view space, std::string_view local) const {
    if (child.type() != pugi::node_element || localOf(child.name()) != local) return false;
    return Scope(*this, child).spaceOf(prefixOf(child.name())) == space;
  }

 private:
  std::string_view spaceOf(std::string_view prefix) const {
    for (const Scope* at = this; at; at = at->m_outer) {
      if (const auto found = at->m_spaces.find(prefix); found != at->m_spaces.end()) return found->second;
    }
    return {};
  }

  const Scope* m_outer = nullptr;
  std::map<std::string_view, std::string_view> m_spaces;
};

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
    if (count('<') * 2 * kElement + count('=') * kAttribute + declarations() * kDeclaration > kMostMemory) {
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
    if (!Scope().isElement(root, kSvg, "svg")) {
      return error(ErrorCode::unsupported, fmt::format("is XML, but no SVG picture: its root is <{}>", root.name()));
    }
    return designIn(root);
  }

 private:
  Error error(ErrorCode code, std::string reason) const { return {code, m_name, {}, std::move(reason)}; }

  std::size_t declarations() const {
    std::size_t out = 0;
    for (std::size_t at = m_svg.find("xmlns"); at != std::string_view::npos; at = m_svg.find("xmlns", at + 1)) ++out;
    return out;
  }

  // Other encodings are turned to UTF-8 before places are counted.
  Place placeOf(const pugi::xml_parse_result& parsed) const {
    if (parsed.encoding != pugi::encoding_utf8 || parsed.offset < 0) return {};
    const std::string_view before = m_svg.substr(0, static_cast<std::size_t>(parsed.offset));
    const std::size_t lineStart = before.rfind('\n') + 1;  // npos + 1 is 0
    return {static_cast<std::size_t>(std::ranges::count(before, '\n')) + 1, before.size() - lineStart + 1, {}};
  }

  Result<std::string> designIn(const pugi::xml_node& root) const {
    const Scope none;
    const Scope picture(none, root);
    std::optional<Result<std::string>> found;
    for (const pugi::xml_node& metadata : root.children()) {
      if (!picture.isElement(metadata, kSvg, "metadata")) continue;
      const Scope inside(picture, metadata);
      for (const pugi::xml_node& node : metadata.children()) {
        if (!inside.isElement(node, kDesignNamespace, "design")) continue;
        if (found) return error(ErrorCode::duplicate, "holds more than one design");
        found = textOf(inside, node);
      }
    }
    if (!found) {
      return error(
          ErrorCode::missing,
          "is an SVG picture without a design inside; only pictures that Nines exported with their design open");
    }
    return std::move(*found);
  }

  Result<std::string> textOf(const Scope& outer, const pugi::xml_node& design) const {
    const Scope scope(outer, design);
    const auto bytes = numberIn(valueOf(design.attribute("bytes")));
    if (!bytes) return error(ErrorCode::unreadable, "holds a design that does not say how long it is");
    std::string out;
    for (const pugi::xml_node& part : design.children()) {
      if (!scope.isElement(part, kDesignNamespace, "part")) continue;
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
