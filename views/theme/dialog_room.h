// How large a dialog may be.
#pragma once

#include <QScreen>
#include <QSize>
#include <QWidget>

namespace nines {

// What the dialog's screen has for it besides the frame of a window manager. What needs more scrolls: 1366 x 768 at
// 150 % are 910 x 512.
inline QSize dialogRoom(const QWidget& dialog) {
  constexpr QSize kFrame{16, 40};
  return dialog.screen()->availableSize() - kFrame;
}

}  // namespace nines
