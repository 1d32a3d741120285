// The diagram itself against truth tables, with so little room that it collects again and again.
#include "availability/diagram.h"

#include <array>
#include <bitset>

#include "rng.h"
#include "support.h"

using namespace nines;
using namespace nines::dd;

namespace {

constexpr std::uint32_t kLevels = 8;
using TruthTable = std::bitset<1u << kLevels>;

TruthTable tableOf(const Diagram& d, Edge e) {
  TruthTable t;
  for (std::size_t state = 0; state < t.size(); ++state) {
    Edge at = e;
    while (!at.constant()) at = (state >> d.level(at) & 1u) != 0 ? d.high(at) : d.low(at);
    t[state] = at == kTrue;
  }
  return t;
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
