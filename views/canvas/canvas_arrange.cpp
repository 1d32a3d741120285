// Aligning, distributing and tidying what is selected on the canvas.
#include <QAction>
#include <QMenu>
#include <algorithm>
#include <iterator>

#include "canvas/canvas_view.h"
#include "canvas/lock_words.h"
#include "layout/aligning.h"
#include "layout/roots.h"
#include "layout/tidying.h"
#include "theme/text.h"

namespace nines {

using placing::Alignment;
using placing::Direction;

std::vector<NodeIndex> CanvasView::selectedNodes() const {
  std::vector<NodeIndex> nodes;
  for (const std::string& id : m_selection->ids()) {
    if (const NodeIndex i = m_scene.design().indexOf(id); i != kNone) nodes.push_back(i);
  }
  return nodes;
}

void CanvasView::makeArrangeActions() {
  const auto addAlignment = [&](const QString& text, Alignment alignment) {
    auto* action = new QAction(text, this);
    connect(action, &QAction::triggered, this, [this, alignment] {
      cancelGesture();
      const auto nodes = selectedNodes();
      const Design& design = m_scene.design();
      const NodeIndex other = placing::beyondItsContainer(design, m_scene.layout(), nodes, alignment);
      submitUnlocked(placing::align(design, m_scene.layout(), nodes, alignment));
      if (other != kNone)
        say(tr("%1 would leave %2: nothing is aligned.")
                .arg(toQString(titleOf(design, other)), toQString(titleOf(design, design.parent(other)))));
    });
    m_align.append(action);
  };
  addAlignment(tr("Align &left edges"), Alignment::left);
  addAlignment(tr("Align &centres"), Alignment::centre);
  addAlignment(tr("Align &right edges"), Alignment::right);
  addAlignment(tr("Align &top edges"), Alignment::top);
  addAlignment(tr("Align &middles"), Alignment::middle);
  addAlignment(tr("Align &bottom edges"), Alignment::bottom);
  const auto addDirection = [&](const QString& text, Direction direction) {
    auto* action = new QAction(text, this);
    connect(action, &QAction::triggered, this, [this, direction] {
      cancelGesture();
      const auto nodes = selectedNodes();
      const NodeIndex other = placing::inTheWay(m_scene.design(), m_scene.layout(), nodes, direction);
      submitUnlocked(placing::distribute(m_scene.design(), m_scene.layout(), nodes, direction));
      if (other != kNone)
        say(tr("%1 is in the way: select it as well, or move it.").arg(toQString(titleOf(m_scene.design(), other))));
    });
    m_distribute.append(action);
  };
  addDirection(tr("Distribute &horizontally"), Direction::horizontal);
  addDirection(tr("Distribute &vertically"), Direction::vertical);
  auto* tidy = new QAction(tr("Tid&y"), this);
  connect(tidy, &QAction::triggered, this, &CanvasView::tidyContent);
  m_tidy.append(tidy);
  m_tidy.first()->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_T));
  m_tidy.first()->setShortcutContext(Qt::WidgetWithChildrenShortcut);
  addAction(m_tidy.first());
  auto* fit = new QAction(tr("&Fit to content"), this);
  connect(fit, &QAction::triggered, this, [this] {
    cancelGesture();
    const auto nodes = selectedNodes();
    const Edit edit =
        placing::fitToContent(m_scene.design(), m_scene.layout(), nodes.size() == 1 ? nodes.front() : kNone);
    submitUnlocked(edit);
    if (edit.empty() && nodes.size() == 1 && !m_scene.design().node(nodes.front()).locked)
      say(tr("%1 is as small as its content allows.").arg(toQString(titleOf(m_scene.design(), nodes.front()))));
  });
  m_tidy.append(fit);
}

void CanvasView::tidyContent() {
  cancelGesture();
  const Design& design = m_scene.design();
  const NodeIndex container = containerToTidy(selectedNodes());
  if (const NodeIndex locked = placing::tidyBlocker(design, container); locked != kNone) {
    const QString name = toQString(titleOf(design, locked));
    if (container == kNone) return say(tr("%1 is locked: the design stays as it is.").arg(name));
    return say(locked == container
                   ? lockedText(design, {&locked, 1})
                   : tr("%1 is locked: %2 stays as it is.").arg(name, toQString(titleOf(design, container))));
  }
  say({});
  const Edit edit = placing::tidy(design, m_scene.layout(), container);
  if (!edit.empty()) submit(edit);
}

// A container that is selected alone, the container of what is selected together, else the whole canvas.
NodeIndex CanvasView::containerToTidy(const std::vector<NodeIndex>& nodes) const {
  const Design& design = m_scene.design();
  if (nodes.size() == 1 && placing::holdsOthers(design, m_scene.layout(), nodes.front())) return nodes.front();
  std::vector<NodeIndex> placed;
  std::ranges::copy_if(nodes, std::back_inserter(placed),
                       [this](NodeIndex i) { return !m_scene.layout().place(i).frame; });
  const auto roots = placing::rootsOf(design, m_scene.layout(), placed);
  if (roots.empty()) return kNone;
  const NodeIndex container = design.parent(roots.front());
  const bool together = std::ranges::all_of(roots, [&](NodeIndex i) { return design.parent(i) == container; });
  return together ? container : kNone;
}

void CanvasView::updateArrangeActions(bool canEdit) {
  const auto count =
      canEdit ? placing::alignable(m_scene.design(), m_scene.layout(), selectedNodes()).size() : std::size_t{0};
  for (QAction* action : m_align) action->setEnabled(count >= placing::kLeastToAlign);
  for (QAction* action : m_distribute) action->setEnabled(count >= placing::kLeastToDistribute);
  const auto nodes = selectedNodes();
  const NodeIndex target = containerToTidy(nodes);
  m_tidy.first()->setText(target == kNone
                              ? tr("Tid&y the design")
                              : tr("Tid&y %1").arg(asMenuText(toQString(titleOf(m_scene.design(), target)))));
  m_tidy.first()->setEnabled(canEdit && m_scene.design().nodeCount() > 0);
  m_tidy.last()->setEnabled(canEdit && nodes.size() == 1 && target == nodes.front());
}

// Only where there is something to bring into line: a menu for one card stays short.
void CanvasView::addArrangeActions(QMenu& menu) {
  const auto addMenu = [&](const QString& title, const QList<QAction*>& actions) {
    if (actions.first()->isEnabled()) menu.addMenu(title)->addActions(actions);
  };
  addMenu(tr("Al&ign"), m_align);
  addMenu(tr("Di&stribute"), m_distribute);
  const auto nodes = selectedNodes();
  if (nodes.size() != 1 || !placing::holdsOthers(m_scene.design(), m_scene.layout(), nodes.front())) return;
  menu.addActions(m_tidy);
  menu.addSeparator();
}

}  // namespace nines
