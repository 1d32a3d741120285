// Sizes inside the timeline, in logical pixels.
#pragma once

namespace nines::timeline {

inline constexpr int kAxis = 30;
inline constexpr int kHeadRow = 22;
inline constexpr int kPathRow = 20;
inline constexpr int kBetween = 5;  // workloads, with a line
inline constexpr int kStrip = 5;
inline constexpr int kBar = 16;
inline constexpr double kLeastBar = 3;  // a step of no length can still be seen and clicked
inline constexpr int kFlag = 6;         // half of the playhead's
inline constexpr int kPast = 14;        // beyond the axis: arrows, ends of labels
inline constexpr int kIndent = 12;      // of paths below their workload

}  // namespace nines::timeline
