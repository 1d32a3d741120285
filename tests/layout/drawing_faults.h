// What a picture of a design has wrong, found without anything that routes lines or places labels.
#pragma once

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "drawing/draw_design.h"
#include "drawing/draw_parts.h"
#include "drawn.h"

namespace nines::test {

inline bool runsThrough(const Rect& r, Point a, Point b) {
  return std::min(a.x, b.x) < r.right() && std::max(a.x, b.x) > r.left() && std::min(a.y, b.y) < r.bottom() &&
         std::max(a.y, b.y) > r.top();
}

inline bool runsThrough(const Rect& r, const Route& route) {
  for (std::size_t k = 1; k < route.points.size(); ++k) {
    if (runsThrough(r, route.points[k - 1], route.points[k])) return true;
  }
  return false;
}

// Everything that a picture shows of its lines, by their ids.
struct Lines {
  explicit Lines(const Drawn& d) : Lines(d, routeLinks(d.design, d.layout)) {}
  Lines(const Drawn& d, Routes r)
      : routes(std::move(r)),
        labels(placeLabels({d.design, d.layout, builtInMeasure(), Badges()}, routes)),
        hops(findHops(d.design, routes)) {}

  Routes routes;
  LabelPlaces labels;
  std::unordered_map<LinkId, std::vector<Point>> hops;
};

class DrawingFaults {
 public:
  DrawingFaults(const Drawn& d, const Lines& lines) : m_d(d), m_lines(lines) {}

  // Each in words, sorted.
  std::vector<std::string> run() {
    for (const auto& [id, pill] : m_lines.labels) judgeLabel(id, pill);
    for (const auto& [id, route] : m_lines.routes) {
      judgeLine(id, route);
      for (const auto& [other, crossing] : m_lines.routes) {
        if (id < other) judgeCrossings(id, route, other, crossing);
      }
    }
    std::ranges::sort(m_faults);
    return std::move(m_faults);
  }

 private:
  struct Thing {
    std::string name;
    Rect rect;
  };

  // Cards with their chips, names of containers, labels of frames, places of badges.
  std::vector<Thing> things() const {
    std::vector<Thing> out;
    for (NodeIndex i = 0; i < m_d.layout.size(); ++i) {
      const std::string& id = m_d.design.node(i).id;
      const bool solid = m_d.layout.isSolid(m_d.design, i);
      out.push_back(
          {(solid ? "card " : "header ") + id, solid ? m_d.layout.rect(i) : m_d.layout.headerOf(m_d.design, i)});
      if (solid || m_d.layout.place(i).frame) out.push_back({"badge " + id, draw::badgePlace(m_d.layout, i)});
    }
    for (const SetFrame& frame : m_d.layout.setFrames()) out.push_back({"label of a set", frame.label});
    return out;
  }

  void judgeLabel(const LinkId& id, const Rect& pill) {
    for (const Thing& thing : m_things) {
      if (!thing.rect.empty() && pill.intersects(thing.rect)) add("label of " + id + " on " + thing.name);
    }
    for (const auto& [line, route] : m_lines.routes) {
      if (runsThrough(pill, route)) add("label of " + id + " on line " + line);
    }
    for (const auto& [other, place] : m_lines.labels) {
      if (id < other && pill.intersects(place)) add("label of " + id + " on label of " + other);
    }
  }

  void judgeLine(const LinkId& id, const Route& route) {
    const LinkIndex link = m_d.design.linkIndexOf(id);
    const std::string fault = faultOf(m_d, link, route);
    if (!fault.empty()) add(fault);
    if (route.blocked) add(id + " has no way");
    for (NodeIndex i = 0; i < m_d.layout.size(); ++i) {
      if (m_d.layout.place(i).frame && runsThrough(draw::badgePlace(m_d.layout, i), route))
        add("line " + id + " on badge " + m_d.design.node(i).id);
    }
  }

  bool isSolidLine(const LinkId& id) const {
    return draw::lineOf(m_d.design, m_d.design.linkIndexOf(id)) == draw::LinkLine::solid;
  }

  // A line that is solid hops over whatever it crosses.
  void judgeCrossings(const LinkId& a, const Route& first, const LinkId& b, const Route& second) {
    if (!isSolidLine(a) && !isSolidLine(b)) return;
    for (std::size_t i = 1; i < first.points.size(); ++i) {
      for (std::size_t j = 1; j < second.points.size(); ++j) {
        const auto at = crossing(first.points[i - 1], first.points[i], second.points[j - 1], second.points[j]);
        if (at && !hopsAt(a, *at) && !hopsAt(b, *at)) add(a + " crosses " + b + " without a hop");
      }
    }
  }

  bool hopsAt(const LinkId& id, Point at) const {
    const auto hops = m_lines.hops.find(id);
    return hops != m_lines.hops.end() && std::ranges::find(hops->second, at) != hops->second.end();
  }

  // Where two runs cross properly; a line that ends on another one joins it.
  static std::optional<Point> crossing(Point a, Point b, Point c, Point d) {
    constexpr double kInside = 1;
    if ((a.y == b.y) == (c.y == d.y)) return std::nullopt;
    if (a.y != b.y) return crossing(c, d, a, b);
    const auto within = [](double v, double p, double q) {
      return v > std::min(p, q) + kInside && v < std::max(p, q) - kInside;
    };
    if (!within(c.x, a.x, b.x) || !within(a.y, c.y, d.y)) return std::nullopt;
    return Point{c.x, a.y};
  }

  void add(std::string fault) {
    if (std::ranges::find(m_faults, fault) == m_faults.end()) m_faults.push_back(std::move(fault));
  }

  const Drawn& m_d;
  const Lines& m_lines;
  std::vector<Thing> m_things = things();
  std::vector<std::string> m_faults;
};

inline std::vector<std::string> faultsOf(const Drawn& d, const Lines& lines) { return DrawingFaults(d, lines).run(); }

}  // namespace nines::test
