// "What if": how available workloads would be if one thing never failed, were down for good, or had a twin.
#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "availability/reliability_graph.h"

namespace nines {

struct WhatIfFigures {
  std::string workload;  // id
  // Each with the unavailability of the workload, 0 to 1.
  double now = 0;
  double perfect = 0;             // none of the node's own events ever happens
  double down = 0;                // the node is down for good
  std::optional<double> doubled;  // beside each of its instances a twin that fails apart from it, in the same place
};

inline constexpr std::size_t kMostWhatIf = 12;

// `topology` is what the graph was made of. The workloads whose figure the node has a part in, in id order, at most
// `most` of them: the first. A Region, zone or data centre is what it takes down, and has no twin; an instance is its
// host; any other service is what fails of its own. Empty where the node has no event, or no workload an exact figure.
// Worth nothing once stop was requested.
std::vector<WhatIfFigures> whatIf(const ReliabilityGraph& graph, const Topology& topology, std::string_view node,
                                  std::size_t most = kMostWhatIf, const std::stop_token& stop = {});

}  // namespace nines
