// What limits one function of a reliability graph, worked out when somebody asks: for what no report lists.
#pragma once

#include <stop_token>
#include <string_view>
#include <vector>

#include "availability/reliability_graph.h"
#include "topology/topology.h"

namespace nines {

// Of the worse of reading and writing a store that has a line of its own, by descending criticality. `topology` is what
// the graph was made of. Empty for other nodes, and where there is no exact figure. Worth nothing once stop was
// requested.
std::vector<Contributor> storeContributors(const ReliabilityGraph& graph, const Topology& topology,
                                           std::string_view store, const std::stop_token& stop = {});

}  // namespace nines
