#include "canvas/detour_layer.h"

#include <QGraphicsScene>
#include <algorithm>
#include <functional>
#include <map>
#include <utility>

#include "latest_work.h"
#include "painting/painter_backend.h"

namespace nines {

namespace {

// Larger designs are not waited for: to know all that lines keep clear of takes longer than a frame.
constexpr std::size_t kAtOnce = 400;  // nodes

// So many come or go between two frames: what they cross is painted anew with them.
constexpr std::size_t kPerFrame = 12;

bool isLabel(const DrawGroup& group) { return group.z >= band::kLinkLabel * 1000; }

double distanceTo(Point p, Point a, Point b) {
  const double x = std::clamp(p.x, std::min(a.x, b.x), std::max(a.x, b.x));
  const double y = std::clamp(p.y, std::min(a.y, b.y), std::max(a.y, b.y));
  return std::max(std::abs(p.x - x), std::abs(p.y - y));  // runs are horizontal or vertical
}

bool isSo(const LayerItem& layer, const std::string& key, const std::optional<DrawGroup>& wanted) {
  const DrawGroup* now = layer.find(key);
  return now && wanted ? *now == *wanted : !now && !wanted;
}

void set(LayerItem& layer, const std::string& key, std::optional<DrawGroup> wanted) {
  if (isSo(layer, key, wanted)) return;
  if (wanted) layer.put(std::move(*wanted));
  else layer.remove(key);
}

bool isNear(const Route& route, Point at, double reach) {
  for (std::size_t k = 1; k < route.points.size(); ++k) {
    if (distanceTo(at, route.points[k - 1], route.points[k]) <= reach) return true;
  }
  return false;
}

}  // namespace

DetourLayer::DetourLayer(QGraphicsScene& scene, const CanvasStyle& style)
    : m_strokes(new LayerItem(style, band::kLink * 1000 + 1)),
      m_labels(new LayerItem(style, band::kLinkLabel * 1000 + 1)),
      m_work(new LatestWork(this)) {
  scene.addItem(m_strokes);
  scene.addItem(m_labels);
  m_timer.setSingleShot(true);
  connect(&m_timer, &QTimer::timeout, this, [this] { drawSome(kPerFrame); });
}

void DetourLayer::setDetours(const Ground& ground, std::vector<Detour> detours) {
  m_work->forget();
  if (detours.empty()) return take(nullptr, nullptr, {});
  const auto find = [](const Design& design, const Layout& layout, const Routes& routes, const LabelPlaces& labels,
                       const std::vector<Detour>& wanted) {
    const Badges none;
    const FontMeasure measure;
    return detourLines({design, layout, measure, none, nullptr}, routes, labels, wanted);
  };
  if (ground.design->nodeCount() <= kAtOnce)
    return take(ground.design, ground.layout,
                find(*ground.design, *ground.layout, ground.routes, ground.labels, detours));
  take(nullptr, nullptr, {});
  m_work->ask([this, find, design = ground.design, layout = ground.layout, routes = ground.routes,
               labels = ground.labels, detours = std::move(detours)]() -> LatestWork::Done {
    return [this, design, layout, lines = find(*design, *layout, routes, labels, detours)] {
      take(design, layout, lines);
      emit linesFound();
    };
  });
}

void DetourLayer::take(std::shared_ptr<const Design> design, std::shared_ptr<const Layout> layout,
                       std::vector<DetourLine> lines) {
  m_design = std::move(design);
  m_layout = std::move(layout);
  m_lines = std::move(lines);
  m_fresh = true;
}

void DetourLayer::show(const DrillPicture* moment, const TextMeasure& measure) {
  static const std::vector<Detour> kNoDetours;
  const std::vector<Detour>& wanted = moment ? moment->detours : kNoDetours;
  // Most frames of a drill that plays have the same as the one before.
  if (!m_fresh && wanted == m_shown) return;
  m_fresh = false;
  m_shown = wanted;
  std::map<std::string, Due, std::less<>> due;
  const auto put = [&due](const std::string& key, double top) -> Due& {
    Due& each = due.try_emplace(key, Due{top, key}).first->second;
    each.top = std::min(each.top, top);
    return each;
  };
  for (const LayerItem* layer : {m_strokes, m_labels}) {
    for (const DrawGroup& group : layer->groups()) put(group.id, group.bounds.y);
  }
  const Badges none;
  auto next = wanted.begin();  // in the order of the lines, of which it has some
  for (const DetourLine& line : m_lines) {
    if (next == wanted.end()) break;
    if (!(*next == line.detour)) continue;
    ++next;
    for (DrawGroup& group : drawDetour({*m_design, *m_layout, measure, none, moment}, line)) {
      Due& each = put(group.id, group.bounds.y);
      (isLabel(group) ? each.label : each.stroke) = std::move(group);
    }
  }
  m_due.clear();
  for (auto& [key, each] : due) {
    if (!isSo(*m_strokes, key, each.stroke) || !isSo(*m_labels, key, each.label)) m_due.push_back(std::move(each));
  }
  std::ranges::stable_sort(m_due, std::greater(), &Due::top);
  if (m_due.empty()) m_timer.stop();
  else if (!m_design || m_design->nodeCount() <= kAtOnce) drawSome(m_due.size());
  else if (!m_held) m_timer.start(0);
}

void DetourLayer::hold(bool held) {
  m_held = held;
  if (held || m_due.empty()) m_timer.stop();
  else m_timer.start(0);
}

void DetourLayer::drawSome(std::size_t most) {
  for (std::size_t left = most; left > 0 && !m_due.empty(); --left) {
    Due next = std::move(m_due.back());
    m_due.pop_back();
    set(*m_strokes, next.key, std::move(next.stroke));
    set(*m_labels, next.key, std::move(next.label));
  }
  if (m_due.empty() || m_held) m_timer.stop();
  else m_timer.start(0);
}

const DrawGroup* DetourLayer::at(Point scene, double reach) const {
  for (const DrawGroup& group : m_labels->groups()) {
    if (group.bounds.contains(scene)) return &group;
  }
  for (const DrawGroup& group : m_strokes->groups()) {
    const auto line =
        std::ranges::find_if(m_lines, [&](const DetourLine& each) { return detourKey(each.detour) == group.id; });
    if (line != m_lines.end() && isNear(line->route, scene, reach)) return &group;
  }
  return nullptr;
}

}  // namespace nines
