// Runs the analyses beside the window. Standard C++ threads only, so that the thread sanitizer can judge it.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "analysis/report.h"

namespace nines {

class AnalysisRunner {
 public:
  using Analysis =
      std::function<std::shared_ptr<const Report>(std::shared_ptr<const Topology>, std::uint64_t, std::stop_token)>;

  // `wake` is called on the worker's thread, without payload, whenever latest() has changed.
  explicit AnalysisRunner(std::function<void()> wake);
  AnalysisRunner(std::function<void()> wake, Analysis analysis);
  ~AnalysisRunner();

  AnalysisRunner(const AnalysisRunner&) = delete;
  AnalysisRunner& operator=(const AnalysisRunner&) = delete;

  // Asks for a report on this snapshot. Replaces a request that has not begun; a running one of an older revision is
  // told to stop, and its result is dropped.
  void submit(std::shared_ptr<const Topology> topology, std::uint64_t revision);
  // The newest report, null before the first.
  std::shared_ptr<const Report> latest() const;
  // Blocks until nothing is asked for and nothing runs. For tests and the command line.
  void waitIdle();

 private:
  struct Request {
    std::shared_ptr<const Topology> topology;
    std::uint64_t revision = 0;
  };

  void run(const std::stop_token& stop);

  std::function<void()> m_wake;
  Analysis m_analysis;
  mutable std::mutex m_mutex;
  std::condition_variable_any m_changed;
  std::optional<Request> m_request;
  std::stop_source m_current;
  bool m_running = false;
  std::uint64_t m_newest = 0;
  std::shared_ptr<const Report> m_latest;
  std::jthread m_thread;  // last: starts when the rest is ready, ends first
};

}  // namespace nines
