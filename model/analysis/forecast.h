// What an edit would bring about, before it is made.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "rules/finding.h"
#include "topology/topology.h"

namespace nines {

using FindingKeys = std::set<std::string, std::less<>>;

FindingKeys findingKeys(const std::shared_ptr<const Topology>& topology);

// Errors and warnings of `after` that are not among these, worst first. Waived ones do not count.
std::vector<Finding> raisedFindings(const std::shared_ptr<const Topology>& after, const FindingKeys& before);

}  // namespace nines
