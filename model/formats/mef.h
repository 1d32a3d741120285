// Fault trees in the Open-PSA Model Exchange Format, version 2.0d: what other programs of the field read and write.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "availability/fault_tree.h"
#include "support/result.h"

namespace nines {

struct MefOptions {
  std::optional<double> missionTime;  // what <system-mission-time/> is, in the unit of the file's rates
  std::size_t bytes = std::size_t{256} * 1024 * 1024;
  std::size_t elements = 16'000'000;  // and attributes, together
  std::size_t depth = 400;            // of elements in elements
};

struct MefTree {
  std::string top;  // the gate that no other one needs
  FaultTree tree;
  FaultTree::Ref function;
  std::vector<double> q;  // of the events that the top event needs
  std::size_t gates = 0;  // defined ones
};

// Reads the fault tree, its parts being gates, basic and house events and parameters in fault trees, components and
// model data; all connectives of the format, nested formulas; expressions of numbers, parameters, arithmetic, the
// mission time, exponential, GLM and Weibull. Everything else that would change the result is refused by name: what it
// says is the whole truth or nothing. `name` is what errors call the file.
Result<MefTree> readMef(std::string_view text, const std::string& name, const MefOptions& options = {});

struct MefEvent {
  std::string name;   // any text: the file gets an identifier made of it, and the text as label
  std::string label;  // may be empty
  double probability = 0;
};

// The tree behind `top`, with constant probabilities: events by EventIndex, all digits. Reading it gives the same
// probability again. `name` names tree and top event, `note` becomes the top event's label.
std::string writeMef(const FaultTree& tree, FaultTree::Ref top, std::span<const MefEvent> events,
                     const std::string& name, const std::string& note);

}  // namespace nines
