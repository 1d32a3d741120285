// A topology read through the shipped catalogue: placement, readings, sets, replica layers.
#include "semantics/design.h"

#include "support.h"

using namespace nines;

namespace {

class Builder {
 public:
  Builder& node(const char* id, const char* kind, const char* parent = "", Properties properties = {}) {
    m_topology.nodes.put({id, kind, parent, "", {}, std::move(properties), {}});
    return *this;
  }
  Builder& link(const char* kind, const char* from, const char* to) {
    const std::string id = "l" + std::to_string(m_topology.links.size() + 1000);
    m_topology.links.put({id, kind, from, to, {}, {}, {}});
    return *this;
  }
  Design design(std::string_view profile = kDefaultProfile) const {
    return Design(std::make_shared<const Topology>(m_topology), Catalogue::shipped(),
                  Profiles::shipped().orDefault(profile));
  }

 private:
  Topology m_topology;
};

}  // namespace

class TestDesign : public QObject {
  Q_OBJECT

 private slots:
  // A Region that was put into a zone of another one: what is in it stands in none of that one's zones.
  void regionWithinAZone() {
    const Design d = Builder()
                         .node("ireland", "region", "", {{"code", Value("eu-west-1")}})
                         .node("zone", "az", "ireland", {{"code", Value("eu-west-1a")}})
                         .node("frankfurt", "region", "zone", {{"code", Value("eu-central-1")}})
                         .node("db", "rds-instance", "frankfurt")
                         .design();
    QCOMPARE(d.region(d.indexOf("db")), d.indexOf("frankfurt"));
    QCOMPARE(d.zone(d.indexOf("db")), kNone);
    QCOMPARE(d.zone(d.indexOf("frankfurt")), d.indexOf("zone"));
  }

  // Ids in an order that puts children before parents.
  void placement() {
    const Design d = Builder()
                         .node("z-region", "region", "", {{"code", Value("eu-west-1")}})
                         .node("y-vpc", "vpc", "z-region")
                         .node("g", "group", "y-vpc")
                         .node("x-zone", "az", "g", {{"code", Value("eu-west-1b")}})
                         .node("a-db", "rds-instance", "x-zone")
                         .node("users", "users")
                         .design();
    const NodeIndex db = d.indexOf("a-db");
    QCOMPARE(d.region(db), d.indexOf("z-region"));
    QCOMPARE(d.zone(db), d.indexOf("x-zone"));
    QCOMPARE(d.regionCode(d.region(db)), std::string_view("eu-west-1"));
    QCOMPARE(d.zoneCode(d.zone(db)), std::string_view("eu-west-1b"));
    QCOMPARE(d.effectiveParent(d.indexOf("x-zone")), d.indexOf("y-vpc"));
    QCOMPARE(d.region(d.indexOf("users")), kNone);
    QCOMPARE(d.region(d.indexOf("z-region")), kNone);
    QCOMPARE(d.drawnZones(d.indexOf("z-region")), std::vector<std::string>{"eu-west-1b"});
    QCOMPARE(d.realZones(d.indexOf("z-region")), std::size_t{3});
    QCOMPARE(d.children(d.indexOf("g")).size(), std::size_t{1});
    QCOMPARE(d.topLevel().size(), std::size_t{2});
  }

  void readings() {
    const Design d =
        Builder().node("db", "rds-instance", "", {{"multiAz", Value(true)}}).node("odd", "no-such-kind").design();
    const NodeIndex db = d.indexOf("db");
    QCOMPARE(d.read(db, "multiAz").state, Reading::State::set);
    QCOMPARE(d.read(db, "backupRetentionDays").state, Reading::State::assumed);
    QCOMPARE(d.read(db, "backupRetentionDays").integer(), std::int64_t{1});
    QCOMPARE(d.read(db, "engine").state, Reading::State::unknown);
    QVERIFY(!d.kind(d.indexOf("odd")));
    QCOMPARE(d.read(d.indexOf("odd"), "anything").state, Reading::State::unknown);
  }

  void pairsAndMembers() {
    const Design d = Builder()
                         .node("db", "rds-instance")
                         .node("db-b", "rds-standby")
                         .node("c", "aurora-cluster")
                         .node("i1", "aurora-instance")
                         .node("i2", "aurora-instance")
                         .link("standby", "db", "db-b")
                         .link("member", "i1", "c")
                         .link("member", "i2", "c")
                         .design();
    QCOMPARE(d.standbyOf(d.indexOf("db")), d.indexOf("db-b"));
    QCOMPARE(d.primaryOf(d.indexOf("db-b")), d.indexOf("db"));
    QVERIFY(d.isMultiAz(d.indexOf("db")));  // drawn without wanted counts as wanted
    QCOMPARE(d.members(d.indexOf("c")).size(), std::size_t{2});
    QCOMPARE(d.clusterOf(d.indexOf("i2")), d.indexOf("c"));
  }

  void replicaLayers() {
    Builder b;
    for (const char* id : {"s", "r2", "r3", "r4", "r5", "x", "y", "below"}) b.node(id, "rds-instance");
    b.link("replicates", "s", "r2")
        .link("replicates", "r2", "r3")
        .link("replicates", "r3", "r4")
        .link("replicates", "r4", "r5");
    b.link("replicates", "x", "y").link("replicates", "y", "x").link("replicates", "y", "below");
    const Design d = b.design();
    const auto layer = [&](const char* id) { return d.replicaLayer(d.indexOf(id)); };
    QCOMPARE(layer("s"), 1u);
    QCOMPARE(layer("r5"), 5u);
    QCOMPARE(layer("x"), 0u);
    QCOMPARE(layer("below"), 0u);
    QVERIFY(d.isReplica(d.indexOf("r2")));
    QVERIFY(!d.isReplica(d.indexOf("s")));
  }

  // Every source branches in two and joins again: 2^60 paths, one pass.
  void layersOfDiamondsStayLinear() {
    Builder b;
    std::string previous = "n0";
    b.node("n0", "rds-instance");
    for (int i = 1; i <= 60; ++i) {
      const std::string left = "l" + std::to_string(i), right = "r" + std::to_string(i), join = "n" + std::to_string(i);
      for (const std::string& id : {left, right, join}) b.node(id.c_str(), "rds-instance");
      b.link("replicates", previous.c_str(), left.c_str()).link("replicates", previous.c_str(), right.c_str());
      b.link("replicates", left.c_str(), join.c_str()).link("replicates", right.c_str(), join.c_str());
      previous = join;
    }
    const Design d = b.design();
    QCOMPARE(d.replicaLayer(d.indexOf("n60")), 121u);
  }

  void conditions() {
    const Design d = Builder()
                         .node("db", "rds-instance", "", {{"multiAz", Value(true)}})
                         .node("r", "rds-instance")
                         .link("replicates", "db", "r")
                         .design();
    const NodeIndex db = d.indexOf("db"), r = d.indexOf("r");
    QVERIFY(d.holds({"", "", "", {}}, db));
    QVERIFY(d.holds({"", "", "multiAz", {Value(true)}}, db));
    QVERIFY(!d.holds({"", "", "multiAz", {Value(true)}}, r));
    QVERIFY(d.holds({"replicates", "", "", {}}, r));
    QVERIFY(!d.holds({"replicates", "", "", {}}, db));
    QVERIFY(d.holds({"", "replicates", "", {}}, db));
    QVERIFY(!d.holds({"", "", "engine", {}}, db));  // unknown
  }
};

QTEST_GUILESS_MAIN(TestDesign)
#include "test_design.moc"
