// The anchors that follow from SLAs, as a list for people: what an estimate takes for hosts, own events and switches
// beside the assumptions.
#pragma once

#include <string>
#include <vector>

#include "catalogue/catalogue.h"
#include "catalogue/profile.h"

namespace nines {

struct DerivedFigure {
  std::string label;          // "RDS instance, redundant: its own failures"
  double unavailability = 0;  // fraction of time
  double sla = 1;             // fraction that it is derived from
  Source source;              // of the SLA
};

// Of every kind and configuration with an SLA, in the catalogue's order, from the profile's assumptions: a design's own
// ones never move them (anchors.h).
std::vector<DerivedFigure> derivedFigures(const Catalogue& catalogue, const Profile& profile);

}  // namespace nines
