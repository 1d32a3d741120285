// The probability of a function by trying every state of its events: slow, and with nothing in common with the engine.
#pragma once

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "availability/reliability_graph.h"
#include "draft.h"

namespace nines::test {

// The events that the function could depend on, ascending.
inline std::vector<EventIndex> eventsOf(const FaultTree& tree, FaultTree::Ref top) {
  std::set<EventIndex> events;
  std::set<std::uint32_t> seen;
  std::vector<std::uint32_t> open{top.gate()};
  while (!open.empty()) {
    const std::uint32_t gate = open.back();
    open.pop_back();
    if (!seen.insert(gate).second) continue;
    if (tree.gate(gate).type == FaultTree::Type::event) events.insert(tree.gate(gate).least);
    else
      for (const FaultTree::Ref argument : tree.arguments(gate)) open.push_back(argument.gate());
  }
  return {events.begin(), events.end()};
}

// Whether the function is true while exactly these events have happened.
inline bool holds(const FaultTree& tree, FaultTree::Ref top, const std::vector<bool>& happened) {
  std::vector<bool> value(top.gate() + 1, false);
  const auto of = [&](FaultTree::Ref ref) { return value[ref.gate()] != ref.isNegated(); };
  for (std::uint32_t i = 0; i <= top.gate(); ++i) {
    const FaultTree::Gate& gate = tree.gate(i);
    if (gate.type == FaultTree::Type::event) {
      value[i] = happened[gate.least];
      continue;
    }
    std::size_t count = 0;
    for (const FaultTree::Ref argument : tree.arguments(i)) count += of(argument) ? 1 : 0;
    if (gate.type == FaultTree::Type::all) value[i] = count == gate.count;
    if (gate.type == FaultTree::Type::any) value[i] = count > 0;
    if (gate.type == FaultTree::Type::atLeast) value[i] = count >= gate.least;
    if (gate.type == FaultTree::Type::oddly) value[i] = count % 2 == 1;
  }
  return of(top);
}

inline double bruteForce(const ReliabilityGraph& graph, FaultTree::Ref top) {
  const std::vector<EventIndex> events = eventsOf(graph.tree(), top);
  if (events.size() > 20) qFatal("too many events to try all states: %zu", events.size());
  double sum = 0;
  std::vector<bool> happened(graph.tree().eventCount(), false);
  for (std::uint32_t state = 0; state < 1u << events.size(); ++state) {
    double p = 1;
    for (std::size_t i = 0; i < events.size(); ++i) {
      happened[events[i]] = (state >> i & 1u) != 0;
      p *= happened[events[i]] ? graph.q()[events[i]] : 1 - graph.q()[events[i]];
    }
    if (holds(graph.tree(), top, happened)) sum += p;
  }
  return sum;
}

}  // namespace nines::test
