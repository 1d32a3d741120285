// What limits one function of a reliability graph, worked out when somebody asks: for what no report lists.
#pragma once

#include <span>
#include <stop_token>
#include <string>
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

// Of contributors by descending criticality: those that limit anything. What never fails does not, nor what fails only
// together with what never does.
std::span<const Contributor> limiting(std::span<const Contributor> contributors);

// The events' labels by position, with the place of the component (its zone, Region or site) where another event is
// called the same, and with its id where that does not tell them apart.
std::vector<std::string> distinctLabels(const Topology& topology, std::span<const Event> events);

}  // namespace nines
