// Keys that lead through the moments of a drill: the same on the slider and on the chart below it.
#pragma once

#include <Qt>

namespace nines {

// Tells by the widget's signals what the key asks for; false where it is none of these. `length` is the last moment.
template <class Widget>
bool takeMomentKey(Widget& widget, int key, double length) {
  switch (key) {
    case Qt::Key_Left:
      emit widget.backRequested();
      return true;
    case Qt::Key_Right:
      emit widget.forwardRequested();
      return true;
    case Qt::Key_Home:
      emit widget.timePicked(0);
      return true;
    case Qt::Key_End:
      emit widget.timePicked(length);
      return true;
    case Qt::Key_Space:
      emit widget.playRequested();
      return true;
    default:
      return false;
  }
}

}  // namespace nines
