#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <string>

#include "formats/native.h"
#include "support.h"

using namespace nines;

Q_DECLARE_METATYPE(nines::ErrorCode)

// What bad input gets: a code, the place and the reason, never a crash and never half a design.
class TestNativeBad : public QObject {
  Q_OBJECT

 private slots:
  void refuses_data();
  void refuses();
  void limits_data();
  void limits();
  void unknownThingsHaveALimitToo();
  void badFilesAreRefused();
  void everyTruncationIsRefused();
  void errorsAreOneLine();
  void unreadableFiles();
  void sizeIsCheckedBeforeReading();

 private:
  static Result<Topology> read(const std::string& text, const FileLimits& limits = {}) {
    return readDesign(text, "bad.nines", Catalogue::shipped(), limits);
  }
};

namespace {

struct Case {
  const char* name;
  const char* text;
  ErrorCode code;
  std::size_t line;
  std::size_t column;
  const char* pointer;
  const char* reason;
};

const Case kSyntax[] = {
    {"empty file", "", ErrorCode::notJson, 1, 1, "", "empty"},
    {"only space", " \n\t\n", ErrorCode::notJson, 1, 1, "", "empty"},
    {"only a byte order mark", "\xEF\xBB\xBF", ErrorCode::notJson, 1, 1, "", "empty"},
    {"UTF-16", "\xff\xfe{", ErrorCode::notJson, 1, 1, "", "UTF-16"},
    {"no JSON", "Dear reader", ErrorCode::notJson, 1, 1, "", "'D'"},
    {"YAML", "nines: 1\n", ErrorCode::notJson, 1, 1, "", "'n'"},
    {"cut off", "{\"nines\": 1,\n \"nodes\": [\n  {\"id\": \"a\", \"ki", ErrorCode::notJson, 3, 18, "/nodes/0",
     "ends too early"},
    {"cut off behind a value", "{\"nines\": 1", ErrorCode::notJson, 1, 12, "", "ends too early"},
    {"missing comma", "{\"nines\": 1\n \"name\": \"x\"}", ErrorCode::notJson, 2, 2, "", "'\"'"},
    {"trailing comma", "{\"nines\": 1,}", ErrorCode::notJson, 1, 13, "", "'}'"},
    {"comment", "{\"nines\": 1 /* one */}", ErrorCode::notJson, 1, 13, "", "'/'"},
    {"text behind the end", "{\"nines\": 1}\n{}", ErrorCode::notJson, 2, 1, "", "behind the end"},
    {"control character in text", "{\"nines\": 1, \"name\": \"a\nb\"}", ErrorCode::notJson, 1, 24, "/name", "control"},
    {"invalid UTF-8 in text", "{\"nines\": 1,\n \"name\": \"a\xC3(\"}", ErrorCode::notJson, 2, 12, "/name", "UTF-8"},
    {"overlong UTF-8", "{\"nines\": 1, \"name\": \"\xC0\xAF\"}", ErrorCode::notJson, 1, 23, "/name", "UTF-8"},
    {"surrogate as UTF-8", "{\"nines\": 1, \"name\": \"\xED\xA0\x80\"}", ErrorCode::notJson, 1, 23, "/name", "UTF-8"},
    {"invalid UTF-8 in a key", "{\"nines\": 1, \"\xFF\": 1}", ErrorCode::notJson, 1, 15, "", "UTF-8"},
    {"half a surrogate pair", "{\"nines\": 1, \"name\": \"\\ud800\"}", ErrorCode::notJson, 1, 29, "/name", "half"},
    {"short escape", "{\"nines\": 1, \"name\": \"\\u12g4\"}", ErrorCode::notJson, 1, 27, "/name", "hexadecimal"},
    {"not a number", "{\"nines\": 1, \"x\": NaN}", ErrorCode::notJson, 1, 19, "/x", "'N'"},
    {"not a number, first in a list", "{\"nines\": 1, \"x\": [NaN, 0]}", ErrorCode::notJson, 1, 20, "/x/0", "'N'"},
    {"not a number, in a list", "{\"nines\": 1, \"x\": [0, 0, NaN, 0]}", ErrorCode::notJson, 1, 26, "/x/2", "'N'"},
    {"not a number, behind a list", "{\"nines\": 1, \"x\": [[0, 1], NaN]}", ErrorCode::notJson, 1, 28, "/x/1", "'N'"},
    {"infinite by name in a list", "{\"nines\": 1, \"x\": [0, -Infinity]}", ErrorCode::notJson, 1, 24, "/x/1", "'I'"},
    {"not a number in a rect",
     "{\"nines\": 1, \"nodes\": [\n {\"id\": \"a\", \"kind\": \"az\", \"rect\": [1, 2, NaN, 4]}]}", ErrorCode::notJson,
     2, 43, "/nodes/0/rect/2", "'N'"},
    {"a word for a node", "{\"nines\": 1, \"nodes\": [\n {\"id\": \"a\", \"kind\": \"az\"},\n b]}", ErrorCode::notJson,
     3, 2, "/nodes/1", "'b'"},
    {"missing comma in a list", "{\"nines\": 1, \"x\": [0, 1 2]}", ErrorCode::notJson, 1, 25, "/x/1", "'2'"},
    {"invalid UTF-8 in a list", "{\"nines\": 1, \"x\": [\"a\", \"\xFF\"]}", ErrorCode::notJson, 1, 26, "/x/1", "UTF-8"},
    {"infinite by size", "{\"nines\": 1,\n \"x\": [0, 1e999]}", ErrorCode::notJson, 2, 11, "/x/1", "too large"},
    {"infinite by sign and size", "{\"nines\": 1, \"x\": -1e400}", ErrorCode::notJson, 1, 19, "/x", "too large"},
    {"infinite by a huge exponent", "{\"nines\": 1, \"x\": 1e99999999999}", ErrorCode::notJson, 1, 30, "/x",
     "too large"},
    {"number with a leading zero", "{\"nines\": 1, \"x\": 012}", ErrorCode::notJson, 1, 20, "", "'1'"},
};

const Case kDuplicateKeys[] = {
    {"duplicate key at the top", "{\"nines\": 1,\n \"name\": \"a\",\n \"name\": \"b\"}", ErrorCode::duplicate, 3, 2,
     "/name", "\"name\" occurs twice"},
    {"duplicate key in a node", "{\"nines\": 1, \"nodes\": [\n {\"id\": \"a\", \"kind\": \"az\", \"id\": \"b\"}]}",
     ErrorCode::duplicate, 2, 28, "/nodes/0/id", "\"id\" occurs twice"},
    {"duplicate key in properties",
     "{\"nines\": 1, \"nodes\": [{\"id\": \"a\", \"kind\": \"az\", \"properties\": {\n\"code\": \"x\",\n\"code\": "
     "\"x\"}}]}",
     ErrorCode::duplicate, 3, 1, "/nodes/0/properties/code", "occurs twice"},
    {"duplicate key in unknown things", "{\"nines\": 1, \"x\": [1, {\"a/b\": 1, \"a/b\": 2}]}", ErrorCode::duplicate, 1,
     34, "/x/1/a~1b", "occurs twice"},
    {"duplicate key, once escaped", "{\"nines\": 1, \"x\": {\"a\": 1, \"\\u0061\": 2}}", ErrorCode::duplicate, 1, 28,
     "/x/a", "occurs twice"},
    {"duplicate key before a syntax error", "{\"nines\": 1, \"nines\": 1, oops", ErrorCode::duplicate, 1, 14, "/nines",
     "occurs twice"},
};

const Case kVersion[] = {
    {"a list", "[]", ErrorCode::wrongType, 1, 1, "", "expected an object, found a list"},
    {"a number", " 7", ErrorCode::wrongType, 1, 2, "", "expected an object, found a number"},
    {"another document", "{\"name\": \"x\"}", ErrorCode::missing, 1, 1, "", "\"nines\" is missing"},
    {"future version", "{\"nines\": 2, \"nodes\": 5}", ErrorCode::unsupported, 1, 11, "/nines",
     "made by a newer Nines: format 2, this one reads 1"},
    {"future version behind what it changed", "{\"nodes\": [{}],\n \"nines\": 3}", ErrorCode::unsupported, 2, 11,
     "/nines", "format 3"},
    {"a version beyond 64 bits", "{\"nines\": 99999999999999999999}", ErrorCode::unsupported, 1, 11, "/nines",
     "made by a newer Nines: a format beyond any that there is, this one reads 1"},
    {"a version by exponent", "{\"nines\": 1e300}", ErrorCode::unsupported, 1, 11, "/nines", "newer Nines"},
    {"version zero", "{\"nines\": 0}", ErrorCode::unsupported, 1, 11, "/nines", "no format 0"},
    {"version as text", "{\"nines\": \"1\"}", ErrorCode::wrongType, 1, 11, "/nines",
     "expected a whole number, found text"},
    {"version with a fraction", "{\"nines\": 1.5}", ErrorCode::wrongType, 1, 11, "/nines", "whole number"},
};

const Case kTypes[] = {
    {"a lock in words", "{\"nines\": 1, \"nodes\": [\n {\"id\": \"a\", \"kind\": \"az\", \"locked\": \"yes\"}]}",
     ErrorCode::wrongType, 2, 38, "/nodes/0/locked", "expected true or false"},
    {"name", "{\"nines\": 1, \"name\": 7}", ErrorCode::wrongType, 1, 22, "/name", "expected text, found a number"},
    {"profile", "{\"nines\": 1, \"profile\": null}", ErrorCode::wrongType, 1, 25, "/profile", "found null"},
    {"revision", "{\"nines\": 1, \"revision\": -1}", ErrorCode::wrongType, 1, 26, "/revision", "not negative"},
    {"a revision beyond 64 bits", "{\"nines\": 1, \"revision\": 1e20}", ErrorCode::wrongType, 1, 26, "/revision",
     "the number is too large"},
    {"assumptions", "{\"nines\": 1, \"assumptions\": []}", ErrorCode::wrongType, 1, 29, "/assumptions",
     "expected an object, found a list"},
    {"a known assumption", "{\"nines\": 1, \"assumptions\": {\"az.unavailability\": \"x\"}}", ErrorCode::wrongType, 1,
     51, "/assumptions/az.unavailability", "expected a number, found text"},
    {"a fact that is assumed", "{\"nines\": 1, \"assumptions\": {\"rds.failover.worst\": \"x\"}}", ErrorCode::wrongType,
     1, 52, "/assumptions/rds.failover.worst", "expected a number, found text"},
    {"nodes", "{\"nines\": 1, \"nodes\": {}}", ErrorCode::wrongType, 1, 23, "/nodes",
     "expected a list, found an object"},
    {"waivers", "{\"nines\": 1, \"waivers\": true}", ErrorCode::wrongType, 1, 25, "/waivers", "found true"},
    {"a node that is a text", "{\"nines\": 1, \"nodes\": [\"a\"]}", ErrorCode::wrongType, 1, 24, "/nodes/0",
     "expected an object, found text"},
    {"a node without id", "{\"nines\": 1, \"nodes\": [\n {\"kind\": \"az\"}]}", ErrorCode::missing, 2, 2, "/nodes/0",
     "\"id\" is missing"},
    {"a node without kind", "{\"nines\": 1, \"nodes\": [{\"id\": \"a\"}]}", ErrorCode::missing, 1, 24, "/nodes/0",
     "\"kind\" is missing"},
    {"an id with capitals", "{\"nines\": 1, \"nodes\": [{\"id\": \"Orders DB\", \"kind\": \"az\"}]}",
     ErrorCode::wrongType, 1, 31, "/nodes/0/id", "a-z, 0-9"},
    {"an empty id", "{\"nines\": 1, \"nodes\": [{\"id\": \"\", \"kind\": \"az\"}]}", ErrorCode::wrongType, 1, 31,
     "/nodes/0/id", "1 to 200"},
    {"a rect of three", "{\"nines\": 1, \"nodes\": [{\"id\": \"a\", \"kind\": \"az\", \"rect\": [1, 2, 3]}]}",
     ErrorCode::wrongType, 1, 58, "/nodes/0/rect", "expected [x, y, width, height], found 3 entries"},
    {"a rect with text", "{\"nines\": 1, \"nodes\": [{\"id\": \"a\", \"kind\": \"az\", \"rect\": [1, \"2\", 3, 4]}]}",
     ErrorCode::wrongType, 1, 62, "/nodes/0/rect/1", "expected a number, found text"},
    {"a rect of negative width",
     "{\"nines\": 1, \"nodes\": [{\"id\": \"a\", \"kind\": \"az\", \"rect\": [1, 2, -3, 4]}]}", ErrorCode::wrongType, 1,
     65, "/nodes/0/rect/2", "must not be negative"},
    {"a rect beyond any canvas",
     "{\"nines\": 1, \"nodes\": [{\"id\": \"a\", \"kind\": \"az\", \"rect\": [1, 2, 3, 1e300]}]}", ErrorCode::wrongType,
     1, 68, "/nodes/0/rect/3", "farther away"},
    {"an object as rect", "{\"nines\": 1, \"nodes\": [{\"id\": \"a\", \"kind\": \"az\", \"rect\": {}}]}",
     ErrorCode::wrongType, 1, 58, "/nodes/0/rect", "found an object"},
    {"properties in a list", "{\"nines\": 1, \"nodes\": [{\"id\": \"a\", \"kind\": \"az\", \"properties\": []}]}",
     ErrorCode::wrongType, 1, 64, "/nodes/0/properties", "expected an object"},
    {"a link without an end", "{\"nines\": 1, \"links\": [{\"id\": \"l\", \"kind\": \"uses\", \"from\": \"a\"}]}",
     ErrorCode::missing, 1, 24, "/links/0", "\"to\" is missing"},
    {"bends that are no points",
     "{\"nines\": 1, \"links\": [{\"id\": \"l\", \"kind\": \"uses\", \"from\": \"a\", \"to\": \"a\", \"bends\": [[1, "
     "2], [3]]}]}",
     ErrorCode::wrongType, 1, 94, "/links/0/bends/1", "expected [x, y]"},
    {"a bend beyond any canvas",
     "{\"nines\": 1, \"links\": [{\"id\": \"l\", \"kind\": \"uses\", \"from\": \"a\", \"to\": \"a\", \"bends\": [[1, "
     "2], [3, -1000000001]]}]}",
     ErrorCode::wrongType, 1, 94, "/links/0/bends/1", "farther away"},
    {"a comment without target", "{\"nines\": 1, \"comments\": [{\"id\": \"c\"}]}", ErrorCode::missing, 1, 27,
     "/comments/0", "\"target\" is missing"},
    {"a comment with two targets",
     "{\"nines\": 1, \"comments\": [{\"id\": \"c\", \"target\": {\"node\": \"a\", \"link\": \"l\"}}]}",
     ErrorCode::wrongType, 1, 49, "/comments/0/target", "expected one of"},
    {"a comment with a flag as text",
     "{\"nines\": 1, \"comments\": [{\"id\": \"c\", \"target\": {\"at\": [0, 0]}, \"resolved\": \"no\"}]}",
     ErrorCode::wrongType, 1, 77, "/comments/0/resolved", "expected true or false, found text"},
    {"a comment beyond any canvas",
     "{\"nines\": 1, \"comments\": [{\"id\": \"c\", \"target\": {\"at\": [1e9, 1e10]}}]}", ErrorCode::wrongType, 1, 56,
     "/comments/0/target/at", "farther away"},
    {"a waiver without key", "{\"nines\": 1, \"waivers\": [{\"reason\": \"x\"}]}", ErrorCode::missing, 1, 26,
     "/waivers/0", "\"key\" is missing"},
    {"a waiver with an empty key", "{\"nines\": 1, \"waivers\": [{\"key\": \"\"}]}", ErrorCode::wrongType, 1, 34,
     "/waivers/0/key", "key of a finding"},
    {"a known whole number as text",
     "{\"nines\": 1, \"nodes\": [\n {\"id\": \"db\", \"kind\": \"rds-instance\",\n  \"properties\": "
     "{\"backupRetentionDays\": \"7\"}}]}",
     ErrorCode::wrongType, 3, 41, "/nodes/0/properties/backupRetentionDays", "expected a whole number, found text"},
    {"a known whole number with a fraction",
     "{\"nines\": 1, \"nodes\": [{\"id\": \"db\", \"kind\": \"rds-instance\", \"properties\": "
     "{\"backupRetentionDays\": 7.5}}]}",
     ErrorCode::wrongType, 1, 99, "/nodes/0/properties/backupRetentionDays", "expected a whole number, found 7.5"},
    {"an entry of a known list",
     "{\"nines\": 1, \"nodes\": [{\"id\": \"db\", \"kind\": \"rds-instance\", \"properties\": {\"failoverEvents\": "
     "[\"x\", 5]}}]}",
     ErrorCode::wrongType, 1, 100, "/nodes/0/properties/failoverEvents/1", "expected a text, found a number"},
    {"a known flag as null",
     "{\"nines\": 1, \"nodes\": [{\"id\": \"db\", \"kind\": \"rds-instance\", \"properties\": {\"multiAz\": null}}]}",
     ErrorCode::wrongType, 1, 87, "/nodes/0/properties/multiAz", "expected true or false, found null"},
    {"a known link property",
     "{\"nines\": 1, \"nodes\": [{\"id\": \"a\", \"kind\": \"users\"}],\n"
     " \"links\": [{\"id\": \"l\", \"kind\": \"uses\", \"from\": \"a\", \"to\": \"a\", \"properties\": {\"hard\": "
     "1}}]}",
     ErrorCode::wrongType, 2, 87, "/links/0/properties/hard", "expected true or false, found a number"},
    {"a target in words",
     "{\"nines\": 1, \"nodes\": [{\"id\": \"u\", \"kind\": \"users\", \"properties\": {\n\"rtoSeconds\": \"soon\"}}]}",
     ErrorCode::wrongType, 2, 15, "/nodes/0/properties/rtoSeconds", "an object of numbers by outage kind, found text"},
    {"one of several targets",
     "{\"nines\": 1, \"nodes\": [{\"id\": \"u\", \"kind\": \"users\", \"properties\": {\n\"rtoSeconds\": {\"az\": 60,\n"
     " \"region\": \"1 h\"}}}]}",
     ErrorCode::wrongType, 3, 12, "/nodes/0/properties/rtoSeconds/region", "expected a number, found text"},
    {"a rule of a lifecycle",
     "{\"nines\": 1, \"nodes\": [{\"id\": \"b\", \"kind\": \"s3-bucket\", \"properties\": {\n\"lifecycle\": "
     "[{\"class\": \"expire\"}, {\"afterDays\": \"30\"}]}}]}",
     ErrorCode::wrongType, 2, 50, "/nodes/0/properties/lifecycle/1/afterDays", "expected a whole number, found text"},
    {"a lifecycle of numbers",
     "{\"nines\": 1, \"nodes\": [{\"id\": \"b\", \"kind\": \"s3-bucket\", \"properties\": {\n\"lifecycle\": [30]}}]}",
     ErrorCode::wrongType, 2, 15, "/nodes/0/properties/lifecycle/0", "expected an object with class"},
};

const Case kReferences[] = {
    {"duplicate node id",
     "{\"nines\": 1, \"nodes\": [\n {\"id\": \"a\", \"kind\": \"az\"},\n {\"id\": \"b\", \"kind\": \"az\"},\n {\"id\": "
     "\"a\", \"kind\": \"vpc\"}]}",
     ErrorCode::duplicate, 4, 9, "/nodes/2/id", "\"a\" is already used on line 2"},
    {"duplicate link id",
     "{\"nines\": 1, \"nodes\": [{\"id\": \"a\", \"kind\": \"az\"}], \"links\": [\n"
     " {\"id\": \"l\", \"kind\": \"uses\", \"from\": \"a\", \"to\": \"a\"},\n"
     " {\"id\": \"l\", \"kind\": \"uses\", \"from\": \"a\", \"to\": \"a\"}]}",
     ErrorCode::duplicate, 3, 9, "/links/1/id", "\"l\" is already used on line 2"},
    {"a link with a node's id",
     "{\"nines\": 1, \"links\": [{\"id\": \"a\", \"kind\": \"uses\", \"from\": \"a\", \"to\": \"a\"}],\n"
     " \"nodes\": [{\"id\": \"a\", \"kind\": \"az\"}]}",
     ErrorCode::duplicate, 1, 31, "/links/0/id", "already used by a node on line 2"},
    {"duplicate comment id",
     "{\"nines\": 1, \"comments\": [{\"id\": \"c\", \"target\": {\"at\": [0, 0]}},\n {\"id\": \"c\", \"target\": "
     "{\"at\": [0, 0]}}]}",
     ErrorCode::duplicate, 2, 9, "/comments/1/id", "\"c\" is already used on line 1"},
    {"duplicate waiver", "{\"nines\": 1, \"waivers\": [{\"key\": \"k\"},\n {\"key\": \"k\"}]}", ErrorCode::duplicate, 2,
     10, "/waivers/1/key", "\"k\" is already used on line 1"},
    {"no such parent", "{\"nines\": 1, \"nodes\": [{\"id\": \"a\", \"kind\": \"az\",\n \"parent\": \"b\"}]}",
     ErrorCode::dangling, 2, 12, "/nodes/0/parent", "the parent \"b\" does not exist"},
    {"an empty parent", "{\"nines\": 1, \"nodes\": [{\"id\": \"a\", \"kind\": \"az\", \"parent\": \"\"}]}",
     ErrorCode::dangling, 1, 60, "/nodes/0/parent", "leave it out"},
    {"its own parent", "{\"nines\": 1, \"nodes\": [{\"id\": \"a\", \"kind\": \"az\", \"parent\": \"a\"}]}",
     ErrorCode::circular, 1, 60, "/nodes/0/parent", "circle: a, a"},
    {"parents in a circle",
     "{\"nines\": 1, \"nodes\": [\n {\"id\": \"x\", \"kind\": \"az\", \"parent\": \"c\"},\n {\"id\": \"c\", \"kind\": "
     "\"az\", \"parent\": "
     "\"a\"},\n"
     " {\"id\": \"a\", \"kind\": \"az\", \"parent\": \"b\"},\n {\"id\": \"b\", \"kind\": \"az\", \"parent\": \"c\"}]}",
     ErrorCode::circular, 3, 38, "/nodes/1/parent", "circle: c, a, b, c"},
    {"a link from nothing",
     "{\"nines\": 1, \"nodes\": [{\"id\": \"a\", \"kind\": \"az\"}],\n"
     " \"links\": [{\"id\": \"l\", \"kind\": \"uses\", \"from\": \"z\", \"to\": \"a\"}]}",
     ErrorCode::dangling, 2, 48, "/links/0/from", "the node \"z\" does not exist"},
    {"a link to a link",
     "{\"nines\": 1, \"nodes\": [{\"id\": \"a\", \"kind\": \"az\"}],\n"
     " \"links\": [{\"id\": \"l\", \"kind\": \"uses\", \"from\": \"a\", \"to\": \"l\"}]}",
     ErrorCode::dangling, 2, 59, "/links/0/to", "the node \"l\" does not exist"},
    {"a comment on nothing", "{\"nines\": 1, \"comments\": [{\"id\": \"c\", \"target\": {\"node\": \"a\"}}]}",
     ErrorCode::dangling, 1, 58, "/comments/0/target/node", "the node \"a\" does not exist"},
    {"a comment on no link", "{\"nines\": 1, \"comments\": [{\"id\": \"c\", \"target\": {\"link\": \"a\"}}]}",
     ErrorCode::dangling, 1, 58, "/comments/0/target/link", "the link \"a\" does not exist"},
};

}  // namespace

void TestNativeBad::refuses_data() {
  QTest::addColumn<QByteArray>("text");
  QTest::addColumn<ErrorCode>("code");
  QTest::addColumn<quint64>("line");
  QTest::addColumn<quint64>("column");
  QTest::addColumn<QByteArray>("pointer");
  QTest::addColumn<QByteArray>("reason");
  const auto add = [](const char* group, const auto& cases) {
    for (const Case& c : cases) {
      QTest::addRow("%s: %s", group, c.name) << QByteArray(c.text) << c.code << quint64(c.line) << quint64(c.column)
                                             << QByteArray(c.pointer) << QByteArray(c.reason);
    }
  };
  add("syntax", kSyntax);
  add("duplicate keys", kDuplicateKeys);
  add("version", kVersion);
  add("type", kTypes);
  add("reference", kReferences);
}

void TestNativeBad::refuses() {
  QFETCH(QByteArray, text);
  QFETCH(ErrorCode, code);
  QFETCH(quint64, line);
  QFETCH(quint64, column);
  QFETCH(QByteArray, pointer);
  QFETCH(QByteArray, reason);
  const auto result = read(text.toStdString());
  QVERIFY(!result);
  const Error& error = result.error();
  QVERIFY2(error.reason.find(reason.toStdString()) != std::string::npos, error.text().c_str());
  QVERIFY2(error.code == code, error.text().c_str());
  QCOMPARE(error.file, std::string("bad.nines"));
  QCOMPARE(QByteArray::fromStdString(error.place.pointer), pointer);
  QCOMPARE(quint64(error.place.line), line);
  QCOMPARE(quint64(error.place.column), column);
}

namespace {

std::string repeated(const std::string& piece, std::size_t count) {
  std::string out;
  out.reserve(piece.size() * count);
  for (std::size_t i = 0; i < count; ++i) out += piece;
  return out;
}

std::string listOf(const char* key, const std::string& entry, std::size_t count) {
  std::string rows = repeated(entry + ",", count);
  rows.pop_back();
  return std::string("{\"nines\": 1, \"") + key + "\": [" + rows + "]}";
}

}  // namespace

void TestNativeBad::limits_data() {
  QTest::addColumn<QByteArray>("text");
  QTest::addColumn<QByteArray>("pointer");
  QTest::addColumn<QByteArray>("reason");
  const auto row = [](const char* name, const std::string& text, const char* pointer, const char* reason) {
    QTest::newRow(name) << QByteArray::fromStdString(text) << QByteArray(pointer) << QByteArray(reason);
  };
  row("a million brackets", repeated("[", 1'000'000), "/0/0/0", "nested more than 64 deep");
  row("a million braces", "{\"nines\": 1, \"x\": " + repeated("{\"a\":", 1'000'000), "/x/a/a",
      "nested more than 64 deep");
  row("too many nodes", listOf("nodes", "{}", 200'001), "/nodes/200000", "more than 200000 entries");
  row("too many links", listOf("links", "0", 500'001), "/links/500000", "more than 500000 entries");
  row("too many comments", listOf("comments", "{}", 200'001), "/comments/200000", "more than 200000 entries");
  row("128 MiB and one byte", std::string(FileLimits{}.bytes + 1, ' '), "", "larger than the limit");
}

void TestNativeBad::limits() {
  QFETCH(QByteArray, text);
  QFETCH(QByteArray, pointer);
  QFETCH(QByteArray, reason);
  const auto result = readDesign({text.constData(), std::size_t(text.size())}, "bad.nines", Catalogue::shipped());
  QVERIFY(!result);
  QCOMPARE(result.error().code, ErrorCode::tooLarge);
  QVERIFY2(result.error().reason.find(reason.toStdString()) != std::string::npos, result.error().text().c_str());
  QVERIFY2(result.error().place.pointer.starts_with(pointer.toStdString()), result.error().text().c_str());
}

void TestNativeBad::unknownThingsHaveALimitToo() {
  FileLimits limits;
  limits.values = 1000;
  const auto result = read(listOf("x", "[[0]]", 400), limits);
  QVERIFY(!result);
  QCOMPARE(result.error().text(), std::string("bad.nines:1:2013 (/x/332/0): the text has more than 1000 values"));
  limits.others = 2;
  const auto assumptions = read("{\"nines\": 1, \"assumptions\": {\"a\": 1, \"b\": 2, \"c\": 3}}", limits);
  QVERIFY(!assumptions);
  QCOMPARE(assumptions.error().code, ErrorCode::tooLarge);
}

void TestNativeBad::badFilesAreRefused() {
  // The same files that the published schema must refuse (validate_schema.py --refuse).
  const QDir folder(QString::fromStdString(test::fixturePath("formats")));
  const QStringList names = folder.entryList({QStringLiteral("bad-*.nines")});
  QVERIFY(names.size() >= 4);
  for (const QString& name : names) {
    const std::string path = folder.filePath(name).toStdString();
    const auto result = loadDesign(path, Catalogue::shipped());
    QVERIFY2(!result, path.c_str());
    QCOMPARE(result.error().file, path);
    QVERIFY2(result.error().place.line > 1 || result.error().code == ErrorCode::unsupported, path.c_str());
  }
}

void TestNativeBad::everyTruncationIsRefused() {
  std::string text = test::fixture("formats/golden-complete.nines");
  while (text.back() == '\n') text.pop_back();
  QVERIFY(read(text).ok());
  for (std::size_t length = 0; length < text.size(); ++length) {
    const auto result = read(text.substr(0, length));
    QVERIFY2(!result, std::to_string(length).c_str());
    QCOMPARE(result.error().code, ErrorCode::notJson);
    QVERIFY(result.error().place.line > 0);
  }
}

void TestNativeBad::errorsAreOneLine() {
  const auto result = read("{\"nines\": 1, \"a\\nb\": 1, \"a\\nb\": 2}");
  QVERIFY(!result);
  QCOMPARE(result.error().text(), std::string("bad.nines:1:25 (/a b): the key \"a b\" occurs twice in this object"));
}

void TestNativeBad::unreadableFiles() {
  QTemporaryDir folder;
  const auto load = [](const QString& path) { return loadDesign(path.toStdString(), Catalogue::shipped()); };
  const auto missing = load(folder.filePath("missing.nines"));
  QVERIFY(!missing);
  QCOMPARE(missing.error().code, ErrorCode::unreadable);
  QVERIFY(missing.error().reason.find("No such file") != std::string::npos);
  const auto directory = load(folder.path());
  QVERIFY(!directory);
  QCOMPARE(directory.error().code, ErrorCode::unreadable);
  QCOMPARE(directory.error().file, folder.path().toStdString());
}

void TestNativeBad::sizeIsCheckedBeforeReading() {
  QTemporaryDir folder;
  QFile file(folder.filePath("huge.nines"));
  QVERIFY(file.open(QIODevice::WriteOnly));
  QVERIFY(file.resize(qint64{300} * 1024 * 1024));  // sparse: it takes no room on disk
  file.close();
  const auto result = loadDesign(file.fileName().toStdString(), Catalogue::shipped());
  QVERIFY(!result);
  QCOMPARE(result.error().code, ErrorCode::tooLarge);
  QVERIFY(result.error().reason.find("128 MiB") != std::string::npos);
  QCOMPARE(file.size(), qint64{300} * 1024 * 1024);
}

QTEST_GUILESS_MAIN(TestNativeBad)
#include "test_native_bad.moc"
