#include "canvas/drop_feedback.h"

#include <algorithm>
#include <utility>

#include "canvas/drop_forecast.h"
#include "canvas/marks.h"
#include "charts/local_figures.h"
#include "layout/standbys.h"
#include "resource_look.h"
#include "theme/text.h"

namespace nines {

namespace {
constexpr std::size_t kMostWarnings = 2;

void addOutline(PathShape& path, const Rect& r) {
  using Kind = PathStep::Kind;
  path.steps.push_back({Kind::move, r.topLeft(), {}, {}});
  path.steps.push_back({Kind::line, {r.right(), r.top()}, {}, {}});
  path.steps.push_back({Kind::line, {r.right(), r.bottom()}, {}, {}});
  path.steps.push_back({Kind::line, {r.left(), r.bottom()}, {}, {}});
  path.steps.push_back({Kind::close, {}, {}, {}});
}

// The refused container's colour ends where one begins that may take it: a zone in a Region would look refused as well.
DrawGroup refused(const CanvasScene& scene, NodeIndex container, const std::vector<NodeIndex>& allowed) {
  const Design& design = scene.design();
  DrawGroup group = marks::dropRefused(scene, container);
  PathShape ground;
  addOutline(ground, scene.layout().rect(container));
  for (const NodeIndex i : allowed) {
    NodeIndex above = design.parent(i);
    // In another one that is left out already it is no hole of its own.
    while (above != kNone && above != container && std::ranges::find(allowed, above) == allowed.end())
      above = design.parent(above);
    if (above == container) addOutline(ground, scene.layout().rect(i));
  }
  auto& outline = std::get<RectShape>(group.shapes.front());
  ground.fill = std::exchange(outline.fill, {});
  group.shapes.insert(group.shapes.begin(), std::move(ground));
  return group;
}

}  // namespace

DropFeedback::DropFeedback(ToolHost& host, std::vector<NodeIndex> allowed)
    : m_host(host), m_allowed(std::move(allowed)) {
  connect(&host.forecast(), &DropForecast::arrived, this, &DropFeedback::showHint);
}

DropFeedback::~DropFeedback() {
  hide();
  m_host.forecast().forget();
}

void DropFeedback::show(const Drop& drop, QPoint global) {
  // Which container takes it, and whether it may, is all that the marks depend on.
  const bool marked = m_shown && m_drop.container == drop.container && m_drop.refusal.empty() == drop.refusal.empty();
  m_drop = drop;
  m_at = global;
  m_shown = true;
  if (!marked) showMarks(drop);
  const bool wanted = drop.refusal.empty() && drop.changesContainer;
  if (!wanted) {
    m_host.forecast().forget();
    m_asked = false;
  } else if (!m_asked || m_askedFor != drop.containers) {
    // Only containers count for the rules: moving about within one asks nothing. A standby goes with its primary, as
    // the session does with every edit.
    m_asked = true;
    m_askedFor = drop.containers;
    const Design& design = m_host.scene().design();
    m_host.forecast().ask(design, withStandbys(design, drop.edit()));
  }
  showHint();
}

void DropFeedback::hide() {
  m_shown = false;
  m_host.scene().dropMarks().clear();
  m_host.pointerHint().clear();
}

void DropFeedback::showMarks(const Drop& drop) {
  CanvasScene& scene = m_host.scene();
  // From the outside in: a zone that may take it shows within a Region that may not.
  std::vector<NodeIndex> order = m_allowed;
  if (std::ranges::find(order, drop.container) == order.end() && drop.container != kNone)
    order.push_back(drop.container);
  std::ranges::stable_sort(order, {}, [&](NodeIndex i) { return scene.layout().place(i).depth; });
  std::vector<DrawGroup> marks;
  marks.reserve(order.size());
  for (const NodeIndex i : order) {
    const bool isRefused = i == drop.container && !drop.refusal.empty();
    marks.push_back(isRefused ? refused(scene, i, m_allowed) : marks::dropAllowed(scene, i, i == drop.container));
  }
  scene.dropMarks().setGroups(std::move(marks));
}

std::vector<HintLine> DropFeedback::linesFor(const Drop& drop) const {
  std::vector<HintLine> lines;
  if (!drop.refusal.empty()) {
    lines.push_back({toQString(drop.refusal), Sign::error});
    return lines;
  }
  if (!drop.changesContainer) return lines;
  const Design& design = m_host.scene().design();
  if (drop.container == kNone) {
    lines.push_back({tr("On the canvas")});
  } else {
    const Kind* kind = design.kind(drop.container);
    lines.push_back({tr("In %1").arg(toQString(titleOf(design, drop.container))),
                     {},
                     iconOf(design, drop.container),
                     kind ? toneOf(design, *kind) : Token::muted,
                     true});
  }
  const std::vector<Finding>& raised = m_host.forecast().raised();
  for (std::size_t i = 0; i < std::min(raised.size(), kMostWarnings); ++i) {
    lines.push_back({messageText(raised[i]), signOf(raised[i].severity)});
  }
  if (raised.size() > kMostWarnings) lines.push_back({tr("and %1 more").arg(raised.size() - kMostWarnings)});
  return lines;
}

void DropFeedback::showHint() {
  if (!m_shown) return;
  const QWidget& surface = m_host.surface();
  const QPoint corner = m_host.viewportOf(m_drop.ghost.topLeft());
  const QPoint end = m_host.viewportOf({m_drop.ghost.right(), m_drop.ghost.bottom()});
  m_host.pointerHint().show(linesFor(m_drop), surface.mapFromGlobal(m_at), QRect(corner, end));
}

}  // namespace nines
