// Ids, tables and invariants.
#include "rng.h"
#include "support.h"
#include "topology/topology.h"

using namespace nines;

class TestTopology : public QObject {
  Q_OBJECT

 private slots:
  void ids_data() {
    QTest::addColumn<QString>("id");
    QTest::addColumn<bool>("valid");
    QTest::newRow("plain") << "orders-db-2" << true;
    QTest::newRow("empty") << "" << false;
    QTest::newRow("capital") << "Orders" << false;
    QTest::newRow("underscore") << "a_b" << false;
    QTest::newRow("umlaut") << QString::fromUtf8("ä") << false;
    QTest::newRow("longest") << QString(200, QLatin1Char('a')) << true;
    QTest::newRow("too long") << QString(201, QLatin1Char('a')) << false;
  }
  void ids() {
    QFETCH(QString, id);
    QFETCH(bool, valid);
    QCOMPARE(isValidId(id.toStdString()), valid);
  }

  void madeIds() {
    Topology t;
    QCOMPARE(makeId(t, "Orders DB", "node"), std::string("orders-db"));
    t.nodes.put({"orders-db", "rds-instance", "", "", {}, {}, {}});
    t.links.put({"orders-db-2", "uses", "orders-db", "orders-db", {}, {}, {}});
    QCOMPARE(makeId(t, "Orders DB", "node"), std::string("orders-db-3"));
    QCOMPARE(makeId(t, "日本", "rds-instance"), std::string("rds-instance"));
    QCOMPARE(makeId(t, "---", ""), std::string("node"));
    QVERIFY(isValidId(makeId(t, std::string(5000, 'x'), "node")));
  }

  void tableKeepsOrder() {
    Topology t;
    for (const char* id : {"c", "a", "b", "d"}) t.nodes.put({id, "note", "", "", {}, {}, {}});
    t.nodes.put({"b", "note", "", "new", {}, {}, {}});
    QCOMPARE(t.nodes.size(), std::size_t{4});
    std::string order;
    for (const auto& node : t.nodes.rows()) order += node->id;
    QCOMPARE(order, std::string("abcd"));
    QCOMPARE(t.nodes.find("b")->name, std::string("new"));
    QVERIFY(t.nodes.erase("a"));
    QVERIFY(!t.nodes.erase("a"));
    QVERIFY(!t.nodes.find("a"));
    QCOMPARE(*t.nodes.indexOf("d"), std::size_t{2});
  }

  // Changes carried over at once leave what they leave one by one; rows that they do not name stay the same objects.
  void merging() {
    test::Rng rng(5);
    for (int round = 0; round < 300; ++round) {
      using Nodes = decltype(Topology::nodes);
      const auto id = [&] { return std::string(1, static_cast<char>('a' + rng.below(12))); };
      Nodes table;
      for (std::size_t i = rng.below(10); i > 0; --i) table.put({id(), "note", "", "old", {}, {}, {}});
      const Nodes before = table;
      Nodes expected = table;
      Nodes::Changes changes;
      for (std::size_t i = rng.below(6); i > 0; --i) {
        const std::string key = id();
        const bool erased = rng.chance(.4);
        if (erased) expected.erase(key);
        else expected.put({key, "note", "", "new", {}, {}, {}});
        changes[key] = erased ? nullptr : std::make_shared<const Node>(*expected.find(key));
      }
      const Nodes::Changes named = changes;
      table.merge(std::move(changes));
      QVERIFY(table == expected);
      for (const auto& row : before.rows()) QVERIFY(named.contains(row->id) || table.find(row->id) == row.get());
    }
  }

  void invariants_data() {
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("reason");
    QTest::newRow("whole") << "" << "";
    QTest::newRow("id") << "id" << "not made of";
    QTest::newRow("shared id") << "shared" << "names a node and a link";
    QTest::newRow("parent") << "parent" << "does not exist";
    QTest::newRow("circle") << "circle" << "contains itself";
    QTest::newRow("self") << "self" << "contains itself";
    QTest::newRow("end") << "end" << "end 'nobody'";
    QTest::newRow("comment") << "comment" << "hangs on something";
  }
  void invariants() {
    QFETCH(QString, what);
    QFETCH(QString, reason);
    Topology t;
    t.nodes.put({"a", "region", "", "", {}, {}, {}});
    t.nodes.put({"b", "az", "a", "", {}, {}, {}});
    t.links.put({"l", "uses", "a", "b", {}, {}, {}});
    if (what == "id") t.nodes.put({"B", "az", "", "", {}, {}, {}});
    if (what == "shared") t.nodes.put({"l", "az", "", "", {}, {}, {}});
    if (what == "parent") t.nodes.put({"c", "az", "nobody", "", {}, {}, {}});
    if (what == "circle") t.nodes.put({"a", "region", "b", "", {}, {}, {}});
    if (what == "self") t.nodes.put({"a", "region", "a", "", {}, {}, {}});
    if (what == "end") t.links.put({"m", "uses", "a", "nobody", {}, {}, {}});
    if (what == "comment") t.comments.put({"c", "t", Comment::OnLink{"nobody"}, "", "", "", false, {}});
    const QString broken = QString::fromStdString(brokenInvariant(t));
    if (reason.isEmpty()) QCOMPARE(broken, QString());
    else QVERIFY2(broken.contains(reason), qPrintable(broken));
  }

  void numbers() {
    QCOMPARE(*Value(7).asNumber(), 7.0);
    QCOMPARE(*Value(7.0).asInteger(), std::int64_t{7});
    QVERIFY(!Value(7.5).asInteger());
    QVERIFY(!Value("7").asNumber());
    QVERIFY(!(Value(7) == Value(7.0)));
    QVERIFY(!Value(1e300).asInteger());
  }
};

QTEST_GUILESS_MAIN(TestTopology)
#include "test_topology.moc"
