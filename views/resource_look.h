// How views show one resource in words and colours.
#pragma once

#include <QString>

#include "drawing/theme.h"
#include "semantics/design.h"

namespace nines {

inline constexpr int kAllPlaces = -1;
// The containers around it, outermost first: "eu-west-1 › eu-west-1a"; at most `places`, the innermost ones. Empty on
// the canvas.
QString placeOf(const Design& design, NodeIndex node, int places = kAllPlaces);
// "RDS instance · eu-west-1 › eu-west-1a"; the kind's id for kinds that the catalogue lacks.
QString kindAndPlaceOf(const Design& design, NodeIndex node, int places = kAllPlaces);
// Name of the icon, of the preset that fits its properties; empty for unknown kinds.
QString iconOf(const Design& design, NodeIndex node);
// The colour of its category.
Token toneOf(const Design& design, const Kind& kind);

}  // namespace nines
