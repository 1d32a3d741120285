#include "canvas/edge_scroll.h"

#include <QScrollBar>
#include <algorithm>
#include <utility>

namespace nines {

namespace {

constexpr int kMargin = 24;    // px from the edge, from where on the view scrolls
constexpr int kFastest = 24;   // px per step, a margin's width beyond the edge
constexpr int kInterval = 16;  // ms

// The further out, the faster.
int speedAt(int at, int length) {
  const int low = kMargin - at;
  const int high = at - (length - 1 - kMargin);
  if (low > 0) return -std::min(kFastest, (low + 1) / 2);
  return high > 0 ? std::min(kFastest, (high + 1) / 2) : 0;
}

int signOf(int v) { return (v > 0) - (v < 0); }

// `resting` ends where the pointer leaves that margin, inwards or outwards.
int wakefulSpeed(int at, int length, int& resting) {
  const int speed = speedAt(at, length);
  if (signOf(speed) != resting || at < 0 || at >= length) resting = 0;
  return resting == 0 ? speed : 0;
}

}  // namespace

EdgeScroll::EdgeScroll(QAbstractScrollArea& view, std::function<void()> scrolled)
    : QObject(&view), m_view(view), m_scrolled(std::move(scrolled)) {
  m_timer.setInterval(kInterval);
  connect(&m_timer, &QTimer::timeout, this, &EdgeScroll::step);
}

void EdgeScroll::begin(QPoint at) {
  const QSize size = m_view.viewport()->size();
  m_resting = {signOf(speedAt(at.x(), size.width())), signOf(speedAt(at.y(), size.height()))};
}

void EdgeScroll::follow(QPoint at) {
  const QSize size = m_view.viewport()->size();
  // A view that is hardly larger than its margins would never hold still.
  if (size.width() < 4 * kMargin || size.height() < 4 * kMargin) return stop();
  m_by = {wakefulSpeed(at.x(), size.width(), m_resting.rx()), wakefulSpeed(at.y(), size.height(), m_resting.ry())};
  if (m_by.isNull()) stop();
  else if (!m_timer.isActive()) m_timer.start();
}

void EdgeScroll::step() {
  QScrollBar* across = m_view.horizontalScrollBar();
  QScrollBar* down = m_view.verticalScrollBar();
  const QPoint before(across->value(), down->value());
  across->setValue(before.x() + m_by.x());
  down->setValue(before.y() + m_by.y());
  if (QPoint(across->value(), down->value()) != before) m_scrolled();
}

}  // namespace nines
