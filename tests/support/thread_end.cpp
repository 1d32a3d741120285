// Qt Test's watchdog is a thread, and Qt Test waits at the end until that thread has no more to do, not until it is
// gone. Where the process ends first, Qt deletes the key by which the thread would free its QThreadData, and the leak
// check of the address sanitizer finds that lost: once in thirty to two hundred runs on a busy machine. So we wait for
// the thread.
#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

namespace {

bool watchdogIsLeft() {
  std::error_code error;
  for (const auto& task : std::filesystem::directory_iterator("/proc/self/task", error)) {
    std::ifstream file(task.path() / "comm");
    std::string name;
    if (std::getline(file, name) && name == "QtTest Watchdog") {
      return true;
    }
  }
  return false;
}

// Destroyed after main(), before Qt's own statics and the leak check. Five seconds are more than any thread's end
// takes.
struct ThreadEnd {
  ThreadEnd() = default;
  ThreadEnd(const ThreadEnd&) = delete;
  ThreadEnd& operator=(const ThreadEnd&) = delete;
  ~ThreadEnd() {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(5);
    while (watchdogIsLeft() && std::chrono::steady_clock::now() < end) {
      std::this_thread::yield();
    }
  }
};

const ThreadEnd threadEnd;

}  // namespace
