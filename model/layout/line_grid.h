// The sparse grid that a route search walks on: lines along ports and beside obstacles, with the price of each edge.
#pragma once

#include <vector>

#include "layout/world.h"

namespace nines::routing {

class LineGrid {
 public:
  // Lines and prices for a task within the window. Memory and time are bounded whatever stands there.
  void build(const World& world, const Task& task, const Rect& window);

  std::size_t columns() const { return m_xs.size(); }
  std::size_t rows() const { return m_ys.size(); }
  double x(std::size_t i) const { return m_xs[i]; }
  double y(std::size_t j) const { return m_ys[j]; }
  std::size_t columnAt(double x) const { return nearest(m_xs, x); }
  std::size_t rowAt(double y) const { return nearest(m_ys, y); }
  // From (i, j) to the next column or row; infinite where blocked. Without the edge's own length.
  double east(std::size_t i, std::size_t j) const { return m_east[j * m_xs.size() + i]; }
  double south(std::size_t i, std::size_t j) const { return m_south[j * m_xs.size() + i]; }

 private:
  static std::size_t nearest(const std::vector<double>& lines, double at);
  void chooseLines(const World& world, const Task& task, const Rect& window);
  void block(const Rect& r);
  void priceRun(const OwnedRun& other, const Task& task);
  void priceAlong(const Run& run, double apart, double perPx, double least);
  void priceAcross(const Run& run, double price);
  void priceBody(const Rect& r);

  std::vector<double> m_xs;
  std::vector<double> m_ys;
  std::vector<double> m_east;
  std::vector<double> m_south;
};

// Where the straight piece at a port ends.
inline Point stubEnd(const Port& port, double stub) {
  const Point d = step(port.leaves);
  return {port.at.x + d.x * stub, port.at.y + d.y * stub};
}

}  // namespace nines::routing
