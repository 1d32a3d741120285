// The diagram itself against truth tables, with so little room that it collects again and again.
#include "availability/diagram.h"

#include <array>
#include <bitset>
#include <numeric>
#include <span>

#include "rng.h"
#include "support.h"

using namespace nines;
using namespace nines::dd;

namespace {

constexpr std::uint32_t kLevels = 8;
using TruthTable = std::bitset<1u << kLevels>;

// By the variables that levels stand for.
TruthTable tableOf(const Diagram& d, Edge e, std::span<const std::uint32_t> variableAt) {
  TruthTable t;
  for (std::size_t state = 0; state < t.size(); ++state) {
    Edge at = e;
    while (!at.constant()) at = (state >> variableAt[d.level(at)] & 1u) != 0 ? d.high(at) : d.low(at);
    t[state] = at == kTrue;
  }
  return t;
}

TruthTable tableOf(const Diagram& d, Edge e) {
  constexpr std::array<std::uint32_t, kLevels> kAsNumbered{0, 1, 2, 3, 4, 5, 6, 7};
  return tableOf(d, e, kAsNumbered);
}

TruthTable tableOf(const Function& f) {
  TruthTable t;
  for (std::size_t state = 0; state < t.size(); ++state) {
    Edge at = f.root;
    while (!at.constant()) {
      const DiagramNode& n = f.nodes[at.node()];
      at = ((state >> n.level & 1u) != 0 ? n.high : n.low) ^ at.negated();
    }
    t[state] = at == kTrue;
  }
  return t;
}

TruthTable tableOfVariable(std::uint32_t level) {
  TruthTable t;
  for (std::size_t state = 0; state < t.size(); ++state) t[state] = (state >> level & 1u) != 0;
  return t;
}

}  // namespace

class TestDiagram : public QObject {
  Q_OBJECT

 private slots:
  void operationsAgreeWithTruthTables_data() {
    QTest::addColumn<int>("limit");
    QTest::newRow("much room") << 1'000'000;
    QTest::newRow("little room") << 700;
  }
  void operationsAgreeWithTruthTables() {
    QFETCH(int, limit);
    constexpr std::size_t kSlots = 6;
    Diagram d({});
    test::Rng rng(11);
    std::size_t made = 0;
    for (int round = 0; round < 20; ++round) {
      d.begin(kLevels, static_cast<std::size_t>(limit));
      d.setSlots(kSlots);
      std::array<TruthTable, kSlots> tables;
      for (int i = 0; i < 400; ++i) {
        const std::size_t to = rng.below(kSlots);
        const std::size_t a = rng.below(kSlots);
        const std::size_t b = rng.below(kSlots);
        const std::size_t c = rng.below(kSlots);
        const auto level = static_cast<std::uint32_t>(rng.below(kLevels));
        const std::size_t kind = rng.below(6);
        if (kind == 0) {
          d.slot(to) = d.make(level, kFalse, kTrue);
          tables[to] = tableOfVariable(level);
        } else if (kind == 1) {
          d.slot(to) = !d.slot(a);
          tables[to] = ~tables[a];
        } else if (kind == 2) {
          d.slot(to) = d.both(d.slot(a), d.slot(b));
          tables[to] = tables[a] & tables[b];
        } else if (kind == 3) {
          d.slot(to) = d.either(d.slot(a), d.slot(b));
          tables[to] = tables[a] | tables[b];
        } else if (kind == 4) {
          d.slot(to) = d.differ(d.slot(a), d.slot(b));
          tables[to] = tables[a] ^ tables[b];
        } else {
          d.slot(to) = d.choose(d.slot(a), d.slot(b), d.slot(c));
          tables[to] = (tables[a] & tables[b]) | (~tables[a] & tables[c]);
        }
        QCOMPARE(d.failure(), Failure::none);
        ++made;
        for (std::size_t s = 0; s < kSlots; ++s) QVERIFY(tableOf(d, d.slot(s)) == tables[s]);
        // One form for each function, whatever the way to it.
        for (std::size_t s = 0; s < kSlots; ++s) QCOMPARE(d.slot(s) == d.slot(to), tables[s] == tables[to]);
      }
      QVERIFY(d.nodes() <= static_cast<std::size_t>(limit));
      const Function frozen = d.freeze(d.slot(0));
      QVERIFY(tableOf(frozen) == tables[0]);
      for (std::size_t n = 1; n < frozen.nodes.size(); ++n) {
        QVERIFY(frozen.nodes[n].low.node() < n && frozen.nodes[n].high.node() < n);
        QVERIFY(!frozen.nodes[n].low.negated());
      }
      Diagram other({});
      other.begin(kLevels, 1'000'000);
      QVERIFY(tableOf(other, other.thaw(frozen)) == tables[0]);
    }
    QCOMPARE(made, std::size_t{8'000});
  }

  // Whatever order variables are brought into, functions stay what they are, each with one form; and pairs that stood
  // far apart come together, which is the best there is.
  void reorderingKeepsFunctions() {
    constexpr std::size_t kSlots = 6;
    test::Rng rng(17);
    std::size_t moved = 0;
    for (int round = 0; round < 150; ++round) {
      Diagram d({});
      d.begin(kLevels, 1'000'000);
      d.setSlots(kSlots);
      std::vector<std::uint32_t> variableAt(kLevels);  // what each level stands for by now
      std::iota(variableAt.begin(), variableAt.end(), 0u);
      std::array<TruthTable, kSlots> tables;  // by variable
      for (int turn = 0; turn < 4; ++turn) {
        for (int i = 0; i < 12; ++i) {
          const std::size_t to = rng.below(kSlots);
          const std::size_t a = rng.below(kSlots);
          const auto level = static_cast<std::uint32_t>(rng.below(kLevels));
          const Edge variable = d.make(level, kFalse, kTrue);
          const TruthTable table = tableOfVariable(variableAt[level]);
          const bool negate = rng.chance(.5);
          const std::size_t kind = rng.below(3);
          const Edge other = d.slot(a) ^ negate;
          const TruthTable otherTable = negate ? ~tables[a] : tables[a];
          if (kind == 0) d.slot(to) = d.both(variable, other);
          if (kind == 1) d.slot(to) = d.either(variable, other);
          if (kind == 2) d.slot(to) = d.differ(variable, other);
          tables[to] = kind == 0 ? table & otherTable : kind == 1 ? table | otherTable : table ^ otherTable;
        }
        const std::vector<std::uint32_t> from = d.reorder(1'000'000);
        std::vector<std::uint32_t> now(kLevels);
        for (std::size_t level = 0; level < kLevels; ++level) {
          now[level] = variableAt[from[level]];
          moved += from[level] != level ? 1 : 0;
        }
        variableAt = now;
        for (std::size_t s = 0; s < kSlots; ++s) QVERIFY(tableOf(d, d.slot(s), variableAt) == tables[s]);
        for (std::size_t s = 0; s < kSlots; ++s) QCOMPARE(d.slot(s) == d.slot(0), tables[s] == tables[0]);
        const Function frozen = d.freeze(d.slot(1));
        for (std::size_t n = 1; n < frozen.nodes.size(); ++n) {
          QVERIFY(!frozen.nodes[n].low.negated());
          for (const Edge below : {frozen.nodes[n].low, frozen.nodes[n].high})
            QVERIFY(below.constant() || frozen.nodes[below.node()].level > frozen.nodes[n].level);
        }
      }
    }
    QVERIFY(moved > 1'000);
  }

  void reorderingBringsPairsTogether() {
    constexpr std::uint32_t kPairs = 9;
    Diagram d({});
    d.begin(2 * kPairs, 1'000'000);
    d.setSlots(1);
    for (std::uint32_t i = 0; i < kPairs; ++i)
      d.slot(0) = d.either(d.slot(0), d.both(d.make(i, kFalse, kTrue), d.make(i + kPairs, kFalse, kTrue)));
    QVERIFY(d.freeze(d.slot(0)).nodes.size() > 1'000);
    for (int i = 0; i < 4; ++i) d.reorder(1'000'000);
    // Two nodes a pair, and the constant: the least there is.
    QCOMPARE(d.freeze(d.slot(0)).nodes.size(), std::size_t{2 * kPairs + 1});
  }

  // An operation that finds it crowded leaves everything as it was, to be repeated.
  void crowdedIsNoEnd() {
    Diagram d({});
    d.begin(40, 1'000'000);
    d.setSlots(1);
    d.setCrowdedAt(200);
    std::vector<std::uint32_t> levelOf(40);
    std::iota(levelOf.begin(), levelOf.end(), 0u);
    int crowded = 0;
    for (std::uint32_t i = 0; i < 20;) {
      const Edge pair = d.both(d.make(levelOf[i], kFalse, kTrue), d.make(levelOf[i + 20], kFalse, kTrue));
      const Edge all = d.either(d.slot(0), pair);
      if (d.failure() != Failure::crowded) {
        d.slot(0) = all;
        ++i;
        continue;
      }
      ++crowded;
      QVERIFY(all == kFalse);
      const std::vector<std::uint32_t> from = d.reorder(1'000'000);
      QCOMPARE(d.failure(), Failure::none);
      for (std::uint32_t& level : levelOf)
        level = static_cast<std::uint32_t>(std::ranges::find(from, level) - from.begin());
      d.setCrowdedAt(2 * std::max<std::size_t>(d.nodes(), 100));
    }
    QVERIFY(crowded > 0);
    QVERIFY(d.freeze(d.slot(0)).nodes.size() < 2'000);  // 2^21 as they were numbered
  }

  void givesUpAtTheLimit() {
    Diagram d({});
    d.begin(40, 100);
    d.setSlots(1);
    // Pairs that are far apart in the order: 2^20 nodes.
    for (std::uint32_t i = 0; i < 20 && d.failure() == Failure::none; ++i)
      d.slot(0) = d.either(d.slot(0), d.both(d.make(i, kFalse, kTrue), d.make(i + 20, kFalse, kTrue)));
    QCOMPARE(d.failure(), Failure::tooLarge);
    QVERIFY(d.nodes() <= 100);
    QVERIFY(d.both(kTrue, kTrue) == kFalse);
    d.begin(40, 100);
    QCOMPARE(d.failure(), Failure::none);
    QVERIFY(d.both(kTrue, kTrue) == kTrue);
  }
};

QTEST_GUILESS_MAIN(TestDiagram)
#include "test_diagram.moc"
