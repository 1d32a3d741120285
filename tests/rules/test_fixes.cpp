// A fix takes its finding away, brings no error that was not there, and is undone by its inverse: over all fixtures,
// and over random designs that are as wrong as designs can be.
#include "chaos_clusters.h"
#include "disasters.h"
#include "fixtures.h"
#include "generator.h"
#include "hybrid_chaos.h"
#include "rng.h"

using namespace nines;
using namespace nines::test;

Q_DECLARE_METATYPE(nines::test::RuleFixture)

namespace {

// A small design in which anything may stand anywhere and be joined with anything, with the values that rules look at.
class Chaos {
 public:
  explicit Chaos(std::uint64_t seed) : m_rng(seed) {}

  Topology make() {
    for (const char* code : {"eu-west-1", "us-west-1", "eu-central-1"}) {
      if (m_rng.chance(0.7)) container("region", "", {{"code", Value(code)}});
    }
    const int zones = m_rng.between(1, 7);
    for (int i = 0; i < zones; ++i) container(m_rng.chance(0.2) ? "vpc" : "az", anywhere(), zoneProperties());
    const int nodes = m_rng.between(4, 28);
    for (int i = 0; i < nodes; ++i) add();
    const int links = m_rng.between(4, 50);
    for (int i = 0; i < links; ++i) join();
    if (m_rng.chance(0.2)) fan("rds-instance", "replicates", m_rng.between(5, 17), {{"engine", Value("mysql")}});
    if (m_rng.chance(0.2)) chain(m_rng.between(4, 7));
    if (m_rng.chance(0.2)) hurry();
    if (m_rng.chance(0.1)) fan("aurora-instance", "member", m_rng.between(15, 19), {{"role", Value("reader")}});
    if (m_rng.chance(0.3)) Disaster(m_sketch, m_rng, fresh("disaster")).draw();
    if (m_rng.chance(0.25)) HybridChaos(m_rng, m_sketch, m_containers).add();
    if (m_rng.chance(0.6)) ChaosClusters(m_rng, m_sketch, m_containers).add();
    return m_sketch.topology();
  }

 private:
  // More around one node than it may have.
  void fan(const std::string& kind, const std::string& link, int count, const Properties& properties) {
    const bool members = link == "member";
    const std::string centre = fresh("centre");
    m_sketch.node(centre, members ? "aurora-cluster" : kind, anywhere(), members ? Properties() : properties);
    m_ids.push_back(centre);
    for (int i = 0; i < count; ++i) {
      const std::string id = fresh("fan");
      m_sketch.node(id, kind, anywhere(), properties);
      m_ids.push_back(id);
      m_sketch.link(link, members ? id : centre, members ? centre : id);
      if (!members && m_rng.chance(0.1)) m_sketch.link(link, id, m_rng.pick(m_ids));
    }
  }

  void chain(int layers) {
    static constexpr const char* kEngines[] = {"mysql", "mysql", "postgresql"};
    const Properties properties{{"engine", Value(m_rng.pick(kEngines))}, {"engineVersion", Value("15.2")}};
    std::string above;
    for (int i = 0; i < layers; ++i) {
      const std::string id = fresh("layer");
      m_sketch.node(id, "rds-instance", anywhere(), properties);
      m_ids.push_back(id);
      if (!above.empty()) m_sketch.link("replicates", above, id);
      if (m_rng.chance(0.2)) m_sketch.link("replicates", id, m_rng.pick(m_ids));
      above = id;
    }
  }

  // A workload in a hurry that rests on a bucket with a copy.
  void hurry() {
    const std::string bucket = fresh("hurry");
    const std::string workload = bucket + "-users";
    m_sketch.node(bucket, "s3-bucket", anywhere(), propertiesOf("s3-bucket"));
    m_sketch.node(bucket + "-copy", "s3-bucket", anywhere(), propertiesOf("s3-bucket"));
    m_sketch.node(workload, "users", {}, {{"rpoSeconds", Value(Value::Object{{"region", Value(60)}})}});
    m_sketch.link("uses", workload, bucket).link("replicates", bucket, bucket + "-copy");
  }

  Properties zoneProperties() {
    static constexpr const char* kCodes[] = {"eu-west-1a", "eu-west-1b", "us-west-1a", "us-west-1c", "eu-central-1a"};
    if (m_rng.chance(0.3)) return {};
    return {{"code", Value(m_rng.pick(kCodes))}};
  }

  std::string fresh(const char* kind) { return std::string(kind) + "-" + std::to_string(m_ids.size() + 10); }
  std::string anywhere() {
    return m_containers.empty() || m_rng.chance(0.1) ? std::string() : m_rng.pick(m_containers);
  }

  void container(const char* kind, const std::string& parent, Properties properties) {
    const std::string id = fresh(kind);
    m_sketch.node(id, kind, parent, std::move(properties));
    m_ids.push_back(id);
    m_containers.push_back(id);
  }

  void add() {
    static constexpr const char* kKinds[] = {
        "rds-instance",    "rds-instance",    "rds-instance",   "rds-instance",   "rds-standby", "aurora-cluster",
        "aurora-instance", "aurora-instance", "dynamodb-table", "dax-cluster",    "dax-node",    "dax-node",
        "s3-bucket",       "s3-bucket",       "dynamodb-table", "backup-plan",    "vpc",         "app-tier",
        "scaling-group",   "users",           "group",          "storage-gateway"};
    const std::string kind = m_rng.pick(kKinds);
    const std::string id = fresh(kind.c_str());
    m_sketch.node(id, kind, anywhere(), propertiesOf(kind));
    m_ids.push_back(id);
    m_byKind[kind].push_back(id);
    if (kind == "group" || kind == "vpc") m_containers.push_back(id);
    if (kind == "rds-instance") m_databases.push_back(id);
  }

  Properties propertiesOf(const std::string& kind) {
    static constexpr const char* kEngines[] = {"mysql", "mysql", "postgresql", "oracle", "db2"};
    static constexpr const char* kVersions[] = {"8.0", "13.4", "14.1", "15.2", "14"};
    static constexpr int kDays[] = {0, 1, 7, 36};
    Properties p;
    if (kind == "rds-instance") {
      if (m_rng.chance(0.9)) p["engine"] = Value(m_rng.pick(kEngines));
      if (m_rng.chance(0.6)) p["engineVersion"] = Value(m_rng.pick(kVersions));
      if (m_rng.chance(0.5)) p["backupRetentionDays"] = Value(m_rng.pick(kDays));
      if (m_rng.chance(0.3)) p["multiAz"] = Value(m_rng.chance(0.5));
      if (m_rng.chance(0.4)) p["subnetGroupAzs"] = someIds();
    } else if (kind == "aurora-instance" || kind == "dax-node") {
      if (kind == "aurora-instance" && m_rng.chance(0.6)) p["role"] = Value(m_rng.chance(0.6) ? "writer" : "reader");
    } else if (kind == "dynamodb-table") {
      tableProperties(p);
    } else if (kind == "dax-cluster") {
      cacheProperties(p);
    } else if (kind == "s3-bucket") {
      bucketProperties(p);
    } else if (kind == "app-tier") {
      if (m_rng.chance(0.3)) p["daxClient"] = Value(m_rng.chance(0.5));
    } else if (kind == "backup-plan") {
      if (m_rng.chance(0.5)) p["retentionDays"] = Value(m_rng.between(30, 100));
    } else if (kind == "users") {
      if (m_rng.chance(0.4)) p["rtoSeconds"] = Value(Value::Object{{"region", Value(900)}});
      if (m_rng.chance(0.5)) p["rpoSeconds"] = Value(m_rng.between(600, 1200));
    }
    return p;
  }

  void tableProperties(Properties& p) {
    static constexpr int kWindows[] = {0, 7, 35, 36};
    static constexpr int kDays[] = {35, 36, 90};
    if (m_rng.chance(0.6)) p["pitr"] = Value(m_rng.chance(0.5));
    if (m_rng.chance(0.3)) p["pitrDays"] = Value(m_rng.pick(kWindows));
    if (m_rng.chance(0.6)) p["tableName"] = Value(m_rng.chance(0.7) ? "orders" : "stock");
    if (m_rng.chance(0.3)) p["capacityMode"] = Value("provisioned");
    if (m_rng.chance(0.3)) p["autoScaling"] = Value(m_rng.chance(0.5));
    if (m_rng.chance(0.2)) p["consistency"] = Value("strong");
    if (m_rng.chance(0.1)) p["witness"] = Value(true);
    if (m_rng.chance(0.4)) p["backupRetentionDays"] = Value(m_rng.pick(kDays));
    if (m_rng.chance(0.2)) p["onDemandBackups"] = Value(m_rng.chance(0.5));
  }

  void cacheProperties(Properties& p) {
    static constexpr int kPorts[] = {8111, 9111, 443};
    if (m_rng.chance(0.7)) p["nodes"] = Value(m_rng.between(0, 14));
    if (m_rng.chance(0.4)) p["nodeAzs"] = someIds();
    if (m_rng.chance(0.6)) p["inboundPorts"] = Value(Value::Array{Value(m_rng.pick(kPorts))});
    if (m_rng.chance(0.3)) p["tls"] = Value(m_rng.chance(0.5));
    if (m_rng.chance(0.5)) p["encryptionAtRest"] = Value(m_rng.chance(0.5));
    if (m_rng.chance(0.3)) p["itemTtlSeconds"] = Value(m_rng.between(58, 61));
  }

  void bucketProperties(Properties& p) {
    static constexpr const char* kClasses[] = {
        "standard",        "standard-ia",      "one-zone-ia", "intelligent-tiering",
        "glacier-instant", "glacier-flexible", "expire",      "glacier-deep-archive"};
    static constexpr const char* kAccess[] = {"acl", "iam"};
    if (m_rng.chance(0.4)) p["versioning"] = Value(m_rng.chance(0.5));
    if (m_rng.chance(0.4)) p["purpose"] = Value("backup");
    if (m_rng.chance(0.2)) p["mfaDelete"] = Value(true);
    if (m_rng.chance(0.3)) p["storageClass"] = Value(m_rng.pick(kClasses));
    if (m_rng.chance(0.3)) p["objectMb"] = Value(m_rng.between(99, 102));
    if (m_rng.chance(0.3)) p["multipart"] = Value(m_rng.chance(0.5));
    if (m_rng.chance(0.3)) p["access"] = Value(Value::Array{Value(m_rng.pick(kAccess))});
    if (m_rng.chance(0.4)) return;
    Value::Array rules;
    for (int i = m_rng.between(0, 4); i > 0; --i) {
      Value::Object rule{{"class", Value(m_rng.pick(kClasses))}, {"afterDays", Value(m_rng.between(-1, 200))}};
      if (m_rng.chance(0.3)) rule.emplace("noncurrent", Value(m_rng.chance(0.7)));
      if (m_rng.chance(0.1)) rule.erase("afterDays");
      rules.emplace_back(std::move(rule));
    }
    p["lifecycle"] = Value(std::move(rules));
  }

  Value someIds() {
    Value::Array out;
    const int count = m_rng.between(0, 3);
    for (int i = 0; i < count; ++i) out.emplace_back(m_rng.pick(m_ids));
    return out;
  }

  void join() {
    static constexpr const char* kLinks[] = {"uses", "routes", "standby", "replicates", "member", "backs-up"};
    static constexpr const char* kAccess[] = {"read", "write", "read-write", "table-management"};
    struct Usual {
      const char* link;
      const char* from;
      const char* to;
    };
    static constexpr Usual kUsual[] = {{"standby", "rds-instance", "rds-standby"},
                                       {"member", "aurora-instance", "aurora-cluster"},
                                       {"member", "dax-node", "dax-cluster"},
                                       {"replicates", "s3-bucket", "s3-bucket"},
                                       {"uses", "app-tier", "rds-instance"},
                                       {"uses", "app-tier", "rds-instance"},
                                       {"uses", "users", "app-tier"},
                                       {"uses", "users", "rds-instance"},
                                       {"uses", "users", "app-tier"},
                                       {"uses", "app-tier", "dax-cluster"},
                                       {"uses", "dax-cluster", "dynamodb-table"},
                                       {"uses", "users", "dynamodb-table"},
                                       {"replicates", "dynamodb-table", "dynamodb-table"},
                                       {"backs-up", "dynamodb-table", "s3-bucket"},
                                       {"backs-up", "dynamodb-table", "backup-plan"},
                                       {"uses", "users", "s3-bucket"}};
    if (m_databases.size() > 1 && m_rng.chance(0.4)) {
      m_sketch.link("replicates", hub(), m_rng.pick(m_databases));
      return;
    }
    const Usual& usual = m_rng.pick(kUsual);
    const auto& from = m_byKind[usual.from];
    const auto& to = m_byKind[usual.to];
    const bool odd = from.empty() || to.empty() || m_rng.chance(0.2);
    const std::string kind = odd ? m_rng.pick(kLinks) : usual.link;
    Properties p;
    if (kind == "uses" && m_rng.chance(0.8)) p["access"] = Value(m_rng.pick(kAccess));
    m_sketch.link(kind, m_rng.pick(odd ? m_ids : from), m_rng.pick(odd ? m_ids : to), std::move(p));
  }

  // Few sources for many replicas, so that limits are passed.
  const std::string& hub() { return m_rng.chance(0.6) ? m_databases.front() : m_rng.pick(m_databases); }

  Rng m_rng;
  Sketch m_sketch;
  std::vector<std::string> m_ids;
  std::vector<std::string> m_containers;
  std::vector<std::string> m_databases;
  std::map<std::string, std::vector<std::string>> m_byKind;
};

// The problem of the first fix that has one.
std::string problemOf(const Topology& topology, std::string_view profile, std::map<std::string, int>* tried = nullptr) {
  const Design design = designOf(topology, profile);
  const auto findings = checkRules(design);
  for (const Finding& f : findings) {
    if (tried && f.fixable) ++(*tried)[std::string(f.rule)];
    if (const std::string problem = fixProblem(design, findings, f); !problem.empty()) return f.key() + " " + problem;
  }
  return {};
}

}  // namespace

class TestFixes : public QObject {
  Q_OBJECT

 private slots:
  void fixtures_data() {
    QTest::addColumn<RuleFixture>("fixture");
    for (const RuleFixture& fixture : ruleFixtures()) QTest::addRow("%s", fixture.path.c_str()) << fixture;
  }
  void fixtures() {
    QFETCH(RuleFixture, fixture);
    const Topology topology = loadRuleFixture(fixture);
    for (const Profile& profile : Profiles::shipped().all()) {
      const std::string problem = problemOf(topology, profile.id);
      QVERIFY2(problem.empty(), (profile.id + ": " + problem).c_str());
    }
  }

  // Every rule with a fix has a fixture in which it can be used.
  void everyFixIsShown() {
    std::map<std::string, int> tried;
    for (const RuleFixture& fixture : ruleFixtures()) {
      const Topology topology = loadRuleFixture(fixture);
      for (const Profile& profile : Profiles::shipped().all()) problemOf(topology, profile.id, &tried);
    }
    for (const Rule& rule : rulebook()) {
      QVERIFY2((rule.fix != nullptr) == (tried[std::string(rule.id)] > 0), std::string(rule.id).c_str());
    }
  }

  void randomDesigns() {
    std::map<std::string, int> tried;
    for (std::uint64_t seed = 1; seed <= 250; ++seed) {
      const Topology topology = Chaos(seed).make();
      QCOMPARE(brokenInvariant(topology), std::string());
      for (const Profile& profile : Profiles::shipped().all()) {
        const std::string problem = problemOf(topology, profile.id, &tried);
        QVERIFY2(problem.empty(), (std::to_string(seed) + ", " + profile.id + ": " + problem).c_str());
      }
    }
    // The designs are wrong enough to try every fix that there is.
    for (const Rule& rule : rulebook()) {
      const int times = tried[std::string(rule.id)];
      QVERIFY2(!rule.fix || times >= 3, (std::string(rule.id) + " " + std::to_string(times)).c_str());
    }
  }

  void generatedDesigns() {
    for (std::uint64_t seed = 1; seed <= 4; ++seed) {
      const Topology topology = generateDesign(seed, 120);
      for (const Profile& profile : Profiles::shipped().all()) {
        const std::string problem = problemOf(topology, profile.id);
        QVERIFY2(problem.empty(), problem.c_str());
      }
    }
  }

  // Lifting keeps the place on the canvas, for the parent's corner is where rectangles begin.
  void liftingKeepsThePlace() {
    Topology t = Sketch().region("eu-west-1", "a").node("orders", "dynamodb-table", "eu-west-1a").topology();
    const auto place = [&](const char* id, Rect rect) { return SetNodeRect{id, rect}; };
    QVERIFY(apply(t, {"",
                      {place("eu-west-1", {100, 50, 900, 600}), place("eu-west-1a", {16, 48, 280, 520}),
                       place("orders", {24, 40, 146, 52})}})
                .ok());
    const Design design = designOf(t);
    const auto findings = checkRules(design);
    const auto edit = fixFor(design, findings.front());
    QVERIFY(edit && apply(t, *edit).ok());
    QCOMPARE(t.nodes.find("orders")->parent, std::string("eu-west-1"));
    QVERIFY(t.nodes.find("orders")->rect == (Rect{40, 88, 146, 52}));
  }

  // The two-zone MySQL with six replicas: one click, and nothing is left to say.
  void sixReplicasEndClean() {
    Sketch s;
    s.region("eu-west-1", "ab")
        .node("orders-db", "rds-instance", "eu-west-1a", {{"engine", Value("mysql")}, {"multiAz", Value(true)}});
    for (int i = 1; i <= 6; ++i) {
      const std::string id = "orders-db-r" + std::to_string(i);
      s.node(id, "rds-instance", "eu-west-1b", {{"engine", Value("mysql")}}).link("replicates", "orders-db", id);
    }
    Topology t = s.topology();
    const Design design = designOf(t);
    const auto findings = checkRules(design);
    QCOMPARE(keysOf(findings), std::set<std::string>{"replica.count:orders-db"});
    QVERIFY(findings.front().message().starts_with(
        "orders-db has 6 direct read replicas, but MySQL allows at most 5 (AWS allows 15 today) per source"));
    const auto edit = fixFor(design, findings.front());
    QVERIFY(edit && apply(t, *edit).ok());
    QVERIFY(checkRules(designOf(t)).empty());
  }
};

QTEST_GUILESS_MAIN(TestFixes)
#include "test_fixes.moc"
