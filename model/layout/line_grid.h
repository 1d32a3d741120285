// The sparse grid that a route search walks on: lines along ports and beside obstacles, with the price of each edge.
#pragma once

#include <vector>

#include "layout/world.h"

namespace nines::routing {

class LineGrid {
 public:
  // Lines for a task within the window. Memory is bounded whatever stands there. World and task have to outlive the
  // questions that follow: edges are priced when a search comes near them, which in a window over a large design is a
  // small part of it.
  void build(const World& world, const Task& task, const Rect& window);

  std::size_t columns() const { return m_xs.size(); }
  std::size_t rows() const { return m_ys.size(); }
  double x(std::size_t i) const { return m_xs[i]; }
  double y(std::size_t j) const { return m_ys[j]; }
  std::size_t columnAt(double x) const { return nearest(m_xs, x); }
  std::size_t rowAt(double y) const { return nearest(m_ys, y); }
  // From (i, j) to the next column or row; infinite where blocked. Without the edge's own length.
  double east(std::size_t i, std::size_t j) {
    if (m_priced[tileOf(i, j)] == 0) price(i, j);
    return m_east[j * m_xs.size() + i];
  }
  double south(std::size_t i, std::size_t j) {
    if (m_priced[tileOf(i, j)] == 0) price(i, j);
    return m_south[j * m_xs.size() + i];
  }

 private:
  // A half-open range of lines.
  struct Range {
    std::size_t first = 0;
    std::size_t last = 0;

    Range within(const Range& other) const;
  };
  // The edges that begin at these lines, which are priced together.
  struct Tile {
    Range columns;
    Range rows;
  };
  static constexpr std::size_t kTile = 32;  // lines per axis

  // The lines strictly between two coordinates.
  static Range linesWithin(const std::vector<double>& lines, double low, double high);
  // The edges (k: from line k to k + 1) that overlap an open interval.
  static Range edgesWithin(const std::vector<double>& lines, double low, double high);
  static std::size_t nearest(const std::vector<double>& lines, double at);
  void chooseLines();
  std::size_t tileOf(std::size_t i, std::size_t j) const { return j / kTile * m_tileColumns + i / kTile; }
  void price(std::size_t i, std::size_t j);
  void block(const Rect& r, const Tile& tile);
  void priceRun(const OwnedRun& other, const Tile& tile);
  void priceAlong(const Run& run, double apart, double perPx, double least, const Tile& tile);
  void priceAcross(const Run& run, double price, const Tile& tile);
  void priceBody(const Rect& r, const Tile& tile);

  const World* m_world = nullptr;
  const Task* m_task = nullptr;
  Rect m_window;
  std::vector<double> m_xs;
  std::vector<double> m_ys;
  std::vector<double> m_east;
  std::vector<double> m_south;
  std::vector<char> m_priced;  // by tile
  std::size_t m_tileColumns = 0;
};

// Where the straight piece at a port ends.
inline Point stubEnd(const Port& port, double stub) {
  const Point d = step(port.leaves);
  return {port.at.x + d.x * stub, port.at.y + d.y * stub};
}

}  // namespace nines::routing
