// Designs for layout tests: a builder for small ones, seeded random ones of nested containers.
#pragma once

#include <cmath>
#include <memory>
#include <string>

#include "layout/router.h"
#include "rng.h"
#include "support.h"

namespace nines::test {

// A topology with its design and layout, all of one moment.
struct Drawn {
  std::shared_ptr<const Topology> topology;
  Design design;
  Layout layout;

  explicit Drawn(Topology t)
      : topology(std::make_shared<const Topology>(std::move(t))),
        design(topology, Catalogue::shipped(), Profiles::shipped().orDefault(topology->profile)),
        layout(design) {}

  NodeIndex at(std::string_view id) const { return design.indexOf(id); }
  const Rect& rect(std::string_view id) const { return layout.rect(at(id)); }
};

class Drawing {
 public:
  Drawing& node(const std::string& id, const std::string& kind, const std::string& parent = {},
                std::optional<Rect> rect = {}, Properties properties = {}) {
    topology.nodes.put({id, kind, parent, "", rect, std::move(properties), {}});
    return *this;
  }
  Drawing& card(const std::string& id, double x, double y, const std::string& parent = {},
                const std::string& kind = "rds-instance") {
    return node(id, kind, parent, Rect{x, y, kCardSize.width, kCardSize.height});
  }
  Drawing& link(const std::string& id, const std::string& kind, const std::string& from, const std::string& to,
                std::vector<Point> bends = {}) {
    topology.links.put({id, kind, from, to, {}, std::move(bends), {}});
    return *this;
  }
  Drawn drawn() const { return Drawn(topology); }

  Topology topology;
};

// Regions with zones and cards that stand loosely in rows, some joined by frames, loose cards around; links between any
// two cards and frames, some with bends that a person might have placed.
inline Topology randomDrawing(std::uint64_t seed) {
  Rng rng(seed);
  Drawing d;
  std::vector<std::string> ends;
  const auto fill = [&](const std::string& parent, int columns, int rows, double left, double top) {
    for (int c = 0; c < columns; ++c) {
      for (int r = 0; r < rows; ++r) {
        if (rng.chance(.25)) continue;
        const std::string id = "n" + std::to_string(ends.size());
        const char* kind = rng.chance(.5) ? "app-tier" : "rds-instance";
        const double y = top + r * 96 + rng.between(0, 3) * 4;
        d.card(id, left + c * 206 + rng.between(0, 5) * 4, y, parent, kind);
        ends.push_back(id);
      }
    }
  };
  const int regions = rng.between(1, 3);
  for (int g = 0; g < regions; ++g) {
    const std::string region = "region-" + std::to_string(g);
    const int zones = rng.between(1, 3);
    d.node(region, "region", "", Rect{240 + g * 1500.0, g % 2 * 80.0, 1400, 560}, {{"role", Value("primary")}});
    fill(region, 1, 4, 24, 60);
    for (int z = 0; z < zones; ++z) {
      const std::string zone = region + "-" + std::string(1, static_cast<char>('a' + z));
      d.node(zone, "az", region, Rect{260 + z * 370.0, 40, 350, 480});
      const std::size_t before = ends.size();
      fill(zone, rng.chance(.5) ? 1 : 2, 4, 32, 48);
      if (ends.size() > before && rng.chance(.5)) {
        const std::string group = zone + "-group";
        d.node(group, "scaling-group", region);
        d.link(group + "-m", "member", ends[before], group);
        if (ends.size() > before + 1) d.link(group + "-m2", "member", ends[before + 1], group);
      }
    }
  }
  fill("", 1, 5, 20, 20);
  const int links = static_cast<int>(ends.size());
  for (int i = 0; i < links; ++i) {
    std::vector<Point> bends;
    if (rng.chance(.1)) bends.push_back({rng.between(0, 1800) * 1.0, rng.between(0, 600) * 1.0});
    const std::string& to = rng.pick(ends);
    const std::string& from = rng.pick(ends);
    d.link("l" + std::to_string(i), rng.chance(.7) ? "uses" : "replicates", from, to, bends);
  }
  return d.topology;
}

inline bool onBorder(const Rect& r, Point p) {
  const bool onX = std::abs(p.x - r.left()) < .01 || std::abs(p.x - r.right()) < .01;
  const bool onY = std::abs(p.y - r.top()) < .01 || std::abs(p.y - r.bottom()) < .01;
  return r.grown(.01).contains(p) && (onX || onY);
}

// What is wrong with a route, in words; empty if nothing.
inline std::string faultOf(const Drawn& d, LinkIndex link, const Route& route) {
  const std::string name = d.design.link(link).id;
  if (route.points.size() < 2) return name + " has no course";
  for (std::size_t k = 1; k < route.points.size(); ++k) {
    const Point& a = route.points[k - 1];
    const Point& b = route.points[k];
    if ((a.x == b.x) == (a.y == b.y)) return name + " is not horizontal or vertical in run " + std::to_string(k);
  }
  if (!onBorder(d.layout.rect(d.design.from(link)), route.points.front())) return name + " begins off its source";
  if (!onBorder(d.layout.rect(d.design.to(link)), route.points.back())) return name + " ends off its target";
  if (route.blocked) return {};
  for (const NodeIndex i : crossedBy(d.design, d.layout, link, route)) return name + " crosses " + d.design.node(i).id;
  return {};
}

}  // namespace nines::test
