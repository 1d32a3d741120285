// Medians of repeated runs, and their ratio to a floor that was measured in between.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <functional>
#include <string>
#include <vector>

namespace nines::bench {

using Work = std::function<void()>;

struct Seconds {
  double wall = 0;
  double processor = 0;  // of all threads: what a busy machine does not add to
};

inline Seconds secondsOf(const Work& work) {
  const auto start = std::chrono::steady_clock::now();
  const std::clock_t before = std::clock();
  work();
  const double processor = static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
  return {std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(), processor};
}

inline double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

// Runs both in turn, so that a machine that changes speed changes it for both; prints one line. Milliseconds of
// processor time of ours.
inline double compare(const std::string& name, std::size_t nodes, const Work& ours, const std::string& floorName,
                      const Work& floor, int runs = 5) {
  std::vector<double> own;
  std::vector<double> processor;
  std::vector<double> floors;
  ours();
  floor();
  for (int i = 0; i < runs; ++i) {
    const Seconds spent = secondsOf(ours);
    own.push_back(spent.wall);
    processor.push_back(spent.processor);
    floors.push_back(secondsOf(floor).wall);
  }
  const double a = median(own);
  const double b = median(floors);
  const double milliseconds = median(processor) * 1e3;
  std::printf(
      "{\"bench\": \"%s\", \"nodes\": %zu, \"ms\": %.3f, \"processorMs\": %.3f, \"floor\": \"%s\", "
      "\"floorMs\": %.3f, \"ratio\": %.2f}\n",
      name.c_str(), nodes, a * 1e3, milliseconds, floorName.c_str(), b * 1e3, b > 0 ? a / b : 0);
  std::fflush(stdout);
  return milliseconds;
}

}  // namespace nines::bench
