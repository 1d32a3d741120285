// Several evaluators at once on as many threads, and one that is stopped while it works, for the thread sanitizer.
// Exits with 1 if what they say depends on it.
#include <pthread.h>

#include <atomic>
#include <cstdio>
#include <ctime>
#include <thread>

#include "availability/evaluation.h"
#include "trees.h"

namespace {

using namespace nines;

struct Said {
  double probability = 0;
  std::vector<double> birnbaum;
  std::size_t cutSets = 0;
  bool operator==(const Said&) const = default;
};

Said say(const test::Sample& s) {
  Evaluator evaluator(s.tree, s.q, std::span(&s.top, 1));
  Said said;
  said.probability = evaluator.probability(s.top).probability;
  for (const EventImportance& i : evaluator.importance(s.top)) said.birnbaum.push_back(i.birnbaum);
  const auto sets = evaluator.cutSets(s.top, 2);
  if (sets) said.cutSets = sets->size();
  return said;
}

bool together(std::uint64_t seed) {
  const test::Sample s = test::randomTree(seed, {40, 50});
  const Said alone = say(s);
  constexpr int kThreads = 4;
  std::atomic<int> agree = 0;
  {
    std::vector<std::jthread> threads;
    threads.reserve(kThreads);
    for (int i = 0; i < kThreads; ++i) threads.emplace_back([&] { agree += say(s) == alone ? 1 : 0; });
  }
  return agree == kThreads;
}

// Far too large to be finished.
test::Sample endless() {
  test::Rng rng(5);
  test::Sample s;
  std::vector<FaultTree::Ref> events;
  for (int i = 0; i < 300; ++i) events.push_back(s.tree.addEvent());
  s.q.assign(events.size(), .1);
  std::vector<FaultTree::Ref> triples;
  for (int i = 0; i < 900; ++i)
    triples.push_back(s.tree.all(std::array{rng.pick(events), rng.pick(events), rng.pick(events)}));
  s.top = s.tree.any(triples);
  return s;
}

// So many that only counting takes long: each step is plain by itself.
test::Sample counted() {
  test::Sample s;
  std::vector<FaultTree::Ref> events;
  for (int i = 0; i < 20'000; ++i) events.push_back(s.tree.addEvent());
  s.q.assign(events.size(), .1);
  s.top = s.tree.atLeast(10'000, events);
  return s;
}

double processorSeconds(std::jthread& worker) {
  clockid_t clock{};
  timespec spent{};
  if (pthread_getcpuclockid(worker.native_handle(), &clock) != 0 || clock_gettime(clock, &spent) != 0) return -1;
  return static_cast<double>(spent.tv_sec) + static_cast<double>(spent.tv_nsec) * 1e-9;
}

// Ends because it is told to, after the evaluator has worked for so long.
bool stopsAfter(const test::Sample& s, double seconds) {
  std::stop_source stop;
  std::atomic<bool> mayEnd = false;
  std::atomic<bool> isDone = false;
  Probability::Outcome outcome = Probability::Outcome::exact;
  {
    std::jthread worker([&] {
      Evaluator evaluator(s.tree, s.q, std::span(&s.top, 1), {.diagramNodes = 200'000'000, .stop = stop.get_token()});
      outcome = evaluator.probability(s.top).outcome;
      isDone = true;
      mayEnd.wait(false);  // its clock is there as long as it is
    });
    while (!isDone && processorSeconds(worker) < seconds) std::this_thread::yield();
    stop.request_stop();
    mayEnd = true;
    mayEnd.notify_all();
  }
  return outcome == Probability::Outcome::stopped;
}

}  // namespace

int main() {
  for (std::uint64_t seed = 0; seed < 12; ++seed) {
    if (!together(seed)) {
      std::printf("seed %d: evaluators on several threads disagree\n", static_cast<int>(seed));
      return 1;
    }
  }
  const test::Sample triples = endless();
  const test::Sample many = counted();
  for (const double seconds : {0., .001, .01, .05, .2}) {
    if (!stopsAfter(triples, seconds) || !stopsAfter(many, seconds)) {
      std::printf("an evaluator did not stop after %g s of work\n", seconds);
      return 1;
    }
  }
  return 0;
}
