#include "canvas/group_item.h"

#include <QPainter>
#include <QStyleOptionGraphicsItem>
#include <algorithm>

#include "canvas/canvas_geometry.h"

namespace nines {

namespace {

constexpr double kAntialiasing = 1;
constexpr double kHuge = 1e6;
constexpr double kLarge = 400;  // sides of what is worth knowing how much of it is exposed

QRectF paintedArea(const Rect& bounds) { return toQRectF(bounds.grown(kAntialiasing)); }

// To take an item out of the scene's index and put it back costs milliseconds in a large design. So it keeps its place
// while it changes by no more than the glow, shadow and wider border that a drill gives a card and takes from it again.
QRectF withSlack(const QRectF& area) {
  constexpr double slack = 12;
  return area.adjusted(-slack, -slack, slack, slack);
}

Detail detailOf(const QPainter& painter) {
  return detailAt(QStyleOptionGraphicsItem::levelOfDetailFromTransform(painter.worldTransform()));
}

auto lowerBound(auto& groups, std::string_view id) {
  return std::lower_bound(groups.begin(), groups.end(), id,
                          [](const DrawGroup& group, std::string_view key) { return group.id < key; });
}

}  // namespace

void PreparedOnce::paint(QPainter& painter, const DrawGroup& group, const Theme& theme, Detail detail,
                         const QRectF& exposed) {
  if (!m_group || m_theme != &theme) {
    m_group = std::make_unique<const PreparedGroup>(group, theme);
    m_theme = &theme;
  }
  m_group->paint(painter, detail, exposed);
}

GroupItem::GroupItem(const CanvasStyle& style, DrawGroup group)
    : m_style(style), m_group(std::move(group)), m_bounds(withSlack(paintedArea(m_group.bounds))) {
  setAcceptedMouseButtons(Qt::NoButton);
  setFlag(ItemUsesExtendedStyleOption, isLarge());
  setZValue(m_group.z);
}

void GroupItem::setGroup(DrawGroup group) {
  const QRectF area = paintedArea(group.bounds);
  if (!m_bounds.contains(area) || !withSlack(withSlack(area)).contains(m_bounds)) {
    prepareGeometryChange();
    m_bounds = withSlack(area);
    setFlag(ItemUsesExtendedStyleOption, isLarge());
  }
  setZValue(group.z);
  m_group = std::move(group);
  m_prepared.forget();
  update();
}

bool GroupItem::isLarge() const { return std::max(m_bounds.width(), m_bounds.height()) > kLarge; }

void GroupItem::paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget*) {
  const QRectF exposed = isLarge() ? option->exposedRect : QRectF();
  m_prepared.paint(*painter, m_group, *m_style.theme, detailOf(*painter), exposed);
}

LayerItem::LayerItem(const CanvasStyle& style, int z) : m_style(style) {
  setAcceptedMouseButtons(Qt::NoButton);
  setFlag(ItemUsesExtendedStyleOption);
  setZValue(z);
}

const DrawGroup* LayerItem::find(std::string_view id) const {
  const auto at = lowerBound(m_groups, id);
  return at != m_groups.end() && at->id == id ? &*at : nullptr;
}

void LayerItem::updateArea(const Rect& bounds) { update(paintedArea(bounds).translated(m_shift)); }

// A region of very many rectangles takes longer to work out than to paint.
void LayerItem::updateAreas(const std::vector<Rect>& areas) {
  constexpr std::size_t kFew = 40;
  if (areas.size() <= kFew) {
    for (const Rect& area : areas) updateArea(area);
    return;
  }
  Rect all;
  for (const Rect& area : areas) all = all.united(area);
  updateArea(all);
}

void LayerItem::updateAll() {
  std::vector<Rect> areas;
  areas.reserve(m_kept.size());
  for (const Kept& kept : m_kept) areas.push_back(kept.bounds);
  updateAreas(areas);
}

void LayerItem::setGroups(std::vector<DrawGroup> groups) {
  const std::size_t both = std::min(groups.size(), m_groups.size());
  std::vector<Rect> areas;
  std::vector<Kept> kept;
  kept.reserve(groups.size());
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const bool same = i < both && groups[i] == m_groups[i];
    if (same) {
      kept.push_back(std::move(m_kept[i]));
      continue;
    }
    if (i < both) areas.push_back(m_groups[i].bounds);
    areas.push_back(groups[i].bounds);
    kept.emplace_back(groups[i]);
  }
  for (std::size_t i = both; i < m_groups.size(); ++i) areas.push_back(m_groups[i].bounds);
  updateAreas(areas);
  m_groups = std::move(groups);
  m_kept = std::move(kept);
}

void LayerItem::setShift(QPointF shift) {
  if (shift == m_shift) return;
  updateAll();
  m_shift = shift;
  updateAll();
}

void LayerItem::put(DrawGroup group) {
  updateArea(group.bounds);
  const auto at = lowerBound(m_groups, group.id);
  const auto kept = m_kept.begin() + (at - m_groups.begin());
  if (at != m_groups.end() && at->id == group.id) {
    updateArea(at->bounds);
    *kept = Kept(group);
    *at = std::move(group);
  } else {
    m_kept.emplace(kept, group);
    m_groups.insert(at, std::move(group));
  }
}

void LayerItem::remove(std::string_view id) {
  const auto at = lowerBound(m_groups, id);
  if (at == m_groups.end() || at->id != id) return;
  updateArea(at->bounds);
  m_kept.erase(m_kept.begin() + (at - m_groups.begin()));
  m_groups.erase(at);
}

void LayerItem::setHidden(std::set<std::string, std::less<>> ids) {
  if (ids == m_hidden) return;
  m_hidden.swap(ids);
  std::vector<Rect> areas;
  for (const auto* changed : {&m_hidden, &ids}) {
    for (const std::string& id : *changed) {
      if (const DrawGroup* group = find(id)) areas.push_back(group->bounds);
    }
  }
  updateAreas(areas);
}

QRectF LayerItem::boundingRect() const { return {-kHuge, -kHuge, 2 * kHuge, 2 * kHuge}; }

void LayerItem::paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget*) {
  const Detail detail = detailOf(*painter);
  const QRectF seen = option->exposedRect.translated(-m_shift);
  const Rect exposed = toRect(seen).grown(kAntialiasing);
  painter->translate(m_shift);
  for (std::size_t i = 0; i < m_kept.size(); ++i) {
    if (!m_kept[i].bounds.intersects(exposed)) continue;
    if (!m_hidden.empty() && m_hidden.contains(m_groups[i].id)) continue;
    m_kept[i].prepared.paint(*painter, m_groups[i], *m_style.theme, detail, seen);
  }
  painter->translate(-m_shift);
}

}  // namespace nines
