// Medians of repeated runs, and their ratio to a floor that was measured in between.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <string>
#include <vector>

namespace nines::bench {

using Work = std::function<void()>;

inline double secondsOf(const Work& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

inline double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

// Runs both in turn, so that a machine that changes speed changes it for both; prints one line.
inline void compare(const std::string& name, std::size_t nodes, const Work& ours, const std::string& floorName,
                    const Work& floor, int runs = 5) {
  std::vector<double> own;
  std::vector<double> floors;
  ours();
  floor();
  for (int i = 0; i < runs; ++i) {
    own.push_back(secondsOf(ours));
    floors.push_back(secondsOf(floor));
  }
  const double a = median(own);
  const double b = median(floors);
  std::printf(
      "{\"bench\": \"%s\", \"nodes\": %zu, \"ms\": %.3f, \"floor\": \"%s\", \"floorMs\": %.3f, \"ratio\": %.2f}\n",
      name.c_str(), nodes, a * 1e3, floorName.c_str(), b * 1e3, b > 0 ? a / b : 0);
  std::fflush(stdout);
}

}  // namespace nines::bench
