#include "findings/fix_preview.h"

#include <memory>

#include "layout/layout.h"

namespace nines {

namespace {

bool changesMoreThanPlace(const Aspects& aspects) {
  return aspects.has(Aspect::structure) || aspects.has(Aspect::name) || aspects.has(Aspect::property);
}

}  // namespace

FixPreview fixPreview(const Design& design, const Edit& edit) {
  auto topology = std::make_shared<Topology>(design.topology());
  const auto applied = apply(*topology, edit);
  if (!applied) return {};
  const Topology& before = design.topology();
  FixPreview preview;
  std::vector<NodeId> added;
  for (const auto& [id, aspects] : applied->changes.nodes) {
    if (!before.nodes.find(id)) added.push_back(id);
    else if (changesMoreThanPlace(aspects)) preview.changed.insert(id);
  }
  for (const auto& [id, aspects] : applied->changes.links) {
    if (before.links.find(id) && changesMoreThanPlace(aspects)) preview.changed.insert(id);
  }
  if (added.empty()) return preview;
  const Design after(std::move(topology), design.catalogue(), design.profile());
  const Layout layout(after);
  for (const NodeId& id : added) {
    if (const NodeIndex i = after.indexOf(id); i != kNone) preview.added.push_back(layout.rect(i));
  }
  return preview;
}

}  // namespace nines
