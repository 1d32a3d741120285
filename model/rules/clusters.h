// What rules ask about clusters whose instances share one volume: modes, instances, clients, capacities.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rules/mending.h"
#include "rules/writes.h"
#include "semantics/design.h"

namespace nines {

// The drawn instances of the cluster with this role, in id order; all of them without a role.
std::vector<NodeIndex> instancesOf(const Design& design, NodeIndex cluster, std::string_view role = {});

// What the mode says of the cluster: one writer and as many readers as are added (provisioned, serverless v2), two
// writers, or the first serverless offer, which showed no instances and had one endpoint.
bool hasSingleWriter(const Design& design, NodeIndex cluster);
bool isMultiMaster(const Design& design, NodeIndex cluster);
bool isServerlessV1(const Design& design, NodeIndex cluster);
bool isServerless(const Design& design, NodeIndex cluster);  // either
// The mode as people read it: "Provisioned".
std::string modeLabel(const Design& design, NodeIndex cluster);

// A secondary of a Global Database: another cluster replicates into it. It has readers only.
bool isSecondary(const Design& design, NodeIndex cluster);
// The fact that says how many readers this cluster may have.
std::string_view replicaLimit(const Design& design, NodeIndex cluster);

// Uses links that end at the node, in the order of the links.
std::vector<LinkIndex> linksTo(const Design& design, NodeIndex node);
// What a link from the client means: each tier of a group, else the client itself.
std::vector<NodeIndex> tiersOf(const Design& design, NodeIndex client);
std::string_view endpointOf(const Design& design, LinkIndex uses);
std::string endpointLabel(const Design& design, LinkIndex uses);  // in a sentence: "reader"
// Whether the client of the link may use the cluster instead of what the link leads to.
bool mayUse(const Design& design, LinkIndex uses, NodeIndex cluster);

// Links that write without going through the cluster endpoint: by another one, or straight to an instance.
std::vector<LinkIndex> strayWrites(const Design& design, NodeIndex cluster);
// Lets them go through it; what they read by another endpoint, they go on reading there. False if one cannot.
bool straighten(Mending& mending, const Design& design, NodeIndex cluster, const std::vector<LinkIndex>& strays);
// Leaves one writer among the drawn instances, or makes one. False if a person has to decide.
bool leaveOneWriter(Mending& mending, const Design& design, NodeIndex cluster);

// Instances in the order in which failover would choose them: the lowest tier, then the largest class, then by id.
std::vector<NodeIndex> byPromotion(const Design& design, std::vector<NodeIndex> instances);
// Whether one instance class has fewer virtual CPUs or less memory than another one; false where one is not known.
bool isSmaller(const Design& design, NodeIndex instance, NodeIndex other);
bool isSizeKnown(const Design& design, NodeIndex instance);

// Whether a serverless cluster of this mode and engine may have this capacity, in ACU. Where the engine is not given,
// what any engine may have.
bool allowsCapacity(const Design& design, NodeIndex cluster, double capacity);
// The same for the highest capacity that the cluster may scale to, which serverless v2 does not let be as low.
bool allowsMaximum(const Design& design, NodeIndex cluster, double capacity);
// The lowest highest capacity.
double leastMaximum(const Design& design, NodeIndex cluster);
// The capacities that are allowed one by one, ascending; empty where a range is.
std::vector<double> capacitySteps(const Design& design, NodeIndex cluster);

}  // namespace nines
