// How deep things may stand in each other: the same bound for files and for edits, counted as by hand.
#include <algorithm>

#include "formats/native.h"
#include "rng.h"
#include "support.h"
#include "topology/applies.h"
#include "topology/edit.h"
#include "topology/nesting.h"

using namespace nines;

namespace {

Node nodeIn(const std::string& id, const std::string& kind, const std::string& parent) {
  return {id, kind, parent, "", Rect{8, 8, 146, 52}, {}, {}};
}

std::string group(std::size_t i) { return "g" + std::to_string(i); }

// Groups in each other, the outermost on the canvas: around group(i) there are i.
Topology chain(std::size_t groups) {
  Topology t;
  for (std::size_t i = 0; i < groups; ++i) t.nodes.put(nodeIn(group(i), "group", i == 0 ? "" : group(i - 1)));
  return t;
}

// Counted by walking up, which needs no memory.
std::size_t aroundByHand(const Topology& t, const std::string& id) {
  std::size_t count = 0;
  for (const Node* at = t.nodes.find(id); !at->parent.empty(); at = t.nodes.find(at->parent)) ++count;
  return count;
}

std::size_t deepestByHand(const Topology& t) {
  std::size_t deepest = 0;
  for (const auto& node : t.nodes.rows()) deepest = std::max(deepest, aroundByHand(t, node->id));
  return deepest;
}

Result<Topology> read(const std::string& text) { return readDesign(text, "deep.nines", Catalogue::shipped()); }

Edit one(Change change) { return {"", {std::move(change)}}; }

}  // namespace

Q_DECLARE_METATYPE(nines::Edit)

class TestNesting : public QObject {
  Q_OBJECT

 private slots:
  // 64 containers and a card in the innermost: what apply() accepts is saved and read again, byte for byte.
  void theDeepestIsDrawnSavedAndRead() {
    Topology t;
    Edit edit;
    for (std::size_t i = 0; i < kMostAround; ++i) {
      edit.changes.push_back(AddNode{nodeIn(group(i), "group", i == 0 ? "" : group(i - 1))});
    }
    edit.changes.push_back(AddNode{nodeIn("db", "rds-instance", group(kMostAround - 1))});
    QVERIFY(applies(t, edit));
    const auto applied = apply(t, edit);
    QVERIFY2(applied.ok(), applied.ok() ? "" : applied.error().reason.c_str());
    QCOMPARE(aroundByHand(t, "db"), kMostAround);
    QCOMPARE(brokenInvariant(t), std::string());
    const std::string text = writeDesign(t);
    const auto again = read(text);
    QVERIFY2(again.ok(), again.ok() ? "" : again.error().text().c_str());
    QVERIFY(*again == t);
    QCOMPARE(writeDesign(*again), text);
    QVERIFY(apply(t, applied->inverse).ok());
    QVERIFY(t.nodes.empty());
  }

  void oneMoreIsRefused_data() {
    QTest::addColumn<Edit>("edit");
    QTest::addColumn<QString>("named");
    const std::string inner = group(kMostAround - 1);
    QTest::newRow("a new card") << one(AddNode{nodeIn("new", "note", group(kMostAround))}) << "new";
    QTest::newRow("a card moves in") << one(SetNodeParent{"card", group(kMostAround)}) << "card";
    QTest::newRow("a container with a card moves in") << one(SetNodeParent{"box", group(kMostAround)}) << "box";
    QTest::newRow("what a container holds comes to lie too deep") << one(SetNodeParent{"box", inner}) << "inside";
    QTest::newRow("the whole chain moves in")
        << one(SetNodeParent{"g0", "box"}) << QString::fromStdString(group(kMostAround));
    QTest::newRow("a chain that comes with the edit")
        << Edit{"", {AddNode{nodeIn("a", "group", "")}, AddNode{nodeIn("b", "group", "a")}, SetNodeParent{"a", inner}}}
        << "b";
    QTest::newRow("a container around all")
        << Edit{"", {AddNode{nodeIn("around", "group", "")}, SetNodeParent{"g0", "around"}}}
        << QString::fromStdString(group(kMostAround));
  }

  void oneMoreIsRefused() {
    QFETCH(Edit, edit);
    QFETCH(QString, named);
    Topology t = chain(kMostAround + 1);  // the innermost group is as deep as it gets
    t.nodes.put(nodeIn("box", "group", ""));
    t.nodes.put(nodeIn("inside", "note", "box"));
    t.nodes.put(nodeIn("card", "note", ""));
    const Topology before = t;
    QVERIFY(!applies(t, edit));
    edit.changes.insert(edit.changes.begin(), RenameNode{"box", "Other"});
    QVERIFY(!applies(t, edit));
    const auto applied = apply(t, edit);
    QVERIFY(!applied.ok());
    QCOMPARE(applied.error().code, ErrorCode::precondition);
    const QString shown = named == "box" ? QStringLiteral("Other") : named;
    QCOMPARE(QString::fromStdString(applied.error().reason),
             QString("'%1' would stand in more than 64 containers, one in the other").arg(shown));
    QVERIFY(t == before);
  }

  // What counts is where things end up, or what undoes an edit could not be carried out.
  void onTheWayItMayBeDeeper() {
    Topology t = chain(kMostAround + 1);
    t.nodes.put(nodeIn("around", "group", ""));
    const Topology before = t;
    const auto applied = apply(t, {"", {SetNodeParent{"g0", "around"}, SetNodeParent{group(kMostAround), ""}}});
    QVERIFY2(applied.ok(), applied.ok() ? "" : applied.error().reason.c_str());
    QCOMPARE(deepestByHand(t), kMostAround);
    QVERIFY(apply(t, applied->inverse).ok());
    QVERIFY(t == before);
  }

  // Random moves, additions and removals in a deep forest: refused exactly where the outcome is too deep.
  void refusedExactlyWhereTooDeep_data() {
    QTest::addColumn<quint64>("seed");
    for (quint64 seed = 1; seed <= 8; ++seed) QTest::addRow("seed %llu", static_cast<unsigned long long>(seed)) << seed;
  }

  void refusedExactlyWhereTooDeep() {
    QFETCH(quint64, seed);
    test::Rng rng(seed);
    Topology start = chain(kMostAround - 2);
    for (std::size_t i = 0; i < 12; ++i) {
      start.nodes.put(nodeIn("x" + std::to_string(i), "group", i == 0 ? "" : "x" + std::to_string(i - 1)));
    }
    Topology t = start;
    std::size_t refused = 0;
    std::size_t carriedOut = 0;
    for (int round = 0; round < 1000; ++round) {
      if (round % 5 == 0) t = start;  // random moves make it flat
      const Edit edit = randomMoves(rng, t);
      const std::optional<Topology> expected = outcomeByHand(t, edit);
      if (!expected) continue;  // a circle
      const Topology before = t;
      const bool fits = deepestByHand(*expected) <= kMostAround;
      QCOMPARE(applies(t, edit), fits);
      const auto applied = apply(t, edit);
      QCOMPARE(applied.ok(), fits);
      QVERIFY(t == (fits ? *expected : before));
      if (!fits && ++refused > 0) continue;
      ++carriedOut;
      Topology undone = t;
      QVERIFY(apply(undone, applied->inverse).ok());
      QVERIFY(undone == before);
    }
    QVERIFY2(refused > 20 && carriedOut > 200, qPrintable(QString("%1, %2").arg(refused).arg(carriedOut)));
  }

  void depthsAreThoseCountedByHand() {
    test::Rng rng(11);
    for (int round = 0; round < 200; ++round) {
      // In the order of positions parents come before and after their content.
      const std::size_t count = 1 + rng.below(40);
      std::vector<std::size_t> order(count);
      for (std::size_t i = 0; i < count; ++i) order[i] = i;
      for (std::size_t i = count; i-- > 1;) std::swap(order[i], order[rng.below(i + 1)]);
      std::vector<std::size_t> parents(count, kNoParent);
      for (std::size_t i = 1; i < count; ++i) {
        if (rng.chance(0.9)) parents[order[i]] = order[rng.below(i)];
      }
      const std::vector<std::size_t> depths = containersAround(parents);
      for (std::size_t i = 0; i < count; ++i) {
        std::size_t expected = 0;
        for (std::size_t at = parents[i]; at != kNoParent; at = parents[at]) ++expected;
        QCOMPARE(depths[i], expected);
      }
    }
  }

  // In any order of rows the first of the file that lies too deep is named, at its parent.
  void filesAreRefusedAtTheParent() {
    std::string rows;
    for (std::size_t i = kMostAround + 3; i-- > 0;) {
      rows += (rows.empty() ? "\n" : ",\n") + std::string(" {\"id\": \"") + group(i) + "\", \"kind\": \"group\"";
      if (i > 0) rows += ", \"parent\": \"" + group(i - 1) + "\"";
      rows += "}";
    }
    const auto refused = read("{\"nines\": 1, \"nodes\": [" + rows + "]}");
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::tooLarge);
    QCOMPARE(refused.error().text(),
             std::string("deep.nines:2:43 (/nodes/0/parent): 'g66' stands in more than 64 containers, one in the "
                         "other"));
  }

  // As deep as a file can be. Looking at each node once takes a moment; walking up from each would take an hour.
  void depthIsCountedOnce() {
    constexpr std::size_t kNodes = 200'000;
    std::string rows;
    for (std::size_t i = 0; i < kNodes; ++i) {
      rows += (i == 0 ? "" : ",\n") + std::string("{\"id\": \"") + group(i) + "\", \"kind\": \"group\"";
      if (i > 0) rows += ", \"parent\": \"" + group(i - 1) + "\"";
      rows += "}";
    }
    const auto refused = read("{\"nines\": 1, \"nodes\": [\n" + rows + "]}");
    QVERIFY(!refused);
    QCOMPARE(refused.error().place.pointer, std::string("/nodes/65/parent"));
    QCOMPARE(refused.error().place.line, std::size_t{67});
  }

  // A circle is a graver problem than depth, wherever both stand.
  void circlesAreSaidFirst() {
    std::string text = writeDesign(chain(kMostAround + 1));
    const std::string list = "\"nodes\": [\n";
    const auto at = text.find(list);
    QVERIFY(at != std::string::npos);
    text.insert(at + list.size(), "{\"id\": \"h\", \"kind\": \"group\", \"parent\": \"" + group(kMostAround) +
                                      "\"},\n{\"id\": \"i\", \"kind\": \"group\", \"parent\": \"i\"},\n");
    const auto refused = read(text);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::circular);
  }

 private:
  // One to four changes of who stands in what.
  static Edit randomMoves(test::Rng& rng, const Topology& t) {
    Edit edit;
    const auto any = [&] { return t.nodes[rng.below(t.nodes.size())].id; };
    const std::size_t count = 1 + rng.below(4);
    for (std::size_t i = 0; i < count; ++i) {
      std::string parent = rng.chance(0.2) ? std::string() : any();
      if (rng.chance(0.4)) parent = group(kMostAround - 3 - rng.below(5));
      if (rng.chance(0.1) && t.nodes.size() < 90) {
        edit.changes.push_back(
            AddNode{nodeIn("n" + std::to_string(t.nodes.size()) + "-" + std::to_string(i), "group", parent)});
      } else {
        const std::string moved = rng.chance(0.5) ? "x" + std::to_string(rng.below(12)) : any();
        edit.changes.push_back(SetNodeParent{moved, parent});
      }
    }
    return edit;
  }

  // The topology with these parents; nothing if a step would put something into itself.
  static std::optional<Topology> outcomeByHand(Topology t, const Edit& edit) {
    for (const Change& change : edit.changes) {
      if (const auto* add = std::get_if<AddNode>(&change)) {
        t.nodes.put(add->node);
        continue;
      }
      const auto& move = std::get<SetNodeParent>(change);
      for (std::string at = move.parent; !at.empty(); at = t.nodes.find(at)->parent) {
        if (at == move.id) return std::nullopt;
      }
      Node node = *t.nodes.find(move.id);
      node.parent = move.parent;
      t.nodes.put(node);
    }
    return t;
  }
};

QTEST_GUILESS_MAIN(TestNesting)
#include "test_nesting.moc"
