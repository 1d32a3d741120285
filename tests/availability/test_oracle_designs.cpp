// The oracle itself: what the random designs hold on which it is compared with the engine, and what it says of shapes
// that have a formula and of edits whose effect is known.
#include <algorithm>
#include <cmath>
#include <map>

#include "oracle/changes.h"
#include "oracle/designs.h"
#include "oracle/numbers.h"
#include "oracle/oracle.h"
#include "oracle/structure.h"
#include "support.h"

using namespace nines;
using oracle::Structure;

namespace {

// Workloads and stores of a design, for what is asked of all of them.
std::map<std::string, oracle::Answer> figures(const Topology& design) {
  const oracle::Oracle oracle(design);
  std::map<std::string, oracle::Answer> out;
  for (const NodeId& id : oracle.workloads()) out[id] = oracle.workload(id);
  for (const NodeId& id : oracle.stores()) {
    out["read " + id] = oracle.read(id);
    out["write " + id] = oracle.write(id);
  }
  return out;
}

long double unavailability(Structure& structure, const NodeId& need) {
  structure.need(need);
  const auto answer = oracle::Oracle(structure.design).workload("users");
  if (!answer.unavailability) QTest::qFail(answer.reason.c_str(), __FILE__, __LINE__);
  return answer.unavailability.value_or(-1);
}

// To the precision with which a double holds 1 - q.
bool alike(long double a, long double b) { return std::fabs(a - b) <= 1e-15L * (1 + std::fabs(b)); }

}  // namespace

class TestOracleDesigns : public QObject {
  Q_OBJECT

 private slots:
  void designsHoldEverything() {
    std::map<std::string, int> kinds;
    int known = 0;
    int unknown = 0;
    int never = 0;
    int large = 0;
    for (std::uint64_t seed = 0; seed < 500; ++seed) {
      const Topology design = oracle::randomDesign(seed, 16);
      QVERIFY2(brokenInvariant(design).empty(), brokenInvariant(design).c_str());
      for (const auto& node : design.nodes.rows()) ++kinds[node->kind];
      for (const auto& [what, answer] : figures(design)) {
        QVERIFY(answer.events <= 16);
        QCOMPARE(answer.unavailability.has_value(), answer.reason.empty());
        if (!answer.unavailability) {
          ++unknown;
          continue;
        }
        QVERIFY(*answer.unavailability >= 0 && *answer.unavailability <= 1);
        ++(*answer.unavailability == 1 ? never : known);
        large += answer.events >= 12 ? 1 : 0;
      }
    }
    for (const char* kind : {"app-tier",      "aurora-cluster", "aurora-instance", "az",      "data-centre",
                             "dax-cluster",   "dax-node",       "dynamodb-table",  "group",   "load-balancer",
                             "rds-instance",  "rds-standby",    "region",          "route53", "s3-bucket",
                             "scaling-group", "server",         "storage-gateway", "users",   "vpc"}) {
      QVERIFY2(kinds[kind] >= 20, kind);
    }
    QVERIFY2(known > 4 * never && known > 2 * unknown && never > 20 && unknown > 100 && large > 100,
             qPrintable(QStringLiteral("%1 %2 %3 %4").arg(known).arg(never).arg(unknown).arg(large)));
  }

  void sameSeedGivesTheSameDesign() {
    QVERIFY(oracle::randomDesign(7, 16) == oracle::randomDesign(7, 16));
    QVERIFY(!(oracle::randomDesign(7, 16) == oracle::randomDesign(8, 16)));
  }

  void seriesAndParallel() {
    Structure series;
    Structure parallel;
    long double works = 1;
    long double fails = 1;
    std::vector<NodeId> all;
    for (int i = 1; i <= 6; ++i) {
      const NodeId id = "c" + std::to_string(i);
      const double q = 0.01 * i;
      series.component(id, 1 - q);
      parallel.component(id, 1 - q);
      all.push_back(id);
      works *= 1.0L - static_cast<long double>(q);
      fails *= static_cast<long double>(q);
    }
    series.chain("all", all);
    parallel.choice("any", all);
    QVERIFY(alike(unavailability(series, "all"), 1 - works));
    QVERIFY(alike(unavailability(parallel, "any"), fails));
  }

  void bridge() {
    const std::map<std::string, double> q{{"a", 0.1}, {"b", 0.2}, {"c", 0.3}, {"d", 0.15}, {"e", 0.25}};
    Structure shape;
    for (const auto& [id, each] : q) shape.component(id, 1 - each);
    shape.chain("ad", {"a", "d"});
    shape.chain("be", {"b", "e"});
    shape.chain("ace", {"a", "c", "e"});
    shape.chain("bcd", {"b", "c", "d"});
    shape.choice("bridge", {"ad", "be", "ace", "bcd"});
    const auto f = [&](const char* id) { return static_cast<long double>(q.at(id)); };
    // By the state of the middle: closed, two pairs in series; open, two chains in parallel.
    const long double closed = 1 - (1 - f("a") * f("b")) * (1 - f("d") * f("e"));
    const long double open = (1 - (1 - f("a")) * (1 - f("d"))) * (1 - (1 - f("b")) * (1 - f("e")));
    QVERIFY(alike(unavailability(shape, "bridge"), (1 - f("c")) * closed + f("c") * open));
  }

  void someOfMany_data() {
    QTest::addColumn<int>("needed");
    for (int needed = 0; needed <= 9; ++needed) QTest::newRow(qPrintable(QString::number(needed))) << needed;
  }
  void someOfMany() {
    QFETCH(int, needed);
    constexpr int kRunning = 8;
    Structure shape;
    shape.node("region", "region");
    shape.node("zone", "az", "region");
    shape.node("tier", "app-tier", "zone", {{"running", Value(kRunning)}, {"needed", Value(needed)}});
    const long double u = unavailability(shape, "tier");
    const oracle::Assumed assumed = oracle::assumedBy(Profiles::shipped().orDefault("course-2021"));
    const oracle::Anchors anchors(assumed);
    long double enough = 0;
    for (int up = needed; up <= kRunning; ++up) {
      long double ways = 1;
      for (int i = 0; i < up; ++i) ways = ways * (kRunning - i) / (i + 1);
      enough += ways * std::pow(1 - anchors.host, up) * std::pow(anchors.host, kRunning - up);
    }
    const long double shared = (1 - assumed.region.q) * (1 - assumed.zone.q) * (1 - anchors.group);
    QVERIFY(alike(u, needed == 0 ? 0 : 1 - shared * enough));
  }

  // Conditioning by hand on a shared cause: both halves of the sum weighted with its probability.
  void conditioningOnASharedCauseChangesNothing() {
    int asked = 0;
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
      const Topology design = oracle::randomDesign(seed, 12);
      const oracle::Oracle oracle(design);
      for (const NodeId& id : oracle.workloads()) {
        const auto whole = oracle.workload(id);
        if (!whole.unavailability) continue;
        for (const std::string& event : oracle.events()) {
          const long double q = oracle.probability(event).value_or(0);
          const auto failed = oracle.workload(id, oracle::Given{event, true}).unavailability.value_or(-1);
          const auto perfect = oracle.workload(id, oracle::Given{event, false}).unavailability.value_or(-1);
          QVERIFY(failed >= perfect);  // nothing gets better by failing
          QVERIFY(std::fabs(q * failed + (1 - q) * perfect - *whole.unavailability) <=
                  1e-17L * *whole.unavailability + 1e-20L);
          ++asked;
        }
      }
    }
    QVERIFY(asked > 300);
  }

  void unusedNodesChangeNothing() {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
      const Topology design = oracle::randomDesign(seed, 14);
      const auto before = figures(design);
      const auto after = figures(oracle::withUnusedNodes(design));
      for (const auto& [what, answer] : before) {
        QVERIFY(after.contains(what));
        QCOMPARE(after.at(what).reason, answer.reason);
        QVERIFY(after.at(what).unavailability == answer.unavailability);
      }
    }
  }

  void halvesInOneZoneAreWorse() {
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
      const auto halves = oracle::randomHalves(seed);
      const auto apart = figures(halves.apart);
      const auto together = figures(halves.together);
      QCOMPARE(apart.size(), 8U);
      for (const auto& [what, answer] : apart) {
        QVERIFY2(answer.unavailability && together.at(what).unavailability, what.c_str());
        QVERIFY2(*together.at(what).unavailability > *answer.unavailability, what.c_str());
      }
    }
  }

  void redundancyNeverHurts() {
    int changed = 0;
    for (std::uint64_t seed = 0; seed < 800; ++seed) {
      Topology design = oracle::randomDesign(seed, 11);
      design.assumptions.clear();
      const auto more = oracle::withRedundantInstance(design, seed);
      if (!more || oracle::mostEvents(*more) > 14 || oracle::mostEvents(design) > 14) continue;
      const auto before = figures(design);
      const auto after = figures(*more);
      for (const auto& [what, answer] : before) {
        const auto now = after.at(what).unavailability;
        if (!answer.unavailability || !now) continue;
        QVERIFY2(*now <= *answer.unavailability * (1 + 1e-15L),
                 qPrintable(QStringLiteral("%1, %2").arg(seed).arg(QString::fromStdString(what))));
        changed += *now < *answer.unavailability * (1 - 1e-15L) ? 1 : 0;
      }
    }
    QVERIFY2(changed > 50, qPrintable(QString::number(changed)));
  }
};

QTEST_APPLESS_MAIN(TestOracleDesigns)
#include "test_oracle_designs.moc"
