#include "drawing/draw_parts.h"

#include <algorithm>

#include "drawing/utf8.h"

namespace nines::draw {

Tones tonesOf(const Design& design, NodeIndex i) {
  const Kind* kind = design.kind(i);
  if (!kind) return {};
  std::string_view tone = kind->tone;
  if (const Category* category = design.catalogue().category(kind->category); tone.empty() && category) {
    tone = category->tone;
  }
  return {toneToken(tone), toneTextToken(tone)};
}

bool isStopped(const Design& design, NodeIndex i) {
  const Kind* kind = design.kind(i);
  if (!kind) return false;
  const Condition& when = kind->stopped;
  const bool never = when.incoming.empty() && when.outgoing.empty() && when.property.empty();
  return !never && design.holds(when, i);
}

int zOf(int band, int depth) { return band * kDepths + std::clamp(depth, 0, kDepths - 1); }

Rect strokedInside(const Rect& rect, double width) {
  const Rect inner = rect.grown(-width / 2);
  return {inner.x, inner.y, std::max(inner.width, 0.0), std::max(inner.height, 0.0)};
}

GroupBuilder::GroupBuilder(const DrawContext& context, NodeIndex node, int band)
    : GroupBuilder(context.measure, context.design.node(node).id, zOf(band, context.layout.place(node).depth)) {}

GroupBuilder::GroupBuilder(const TextMeasure& measure, std::string id, int z) : m_measure(measure) {
  m_group.id = std::move(id);
  m_group.z = z;
}

void GroupBuilder::describe(std::string title, std::string description) {
  m_group.title = std::move(title);
  m_group.description = std::move(description);
}

void GroupBuilder::add(Shape2D shape) {
  const Rect bounds = boundsOf(shape, m_measure);
  add(std::move(shape), bounds);
}

void GroupBuilder::add(Shape2D shape, const Rect& bounds) {
  m_group.bounds = m_group.bounds.united(bounds);
  m_group.shapes.push_back(std::move(shape));
}

void GroupBuilder::rect(const Rect& rect, double radius, Ink fill, Stroke stroke, Detail detail) {
  add(RectShape{rect, radius, fill, std::move(stroke), detail});
}

void GroupBuilder::ellipse(const Rect& rect, Ink fill, Stroke stroke, Detail detail) {
  add(EllipseShape{rect, fill, std::move(stroke), detail});
}

void GroupBuilder::path(std::vector<PathStep> steps, Ink fill, Stroke stroke, Detail detail) {
  add(PathShape{std::move(steps), fill, std::move(stroke), detail});
}

FittedText GroupBuilder::fitted(std::string_view utf8, const TextStyle& style, double width) const {
  return fittedText(m_measure, utf8::oneLine(utf8), style, width);
}

void GroupBuilder::text(Point baseline, FittedText line, const TextStyle& style, Ink ink, Detail detail, Align align) {
  if (line.text.empty()) return;
  const Rect bounds = boundsOfLine(baseline, line.width, style, align);
  add(TextShape{baseline, std::move(line.text), style, ink, align, detail, std::move(line.whole)}, bounds);
}

void GroupBuilder::icon(const Rect& rect, std::string name, Ink ink, Detail detail) {
  add(IconShape{rect, std::move(name), ink, detail});
}

void addLock(GroupBuilder& group, const DrawContext& context, NodeIndex i, Point topLeft, Token tone) {
  if (!context.design.node(i).locked) return;
  group.icon({topLeft.x, topLeft.y, kLockSign, kLockSign}, "lock", {tone}, Detail::names);
}

double lockRoom(const DrawContext& context, NodeIndex i) { return context.design.node(i).locked ? kLockRoom : 0; }

}  // namespace nines::draw
