#include "layout/subjects.h"

#include <algorithm>
#include <iterator>

namespace nines {

namespace {

constexpr std::string_view kStandbyLink = "standby";

// A pair is one thing: what became of a standby, and of the link to it, is about its primary where that is selected or
// changed as well.
void leaveToPrimaries(const Design& design, const Subjects& selected, Subjects& subjects) {
  const Subjects all = subjects;
  const auto counts = [&](NodeIndex primary) {
    if (primary == kNone || !design.has(primary, trait::kDatabaseInstance)) return false;
    const std::string& id = design.node(primary).id;
    return all.contains(id) || selected.contains(id);
  };
  // What came back with its container is as much there as everything else in it.
  const auto cameAlong = [&](NodeIndex node) {
    return node != kNone && design.parent(node) != kNone && all.contains(design.node(design.parent(node)).id);
  };
  bool left = false;
  std::erase_if(subjects, [&](const std::string& id) {
    if (selected.contains(id)) return false;
    const NodeIndex node = design.indexOf(id);
    const LinkIndex link = node == kNone ? design.linkIndexOf(id) : kNone;
    const bool standby =
        node != kNone && !cameAlong(node) && design.has(node, trait::kStandby) && counts(design.primaryOf(node));
    const bool joining = link != kNone && !cameAlong(design.to(link)) && design.link(link).kind == kStandbyLink &&
                         counts(design.from(link));
    left = left || standby;
    return standby || joining;
  });
  if (!left) return;
  for (const NodeIndex standby : design.withTrait(trait::kStandby)) {
    const NodeIndex primary = design.primaryOf(standby);
    if (all.contains(design.node(standby).id) && counts(primary)) subjects.insert(design.node(primary).id);
  }
}

}  // namespace

Subjects subjectsOf(const Design& design, const Layout& layout, const ChangeSet& changes, const Subjects& selected) {
  Subjects subjects;
  Subjects containers;
  Subjects shifted;  // cards that have moved and nothing else
  int deepest = 0;
  bool gone = false;
  for (const auto& [id, aspects] : changes.nodes) {
    const NodeIndex i = design.indexOf(id);
    gone = gone || i == kNone;
    if (i == kNone) continue;
    const bool moved = aspects.only(Aspect::geometry);
    const bool room = moved && design.kind(i) && design.kind(i)->isContainer();
    (room ? containers : moved ? shifted : subjects).insert(id);
    if (room) deepest = std::max(deepest, layout.place(i).depth);
  }
  // Neighbours of a container that made room were pushed aside.
  const bool pushed = gone || !subjects.empty() ||
                      (!containers.empty() &&
                       std::ranges::any_of(shifted, [&](const std::string& id) { return selected.contains(id); }));
  std::ranges::copy_if(shifted, std::inserter(subjects, subjects.end()),
                       [&](const std::string& id) { return !pushed || selected.contains(id); });
  const bool moved = !subjects.empty() || !containers.empty() || !shifted.empty();
  for (const auto& [id, aspects] : changes.links) {
    if (design.linkIndexOf(id) != kNone && !(moved && aspects.only(Aspect::geometry))) subjects.insert(id);
  }
  leaveToPrimaries(design, selected, subjects);
  if (!subjects.empty() || gone) return subjects;
  std::ranges::copy_if(containers, std::inserter(subjects, subjects.end()),
                       [&](const std::string& id) { return selected.contains(id); });
  if (!subjects.empty()) return subjects;
  std::ranges::copy_if(containers, std::inserter(subjects, subjects.end()),
                       [&](const std::string& id) { return layout.place(design.indexOf(id)).depth == deepest; });
  return subjects;
}

}  // namespace nines
