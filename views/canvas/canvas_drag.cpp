// What the scene shows while something is dragged: items shifted, lines and frames drawn along.
//
// Up to a number of cards, links have their full routes all the while. Where those are not found within a frame, the
// lines that are known are drawn along, and another thread finds the routes: in designs that are not too large while
// the pointer moves, in others once it rests.
#include <algorithm>
#include <map>
#include <utility>

#include "canvas/canvas_geometry.h"
#include "canvas/canvas_scene.h"
#include "canvas/preview_route.h"

namespace nines {

namespace {

constexpr double kAlong = .7;
constexpr std::ptrdiff_t kMostCards = 20;  // that are dragged with full routes
constexpr std::size_t kLarge = 1000;       // nodes or links: drawing all of it anew is felt
constexpr int kRest = 80;                  // ms
constexpr int kPerBand = 1000;             // heights

bool isAsLarge(const Rect& a, const Rect& b) { return a.width == b.width && a.height == b.height; }

bool isLarge(const Design& design) { return design.nodeCount() > kLarge || design.linkCount() > kLarge; }

}  // namespace

bool CanvasScene::isFollowed(const placing::Move& move) const {
  const auto isCard = [this](NodeIndex i) { return m_layout->isSolid(*m_design, i); };
  return !m_links.isWaiting() && std::ranges::count_if(move.moving(), isCard) <= kMostCards;
}

void CanvasScene::preparePreview(const placing::Move& move) {
  if (m_previewed.empty()) {
    drawRestOfDrill();
    m_followed = isFollowed(move);
    m_slowly = isLarge(*m_design);
  }
  m_previewed = move.moving();
  m_isMoving = move.isMoving();
  prepareLinks(move);
  carryNodes();
  for (const NodeIndex i : m_previewed) {
    for (GroupItem* item : m_entries[i].items) item->setZValue(item->group().z + kRaised);
  }
}

// Layers draw what is dragged: to move an item makes the toolkit look at all others, and take it out of the scene's
// index. Frames, which a picture gives other sizes, stay items where links have their full routes.
void CanvasScene::carryNodes() {
  if (!m_carried.empty()) return;
  std::map<int, std::vector<Carried>> bands;
  for (const NodeIndex i : m_previewed) {
    if (m_followed && m_layout->place(i).frame) continue;
    for (GroupItem* item : m_entries[i].items) {
      bands[item->group().z / kPerBand].push_back({i, item, nullptr, 0});
      item->setVisible(false);
    }
  }
  for (auto& [band, carried] : bands) {
    LayerItem& by = carriers(band);
    std::ranges::stable_sort(carried, {}, [](const Carried& one) { return one.item->group().z; });
    std::vector<DrawGroup> groups;
    groups.reserve(carried.size());
    for (const Carried& one : carried) groups.push_back(one.item->group());
    by.setGroups(std::move(groups));
    for (std::size_t at = 0; at < carried.size(); ++at) {
      carried[at].by = &by;
      carried[at].at = at;
      by.setOffset(at, restOf(carried[at].node));
      m_carried.push_back(carried[at]);
    }
  }
  std::ranges::sort(m_carried, {}, &Carried::node);
}

LayerItem& CanvasScene::carriers(int band) {
  LayerItem*& layer = m_carriers[band];
  if (!layer) {
    layer = new LayerItem(m_style, band * kPerBand + static_cast<int>(kRaised));
    layer->setPictured(true);
    addItem(layer);
  }
  return *layer;
}

void CanvasScene::dropCarried() {
  for (const auto& [band, layer] : m_carriers) {
    layer->setGroups({});
    layer->setShift({});
    layer->setOpacity(1);
  }
  m_carried.clear();
}

// A node that is dragged, on its way from where the document has it.
void CanvasScene::showAt(NodeIndex i, QPointF shift) {
  const auto carried = std::ranges::equal_range(m_carried, i, {}, &Carried::node);
  for (const Carried& one : carried) one.by->setOffset(one.at, restOf(i) + shift - one.by->shift());
  if (!carried.empty()) return;
  for (GroupItem* item : m_entries[i].items) item->setPos(restOf(i) + shift);
}

QPointF CanvasScene::shownShift(std::string_view id) const {
  const NodeIndex i = m_design->indexOf(id);
  const auto carried = std::ranges::equal_range(m_carried, i, {}, &Carried::node);
  if (carried.empty()) return m_entries[i].items.front()->pos();
  const Carried& one = carried.front();
  return one.by->shift() + one.by->offset(one.at);
}

double CanvasScene::shownOpacity(std::string_view id) const {
  const NodeIndex i = m_design->indexOf(id);
  const auto carried = std::ranges::equal_range(m_carried, i, {}, &Carried::node);
  return carried.empty() ? m_entries[i].items.front()->opacity() : carried.front().by->opacity();
}

void CanvasScene::prepareLinks(const placing::Move& move) {
  m_stretched.clear();
  std::set<std::string, std::less<>> hidden;
  std::vector<DrawGroup> whole;
  const auto goesAlong = [this](NodeIndex i) {
    return std::ranges::find(m_along, i, &Companion::node) != m_along.end();
  };
  for (LinkIndex i = 0; i < m_design->linkCount(); ++i) {
    const NodeIndex from = m_design->from(i);
    const NodeIndex to = m_design->to(i);
    const int ends = int{move.moves(from)} + int{move.moves(to)};
    const bool any = ends > 0 || (!m_along.empty() && (goesAlong(from) || goesAlong(to)));
    const DrawGroup* line = any ? m_links.lineOf(m_design->link(i).id) : nullptr;
    if (!line) continue;
    if (!m_followed) hidden.insert(line->id);
    if (!m_followed && ends == 2) whole.push_back(*line);
    else m_stretched.push_back(i);
  }
  if (m_followed) return;
  m_links.setHidden(hidden);
  m_movingLinks->setGroups(std::move(whole));
}

Point CanvasScene::shiftOf(NodeIndex i) const {
  if (m_isMoving[i] != 0) return m_delta;
  const auto at = std::ranges::find(m_along, i, &Companion::node);
  return at == m_along.end() ? Point{} : at->rect.topLeft() - m_layout->rect(i).topLeft();
}

void CanvasScene::previewLinks() {
  const auto rectOf = [this](NodeIndex i) { return shownRect(i); };
  if (m_followed) return m_links.stretch(context(), m_stretched, rectOf);
  m_movingLinks->setShift(toQPointF(m_delta));
  std::vector<DrawGroup> groups;
  groups.reserve(m_stretched.size());
  for (const LinkIndex i : m_stretched) {
    const DrawGroup* line = m_links.lineOf(m_design->link(i).id);
    if (line) groups.push_back(previewLine(*line, rectOf(m_design->from(i)), rectOf(m_design->to(i))));
  }
  m_stretchedLinks->setGroups(std::move(groups));
}

void CanvasScene::previewNodes(double opacity) {
  for (const auto& [band, layer] : m_carriers) {
    layer->setShift(toQPointF(m_delta));
    layer->setOpacity(opacity);
  }
  for (const Carried& one : m_carried) one.by->setOffset(one.at, restOf(one.node));
  for (const NodeIndex i : m_previewed) {
    if (m_reframed.erase(i) > 0) refresh(i);
    if (isCarried(i)) continue;
    for (GroupItem* item : m_entries[i].items) {
      item->setPos(restOf(i) + toQPointF(m_delta));
      item->setOpacity(opacity);
      item->setZValue(item->group().z + kRaised);
    }
  }
}

bool CanvasScene::goesWhole(const SetFrame& set) const {
  return std::ranges::all_of(set.members, [this](NodeIndex i) { return m_isMoving[i] != 0; });
}

// A frame goes along with all its members.
void CanvasScene::previewSets(double opacity) {
  if (std::exchange(m_wholeSetsRedrawn, false)) syncSets(nullptr);
  for (std::size_t k = 0; k < m_sets.size(); ++k) {
    if (!goesWhole(m_layout->setFrames()[k])) continue;
    for (GroupItem* item : m_sets[k]) {
      item->setPos(toQPointF(m_delta));
      item->setOpacity(opacity);
    }
  }
}

void CanvasScene::previewAlong(const std::vector<Companion>& along) {
  for (const Companion& companion : m_along) rest(companion.node);
  m_along = along;
  for (const Companion& companion : m_along) {
    const Point shift = companion.rect.topLeft() - m_layout->rect(companion.node).topLeft();
    for (GroupItem* item : m_entries[companion.node].items) {
      item->setPos(restOf(companion.node) + toQPointF(shift));
      item->setOpacity(kAlong);
      item->setZValue(item->group().z + kRaised);
    }
  }
}

void CanvasScene::previewMove(const placing::Move& move, Point delta, double opacity,
                              const std::vector<Companion>& along) {
  const bool others = along != m_along;
  if (others) previewAlong(along);
  if (m_previewed.empty() || others) preparePreview(move);
  m_delta = delta;
  previewNodes(opacity);
  previewSets(opacity);
  previewLinks();
}

void CanvasScene::followDrag(std::function<Drag()> drag) {
  if (!m_followed) return;
  m_drag = std::move(drag);
  if (isLarge(*m_design)) m_dragTimer.start(kRest);
  else if (!m_dragTimer.isActive()) m_dragTimer.start(untilNextFrame());
}

// Pointers move more often than the screen shows anything.
int CanvasScene::untilNextFrame() const {
  constexpr qint64 kFrame = 16;  // ms
  const qint64 since = m_sinceRouted.isValid() ? m_sinceRouted.elapsed() : kFrame;
  return static_cast<int>(std::clamp<qint64>(kFrame - since, 1, kFrame));
}

void CanvasScene::routeDrag() {
  if (!m_drag || m_links.isAsking()) return;  // goes on when what was asked for is there
  m_sinceRouted.start();
  Drag drag = m_drag();
  m_drag = nullptr;
  if (m_slowly) return m_links.ask([drag = std::move(drag)] { return pictureOf(drag); });
  Picture picture = pictureOf(drag);
  m_slowly = !m_links.show(picture, {*picture.design, *picture.layout, m_measure, m_badges});
  if (m_slowly) m_links.ask([picture] { return picture; });
  else showPicture(picture);
}

void CanvasScene::takeDragRoutes() {
  const auto routed = m_links.takeAsked();
  if (!routed) return;
  const Picture& picture = routed->of;
  const bool late = m_drag != nullptr;  // it has been dragged on since
  if (!late || !isLarge(*m_design)) {
    m_links.show(*routed, {*picture.design, *picture.layout, m_measure, m_badges});
    showPicture(picture);
  }
  if (!late) return;
  for (const NodeIndex i : m_previewed) showAt(i, toQPointF(m_delta));
  previewLinks();
  if (!m_dragTimer.isActive()) m_dragTimer.start(untilNextFrame());
}

// Each where the drop leaves it: in a container that holds several of them back, not all by the same distance.
void CanvasScene::showPicture(const Picture& picture) {
  for (const NodeIndex i : m_previewed) {
    const Point by = picture.layout->rect(i).topLeft() - m_layout->rect(i).topLeft();
    showAt(i, toQPointF(by));
  }
  showFrames(picture);
  showSets(picture);
}

void CanvasScene::showFrames(const Picture& picture) {
  const DrawContext then{*picture.design, *picture.layout, m_measure, m_badges};
  for (NodeIndex i = 0; i < m_layout->size(); ++i) {
    if (!m_layout->place(i).frame) continue;
    const Rect& before = m_layout->rect(i);
    const Rect& now = picture.layout->rect(i);
    if (m_isMoving[i] != 0 ? isAsLarge(before, now) : before == now && !m_reframed.contains(i)) continue;
    setGroups(m_entries[i], drawNode(then, i));
    m_reframed.insert(i);
  }
}

void CanvasScene::showSets(const Picture& picture) {
  const auto& sets = picture.layout->setFrames();
  if (sets.size() != m_sets.size() || (!m_setsRedrawn && sets == m_layout->setFrames())) return;
  const DrawContext then{*picture.design, *picture.layout, m_measure, m_badges};
  for (std::size_t k = 0; k < sets.size(); ++k) {
    const bool whole = goesWhole(sets[k]);
    if (whole && isAsLarge(sets[k].rect, m_layout->setFrames()[k].rect)) continue;
    m_wholeSetsRedrawn = m_wholeSetsRedrawn || whole;
    std::vector<DrawGroup> groups = drawSetFrame(then, sets[k]);
    for (std::size_t at = 0; at < groups.size(); ++at) {
      m_sets[k][at]->setGroup(std::move(groups[at]));
      m_sets[k][at]->setPos(0, 0);
    }
    m_setsRedrawn = true;
  }
}

void CanvasScene::rest(NodeIndex i) {
  for (GroupItem* item : m_entries[i].items) {
    item->setPos(restOf(i));
    item->setVisible(true);
    item->setOpacity(1);
    item->setZValue(item->group().z);
  }
}

void CanvasScene::endPreviews() {
  m_dragTimer.stop();
  m_drag = nullptr;
  for (const NodeIndex i : m_previewed) rest(i);
  dropCarried();
  for (const NodeIndex i : m_reframed) refresh(i);
  m_reframed.clear();
  if (m_setsRedrawn) syncSets(nullptr);
  m_setsRedrawn = false;
  m_wholeSetsRedrawn = false;
  for (const auto& items : m_sets) {
    for (GroupItem* item : items) {
      item->setPos(0, 0);
      item->setOpacity(1);
    }
  }
  previewAlong({});
  m_previewed.clear();
  m_isMoving.clear();
  m_delta = {};
  m_stretched.clear();
  m_links.endDrag(context());
  m_links.setHidden({});
  m_movingLinks->clear();
  m_movingLinks->setShift({});
  m_stretchedLinks->clear();
  m_gestureMarks->clear();
  m_dropMarks->clear();
  if (!m_faded) return;
  m_faded = false;
  for (Entry& entry : m_entries) {
    for (GroupItem* item : entry.items) item->setOpacity(1);
  }
  m_links.setOpacity(1);
}

}  // namespace nines
