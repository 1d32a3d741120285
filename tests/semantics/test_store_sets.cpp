// Which stores hold the same data, and where it and its backups are.
#include "semantics/store_sets.h"

#include "../rules/rules_support.h"

using namespace nines;
using nines::test::Sketch;

namespace {

Value ids(std::initializer_list<const char*> list) {
  Value::Array out;
  for (const char* id : list) out.emplace_back(id);
  return Value(std::move(out));
}

Sketch threeRegions() {
  Sketch s;
  s.region("eu-west-1", "a").region("eu-central-1", "a").region("us-east-1", "a");
  return s;
}

std::vector<std::string> namesOf(const Design& d, std::span<const NodeIndex> nodes) {
  std::vector<std::string> out;
  for (const NodeIndex n : nodes) out.push_back(d.node(n).id);
  return out;
}

std::vector<std::string> backupsOf(const Sketch& s, std::string_view store) {
  const Design d = s.design();
  const auto codes = backupRegionsOf(d, d.indexOf(store));
  return {codes.begin(), codes.end()};
}

}  // namespace

class TestStoreSets : public QObject {
  Q_OBJECT

 private slots:
  void replicatesJoinInEitherDirection() {
    Sketch s = threeRegions();
    s.node("a", "dynamodb-table", "eu-west-1")
        .node("b", "dynamodb-table", "eu-central-1")
        .node("c", "dynamodb-table", "us-east-1")
        .node("d", "dynamodb-table", "us-east-1")
        .link("replicates", "a", "b")
        .link("replicates", "c", "b");
    const Design d = s.design();
    const StoreSets sets(d);
    for (const char* id : {"a", "b", "c"}) {
      QCOMPARE(namesOf(d, sets.of(d.indexOf(id))), (std::vector<std::string>{"a", "b", "c"}));
    }
    QCOMPARE(namesOf(d, sets.of(d.indexOf("d"))), std::vector<std::string>{"d"});
    QVERIFY(sets.of(d.indexOf("eu-west-1")).empty());
    QVERIFY(sets.liveIn(d.indexOf("a"), "us-east-1") && !sets.liveIn(d.indexOf("d"), "eu-west-1"));
    QCOMPARE(sets.regions(d.indexOf("b")).size(), std::size_t{3});
    QVERIFY(sets.regions(d.indexOf("eu-west-1")).empty());
  }

  void backupsGetIntoRegions_data() {
    QTest::addColumn<QString>("link");
    QTest::addColumn<QString>("expected");
    QTest::addRow("none") << "" << "";
    QTest::addRow("a plan there") << "plan there" << "eu-central-1";
    QTest::addRow("a plan's copy") << "plan copies" << "eu-west-1 us-east-1";
    QTest::addRow("a bucket there") << "bucket there" << "eu-central-1";
    QTest::addRow("a bucket's replica") << "bucket replicated" << "eu-central-1 eu-west-1";
  }
  void backupsGetIntoRegions() {
    QFETCH(QString, link);
    QFETCH(QString, expected);
    Sketch s = threeRegions();
    s.node("orders", "dynamodb-table", "eu-west-1", {{"pitr", Value(true)}});
    s.node("there", "backup-plan", "eu-central-1")
        .node("copies", "backup-plan", "eu-west-1", {{"copyTo", ids({"us-east-1", "orders", "gone"})}})
        .node("bucket", "s3-bucket", "eu-central-1")
        .node("kept", "s3-bucket", "eu-west-1")
        .node("copy", "s3-bucket", "eu-central-1")
        .link("replicates", "kept", "copy")
        .link("replicates", "kept", "kept");
    if (link == "plan there") s.link("backs-up", "orders", "there");
    if (link == "plan copies") s.link("backs-up", "orders", "copies");
    if (link == "bucket there") s.link("backs-up", "orders", "bucket");
    if (link == "bucket replicated") s.link("backs-up", "orders", "kept");
    const auto codes = backupsOf(s, "orders");
    QString found;
    for (const std::string& code : codes) found += (found.isEmpty() ? "" : " ") + QString::fromStdString(code);
    QCOMPARE(found, expected);
  }

  void copiesOfTheStoreItself() {
    Sketch s = threeRegions();
    s.node("db", "rds-instance", "eu-west-1a", {{"backupCopyRegion", Value("us-east-1")}})
        .node("files", "s3-bucket", "eu-west-1")
        .node("files-copy", "s3-bucket", "eu-central-1")
        .link("replicates", "files", "files-copy");
    QCOMPARE(backupsOf(s, "db"), std::vector<std::string>{"us-east-1"});
    QCOMPARE(backupsOf(s, "files"), std::vector<std::string>{"eu-central-1"});
    const Design d = s.design();
    QVERIFY(backupReaches(d, d.indexOf("db"), d.indexOf("us-east-1")));
    QVERIFY(!backupReaches(d, d.indexOf("db"), d.indexOf("eu-west-1")));
  }

  // A backup of any copy is one of the data.
  void backupsOfTheWholeSet() {
    Sketch s = threeRegions();
    s.node("db", "rds-instance", "eu-west-1a")
        .node("db-r", "rds-instance", "eu-west-1a", {{"backupCopyRegion", Value("us-east-1")}})
        .link("replicates", "db", "db-r");
    const Design d = s.design();
    const StoreSets sets(d);
    QVERIFY(sets.backedUpIn(d.indexOf("db"), "us-east-1"));
    QVERIFY(!sets.backedUpIn(d.indexOf("db"), "eu-central-1"));
    QVERIFY(!sets.backedUpIn(d.indexOf("us-east-1"), "us-east-1"));
  }
};

QTEST_GUILESS_MAIN(TestStoreSets)
#include "test_store_sets.moc"
