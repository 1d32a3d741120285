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

}  // namespace

EdgeScroll::EdgeScroll(QAbstractScrollArea& view, std::function<void()> scrolled)
    : QObject(&view), m_view(view), m_scrolled(std::move(scrolled)) {
  m_timer.setInterval(kInterval);
  connect(&m_timer, &QTimer::timeout, this, &EdgeScroll::step);
}

void EdgeScroll::follow(QPoint at) {
  const QSize size = m_view.viewport()->size();
  // A view that is hardly larger than its margins would never hold still.
  if (size.width() < 4 * kMargin || size.height() < 4 * kMargin) return stop();
  m_by = {speedAt(at.x(), size.width()), speedAt(at.y(), size.height())};
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
