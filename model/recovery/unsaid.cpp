#include "recovery/unsaid.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "rules/limits.h"
#include "rules/places.h"

namespace nines {

namespace {

// How a sentence goes on after "It is not said". {0} is the node, or where the link begins, {1} where that ends.
constexpr std::array<std::pair<std::string_view, std::string_view>, 16> kClauses{{
    {"access", "whether {0} writes to {1}"},
    {"archivePool", "whether tapes of {0} lie in Glacier or in Deep Archive"},
    {"aurora.serverlessV1.otherZone",
     "how long AWS takes to run {0} in another zone (it states no time, an assumption can)"},
    {"capacityTb", "how much one {0} holds"},
    {"dataGb", "how much data {0} holds"},
    {"instances", "where instances of {0} stand, as none is drawn"},
    {"intervalHours", "how often {0} is backed up to {1}"},
    {"lagSeconds", "how far {1} is behind {0}"},
    {"nodes", "how many nodes {0} has"},
    {"onDemandBackups", "how old the last on-demand backup of {0} is"},
    {"pitr", "whether point-in-time recovery of {0} is on"},
    {"retentionDays", "how long {0} keeps a backup"},
    {"role", "whether {0} stores data"},
    {"uploadBufferGib", "how large the upload buffer of {0} is"},
    {"uploadMbps", "how fast {0} can upload"},
    {"uplinkMbps", "how fast the line of {0} is"},
}};

std::string clauseOf(const Design& design, const MissingValue& missing) {
  const auto title = [&](NodeIndex n) { return n == kNone ? missing.owner : titled(design, n); };
  std::string first = title(design.indexOf(missing.owner));
  std::string second;
  if (const LinkIndex l = design.linkIndexOf(missing.owner); l != kNone) {
    first = title(design.from(l));
    second = title(design.to(l));
  }
  const auto* at =
      std::ranges::find(kClauses, std::string_view(missing.key), &std::pair<std::string_view, std::string_view>::first);
  if (at == kClauses.end()) return fmt::format("what the {} of {} is", missing.key, first);
  return fmt::format(fmt::runtime(at->second), first, second);
}

}  // namespace

std::string missingText(const Design& design, const std::vector<MissingValue>& missing) {
  if (missing.empty()) return {};
  std::vector<std::string> clauses;
  clauses.reserve(missing.size());
  for (const MissingValue& each : missing) clauses.push_back(clauseOf(design, each));
  return "It is not said " + joined(clauses, "and", 3);
}

namespace drills {

Amount Amount::operator+(const Amount& other) const {
  Amount out{{}, lacking};
  out.lacking.insert(out.lacking.end(), other.lacking.begin(), other.lacking.end());
  if (seconds && other.seconds) out.seconds = *seconds + *other.seconds;
  return out;
}

MissingValue missingValue(const Design& design, const Unsaid& unsaid) {
  const bool link = unsaid.link != kNone;
  return {link ? design.link(unsaid.link).id : design.node(unsaid.node).id, std::string(unsaid.key)};
}

}  // namespace drills

}  // namespace nines
