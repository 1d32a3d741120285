#include "latest_work.h"

#include <QCoreApplication>
#include <QPointer>
#include <QThreadPool>
#include <utility>

namespace nines {

void LatestWork::ask(Work work) {
  m_next = std::move(work);
  if (!m_busy) begin();
}

void LatestWork::forget() {
  m_next = {};
  m_forgotten = m_busy;
}

void LatestWork::begin() {
  m_busy = true;
  m_forgotten = false;
  // The program waits for the pool at its end, and this object for nothing: the way back leads over the application,
  // on whose thread alone this object comes and goes.
  QThreadPool::globalInstance()->start([self = QPointer<LatestWork>(this), work = std::exchange(m_next, {})] {
    QMetaObject::invokeMethod(
        QCoreApplication::instance(),
        [self, done = work()] {
          if (self) self->finish(done);
        },
        Qt::QueuedConnection);
  });
}

void LatestWork::finish(const Done& done) {
  m_busy = false;
  if (m_next) begin();
  else if (!m_forgotten && done) done();
}

}  // namespace nines
