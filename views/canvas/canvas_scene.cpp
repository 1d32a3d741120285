#include "canvas/canvas_scene.h"

#include <algorithm>

#include "canvas/canvas_geometry.h"

namespace nines {

namespace {

constexpr double kMargin = 4000;
constexpr double kFaded = .45;

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
    : QGraphicsScene(parent),
      m_document(document),
      m_style{&lightTheme()},
      m_links(*this, m_style,
              [this] { QMetaObject::invokeMethod(this, &CanvasScene::takeRoutes, Qt::QueuedConnection); }),
      m_detours(*this, m_style) {
  m_movingLinks = new LayerItem(m_style, band::kLink * 1000 + static_cast<int>(kRaised));
  m_stretchedLinks = new LayerItem(m_style, band::kLink * 1000 + static_cast<int>(kRaised));
  m_movingLinks->setPictured(true);
  m_dragTimer.setSingleShot(true);
  connect(&m_dragTimer, &QTimer::timeout, this, &CanvasScene::routeDrag);
  m_drillTimer.setSingleShot(true);
  connect(&m_drillTimer, &QTimer::timeout, this, &CanvasScene::drawSomeOfDrill);
  connect(&m_detours, &DetourLayer::linesFound, this, [this] { m_detours.show(m_drill.get(), m_measure); });
  connect(this, &CanvasScene::routesArrived, this, [this] {
    if (!m_led.empty()) setDetours(m_led);
  });
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
  const auto isWorkload = [](const Design& in, NodeIndex i) { return i != kNone && in.has(i, trait::kWorkload); };
  bool workloads = false;
  for (const auto& [id, aspects] : changes.nodes) {
    if (aspects.only(Aspect::geometry)) continue;
    const NodeIndex i = m_design->indexOf(id);
    workloads = workloads || isWorkload(*m_design, i) || isWorkload(before, before.indexOf(id));
    dirty.add(i);
    if (i != kNone && !m_design->children(i).empty()) containers.push_back(i);
  }
  // Regions say how workloads come back in them.
  if (workloads) {
    for (const NodeIndex region : m_design->withTrait(trait::kRegion)) dirty.add(region);
  }
  for (const auto& [id, aspects] : changes.links) {
    if (aspects.only(Aspect::geometry)) continue;
    addEnds(before, id, *m_design, dirty);
    addEnds(*m_design, id, *m_design, dirty);
  }
  return dirty.spread(containers);
}

void CanvasScene::refresh(NodeIndex i) {
  setGroups(m_entries[i], drawNode(context(), i));
  m_entries[i].drawn = m_layout->place(i);
}

// Reuses the node's items as far as they go.
void CanvasScene::setGroups(Entry& entry, std::vector<DrawGroup> groups) {
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
  if (!before || changes.everything || changes.profile) m_links.rebuild(context(), {m_design, m_layout, false});
  else m_links.sync(context(), {m_design, m_layout, false}, changes);
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
  else takeDragRoutes();
}

void CanvasScene::updateSceneRect() { setSceneRect(toQRectF(m_layout->bounds().grown(kMargin))); }

void CanvasScene::fadeOthers(const std::vector<char>& keep) {
  m_faded = true;
  for (NodeIndex i = 0; i < m_design->nodeCount(); ++i) {
    const Kind* kind = m_design->kind(i);
    const bool shown = keep[i] || (kind && kind->isContainer());
    for (GroupItem* item : m_entries[i].items) item->setOpacity(shown ? 1 : kFaded);
  }
  m_links.setOpacity(kFaded);
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
