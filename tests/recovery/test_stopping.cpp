// Whoever edits on does not wait for a matrix that nobody wants any more: not for a whole cell of it either, which may
// be judged in hundreds of ways.
#include <cstdlib>
#include <functional>
#include <new>
#include <utility>

#include "drilled.h"

namespace {

// Counts what work asks of the heap, the only clock here that goes alike on every machine, and calls when it is time.
struct Meter {
  std::size_t used = 0;
  std::size_t callAt = 0;  // 0: never
  std::function<void()> call;
};
Meter* meter = nullptr;

void* taken(std::size_t size) noexcept {
  if (meter && ++meter->used == meter->callAt) meter->call();
  return std::malloc(size == 0 ? 1 : size);
}

}  // namespace

void* operator new(std::size_t size) {
  if (void* out = taken(size)) return out;
  throw std::bad_alloc();
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return taken(size); }
void operator delete(void* at) noexcept { std::free(at); }
void operator delete(void* at, std::size_t) noexcept { std::free(at); }

using namespace nines;
using namespace nines::test;

namespace {

// Eight databases that go with one zone, and of none it is said what it is used for.
Topology manyUnsaid() {
  Topology t;
  t.nodes.put({"r", "region", "", "", {}, {{"code", Value("eu-west-1")}}, {}});
  t.nodes.put({"a", "az", "r", "", {}, {{"code", Value("eu-west-1a")}}, {}});
  t.nodes.put({"shop", "users", "", "", {}, {}, {}});
  for (int i = 0; i < 8; ++i) {
    const std::string id = "db" + std::to_string(i);
    t.nodes.put({id, "rds-instance", "a", "", {}, {{"engine", Value("mysql")}}, {}});
    t.links.put({"uses-" + id, "uses", "shop", id, {}, {}, {}});
  }
  return t;
}

}  // namespace

class TestStopping : public QObject {
  Q_OBJECT

 private slots:
  void stopsWithinACell_data() {
    QTest::addColumn<int>("percent");
    for (const int percent : {1, 10, 30, 50, 70}) QTest::addRow("after %d %%", percent) << percent;
  }
  void stopsWithinACell() {
    QFETCH(int, percent);
    const Drilled drilled(manyUnsaid());
    Meter whole;
    meter = &whole;
    const auto matrix = drilled.driller().matrix();
    meter = nullptr;
    QVERIFY(matrix);
    // What is judged in so many ways is nearly all of the work, or this would show nothing.
    QVERIFY(!matrix->columns.front().cells[0].missing.empty());

    std::stop_source stop;
    Meter stopped{0, whole.used * static_cast<std::size_t>(percent) / 100, [&] { stop.request_stop(); }};
    meter = &stopped;
    const auto half = drilled.driller().matrix(stop.get_token());
    meter = nullptr;
    QVERIFY(stop.stop_requested());
    QVERIFY(!half);
    const std::size_t after = stopped.used - stopped.callAt;
    QVERIFY2(after < whole.used / 25, qPrintable(QStringLiteral("%1 of %2 after it").arg(after).arg(whole.used)));
  }

  // What was stopped leaves nothing behind.
  void theNextOneIsWhole() {
    const Drilled drilled(manyUnsaid());
    std::stop_source stop;
    Meter stopped{0, 500, [&] { stop.request_stop(); }};
    meter = &stopped;
    const auto half = drilled.driller().matrix(stop.get_token());
    meter = nullptr;
    QVERIFY(!half);
    const auto next = drilled.driller().matrix();
    const auto fresh = Drilled(manyUnsaid()).driller().matrix();
    QVERIFY(next && fresh);
    QCOMPARE(next->columns.size(), fresh->columns.size());
    for (std::size_t i = 0; i < next->columns.size(); ++i) {
      QCOMPARE(next->columns[i].cells[0].rto, fresh->columns[i].cells[0].rto);
      QCOMPARE(next->columns[i].cells[0].rpo, fresh->columns[i].cells[0].rpo);
      QCOMPARE(next->columns[i].cells[0].missing, fresh->columns[i].cells[0].missing);
    }
  }
};

QTEST_APPLESS_MAIN(TestStopping)
#include "test_stopping.moc"
