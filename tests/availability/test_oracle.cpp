// The engine against the oracle: every figure of 2,000 random designs, and
// which of them there are none of.
#include <QDir>
#include <algorithm>
#include <cmath>
#include <fstream>
#include <string>
#include <vector>

#include "engine.h"
#include "formats/native.h"
#include "oracle/cases.h"
#include "oracle/designs.h"
#include "oracle/oracle.h"
#include "support.h"

using namespace nines;

namespace {

// What is different, in words; empty if nothing.
std::string difference(const ExactFigure& engine, const oracle::Answer& oracle) {
  if (engine.unavailability.has_value() != engine.availability.has_value()) return "half a figure";
  if (engine.unavailability.has_value() == !engine.unknownBecause.empty()) return "a figure with a reason, or neither";
  if (engine.unavailability.has_value() != oracle.unavailability.has_value())
    return "engine: " + (engine.unavailability ? std::to_string(*engine.unavailability) : engine.unknownBecause) +
           ", oracle: " + (oracle.unavailability ? std::to_string(*oracle.unavailability) : oracle.reason);
  if (!oracle.unavailability) return {};
  const long double expected = *oracle.unavailability;
  const long double found = *engine.unavailability;
  const bool far = std::fabs(found - expected) > 1e-12L * expected;
  const bool split = std::fabs(1.0L - found - static_cast<long double>(*engine.availability)) > 1e-15L;
  if (!far && !split) return {};
  return QStringLiteral("engine %1 (availability %2), oracle %3")
      .arg(static_cast<double>(found), 0, 'g', 17)
      .arg(*engine.availability, 0, 'g', 17)
      .arg(static_cast<double>(expected), 0, 'g', 17)
      .toStdString();
}

std::vector<std::string> differences(const Topology& design) {
  std::vector<std::string> out;
  const oracle::Oracle oracle(design);
  const Estimates engine = test::estimatesOf(design);
  const auto note = [&](const std::string& what, const std::string& how) {
    if (!how.empty()) out.push_back(what + ": " + how);
  };
  std::vector<NodeId> workloads;
  for (const WorkloadEstimate& each : engine.workloads) {
    workloads.push_back(each.id);
    note(each.id, difference(each.exact, oracle.workload(each.id)));
  }
  std::vector<NodeId> stores;
  for (const StoreEstimate& each : engine.stores) {
    stores.push_back(each.id);
    note(each.id + " read", difference(each.read, oracle.read(each.id)));
    note(each.id + " write", difference(each.write, oracle.write(each.id)));
  }
  if (workloads != oracle.workloads()) note("workloads", "others than the oracle's");
  if (stores != oracle.stores()) note("stores", "others than the oracle's");
  return out;
}

// Numbers that belong together.
using Rows = std::vector<std::vector<double>>;

bool close(double x, double y) { return std::fabs(x - y) <= 1e-9 * std::fabs(y) + 1e-15; }

// Whether each row of one side has one of its own on the other, in whatever order.
bool alike(const Rows& a, Rows b) {
  for (const auto& row : a) {
    const auto same = std::find_if(b.begin(), b.end(), [&](const auto& other) {
      return std::equal(row.begin(), row.end(), other.begin(), other.end(), close);
    });
    if (same == b.end()) return false;
    b.erase(same);
  }
  return b.empty();
}

// Events that make no difference may be listed or not.
bool matters(double q, double birnbaum) { return q > 0 && birnbaum > 1e-14; }

Rows weightsOf(const WorkloadEstimate& workload) {
  Rows out;
  for (const Contributor& each : workload.contributors) {
    const double q = workload.events[each.event].unavailability;
    if (matters(q, each.birnbaum)) out.push_back({q, each.birnbaum, each.unavailabilityIfPerfect});
  }
  return out;
}
Rows weightsOf(const oracle::Oracle& oracle, const NodeId& workload) {
  Rows out;
  for (const oracle::Weight& each : oracle.weights(workload)) {
    const auto q = static_cast<double>(each.q);
    const auto birnbaum = static_cast<double>(each.birnbaum);
    if (matters(q, birnbaum)) out.push_back({q, birnbaum, static_cast<double>(each.ifPerfect)});
  }
  return out;
}

Rows cutSetsOf(const WorkloadEstimate& workload) {
  Rows out;
  for (const MinimalCutSet& each : workload.cutSets) {
    if (each.probability > 0) out.push_back({static_cast<double>(each.events.size()), each.probability});
  }
  return out;
}
Rows cutSetsOf(const oracle::Oracle& oracle, const NodeId& workload) {
  Rows out;
  for (const oracle::CutSet& each : oracle.cutSets(workload))
    out.push_back({static_cast<double>(each.events), static_cast<double>(each.probability)});
  return out;
}

}  // namespace

class TestOracle : public QObject {
  Q_OBJECT

 private slots:
  void comesToWhatIsWorkedOutByHand_data() {
    QTest::addColumn<int>("number");
    int number = 0;
    for (const auto& each : oracle::cases()) QTest::newRow(each.name) << number++;
  }
  void comesToWhatIsWorkedOutByHand() {
    QFETCH(int, number);
    const oracle::Case expected = oracle::cases()[static_cast<std::size_t>(number)];
    oracle::Structure structure;
    expected.draw(structure);
    const Estimates engine = test::estimatesOf(structure.design);
    QCOMPARE(engine.workloads.size(), 1U);
    const oracle::Answer byHand{0, expected.down, expected.down ? "" : "unknown by hand"};
    const std::string different = difference(engine.workloads.front().exact, byHand);
    QVERIFY2(different.empty(), different.c_str());
  }

  void agreesOnRandomDesigns_data() {
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("events");
    for (int from = 0; from < 2000; from += 200) {
      QTest::newRow(qPrintable(QStringLiteral("16 events, from %1").arg(from))) << from << 200 << 16;
    }
    QTest::newRow("20 events") << 10'000 << 40 << 20;
  }
  void agreesOnRandomDesigns() {
    QFETCH(int, from);
    QFETCH(int, count);
    QFETCH(int, events);
    QStringList wrong;
    for (int seed = from; seed < from + count; ++seed) {
      const Topology design = oracle::randomDesign(static_cast<std::uint64_t>(seed), static_cast<std::size_t>(events));
      const auto found = differences(design);
      if (found.empty()) continue;
      const QString file = QStringLiteral("oracle-disagrees-%1-%2.nines").arg(events).arg(seed);
      std::ofstream(file.toStdString()) << writeDesign(design);
      wrong.push_back(QDir::current().filePath(file));
      for (const std::string& each : found) wrong.push_back(QStringLiteral("    ") + QString::fromStdString(each));
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
  }

  // Importances are what fixing an event makes of the sum; cut sets are found by trying all pairs.
  void explainsAsTheOracleDoes() {
    int weights = 0;
    int sets = 0;
    for (std::uint64_t seed = 0; seed < 400; ++seed) {
      const Topology design = oracle::randomDesign(seed, 10);
      const oracle::Oracle oracle(design);
      const Estimates engine = test::estimatesOf(design);
      for (const WorkloadEstimate& each : engine.workloads) {
        if (!each.exact.unavailability) continue;
        const QString where = QStringLiteral("seed %1, %2").arg(seed).arg(QString::fromStdString(each.id));
        const Rows weighed = weightsOf(each);
        QVERIFY2(alike(weighed, weightsOf(oracle, each.id)), qPrintable(where));
        const Rows cut = cutSetsOf(each);
        QVERIFY2(alike(cut, cutSetsOf(oracle, each.id)), qPrintable(where));
        weights += static_cast<int>(weighed.size());
        sets += static_cast<int>(cut.size());
      }
    }
    QVERIFY2(weights > 1000 && sets > 1000, qPrintable(QStringLiteral("%1 %2").arg(weights).arg(sets)));
  }
};

QTEST_APPLESS_MAIN(TestOracle)
#include "test_oracle.moc"
