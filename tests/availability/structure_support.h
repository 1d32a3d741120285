// What tests of the structure share: the events' probabilities as plain numbers (availability.md, transcribed), closed
// forms from them, and the figures of a draft's graph by brute force.
#pragma once

#include "brute_force.h"

namespace nines::test {

namespace q {
inline constexpr double kRegion = 5e-5;
inline constexpr double kZone = 5e-4;
inline constexpr double kHost = 4.452473749250e-03;
inline constexpr double kClusterHost = 4.496231708321e-04;
inline constexpr double kCopy = 1e-4;
inline constexpr double kPair = 4.126995991213e-04;
inline constexpr double kCluster = 4.158599212600e-05;
inline constexpr double kGroup = 2.549817452269e-05;
inline constexpr double kTable = 5.000250012499e-05;
inline constexpr double kBalancer = 5.000250012499e-05;
inline constexpr double kBalancerInOneZone = 4.502726386945e-04;
inline constexpr double kGlobalTable = 9.990000099824e-06;
inline constexpr double kCache = 4.988120060589e-05;
inline constexpr double kPairSwitch = 1.283367556468e-05;
inline constexpr double kYear = 31'557'600;
}  // namespace q

// Down if any of independent parts is.
template <class... Parts>
double series(Parts... down) {
  return 1 - (1 * ... * (1 - down));
}
// Down if all are.
template <class... Parts>
double parallel(Parts... down) {
  return (1 * ... * down);
}

// One host in its zone, or in its Region as well.
inline double hostInZone() { return series(q::kZone, q::kHost); }
inline double lone() { return series(q::kRegion, q::kZone, q::kHost); }

class Graph {
 public:
  explicit Graph(const Draft& draft) : m_design(draft.design()), m_graph(m_design) {}

  const ReliabilityGraph& graph() const { return m_graph; }

  // Unavailability of the only (or the named) workload; nothing where it is not known.
  std::optional<double> down(std::string_view id = {}) const {
    for (const auto& workload : m_graph.workloads()) {
      if (id.empty() || m_design.node(workload.node).id == id) return of(workload.failure);
    }
    return std::nullopt;
  }
  std::string why(std::string_view id = {}) const {
    for (const auto& workload : m_graph.workloads()) {
      if (id.empty() || m_design.node(workload.node).id == id) return std::string(workload.failure.unknownBecause);
    }
    return {};
  }
  std::optional<double> readDown(std::string_view id) const {
    const auto* store = storeOf(id);
    return store ? of(store->read) : std::nullopt;
  }
  std::optional<double> writeDown(std::string_view id) const {
    const auto* store = storeOf(id);
    return store ? of(store->write) : std::nullopt;
  }
  bool hasStore(std::string_view id) const { return storeOf(id) != nullptr; }

  // Keys of the events that the workload's function speaks of, sorted.
  std::vector<std::string> keys() const {
    std::vector<std::string> out;
    for (const EventIndex event : eventsOf(m_graph.tree(), m_graph.workloads().front().failure.when)) {
      out.push_back(m_graph.events()[event].key);
    }
    std::ranges::sort(out);
    return out;
  }
  const Event* event(std::string_view key) const {
    const auto at = std::ranges::find(m_graph.events(), key, &Event::key);
    return at == m_graph.events().end() ? nullptr : &*at;
  }

 private:
  const ReliabilityGraph::Store* storeOf(std::string_view id) const {
    const auto at =
        std::ranges::find_if(m_graph.stores(), [&](const auto& store) { return m_design.node(store.node).id == id; });
    return at == m_graph.stores().end() ? nullptr : &*at;
  }
  std::optional<double> of(const Failure& failure) const {
    if (!failure.known()) return std::nullopt;
    return bruteForce(m_graph, failure.when);
  }

  Design m_design;
  ReliabilityGraph m_graph;
};

// Of an unavailability: closed forms above lose digits as 1 - A does, so this is absolute, as the page's figures are.
inline bool isDown(const std::optional<double>& got, double expected) {
  if (got && std::abs(*got - expected) < 1e-12) return true;
  qInfo("got %.15g, expected %.15g", got.value_or(-1), expected);
  return false;
}

}  // namespace nines::test
