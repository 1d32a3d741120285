// Moving a node into a container by naming it: as a drag to the same spot would.
#include <QtTest/QtTest>

#include "layout/locks.h"
#include "layout/moving_into.h"
#include "layout/placing.h"
#include "layout/standbys.h"
#include "support.h"

using namespace nines;

namespace {

Design designOf(const Topology& topology) {
  return Design(std::make_shared<const Topology>(topology), Catalogue::shipped(), Profiles::shipped().all().front());
}

Node node(const char* id, const char* kind, const char* parent, std::optional<Rect> rect, Properties properties = {}) {
  Node out;
  out.id = out.name = id;
  out.kind = kind;
  out.parent = parent;
  out.rect = rect;
  out.properties = std::move(properties);
  return out;
}

Topology twoZones() {
  Topology t;
  t.nodes.put(node("region", "region", "", Rect{0, 0, 600, 400}, {{"code", Value("eu-west-1")}}));
  t.nodes.put(node("a", "az", "region", Rect{24, 40, 188, 340}, {{"code", Value("eu-west-1a")}}));
  t.nodes.put(node("b", "az", "region", Rect{236, 40, 188, 340}, {{"code", Value("eu-west-1b")}}));
  t.nodes.put(node("db", "rds-instance", "a", Rect{21, 120, 146, 52}));
  return t;
}

Rect placeOf(const Topology& topology, const char* id) {
  const Design design = designOf(topology);
  return Layout(design).rect(design.indexOf(id));
}

}  // namespace

class TestMovingInto : public QObject {
  Q_OBJECT

  static Topology moved(const Topology& before, const char* id, const char* container) {
    const Design design = designOf(before);
    const Edit edit = placing::moveInto(design, Layout(design), design.indexOf(id), design.indexOf(container));
    Topology after = before;
    if (!apply(after, edit)) QTest::qFail("the edit does not apply", __FILE__, __LINE__);
    return after;
  }

 private slots:
  // The same changes as a drag that ends on the same spot.
  void isWhatADragWouldDo() {
    const Topology before = twoZones();
    const Design design = designOf(before);
    const Layout layout(design);
    const NodeIndex db = design.indexOf("db");
    const placing::Move drag(design, layout, std::vector<NodeIndex>{db}, db);
    const Edit dragged = drag.edit(drag.targetAt({212, 0}));
    const Edit named = placing::moveInto(design, layout, db, design.indexOf("b"));
    QCOMPARE(named.label, dragged.label);
    Topology byHand = before;
    Topology byName = before;
    QVERIFY(apply(byHand, dragged) && apply(byName, named));
    QCOMPARE(byName.nodes.find("db")->parent, std::string("b"));
    QCOMPARE(byHand.nodes.find("db")->parent, std::string("b"));
    QVERIFY(byName.nodes.find("db")->rect == byHand.nodes.find("db")->rect);
    QVERIFY(placeOf(byName, "db") == (Rect{24 + 212 + 21, 40 + 120, 146, 52}));
  }

  void passesCardsThatItWouldHide() {
    Topology t = twoZones();
    t.nodes.put(node("other", "rds-instance", "b", Rect{21, 120, 146, 52}));
    const Topology after = moved(t, "db", "b");
    const Rect db = placeOf(after, "db");
    const Rect other = placeOf(after, "other");
    QVERIFY(placeOf(t, "other") == other);
    QVERIFY(db.right() <= other.left() || other.right() <= db.left() || db.bottom() <= other.top() ||
            other.bottom() <= db.top());
    QVERIFY(placeOf(after, "b").contains(db));
  }

  // A smaller zone has no such spot: it takes the first free one.
  void findsAPlaceInASmallerZone() {
    Topology t = twoZones();
    t.nodes.put(node("b", "az", "region", Rect{236, 40, 188, 110}, {{"code", Value("eu-west-1b")}}));
    const Topology after = moved(t, "db", "b");
    QVERIFY(placeOf(after, "b").contains(placeOf(after, "db")));
  }

  void leavesAGroupBehind() {
    Topology t = twoZones();
    t.nodes.put(node("group", "group", "a", Rect{8, 100, 172, 100}));
    t.nodes.put(node("db", "rds-instance", "group", Rect{13, 24, 146, 52}));
    const Rect before = placeOf(t, "db");
    const Topology after = moved(t, "db", "b");
    QCOMPARE(after.nodes.find("db")->parent, std::string("b"));
    QVERIFY(placeOf(after, "db") == before.translated({212, 0}));
  }

  void changesNothingWhereItStands() {
    const Design design = designOf(twoZones());
    const NodeIndex db = design.indexOf("db");
    QVERIFY(placing::moveInto(design, Layout(design), db, design.indexOf("a")).empty());
  }

  // Locks are the caller's business: the step is made, and it is what the lock refuses.
  void leavesLocksToTheCaller() {
    Topology t = twoZones();
    Node locked = *t.nodes.find("db");
    locked.locked = true;
    t.nodes.put(locked);
    const Design design = designOf(t);
    const Edit edit = placing::moveInto(design, Layout(design), design.indexOf("db"), design.indexOf("b"));
    QVERIFY(!edit.empty());
    QVERIFY(!placing::lockRefusal(design, edit).empty());
  }

  // With the completion of every edit: the standby gives way to its primary.
  void standbyChangesPlaces() {
    Topology t = twoZones();
    t.nodes.put(node("standby", "rds-standby", "b", Rect{21, 120, 146, 52}));
    t.links.put({"pair", "standby", "db", "standby", {}, {}, {}});
    const Design design = designOf(t);
    const Edit edit =
        withStandbys(design, placing::moveInto(design, Layout(design), design.indexOf("db"), design.indexOf("b")));
    Topology after = t;
    QVERIFY(apply(after, edit));
    QCOMPARE(after.nodes.find("db")->parent, std::string("b"));
    QCOMPARE(after.nodes.find("standby")->parent, std::string("a"));
    // Exactly: each stands where the other one stood.
    QVERIFY(placeOf(after, "db") == placeOf(t, "standby"));
    QVERIFY(placeOf(after, "standby") == placeOf(t, "db"));
  }

  // Wherever in its zone it stands, and whatever else does.
  void takesThePlaceOfItsStandby_data() {
    QTest::addColumn<Rect>("standby");
    QTest::addColumn<bool>("crowded");
    QTest::addColumn<bool>("grouped");
    QTest::newRow("same height") << Rect{21, 120, 146, 52} << false << false;
    QTest::newRow("elsewhere") << Rect{21, 240, 146, 52} << false << false;
    QTest::newRow("crowded") << Rect{21, 120, 146, 52} << true << false;
    QTest::newRow("out of a group") << Rect{21, 240, 146, 52} << true << true;
  }
  void takesThePlaceOfItsStandby() {
    QFETCH(Rect, standby);
    QFETCH(bool, crowded);
    QFETCH(bool, grouped);
    Topology t = twoZones();
    t.nodes.put(node("c", "az", "region", Rect{448, 40, 140, 340}, {{"code", Value("eu-west-1c")}}));
    if (grouped) {
      t.nodes.put(node("group", "group", "a", Rect{8, 100, 172, 100}));
      t.nodes.put(node("db", "rds-instance", "group", Rect{13, 24, 146, 52}));
    }
    if (crowded) t.nodes.put(node("other", "rds-instance", "b", Rect{21, 40, 146, 52}));
    t.nodes.put(node("standby", "rds-standby", "b", standby));
    t.links.put({"pair", "standby", "db", "standby", {}, {}, {}});
    const Design design = designOf(t);
    const Edit edit =
        withStandbys(design, placing::moveInto(design, Layout(design), design.indexOf("db"), design.indexOf("b")));
    Topology after = t;
    QVERIFY(apply(after, edit));
    QVERIFY(placeOf(after, "db") == placeOf(t, "standby"));
    QVERIFY(placeOf(after, "standby") == placeOf(t, "db"));
    QCOMPARE(after.nodes.find("standby")->parent, std::string(grouped ? "group" : "a"));
    for (const char* id : {"a", "b", "c"}) QVERIFY(placeOf(after, id) == placeOf(t, id));
  }

  // One that stays, since it has another primary as well, is passed like any other card.
  void passesAStandbyThatStays() {
    Topology t = twoZones();
    t.nodes.put(node("standby", "rds-standby", "b", Rect{21, 120, 146, 52}));
    t.nodes.put(node("second", "rds-instance", "a", Rect{21, 240, 146, 52}));
    t.links.put({"pair", "standby", "db", "standby", {}, {}, {}});
    t.links.put({"pair-2", "standby", "second", "standby", {}, {}, {}});
    const Topology after = moved(t, "db", "b");
    const Rect db = placeOf(after, "db");
    const Rect other = placeOf(after, "standby");
    QVERIFY(placeOf(t, "standby") == other);
    QVERIFY(db.bottom() <= other.top() || other.bottom() <= db.top());
  }
};

QTEST_APPLESS_MAIN(TestMovingInto)
#include "test_moving_into.moc"
