#include <cmath>
#include <cstring>
#include <limits>
#include <string>

#include "formats/native.h"
#include "formats/waiver_lines.h"
#include "generator.h"
#include "support.h"
#include "support/resources.h"
#include "topology/edit.h"

using namespace nines;

// The file keeps everything: what is written is read again, and what our writer wrote is written again byte for byte.
class TestNative : public QObject {
  Q_OBJECT

 private slots:
  void goldenFilesStayTheSame_data();
  void goldenFilesStayTheSame();
  void shippedDesignsAreInOurForm();
  void readsEveryKey();
  void readsLocks();
  void readsTheSampleOfTheHandbook();
  void fillsInWhatIsAbsent();
  void sortsWhatAnotherHandWrote();
  void ignoresAByteOrderMark();
  void badPracticeLoads();
  void values_data();
  void values();
  void roundsDecimalsRight();
  void keepsRandomValues();
  void keepsGeneratedDesigns_data();
  void keepsGeneratedDesigns();
  void keepsEditedDesigns();
  void repairsTextThatIsNoUtf8();
  void keepsOneValueAtTheLimitOfDepth();
  void lineIndex();
  void linesOfWaivers();

 private:
  static Result<Topology> read(const std::string& text) { return readDesign(text, "test.nines", Catalogue::shipped()); }
};

void TestNative::goldenFilesStayTheSame_data() {
  QTest::addColumn<std::string>("path");
  for (const char* name : {"empty", "complete", "unknown", "locked"}) {
    QTest::newRow(name) << std::string("formats/golden-") + name + ".nines";
  }
}

void TestNative::goldenFilesStayTheSame() {
  QFETCH(std::string, path);
  const std::string text = test::fixture(path);
  QVERIFY(!text.empty());
  const auto design = read(text);
  QVERIFY2(design.ok(), design ? "" : design.error().text().c_str());
  QCOMPARE(QString::fromStdString(writeDesign(*design)), QString::fromStdString(text));
  QCOMPARE(brokenInvariant(*design), std::string());
}

void TestNative::shippedDesignsAreInOurForm() {
  // So that the first save of an example changes nothing but what the person changed.
  for (const Resource& file : resourcesBelow("templates/")) {
    const std::string path(file.path);
    const auto design = readDesign(file.text, path, Catalogue::shipped());
    QVERIFY2(design.ok(), design ? "" : design.error().text().c_str());
    QVERIFY2(writeDesign(*design) == file.text, path.c_str());
  }
}

void TestNative::readsEveryKey() {
  const auto read_ = read(test::fixture("formats/golden-complete.nines"));
  QVERIFY(read_.ok());
  const Topology& t = *read_;
  QCOMPARE(t.name, std::string("Orders \"EU\" – Straße 東京"));
  QCOMPARE(t.profile, std::string("aws-2026"));
  QCOMPARE(t.revision, std::numeric_limits<std::uint64_t>::max());
  QCOMPARE(t.assumptions.at("az.unavailability").asNumber().value(), 0.0004);
  QVERIFY(t.extra.empty());
  const Node* db = t.nodes.find("orders-db");
  QVERIFY(db);
  QCOMPARE(db->kind, std::string("rds-instance"));
  QCOMPARE(db->parent, std::string("eu-west-1a"));
  QVERIFY(db->rect == (Rect{24, 48, 146, 52}));
  QVERIFY(db->properties.at("multiAz") == Value(true));
  QVERIFY(db->properties.at("backupRetentionDays") == Value(7));
  QVERIFY(t.nodes.find("eu-west-1b")->name.empty());
  QCOMPARE(t.nodes.find("eu-west-1b")->title(), std::string("eu-west-1b"));
  QVERIFY(!t.nodes.find("sketch")->rect);
  QCOMPARE(*t.nodes.find("sketch")->properties.at("text").asText(),
           std::string("No rectangle:\n\ta place is found\\made \"later\"\0\x1f", 46));
  const Link* link = t.links.find("l-1");
  QVERIFY(link);
  QCOMPARE(link->from, std::string("orders"));
  QCOMPARE(link->to, std::string("orders-db"));
  QVERIFY(link->bends == (std::vector<Point>{{-100, 40}, {-100, 74.5}}));
  QVERIFY(t.comments.find("c-2")->target == Comment::Target(Comment::OnNode{"orders-db"}));
  QVERIFY(t.comments.find("c-2")->resolved);
  QVERIFY(t.comments.find("c-3")->target == Comment::Target(Comment::OnLink{"l-1"}));
  QVERIFY(t.comments.find("c-4")->target == Comment::Target(Point{640, -12.5}));
  const Waiver* waiver = t.waivers.find("rds.backup-retention:orders-db");
  QVERIFY(waiver);
  QCOMPARE(waiver->reason, std::string("Restored nightly"));
  QCOMPARE(waiver->until, std::string("2027-03-31"));
}

// False is what an absent key means: our writer leaves it out.
void TestNative::readsLocks() {
  const auto golden = read(test::fixture("formats/golden-locked.nines"));
  QVERIFY(golden.ok());
  QVERIFY(golden->nodes.find("eu-west-1")->locked && golden->nodes.find("orders-db")->locked);
  QVERIFY(!golden->nodes.find("sketch")->locked);
  QCOMPARE(golden->nodes.find("eu-west-1")->extra.size(), std::size_t{1});
  const auto open =
      read(R"({"nines": 1, "nodes": [{"id": "a", "kind": "note", "locked": false, "rect": [0, 0, 1, 1]}]})");
  QVERIFY(open.ok());
  QVERIFY(!open->nodes.find("a")->locked && open->nodes.find("a")->extra.empty());
  QVERIFY(writeDesign(*open).find("locked") == std::string::npos);
}

void TestNative::readsTheSampleOfTheHandbook() {
  const auto design = read(R"({"nines": 1, "name": "Orders", "profile": "course-2021", "revision": 14,
 "assumptions": {"az.unavailability": 0.0004},
 "nodes": [
  {"id": "eu-west-1", "kind": "region", "name": "eu-west-1", "rect": [0, 0, 900, 600], "properties": {"code": "eu-west-1"}},
  {"id": "orders-db", "kind": "rds-instance", "parent": "eu-west-1", "name": "orders-db", "rect": [24, 48, 146, 52],
   "properties": {"backupRetentionDays": 7, "engine": "mysql", "engineVersion": "8.0", "multiAz": true}}],
 "links": [],
 "comments": [], "waivers": []}
)");
  QVERIFY(design.ok());
  // One node a line: only that line break is ours.
  const std::string written = writeDesign(*design);
  QVERIFY(written.starts_with(
      "{\"nines\": 1, \"name\": \"Orders\", \"profile\": \"course-2021\", \"revision\": 14,\n"
      " \"assumptions\": {\"az.unavailability\": 0.0004},\n \"nodes\": [\n  {\"id\": \"eu-west-1\", "));
  QVERIFY(written.ends_with("\"multiAz\": true}}],\n \"links\": [],\n \"comments\": [], \"waivers\": []}\n"));
}

void TestNative::fillsInWhatIsAbsent() {
  const auto design = read(R"({"nodes": [{"kind": "az", "id": "a"}], "nines": 1})");
  QVERIFY(design.ok());
  QCOMPARE(design->profile, std::string(kDefaultProfile));
  QCOMPARE(design->revision, std::uint64_t{0});
  QVERIFY(design->links.empty() && design->comments.empty() && design->waivers.empty());
  QVERIFY(!design->nodes[0].rect);
  QCOMPARE(design->nodes[0].title(), std::string("a"));
}

void TestNative::sortsWhatAnotherHandWrote() {
  const auto design = read(R"({"links": [{"to": "a", "from": "b", "kind": "uses", "id": "z"},
    {"to": "b", "from": "a", "kind": "uses", "id": "y"}], "nines": 1.0,
    "nodes": [{"kind": "az", "id": "b", "parent": "a"}, {"id": "a", "kind": "vpc", "parent": "c"}, {"kind": "region", "id": "c"}]})");
  QVERIFY2(design.ok(), design ? "" : design.error().text().c_str());
  QCOMPARE(design->nodes[0].id, std::string("a"));
  QCOMPARE(design->nodes[0].kind, std::string("vpc"));
  QCOMPARE(design->nodes[2].id, std::string("c"));
  QCOMPARE(design->links[0].id, std::string("y"));
  QCOMPARE(design->links[0].from, std::string("a"));
  QCOMPARE(brokenInvariant(*design), std::string());
}

void TestNative::ignoresAByteOrderMark() {
  const std::string text = test::fixture("formats/golden-complete.nines");
  const auto design = read("\xEF\xBB\xBF" + text);
  QVERIFY(design.ok());
  QCOMPARE(writeDesign(*design), text);
  QCOMPARE(LineIndex("\xEF\xBB\xBF" + text).lineOf("eu-west-1"), std::size_t{4});
}

void TestNative::badPracticeLoads() {
  // Values out of range, illegal containments and links are findings, never unreadable files.
  const auto design = read(R"({"nines": 1, "nodes": [
    {"id": "db", "kind": "rds-instance", "properties": {"backupRetentionDays": -3, "engine": "db42", "subnetGroupAzs": ["nowhere"]}},
    {"id": "t", "kind": "dynamodb-table", "parent": "db"}, {"id": "r", "kind": "region", "parent": "t"}],
    "links": [{"id": "l", "kind": "standby", "from": "r", "to": "r"}, {"id": "m", "kind": "member", "from": "db", "to": "r"}]})");
  QVERIFY2(design.ok(), design ? "" : design.error().text().c_str());
  QCOMPARE(design->nodes.size(), std::size_t{3});
}

void TestNative::values_data() {
  QTest::addColumn<std::string>("text");
  QTest::addColumn<std::string>("written");
  const auto row = [](const char* text, const char* written = nullptr) {
    QTest::newRow(text) << std::string(text) << std::string(written ? written : text);
  };
  for (const char* same : {"null",
                           "true",
                           "false",
                           "0",
                           "7",
                           "-7",
                           "7.0",
                           "-0.0",
                           "0.0",
                           "0.1",
                           "9223372036854775807",
                           "-9223372036854775808",
                           "9223372036854775808",
                           "18446744073709551615",
                           "1e+300",
                           "1e+15",
                           "100000000000000.0",
                           "0.000001",
                           "1e-07",
                           "5e-324",
                           "2.2250738585072014e-308",
                           "1.7976931348623157e+308",
                           "0.30000000000000004",
                           "123456789.12345679",
                           "\"\"",
                           "\"\\\"\\\\/\"",
                           "\"\\n\\r\\t\\u0000\\u0008\\u001f\x7f\"",
                           "\"\u00e9 \u2028 \U0001f5fc\"",
                           "[]",
                           "{}",
                           "[[], {}, [1, 2.5]]",
                           "{\"\": 1, \"a\": {\"b\": [null]}}"}) {
    row(same);
  }
  row("7e0", "7.0");
  row("1E3", "1000.0");
  row("-0", "-0.0");
  row("18446744073709551616", "1.8446744073709552e+19");
  row("-9223372036854775809", "-9.223372036854776e+18");
  row("1e-400", "0.0");
  row("-1e-400", "-0.0");
  row("\"\\/\\b\\f\\u00e9\\ud83d\\uddfc\"", "\"/\\u0008\\u000c\u00e9\U0001f5fc\"");
  row(" {\"b\" : 1 ,\n\"a\":[ ] } ", "{\"a\": [], \"b\": 1}");
}

void TestNative::values() {
  QFETCH(std::string, text);
  QFETCH(std::string, written);
  const auto value = readValue(text, "value");
  QVERIFY2(value.ok(), value ? "" : value.error().text().c_str());
  QCOMPARE(writeValue(*value), written);
  const auto again = readValue(written, "value");
  QVERIFY(again.ok());
  QVERIFY(*again == *value);
  const auto number = value->asNumber();
  const auto kept = again->asNumber();
  QVERIFY(!number || std::signbit(*number) == std::signbit(*kept));
}

void TestNative::roundsDecimalsRight() {
  // Random bits as doubles: the nearest double to the shortest decimal is the number itself.
  test::Rng rng(11);
  for (int i = 0; i < 20'000; ++i) {
    const std::uint64_t bits = rng.next();
    double number = 0;
    std::memcpy(&number, &bits, sizeof number);
    if (!std::isfinite(number)) continue;
    const auto read_ = readValue(writeValue(number), "value");
    QVERIFY(read_.ok());
    QVERIFY2(*read_ == Value(number), writeValue(number).c_str());
  }
}

void TestNative::keepsRandomValues() {
  test::Rng rng(5);
  for (int i = 0; i < 2000; ++i) {
    const Value value = test::randomValue(rng, 4);
    const std::string text = writeValue(value);
    QVERIFY2(text.find('\n') == std::string::npos, text.c_str());
    const auto read_ = readValue(text, "value");
    QVERIFY2(read_.ok() && *read_ == value, text.c_str());
  }
}

void TestNative::keepsGeneratedDesigns_data() {
  QTest::addColumn<int>("seed");
  QTest::addColumn<int>("nodes");
  for (const int nodes : {0, 1, 2, 13, 60, 200, 1000}) {
    for (int seed = 1; seed <= 5; ++seed) QTest::addRow("%d nodes, seed %d", nodes, seed) << seed << nodes;
  }
}

void TestNative::keepsGeneratedDesigns() {
  QFETCH(int, seed);
  QFETCH(int, nodes);
  const Topology design = test::generateDesign(static_cast<std::uint64_t>(seed), static_cast<std::size_t>(nodes));
  QCOMPARE(design.nodes.size(), static_cast<std::size_t>(nodes));
  QCOMPARE(brokenInvariant(design), std::string());
  const std::string text = writeDesign(design);
  const auto again = read(text);
  QVERIFY2(again.ok(), again ? "" : again.error().text().c_str());
  QVERIFY(*again == design);
  QCOMPARE(writeDesign(*again), text);
}

void TestNative::keepsEditedDesigns() {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    test::Rng rng(seed);
    Topology design = test::generateDesign(seed, 10 * seed);
    for (int i = 0; i < 60; ++i) {
      const auto applied = apply(design, test::randomEdit(rng, design));
      QVERIFY2(applied.ok(), applied ? "" : applied.error().text().c_str());
      const std::string text = writeDesign(design);
      const auto again = read(text);
      QVERIFY2(again.ok(), again ? "" : again.error().text().c_str());
      QVERIFY2(*again == design, text.c_str());
      QCOMPARE(writeDesign(*again), text);
    }
  }
}

void TestNative::repairsTextThatIsNoUtf8() {
  // Whatever came into a design, its file can be read.
  Topology design;
  design.name = "a\xC3(\xFF\xED\xA0\x80 \xF0\x9F";
  const auto again = read(writeDesign(design));
  QVERIFY(again.ok());
  QCOMPARE(again->name,
           std::string("a\xEF\xBF\xBD(\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD \xEF\xBF\xBD\xEF\xBF\xBD"));
}

void TestNative::keepsOneValueAtTheLimitOfDepth() {
  const std::size_t deepest = FileLimits{}.depth - 4;
  const std::string text = std::string(deepest, '[') + std::string(deepest, ']');
  const auto value = readValue(text, "value");
  QVERIFY(value.ok());
  QVERIFY(!readValue("[" + text + "]", "value"));
  Node node;
  node.id = "a";
  node.kind = "note";
  node.properties.emplace("x", *value);
  Topology design;
  QVERIFY(apply(design, {"Add", {AddNode{node}}}).ok());
  const auto again = read(writeDesign(design));
  QVERIFY(again.ok() && *again == design);
}

void TestNative::lineIndex() {
  const LineIndex golden(test::fixture("formats/golden-complete.nines"));
  QCOMPARE(golden.lineOf("eu-west-1"), std::size_t{4});
  QCOMPARE(golden.lineOf("sketch"), std::size_t{11});
  QCOMPARE(golden.lineOf("l-1"), std::size_t{13});
  QCOMPARE(golden.lineOf("l-2"), std::size_t{14});
  QCOMPARE(golden.lineOf("c-1"), std::size_t{0});
  const LineIndex other(
      "{\"links\":\n[{\"to\":\"a\",\"from\":\"a\",\"kind\":\"uses\",\n\"id\":\"\\u006c\"\n}],\n\"x\": {\"id\": "
      "\"no\", \"s\": \"]}\\\"\"},\"nodes\":[{\"properties\":{\"id\":\"p\"},\n\"kind\":\"az\",\"id\":\"a\"},{\"id\":\n"
      "\"b\",\"kind\":\"az\"}],\"nines\":1}");
  QCOMPARE(other.lineOf("l"), std::size_t{2});
  QCOMPARE(other.lineOf("a"), std::size_t{5});
  QCOMPARE(other.lineOf("b"), std::size_t{6});
  QCOMPARE(other.lineOf("p"), std::size_t{0});
  QCOMPARE(other.lineOf("no"), std::size_t{0});
}

void TestNative::linesOfWaivers() {
  const std::string text = test::fixture("formats/golden-complete.nines");
  const std::string key = readDesign(text, "golden", Catalogue::shipped())->waivers[0].key;
  const auto before = text.begin() + static_cast<std::ptrdiff_t>(text.find("\"key\": \"" + key + "\""));
  for (const std::string& file : {text, "\xEF\xBB\xBF" + text}) {
    const auto lines = waiverLines(file);
    QCOMPARE(lines.size(), readDesign(text, "golden", Catalogue::shipped())->waivers.size());
    QCOMPARE(lines.at(key), static_cast<std::size_t>(std::count(text.begin(), before, '\n')) + 1);
  }
  QVERIFY(waiverLines("{\"nines\": 1}").empty());
}

QTEST_GUILESS_MAIN(TestNative)
#include "test_native.moc"
