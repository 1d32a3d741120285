// What `nines drill` prints, of drills made by hand: the keys of the contract, and what each means.
#include "formats/drill_json.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "formats/json_writer.h"
#include "generator.h"
#include "json_path.h"
#include "support.h"

using namespace nines;
using nines::test::at;

namespace {

QJsonObject parsed(const std::string& text) {
  QJsonParseError problem;
  const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromStdString(text), &problem);
  if (problem.error != QJsonParseError::NoError) qWarning("no JSON: %s", qPrintable(problem.errorString()));
  return document.object();
}

QString compact(const QJsonValue& value) {
  const QJsonDocument document = value.isArray() ? QJsonDocument(value.toArray()) : QJsonDocument(value.toObject());
  return QString::fromUtf8(document.toJson(QJsonDocument::Compact));
}

DrillStep step(const char* id, StepKind kind, Span start, Span duration, std::vector<std::size_t> after) {
  DrillStep out;
  out.id = id;
  out.kind = kind;
  out.subject = "orders-db";
  out.what = std::string("Step ") + id;
  out.start = start;
  out.duration = duration;
  out.end = {start.best + duration.best, start.worst + duration.worst};
  out.after = std::move(after);
  out.source = {"Amazon RDS User Guide", "2023-06-10"};
  return out;
}

// A failover, as the contract's own example has it.
WorkloadDrill failedOver() {
  WorkloadDrill out;
  out.id = "orders";
  out.affected = true;
  out.rto = Span{65, 125.5};
  out.rpo = Span{0, 0};
  out.readRto = Span{0, 0};
  out.states = {{0, ServiceState::down}, {125.5, ServiceState::up}};
  out.bestStates = {{0, ServiceState::readOnly}, {65, ServiceState::up}};
  out.rtoTarget = 300;
  out.rpoTarget = 60;
  out.rtoMet = true;
  out.rpoMet = true;
  out.steps = {step("s0", StepKind::promote, {0, 0}, {60, 120}, {}),
               step("s1", StepKind::rePoint, {60, 120}, {5, 5.5}, {0})};
  out.steps[1].critical = true;
  out.steps[1].assumptions = {"repoint.best", "repoint.worst"};
  out.steps[1].properties = {{"app-a", "clientDnsCacheSeconds"}};
  out.steps[1].note = "its size is unknown";
  out.losses = {{"orders-db", "orders-db-b", "Synchronous standby", Span{0, 0}, {"Guide", "2023"}, false, {"x.worst"}}};
  out.costliest = 0;
  out.advice = "A reader would take over in half a minute.";
  return out;
}

Drill zoneLost() {
  Drill out;
  out.outage = {{{OutageKind::zone, "eu-west-1a"}}};
  out.down = {"app-a", "orders-db"};
  out.promoted = {"orders-db-b"};
  out.nodes = {{"orders-db", Fate::failed, {0, 0}}, {"orders-db-b", Fate::promoted, {60, 120}}};
  out.links = {{"l1", Traffic::broken, {0, 0}}, {"l2", Traffic::moved, {65, 125.5}}};
  out.detours = {{DetourKind::traffic, "app-b", "orders-db-b", "l1", {65, 125.5}},
                 {DetourKind::replication, "orders-db-b", "copy", "l3", {60, 120}}};
  out.workloads = {failedOver()};
  return out;
}

// Of which the drill's nodes are none.
Design noDesign() {
  return {std::make_shared<const Topology>(), Catalogue::shipped(), Profiles::shipped().orDefault({})};
}

QJsonObject printed(const Drill& drill) { return parsed(drillsJson(noDesign(), std::span(&drill, 1))); }

// A design with what works its drills out.
struct Everything {
  explicit Everything(Topology topology)
      : design(std::make_shared<const Topology>(std::move(topology)), Catalogue::shipped(),
               Profiles::shipped().orDefault(kDefaultProfile)),
        closure(design),
        plans(design, closure),
        driller(design, closure, plans) {}

  std::string text() const {
    std::string out;
    const bool taken = writeAllDrills(design, driller, [&out](std::string_view part) {
      out += part;
      return true;
    });
    return taken ? out : std::string();
  }

  Design design;
  Closure closure;
  RecoveryPlans plans;
  Driller driller;
};

}  // namespace

class TestDrillJson : public QObject {
  Q_OBJECT

 private slots:
  void theContractsExample() {
    const QJsonValue outage = at(printed(zoneLost()), "outages.0");
    QCOMPARE(at(outage, "outage").toString(), QString("az:eu-west-1a"));
    QCOMPARE(compact(at(outage, "down")), QString(R"(["app-a","orders-db"])"));
    QCOMPARE(compact(at(outage, "promoted")), QString(R"(["orders-db-b"])"));
    const QJsonValue workload = at(outage, "workloads.0");
    QCOMPARE(at(workload, "id").toString(), QString("orders"));
    QCOMPARE(at(workload, "affected"), QJsonValue(true));
    QCOMPARE(at(workload, "recovers"), QJsonValue(true));
    QCOMPARE(compact(at(workload, "rtoSeconds")), QString(R"({"best":65,"worst":125.5})"));
    QCOMPARE(compact(at(workload, "rpoSeconds")), QString(R"({"best":0,"worst":0})"));
    QCOMPARE(compact(at(workload, "readRtoSeconds")), QString(R"({"best":0,"worst":0})"));
    QCOMPARE(compact(at(workload, "states")), QString(R"([{"from":0,"state":"down"},{"from":125.5,"state":"up"}])"));
    QCOMPARE(at(workload, "rtoTarget"), QJsonValue(300));
    QCOMPARE(at(workload, "rpoTarget"), QJsonValue(60));
    QCOMPARE(at(workload, "met"), QJsonValue(true));
    QCOMPARE(at(workload, "steps").toArray().size(), 2);
  }

  void steps() {
    const QJsonValue steps = at(printed(zoneLost()), "outages.0.workloads.0.steps");
    QCOMPARE(compact(at(steps, "0.after")), QString("[]"));
    QCOMPARE(at(steps, "0.critical"), QJsonValue(false));
    const QJsonValue second = at(steps, "1");
    QCOMPARE(at(second, "id").toString(), QString("s1"));
    QCOMPARE(at(second, "what").toString(), QString("Step s1"));
    QCOMPARE(at(second, "subject").toString(), QString("orders-db"));
    QCOMPARE(at(second, "kind").toString(), QString("re-point"));
    QCOMPARE(at(second, "source").toString(), QString("Amazon RDS User Guide"));
    QCOMPARE(at(second, "sourceDate").toString(), QString("2023-06-10"));
    QCOMPARE(at(second, "start"), QJsonValue(120));  // on the worst path, as the states
    QCOMPARE(at(second, "best"), QJsonValue(5));
    QCOMPARE(at(second, "worst"), QJsonValue(5.5));
    QCOMPARE(compact(at(second, "starts")), QString(R"({"best":60,"worst":120})"));
    QCOMPARE(compact(at(second, "ends")), QString(R"({"best":65,"worst":125.5})"));
    QCOMPARE(compact(at(second, "after")), QString(R"(["s0"])"));
    QCOMPARE(at(second, "critical"), QJsonValue(true));
    QCOMPARE(compact(at(second, "assumptions")), QString(R"(["repoint.best","repoint.worst"])"));
    QCOMPARE(compact(at(second, "properties")), QString(R"([{"key":"clientDnsCacheSeconds","node":"app-a"}])"));
    QCOMPARE(at(second, "note").toString(), QString("its size is unknown"));
    QVERIFY(at(steps, "0.note").isNull());
  }

  void whatChangesInTheDrawing() {
    const QJsonValue outage = at(printed(zoneLost()), "outages.0");
    QCOMPARE(compact(at(outage, "nodes")),
             QString(R"([{"at":{"best":0,"worst":0},"becomes":"failed","elsewhere":false,"id":"orders-db"},)"
                     R"({"at":{"best":60,"worst":120},"becomes":"promoted","elsewhere":false,"id":"orders-db-b"}])"));
    QCOMPARE(compact(at(outage, "links")), QString(R"([{"at":{"best":0,"worst":0},"becomes":"broken","id":"l1"},)"
                                                   R"({"at":{"best":65,"worst":125.5},"becomes":"moved","id":"l2"}])"));
    QCOMPARE(compact(at(outage, "detours")),
             QString(R"([{"at":{"best":65,"worst":125.5},"carries":"traffic","from":"app-b","instead":"l1",)"
                     R"("to":"orders-db-b"},{"at":{"best":60,"worst":120},"carries":"replication",)"
                     R"("from":"orders-db-b","instead":"l3","to":"copy"}])"));
  }

  void lossesAndAdvice() {
    const QJsonValue workload = at(printed(zoneLost()), "outages.0.workloads.0");
    QCOMPARE(compact(at(workload, "losses")),
             QString(R"([{"assumptions":["x.worst"],"how":"Synchronous standby","lost":false,)"
                     R"("rpoSeconds":{"best":0,"worst":0},"source":"Guide","sourceDate":"2023","store":"orders-db",)"
                     R"("successor":"orders-db-b"}])"));
    QCOMPARE(at(workload, "costliest").toString(), QString("s0"));
    QCOMPARE(at(workload, "advice").toString(), QString("A reader would take over in half a minute."));
    QCOMPARE(compact(at(workload, "bestStates")),
             QString(R"([{"from":0,"state":"read-only"},{"from":65,"state":"up"}])"));
    QVERIFY(at(workload, "unknownBecause").isNull());
  }

  // Objects stay objects; numbers that nobody knows are null, never made up.
  void whatNothingBringsBack() {
    Drill drill = zoneLost();
    WorkloadDrill lost;
    lost.id = "orders";
    lost.affected = true;
    lost.recovers = false;
    lost.rtoTarget = 300;
    lost.rtoMet = false;
    lost.states = {{0, ServiceState::down}};
    lost.unknownBecause = "no backup survives";
    lost.losses = {{"orders-db", "", "", std::nullopt, {}, true, {}}};
    drill.workloads = {lost};
    const QJsonValue workload = at(printed(drill), "outages.0.workloads.0");
    QCOMPARE(at(workload, "recovers"), QJsonValue(false));
    for (const char* key : {"rtoSeconds", "rpoSeconds", "readRtoSeconds"})
      QCOMPARE(compact(at(workload, key)), QString(R"({"best":null,"worst":null})"));
    QCOMPARE(at(workload, "rtoTarget"), QJsonValue(300));
    QVERIFY(at(workload, "rpoTarget").isNull());
    QCOMPARE(at(workload, "met"), QJsonValue(false));
    QCOMPARE(at(workload, "rtoMet"), QJsonValue(false));
    QVERIFY(at(workload, "rpoMet").isNull());
    QVERIFY(at(workload, "costliest").isNull());
    QCOMPARE(at(workload, "unknownBecause").toString(), QString("no backup survives"));
    QCOMPARE(at(workload, "losses.0.lost"), QJsonValue(true));
    QVERIFY(at(workload, "losses.0.successor").isNull());
    QVERIFY(at(workload, "losses.0.source").isNull());
  }

  // Whether it recovers is no answer either where that depends on what nobody says.
  void whatNobodySays() {
    Drill drill = zoneLost();
    WorkloadDrill open;
    open.id = "orders";
    open.affected = true;
    open.recoveryUnknown = true;
    open.missing = {{"orders-db", "pitr"}};
    drill.workloads = {open};
    const QJsonValue workload = at(printed(drill), "outages.0.workloads.0");
    QVERIFY(at(workload, "recovers").isNull());
    QCOMPARE(compact(at(workload, "rtoSeconds")), QString(R"({"best":null,"worst":null})"));
    QCOMPARE(compact(at(workload, "missing.0")), QString(R"({"id":"orders-db","property":"pitr"})"));
  }

  void withoutTargetsThereIsNoVerdict() {
    Drill drill;
    drill.workloads = {WorkloadDrill()};
    const QJsonObject json = printed(drill);
    QVERIFY(at(json, "outages.0.workloads.0.met").isNull());
    QVERIFY(!json.contains("matrix"));
    QVERIFY(!json.contains("workloads"));
    QCOMPARE(compact(parsed(drillsJson(noDesign(), {}))), QString(R"({"outages":[]})"));
  }

  void severalOutages() {
    const Drill drills[] = {zoneLost(),
                            Drill{{{{OutageKind::host, "b"}, {OutageKind::zone, "z"}}}, {}, {}, {}, {}, {}}};
    const QJsonObject json = parsed(drillsJson(noDesign(), drills));
    QCOMPARE(at(json, "outages.0.outage").toString(), QString("az:eu-west-1a"));
    QCOMPARE(at(json, "outages.1.outage").toString(), QString("host:b+az:z"));
  }

  // As the tiles beside the canvas count: neither places, notes nor workloads are resources. What a lost place held and
  // works again does so elsewhere.
  void nodesAreResources() {
    Topology topology;
    const auto put = [&](const char* id, const char* kind, const char* parent, Properties properties = {}) {
      Node node;
      node.id = id;
      node.kind = kind;
      node.parent = parent;
      node.properties = std::move(properties);
      topology.nodes.put(node);
    };
    put("west", "region", "", {{"code", Value("eu-west-1")}});
    put("zone", "az", "west", {{"code", Value("eu-west-1a")}});
    put("db", "rds-instance", "zone");
    put("app", "app-tier", "zone");
    put("note", "note", "west");
    put("people", "users", "west");
    put("far", "rds-instance", "");
    const Design design(std::make_shared<const Topology>(topology), Catalogue::shipped(),
                        Profiles::shipped().orDefault({}));
    Drill drill;
    drill.outage = {{{OutageKind::region, "eu-west-1"}}};
    for (const char* id : {"west", "zone", "db", "app", "note", "people"})
      drill.nodes.push_back({id, Fate::failed, {}});
    for (const char* id : {"db", "far"}) drill.nodes.push_back({id, Fate::restored, {60, 60}});
    drill.nodes.push_back({"far", Fate::stale, {}});
    QStringList nodes;
    for (const QJsonValue& node : at(parsed(drillsJson(design, std::span(&drill, 1))), "outages.0.nodes").toArray())
      nodes << node["id"].toString() + " " + node["becomes"].toString() +
                   (node["elsewhere"].toBool() ? " elsewhere" : "");
    QCOMPARE(nodes, (QStringList{"db failed", "app failed", "db restored elsewhere", "far restored", "far stale"}));
  }

  // Each column has its affected workloads, as the driller's matrix has them; each outage that it speaks of is drilled
  // once, in the order of the columns.
  void everything() {
    const Everything all(test::generateDesign(3, 300));
    const QJsonObject json = parsed(all.text());
    const DrillMatrix matrix = *all.driller.matrix();
    QStringList workloads;
    for (const QJsonValue& id : json["workloads"].toArray()) workloads << id.toString();
    QCOMPARE(workloads.size(), static_cast<qsizetype>(matrix.workloads.size()));
    QVERIFY(workloads.size() > 1);
    QCOMPARE(json["matrix"].toArray().size(), static_cast<qsizetype>(matrix.columns.size()));
    QStringList outages;
    int left = 0;
    for (std::size_t c = 0; c < matrix.columns.size(); ++c) {
      const MatrixColumn& column = matrix.columns[c];
      const QJsonValue written = json["matrix"].toArray().at(static_cast<qsizetype>(c));
      QCOMPARE(at(written, "title").toString().toStdString(), column.title);
      QCOMPARE(at(written, "kind").toString().toStdString(), std::string(toText(column.kind)));
      QCOMPARE(at(written, "outage").isNull(), !column.outage.has_value());
      if (column.outage) outages << QString::fromStdString(toText(*column.outage));
      qsizetype next = 0;
      for (std::size_t w = 0; w < column.cells.size(); ++w) {
        if (!column.cells[w].affected) {
          ++left;
          continue;
        }
        const QJsonValue cell = at(written, "workloads").toArray().at(next++);
        QCOMPARE(at(cell, "id").toString().toStdString(), matrix.workloads[w]);
        if (column.cells[w].rto) QCOMPARE(at(cell, "rtoSeconds.worst").toDouble(), column.cells[w].rto->worst);
        if (!column.outage) outages << at(cell, "outage").toString();
      }
      QCOMPARE(at(written, "workloads").toArray().size(), next);
    }
    QVERIFY(left > 0);
    outages.removeDuplicates();
    QStringList drilled;
    for (const QJsonValue& outage : json["outages"].toArray()) drilled << at(outage, "outage").toString();
    QCOMPARE(drilled, outages);
    for (const QJsonValue& outage : json["outages"].toArray()) {
      for (const QJsonValue& workload : at(outage, "workloads").toArray()) QVERIFY(at(workload, "affected").toBool());
    }
  }

  void aCellOfTheMatrix() {
    MatrixCell hit;
    hit.outage = {{{OutageKind::host, "orders-db"}}};
    hit.affected = true;
    hit.rto = Span{60, 120};
    hit.readRto = Span{0, 0};
    hit.rpo = Span{0, 0};
    hit.rtoTarget = 100;
    hit.met = false;
    DrillMatrix matrix;
    matrix.workloads = {"catalogue", "orders"};
    matrix.columns = {{OutageKind::zone, Outage{{{OutageKind::zone, "eu-west-1a"}}}, "eu-west-1a", {{}, {}}},
                      {OutageKind::host, std::nullopt, "Worst host", {{}, hit}}};
    json::Writer out;
    writeMatrix(out, matrix);
    const QJsonDocument columns = QJsonDocument::fromJson(QByteArray::fromStdString(std::move(out).take()));
    QCOMPARE(compact(columns.array()),
             QString(R"([{"kind":"az","outage":"az:eu-west-1a","title":"eu-west-1a","workloads":[]},)"
                     R"({"kind":"host","outage":null,"title":"Worst host","workloads":[)"
                     R"({"affected":true,"id":"orders","met":false,"missing":[],"outage":"host:orders-db",)"
                     R"("readRtoSeconds":{"best":0,"worst":0},"recovers":true,"rpoSeconds":{"best":0,"worst":0},)"
                     R"("rpoTarget":null,"rtoSeconds":{"best":60,"worst":120},"rtoTarget":100}]}])"));
  }

  // However long the whole is, nobody holds more than a part of it.
  void everythingComesInParts() {
    const Everything all(test::generateDesign(3, 1500));
    std::size_t longest = 0;
    std::string whole;
    QVERIFY(writeAllDrills(all.design, all.driller, [&](std::string_view part) {
      longest = std::max(longest, part.size());
      whole += part;
      return true;
    }));
    QVERIFY2(whole.size() > 1'000'000, qPrintable(QString::number(whole.size())));
    QVERIFY2(longest < 80'000, qPrintable(QString::number(longest)));
    QVERIFY(!parsed(whole)["outages"].toArray().isEmpty());
    QVERIFY(whole.ends_with("}\n"));
  }

  // A full disk ends it; nothing is asked twice.
  void whatIsRefusedEndsIt() {
    const Everything all(test::generateDesign(3, 1500));
    for (const int taken : {0, 1, 3}) {
      int parts = 0;
      QVERIFY(!writeAllDrills(all.design, all.driller, [&](std::string_view) { return parts++ < taken; }));
      QCOMPARE(parts, taken + 1);
    }
  }

  void namesAreEscaped() {
    Drill drill = zoneLost();
    drill.outage = {{{OutageKind::zone, "a \"b\"\n"}}};
    QCOMPARE(at(printed(drill), "outages.0.outage").toString(), QString("az:a \"b\"\n"));
  }
};

QTEST_APPLESS_MAIN(TestDrillJson)
#include "test_drill_json.moc"
