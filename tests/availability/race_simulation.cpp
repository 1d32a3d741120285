// Simulations on several threads, watched and stopped from another one, for the thread sanitizer. Exits with 1 if what
// is drawn depends on it.
#include <array>
#include <cstdio>
#include <thread>

#include "availability/simulation.h"
#include "trees.h"

namespace {

using namespace nines;

bool sameYears(const test::Sample& s, std::span<const SimulatedEvent> events) {
  const auto drawn = [&](unsigned threads, std::atomic<std::uint32_t>* done) {
    return simulate(s.tree, events, std::array{s.top, !s.top},
                    {.years = 4'000, .seed = 3, .threads = threads, .stop = {}, .yearsDone = done});
  };
  const auto alone = drawn(1, nullptr);
  std::atomic<std::uint32_t> done = 0;
  std::optional<std::vector<DowntimeDistribution>> together;
  std::uint32_t seen = 0;
  {
    const std::jthread worker([&] { together = drawn(4, &done); });
    while (seen < 4'000) {
      const std::uint32_t now = done;
      if (now < seen) return false;
      seen = now;
      std::this_thread::yield();
    }
  }
  return alone && together && alone->front().mean == together->front().mean &&
         alone->back().p95 == together->back().p95 && alone->front().meanHigh == together->front().meanHigh;
}

bool stops(const test::Sample& s, std::span<const SimulatedEvent> events) {
  std::stop_source stop;
  std::atomic<std::uint32_t> done = 0;
  bool stopped = false;
  {
    const std::jthread worker([&] {
      stopped = !simulate(s.tree, events, std::array{s.top},
                          {.years = 5'000'000, .threads = 3, .stop = stop.get_token(), .yearsDone = &done});
    });
    while (done == 0) std::this_thread::yield();
    stop.request_stop();
  }
  return stopped;
}

}  // namespace

int main() {
  const test::Sample s = test::services(4, 2);
  std::vector<SimulatedEvent> events;
  for (const double q : s.q) events.push_back({q, q * 31'557'600 / 4, q < 1e-4});
  if (!sameYears(s, events)) {
    std::printf("the years depend on the number of threads\n");
    return 1;
  }
  if (!stops(s, events)) {
    std::printf("a simulation did not stop\n");
    return 1;
  }
  return 0;
}
