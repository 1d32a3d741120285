// The shipped examples as drawings: nothing overlaps, nothing is crossed, everything lies inside its container.
#include "drawing/draw_design.h"
#include "drawing/draw_parts.h"
#include "drawn.h"
#include "formats/native.h"
#include "rules/rulebook.h"

using namespace nines;
using namespace nines::test;

namespace {

std::set<std::string> rulesBroken(const Design& design) {
  std::set<std::string> rules;
  for (const Finding& finding : checkRules(design)) rules.insert(std::string(finding.rule));
  return rules;
}

}  // namespace

class TestTemplates : public QObject {
  Q_OBJECT

  static Drawn load(const QString& path) {
    const std::string name = path.toStdString();
    auto topology = readDesign(*resource(name), name, Catalogue::shipped());
    if (!topology.ok()) qFatal("%s", topology.error().reason.c_str());
    return Drawn(std::move(topology).value());
  }

  static void rows() {
    QTest::addColumn<QString>("path");
    for (const Resource& r : resourcesBelow("templates/")) {
      const QString path = QString::fromUtf8(r.path.data(), static_cast<qsizetype>(r.path.size()));
      QTest::newRow(qPrintable(path)) << path;
    }
  }

 private slots:
  void canonical_data() { rows(); }
  void canonical() {
    QFETCH(QString, path);
    const std::string name = path.toStdString();
    const auto topology = readDesign(*resource(name), name, Catalogue::shipped());
    QVERIFY(topology.ok());
    QCOMPARE(QString::fromStdString(writeDesign(topology.value())),
             QString::fromStdString(std::string(*resource(name))));
  }

  void noLinkCrossesACardOrHeader_data() { rows(); }
  void noLinkCrossesACardOrHeader() {
    QFETCH(QString, path);
    const Drawn d = load(path);
    const Routes routes = routeLinks(d.design, d.layout);
    QVERIFY(!routes.empty());
    for (LinkIndex i = 0; i < d.design.linkCount(); ++i) {
      const auto at = routes.find(d.design.link(i).id);
      if (at == routes.end()) continue;
      QVERIFY2(!at->second.blocked, at->first.c_str());
      const std::string fault = faultOf(d, i, at->second);
      QVERIFY2(fault.empty(), fault.c_str());
      for (const Point& p : at->second.points)
        QVERIFY2(p.x == std::floor(p.x) && p.y == std::floor(p.y), (at->first + " lies between pixels").c_str());
    }
  }

  void nothingOverlaps_data() { rows(); }
  void nothingOverlaps() {
    QFETCH(QString, path);
    const Drawn d = load(path);
    for (NodeIndex i = 0; i < d.layout.size(); ++i) {
      const NodeIndex parent = d.design.parent(i);
      if (parent != kNone) QVERIFY2(d.layout.rect(parent).contains(d.layout.rect(i)), d.design.node(i).id.c_str());
      for (NodeIndex j = 0; j < d.layout.size(); ++j) {
        if (i == j || !d.layout.isSolid(d.design, i)) continue;
        const Rect other = d.layout.isSolid(d.design, j) ? d.layout.rect(j) : d.layout.headerOf(d.design, j);
        const std::string both = d.design.node(i).id + " and " + d.design.node(j).id;
        QVERIFY2(!d.layout.rect(i).intersects(other), both.c_str());
      }
    }
  }

  // Each label can be read, and belongs to one line only.
  void labelsStandFree_data() { rows(); }
  void labelsStandFree() {
    QFETCH(QString, path);
    const Drawn d = load(path);
    const Routes routes = routeLinks(d.design, d.layout);
    const Badges badges;
    const LabelPlaces labels = placeLabels({d.design, d.layout, builtInMeasure(), badges}, routes);
    for (const auto& [id, pill] : labels) {
      for (NodeIndex i = 0; i < d.layout.size(); ++i) {
        const Rect r = d.layout.isSolid(d.design, i) ? d.layout.rect(i) : d.layout.headerOf(d.design, i);
        QVERIFY2(!pill.intersects(r), (id + " on " + d.design.node(i).id).c_str());
        const bool badged = d.layout.isSolid(d.design, i) || d.layout.place(i).frame;
        QVERIFY2(!badged || !pill.intersects(draw::badgePlace(d.layout, i)),
                 (id + " below a badge of " + d.design.node(i).id).c_str());
      }
      for (const auto& [line, route] : routes) {
        for (std::size_t k = 1; k < route.points.size(); ++k) {
          const Point &a = route.points[k - 1], &b = route.points[k];
          const Rect run{std::min(a.x, b.x), std::min(a.y, b.y), std::abs(a.x - b.x), std::abs(a.y - b.y)};
          QVERIFY2(!pill.intersects(run), (id + " on " + line).c_str());
        }
      }
      // A Region's border is drawn over what crosses it.
      for (const NodeIndex region : d.design.withTrait(trait::kRegion)) {
        const Rect r = d.layout.rect(region);
        QVERIFY2(!r.grown(3).intersects(pill) || r.grown(-3).contains(pill),
                 (id + " on the border of " + d.design.node(region).id).c_str());
      }
      for (const auto& [other, place] : labels)
        QVERIFY2(other == id || !pill.intersects(place), (id + " on the label of " + other).c_str());
    }
  }

  // The gap between database and replica has room for one line and its label, not for a second line beside it.
  void labelsMakeWayForALinkDrawnAmongThem() {
    Topology topology = load("templates/orders.nines").design.topology();
    Link link;
    link.id = "past";
    link.kind = "replicates";
    link.from = "orders-r1";
    link.to = "orders-r3";
    topology.links.put(link);
    const Drawn d(std::move(topology));
    const Routes routes = routeLinks(d.design, d.layout);
    for (const auto& [id, pill] : placeLabels({d.design, d.layout, builtInMeasure(), Badges()}, routes)) {
      for (const auto& [line, route] : routes) {
        for (std::size_t k = 1; k < route.points.size(); ++k) {
          const Point &a = route.points[k - 1], &b = route.points[k];
          const Rect run{std::min(a.x, b.x), std::min(a.y, b.y), std::abs(a.x - b.x), std::abs(a.y - b.y)};
          QVERIFY2(!pill.intersects(run), (id + " on " + line).c_str());
        }
      }
      for (NodeIndex i = 0; i < d.layout.size(); ++i)
        QVERIFY2(!d.layout.isSolid(d.design, i) || !pill.intersects(d.layout.rect(i)), id.c_str());
    }
  }

  void cardsHaveOneSizeOnTheGrid_data() { rows(); }
  void cardsHaveOneSizeOnTheGrid() {
    QFETCH(QString, path);
    const Drawn d = load(path);
    for (NodeIndex i = 0; i < d.layout.size(); ++i) {
      if (d.design.kind(i)->shape != Shape::card) continue;
      QCOMPARE(d.layout.rect(i).width, kCardSize.width);
      QCOMPARE(d.layout.rect(i).height, kCardSize.height);
      // Where the hand would put them as well: what is dragged beside another one stands in line with it.
      const Point at = d.layout.rect(i).topLeft();
      QVERIFY2(at == snapped(at), d.design.node(i).id.c_str());
    }
  }

  // In the window's typeface as well: views_test_pdf.
  void nothingIsCut_data() { rows(); }
  void nothingIsCut() {
    QFETCH(QString, path);
    std::size_t texts = 0;
    for (const DrawGroup& group : drawPicture(load(path).design, builtInMeasure()).groups) {
      for (const Shape2D& shape : group.shapes) {
        const auto* text = std::get_if<TextShape>(&shape);
        if (!text) continue;
        ++texts;
        QVERIFY2(text->whole.empty(), text->whole.c_str());
      }
    }
    QVERIFY(texts > 10);
  }

  void ordersIsWhole() {
    const Drawn d = load("templates/orders.nines");
    QCOMPARE(d.design.withTrait(trait::kRegion).size(), std::size_t{2});
    QCOMPARE(d.design.withTrait(trait::kZone).size(), std::size_t{6});
    QCOMPARE(d.design.withTrait(trait::kWorkload).size(), std::size_t{4});
    QVERIFY(d.design.nodeCount() >= 30);
    // Its findings are its point: a chain of too many layers, a cache of too few nodes, workloads that hang on one
    // thing, a Region whose loss takes longer than promised, a site without a copy elsewhere; and as a hint that the
    // replicas of the chain are Single-AZ, which is no mistake.
    QCOMPARE(rulesBroken(d.design),
             (std::set<std::string>{"dax.node-count", "replica.chain-depth", "replica.source-snapshot",
                                    "workload.rpo-target", "workload.rto-target", "workload.single-point-of-failure"}));
    QVERIFY(placeLabels({d.design, d.layout, builtInMeasure(), Badges()}, routeLinks(d.design, d.layout)).size() >= 9);
    // Fits the canvas of the visual specification's window at 100 %.
    QVERIFY(d.layout.bounds().width <= 1162 && d.layout.bounds().height <= 720);
    // Columns are aligned across the Regions.
    for (const char* zone : {"a", "b", "c"}) {
      QCOMPARE(d.rect(std::string("eu-west-1") + zone).left(), d.rect(std::string("eu-central-1") + zone).left());
    }
  }

  // Three replicas hang on one trunk, which ends in the middle of each.
  void replicasHangOnATrunk() {
    const Drawn d = load("templates/read-scaled-mysql.nines");
    const Routes routes = routeLinks(d.design, d.layout);
    std::set<double> heights;
    for (const char* replica : {"shop-r1", "shop-r2", "shop-r3"}) {
      const Route& route = routes.at(std::string("shop-db-replicates-") + replica);
      QCOMPARE(route.points.front().x, d.rect("shop-db").centre().x);
      QCOMPARE(route.points.back(), (Point{d.rect(replica).centre().x, d.rect(replica).bottom()}));
      for (std::size_t k = 1; k + 1 < route.points.size(); ++k) heights.insert(route.points[k].y);
    }
    QCOMPARE(heights.size(), std::size_t{1});
  }

  void theOthersAreClean() {
    for (const char* path : {"templates/read-scaled-mysql.nines", "templates/aurora-readers.nines"}) {
      const Drawn d = load(path);
      QCOMPARE(rulesBroken(d.design), std::set<std::string>());
    }
  }
};

QTEST_GUILESS_MAIN(TestTemplates)
#include "test_templates.moc"
