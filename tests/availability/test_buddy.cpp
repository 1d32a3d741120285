// Larger random trees than can be tried state by state, against BuDDy: another author's diagrams, with all events in
// one order, no modules and no complement edges.
#include <bdd.h>

#include <functional>
#include <unordered_map>

#include "availability/construction.h"
#include "availability/diagram_walks.h"
#include "availability/evaluation.h"
#include "availability/event_order.h"
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

class Oracle {
 public:
  explicit Oracle(const Sample& s) : m_tree(s.tree), m_gates(s.tree.gateCount()) {
    m_gates[0] = bddfalse;
    for (std::uint32_t g = 1; g < s.tree.gateCount(); ++g) m_gates[g] = join(g);
  }

  bdd of(Ref r) const { return r.isNegated() ? !m_gates[r.gate()] : m_gates[r.gate()]; }

  static std::size_t supportSize(const bdd& f) {
    std::size_t size = 0;
    for (bdd rest = bdd_support(f); rest != bddtrue && rest != bddfalse; rest = bdd_high(rest)) ++size;
    return size;
  }

  // P(f is `wanted`).
  static double probability(const bdd& f, const std::vector<double>& q, bool wanted) {
    std::unordered_map<int, double> known;
    const std::function<double(const bdd&)> walk = [&](const bdd& at) {
      if (at == bddtrue || at == bddfalse) return (at == bddtrue) == wanted ? 1. : 0.;
      if (const auto found = known.find(at.id()); found != known.end()) return found->second;
      const double p = q[static_cast<std::size_t>(bdd_var(at))];
      return known[at.id()] = p * walk(bdd_high(at)) + (1 - p) * walk(bdd_low(at));
    };
    return walk(f);
  }

 private:
  bdd join(std::uint32_t index) const {
    const FaultTree::Gate& gate = m_tree.gate(index);
    const auto arguments = m_tree.arguments(index);
    if (gate.type == FaultTree::Type::event) return bdd_ithvar(static_cast<int>(gate.least));
    if (gate.type == FaultTree::Type::atLeast) {
      std::vector<bdd> row(gate.least + 1, bddfalse);
      row[0] = bddtrue;
      for (const Ref a : arguments) {
        for (std::uint32_t j = gate.least; j > 0; --j) row[j] = row[j] | (row[j - 1] & of(a));
      }
      return row.back();
    }
    bdd out = gate.type == FaultTree::Type::all ? bddtrue : bddfalse;
    for (const Ref a : arguments) {
      if (gate.type == FaultTree::Type::all) out &= of(a);
      if (gate.type == FaultTree::Type::any) out |= of(a);
      if (gate.type == FaultTree::Type::oddly) out ^= of(a);
    }
    return out;
  }

  const FaultTree& m_tree;
  std::vector<bdd> m_gates;
};

// Gates near each other have events near each other, as systems do.
Sample localTree(std::uint64_t seed, int events, bool coherent) {
  test::Rng rng(seed);
  Sample s;
  std::vector<Ref> known;
  for (int i = 0; i < events; ++i) {
    known.push_back(s.tree.addEvent());
    s.q.push_back(std::pow(1e-4, rng.real()) * .5);
  }
  std::vector<Ref> gates;
  for (int g = 0; g < events; ++g) {
    std::vector<Ref> arguments;
    for (int i = rng.between(2, 4); i > 0; --i) {
      const int near = std::clamp(g + rng.between(-4, 4), 0, events - 1);
      Ref r = known[static_cast<std::size_t>(near)];
      if (!gates.empty() && rng.chance(.4))
        r = gates[gates.size() - 1 - rng.below(std::min<std::size_t>(gates.size(), 3))];
      arguments.push_back(!coherent && rng.chance(.25) ? !r : r);
    }
    arguments.push_back(known[0]);  // a common cause
    const std::size_t kind = rng.below(coherent ? 3 : 4);
    Ref made = kind == 0 ? s.tree.any(arguments) : s.tree.atLeast(2, arguments);
    if (kind == 2) made = s.tree.all(std::span(arguments).first(2));
    if (kind == 3) made = s.tree.oddly(arguments);
    gates.push_back(made);
  }
  std::vector<Ref> last;
  for (std::size_t i = 0; i < gates.size(); i += 5) last.push_back(gates[i]);
  s.top = s.tree.atLeast(static_cast<std::uint32_t>(last.size() / 3), last);
  return s;
}

}  // namespace

class TestBuddy : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() {
    QCOMPARE(bdd_init(400'000, 40'000), 0);
    bdd_setvarnum(150);
    bdd_gbc_hook(nullptr);
  }
  void cleanupTestCase() { bdd_done(); }

  void agrees_data() {
    QTest::addColumn<int>("events");
    QTest::addColumn<bool>("coherent");
    for (const int events : {40, 70, 110, 150}) {
      QTest::addRow("%d coherent", events) << events << true;
      QTest::addRow("%d any", events) << events << false;
    }
  }
  void agrees() {
    QFETCH(int, events);
    QFETCH(bool, coherent);
    std::size_t nodes = 0;
    for (std::uint64_t seed = 0; seed < 6; ++seed) {
      const Sample s = localTree(seed, events, coherent);
      const Oracle oracle(s);
      const bdd top = oracle.of(s.top);
      Evaluator evaluator(s.tree, s.q, std::span(&s.top, 1));
      const Probability p = evaluator.probability(s.top);
      nodes += p.diagramNodes;
      QCOMPARE(p.outcome, Probability::Outcome::exact);
      QVERIFY(near(p.probability, Oracle::probability(top, s.q, true), 1e-11));
      QVERIFY(near(p.contrary, Oracle::probability(top, s.q, false), 1e-11));
      const auto importance = evaluator.importance(s.top);
      QCOMPARE(importance.size(), Oracle::supportSize(top));
      for (std::size_t i = 0; i < importance.size(); i += 7) {
        std::vector<double> q = s.q;
        q[importance[i].event] = 1;
        const double with = Oracle::probability(top, q, true);
        q[importance[i].event] = 0;
        const double without = Oracle::probability(top, q, true);
        QVERIFY(near(importance[i].ifPerfect, without, 1e-11));
        QVERIFY(std::abs(importance[i].birnbaum - (with - without)) <= 1e-12 * std::max(with, without));
        const std::array<EventIndex, 1> event{importance[i].event};
        QVERIFY(near(evaluator.given(s.top, event, {}).probability, with, 1e-11));
        QVERIFY(near(evaluator.given(s.top, {}, event).probability, without, 1e-11));
      }
    }
    QVERIFY(nodes > 100);  // not all of it was simplified away
  }

  // Diagrams for which variables are moved on the way, from the beginning and again and again.
  void agreesWhileReordering() {
    int moved = 0;
    for (std::uint64_t seed = 40; seed < 64; ++seed) {
      const Sample s = localTree(seed, 60, seed % 2 == 0);
      if (s.top.gate() == 0) continue;
      const Oracle oracle(s);
      const dd::Formula formula(s.tree, std::span(&s.top, 1));
      const dd::Term top = formula.of(s.top);
      const dd::ModuleFinder none(formula);  // before it has looked for any
      const dd::Part part = dd::PartCutter(formula).cut(top.index(), none);
      std::vector<std::uint32_t> order = dd::orderOf(part, dd::OrderBy::depthFirst);
      const std::vector<std::uint32_t> before = order;
      dd::Diagram diagram({});
      diagram.begin(static_cast<std::uint32_t>(order.size()), 4'000'000);
      std::size_t done = 0;
      const dd::Edge root = dd::construct(part, order, diagram, done, 40);
      QCOMPARE(diagram.failure(), dd::Failure::none);
      moved += order != before ? 1 : 0;
      std::vector<dd::Chance> chances;
      for (const std::uint32_t v : order) {
        const double q = s.q[formula.gate(part.variables[v]).least];
        chances.push_back({q, 1 - q});
      }
      const dd::Chance found = dd::chanceOf(diagram.freeze(root ^ top.negated()), chances);
      QVERIFY(near(found.is, Oracle::probability(oracle.of(s.top), s.q, true), 1e-11));
      QVERIFY(near(found.isNot, Oracle::probability(oracle.of(s.top), s.q, false), 1e-11));
    }
    QVERIFY2(moved > 15, qPrintable(QString::number(moved)));
  }

  // Cut sets make it true whatever else is, and no fewer of their events do.
  void cutSetsAreCutSets() {
    for (std::uint64_t seed = 20; seed < 28; ++seed) {
      const Sample s = localTree(seed, 60, seed % 2 == 0);
      const Oracle oracle(s);
      const bdd top = oracle.of(s.top);
      Evaluator evaluator(s.tree, s.q, std::span(&s.top, 1));
      const auto sets = evaluator.cutSets(s.top, 4);
      QVERIFY(sets);
      const auto given = [&](std::span<const EventIndex> events) {
        bdd happened = bddtrue;
        for (const EventIndex e : events) happened &= bdd_ithvar(static_cast<int>(e));
        return (happened & !top) == bddfalse;
      };
      for (const CutSet& cut : *sets) {
        QVERIFY(given(cut.events));
        for (std::size_t i = 0; i < cut.events.size(); ++i) {
          std::vector<EventIndex> fewer = cut.events;
          fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
          QVERIFY(!given(fewer));
        }
      }
      // None is missing: of one event and of two.
      std::size_t found = 0;
      for (EventIndex a = 0; a < 60; ++a) {
        const bool alone = given(std::array{a});
        found += alone ? 1 : 0;
        for (EventIndex b = a + 1; b < 60 && !alone; ++b)
          found += !given(std::array{b}) && given(std::array{a, b}) ? 1 : 0;
      }
      QCOMPARE(
          static_cast<std::size_t>(std::ranges::count_if(*sets, [](const CutSet& c) { return c.events.size() <= 2; })),
          found);
    }
  }
};

QTEST_GUILESS_MAIN(TestBuddy)
#include "test_buddy.moc"
