// What all functions of one design are built on: looked up once, however many builders there are.
#pragma once

#include <array>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "availability/anchors.h"
#include "availability/assumptions.h"
#include "availability/events.h"
#include "availability/failure.h"
#include "semantics/data_sets.h"
#include "semantics/design.h"
#include "semantics/pairs.h"
#include "semantics/placement.h"

namespace nines {

// Instances of one tier or group, and nodes of one cache, that are told apart: each is an event of its own.
inline constexpr std::int64_t kMostOfOne = 10'000;

// For one thread. Has to outlive the builders on it, of which one works at a time.
struct GraphGround {
  explicit GraphGround(const Design& design);

  const Design& design;
  const Assumptions assumptions;
  const Anchors anchors;
  const DataSets sets;
  const DrawnZones drawnZones;
  const DrawnPlaces places;
  // Of the drawn zones, by the code of their Region.
  std::unordered_map<std::string_view, std::set<std::string>> zoneCodes;
  TierPlacements placements;
  // Tiers and caches whose instances are too many for the memory that a design may take: each is an event. In id order
  // those fit that leave room, so that it does not matter who asks first.
  std::unordered_set<NodeIndex> refused;

  // What builders have found of units: by the number of the builder, read and write.
  std::uint32_t builders = 0;
  std::vector<std::uint32_t> builtBy;
  std::array<std::vector<Failure>, 2> units;
};

}  // namespace nines
