// Lines between nodes that no link joins: around cards, in the company of links, the first ones as if alone.
#include "layout/free_lines.h"

#include "support.h"

using namespace nines;

namespace {

// Three cards in a row, and one below; the outer two of the row are linked.
Topology row() {
  Topology t;
  const auto put = [&](const char* id, Rect rect) {
    Node node;
    node.id = id;
    node.kind = "app-tier";
    node.parent = "region";
    node.rect = rect;
    t.nodes.put(node);
  };
  Node region;
  region.id = "region";
  region.kind = "region";
  region.rect = Rect{0, 0, 800, 400};
  t.nodes.put(region);
  put("a", {20, 60, 146, 52});
  put("b", {320, 60, 146, 52});
  put("c", {620, 60, 146, 52});
  put("d", {320, 260, 146, 52});
  t.links.put({"a-d", "uses", "a", "d", {}, {}, {}});
  return t;
}

struct Drawn {
  Design design{std::make_shared<const Topology>(row()), Catalogue::shipped(),
                Profiles::shipped().orDefault(kDefaultProfile)};
  Layout layout{design};
  Routes routes = routeLinks(design, layout);

  FreeLine line(const char* from, const char* to) const {
    return {design.indexOf(from), design.indexOf(to), design.linkIndexOf("a-d")};
  }
  std::vector<Route> found(const std::vector<FreeLine>& lines) const {
    return routeFreeLines(design, layout, routes, lines);
  }
  // Whether a run passes through the inside of the card.
  bool crosses(const Route& route, const char* id) const {
    const Rect inside = layout.rect(design.indexOf(id)).grown(-1);
    for (std::size_t k = 1; k < route.points.size(); ++k) {
      const Point a = route.points[k - 1];
      const Point b = route.points[k];
      if (Rect{std::min(a.x, b.x), std::min(a.y, b.y), std::abs(a.x - b.x), std::abs(a.y - b.y)}.intersects(inside))
        return true;
    }
    return false;
  }
};

}  // namespace

class TestFreeLines : public QObject {
  Q_OBJECT

 private slots:
  void aroundCards() {
    const Drawn d;
    const Route route = d.found({d.line("a", "c")}).front();
    QVERIFY(route.points.size() >= 4);  // around b
    QVERIFY(!route.blocked);
    for (const char* id : {"a", "b", "c", "d"}) QVERIFY2(!d.crosses(route, id), id);
    QVERIFY(d.layout.rect(d.design.indexOf("a")).grown(.5).contains(route.points.front()));
    QVERIFY(d.layout.rect(d.design.indexOf("c")).grown(.5).contains(route.points.back()));
    for (std::size_t k = 1; k < route.points.size(); ++k)
      QVERIFY(route.points[k].x == route.points[k - 1].x || route.points[k].y == route.points[k - 1].y);
  }

  void theFirstOnesRunAsIfAlone() {
    const Drawn d;
    const std::vector<FreeLine> all{d.line("a", "c"), d.line("c", "d"), d.line("b", "d")};
    const std::vector<Route> together = d.found(all);
    QCOMPARE(together.size(), all.size());
    for (std::size_t count = 1; count <= all.size(); ++count) {
      const std::vector<Route> some = d.found({all.begin(), all.begin() + static_cast<std::ptrdiff_t>(count)});
      for (std::size_t k = 0; k < count; ++k) QVERIFY(some[k] == together[k]);
    }
  }

  // Two between the same cards are two lines.
  void noneHidesTheOther() {
    const Drawn d;
    const std::vector<Route> both = d.found({d.line("b", "d"), d.line("b", "d")});
    QVERIFY(both[0].points != both[1].points);
    const Route beside = d.found({d.line("a", "d")}).front();
    QVERIFY(beside.points != d.routes.at("a-d").points);
  }

  void noneWhereNoneCanBeDrawn() {
    const Drawn d;
    const std::vector<Route> none =
        d.found({d.line("a", "a"), d.line("region", "a"), d.line("a", "region"), d.line("a", "nobody")});
    QCOMPARE(none.size(), std::size_t{4});
    for (const Route& route : none) QVERIFY(route.points.empty());
    QVERIFY(d.found({}).empty());
  }
};

QTEST_APPLESS_MAIN(TestFreeLines)
#include "test_free_lines.moc"
