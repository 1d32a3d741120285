#include "formats/drawio.h"

#include <algorithm>
#include <cmath>
#include <pugixml.hpp>
#include <utility>

#include "drawing/draw_design.h"
#include "formats/diagram_text.h"
#include "formats/drawio_facts.h"
#include "formats/drawio_labels.h"
#include "formats/drawio_styles.h"
#include "formats/json_write.h"
#include "layout/shown_part.h"

namespace nines {

namespace {

using Form = DiagramBox::Form;
using Line = DiagramLink::Line;

std::string number(double value) {
  std::string out;
  json::appendCoordinate(out, std::isfinite(value) ? value : 0);
  return out;
}

void set(pugi::xml_node node, const char* name, const std::string& value) {
  node.append_attribute(name).set_value(value.c_str());
}

class DrawioWriter {
 public:
  DrawioWriter(const Design& design, const TextMeasure& measure, std::span<const NodeIndex> only)
      : m_design(design),
        m_measure(measure),
        m_layout(design),
        m_part(placing::shownPart(design, m_layout, only)),
        m_diagram(diagramOf(design, m_part)) {}

  std::string write() {
    pugi::xml_document document;
    pugi::xml_node file = document.append_child("mxfile");
    set(file, "host", "Nines");
    pugi::xml_node page = file.append_child("diagram");
    set(page, "id", "design");
    const std::string name = diagram_text::plain(m_diagram.name, diagram_text::kMostOfName);
    set(page, "name", name.empty() ? "Design" : name);
    m_root = model(page).append_child("root");
    set(m_root.append_child("mxCell"), "id", m_rootId);
    layer();
    m_children.resize(m_diagram.boxes.size());
    for (BoxIndex b = 0; b < m_diagram.boxes.size(); ++b) childrenOf(m_diagram.boxes[b].parent).push_back(b);
    addBoxes();
    for (const DiagramSet& set : m_diagram.sets) addSet(set);
    addLinks();
    struct Text : pugi::xml_writer {
      std::string out;
      void write(const void* data, std::size_t size) override { out.append(static_cast<const char*>(data), size); }
    } text;
    document.save(text, "  ", pugi::format_indent, pugi::encoding_utf8);
    return std::move(text.out);
  }

 private:
  static pugi::xml_node model(pugi::xml_node page) {
    pugi::xml_node out = page.append_child("mxGraphModel");
    const std::pair<const char*, const char*> facts[] = {
        {"grid", "1"},   {"gridSize", "8"}, {"guides", "1"}, {"tooltips", "1"}, {"connect", "1"},
        {"arrows", "1"}, {"fold", "1"},     {"page", "0"},   {"math", "0"},     {"shadow", "0"}};
    for (const auto& [key, value] : facts) set(out, key, value);
    return out;
  }

  // What stands on the canvas stands in it; it says what the design is as a whole.
  void layer() {
    pugi::xml_node object = m_root.append_child("object");
    set(object, "label", "");
    set(object, "id", m_layerId);
    drawio::addFacts(object, m_design.topology());
    set(object.append_child("mxCell"), "parent", m_rootId);
  }

  std::string parentOf(const DiagramBox& box) const {
    return box.parent == kNoBox ? m_layerId : m_diagram.boxes[box.parent].id;
  }
  Point originOf(BoxIndex b) const { return b == kNoBox ? Point{} : m_diagram.boxes[b].rect.topLeft(); }

  std::vector<BoxIndex>& childrenOf(BoxIndex parent) { return parent == kNoBox ? m_top : m_children[parent]; }

  // Later ones lie above: frames over the containers that they reach across, cards over frames. Without recursion, as
  // containers may be as deep as a file is long.
  void addBoxes() {
    const auto bandOf = [this](BoxIndex b) {
      const Form form = m_diagram.boxes[b].form;
      return form == Form::container ? 0 : form == Form::frame ? 1 : 2;
    };
    std::vector<BoxIndex> waiting;
    const auto addChildren = [&](BoxIndex parent) {
      std::vector<BoxIndex>& children = childrenOf(parent);
      std::ranges::stable_sort(children, {}, bandOf);
      waiting.insert(waiting.end(), children.rbegin(), children.rend());
    };
    for (addChildren(kNoBox); !waiting.empty();) {
      const BoxIndex b = waiting.back();
      waiting.pop_back();
      addBox(b);
      addChildren(b);
    }
  }

  void geometry(pugi::xml_node cell, const Rect& rect) {
    pugi::xml_node out = cell.append_child("mxGeometry");
    set(out, "x", number(rect.x));
    set(out, "y", number(rect.y));
    set(out, "width", number(rect.width));
    set(out, "height", number(rect.height));
    set(out, "as", "geometry");
  }

  pugi::xml_node object(const std::string& id, const std::string& label) {
    pugi::xml_node out = m_root.append_child("object");
    set(out, "label", label);
    set(out, "id", id);
    return out;
  }

  void vertex(pugi::xml_node owner, const std::string& style, const std::string& parent, const Rect& rect) {
    pugi::xml_node cell = owner.append_child("mxCell");
    set(cell, "style", style);
    set(cell, "vertex", "1");
    set(cell, "parent", parent);
    geometry(cell, rect);
  }

  // A part of a card: it goes along, and a click takes the card.
  void part(const DiagramBox& box, std::string_view name, const std::string& value, const std::string& style,
            const Rect& rect) {
    pugi::xml_node cell = m_root.append_child("mxCell");
    set(cell, "id", box.id + "-" + std::string(name));  // ids have small letters only
    set(cell, "value", value);
    set(cell, "style", style);
    set(cell, "vertex", "1");
    set(cell, "connectable", "0");
    set(cell, "parent", box.id);
    geometry(cell, rect);
  }

  // Of the preset that the properties make it, as the icon in the picture is.
  const DrawioShape* shapeOf(NodeIndex i) const {
    const Kind* kind = m_design.kind(i);
    if (!kind) return nullptr;
    const Preset* preset = kind->presetOf([&](std::string_view key) { return m_design.read(i, key).value; });
    const DrawioShape* own = preset ? m_styles.shape(preset->id) : nullptr;
    return own ? own : m_styles.shape(kind->id);
  }

  void addBox(BoxIndex b) {
    const DiagramBox& box = m_diagram.boxes[b];
    const DrawioShape* shape = shapeOf(box.node);
    pugi::xml_node out = object(box.id, drawio::labelOf(box, m_measure, shape != nullptr));
    const std::vector<std::string> about{box.name, box.share + box.kind, box.detail, box.set};
    set(out, "tooltip", drawio::html(drawio::joinedKnown(about)));
    drawio::addFacts(out, m_design.node(box.node));
    vertex(out, styleOf(box, shape), parentOf(box), box.rect.translated(Point{} - originOf(box.parent)));
    if (box.form != Form::card) return;
    addIcon(box, shape);
    addChip(box);
  }

  std::string styleOf(const DiagramBox& box, const DrawioShape* shape) const {
    switch (box.form) {
      case Form::container:
        return shape ? shape->style : m_styles.style("genericGroup");
      case Form::note:
        return shape ? shape->style : m_styles.style("plain");
      case Form::frame:
        return shape && !shape->frame.empty() ? shape->frame : m_styles.style("frame", diagram_text::nameOf(box.line));
      case Form::card:
        break;
    }
    return m_styles.style(shape ? "card" : "plain");
  }

  // Where the picture has its tile.
  void addIcon(const DiagramBox& box, const DrawioShape* shape) {
    constexpr double tile = 28;
    constexpr double left = 9;
    if (!shape || box.rect.height < tile + 2 || box.rect.width < tile + 2 * left) return;
    const Size p = shape->proportions;
    const double scale = tile / std::max(p.width, p.height);
    const Size size{p.width * scale, p.height * scale};
    part(box, "ICON", {}, shape->style + m_styles.style("icon"),
         {left + (tile - size.width) / 2, (box.rect.height - size.height) / 2, size.width, size.height});
  }

  void addChip(const DiagramBox& box) {
    if (box.chip.empty()) return;
    constexpr TextStyle style{9, Weight::bold, .35, false};
    const double width = std::ceil(m_measure.width(box.chip, style)) + 10;
    part(box, "CHIP", drawio::html(box.chip), m_styles.style("chip", diagram_text::nameOf(box.line)),
         {9, -7, width, 14});
  }

  void addSet(const DiagramSet& frame) {
    const DiagramBox& first = m_diagram.boxes[frame.members.front()];
    pugi::xml_node cell = m_root.append_child("mxCell");
    set(cell, "id", first.id + "-SET");
    set(cell, "value", drawio::html(diagram_text::plain(frame.text, diagram_text::kMostOfDetail)));
    set(cell, "style", m_styles.style(frame.loose ? "looseFrame" : "frame", diagram_text::nameOf(first.line)));
    set(cell, "vertex", "1");
    set(cell, "connectable", "0");
    set(cell, "parent", m_layerId);
    geometry(cell, frame.rect);
  }

  // The innermost container around both ends: where that goes, the line goes along.
  BoxIndex around(const DiagramLink& link) {
    const auto parent = [this](BoxIndex b) { return m_diagram.boxes[b].parent; };
    m_around.resize(m_diagram.boxes.size(), kNone);
    for (BoxIndex a = parent(link.from); a != kNoBox; a = parent(a)) m_around[a] = link.link;
    BoxIndex b = parent(link.to);
    while (b != kNoBox && m_around[b] != link.link) b = parent(b);
    return b;
  }

  void addLinks() {
    const Badges none;
    const auto [routes, labels] =
        shownLines({m_design, m_layout, m_measure, none}, routeLinks(m_design, m_layout), m_part);
    for (const DiagramLink& link : m_diagram.links) {
      const auto route = routes.find(link.id);
      const bool routed = link.line != Line::hidden && route != routes.end() && route->second.points.size() > 1;
      const bool drawn = routed || (link.line != Line::hidden && link.from == link.to);  // draw.io makes a loop of it
      pugi::xml_node out = object(link.id, drawn ? drawio::html(diagram_text::plain(link.label, 80)) : std::string());
      set(out, "tooltip", drawio::html(drawio::joinedKnown({link.kind, link.label})));
      drawio::addFacts(out, m_design.link(link.link));
      const BoxIndex container = around(link);
      pugi::xml_node cell = out.append_child("mxCell");
      const Route* way = routed ? &route->second : nullptr;
      set(cell, "style", drawn ? lineStyle(link, way) : m_styles.style("hiddenLine"));
      set(cell, "edge", "1");
      if (!drawn) set(cell, "visible", "0");  // members stand in a frame instead
      set(cell, "parent", container == kNoBox ? m_layerId : m_diagram.boxes[container].id);
      set(cell, "source", m_diagram.boxes[link.from].id);
      set(cell, "target", m_diagram.boxes[link.to].id);
      const auto label = labels.find(link.id);
      edgeGeometry(cell, way, originOf(container), label == labels.end() ? nullptr : &label->second);
    }
  }

  // Where on its box an end lies, from 0 to 1 in both directions.
  static std::string port(std::string_view end, const Rect& rect, Point at) {
    const double x = rect.width > 0 ? (at.x - rect.x) / rect.width : .5;
    const double y = rect.height > 0 ? (at.y - rect.y) / rect.height : .5;
    const std::string name(end);
    return name + "X=" + number(x) + ";" + name + "Y=" + number(y) + ";" + name + "Dx=0;" + name + "Dy=0;" + name +
           "Perimeter=0;";
  }

  std::string lineStyle(const DiagramLink& link, const Route* route) const {
    std::string_view name = "solidLine";
    if (link.line == Line::synchronous) name = "doubleLine";
    if (link.line == Line::asynchronous) name = "dashedLine";
    if (link.line == Line::dotted) name = "dottedLine";
    const std::string arrows = link.twoWay ? "startArrow=block;startFill=1;" : "startArrow=none;";
    std::string style = m_styles.style(name, link.ink == Token::link ? "link" : diagram_text::nameOf(link.ink)) +
                        arrows + "endArrow=block;endFill=1;";
    if (!route) return style;
    style += port("exit", m_diagram.boxes[link.from].rect, route->points.front());
    return style + port("entry", m_diagram.boxes[link.to].rect, route->points.back());
  }

  static void point(pugi::xml_node parent, Point at, const char* role = nullptr) {
    pugi::xml_node out = parent.append_child("mxPoint");
    set(out, "x", number(at.x));
    set(out, "y", number(at.y));
    if (role) set(out, "as", role);
  }

  // Way points count from the container's corner; the label from the middle of the line.
  static void edgeGeometry(pugi::xml_node cell, const Route* route, Point origin, const Rect* label) {
    pugi::xml_node out = cell.append_child("mxGeometry");
    set(out, "relative", "1");
    set(out, "as", "geometry");
    if (!route) return;
    if (route->points.size() > 2) {
      pugi::xml_node points = out.append_child("Array");
      set(points, "as", "points");
      for (std::size_t i = 1; i + 1 < route->points.size(); ++i) point(points, route->points[i] - origin);
    }
    if (label) point(out, label->centre() - middleOf(route->points), "offset");
  }

  static Point middleOf(const std::vector<Point>& points) {
    const auto length = [](Point a, Point b) { return std::abs(b.x - a.x) + std::abs(b.y - a.y); };
    double rest = 0;
    for (std::size_t i = 1; i < points.size(); ++i) rest += length(points[i - 1], points[i]) / 2;
    for (std::size_t i = 1; i < points.size(); ++i) {
      const double run = length(points[i - 1], points[i]);
      if (rest <= run && run > 0) {
        const double share = rest / run;
        return {points[i - 1].x + (points[i].x - points[i - 1].x) * share,
                points[i - 1].y + (points[i].y - points[i - 1].y) * share};
      }
      rest -= run;
    }
    return points.back();
  }

  bool isTaken(std::string_view id) const { return m_design.indexOf(id) != kNone || m_design.linkIndexOf(id) != kNone; }

  const Design& m_design;
  const TextMeasure& m_measure;
  Layout m_layout;
  placing::ShownPart m_part;
  Diagram m_diagram;
  const DrawioStyles& m_styles = DrawioStyles::shipped();
  // As everybody calls them, unless the design has something of that name.
  const std::string m_rootId = isTaken("0") ? "ROOT" : "0";
  const std::string m_layerId = isTaken("1") ? "LAYER" : "1";
  std::vector<std::vector<BoxIndex>> m_children;
  std::vector<BoxIndex> m_top;
  std::vector<LinkIndex> m_around;  // the last link whose source stands in the box
  pugi::xml_node m_root;
};

}  // namespace

std::string writeDrawio(const Design& design, const TextMeasure& measure, std::span<const NodeIndex> only) {
  return DrawioWriter(design, measure, only).write();
}

}  // namespace nines
