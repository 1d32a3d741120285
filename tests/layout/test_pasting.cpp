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

// A card on the frame of a cluster that it does not belong to, where that was not so before.
std::string faultOfFrames(const Drawn& before, const Drawn& now) {
  const auto isIn = [](const Drawn& d, NodeIndex frame, NodeIndex i) {
    if (frame == kNone || i == kNone || !d.layout.rect(frame).intersects(d.layout.rect(i))) return false;
    return std::ranges::count(d.design.members(frame), i) == 0;
  };
  for (NodeIndex frame = 0; frame < now.design.nodeCount(); ++frame) {
    if (!now.layout.place(frame).frame) continue;
    for (NodeIndex i = 0; i < now.design.nodeCount(); ++i) {
      const std::string& id = now.design.node(i).id;
      const std::string& cluster = now.design.node(frame).id;
      if (!now.layout.isSolid(now.design, i) || !isIn(now, frame, i)) continue;
      if (!isIn(before, before.at(cluster), before.at(id))) return id + " lies on the frame of " + cluster;
    }
  }
  return {};
}

// What lies on what and did not before, in words, or what is new and reaches out of its container.
std::string faultOf(const Drawn& before, const Drawn& now) {
  const auto wasOn = [&](const std::string& a, const std::string& b) {
    const NodeIndex i = before.at(a);
    const NodeIndex k = before.at(b);
    return i != kNone && k != kNone && before.layout.rect(i).intersects(before.layout.rect(k));
  };
  for (NodeIndex i = 0; i < now.design.nodeCount(); ++i) {
    const NodeIndex above = now.design.parent(i);
    if (now.layout.place(i).frame) continue;
    const std::string& id = now.design.node(i).id;
    const bool fresh = before.at(id) == kNone && above != kNone && before.at(now.design.node(above).id) != kNone;
    if (fresh && !now.layout.rect(above).contains(now.layout.rect(i))) {
      return id + " reaches out of " + now.design.node(above).id;
    }
    for (const NodeIndex other : above == kNone ? now.design.topLevel() : now.design.children(above)) {
      const std::string& otherId = now.design.node(other).id;
      if (other <= i || now.layout.place(other).frame || wasOn(id, otherId)) continue;
      if (now.layout.rect(i).intersects(now.layout.rect(other))) return id + " and " + otherId + " lie on each other";
    }
  }
  return {};
}

Drawn orders() {
  const auto text = resource("templates/orders.nines");
  auto topology = readDesign(text.value_or(""), "orders.nines", Catalogue::shipped());
  if (!topology) QTest::qFail("the template does not load", __FILE__, __LINE__);
  return Drawn(std::move(*topology));
}

// Each pasted where it was, in its own container, under the pointer at several places, and as duplicate: nothing comes
// to lie on anything, and all is undone in one step.
std::string faultOfAll(const Drawn& d, const std::vector<NodeIndex>& nodes, bool frames = true) {
  const Topology clip = placing::excerpt(d.design, d.layout, nodes);
  std::vector<placing::Pasted> steps{
      placing::paste(d.design, d.layout, clip, kNone, std::nullopt),
      placing::paste(d.design, d.layout, clip, d.design.parent(nodes.front()), std::nullopt),
      placing::duplicate(d.design, d.layout, nodes),
  };
  const Rect all = d.layout.bounds();
  for (const double x : {.1, .4, .8}) {
    for (const double y : {.2, .6}) {
      const Point pointer{all.x + x * all.width, all.y + y * all.height};
      steps.push_back(placing::pasteUnder(d.design, d.layout, clip, pointer));
    }
  }
  for (std::size_t k = 0; k < steps.size(); ++k) {
    if (steps[k].edit.empty() != !steps[k].refusal.empty()) return "an empty step";
    if (steps[k].edit.empty()) continue;
    Topology t = *d.topology;
    const auto outcome = apply(t, steps[k].edit);
    if (!outcome) return outcome.error().reason;
    std::string fault = faultOf(d, Drawn(t));
    if (fault.empty() && frames) fault = faultOfFrames(d, Drawn(t));
    if (!fault.empty()) return "step " + std::to_string(k) + ": " + fault;
    if (!apply(t, outcome->inverse) || t != *d.topology) return "not undone";
  }
  return {};
}

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
      const Drawn now =
          after(before,
                placing::paste(before.design, before.layout, excerptOf(before, copied), kNone, Point{2000, 2000}).edit);
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
    const auto pasted = placing::paste(d.design, d.layout, excerptOf(d, {"db"}), kNone, Point{-900, -900});
    QVERIFY(!pasted.refusal.empty());
    QVERIFY(pasted.edit.empty());
    // Over something that cannot hold it, what is around that does.
    const Drawn now =
        after(d, placing::paste(d.design, d.layout, excerptOf(d, {"people"}), d.at("a"), Point{150, 80}).edit);
    QCOMPARE(now.design.node(now.at("people-2")).parent, std::string());
  }

  void intoAnotherDesign() {
    const Drawn d = shop().drawn();
    Drawing empty;
    const Drawn other = empty.drawn();
    const Drawn now =
        after(other, placing::paste(other.design, other.layout, excerptOf(d, {"region"}), kNone, Point{8, 16}).edit);
    QCOMPARE(idsOf(*now.topology), (Ids{"a", "app", "b", "cluster", "db", "reader", "region"}));
    QCOMPARE(now.rect("region").topLeft(), (Point{8, 16}));
    QVERIFY(placing::paste(other.design, other.layout, Topology{}, kNone, {}).edit.empty());
  }

  void nothingOfOrdersIsLaidOver_data() {
    QTest::addColumn<QString>("id");
    const Drawn d = orders();
    for (NodeIndex i = 0; i < d.design.nodeCount(); ++i) {
      const std::string& id = d.design.node(i).id;
      QTest::newRow(id.c_str()) << QString::fromStdString(id);
    }
  }
  void nothingOfOrdersIsLaidOver() {
    QFETCH(QString, id);
    const Drawn d = orders();
    const NodeIndex i = d.at(id.toStdString());
    QCOMPARE(QString::fromStdString(faultOfAll(d, {i})), QString());
    const auto content = d.design.children(i);
    if (!content.empty()) QCOMPARE(QString::fromStdString(faultOfAll(d, {content.begin(), content.end()})), QString());
  }

  // Again and again: each finds a place of its own.
  void repeatedPastes_data() {
    QTest::addColumn<QString>("id");
    for (const char* id : {"eu-west-1", "eu-west-1b", "app-2", "dax", "warehouse", "orders-vpc"}) {
      QTest::newRow(id) << QString::fromLatin1(id);
    }
  }
  void repeatedPastes() {
    QFETCH(QString, id);
    Drawn d = orders();
    QVERIFY(d.at(id.toStdString()) != kNone);
    const Topology clip = placing::excerpt(d.design, d.layout, std::vector<NodeIndex>{d.at(id.toStdString())});
    const Point corner = d.rect(id.toStdString()).topLeft();
    for (int k = 1; k <= 5; ++k) {
      const auto pasted = placing::paste(d.design, d.layout, clip, kNone, corner + Point{24.0 * k, 24.0 * k});
      QCOMPARE(pasted.refusal, std::string());
      Drawn now = after(d, pasted.edit);
      QCOMPARE(QString::fromStdString(faultOf(d, now)), QString());
      d = std::move(now);
    }
  }

  void zonesStandBesideTheOthers() {
    const Drawn d = shop().drawn();
    const Topology clip = excerptOf(d, {"a"});
    for (const Point pointer : {Point{150, 200}, Point{330, 100}, Point{780, 390}}) {
      const Drawn now = after(d, placing::pasteUnder(d.design, d.layout, clip, pointer).edit);
      QCOMPARE(now.design.node(now.at("a-2")).parent, std::string("region"));
      QCOMPARE(now.rect("a-2").topLeft(), (Point{d.rect("b").right() + 12, d.rect("b").top()}));
    }
  }

  void underThePointerWhereThatIsFree() {
    const Drawn d = shop().drawn();
    const Point pointer{430, 220};  // in the second zone, below its middle
    const Drawn one = after(d, placing::pasteUnder(d.design, d.layout, excerptOf(d, {"app"}), pointer).edit);
    QCOMPARE(one.design.node(one.at("app-2")).parent, std::string("b"));
    QVERIFY(std::abs(one.rect("app-2").centre().x - pointer.x) <= 8);
    QVERIFY(std::abs(one.rect("app-2").centre().y - pointer.y) <= 8 || one.rect("app-2").top() >= 212);
    const Drawn people = after(d, placing::pasteUnder(d.design, d.layout, excerptOf(d, {"people"}), {-500, 300}).edit);
    QCOMPARE(people.rect("people-2").centre(), (Point{-500 - 3, 300 - 2}));  // on the grid
    // Where it may not stand it goes beside what is there.
    const Drawn off = after(d, placing::pasteUnder(d.design, d.layout, excerptOf(d, {"people"}), {300, 200}).edit);
    QCOMPARE(off.design.node(off.at("people-2")).parent, std::string());
    QVERIFY(!off.rect("people-2").intersects(off.rect("region")));
  }

  // A full zone grows, and pushes what was pasted beside it just as what was there.
  void fullContainersGrow() {
    Drawing full = shop();
    for (int k = 0; k < 4; ++k) full.card("full" + std::to_string(k), 21, 40 + k * 80.0, "b", "app-tier");
    full.topology.nodes.erase("reader");
    full.topology.links.erase("m2");
    const Drawn d = full.drawn();
    const Drawn now = after(d, placing::pasteUnder(d.design, d.layout, excerptOf(d, {"app"}), {414, 200}).edit);
    QCOMPARE(now.design.node(now.at("app-2")).parent, std::string("b"));
    QVERIFY(now.rect("b").height > d.rect("b").height);
    QCOMPARE(QString::fromStdString(faultOf(d, now)), QString());
  }

  void containersWithoutAPlaceOfTheirOwn() {
    Drawing d;
    d.node("region", "region").node("a", "az", "region").node("app", "app-tier", "a").node("people", "users");
    const Drawn before = d.drawn();
    for (const char* id : {"region", "a", "app", "people"}) {
      QCOMPARE(QString::fromStdString(faultOfAll(before, {before.at(id)})), QString());
    }
  }

  // Groups are looked through.
  void whatAGroupHoldsHasToFitAsWell() {
    Drawing d = shop();
    d.node("group", "group", "b", Rect{10, 200, 170, 100});
    d.card("deep", 8, 30, "group");
    const Drawn before = d.drawn();
    const Topology clip = excerptOf(before, {"group"});
    QVERIFY(!placing::pasteUnder(before.design, before.layout, clip, {-900, 900}).refusal.empty());
    const Drawn now = after(before, placing::pasteUnder(before.design, before.layout, clip, {180, 300}).edit);
    QCOMPARE(now.design.node(now.at("group-2")).parent, std::string("a"));
    QCOMPARE(QString::fromStdString(faultOf(before, now)), QString());
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
    if (!some.empty()) QCOMPARE(QString::fromStdString(faultOfAll(d, some, false)), QString());
    const auto pasted = placing::paste(d.design, d.layout, clip, kNone, Point{300, 200});
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
