// Fault trees for tests, and what is true of them by trying all states.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "availability/fault_tree.h"
#include "rng.h"

namespace nines::test {

struct Sample {
  FaultTree tree;
  FaultTree::Ref top;
  std::vector<double> q;
};

struct Shape {
  int events = 10;
  int gates = 12;
  bool coherent = false;  // neither negation nor exclusive or
  double least = 1e-5;    // of the probabilities, which are evenly spread by magnitude
};

// Gates use what came shortly before them more often, so that depth and sharing both occur.
inline Sample randomTree(std::uint64_t seed, const Shape& shape) {
  Rng rng(seed);
  Sample s;
  std::vector<FaultTree::Ref> known;
  for (int i = 0; i < shape.events; ++i) {
    known.push_back(s.tree.addEvent());
    s.q.push_back(std::pow(shape.least, rng.real()) * .9);
  }
  const auto events = known;
  for (int g = 0; g < shape.gates; ++g) {
    std::vector<FaultTree::Ref> arguments;
    const int count = rng.between(2, 5);
    for (int i = 0; i < count; ++i) {
      const std::size_t back = rng.below(std::min<std::size_t>(known.size(), 8));
      FaultTree::Ref r = rng.chance(.5) ? rng.pick(events) : known[known.size() - 1 - back];
      if (!shape.coherent && rng.chance(.2)) r = !r;
      arguments.push_back(r);
    }
    const std::size_t kind = rng.below(shape.coherent ? 5 : 6);
    const auto least = static_cast<std::uint32_t>(rng.between(1, count));
    if (kind < 2) known.push_back(s.tree.all(arguments));
    if (kind == 2 || kind == 3) known.push_back(s.tree.any(arguments));
    if (kind == 4) known.push_back(s.tree.atLeast(least, arguments));
    if (kind == 5) known.push_back(s.tree.oddly(arguments));
  }
  std::vector<FaultTree::Ref> last(known.end() - std::min(shape.gates, 3), known.end());
  s.top = rng.chance(.5) ? s.tree.any(last) : s.tree.atLeast(2, last);
  if (!shape.coherent && rng.chance(.3)) s.top = !s.top;
  return s;
}

// The truth of all gates where exactly the events of `state` happen.
inline void evaluateGates(const FaultTree& tree, std::uint32_t state, std::vector<char>& value) {
  value.assign(tree.gateCount(), 0);
  for (std::uint32_t g = 1; g < tree.gateCount(); ++g) {
    const FaultTree::Gate& gate = tree.gate(g);
    std::size_t count = 0;
    for (const auto a : tree.arguments(g)) count += (value[a.gate()] != 0) != a.isNegated();
    bool is = false;
    switch (gate.type) {
      case FaultTree::Type::never:
        break;
      case FaultTree::Type::event:
        is = (state >> gate.least & 1u) != 0;
        break;
      case FaultTree::Type::all:
        is = count == gate.count;
        break;
      case FaultTree::Type::any:
        is = count > 0;
        break;
      case FaultTree::Type::atLeast:
        is = count >= gate.least;
        break;
      case FaultTree::Type::oddly:
        is = count % 2 == 1;
        break;
    }
    value[g] = is ? 1 : 0;
  }
}

// The truth table of a reference.
inline std::vector<char> truthTable(const FaultTree& tree, FaultTree::Ref r) {
  std::vector<char> table(std::size_t{1} << tree.eventCount());
  std::vector<char> value;
  for (std::uint32_t state = 0; state < table.size(); ++state) {
    evaluateGates(tree, state, value);
    table[state] = (value[r.gate()] != 0) != r.isNegated();
  }
  return table;
}

// P(truth == wanted), summed up over all states.
inline double bruteForce(const std::vector<char>& table, const std::vector<double>& q, bool wanted = true) {
  double sum = 0;
  for (std::size_t state = 0; state < table.size(); ++state) {
    if ((table[state] != 0) != wanted) continue;
    double p = 1;
    for (std::size_t e = 0; e < q.size(); ++e) p *= (state >> e & 1u) != 0 ? q[e] : 1 - q[e];
    sum += p;
  }
  return sum;
}

// Services with `replicas` hosts in each of three zones, two zones needed; zones and Region are common causes of all.
inline Sample services(int count, int replicas) {
  Sample s;
  const auto event = [&s](double q) {
    s.q.push_back(q);
    return s.tree.addEvent();
  };
  const auto region = event(5e-5);
  const std::array zones{event(5e-4), event(5e-4), event(5e-4)};
  std::vector<FaultTree::Ref> down;
  for (int i = 0; i < count; ++i) {
    std::vector<FaultTree::Ref> zoneDown;
    for (const auto zone : zones) {
      std::vector<FaultTree::Ref> hosts;
      for (int r = 0; r < replicas; ++r) hosts.push_back(event(4.452473749250e-03));
      zoneDown.push_back(s.tree.any(std::array{zone, s.tree.all(hosts)}));
    }
    down.push_back(s.tree.any(std::array{region, s.tree.atLeast(2, zoneDown)}));
  }
  s.top = s.tree.any(down);
  return s;
}

}  // namespace nines::test
