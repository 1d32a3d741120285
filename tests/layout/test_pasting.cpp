// Excerpts for the clipboard, and pasting them.
#include "drawn.h"
#include "formats/native.h"
#include "layout/pasting.h"

using namespace nines;
using namespace nines::test;

namespace {

Drawing shop() {
  Drawing d;
  d.node("region", "region", "", Rect{100, 0, 700, 400}, {{"code", Value("eu-west-1")}});
  d.node("a", "az", "region", Rect{20, 40, 188, 340}, {{"code", Value("eu-west-1a")}});
  d.node("b", "az", "region", Rect{220, 40, 188, 340}, {{"code", Value("eu-west-1b")}});
  d.card("app", 21, 40, "a", "app-tier").card("db", 21, 120, "a", "aurora-instance");
  d.card("reader", 21, 120, "b", "aurora-instance").node("cluster", "aurora-cluster", "region");
  d.card("people", -200, 40, "", "users");
  d.link("uses", "uses", "app", "cluster", {{300, 300}});
  d.link("m1", "member", "db", "cluster").link("m2", "member", "reader", "cluster");
  d.link("from", "uses", "people", "app");
  return d;
}

std::vector<NodeIndex> indices(const Drawn& d, const std::vector<std::string>& ids) {
  std::vector<NodeIndex> out;
  for (const std::string& id : ids) out.push_back(d.at(id));
  return out;
}

Topology excerptOf(const Drawn& d, const std::vector<std::string>& ids) {
  return placing::excerpt(d.design, d.layout, indices(d, ids));
}

std::vector<std::string> idsOf(const Topology& t) {
  std::vector<std::string> out;
  for (const auto& row : t.nodes.rows()) out.push_back(row->id);
  return out;
}

Drawn after(const Drawn& d, const Edit& edit) {
  Topology t = *d.topology;
  if (!apply(t, edit)) QTest::qFail("the step does not apply", __FILE__, __LINE__);
  return Drawn(std::move(t));
}

using Ids = std::vector<std::string>;

}  // namespace

class TestPasting : public QObject {
  Q_OBJECT

 private slots:
  void excerptsHoldWhatBelongsToThem() {
    const Drawn d = shop().drawn();
    QCOMPARE(idsOf(excerptOf(d, {"app"})), Ids{"app"});
    const Topology zone = excerptOf(d, {"a"});
    QCOMPARE(idsOf(zone), (Ids{"a", "app", "db"}));
    QCOMPARE(zone.links.size(), std::size_t{0});  // each ends outside
    QCOMPARE(*zone.nodes.find("a")->rect, d.rect("a"));
    QCOMPARE(zone.nodes.find("a")->parent, std::string());
    QCOMPARE(zone.nodes.find("app")->parent, std::string("a"));
    // A cluster comes with its members, wherever they stand.
    const Topology cluster = excerptOf(d, {"cluster", "app"});
    QCOMPARE(idsOf(cluster), (Ids{"app", "cluster", "db", "reader"}));
    QCOMPARE(cluster.links.size(), std::size_t{3});
    QCOMPARE(brokenInvariant(cluster), std::string());
    QVERIFY(readDesign(writeDesign(cluster), "clipboard", Catalogue::shipped()));
  }

  void pastedAsideItIsACopy() {
    const Drawn d = shop().drawn();
    const Topology clip = excerptOf(d, {"cluster", "app"});
    const auto pasted = placing::paste(d.design, d.layout, clip, kNone, d.rect("app").topLeft() + Point{24, 24});
    QCOMPARE(pasted.refusal, std::string());
    const Drawn now = after(d, pasted.edit);
    QCOMPARE(now.topology->nodes.size(), d.topology->nodes.size() + 4);
    QCOMPARE(now.topology->links.size(), d.topology->links.size() + 3);
    const Point shift = now.rect("app-2").topLeft() - d.rect("app").topLeft();
    QVERIFY(std::abs(shift.x) + std::abs(shift.y) < 300);
    for (const char* copy : {"app-2", "db-2", "reader-2"}) {
      for (const char* card : {"app", "db", "reader"}) QVERIFY(!now.rect(copy).intersects(now.rect(card)));
    }
    QCOMPARE(now.design.node(now.at("app-2")).parent, std::string("a"));
    QCOMPARE(now.design.node(now.at("reader-2")).parent, std::string("b"));
    QCOMPARE(now.design.node(now.at("cluster-2")).parent, std::string("region"));
    QCOMPARE(now.design.members(now.at("cluster-2")).size(), std::size_t{2});
    QCOMPARE(now.design.link(now.design.linkIndexOf("uses-2")).bends, (std::vector<Point>{Point{300, 300} + shift}));
    QCOMPARE(pasted.edit.label, std::string("Paste 4 resources"));
  }

  void duplicatesStandBesideTheirOriginals() {
    const Drawn d = shop().drawn();
    const std::vector<NodeIndex> nodes{d.at("a"), d.at("app"), d.at("people")};  // one stands in another: one copy only
    const auto copied = placing::duplicate(d.design, d.layout, nodes);
    QCOMPARE(copied.refusal, std::string());
    QCOMPARE(copied.edit.label, std::string("Duplicate 2 resources"));
    const Drawn now = after(d, copied.edit);
    QCOMPARE(brokenInvariant(*now.topology), std::string());
    QCOMPARE(now.design.node(now.at("a-2")).parent, d.design.node(d.at("a")).parent);
    QCOMPARE(now.design.node(now.at("app-2")).parent, std::string("a-2"));
    QVERIFY(now.topology->nodes.find("app-2")->rect == d.topology->nodes.find("app")->rect);
    QVERIFY(!now.rect("people-2").intersects(now.rect("people")));
    QVERIFY(placing::duplicate(d.design, d.layout, {}).edit.empty());
  }

  // A property that names a node names its copy where that came along.
  void propertiesFollowTheCopies() {
    Drawing d = shop();
    Node user = *d.topology.nodes.find("people");
    user.properties["primaryRegion"] = Value("region");
    d.topology.nodes.put(user);
    const Drawn before = d.drawn();
    const auto primaryOf = [&](const std::vector<std::string>& copied) {
      const Drawn now = after(
          before, placing::paste(before.design, before.layout, excerptOf(before, copied), kNone, {2000, 2000}).edit);
      return now.topology->nodes.find("people-2")->properties.at("primaryRegion");
    };
    QCOMPARE(primaryOf({"people", "region"}), Value("region-2"));
    QCOMPARE(primaryOf({"people"}), Value("region"));
  }

  void intoAContainer() {
    const Drawn d = shop().drawn();
    const auto pasted = placing::paste(d.design, d.layout, excerptOf(d, {"app"}), d.at("b"), {});
    const Drawn now = after(d, pasted.edit);
    QCOMPARE(now.design.node(now.at("app-2")).parent, std::string("b"));
    QVERIFY(now.rect("b").contains(now.rect("app-2")));
    QVERIFY(!now.rect("app-2").intersects(now.rect("reader")));
    QCOMPARE(pasted.roots, std::vector<NodeId>{"app-2"});
    QCOMPARE(pasted.edit.label, std::string("Paste app"));
  }

  void containersGrow() {
    const Drawn d = shop().drawn();
    const Topology clip = excerptOf(d, {"a"});
    const Drawn now = after(d, placing::paste(d.design, d.layout, clip, d.at("region"), {}).edit);
    QCOMPARE(now.design.node(now.at("a-2")).parent, std::string("region"));
    QVERIFY(now.rect("region").contains(now.rect("a-2")));
    QCOMPARE(now.design.node(now.at("app-2")).parent, std::string("a-2"));
    for (const char* zone : {"a", "b"}) QVERIFY(!now.rect("a-2").intersects(now.rect(zone)));
  }

  void whereItMayNotStandNothingHappens() {
    const Drawn d = shop().drawn();
    const auto pasted = placing::paste(d.design, d.layout, excerptOf(d, {"db"}), kNone, {-900, -900});
    QVERIFY(!pasted.refusal.empty());
    QVERIFY(pasted.edit.empty());
    // Over something that cannot hold it, what is around that does.
    const Drawn now = after(d, placing::paste(d.design, d.layout, excerptOf(d, {"people"}), d.at("a"), {150, 80}).edit);
    QCOMPARE(now.design.node(now.at("people-2")).parent, std::string());
  }

  void intoAnotherDesign() {
    const Drawn d = shop().drawn();
    Drawing empty;
    const Drawn other = empty.drawn();
    const Drawn now =
        after(other, placing::paste(other.design, other.layout, excerptOf(d, {"region"}), kNone, {8, 16}).edit);
    QCOMPARE(idsOf(*now.topology), (Ids{"a", "app", "b", "cluster", "db", "reader", "region"}));
    QCOMPARE(now.rect("region").topLeft(), (Point{8, 16}));
    QVERIFY(placing::paste(other.design, other.layout, Topology{}, kNone, {}).edit.empty());
  }

  // Whatever is copied and pasted: sound, and undone in one step.
  void randomExcerpts_data() {
    QTest::addColumn<int>("seed");
    for (int seed = 1; seed <= 40; ++seed) QTest::addRow("%d", seed) << seed;
  }
  void randomExcerpts() {
    QFETCH(int, seed);
    const Drawn d{randomDrawing(static_cast<std::uint64_t>(seed))};
    Rng rng(static_cast<std::uint64_t>(seed) + 1000);
    std::vector<NodeIndex> some;
    for (NodeIndex i = 0; i < d.design.nodeCount(); ++i) {
      if (rng.chance(.3)) some.push_back(i);
    }
    const Topology clip = placing::excerpt(d.design, d.layout, some);
    QCOMPARE(brokenInvariant(clip), std::string());
    const auto pasted = placing::paste(d.design, d.layout, clip, kNone, {300, 200});
    QCOMPARE(pasted.edit.empty(), !pasted.refusal.empty() || clip.nodes.empty());
    if (pasted.edit.empty()) return;
    Topology t = *d.topology;
    const auto outcome = apply(t, pasted.edit);
    QVERIFY(outcome);
    QCOMPARE(t.nodes.size(), d.topology->nodes.size() + clip.nodes.size());
    QCOMPARE(t.links.size(), d.topology->links.size() + clip.links.size());
    QVERIFY(apply(t, outcome->inverse));
    QVERIFY(t == *d.topology);
  }
};

QTEST_GUILESS_MAIN(TestPasting)
#include "test_pasting.moc"
