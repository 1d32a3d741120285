#include "drawing/drill_picture.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <set>
#include <string_view>
#include <tuple>
#include <vector>

#include "recovery/lost_place.h"
#include "support/clock.h"
#include "support/format.h"

namespace nines {

namespace {

const std::string kLost = "Lost";

// Of a planned restart it would be wrong to say that the database is lost.
bool isRestart(const Drill& drill, const NodeId& id) {
  return std::ranges::any_of(drill.outage.parts, [&](const OutagePart& part) {
    return part.kind == OutageKind::maintenance && part.place == id;
  });
}

std::string lineOf(const Drill& drill, const NodeId& id, Fate fate, double at, double now) {
  switch (fate) {
    case Fate::failed:
      return isRestart(drill, id) ? "Restarting" : kLost;
    case Fate::spoiled:
      return "Data is wrong";
    case Fate::stale:
      return "Stale " + formatDuration(std::round(now - at));
    case Fate::promoted:
      return "Promoted at " + formatClock(at);
    case Fate::restored:
      return "Restored at " + formatClock(at);
    case Fate::started:
      return "Started at " + formatClock(at);
  }
  return {};
}

std::string captionOf(const Design& design, const Drill& drill, double seconds, bool best) {
  const std::string sentence = sentenceOf(design, drill.outage);
  if (seconds < .5) return sentence + " \u00b7 the moment it begins";
  return fmt::format("{} \u00b7 after {} at {}", sentence, formatDuration(std::round(seconds)),
                     best ? "best" : "worst");
}

bool isNamed(const Design& design, NodeIndex i, const OutagePart& part) {
  switch (part.kind) {
    case OutageKind::zone:
      return design.has(i, trait::kZone) && design.zoneCode(i) == part.place;
    case OutageKind::region:
      return design.has(i, trait::kRegion) && design.regionCode(i) == part.place;
    case OutageKind::onPremises:
      return design.node(i).id == part.place;
    case OutageKind::host:
    case OutageKind::corruption:
    case OutageKind::maintenance:
      break;
  }
  return false;
}

// Containers do not come back while the outage lasts. What they hold is lost with them.
void markContainers(const Design& design, const Drill& drill, DrillPicture& picture) {
  std::vector<NodeIndex> within;
  for (NodeIndex i = 0; i < design.nodeCount(); ++i) {
    const Kind* kind = design.kind(i);
    if (!kind || !kind->isContainer()) continue;
    const auto named = [&](const OutagePart& part) { return isNamed(design, i, part); };
    if (!std::ranges::any_of(drill.outage.parts, named)) continue;
    picture.nodes[design.node(i).id] = {Fate::failed, kLost, true};
    const auto children = design.children(i);
    within.insert(within.end(), children.begin(), children.end());
  }
  for (std::size_t k = 0; k < within.size(); ++k) {
    const Kind* kind = design.kind(within[k]);
    if (!kind || !kind->isContainer()) continue;
    picture.nodes.try_emplace(design.node(within[k]).id, DrillMark{Fate::failed, kLost, false});
    const auto children = design.children(within[k]);
    within.insert(within.end(), children.begin(), children.end());
  }
}

}  // namespace

const DrillMark* DrillPicture::of(const NodeId& id) const {
  const auto at = nodes.find(id);
  return at == nodes.end() ? nullptr : &at->second;
}

const Traffic* DrillPicture::trafficOf(const LinkId& id) const {
  const auto at = links.find(id);
  return at == links.end() ? nullptr : &at->second;
}

std::vector<Detour> detoursInOrder(const Drill& drill, bool best) {
  std::vector<Detour> out = drill.detours;
  std::ranges::stable_sort(out, {}, [best](const Detour& detour) { return best ? detour.at.best : detour.at.worst; });
  std::set<std::tuple<DetourKind, std::string_view, std::string_view>> seen;
  std::vector<Detour> once;
  once.reserve(out.size());
  for (const Detour& detour : out) {
    if (seen.insert({detour.kind, detour.from, detour.to}).second) once.push_back(detour);
  }
  return once;
}

DrillPicture drillPicture(const Design& design, const Drill& drill, double seconds, bool best) {
  const auto timeOf = [best](const Span& span) { return best ? span.best : span.worst; };
  DrillPicture picture;
  picture.caption = captionOf(design, drill, seconds, best);
  // The last change counts; of two at once the one that stands later.
  std::unordered_map<std::string_view, double> since;
  for (const NodeChange& change : drill.nodes) {
    const double at = timeOf(change.at);
    if (!(at <= seconds) || design.indexOf(change.node) == kNone) continue;
    const auto [last, first] = since.try_emplace(change.node, at);
    if (!first && at < last->second) continue;
    last->second = at;
    const bool elsewhere = isElsewhere(design, drill.outage, change);
    picture.nodes[change.node] = {
        change.fate,
        elsewhere ? "Elsewhere at " + formatClock(at) : lineOf(drill, change.node, change.fate, at, seconds), false,
        elsewhere};
  }
  markContainers(design, drill, picture);
  since.clear();
  for (const LinkChange& change : drill.links) {
    const double at = timeOf(change.at);
    if (!(at <= seconds) || design.linkIndexOf(change.link) == kNone) continue;
    const auto [last, first] = since.try_emplace(change.link, at);
    if (!first && at < last->second) continue;
    last->second = at;
    picture.links[change.link] = change.traffic;
  }
  std::erase_if(picture.links, [](const auto& entry) { return entry.second == Traffic::usual; });
  std::ranges::copy_if(detoursInOrder(drill, best), std::back_inserter(picture.detours), [&](const Detour& detour) {
    return timeOf(detour.at) <= seconds && design.indexOf(detour.from) != kNone && design.indexOf(detour.to) != kNone;
  });
  return picture;
}

}  // namespace nines
