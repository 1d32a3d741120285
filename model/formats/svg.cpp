#include "formats/svg.h"

#include <charconv>
#include <cmath>
#include <map>
#include <set>

#include "drawing/utf8.h"
#include "formats/svg_design.h"
#include "formats/xml_text.h"
#include "support/resources.h"

namespace nines {

namespace {

constexpr std::string_view kFonts = "Inter, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif";

// At most three decimals, no exponent, a point whatever the locale, no trailing zeros. What is no number is 0.
std::string number(double value) {
  if (!std::isfinite(value)) return "0";
  char buffer[400];  // the largest double has 309 digits
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed, 3);
  std::string_view text(buffer, static_cast<std::size_t>(end.ptr - buffer));
  while (text.ends_with('0')) text.remove_suffix(1);
  if (text.ends_with('.')) text.remove_suffix(1);
  return text == "-0" ? "0" : std::string(text);
}

// An XML name made from an id, another one for every id: letters, digits and "-" stay, other bytes become "_xx". What
// could not start a name gets "_-" in front. No "." is in it, so that names with one cannot meet it.
std::string xmlName(std::string_view id) {
  constexpr std::string_view digits = "0123456789abcdef";
  const auto isLetter = [](unsigned char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  const auto isPlain = [&](unsigned char c) { return isLetter(c) || (c >= '0' && c <= '9') || c == '-'; };
  std::string out;
  for (const char c : id) {
    const auto byte = static_cast<unsigned char>(c);
    if (isPlain(byte)) {
      out += c;
    } else {
      out += {'_', digits[byte >> 4], digits[byte & 0xf]};
    }
  }
  const bool starts = !out.empty() && (isLetter(static_cast<unsigned char>(out[0])) || out[0] == '_');
  return starts ? out : "_-" + out;
}

// A fraction of a pixel at the border would be half painted: a line along the picture's edge.
Rect wholePixels(const Rect& rect) {
  const double x = std::floor(rect.x);
  const double y = std::floor(rect.y);
  return {x, y, std::ceil(rect.right()) - x, std::ceil(rect.bottom()) - y};
}

// Whether Inter draws another sign for this "x": that of a multiplication, beside digits.
bool isTimes(std::string_view text, std::size_t at) {
  const auto digit = [&](std::size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
  const auto space = [&](std::size_t i) { return i < text.size() && text[i] == ' '; };
  if (at >= text.size() || text[at] != 'x') return false;
  return digit(at - 1) || digit(at + 1) || (space(at - 1) && digit(at - 2)) || (space(at + 1) && digit(at + 2));
}

// Where a text must be set in two pieces to look as it was typed: not every viewer can be asked to leave contextual
// forms alone, but none joins what stands in two elements. "->" would be an arrow. The words stay as they are to those
// who search them.
bool isParted(std::string_view text, std::size_t at) {
  constexpr std::string_view kArrows = "-<=>";
  const auto arrow = [&](std::size_t i) { return kArrows.find(text[i]) != std::string_view::npos; };
  return (arrow(at - 1) && arrow(at)) || isTimes(text, at - 1) || isTimes(text, at);
}

std::string inPieces(std::string_view text) {
  std::string out;
  std::size_t from = 0;
  const auto take = [&](std::size_t to) {
    const std::string piece = xmlText(text.substr(from, to - from));
    out += from == 0 ? piece : "<tspan>" + piece + "</tspan>";
    from = to;
  };
  for (std::size_t at = 1; at < text.size(); ++at) {
    if (isParted(text, at)) take(at);
  }
  take(text.size());
  return out;
}

class SvgWriter {
 public:
  SvgWriter(const DisplayList& list, const SvgOptions& options)
      : m_list(list), m_options(options), m_theme(options.theme ? *options.theme : lightTheme()) {}

  std::string write() {
    const Rect page = wholePixels(m_list.bounds.grown(m_options.margin));
    const std::string size = "\" width=\"" + number(page.width) + "\" height=\"" + number(page.height);
    // Export knows its own pictures by the comment.
    m_out =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- Nines -->\n<svg xmlns=\"http://www.w3.org/2000/svg\" "
        "xmlns:xlink=\"http://www.w3.org/1999/xlink" +
        size + "\" viewBox=\"" + number(page.x) + " " + number(page.y) + " " + number(page.width) + " " +
        number(page.height) + "\" font-family=\"" + xmlText(kFonts) +
        "\" style=\"font-variant-ligatures:none\" stroke-linejoin=\"round\" xml:space=\"preserve\" role=\"img\"";
    if (!m_options.title.empty()) attribute("aria-label", xmlText(m_options.title));
    m_out += ">\n";
    if (!m_options.title.empty()) m_out += "<title>" + xmlText(m_options.title) + "</title>\n";
    if (!m_options.design.empty()) m_out += svgMetadata(m_options.design);
    icons();
    if (m_options.background) background(page);
    for (const DrawGroup& group : m_list.groups) writeGroup(group);
    return std::move(m_out += "</svg>\n");
  }

 private:
  void attribute(std::string_view name, std::string_view value) {
    m_out.append(" ").append(name).append("=\"").append(value).append("\"");
  }
  void attribute(std::string_view name, double value) { attribute(name, number(value)); }

  void paint(std::string_view name, Ink ink) {
    if (!ink.visible()) {
      attribute(name, "none");
      return;
    }
    constexpr std::string_view digits = "0123456789abcdef";
    const Colour colour = colourOf(m_theme, ink);
    std::string hex = "#";
    for (const unsigned part : {colour.red, colour.green, colour.blue}) {
      hex += digits[part >> 4];
      hex += digits[part & 0xf];
    }
    attribute(name, hex);
    if (colour.alpha < 1) attribute(std::string(name) + "-opacity", colour.alpha);
  }

  void paint(Ink fill, const Stroke& stroke) {
    paint("fill", fill);
    if (!stroke.ink.visible()) return;
    paint("stroke", stroke.ink);
    if (stroke.width != 1) attribute("stroke-width", stroke.width);
    if (stroke.roundCaps) attribute("stroke-linecap", "round");
    if (stroke.dash.empty()) return;
    std::string dashes;
    for (const double length : stroke.dash) dashes += (dashes.empty() ? "" : " ") + number(length);
    attribute("stroke-dasharray", dashes);
  }

  void background(const Rect& page) {
    m_out += "<rect";
    box(page);
    paint("fill", {Token::canvas});
    m_out += "/>\n";
  }

  void box(const Rect& rect) {
    attribute("x", rect.x);
    attribute("y", rect.y);
    attribute("width", rect.width);
    attribute("height", rect.height);
  }

  // One definition per icon that occurs, 20 x 20 units. Its lines take the colour of where it is used. Groups, not
  // symbols, and the old href: more viewers know them.
  void icons() {
    std::set<std::string_view> names;
    for (const DrawGroup& group : m_list.groups) {
      for (const Shape2D& shape : group.shapes) {
        if (const auto* icon = std::get_if<IconShape>(&shape)) names.insert(icon->icon);
      }
    }
    std::string symbols;
    for (const std::string_view name : names) {
      const auto file = resource("icons/" + std::string(name) + ".svg");
      if (!file) continue;
      const std::size_t start = file->find('>', file->find("<svg"));
      const std::size_t end = file->rfind("</svg>");
      if (start == std::string_view::npos || end == std::string_view::npos || end < start) continue;
      const std::string id = "icon." + xmlName(name);
      m_symbols.emplace(name, id);
      symbols += "<g id=\"" + id + "\">";
      symbols.append(file->substr(start + 1, end - start - 1)).append("</g>\n");
    }
    if (!symbols.empty()) m_out += "<defs>\n" + symbols + "</defs>\n";
  }

  // The first group of a node or link has its id and description; later ones (chip, badge, label) a number behind it.
  void writeGroup(const DrawGroup& group) {
    const int part = ++m_parts[group.id];
    std::string id = xmlName(group.id);
    if (part > 1) id += "." + std::to_string(part);
    m_out += "<g";
    attribute("id", id);
    m_out += ">";
    if (!group.title.empty()) m_out += "<title>" + xmlText(group.title) + "</title>";
    if (!group.description.empty()) m_out += "<desc>" + xmlText(group.description) + "</desc>";
    m_out += "\n";
    m_group = &group;
    for (const Shape2D& shape : group.shapes) {
      std::visit([this](const auto& s) { write(s); }, shape);
    }
    m_out += "</g>\n";
  }

  void write(const RectShape& rect) {
    m_out += "<rect";
    box(rect.rect);
    if (rect.radius > 0) attribute("rx", rect.radius);
    paint(rect.fill, rect.stroke);
    m_out += "/>\n";
  }

  void write(const EllipseShape& ellipse) {
    m_out += "<ellipse";
    attribute("cx", ellipse.rect.centre().x);
    attribute("cy", ellipse.rect.centre().y);
    attribute("rx", ellipse.rect.width / 2);
    attribute("ry", ellipse.rect.height / 2);
    paint(ellipse.fill, ellipse.stroke);
    m_out += "/>\n";
  }

  void write(const PathShape& path) {
    std::string d;
    const auto add = [&d](char command, std::initializer_list<Point> points) {
      d += command;
      const char* gap = "";
      for (const Point& p : points) {
        d.append(gap).append(number(p.x)).append(" ").append(number(p.y));
        gap = " ";
      }
    };
    for (const PathStep& step : path.steps) {
      switch (step.kind) {
        case PathStep::Kind::move:
          add('M', {step.to});
          break;
        case PathStep::Kind::line:
          add('L', {step.to});
          break;
        case PathStep::Kind::quad:
          add('Q', {step.control1, step.to});
          break;
        case PathStep::Kind::cubic:
          add('C', {step.control1, step.control2, step.to});
          break;
        case PathStep::Kind::close:
          add('Z', {});
          break;
      }
    }
    m_out += "<path";
    attribute("d", d);
    paint(path.fill, path.stroke);
    m_out += "/>\n";
  }

  void write(const TextShape& text) {
    m_out += "<text";
    attribute("x", text.baseline.x);
    attribute("y", text.baseline.y);
    attribute("font-size", text.style.size);
    if (text.style.weight != Weight::regular) attribute("font-weight", static_cast<double>(text.style.weight) * 100);
    if (text.style.spacing != 0) attribute("letter-spacing", text.style.spacing);
    if (text.style.struckThrough) attribute("text-decoration", "line-through");
    if (text.align != Align::left) attribute("text-anchor", text.align == Align::centre ? "middle" : "end");
    if (m_options.measure) {
      const double width = m_options.measure->width(text.text, text.style);
      if (width > 0) {
        attribute("textLength", width);
        attribute("lengthAdjust", "spacingAndGlyphs");
      }
    }
    paint("fill", text.ink);
    m_out += ">";
    if (!isTold(text.whole)) m_out += "<title>" + xmlText(text.whole) + "</title>";
    m_out += inPieces(text.text) + "</text>\n";
  }

  // Whether the group's title or description has it already.
  bool isTold(const std::string& whole) const {
    return utf8::oneLine(m_group->title).find(whole) != std::string::npos ||
           utf8::oneLine(m_group->description).find(whole) != std::string::npos;
  }

  void write(const IconShape& icon) {
    const auto symbol = m_symbols.find(icon.icon);
    if (symbol == m_symbols.end()) return;
    m_out += "<use";
    attribute("xlink:href", "#" + symbol->second);
    std::string transform = "translate(" + number(icon.rect.x) + " " + number(icon.rect.y) + ")";
    if (const double scale = icon.rect.width / 20; scale != 1) transform += " scale(" + number(scale) + ")";
    attribute("transform", transform);
    attribute("fill", "none");
    paint("stroke", icon.ink);
    m_out += " stroke-width=\"1.5\" stroke-linecap=\"round\"/>\n";
  }

  const DisplayList& m_list;
  const SvgOptions& m_options;
  const Theme& m_theme;
  std::string m_out;
  std::map<std::string_view, std::string> m_symbols;
  std::map<std::string_view, int> m_parts;
  const DrawGroup* m_group = nullptr;
};

}  // namespace

std::string writeSvg(const DisplayList& list, const SvgOptions& options) { return SvgWriter(list, options).write(); }

}  // namespace nines
