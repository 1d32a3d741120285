// The figures behind an estimate that nobody publishes: those of the profile, where the design has none of its own.
#pragma once

#include <string>

#include "catalogue/profile.h"
#include "topology/topology.h"

namespace nines {

// How often something fails, and how long that takes altogether.
struct FailureRate {
  double unavailability = 0;  // fraction of time
  double perYear = 0;

  // Mean duration in seconds; 0 where it never happens.
  double duration() const;
  // The part of a year that is lost if each time something else takes over after so many seconds.
  double lostTo(double seconds) const;
};

struct Assumptions {
  FailureRate region;
  FailureRate zone;
  FailureRate copy;              // of a cluster's storage
  double hostPerYear = 0;        // how long hosts are down follows from their SLA
  double ownPerYear = 0;         // of a service by itself
  double dataCentrePerYear = 0;  // how long is for people to say
  bool designedFor = false;      // buckets: the availability they are designed for, instead of their SLA
  std::string problem{};         // a value that cannot be meant, a sentence; empty if all can

  // Those of the profile alone: what anchors are computed from.
  static Assumptions defaults(const Profile& profile);
  static Assumptions of(const Profile& profile, const Value::Object& overrides);
};

}  // namespace nines
