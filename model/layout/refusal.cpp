// Why something may not stand or be linked where people want it, in plain words. Declared in placing.h.
#include <algorithm>

#include "catalogue/wording.h"
#include "layout/placing.h"
#include "support/ascii.h"

namespace nines::placing {

namespace {

NodeIndex effective(const Design& design, NodeIndex container) {
  while (container != kNone && design.has(container, trait::kTransparent)) container = design.parent(container);
  return container;
}

std::string capitalized(std::string text) {
  if (!text.empty()) text[0] = ascii::upper(text[0]);
  return text;
}

// What can be drawn there instead.
std::string linksInstead(const Catalogue& catalogue, std::string_view fromKind, std::string_view toKind) {
  constexpr std::size_t kMostNamed = 4;
  if (!catalogue.linkKindsBetween(toKind, fromKind).empty()) return "it can only go the other way round";
  std::string starts;
  std::size_t count = 0;
  for (const Kind& kind : catalogue.kinds()) {
    if (catalogue.linkKindsBetween(kind.id, toKind).empty() || ++count > kMostNamed) continue;
    starts += (starts.empty() ? "" : ", ") + kind.label;
  }
  const std::string target = withArticle(labelOf(catalogue, toKind));
  if (count == 0) return "nothing can be linked to " + target;
  return "links to " + target + " come from: " + starts + (count > kMostNamed ? " and others" : "");
}

}  // namespace

std::string refusal(const Design& design, NodeIndex container, std::string_view kindId) {
  const Catalogue& catalogue = design.catalogue();
  const NodeIndex at = effective(design, container);
  const std::string_view parentKind = at == kNone ? std::string_view() : std::string_view(design.node(at).kind);
  if (catalogue.mayContain(parentKind, kindId)) return {};
  const Kind* kind = catalogue.kind(kindId);
  const std::string label = labelOf(catalogue, kindId);
  const std::string here = at == kNone ? "on the canvas" : "in " + containerWithArticle(catalogue, parentKind);
  return capitalized(withArticle(label)) + (isPlural(label) ? " stand " : " stands ") +
         (kind ? placesOf(catalogue, *kind) : "elsewhere") + ", not " + here;
}

std::string linkRefusal(const Design& design, NodeIndex from, NodeIndex to) {
  if (from == to) return "A link needs two different resources";
  const auto kinds = design.catalogue().linkKindsBetween(design.node(from).kind, design.node(to).kind);
  const std::string ends = design.node(from).title() + " to " + design.node(to).title();
  if (!kinds.empty()) return "Every link that can go from " + ends + " is drawn already";
  const Catalogue& catalogue = design.catalogue();
  return "No link can go from " + ends + " (" + labelOf(catalogue, design.node(from).kind) + " to " +
         labelOf(catalogue, design.node(to).kind) +
         "): " + linksInstead(catalogue, design.node(from).kind, design.node(to).kind);
}

}  // namespace nines::placing
