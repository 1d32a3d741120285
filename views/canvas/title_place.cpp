#include "canvas/title_place.h"

#include <algorithm>

namespace nines {

namespace {

constexpr double kAscent = .73;   // of the font size: where capitals end
constexpr double kLine = 1.3;     // height of a line
constexpr double kEndMargin = 6;  // to the node's right border
constexpr double kLeastFrame = 140;
constexpr double kMost = 240;  // of a container as wide as the screen
constexpr TextStyle kPlainTitle{12.5, Weight::semibold, 0, false};

Rect lineAt(double left, double right, double baseline, double size) {
  const double middle = baseline - size * kAscent / 2;
  return {left, middle - size * kLine / 2, std::min(right - left, kMost), size * kLine};
}

// The name is the first line of its group that is not the sign of an unknown kind.
const TextShape* titleText(const DrawGroup& group) {
  for (const Shape2D& shape : group.shapes) {
    const auto* text = std::get_if<TextShape>(&shape);
    if (text && text->align == Align::left) return text;
  }
  return nullptr;
}

}  // namespace

std::optional<TitlePlace> titlePlace(const CanvasScene& scene, NodeIndex i) {
  if (i == kNone) return std::nullopt;
  const Rect rect = scene.layout().rect(i);
  if (scene.layout().place(i).frame) {
    const Rect label = scene.layout().headerOf(scene.design(), i);
    const double width = std::max(label.width, kLeastFrame);
    return TitlePlace{
        {label.centre().x - width / 2, label.y, width, label.height}, {10, Weight::semibold, 0, false}, Align::centre};
  }
  for (const GroupItem* item : scene.itemsOf(scene.design().node(i).id)) {
    const int z = item->group().z / 1000;
    if (z == band::kChip || z == band::kBadge) continue;
    const TextShape* text = titleText(item->group());
    if (!text) continue;
    // Items of a node that only moved are shifted.
    const Point baseline = text->baseline + Point{item->pos().x(), item->pos().y()};
    return TitlePlace{lineAt(baseline.x, rect.right() - kEndMargin, baseline.y, text->style.size), text->style};
  }
  const double size = kPlainTitle.size;
  return TitlePlace{lineAt(rect.x, rect.right(), rect.y + size * 1.5, size), kPlainTitle};
}

}  // namespace nines
