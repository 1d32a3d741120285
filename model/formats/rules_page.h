// The rulebook as a page for people.
#pragma once

#include <span>
#include <string>

#include "rules/rulebook.h"

namespace nines {

// Markdown: a section per family, a part per rule with its severity in both profiles, why it matters, whether it can be
// mended, sources with their dates, and the same check elsewhere.
std::string rulesPage(std::span<const Rule> rules);

}  // namespace nines
