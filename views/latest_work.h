// Work beside the window of which only the newest matters.
#pragma once

#include <QObject>
#include <functional>

namespace nines {

class LatestWork final : public QObject {
  Q_OBJECT

 public:
  // Runs on another thread; what it gives runs on the owner's thread after it, unless something newer was asked
  // meanwhile, or the owner has gone: nobody waits for what nobody wants. It must hold all that it needs, and touch no
  // widget.
  using Done = std::function<void()>;
  using Work = std::function<Done()>;

  using QObject::QObject;

  // One runs at a time: of those that were asked meanwhile the last one comes next.
  void ask(Work work);
  // What is under way or waiting is not wanted any more.
  void forget();
  bool isBusy() const { return m_busy; }

 private:
  void begin();
  void finish(const Done& done);

  Work m_next;
  bool m_busy = false;
  bool m_forgotten = false;
};

}  // namespace nines
