// Exact figures of the functions of a fault tree, by a binary decision diagram. No global state: any number of
// evaluators may run at once on as many threads; one evaluator belongs to one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

#include "availability/fault_tree.h"
#include "availability/possibility.h"

namespace nines {

struct EvaluationLimits {
  std::size_t diagramNodes = 8'000'000;  // of all functions together, that are alive at once
  std::stop_token stop;                  // asked for now and then
  // Nodes that are looked at while diagrams are made, of all functions together: some seconds. What would take more is
  // too large as well.
  std::uint64_t work = 80'000'000;
};

struct Probability {
  enum class Outcome { exact, tooLarge, stopped };
  Outcome outcome = Outcome::exact;
  // Of the function and of its contrary, each summed up directly, so that both keep their relative precision. Of what
  // is too large: bounds that hold for certain, `probability` and `contrary` being the lower ones.
  double probability = 0;
  double contrary = 1;
  double upper = 0;  // of the probability; equal to it where exact
  std::size_t diagramNodes = 0;
  std::uint64_t work = 0;  // nodes that this evaluator has looked at so far
};

// How much an event matters to a function f of failure, with q its probability.
struct EventImportance {
  EventIndex event = 0;
  double birnbaum = 0;     // P(f | event) - P(f | no event)
  double criticality = 0;  // q * birnbaum / P(f): the share of the failures in which the event has its part
  double ifPerfect = 0;    // P(f | no event)
};

struct CutSet {
  std::vector<EventIndex> events;  // ascending
  double probability = 0;          // product of theirs
};

class Evaluator {
 public:
  // `q` has the probability of every event, 0 to 1. Tree and q must outlive the evaluator. `tops` are all functions
  // that will be asked for; diagrams are built when they are first needed, one for each independent part of a function,
  // in an order of its own. What several functions have as such a part is built once.
  Evaluator(const FaultTree& tree, std::span<const double> q, std::span<const FaultTree::Ref> tops,
            const EvaluationLimits& limits = {});
  ~Evaluator();
  Evaluator(const Evaluator&) = delete;
  Evaluator& operator=(const Evaluator&) = delete;

  Probability probability(FaultTree::Ref top);
  // Both true where the function is too large to be known, or the work was stopped.
  Possibility possibility(FaultTree::Ref top);
  // Of every event that the function depends on, by descending criticality, then by event. Empty where not exact.
  std::vector<EventImportance> importance(FaultTree::Ref top);
  // All minimal cut sets of at most `order` events, the smallest first, then by events. Exact for functions without
  // negation; for others those of the function's hull: sets of events whose happening makes it true whatever else is.
  // Nothing where the function is too large.
  std::optional<std::vector<CutSet>> cutSets(FaultTree::Ref top, std::size_t order);
  // P(top) if some events have happened for certain, or not: "what if".
  Probability given(FaultTree::Ref top, std::span<const EventIndex> happened, std::span<const EventIndex> not_);

 private:
  struct Parts;
  std::unique_ptr<Parts> m_parts;
};

}  // namespace nines
