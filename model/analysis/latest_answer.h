// Questions that are answered beside the window, of which only the newest counts: a question that comes while another
// one is being answered tells that one to stop, and its answer is dropped. Standard C++ threads only, so that the
// thread sanitizer can judge it.
#pragma once

#include <cassert>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <utility>

namespace nines {

template <class Answer>
class LatestAnswer {
 public:
  // Runs on the worker's thread, holds all that it needs and does not throw. Once it is told to stop its answer is not
  // wanted.
  using Question = std::function<Answer(const std::stop_token&)>;

  // `wake` is called on the worker's thread, without payload, whenever there is an answer to take.
  explicit LatestAnswer(std::function<void()> wake)
      : m_wake(std::move(wake)), m_thread([this](const std::stop_token& stop) { run(stop); }) {}

  // Tells what runs to stop, and waits until it listens.
  ~LatestAnswer() {
    // In this order: a question that begins after the first line is seen by the second.
    m_thread.request_stop();
    const std::lock_guard lock(m_mutex);
    m_current.request_stop();
  }

  LatestAnswer(const LatestAnswer&) = delete;
  LatestAnswer& operator=(const LatestAnswer&) = delete;

  // Never waits for the worker.
  void ask(Question question) { replace(std::move(question)); }
  // What was asked, or answered and not taken yet, is not wanted any more.
  void forget() { replace(std::nullopt); }
  // Whether an answer will come.
  bool isBusy() const {
    const std::lock_guard lock(m_mutex);
    return m_question || (m_running && !m_current.stop_requested());
  }
  // The answer to the newest question, once; nothing before it is there.
  std::optional<Answer> take() {
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_answer, std::nullopt);
  }
  // Blocks until nothing is asked and nothing runs. For tests.
  void waitIdle() {
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return !m_question && !m_running; });
  }

 private:
  void replace(std::optional<Question> question) {
    std::optional<Answer> former;  // what it and the former question held may be large, and goes outside of the lock
    {
      const std::lock_guard lock(m_mutex);
      m_question.swap(question);
      m_answer.swap(former);
      m_current.request_stop();
    }
    m_changed.notify_all();
  }

  void run(const std::stop_token& stop) {
    std::unique_lock lock(m_mutex);
    while (m_changed.wait(lock, stop, [this] { return m_question.has_value(); }) && !stop.stop_requested()) {
      assert(m_question);  // that is what the wait was for
      Question question = std::move(*m_question);
      m_question.reset();
      m_running = true;
      m_current = std::stop_source();
      const std::stop_token current = m_current.get_token();
      lock.unlock();
      if (work(std::move(question), current) && m_wake) m_wake();
      m_changed.notify_all();
      lock.lock();
    }
  }

  // Whether there is an answer that somebody wants. Question and answer may be large: what is not wanted goes here, not
  // in the window, and while nobody waits for the lock.
  bool work(Question question, const std::stop_token& stop) {
    std::optional<Answer> answer(question(stop));
    question = {};
    const std::lock_guard lock(m_mutex);
    m_running = false;
    if (stop.stop_requested()) return false;
    m_answer.swap(answer);
    return true;
  }

  std::function<void()> m_wake;
  mutable std::mutex m_mutex;
  std::condition_variable_any m_changed;
  std::optional<Question> m_question;
  std::optional<Answer> m_answer;
  std::stop_source m_current;
  bool m_running = false;
  std::jthread m_thread;  // last: starts when the rest is ready, ends first
};

}  // namespace nines
