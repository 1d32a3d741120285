#include "formats/dot.h"

#include <set>

#include "formats/diagram_text.h"

namespace nines {

namespace {

using namespace diagram_text;
using Form = DiagramBox::Form;
using Line = DiagramLink::Line;

// Within quotes. Backslashes begin escapes, and "&" entities, whatever the output is.
std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    if (c == '&') out += "&amp;";
    else if (c == '"' || c == '\\') out.append(1, '\\').append(1, c);
    else out += c;
  }
  return out;
}

std::string quoted(std::string_view text) { return "\"" + escaped(text) + "\""; }

class DotWriter {
 public:
  explicit DotWriter(const Diagram& diagram) : m_diagram(diagram) {}

  std::string write() {
    for (const DiagramLink& link : m_diagram.links) {
      for (const BoxIndex end : {link.from, link.to}) {
        if (link.line != Line::hidden && m_diagram.boxes[end].holds()) m_anchored.insert(end);
      }
    }
    for (BoxIndex b = 0; b < m_diagram.boxes.size(); ++b) {
      const std::vector<BoxIndex>& members = m_diagram.boxes[b].members;
      m_anchored.insert(members.begin(), members.end());
      if (!members.empty()) m_anchored.insert(b);
    }
    m_out = "// Nines\ndigraph Nines {\n";
    m_out +=
        "  graph [compound=true, rankdir=LR, ranksep=0.6, nodesep=0.3, fontname=Helvetica, fontsize=12, "
        "labeljust=l, labelloc=t, label=" +
        quoted(plain(m_diagram.name, kMostOfDetail)) + "];\n";
    m_out += "  node [shape=box, style=rounded, fontname=Helvetica, fontsize=11, margin=\"0.15,0.08\"];\n";
    m_out += "  edge [fontname=Helvetica, fontsize=10, color=\"" + colour(Token::link) + "\"];\n";
    for (const BoxIndex b : m_diagram.top) box(b, 1);
    for (const DiagramBox& frame : m_diagram.boxes) membership(frame);
    for (const DiagramLink& link : m_diagram.links) line(link);
    return std::move(m_out += "}\n");
  }

 private:
  void box(BoxIndex b, std::size_t level) {
    const DiagramBox& box = m_diagram.boxes[b];
    if (box.holds()) cluster(b, level);
    else node(box, level);
  }

  void cluster(BoxIndex b, std::size_t level) {
    const DiagramBox& box = m_diagram.boxes[b];
    const std::string in = indent(level + 1);
    m_out += indent(level) + "subgraph " + quoted("cluster_" + box.id) + " {\n";
    m_out += in + "label=" + quoted(titleOf(box)) + "; color=\"" + colour(box.line) + "\"; fontcolor=\"" +
             colour(box.text) + "\"; style=" + (box.line == Token::zone ? "\"rounded,dashed\"" : "rounded") + ";\n";
    // What lines to the cluster end at, and what keeps an empty one from being left out.
    if (box.inside.empty() || m_anchored.contains(b)) {
      m_out += in + quoted(anchorOf(box)) + " [shape=point, style=invis, width=0, height=0, label=\"\"];\n";
    }
    for (const BoxIndex inner : box.inside) this->box(inner, level + 1);
    m_out += indent(level) + "}\n";
  }

  void node(const DiagramBox& box, std::size_t level) {
    m_out += indent(level) + quoted(box.id) + " [label=\"" + joined(linesOf(box), "\\n", escaped) + "\"";
    if (box.form == Form::note) m_out += ", shape=note, style=solid";
    else if (box.form == Form::frame) m_out += ", style=\"rounded,dashed\"";
    else if (box.store) m_out += ", shape=cylinder, style=solid";
    m_out += ", color=\"" + colour(box.line) + "\"];\n";
  }

  void membership(const DiagramBox& frame) {
    for (const BoxIndex member : frame.members) {
      m_out += "  " + quoted(endOf(frame)) + " -> " + quoted(endOf(m_diagram.boxes[member])) +
               " [style=dotted, arrowhead=none, color=\"" + colour(frame.line) + "\"];\n";
    }
  }

  void line(const DiagramLink& link) {
    if (link.line == Line::hidden) return;
    const DiagramBox& from = m_diagram.boxes[link.from];
    const DiagramBox& to = m_diagram.boxes[link.to];
    m_out += "  " + quoted(endOf(from)) + " -> " + quoted(endOf(to)) + " [";
    std::string attributes;
    const auto add = [&attributes](const std::string& text) { attributes += (attributes.empty() ? "" : ", ") + text; };
    if (const std::string label = labelOf(link); !label.empty()) add("label=" + quoted(label));
    if (link.line == Line::asynchronous) add("style=dashed");
    if (link.line == Line::dotted) add("style=dotted");
    // Two lines beside each other, as in the picture.
    const std::string ink = colour(link.ink);
    add("color=\"" + (link.line == Line::synchronous ? ink + ":" + ink : ink) + "\"");
    if (link.twoWay) add("dir=both");
    // A cluster cuts only lines that come from outside of it.
    if (from.holds() && !m_diagram.isIn(link.to, link.from)) add("ltail=" + quoted("cluster_" + from.id));
    if (to.holds() && !m_diagram.isIn(link.from, link.to)) add("lhead=" + quoted("cluster_" + to.id));
    m_out += attributes + "];\n";
  }

  // Ids have small letters only.
  static std::string anchorOf(const DiagramBox& box) { return box.id + "-ANCHOR"; }
  static std::string endOf(const DiagramBox& box) { return box.holds() ? anchorOf(box) : box.id; }

  const Diagram& m_diagram;
  std::set<BoxIndex> m_anchored;
  std::string m_out;
};

}  // namespace

std::string writeDot(const Design& design, std::span<const NodeIndex> only) {
  const Diagram diagram = diagramOf(design, Layout(design), only);
  return DotWriter(diagram).write();
}

}  // namespace nines
