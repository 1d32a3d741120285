// Which signs of an outage drill there are to explain.
#pragma once

#include <set>
#include <string_view>

#include "drawing/drill_picture.h"

namespace nines::draw {

struct DrillSigns {
  bool lost = false;          // a container
  std::set<Fate> fates;       // of cards and of frames around their members
  std::set<Traffic> traffic;  // broken only where a cross is drawn: a link between two that are lost has none
  bool copying = false;       // from what took over
};

// From the drill's beginning to its end, at worst or if all goes well: what comes up at any moment, and nothing that
// none shows.
DrillSigns signsOf(const Design& design, const Drill& drill, bool best);
// At one moment, of what is drawn: ids of groups.
DrillSigns signsOf(const Design& design, const DrillPicture& moment, const std::set<std::string_view>& drawn);

}  // namespace nines::draw
