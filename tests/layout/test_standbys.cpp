// What happens to a database's standby when people act on the database.
#include "drawn.h"
#include "layout/pasting.h"
#include "layout/standbys.h"
#include "topology/edits.h"

using namespace nines;
using namespace nines::test;

namespace {

void rename(Drawing& d, const NodeId& id, const std::string& name) {
  Node node = *d.topology.nodes.find(id);
  node.name = name;
  d.topology.nodes.put(node);
}

// A Multi-AZ pair over two of three zones, a reader of it, and an empty Region of two zones.
Drawing pair() {
  Drawing d;
  d.node("west", "region", "", Rect{0, 0, 700, 400}, {{"code", Value("eu-west-1")}});
  d.node("a", "az", "west", Rect{20, 40, 188, 340}, {{"code", Value("eu-west-1a")}});
  d.node("b", "az", "west", Rect{220, 40, 188, 340}, {{"code", Value("eu-west-1b")}});
  d.node("c", "az", "west", Rect{420, 40, 188, 340}, {{"code", Value("eu-west-1c")}});
  d.node("central", "region", "", Rect{0, 500, 500, 400}, {{"code", Value("eu-central-1")}});
  d.node("x", "az", "central", Rect{20, 40, 188, 340}, {{"code", Value("eu-central-1a")}});
  d.node("y", "az", "central", Rect{220, 40, 188, 340}, {{"code", Value("eu-central-1b")}});
  d.node("db", "rds-instance", "a", Rect{21, 60, 146, 52}, {{"engine", Value("mysql")}});
  d.node("standby", "rds-standby", "b", Rect{21, 60, 146, 52});
  d.link("pair", "standby", "db", "standby");
  d.node("single", "rds-instance", "a", Rect{21, 200, 146, 52}, {{"engine", Value("mysql")}});
  rename(d, "db", "orders");
  rename(d, "standby", "orders");
  return d;
}

Drawn after(const Drawn& d, const Edit& edit) {
  Topology t = *d.topology;
  const Edit whole = withStandbys(d.design, edit);
  if (whole.label != edit.label) QTest::qFail("another label", __FILE__, __LINE__);
  if (!apply(t, whole)) QTest::qFail("the step does not apply", __FILE__, __LINE__);
  return Drawn(std::move(t));
}

Edit moveTo(const char* id, const char* zone, Rect rect = {21, 120, 146, 52}) {
  return {"Move", {SetNodeParent{id, zone}, SetNodeRect{id, rect}}};
}

std::string parentOf(const Drawn& d, const char* id) { return d.topology->nodes.find(id)->parent; }

NodeIndex standbyOf(const Drawn& d, const char* id) { return d.design.standbyOf(d.at(id)); }

}  // namespace

class TestStandbys : public QObject {
  Q_OBJECT

 private slots:
  void theStandbyGoesWithItsPrimary() {
    const Drawn d = pair().drawn();
    const std::string id = "db";
    const Drawn now = after(d, edits::remove(*d.topology, {&id, 1}));
    QVERIFY(!now.topology->nodes.find("db") && !now.topology->nodes.find("standby"));
    QCOMPARE(now.topology->links.size(), std::size_t{0});
    QVERIFY(now.topology->nodes.find("single"));
    // Not the other way round: the database lives on without it.
    const std::string other = "standby";
    QVERIFY(after(d, edits::remove(*d.topology, {&other, 1})).topology->nodes.find("db"));
    // Together, or with all that is around them.
    const std::vector<std::string> both{"db", "standby"};
    QCOMPARE(after(d, edits::remove(*d.topology, both)).topology->nodes.size(), d.topology->nodes.size() - 2);
    const std::string region = "west";
    QCOMPARE(after(d, edits::remove(*d.topology, {&region, 1})).topology->nodes.size(), std::size_t{3});
    const std::string zone = "a";
    QVERIFY(!after(d, edits::remove(*d.topology, {&zone, 1})).topology->nodes.find("standby"));
  }

  void bothBearOneName() {
    const Drawn d = pair().drawn();
    QCOMPARE(after(d, {"", {RenameNode{"db", "billing"}}}).topology->nodes.find("standby")->name,
             std::string("billing"));
    Drawing own = pair();
    rename(own, "standby", "the spare");
    QCOMPARE(after(own.drawn(), {"", {RenameNode{"db", "billing"}}}).topology->nodes.find("standby")->name,
             std::string("the spare"));
    QCOMPARE(after(d, {"", {RenameNode{"standby", "spare"}}}).topology->nodes.find("db")->name, std::string("orders"));
    QCOMPARE(after(d, {"", {RenameNode{"db", "x"}, RenameNode{"standby", "y"}}}).topology->nodes.find("standby")->name,
             std::string("y"));
  }

  void inOneZoneTheyChangePlaces() {
    const Drawn d = pair().drawn();
    const Drawn now = after(d, moveTo("db", "b"));
    QCOMPARE(parentOf(now, "db"), std::string("b"));
    QCOMPARE(parentOf(now, "standby"), std::string("a"));
    QCOMPARE(now.rect("standby"), d.rect("db"));
  }

  void elsewhereInItsRegionNothingElseMoves() {
    const Drawn d = pair().drawn();
    const Drawn now = after(d, moveTo("db", "c"));
    QCOMPARE(parentOf(now, "standby"), std::string("b"));
    QCOMPARE(now.rect("standby"), d.rect("standby"));
    // Nor where both are moved by hand.
    Edit both = moveTo("db", "b");
    both.changes.emplace_back(SetNodeParent{"standby", "c"});
    QCOMPARE(parentOf(after(d, both), "standby"), std::string("c"));
  }

  void toAnotherRegionTheyGoTogether() {
    const Drawn d = pair().drawn();
    const Drawn now = after(d, moveTo("db", "x"));
    QCOMPARE(parentOf(now, "standby"), std::string("y"));
    QVERIFY(now.rect("y").contains(now.rect("standby")));
    QCOMPARE(now.rect("standby").y, now.rect("db").y);  // beside its primary
    const Drawn last = after(d, moveTo("db", "y"));
    QCOMPARE(parentOf(last, "standby"), std::string("x"));
  }

  // For a preview: where the completed step puts what it takes along.
  void tellsWhereTheStandbyWillStand() {
    const Drawn d = pair().drawn();
    for (const char* zone : {"b", "x"}) {
      const Edit edit = moveTo("db", zone);
      const auto along = companionsOf(d.design, edit, withStandbys(d.design, edit));
      QCOMPARE(along.size(), std::size_t{1});
      QCOMPARE(along.front().node, d.at("standby"));
      QCOMPARE(along.front().rect, after(d, edit).rect("standby"));
    }
    const Edit aside = moveTo("db", "c");
    QVERIFY(companionsOf(d.design, aside, withStandbys(d.design, aside)).empty());
    Edit both = moveTo("db", "b");
    both.changes.emplace_back(SetNodeParent{"standby", "c"});
    QVERIFY(companionsOf(d.design, both, withStandbys(d.design, both)).empty());
    const Edit other = moveTo("single", "b");
    QVERIFY(companionsOf(d.design, other, withStandbys(d.design, other)).empty());
  }

  // Out of any zone, or where there is no other, it stays; the rules say what is wrong.
  void withoutAZoneForItItStays() {
    Drawing d = pair();
    d.topology.nodes.put({"y", "note", "", "", Rect{900, 0, 100, 50}, {}, {}});
    QCOMPARE(parentOf(after(d.drawn(), moveTo("db", "x")), "standby"), std::string("b"));
    QCOMPARE(parentOf(after(pair().drawn(), moveTo("db", "west")), "standby"), std::string("b"));
  }

  void switchedOnAStandbyIsDrawn() {
    const Drawn d = pair().drawn();
    const Drawn now = after(d, {"On", {SetNodeProperty{"single", "multiAz", Value(true)}}});
    const NodeIndex standby = standbyOf(now, "single");
    QVERIFY(standby != kNone);
    QCOMPARE(now.design.node(standby).kind, std::string("rds-standby"));
    QCOMPARE(now.design.node(standby).name, std::string("single"));
    QCOMPARE(now.design.node(standby).parent, std::string("b"));
    QCOMPARE(now.layout.rect(standby).y, now.rect("single").y);
    QVERIFY(now.rect("b").contains(now.layout.rect(standby)));
    // There already: nothing more.
    const Drawn again = after(d, {"On", {SetNodeProperty{"db", "multiAz", Value(true)}}});
    QCOMPARE(again.topology->nodes.size(), d.topology->nodes.size());
  }

  void switchedOffItGoes() {
    const Drawn d = pair().drawn();
    const Drawn now = after(d, {"Off", {SetNodeProperty{"db", "multiAz", Value(false)}}});
    QVERIFY(!now.topology->nodes.find("standby"));
    QVERIFY(!now.design.isMultiAz(now.at("db")));
    // Cleared is not switched off: what is drawn counts again.
    const Drawn cleared = after(d, {"Clear", {SetNodeProperty{"db", "multiAz", std::nullopt}}});
    QVERIFY(cleared.topology->nodes.find("standby"));
  }

  // Where somebody has chosen, not the next zone but that one; a choice that cannot be counts for nothing.
  void theChosenZoneCounts() {
    for (const auto& [chosen, expected] :
         {std::pair<const char*, const char*>{"c", "c"}, {"a", "b"}, {"x", "b"}, {"nowhere", "b"}}) {
      const Drawn now = after(pair().drawn(), {"On",
                                               {SetNodeProperty{"single", "chosenStandbyAz", Value(chosen)},
                                                SetNodeProperty{"single", "multiAz", Value(true)}}});
      const NodeIndex standby = standbyOf(now, "single");
      QVERIFY2(standby != kNone, chosen);
      QCOMPARE(now.design.node(standby).parent, std::string(expected));
    }
  }

  void whereThereIsNoMultiAzNoneIsDrawn() {
    Drawing d = pair();
    d.topology.profile = "course-2021";
    const Drawn before = d.drawn();
    for (const char* engine : {"mysql", "postgresql", "sqlserver", "db2"}) {
      const bool has = before.design.profile().flag("rds.multiAz." + std::string(engine)).value_or(true);
      const Drawn now = after(before, {"",
                                       {SetNodeProperty{"single", "engine", Value(engine)},
                                        SetNodeProperty{"single", "multiAz", Value(true)}}});
      QCOMPARE(standbyOf(now, "single") != kNone, has);
    }
    // A zone alone.
    Drawing alone;
    alone.node("r", "region", "", Rect{0, 0, 300, 300}, {{"code", Value("eu-west-1")}});
    alone.node("z", "az", "r", Rect{20, 40, 188, 200}).card("db", 21, 40, "z");
    const Drawn one = alone.drawn();
    QCOMPARE(after(one, {"", {SetNodeProperty{"db", "multiAz", Value(true)}}}).topology->nodes.size(), std::size_t{3});
  }

  void addedAsMultiAzItComesWithItsStandby() {
    const Drawn d = pair().drawn();
    Node node = *d.topology->nodes.find("single");
    node.id = node.name = "fresh";
    node.rect = Rect{21, 270, 146, 52};
    node.properties["multiAz"] = Value(true);
    QVERIFY(standbyOf(after(d, {"", {AddNode{node}}}), "fresh") != kNone);
    // A copied pair is complete.
    Drawing flagged = pair();
    Node db = *flagged.topology.nodes.find("db");
    db.properties["multiAz"] = Value(true);
    flagged.topology.nodes.put(db);
    const Drawn before = flagged.drawn();
    const std::vector<NodeIndex> both{before.at("db"), before.at("standby")};
    const Drawn copied = after(before, placing::duplicate(before.design, before.layout, both).edit);
    QCOMPARE(copied.topology->nodes.size(), before.topology->nodes.size() + 2);
  }

  // Two databases that get one, and two pairs that share a link.
  void severalAtOnce() {
    Drawing d = pair();
    d.node("db-2", "rds-instance", "a", Rect{21, 260, 146, 52}, {{"engine", Value("mysql")}});
    d.node("db-1", "rds-instance", "a", Rect{21, 320, 146, 52}, {{"engine", Value("mysql")}});
    d.node("other-standby", "rds-standby", "b", Rect{21, 200, 146, 52});
    d.link("second", "standby", "single", "other-standby").link("odd", "uses", "standby", "other-standby");
    const Drawn before = d.drawn();
    const Drawn on = after(
        before,
        {"On", {SetNodeProperty{"db-2", "multiAz", Value(true)}, SetNodeProperty{"db-1", "multiAz", Value(true)}}});
    QVERIFY(standbyOf(on, "db-2") != kNone && standbyOf(on, "db-1") != kNone);
    const std::vector<std::string> both{"db", "single"};
    const Drawn gone = after(before, edits::remove(*before.topology, both));
    QVERIFY(!gone.topology->nodes.find("standby") && !gone.topology->nodes.find("other-standby"));
  }

  void whatDoesNotApplyComesBack() {
    const Drawn d = pair().drawn();
    const Edit wrong{"", {RenameNode{"db", "x"}, RemoveNode{"nobody"}}};
    QCOMPARE(withStandbys(d.design, wrong).changes.size(), std::size_t{2});
  }
};

QTEST_GUILESS_MAIN(TestStandbys)
#include "test_standbys.moc"
