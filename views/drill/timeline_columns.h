// Where the columns of the timeline stand: scrub bar and chart share them, so that both have one time axis.
#pragma once

#include <algorithm>

namespace nines {

struct TimelineColumns {
  int nameLeft = 10;
  int plotLeft = 0;
  int plotWidth = 0;
  int rtoLeft = 0;
  int rpoLeft = 0;
  int verdictLeft = 0;

  static constexpr int kRoomy = 960;  // px: narrower docks have narrower columns
  static constexpr int kGap = 24;     // between plot and figures: arrows and the last label stand there
  static constexpr int kRight = 14;   // scroll bar

  static TimelineColumns of(int width) {
    const bool roomy = width >= kRoomy;
    const int rto = roomy ? 146 : 118;
    const int rpo = roomy ? 132 : 104;
    const int verdict = 62;
    TimelineColumns columns;
    columns.plotLeft = roomy ? 150 : 124;
    columns.verdictLeft = width - kRight - verdict;
    columns.rpoLeft = columns.verdictLeft - rpo;
    columns.rtoLeft = columns.rpoLeft - rto;
    columns.plotWidth = std::max(columns.rtoLeft - kGap - columns.plotLeft, 40);
    return columns;
  }

  int plotRight() const { return plotLeft + plotWidth; }
  double xOf(double share) const { return plotLeft + share * plotWidth; }
  double shareOf(double x) const { return (x - plotLeft) / plotWidth; }
};

}  // namespace nines
