#include "canvas/group_item.h"

#include <QPainter>
#include <QStyleOptionGraphicsItem>
#include <algorithm>

#include "canvas/canvas_geometry.h"
#include "painting/painter_backend.h"

namespace nines {

namespace {

constexpr double kAntialiasing = 1;
constexpr double kHuge = 1e6;

QRectF paintedArea(const DrawGroup& group) { return toQRectF(group.bounds.grown(kAntialiasing)); }

Detail detailOf(const QPainter& painter) {
  return detailAt(QStyleOptionGraphicsItem::levelOfDetailFromTransform(painter.worldTransform()));
}

auto lowerBound(auto& groups, std::string_view id) {
  return std::lower_bound(groups.begin(), groups.end(), id,
                          [](const DrawGroup& group, std::string_view key) { return group.id < key; });
}

}  // namespace

GroupItem::GroupItem(const CanvasStyle& style, DrawGroup group)
    : m_style(style), m_group(std::move(group)), m_bounds(paintedArea(m_group)) {
  setAcceptedMouseButtons(Qt::NoButton);
  setZValue(m_group.z);
}

void GroupItem::setGroup(DrawGroup group) {
  const QRectF bounds = paintedArea(group);
  if (bounds != m_bounds) {
    prepareGeometryChange();
    m_bounds = bounds;
  }
  setZValue(group.z);
  m_group = std::move(group);
  update();
}

void GroupItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
  nines::paint(*painter, m_group, *m_style.theme, detailOf(*painter));
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

void LayerItem::updateArea(const DrawGroup& group) { update(paintedArea(group)); }

void LayerItem::setGroups(std::vector<DrawGroup> groups) {
  if (groups == m_groups) return;
  constexpr std::size_t kFew = 200;
  if (m_groups.size() + groups.size() > kFew) {
    update();
  } else {
    for (const DrawGroup& group : m_groups) updateArea(group);
    for (const DrawGroup& group : groups) updateArea(group);
  }
  m_groups = std::move(groups);
}

void LayerItem::put(DrawGroup group) {
  updateArea(group);
  const auto at = lowerBound(m_groups, group.id);
  if (at != m_groups.end() && at->id == group.id) {
    updateArea(*at);
    *at = std::move(group);
  } else {
    m_groups.insert(at, std::move(group));
  }
}

void LayerItem::remove(std::string_view id) {
  const auto at = lowerBound(m_groups, id);
  if (at == m_groups.end() || at->id != id) return;
  updateArea(*at);
  m_groups.erase(at);
}

void LayerItem::setHidden(std::set<std::string, std::less<>> ids) {
  if (ids == m_hidden) return;
  m_hidden.swap(ids);
  for (const auto* changed : {&m_hidden, &ids}) {
    for (const std::string& id : *changed) {
      if (const DrawGroup* group = find(id)) updateArea(*group);
    }
  }
}

QRectF LayerItem::boundingRect() const { return {-kHuge, -kHuge, 2 * kHuge, 2 * kHuge}; }

void LayerItem::paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget*) {
  const Detail detail = detailOf(*painter);
  const Rect exposed = toRect(option->exposedRect).grown(kAntialiasing);
  for (const DrawGroup& group : m_groups) {
    if (!group.bounds.intersects(exposed)) continue;
    if (!m_hidden.empty() && m_hidden.contains(group.id)) continue;
    nines::paint(*painter, group, *m_style.theme, detail);
  }
}

}  // namespace nines
