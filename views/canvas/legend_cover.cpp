#include "canvas/legend_cover.h"

#include <algorithm>

#include "canvas/canvas_geometry.h"
#include "canvas/canvas_scene.h"

namespace nines {

namespace {

constexpr int kMostLines = kHiddenCard - kHiddenLine;
constexpr int kMostContainers = kHiddenLine - 1;

bool crosses(const Route& route, const QRectF& area) {
  for (std::size_t k = 1; k < route.points.size(); ++k) {
    const QRectF run = QRectF(toQPointF(route.points[k - 1]), toQPointF(route.points[k])).normalized();
    // A run has no area of its own.
    if (run.adjusted(-1, -1, 1, 1).intersects(area)) return true;
  }
  return false;
}

bool isHidden(const CanvasScene& scene, NodeIndex i, const QRectF& area) {
  return toQRectF(scene.layout().rect(i)).intersects(area);
}

bool isHidden(const CanvasScene& scene, const Routes::value_type& entry, const QRectF& area) {
  if (crosses(entry.second, area)) return true;
  const DrawGroup* label = scene.links().labelOf(entry.first);
  return label && toQRectF(label->bounds).intersects(area);
}

bool isHidden(const DetourLine& line, const QRectF& area) {
  return crosses(line.route, area) || (line.label && toQRectF(*line.label).intersects(area));
}

}  // namespace

int hiddenBy(const CanvasScene& scene, const QRectF& area) {
  const Design& design = scene.design();
  int cards = 0;
  int containers = 0;
  for (NodeIndex i = 0; i < scene.layout().size(); ++i) {
    if (!isHidden(scene, i, area)) continue;
    const Kind* kind = design.kind(i);
    const bool around = kind && (kind->isContainer() || kind->shape == Shape::frame);
    ++(around ? containers : cards);
  }
  int lines = 0;
  for (const auto& entry : scene.links().routes()) lines += isHidden(scene, entry, area) ? kHiddenLine : 0;
  for (const DetourLine& line : scene.detours().lines()) lines += isHidden(line, area) ? kHiddenLine : 0;
  return cards * kHiddenCard + std::min(lines, kMostLines) + std::min(containers, kMostContainers);
}

bool coversMost(const CanvasScene& scene, NodeIndex i, const QRectF& area) {
  const QRectF rect = toQRectF(scene.layout().rect(i));
  const QRectF covered = rect & area;
  return 2 * covered.width() * covered.height() > rect.width() * rect.height();
}

bool hidesAnything(const CanvasScene& scene, const QRectF& area) {
  for (NodeIndex i = 0; i < scene.layout().size(); ++i) {
    if (isHidden(scene, i, area)) return true;
  }
  return std::ranges::any_of(scene.links().routes(), [&](const auto& entry) { return isHidden(scene, entry, area); }) ||
         std::ranges::any_of(scene.detours().lines(), [&](const DetourLine& line) { return isHidden(line, area); });
}

}  // namespace nines
