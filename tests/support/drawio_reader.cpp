#include "drawio_reader.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <pugixml.hpp>
#include <set>

#include "formats/native.h"
#include "layout/router.h"

namespace nines::test {

namespace {

struct Cell {
  pugi::xml_node facts;  // the object, or the cell where it has none
  pugi::xml_node cell;
};

double numberOf(pugi::xml_node node, const char* name) { return node.attribute(name).as_double(); }

bool near(double a, double b) { return std::abs(a - b) < 1e-6; }
bool near(Point a, Point b) { return near(a.x, b.x) && near(a.y, b.y); }

// "exitX=0.5;" in a style.
double styleNumber(const std::string& style, const std::string& key) {
  const std::size_t at = (";" + style).find(";" + key + "=");
  return at == std::string::npos ? NAN : std::strtod(style.c_str() + at + key.size() + 1, nullptr);
}

Value valueOf(const std::string& text) {
  auto value = readValue(text, "attribute");
  return value ? *std::move(value) : Value(text);
}

// The key of "nines_KEY"; other bytes than letters and digits are "_" and two digits.
std::string keyOf(std::string_view name) {
  std::string out;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (name[i] == '_' && i + 2 < name.size()) {
      out += static_cast<char>(std::stoi(std::string(name.substr(i + 1, 2)), nullptr, 16));
      i += 2;
    } else {
      out += name[i];
    }
  }
  return out;
}

Value::Object propertiesOf(pugi::xml_node facts) {
  constexpr std::string_view prefix = "nines_";
  Value::Object out;
  for (const pugi::xml_attribute a : facts.attributes()) {
    const std::string_view name = a.name();
    if (name.starts_with(prefix)) out[keyOf(name.substr(prefix.size()))] = valueOf(a.value());
  }
  return out;
}

class Comparison {
 public:
  Comparison(const Design& design, const std::vector<NodeIndex>& nodes)
      : m_design(design), m_layout(design), m_nodes(nodes), m_in(nodes.begin(), nodes.end()) {}

  std::vector<std::string> run(const std::string& text) {
    pugi::xml_document document;
    const auto parsed = document.load_buffer(text.data(), text.size(), pugi::parse_default, pugi::encoding_utf8);
    if (!parsed) return {std::string("no XML: ") + parsed.description()};
    const pugi::xml_node root = document.child("mxfile").child("diagram").child("mxGraphModel").child("root");
    if (!root) return {"there is no mxfile/diagram/mxGraphModel/root"};
    readCells(root);
    findLayer();
    if (!m_problems.empty()) return m_problems;
    for (const auto& [id, cell] : m_cells) checkReferences(id, cell);
    if (!m_problems.empty()) return m_problems;
    for (const NodeIndex i : m_nodes) checkNode(i);
    checkLinks();
    checkCounts();
    return m_problems;
  }

 private:
  void fail(const std::string& id, const std::string& what) { m_problems.push_back(id + ": " + what); }

  void readCells(pugi::xml_node root) {
    for (const pugi::xml_node node : root.children()) {
      const bool wrapped = std::string_view(node.name()) == "object";
      if (!wrapped && std::string_view(node.name()) != "mxCell") fail(node.name(), "is no cell");
      const std::string id = node.attribute("id").value();
      const pugi::xml_node cell = wrapped ? node.child("mxCell") : node;
      if (id.empty() || !m_cells.emplace(id, Cell{node, cell}).second) fail(id, "the id is missing or occurs twice");
    }
  }

  // One cell has no parent, and one layer stands in that.
  void findLayer() {
    for (const auto& [id, cell] : m_cells) {
      if (cell.cell.attribute("parent")) continue;
      if (!m_root.empty()) fail(id, "is a second root");
      m_root = id;
    }
    for (const auto& [id, cell] : m_cells) {
      if (m_root.empty() || cell.cell.attribute("parent").value() != m_root) continue;
      if (!m_layer.empty()) fail(id, "is a second layer");
      m_layer = id;
    }
    if (m_layer.empty()) fail("root", "has no layer");
  }

  void checkReferences(const std::string& id, const Cell& cell) {
    for (const char* name : {"parent", "source", "target"}) {
      const pugi::xml_attribute a = cell.cell.attribute(name);
      if (a && !m_cells.contains(a.value())) fail(id, std::string(name) + " is not there");
    }
    std::set<std::string> seen;
    for (std::string at = id; at != m_root && m_problems.empty();
         at = m_cells.at(at).cell.attribute("parent").value()) {
      if (!seen.insert(at).second || !m_cells.contains(at)) return fail(id, "does not stand in the root");
    }
    checkMarkup(id, cell.facts.attribute("label").value());
    checkMarkup(id, cell.facts.attribute("value").value());
    checkMarkup(id, cell.facts.attribute("tooltip").value());
  }

  // Labels are HTML: they may have tags of ours, and no others.
  void checkMarkup(const std::string& id, const std::string& html) {
    static const std::set<std::string> ours{"<b>", "</b>", "<br>",
                                            "<font style=\"font-size: 11px; letter-spacing: -0.12px\">", "</font>"};
    for (std::size_t at = html.find('<'); at != std::string::npos; at = html.find('<', at + 1)) {
      const std::string tag = html.substr(at, html.find('>', at) - at + 1);
      if (!ours.contains(tag)) fail(id, "has markup: " + tag);
    }
  }

  Rect geometryOf(const std::string& id) const {
    const pugi::xml_node g = m_cells.at(id).cell.child("mxGeometry");
    return {numberOf(g, "x"), numberOf(g, "y"), numberOf(g, "width"), numberOf(g, "height")};
  }

  // Of a vertex, all its parents added up.
  Rect absolute(const std::string& id) const {
    Rect out = geometryOf(id);
    for (std::string at = parentOf(id); m_cells.at(at).cell.attribute("vertex"); at = parentOf(at))
      out = out.translated(geometryOf(at).topLeft());
    return out;
  }
  std::string parentOf(const std::string& id) const { return m_cells.at(id).cell.attribute("parent").value(); }

  void checkFacts(const std::string& id, pugi::xml_node facts, const std::string& kind, const Properties& properties) {
    if (valueOf(facts.attribute("ninesKind").value()) != Value(kind)) fail(id, "is of another kind");
    if (propertiesOf(facts) != properties) fail(id, "has other properties");
  }

  void checkNode(NodeIndex i) {
    const Node& node = m_design.node(i);
    const auto at = m_cells.find(node.id);
    if (at == m_cells.end() || !at->second.cell.attribute("vertex")) return fail(node.id, "is not there");
    const pugi::xml_node facts = at->second.facts;
    const bool inside = m_design.parent(i) != kNone && m_in.contains(m_design.parent(i));
    if (parentOf(node.id) != (inside ? node.parent : m_layer)) fail(node.id, "stands in " + parentOf(node.id));
    const Rect there = absolute(node.id);
    const Rect here = m_layout.rect(i);
    if (!near(there.topLeft(), here.topLeft()) || !near({there.width, there.height}, {here.width, here.height}))
      fail(node.id, "stands elsewhere");
    checkFacts(node.id, facts, node.kind, node.properties);
    if (valueOf(facts.attribute("ninesName").value()) != Value(node.name)) fail(node.id, "has another name");
    if (facts.attribute("ninesLocked").as_bool() != node.locked) fail(node.id, "is locked or not");
    const std::string extra = facts.attribute("ninesExtra").value();
    if ((extra.empty() ? Value(Value::Object()) : valueOf(extra)) != Value(node.extra)) fail(node.id, "other keys");
    if (std::string_view(facts.attribute("label").value()).empty()) fail(node.id, "has no label");
  }

  void checkLinks() {
    const Routes routes = routeLinks(m_design, m_layout);
    for (LinkIndex l = 0; l < m_design.linkCount(); ++l) {
      if (!m_in.contains(m_design.from(l)) || !m_in.contains(m_design.to(l))) continue;
      const Link& link = m_design.link(l);
      const auto at = m_cells.find(link.id);
      if (at == m_cells.end() || !at->second.cell.attribute("edge")) {
        fail(link.id, "is not there");
        continue;
      }
      ++m_links;
      const pugi::xml_node cell = at->second.cell;
      if (cell.attribute("source").value() != link.from || cell.attribute("target").value() != link.to)
        fail(link.id, "has other ends");
      checkFacts(link.id, at->second.facts, link.kind, link.properties);
      const auto route = routes.find(link.id);
      const bool shown = std::string_view(cell.attribute("visible").value()) != "0";
      const bool loop = link.from == link.to;  // which draw.io routes itself
      if (shown != (loop || route != routes.end())) fail(link.id, "is shown or not");
      else if (shown && !loop) checkWay(link, cell, route->second);
    }
  }

  void checkWay(const Link& link, pugi::xml_node cell, const Route& route) {
    const std::string style = cell.attribute("style").value();
    const auto port = [&](const Rect& rect, const std::string& end) {
      return Point{rect.x + styleNumber(style, end + "X") * rect.width,
                   rect.y + styleNumber(style, end + "Y") * rect.height};
    };
    const std::string parent = cell.attribute("parent").value();
    const Point origin = m_cells.at(parent).cell.attribute("vertex") ? absolute(parent).topLeft() : Point{};
    std::vector<Point> points{port(absolute(link.from), "exit")};
    for (const pugi::xml_node p : cell.child("mxGeometry").find_child_by_attribute("as", "points").children())
      points.push_back(Point{numberOf(p, "x"), numberOf(p, "y")} + origin);
    points.push_back(port(absolute(link.to), "entry"));
    const bool same = std::ranges::equal(points, route.points, [](Point a, Point b) { return near(a, b); });
    if (!same) fail(link.id, "runs elsewhere");
  }

  // Nothing is there that the design has not.
  void checkCounts() {
    std::size_t nodes = 0;
    std::size_t links = 0;
    for (const auto& [id, cell] : m_cells) {
      if (!cell.facts.attribute("ninesKind")) continue;
      ++(cell.cell.attribute("edge") ? links : nodes);
    }
    if (nodes != m_nodes.size()) fail("nodes", "there are " + std::to_string(nodes));
    if (links != m_links) fail("links", "there are " + std::to_string(links));
  }

  const Design& m_design;
  Layout m_layout;
  const std::vector<NodeIndex>& m_nodes;
  std::set<NodeIndex> m_in;
  std::map<std::string, Cell> m_cells;
  std::string m_root;
  std::string m_layer;
  std::size_t m_links = 0;
  std::vector<std::string> m_problems;
};

}  // namespace

std::vector<std::string> differencesOf(const Design& design, const std::vector<NodeIndex>& nodes,
                                       const std::string& text) {
  return Comparison(design, nodes).run(text);
}

}  // namespace nines::test
