// What happens at the ends: deep, large, too large, stopped.
#include <bit>

#include "availability/bounds.h"
#include "availability/evaluation.h"
#include "support.h"
#include "trees.h"

using namespace nines;
using Ref = FaultTree::Ref;
using test::Sample;

namespace {

bool near(double value, double expected, double relative) {
  const bool is = std::abs(value - expected) <= relative * std::abs(expected);
  if (!is) qWarning("%.17g instead of %.17g", value, expected);
  return is;
}

// What is summed up over all states is itself rounded.
bool isWithin(double lower, double expected, double upper) {
  constexpr double kRounding = 1e-14;
  return lower <= upper && lower - kRounding <= expected && expected <= upper + kRounding;
}

// Two neighbours of n in a row: no part of it is independent of the rest.
Sample neighbours(int n, double q) {
  Sample s;
  std::vector<Ref> pairs;
  Ref before = s.tree.addEvent();
  s.q.assign(static_cast<std::size_t>(n), q);
  for (int i = 1; i < n; ++i) {
    const Ref next = s.tree.addEvent();
    pairs.push_back(s.tree.all(std::array{before, next}));
    before = next;
  }
  s.top = s.tree.any(pairs);
  return s;
}

}  // namespace

class TestEvaluationLimits : public QObject {
  Q_OBJECT

 private slots:
  // A diagram as deep as there are events.
  void tenThousandDeep() {
    constexpr int kEvents = 10'003;
    const double q = 1e-4;
    const Sample s = neighbours(kEvents, q);
    // P(no two neighbours) by the last one: not failed, failed.
    double quiet = 1 - q;
    double failed = q;
    double lost = 0;
    for (int i = 1; i < kEvents; ++i) {
      lost += failed * q;
      const double was = quiet;
      quiet = (quiet + failed) * (1 - q);
      failed = was * q;
    }
    Evaluator evaluator(s.tree, s.q, std::span(&s.top, 1));
    const Probability p = evaluator.probability(s.top);
    QCOMPARE(p.outcome, Probability::Outcome::exact);
    QVERIFY(near(p.probability, lost, 1e-11));
    QVERIFY(near(p.contrary, quiet + failed, 1e-11));
    QVERIFY2(p.diagramNodes <= 2 * kEvents, qPrintable(QString::number(p.diagramNodes)));
    const auto importance = evaluator.importance(s.top);
    QCOMPARE(importance.size(), std::size_t{kEvents});
    const auto sets = evaluator.cutSets(s.top, 3);
    QVERIFY(sets);
    QCOMPARE(sets->size(), std::size_t{kEvents - 1});
    for (std::size_t i = 0; i < sets->size(); ++i)
      QVERIFY((sets->at(i).events == std::vector{static_cast<EventIndex>(i), static_cast<EventIndex>(i + 1)}));
  }

  // Gates within gates within gates: each is a module.
  void tenThousandNested() {
    constexpr int kDepth = 20'000;
    Sample s;
    s.top = s.tree.addEvent();
    s.q.push_back(.5);
    double expected = .5;
    for (int i = 0; i < kDepth; ++i) {
      const Ref e = s.tree.addEvent();
      const double q = i % 2 == 0 ? .25 : .75;
      s.q.push_back(q);
      const std::array pair{s.top, e};
      s.top = i % 2 == 0 ? s.tree.any(pair) : s.tree.all(pair);
      expected = i % 2 == 0 ? q + (1 - q) * expected : q * expected;
    }
    Evaluator evaluator(s.tree, s.q, std::span(&s.top, 1));
    QVERIFY(near(evaluator.probability(s.top).probability, expected, 1e-12));
    QCOMPARE(evaluator.importance(s.top).size(), s.tree.eventCount());
    const auto sets = evaluator.cutSets(s.top, 2);
    QVERIFY(sets);
    // The last but one and outermost "any" of the last two; nothing further inside is of two events.
    QCOMPARE(sets->size(), std::size_t{1});
    QCOMPARE(sets->front().events, (std::vector<EventIndex>{kDepth - 1, kDepth}));
  }

  // Gates that become one: what that costs must not grow with the square of their number.
  void longChainsOfOneKind() {
    constexpr int kLength = 400'000;
    for (const bool odd : {false, true}) {
      Sample s;
      s.top = s.tree.addEvent();
      s.q.assign(kLength, 1e-6);
      for (int i = 1; i < kLength; ++i) {
        const Ref e = s.tree.addEvent();
        s.top = odd ? s.tree.oddly(std::array{s.top, i % 3 == 0 ? !e : e}) : s.tree.any(std::array{s.top, e});
      }
      Evaluator evaluator(s.tree, s.q, std::span(&s.top, 1));
      const Probability p = evaluator.probability(s.top);
      QCOMPARE(p.diagramNodes, std::size_t{kLength});
      // Of n events an odd number happens with (1 - (1 - 2 q)^n) / 2; a sign on a third of them is one on the whole.
      const double oddly = -std::expm1(kLength * std::log1p(-2e-6)) / 2;
      const bool turned = (kLength - 1) / 3 % 2 == 1;
      const double expected = odd ? (turned ? 1 - oddly : oddly) : -std::expm1(kLength * std::log1p(-1e-6));
      QVERIFY(near(p.probability, expected, 1e-9));
    }
  }

  // Any of as many: each is a cut set by itself.
  void cutSetsOfAFlatGate() {
    constexpr int kEvents = 400'000;
    Sample s;
    std::vector<Ref> events;
    for (int i = 0; i < kEvents; ++i) events.push_back(s.tree.addEvent());
    s.q.assign(kEvents, 1e-7);
    s.top = s.tree.any(events);
    Evaluator evaluator(s.tree, s.q, std::span(&s.top, 1));
    const auto sets = evaluator.cutSets(s.top, 2);
    QVERIFY(sets);
    QCOMPARE(sets->size(), std::size_t{kEvents});
    QVERIFY(std::ranges::all_of(*sets, [](const CutSet& cut) { return cut.events.size() == 1; }));
  }

  // Half of as many as no diagram holds: bounds, whose counting is bounded as well.
  void tooManyToCount() {
    Sample s;
    std::vector<Ref> events;
    for (int i = 0; i < 60'000; ++i) events.push_back(s.tree.addEvent());
    s.q.assign(events.size(), .25);
    s.top = s.tree.atLeast(30'000, events);
    Evaluator evaluator(s.tree, s.q, std::span(&s.top, 1), {.diagramNodes = 1'000'000, .stop = {}});
    const Probability p = evaluator.probability(s.top);
    QCOMPARE(p.outcome, Probability::Outcome::tooLarge);
    QVERIFY(p.probability >= 0 && p.upper <= .5 + 1e-9);  // Markov: a quarter of them, on average
  }

  // The sizes that issue 5 names: what costs is how many nodes there are, so that is what is bounded.
  void largeDesignsStaySmall() {
    const Sample s = test::services(222, 3);
    QCOMPARE(s.tree.eventCount(), std::size_t{222 * 9 + 4});
    Evaluator evaluator(s.tree, s.q, std::span(&s.top, 1));
    const Probability p = evaluator.probability(s.top);
    QVERIFY2(p.diagramNodes <= 6'658, qPrintable(QString::number(p.diagramNodes)));
    const Sample large = test::services(1'111, 3);
    Evaluator largeEvaluator(large.tree, large.q, std::span(&large.top, 1));
    const Probability q = largeEvaluator.probability(large.top);
    QVERIFY2(q.diagramNodes <= 33'328, qPrintable(QString::number(q.diagramNodes)));
    for (const auto& [found, count] : {std::pair{p, 222}, {q, 1'111}}) {
      const double h = std::pow(4.452473749250e-03, 3);
      double up = 0;
      for (unsigned zones = 0; zones < 8; ++zones) {
        double weight = 1;
        for (unsigned z = 0; z < 3; ++z) weight *= (zones >> z & 1u) != 0 ? 5e-4 : 1 - 5e-4;
        const int down = std::popcount(zones);
        const double serviceUp = down == 0 ? 1 - 3 * h * h + 2 * h * h * h : down == 1 ? (1 - h) * (1 - h) : 0;
        up += weight * std::pow(serviceUp, count);
      }
      QVERIFY(near(found.contrary, (1 - 5e-5) * up, 1e-12));
    }
  }

  void halfOfAThousand() {
    Sample s;
    std::vector<Ref> events;
    for (int i = 0; i < 1'000; ++i) events.push_back(s.tree.addEvent());
    s.q.assign(1'000, .5);
    s.top = s.tree.atLeast(500, events);
    Evaluator evaluator(s.tree, s.q, std::span(&s.top, 1));
    const Probability p = evaluator.probability(s.top);
    QCOMPARE(p.diagramNodes, std::size_t{500 * 501});
    // Half of what is not exactly half, and that.
    const double middle = std::exp(std::lgamma(1001.) - 2 * std::lgamma(501.) - 1000 * std::log(2.));
    QVERIFY(near(p.probability, (1 - middle) / 2 + middle, 1e-12));
  }

  // Half of the instances of a tier, in zones by turns: what counting costs is its rows, however many zones there are.
  void halfOfATierInZones_data() {
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("zones");
    QTest::newRow("300 in 3") << 300 << 3;
    QTest::newRow("999 in 3") << 999 << 3;  // of equal size
    QTest::newRow("600 in 6") << 600 << 6;
  }
  void halfOfATierInZones() {
    QFETCH(int, count);
    QFETCH(int, zones);
    const double qZone = 1e-2;
    const double qHost = .3;
    Sample s;
    std::vector<Ref> zone;
    for (int z = 0; z < zones; ++z) zone.push_back(s.tree.addEvent());
    s.q.assign(zone.size(), qZone);
    std::vector<Ref> gone;
    for (int i = 0; i < count; ++i) {
      gone.push_back(s.tree.any(std::array{zone[static_cast<std::size_t>(i % zones)], s.tree.addEvent()}));
      s.q.push_back(qHost);
    }
    s.top = s.tree.atLeast(static_cast<std::uint32_t>(count / 2 + 1), gone);
    // By how many zones are lost, all of which are of one size.
    double expected = 0;
    for (int lost = 0; lost <= zones; ++lost) {
      const auto choose = [](int n, int k) {
        return std::lgamma(n + 1.) - std::lgamma(k + 1.) - std::lgamma(n - k + 1.);
      };
      const int hosts = count - lost * (count / zones);
      double tail = 0;
      for (int k = std::max(0, count / 2 + 1 - lost * (count / zones)); k <= hosts; ++k)
        tail += std::exp(choose(hosts, k) + k * std::log(qHost) + (hosts - k) * std::log1p(-qHost));
      expected += std::exp(choose(zones, lost)) * std::pow(qZone, lost) * std::pow(1 - qZone, zones - lost) * tail;
    }
    Evaluator evaluator(s.tree, s.q, std::span(&s.top, 1));
    const Probability p = evaluator.probability(s.top);
    QCOMPARE(p.outcome, Probability::Outcome::exact);
    QVERIFY(near(p.probability, expected, 1e-9));
    const auto rows = static_cast<std::uint64_t>(count) * static_cast<std::uint64_t>(count) / 4;
    const QString said = QString("%1 nodes, %2 looked at, %3 rows").arg(p.diagramNodes).arg(p.work).arg(rows);
    qInfo("%s", qPrintable(said));
    QVERIFY2(p.diagramNodes <= 2 * rows, qPrintable(said));
    QVERIFY2(p.work <= 10 * rows, qPrintable(said));
  }

  // More rows than nodes may be: nobody begins with that.
  void tooManyRowsAreNotBegun() {
    Sample s;
    std::vector<Ref> events;
    for (int i = 0; i < 10'000; ++i) events.push_back(s.tree.addEvent());
    const Ref shared = s.tree.addEvent();
    s.q.assign(events.size() + 1, .25);
    for (Ref& e : events) e = s.tree.any(std::array{e, shared});
    s.top = s.tree.atLeast(5'000, events);
    Evaluator evaluator(s.tree, s.q, std::span(&s.top, 1));
    const Probability p = evaluator.probability(s.top);
    QCOMPARE(p.outcome, Probability::Outcome::tooLarge);
    QVERIFY(.25 - 1e-9 <= p.probability && p.upper <= .25 + 1e-9);  // the shared one, and hardly anything else
    QVERIFY2(p.work <= 100'000, qPrintable(QString::number(p.work)));
  }

  // What stays below the limit of nodes for ever, collecting and moving variables, ends all the same. Simple functions
  // beside it are exact.
  void workIsBounded() {
    constexpr std::uint64_t kWork = 3'000'000;
    Sample s;
    test::Rng rng(5);
    std::vector<Ref> events;
    for (int i = 0; i < 400; ++i) events.push_back(s.tree.addEvent());
    s.q.assign(400, .1);
    std::vector<Ref> gates;
    for (int g = 0; g < 150; ++g) {
      std::vector<Ref> some;
      for (int i = 0; i < 12; ++i) some.push_back(events[static_cast<std::size_t>(rng.between(0, 399))]);
      gates.push_back(s.tree.atLeast(6, some));
    }
    const Ref a = s.tree.addEvent();
    const Ref b = s.tree.addEvent();
    s.q.insert(s.q.end(), {.1, .2});
    const std::array tops{s.tree.oddly(gates), s.tree.any(std::array{a, b})};
    Evaluator evaluator(s.tree, s.q, tops, {.diagramNodes = 8'000'000, .stop = {}, .work = kWork});
    const Probability p = evaluator.probability(tops[0]);
    QCOMPARE(p.outcome, Probability::Outcome::tooLarge);
    // Each gate is known, and that an odd number of them is true is no likelier than that any is. Gates may have an
    // event twice.
    QVERIFY2(0 <= p.probability && p.probability <= p.upper && p.upper <= .15, qPrintable(QString::number(p.upper)));
    QVERIFY2(p.work <= 2 * kWork, qPrintable(QString::number(p.work)));
    const Probability simple = evaluator.probability(tops[1]);
    QCOMPARE(simple.outcome, Probability::Outcome::exact);
    QVERIFY(near(simple.probability, .28, 1e-12));
  }

  // All of 40 that hardly ever happen: no number is as small, and it is no impossibility.
  void tooSmallToBeSaid() {
    Sample s;
    std::vector<Ref> events;
    for (int i = 0; i < 40; ++i) events.push_back(s.tree.addEvent());
    s.q.assign(events.size(), 1e-9);
    const Ref never = s.tree.addEvent();
    s.q.push_back(0);
    const Ref all = s.tree.all(events);
    const std::array tops{all, s.tree.all(std::array{all, never}), !all, s.tree.any(std::array{all, !all})};
    Evaluator evaluator(s.tree, s.q, tops);
    QCOMPARE(evaluator.probability(tops[0]).probability, 0.);
    QVERIFY(evaluator.possibility(tops[0]).is && evaluator.possibility(tops[0]).isNot);
    QCOMPARE(evaluator.probability(tops[1]).probability, 0.);
    QVERIFY(!evaluator.possibility(tops[1]).is && evaluator.possibility(tops[1]).isNot);
    QVERIFY(evaluator.possibility(tops[2]).is && evaluator.possibility(tops[2]).isNot);
    QVERIFY(evaluator.possibility(tops[3]).is && !evaluator.possibility(tops[3]).isNot);
  }

  // Whatever the limit: exact, or bounds that hold.
  void boundsHoldForCertain_data() {
    QTest::addColumn<bool>("coherent");
    QTest::newRow("coherent") << true;
    QTest::newRow("any") << false;
  }
  void boundsHoldForCertain() {
    QFETCH(bool, coherent);
    int tooLarge = 0;
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
      const Sample s = test::randomTree(seed, {11, 16, coherent, 1e-3});
      const std::vector<char> table = test::truthTable(s.tree, s.top);
      const double expected = test::bruteForce(table, s.q);
      for (const std::size_t limit : {0U, 5U, 20U}) {
        Evaluator evaluator(s.tree, s.q, std::span(&s.top, 1), {.diagramNodes = limit, .stop = {}});
        const Probability p = evaluator.probability(s.top);
        if (p.outcome == Probability::Outcome::exact) {
          QVERIFY(near(p.probability, expected, 1e-12));
          continue;
        }
        QCOMPARE(p.outcome, Probability::Outcome::tooLarge);
        ++tooLarge;
        QVERIFY2(isWithin(p.probability, expected, p.upper), qPrintable(QString::number(seed)));
        QVERIFY(p.contrary <= 1 - expected + 1e-15);
        QVERIFY(evaluator.importance(s.top).empty());
        QVERIFY(!evaluator.cutSets(s.top, 2));
        std::vector<double> q = s.q;
        q[1] = 1;
        q[2] = 0;
        const Probability given = evaluator.given(s.top, std::array<EventIndex, 1>{1}, std::array<EventIndex, 1>{2});
        const double conditioned = test::bruteForce(table, q);
        QVERIFY(given.outcome == Probability::Outcome::exact ? near(given.probability, conditioned, 1e-12)
                                                             : isWithin(given.probability, conditioned, given.upper));
      }
    }
    QVERIFY2(tooLarge > 40, qPrintable(QString::number(tooLarge)));
  }

  // Gate by gate without taking cases apart, with ranges instead of probabilities.
  void rangesOfGatesHold() {
    std::size_t known = 0;
    std::size_t tighter = 0;
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
      const Sample s = test::randomTree(seed, {8, 9, seed % 3 == 0, 1e-2});
      if (s.top.gate() == 0 || s.tree.gate(s.top.gate()).type == FaultTree::Type::event) continue;
      const dd::Formula formula(s.tree, std::span(&s.top, 1));
      dd::ModuleFinder modules(formula);
      modules.below(formula.of(s.top).index());
      const dd::Part part = dd::PartCutter(formula).cut(formula.of(s.top).index(), modules);
      std::vector<dd::Range> ranges;
      test::Rng rng(seed);
      // Of modules anything may be true: they are as independent as events are.
      for (std::size_t i = 0; i < part.variables.size(); ++i) {
        const double a = rng.real();
        const double b = rng.chance(.5) ? a : rng.real();
        ranges.push_back({std::min(a, b), std::max(a, b)});
      }
      const dd::Range bounds = dd::boundsOf(part, {}, ranges, {});
      std::vector<dd::Range> better;  // where some gates are known
      for (const std::size_t limit : {3U, 6U, 12U}) {
        dd::Diagram diagram({});
        const std::vector<dd::Piece> pieces = dd::piecesOf(part, diagram, limit);
        known += pieces.size();
        better.push_back(dd::boundsOf(part, pieces, ranges, {}));
        tighter += better.back().upper - better.back().lower < .99 * (bounds.upper - bounds.lower) ? 1 : 0;
      }
      std::size_t within = 0;
      for (int pick = 0; pick < 4; ++pick) {
        std::vector<double> q;
        for (const dd::Range& r : ranges) q.push_back(r.lower + (r.upper - r.lower) * (pick < 2 ? pick : rng.real()));
        double expected = 0;
        for (std::uint32_t state = 0; state < 1u << q.size(); ++state) {
          std::vector<char> value(q.size());
          double p = 1;
          for (std::size_t i = 0; i < q.size(); ++i) {
            value[i] = (state >> i & 1u) != 0 ? 1 : 0;
            p *= value[i] != 0 ? q[i] : 1 - q[i];
          }
          for (std::uint32_t g = 0; g < part.gates.size(); ++g) {
            std::size_t count = 0;
            for (const dd::Term t : part.argumentsOf(g)) count += (value[t.index()] != 0) != t.negated() ? 1 : 0;
            const dd::FormulaGate& gate = part.gates[g];
            value.push_back(gate.kind == dd::Kind::any       ? count > 0
                            : gate.kind == dd::Kind::atLeast ? count >= gate.least
                                                             : count % 2 == 1);
          }
          if (value.back() != 0) expected += p;
        }
        within += isWithin(bounds.lower, expected, bounds.upper) ? 1 : 0;
        for (const dd::Range& r : better) within += isWithin(r.lower, expected, r.upper) ? 1 : 0;
      }
      QCOMPARE(within, std::size_t{4 * 4});
    }
    QVERIFY2(known > 300 && tighter > 20, qPrintable(QString("%1 pieces, %2 tighter").arg(known).arg(tighter)));
  }

  // Bounds are worth something: an estimate that is too large is still known to some digits.
  void boundsAreClose() {
    Sample s = test::services(30, 3);
    // What is shared by all in many ways: no order helps, with so few nodes.
    Evaluator evaluator(s.tree, s.q, std::span(&s.top, 1), {.diagramNodes = 120, .stop = {}});
    const Probability p = evaluator.probability(s.top);
    QCOMPARE(p.outcome, Probability::Outcome::tooLarge);
    Evaluator exact(s.tree, s.q, std::span(&s.top, 1));
    const double expected = exact.probability(s.top).probability;
    QVERIFY(p.probability <= expected && expected <= p.upper);
    QVERIFY2(p.upper - p.probability <= .01 * expected,
             qPrintable(QString("%1 %2 of %3").arg(p.probability).arg(p.upper).arg(expected)));
  }

  void stoppedBeforeItBegins() {
    const Sample s = test::services(10, 3);
    std::stop_source stop;
    stop.request_stop();
    Evaluator evaluator(s.tree, s.q, std::span(&s.top, 1), {.diagramNodes = 1'000'000, .stop = stop.get_token()});
    QCOMPARE(evaluator.probability(s.top).outcome, Probability::Outcome::stopped);
    QCOMPARE(evaluator.given(s.top, {}, {}).outcome, Probability::Outcome::stopped);
    QVERIFY(evaluator.importance(s.top).empty());
    QVERIFY(!evaluator.cutSets(s.top, 2));
  }
};

QTEST_GUILESS_MAIN(TestEvaluationLimits)
#include "test_evaluation_limits.moc"
