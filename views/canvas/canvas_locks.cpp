// Locking and unlocking, and what gestures leave alone because of it.
#include <QAction>
#include <algorithm>

#include "canvas/canvas_view.h"
#include "canvas/lock_words.h"
#include "layout/locks.h"

namespace nines {

void CanvasView::makeLockAction() {
  m_lock = new QAction(this);
  m_lock->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L));
  m_lock->setShortcutContext(Qt::WidgetWithChildrenShortcut);
  connect(m_lock, &QAction::triggered, this, &CanvasView::toggleLock);
  addAction(m_lock);
}

// Unlocks where all that is selected is locked.
bool CanvasView::wouldUnlock() const {
  const std::vector<NodeIndex> nodes = selectedNodes();
  return !nodes.empty() && std::ranges::all_of(nodes, [this](NodeIndex i) { return m_scene.design().node(i).locked; });
}

void CanvasView::updateLockAction(bool canEdit) {
  m_lock->setText(wouldUnlock() ? tr("Unloc&k") : tr("Loc&k"));
  m_lock->setEnabled(canEdit && !m_titleEditor && !selectedNodes().empty());
}

void CanvasView::toggleLock() {
  if (m_document->isReadOnly()) return;
  cancelGesture();
  say({});
  const Edit edit = placing::setLocked(m_scene.design(), selectedNodes(), !wouldUnlock());
  if (!edit.empty()) submit(edit);
}

// Of what is selected, what may go: neither locked nor with anything in it that is. The rest is in `staying`, by what
// is locked of it.
std::vector<std::string> CanvasView::removable(std::vector<NodeIndex>& staying) const {
  const Design& design = m_scene.design();
  std::vector<std::string> out;
  for (const std::string& id : m_selection->ids()) {
    const NodeIndex i = design.indexOf(id);
    const NodeIndex locked = i == kNone ? kNone : placing::lockedWithin(design, i);
    if (locked == kNone) out.push_back(id);
    else if (std::ranges::find(staying, locked) == staying.end()) staying.push_back(locked);
  }
  return out;
}

// For gestures of keys and menus over what is selected: carries out what the lock leaves of it, and says what it does
// not.
void CanvasView::submitUnlocked(const Edit& edit) {
  const auto design = m_scene.sharedDesign();
  std::vector<NodeIndex> locked = selectedNodes();
  std::erase_if(locked, [&](NodeIndex i) { return !design->node(i).locked; });
  if (edit.empty()) {
    if (!locked.empty()) say(lockedText(*design, locked));
    return;
  }
  say({});
  if (submit(edit) && !locked.empty()) say(stayingText(*design, locked));
}

}  // namespace nines
