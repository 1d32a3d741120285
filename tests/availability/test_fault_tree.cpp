#include "availability/fault_tree.h"

#include <array>

#include "rng.h"
#include "support.h"

using namespace nines;
using Ref = FaultTree::Ref;

namespace {

constexpr Ref kNever = FaultTree::never();
constexpr Ref kAlways = FaultTree::always();

// The truth of a reference where exactly the events in `state` happen, gate by gate.
bool truth(const FaultTree& tree, Ref r, unsigned state) {
  std::vector<bool> value(tree.gateCount());
  for (std::uint32_t g = 0; g < tree.gateCount(); ++g) {
    const FaultTree::Gate& gate = tree.gate(g);
    std::size_t count = 0;
    for (const Ref a : tree.arguments(g)) count += value[a.gate()] != a.isNegated();
    switch (gate.type) {
      case FaultTree::Type::never:
        value[g] = false;
        break;
      case FaultTree::Type::event:
        value[g] = (state >> gate.least & 1u) != 0;
        break;
      case FaultTree::Type::all:
        value[g] = count == gate.count;
        break;
      case FaultTree::Type::any:
        value[g] = count > 0;
        break;
      case FaultTree::Type::atLeast:
        value[g] = count >= gate.least;
        break;
      case FaultTree::Type::oddly:
        value[g] = count % 2 == 1;
        break;
    }
  }
  return value[r.gate()] != r.isNegated();
}

}  // namespace

class TestFaultTree : public QObject {
  Q_OBJECT

 private slots:
  void constantsAreSimplified() {
    FaultTree t;
    const Ref a = t.addEvent();
    const Ref b = t.addEvent();
    QCOMPARE(!kNever, kAlways);
    QVERIFY(t.all(std::array<Ref, 0>{}) == kAlways);
    QVERIFY(t.any(std::array<Ref, 0>{}) == kNever);
    QVERIFY(t.oddly(std::array<Ref, 0>{}) == kNever);
    QVERIFY(t.all(std::array{a, kNever}) == kNever);
    QVERIFY(t.all(std::array{a, kAlways}) == a);
    QVERIFY(t.any(std::array{a, kAlways}) == kAlways);
    QVERIFY(t.any(std::array{kNever, a}) == a);
    QVERIFY(t.oddly(std::array{a, kAlways}) == !a);
    QVERIFY(t.atLeast(0, std::array{a, b}) == kAlways);
    QVERIFY(t.atLeast(3, std::array{a, b}) == kNever);
    QVERIFY(t.atLeast(3, std::array{a, b, kNever}) == kNever);
    QVERIFY(t.atLeast(2, std::array{a, b, kAlways}) == t.any(std::array{a, b}));
    QVERIFY(t.atLeast(2, std::array{a, b, kNever}) == t.all(std::array{a, b}));
    QVERIFY(t.atLeast(1, std::array{kAlways, kAlways, kAlways}) == kAlways);
  }

  void doublesAndContrariesAreSimplified() {
    FaultTree t;
    const Ref a = t.addEvent();
    const Ref b = t.addEvent();
    const Ref c = t.addEvent();
    QVERIFY(t.all(std::array{a, a}) == a);
    QVERIFY(t.any(std::array{!a, !a}) == !a);
    QVERIFY(t.all(std::array{a, b, !a}) == kNever);
    QVERIFY(t.any(std::array{a, b, !a}) == kAlways);
    QVERIFY(t.oddly(std::array{a, b, a}) == b);
    QVERIFY(t.oddly(std::array{a, !b}) == !t.oddly(std::array{a, b}));
    QVERIFY(t.atLeast(2, std::array{a, !a, b}) == b);
    QVERIFY(t.atLeast(2, std::array{a, a, a}) == a);
    // a counts twice: it is enough alone.
    const Ref twice = t.atLeast(2, std::array{a, b, a, c});
    for (unsigned state = 0; state < 8; ++state) {
      const bool expected = (state & 1u) != 0 || (state & 6u) == 6u;
      QCOMPARE(truth(t, twice, state), expected);
    }
  }

  void theSameGateIsMadeOnce() {
    FaultTree t;
    std::vector<Ref> events;
    for (int i = 0; i < 40; ++i) events.push_back(t.addEvent());
    test::Rng rng(7);
    std::vector<Ref> made;
    for (int i = 0; i < 400; ++i) {
      std::vector<Ref> arguments;
      for (int k = 0; k < 5; ++k) arguments.push_back(rng.chance(.5) ? rng.pick(events) : !rng.pick(events));
      const Ref first = t.all(arguments);
      const Ref second = t.atLeast(2, arguments);
      const std::size_t gates = t.gateCount();
      std::reverse(arguments.begin(), arguments.end());
      QVERIFY(t.all(arguments) == first);
      QVERIFY(t.atLeast(2, arguments) == second);
      QCOMPARE(t.gateCount(), gates);
      made.push_back(first);
    }
    QVERIFY(t.any(std::array{events[0], events[1]}) != t.all(std::array{events[0], events[1]}));
    QVERIFY(t.atLeast(2, std::span(events).first(5)) != t.atLeast(3, std::span(events).first(5)));
    QCOMPARE(t.eventCount(), std::size_t{40});
  }

  // Arguments come from the tree itself while it grows.
  void argumentsOfTheTreeAreNoTrap() {
    FaultTree t;
    std::vector<Ref> events;
    for (int i = 0; i < 6; ++i) events.push_back(t.addEvent());
    const Ref first = t.any(events);
    for (int i = 0; i < 50; ++i) {
      const Ref next = t.all(t.arguments(first.gate()));
      QVERIFY(next == t.all(events));
      QVERIFY(t.atLeast(3, t.arguments(first.gate())) == t.atLeast(3, events));
    }
  }

  // Simplified or not: what comes out is what was asked for, in every state of the events.
  void simplifyingChangesNoFunction() {
    constexpr unsigned kEvents = 6;
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
      test::Rng rng(seed);
      FaultTree t;
      std::vector<Ref> known{kNever, kAlways};
      for (unsigned i = 0; i < kEvents; ++i) known.push_back(t.addEvent());
      for (int i = 0; i < 12; ++i) {
        std::vector<Ref> arguments;
        for (std::size_t k = rng.below(6); k > 0; --k) {
          const Ref r = rng.pick(known);
          arguments.push_back(rng.chance(.3) ? !r : r);
        }
        const std::size_t kind = rng.below(4);
        const auto least = static_cast<std::uint32_t>(rng.below(5));
        Ref made;
        if (kind == 0) made = t.all(arguments);
        if (kind == 1) made = t.any(arguments);
        if (kind == 2) made = t.atLeast(least, arguments);
        if (kind == 3) made = t.oddly(arguments);
        for (unsigned state = 0; state < 1u << kEvents; ++state) {
          std::size_t count = 0;
          for (const Ref a : arguments) count += truth(t, a, state) ? 1 : 0;
          const bool expected[] = {count == arguments.size(), count > 0, count >= least, count % 2 == 1};
          QCOMPARE(truth(t, made, state), expected[kind]);
        }
        known.push_back(made);
      }
    }
  }
};

QTEST_GUILESS_MAIN(TestFaultTree)
#include "test_fault_tree.moc"
