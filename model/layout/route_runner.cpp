#include "layout/route_runner.h"

#include <utility>

#include "layout/replay.h"

namespace nines {

RouteRunner::RouteRunner(std::function<void()> wake)
    : m_wake(std::move(wake)), m_thread([this](const std::stop_token& stop) { run(stop); }) {}

RouteRunner::~RouteRunner() = default;

void RouteRunner::submit(Request request) {
  {
    const std::lock_guard lock(m_mutex);
    m_request = std::move(request);
  }
  m_changed.notify_all();
}

RouteRunner::Routed RouteRunner::latest() const {
  const std::lock_guard lock(m_mutex);
  return m_latest;
}

void RouteRunner::waitIdle() {
  std::unique_lock lock(m_mutex);
  m_changed.wait(lock, [this] { return !m_request && !m_running; });
}

void RouteRunner::run(const std::stop_token& stop) {
  Routed found;  // the last that was found here, published or not
  std::unique_lock lock(m_mutex);
  while (m_changed.wait(lock, stop, [this] { return m_request.has_value(); }) && !stop.stop_requested()) {
    if (!m_request) continue;
    Request request = std::move(*m_request);
    m_request.reset();
    m_running = true;

    lock.unlock();
    if (found.record && found.revision > request.before.revision) request.before = found;
    Picture of = request.prepare ? request.prepare() : Picture{request.design, request.layout};
    routing::Replay replay(*request.before.record, *of.design, *of.layout, {routing::Limits().steps, stop});
    auto record = replay.run();
    lock.lock();

    if (record) found = {request.revision, std::move(record), std::move(of)};
    if (found.revision == request.revision && found.record && !m_request) {
      m_latest = found;
      lock.unlock();
      if (m_wake) m_wake();
      lock.lock();
    }
    m_running = false;
    m_changed.notify_all();
  }
}

}  // namespace nines
