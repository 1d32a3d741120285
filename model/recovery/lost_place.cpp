#include "recovery/lost_place.h"

#include <algorithm>

namespace nines {

namespace {

bool standsIn(const Design& design, NodeIndex node, const OutagePart& part) {
  switch (part.kind) {
    case OutageKind::zone:
      return design.zone(node) != kNone && design.zoneCode(design.zone(node)) == part.place;
    case OutageKind::region:
      return design.region(node) != kNone && design.regionCode(design.region(node)) == part.place;
    case OutageKind::onPremises: {
      const NodeIndex centre = design.indexOf(part.place);
      for (NodeIndex at = node; centre != kNone && at != kNone; at = design.parent(at)) {
        if (at == centre) return true;
      }
      return false;
    }
    case OutageKind::host:
    case OutageKind::corruption:
    case OutageKind::maintenance:
      break;
  }
  return false;
}

}  // namespace

bool standsInLost(const Design& design, NodeIndex node, const Outage& outage) {
  return std::ranges::any_of(outage.parts, [&](const OutagePart& part) { return standsIn(design, node, part); });
}

bool isElsewhere(const Design& design, const Outage& outage, const NodeChange& change) {
  const bool works = change.fate == Fate::promoted || change.fate == Fate::restored || change.fate == Fate::started;
  const NodeIndex node = works ? design.indexOf(change.node) : kNone;
  return node != kNone && standsInLost(design, node, outage);
}

}  // namespace nines
