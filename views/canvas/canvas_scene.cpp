#include "canvas/canvas_scene.h"

#include <algorithm>

#include "canvas/canvas_geometry.h"
#include "canvas/preview_route.h"

namespace nines {

namespace {

constexpr double kMargin = 4000;
constexpr double kFaded = .45;
constexpr double kAlong = .7;
constexpr double kRaised = 900;  // within a band: what is dragged lies above what is not

// What is written on a card can depend on cards far away: the layer of a replica on all before it in its chain, the
// zones of a balancer on where the tiers behind it stand. So everything that is linked with what changed, by however
// many links, is drawn anew; and what stands in a changed container with all that is linked with it.
class Dirty {
 public:
  explicit Dirty(const Design& design) : m_design(design), m_dirty(design.nodeCount(), 0) {}

  void add(NodeIndex i) {
    if (i == kNone || m_dirty[i]) return;
    m_dirty[i] = 1;
    m_waiting.push_back(i);
  }

  std::vector<char> spread(const std::vector<NodeIndex>& containers) {
    std::vector<NodeIndex> inside = containers;
    for (std::size_t k = 0; k < inside.size(); ++k) {
      for (const NodeIndex child : m_design.children(inside[k])) {
        add(child);
        inside.push_back(child);
      }
    }
    while (!m_waiting.empty()) {
      const NodeIndex i = m_waiting.back();
      m_waiting.pop_back();
      for (const LinkIndex link : m_design.drawnFrom(i)) add(m_design.to(link));
      for (const LinkIndex link : m_design.drawnTo(i)) add(m_design.from(link));
    }
    return std::move(m_dirty);
  }

 private:
  const Design& m_design;
  std::vector<char> m_dirty;
  std::vector<NodeIndex> m_waiting;
};

void addEnds(const Design& in, std::string_view linkId, const Design& now, Dirty& dirty) {
  const LinkIndex link = in.linkIndexOf(linkId);
  if (link == kNone) return;
  for (const NodeIndex end : {in.from(link), in.to(link)}) dirty.add(now.indexOf(in.node(end).id));
}

}  // namespace

CanvasScene::CanvasScene(const Document& document, QObject* parent)
    : QGraphicsScene(parent), m_document(document), m_style{&lightTheme()}, m_links(*this, m_style, [this] {
        QMetaObject::invokeMethod(this, &CanvasScene::takeRoutes, Qt::QueuedConnection);
      }) {
  m_movingLinks = new LayerItem(m_style, band::kLink * 1000 + static_cast<int>(kRaised));
  m_stretchedLinks = new LayerItem(m_style, band::kLink * 1000 + static_cast<int>(kRaised));
  m_selectionMarks = new LayerItem(m_style, band::kSelection * 1000);
  m_containerMarks = new LayerItem(m_style, band::kFrameLabel * 1000 - 1);
  m_hoverMarks = new LayerItem(m_style, band::kSelection * 1000 - 1);
  m_gestureMarks = new LayerItem(m_style, band::kGuide * 1000);
  m_dropMarks = new LayerItem(m_style, band::kFrame * 1000 - 1);
  for (LayerItem* layer : {m_dropMarks, m_movingLinks, m_stretchedLinks, m_containerMarks, m_selectionMarks,
                           m_hoverMarks, m_gestureMarks}) {
    addItem(layer);
  }
  ChangeSet all;
  all.everything = true;
  sync(all);
}

void CanvasScene::setTheme(const Theme& theme) {
  m_style.theme = &theme;
  update();
}

Badges CanvasScene::currentBadges() const {
  const auto report = m_document.report();
  if (!report) return {};
  std::vector<std::string> waived;
  for (const WaiverStatus& status : report->waivers) {
    if (status.state == WaiverState::active) waived.push_back(status.key);
  }
  return badgesOf(report->findings, waived);
}

// Entries and nodes are both sorted by id: one merge adds and removes what came and went.
void CanvasScene::alignEntries() {
  std::vector<Entry> next(m_design->nodeCount());
  auto old = m_entries.begin();
  const auto drop = [](Entry& entry) {
    for (GroupItem* item : entry.items) delete item;
  };
  for (NodeIndex i = 0; i < next.size(); ++i) {
    const NodeId& id = m_design->node(i).id;
    for (; old != m_entries.end() && old->id < id; ++old) drop(*old);
    if (old != m_entries.end() && old->id == id) next[i] = std::move(*old++);
    else next[i].id = id;
  }
  for (; old != m_entries.end(); ++old) drop(*old);
  m_entries = std::move(next);
}

std::vector<char> CanvasScene::dirtyNodes(const ChangeSet& changes, const Design& before) const {
  if (changes.everything || changes.profile) return std::vector<char>(m_design->nodeCount(), 1);
  Dirty dirty(*m_design);
  std::vector<NodeIndex> containers;
  for (const auto& [id, aspects] : changes.nodes) {
    if (aspects.only(Aspect::geometry)) continue;
    const NodeIndex i = m_design->indexOf(id);
    dirty.add(i);
    if (i != kNone && !m_design->children(i).empty()) containers.push_back(i);
  }
  for (const auto& [id, aspects] : changes.links) {
    if (aspects.only(Aspect::geometry)) continue;
    addEnds(before, id, *m_design, dirty);
    addEnds(*m_design, id, *m_design, dirty);
  }
  return dirty.spread(containers);
}

// Remakes the node's groups and reuses its items as far as they go.
void CanvasScene::refresh(NodeIndex i) {
  Entry& entry = m_entries[i];
  std::vector<DrawGroup> groups = drawNode(context(), i);
  while (entry.items.size() > groups.size()) {
    delete entry.items.back();
    entry.items.pop_back();
  }
  for (std::size_t at = 0; at < groups.size(); ++at) {
    if (at < entry.items.size()) {
      entry.items[at]->setGroup(std::move(groups[at]));
    } else {
      entry.items.push_back(new GroupItem(m_style, std::move(groups[at])));
      addItem(entry.items.back());
    }
    entry.items[at]->setPos(0, 0);
  }
  entry.drawn = m_layout->place(i);
}

// Where the items stand at rest: a node that only moved keeps its groups, its items are shifted.
QPointF CanvasScene::restOf(NodeIndex i) const {
  return toQPointF(m_layout->rect(i).topLeft() - m_entries[i].drawn.rect.topLeft());
}

void CanvasScene::syncNodes(const std::vector<char>& dirty) {
  for (NodeIndex i = 0; i < m_design->nodeCount(); ++i) {
    const NodePlace& now = m_layout->place(i);
    const NodePlace& drawn = m_entries[i].drawn;
    const bool same = now.rect.width == drawn.rect.width && now.rect.height == drawn.rect.height &&
                      now.depth == drawn.depth && now.frame == drawn.frame;
    if (dirty[i] || !same || m_entries[i].items.empty()) {
      refresh(i);
      continue;
    }
    const QPointF rest = restOf(i);
    for (GroupItem* item : m_entries[i].items) item->setPos(rest);
  }
}

// There are few, and each is known by its members: all anew where one is not as it was.
void CanvasScene::syncSets(const Layout* before) {
  if (before && before->setFrames() == m_layout->setFrames()) return;
  for (const auto& items : m_sets) {
    for (GroupItem* item : items) delete item;
  }
  m_sets.assign(m_layout->setFrames().size(), {});
  for (std::size_t k = 0; k < m_sets.size(); ++k) {
    for (DrawGroup& group : drawSetFrame(context(), m_layout->setFrames()[k])) {
      m_sets[k].push_back(new GroupItem(m_style, std::move(group)));
      addItem(m_sets[k].back());
    }
  }
}

void CanvasScene::sync(const ChangeSet& changes) {
  const auto before = m_design;
  const auto layoutBefore = m_layout;
  m_design = m_document.design();
  m_layout = std::make_shared<const Layout>(*m_design);
  if (!before || changes.everything) m_badges = currentBadges();
  alignEntries();
  syncSets(layoutBefore.get());
  syncNodes(dirtyNodes(changes, before ? *before : *m_design));
  if (!before || changes.everything || changes.profile) m_links.rebuild(context(), {m_design, m_layout});
  else m_links.sync(context(), {m_design, m_layout}, changes);
  updateSceneRect();
}

void CanvasScene::syncBadges() {
  Badges now = currentBadges();
  std::vector<NodeId> changed;
  for (const auto& [id, badge] : now) {
    const auto at = m_badges.find(id);
    if (at == m_badges.end() || at->second != badge) changed.push_back(id);
  }
  for (const auto& entry : m_badges) {
    if (!now.contains(entry.first)) changed.push_back(entry.first);
  }
  m_badges = std::move(now);
  for (const NodeId& id : changed) {
    if (const NodeIndex i = m_design->indexOf(id); i != kNone) refresh(i);
  }
}

void CanvasScene::takeRoutes() {
  if (m_links.take(context())) emit routesArrived();
}

void CanvasScene::updateSceneRect() { setSceneRect(toQRectF(m_layout->bounds().grown(kMargin))); }

void CanvasScene::preparePreview(const placing::Move& move) {
  m_previewed = move.moving();
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
    hidden.insert(line->id);
    if (ends == 2) whole.push_back(*line);
    else m_stretched.push_back(i);
  }
  m_links.setHidden(hidden);
  m_movingLinks->setGroups(std::move(whole));
  for (const NodeIndex i : m_previewed) {
    for (GroupItem* item : m_entries[i].items) item->setZValue(item->group().z + kRaised);
  }
}

Point CanvasScene::shiftOf(const placing::Move& move, NodeIndex i, Point delta) const {
  if (move.moves(i)) return delta;
  const auto at = std::ranges::find(m_along, i, &Companion::node);
  return at == m_along.end() ? Point{} : at->rect.topLeft() - m_layout->rect(i).topLeft();
}

void CanvasScene::previewLinks(const placing::Move& move, Point delta) {
  std::vector<DrawGroup> groups;
  groups.reserve(m_stretched.size());
  for (const LinkIndex i : m_stretched) {
    const DrawGroup* line = m_links.lineOf(m_design->link(i).id);
    if (!line) continue;
    const NodeIndex from = m_design->from(i);
    const NodeIndex to = m_design->to(i);
    const Rect start = m_layout->rect(from).translated(shiftOf(move, from, delta));
    const Rect end = m_layout->rect(to).translated(shiftOf(move, to, delta));
    groups.push_back(previewLine(*line, start, end));
  }
  m_stretchedLinks->setGroups(std::move(groups));
}

// A frame goes along with all its members.
void CanvasScene::previewSets(const placing::Move& move, Point delta, double opacity) {
  for (std::size_t k = 0; k < m_sets.size(); ++k) {
    if (!std::ranges::all_of(m_layout->setFrames()[k].members, [&](NodeIndex i) { return move.moves(i); })) continue;
    for (GroupItem* item : m_sets[k]) {
      item->setPos(toQPointF(delta));
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
  for (const NodeIndex i : m_previewed) {
    const QPointF at = restOf(i) + toQPointF(delta);
    for (GroupItem* item : m_entries[i].items) {
      item->setPos(at);
      item->setOpacity(opacity);
    }
  }
  previewSets(move, delta, opacity);
  m_movingLinks->setPos(toQPointF(delta));
  previewLinks(move, delta);
}

void CanvasScene::fadeOthers(const std::vector<char>& keep) {
  m_faded = true;
  for (NodeIndex i = 0; i < m_design->nodeCount(); ++i) {
    const Kind* kind = m_design->kind(i);
    const bool shown = keep[i] || (kind && kind->isContainer());
    for (GroupItem* item : m_entries[i].items) item->setOpacity(shown ? 1 : kFaded);
  }
  m_links.setOpacity(kFaded);
}

void CanvasScene::rest(NodeIndex i) {
  for (GroupItem* item : m_entries[i].items) {
    item->setPos(restOf(i));
    item->setOpacity(1);
    item->setZValue(item->group().z);
  }
}

void CanvasScene::endPreviews() {
  for (const NodeIndex i : m_previewed) rest(i);
  for (const auto& items : m_sets) {
    for (GroupItem* item : items) {
      item->setPos(0, 0);
      item->setOpacity(1);
    }
  }
  previewAlong({});
  m_previewed.clear();
  m_stretched.clear();
  m_links.setHidden({});
  m_movingLinks->clear();
  m_movingLinks->setPos(0, 0);
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

std::vector<const GroupItem*> CanvasScene::itemsOf(std::string_view id) const {
  const NodeIndex i = m_design->indexOf(id);
  if (i == kNone) return {};
  return {m_entries[i].items.begin(), m_entries[i].items.end()};
}

std::vector<const GroupItem*> CanvasScene::itemsOfSet(std::size_t frame) const {
  return {m_sets[frame].begin(), m_sets[frame].end()};
}

}  // namespace nines
