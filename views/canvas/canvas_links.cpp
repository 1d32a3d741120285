// Links on the canvas by menu and keyboard: the other way round, other ends, bends.
#include <QAction>
#include <QMenu>
#include <algorithm>
#include <cmath>

#include "canvas/bend_gesture.h"
#include "canvas/canvas_view.h"
#include "canvas/end_gesture.h"
#include "layout/bending.h"
#include "theme/text.h"

namespace nines {

using placing::LinkEnd;

namespace {

constexpr std::size_t kMostEnds = 24;  // in a menu; the nearest come first

// The nodes that could take this end without another kind of link, the nearest to where it is now first.
std::vector<NodeIndex> otherEnds(const CanvasScene& scene, LinkIndex link, LinkEnd end) {
  const Design& design = scene.design();
  const NodeIndex now = end == LinkEnd::from ? design.from(link) : design.to(link);
  const Point here = scene.layout().rect(now).centre();
  const std::vector<char> possible = placing::possibleEnds(design, link, end);
  std::vector<std::pair<double, NodeIndex>> found;
  for (NodeIndex i = 0; i < possible.size(); ++i) {
    if (!possible[i] || i == now) continue;
    const auto kinds = placing::relinkChoices(design, link, endsWith(design, link, end, i));
    if (kinds.empty() || kinds.front() != design.link(link).kind) continue;
    const Point there = scene.layout().rect(i).centre();
    found.emplace_back(std::hypot(there.x - here.x, there.y - here.y), i);
  }
  std::ranges::sort(found);
  std::vector<NodeIndex> out;
  out.reserve(found.size());
  for (const auto& entry : found) out.push_back(entry.second);
  return out;
}

// Only rich text is broken into lines.
QString wrapped(const QString& text) {
  return text.isEmpty() ? text : QStringLiteral("<span>%1</span>").arg(text.toHtmlEscaped());
}

QString placedTitle(const Design& design, NodeIndex i) {
  const QString title = toQString(titleOf(design, i));
  const NodeIndex container = design.parent(i);
  return container == kNone ? title : CanvasView::tr("%1 in %2").arg(title, toQString(titleOf(design, container)));
}

}  // namespace

LinkIndex CanvasView::onlySelectedLink() const {
  if (m_selection->ids().size() != 1) return kNone;
  return m_scene.design().linkIndexOf(*m_selection->ids().begin());
}

void CanvasView::selectDrawn(const std::string& link) {
  m_drawn = link;
  m_selection->set({link});
}

// Where the link that was drawn just now starts; kNone for none, or where no link can be drawn.
NodeIndex CanvasView::drawnFrom() const {
  const LinkIndex link = m_drawn.empty() ? kNone : m_scene.design().linkIndexOf(m_drawn);
  if (link == kNone || link != onlySelectedLink()) return kNone;
  const NodeIndex from = m_scene.design().from(link);
  return takesHandles(from) ? from : kNone;
}

void CanvasView::forgetDrawn() {
  if (m_drawn.empty()) return;
  m_drawn.clear();
  refreshMarks();
}

void CanvasView::makeLinkActions() {
  // What it does is asked when it is wanted: the design changes.
  const auto add = [this](const QString& text, auto edit) {
    auto* action = new QAction(text, this);
    connect(action, &QAction::triggered, this, [this, edit] {
      cancelGesture();
      const LinkIndex link = onlySelectedLink();
      const Edit made = link == kNone ? Edit() : edit(link);
      if (!made.empty()) submit(made);
    });
    m_linkActions.append(action);
  };
  add(tr("Re&verse link"), [this](LinkIndex link) { return placing::reverse(m_scene.design(), link); });
  add(tr("Reset rou&te"), [this](LinkIndex link) { return placing::bend(m_scene.design(), link, {}); });
}

void CanvasView::updateLinkActions(bool canEdit) {
  const LinkIndex link = onlySelectedLink();
  const std::string refusal = link == kNone ? std::string() : placing::reverseRefusal(m_scene.design(), link);
  QAction* reverse = m_linkActions.first();
  reverse->setEnabled(canEdit && link != kNone && refusal.empty());
  reverse->setToolTip(link == kNone ? tr("Select a link") : wrapped(toQString(refusal)));
  QAction* reset = m_linkActions.last();
  reset->setEnabled(canEdit && link != kNone && !m_scene.design().link(link).bends.empty());
  reset->setToolTip(reset->isEnabled() || link == kNone ? QString() : tr("Nobody has moved its line"));
}

void CanvasView::addLinkActions(QMenu& menu, const std::string& id) {
  const LinkIndex link = m_scene.design().linkIndexOf(id);
  if (link == kNone || onlySelectedLink() != link) return;
  menu.setToolTipsVisible(true);
  menu.addAction(m_linkActions.first());
  // A grey entry alone would not say why.
  if (!m_linkActions.first()->isEnabled()) say(toQString(placing::reverseRefusal(m_scene.design(), link)));
  if (m_linkActions.last()->isEnabled()) menu.addAction(m_linkActions.last());
  addEndMenu(menu, tr("&Start at"), link, LinkEnd::from);
  addEndMenu(menu, tr("&End at"), link, LinkEnd::to);
  menu.addSeparator();
}

void CanvasView::addEndMenu(QMenu& menu, const QString& title, LinkIndex link, LinkEnd end) {
  const Design& design = m_scene.design();
  const std::vector<NodeIndex> ends = otherEnds(m_scene, link, end);
  if (ends.empty()) return;
  QMenu* all = menu.addMenu(title);
  const std::string id = design.link(link).id;
  const std::string kind = design.link(link).kind;
  for (std::size_t k = 0; k < std::min(ends.size(), kMostEnds); ++k) {
    const std::string node = design.node(ends[k]).id;
    all->addAction(asMenuText(placedTitle(design, ends[k])), this,
                   [this, id, end, node, kind] { submitEnd(*this, id, end, node, kind); });
  }
  if (ends.size() <= kMostEnds) return;
  all->addAction(tr("Farther ones: drag the end there"))->setEnabled(false);
}

// Arrow keys move the longest piece that goes that way.
void CanvasView::nudgeLink(LinkIndex link, int key) {
  const Route* route = m_scene.links().route(m_scene.design().link(link).id);
  if (!route) return;
  const bool sideways = key == Qt::Key_Left || key == Qt::Key_Right;
  const double step = key == Qt::Key_Left || key == Qt::Key_Up ? -kGrid : kGrid;
  const std::vector<Point> corners = placing::cornersOf(*route);
  const auto grip = placing::gripFor(corners, sideways);
  if (!grip) return;
  const Point delta = sideways ? Point{step, 0} : Point{0, step};
  LinkPreview preview(m_scene.sharedDesign(), m_scene.sharedLayout(), m_scene.links().routes(), link);
  placing::Bent bent = placing::bentFreely(m_scene.design(), m_scene.layout(), preview, link, corners, *grip, delta);
  if (bent.stopped) say(whyStopped(m_scene.design(), bent));
  const Edit edit = placing::bend(m_scene.design(), link, std::move(bent.bends));
  if (!edit.empty()) submit(edit);
}

}  // namespace nines
