#include "resource_look.h"

#include <QStringList>

#include "theme/text.h"

namespace nines {

QString placeOf(const Design& design, NodeIndex node, int places) {
  QStringList path;
  for (NodeIndex at = design.parent(node); at != kNone && path.size() != places; at = design.parent(at))
    path.prepend(toQString(titleOf(design, at)));
  return path.join(QStringLiteral(" › "));
}

QString kindAndPlaceOf(const Design& design, NodeIndex node, int places) {
  const Kind* kind = design.kind(node);
  const QString label = toQString(kind ? std::string_view(kind->label) : std::string_view(design.node(node).kind));
  const QString place = placeOf(design, node, places);
  return place.isEmpty() ? label : label + QStringLiteral(" · ") + place;
}

QString iconOf(const Design& design, NodeIndex node) {
  const Kind* kind = design.kind(node);
  if (!kind) return {};
  const Preset* preset = kind->presetOf([&](std::string_view key) { return design.read(node, key).value; });
  return toQString(preset && !preset->icon.empty() ? preset->icon : kind->icon);
}

Token toneOf(const Design& design, const Kind& kind) {
  const Category* category = design.catalogue().category(kind.category);
  return toneToken(!kind.tone.empty() ? std::string_view(kind.tone) : category ? std::string_view(category->tone) : "");
}

}  // namespace nines
