// Which components take a workload down all by themselves: found from the structure alone, without any figures, so that
// nothing that is not known stands in the way.
#pragma once

#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "semantics/design.h"

namespace nines {

struct Estimates;

struct SinglePoint {
  NodeIndex component = kNone;
  bool inOneZone = false;  // it stands in one Availability Zone, drawn or not, and in no data centre
  bool isService = false;  // several instances, or a service that AWS runs, all of it in one zone
  std::string zone{};      // the code of that zone, where it is drawn
  bool isTaken = false;    // nobody has said that it is this one: the component stands in a Region or network
};

// An instance, server, gateway or data centre, a service that stands in one zone only; a zone itself only where nothing
// inside it is one. Never a Region, nor what a redundant service does by itself.
class SinglePoints {
 public:
  // Where estimates of the design are there already, most is read from these.
  explicit SinglePoints(const Design& design, const Estimates* known = nullptr);

  // In id order of the components.
  std::span<const SinglePoint> of(NodeIndex workload) const;

 private:
  std::unordered_map<NodeIndex, std::vector<SinglePoint>> m_points;
};

}  // namespace nines
