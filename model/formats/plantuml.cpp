#include "formats/plantuml.h"

#include <algorithm>
#include <array>

#include "formats/diagram_text.h"

namespace nines {

namespace {

using namespace diagram_text;
using Form = DiagramBox::Form;
using Line = DiagramLink::Line;

// Words with which its statements begin: a line that begins with one would be taken for something else.
constexpr std::array<std::string_view, 111> kReserved{
    "abstract",   "action",    "activate",    "actor",     "agent",      "allow_mixing", "also",       "alt",
    "annotation", "archimate", "artifact",    "as",        "autonumber", "boundary",     "box",        "break",
    "caption",    "card",      "center",      "circle",    "class",      "click",        "cloud",      "collections",
    "color",      "component", "control",     "create",    "critical",   "database",     "deactivate", "destroy",
    "diamond",    "direction", "down",        "else",      "end",        "endlegend",    "endnote",    "endtitle",
    "entity",     "enum",      "field",       "file",      "folder",     "footer",       "frame",      "group",
    "header",     "hexagon",   "hide",        "if",        "interface",  "label",        "left",       "legend",
    "link",       "loop",      "mainframe",   "map",       "method",     "mix",          "namespace",  "newpage",
    "node",       "note",      "object",      "of",        "on",         "opt",          "order",      "package",
    "page",       "par",       "participant", "partition", "person",     "port",         "portin",     "portout",
    "process",    "queue",     "rectangle",   "ref",       "remove",     "repeat",       "restore",    "return",
    "right",      "rotate",    "scale",       "set",       "show",       "skin",         "skinparam",  "split",
    "sprite",     "stack",     "start",       "state",     "static",     "stop",         "storage",    "style",
    "title",      "to",        "together",    "top",       "url",        "usecase",      "while"};

constexpr std::string_view kRectangle = "rectangle";
constexpr std::string_view kDatabase = "database";
constexpr std::string_view kNote = "note";

bool isPlain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ' ' || c == ',' ||
         c == '.' || c == '(' || c == ')';
}

// Of ASCII only what no markup, preprocessor or statement takes for its own stays as it is; "-", "_" and "/" mark up
// where two of them stand together.
std::string escaped(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const auto byte = static_cast<unsigned char>(c);
    const bool within = i > 0 && i + 1 < text.size() && isPlain(text[i - 1]) && isPlain(text[i + 1]) &&
                        text[i - 1] != ' ' && text[i + 1] != ' ';
    const bool joins = within && (c == '-' || c == '/');
    if (byte >= 0x80 || isPlain(c) || joins) out += c;
    else out.append("<U+00").append(1, digits[byte >> 4]).append(1, digits[byte & 0xf]).append(">");
  }
  return out;
}

class PlantUmlWriter {
 public:
  explicit PlantUmlWriter(const Diagram& diagram) : m_diagram(diagram) {}

  std::string write() {
    m_out =
        "@startuml\n' Nines\nleft to right direction\nskinparam shadowing false\nskinparam roundCorner 10\n"
        "hide stereotype\n";
    for (const Token token : tokensOf(m_diagram)) styleOf(token);
    if (const std::string name = plain(m_diagram.name, kMostOfDetail); !name.empty())
      m_out += "title " + escaped(name) + "\n";
    for (const BoxIndex b : m_diagram.top) box(b, 0);
    for (const DiagramBox& frame : m_diagram.boxes) {
      for (const BoxIndex member : frame.members) {
        m_out += idOf(frame) + " .[" + colour(frame.line) + "]. " + idOf(m_diagram.boxes[member]) + "\n";
      }
    }
    for (const DiagramLink& link : m_diagram.links) line(link);
    return std::move(m_out += "@enduml\n");
  }

 private:
  static std::string idOf(const DiagramBox& box) { return wordOf(box.id, kReserved); }

  void styleOf(Token token) {
    const bool stores = std::ranges::any_of(
        m_diagram.boxes, [token](const DiagramBox& box) { return box.line == token && shapeOf(box) == kDatabase; });
    styleOf(token, kRectangle);
    if (stores) styleOf(token, kDatabase);
  }

  void styleOf(Token token, std::string_view shape) {
    m_out.append("skinparam ").append(shape).append("<<").append(nameOf(token)).append(">> {\n");
    m_out += "  BorderColor " + colour(token) + "\n  BackgroundColor " +
             colour(token == Token::region ? Token::regionFill : Token::card) + "\n";
    if (token == Token::zone) m_out += "  BorderStyle dashed\n";
    m_out += "}\n";
  }

  static std::string_view shapeOf(const DiagramBox& box) {
    if (box.form == Form::note && !box.holds()) return kNote;
    return !box.holds() && box.form == Form::card && box.store ? kDatabase : kRectangle;
  }

  void box(BoxIndex b, std::size_t level) {
    const DiagramBox& box = m_diagram.boxes[b];
    const std::string label = box.holds() ? escaped(titleOf(box)) : joined(linesOf(box), "\\n", escaped);
    m_out += indent(level);
    m_out.append(shapeOf(box)).append(" \"").append(label).append("\" as ").append(idOf(box));
    if (shapeOf(box) != kNote) m_out.append(" <<").append(nameOf(box.line)).append(">>");
    if (!box.inside.empty()) {
      m_out += " {\n";
      for (const BoxIndex inner : box.inside) this->box(inner, level + 1);
      m_out += indent(level) + "}";
    }
    m_out += "\n";
  }

  void line(const DiagramLink& link) {
    if (link.line == Line::hidden) return;
    std::string arrow = link.twoWay ? "<-" : "-";
    const std::string ink = colour(link.ink);
    if (link.line == Line::synchronous) arrow += "[" + ink + ",bold]->";
    else if (link.line == Line::asynchronous) arrow += "[" + ink + ",dashed]->";
    else if (link.line == Line::dotted) arrow += "[" + ink + ",dotted]->";
    else arrow += "[" + ink + "]->";
    m_out += idOf(m_diagram.boxes[link.from]) + " " + arrow + " " + idOf(m_diagram.boxes[link.to]);
    if (const std::string label = labelOf(link); !label.empty()) m_out += " : " + escaped(label);
    m_out += "\n";
  }

  const Diagram& m_diagram;
  std::string m_out;
};

}  // namespace

std::string writePlantUml(const Design& design, std::span<const NodeIndex> only) {
  const Diagram diagram = diagramOf(design, Layout(design), only);
  return PlantUmlWriter(diagram).write();
}

}  // namespace nines
