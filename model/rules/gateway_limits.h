// What one storage gateway takes: volumes, disks, tapes.
#pragma once

#include <optional>

#include "rules/rulebook.h"

namespace nines {

void checkStoredVolumes(const RuleContext& context, FindingSink& sink);
void checkCachedVolumes(const RuleContext& context, FindingSink& sink);
void checkTapeCount(const RuleContext& context, FindingSink& sink);
void checkTapeSize(const RuleContext& context, FindingSink& sink);
void checkTapeDrives(const RuleContext& context, FindingSink& sink);

// Further gateways take what is too much for one, disks get the nearest size that is allowed. Nothing where a single
// volume or tape is too large: only people can divide what it holds.
std::optional<Edit> fixStoredVolumes(const RuleContext& context, const Finding& finding);
std::optional<Edit> fixCachedVolumes(const RuleContext& context, const Finding& finding);
std::optional<Edit> fixTapeCount(const RuleContext& context, const Finding& finding);
std::optional<Edit> fixTapeSize(const RuleContext& context, const Finding& finding);
std::optional<Edit> fixTapeDrives(const RuleContext& context, const Finding& finding);

}  // namespace nines
