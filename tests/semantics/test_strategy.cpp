// What a workload's recovery Region amounts to: every row of the inference table, and drill.md's worked examples.
#include "semantics/strategy.h"

#include <functional>
#include <iterator>
#include <optional>

#include "../rules/rules_support.h"

using namespace nines;
using nines::test::Sketch;

namespace {

Properties access(const char* value) { return {{"access", Value(value)}}; }
Value ids(std::initializer_list<const char*> list) {
  Value::Array out;
  for (const char* id : list) out.emplace_back(id);
  return Value(std::move(out));
}

// The shop in eu-west-1 (zones a and b), with eu-central-1 as its recovery Region, still empty.
Sketch shop(Properties users = {}) {
  Sketch s;
  s.region("eu-west-1", "ab")
      .node("eu-central-1", "region", {}, {{"code", Value("eu-central-1")}, {"role", Value("recovery")}})
      .node("eu-central-1a", "az", "eu-central-1", {{"code", Value("eu-central-1a")}})
      .node("eu-central-1b", "az", "eu-central-1", {{"code", Value("eu-central-1b")}})
      .node("users", "users", {}, std::move(users));
  return s;
}

// Users behind a record, a tier and its table.
Sketch served() {
  Sketch s = shop();
  s.node("dns", "route53", {}, {{"policy", Value("latency")}})
      .node("web", "app-tier", "eu-west-1a")
      .node("orders", "dynamodb-table", "eu-west-1")
      .link("uses", "users", "dns")
      .link("routes", "dns", "web")
      .link("uses", "web", "orders", access("read-write"));
  return s;
}

// The same with a replica of the table, and a tier beside it that is routed to.
Sketch doubled(Properties tier = {}) {
  Sketch s = served();
  s.node("orders-dr", "dynamodb-table", "eu-central-1")
      .link("replicates", "orders", "orders-dr")
      .node("web-dr", "app-tier", "eu-central-1a", std::move(tier))
      .link("routes", "dns", "web-dr")
      .link("uses", "web-dr", "orders-dr", access("read-write"));
  return s;
}

Properties runs(int running, int needed = 1) { return {{"running", Value(running)}, {"needed", Value(needed)}}; }

// "<strategy>: <why> <node>", or "nothing to judge".
std::string inferredFrom(const Sketch& s, std::string_view workload = "users") {
  static constexpr const char* kWhy[] = {"no Region", "nothing there", "not live",   "nothing runs",
                                         "stopped",   "small",         "not routed", "all"};
  const Design d = s.design();
  const Closure closure(d);
  const RecoveryPlans plans(d, closure);
  const RecoveryPlan* plan = plans.of(d.indexOf(workload));
  if (!plan || !plan->inferred) return "nothing to judge";
  const Inferred& inferred = *plan->inferred;
  std::string out = std::string(toText(inferred.strategy)) + ": " + kWhy[static_cast<int>(inferred.shortfall)];
  if (inferred.node != kNone) out += " " + d.node(inferred.node).id;
  return out;
}

// "<primary> -> <recovery>", with "-" for none.
std::string regionsOf(const Sketch& s, std::string_view workload = "users") {
  const Design d = s.design();
  const Closure closure(d);
  const RecoveryPlans plans(d, closure);
  const RecoveryPlan* plan = plans.of(d.indexOf(workload));
  const auto name = [&](NodeIndex n) { return n == kNone ? std::string("-") : d.node(n).id; };
  return plan ? name(plan->primary) + " -> " + name(plan->recovery) : "no plan";
}

}  // namespace

Q_DECLARE_METATYPE(nines::test::Sketch)

class TestStrategy : public QObject {
  Q_OBJECT

 private slots:
  void namesGoBothWays() {
    for (const char* name : {"none", "backup-restore", "pilot-light", "warm-standby", "multi-site"}) {
      const auto strategy = strategyOf(name);
      QVERIFY(strategy && toText(*strategy) == name);
    }
    QVERIFY(!strategyOf("hot-standby"));
  }

  void everyRowOfTheTable_data() {
    QTest::addColumn<Sketch>("sketch");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const Sketch& s, const char* expected) {
      QTest::addRow("%s", name) << s << QString::fromLatin1(expected);
    };
    row("neither replica nor backup", served(), "none: nothing there orders");
    row("point-in-time recovery dies with its Region",
        Sketch(served()).node("orders", "dynamodb-table", "eu-west-1", {{"pitr", Value(true)}}),
        "none: nothing there orders");
    row("a backup there",
        Sketch(served())
            .node("plan", "backup-plan", "eu-west-1", {{"copyTo", ids({"eu-central-1"})}})
            .link("backs-up", "orders", "plan"),
        "backup-restore: not live orders");
    row("live, but no compute",
        Sketch(served()).node("orders-dr", "dynamodb-table", "eu-central-1").link("replicates", "orders-dr", "orders"),
        "pilot-light: nothing runs");
    row("live, compute stopped", doubled(runs(0)), "pilot-light: nothing runs");
    row("less than needed", doubled(runs(1, 2)), "warm-standby: small web-dr");
    row("full", doubled(runs(2, 2)), "multi-site: all");
    row("full behind a simple record", Sketch(doubled()).node("dns", "route53", {}, {{"policy", Value("simple")}}),
        "warm-standby: not routed");
    row("full, but not routed",
        Sketch(served())
            .node("orders-dr", "dynamodb-table", "eu-central-1")
            .link("replicates", "orders", "orders-dr")
            .node("web-dr", "app-tier", "eu-central-1a"),
        "warm-standby: not routed");
  }
  void everyRowOfTheTable() {
    QFETCH(Sketch, sketch);
    QFETCH(QString, expected);
    QCOMPARE(QString::fromStdString(inferredFrom(sketch)), expected);
  }

  // One store or tier that lags behind decides.
  void theWeakestDecides_data() {
    QTest::addColumn<Sketch>("sketch");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const Sketch& s, const char* expected) {
      QTest::addRow("%s", name) << s << QString::fromLatin1(expected);
    };
    Sketch second = doubled();
    second.node("files", "s3-bucket", "eu-west-1").link("uses", "web", "files", access("read"));
    row("a store that is not there", second, "none: nothing there files");
    Sketch copied = second;
    copied.node("backups", "s3-bucket", "eu-west-1")
        .node("backups-copy", "s3-bucket", "eu-central-1")
        .link("backs-up", "files", "backups")
        .link("replicates", "backups", "backups-copy");
    row("a store of which there is a backup", copied, "backup-restore: not live files");
    row("a store that is not needed hard",
        Sketch(doubled())
            .node("files", "s3-bucket", "eu-west-1")
            .link("uses", "web", "files", {{"hard", Value(false)}}),
        "multi-site: all");
    Sketch tiers = doubled();
    tiers.node("api-dr", "app-tier", "eu-central-1b", runs(0)).link("uses", "web-dr", "api-dr");
    row("a tier that is stopped", tiers, "pilot-light: stopped api-dr");
    tiers.node("api-dr", "app-tier", "eu-central-1b", runs(1, 3));
    row("a tier that is small", tiers, "warm-standby: small api-dr");
  }
  void theWeakestDecides() { everyRowOfTheTable(); }

  // A scaling group is one tier: what is stopped in one zone runs in another.
  void groupsCountOverTheirTiers() {
    Sketch s = doubled();
    s.node("fleet", "scaling-group", "eu-central-1", {{"needed", Value(2)}})
        .node("web-dr", "app-tier", "eu-central-1a", runs(1))
        .node("web-dr-2", "app-tier", "eu-central-1b", runs(0))
        .link("member", "web-dr", "fleet")
        .link("member", "web-dr-2", "fleet");
    QCOMPARE(inferredFrom(s), std::string("warm-standby: small fleet"));
    s.node("web-dr-2", "app-tier", "eu-central-1b", runs(1));
    QCOMPARE(inferredFrom(s), std::string("multi-site: all"));
    s.node("web-dr", "app-tier", "eu-central-1a", runs(0)).node("web-dr-2", "app-tier", "eu-central-1b", runs(0));
    QCOMPARE(inferredFrom(s), std::string("pilot-light: nothing runs"));
  }

  void whatTakesOverWithoutARoute() {
    Sketch replica = served();
    replica.node("orders-dr", "dynamodb-table", "eu-central-1").link("replicates", "orders", "orders-dr");
    Sketch s = replica;
    s.node("spare", "app-tier", "eu-central-1a");
    QCOMPARE(inferredFrom(s), std::string("warm-standby: not routed"));
    // Somebody else's.
    s.node("others", "users").link("uses", "others", "spare");
    QCOMPARE(inferredFrom(s), std::string("pilot-light: nothing runs"));
    // Unless it is named, by either of the two.
    s.node("web", "app-tier", "eu-west-1a", {{"counterpart", Value("spare")}});
    QCOMPARE(inferredFrom(s), std::string("warm-standby: not routed"));
    s.node("web", "app-tier", "eu-west-1a").node("spare", "app-tier", "eu-central-1a", {{"counterpart", Value("web")}});
    QCOMPARE(inferredFrom(s), std::string("warm-standby: not routed"));
  }

  void withoutComputeNothingHasToRun() {
    Sketch s = shop();
    s.node("site", "s3-bucket", "eu-west-1")
        .node("site-dr", "s3-bucket", "eu-central-1")
        .node("dns", "route53", {}, {{"policy", Value("failover")}})
        .link("replicates", "site", "site-dr")
        .link("uses", "users", "dns", access("read"))
        .link("routes", "dns", "site");
    QCOMPARE(inferredFrom(s), std::string("pilot-light: nothing runs"));
    s.link("routes", "dns", "site-dr");
    QCOMPARE(inferredFrom(s), std::string("multi-site: all"));
  }

  void whatCannotBeJudged() {
    QCOMPARE(inferredFrom(shop()), std::string("nothing to judge"));
    Sketch one;
    one.region("eu-west-1", "a").node("users", "users").node("web", "app-tier", "eu-west-1a");
    QCOMPARE(inferredFrom(one.link("uses", "users", "web")), std::string("none: no Region"));
    Sketch stateless = shop();
    stateless.node("web", "app-tier", "eu-west-1a").link("uses", "users", "web");
    QCOMPARE(inferredFrom(stateless), std::string("none: nothing there"));
    Sketch onPremises = shop();
    onPremises.node("site", "data-centre").node("files", "server", "site").link("uses", "users", "files");
    QCOMPARE(inferredFrom(onPremises), std::string("nothing to judge"));
  }

  // Records below records, also in a circle.
  void recordsLeadOn() {
    Sketch s = served();
    s.node("orders-dr", "dynamodb-table", "eu-central-1")
        .link("replicates", "orders", "orders-dr")
        .node("web-dr", "app-tier", "eu-central-1a")
        .node("below", "route53")
        .link("routes", "dns", "below")
        .link("routes", "below", "web-dr")
        .link("routes", "below", "dns");
    QCOMPARE(inferredFrom(s), std::string("multi-site: all"));
  }

  void regionsAreFoundInOrder() {
    Sketch s = served();
    s.node("eu-central-1", "region", {}, {{"code", Value("eu-central-1")}});
    QCOMPARE(regionsOf(s), std::string("eu-west-1 -> -"));
    // A node more there than here, then as many.
    s.node("api", "app-tier", "eu-central-1a").link("uses", "web", "api");
    QCOMPARE(regionsOf(s), std::string("eu-west-1 -> eu-central-1"));
    s.node("batch", "app-tier", "eu-central-1a").link("uses", "web", "batch");
    QCOMPARE(regionsOf(s), std::string("eu-central-1 -> eu-west-1"));
    s.node("mail", "app-tier", "eu-central-1b").link("uses", "web", "mail");
    QCOMPARE(regionsOf(s), std::string("eu-central-1 -> eu-west-1"));
    // A route with role primary counts more, a Region's role more than that, the card most.
    s.link("routes", "dns", "web", {{"role", Value("primary")}});
    QCOMPARE(regionsOf(s), std::string("eu-west-1 -> eu-central-1"));
    s.node("eu-central-1", "region", {}, {{"code", Value("eu-central-1")}, {"role", Value("primary")}});
    QCOMPARE(regionsOf(s), std::string("eu-central-1 -> eu-west-1"));
    s.node("users", "users", {}, {{"primaryRegion", Value("eu-west-1")}});
    QCOMPARE(regionsOf(s), std::string("eu-west-1 -> eu-central-1"));
    s.region("us-east-1", "a");
    s.node("users", "users", {}, {{"primaryRegion", Value("eu-west-1")}, {"recoveryRegion", Value("us-east-1")}});
    QCOMPARE(regionsOf(s), std::string("eu-west-1 -> us-east-1"));
    s.node("users", "users", {}, {{"primaryRegion", Value("eu-west-1")}, {"recoveryRegion", Value("eu-west-1")}});
    QCOMPARE(regionsOf(s), std::string("eu-west-1 -> -"));
  }

  // What stands by is not what serves, though more stands there.
  void theBusierOneMayBeForRecovery() {
    Sketch s = served();
    for (const char* id : {"one", "two", "three"}) s.node(id, "app-tier", "eu-central-1a").link("uses", "web", id);
    QCOMPARE(regionsOf(s), std::string("eu-west-1 -> eu-central-1"));
  }

  // Two pairs of Regions: each workload has the ones that it stands in.
  void rolesOfItsOwnRegions() {
    Sketch s = served();
    s.node("ap-south-1", "region", {}, {{"code", Value("ap-south-1")}, {"role", Value("primary")}})
        .node("us-east-1", "region", {}, {{"code", Value("us-east-1")}, {"role", Value("primary")}})
        .node("us-west-2", "region", {}, {{"code", Value("us-west-2")}, {"role", Value("recovery")}})
        .node("others", "users")
        .node("east", "app-tier", "us-east-1")
        .node("west", "app-tier", "us-west-2")
        .link("uses", "others", "east")
        .link("uses", "others", "west");
    QCOMPARE(regionsOf(s, "others"), std::string("us-east-1 -> us-west-2"));
    QVERIFY(!regionsOf(s, "web").starts_with("eu"));
  }

  // A pair of Regions in which this workload stands in the second one only: that one serves it.
  void onlyInTheSecondRegion() {
    Sketch s = shop();
    s.node("eu-west-1", "region", {}, {{"code", Value("eu-west-1")}, {"role", Value("primary")}})
        .node("web", "app-tier", "eu-central-1a");
    QCOMPARE(regionsOf(s), std::string("eu-west-1 -> eu-central-1"));
    s.link("uses", "users", "web");
    QCOMPARE(regionsOf(s), std::string("eu-central-1 -> -"));
    QCOMPARE(inferredFrom(s), std::string("none: no Region"));
    s.node("users", "users", {}, {{"recoveryRegion", Value("eu-central-1")}});
    QCOMPARE(regionsOf(s), std::string("- -> eu-central-1"));
    QCOMPARE(inferredFrom(s), std::string("nothing to judge"));
  }

  // Production on premises, AWS to recover in: by the Region's role, by the route's, or by what the card says.
  void productionOnPremises() {
    Sketch s = shop();
    s.node("site", "data-centre")
        .node("old", "server", "site")
        .node("dns", "route53", {}, {{"policy", Value("failover")}})
        .node("web", "app-tier", "eu-central-1a")
        .link("uses", "users", "dns")
        .link("routes", "dns", "old")
        .link("routes", "dns", "web");
    QCOMPARE(regionsOf(s), std::string("- -> eu-central-1"));
    QCOMPARE(inferredFrom(s), std::string("nothing to judge"));
    s.node("eu-central-1", "region", {}, {{"code", Value("eu-central-1")}});
    QCOMPARE(regionsOf(s), std::string("eu-central-1 -> -"));
    s.node("users", "users", {}, {{"recoveryRegion", Value("eu-central-1")}});
    QCOMPARE(regionsOf(s), std::string("- -> eu-central-1"));
    s.node("users", "users").link("routes", "dns", "old", {{"role", Value("primary")}});
    QCOMPARE(regionsOf(s), std::string("- -> eu-central-1"));
  }

  // The Region that another workload calls primary is this one's for recovery.
  void recoveryIsNeverThePrimary() {
    Sketch s = served();
    s.node("eu-central-1", "region", {}, {{"code", Value("eu-central-1")}, {"role", Value("primary")}});
    s.node("users", "users", {}, {{"recoveryRegion", Value("eu-central-1")}});
    QCOMPARE(regionsOf(s), std::string("eu-west-1 -> eu-central-1"));
  }

  // drill.md, worked examples 6 to 9.
  void workedExamples() {
    QCOMPARE(inferredFrom(doubled()), std::string("multi-site: all"));  // 6

    Sketch seven = shop();
    seven.node("dns", "route53", {}, {{"policy", Value("failover")}, {"healthCheck", Value(true)}})
        .node("web", "app-tier", "eu-west-1a")
        .node("web-dr", "app-tier", "eu-central-1a", runs(0))
        .node("db", "rds-instance", "eu-west-1a")
        .node("db-dr", "rds-instance", "eu-central-1a")
        .link("uses", "users", "dns")
        .link("routes", "dns", "web", {{"role", Value("primary")}})
        .link("routes", "dns", "web-dr", {{"role", Value("secondary")}})
        .link("uses", "web", "db", access("read-write"))
        .link("uses", "web-dr", "db-dr", access("read-write"))
        .link("replicates", "db", "db-dr", {{"lagSeconds", Value(60)}});
    QCOMPARE(inferredFrom(seven), std::string("pilot-light: nothing runs"));

    Sketch eight = shop();
    eight.node("web", "app-tier", "eu-west-1a")
        .node("db", "rds-instance", "eu-west-1a", {{"allocatedGb", Value(500)}})
        .node("backups", "s3-bucket", "eu-west-1", {{"purpose", Value("backup")}})
        .node("copy", "s3-bucket", "eu-central-1", {{"storageClass", Value("glacier-flexible")}})
        .link("uses", "users", "web")
        .link("uses", "web", "db", access("read-write"))
        .link("backs-up", "db", "backups", {{"intervalHours", Value(24)}})
        .link("replicates", "backups", "copy");
    QCOMPARE(inferredFrom(eight), std::string("backup-restore: not live db"));

    Sketch nine = shop();
    nine.node("web", "app-tier", "eu-west-1a")
        .node("db", "rds-instance", "eu-west-1a")
        .node("db-r", "rds-instance", "eu-west-1b")
        .link("uses", "users", "web")
        .link("uses", "web", "db", access("read-write"))
        .link("uses", "web", "db-r", access("read"))
        .link("replicates", "db", "db-r");
    QCOMPARE(inferredFrom(nine), std::string("none: nothing there db"));
  }

  void storesByWhatIsDoneThere() {
    Sketch s = served();
    s.node("files", "s3-bucket", "eu-west-1")
        .node("logs", "s3-bucket", "eu-west-1")
        .node("extra", "s3-bucket", "eu-west-1")
        .link("uses", "web", "files", access("read"))
        .link("uses", "web", "logs")
        .link("uses", "web", "extra", {{"access", Value("write")}, {"hard", Value(false)}});
    const Design d = s.design();
    const Closure closure(d);
    const RecoveryPlans plans(d, closure);
    const auto named = [&](const std::vector<NodeIndex>& nodes) {
      std::vector<std::string> out;
      std::ranges::transform(nodes, std::back_inserter(out), [&](NodeIndex n) { return d.node(n).id; });
      return out;
    };
    const RecoveryPlan& plan = plans.all().front();
    QCOMPARE(named(plan.stores), (std::vector<std::string>{"files", "logs", "orders"}));
    QCOMPARE(named(plan.written), std::vector<std::string>{"orders"});
    QCOMPARE(named(plan.unclear), std::vector<std::string>{"logs"});
    QVERIFY(!plans.of(d.indexOf("web")));
  }
};

QTEST_GUILESS_MAIN(TestStrategy)
#include "test_strategy.moc"
