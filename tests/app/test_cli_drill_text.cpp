// Drills as text, of values made by hand.
#include <QtTest>

#include "../rules/rules_support.h"
#include "cli_drill_text.h"

using namespace nines;
using nines::test::Sketch;

namespace {

Sketch shop() {
  Sketch s;
  s.region("eu-west-1", "ab").node("db", "rds-instance", "eu-west-1a").node("orders", "users").node("quiet", "users");
  return s;
}

DrillStep step(StepKind kind, const char* what, Span start, Span duration) {
  DrillStep out;
  out.kind = kind;
  out.what = what;
  out.start = start;
  out.duration = duration;
  out.source = {"Nines assumption", "2026-11-22"};
  return out;
}

// The single database of the shop is restored.
Drill restored() {
  WorkloadDrill orders;
  orders.id = "orders";
  orders.affected = true;
  orders.rto = Span{3160, 10300};
  orders.readRto = orders.rto;
  orders.rpo = Span{0, 300};
  orders.rtoTarget = 3600;
  orders.rpoTarget = 300;
  orders.rtoMet = false;
  orders.rpoMet = true;
  orders.states = {{0, ServiceState::down}, {10300, ServiceState::up}};
  orders.bestStates = {{0, ServiceState::down}, {3160, ServiceState::up}};
  orders.steps = {step(StepKind::decide, "Decide to restore", {0, 0}, {300, 1800}),
                  step(StepKind::restore, "Restore db", {300, 1800}, {2800, 8200}),
                  step(StepKind::rePoint, "Point clients to the new db", {3100, 10000}, {60, 300})};
  orders.steps[1].critical = true;
  orders.steps[1].note = "its size is unknown and counts as 0 GB";
  orders.costliest = 1;
  orders.advice = "A standby in another zone would take over in 2 min.";
  orders.losses = {{"db", "", "Point-in-time recovery", Span{0, 300}, {"Amazon RDS User Guide", ""}, false, {}}};
  WorkloadDrill quiet;
  quiet.id = "quiet";
  quiet.rto = quiet.rpo = quiet.readRto = Span{};
  Drill out;
  out.outage = {{{OutageKind::zone, "eu-west-1a"}}};
  out.down = {"db"};
  out.workloads = {orders, quiet};
  return out;
}

QString text(const Drill& drill) { return QString::fromStdString(cli::drillText(shop().design(), drill, false)); }

// Lines with single blanks: how wide columns are is not what matters.
QStringList lines(const QString& text) {
  QStringList out;
  for (const QString& line : text.split('\n')) {
    if (!line.trimmed().isEmpty()) out << line.simplified();
  }
  return out;
}

}  // namespace

class TestCliDrillText : public QObject {
  Q_OBJECT

 private slots:
  void oneDrill() {
    QCOMPARE(
        lines(text(restored())),
        QStringList({"az:eu-west-1a: eu-west-1a is lost", "Fails: db", "Takes over: nothing",
                     "WORKLOAD RTO TARGET RPO TARGET READS BACK VERDICT",
                     "orders 53 min to 2 h 52 min 1 h 0 s to 5 min 5 min 53 min to 2 h 52 min missed",
                     "quiet 0 s - 0 s - 0 s - not affected", "orders", "At worst: down at once, up from 2 h 52 min",
                     "At best: down at once, up from 53 min", "START TAKES KIND STEP SOURCE",
                     "0 s 5 min to 30 min decide Decide to restore Nines assumption (2026-11-22)",
                     "5 min to 30 min 47 min to 2 h 17 min restore Restore db (its size is unknown and "
                     "counts as 0 GB) Nines assumption (2026-11-22)",
                     "52 min to 2 h 47 min 1 min to 5 min re-point Point clients to the new db Nines "
                     "assumption (2026-11-22)",
                     "STORE LOSES BECAUSE SOURCE", "db 0 s to 5 min Point-in-time recovery Amazon RDS User Guide",
                     "What costs most: Restore db", "A standby in another zone would take over in 2 min."}));
  }

  void columnsAreAligned() {
    const QStringList all = text(restored()).split('\n');
    const auto header = std::find_if(all.begin(), all.end(), [](const QString& l) { return l.contains("KIND"); });
    QVERIFY(header != all.end());
    const qsizetype kind = header->indexOf("KIND");
    for (int i = 1; i <= 3; ++i) {
      const QString& line = *(header + i);
      QVERIFY2(line.mid(kind - 2, 2) == "  " && line.at(kind) != ' ', qPrintable(line));
    }
  }

  void whatNothingBringsBack() {
    Drill drill = restored();
    WorkloadDrill& orders = drill.workloads.front();
    orders.recovers = false;
    orders.rto = orders.readRto = orders.rpo = std::nullopt;
    orders.states = orders.bestStates = {{0, ServiceState::down}};
    orders.steps.clear();
    orders.costliest.reset();
    orders.advice.clear();
    orders.rpoMet.reset();
    orders.unknownBecause = "no backup of db survives";
    orders.losses = {{"db", "", "Nothing survives", std::nullopt, {}, true, {}}};
    const QStringList all = lines(text(drill));
    QVERIFY2(all.contains("orders never 1 h - 5 min never missed no backup of db survives"),
             qPrintable(all.join('\n')));
    QVERIFY(all.contains("At worst: down at once"));
    QVERIFY(!all.join(' ').contains("At best"));
    QVERIFY(all.contains("db everything Nothing survives"));
    QVERIFY(!all.join(' ').contains("KIND"));
  }

  void whatCannotBeKnown() {
    Drill drill = restored();
    WorkloadDrill& orders = drill.workloads.front();
    orders.rpo.reset();
    orders.rtoMet = true;
    orders.rpoMet.reset();
    QVERIFY(lines(text(drill)).contains("orders 53 min to 2 h 52 min 1 h unknown 5 min 53 min to 2 h 52 min unknown"));
  }

  void withoutWorkloads() {
    Drill drill = restored();
    drill.workloads.clear();
    drill.promoted = {"a", "b"};
    QCOMPARE(lines(text(drill)), QStringList({"az:eu-west-1a: eu-west-1a is lost", "Fails: db", "Takes over: a, b",
                                              "There are no workloads that could be affected."}));
  }

  void theMatrix() {
    Topology t;
    t.nodes.put({"sessions", "dynamodb-table", "", "", {}, {}, {}});
    const Design design(std::make_shared<const Topology>(std::move(t)), Catalogue::shipped(),
                        Profiles::shipped().orDefault(kDefaultProfile));
    MatrixCell hit;
    hit.outage = {{{OutageKind::host, "db"}}};
    hit.affected = true;
    hit.rto = Span{60, 120};
    hit.readRto = Span{0, 0};
    hit.rpo = Span{0, 0};
    hit.rtoTarget = 100;
    hit.met = false;
    MatrixCell lost = hit;
    lost.recovers = false;
    lost.rto = lost.readRto = lost.rpo = std::nullopt;
    DrillMatrix matrix;
    matrix.workloads = {"orders", "quiet"};
    matrix.columns = {{OutageKind::zone, Outage{{{OutageKind::zone, "eu-west-1a"}}}, "eu-west-1a", {lost, {}}},
                      {OutageKind::host, std::nullopt, "Worst host", {hit, {}}}};
    QCOMPARE(lines(QString::fromStdString(cli::matrixText(design, matrix, false))),
             QStringList({"WORKLOAD OUTAGE RTO TARGET RPO TARGET READS BACK VERDICT",
                          "orders az:eu-west-1a never 1 min 40 s - - never missed",
                          "orders host:db (Worst host) 1 min to 2 min 1 min 40 s 0 s - 0 s missed",
                          "quiet 2 more do not affect it"}));
    matrix.columns[0].cells[1] = hit;
    QCOMPARE(lines(QString::fromStdString(cli::matrixText(design, matrix, false))).back(),
             QString("quiet 1 more does not affect it"));
    QCOMPARE(cli::matrixText(design, {}, false), std::string("There are no workloads that could be affected.\n"));
    // What is missing is said beside what is unknown.
    MatrixCell open = hit;
    open.rto = open.readRto = open.rpo = std::nullopt;
    open.met = std::nullopt;
    open.recoveryUnknown = true;
    open.missing = {{"sessions", "pitr"}};
    matrix.columns[0].cells[1] = open;
    QCOMPARE(
        lines(QString::fromStdString(cli::matrixText(design, matrix, false))).at(3),
        QString("quiet az:eu-west-1a unknown 1 min 40 s unknown - unknown unknown It is not said whether point-in-time "
                "recovery of sessions is on"));
    matrix.columns.clear();
    QCOMPARE(cli::matrixText(design, matrix, false), std::string("There is nothing that could fail.\n"));
  }

  void coloursOnlyWhereTheyAreWanted() {
    QVERIFY(!text(restored()).contains('\033'));
    QVERIFY(cli::drillText(shop().design(), restored(), true).find("\033[31mmissed") != std::string::npos);
  }
};

QTEST_APPLESS_MAIN(TestCliDrillText)
#include "test_cli_drill_text.moc"
