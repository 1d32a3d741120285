// When users and data stores of a design are not served, as functions of its independent events (availability.md).
// Says the same for good, so that any number of threads may read it.
#pragma once

#include <atomic>
#include <deque>
#include <memory>
#include <mutex>
#include <span>
#include <stop_token>
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
  // Of the structure of these workloads alone, which are in id order.
  ReliabilityGraph(const Design& design, std::span<const NodeIndex> users);
  // The same, made when it is first asked for something: for who may never be asked. Catalogue and profile of the
  // design have to outlive it.
  static std::shared_ptr<const ReliabilityGraph> whenAsked(const Design& design);
  // Makes it if it is not made yet. False if stop was requested before it was: then it is as if nobody had asked.
  // Whoever else asks meanwhile waits, and goes on by itself where this one stopped.
  bool makeReady(const std::stop_token& stop) const;
  ReliabilityGraph(const ReliabilityGraph&) = delete;
  ReliabilityGraph& operator=(const ReliabilityGraph&) = delete;

  const FaultTree& tree() const { return content().tree; }
  // By EventIndex.
  std::span<const Event> events() const { return content().events; }
  std::span<const double> q() const { return content().q; }
  std::span<const Workload> workloads() const { return content().workloads; }  // in id order
  std::span<const Store> stores() const { return content().stores; }

 private:
  struct Content {
    FaultTree tree;
    std::vector<Event> events;
    std::vector<double> q;
    std::vector<Workload> workloads;
    std::vector<Store> stores;
    std::deque<std::string> reasons;
  };

  struct Later {};
  ReliabilityGraph(Later, const Design& design);
  // Worth nothing once stop was requested.
  static Content make(const Design& design, GraphKind kind, std::span<const NodeIndex> users,
                      const std::stop_token& stop = {});
  const Content& content() const;

  // What it is to be made of; null where it was made at once.
  const std::shared_ptr<const Topology> m_topology;
  const Catalogue* const m_catalogue = nullptr;
  const Profile* const m_profile = nullptr;
  mutable std::mutex m_making;
  mutable std::atomic<bool> m_isMade = true;
  mutable Content m_content;  // once made it stays
};

}  // namespace nines
