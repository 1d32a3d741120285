// Draws the events of a fault tree year after year: not only how long something is down on average, but how the years
// differ. Each event is an alternating renewal process that starts in its steady state, so that the mean over all
// years is the exact probability.
#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

#include "availability/fault_tree.h"

namespace nines {

struct SimulatedEvent {
  double probability = 0;      // fraction of time
  double durationSeconds = 0;  // mean of one occurrence
  bool constant = false;       // every occurrence lasts exactly that long; otherwise exponentially distributed
};

struct SimulationOptions {
  std::uint32_t years = 100'000;
  std::uint64_t seed = 1;  // the same seed gives the same years, with any number of threads
  unsigned threads = 0;    // 0: as many as there are cores
  std::stop_token stop;
  std::atomic<std::uint32_t>* yearsDone = nullptr;  // for whoever shows progress
};

struct DowntimeBar {
  double from = 0;  // seconds in a year, excluded but for the first bar, which has the years without any
  double to = 0;    // included
  std::uint32_t years = 0;
};

// Of one function, all in seconds down per year.
struct DowntimeDistribution {
  double mean = 0;
  double meanLow = 0, meanHigh = 0;  // 99 % interval of the mean
  double p50 = 0, p95 = 0, p99 = 0;  // not exceeded in that part of the years
  std::vector<DowntimeBar> bars;     // together all years, up to the worst one
};

// How long each of the functions is true. Events by EventIndex. Nothing if it was stopped.
std::optional<std::vector<DowntimeDistribution>> simulate(const FaultTree& tree, std::span<const SimulatedEvent> events,
                                                          std::span<const FaultTree::Ref> functions,
                                                          const SimulationOptions& options);

}  // namespace nines
