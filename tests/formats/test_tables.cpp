// The tables of a design: what they hold, and that it is the same everywhere.
#include "formats/tables.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "analysis/report.h"
#include "formats/csv.h"
#include "formats/native.h"
#include "formats/table_part.h"
#include "formats/tables_json.h"
#include "generator.h"
#include "json_path.h"
#include "recovery/drill.h"
#include "support.h"

using namespace nines;
using nines::test::at;

namespace {

struct Judged {
  std::shared_ptr<const Topology> topology;
  Design design;
  std::shared_ptr<const Report> report;

  explicit Judged(Topology t)
      : topology(std::make_shared<const Topology>(std::move(t))),
        design(topology, Catalogue::shipped(), Profiles::shipped().orDefault(topology->profile)),
        report(analyse(topology, 0)) {}

  DataTable table(std::string_view name, const std::vector<NodeId>& only = {}) const {
    const TablePart part(design, only);
    return namedTable(name)->make(design, part.of(report).get(), part);
  }
  std::string text(const std::vector<NodeId>& only = {}) const {
    const TablePart part(design, only);
    return tablesJson(design, *part.of(report), part);
  }
  QJsonObject json(const std::vector<NodeId>& only = {}) const {
    return QJsonDocument::fromJson(QByteArray::fromStdString(text(only))).object();
  }
};

Topology read(const std::string& text) {
  auto topology = readDesign(text, "test.nines", Catalogue::shipped());
  if (!topology) qFatal("%s", topology.error().text().c_str());
  return std::move(*topology);
}

// An account with a Region, a zone, a database that sets some properties, and what a newer program knows.
Topology small() {
  return read(R"({"nines": 1, "name": "Small", "nodes": [
    {"id": "acc", "kind": "account", "name": "Production"},
    {"id": "db", "kind": "rds-instance", "parent": "eu-a", "name": "Orders DB",
     "properties": {"engine": "mysql", "allocatedGb": 100.5, "multiAz": false, "zeta": [1, "two"], "alpha": null}},
    {"id": "eu", "kind": "region", "parent": "acc", "properties": {"code": "eu-west-1"}},
    {"id": "eu-a", "kind": "az", "parent": "eu", "name": "Zone A", "properties": {"code": "eu-west-1a"}},
    {"id": "future", "kind": "quantum-db", "properties": {"engine": "qubits"}},
    {"id": "users", "kind": "users", "properties": {"rtoSeconds": {"az": 60}, "availabilityTarget": 0.999}}],
   "links": [{"id": "u", "kind": "uses", "from": "users", "to": "db", "properties": {"hard": true}}],
   "waivers": [{"key": "rds.single-az:db", "reason": "a test", "author": "Ann", "at": "2026-11-01"}, {"key": "rds.gone:db", "reason": "old"}]})");
}

std::size_t column(const DataTable& table, std::string_view key) {
  const auto found = std::ranges::find(table.columns, key, &TableColumn::key);
  if (found == table.columns.end()) qFatal("no column %s", std::string(key).c_str());
  return static_cast<std::size_t>(found - table.columns.begin());
}

// The cell of the row whose first cell says `id`.
Value cell(const DataTable& table, std::string_view id, std::string_view key) {
  for (const auto& row : table.rows) {
    if (row.front() == Value(id)) return row[column(table, key)];
  }
  qFatal("no row %s", std::string(id).c_str());
}

bool contains(const Value& list, std::string_view text) {
  const Value::Array* items = list.asArray();
  return items && std::ranges::find(*items, Value(text)) != items->end();
}

}  // namespace

class TestTables : public QObject {
  Q_OBJECT

 private slots:
  void everyRowIsAsLongAsTheHeading() {
    for (const Judged& judged :
         {Judged(small()), Judged(read(R"({"nines": 1})")), Judged(test::generateDesign(7, 300))}) {
      for (const NamedTable& named : namedTables()) {
        const DataTable table = judged.table(named.name);
        QVERIFY(table.columns.size() >= named.keys.size());
        for (std::size_t i = 0; i < named.keys.size(); ++i) QCOMPARE(table.columns[i].key, std::string(named.keys[i]));
        std::set<std::string> keys;
        for (const TableColumn& c : table.columns) keys.insert(c.key);
        QCOMPARE(keys.size(), table.columns.size());
        for (const auto& row : table.rows) QCOMPARE(row.size(), table.columns.size());
        QVERIFY(isOwnCsv(writeCsv(table)));
      }
    }
  }

  void resourcesSayWhereTheyStand() {
    const DataTable table = Judged(small()).table("resources");
    QCOMPARE(table.rows.size(), std::size_t{6});
    QVERIFY(cell(table, "db", "name") == Value("Orders DB"));
    QVERIFY(cell(table, "db", "kind") == Value("rds-instance"));
    QVERIFY(cell(table, "db", "container") == Value("eu-a"));
    QVERIFY(cell(table, "db", "account") == Value("Production"));
    QVERIFY(cell(table, "db", "region") == Value("eu-west-1"));
    QVERIFY(cell(table, "db", "zone") == Value("eu-west-1a"));
    QVERIFY(cell(table, "db", "path") == Value("Production / eu / Zone A"));
    for (const char* key : {"container", "account", "region", "zone", "path"})
      QVERIFY(cell(table, "users", key).isNull());
    // Without a name of its own the id is what is shown.
    QVERIFY(cell(table, "users", "name") == Value("users"));
  }

  // What is set is as it was set, what is assumed says so, what nobody knows stays empty.
  void propertiesAreSetAssumedOrEmpty() {
    const Judged judged(small());
    const DataTable table = judged.table("resources");
    QVERIFY(cell(table, "db", "engine") == Value("mysql"));
    QVERIFY(cell(table, "db", "allocatedGb") == Value(100.5));
    QVERIFY(cell(table, "db", "multiAz") == Value(false));
    QVERIFY(cell(table, "users", "engine").isNull());
    QCOMPARE(table.columns[column(table, "allocatedGb")].unit, std::string("GB"));
    const Value assumed = cell(table, "db", "assumed");
    const Kind* kind = Catalogue::shipped().kind("rds-instance");
    const NodeIndex db = judged.design.indexOf("db");
    std::size_t unknown = 0;
    for (const PropertySchema& schema : kind->properties) {
      const Reading reading = judged.design.read(db, schema.key);
      QCOMPARE(contains(assumed, schema.key), reading.state == Reading::State::assumed);
      if (reading.known()) {
        QVERIFY(cell(table, "db", schema.key) == *reading.value);
      } else {
        ++unknown;
        const auto found = std::ranges::find(table.columns, schema.key, &TableColumn::key);
        if (found != table.columns.end()) QVERIFY(cell(table, "db", schema.key).isNull());
      }
    }
    QVERIFY(assumed.asArray() && !assumed.asArray()->empty());
    QVERIFY(unknown > 0);
  }

  // The catalogue gives the order, so that adding a resource moves no column to another place among the others.
  void columnsStandInTheOrderOfTheCatalogue() {
    for (const Topology& topology : {small(), test::generateDesign(3, 200)}) {
      const DataTable table = Judged(topology).table("resources");
      std::vector<std::string> all;
      for (const Kind& kind : Catalogue::shipped().kinds()) {
        for (const PropertySchema& schema : kind.properties) {
          if (std::ranges::find(all, schema.key) == all.end()) all.push_back(schema.key);
        }
      }
      std::ptrdiff_t last = -1;
      for (std::size_t i = namedTable("resources")->keys.size(); i < table.columns.size(); ++i) {
        const auto found = std::ranges::find(all, table.columns[i].key);
        QVERIFY2(found != all.end(), table.columns[i].key.c_str());
        QVERIFY2(found - all.begin() > last, table.columns[i].key.c_str());
        last = found - all.begin();
      }
    }
    const DataTable table = Judged(small()).table("resources");
    // What no kind has stands in one column, however much a file has of it.
    QVERIFY(cell(table, "db", "others") == Value(Value::Object{{"alpha", Value()}, {"zeta", Value::Array{1, "two"}}}));
    QVERIFY(cell(table, "users", "others").isNull());
    // A kind that the catalogue lacks shares the column of the same key.
    QVERIFY(cell(table, "future", "engine") == Value("qubits"));
    QVERIFY(cell(table, "future", "kindLabel") == Value("quantum-db"));
  }

  void linksNameBothEnds() {
    const DataTable table = Judged(small()).table("links");
    QCOMPARE(table.rows.size(), std::size_t{1});
    QVERIFY(cell(table, "u", "kind") == Value("uses"));
    QVERIFY(cell(table, "u", "from") == Value("users"));
    QVERIFY(cell(table, "u", "to") == Value("db"));
    QVERIFY(cell(table, "u", "toName") == Value("Orders DB"));
    QVERIFY(cell(table, "u", "hard") == Value(true));
    QVERIFY(!contains(cell(table, "u", "assumed"), "hard"));
  }

  void findingsSayWhatIsWaived() {
    const Judged judged(small());
    const DataTable table = judged.table("findings");
    QCOMPARE(table.rows.size(), judged.report->findings.size());
    QVERIFY(!table.rows.empty());
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
      const Finding& finding = judged.report->findings[i];
      QVERIFY(table.rows[i][column(table, "key")] == Value(finding.key()));
      QVERIFY(table.rows[i][column(table, "message")] == Value(finding.message()));
      QVERIFY(table.rows[i][column(table, "severity")] == Value(toText(finding.severity)));
      const bool waived = isWaived(finding, judged.report->waivers);
      QVERIFY(table.rows[i][column(table, "waived")] == Value(waived));
      QCOMPARE(table.rows[i][column(table, "waiverReason")].isNull(), !waived);
    }
  }

  void estimatesAreThoseOfTheReport() {
    const Judged judged(read(test::fixture("cli/orders.nines")));
    const DataTable table = judged.table("estimates");
    const Estimates& estimates = *judged.report->estimates;
    QCOMPARE(table.rows.size(), estimates.workloads.size() + estimates.stores.size());
    const WorkloadEstimate& orders = estimates.workloads.front();
    const auto& row = table.rows.front();
    QVERIFY(row[column(table, "type")] == Value("workload"));
    QVERIFY(row[column(table, "id")] == Value(orders.id));
    QVERIFY(row[column(table, "target")] == Value(*orders.target));
    QCOMPARE(row[column(table, "availability")].asNumber(), orders.exact.availability);
    QCOMPARE(row[column(table, "unavailability")].asNumber(), orders.exact.unavailability);
    QVERIFY(row[column(table, "read")].isNull());
    const auto& store = table.rows[estimates.workloads.size()];
    QVERIFY(store[column(table, "type")] == Value("store"));
    QCOMPARE(store[column(table, "write")].asNumber(), estimates.stores.front().write.availability);
    QVERIFY(store[column(table, "target")].isNull());
  }

  // What nothing can be said of is empty, never 0.
  void whatIsUnknownIsEmpty() {
    const DataTable table = Judged(read(R"({"nines": 1, "nodes": [{"id": "u", "kind": "users"}]})")).table("estimates");
    QCOMPARE(table.rows.size(), std::size_t{1});
    for (const char* key : {"availability", "unavailability", "downtimeSecondsPerYear", "slaProduct", "target", "met"})
      QVERIFY(table.rows.front()[column(table, key)].isNull());
    QVERIFY(!table.rows.front()[column(table, "unknownBecause")].isNull());
  }

  void drillsAreTheMatrix() {
    Topology topology = small();
    Node others;  // whom nothing hits
    others.id = "others";
    others.kind = "users";
    topology.nodes.put(others);
    const Judged judged(topology);
    const DataTable table = judged.table("drills");
    const QJsonArray json = at(judged.json(), "drills.matrix").toArray();
    qsizetype cells = 0;
    for (const QJsonValue& entry : json) cells += at(entry, "workloads").toArray().size();
    QCOMPARE(cells, static_cast<qsizetype>(table.rows.size()));
    const DrillMatrix& matrix = *judged.report->matrix;
    std::size_t next = 0;
    std::size_t affected = 0;
    std::size_t alone = 0;
    for (std::size_t w = 0; w < matrix.workloads.size(); ++w) {
      for (const MatrixColumn& c : matrix.columns) {
        const MatrixCell& cell = c.cells[w];
        cell.affected ? ++affected : ++alone;
        if (!cell.affected) continue;
        QVERIFY(next < table.rows.size());
        const auto& row = table.rows[next++];
        QVERIFY(row[column(table, "workload")] == Value(matrix.workloads[w]));
        QVERIFY(row[column(table, "title")] == Value(c.title));
        QVERIFY(row[column(table, "recovers")] == (cell.recoveryUnknown ? Value() : Value(cell.recovers)));
        QCOMPARE(row[column(table, "rtoWorstSeconds")].asNumber(),
                 cell.rto ? std::optional(cell.rto->worst) : std::nullopt);
        QCOMPARE(row[column(table, "rpoBestSeconds")].asNumber(),
                 cell.rpo ? std::optional(cell.rpo->best) : std::nullopt);
        QCOMPARE(row[column(table, "rtoTargetSeconds")].asNumber(), cell.rtoTarget);
        const Value verdict = row[column(table, "verdict")];
        const Value expected = cell.met                           ? Value(*cell.met ? "met" : "missed")
                               : cell.rtoTarget || cell.rpoTarget ? Value("unknown")
                                                                  : Value();
        QVERIFY(verdict == expected);
      }
    }
    QCOMPARE(table.rows.size(), affected);
    QVERIFY(affected > 0 && alone > 0);
  }

  void jsonHoldsAllOfIt() {
    const Judged judged(small());
    const QJsonObject json = judged.json();
    QCOMPARE(json.keys(), (QStringList{"drills", "endedWaivers", "estimates", "findings", "idleWaivers", "links",
                                       "name", "ninesTables", "only", "profile", "resources", "staleWaivers",
                                       "unexplainedWaivers", "unknownProfile", "unreadableWaivers"}));
    QCOMPARE(at(json, "name").toString(), QString("Small"));
    QCOMPARE(at(json, "profile").toString(), QString("course-2021"));
    QCOMPARE(at(json, "resources").toArray().size(), 6);
    const QJsonValue db = at(json, "resources.1");
    QCOMPARE(at(db, "id").toString(), QString("db"));
    QCOMPARE(at(db, "container").toString(), QString("eu-a"));
    QCOMPARE(at(db, "zone").toString(), QString("eu-west-1a"));
    QCOMPARE(at(db, "properties.allocatedGb.value").toDouble(), 100.5);
    QCOMPARE(at(db, "properties.allocatedGb.unit").toString(), QString("GB"));
    QCOMPARE(at(db, "properties.allocatedGb.assumed").toBool(true), false);
    QCOMPARE(at(db, "properties.zeta.value").toArray(), (QJsonArray{1, "two"}));
    QVERIFY(at(db, "properties.alpha.value").isNull());
    QCOMPARE(at(json, "resources.5.properties.rtoSeconds.value.az").toInt(), 60);
    QCOMPARE(at(json, "links.0.properties.hard.value").toBool(), true);
    QCOMPARE(at(json, "findings").toArray().size(), static_cast<qsizetype>(judged.report->findings.size()));
    QCOMPARE(at(json, "findings.0.key").toString().toStdString(), judged.report->findings.front().key());
    QVERIFY(at(json, "staleWaivers").toArray().contains("rds.gone:db"));
    QCOMPARE(at(json, "estimates.workloads.0.id").toString(), QString("users"));
    QCOMPARE(at(json, "drills.matrix").toArray().size(), static_cast<qsizetype>(judged.report->matrix->columns.size()));
    QVERIFY(at(json, "only").isNull());
    QVERIFY(isOwnTablesJson(judged.text()));
    QVERIFY(!isOwnTablesJson("{\"nines\": 1, "));
  }

  // The rows of a part are rows of the whole: nothing is worked out for it alone.
  void partsAreRowsOfTheWhole() {
    const Judged judged(read(test::fixture("cli/orders.nines")));
    for (const std::vector<NodeId>& only : {std::vector<NodeId>{"eu-a"}, std::vector<NodeId>{"db", "lb"},
                                            std::vector<NodeId>{"eu"}, std::vector<NodeId>{"orders"}}) {
      for (const NamedTable& named : namedTables()) {
        const DataTable whole = judged.table(named.name);
        const DataTable part = judged.table(named.name, only);
        QVERIFY(part.rows.size() < whole.rows.size() || only.front() == "eu" || only.front() == "orders");
        // Cells by the titles of their columns: the part has none for properties that nothing in it has.
        for (const auto& row : part.rows) {
          const bool isThere = std::ranges::any_of(whole.rows, [&](const auto& other) {
            for (std::size_t i = 0; i < part.columns.size(); ++i) {
              if (!(row[i] == other[column(whole, part.columns[i].key)])) return false;
            }
            return true;
          });
          QVERIFY2(isThere, named.name.data());
        }
      }
    }
  }

  static std::vector<std::string> idsOf(const DataTable& table) {
    std::vector<std::string> out;
    for (const auto& row : table.rows) out.push_back(*row.front().asText());
    return out;
  }

  // What belongs to a part is what a picture of it shows.
  void partsHoldWhatPicturesShow() {
    for (const std::uint64_t seed : {3U, 11U, 20U}) {
      const Judged judged(test::generateDesign(seed, 200));
      const Layout layout(judged.design);
      for (NodeIndex i = 0; i < judged.design.nodeCount(); i += 7) {
        const std::vector<NodeIndex> asked{i};
        const placing::ShownPart shown = placing::shownPart(judged.design, layout, asked);
        const std::vector<NodeId> only{judged.design.node(i).id};
        std::vector<std::string> nodes;
        for (const NodeIndex n : shown.nodes) nodes.push_back(judged.design.node(n).id);
        std::vector<std::string> links;
        for (LinkIndex l = 0; l < judged.design.linkCount(); ++l) {
          if (shown.hasLink(judged.design, l)) links.push_back(judged.design.link(l).id);
        }
        QVERIFY(idsOf(judged.table("resources", only)) == nodes);
        QVERIFY(idsOf(judged.table("links", only)) == links);
        const auto isShown = [&](const std::string& id) {
          return std::ranges::find(nodes, id) != nodes.end() || std::ranges::find(links, id) != links.end();
        };
        const auto isInside = [&](const auto& row) { return isShown(row.id); };
        const auto isAbout = [&](const Finding& f) { return std::ranges::any_of(f.subjects, isShown); };
        QCOMPARE(static_cast<std::ptrdiff_t>(judged.table("findings", only).rows.size()),
                 std::ranges::count_if(judged.report->findings, isAbout));
        const Estimates& all = *judged.report->estimates;
        QCOMPARE(static_cast<std::ptrdiff_t>(judged.table("estimates", only).rows.size()),
                 std::ranges::count_if(all.workloads, isInside) + std::ranges::count_if(all.stores, isInside));
      }
    }
  }

  // A zone's drills are those in which it is lost, whoever feels that; a workload's are all of its own.
  void drillsOfAPart() {
    const Judged judged(read(test::fixture("cli/orders.nines")));
    const DataTable whole = judged.table("drills");
    const DataTable workload = judged.table("drills", {"orders"});
    const DataTable zone = judged.table("drills", {"eu-a"});
    std::size_t ofWorkload = 0;
    for (const auto& row : whole.rows) ofWorkload += row[0] == Value("orders") ? 1 : 0;
    QCOMPARE(workload.rows.size(), ofWorkload);
    QVERIFY(ofWorkload > 0);
    QVERIFY(!zone.rows.empty() && zone.rows.size() < whole.rows.size());
    bool isLost = false;
    for (const auto& row : zone.rows) {
      const std::string outage = *row[column(zone, "outage")].asText();
      isLost = isLost || outage == "az:eu-west-1a";
      QVERIFY2(!outage.starts_with("region:") && outage != "az:eu-west-1b", outage.c_str());
    }
    QVERIFY(isLost);
  }

  void jsonSaysThatItIsAPart() {
    const Judged judged(small());
    const QJsonObject json = judged.json({"eu-a"});
    QCOMPARE(at(json, "only").toArray(), QJsonArray{"eu-a"});
    QCOMPARE(at(json, "name").toString(), QString("Small"));
    QCOMPARE(at(json, "resources").toArray().size(), 2);
    QCOMPARE(at(json, "links").toArray().size(), 0);
    QCOMPARE(at(json, "estimates.workloads").toArray().size(), 0);
    QCOMPARE(at(json, "estimates.stores.0.id").toString(), QString("db"));
    QVERIFY(at(json, "staleWaivers").toArray().contains("rds.gone:db"));
    QCOMPARE(at(judged.json({"acc"}), "resources").toArray().size(), 4);
    const QJsonObject users = judged.json({"users"});
    QVERIFY(at(users, "staleWaivers").toArray().isEmpty());
    QCOMPARE(at(users, "estimates.workloads.0.availability"), at(judged.json(), "estimates.workloads.0.availability"));
    QVERIFY(at(judged.json(), "estimates.workloads.0.availability").isDouble());
    QVERIFY(isOwnTablesJson(judged.text({"eu-a"})));
  }

  void unknownProfileIsSaid() {
    Topology topology = small();
    topology.profile = "aws-2030";
    const QJsonObject json = Judged(topology).json();
    QCOMPARE(at(json, "unknownProfile").toString(), QString("aws-2030"));
    QCOMPARE(at(json, "profile").toString(), QString("course-2021"));
  }

  void emptyDesignsHaveEmptyTables() {
    const Judged judged(read(R"({"nines": 1})"));
    for (const NamedTable& named : namedTables()) {
      if (named.name != "findings") QVERIFY(judged.table(named.name).rows.empty());
    }
    QVERIFY(at(judged.json(), "resources").isArray());
  }

  // Eight times the design is eight times each table, not sixty-four times.
  void tablesGrowWithTheDesign() {
    const Judged small(test::generateDesign(1, 150));
    const Judged large(test::generateDesign(1, 1200));
    const auto grows = [](std::string_view what, std::size_t before, std::size_t after) {
      QVERIFY2(before > 0 && after < 16 * before,
               qPrintable(QString("%1: %2 and %3")
                              .arg(QString::fromUtf8(what.data(), static_cast<qsizetype>(what.size())))
                              .arg(before)
                              .arg(after)));
    };
    for (const NamedTable& named : namedTables())
      grows(named.name, writeCsv(small.table(named.name)).size(), writeCsv(large.table(named.name)).size());
    grows("json", small.text().size(), large.text().size());
  }

  // A property of its own for each node must not make every row as long as there are nodes.
  void unknownKeysMakeNoColumns() {
    std::string nodes;
    for (int i = 0; i < 3000; ++i)
      nodes += QString(R"(%1{"id": "n%2", "kind": "users", "properties": {"key %2": %2, "id": "x"}})")
                   .arg(i ? "," : "")
                   .arg(i)
                   .toStdString();
    const auto topology = std::make_shared<const Topology>(read(R"({"nines": 1, "nodes": [)" + nodes + "]}"));
    const Design design(topology, Catalogue::shipped(), Profiles::shipped().orDefault({}));
    const DataTable table = resourcesTable(design, nullptr, TablePart(design, {}));
    QVERIFY(table.columns.size() < 30);
    QVERIFY(cell(table, "n17", "others") == Value(Value::Object{{"id", "x"}, {"key 17", 17}}));
    QVERIFY(writeCsv(table).size() < 3000 * 200);
  }

  // The nearest account and Region count, whatever is between; what is around all of it begins the path.
  void placesAreThoseAround() {
    const Judged judged(read(R"({"nines": 1, "nodes": [
      {"id": "a-db", "kind": "s3-bucket", "parent": "group"},
      {"id": "group", "kind": "group", "parent": "region"},
      {"id": "outer", "kind": "account", "name": "Outer"},
      {"id": "region", "kind": "region", "parent": "z-inner", "properties": {"code": "eu-west-1"}},
      {"id": "z-inner", "kind": "account", "name": "Inner", "parent": "outer"}]})"));
    const DataTable table = judged.table("resources");
    QVERIFY(cell(table, "a-db", "account") == Value("Inner"));
    QVERIFY(cell(table, "z-inner", "account") == Value("Outer"));
    QVERIFY(cell(table, "outer", "account").isNull());
    QVERIFY(cell(table, "a-db", "path") == Value("Outer / Inner / region / group"));
    QCOMPARE(at(judged.json(), "resources.0.account").toString(), QString("z-inner"));
  }

  // However deep: a path names what is outside and what is near.
  void deepNestingStaysShort() {
    std::string nodes;
    constexpr int kDepth = 65;  // as deep as a file may nest
    for (int i = 0; i < kDepth; ++i)
      nodes += QString(R"(%1{"id": "g%2", "kind": "group"%3})")
                   .arg(i ? "," : "")
                   .arg(i)
                   .arg(i ? QString(R"(, "parent": "g%1")").arg(i - 1) : QString())
                   .toStdString();
    const auto topology = std::make_shared<const Topology>(read(R"({"nines": 1, "nodes": [)" + nodes + "]}"));
    const Design design(topology, Catalogue::shipped(), Profiles::shipped().orDefault({}));
    const DataTable table = resourcesTable(design, nullptr, TablePart(design, {}));
    QVERIFY(cell(table, "g3", "path") == Value("g0 / g1 / g2"));
    QVERIFY(cell(table, "g11", "path") == Value("g0 / g1 / g2 / g3 / g4 / g5 / g6 / g7 / g8 / g9 / g10"));
    QVERIFY(cell(table, "g12", "path") == Value("g0 / … / g2 / g3 / g4 / g5 / g6 / g7 / g8 / g9 / g10 / g11"));
    const std::string deep = *cell(table, "g64", "path").asText();
    QCOMPARE(deep, std::string("g0 / … / g54 / g55 / g56 / g57 / g58 / g59 / g60 / g61 / g62 / g63"));
  }
};

QTEST_GUILESS_MAIN(TestTables)
#include "test_tables.moc"
