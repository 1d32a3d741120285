// The canvas during an outage drill.
#include <QMenu>
#include <algorithm>
#include <functional>
#include <iterator>
#include <limits>
#include <utility>

#include "canvas/canvas_view.h"
#include "canvas/legend.h"
#include "drill/drill_mode.h"

namespace nines {

namespace {

// So many nodes and links are drawn anew between two frames, and about so many nodes are painted with them, changed or
// not, where the view shows all: some 6 to 10 ms.
constexpr std::size_t kPerFrame = 150;
constexpr std::size_t kPaintedPerFrame = 250;
// In so large a design to work out the moment is one frame's work, but for so few changes.
constexpr std::size_t kLarge = 500;
constexpr std::size_t kFew = 20;

// Keys whose values are not the same in both.
template <class Map>
std::set<std::string, std::less<>> differing(const Map& before, const Map& now) {
  std::set<std::string, std::less<>> out;
  const auto compare = [&out](const Map& from, const Map& with) {
    for (const auto& [id, value] : from) {
      const auto other = with.find(id);
      if (other == with.end() || !(other->second == value)) out.insert(id);
    }
  };
  compare(now, before);
  compare(before, now);
  return out;
}

bool isOffered(const Design& design, const OutagePart& part) {
  return std::ranges::any_of(offeredOutages(design, part.kind),
                             [&](const Outage& outage) { return outage.parts.front() == part; });
}

}  // namespace

void CanvasScene::showDrill(std::shared_ptr<const DrillPicture> picture) {
  static const DrillPicture kNothing;
  const std::shared_ptr<const DrillPicture> kept = std::exchange(m_drill, std::move(picture));
  const DrillPicture& before = kept ? *kept : kNothing;
  const DrillPicture& now = m_drill ? *m_drill : kNothing;
  m_detours.show(m_drill.get(), m_measure);
  auto dirty = differing(before.nodes, now.nodes);
  if (!kept != !m_drill)
    std::ranges::transform(m_badges, std::inserter(dirty, dirty.end()), &Badges::value_type::first);
  // Frames say how many of their members run.
  for (const std::string& id : std::vector(dirty.begin(), dirty.end())) {
    const NodeIndex i = m_design->indexOf(id);
    const NodeIndex frame = i == kNone ? kNone : m_design->clusterOf(i);
    if (frame != kNone) dirty.insert(m_design->node(frame).id);
  }
  auto links = differing(before.links, now.links);
  for (Undrawn& each : std::exchange(m_undrawn, {})) (each.isLink ? links : dirty).insert(std::move(each.id));
  for (const std::string& id : dirty) {
    const NodeIndex i = m_design->indexOf(id);
    if (i != kNone) m_undrawn.push_back({m_layout->rect(i).y, false, id});
  }
  for (const std::string& id : links) {
    const DrawGroup* line = m_links.lineOf(id);
    m_undrawn.push_back({line ? line->bounds.y : 0, true, id});
  }
  std::ranges::stable_sort(m_undrawn, std::greater(), &Undrawn::top);
  m_tops.clear();
  if (m_design->nodeCount() > kPaintedPerFrame && !m_undrawn.empty()) {
    m_tops.reserve(m_design->nodeCount());
    for (NodeIndex i = 0; i < m_design->nodeCount(); ++i) m_tops.push_back(m_layout->rect(i).y);
    std::ranges::sort(m_tops);
  }
  if (m_drillTimer.isActive()) return;  // the next frame does
  if (m_design->nodeCount() > kLarge && m_undrawn.size() > kFew) {
    m_detours.hold(true);
    m_drillTimer.start(0);
  } else {
    drawSomeOfDrill();
  }
}

void CanvasScene::setDetours(std::vector<Detour> detours) {
  m_led = std::move(detours);
  m_detours.setDetours({m_design, m_layout, m_links.routes(), m_links.labelPlaces()}, m_led);
  m_detours.show(m_drill.get(), m_measure);
}

// One frame's worth. What is drawn together lies together, so that the frame paints a part of the canvas only.
void CanvasScene::drawSomeOfDrill() {
  double until = std::numeric_limits<double>::infinity();
  if (!m_undrawn.empty()) {
    const auto first = std::ranges::lower_bound(m_tops, m_undrawn.back().top) - m_tops.begin();
    const std::size_t last = static_cast<std::size_t>(first) + kPaintedPerFrame;
    if (last < m_tops.size()) until = m_tops[last];
  }
  LinkLayer::Ids links;
  for (std::size_t left = kPerFrame; left > 0 && !m_undrawn.empty() && m_undrawn.back().top <= until; --left) {
    Undrawn next = std::move(m_undrawn.back());
    m_undrawn.pop_back();
    const NodeIndex i = next.isLink ? kNone : m_design->indexOf(next.id);
    if (i != kNone) refresh(i);
    if (next.isLink) links.insert(std::move(next.id));
  }
  m_links.restyle(context(), links);
  m_detours.hold(!m_undrawn.empty());
  if (m_undrawn.empty()) m_drillTimer.stop();
  else m_drillTimer.start(0);
}

void CanvasScene::drawRestOfDrill() {
  while (!m_undrawn.empty()) drawSomeOfDrill();
}

void CanvasView::followDrill(const DrillMode* drill) {
  m_drill = drill;
  connect(drill, &DrillMode::activeChanged, this, &CanvasView::enterDrill);
  connect(drill, &DrillMode::drillChanged, this, [this] {
    const auto shown = m_drill->drill();
    const bool best = m_drill->timing() == DrillMode::Timing::best;
    m_scene.setDetours(shown ? detoursInOrder(*shown, best) : std::vector<Detour>());
    showDrill();
    updateLegend();
    // Its lines may run where the legend stands, which is another one and perhaps has no room any more.
    if (m_keepFitted && isVisible()) fit();
    else m_legend->lookLater();
  });
  connect(drill, &DrillMode::timeChanged, this, &CanvasView::showDrill);
}

bool CanvasView::isDrilling() const { return m_drill && m_drill->isActive(); }

// What was selected for editing is not part of the drill, and comes back after it.
void CanvasView::enterDrill(bool active) {
  setConnecting(false);
  cancelGesture();
  commitPending();
  dropZoneOffer();
  if (active) m_selectedBefore = m_selection->ids();
  Selection::Ids selected = active ? Selection::Ids() : std::exchange(m_selectedBefore, {});
  std::erase_if(selected, [this](const std::string& id) {
    return m_scene.design().indexOf(id) == kNone && m_scene.design().linkIndexOf(id) == kNone;
  });
  m_selection->set(std::move(selected));
  showDrill();
  updateLegend();
  refreshMarks();
}

void CanvasView::showDrill() {
  if (!isDrilling()) {
    if (!m_scene.drill()) return;
    m_scene.showDrill(nullptr);
  } else {
    const auto drill = m_drill->drill();
    const bool best = m_drill->timing() == DrillMode::Timing::best;
    m_scene.showDrill(std::make_shared<const DrillPicture>(
        drill ? drillPicture(m_scene.design(), *drill, m_drill->time(), best) : DrillPicture()));
  }
  // Signs lie above the outline of what is selected.
  if (!m_selection->ids().empty()) refreshMarks();
  recheckTip();
}

void CanvasView::addDrillActions(QMenu& menu, NodeIndex node) {
  if (!m_drill) return;
  const Design& design = m_scene.design();
  const std::string& id = design.node(node).id;
  std::vector<std::pair<QString, OutagePart>> offers;
  const QString fails = tr("Drill: this &fails");
  if (design.has(node, trait::kZone))
    offers.emplace_back(fails, OutagePart{OutageKind::zone, std::string(design.zoneCode(node))});
  if (design.has(node, trait::kRegion))
    offers.emplace_back(fails, OutagePart{OutageKind::region, std::string(design.regionCode(node))});
  offers.emplace_back(fails, OutagePart{OutageKind::onPremises, id});
  offers.emplace_back(fails, OutagePart{OutageKind::host, id});
  offers.emplace_back(tr("Drill: its data is &spoiled"), OutagePart{OutageKind::corruption, id});
  menu.addSeparator();
  for (const auto& offer : offers) {
    if (!isOffered(design, offer.second)) continue;
    menu.addAction(offer.first, this, [this, outage = Outage{{offer.second}}] { emit drillRequested(outage); });
  }
}

}  // namespace nines
