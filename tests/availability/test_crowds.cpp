// More instances than can be told apart: what is certain of them all the same.
#include <deque>

#include "availability/count_bounds.h"
#include "availability/estimate.h"
#include "availability/evaluation.h"
#include "availability/graph_builder.h"
#include "draft.h"
#include "rng.h"

using namespace nines;
using dd::Range;
using test::Draft;

namespace {

// From 0 on, as one would by hand: P(exactly k of n) for all k.
std::vector<double> exactly(int n, double q) {
  std::vector<double> p{1};
  for (int i = 0; i < n; ++i) {
    p.push_back(0);
    for (std::size_t k = p.size(); k-- > 1;) p[k] = p[k] * (1 - q) + p[k - 1] * q;
    p[0] *= 1 - q;
  }
  return p;
}

// P(more than `most` of n), from the smallest term on. Logarithms of factorials are summed up.
double moreThan(int most, int n, double q) {
  if (most < 0) return 1;
  std::vector<long double> logFactorial(static_cast<std::size_t>(n) + 1);
  for (std::size_t i = 1; i < logFactorial.size(); ++i)
    logFactorial[i] = logFactorial[i - 1] + std::log(static_cast<long double>(i));
  const auto f = [&](int i) { return logFactorial[static_cast<std::size_t>(i)]; };
  const long double is = std::log(static_cast<long double>(q));
  const long double isNot = std::log1p(-static_cast<long double>(q));
  long double sum = 0;
  for (int k = n; k > most; --k) sum += std::exp(f(n) - f(k) - f(n - k) + k * is + (n - k) * isNot);
  return static_cast<double>(sum);
}

bool holds(const Range& r, double expected, double relative) {
  const double off = 1e-11 * expected + 1e-300;  // of the sums above
  const bool is =
      r.lower <= expected + off && expected - off <= r.upper && r.upper - r.lower <= relative * expected + off;
  if (!is) qWarning("%.17g to %.17g, where it is %.17g", r.lower, r.upper, expected);
  return is;
}

constexpr double kRegion = 5e-5;
constexpr double kZone = 5e-4;
constexpr double kHost = 4.452473749250e-03;
constexpr double kGroup = 2.549817452269e-05;

// P(fewer than needed are up), by which zones are lost.
double groupDown(const std::vector<int>& inZone, int needed) {
  double sum = 0;
  for (unsigned lost = 0; lost < 1U << inZone.size(); ++lost) {
    double weight = 1;
    int left = 0;
    for (std::size_t z = 0; z < inZone.size(); ++z) {
      const bool isLost = (lost >> z & 1U) != 0;
      weight *= isLost ? kZone : 1 - kZone;
      left += isLost ? 0 : inZone[z];
    }
    sum += weight * moreThan(left - needed, left, kHost);
  }
  return 1 - (1 - kRegion) * (1 - kGroup) * (1 - sum);
}

Range rangeOf(const Draft& draft) {
  Range out;
  for (const auto crowds : {GraphBuilder::Crowds::best, GraphBuilder::Crowds::worst}) {
    const Design design = draft.design();
    GraphGround ground(design);
    FaultTree tree;
    EventTable events(design, ground.places, ground.assumptions, tree);
    std::deque<std::string> reasons;
    GraphBuilder builder(ground, GraphKind::figures, tree, events, reasons, crowds);
    const auto users = design.withTrait(trait::kWorkload);
    builder.prepare(users);
    const Failure failure = builder.workload(users.front());
    if (!failure.known()) return {1, 0};
    Evaluator evaluator(tree, events.q(), std::span(&failure.when, 1));
    const Probability p = evaluator.probability(failure.when);
    if (p.outcome != Probability::Outcome::exact) return {1, 0};
    (crowds == GraphBuilder::Crowds::best ? out.lower : out.upper) = p.probability;
  }
  return out;
}

// Users of one scaling group; tiers in it by zone ("" for the Region) and number.
Draft group(const std::vector<std::pair<std::string, int>>& tiers, int needed) {
  Draft d;
  d.region("eu", "eu-west-1").node("orders", "users").node("asg", "scaling-group", "eu", {{"needed", needed}});
  d.link("uses", "orders", "asg");
  for (const auto& [zone, running] : tiers) {
    const std::string id = "app" + zone;
    d.node(id, "app-tier", "eu" + zone, {{"running", running}}).link("member", id, "asg");
  }
  return d;
}

}  // namespace

class TestCrowds : public QObject {
  Q_OBJECT

 private slots:
  void tailsHold() {
    for (const int n : {1, 2, 15, 16, 17, 40, 200}) {
      for (const double q : {1e-6, 4.45e-3, .3, .5, .97}) {
        const std::vector<double> p = exactly(n, q);
        double more = 0;
        for (int most = n; most >= -1; --most) {
          QVERIFY2(holds(dd::moreThan(most, n, q), more, 1e-8), qPrintable(QString("%1 of %2").arg(most).arg(n)));
          more = most > 0 ? more + p[static_cast<std::size_t>(most)] : 1;
        }
      }
    }
    QCOMPARE(dd::moreThan(3, 10, 0).upper, 0.);
    QCOMPARE(dd::moreThan(3, 10, 1).lower, 1.);
  }

  void longTailsHold() {
    for (const int most : {300, 445, 480, 600, 2'000})
      QVERIFY(holds(dd::moreThan(most, 100'000, kHost), moreThan(most, 100'000, kHost), 1e-8));
    // Too long to be summed up: far from the mean hardly anything is left, and near it nothing is said.
    const Range rare = dd::moreThan(9'000'000, 1'000'000'000, kHost);
    QVERIFY(rare.lower >= 0 && rare.upper < 1e-300 && rare.upper > 0);
    QVERIFY(dd::moreThan(4'000'000, 1'000'000'000, kHost).lower > 1 - 1e-12);
  }

  // Each with a probability of its own.
  void meansHold() {
    test::Rng rng(3);
    for (int round = 0; round < 50; ++round) {
      std::vector<double> p{1};
      double mean = 0;
      constexpr int kCount = 30;
      const double largest = round % 2 == 0 ? 1 : .1;
      for (int i = 0; i < kCount; ++i) {
        const double q = largest * rng.real();
        mean += q / kCount;
        p.push_back(0);
        for (std::size_t k = p.size(); k-- > 1;) p[k] = p[k] * (1 - q) + p[k - 1] * q;
        p[0] *= 1 - q;
      }
      double more = 0;
      for (int most = kCount - 1; most >= 0; --most) {
        more += p[static_cast<std::size_t>(most) + 1];
        const Range r = dd::moreThanOfMean(most, kCount, {mean, mean});
        QVERIFY(r.lower <= more + 1e-12 && more - 1e-12 <= r.upper);
        QVERIFY(r.lower > 0 || r.upper < 1 || std::abs(most / double{kCount} - mean) < .05);
      }
    }
  }

  // In the estimate: between the best and the worst lies what one gets by hand, zone by zone.
  void tiersHold_data() {
    using Tiers = std::vector<std::pair<std::string, int>>;
    QTest::addColumn<std::vector<std::pair<std::string, int>>>("tiers");
    QTest::addColumn<std::vector<int>>("inZone");
    QTest::addColumn<int>("needed");
    QTest::addColumn<double>("relative");
    QTest::newRow("zones may be lost") << Tiers{{"", 12'000}} << std::vector{4'000, 4'000, 4'000} << 3'900 << 1e-8;
    QTest::newRow("one may be") << Tiers{{"", 12'000}} << std::vector{4'000, 4'000, 4'000} << 7'900 << 1e-8;
    QTest::newRow("one hardly") << Tiers{{"", 12'000}} << std::vector{4'000, 4'000, 4'000} << 7'960 << 1e-8;
    QTest::newRow("none may be") << Tiers{{"", 12'000}} << std::vector{4'000, 4'000, 4'000} << 11'940 << 1e-8;
    QTest::newRow("uneven") << Tiers{{"", 10'001}} << std::vector{3'334, 3'334, 3'333} << 6'635 << .4;
    QTest::newRow("one zone") << Tiers{{"-a", 20'000}} << std::vector{20'000} << 19'900 << 1e-8;
    QTest::newRow("two tiers") << Tiers{{"-a", 8'000}, {"-b", 8'000}} << std::vector{8'000, 8'000} << 7'960 << 1e-8;
    QTest::newRow("a few beside many") << Tiers{{"-a", 12'000}, {"-b", 2}} << std::vector{12'000, 2} << 11'950 << .1;
  }
  void tiersHold() {
    using Tiers = std::vector<std::pair<std::string, int>>;
    QFETCH(Tiers, tiers);
    QFETCH(std::vector<int>, inZone);
    QFETCH(int, needed);
    QFETCH(double, relative);
    const Draft d = group(tiers, needed);
    double down = groupDown(inZone, needed);
    if (inZone.size() == 1) down = 1 - (1 - down) / (1 - kGroup) * (1 - kGroup);
    QVERIFY(holds(rangeOf(d), down, relative + 1e-9));
    const Estimates estimates = estimate(d.design()).value();
    const ExactFigure& exact = estimates.workloads[0].exact;
    QVERIFY(!exact.availability && !exact.unavailability);
    QVERIFY2(exact.unknownBecause.find("has too many instances to tell apart; orders is down for") != std::string::npos,
             exact.unknownBecause.c_str());
  }

  // Where nothing is certain of the tier, something is of the rest.
  void vagueOnes_data() {
    QTest::addColumn<QString>("parent");
    QTest::addColumn<qlonglong>("running");
    QTest::addColumn<qlonglong>("needed");
    QTest::newRow("all needed") << "eu" << 20'000LL << 20'000LL;
    QTest::newRow("beyond all counting") << "eu" << 9'000'000'000'000'000'000LL << 1LL;
    QTest::newRow("in a data centre") << "dc" << 20'000LL << 5LL;
  }
  void vagueOnes() {
    QFETCH(QString, parent);
    QFETCH(qlonglong, running);
    QFETCH(qlonglong, needed);
    Draft d;
    d.region("eu", "eu-west-1").node("orders", "users").node("dc", "data-centre", {}, {{"availability", .99}});
    d.node("app", "app-tier", parent.toStdString(),
           {{"running", std::int64_t{running}}, {"needed", std::int64_t{needed}}});
    d.link("uses", "orders", "app").node("table", "dynamodb-table", "eu");
    d.link("uses", "app", "table", {{"access", "read-write"}});
    const Range r = rangeOf(d);
    QCOMPARE(r.upper, 1.);
    const double table = 1 - .9999;
    QVERIFY2(table * .999 < r.lower && r.lower < 2 * table, qPrintable(QString::number(r.lower)));
  }

  // Both come before a record that chooses: what it takes to choose is not overrated at best.
  void belowARecord() {
    Draft d;
    d.node("orders", "users").node("record", "route53", {}, {{"policy", "latency"}, {"healthCheck", true}});
    d.link("uses", "orders", "record");
    for (const char* code : {"eu-west-1", "us-east-1"}) {
      d.region(code, code)
          .node(std::string("app-") + code, "app-tier", code, {{"running", 30'000}, {"needed", 29'000}});
      d.link("routes", "record", std::string("app-") + code);
    }
    const Range r = rangeOf(d);
    const double branch = groupDown({10'000, 10'000, 10'000}, 29'000);
    QVERIFY2(r.lower <= branch * branch * (1 + 1e-9), qPrintable(QString::number(r.lower)));
    QVERIFY2(r.upper > branch * branch && r.upper < 1e-4, qPrintable(QString::number(r.upper)));
  }

  void otherReasonsStay() {
    Draft d = group({{"", 12'000}}, 3);
    d.node("fn", "app-tier", "eu", {{"runsOn", "lambda"}}).link("uses", "orders", "fn");
    const Estimates estimates = estimate(d.design()).value();
    QCOMPARE(estimates.workloads[0].exact.unknownBecause.find("is down for"), std::string::npos);
  }
};

QTEST_GUILESS_MAIN(TestCrowds)
#include "test_crowds.moc"
