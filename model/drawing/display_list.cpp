#include "drawing/display_list.h"

#include <algorithm>

#include "drawing/text_fit.h"

namespace nines {

namespace {

double reach(const Stroke& stroke) { return stroke.ink.visible() ? stroke.width / 2 : 0; }

Rect boundsOfPath(const PathShape& path) {
  if (path.steps.empty()) return {};
  double left = path.steps.front().to.x, right = left;
  double top = path.steps.front().to.y, bottom = top;
  const auto take = [&](Point p) {
    left = std::min(left, p.x);
    right = std::max(right, p.x);
    top = std::min(top, p.y);
    bottom = std::max(bottom, p.y);
  };
  for (const PathStep& step : path.steps) {
    if (step.kind == PathStep::Kind::close) continue;
    take(step.to);
    if (step.kind == PathStep::Kind::quad || step.kind == PathStep::Kind::cubic) take(step.control1);
    if (step.kind == PathStep::Kind::cubic) take(step.control2);
  }
  return Rect{left, top, right - left, bottom - top}.grown(reach(path.stroke));
}

}  // namespace

Colour colourOf(const Theme& theme, Ink ink) {
  Colour colour = theme.colour(ink.token);
  colour.alpha *= ink.opacity;
  if (ink.tint == Tint::tile) colour.alpha *= theme.tileOpacity;
  if (ink.tint == Tint::frame) colour.alpha *= theme.frameOpacity;
  return colour;
}

Rect boundsOf(const Shape2D& shape, const TextMeasure& measure) {
  if (const auto* rect = std::get_if<RectShape>(&shape)) return rect->rect.grown(reach(rect->stroke));
  if (const auto* ellipse = std::get_if<EllipseShape>(&shape)) return ellipse->rect.grown(reach(ellipse->stroke));
  if (const auto* path = std::get_if<PathShape>(&shape)) return boundsOfPath(*path);
  if (const auto* text = std::get_if<TextShape>(&shape)) {
    return boundsOfLine(text->baseline, measure.width(text->text, text->style), text->style, text->align);
  }
  return std::get<IconShape>(shape).rect;
}

}  // namespace nines
