// What workloads reach, and with which access.
#include "semantics/closure.h"

#include "../rules/rules_support.h"

using namespace nines;
using nines::test::Sketch;

namespace {

Properties access(const char* value) { return {{"access", Value(value)}}; }

const Reach* reachOf(const Closure& closure, const Design& design, std::string_view node, std::string_view workload) {
  for (const Reach& reach : closure.reaching(design.indexOf(node))) {
    if (reach.workload == design.indexOf(workload)) return &reach;
  }
  return nullptr;
}

std::vector<std::string> namesOf(const Closure& closure, const Design& design, std::string_view workload) {
  std::vector<std::string> out;
  for (const NodeIndex n : closure.nodesOf(design.indexOf(workload))) out.push_back(design.node(n).id);
  return out;
}

}  // namespace

class TestClosure : public QObject {
  Q_OBJECT

 private slots:
  void throughRecordsBalancersAndGroups() {
    const Design d = Sketch()
                         .region("eu-west-1", "ab")
                         .node("users", "users")
                         .node("dns", "route53")
                         .node("balancer", "load-balancer", "eu-west-1")
                         .node("fleet", "scaling-group", "eu-west-1")
                         .node("web", "app-tier", "eu-west-1a")
                         .node("db", "rds-instance", "eu-west-1a")
                         .node("standby", "rds-standby", "eu-west-1b")
                         .node("replica", "rds-instance", "eu-west-1b")
                         .node("logs", "s3-bucket", "eu-west-1")
                         .link("uses", "users", "dns", access("read"))
                         .link("routes", "dns", "balancer")
                         .link("routes", "balancer", "fleet")
                         .link("member", "web", "fleet")
                         .link("uses", "web", "db", access("read-write"))
                         .link("uses", "fleet", "logs", {{"access", Value("write")}, {"hard", Value(false)}})
                         .link("standby", "db", "standby")
                         .link("replicates", "db", "replica")
                         .design();
    const Closure closure(d);
    QCOMPARE(namesOf(closure, d, "users"),
             (std::vector<std::string>{"balancer", "db", "dns", "fleet", "logs", "standby", "web"}));
    const Reach* db = reachOf(closure, d, "db", "users");
    QVERIFY(db && db->read && db->write && db->hard && !db->unknownAccess && !db->manage);
    const Reach* logs = reachOf(closure, d, "logs", "users");
    QVERIFY(logs && !logs->read && logs->write && !logs->hard);
    QVERIFY(closure.reaching(d.indexOf("replica")).empty());
    QVERIFY(closure.nodesOf(d.indexOf("db")).empty());
  }

  // A balancer that routes to one tier of a group: what the group uses is this tier's, the other tier is not reached.
  void aTierSharesItsGroupsLinks() {
    const Design d = Sketch()
                         .region("eu-west-1", "ab")
                         .node("users", "users")
                         .node("fleet", "scaling-group", "eu-west-1")
                         .node("web-a", "app-tier", "eu-west-1a")
                         .node("web-b", "app-tier", "eu-west-1b")
                         .node("db", "rds-instance", "eu-west-1a")
                         .link("member", "web-a", "fleet")
                         .link("member", "web-b", "fleet")
                         .link("uses", "users", "web-a")
                         .link("uses", "fleet", "db", access("write"))
                         .design();
    const Closure closure(d);
    QCOMPARE(namesOf(closure, d, "users"), (std::vector<std::string>{"db", "web-a"}));
    QVERIFY(reachOf(closure, d, "db", "users")->write);
  }

  void aCachePassesItsClientsAccessOn() {
    Sketch s;
    s.region("eu-west-1", "a")
        .node("vpc", "vpc", "eu-west-1")
        .node("users", "users")
        .node("web", "app-tier", "eu-west-1a")
        .node("cache", "dax-cluster", "vpc")
        .node("silent", "dynamodb-table", "eu-west-1")
        .node("said", "dynamodb-table", "eu-west-1")
        .link("uses", "users", "web")
        .link("uses", "web", "cache", access("write"))
        .link("uses", "cache", "silent")
        .link("uses", "cache", "said", access("read"));
    const Design d = s.design();
    const Closure closure(d);
    const Reach* silent = reachOf(closure, d, "silent", "users");
    QVERIFY(silent && silent->write && !silent->read && !silent->unknownAccess);
    const Reach* said = reachOf(closure, d, "said", "users");
    QVERIFY(said && said->read && !said->write);
    QVERIFY(reachOf(closure, d, "web", "users")->unknownAccess);
  }

  void anInstanceLeadsToItsCluster() {
    const Design d = Sketch()
                         .region("eu-west-1", "abc")
                         .node("users", "users")
                         .node("sales", "aurora-cluster", "eu-west-1")
                         .node("sales-1", "aurora-instance", "eu-west-1a")
                         .node("sales-2", "aurora-instance", "eu-west-1b")
                         .link("member", "sales-1", "sales")
                         .link("member", "sales-2", "sales")
                         .link("uses", "users", "sales-1", access("read-write"))
                         .design();
    const Closure closure(d);
    QVERIFY(reachOf(closure, d, "sales", "users")->write);
    QVERIFY(reachOf(closure, d, "sales-2", "users"));
  }

  // Hard and soft paths to one node, a circle on the way, two workloads.
  void pathsAddUpAndCirclesEnd() {
    const Design d = Sketch()
                         .region("eu-west-1", "a")
                         .node("one", "users")
                         .node("two", "users")
                         .node("a", "app-tier", "eu-west-1a")
                         .node("b", "app-tier", "eu-west-1a")
                         .node("db", "rds-instance", "eu-west-1a")
                         .link("uses", "one", "a", {{"hard", Value(false)}})
                         .link("uses", "two", "b")
                         .link("uses", "a", "b")
                         .link("uses", "b", "a", access("table-management"))
                         .link("uses", "a", "db", access("read"))
                         .link("uses", "b", "db", access("write"))
                         .design();
    const Closure closure(d);
    const auto reaches = closure.reaching(d.indexOf("db"));
    QCOMPARE(reaches.size(), std::size_t{2});
    QCOMPARE(reaches[0], (Reach{d.indexOf("one"), false, true, true, false, false}));
    QCOMPARE(reaches[1], (Reach{d.indexOf("two"), true, true, true, false, false}));
    QVERIFY(reachOf(closure, d, "a", "two")->manage);
  }

  void nothingWithoutWorkloads() {
    const Design d = Sketch().region("eu-west-1", "a").node("db", "rds-instance", "eu-west-1a").design();
    const Closure closure(d);
    QVERIFY(closure.reaching(d.indexOf("db")).empty());
  }
};

QTEST_GUILESS_MAIN(TestClosure)
#include "test_closure.moc"
