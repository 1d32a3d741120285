// The numbers of availability.md, worked out here from its formulas: what is assumed, and what is anchored to an SLA.
#pragma once

#include "catalogue/profile.h"
#include "topology/topology.h"

namespace nines::oracle {

inline constexpr long double kYear = 31'557'600.0L;  // seconds

// Probability to be in a failure at a random moment, and failures per year.
struct Rate {
  long double q = 0;
  long double perYear = 0;
};

struct Assumed {
  Rate region;
  Rate zone;
  Rate copy;
  long double hostPerYear = 0;
  long double ownPerYear = 0;
  long double centrePerYear = 0;
  long double designedFor = 0;  // buckets: 0 for AWS's SLA, 1 for what they are designed for

  bool possible() const;  // probabilities in [0, 1], no negative frequency, one of the figures for buckets
};

// What the profile assumes, and what the design does.
Assumed assumedBy(const Profile& profile);
Assumed assumedBy(const Profile& profile, const Topology& design);

// Unavailabilities that make each configuration, standing alone in its reference placement, exactly its SLA. From the
// profile's own assumptions: an edit of a design moves estimates, never anchors.
struct Anchors {
  explicit Anchors(const Assumed& assumed);

  long double host = 0;
  long double auroraHost = 0;
  long double pair = 0;     // RDS Multi-AZ
  long double cluster = 0;  // Aurora with two or more instances
  long double group = 0;    // EC2, two or more instances
  long double balancer = 0;
  long double balancerInOneZone = 0;
  long double table = 0;
  long double globalTable = 0;
  long double cache = 0;  // DAX of two or more nodes
  long double gateway = 0;
  long double bucket(long double sla) const;
  long double oneZoneBucket(long double sla) const;

 private:
  long double m_region;
  long double m_regionAndZone;
};

inline constexpr long double kPairSwitchSeconds = 90;
inline constexpr long double kClusterSwitchSeconds = 45;

// The part of a year that the failovers after one trigger cost: each costs `seconds`, or as long as the trigger lasts.
long double switchCost(const Rate& trigger, long double seconds);

}  // namespace nines::oracle
