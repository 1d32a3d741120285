#include "pick_view.h"

#include <QAbstractItemView>
#include <QKeyEvent>

namespace nines {

void prepareForPicking(QAbstractItemView& view) {
  view.setFrameShape(QFrame::NoFrame);
  view.setSelectionMode(QAbstractItemView::NoSelection);
  view.setEditTriggers(QAbstractItemView::NoEditTriggers);
  view.viewport()->setAttribute(Qt::WA_Hover);
}

bool asksForCurrent(const QAbstractItemView& view, const QKeyEvent& event) {
  const bool asks = event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter || event.key() == Qt::Key_Space;
  return asks && view.currentIndex().isValid();
}

}  // namespace nines
