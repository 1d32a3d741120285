// What lies between a workload and what it needs.
#include "../rules/rules_support.h"
#include "semantics/ways.h"

using namespace nines;
using nines::test::Sketch;

namespace {

QStringList waysTo(const Design& design, std::initializer_list<const char*> targets, const char* from = "users") {
  std::vector<NodeIndex> indexes;
  for (const char* target : targets) indexes.push_back(design.indexOf(target));
  const Ways ways = waysBetween(design, design.indexOf(from), indexes);
  QStringList out;
  for (const NodeIndex n : ways.nodes) out << QString::fromStdString(design.node(n).id);
  for (const LinkIndex l : ways.links) {
    out << QString::fromStdString(design.node(design.from(l)).id + ">" + design.node(design.to(l)).id);
  }
  out.sort();
  return out;
}

}  // namespace

class TestWays : public QObject {
  Q_OBJECT

  static Design design() {
    return Sketch()
        .region("eu-west-1", "ab")
        .node("users", "users")
        .node("balancer", "load-balancer", "eu-west-1")
        .node("fleet", "scaling-group", "eu-west-1")
        .node("web-a", "app-tier", "eu-west-1a")
        .node("web-b", "app-tier", "eu-west-1b")
        .node("db", "rds-instance", "eu-west-1a")
        .node("standby", "rds-standby", "eu-west-1b")
        .node("logs", "s3-bucket", "eu-west-1")
        .node("other", "s3-bucket", "eu-west-1")
        .link("uses", "users", "balancer")
        .link("routes", "balancer", "fleet")
        .link("member", "web-a", "fleet")
        .link("member", "web-b", "fleet")
        .link("uses", "fleet", "db")
        .link("uses", "fleet", "logs")
        .link("standby", "db", "standby")
        .design();
  }

 private slots:
  void onlyWhatLeadsThere() {
    QCOMPARE(waysTo(design(), {"standby"}),
             (QStringList{"balancer", "balancer>fleet", "db", "db>standby", "fleet", "fleet>db", "standby", "users",
                          "users>balancer", "web-a", "web-a>fleet", "web-b", "web-b>fleet"}));
    QVERIFY(!waysTo(design(), {"logs"}).contains("db"));
  }

  void severalTargetsAreJoined() {
    const QStringList ways = waysTo(design(), {"db", "logs"});
    QVERIFY(ways.contains("fleet>db") && ways.contains("fleet>logs") && !ways.contains("standby"));
  }

  void whatIsNotReachedHasNoWay() {
    QVERIFY(waysTo(design(), {"other"}).isEmpty());
    QVERIFY(waysTo(design(), {"eu-west-1a"}).isEmpty());
    QVERIFY(waysTo(design(), {"nobody"}).isEmpty());
    QVERIFY(waysTo(design(), {}).isEmpty());
    QVERIFY(waysTo(design(), {"db"}, "nobody").isEmpty());
  }

  void itselfIsAWay() { QCOMPARE(waysTo(design(), {"users"}), QStringList{"users"}); }

  void circlesEnd() {
    const Design d = Sketch()
                         .region("eu-west-1", "a")
                         .node("users", "users")
                         .node("a", "app-tier", "eu-west-1a")
                         .node("b", "app-tier", "eu-west-1a")
                         .link("uses", "users", "a")
                         .link("uses", "a", "b")
                         .link("uses", "b", "a")
                         .design();
    QCOMPARE(waysTo(d, {"b"}), (QStringList{"a", "a>b", "b", "b>a", "users", "users>a"}));
  }
};

QTEST_APPLESS_MAIN(TestWays)
#include "test_ways.moc"
