// Plane geometry in logical pixels at 100 % zoom; x to the right, y downwards.
#pragma once

namespace nines {

struct Point {
  double x = 0;
  double y = 0;

  friend Point operator+(Point a, Point b) { return {a.x + b.x, a.y + b.y}; }
  friend Point operator-(Point a, Point b) { return {a.x - b.x, a.y - b.y}; }
  bool operator==(const Point&) const = default;
};

struct Size {
  double width = 0;
  double height = 0;

  bool operator==(const Size&) const = default;
};

struct Rect {
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;

  double left() const { return x; }
  double top() const { return y; }
  double right() const { return x + width; }
  double bottom() const { return y + height; }
  Point topLeft() const { return {x, y}; }
  Point centre() const { return {x + width / 2, y + height / 2}; }
  bool empty() const { return width <= 0 || height <= 0; }

  Rect translated(Point by) const { return {x + by.x, y + by.y, width, height}; }
  // Grown (or shrunk, if negative) by `by` on every side.
  Rect grown(double by) const { return {x - by, y - by, width + 2 * by, height + 2 * by}; }
  bool contains(Point p) const { return p.x >= x && p.x <= right() && p.y >= y && p.y <= bottom(); }
  bool contains(const Rect& r) const { return r.x >= x && r.right() <= right() && r.y >= y && r.bottom() <= bottom(); }
  // True if the open interiors meet: rectangles that share only an edge do not intersect.
  bool intersects(const Rect& r) const { return x < r.right() && r.x < right() && y < r.bottom() && r.y < bottom(); }
  // The smallest rectangle around both; an empty one does not count.
  Rect united(const Rect& r) const {
    if (empty()) return r;
    if (r.empty()) return *this;
    const double l = x < r.x ? x : r.x;
    const double t = y < r.y ? y : r.y;
    const double rr = right() > r.right() ? right() : r.right();
    const double b = bottom() > r.bottom() ? bottom() : r.bottom();
    return {l, t, rr - l, b - t};
  }

  bool operator==(const Rect&) const = default;
};

}  // namespace nines
