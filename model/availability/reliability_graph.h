// When users and data stores of a design are not served, as functions of its independent events (availability.md).
// Immutable once made, so that any number of threads may read it.
#pragma once

#include <deque>
#include <span>
#include <string>
#include <vector>

#include "availability/estimates.h"
#include "availability/failure.h"
#include "availability/fault_tree.h"
#include "semantics/design.h"

namespace nines {

enum class GraphKind {
  figures,
  // What nobody publishes a figure for is taken to fail all the same, at a rate that is not said: for questions about
  // the structure of workloads alone. Its events have neither labels nor lists of nodes, and stores no lines.
  structureOnly,
};

class ReliabilityGraph {
 public:
  struct Workload {
    NodeIndex node = kNone;
    Failure failure;
  };
  // A store that has a line of its own, in id order.
  struct Store {
    NodeIndex node = kNone;
    Failure read;
    Failure write;
  };

  // Linear in nodes, links and instances of the design.
  explicit ReliabilityGraph(const Design& design, GraphKind kind = GraphKind::figures);
  ReliabilityGraph(const ReliabilityGraph&) = delete;
  ReliabilityGraph& operator=(const ReliabilityGraph&) = delete;

  const FaultTree& tree() const { return m_tree; }
  // By EventIndex.
  std::span<const Event> events() const { return m_events; }
  std::span<const double> q() const { return m_q; }
  std::span<const Workload> workloads() const { return m_workloads; }  // in id order
  std::span<const Store> stores() const { return m_stores; }

 private:
  FaultTree m_tree;
  std::vector<Event> m_events;
  std::vector<double> m_q;
  std::vector<Workload> m_workloads;
  std::vector<Store> m_stores;
  std::deque<std::string> m_reasons;
};

}  // namespace nines
