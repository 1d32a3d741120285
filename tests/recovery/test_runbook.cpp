// Runbooks of small designs, worked by hand from the course notes and drill.md before they were first run.
#include "recovery/runbook.h"

#include <functional>

#include "formats/native.h"
#include "formats/runbook_markdown.h"
#include "recovery/strategies.h"
#include "recovery_sketches.h"

using namespace nines;
using namespace nines::test;

namespace {

Runbook runbookOf(const Design& design, std::string_view workload, RunbookKind kind,
                  std::optional<Strategy> strategy = {}) {
  const Closure closure(design);
  const RecoveryPlans plans(design, closure);
  const RecoveryPlan* plan = plans.of(design.indexOf(workload));
  if (!plan) {
    QTest::qFail("there is no such workload", __FILE__, __LINE__);
    return {};
  }
  return makeRunbook(design, closure, plans, *plan, strategy.value_or(runbookStrategy(*plan)), kind);
}

Runbook runbookOf(const Sketch& s, RunbookKind kind, std::optional<Strategy> strategy = {}) {
  return runbookOf(s.design(), "shop", kind, strategy);
}

// "Title", then "- what [best-worst]" or "! what is missing".
QStringList lines(const Runbook& book) {
  QStringList out;
  for (const RunbookStep& step : book.steps) {
    out << QString::fromStdString(step.title);
    for (const RunbookTask& task : step.tasks) {
      QString line = (task.missing ? QStringLiteral("! ") : QStringLiteral("- ")) + QString::fromStdString(task.what);
      if (task.takes) {
        line += QStringLiteral(" [%1-%2]").arg(task.takes->seconds.best).arg(task.takes->seconds.worst);
        if (task.takes->source.text.empty()) line += QStringLiteral(" without a source");
      }
      out << line;
    }
  }
  return out;
}

std::optional<RunbookTask> taskWith(const Runbook& book, std::string_view part) {
  for (const RunbookStep& step : book.steps) {
    for (const RunbookTask& task : step.tasks) {
      if (task.what.find(part) != std::string::npos) return task;
    }
  }
  return std::nullopt;
}

constexpr auto kFailover = RunbookKind::failover;
constexpr auto kFailback = RunbookKind::failback;

}  // namespace

class TestRunbook : public QObject {
  Q_OBJECT

 private slots:
  void pilotLightFailsOver() {
    QCOMPARE(lines(runbookOf(pilotLight(), kFailover)),
             (QStringList{
                 "Notice and decide",
                 "- See that the health check of dns has failed [90-90]",
                 "- Decide that eu-central-1 takes over [300-1800]",
                 "Let the copies in eu-central-1 take over",
                 "- Promote db-dr, a replica of db, to a database of its own; it restarts [300-900]",
                 "Bring the applications to full size",
                 "- Start web-dr: 2 instances [180-360]",
                 "Re-point users to eu-central-1",
                 "- See that dns answers with web-dr, as it does by itself once its health check has failed [0-60]",
             }));
  }

  // Course notes: reverse replication, freeze, re-point, unfreeze.
  void pilotLightFailsBack() {
    const Runbook book = runbookOf(pilotLight(), kFailback);
    QCOMPARE(lines(book),
             (QStringList{
                 "Replicate from eu-central-1 back to eu-west-1",
                 "- Make a read replica of db-dr in eu-west-1 in place of db, which cannot become a replica itself",
                 "- Wait until eu-west-1 has caught up with all changes",
                 "Freeze data changes in eu-central-1",
                 "- Stop the writes of web-dr",
                 "Re-point users to eu-west-1",
                 "- Promote the new replica in eu-west-1 in place of db [300-900]",
                 "- Point web at the new db [60-300]",
                 "- Let the health check of dns pass again, so that it answers with web; until here it must not [0-60]",
                 "Unfreeze the changes",
                 "- Let web write again",
                 "- Make db-dr anew as a replica of db",
                 "- Scale web-dr back from 2 to 0",
             }));
    QVERIFY(book.source.text.find("Testing Recovered Data") != std::string::npos);
  }

  // Where more is drawn than backup and restore, as the comparison of strategies takes it: the replica takes nothing
  // over, whoever used it uses what is restored, and nothing runs there.
  void backupAndRestoreLeavesLiveCopiesOut() {
    const QStringList restored = lines(runbookOf(pilotLight(2), kFailover, Strategy::backupRestore));
    QVERIFY2(restored.contains(QStringLiteral("! No backup of db reaches eu-central-1: its data is lost")),
             qPrintable(restored.join(QLatin1Char('\n'))));
    QVERIFY(restored.filter(QStringLiteral("romot")).empty() && restored.filter(QStringLiteral("db-dr")).empty());
    QVERIFY(restored.contains(QStringLiteral("- Start web-dr: 2 instances [180-360]")));

    Sketch s = pilotLight(2);
    s.node("plan", "backup-plan", "eu-west-1",
           {{"intervalHours", Value(24)}, {"copyTo", Value(Value::Array{Value("eu-central-1")})}})
        .link("backs-up", "db", "plan");
    const QStringList copied = lines(runbookOf(s, kFailover, Strategy::backupRestore));
    QVERIFY2(
        copied.contains(QStringLiteral("- Restore db from plan, copied to eu-central-1 as a new database [2800-8200]")),
        qPrintable(copied.join(QLatin1Char('\n'))));
    QVERIFY(copied.filter(QStringLiteral("romot")).empty() && copied.filter(QStringLiteral("db-dr")).empty());
    // Restore 3100-10000 after deciding at 390-1890 by the check: the same chain as the comparison's.
    const StrategyOption option = compareStrategies(s.design(), s.design().indexOf("shop")).options.front();
    QVERIFY(option.isThere() && option.drill && option.drill->rto);
    QCOMPARE(option.drill->rto->worst, 1890.0 + 8200 + 300);
  }

  // What runs there need not be started, whatever a lesser strategy could do without.
  void whatRunsNeedNotBeStarted() {
    for (const Strategy strategy : {Strategy::pilotLight, Strategy::warmStandby}) {
      QVERIFY(lines(runbookOf(pilotLight(2), kFailover, strategy))
                  .contains(QStringLiteral("- Nothing to start: web-dr runs all it needs (2 of 2)")));
    }
  }

  // Deep Archive has no expedited retrieval: what it has is what a person can ask for.
  void retrievalsAreSuchAsThereAre() {
    Topology t = backups().topology();
    Node archive = *t.nodes.find("archive");
    archive.properties["storageClass"] = Value("glacier-deep-archive");
    archive.properties["retrieval"] = Value("expedited");
    t.nodes.put(std::move(archive));
    const Runbook book = runbookOf(test::designOf(std::move(t)), "shop", kFailover);
    const auto task = taskWith(book, "Retrieve what is needed from archive (Glacier Deep Archive, standard)");
    QVERIFY(task && task->takes);
    QCOMPARE(task->takes->seconds.best, 43200.0);
  }

  // Example 8: retrieve 10800-18000, restore 1800 + 5000 to 7200 + 5000, deploy 1800-3600, re-point 60-300.
  void backupsAreRestored() {
    QCOMPARE(lines(runbookOf(backups(), kFailover)),
             (QStringList{
                 "Notice and decide",
                 "! No Route 53 health check of this workload notices the loss: a person has to",
                 "- Decide that eu-central-1 takes over [300-1800]",
                 "Find the backups",
                 "- Find the newest backup of db in archive",
                 "- Retrieve what is needed from archive (Glacier Flexible, standard) [10800-18000]",
                 "Restore the data in eu-central-1",
                 "- Restore db from archive as a new database [6800-12200]",
                 "Deploy the applications",
                 "- Deploy web in eu-central-1 (2 instances), where it is not drawn [1800-3600]",
                 "Re-point users to eu-central-1",
                 "- Point the application in eu-central-1 at the restored db: a restore makes a new database, with a "
                 "name of its own [60-300]",
                 "! dns leads to nothing in eu-central-1: add a target there",
             }));
  }

  // Course notes: freeze, take a backup, restore it, re-point, unfreeze.
  void backupsComeBack() {
    QCOMPARE(lines(runbookOf(backups(), kFailback)),
             (QStringList{
                 "Freeze data changes in eu-central-1",
                 "! The design draws nothing that runs in eu-central-1: stop the writes of what was deployed there",
                 "Take a backup",
                 "- Take a backup of what was restored of db in eu-central-1",
                 "Restore the backup in eu-west-1",
                 "- Restore that backup in eu-west-1 as a new database in place of db [6800-12200]",
                 "Re-point users to eu-west-1",
                 "- Point web at the new db: a restore makes a new database, with a name of its own [60-300]",
                 "- Change dns back to web [0-60]",
                 "Unfreeze the changes",
                 "- Let web write again",
                 "- Back db up to archive again",
             }));
  }

  void everyStrategyHasItsSteps_data() {
    QTest::addColumn<int>("strategy");
    QTest::addColumn<int>("steps");
    QTest::newRow("backup and restore") << static_cast<int>(Strategy::backupRestore) << 5;
    QTest::newRow("pilot light") << static_cast<int>(Strategy::pilotLight) << 4;
    QTest::newRow("warm standby") << static_cast<int>(Strategy::warmStandby) << 4;
    QTest::newRow("multi-site") << static_cast<int>(Strategy::multiSite) << 4;
  }
  void everyStrategyHasItsSteps() {
    QFETCH(int, strategy);
    QFETCH(int, steps);
    for (const RunbookKind kind : {kFailover, kFailback}) {
      for (const Sketch& s : {pilotLight(), backups()}) {
        const Runbook book = runbookOf(s, kind, static_cast<Strategy>(strategy));
        QCOMPARE(static_cast<int>(book.steps.size()), steps);
        for (const RunbookStep& step : book.steps) QVERIFY2(!step.tasks.empty(), step.title.c_str());
      }
    }
  }

  void whatTheChosenStrategyNeedsIsMissed() {
    const Runbook warm = runbookOf(pilotLight(), kFailover, Strategy::warmStandby);
    const auto stopped = taskWith(warm, "Warm standby expects web-dr to run already");
    QVERIFY(stopped && stopped->missing);
    QCOMPARE(stopped->resources, std::vector<std::string>{"web-dr"});
    QVERIFY(!taskWith(runbookOf(pilotLight(1), kFailover, Strategy::warmStandby), "expects"));

    const Runbook site = runbookOf(pilotLight(1), kFailover, Strategy::multiSite);
    QVERIFY(taskWith(site, "Multi-site expects web-dr to run at full size (2 instances)"));
    QVERIFY(taskWith(site, "Scale web-dr from 1 to 2"));
    QVERIFY(taskWith(runbookOf(pilotLight(2), kFailover, Strategy::multiSite), "web-dr runs all it needs (2 of 2)"));

    const Runbook pilot = runbookOf(backups(), kFailover, Strategy::pilotLight);
    const auto cold = taskWith(pilot, "db has no live copy in eu-central-1, which pilot light needs");
    QVERIFY(cold && cold->missing);
    QVERIFY(taskWith(pilot, "Restore db from archive"));
    QVERIFY(taskWith(pilot, "Nothing in eu-central-1 stands in for web, which pilot light needs"));
  }

  void withoutARegionThereIsNowhereToGo() {
    Sketch s;
    s.region("eu-west-1", "a").node("shop", "users").node("web", "app-tier", "eu-west-1a").link("uses", "shop", "web");
    const Runbook book = runbookOf(s, kFailover, Strategy::pilotLight);
    QCOMPARE(book.steps.size(), std::size_t{4});
    QVERIFY(book.steps[1].tasks.front().missing);
    QVERIFY(runbookOf(s, kFailback).steps.front().tasks.front().missing);
  }

  void aStoreWithoutAnyCopyIsLost() {
    Sketch s = pilotLight();
    s.node("docs", "s3-bucket", "eu-west-1").link("uses", "web", "docs", access("read-write"));
    const auto lost =
        taskWith(runbookOf(s, kFailover, Strategy::backupRestore), "No backup of docs reaches eu-central-1");
    QVERIFY(lost && lost->missing);
  }

  // The replica that is least behind; chains add up.
  void theNearestReplicaIsPromoted() {
    Sketch s = pilotLight();
    s.node("db-far", "rds-instance", "eu-central-1a", {{"engine", Value("mysql")}})
        .node("db-mid", "rds-instance", "eu-west-1b", {{"engine", Value("mysql")}})
        .link("replicates", "db", "db-mid", {{"lagSeconds", Value(10)}})
        .link("replicates", "db-mid", "db-far", {{"lagSeconds", Value(20)}});
    QVERIFY(taskWith(runbookOf(s, kFailover), "Promote db-far, a replica of db"));
  }

  void unknownSizesAreSaid() {
    Sketch s = backups();
    s.node("db", "rds-instance", "eu-west-1a", {{"engine", Value("mysql")}});
    const auto task = taskWith(runbookOf(s, kFailover), "its size is unknown and counts as 0 GB");
    QVERIFY(task && task->takes);
    QCOMPARE(task->takes->seconds.worst, 7200.0);
  }

  // What decides a step and is not said is named there.
  void unsaidAccessIsNamed() {
    Sketch s = pilotLight();
    QVERIFY(!taskWith(runbookOf(s, kFailover), "It is not said"));
    Topology t = s.topology();
    const Topology drawn = t;
    for (std::size_t i = 0; i < drawn.links.size(); ++i) {
      Link open = drawn.links[i];
      if (open.kind != "uses" || open.from != "web-dr") continue;
      open.properties.clear();
      t.links.put(std::move(open));
    }
    const auto task =
        taskWith(runbookOf(test::designOf(t), "shop", kFailover), "it is not said whether web-dr writes to db-dr");
    QVERIFY(task && task->missing);
  }
  void unsaidIntervalsAreNamed() {
    Topology t = backups().topology();
    const Topology drawn = t;
    for (std::size_t i = 0; i < drawn.links.size(); ++i) {
      Link open = drawn.links[i];
      if (open.kind != "backs-up") continue;
      open.properties.clear();
      t.links.put(std::move(open));
    }
    const auto task =
        taskWith(runbookOf(test::designOf(t), "shop", kFailover), "it is not said how often db is backed up to vault");
    QVERIFY(task && task->missing);
  }

  void assumptionsCount() {
    Topology t = backups().topology();
    t.assumptions["decide.worst"] = Value(600);
    t.assumptions["restore.secondsPerGb"] = Value(2);
    const Runbook book = runbookOf(test::designOf(t), "shop", kFailover);
    QCOMPARE(taskWith(book, "Decide")->takes->seconds.worst, 600.0);
    QCOMPARE(taskWith(book, "Restore db")->takes->seconds.best, 2800.0);
  }

  // Orders: five stores of every kind, and tiers that grow from one to two.
  void ordersIsNamed() {
    const auto read = loadDesign(test::fixturePath("../../resources/templates/orders.nines"), Catalogue::shipped());
    QVERIFY(read.ok());
    const Design design = test::designOf(*read);
    const Runbook book = runbookOf(design, "orders", kFailover);
    QCOMPARE(book.strategy, Strategy::warmStandby);
    for (const char* part :
         {"Promote orders-db-dr, a replica of orders-db", "Scale orders-app in eu-central-1 from 1 to 2",
          // The drill does nothing about these either: orders-app in eu-central-1 has no link to them.
          "Nothing drawn in eu-central-1 uses catalog in eu-central-1",
          "Nothing drawn in eu-central-1 uses sessions in eu-central-1",
          "See that Route 53 answers with orders-alb in eu-central-1"})
      QVERIFY2(taskWith(book, part), part);
    const auto promote = taskWith(book, "Promote orders-db-dr");
    QCOMPARE(promote->resources, std::vector<std::string>{"orders-db-dr"});
    QVERIFY(std::ranges::count(book.steps[1].resources(), "orders-db-dr") == 1);
  }

  void markdownHasAFieldForEveryOwner() {
    const std::string page = runbookMarkdown(runbookOf(pilotLight(), kFailback));
    QCOMPARE(QString::fromStdString(page).section(QLatin1Char('\n'), 0, 10),
             QStringLiteral("# shop: fail-back, pilot light\n\n"
                            "From eu-central-1 to eu-west-1. Order of the steps: Course notes, AWS High Availability: "
                            "Testing Recovered Data (2021).\n\n"
                            "## 1. Replicate from eu-central-1 back to eu-west-1\n\n"
                            "Owner: \\_\n\n")
                     .replace(QStringLiteral("\\_"), QStringLiteral("____________________")) +
                 QStringLiteral("- [ ] Make a read replica of db-dr in eu-west-1 in place of db, which cannot become a "
                                "replica itself\n"
                                "- [ ] Wait until eu-west-1 has caught up with all changes\n"));
    QCOMPARE(QString::fromStdString(page).count(QStringLiteral("Owner: ")), 4);
    QVERIFY(page.find("**5\u00a0min to 15\u00a0min** (") != std::string::npos);
    QVERIFY(runbookMarkdown(runbookOf(backups(), kFailover)).find("- [ ] **Missing:** No Route 53") !=
            std::string::npos);
  }

  void formsNameTheirRows() {
    int forms = 0;
    for (const RunbookForm& form : runbookForms()) {
      QVERIFY(!form.source.text.empty() && !form.source.date.empty());
      QCOMPARE(form.titles.size(), form.liveData ? std::size_t{4} : std::size_t{5});
      ++forms;
    }
    QCOMPARE(forms, 4);
  }
};

QTEST_GUILESS_MAIN(TestRunbook)
#include "test_runbook.moc"
