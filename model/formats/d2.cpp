#include "formats/d2.h"

#include <algorithm>
#include <array>
#include <set>

#include "formats/diagram_text.h"

namespace nines {

namespace {

using namespace diagram_text;
using Form = DiagramBox::Form;
using Line = DiagramLink::Line;

// Words that its keys give a meaning. Keys make no difference between large and small letters.
constexpr std::array<std::string_view, 66> kReserved{"3d",
                                                     "animated",
                                                     "bold",
                                                     "border-radius",
                                                     "bottom",
                                                     "class",
                                                     "classes",
                                                     "constraint",
                                                     "d2-config",
                                                     "data",
                                                     "description",
                                                     "direction",
                                                     "double-border",
                                                     "false",
                                                     "fill",
                                                     "fill-pattern",
                                                     "filled",
                                                     "font",
                                                     "font-color",
                                                     "font-size",
                                                     "grid-columns",
                                                     "grid-gap",
                                                     "grid-rows",
                                                     "height",
                                                     "horizontal-gap",
                                                     "icon",
                                                     "italic",
                                                     "label",
                                                     "layers",
                                                     "left",
                                                     "legend",
                                                     "level",
                                                     "link",
                                                     "multiple",
                                                     "near",
                                                     "null",
                                                     "opacity",
                                                     "overrides",
                                                     "right",
                                                     "scenarios",
                                                     "shadow",
                                                     "shape",
                                                     "source-arrowhead",
                                                     "steps",
                                                     "stroke",
                                                     "stroke-dash",
                                                     "stroke-width",
                                                     "style",
                                                     "suspend",
                                                     "target-arrowhead",
                                                     "text",
                                                     "text-transform",
                                                     "theme",
                                                     "three-d",
                                                     "title",
                                                     "tooltip",
                                                     "top",
                                                     "true",
                                                     "underline",
                                                     "unsuspend",
                                                     "vars",
                                                     "vertical-gap",
                                                     "width",
                                                     "x",
                                                     "y",
                                                     "z"};

// "anchor" means nothing, so that no id becomes this.
constexpr std::string_view kAnchor = "n_anchor";

// Within double quotes: "$" begins a substitution.
std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    if (c == '"' || c == '\\' || c == '$') out += '\\';
    out += c;
  }
  return out;
}

std::string quoted(std::string_view text) { return "\"" + escaped(text) + "\""; }

// The id itself where that is a key that means nothing else; "--" would be a line, and "_" occurs in no id.
std::string keyOf(const DiagramBox& box) {
  const std::string& id = box.id;
  const bool reserved = std::ranges::find(kReserved, std::string_view(id)) != kReserved.end();
  if (reserved) return "n_" + id;
  const bool dashes = id.starts_with('-') || id.ends_with('-') || id.find("--") != std::string::npos;
  return dashes ? quoted(id) : id;
}

class D2Writer {
 public:
  explicit D2Writer(const Diagram& diagram) : m_diagram(diagram) {}

  std::string write() {
    for (const DiagramLink& link : m_diagram.links) {
      for (const BoxIndex end : {link.from, link.to}) {
        if (link.line != Line::hidden && endsInside(link, end)) m_anchored.insert(end);
      }
    }
    m_out = "# Nines\ndirection: right\n";
    if (const std::string title = plain(m_diagram.name, kMostOfName); !title.empty()) {
      m_out += "title: " + quoted(title) + " {shape: text; near: top-center; style: {font-size: 24; bold: true}}\n";
    }
    classes();
    for (const BoxIndex b : m_diagram.top) box(b, 0);
    for (const DiagramBox& frame : m_diagram.boxes) {
      for (const BoxIndex member : frame.members) {
        m_out += pathOf(frame) + " -- " + pathOf(m_diagram.boxes[member]) + ": {style: {stroke: \"" +
                 colour(frame.line) + "\"; stroke-dash: 2}}\n";
      }
    }
    for (const DiagramLink& link : m_diagram.links) line(link);
    return std::move(m_out);
  }

 private:
  void classes() {
    m_out += "classes: {\n";
    for (const Token token : tokensOf(m_diagram)) {
      m_out += "  " + std::string(nameOf(token)) + ": {style: {stroke: \"" + colour(token) + "\"; fill: \"" +
               colour(token == Token::region ? Token::regionFill : Token::card) + "\"; font-color: \"" +
               colour(Token::text) + "\"" + (token == Token::zone ? "; stroke-dash: 4" : "") + "}}\n";
    }
    m_out += "}\n";
  }

  void box(BoxIndex b, std::size_t level) {
    const DiagramBox& box = m_diagram.boxes[b];
    const std::string label = box.holds() ? escaped(titleOf(box)) : joined(linesOf(box), "\\n", escaped);
    m_out += indent(level) + keyOf(box) + ": \"" + label + "\" {";
    std::string facts = "class: " + std::string(nameOf(box.line));
    if (box.form == Form::note) facts += "; shape: page";
    else if (!box.holds() && box.form == Form::frame) facts += "; shape: hexagon";
    else if (!box.holds() && box.store) facts += "; shape: cylinder";
    if (box.inside.empty()) {
      m_out += facts + "}\n";
      return;
    }
    m_out += "\n" + indent(level + 1) + facts + "\n";
    if (m_anchored.contains(b)) {
      m_out += indent(level + 1) + std::string(kAnchor) + ": \"\" {shape: circle; width: 8; height: 8}\n";
    }
    for (const BoxIndex inner : box.inside) this->box(inner, level + 1);
    m_out += indent(level) + "}\n";
  }

  std::string pathOf(const DiagramBox& box) const {
    const std::string key = keyOf(box);
    return box.nest == kNoBox ? key : pathOf(m_diagram.boxes[box.nest]) + "." + key;
  }

  // D2 lays no line out between a box and what is in it: it ends at a point in the box instead.
  bool endsInside(const DiagramLink& link, BoxIndex end) const {
    return !m_diagram.boxes[end].inside.empty() && m_diagram.isIn(end == link.from ? link.to : link.from, end);
  }
  std::string endOf(const DiagramLink& link, BoxIndex end) const {
    const std::string path = pathOf(m_diagram.boxes[end]);
    return endsInside(link, end) ? path + "." + std::string(kAnchor) : path;
  }

  void line(const DiagramLink& link) {
    if (link.line == Line::hidden) return;
    const std::string label = labelOf(link);
    m_out += endOf(link, link.from) + (link.twoWay ? " <-> " : " -> ") + endOf(link, link.to) + ":" +
             (label.empty() ? "" : " " + quoted(label)) + " {style: {stroke: \"" + colour(link.ink) + "\"";
    if (link.line == Line::synchronous) m_out += "; stroke-width: 4";
    if (link.line == Line::asynchronous) m_out += "; stroke-dash: 5";
    if (link.line == Line::dotted) m_out += "; stroke-dash: 2";
    m_out += "}}\n";
  }

  const Diagram& m_diagram;
  std::set<BoxIndex> m_anchored;
  std::string m_out;
};

}  // namespace

std::string writeD2(const Design& design, std::span<const NodeIndex> only) {
  const Diagram diagram = diagramOf(design, Layout(design), only);
  return D2Writer(diagram).write();
}

}  // namespace nines
