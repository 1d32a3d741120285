// A stress of the analysis runner for the thread sanitizer, without Qt: its own code would hide races. Several threads
// ask, read and wait while analyses run, are told to stop and end. Exits with 1 if a promise of the runner is broken.
#include <atomic>
#include <cstdio>
#include <latch>
#include <thread>
#include <vector>

#include "analysis/runner.h"
#include "generator.h"

namespace {

using namespace nines;

constexpr int kRounds = 40;
constexpr std::uint64_t kPerThread = 50;

// Reads what other threads may still hold, as an analysis does.
std::shared_ptr<const Report> count(std::shared_ptr<const Topology> topology, std::uint64_t revision,
                                    const std::stop_token& stop) {
  auto report = std::make_shared<Report>();
  report->revision = revision;
  for (const auto& node : topology->nodes.rows()) {
    if (stop.stop_requested()) return nullptr;
    report->rulesChecked += node->properties.size();
  }
  report->topology = std::move(topology);
  return report;
}

// Three threads ask with revisions of one counter, one reads all the while: the newest must win.
bool stress(const std::shared_ptr<const Topology>& topology) {
  std::atomic<std::uint64_t> revision = 0;
  std::atomic<std::uint64_t> wakes = 0;
  std::atomic<bool> done = false;
  AnalysisRunner runner([&] { ++wakes; }, &count);
  std::latch start(4);
  std::vector<std::jthread> threads;
  for (int t = 0; t < 3; ++t) {
    threads.emplace_back([&] {
      start.arrive_and_wait();
      for (std::uint64_t i = 0; i < kPerThread; ++i) runner.submit(topology, ++revision);
    });
  }
  std::uint64_t newest = 0;
  bool ordered = true;
  std::jthread reader([&] {
    start.arrive_and_wait();
    while (!done) {
      if (const auto latest = runner.latest()) {
        ordered = ordered && latest->revision >= newest;
        newest = latest->revision;
      }
    }
  });
  threads.clear();
  runner.waitIdle();
  done = true;
  reader.join();
  return ordered && runner.latest() && runner.latest()->revision == revision && wakes > 0;
}

// The whole analysis, asked for again and again, and given up in the middle at the end.
bool analyseForReal(const std::shared_ptr<const Topology>& topology) {
  AnalysisRunner runner([] {});
  for (std::uint64_t revision = 1; revision <= 20; ++revision) runner.submit(topology, revision);
  runner.waitIdle();
  const auto latest = runner.latest();
  runner.submit(topology, 21);
  return latest && latest->revision == 20 && latest->estimates.has_value();
}

}  // namespace

int main() {
  const auto topology = std::make_shared<const Topology>(test::generateDesign(1, 200));
  for (int round = 0; round < kRounds; ++round) {
    if (!stress(topology)) {
      std::fputs("the runner published an older report or lost the newest\n", stderr);
      return 1;
    }
  }
  if (analyseForReal(topology)) return 0;
  std::fputs("the real analysis gave no report of the newest revision\n", stderr);
  return 1;
}
