#include "rules/places.h"

#include "rules/limits.h"
#include "support/plain_text.h"

namespace nines {

namespace {
constexpr std::size_t kLongestName = 80;  // characters of one name in a sentence
}

std::string named(const Design& design, NodeIndex i) { return std::string(titleOf(design, i)); }

std::string titled(const Design& design, NodeIndex i) { return plainWords(titleOf(design, i), kLongestName); }

std::string titles(const Design& design, const std::vector<NodeIndex>& nodes, std::size_t most) {
  std::vector<std::string> names;
  names.reserve(nodes.size());
  for (const NodeIndex n : nodes) names.push_back(titled(design, n));
  return joined(names, "and", most);
}

std::string regionTitled(const Design& design, NodeIndex i) {
  const NodeIndex region = design.region(i);
  return region == kNone ? "no Region" : titled(design, region);
}

bool sameRegion(const Design& design, NodeIndex a, NodeIndex b) {
  const NodeIndex left = design.region(a);
  const NodeIndex right = design.region(b);
  if (left == kNone || right == kNone) return left == right;
  return left == right || design.regionCode(left) == design.regionCode(right);
}

bool otherRegions(const Design& design, NodeIndex a, NodeIndex b) {
  return design.region(a) != kNone && design.region(b) != kNone && !sameRegion(design, a, b);
}

namespace {

NodeIndex nearest(const Design& design, NodeIndex i, Trait trait) {
  NodeIndex at = design.parent(i);
  while (at != kNone && !design.has(at, trait)) at = design.parent(at);
  return at;
}

}  // namespace

NodeIndex accountOf(const Design& design, NodeIndex i) { return nearest(design, i, trait::kAccount); }

NodeIndex networkOf(const Design& design, NodeIndex i) { return nearest(design, i, trait::kNetwork); }

NodeIndex siteOf(const Design& design, NodeIndex i) { return nearest(design, i, trait::kDataCentre); }

NodeIndex otherRegionFor(const Design& design, NodeIndex i) {
  const NodeIndex home = design.region(i);
  if (home == kNone) return kNone;
  NodeIndex only = kNone;
  NodeIndex recovery = kNone;
  std::size_t count = 0;
  std::size_t forRecovery = 0;
  for (const NodeIndex r : design.withTrait(trait::kRegion)) {
    if (design.regionCode(r) == design.regionCode(home) || accountOf(design, r) != accountOf(design, home)) continue;
    only = r;
    ++count;
    if (design.read(r, "role").text() != "recovery") continue;
    if (++forRecovery > 1) return kNone;  // in a design of many Regions, the first ones tell
    recovery = r;
  }
  if (count == 1) return only;
  return forRecovery == 1 ? recovery : kNone;
}

bool isJoined(const Design& design, NodeIndex i) { return !design.outgoing(i).empty() || !design.incoming(i).empty(); }

}  // namespace nines
