#include <atomic>
#include <latch>
#include <memory>
#include <string>

#include "analysis/latest_answer.h"
#include "support.h"

using namespace nines;

namespace {

void waitForStop(const std::stop_token& stop) {
  std::latch stopped(1);
  const std::stop_callback callback(stop, [&] { stopped.count_down(); });
  stopped.wait();
}

}  // namespace

class TestLatestAnswer : public QObject {
  Q_OBJECT

 private slots:
  void answersOnceAndWakes() {
    std::atomic<int> wakes = 0;
    LatestAnswer<int> answers([&] { ++wakes; });
    QVERIFY(!answers.isBusy() && !answers.take());
    answers.ask([](const std::stop_token&) { return 7; });
    answers.waitIdle();
    QVERIFY(!answers.isBusy());
    QCOMPARE(answers.take(), std::optional(7));
    QVERIFY(!answers.take());
    // The wake comes after the answer, on the worker's thread.
    QTRY_COMPARE(wakes.load(), 1);
  }

  // A newer question ends the older one, whose answer never comes.
  void theNewestQuestionCounts() {
    std::latch begun(1);
    LatestAnswer<std::string> answers({});
    answers.ask([&](const std::stop_token& stop) {
      begun.count_down();
      waitForStop(stop);
      return std::string("old");
    });
    begun.wait();
    QVERIFY(answers.isBusy());
    answers.ask([](const std::stop_token&) { return std::string("never asked in time"); });
    answers.ask([](const std::stop_token&) { return std::string("new"); });
    QVERIFY(answers.isBusy());
    answers.waitIdle();
    QCOMPARE(answers.take(), std::optional(std::string("new")));
  }

  // Asking, forgetting and looking never wait, even for work that does not listen.
  void nobodyWaitsForIt() {
    std::latch begun(1);
    std::latch release(1);
    std::atomic<int> wakes = 0;
    LatestAnswer<int> answers([&] { ++wakes; });
    answers.ask([&](const std::stop_token&) {
      begun.count_down();
      release.wait();
      return 1;
    });
    begun.wait();
    QVERIFY(!answers.take());
    answers.forget();
    QVERIFY2(!answers.isBusy(), "nobody wants it any more");
    release.count_down();
    answers.waitIdle();
    QVERIFY(!answers.take());
    QCOMPARE(wakes.load(), 0);
  }

  void anAnswerThatWasNotTakenGoesWithTheNextQuestion() {
    LatestAnswer<int> answers({});
    answers.ask([](const std::stop_token&) { return 1; });
    answers.waitIdle();
    answers.forget();
    QVERIFY(!answers.take());
  }

  void endsWhatRuns() {
    std::latch begun(1);
    std::atomic<bool> stopped = false;
    {
      LatestAnswer<int> answers({});
      answers.ask([&](const std::stop_token& stop) {
        begun.count_down();
        waitForStop(stop);
        stopped = true;
        return 1;
      });
      begun.wait();
    }
    QVERIFY(stopped);
  }

  // What a question holds goes on the worker's thread as soon as it is answered.
  void letsGoOfTheQuestion() {
    LatestAnswer<int> answers({});
    auto held = std::make_shared<int>(3);
    const std::weak_ptr<int> watched = held;
    answers.ask([held = std::move(held)](const std::stop_token&) { return *held; });
    answers.waitIdle();
    QVERIFY(watched.expired());
    QCOMPARE(answers.take(), std::optional(3));
  }
};

QTEST_GUILESS_MAIN(TestLatestAnswer)
#include "test_latest_answer.moc"
