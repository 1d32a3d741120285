// What availability.md says of each kind of structure, worked out by hand, and what it leaves unknown: for the oracle
// and for the engine.
#pragma once

#include <cmath>
#include <functional>
#include <optional>
#include <vector>

#include "numbers.h"
#include "structure.h"

namespace nines::oracle {

struct Case {
  const char* name;
  std::function<void(Structure&)> draw;  // with "users" that need something
  std::optional<long double> down;       // unavailability for them; none: cannot be known
};

std::vector<Case> cases();

// By subject, appended to `out`.
void addComputeCases(std::vector<Case>& out);
void addGroupCases(std::vector<Case>& out);
void addTrafficCases(std::vector<Case>& out);
void addDatabaseCases(std::vector<Case>& out);
void addReplicaCases(std::vector<Case>& out);
void addClusterCases(std::vector<Case>& out);
void addStoreCases(std::vector<Case>& out);
void addUnfinishedCases(std::vector<Case>& out);
void addUnknownCases(std::vector<Case>& out);

// What all of them use: the numbers of the default profile, and pieces of designs.
const Assumed& usualAssumptions();
const Anchors& usualAnchors();
void centre(Structure& s, const NodeId& id, std::optional<double> availability);
void record(Structure& s, const NodeId& id, const char* policy, bool checked);
void route(Structure& s, const NodeId& from, const NodeId& to, const char* role);
// Three sites with tiers t1, t2, t3, which fail with 1, 2 and 3 %.
void sites(Structure& s);
inline constexpr long double kSite1 = 0.01L;
inline constexpr long double kSite2 = 0.02L;
inline constexpr long double kSite3 = 0.03L;

// Down if any of these is.
template <class... Rest>
long double either(long double first, Rest... rest) {
  if constexpr (sizeof...(rest) == 0) return first;
  else return 1.0L - (1.0L - first) * (1.0L - either(static_cast<long double>(rest)...));
}

}  // namespace nines::oracle
