#include <algorithm>
#include <atomic>
#include <functional>
#include <latch>
#include <mutex>
#include <vector>

#include "analysis/runner.h"
#include "support.h"

using namespace nines;

namespace {

std::shared_ptr<const Topology> design() { return std::make_shared<const Topology>(); }

std::shared_ptr<const Report> reportOf(std::shared_ptr<const Topology> topology, std::uint64_t revision) {
  auto report = std::make_shared<Report>();
  report->revision = revision;
  report->topology = std::move(topology);
  return report;
}

// Blocks until the analysis is told to stop.
void waitForStop(const std::stop_token& stop) {
  std::latch stopped(1);
  const std::stop_callback callback(stop, [&] { stopped.count_down(); });
  stopped.wait();
}

}  // namespace

class TestRunner : public QObject {
  Q_OBJECT

 private slots:
  void publishesTheReportAndWakes() {
    std::atomic<int> wakes = 0;
    AnalysisRunner runner([&] { ++wakes; },
                          [](auto topology, auto revision, auto) { return reportOf(std::move(topology), revision); });
    QVERIFY(!runner.latest());
    const auto topology = design();
    runner.submit(topology, 7);
    runner.waitIdle();
    QVERIFY(runner.latest());
    QCOMPARE(runner.latest()->revision, std::uint64_t{7});
    QCOMPARE(runner.latest()->topology.get(), topology.get());
    QCOMPARE(wakes.load(), 1);
  }

  void runsWithoutAnybodyToWake() {
    AnalysisRunner runner({},
                          [](auto topology, auto revision, auto) { return reportOf(std::move(topology), revision); });
    runner.submit(design(), 1);
    runner.waitIdle();
    QVERIFY(runner.latest());
  }

  void newestRequestReplacesWaitingOnes() {
    std::latch begun(1);
    std::mutex mutex;
    std::vector<std::uint64_t> asked;
    AnalysisRunner runner({}, [&](auto topology, auto revision, auto stop) -> std::shared_ptr<const Report> {
      {
        const std::lock_guard lock(mutex);
        asked.push_back(revision);
      }
      if (revision != 1) return reportOf(std::move(topology), revision);
      begun.count_down();
      waitForStop(stop);  // ends only because a newer request tells it to
      return nullptr;
    });
    runner.submit(design(), 1);
    begun.wait();
    for (std::uint64_t revision = 2; revision <= 5; ++revision) runner.submit(design(), revision);
    runner.waitIdle();
    QCOMPARE(runner.latest()->revision, std::uint64_t{5});
    // The second may have begun before the fifth was asked for; none runs twice or out of order.
    QCOMPARE(asked.front(), std::uint64_t{1});
    QCOMPARE(asked.back(), std::uint64_t{5});
    QVERIFY(std::ranges::adjacent_find(asked, std::greater_equal<>()) == asked.end());
  }

  void waitingRequestIsNeverRun() {
    std::latch begun(1);
    std::latch release(1);
    std::vector<std::uint64_t> asked;
    AnalysisRunner runner({}, [&](auto topology, auto revision, auto) {
      asked.push_back(revision);
      if (revision == 1) {
        begun.count_down();
        release.wait();
      }
      return reportOf(std::move(topology), revision);
    });
    runner.submit(design(), 1);
    begun.wait();
    runner.submit(design(), 2);
    runner.submit(design(), 3);
    release.count_down();
    runner.waitIdle();
    QCOMPARE(asked, (std::vector<std::uint64_t>{1, 3}));
    QCOMPARE(runner.latest()->revision, std::uint64_t{3});
  }

  void completedResultOfAnOlderRevisionIsDropped() {
    std::latch begun(1);
    std::latch release(1);
    std::atomic<int> wakes = 0;
    std::atomic<bool> told = false;
    AnalysisRunner runner([&] { ++wakes; },
                          [&](auto topology, auto revision, auto stop) {
                            if (revision == 1) {
                              begun.count_down();
                              release.wait();
                              told = stop.stop_requested();
                            }
                            return reportOf(std::move(topology),
                                            revision);  // complete, although nobody wants it any more
                          });
    runner.submit(design(), 1);
    begun.wait();
    runner.submit(design(), 2);
    QVERIFY(!runner.latest());
    release.count_down();
    runner.waitIdle();
    QVERIFY(told);
    QCOMPARE(runner.latest()->revision, std::uint64_t{2});
    QCOMPARE(wakes.load(), 1);
  }

  void requestForAnOlderRevisionIsIgnored() {
    AnalysisRunner runner({},
                          [](auto topology, auto revision, auto) { return reportOf(std::move(topology), revision); });
    runner.submit(design(), 4);
    runner.submit(design(), 3);
    runner.waitIdle();
    QCOMPARE(runner.latest()->revision, std::uint64_t{4});
  }

  void analysisThatGivesUpKeepsTheLastReport() {
    AnalysisRunner runner({}, [](auto topology, auto revision, auto) {
      return revision == 1 ? reportOf(std::move(topology), revision) : nullptr;
    });
    runner.submit(design(), 1);
    runner.waitIdle();
    runner.submit(design(), 2);
    runner.waitIdle();
    QCOMPARE(runner.latest()->revision, std::uint64_t{1});
  }

  void latestIsThereWhenWoken() {
    AnalysisRunner* at = nullptr;
    std::atomic<std::uint64_t> seen = 0;
    AnalysisRunner runner([&] { seen = at->latest()->revision; },
                          [](auto topology, auto revision, auto) { return reportOf(std::move(topology), revision); });
    at = &runner;
    runner.submit(design(), 9);
    runner.waitIdle();
    QCOMPARE(seen.load(), std::uint64_t{9});
  }

  void destructorStopsARunningAnalysis() {
    std::latch begun(1);
    std::atomic<int> wakes = 0;
    {
      AnalysisRunner runner([&] { ++wakes; },
                            [&](auto topology, auto revision, auto stop) {
                              begun.count_down();
                              waitForStop(stop);
                              return reportOf(std::move(topology), revision);
                            });
      runner.submit(design(), 1);
      begun.wait();
    }
    QCOMPARE(wakes.load(), 0);
  }

  void destructorDropsWhatWaits() {
    std::latch begun(1);
    std::atomic<int> calls = 0;
    {
      AnalysisRunner runner({}, [&](auto, auto, auto stop) -> std::shared_ptr<const Report> {
        if (++calls == 1) begun.count_down();
        waitForStop(stop);
        return nullptr;
      });
      runner.submit(design(), 1);
      begun.wait();
    }
    QCOMPARE(calls.load(), 1);
    AnalysisRunner idle({}, [](auto, auto, auto) { return nullptr; });  // never asked: ends as well
  }
};

QTEST_GUILESS_MAIN(TestRunner)
#include "test_runner.moc"
