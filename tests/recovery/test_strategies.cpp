// The four strategies compared: what would have to be added to small designs, and what the worked examples of drill.md
// say that it leads to.
#include "recovery/strategies.h"

#include "formats/native.h"
#include "recovery_sketches.h"

using namespace nines;
using namespace nines::test;

namespace {

enum { kBackups, kPilot, kWarm, kSite };

StrategyComparison compared(const Sketch& s) {
  const Design design = s.design();
  return compareStrategies(design, design.indexOf("shop"));
}

// "+ what is added", "! what is left to people".
QStringList additions(const StrategyOption& option) {
  QStringList out;
  for (const StrategyAddition& addition : option.additions)
    out << (addition.byHand ? QStringLiteral("! ") : QStringLiteral("+ ")) + QString::fromStdString(addition.what);
  return out;
}

QString spans(const StrategyOption& option) {
  if (!option.drill) return QStringLiteral("nothing to lose");
  const auto text = [](const std::optional<Span>& span) {
    return span ? QStringLiteral("%1-%2").arg(span->best, 0, 'g', 9).arg(span->worst, 0, 'g', 9) : QStringLiteral("?");
  };
  return text(option.drill->rto) + QStringLiteral(", ") + text(option.drill->rpo);
}

// A table behind a record that asks for health every 10 s, three times; the other Region is empty.
Sketch tableAlone() {
  Sketch s = twoRegions();
  return s.node("shop", "users")
      .node("dns", "route53", {},
            {{"policy", Value("latency")},
             {"healthCheck", Value(true)},
             {"healthCheckIntervalSeconds", Value(10)},
             {"failureThreshold", Value(3)},
             {"ttlSeconds", Value(60)}})
      .node("web", "app-tier", "eu-west-1a", tier(2, 2))
      .node("orders", "dynamodb-table", "eu-west-1", {{"tableName", Value("orders")}, {"pitr", Value(true)}})
      .link("uses", "shop", "dns", access("read-write"))
      .link("routes", "dns", "web")
      .link("uses", "web", "orders", access("read-write"));
}

}  // namespace

class TestStrategies : public QObject {
  Q_OBJECT

 private slots:
  // Example 7, for which nothing is to be added: 690-2790 s and 0-60 s.
  void whatIsDrawnNeedsNothing() {
    const StrategyComparison all = compared(pilotLight());
    QCOMPARE(all.options.size(), std::size_t{4});
    QCOMPARE(all.declared, std::optional(Strategy::pilotLight));
    QCOMPARE(all.inferred, std::optional(Strategy::pilotLight));
    QCOMPARE(all.reason, std::string("Nothing runs in eu-central-1"));
    QCOMPARE(all.lost, std::string("eu-west-1"));
    const StrategyOption& pilot = all.options[kPilot];
    QVERIFY(pilot.declared && pilot.drawn && pilot.isThere() && pilot.edit.empty());
    QCOMPARE(spans(pilot), QString("690-2790, 0-60"));
    // A replica is no backup: without it one would have to get there. What would follow: detect 90, decide 300-1800,
    // restore (1800-7200) + 10 * 100, re-point 60-300. A plan that is added backs up daily.
    QCOMPARE(additions(all.options[kBackups]), QStringList{"+ Copy backups of db to eu-central-1"});
    QVERIFY(!all.options[kBackups].edit.empty());
    QVERIFY(!all.options[kBackups].drawn);
    QCOMPARE(spans(all.options[kBackups]), QString("3250-10390, 0-86400"));
  }

  // What runs beyond a strategy is left out of its times: a table in both Regions, tiers that run. Stopped: detect 30,
  // decide 300-1800, start 180-360; one of two is started by people as well.
  void lessThanIsDrawn() {
    Sketch s = tableAlone();
    s.node("orders-2", "dynamodb-table", "eu-central-1", {{"tableName", Value("orders")}})
        .node("web-dr", "app-tier", "eu-central-1a", tier(2, 2))
        .link("replicates", "orders", "orders-2")
        .link("routes", "dns", "web-dr")
        .link("uses", "web-dr", "orders-2", access("read-write"));
    const StrategyComparison all = compared(s);
    QVERIFY(all.options[kSite].drawn);
    QCOMPARE(spans(all.options[kSite]), QString("30-90, 0-5"));
    QCOMPARE(spans(all.options[kWarm]), QString("510-2190, 0-5"));
    QCOMPARE(spans(all.options[kPilot]), QString("510-2190, 0-5"));
    // Restore 1200-3600 after 330-1830, re-point 60-300.
    QCOMPARE(spans(all.options[kBackups]), QString("1590-5730, 0-86400"));
    QCOMPARE(additions(all.options[kBackups]), QStringList{"+ Copy backups of orders to eu-central-1"});
    for (const int each : {kPilot, kWarm, kSite}) {
      const StrategyOption& option = all.options[static_cast<std::size_t>(each)];
      QVERIFY(option.isThere() && option.edit.empty());
    }
  }

  // Of each store of Orders a backup has to get to eu-central-1: its three stores are live there, and none is backed up
  // there. Detect 90, decide 300-1800, restore (1800-7200) + 10 * 500 of orders-db, which takes longest, re-point
  // 60-300; tiers start and Route 53 answers meanwhile. A plan that is added backs up daily.
  void ordersAsksForBackupsOfEachStore() {
    const auto read = loadDesign(test::fixturePath("../../resources/templates/orders.nines"), Catalogue::shipped());
    QVERIFY(read.ok());
    const Design design = designOf(*read);
    const QStringList asked{"+ Copy backups of catalog to eu-central-1", "+ Copy backups of orders-db to eu-central-1",
                            "+ Copy backups of sessions to eu-central-1"};
    const StrategyComparison orders = compareStrategies(design, design.indexOf("orders"));
    QCOMPARE(additions(orders.options[kBackups]), asked);
    QCOMPARE(spans(orders.options[kBackups]), QString("7250-14390, 0-86400"));
    QCOMPARE(additions(compareStrategies(design, design.indexOf("catalogue")).options[kBackups]), asked);
    // Carried out, nothing is left to be added.
    Topology next = *read;
    QVERIFY(apply(next, orders.options[kBackups].edit));
    const Design with = designOf(next);
    const StrategyComparison again = compareStrategies(with, with.indexOf("orders"));
    QCOMPARE(additions(again.options[kBackups]), QStringList());
    QCOMPARE(spans(again.options[kBackups]), QString("7250-14390, 0-86400"));
  }

  // Objects that are replicated to the recovery Region are there as a backup would be, those in a plan are not.
  void bucketsThatAreReplicatedAreThere() {
    Sketch s = tableAlone();
    s.node("docs", "s3-bucket", "eu-west-1", {{"versioning", Value(true)}})
        .node("docs-copy", "s3-bucket", "eu-central-1", {{"versioning", Value(true)}})
        .node("files", "s3-bucket", "eu-west-1")
        .node("plan", "backup-plan", "eu-west-1", {{"intervalHours", Value(24)}})
        .link("replicates", "docs", "docs-copy")
        .link("backs-up", "files", "plan")
        .link("uses", "web", "docs", access("read-write"))
        .link("uses", "web", "files", access("read-write"));
    QCOMPARE(additions(compared(s).options[kBackups]),
             (QStringList{"+ Copy backups of files to eu-central-1", "+ Copy backups of orders to eu-central-1"}));
  }

  // The promotion lasts longer than any start, so that tiers that run change nothing of 690-2790 s.
  void moreRuns() {
    const StrategyComparison all = compared(pilotLight());
    QCOMPARE(additions(all.options[kWarm]), QStringList{"+ Run one instance of web-dr"});
    QCOMPARE(spans(all.options[kWarm]), QString("690-2790, 0-60"));
    QCOMPARE(additions(all.options[kSite]), QStringList{"+ Run 2 instances of web-dr"});
    QVERIFY(!all.options[kSite].isPartial());
  }

  // Example 8: 17960-32360 s, 0-90000 s.
  void backupsAsDrawn() {
    const StrategyComparison all = compared(backups());
    QVERIFY(all.options[kBackups].isThere());
    QCOMPARE(spans(all.options[kBackups]), QString("17960-32360, 0-90000"));
    QCOMPARE(all.reason, std::string("db has no live replica in eu-central-1"));
    QCOMPARE(additions(all.options[kPilot]),
             (QStringList{"+ Replicate db to eu-central-1", "+ Define stopped app tiers in eu-central-1"}));
  }

  // Example 6: 30-90 s, 0-5 s, once the table is global and the record leads to both.
  void fromOneRegionToTwo() {
    const StrategyComparison all = compared(tableAlone());
    QCOMPARE(all.reason, std::string("orders has neither a replica nor a backup in eu-central-1"));
    QCOMPARE(additions(all.options[kBackups]), QStringList{"+ Copy backups of orders to eu-central-1"});
    QCOMPARE(additions(all.options[kPilot]),
             (QStringList{"+ Replicate orders to eu-central-1", "+ Define stopped app tiers in eu-central-1"}));
    QCOMPARE(additions(all.options[kWarm]),
             (QStringList{"+ Replicate orders to eu-central-1", "+ Run app tiers in eu-central-1"}));
    QCOMPARE(additions(all.options[kSite]),
             (QStringList{"+ Replicate orders to eu-central-1", "+ Run app tiers in eu-central-1",
                          "+ Run 2 instances of web-dr", "+ Route shop to both Regions"}));
    QCOMPARE(spans(all.options[kSite]), QString("30-90, 0-5"));
    // Detect 30, decide 300-1800, start 180-360: also where one of two runs already, as the other one is needed.
    QCOMPARE(spans(all.options[kPilot]), QString("510-2190, 0-5"));
    QCOMPARE(spans(all.options[kWarm]), QString("510-2190, 0-5"));
    // Deploy 1800-3600 after 330-1830; beside it restore 1200-3600, re-point 60-300, then dns 0-60. The plan that is
    // added backs up daily.
    QCOMPARE(spans(all.options[kBackups]), QString("2130-5790, 0-86400"));
  }

  // An Aurora cluster behind a balancer, 200 GB; the other Region is empty. Worked by hand: with a record detect 90,
  // decide 390-1890, promote 450-2190 beside dns 90-150. Without one nothing leads users to the tier that is started
  // (decide 300-1800, start 480-2160), which writes to the new writer already (promote 60-300: 360-2100), so that
  // people point users to it: 540-2460. From backups restore 3800-9200: 4100-11000, re-point: 4160-11300, users:
  // 4220-11600.
  void whatTakesOverNeedsItsData() {
    Sketch s;
    s.region("eu-west-1", "abc").region("eu-central-1", "abc");
    s.node("eu-west-1", "region", {}, {{"code", Value("eu-west-1")}, {"role", Value("primary")}})
        .node("eu-central-1", "region", {}, {{"code", Value("eu-central-1")}, {"role", Value("recovery")}})
        .node("shop", "users")
        .node("lb", "load-balancer", "eu-west-1")
        .node("web", "app-tier", "eu-west-1a", tier(2, 2))
        .node("catalog", "aurora-cluster", "eu-west-1", {{"engine", Value("mysql")}, {"dataGb", Value(200)}})
        .node("c1", "aurora-instance", "eu-west-1a", {{"role", Value("writer")}})
        .link("uses", "shop", "lb", access("read-write"))
        .link("routes", "lb", "web")
        .link("uses", "web", "catalog", access("read-write"))
        .link("member", "c1", "catalog");
    const StrategyComparison all = compared(s);
    QCOMPARE(spans(all.options[kBackups]), QString("4220-11600, 0-86400"));
    QCOMPARE(spans(all.options[kPilot]), QString("540-2460, 0-1"));
    QCOMPARE(spans(all.options[kWarm]), QString("540-2460, 0-1"));
    QCOMPARE(additions(all.options[kSite]),
             (QStringList{"+ Replicate catalog to eu-central-1", "+ Run app tiers in eu-central-1",
                          "+ Run 2 instances of web-dr", "+ Route shop to both Regions"}));
    QCOMPARE(spans(all.options[kSite]), QString("450-2190, 0-1"));
  }

  // Each edit leads to a design that amounts to the strategy, and is undone by its inverse.
  void editsLeadThere() {
    for (const Sketch& s : {pilotLight(), backups(), tableAlone()}) {
      const Design design = s.design();
      for (const StrategyOption& option : compareStrategies(design, design.indexOf("shop")).options) {
        if (option.isPartial()) continue;
        Topology t = design.topology();
        const auto applied = apply(t, option.edit);
        QVERIFY(applied.ok());
        const Design after = designOf(t);
        const Closure closure(after);
        const RecoveryPlans plans(after, closure);
        const RecoveryPlan* plan = plans.of(after.indexOf("shop"));
        QVERIFY(plan && plan->inferred);
        QVERIFY2(plan->inferred->strategy >= option.strategy, option.edit.label.c_str());
        QVERIFY(apply(t, applied->inverse).ok());
        QVERIFY(t == design.topology());
      }
    }
  }

  void whatOnlyPeopleCanDoIsSaid() {
    // A strong table would need a third Region.
    Sketch s = tableAlone();
    s.node("orders", "dynamodb-table", "eu-west-1", {{"consistency", Value("strong")}});
    const StrategyComparison all = compared(s);
    QCOMPARE(additions(all.options[kPilot]).first(), QString("! Replicate orders to eu-central-1"));
    QVERIFY(all.options[kPilot].isPartial());
    // Tiers without their data would be there in no time.
    QCOMPARE(spans(all.options[kSite]), QString("nothing to lose"));
    QCOMPARE(all.options[kPilot].additions.front().resources, std::vector<std::string>{"orders"});
  }

  void withoutARegionEverythingIsByHand() {
    Sketch s;
    s.region("eu-west-1", "a").node("shop", "users").node("web", "app-tier", "eu-west-1a").link("uses", "shop", "web");
    const StrategyComparison all = compared(s);
    QCOMPARE(all.reason, std::string("No recovery Region is drawn or named"));
    for (const StrategyOption& option : all.options) {
      QCOMPARE(additions(option), QStringList{"! Draw a recovery Region, or name it on the workload's card"});
      QVERIFY(option.edit.empty());
      QVERIFY(option.drill && !option.drill->recovers);
    }
  }

  void stepsAreCompleted() {
    const Design design = tableAlone().design();
    int calls = 0;
    const auto all = compareStrategies(design, design.indexOf("shop"), [&](const Design&, Edit edit) {
      ++calls;
      return edit;
    });
    QVERIFY(calls >= 9);
    QCOMPARE(all.options[kSite].edit.label, std::string("Add what multi-site needs for shop"));
  }
};

QTEST_GUILESS_MAIN(TestStrategies)
#include "test_strategies.moc"
