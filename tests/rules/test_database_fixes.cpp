// What the corrections of database pairs and replicas leave behind, beyond that they help.
#include "fix_results.h"

using namespace nines;
using nines::test::fixed;
using nines::test::Sketch;
using nines::test::valueOf;

namespace {

std::string messageOf(const Sketch& sketch, std::string_view rule, std::string_view profile = kDefaultProfile) {
  for (const Finding& f : checkRules(sketch.design(profile))) {
    if (f.rule == rule) return f.message();
  }
  return {};
}

// "access to-node" of every uses link of the client, in the order of their ids.
std::vector<std::string> usesOf(const Topology& t, std::string_view client) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < t.links.size(); ++i) {
    const Link& l = t.links[i];
    if (l.kind != "uses" || l.from != client) continue;
    const auto access = l.properties.find("access");
    out.push_back((access == l.properties.end() ? std::string("?") : *access->second.asText()) + " " + l.to);
  }
  std::ranges::sort(out);
  return out;
}

Sketch chain() {
  Sketch s;
  s.region("eu-west-1", "ab");
  for (const char* id : {"db", "r1", "r2"}) s.node(id, "rds-instance", "eu-west-1a", {{"engine", Value("mysql")}});
  return s.link("replicates", "db", "r1").link("replicates", "r1", "r2").node("web", "app-tier", "eu-west-1b");
}

using Strings = std::vector<std::string>;

}  // namespace

class TestDatabaseFixes : public QObject {
  Q_OBJECT

 private slots:
  // Reads stay where they are, writes go to the top of the chain.
  void writesGoToTheTop() {
    Sketch both = chain();
    both.link("uses", "web", "r2", {{"access", Value("read-write")}});
    QCOMPARE(usesOf(fixed(both, "replica.read-only"), "web"), (Strings{"read r2", "write db"}));
    Sketch only = chain();
    only.link("uses", "web", "r2", {{"access", Value("write")}});
    QCOMPARE(usesOf(fixed(only, "replica.read-only"), "web"), Strings{"write db"});
    Sketch already = chain();
    already.link("uses", "web", "db", {{"access", Value("read-write")}});
    already.link("uses", "web", "r2", {{"access", Value("write")}});
    QCOMPARE(usesOf(fixed(already, "replica.read-only"), "web"), Strings{"read-write db"});
  }

  // What is drawn is what all figures have counted with: a zone that was chosen, or the subnet group's, drawn or not.
  void aChosenZoneIsDrawn() {
    const auto drawnIn = [](Properties properties) {
      properties.emplace("multiAz", Value(true));
      Sketch s;
      s.region("eu-west-1", "ab").node("db", "rds-instance", "eu-west-1a", std::move(properties));
      const Topology t = fixed(s, "rds.standby-drawn");
      const Node* standby = t.nodes.find("db-standby");
      const Node* zone = standby ? t.nodes.find(standby->parent) : nullptr;
      return zone && zone->properties.contains("code") ? *zone->properties.at("code").asText() : std::string();
    };
    QCOMPARE(drawnIn({}), std::string("eu-west-1b"));
    QCOMPARE(drawnIn({{"chosenStandbyAz", Value("eu-west-1c")}}), std::string("eu-west-1c"));
    QCOMPARE(drawnIn({{"chosenStandbyAz", Value("eu-west-1c")}, {"engine", Value("sqlserver")}}),
             std::string("eu-west-1b"));
    QCOMPARE(drawnIn({{"subnetGroupAzs", Value(Value::Array{Value("eu-west-1a"), Value("eu-west-1c")})}}),
             std::string("eu-west-1c"));
  }

  void aReplicaKeepsTheSourceThatFits() {
    Sketch s;
    s.region("eu-west-1", "a").region("eu-central-1", "a");
    s.node("far", "rds-instance", "eu-central-1a", {{"engine", Value("mysql")}});
    s.node("maria", "rds-instance", "eu-west-1a", {{"engine", Value("mariadb")}});
    s.node("near", "rds-instance", "eu-west-1a", {{"engine", Value("mysql")}});
    s.node("r", "rds-instance", "eu-west-1a", {{"engine", Value("mysql")}});
    for (const char* source : {"far", "maria", "near"}) s.link("replicates", source, "r");
    const Topology t = fixed(s, "replica.engine");
    QCOMPARE(t.links.size(), std::size_t{1});
    QCOMPARE(t.links[0].from, std::string("near"));
  }

  void aReplicaIsWhatItsSourceIs() {
    Sketch s;
    s.region("eu-west-1", "ab");
    s.node("db", "rds-instance", "eu-west-1a", {{"engine", Value("postgresql")}, {"engineVersion", Value("15.2")}});
    s.node("r", "rds-instance", "eu-west-1b",
           {{"engine", Value("mysql")}, {"engineVersion", Value("8.0.36")}, {"storageEngine", Value("innodb")}});
    const Topology t = fixed(s.link("replicates", "db", "r"), "replica.engine");
    QVERIFY(valueOf(t, "r", "engine") == Value("postgresql"));
    QVERIFY(valueOf(t, "r", "engineVersion") == Value("15.2"));
    QVERIFY(valueOf(t, "r", "storageEngine").isNull());
  }

  void upgradesGoToWhatIsOffered() {
    Sketch s;
    s.region("eu-west-1", "ab");
    s.node("db", "rds-instance", "eu-west-1a", {{"engine", Value("mysql")}, {"engineVersion", Value("5.5")}});
    s.node("r", "rds-instance", "eu-west-1b", {{"engine", Value("mysql")}}).link("replicates", "db", "r");
    QVERIFY(valueOf(fixed(s, "replica.engine-version"), "db", "engineVersion") == Value("5.6"));
    QVERIFY(valueOf(fixed(s, "replica.engine-version", "aws-2026"), "db", "engineVersion") == Value("8.0"));
  }

  void theStandbyIsDrawnWhereItCounts() {
    Sketch s;
    s.region("eu-west-1", "abc");
    s.node(
        "db", "rds-instance", "eu-west-1a",
        {{"multiAz", Value(true)}, {"subnetGroupAzs", Value(Value::Array{Value("eu-west-1c"), Value("eu-west-1a")})}});
    const Topology t = fixed(s, "rds.standby-drawn");
    QVERIFY(t.nodes.find("db-standby"));
    QCOMPARE(t.nodes.find("db-standby")->kind, std::string("rds-standby"));
    QCOMPARE(t.nodes.find("db-standby")->parent, std::string("eu-west-1c"));
    QCOMPARE(t.links[0].kind, std::string("standby"));
    QVERIFY(messageOf(s, "rds.standby-drawn").find("eu-west-1c") != std::string::npos);
  }

  // One that is said to copy synchronously, which no replica does, is not when it gets another source.
  void whatMovesDownIsAsynchronous() {
    Sketch s;
    s.region("eu-west-1", "ab").node("db", "rds-instance", "eu-west-1a", {{"engine", Value("mysql")}});
    for (int i = 1; i <= 6; ++i) {
      const std::string id = "r" + std::to_string(i);
      s.node(id, "rds-instance", "eu-west-1b", {{"engine", Value("mysql")}});
      s.link("replicates", "db", id, {{"mode", Value("synchronous")}});
    }
    const Topology t = fixed(s, "replica.count");
    int moved = 0;
    for (std::size_t i = 0; i < t.links.size(); ++i) {
      if (t.links[i].from == "db") continue;
      ++moved;
      QVERIFY(t.links[i].properties.at("mode") == Value("asynchronous"));
    }
    QCOMPARE(moved, 1);
  }

  // A replica that could have none of its own does not get one.
  void surplusGoesToWhatMayBeASource() {
    Sketch s;
    s.region("eu-west-1", "ab").node("db", "rds-instance", "eu-west-1a", {{"engine", Value("mysql")}});
    for (int i = 1; i <= 6; ++i) {
      const std::string id = "r" + std::to_string(i);
      s.node(id, "rds-instance", "eu-west-1b",
             {{"engine", Value("mysql")}, {"storageEngine", Value(i == 3 ? "innodb" : "myisam")}});
      s.link("replicates", "db", id);
    }
    const Topology t = fixed(s, "replica.count");
    for (std::size_t i = 0; i < t.links.size(); ++i) {
      if (t.links[i].from != "db") QCOMPARE(t.links[i].from, std::string("r3"));
    }
  }

  void messagesNameBothProfiles() {
    Sketch s;
    s.region("eu-west-1", "ab");
    s.node("db", "rds-instance", "eu-west-1a",
           {{"edition", Value("standard")},
            {"engine", Value("sqlserver")},
            {"engineVersion", Value("15.00.4073.23")},
            {"multiAz", Value(true)}});
    QCOMPARE(
        messageOf(s, "rds.sql-server-version"),
        std::string("db is Multi-AZ, but SQL Server 2019 Standard has no Multi-AZ (AWS has it from 15.00.4073.23 "
                    "today), only 2008R2, 2012, 2014, 2016 and 2017 have; there would be no standby to fail over to"));
    QCOMPARE(messageOf(s, "rds.sql-server-version", "aws-2026"), std::string());
    Sketch old;
    old.region("eu-west-1", "ab");
    old.node("db", "rds-instance", "eu-west-1a",
             {{"edition", Value("standard")},
              {"engine", Value("sqlserver")},
              {"engineVersion", Value("14.00.3049.1")},
              {"multiAz", Value(true)}});
    QCOMPARE(
        messageOf(old, "rds.sql-server-version", "aws-2026"),
        std::string("db runs 14.00.3049.1, which AWS makes Multi-AZ by Database Mirroring; availability groups, which "
                    "have taken its place, come with SQL Server 2017 Standard from 14.00.3401.7 on"));
  }
};

QTEST_GUILESS_MAIN(TestDatabaseFixes)
#include "test_database_fixes.moc"
