// Scrolls a view while a drag is held near its edge, or beyond.
#pragma once

#include <QAbstractScrollArea>
#include <QTimer>
#include <functional>

namespace nines {

class EdgeScroll final : public QObject {
  Q_OBJECT

 public:
  // `scrolled` is called after each step: what is dragged has to follow the pointer again.
  EdgeScroll(QAbstractScrollArea& view, std::function<void()> scrolled);

  // Where the pointer is now, in the viewport's coordinates.
  void follow(QPoint at);
  void stop() { m_timer.stop(); }
  bool isRunning() const { return m_timer.isActive(); }

 private:
  void step();

  QAbstractScrollArea& m_view;
  std::function<void()> m_scrolled;
  QTimer m_timer;
  QPoint m_by;  // px per step
};

}  // namespace nines
