// The numbers that rules compare with: facts of the profile, never literals, and how sentences name them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "semantics/design.h"

namespace nines {

enum class Bound { most, least };

// The fact of the design's profile. Throws std::runtime_error if the profile lacks it: the rule then reports that it
// could not be judged.
std::int64_t limitOf(const Design& design, std::string_view key);
std::optional<std::int64_t> findLimit(const Design& design, std::string_view key);

// The limit as sentences give it, with the other profile's where that differs: "5 (AWS allows 15 today)".
std::string limitText(const Design& design, std::string_view key, Bound bound);

// The same for limits that are already known.
std::string limitText(const Design& design, std::int64_t ours, std::int64_t theirs, Bound bound);

// The fact in the other shipped profile, where it has it with a different value; null otherwise.
const Fact* differingFact(const Design& design, std::string_view key);
// True if the other profile is today's AWS, false if it is the course.
bool otherIsToday(const Design& design);

// Whether `version` is `minimum` or newer, both dotted numbers compared part by part; nothing where that cannot be
// said: no number at all, or "14" against 14.1.
std::optional<bool> isAtLeast(std::string_view version, std::string_view minimum);

// "1 zone", "2 zones".
std::string counted(std::int64_t count, std::string_view noun);
// "a", "a and b", "a, b and c"; past `most` names "a, b and 3 more".
std::string joined(const std::vector<std::string>& names, std::string_view last = "and", std::size_t most = 6);

}  // namespace nines
