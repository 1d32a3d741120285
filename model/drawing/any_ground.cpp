#include "drawing/any_ground.h"

#include "drawing/draw_parts.h"

namespace nines {

namespace {

constexpr double kAround = 3;  // px of ground that words have around them

void addGrounds(draw::GroupBuilder& grounds, const DrawGroup& group, const TextMeasure& measure) {
  const Ink ground{Token::canvas};
  const auto* body = group.shapes.empty() ? nullptr : std::get_if<RectShape>(&group.shapes.front());
  if (body && body->fill.visible()) {
    grounds.rect(body->rect, body->radius, ground);
    return;
  }
  for (const Shape2D& shape : group.shapes) {
    if (std::holds_alternative<TextShape>(shape) || std::holds_alternative<IconShape>(shape)) {
      grounds.rect(boundsOf(shape, measure).grown(kAround), kAround, ground);
    }
  }
}

}  // namespace

DisplayList onAnyGround(DisplayList list, const TextMeasure& measure) {
  draw::GroupBuilder grounds(measure, "GROUND", draw::zOf(band::kDots, 0));  // ids of nodes have small letters only
  for (const DrawGroup& group : list.groups) {
    const int height = group.z / draw::kDepths;
    if (height >= band::kRegion && height <= band::kFrame) addGrounds(grounds, group, measure);
  }
  DrawGroup group = grounds.take();
  if (!group.shapes.empty()) list.groups.insert(list.groups.begin(), std::move(group));
  return list;
}

}  // namespace nines
