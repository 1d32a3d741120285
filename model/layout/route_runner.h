// Routes links beside the window. Standard C++ threads only, so that the thread sanitizer can judge it.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "layout/drag_picture.h"

namespace nines {

namespace routing {
struct Record;
}

class RouteRunner {
 public:
  struct Routed {
    std::uint64_t revision = 0;
    std::shared_ptr<const routing::Record> record;
    Picture of = {};  // what was routed
  };
  struct Request {
    std::shared_ptr<const Design> design;
    std::shared_ptr<const Layout> layout;
    std::uint64_t revision = 0;
    Routed before;  // what is known already of an older revision
    // What to route instead, where even that takes too long for the window; called on the worker's thread.
    std::function<Picture()> prepare = {};
  };

  // `wake` is called on the worker's thread, without payload, whenever latest() has changed.
  explicit RouteRunner(std::function<void()> wake);
  ~RouteRunner();

  RouteRunner(const RouteRunner&) = delete;
  RouteRunner& operator=(const RouteRunner&) = delete;

  // Asks for all routes of a design. Replaces a request that has not begun. One that runs is not interrupted, or
  // somebody who edits quickly would never see routes: the next one starts from what it found, and only the newest is
  // published.
  void submit(Request request);
  // The newest result; no record before the first.
  Routed latest() const;
  // Blocks until nothing is asked for and nothing runs.
  void waitIdle();

 private:
  void run(const std::stop_token& stop);

  std::function<void()> m_wake;
  mutable std::mutex m_mutex;
  std::condition_variable_any m_changed;
  std::optional<Request> m_request;
  bool m_running = false;
  Routed m_latest;
  std::jthread m_thread;  // last: starts when the rest is ready, ends first
};

}  // namespace nines
