// Cut, copy and paste on the canvas.
#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <algorithm>
#include <set>

#include "canvas/canvas_geometry.h"
#include "canvas/canvas_view.h"
#include "canvas/clipboard.h"
#include "canvas/lock_words.h"
#include "layout/pasting.h"
#include "layout/tidying.h"
#include "theme/text.h"
#include "theme/theme_style.h"
#include "topology/edits.h"

namespace nines {

namespace {

constexpr double kAside = 24;  // px, for each time that the same is pasted
constexpr int kMargin = 40;    // px, around what comes into view

Rect blockOf(const Topology& excerpt, const Design& design) {
  return Layout(Design(std::make_shared<const Topology>(excerpt), design.catalogue(), design.profile())).bounds();
}

// Whether what lies below the pointer is something of which the excerpt holds a copy.
bool isOnOriginal(const Topology& excerpt, const Design& design, const Layout& layout, Point pointer) {
  return std::ranges::any_of(excerpt.nodes.rows(), [&](const auto& row) {
    const NodeIndex i = row->parent.empty() ? design.indexOf(row->id) : kNone;
    return i != kNone && layout.rect(i).contains(pointer);
  });
}

// What people mean by pasting.
struct Wish {
  NodeIndex into = kNone;        // the container that is selected
  std::optional<Point> here;     // said in so many words
  std::optional<Point> pointer;  // where it happens to be, while it is over the canvas
  Rect view;
  double aside = 0;
};

placing::Pasted pastedBy(const Wish& wish, const Design& design, const Layout& layout, const Topology& excerpt) {
  if (wish.here) return placing::pasteUnder(design, layout, excerpt, *wish.here);
  const Rect block = blockOf(excerpt, design);
  // What was copied may be selected still, or the copy before this one: another one goes beside it.
  if (wish.into != kNone && !placing::isCopied(excerpt, design.node(wish.into))) {
    const bool over = wish.pointer && layout.rect(wish.into).contains(*wish.pointer);
    const Point half{block.width / 2, block.height / 2};
    return placing::paste(design, layout, excerpt, wish.into,
                          over ? std::optional(snapped(*wish.pointer - half)) : std::nullopt);
  }
  // Who has just copied it has the pointer on it, and means no place in particular.
  std::optional<Point> pointer = wish.pointer;
  if (pointer && isOnOriginal(excerpt, design, layout, *pointer)) pointer.reset();
  const Rect beside = block.translated({wish.aside, wish.aside});
  if (!pointer && !wish.view.intersects(beside)) pointer = wish.view.centre();
  placing::Pasted out;
  if (pointer) out = placing::pasteUnder(design, layout, excerpt, *pointer);
  if (pointer && out.refusal.empty()) return out;
  placing::Pasted aside = placing::paste(design, layout, excerpt, kNone, beside.topLeft());
  return aside.refusal.empty() || !pointer ? aside : out;
}

// Scrolls as little as needed; of what is larger than the screen the upper left part shows.
void bringIntoView(CanvasView& view, const std::vector<NodeId>& nodes) {
  if (!view.isVisible()) return;
  const CanvasScene& scene = view.canvasScene();
  Rect block;
  for (const NodeId& id : nodes) block = block.united(scene.layout().rect(scene.design().indexOf(id)));
  const QRectF seen = view.viewportTransform().inverted().mapRect(QRectF(view.viewport()->rect()));
  if (seen.contains(toQRectF(block))) return;
  const double margins = 2 * kMargin / view.zoom();
  const QSizeF most(std::max(seen.width() - margins, 1.0), std::max(seen.height() - margins, 1.0));
  const QRectF wanted = toQRectF(block);
  view.ensureVisible(QRectF(wanted.topLeft(), wanted.size().boundedTo(most)), kMargin, kMargin);
}

}  // namespace

void CanvasView::makeClipboardActions() {
  const auto add = [this](const QString& text, const QList<QKeySequence>& keys, void (CanvasView::*run)()) {
    auto* action = new QAction(text, this);
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, run);
    addAction(action);
    return action;
  };
  m_cut = add(tr("Cu&t"), QKeySequence::keyBindings(QKeySequence::Cut), &CanvasView::cutSelection);
  m_copy = add(tr("&Copy"), QKeySequence::keyBindings(QKeySequence::Copy), &CanvasView::copySelection);
  m_copyPicture =
      add(tr("Copy as pictu&re"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C)}, &CanvasView::copyPicture);
  m_paste = add(tr("&Paste"), QKeySequence::keyBindings(QKeySequence::Paste), &CanvasView::pasteClipboard);
  connect(QGuiApplication::clipboard(), &QClipboard::dataChanged, this, [this] {
    m_pasted = 0;
    updateClipboardActions();
  });
}

void CanvasView::updateClipboardActions() {
  // Their keys mean nothing while a name is typed.
  const bool canEdit = !m_document->isReadOnly() && !m_titleEditor;
  const bool nodes = !selectedNodes().empty();
  m_copy->setEnabled(nodes && !m_titleEditor);
  m_cut->setEnabled(nodes && canEdit);
  m_copyPicture->setEnabled(m_scene.design().nodeCount() > 0 && !m_titleEditor);
  const QMimeData* held = QGuiApplication::clipboard()->mimeData();
  m_paste->setEnabled(canEdit && held && mayHoldDesign(*held));
}

void CanvasView::copySelection() {
  if (const std::vector<NodeIndex> nodes = selectedNodes(); !nodes.empty()) copy(nodes);
}

void CanvasView::copy(const std::vector<NodeIndex>& nodes) {
  const Design& design = m_scene.design();
  auto excerpt = std::make_shared<const Topology>(placing::excerpt(design, m_scene.layout(), nodes));
  QGuiApplication::clipboard()->setMimeData(
      new DesignMimeData(std::make_shared<const Design>(std::move(excerpt), design.catalogue(), design.profile())));
}

// What is selected, else all, as it looks in this window.
void CanvasView::copyPicture() {
  const auto design = m_scene.sharedDesign();
  const std::vector<NodeIndex> nodes = selectedNodes();
  const Topology carried = nodes.empty() ? design->topology() : placing::shownExcerpt(*design, m_scene.layout(), nodes);
  const auto drill = m_scene.drill() ? std::make_shared<const DrillPicture>(*m_scene.drill()) : nullptr;
  QGuiApplication::clipboard()->setMimeData(new PictureMimeData(design, nodes, carried, currentTheme(), drill));
  say(nodes.empty() ? tr("A picture of the design is on the clipboard.")
                    : tr("A picture of the selection is on the clipboard."));
}

void CanvasView::cutSelection() {
  if (m_document->isReadOnly() || selectedNodes().empty()) return;
  cancelGesture();
  const auto design = m_scene.sharedDesign();
  std::vector<NodeIndex> staying;
  const std::vector<std::string> going = removable(staying);
  std::vector<NodeIndex> nodes;
  for (const std::string& id : going) {
    if (const NodeIndex i = design->indexOf(id); i != kNone) nodes.push_back(i);
  }
  if (nodes.empty()) return say(lockedText(*design, staying));
  copy(nodes);
  // What was copied goes: a cluster with its members.
  std::set<std::string> cut(going.begin(), going.end());
  const Topology excerpt = placing::excerpt(*design, m_scene.layout(), nodes);
  for (const auto& row : excerpt.nodes.rows()) cut.insert(row->id);
  const std::vector<std::string> ids(cut.begin(), cut.end());
  Edit edit = edits::remove(m_scene.design().topology(), ids);
  constexpr std::string_view kVerb = "Delete";
  if (edit.label.starts_with(kVerb)) edit.label.replace(0, kVerb.size(), "Cut");
  say({});
  if (!edit.empty() && submit(edit) && !staying.empty()) say(stayingText(*design, staying));
}

// Into the container that is selected alone; else where the pointer is, or a little aside of where it was.
void CanvasView::pasteClipboard() {
  const std::vector<NodeIndex> nodes = selectedNodes();
  const bool container = nodes.size() == 1 && placing::holdsOthers(m_scene.design(), m_scene.layout(), nodes.front());
  paste(container ? nodes.front() : kNone, std::nullopt);
}

void CanvasView::paste(NodeIndex into, std::optional<Point> centre) {
  if (m_document->isReadOnly()) return;
  cancelGesture();
  const QMimeData* held = QGuiApplication::clipboard()->mimeData();
  const auto excerpt = held ? designIn(*held, m_scene.design().catalogue()) : std::nullopt;
  if (!excerpt || excerpt->nodes.empty()) return say(tr("The clipboard holds no resources."));
  Wish wish{into, centre, {}, visible(), kAside * ++m_pasted};
  if (m_pointer && viewport()->rect().contains(*m_pointer)) wish.pointer = scenePoint(*m_pointer);
  const auto pasted = pastedBy(wish, m_scene.design(), m_scene.layout(), *excerpt);
  if (!pasted.refusal.empty()) return say(toQString(pasted.refusal));
  if (!submit(pasted.edit)) return;
  m_selection->set({pasted.roots.begin(), pasted.roots.end()});
  bringIntoView(*this, pasted.roots);
  updateViewRect();
}

void CanvasView::duplicateSelection() {
  if (m_document->isReadOnly()) return;
  cancelGesture();
  const auto copied = placing::duplicate(m_scene.design(), m_scene.layout(), selectedNodes());
  if (!copied.refusal.empty()) return say(toQString(copied.refusal));
  if (copied.edit.empty() || !submit(copied.edit)) return;
  m_selection->set({copied.roots.begin(), copied.roots.end()});
  bringIntoView(*this, copied.roots);
  updateViewRect();
}

}  // namespace nines
