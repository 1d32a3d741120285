// Lists and tables of drills: a click, Enter or Space on a row or cell asks for it, and nothing stays selected.
#pragma once

class QAbstractItemView;
class QKeyEvent;

namespace nines {

void prepareForPicking(QAbstractItemView& view);
// The key asks for what is current.
bool asksForCurrent(const QAbstractItemView& view, const QKeyEvent& event);

}  // namespace nines
