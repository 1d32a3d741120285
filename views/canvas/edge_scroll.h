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

  // A drag begins there, in the viewport's coordinates. What is taken near an edge does not scroll towards that edge
  // before it was elsewhere, or beyond the edge.
  void begin(QPoint at);
  // Where the pointer is now.
  void follow(QPoint at);
  void stop() { m_timer.stop(); }
  bool isRunning() const { return m_timer.isActive(); }

 private:
  void step();

  QAbstractScrollArea& m_view;
  std::function<void()> m_scrolled;
  QTimer m_timer;
  QPoint m_by;       // px per step
  QPoint m_resting;  // signs of the edges where the drag began
};

}  // namespace nines
