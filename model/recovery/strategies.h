// The four recovery strategies compared for a workload of one design: what each would have to add, and which recovery
// time and loss would follow when the primary Region is lost.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "recovery/drill.h"
#include "semantics/strategy.h"
#include "topology/edit.h"

namespace nines {

// One thing that a strategy needs and the design lacks.
struct StrategyAddition {
  std::string what;                    // "Replicate orders to eu-central-1"
  std::vector<std::string> resources;  // ids of what is there already and is concerned
  bool byHand = false;                 // only people can do it: the design says too little, or AWS has no such thing
};

struct StrategyOption {
  Strategy strategy = Strategy::backupRestore;
  bool declared = false;
  bool drawn = false;                       // the design amounts to just this
  std::vector<StrategyAddition> additions;  // empty: all is there
  Edit edit;                                // those that are not by hand, as one step; may be empty
  // What the loss of the primary place does to the workload once `edit` is carried out; empty where there is no place
  // that could be lost, and where the data to recover with is left to people.
  std::optional<WorkloadDrill> drill;

  bool isThere() const { return additions.empty(); }
  // Some of it is left to people, so that the drill is not yet that of the strategy.
  bool isPartial() const;
};

struct StrategyComparison {
  std::string workload;
  std::optional<Strategy> declared;
  std::optional<Strategy> inferred;
  std::string reason;  // why it is not one strategy more, a sentence; empty where there is nothing to say
  std::string lost;    // what is lost in the drills: "eu-west-1"
  std::vector<StrategyOption> options;  // backup and restore, pilot light, warm standby, multi-site
};

// What else belongs to an edit where it becomes a step (places, standbys).
using CompleteEdit = std::function<Edit(const Design& design, Edit edit)>;

// `workload` must be one. Without `complete`, edits stay as they are formed.
StrategyComparison compareStrategies(const Design& design, NodeIndex workload, const CompleteEdit& complete = {});

}  // namespace nines
