#include <set>
#include <string>

#include "formats/edit_json.h"
#include "generator.h"
#include "support.h"

using namespace nines;

// The journal's records: every edit comes back as it was, everything else is refused with its place.
class TestEditJson : public QObject {
  Q_OBJECT

 private slots:
  void writtenForm_data();
  void writtenForm();
  void goldenFileStaysTheSame();
  void randomEditsComeBack();
  void inversesComeBack();
  void refuses_data();
  void refuses();
};

namespace {

std::string write(Change change) { return writeEdit({"L", {std::move(change)}}); }

std::string record(const std::string& change) {
  return "{\"label\": \"L\", \"changes\": [{\"change\": " + change + "}]}";
}

Node sampleNode() {
  return {"db", "rds-instance", "az", "DB", Rect{1, 2.5, 3, 4}, {{"multiAz", Value(true)}}, {{"x", Value()}}};
}
Link sampleLink() { return {"l", "uses", "a", "b", {{"hard", Value(false)}}, {{1, 2}}, {{"x", Value(7.0)}}}; }
Comment sampleComment() { return {"c", "t", Comment::OnLink{"l"}, "Ana", "2026-11-23", "two\nlines", true, {}}; }

}  // namespace

void TestEditJson::writtenForm_data() {
  QTest::addColumn<std::string>("written");
  QTest::addColumn<std::string>("expected");
  const auto row = [](const char* name, Change change, const std::string& expected) {
    QTest::newRow(name) << write(std::move(change)) << record(expected);
  };
  row("add node", AddNode{sampleNode()},
      R"("add-node", "node": {"id": "db", "kind": "rds-instance", "parent": "az", "name": "DB", "rect": [1, 2.5, 3, 4], "properties": {"multiAz": true}, "x": null})");
  row("remove node", RemoveNode{"db"}, R"("remove-node", "id": "db")");
  row("rename node", RenameNode{"db", ""}, R"("rename-node", "id": "db", "name": "")");
  row("set rect", SetNodeRect{"db", Rect{1, 2, 3, 4}}, R"("set-node-rect", "id": "db", "rect": [1, 2, 3, 4])");
  row("forget rect", SetNodeRect{"db", {}}, R"("set-node-rect", "id": "db")");
  row("set parent", SetNodeParent{"db", "az"}, R"("set-node-parent", "id": "db", "parent": "az")");
  row("to the canvas", SetNodeParent{"db", ""}, R"("set-node-parent", "id": "db")");
  row("set property", SetNodeProperty{"db", "k", Value(7.0)},
      R"("set-node-property", "id": "db", "key": "k", "value": 7.0)");
  row("set property to null", SetNodeProperty{"db", "k", Value()},
      R"("set-node-property", "id": "db", "key": "k", "value": null)");
  row("forget property", SetNodeProperty{"db", "k", {}}, R"("set-node-property", "id": "db", "key": "k")");
  row("lock", SetNodeLocked{"db", true}, R"("set-node-locked", "id": "db", "locked": true)");
  row("unlock", SetNodeLocked{"db", false}, R"("set-node-locked", "id": "db", "locked": false)");
  Node lockedNode = sampleNode();
  lockedNode.locked = true;
  row("add locked node", AddNode{lockedNode},
      R"("add-node", "node": {"id": "db", "kind": "rds-instance", "parent": "az", "name": "DB", "rect": [1, 2.5, 3, 4], "properties": {"multiAz": true}, "locked": true, "x": null})");
  row("add link", AddLink{sampleLink()},
      R"("add-link", "link": {"id": "l", "kind": "uses", "from": "a", "to": "b", "properties": {"hard": false}, "bends": [[1, 2]], "x": 7.0})");
  row("remove link", RemoveLink{"l"}, R"("remove-link", "id": "l")");
  row("set ends", SetLinkEnds{"l", "a", "b"}, R"("set-link-ends", "id": "l", "from": "a", "to": "b")");
  row("set bends", SetLinkBends{"l", {{1, 2}, {3.5, -4}}},
      R"("set-link-bends", "id": "l", "bends": [[1, 2], [3.5, -4]])");
  row("forget bends", SetLinkBends{"l", {}}, R"("set-link-bends", "id": "l", "bends": [])");
  row("set link property", SetLinkProperty{"l", "k", Value("v")},
      R"("set-link-property", "id": "l", "key": "k", "value": "v")");
  row("set comment", SetComment{"c", sampleComment()},
      R"("set-comment", "id": "c", "comment": {"id": "c", "thread": "t", "target": {"link": "l"}, "author": "Ana", "at": "2026-11-23", "text": "two\nlines", "resolved": true})");
  row("remove comment", SetComment{"c", {}}, R"("set-comment", "id": "c")");
  row("set waiver", SetWaiver{"k", Waiver{"k", "r", "", "", "", {}}},
      R"("set-waiver", "key": "k", "waiver": {"key": "k", "reason": "r", "author": "", "at": ""})");
  row("remove waiver", SetWaiver{"k", {}}, R"("set-waiver", "key": "k")");
  row("set assumption", SetAssumption{"a.b", Value(1e-7)}, R"("set-assumption", "key": "a.b", "value": 1e-07)");
  row("forget assumption", SetAssumption{"a.b", {}}, R"("set-assumption", "key": "a.b")");
  row("set name", SetDesignName{"N"}, R"("set-design-name", "name": "N")");
  row("set profile", SetProfile{"aws-2026"}, R"("set-profile", "profile": "aws-2026")");
  QTest::newRow("nothing") << writeEdit({}) << std::string("{\"label\": \"\", \"changes\": []}");
}

void TestEditJson::writtenForm() {
  QFETCH(std::string, written);
  QFETCH(std::string, expected);
  QCOMPARE(written, expected);
  const auto edit = readEdit(written, "journal");
  QVERIFY2(edit.ok(), edit ? "" : edit.error().text().c_str());
  QCOMPARE(writeEdit(*edit), written);
}

void TestEditJson::goldenFileStaysTheSame() {
  // A journal that an older program left can still be replayed.
  const std::string text = test::fixture("formats/golden-edit.json");
  const auto edit = readEdit(text, "journal");
  QVERIFY2(edit.ok(), edit ? "" : edit.error().text().c_str());
  QCOMPARE(edit->changes.size(), std::size_t{25});
  QCOMPARE(writeEdit(*edit) + "\n", text);
}

void TestEditJson::randomEditsComeBack() {
  std::set<std::size_t> seen;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    test::Rng rng(seed);
    Topology design = test::generateDesign(seed, 5 * seed);
    for (int i = 0; i < 100; ++i) {
      const Edit edit = test::randomEdit(rng, design);
      for (const Change& change : edit.changes) seen.insert(change.index());
      const std::string line = writeEdit(edit);
      QVERIFY(line.find('\n') == std::string::npos);
      const auto again = readEdit(line, "journal");
      QVERIFY2(again.ok(), again ? "" : again.error().text().c_str());
      QVERIFY2(*again == edit, line.c_str());
      QVERIFY(apply(design, edit).ok());
    }
  }
  QCOMPARE(seen.size(), std::variant_size_v<Change>);
}

void TestEditJson::inversesComeBack() {
  test::Rng rng(3);
  Topology design = test::generateDesign(3, 80);
  for (int i = 0; i < 300; ++i) {
    const auto applied = apply(design, test::randomEdit(rng, design));
    QVERIFY(applied.ok());
    const auto again = readEdit(writeEdit(applied->inverse), "journal");
    QVERIFY(again.ok() && *again == applied->inverse);
  }
}

void TestEditJson::refuses_data() {
  QTest::addColumn<std::string>("line");
  QTest::addColumn<ErrorCode>("code");
  QTest::addColumn<std::string>("pointer");
  QTest::addColumn<std::string>("reason");
  const auto row = [](const char* name, const std::string& line, ErrorCode code, const char* pointer,
                      const char* reason) {
    QTest::newRow(name) << line << code << std::string(pointer) << std::string(reason);
  };
  row("cut off", R"({"label": "L", "chan)", ErrorCode::notJson, "", "ends too early");
  row("a list", "[]", ErrorCode::wrongType, "", "expected an object");
  row("no label", R"({"changes": []})", ErrorCode::missing, "", "\"label\" is missing");
  row("no changes", R"({"label": ""})", ErrorCode::missing, "", "\"changes\" is missing");
  row("changes in an object", R"({"label": "", "changes": {}})", ErrorCode::wrongType, "/changes", "expected a list");
  row("one key too many", R"({"label": "", "changes": [], "x": 1})", ErrorCode::wrongType, "/x", "no meaning");
  row("unknown change", record("\"explode\""), ErrorCode::unsupported, "/changes/0/change", "no change \"explode\"");
  row("no id", record("\"remove-node\""), ErrorCode::missing, "/changes/0", "\"id\" is missing");
  row("id of a wrong type", record(R"("remove-node", "id": 7)"), ErrorCode::wrongType, "/changes/0/id",
      "found a number");
  row("a key that another change has", record(R"("remove-node", "id": "a", "name": "b")"), ErrorCode::wrongType,
      "/changes/0/name", "no meaning");
  row("a broken node", record(R"("add-node", "node": {"id": "a", "kind": "az", "rect": [0, 0, -1, 0]})"),
      ErrorCode::wrongType, "/changes/0/node/rect/2", "negative");
  row("no node", record("\"add-node\""), ErrorCode::missing, "/changes/0", "\"node\" is missing");
  row("a lock that does not say how", record(R"("set-node-locked", "id": "a")"), ErrorCode::missing, "/changes/0",
      "\"locked\" is missing");
  row("a broken target", record(R"("set-comment", "id": "c", "comment": {"id": "c", "target": {}})"),
      ErrorCode::wrongType, "/changes/0/comment/target", "expected one of");
  row("a duplicate key", record(R"("remove-node", "id": "a", "id": "a")"), ErrorCode::duplicate, "/changes/0/id",
      "twice");
  row("a huge number", record(R"("set-assumption", "key": "a", "value": 1e999)"), ErrorCode::notJson,
      "/changes/0/value", "too large");
  row("brackets", std::string(100'000, '['), ErrorCode::tooLarge, "/0/0", "nested");
}

void TestEditJson::refuses() {
  QFETCH(std::string, line);
  QFETCH(ErrorCode, code);
  QFETCH(std::string, pointer);
  QFETCH(std::string, reason);
  const auto edit = readEdit(line, "journal");
  QVERIFY(!edit);
  QVERIFY2(edit.error().reason.find(reason) != std::string::npos, edit.error().text().c_str());
  QVERIFY2(edit.error().code == code, edit.error().text().c_str());
  QVERIFY2(edit.error().place.pointer.starts_with(pointer), edit.error().text().c_str());
  QCOMPARE(edit.error().file, std::string("journal"));
  QCOMPARE(edit.error().place.line, std::size_t{1});
}

QTEST_GUILESS_MAIN(TestEditJson)
#include "test_edit_json.moc"
