#include "canvas/group_item.h"

#include <QGraphicsScene>
#include <QGraphicsView>
#include <QLocale>
#include <QPainter>
#include <QStyleOptionGraphicsItem>
#include <algorithm>

#include "canvas/canvas_geometry.h"
#include "canvas/painted_areas.h"
#include "charts/local_figures.h"
#include "theme/text.h"

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

// Told to the views themselves. update() would do, but then the toolkit looks at each of all items of the scene for
// what else has changed, which in a large design takes as long as painting a card.
void updateViews(const QGraphicsItem& item, const QRectF& area) {
  constexpr int smoothing = 2;  // px; what the toolkit adds for items
  if (!item.scene()) return;
  for (const QGraphicsView* view : item.scene()->views()) {
    const QRect seen = view->viewportTransform().mapRect(area).toAlignedRect();
    view->viewport()->update(seen.adjusted(-smoothing, -smoothing, smoothing, smoothing));
  }
}

Detail detailOf(const QPainter& painter) {
  return detailAt(QStyleOptionGraphicsItem::levelOfDetailFromTransform(painter.worldTransform()));
}

void append(std::vector<Rect>& areas, const DrawGroup& group, QPointF offset) {
  for (const Rect& area : paintedAreas(group)) areas.push_back(area.translated(toPoint(offset)));
}

auto lowerBound(auto& groups, std::string_view id) {
  return std::lower_bound(groups.begin(), groups.end(), id,
                          [](const DrawGroup& group, std::string_view key) { return group.id < key; });
}

// People's figures are written as they write them; names stay as they are typed.
DrawGroup inLocalFigures(const DrawGroup& group) {
  DrawGroup local = group;
  for (Shape2D& shape : local.shapes) {
    auto* text = std::get_if<TextShape>(&shape);
    if (text && text->text != group.title) text->text = localLine(toQString(text->text)).toStdString();
  }
  return local;
}

}  // namespace

void PreparedOnce::paint(QPainter& painter, const DrawGroup& group, const Theme& theme, Detail detail,
                         const QRectF& exposed) {
  if (!m_group || m_theme != &theme) {
    const bool point = QLocale().decimalPoint() == QLatin1String(".");
    m_group = std::make_unique<const PreparedGroup>(point ? group : inLocalFigures(group), theme);
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
    // Where it was: a view that paints for another's sake before the toolkit has seen to what changed would forget it.
    updateViews(*this, m_bounds);
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

void LayerItem::updateArea(const Rect& bounds) { updateViews(*this, paintedArea(bounds).translated(m_shift)); }

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
  for (std::size_t i = 0; i < m_kept.size(); ++i) areas.push_back(areaOf(i));
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
    if (i < both) append(areas, m_groups[i], m_kept[i].offset);
    append(areas, groups[i], {});
    kept.emplace_back(groups[i]);
  }
  for (std::size_t i = both; i < m_groups.size(); ++i) append(areas, m_groups[i], m_kept[i].offset);
  updateAreas(areas);
  m_groups = std::move(groups);
  m_kept = std::move(kept);
  followGroups();
}

// After other groups than before.
void LayerItem::followGroups() {
  for (std::size_t i = 0; i < m_kept.size() && !m_hidden.empty(); ++i)
    m_kept[i].hidden = m_hidden.contains(m_groups[i].id);
  m_blocks.clear();
  if (m_picture) m_picture->forget();
}

void LayerItem::setPictured(bool pictured) {
  if (pictured == m_picture.has_value()) return;
  if (pictured) m_picture.emplace();
  else m_picture.reset();
  updateAll();
}

void LayerItem::setShift(QPointF shift) {
  if (shift == m_shift) return;
  updateAll();
  m_shift = shift;
  updateAll();
}

void LayerItem::setOffset(std::size_t at, QPointF offset) {
  if (m_kept[at].offset == offset) return;
  updateArea(areaOf(at));
  m_kept[at].offset = offset;
  updateArea(areaOf(at));
  m_blocks.clear();
  if (m_picture) m_picture->forget();
}

void LayerItem::put(DrawGroup group) {
  std::vector<Rect> areas = paintedAreas(group);
  const auto at = lowerBound(m_groups, group.id);
  const auto kept = m_kept.begin() + (at - m_groups.begin());
  const bool known = at != m_groups.end() && at->id == group.id;
  if (known) append(areas, *at, kept->offset);
  updateAreas(areas);
  if (known) {
    const bool hidden = kept->hidden;
    *kept = Kept(group);
    kept->hidden = hidden;
    if (!m_blocks.empty()) {  // what was there before stays in it, until all of them are made anew
      Rect& block = m_blocks[static_cast<std::size_t>(kept - m_kept.begin()) / kBlock];
      block = block.united(group.bounds.grown(kAntialiasing));
    }
    *at = std::move(group);
    if (m_picture) m_picture->forget();
  } else {
    m_kept.emplace(kept, group);
    m_groups.insert(at, std::move(group));
    followGroups();
  }
}

void LayerItem::remove(std::string_view id) {
  const auto at = lowerBound(m_groups, id);
  if (at == m_groups.end() || at->id != id) return;
  const auto kept = m_kept.begin() + (at - m_groups.begin());
  std::vector<Rect> areas;
  append(areas, *at, kept->offset);
  updateAreas(areas);
  m_kept.erase(kept);
  m_groups.erase(at);
  followGroups();
}

void LayerItem::setHidden(std::set<std::string, std::less<>> ids) {
  if (ids == m_hidden) return;
  m_hidden.swap(ids);
  std::vector<Rect> areas;
  for (std::size_t i = 0; i < m_kept.size(); ++i) {
    const bool hidden = !m_hidden.empty() && m_hidden.contains(m_groups[i].id);
    if (m_kept[i].hidden == hidden) continue;
    m_kept[i].hidden = hidden;
    append(areas, m_groups[i], m_kept[i].offset);
  }
  updateAreas(areas);
  if (m_picture) m_picture->forget();
}

QRectF LayerItem::boundingRect() const { return {-kHuge, -kHuge, 2 * kHuge, 2 * kHuge}; }

void LayerItem::makeBlocks() {
  m_blocks.reserve(m_kept.size() / kBlock + 1);
  for (std::size_t i = 0; i < m_kept.size(); ++i) {
    if (i % kBlock == 0) m_blocks.emplace_back();
    m_blocks.back() = m_blocks.back().united(areaOf(i).grown(kAntialiasing));
  }
}

bool LayerItem::paintPicture(QPainter& painter, Detail detail) {
  if (!m_picture || detail != Detail::always || m_kept.size() < kBlock) return false;
  Rect around;
  for (const Rect& block : m_blocks) around = around.united(block);
  const QRectF all = paintedArea(around);
  return m_picture->paint(painter, all, *m_style.theme, [&](QPainter& picture) { paintSeen(picture, detail, all); });
}

void LayerItem::paintSeen(QPainter& painter, Detail detail, const QRectF& seen) {
  const Rect exposed = toRect(seen).grown(kAntialiasing);
  for (std::size_t block = 0; block < m_blocks.size(); ++block) {
    if (!m_blocks[block].intersects(exposed)) continue;
    const std::size_t end = std::min(m_kept.size(), (block + 1) * kBlock);
    for (std::size_t i = block * kBlock; i < end; ++i) {
      Kept& kept = m_kept[i];
      const Point by{kept.offset.x(), kept.offset.y()};
      if (kept.hidden || !kept.bounds.translated(by).intersects(exposed)) continue;
      if (by != Point{}) painter.translate(kept.offset);
      kept.prepared.paint(painter, m_groups[i], *m_style.theme, detail, seen.translated(-kept.offset));
      if (by != Point{}) painter.translate(-kept.offset);
    }
  }
}

void LayerItem::paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget*) {
  if (m_kept.empty()) return;
  if (m_blocks.empty()) makeBlocks();
  const Detail detail = detailOf(*painter);
  painter->translate(m_shift);
  if (!paintPicture(*painter, detail)) paintSeen(*painter, detail, option->exposedRect.translated(-m_shift));
  painter->translate(-m_shift);
}

}  // namespace nines
