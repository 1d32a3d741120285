// Lines under way: from the side that they were drawn from, around what is there.
#include "layout/link_preview.h"

#include <algorithm>

#include "drawn.h"
#include "layout/world.h"

using namespace nines;
using namespace nines::test;
using Points = std::vector<Point>;

namespace {

struct World {
  explicit World(Topology t)
      : topology(std::make_shared<const Topology>(std::move(t))),
        design(std::make_shared<const Design>(topology, Catalogue::shipped(),
                                              Profiles::shipped().orDefault(topology->profile))),
        layout(std::make_shared<const Layout>(*design)),
        routes(routeLinks(*design, *layout)) {}
  explicit World(const Drawing& d) : World(d.topology) {}

  LinkPreview preview(LinkIndex without = kNone) const { return {design, layout, routes, without}; }
  NodeIndex at(const char* id) const { return design->indexOf(id); }

  std::shared_ptr<const Topology> topology;
  std::shared_ptr<const Design> design;
  std::shared_ptr<const Layout> layout;
  Routes routes;
};

bool crosses(const Rect& r, const Points& line) {
  for (std::size_t k = 1; k < line.size(); ++k) {
    const Point a = line[k - 1];
    const Point b = line[k];
    if (std::min(a.x, b.x) < r.right() && std::max(a.x, b.x) > r.left() && std::min(a.y, b.y) < r.bottom() &&
        std::max(a.y, b.y) > r.top()) {
      return true;
    }
  }
  return false;
}

}  // namespace

class TestLinkPreview : public QObject {
  Q_OBJECT

 private slots:
  void startsAtTheSide_data() {
    QTest::addColumn<int>("side");
    QTest::addColumn<Point>("start");
    QTest::newRow("north") << int(NodeSide::north) << Point{73, 0};
    QTest::newRow("east") << int(NodeSide::east) << Point{146, 26};
    QTest::newRow("south") << int(NodeSide::south) << Point{73, 52};
    QTest::newRow("west") << int(NodeSide::west) << Point{0, 26};
  }
  void startsAtTheSide() {
    QFETCH(int, side);
    QFETCH(Point, start);
    const World w(Drawing().card("a", 0, 0).card("b", 400, 0));
    LinkPreview preview = w.preview();
    const NodeSide from{static_cast<std::uint8_t>(side)};
    const Rect card = w.layout->rect(w.at("a"));
    for (const Point pointer : {Point{300, 300}, Point{-200, 20}, Point{60, -150}, Point{73, 200}}) {
      const Points line = preview.course({w.at("a"), from, {}}, {kNone, {}, pointer});
      QVERIFY(line.size() >= 2);
      QCOMPARE(line.front(), start);
      QVERIFY(line.back() == pointer);
      QVERIFY(!crosses(card.grown(-.1), line));
    }
    const Points line = preview.course({w.at("a"), from, {}}, {w.at("b"), {}, {}});
    QVERIFY(!crosses(card.grown(-.1), line) && !crosses(w.layout->rect(w.at("b")).grown(-.1), line));
    // A handle that stands elsewhere, beside a label.
    const Points beside = preview.course({w.at("a"), NodeSide::south, {}, Point{120, 52}}, {kNone, {}, {300, 300}});
    QVERIFY(beside.front() == (Point{120, 52}));
  }

  void goesAroundCards() {
    const World w(Drawing().card("a", 0, 0).card("wall", 200, 0).card("b", 400, 0));
    LinkPreview preview = w.preview();
    QVERIFY(!crosses(w.layout->rect(w.at("wall")), preview.course({w.at("a"), {}, {}}, {w.at("b"), {}, {}})));
    QVERIFY(!crosses(w.layout->rect(w.at("wall")), preview.course({w.at("a"), {}, {}}, {kNone, {}, {380, 26}})));
    QVERIFY(!crosses(w.layout->rect(w.at("wall")), preview.course({kNone, {}, {180, 70}}, {w.at("b"), {}, {}})));
  }

  // Over a card, in a header, close beside a card: the line ends at the pointer everywhere.
  void reachesThePointer() {
    Drawing d;
    d.node("region", "region", "", Rect{0, 0, 600, 300}, {{"code", Value("eu-west-1")}});
    d.card("a", 20, 60, "region").card("b", 300, 60, "region");
    const World w(d);
    LinkPreview preview = w.preview();
    for (const Point pointer : {Point{350, 90}, Point{40, 10}, Point{298, 86}, Point{700, 86}}) {
      const Points line = preview.course({w.at("a"), NodeSide::east, {}}, {kNone, {}, pointer});
      QVERIFY(line.back() == pointer);
      QCOMPARE(line.front().x, w.layout->rect(w.at("a")).right());
    }
  }

  // In its own card there is no way that crosses nothing; still something is shown.
  void insideItsOwnCard() {
    const World w(Drawing().card("a", 0, 0));
    QVERIFY(w.preview().course({w.at("a"), NodeSide::east, {}}, {kNone, {}, {100, 30}}).size() >= 2);
  }

  void takesWayPoints() {
    const World w(Drawing().card("a", 0, 0).card("b", 400, 200).link("l", "replicates", "a", "b"));
    LinkPreview preview = w.preview(0);
    const Points bends{{304, 26}, {304, 226}};
    const LooseEnd a{w.at("a"), {}, {}};
    const LooseEnd b{w.at("b"), {}, {}};
    QVERIFY((preview.straight(a, b, bends) == Points{{146, 26}, {304, 26}, {304, 226}, {400, 226}}));
    QVERIFY(preview.course(a, b, bends) == preview.straight(a, b, bends));
    QVERIFY(preview.straight(a, b, {{304, 300}}).empty());
    QVERIFY(preview.straight(a, b, {{450, 26}, {450, 240}}).empty());
  }

  // Without its own line a link is previewed as it is routed.
  void agreesWithTheRouter() {
    int same = 0;
    int all = 0;
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
      const World w(randomDrawing(seed));
      for (LinkIndex link = 0; link < w.design->linkCount(); link += 3) {
        const auto at = w.routes.find(w.design->link(link).id);
        if (at == w.routes.end() || at->second.blocked) continue;
        const Points line = w.preview(link).course({w.design->from(link), {}, {}}, {w.design->to(link), {}, {}},
                                                   w.design->link(link).bends);
        ++all;
        same += line == routing::simplified(at->second.points) ? 1 : 0;
        QVERIFY(crossedBy(*w.design, *w.layout, link, {line, false}).empty());
      }
    }
    // The last look keeps an old route that is as good as a new one.
    QVERIFY2(same * 10 >= all * 7, qPrintable(QString("%1 of %2").arg(same).arg(all)));
  }
};

QTEST_APPLESS_MAIN(TestLinkPreview)
#include "test_link_preview.moc"
