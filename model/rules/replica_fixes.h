// Corrections of replica chains.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/rulebook.h"

namespace nines {

inline constexpr std::string_view kMaxLayers = "replica.maxLayers";
// The key of the profile's fact: replicas that one source of this engine may have.
std::string perSourceLimit(std::string_view engine);

// The database instances that replicate in circles, one list per strongly connected component, each in id order.
std::vector<std::vector<NodeIndex>> replicationCircles(const Design& design);

std::optional<Edit> fixReplicaCount(const RuleContext& context, const Finding& finding);
std::optional<Edit> fixChainDepth(const RuleContext& context, const Finding& finding);
std::optional<Edit> fixSourceBackups(const RuleContext& context, const Finding& finding);
std::optional<Edit> fixNesting(const RuleContext& context, const Finding& finding);
std::optional<Edit> fixCycle(const RuleContext& context, const Finding& finding);

}  // namespace nines
