#include "formats/mermaid.h"

#include <algorithm>
#include <array>
#include <set>

#include "formats/diagram_text.h"

namespace nines {

namespace {

using namespace diagram_text;
using Form = DiagramBox::Form;
using Line = DiagramLink::Line;

// Words with which its statements begin, or that its grammar takes for something else than a name.
constexpr std::array<std::string_view, 19> kReserved{
    "bt",   "call",        "class",     "classdef", "click", "default", "direction", "end", "flowchart", "graph",
    "href", "interpolate", "linkstyle", "lr",       "rl",    "style",   "subgraph",  "tb",  "td"};

bool isAlphanumeric(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }
bool isPlain(char c) { return isAlphanumeric(c) || c == ' ' || c == ',' || c == '/' || c == '(' || c == ')'; }

// "direction LR" anywhere in a line makes all of it a statement, quotes or not.
bool beginsDirection(std::string_view text) {
  constexpr std::string_view word = "direction";
  return text.size() > word.size() && std::ranges::equal(text.substr(0, word.size()), word, [](char a, char b) {
           return (static_cast<unsigned char>(a) | 0x20) == static_cast<unsigned char>(b);
         });
}

// Within quotes. Labels go through entities, Markdown and HTML: of ASCII only what means nothing in any of them stays
// as it is. "-" and "." stay between letters and digits, and ":" behind them, so that names can be read.
std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool within = i > 0 && i + 1 < text.size() && isAlphanumeric(text[i - 1]) && isAlphanumeric(text[i + 1]);
    const bool spaced = i > 0 && i + 1 < text.size() && isAlphanumeric(text[i - 1]) && text[i + 1] == ' ';
    const bool joins = (within && (c == '-' || c == '.')) || (spaced && c == ':');
    const bool stays = (isPlain(c) || joins) && !beginsDirection(text.substr(i));
    if (static_cast<unsigned char>(c) >= 0x80 || stays) out += c;
    else out += "#" + std::to_string(static_cast<int>(c)) + ";";
  }
  return out;
}

// Within double quotes of YAML. As the whole file is searched for tags, directives and comments before anybody reads
// the YAML, nothing stays that could belong to one.
std::string yamlEscaped(std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const auto byte = static_cast<unsigned char>(c);
    const bool stays = (isPlain(c) || c == '-' || c == '.' || c == ':') && !beginsDirection(text.substr(i));
    if (byte >= 0x80 || stays) out += c;
    else out += {'\\', 'x', digits[byte >> 4U], digits[byte & 0xfU]};
  }
  return out;
}

class MermaidWriter {
 public:
  explicit MermaidWriter(const Diagram& diagram) : m_diagram(diagram) {}

  std::string write() {
    for (const DiagramLink& link : m_diagram.links) {
      if (link.line == Line::hidden || !inside(link)) continue;
      m_anchored.insert(m_diagram.isIn(link.from, link.to) ? link.to : link.from);
    }
    m_out = heading() + "flowchart LR\n";
    for (const BoxIndex b : m_diagram.top) box(b, 1);
    for (const DiagramBox& frame : m_diagram.boxes) {
      for (const BoxIndex member : frame.members) {
        m_out += "  " + idOf(frame) + " -.- " + idOf(m_diagram.boxes[member]) + "\n";
      }
    }
    for (const DiagramLink& link : m_diagram.links) line(link);
    for (const Token token : tokensOf(m_diagram)) classOf(token);
    return std::move(m_out);
  }

 private:
  // The title stands in YAML before everything else; there our mark is a comment of that.
  std::string heading() const {
    const std::string title = plain(m_diagram.name, kMostOfName);
    return title.empty() ? "%% Nines\n" : "---\n# Nines\ntitle: \"" + yamlEscaped(title) + "\"\n---\n";
  }

  static std::string idOf(const DiagramBox& box) { return wordOf(box.id, kReserved); }

  void box(BoxIndex b, std::size_t level) {
    const DiagramBox& box = m_diagram.boxes[b];
    if (!box.holds()) return node(box, level);
    m_out += indent(level) + "subgraph " + idOf(box) + "[\"" + escaped(titleOf(box)) + "\"]\n";
    if (m_anchored.contains(b)) m_out += indent(level + 1) + anchorOf(box) + "((\" \"))\n";
    for (const BoxIndex inner : box.inside) this->box(inner, level + 1);
    m_out += indent(level) + "end\n";
  }

  void node(const DiagramBox& box, std::size_t level) {
    std::string_view open = "(\"";
    std::string_view close = "\")";
    if (box.form == Form::note) {
      open = "[\"";
      close = "\"]";
    } else if (box.form == Form::frame) {
      open = "{{\"";
      close = "\"}}";
    } else if (box.store) {
      open = "[(\"";
      close = "\")]";
    }
    m_out += indent(level) + idOf(box);
    m_out.append(open).append(joined(linesOf(box), "<br/>", escaped)).append(close).append("\n");
  }

  // A line between a subgraph and what is in it breaks the layout: it ends at a point in the subgraph instead.
  bool inside(const DiagramLink& link) const {
    return m_diagram.isIn(link.from, link.to) || m_diagram.isIn(link.to, link.from);
  }
  static std::string anchorOf(const DiagramBox& box) { return idOf(box) + "_ANCHOR"; }
  std::string endOf(BoxIndex end, const DiagramLink& link) const {
    const BoxIndex other = end == link.from ? link.to : link.from;
    const DiagramBox& box = m_diagram.boxes[end];
    return box.holds() && m_diagram.isIn(other, end) ? anchorOf(box) : idOf(box);
  }

  void line(const DiagramLink& link) {
    if (link.line == Line::hidden) return;
    std::string arrow = link.twoWay ? "<" : "";
    if (link.line == Line::synchronous) arrow += "==>";
    else if (link.line == Line::solid) arrow += "-->";
    else arrow += "-.->";
    const std::string label = labelOf(link);
    m_out += "  " + endOf(link.from, link) + " " + arrow;
    if (!label.empty()) m_out += "|\"" + escaped(label) + "\"|";
    m_out += " " + endOf(link.to, link) + "\n";
  }

  void classOf(Token token) {
    std::string ids;
    for (const DiagramBox& box : m_diagram.boxes) {
      if (box.line == token) ids += (ids.empty() ? "" : ",") + idOf(box);
    }
    const std::string name(nameOf(token));
    m_out += "  classDef " + name + " fill:" + colour(token == Token::region ? Token::regionFill : Token::card) +
             ",stroke:" + colour(token) + ",color:" + colour(Token::text) +
             (token == Token::zone ? ",stroke-dasharray:5 4" : "") + "\n";
    m_out += "  class " + ids + " " + name + "\n";
  }

  const Diagram& m_diagram;
  std::set<BoxIndex> m_anchored;
  std::string m_out;
};

}  // namespace

std::string writeMermaid(const Design& design, std::span<const NodeIndex> only) {
  const Diagram diagram = diagramOf(design, Layout(design), only);
  return MermaidWriter(diagram).write();
}

}  // namespace nines
