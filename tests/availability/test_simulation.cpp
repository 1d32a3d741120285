#include "availability/simulation.h"

#include <numeric>

#include "availability/simulated_design.h"
#include "draft.h"
#include "support.h"
#include "support/format.h"
#include "trees.h"

using namespace nines;
using Ref = FaultTree::Ref;

namespace {

struct System {
  FaultTree tree;
  std::vector<SimulatedEvent> events;
  std::vector<double> q;

  // A probability and how often a year, as designs say it.
  Ref event(double probability, double perYear, bool constant = false) {
    q.push_back(probability);
    events.push_back({probability, probability * kYearSeconds / perYear, constant});
    return tree.addEvent();
  }
  double exact(Ref top) const { return test::bruteForce(test::truthTable(tree, top), q) * kYearSeconds; }
};

// A pair of hosts over two zones with a switch that takes a while, behind something that is seldom down.
Ref pair(System& s) {
  const std::array zones{s.event(5e-4, .5), s.event(5e-4, .5)};
  const std::array hosts{s.event(4.452473749250e-03, 4), s.event(4.452473749250e-03, 4)};
  const Ref changeover = s.event(1.283367556468e-05, 4.5, true);
  const Ref own = s.event(4.126995991213e-04, 1);
  const std::array sides{s.tree.any(std::array{zones[0], hosts[0]}), s.tree.any(std::array{zones[1], hosts[1]})};
  return s.tree.any(std::array{s.tree.all(sides), changeover, own});
}

bool same(const DowntimeDistribution& a, const DowntimeDistribution& b) {
  const auto bars = [](const DowntimeDistribution& d) {
    std::vector<std::uint32_t> out;
    for (const DowntimeBar& bar : d.bars) out.push_back(bar.years);
    return out;
  };
  return a.mean == b.mean && a.meanLow == b.meanLow && a.p50 == b.p50 && a.p95 == b.p95 && a.p99 == b.p99 &&
         bars(a) == bars(b);
}

}  // namespace

class TestSimulation : public QObject {
  Q_OBJECT

 private slots:
  // 99 % of the intervals should hold the exact value: of 200 at least 193, as good as always.
  void meanIsTheExactValue() {
    System s;
    const Ref down = pair(s);
    const Ref two = s.tree.atLeast(2, std::array{s.event(.01, 6), s.event(.02, 10), s.event(.015, 8)});
    const Ref odd = s.tree.oddly(std::array{s.event(.3, 5), !s.event(.6, 9, true)});
    const std::array functions{down, two, odd};
    std::array<int, 3> held{};
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
      const auto result = simulate(s.tree, s.events, functions, {.years = 600, .seed = seed, .stop = {}});
      QVERIFY(result);
      for (std::size_t f = 0; f < functions.size(); ++f) {
        const double exact = s.exact(functions[f]);
        held[f] += result->at(f).meanLow <= exact && exact <= result->at(f).meanHigh ? 1 : 0;
      }
    }
    for (const int count : held) QVERIFY2(count >= 193, qPrintable(QString::number(count)));
  }

  // Not so wide that everything would be inside.
  void intervalIsNarrow() {
    System s;
    const Ref down = pair(s);
    const auto result = simulate(s.tree, s.events, std::array{down}, {.years = 20'000, .seed = 3, .stop = {}});
    QVERIFY(result);
    QVERIFY(result->front().meanHigh - result->front().meanLow < .1 * s.exact(down));
  }

  void sameYearsWithAnyNumberOfThreads() {
    System s;
    const std::array functions{pair(s), FaultTree::always(), FaultTree::never()};
    const auto of = [&](unsigned threads, std::uint64_t seed) {
      return simulate(s.tree, s.events, functions, {.years = 3'000, .seed = seed, .threads = threads, .stop = {}});
    };
    const auto one = of(1, 7);
    QVERIFY(one);
    for (const unsigned threads : {0u, 2u, 3u, 8u}) {
      const auto several = of(threads, 7);
      QVERIFY(several);
      for (std::size_t f = 0; f < functions.size(); ++f) QVERIFY(same(one->at(f), several->at(f)));
    }
    QVERIFY(!same(one->front(), of(1, 8)->front()));
    QCOMPARE(one->at(1).mean, kYearSeconds);
    QCOMPARE(one->at(2).mean, 0.);
    QCOMPARE(one->at(2).bars.size(), std::size_t{1});
  }

  void quantilesAndBarsAreOfTheSameYears() {
    System s;
    const Ref down = pair(s);
    const auto result = simulate(s.tree, s.events, std::array{down}, {.years = 5'000, .seed = 2, .stop = {}});
    QVERIFY(result);
    const DowntimeDistribution& d = result->front();
    QVERIFY(d.p50 <= d.p95 && d.p95 <= d.p99);
    std::uint32_t years = 0;
    double before = 0;
    for (const DowntimeBar& bar : d.bars) {
      QCOMPARE(bar.from, before);
      QVERIFY(bar.to >= bar.from);
      before = bar.to;
      // A quantile lies in the bar in which that part of the years is reached.
      for (const auto& [value, part] : {std::pair{d.p50, .5}, {d.p95, .95}, {d.p99, .99}}) {
        const bool isIn = (bar.from < value && value <= bar.to) || (value == 0 && bar.to == 0);
        if (isIn) QVERIFY(years < part * 5'000 && years + bar.years >= part * 5'000);
      }
      years += bar.years;
    }
    QCOMPARE(years, 5'000u);
  }

  // One event alone: its occurrences are as many and as long as asked for.
  void singleEvent() {
    System s;
    const Ref constant = s.event(3e-4, 2, true);
    const auto result = simulate(s.tree, s.events, std::array{constant}, {.years = 20'000, .seed = 5, .stop = {}});
    QVERIFY(result);
    const double duration = 3e-4 * kYearSeconds / 2;
    // Poisson with a mean of two: a year without has a probability of e^-2, at most four of it .947.
    const double without = static_cast<double>(result->front().bars.front().years) / 20'000;
    QVERIFY2(std::abs(without - std::exp(-2)) < .015, qPrintable(QString::number(without)));
    QVERIFY(std::abs(result->front().p95 - 5 * duration) < 1e-3 * duration);
    QVERIFY(std::abs(result->front().p50 - 2 * duration) < 1e-3 * duration);
  }

  void certainAndImpossibleEvents() {
    System s;
    s.q = {1, 0};
    s.events = {{1, 100, false}, {0, 0, false}};
    const Ref certain = s.tree.addEvent();
    const Ref impossible = s.tree.addEvent();
    const auto result =
        simulate(s.tree, s.events, std::array{certain, impossible, !impossible}, {.years = 10, .stop = {}});
    QVERIFY(result);
    QCOMPARE(result->at(0).mean, kYearSeconds);
    QCOMPARE(result->at(1).mean, 0.);
    QCOMPARE(result->at(2).p50, kYearSeconds);
    QCOMPARE(result->at(0).bars.back().years, 10u);
  }

  void stopsAndTellsHowFar() {
    System s;
    const Ref down = pair(s);
    std::atomic<std::uint32_t> done = 0;
    QVERIFY(simulate(s.tree, s.events, std::array{down}, {.years = 777, .stop = {}, .yearsDone = &done}));
    QCOMPARE(done.load(), 777u);
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(!simulate(s.tree, s.events, std::array{down}, {.years = 1'000'000, .stop = stop.get_token()}));
  }

  // A workload has the same years whether it is asked about alone or with all.
  void yearsOfOneAndOfAll() {
    test::Draft d;
    d.region("eu", "eu-west-1").stack("eu").node("one", "users").link("uses", "one", "eu-lb");
    d.node("docs", "s3-bucket", "eu").node("file", "users").link("uses", "file", "docs");
    const Design design = d.design();
    const ReliabilityGraph graph(design);
    std::atomic<std::uint32_t> done = 0;
    const SimulationOptions options{.years = 500, .seed = 4, .stop = {}, .yearsDone = &done};
    const auto all = simulateWorkloads(graph, options);
    QCOMPARE(done.load(), 1'000u);
    QCOMPARE(all->workloads.size(), std::size_t{2});
    for (const char* id : {"file", "one"}) {
      const auto alone = simulateWorkload(graph, d.topology(), id, options);
      const auto& among = all->workloads[id == std::string("one") ? 1 : 0];
      QVERIFY(alone && among && alone->mean > 0);
      QCOMPARE(alone->mean, among->mean);
      QCOMPARE(alone->p99, among->p99);
    }
    QVERIFY(!simulateWorkload(graph, d.topology(), "nobody", options));
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(!simulateWorkloads(graph, {.years = 500, .stop = stop.get_token()}));
  }
};

QTEST_GUILESS_MAIN(TestSimulation)
#include "test_simulation.moc"
