// How available a design is, found by trying: what can fail independently, what still works in each of the 2^n states
// that this gives, and the sum over those. Written from availability.md alone, apart from the engine in
// model/availability, which it is there to check: no formulas, no diagrams, nothing shared with it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "catalogue/catalogue.h"
#include "topology/topology.h"

namespace nines::oracle {

struct Answer {
  std::size_t events = 0;                     // that can make a difference
  std::optional<long double> unavailability;  // none: cannot be known
  std::string reason;                         // then why
};

// An event that is known to have happened, or not to have.
struct Given {
  std::string event;
  bool failed = false;
};

// What an event means to a workload: dU / dq, and U if it never happened. By fixing the event, not by a formula.
struct Weight {
  long double q = 0;
  long double birnbaum = 0;
  long double ifPerfect = 0;
};

// Events that suffice together, and none of which can be left out.
struct CutSet {
  std::size_t events = 0;
  long double probability = 0;  // of all of them
};

class Oracle {
 public:
  // The design has to live as long.
  explicit Oracle(const Topology& design);
  ~Oracle();
  Oracle(const Oracle&) = delete;
  Oracle& operator=(const Oracle&) = delete;

  std::vector<NodeId> workloads() const;
  std::vector<NodeId> stores() const;

  // How many events each would take, without taking the sum over their states.
  Answer survey(const NodeId& id) const;
  Answer surveyRead(const NodeId& store) const;
  Answer surveyWrite(const NodeId& store) const;

  Answer workload(const NodeId& id, const std::optional<Given>& given = {}) const;
  Answer read(const NodeId& store, const std::optional<Given>& given = {}) const;
  Answer write(const NodeId& store, const std::optional<Given>& given = {}) const;

  // Of the events that can make a difference to a workload of which something is known.
  std::vector<Weight> weights(const NodeId& workload) const;
  // Of one or two events.
  std::vector<CutSet> cutSets(const NodeId& workload) const;

  // The probability of an event; none of this name: nothing.
  std::optional<long double> probability(const std::string& event) const;
  std::vector<std::string> events() const;

 private:
  struct Data;
  std::unique_ptr<Data> m_data;
};

}  // namespace nines::oracle
