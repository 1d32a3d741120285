// apply(): preconditions, inverses, change sets; then properties over random edits of random designs.
#include <cmath>
#include <set>

#include "generator.h"
#include "support.h"
#include "topology/applies.h"
#include "topology/edit.h"
#include "topology/edits.h"

using namespace nines;

namespace {

Topology sample() {
  Topology t;
  t.nodes.put({"region", "region", "", "Region", Rect{0, 0, 400, 300}, {}, {}});
  t.nodes.put({"zone-a", "az", "region", "Zone a", Rect{16, 32, 180, 240}, {}, {}});
  t.nodes.put({"db", "rds-instance", "zone-a", "Orders", Rect{16, 32, 146, 52}, {{"multiAz", Value(true)}}, {}});
  t.nodes.put({"users", "users", "", "", Rect{-200, 0, 146, 52}, {}, {}});
  t.links.put({"uses-1", "uses", "users", "db", {}, {}, {}});
  t.comments.put({"c1", "t1", Comment::OnNode{"db"}, "Ann", "2026-01-01", "Why?", false, {}});
  t.comments.put({"c2", "t2", Comment::OnLink{"uses-1"}, "Ann", "2026-01-01", "Hm", false, {}});
  return t;
}

Edit one(Change change) { return {"", {std::move(change)}}; }

}  // namespace

Q_DECLARE_METATYPE(nines::Edit)

class TestEdit : public QObject {
  Q_OBJECT

 private slots:
  void refusals_data() {
    QTest::addColumn<Edit>("edit");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char* name, Change change, const char* reason) {
      QTest::newRow(name) << one(std::move(change)) << QString::fromUtf8(reason);
    };
    row("bad id", AddNode{{"Big", "az", "", "", {}, {}, {}}}, "no valid id");
    row("node id taken by node", AddNode{{"db", "az", "", "", {}, {}, {}}}, "taken");
    row("node id taken by link", AddNode{{"uses-1", "az", "", "", {}, {}, {}}}, "taken");
    row("no such parent", AddNode{{"x", "az", "nowhere", "", {}, {}, {}}}, "no resource 'nowhere'");
    row("remove what contains", RemoveNode{"zone-a"}, "still contains 'db'");
    row("remove with link", RemoveNode{"users"}, "still ends at");
    row("remove unknown", RemoveNode{"nobody"}, "no resource");
    row("into itself", SetNodeParent{"region", "region"}, "inside itself");
    row("into own content", SetNodeParent{"region", "zone-a"}, "inside itself");
    row("no number", SetNodeRect{"db", Rect{0, std::nan(""), 8, 8}}, "not finite");
    row("negative size", SetNodeRect{"db", Rect{0, 0, 8, -8}}, "negative size");
    row("too far away", SetNodeRect{"db", Rect{-2 * kFarthest, 0, 8, 8}}, "too far away");
    row("link from nothing", AddLink{{"l", "uses", "nobody", "db", {}, {}, {}}}, "no resource");
    row("link to nothing", AddLink{{"l", "uses", "db", "nobody", {}, {}, {}}}, "no resource");
    row("remove link with comment", RemoveLink{"uses-1"}, "comment");
    row("ends to nothing", SetLinkEnds{"uses-1", "users", "nobody"}, "no resource");
    row("property of unknown", SetNodeProperty{"nobody", "k", Value(1)}, "no resource");
    row("comment on nothing", SetComment{"c9", Comment{"c9", "t", Comment::OnNode{"nobody"}, "", "", "", false, {}}},
        "hangs on");
    row("comment with another id", SetComment{"c9", Comment{"c8", "t", Point{}, "", "", "", false, {}}}, "id is not");
    row("waiver with another key", SetWaiver{"a:b", Waiver{"c:d", "", "", "", "", {}}}, "key is not");
    row("waiver without key", SetWaiver{"", std::nullopt}, "needs the key");
  }

  void refusals() {
    QFETCH(Edit, edit);
    QFETCH(QString, reason);
    Topology t = sample();
    const Topology before = t;
    QVERIFY(!applies(t, edit));
    // A change that works in front of the bad one must be taken back as well.
    edit.changes.insert(edit.changes.begin(), RenameNode{"db", "Other"});
    QVERIFY(!applies(t, edit));
    const auto applied = apply(t, edit);
    QVERIFY(!applied.ok());
    QCOMPARE(applied.error().code, ErrorCode::precondition);
    QVERIFY2(QString::fromStdString(applied.error().reason).contains(reason), applied.error().reason.c_str());
    QVERIFY(t == before);
  }

  void inverseNamesTheSameStep() {
    Topology t = sample();
    const auto applied = apply(t, {"Rename Orders", {RenameNode{"db", "Bookings"}}});
    QVERIFY(applied.ok());
    QCOMPARE(applied->inverse.label, std::string("Rename Orders"));
    QCOMPARE(t.nodes.find("db")->name, std::string("Bookings"));
  }

  void aspects() {
    Topology t = sample();
    const auto moved = apply(t, one(SetNodeRect{"db", Rect{8, 8, 146, 52}}));
    QVERIFY(moved.ok());
    QVERIFY(moved->changes.nodes.at("db").only(Aspect::geometry));
    QVERIFY(!moved->changes.touchesAnalyses());
    const auto set = apply(t, one(SetNodeProperty{"db", "multiAz", Value(false)}));
    QVERIFY(set.ok());
    QVERIFY(set->changes.nodes.at("db").has(Aspect::property));
    QVERIFY(set->changes.touchesAnalyses());
    const auto locked = apply(t, one(SetNodeLocked{"db", true}));
    QVERIFY(locked.ok() && t.nodes.find("db")->locked);
    QVERIFY(locked->changes.nodes.at("db").only(Aspect::lock));
    QVERIFY(!locked->changes.touchesAnalyses());
    QVERIFY(locked->inverse.changes == std::vector<Change>({SetNodeLocked{"db", false}}));
    ChangeSet lockedAndMoved = locked->changes;
    lockedAndMoved.add(moved->changes);
    QVERIFY(!lockedAndMoved.touchesAnalyses());
    lockedAndMoved.add(set->changes);
    QVERIFY(lockedAndMoved.touchesAnalyses());
    ChangeSet both = moved->changes;
    both.add(set->changes);
    QVERIFY(both.nodes.at("db").has(Aspect::geometry) && both.nodes.at("db").has(Aspect::property));
  }

  void removeTakesContentsLinksAndComments() {
    Topology t = sample();
    const std::vector<NodeId> ids{"region"};
    const Edit edit = edits::removeNodes(t, ids);
    QCOMPARE(edit.label, std::string("Delete Region"));
    const Topology before = t;
    const auto applied = apply(t, edit);
    QVERIFY2(applied.ok(), applied.ok() ? "" : applied.error().reason.c_str());
    QCOMPARE(t.nodes.size(), std::size_t{1});
    QCOMPARE(t.links.size(), std::size_t{0});
    QCOMPARE(t.comments.size(), std::size_t{0});
    QVERIFY(apply(t, applied->inverse).ok());
    QVERIFY(t == before);
  }

  // With many removals, references are counted instead of looked for: the same refusals, by the same reasons.
  void manyRemovalsRefuse_data() {
    QTest::addColumn<Edit>("last");
    QTest::addColumn<QString>("reason");
    QTest::newRow("content") << one(RemoveNode{"zone-a"}) << "still contains 'db'";
    QTest::newRow("link") << one(RemoveNode{"users"}) << "link 'uses-1' still ends at";
    QTest::newRow("comment on a link") << one(RemoveLink{"uses-1"}) << "comment";
    QTest::newRow("comment on a node") << Edit{"",
                                               {SetComment{"c2", std::nullopt}, RemoveLink{"uses-1"}, RemoveNode{"db"}}}
                                       << "comment";
    QTest::newRow("link that came with the edit")
        << Edit{"",
                {AddNode{{"new", "s3-bucket", "", "", {}, {}, {}}}, AddLink{{"l", "uses", "users", "new", {}, {}, {}}},
                 RemoveNode{"new"}}}
        << "link 'l' still ends at 'new'";
    QTest::newRow("content that moved in with the edit")
        << Edit{"", {SetNodeParent{"users", "zone-a"}, SetNodeParent{"db", "region"}, RemoveNode{"zone-a"}}}
        << "still contains 'users'";
    QTest::newRow("link that turned with the edit")
        << Edit{"", {SetComment{"c1", std::nullopt}, SetLinkEnds{"uses-1", "region", "users"}, RemoveNode{"users"}}}
        << "still ends at 'users'";
    QTest::newRow("removed twice") << Edit{"",
                                           {AddNode{{"new", "az", "", "", {}, {}, {}}}, RemoveNode{"new"},
                                            RemoveNode{"new"}}}
                                   << "no resource 'new'";
  }

  void manyRemovalsRefuse() {
    QFETCH(Edit, last);
    QFETCH(QString, reason);
    Topology t = sample();
    Edit edit;
    for (int i = 0; i < 20; ++i) {
      const std::string id = "spare-" + std::to_string(i);
      t.nodes.put({id, "s3-bucket", "", "", {}, {}, {}});
      edit.changes.push_back(RemoveNode{id});
    }
    Topology trial = t;
    QVERIFY(apply(trial, edit).ok());
    const Topology before = t;
    edit.changes.insert(edit.changes.end(), last.changes.begin(), last.changes.end());
    const auto applied = apply(t, edit);
    QVERIFY(!applied.ok());
    QVERIFY2(QString::fromStdString(applied.error().reason).contains(reason), applied.error().reason.c_str());
    QVERIFY(t == before);
  }

  // One edit of many changes does what its changes do one by one, and its inverse takes all of them back.
  void manyChangesAreAsOneByOne_data() { inverseIsIdentity_data(); }
  void manyChangesAreAsOneByOne() {
    QFETCH(quint64, seed);
    test::Rng rng(seed);
    const Topology before = test::generateDesign(seed, 60);
    Topology step = before;
    Edit together;
    for (int i = 0; i < 60; ++i) {
      const Edit edit = test::randomEdit(rng, step);
      QVERIFY(apply(step, edit).ok());
      together.changes.insert(together.changes.end(), edit.changes.begin(), edit.changes.end());
    }
    Topology t = before;
    const auto applied = apply(t, together);
    QVERIFY2(applied.ok(), applied.ok() ? "" : applied.error().reason.c_str());
    QVERIFY(t == step);
    QVERIFY(apply(t, applied->inverse).ok());
    QVERIFY(t == before);
  }

  void everythingCanGoAndComeBack() {
    Topology t = test::generateDesign(7, 1500);
    const Topology before = t;
    std::vector<NodeId> ids;
    for (const auto& node : t.nodes.rows()) ids.push_back(node->id);
    const auto applied = apply(t, edits::removeNodes(t, ids));
    QVERIFY(applied.ok());
    QVERIFY(t.nodes.empty() && t.links.empty() && t.comments.empty());
    QCOMPARE(applied->changes.nodes.size(), before.nodes.size());
    QVERIFY(apply(t, applied->inverse).ok());
    QVERIFY(t == before);
  }

  void removeOfUnknownIdsIsEmpty() {
    const std::vector<std::string> ids{"nobody"};
    QVERIFY(edits::remove(sample(), ids).empty());
  }

  void isInside() {
    const Topology t = sample();
    QVERIFY(edits::isInside(t, "db", "region"));
    QVERIFY(edits::isInside(t, "db", "db"));
    QVERIFY(!edits::isInside(t, "region", "db"));
    QVERIFY(!edits::isInside(t, "users", "region"));
  }

  // Random edits: applied, then undone in reverse, they give back the start, and every state holds its invariants.
  void inverseIsIdentity_data() {
    QTest::addColumn<quint64>("seed");
    for (quint64 seed = 1; seed <= 12; ++seed)
      QTest::addRow("seed %llu", static_cast<unsigned long long>(seed)) << seed;
  }

  void inverseIsIdentity() {
    QFETCH(quint64, seed);
    test::Rng rng(seed);
    Topology t = test::generateDesign(seed, 20 + rng.below(60));
    QCOMPARE(brokenInvariant(t), std::string());
    std::vector<Topology> states{t};
    std::vector<Edit> inverses;
    std::set<std::size_t> kinds;
    for (int i = 0; i < 120; ++i) {
      const Edit edit = test::randomEdit(rng, t);
      for (const Change& change : edit.changes) kinds.insert(change.index());
      QVERIFY(applies(t, edit));
      const auto applied = apply(t, edit);
      QVERIFY2(applied.ok(), applied.ok() ? "" : applied.error().reason.c_str());
      QCOMPARE(brokenInvariant(t), std::string());
      inverses.push_back(applied->inverse);
      states.push_back(t);
    }
    QVERIFY(kinds.size() >= 12);
    for (std::size_t i = inverses.size(); i-- > 0;) {
      const auto undone = apply(t, inverses[i]);
      QVERIFY(undone.ok());
      QVERIFY(t == states[i]);
      // The inverse of the inverse is the edit's effect again.
      Topology again = t;
      QVERIFY(apply(again, undone->inverse).ok());
      QVERIFY(again == states[i + 1]);
    }
  }

  // A copy never feels an edit of the other.
  void copiesAreIndependent() {
    Topology t = sample();
    const Topology copy = t;
    QVERIFY(apply(t, one(SetNodeProperty{"db", "multiAz", std::nullopt})).ok());
    QVERIFY(copy.nodes.find("db")->properties.contains("multiAz"));
    QVERIFY(copy.nodes.find("users") == t.nodes.find("users"));  // untouched rows are the same object
  }
};

QTEST_GUILESS_MAIN(TestEdit)
#include "test_edit.moc"
