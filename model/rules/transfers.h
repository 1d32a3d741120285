// Moving data to AWS: over a line, or on a device that goes by post.
#pragma once

#include <optional>

#include "rules/rulebook.h"

namespace nines {

void checkNetworkFaster(const RuleContext& context, FindingSink& sink);
void checkDeviceRecommended(const RuleContext& context, FindingSink& sink);
void checkOngoingReplication(const RuleContext& context, FindingSink& sink);
// Lets what fills the device reach its buckets over the line as well.
std::optional<Edit> fixOngoingReplication(const RuleContext& context, const Finding& finding);

// Takes the device away: what was to fill it sends its data over the line. Nothing where a person has to say what goes
// where, or where the line is known to need more than a week.
std::optional<Edit> replaceDeviceByLine(const Design& design, NodeIndex device);

}  // namespace nines
