#include "layout/subjects.h"

#include <algorithm>
#include <iterator>

namespace nines {

Subjects subjectsOf(const Design& design, const Layout& layout, const ChangeSet& changes, const Subjects& selected) {
  Subjects subjects;
  Subjects containers;
  int deepest = 0;
  for (const auto& [id, aspects] : changes.nodes) {
    const NodeIndex i = design.indexOf(id);
    if (i == kNone) continue;
    const bool room = aspects.only(Aspect::geometry) && design.kind(i) && design.kind(i)->isContainer();
    (room ? containers : subjects).insert(id);
    if (room) deepest = std::max(deepest, layout.place(i).depth);
  }
  const bool moved = !subjects.empty() || !containers.empty();
  for (const auto& [id, aspects] : changes.links) {
    if (design.linkIndexOf(id) != kNone && !(moved && aspects.only(Aspect::geometry))) subjects.insert(id);
  }
  if (!subjects.empty()) return subjects;
  std::ranges::copy_if(containers, std::inserter(subjects, subjects.end()),
                       [&](const std::string& id) { return selected.contains(id); });
  if (!subjects.empty()) return subjects;
  std::ranges::copy_if(containers, std::inserter(subjects, subjects.end()),
                       [&](const std::string& id) { return layout.place(design.indexOf(id)).depth == deepest; });
  return subjects;
}

}  // namespace nines
