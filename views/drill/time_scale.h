// The time axis of a drill: from 0 to its end onto 0 to 1. Drills last from seconds to weeks. Where one step is so long
// that others could not be seen, the axis is not to scale: every stretch between two beginnings or ends of steps gets a
// fixed share of the width and the rest is dealt out by length. So each step can be seen, clicked and scrubbed through,
// longer stretches are still wider, and ticks stand at the moments themselves, since even ones would say nothing.
#pragma once

#include <string>
#include <vector>

namespace nines {

class TimeScale {
 public:
  struct Stretch {
    double from = 0;
    double to = 0;
  };
  struct Tick {
    double seconds = 0;
    std::string label;
  };

  TimeScale() = default;  // 0 to 1 s
  // `steps` should stay visible.
  TimeScale(double length, const std::vector<Stretch>& steps);

  double length() const { return m_knots.back().seconds; }
  bool isToScale() const { return m_knots.size() == 2; }
  // Where a moment is; times outside count as the nearer end.
  double shareOf(double seconds) const;
  double timeAt(double share) const;
  // Round times (or, not to scale, moments), as many as fit into that many pixels.
  std::vector<Tick> ticks(double width) const;
  // The middles, as shares, of stretches that are drawn much shorter than their neighbours in time.
  std::vector<double> breaks() const;

 private:
  struct Knot {
    double seconds = 0;
    double share = 0;
  };
  std::string labelOf(double seconds) const;

  std::vector<Knot> m_knots{{0, 0}, {1, 1}};
};

}  // namespace nines
