// A stress of questions beside the window for the thread sanitizer, without Qt. One thread asks, forgets, looks and
// takes, as a window does, while the worker answers. Exits with 1 if an older answer is taken or the newest is lost.
#include <atomic>
#include <cstdio>
#include <memory>
#include <vector>

#include "analysis/latest_answer.h"

namespace {

using namespace nines;

bool stress(int round) {
  std::atomic<int> wakes = 0;
  LatestAnswer<std::shared_ptr<const std::vector<int>>> answers([&wakes] { ++wakes; });
  int newest = 0;
  for (int i = 1; i <= 200; ++i) {
    const auto held = std::make_shared<const std::vector<int>>(static_cast<std::size_t>(i % 50 + 1), i);
    answers.ask([held](const std::stop_token& stop) {
      int sum = 0;
      for (const int each : *held) sum += stop.stop_requested() ? 0 : each;
      return std::make_shared<const std::vector<int>>(sum > 0 ? *held : std::vector<int>{0});
    });
    if ((i + round) % 7 == 0) answers.forget();
    if ((i + round) % 3 == 0) answers.waitIdle();
    if (const auto answer = answers.take()) {
      if ((*answer)->front() != i || (i + round) % 7 == 0) return false;
      newest = i;
    }
    (void)answers.isBusy();
  }
  answers.ask([](const std::stop_token&) { return std::make_shared<const std::vector<int>>(1, 1'000); });
  answers.waitIdle();
  const auto last = answers.take();
  return newest > 0 && last && (*last)->front() == 1'000 && wakes > 0;
}

}  // namespace

int main() {
  for (int round = 0; round < 40; ++round) {
    if (stress(round)) continue;
    std::fputs("an older answer was taken, or the newest was lost\n", stderr);
    return 1;
  }
  return 0;
}
