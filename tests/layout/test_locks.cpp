// What a lock keeps gestures from, and what it does not.
#include "drawn.h"
#include "layout/aligning.h"
#include "layout/locks.h"
#include "layout/pasting.h"
#include "layout/placing.h"
#include "layout/tidying.h"

using namespace nines;
using namespace nines::test;

namespace {

// Two zones with cards in a Region, people outside.
Drawing open() {
  Drawing d;
  d.node("region", "region", "", Rect{200, 0, 600, 420}, {{"code", Value("eu-west-1")}});
  d.node("a", "az", "region", Rect{176, 40, 188, 360}, {{"code", Value("eu-west-1a")}});
  d.node("b", "az", "region", Rect{376, 40, 188, 360}, {{"code", Value("eu-west-1b")}});
  d.card("one", 21, 40, "a");
  d.card("two", 21, 136, "a");
  d.card("three", 37, 40, "b");
  d.card("people", 0, 0, "", "users");
  return d;
}

Drawing locking(std::initializer_list<const char*> ids) {
  Drawing d = open();
  for (const char* id : ids) {
    Node node = *d.topology.nodes.find(id);
    node.locked = true;
    d.topology.nodes.put(node);
  }
  return d;
}

std::vector<NodeIndex> indices(const Drawn& d, std::initializer_list<const char*> ids) {
  std::vector<NodeIndex> out;
  for (const char* id : ids) out.push_back(d.at(id));
  return out;
}

std::set<std::string> touched(const Edit& edit) {
  std::set<std::string> out;
  for (const Change& change : edit.changes) {
    if (const auto* c = std::get_if<SetNodeRect>(&change)) out.insert(c->id);
    if (const auto* c = std::get_if<SetNodeParent>(&change)) out.insert(c->id);
  }
  return out;
}

using Ids = std::set<std::string>;

}  // namespace

class TestLocks : public QObject {
  Q_OBJECT

 private slots:
  void lockingAndUnlockingIsOneStep() {
    const Drawn d = open().drawn();
    const Edit lock = placing::setLocked(d.design, indices(d, {"one", "region"}), true);
    QCOMPARE(lock.label, std::string("Lock 2 resources"));
    QCOMPARE(lock.changes.size(), std::size_t{2});
    Topology t = *d.topology;
    const auto applied = apply(t, lock);
    QVERIFY(applied.ok() && t.nodes.find("one")->locked && t.nodes.find("region")->locked);
    const Drawn now(t);
    QVERIFY(placing::hasLocks(now.design) && !placing::hasLocks(d.design));
    QVERIFY(placing::setLocked(now.design, indices(now, {"one"}), true).empty());
    QCOMPARE(placing::setLocked(now.design, indices(now, {"one", "two"}), false).label, std::string("Unlock one"));
    QVERIFY(apply(t, applied->inverse).ok() && t == *d.topology);
  }

  // Without a place of its own it would be moved by whatever is added beside it.
  void whatIsLockedHasAPlace() {
    Drawing loose = open();
    loose.node("found", "rds-instance", "b");
    const Drawn d = loose.drawn();
    Topology t = *d.topology;
    QVERIFY(apply(t, placing::setLocked(d.design, indices(d, {"found"}), true)).ok());
    QVERIFY(t.nodes.find("found")->rect);
    QCOMPARE(Drawn(t).rect("found"), d.rect("found"));
  }

  void refusesWhatWouldChangeALockedNode_data() {
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("why");
    QTest::newRow("move") << Change(SetNodeRect{"one", Rect{40, 40, 146, 52}})
                          << "one (RDS instance) is locked: it does not move";
    QTest::newRow("grow") << Change(SetNodeRect{"b", Rect{376, 40, 300, 360}})
                          << "b (Availability Zone) is locked: it does not grow";
    QTest::newRow("re-parent") << Change(SetNodeParent{"one", "b"}) << "one (RDS instance) is locked";
    QTest::newRow("rename") << Change(RenameNode{"one", "uno"}) << "one (RDS instance) is locked";
    QTest::newRow("delete") << Change(RemoveNode{"one"}) << "one (RDS instance) is locked";
    QTest::newRow("where it is") << Change(SetNodeRect{"one", Rect{21, 40, 146, 52}}) << "";
    QTest::newRow("a property") << Change(SetNodeProperty{"one", "multiAz", Value(true)}) << "";
    QTest::newRow("unlock") << Change(SetNodeLocked{"one", false}) << "";
    QTest::newRow("something in it") << Change(SetNodeRect{"three", Rect{0, 0, 146, 52}}) << "";
    QTest::newRow("its container") << Change(SetNodeRect{"a", Rect{0, 0, 188, 360}}) << "";
    QTest::newRow("what it contains") << Change(RemoveNode{"three"}) << "";
  }
  void refusesWhatWouldChangeALockedNode() {
    QFETCH(Change, change);
    QFETCH(QString, why);
    const Drawn d = locking({"one", "b"}).drawn();
    QCOMPARE(QString::fromStdString(placing::lockRefusal(d.design, {"", {change}})), why);
    QCOMPARE(placing::lockRefusal(open().drawn().design, {"", {change}}), std::string());
  }

  void theOthersMove() {
    const Drawn d = locking({"one"}).drawn();
    const auto nodes = indices(d, {"one", "two"});
    const placing::Move move(d.design, d.layout, nodes, d.at("one"));
    QCOMPARE(move.staying(), indices(d, {"one"}));
    QCOMPARE(move.moving(), indices(d, {"two"}));
    const auto target = move.targetAt({0, 80});
    QCOMPARE(target.refusal, std::string());
    QCOMPARE(touched(move.edit(target)), Ids{"two"});
    const placing::Move none(d.design, d.layout, indices(d, {"one"}), d.at("one"));
    QVERIFY(none.empty());
    QCOMPARE(none.staying(), indices(d, {"one"}));
    QCOMPARE(touched(placing::nudge(d.design, d.layout, nodes, {1, 0})), Ids{"two"});
    QVERIFY(placing::nudge(d.design, d.layout, indices(d, {"one"}), {1, 0}).empty());
  }

  // Places are relative to the container: the content keeps its own.
  void aContainerTakesLockedContentAlong() {
    const Drawn d = locking({"one", "a"}).drawn();
    const placing::Move move(d.design, d.layout, indices(d, {"region", "one"}), d.at("region"));
    QVERIFY(move.staying().empty());
    QVERIFY(move.moves(d.at("one")));
    const auto target = move.targetAt({80, 0});
    QCOMPARE(target.refusal, std::string());
    QCOMPARE(touched(move.edit(target)), Ids{"region"});
  }

  void contentOfALockedContainerIsFree() {
    const Drawn d = locking({"region", "a", "b"}).drawn();
    const placing::Move move(d.design, d.layout, indices(d, {"three"}), d.at("three"));
    const auto target = move.targetAt({-200, 0});
    QCOMPARE(target.refusal, std::string());
    QCOMPARE(d.design.node(target.container).id, std::string("a"));
  }

  // A member is moved by its frame, unless it is locked; a locked frame is not taken hold of.
  void framesLeaveLockedMembers() {
    Drawing drawing = locking({"one"});
    drawing.node("group", "aurora-cluster", "region");
    drawing.link("m1", "member", "one", "group").link("m3", "member", "three", "group");
    for (const char* id : {"one", "three"}) {
      Node node = *drawing.topology.nodes.find(id);
      node.kind = "aurora-instance";
      drawing.topology.nodes.put(node);
    }
    const Drawn d = drawing.drawn();
    const placing::Move move(d.design, d.layout, indices(d, {"group"}), d.at("group"));
    QCOMPARE(move.roots(), indices(d, {"three"}));
    Node group = *drawing.topology.nodes.find("group");
    group.locked = true;
    drawing.topology.nodes.put(group);
    const Drawn locked = drawing.drawn();
    QVERIFY(placing::Move(locked.design, locked.layout, indices(locked, {"group"}), locked.at("group")).empty());
  }

  // Neither room nor way: said while it is dragged, and in no other place of the edit.
  void lockedContainersDoNotGrow() {
    const Drawn d = locking({"a"}).drawn();
    const placing::Move move(d.design, d.layout, indices(d, {"three"}), d.at("three"));
    const auto low = move.targetAt({-184, 290});  // over the zone's corner: inside as far as it fits
    QCOMPARE(d.design.node(low.container).id, std::string("a"));
    QCOMPARE(low.refusal, std::string());
    QCOMPARE(d.rect("three").translated(low.delta).bottom(), d.rect("a").bottom() - 8);
    QCOMPARE(d.rect("three").translated(low.delta).right(), d.rect("a").right() - 8);
    Drawing full = locking({"a"});
    Node zone = *full.topology.nodes.find("a");
    zone.rect->height = 200;
    full.topology.nodes.put(zone);
    const Drawn f = full.drawn();
    const placing::Move none(f.design, f.layout, indices(f, {"three"}), f.at("three"));
    QCOMPARE(none.targetAt({-200, 0}).refusal, std::string("a (Availability Zone) is locked: it does not grow"));
    const Drawn beside = locking({"b"}).drawn();
    const placing::Move grown(beside.design, beside.layout, indices(beside, {"two"}), beside.at("two"));
    QCOMPARE(grown.targetAt({40, 0}).refusal, std::string("b (Availability Zone) is locked: it does not move"));
    QCOMPARE(Drawn(open().topology).rect("b").x, beside.rect("b").x);
  }

  void linesUpTheOthers() {
    const Drawn d = locking({"one"}).drawn();
    QVERIFY(placing::align(d.design, d.layout, indices(d, {"one", "three"}), placing::Alignment::top).empty());
    const Edit edit =
        placing::align(d.design, d.layout, indices(d, {"one", "two", "three"}), placing::Alignment::bottom);
    QVERIFY(!edit.empty() && !touched(edit).contains("one"));
    QVERIFY(placing::distribute(d.design, d.layout, indices(d, {"one", "two", "three"}), placing::Direction::vertical)
                .empty());
  }

  void tidyingLeavesWhatHoldsALockedNode() {
    const Drawn d = locking({"one"}).drawn();
    QCOMPARE(placing::tidyBlocker(d.design, d.at("a")), d.at("one"));
    QVERIFY(placing::tidy(d.design, d.layout, d.at("a")).empty());
    QCOMPARE(placing::tidyBlocker(d.design, d.at("region")), kNone);
    const Edit region = placing::tidy(d.design, d.layout, d.at("region"));
    QVERIFY(!region.empty());
    QCOMPARE(placing::lockRefusal(d.design, region), std::string());
    Topology t = *d.topology;
    QVERIFY(apply(t, region).ok());
    const Drawn now(t);
    // The zone moves as it is; the other one is tidied.
    QCOMPARE(now.topology->nodes.find("two")->rect, d.topology->nodes.find("two")->rect);
    QCOMPARE(now.rect("a").height, d.rect("a").height);
    QCOMPARE(now.topology->nodes.find("three")->rect->x, 21.0);
    QVERIFY(!now.rect("a").intersects(now.rect("b")));
    QCOMPARE(placing::tidyBlocker(locking({"region"}).drawn().design, kNone), d.at("region"));
    QCOMPARE(placing::tidyBlocker(locking({"a"}).drawn().design, d.at("a")), d.at("a"));
  }

  void copiesAreFree() {
    const Drawn d = locking({"a", "one"}).drawn();
    Topology t = *d.topology;
    QVERIFY(apply(t, placing::duplicate(d.design, d.layout, indices(d, {"a"})).edit).ok());
    const Topology excerpt = placing::excerpt(d.design, d.layout, indices(d, {"a"}));
    const auto pasted = placing::paste(d.design, d.layout, excerpt, d.at("region"), Point{900, 60});
    QCOMPARE(pasted.refusal, std::string());
    QVERIFY(apply(t, {pasted.edit.label, {}}).ok());
    for (const auto& node : t.nodes.rows()) QCOMPARE(node->locked, node->id == "a" || node->id == "one");
    for (const Change& change : pasted.edit.changes) {
      if (const auto* added = std::get_if<AddNode>(&change)) QVERIFY(!added->node.locked);
    }
  }

  void findsWhatIsLockedWithin() {
    const Drawn d = locking({"two"}).drawn();
    QCOMPARE(placing::lockedWithin(d.design, d.at("region")), d.at("two"));
    QCOMPARE(placing::lockedWithin(d.design, d.at("two")), d.at("two"));
    QCOMPARE(placing::lockedWithin(d.design, d.at("b")), kNone);
  }
};

QTEST_GUILESS_MAIN(TestLocks)
#include "test_locks.moc"
