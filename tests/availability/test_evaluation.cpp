// Expected values come from closed forms and from trying all states, never from the engine.
#include "availability/evaluation.h"

#include <bit>
#include <set>

#include "support.h"
#include "trees.h"

using namespace nines;
using Ref = FaultTree::Ref;
using test::bruteForce;
using test::Sample;

namespace {

bool near(double value, double expected, double relative = 1e-12) {
  const bool is = std::abs(value - expected) <= relative * std::abs(expected);
  if (!is) qWarning("%.17g instead of %.17g", value, expected);
  return is;
}

Evaluator evaluatorOf(const Sample& s, const EvaluationLimits& limits = {}) {
  return Evaluator(s.tree, s.q, std::span(&s.top, 1), limits);
}

std::vector<Ref> events(Sample& s, int count, double q) {
  std::vector<Ref> out;
  for (int i = 0; i < count; ++i) {
    out.push_back(s.tree.addEvent());
    s.q.push_back(q);
  }
  return out;
}

double choose(int n, int k) {
  double out = 1;
  for (int i = 1; i <= k; ++i) out = out * (n - k + i) / i;
  return out;
}

// P(top) with one event fixed, by trying all states.
double conditioned(const std::vector<char>& table, std::vector<double> q, std::size_t event, double value) {
  q[event] = value;
  return bruteForce(table, q);
}

// All smallest sets of events that make it true whatever else happens, by trying all.
std::set<std::vector<EventIndex>> smallestSets(const std::vector<char>& table) {
  const auto all = static_cast<std::uint32_t>(table.size() - 1);
  std::vector<char> sure(table.size(), 1);
  for (std::uint32_t set = all + 1; set-- > 0;) {
    sure[set] = table[set];
    for (std::uint32_t rest = all & ~set; rest != 0; rest &= rest - 1) {
      if (sure[set | (rest & -rest)] == 0) sure[set] = 0;
    }
  }
  std::set<std::vector<EventIndex>> out;
  for (std::uint32_t set = 0; set <= all; ++set) {
    bool smallest = sure[set] != 0;
    std::vector<EventIndex> members;
    for (std::uint32_t rest = set; rest != 0; rest &= rest - 1) {
      smallest = smallest && sure[set & ~(rest & -rest)] == 0;
      members.push_back(static_cast<EventIndex>(std::countr_zero(rest)));
    }
    if (smallest) out.insert(members);
  }
  return out;
}

// What is the same whatever happens, or depends on its first event alone, and does not look like it.
Ref disguised(Sample& s, test::Rng& rng) {
  const std::vector<Ref> own = events(s, 2, .1 + .1 * static_cast<double>(rng.below(8)));
  const Ref both = s.tree.all(own);
  const Ref first = s.tree.all(std::array{own[0], !own[1]});
  const Ref always = s.tree.any(std::array{both, first, !own[0]});
  switch (rng.below(4)) {
    case 0:
      return always;
    case 1:
      return !always;
    case 2:
      return s.tree.any(std::array{both, first});
    default:
      return first;
  }
}

// Gates over such parts and three events.
Sample treeOfDisguises(std::uint64_t seed) {
  test::Rng rng(seed);
  Sample s;
  std::vector<Ref> known = events(s, 3, .3);
  for (int i = 0; i < 4; ++i) known.push_back(disguised(s, rng));
  for (int g = 0; g < 7; ++g) {
    std::vector<Ref> arguments;
    for (int i = rng.between(2, 4); i > 0; --i)
      arguments.push_back(rng.chance(.3) ? !rng.pick(known) : rng.pick(known));
    const std::size_t kind = rng.below(5);
    if (kind < 2) known.push_back(s.tree.all(arguments));
    if (kind == 2) known.push_back(s.tree.any(arguments));
    if (kind == 3) known.push_back(s.tree.atLeast(2, arguments));
    if (kind == 4) known.push_back(s.tree.oddly(arguments));
  }
  s.top = rng.chance(.5) ? s.tree.any(std::span(known).last(3)) : s.tree.atLeast(2, std::span(known).last(3));
  return s;
}

void checkImportance(Evaluator& evaluator, const Sample& s, const std::vector<char>& table) {
  const double whole = bruteForce(table, s.q);
  std::set<EventIndex> listed;
  double before = INFINITY;
  for (const EventImportance& i : evaluator.importance(s.top)) {
    const double with = conditioned(table, s.q, i.event, 1);
    const double without = conditioned(table, s.q, i.event, 0);
    QVERIFY(near(i.ifPerfect, without));
    // What opposite influences leave of each other is as exact as they are themselves.
    QVERIFY(std::abs(i.birnbaum - (with - without)) <=
            1e-13 * std::max(with, without) + 1e-9 * std::abs(with - without));
    if (whole > 0) QVERIFY(std::abs(i.criticality - s.q[i.event] * i.birnbaum / whole) <= 1e-12);
    QVERIFY(i.criticality <= before);
    before = i.criticality;
    QVERIFY(listed.insert(i.event).second);
  }
  for (EventIndex e = 0; e < s.tree.eventCount(); ++e) {
    bool matters = false;
    for (std::size_t state = 0; state < table.size(); ++state)
      matters = matters || table[state] != table[state ^ std::size_t{1} << e];
    QCOMPARE(listed.contains(e), matters);
  }
}

void checkCutSets(Evaluator& evaluator, const Sample& s, const std::vector<char>& table) {
  const std::set<std::vector<EventIndex>> all = smallestSets(table);
  for (const std::size_t order : {std::size_t{0}, std::size_t{1}, std::size_t{2}, std::size_t{3}, std::size_t{99}}) {
    const auto found = evaluator.cutSets(s.top, order);
    QVERIFY(found);
    std::set<std::vector<EventIndex>> sets;
    for (const CutSet& cut : *found) {
      QVERIFY(sets.insert(cut.events).second);
      double p = 1;
      for (const EventIndex e : cut.events) p *= s.q[e];
      QVERIFY(near(cut.probability, p));
    }
    std::set<std::vector<EventIndex>> expected = all;
    std::erase_if(expected, [order](const auto& set) { return set.size() > order; });
    QCOMPARE(sets, expected);
  }
}

}  // namespace

class TestEvaluation : public QObject {
  Q_OBJECT

 private slots:
  // A shared cause that hardly matters: what it adds is far below what is there anyway, in the diagram above it.
  void smallInfluencesKeepTheirDigits() {
    for (const double a : {.5, 1e-3, .999}) {
      for (const double b : {1e-5, 1e-9, 1e-13, 1e-20}) {
        Sample s;
        const Ref cause = s.tree.addEvent();
        s.q.push_back(.25);
        std::vector<Ref> gates;
        for (int i = 0; i < 3; ++i) {
          const Ref with = s.tree.addEvent();
          const Ref alone = s.tree.addEvent();
          s.q.insert(s.q.end(), {b, a});
          gates.push_back(s.tree.any(std::array{s.tree.all(std::array{cause, with}), alone}));
        }
        s.top = s.tree.all(gates);
        Evaluator evaluator(s.tree, s.q, std::span(&s.top, 1));
        // (a + b (1 - a))^3 - a^3
        const double more = b * (1 - a);
        const double expected = more * (3 * a * a + 3 * a * more + more * more);
        for (const EventImportance& i : evaluator.importance(s.top)) {
          if (i.event == 0) QVERIFY2(near(i.birnbaum, expected, 1e-9), qPrintable(QString("%1 %2").arg(a).arg(b)));
        }
        const Ref contrary = !s.top;
        Evaluator turned(s.tree, s.q, std::span(&contrary, 1));
        for (const EventImportance& i : turned.importance(contrary)) {
          if (i.event == 0) QVERIFY(near(i.birnbaum, -expected, 1e-9));
        }
      }
    }
  }

  void seriesAndParallel() {
    for (const int n : {1, 2, 7, 300}) {
      Sample series;
      series.top = series.tree.any(events(series, n, 1e-6));
      // 1 - (1 - q)^n without its cancellation.
      const double expected = -std::expm1(n * std::log1p(-1e-6));
      Evaluator s = evaluatorOf(series);
      QVERIFY(near(s.probability(series.top).probability, expected));
      QVERIFY(near(s.probability(series.top).contrary, std::exp(n * std::log1p(-1e-6))));
      Sample parallel;
      parallel.top = parallel.tree.all(events(parallel, n, .1));
      Evaluator p = evaluatorOf(parallel);
      QVERIFY(near(p.probability(parallel.top).probability, std::pow(.1, n)));
      QVERIFY(near(p.probability(!parallel.top).contrary, std::pow(.1, n)));
    }
  }

  void bridge() {
    Sample s;
    const auto e = events(s, 5, 0);
    s.q = {.1, .2, .3, .4, .05};
    // Two ways of two, and a middle that joins them: the cut sets of the bridge.
    s.top = s.tree.any(std::array{s.tree.all(std::array{e[0], e[1]}), s.tree.all(std::array{e[2], e[3]}),
                                  s.tree.all(std::array{e[0], e[4], e[3]}), s.tree.all(std::array{e[1], e[4], e[2]})});
    const auto bridgeAt = [&](double middle) {
      const double open = 1 - (1 - .1 * .2) * (1 - .3 * .4);
      const double joined = (1 - (1 - .1) * (1 - .3)) * (1 - (1 - .2) * (1 - .4));
      return middle * joined + (1 - middle) * open;
    };
    Evaluator evaluator = evaluatorOf(s);
    const Probability p = evaluator.probability(s.top);
    QCOMPARE(p.outcome, Probability::Outcome::exact);
    QVERIFY(near(p.probability, bridgeAt(.05)));
    QCOMPARE(p.upper, p.probability);
    QVERIFY(near(evaluator.given(s.top, std::array<EventIndex, 1>{4}, {}).probability, bridgeAt(1)));
    QVERIFY(near(evaluator.given(s.top, {}, std::array<EventIndex, 1>{4}).probability, bridgeAt(0)));
  }

  void someOfMany() {
    for (const auto& [k, n] : {std::pair{1, 5}, {2, 3}, {4, 6}, {25, 50}, {50, 50}}) {
      Sample s;
      s.top = s.tree.atLeast(static_cast<std::uint32_t>(k), events(s, n, .02));
      double expected = 0;
      for (int i = n; i >= k; --i) expected += choose(n, i) * std::pow(.02, i) * std::pow(.98, n - i);
      Evaluator evaluator = evaluatorOf(s);
      const Probability p = evaluator.probability(s.top);
      QVERIFY(near(p.probability, expected));
      QCOMPARE(p.diagramNodes, static_cast<std::size_t>(k * (n - k + 1)));
    }
  }

  void constantsAndSingleEvents() {
    Sample s;
    s.top = events(s, 2, .25)[1];
    const std::array tops{s.top, !s.top, FaultTree::never(), FaultTree::always()};
    Evaluator evaluator(s.tree, s.q, tops);
    QCOMPARE(evaluator.probability(s.top).probability, .25);
    QCOMPARE(evaluator.probability(!s.top).probability, .75);
    QCOMPARE(evaluator.probability(FaultTree::never()).probability, 0.);
    QCOMPARE(evaluator.probability(FaultTree::always()).probability, 1.);
    QCOMPARE(evaluator.probability(FaultTree::always()).contrary, 0.);
    QVERIFY(evaluator.importance(FaultTree::always()).empty());
    QCOMPARE(evaluator.importance(!s.top).size(), std::size_t{1});
    QCOMPARE(evaluator.importance(!s.top).front().birnbaum, -1.);
    QCOMPARE(evaluator.importance(!s.top).front().ifPerfect, 1.);
    QCOMPARE(evaluator.cutSets(FaultTree::never(), 2)->size(), std::size_t{0});
    QVERIFY(evaluator.cutSets(FaultTree::always(), 2)->front().events.empty());
    QCOMPARE(evaluator.cutSets(s.top, 2)->front().events, std::vector<EventIndex>{1});
    QVERIFY(evaluator.cutSets(!s.top, 2)->empty());
    QCOMPARE(evaluator.given(s.top, std::array<EventIndex, 1>{1}, {}).probability, 1.);
  }

  void randomTreesAgreeWithAllStates_data() {
    QTest::addColumn<bool>("coherent");
    QTest::newRow("coherent") << true;
    QTest::newRow("any") << false;
  }
  void randomTreesAgreeWithAllStates() {
    QFETCH(bool, coherent);
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
      const int count = 3 + static_cast<int>(seed % 10);
      const Sample s = test::randomTree(seed, {count, 4 + static_cast<int>(seed % 17), coherent});
      const std::vector<char> table = test::truthTable(s.tree, s.top);
      Evaluator evaluator = evaluatorOf(s);
      const Probability p = evaluator.probability(s.top);
      QCOMPARE(p.outcome, Probability::Outcome::exact);
      QVERIFY(near(p.probability, bruteForce(table, s.q)));
      QVERIFY(near(p.contrary, bruteForce(table, s.q, false)));
      checkImportance(evaluator, s, table);
      checkCutSets(evaluator, s, table);
      if (QTest::currentTestFailed()) {
        qWarning("seed %d", static_cast<int>(seed));
        return;
      }
    }
  }

  // Modules that are constant: neighbours that only they would let matter do not, and sets have nothing of them.
  void partsThatAreConstant() {
    for (std::uint64_t seed = 0; seed < 400; ++seed) {
      const Sample s = treeOfDisguises(seed);
      const std::vector<char> table = test::truthTable(s.tree, s.top);
      Evaluator evaluator = evaluatorOf(s);
      QVERIFY(near(evaluator.probability(s.top).probability, bruteForce(table, s.q)));
      checkImportance(evaluator, s, table);
      checkCutSets(evaluator, s, table);
      if (QTest::currentTestFailed()) {
        qWarning("seed %d", static_cast<int>(seed));
        return;
      }
    }
  }

  void sixteenEvents() {
    for (std::uint64_t seed = 1000; seed < 1020; ++seed) {
      const Sample s = test::randomTree(seed, {16, 24, seed % 2 == 0});
      const std::vector<char> table = test::truthTable(s.tree, s.top);
      Evaluator evaluator = evaluatorOf(s);
      QVERIFY(near(evaluator.probability(s.top).probability, bruteForce(table, s.q)));
      checkImportance(evaluator, s, table);
      checkCutSets(evaluator, s, table);
    }
  }

  // Certain and impossible events among the others.
  void probabilitiesOfZeroAndOne() {
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
      Sample s = test::randomTree(seed, {8, 10});
      test::Rng rng(seed);
      for (double& q : s.q) q = rng.chance(.3) ? 0 : rng.chance(.3) ? 1 : q;
      const std::vector<char> table = test::truthTable(s.tree, s.top);
      Evaluator evaluator = evaluatorOf(s);
      QVERIFY(near(evaluator.probability(s.top).probability, bruteForce(table, s.q)));
      checkImportance(evaluator, s, table);
    }
  }

  void givenIsConditioning() {
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
      const Sample s = test::randomTree(seed, {9, 12});
      test::Rng rng(seed);
      std::vector<EventIndex> happened;
      std::vector<EventIndex> not_;
      std::vector<double> q = s.q;
      for (EventIndex e = 0; e < 9; ++e) {
        const std::size_t what = rng.below(4);
        if (what == 0) happened.push_back(e);
        if (what == 1) not_.push_back(e);
        if (what < 2) q[e] = what == 0 ? 1 : 0;
      }
      const std::vector<char> table = test::truthTable(s.tree, s.top);
      Evaluator evaluator = evaluatorOf(s);
      const Probability p = evaluator.given(s.top, happened, not_);
      QVERIFY(near(p.probability, bruteForce(table, q)));
      QVERIFY(near(p.contrary, bruteForce(table, q, false)));
      QVERIFY(near(evaluator.probability(s.top).probability, bruteForce(table, s.q)));
    }
  }

  // A common cause taken apart by hand gives the same.
  void conditioningOnACommonCause() {
    const Sample s = test::services(40, 3);
    Evaluator evaluator = evaluatorOf(s);
    const double whole = evaluator.probability(s.top).probability;
    const std::array<EventIndex, 1> zone{1};
    const double with = evaluator.given(s.top, zone, {}).probability;
    const double without = evaluator.given(s.top, {}, zone).probability;
    QVERIFY(near(s.q[1] * with + (1 - s.q[1]) * without, whole));
    // By hand: with h for a zone of hosts, a service is down by two of three zones.
    const double h = std::pow(4.452473749250e-03, 3);
    double up = 0;
    for (unsigned zones = 0; zones < 8; ++zones) {
      double weight = 1;
      for (unsigned z = 0; z < 3; ++z) weight *= (zones >> z & 1u) != 0 ? 5e-4 : 1 - 5e-4;
      const int down = std::popcount(zones);
      const double serviceUp = down == 0 ? 1 - 3 * h * h + 2 * h * h * h : down == 1 ? (1 - h) * (1 - h) : 0;
      up += weight * std::pow(serviceUp, 40);
    }
    QVERIFY(near(evaluator.probability(s.top).contrary, (1 - 5e-5) * up));
  }

  void severalFunctionsOfOneTree() {
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
      Sample s = test::randomTree(seed, {10, 20});
      const auto below = s.tree.arguments(s.top.gate());
      std::vector<Ref> tops(below.begin(), below.end());
      tops.push_back(s.top);
      Evaluator evaluator(s.tree, s.q, tops);
      for (const Ref top : tops) {
        const std::vector<char> table = test::truthTable(s.tree, top);
        QVERIFY(near(evaluator.probability(top).probability, bruteForce(table, s.q)));
        Sample one = s;
        one.top = top;
        checkImportance(evaluator, one, table);
      }
    }
  }
};

QTEST_GUILESS_MAIN(TestEvaluation)
#include "test_evaluation.moc"
