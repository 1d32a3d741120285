#include "analysis/runner.h"

#include <cassert>
#include <utility>

#include "availability/estimate_cache.h"

namespace nines {

AnalysisRunner::AnalysisRunner(std::function<void()> wake)
    : AnalysisRunner(std::move(wake),
                     [cache = std::make_shared<EstimateCache>()](std::shared_ptr<const Topology> topology,
                                                                 std::uint64_t revision, const std::stop_token& stop) {
                       return analyse(std::move(topology), revision, stop, cache.get());
                     }) {}

AnalysisRunner::AnalysisRunner(std::function<void()> wake, Analysis analysis)
    : m_wake(std::move(wake)),
      m_analysis(std::move(analysis)),
      m_thread([this](const std::stop_token& stop) { run(stop); }) {}

AnalysisRunner::~AnalysisRunner() {
  // In this order: a request that begins after the first line is seen by the second.
  m_thread.request_stop();
  const std::lock_guard lock(m_mutex);
  m_current.request_stop();
}

void AnalysisRunner::submit(std::shared_ptr<const Topology> topology, std::uint64_t revision) {
  {
    const std::lock_guard lock(m_mutex);
    if (revision < m_newest) return;
    m_newest = revision;
    m_request = Request{std::move(topology), revision};
    m_current.request_stop();
  }
  m_changed.notify_all();
}

std::shared_ptr<const Report> AnalysisRunner::latest() const {
  const std::lock_guard lock(m_mutex);
  return m_latest;
}

void AnalysisRunner::waitIdle() {
  std::unique_lock lock(m_mutex);
  m_changed.wait(lock, [this] { return !m_request && !m_running; });
}

void AnalysisRunner::run(const std::stop_token& stop) {
  std::unique_lock lock(m_mutex);
  while (m_changed.wait(lock, stop, [this] { return m_request.has_value(); }) && !stop.stop_requested()) {
    assert(m_request);  // that is what the wait was for
    const Request request = std::move(*m_request);
    m_request.reset();
    m_running = true;
    m_current = std::stop_source();
    const std::stop_token current = m_current.get_token();

    lock.unlock();
    std::shared_ptr<const Report> report = m_analysis(request.topology, request.revision, current);
    lock.lock();

    // Whoever asked again meanwhile does not want this one any more, even if it is complete.
    if (report && !current.stop_requested()) {
      m_latest = std::move(report);
      lock.unlock();
      if (m_wake) m_wake();
      lock.lock();
    }
    m_running = false;
    m_changed.notify_all();
  }
}

}  // namespace nines
