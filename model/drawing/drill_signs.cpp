#include "drawing/drill_signs.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <vector>

#include "drawing/draw_detour.h"
#include "drawing/draw_parts.h"
#include "recovery/lost_place.h"

namespace nines::draw {

namespace {

// What something is from one moment until the next one.
template <class State>
struct Phase {
  double from = 0;
  double until = std::numeric_limits<double>::infinity();
  State state{};
};
template <class State>
using Phases = std::map<std::string_view, std::vector<Phase<State>>>;

// As drillPicture() has it: of two changes at one moment the later one counts.
template <class State>
void add(std::vector<Phase<State>>& phases, double at, State state) {
  if (!std::isfinite(at)) return;
  std::size_t place = phases.size();
  while (place > 0 && phases[place - 1].from > at) --place;
  if (place > 0 && phases[place - 1].from == at) {
    phases[place - 1].state = state;
    return;
  }
  Phase<State> added{at, std::numeric_limits<double>::infinity(), state};
  if (place > 0) phases[place - 1].until = at;
  if (place < phases.size()) added.until = phases[place].from;
  phases.insert(phases.begin() + static_cast<std::ptrdiff_t>(place), added);
}

// Whether a card has a sign: containers are hatched, and notes say what they say.
bool hasSign(const Design& design, NodeIndex node) {
  const Kind* kind = node == kNone ? nullptr : design.kind(node);
  return node != kNone && (!kind || (!kind->isContainer() && kind->shape != Shape::note));
}

struct Mark {
  Fate fate = Fate::failed;
  bool elsewhere = false;
};

bool isLost(const Mark& mark) { return mark.fate == Fate::failed && !mark.elsewhere; }

// Whether it is lost throughout.
bool isLost(const Phases<Mark>& marks, std::string_view node, const Phase<Traffic>& during) {
  const auto at = marks.find(node);
  if (at == marks.end()) return false;
  double reached = during.from;
  for (const Phase<Mark>& phase : at->second) {
    if (phase.until <= reached || !isLost(phase.state)) continue;
    if (phase.from > reached) return false;
    reached = phase.until;
  }
  return reached >= during.until;
}

void addDetour(DrillSigns& signs, const Detour& detour) {
  if (detour.kind == DetourKind::replication) signs.copying = true;
  else signs.traffic.insert(Traffic::moved);
}

}  // namespace

DrillSigns signsOf(const Design& design, const Drill& drill, bool best) {
  const auto timeOf = [best](const Span& span) { return best ? span.best : span.worst; };
  DrillSigns out;
  out.lost = std::ranges::any_of(drill.outage.parts, [](const OutagePart& part) {
    return part.kind == OutageKind::zone || part.kind == OutageKind::region || part.kind == OutageKind::onPremises;
  });
  Phases<Mark> marks;
  for (const NodeChange& change : drill.nodes)
    add(marks[change.node], timeOf(change.at), Mark{change.fate, isElsewhere(design, drill.outage, change)});
  for (const auto& [node, phases] : marks) {
    if (!hasSign(design, design.indexOf(node))) continue;
    for (const Phase<Mark>& phase : phases) out.fates.insert(phase.state.fate);
  }
  Phases<Traffic> links;
  for (const LinkChange& change : drill.links) add(links[change.link], timeOf(change.at), change.traffic);
  for (const auto& [id, phases] : links) {
    const LinkIndex link = design.linkIndexOf(id);
    if (link == kNone) continue;
    for (const Phase<Traffic>& phase : phases) {
      const bool hidden = phase.state == Traffic::broken && isLost(marks, design.link(link).from, phase) &&
                          isLost(marks, design.link(link).to, phase);
      if (!hidden) out.traffic.insert(phase.state);
    }
  }
  for (const Detour& detour : drill.detours) {
    if (std::isfinite(timeOf(detour.at))) addDetour(out, detour);
  }
  return out;
}

DrillSigns signsOf(const Design& design, const DrillPicture& moment, const std::set<std::string_view>& drawn) {
  DrillSigns out;
  for (const auto& [id, mark] : moment.nodes) {
    if (!drawn.contains(id)) continue;
    const NodeIndex i = design.indexOf(id);
    if (hasSign(design, i)) out.fates.insert(mark.fate);
    else out.lost = out.lost || mark.named;
  }
  for (const auto& [id, traffic] : moment.links) {
    const LinkIndex i = drawn.contains(id) ? design.linkIndexOf(id) : kNone;
    if (i != kNone && (traffic != Traffic::broken || isCrossed(design, moment, i))) out.traffic.insert(traffic);
  }
  for (const Detour& detour : moment.detours) {
    if (drawn.contains(detourKey(detour))) addDetour(out, detour);
  }
  return out;
}

}  // namespace nines::draw
