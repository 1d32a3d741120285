// What the engine says of a design: the one place where these tests call it.
#pragma once

#include <memory>

#include "availability/estimate.h"
#include "semantics/design.h"

namespace nines::test {

inline Estimates estimatesOf(const Topology& topology) {
  const auto snapshot = std::make_shared<const Topology>(topology);
  const Design design(snapshot, Catalogue::shipped(), Profiles::shipped().orDefault(topology.profile));
  return estimate(design).value_or(Estimates{});
}

}  // namespace nines::test
