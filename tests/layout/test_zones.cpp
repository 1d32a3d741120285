// Drawing the zones of a Region in one step.
#include "drawn.h"
#include "layout/zones.h"

using namespace nines;
using namespace nines::test;

class TestZones : public QObject {
  Q_OBJECT

  static Drawn after(const Drawn& d, const Edit& edit) {
    Topology t = *d.topology;
    if (!apply(t, edit)) QTest::qFail("the step does not apply", __FILE__, __LINE__);
    return Drawn(std::move(t));
  }
  static std::vector<std::string> zonesOf(const Drawn& d) {
    std::vector<std::string> out;
    for (NodeIndex i = 0; i < d.design.nodeCount(); ++i) {
      if (d.design.has(i, trait::kZone)) out.emplace_back(d.design.zoneCode(i));
    }
    return out;
  }
  using Codes = std::vector<std::string>;

 private slots:
  void theyStandSideBySide() {
    Drawing d;
    d.node("region", "region", "", Rect{100, 50, 400, 240}, {{"code", Value("eu-west-1")}});
    const Drawn before = d.drawn();
    QCOMPARE(placing::zonesLeft(before.design, before.at("region")), (Codes{"eu-west-1a", "eu-west-1b", "eu-west-1c"}));
    const Edit edit = placing::addZones(before.design, before.layout, before.at("region"), 3);
    QCOMPARE(edit.label, std::string("Add 3 zones to region"));
    const Drawn now = after(before, edit);
    QCOMPARE(zonesOf(now), (Codes{"eu-west-1a", "eu-west-1b", "eu-west-1c"}));
    const Rect a = now.rect("eu-west-1a");
    for (const char* id : {"eu-west-1b", "eu-west-1c"}) {
      QCOMPARE(now.rect(id).y, a.y);
      QCOMPARE(now.rect(id).height, a.height);
      QVERIFY(now.rect(id).left() > a.right());
      QVERIFY(now.rect("region").contains(now.rect(id)));
    }
    QVERIFY(!now.rect("eu-west-1b").intersects(now.rect("eu-west-1c")));
    QCOMPARE(placing::zonesLeft(now.design, now.at("region")), Codes{});
    QVERIFY(placing::addZones(now.design, now.layout, now.at("region"), 2).empty());
  }

  void theNextOnesAndNoMoreThanThereAre() {
    Drawing d;
    d.node("region", "region", "", Rect{0, 0, 400, 240}, {{"code", Value("eu-west-1")}});
    d.node("b", "az", "region", Rect{20, 40, 188, 180}, {{"code", Value("eu-west-1b")}});
    const Drawn before = d.drawn();
    const Drawn one = after(before, placing::addZones(before.design, before.layout, before.at("region"), 1));
    QCOMPARE(zonesOf(one), (Codes{"eu-west-1b", "eu-west-1a"}));  // in the order of ids
    const Edit all = placing::addZones(before.design, before.layout, before.at("region"), 9);
    QCOMPARE(all.label, std::string("Add 2 zones to region"));
    QCOMPARE(zonesOf(after(before, all)).size(), std::size_t{3});
  }

  // Whoever submits the edit hears why.
  void whereNoneFitsTheEditIsRefused() {
    Drawing d;
    for (int i = 0; i < 64; ++i) {
      d.node("g" + std::to_string(i), "group", i == 0 ? std::string() : "g" + std::to_string(i - 1));
    }
    d.node("region", "region", "g63", {}, {{"code", Value("eu-west-1")}});
    const Drawn before = d.drawn();
    const Edit edit = placing::addZones(before.design, before.layout, before.at("region"), 2);
    QVERIFY(!edit.empty());
    Topology t = *before.topology;
    const auto applied = apply(t, edit);
    QVERIFY(!applied.ok());
    QVERIFY2(applied.error().reason.find("more than 64 containers") != std::string::npos,
             applied.error().reason.c_str());
  }

  void unknownRegionsHaveNone() {
    Drawing d;
    d.node("moon", "region", "", Rect{0, 0, 400, 240}, {{"code", Value("moon-north-1")}})
        .card("users", 500, 0, "", "users");
    const Drawn before = d.drawn();
    for (const char* id : {"moon", "users"}) {
      QCOMPARE(placing::zonesLeft(before.design, before.at(id)), Codes{});
      QVERIFY(placing::addZones(before.design, before.layout, before.at(id), 2).empty());
    }
  }
};

QTEST_GUILESS_MAIN(TestZones)
#include "test_zones.moc"
