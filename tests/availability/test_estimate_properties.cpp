// What must hold of estimates, whatever the design: on random ones, larger than
// any oracle could try out, and on shapes that have a formula.
#include <algorithm>
#include <cmath>
#include <map>

#include "engine.h"
#include "oracle/changes.h"
#include "oracle/designs.h"
#include "oracle/numbers.h"
#include "oracle/structure.h"
#include "rng.h"
#include "support.h"

using namespace nines;
using oracle::Structure;

namespace {

constexpr std::size_t kAny = 100'000;  // events

Topology largeDesign(std::uint64_t seed) { return oracle::randomDesign(seed, kAny, 14); }

std::map<std::string, std::optional<double>> figures(const Topology& design) {
  std::map<std::string, std::optional<double>> out;
  const Estimates estimates = test::estimatesOf(design);
  for (const WorkloadEstimate& each : estimates.workloads) out[each.id] = each.exact.unavailability;
  for (const StoreEstimate& each : estimates.stores) {
    out["read " + each.id] = each.read.unavailability;
    out["write " + each.id] = each.write.unavailability;
  }
  return out;
}

// How many figures there are of which something can be said.
int known(const std::map<std::string, std::optional<double>>& figures) {
  return static_cast<int>(
      std::count_if(figures.begin(), figures.end(), [](const auto& each) { return each.second.has_value(); }));
}

bool alike(double a, double b) { return std::fabs(a - b) <= 1e-12 * std::max(std::fabs(a), std::fabs(b)); }

// What half an outage of a zone a year costs at each switch that became dearer.
double costOfZoneTriggers(const Estimates& before, const Estimates& after) {
  const auto eventsOf = [](const Estimates& estimates) {
    std::vector<Event> out;
    for (const WorkloadEstimate& each : estimates.workloads)
      out.insert(out.end(), each.events.begin(), each.events.end());
    return out;
  };
  const std::vector<Event> then = eventsOf(before);
  double sum = 0;
  for (const Event& now : eventsOf(after)) {
    if (now.kind != Event::Kind::switching) continue;
    const auto old = std::find_if(then.begin(), then.end(), [&](const Event& each) { return each.key == now.key; });
    const double was = old == then.end() ? 0 : old->unavailability;
    if (now.unavailability > was) sum += 0.5 * now.durationSeconds / static_cast<double>(oracle::kYear);
  }
  return sum;
}

double unavailability(Structure& structure, const NodeId& need) {
  structure.need(need);
  const auto all = figures(structure.design);
  if (!all.contains("users") || !all.at("users")) {
    QTest::qFail("no figure", __FILE__, __LINE__);
    return -1;
  }
  return *all.at("users");
}

QString say(std::uint64_t seed, const std::string& what) {
  return QStringLiteral("seed %1, %2").arg(seed).arg(QString::fromStdString(what));
}

}  // namespace

class TestEstimateProperties : public QObject {
  Q_OBJECT

 private slots:
  void series_data() {
    QTest::addColumn<int>("count");
    for (const int count : {1, 2, 10, 300}) QTest::newRow(qPrintable(QString::number(count))) << count;
  }
  void series() {
    QFETCH(int, count);
    Structure structure;
    std::vector<NodeId> all;
    long double logWorks = 0;
    for (int i = 1; i <= count; ++i) {
      const double availability = 1 - 0x1p-20 * i;  // as exact as its difference from 1
      all.push_back("c" + std::to_string(i));
      structure.component(all.back(), availability);
      logWorks += std::log1p(-(1.0L - static_cast<long double>(availability)));
    }
    structure.chain("all", all);
    QVERIFY(alike(unavailability(structure, "all"), static_cast<double>(-std::expm1(logWorks))));
  }

  void parallel_data() { series_data(); }
  void parallel() {
    QFETCH(int, count);
    Structure structure;
    std::vector<NodeId> all;
    long double fails = 1;
    for (int i = 1; i <= count; ++i) {
      const double availability = 0.75 - 0x1p-12 * i;
      all.push_back("c" + std::to_string(i));
      structure.component(all.back(), availability);
      fails *= 1.0L - static_cast<long double>(availability);
    }
    structure.choice("any", all);
    QVERIFY(alike(unavailability(structure, "any"), static_cast<double>(fails)));
  }

  void bridge() {
    const std::map<std::string, double> availability{
        {"a", 1 - 0x1p-10}, {"b", 1 - 0x1p-9}, {"c", 1 - 0x1p-5}, {"d", 1 - 0x1p-11}, {"e", 1 - 0x1p-8}};
    Structure structure;
    for (const auto& [id, each] : availability) structure.component(id, each);
    structure.chain("ad", {"a", "d"});
    structure.chain("be", {"b", "e"});
    structure.chain("ace", {"a", "c", "e"});
    structure.chain("bcd", {"b", "c", "d"});
    structure.choice("bridge", {"ad", "be", "ace", "bcd"});
    const auto f = [&](const char* id) { return 1.0L - static_cast<long double>(availability.at(id)); };
    const auto either = [](long double x, long double y) { return x + y - x * y; };
    const long double closed = either(f("a") * f("b"), f("d") * f("e"));
    const long double open = either(f("a"), f("d")) * either(f("b"), f("e"));
    const long double expected = (1 - f("c")) * closed + f("c") * open;
    QVERIFY(alike(unavailability(structure, "bridge"), static_cast<double>(expected)));
  }

  void someOfMany_data() {
    QTest::addColumn<int>("running");
    QTest::addColumn<int>("needed");
    for (const auto& [running, needed] : {std::pair{3, 2}, {10, 9}, {50, 45}, {200, 190}, {500, 250}, {4, 0}, {4, 5}}) {
      QTest::newRow(qPrintable(QStringLiteral("%1 of %2").arg(needed).arg(running))) << running << needed;
    }
  }
  void someOfMany() {
    QFETCH(int, running);
    QFETCH(int, needed);
    Structure structure;
    structure.node("region", "region");
    structure.node("zone", "az", "region");
    structure.node("tier", "app-tier", "zone", {{"running", Value(running)}, {"needed", Value(needed)}});
    const oracle::Assumed assumed = oracle::assumedBy(Profiles::shipped().orDefault("course-2021"));
    const oracle::Anchors anchors(assumed);
    // Too few: the sum over how many are up, from none on.
    long double tooFew = 0;
    for (int up = 0; up < std::min(needed, running + 1); ++up) {
      const long double ways = std::lgamma(running + 1.0L) - std::lgamma(up + 1.0L) - std::lgamma(running - up + 1.0L);
      tooFew += std::exp(ways + up * std::log1p(-anchors.host) + (running - up) * std::log(anchors.host));
    }
    const long double shared =
        -std::expm1(std::log1p(-assumed.region.q) + std::log1p(-assumed.zone.q) + std::log1p(-anchors.group));
    const long double expected = needed == 0 ? 0 : shared + tooFew - shared * tooFew;
    QVERIFY(alike(unavailability(structure, "tier"), static_cast<double>(expected)));
  }

  // But for what a switch costs whose active side can now lose its zone alone:
  // availability.md counts that also for those who are down with the zone
  // anyway. So a workload may lose that much, and no more; a store nothing.
  void redundancyNeverHurts() {
    int better = 0;
    for (std::uint64_t seed = 0; seed < 1000; ++seed) {
      Topology design = largeDesign(seed);
      design.assumptions.clear();
      const auto more = oracle::withRedundantInstance(design, seed);
      if (!more) continue;
      const double zoneTriggers = costOfZoneTriggers(test::estimatesOf(design), test::estimatesOf(*more));
      const auto after = figures(*more);
      for (const auto& [what, before] : figures(design)) {
        if (!before || !after.at(what)) continue;
        const bool store = what.find(' ') != std::string::npos;
        const double most = *before * (1 + 1e-13) + (store ? 0 : zoneTriggers);
        QVERIFY2(*after.at(what) <= most, qPrintable(say(seed, what)));
        better += *after.at(what) < *before * (1 - 1e-13) ? 1 : 0;
      }
    }
    QVERIFY2(better > 100, qPrintable(QString::number(better)));
  }

  void halvesInOneZoneAreWorse() {
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
      const auto halves = oracle::randomHalves(seed);
      const auto apart = figures(halves.apart);
      const auto together = figures(halves.together);
      QCOMPARE(known(apart), 8);
      QCOMPARE(known(together), 8);
      for (const auto& [what, before] : apart) {
        QVERIFY2(together.at(what).value_or(0) > before.value_or(1), qPrintable(say(seed, what)));
      }
    }
  }

  void unusedNodesChangeNothing() {
    int compared = 0;
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
      const Topology design = largeDesign(seed);
      const auto after = figures(oracle::withUnusedNodes(design));
      for (const auto& [what, before] : figures(design)) {
        QCOMPARE(after.at(what).has_value(), before.has_value());
        if (!before) continue;
        QVERIFY2(alike(*before, *after.at(what)), qPrintable(say(seed, what)));
        ++compared;
      }
    }
    QVERIFY(compared > 500);
  }

  void namesOfLinksMeanNothing() {
    int compared = 0;
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
      const Topology design = largeDesign(seed);
      test::Rng rng(seed);
      Topology renamed = design;
      for (const auto& link : design.links.rows()) renamed.links.erase(link->id);
      for (const auto& link : design.links.rows()) {
        Link other = *link;
        other.id = "r" + std::to_string(rng.next()) + "-" + link->id;
        renamed.links.put(std::move(other));
      }
      const auto after = figures(renamed);
      for (const auto& [what, before] : figures(design)) {
        QCOMPARE(after.at(what).has_value(), before.has_value());
        if (!before) continue;
        QVERIFY2(alike(*before, *after.at(what)), qPrintable(say(seed, what)));
        ++compared;
      }
    }
    QVERIFY(compared > 500);
  }

  void worseAssumptionsNeverHelp_data() {
    QTest::addColumn<QString>("key");
    for (const char* key : {"region.unavailability", "az.unavailability", "copy.unavailability", "region.perYear",
                            "az.perYear", "host.perYear", "own.perYear", "copy.perYear"}) {
      QTest::newRow(key) << QString::fromUtf8(key);
    }
  }
  void worseAssumptionsNeverHelp() {
    QFETCH(QString, key);
    const std::string name = key.toStdString();
    const auto usual = Profiles::shipped().orDefault(kDefaultProfile).assumptions.at(name).value.asNumber();
    QVERIFY(usual);
    int worse = 0;
    for (std::uint64_t seed = 0; seed < 150; ++seed) {
      Topology design = largeDesign(seed);
      design.assumptions.clear();
      Topology bad = design;
      bad.assumptions.emplace(name, Value(*usual * 3));
      const auto after = figures(bad);
      for (const auto& [what, before] : figures(design)) {
        QCOMPARE(after.at(what).has_value(), before.has_value());
        if (!before) continue;
        QVERIFY2(*after.at(what) >= *before * (1 - 1e-13), qPrintable(say(seed, what)));
        worse += *after.at(what) > *before * (1 + 1e-13) ? 1 : 0;
      }
    }
    // Copies fail too seldom together for their switches to matter: they are
    // nobody's trigger.
    QVERIFY2(name == "copy.perYear" || worse > 5, qPrintable(QString::number(worse)));
  }

  // A figure is linear in the probability of each event: here of the only
  // Region.
  void figuresAreLinearInTheRegion() {
    int compared = 0;
    for (std::uint64_t seed = 0; seed < 600; ++seed) {
      Topology design = largeDesign(seed);
      design.assumptions.clear();
      const auto& nodes = design.nodes.rows();
      if (std::count_if(nodes.begin(), nodes.end(), [](const auto& node) { return node->kind == "region"; }) != 1)
        continue;
      const auto with = [&](double q) {
        design.assumptions.insert_or_assign("region.unavailability", Value(q));
        return figures(design);
      };
      const auto low = with(0.25);
      const auto middle = with(0.5);
      const auto high = with(0.75);
      for (const auto& [what, value] : middle) {
        if (!value) continue;
        QVERIFY2(alike(*value, (*low.at(what) + *high.at(what)) / 2), qPrintable(say(seed, what)));
        ++compared;
      }
    }
    QVERIFY(compared > 500);
  }
};

QTEST_APPLESS_MAIN(TestEstimateProperties)
#include "test_estimate_properties.moc"
