// What of a widget has been painted since this was made.
#pragma once

#include <QEvent>
#include <QPaintEvent>
#include <QWidget>

namespace nines::test {

class Painted final : public QObject {
 public:
  explicit Painted(QWidget* surface) { surface->installEventFilter(this); }
  QRegion region;

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override {
    if (event->type() == QEvent::Paint) region += static_cast<QPaintEvent*>(event)->region();
    return QObject::eventFilter(watched, event);
  }
};

}  // namespace nines::test
