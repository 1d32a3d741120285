// What an outage drill has made of a design at one moment, as far as it is drawn.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "recovery/drill.h"
#include "semantics/design.h"

namespace nines {

struct DrillMark {
  Fate fate = Fate::failed;
  std::string line;        // stands below the name: "Promoted at 1:30"
  bool named = false;      // of a container: the outage names it, so that it is hatched
  bool elsewhere = false;  // stands in a place that is lost, and works again in another one
  bool operator==(const DrillMark&) const = default;
};

struct DrillPicture {
  std::unordered_map<NodeId, DrillMark> nodes;  // what is as ever has none
  std::unordered_map<LinkId, Traffic> links;    // never usual: what is as ever has none
  std::vector<Detour> detours;                  // that there are by now, the first ones first
  // Above pictures that leave the window, which alone says it otherwise: "eu-west-1 is lost \u00b7 after 4 min at
  // worst".
  std::string caption;
  bool operator==(const DrillPicture&) const = default;

  const DrillMark* of(const NodeId& id) const;
  const Traffic* trafficOf(const LinkId& id) const;
};

// A drill's detours, the first ones first: how they run depends on those before them alone. Several of one kind from
// one node to another, each instead of another link, are one line.
std::vector<Detour> detoursInOrder(const Drill& drill, bool best = false);

// After so many seconds, if all goes well (`best`) or at worst.
DrillPicture drillPicture(const Design& design, const Drill& drill, double seconds, bool best = false);

}  // namespace nines
