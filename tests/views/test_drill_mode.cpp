// The drill under way: what is worked out, which moments there are, and how time passes.
#include <QLabel>
#include <QSignalSpy>
#include <QThreadPool>
#include <atomic>
#include <limits>

#include "drill/drill_mode.h"
#include "drill/impact_panel.h"
#include "panel_support.h"

using namespace nines;
using namespace nines::test;

namespace {

const Outage kZone{{{OutageKind::zone, "eu-west-1a"}}};
const Outage kRegion{{{OutageKind::region, "eu-west-1"}}};

// Something at 0, 30 to 60, 90 to 150.
Drill drillOf(const Outage& outage) {
  Drill drill;
  drill.outage = outage;
  drill.nodes = {{"app-1", Fate::failed, {}}, {"orders-r1", Fate::promoted, {30, 60}}};
  WorkloadDrill workload;
  workload.id = "orders";
  workload.affected = true;
  workload.states = {{0, ServiceState::down}, {150, ServiceState::up}};
  workload.bestStates = {{0, ServiceState::down}, {90, ServiceState::up}};
  drill.workloads = {workload};
  return drill;
}

// With as many buckets beside it as it takes to have so many nodes.
Topology atLeast(std::size_t nodes) {
  Topology t = ordersDesign();
  for (std::size_t i = 0; t.nodes.size() < nodes; ++i)
    t.nodes.put({"bucket-" + std::to_string(i), "s3-bucket", "eu-west-1", "bucket", {}, {}, {}});
  return t;
}

struct Fixture {
  PanelDocument document;
  DrillMode mode{&document};
  qint64 now = 0;
  std::atomic<int> worked = 0;

  explicit Fixture(std::size_t nodes = 0) : document(atLeast(nodes)) {
    mode.setClock([this] { return now; });
    mode.setWork([this](const std::shared_ptr<const Design>&, const Outage& outage) {
      ++worked;
      return std::make_shared<const Drill>(drillOf(outage));
    });
  }
  void pass(qint64 ms) {
    now += ms;
    mode.tick();
  }
};

}  // namespace

class TestDrillMode : public QObject {
  Q_OBJECT

 private slots:
  void isOffUntilItBegins() {
    Fixture f;
    QSignalSpy active(&f.mode, &DrillMode::activeChanged);
    QVERIFY(!f.mode.isActive());
    QVERIFY(!f.mode.design());
    f.mode.begin();
    f.mode.begin();
    QCOMPARE(active, QList<QVariantList>{{true}});
    QCOMPARE(f.mode.design(), f.document.design());
    QVERIFY(!f.mode.drill());
    QCOMPARE(f.mode.length(), 0.0);
    f.mode.play();
    QVERIFY(!f.mode.isPlaying());
    f.mode.end();
    f.mode.end();
    QCOMPARE(active, (QList<QVariantList>{{true}, {false}}));
    QCOMPARE(f.worked.load(), 0);
  }

  void worksAnOutageOutOnce() {
    Fixture f;
    QSignalSpy changed(&f.mode, &DrillMode::drillChanged);
    f.mode.setOutage(kZone);
    QVERIFY(f.mode.isActive());
    const auto drill = f.mode.drill();
    QVERIFY(drill);
    QVERIFY(drill->outage == kZone);
    f.mode.setOutage(kZone);
    f.mode.setTime(40);
    QCOMPARE(f.mode.drill(), drill);
    QCOMPARE(f.worked.load(), 1);
    QCOMPARE(changed.size(), 1);
    f.mode.setOutage(kRegion);
    QVERIFY(f.mode.drill()->outage == kRegion);
    QCOMPARE(f.mode.time(), 0.0);
    QCOMPARE(f.worked.load(), 2);
  }

  void momentsFollowTheTiming() {
    Fixture f;
    QCOMPARE(f.mode.timing(), DrillMode::Timing::worst);
    f.mode.setOutage(kZone);
    QCOMPARE(f.mode.moments(), (std::vector<double>{0, 60, 150}));
    QVERIFY(f.mode.length() > 150);
    f.mode.setTime(f.mode.length());
    QSignalSpy changed(&f.mode, &DrillMode::drillChanged);
    f.mode.setTiming(DrillMode::Timing::best);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(f.mode.moments(), (std::vector<double>{0, 30, 90}));
    QCOMPARE(f.mode.time(), f.mode.length());
    QCOMPARE(f.mode.at({1, 2}), 1.0);
    QCOMPARE(f.worked.load(), 1);
  }

  // A store that nothing brings back never comes up: that is no moment.
  void endlessAndDoubleMomentsAreLeftOut() {
    Fixture f;
    f.mode.setWork([](const std::shared_ptr<const Design>&, const Outage& outage) {
      Drill drill = drillOf(outage);
      drill.nodes.push_back({"docs", Fate::restored, {1, std::numeric_limits<double>::infinity()}});
      drill.links.push_back({"app-db", Traffic::moved, {60, 60 + 1e-9}});
      return std::make_shared<const Drill>(drill);
    });
    f.mode.setOutage(kZone);
    QCOMPARE(f.mode.moments(), (std::vector<double>{0, 60, 150}));
  }

  void timeIsHeldWithinTheRange() {
    Fixture f;
    f.mode.setOutage(kZone);
    QSignalSpy time(&f.mode, &DrillMode::timeChanged);
    f.mode.setTime(-5);
    QCOMPARE(time.size(), 0);
    f.mode.setTime(1e9);
    QCOMPARE(f.mode.time(), f.mode.length());
    QCOMPARE(time.size(), 1);
  }

  void stepsGoFromMomentToMoment() {
    Fixture f;
    f.mode.setOutage(kZone);
    f.mode.play();
    f.mode.stepForward();
    QVERIFY(!f.mode.isPlaying());
    QCOMPARE(f.mode.time(), 60.0);
    f.mode.stepForward();
    QCOMPARE(f.mode.time(), 150.0);
    f.mode.stepForward();
    QCOMPARE(f.mode.time(), f.mode.length());
    f.mode.stepForward();
    QCOMPARE(f.mode.time(), f.mode.length());
    f.mode.stepBack();
    QCOMPARE(f.mode.time(), 150.0);
    f.mode.setTime(70);
    f.mode.stepBack();
    QCOMPARE(f.mode.time(), 60.0);
    f.mode.stepBack();
    f.mode.stepBack();
    QCOMPARE(f.mode.time(), 0.0);
  }

  void playsWithItsSpeedAndPausesAtTheEnd() {
    Fixture f;
    f.mode.setOutage(kZone);
    f.mode.setSpeed(60);
    QSignalSpy playing(&f.mode, &DrillMode::playingChanged);
    f.pass(5000);
    QCOMPARE(f.mode.time(), 0.0);
    f.mode.play();
    f.pass(500);
    QCOMPARE(f.mode.time(), 30.0);
    f.now += 500;
    f.mode.setSpeed(10);  // what passed before passed with the old speed
    QCOMPARE(f.mode.time(), 60.0);
    f.pass(1000);
    QCOMPARE(f.mode.time(), 70.0);
    f.pass(1'000'000);
    QCOMPARE(f.mode.time(), f.mode.length());
    QVERIFY(!f.mode.isPlaying());
    QCOMPARE(playing, (QList<QVariantList>{{true}, {false}}));
    f.mode.play();
    QCOMPARE(f.mode.time(), 0.0);
    QVERIFY(f.mode.isPlaying());
  }

  // 157.5 s at 10x take 16 s; a day and a half takes 36 s at an hour a second, and 9 s at four.
  void theSpeedFitsTheDrill() {
    Fixture f;
    QSignalSpy changed(&f.mode, &DrillMode::speedChanged);
    f.mode.setOutage(kZone);
    QCOMPARE(f.mode.speed(), 10.0);
    QCOMPARE(changed.size(), 1);
    double last = 86400 * 1.5;
    f.mode.setWork([&last](const std::shared_ptr<const Design>&, const Outage& outage) {
      Drill drill = drillOf(outage);
      drill.nodes.push_back({"docs", Fate::restored, {1, last}});
      return std::make_shared<const Drill>(drill);
    });
    f.mode.setOutage(kRegion);
    QCOMPARE(f.mode.speed(), 3600.0);
    // At the best everything is over after 90 s.
    f.mode.setTiming(DrillMode::Timing::best);
    QCOMPARE(f.mode.speed(), 3.0);
    f.mode.setTiming(DrillMode::Timing::worst);
    // Another outage, and one that nobody would watch to its end.
    last = 0;
    f.mode.setOutage({{{OutageKind::host, "app-1"}}});
    QCOMPARE(f.mode.speed(), 10.0);
    last = 1e9;
    f.mode.setOutage(kZone);
    QCOMPARE(f.mode.speed(), DrillMode::kSpeeds.back());
  }

  // A person knows better, until the drill ends.
  void aChosenSpeedStays() {
    Fixture f;
    f.mode.setOutage(kZone);
    f.mode.setSpeed(10);
    f.mode.setSpeed(600);
    f.mode.setOutage(kRegion);
    f.mode.setTiming(DrillMode::Timing::best);
    QCOMPARE(f.mode.speed(), 600.0);
    f.mode.end();
    f.mode.setTiming(DrillMode::Timing::worst);
    f.mode.setOutage(kZone);
    QCOMPARE(f.mode.speed(), 10.0);
    f.mode.setSpeed(10);  // what it is already is a choice as well
    f.mode.setTiming(DrillMode::Timing::best);
    QCOMPARE(f.mode.speed(), 10.0);
  }

  // The window goes on meanwhile: what is asked for comes later, and only the newest.
  // Something is chosen: the dock does not ask for it once more.
  void impactSaysThatItIsBeingWorkedOut() {
    Fixture f(DrillMode::kAtOnce + 1);
    Selection selection;
    ImpactPanel panel(&f.document, &f.mode, &selection);
    const auto says = [&](const QString& words) {
      panel.refreshNow();
      const auto labels = panel.findChildren<QLabel*>();
      return std::ranges::any_of(labels, [&](const QLabel* label) { return label->text().startsWith(words); });
    };
    QVERIFY(says("Choose what fails"));
    f.mode.setOutage(kZone);
    QVERIFY(f.mode.isWorking());
    QVERIFY(says("Working out") && !says("Choose what fails"));
    QTRY_VERIFY_WITH_TIMEOUT(f.mode.drill(), kPatience);
  }

  void largeDesignsAreWorkedOutBesideTheWindow() {
    Fixture f(DrillMode::kAtOnce + 1);
    QSignalSpy changed(&f.mode, &DrillMode::drillChanged);
    f.mode.setOutage(kZone);
    QVERIFY(f.mode.isWorking());
    QVERIFY(!f.mode.drill());
    f.mode.play();
    QVERIFY(!f.mode.isPlaying());
    f.mode.setOutage(kRegion);
    QVERIFY(!f.mode.drill());
    f.mode.restart();
    QTRY_VERIFY_WITH_TIMEOUT(f.mode.drill(), kPatience);
    QVERIFY(f.mode.drill()->outage == kRegion);
    QVERIFY(!f.mode.isWorking());
    QVERIFY(f.mode.isPlaying());  // as was asked for meanwhile
    QCOMPARE(changed.size(), 3);  // nothing yet, twice, and the one that counts
    // A pause counts as well, and after the end nothing comes.
    f.mode.setOutage(kZone);
    f.mode.play();
    f.mode.pause();
    QTRY_VERIFY_WITH_TIMEOUT(f.mode.drill(), kPatience);
    QVERIFY(!f.mode.isPlaying());
    f.mode.setOutage(kRegion);
    f.mode.end();
    QVERIFY(!f.mode.isWorking());
    QThreadPool::globalInstance()->waitForDone();
    QApplication::processEvents();
    QVERIFY(!f.mode.drill());
  }

  void playsByItself() {
    Fixture f;
    f.mode.setOutage(kZone);
    f.mode.setSpeed(60);
    f.mode.play();
    f.now += 1000;
    QTRY_COMPARE(f.mode.time(), 60.0);
  }

  // The engine works it out where nobody else does.
  void drillsTheDesign() {
    const PanelDocument document{ordersDesign()};
    DrillMode mode(&document);
    mode.setOutage(kZone);
    QVERIFY(mode.drill());
    QVERIFY(std::ranges::find(mode.drill()->down, "orders-db") != mode.drill()->down.end());
    QVERIFY(std::ranges::find(mode.drill()->down, "orders-r1") == mode.drill()->down.end());
  }

  void restartsFromTheBeginning() {
    Fixture f;
    f.mode.setOutage(kZone);
    f.mode.setTime(100);
    f.mode.restart();
    QCOMPARE(f.mode.time(), 0.0);
    QVERIFY(f.mode.isPlaying());
    f.pass(1000);
    f.mode.restart();
    QCOMPARE(f.mode.time(), 0.0);
    QVERIFY(f.mode.isPlaying());
  }

  void anotherOutagePauses() {
    Fixture f;
    f.mode.setOutage(kZone);
    f.mode.play();
    f.pass(500);
    QSignalSpy time(&f.mode, &DrillMode::timeChanged);
    f.mode.setOutage(kRegion);
    QVERIFY(!f.mode.isPlaying());
    QCOMPARE(time, QList<QVariantList>{{0.0}});
  }

  // Another file, or another profile, comes in from outside.
  void anotherDesignIsDrilledAnew() {
    Fixture f;
    f.mode.setOutage(kZone);
    f.mode.setTime(70);
    const auto before = f.mode.drill();
    QVERIFY(f.document.submit({"Rename", {RenameNode{"docs", "papers"}}}));
    QVERIFY(f.mode.drill() != before);
    QCOMPARE(f.mode.design(), f.document.design());
    QCOMPARE(f.mode.time(), 70.0);
    f.mode.end();
    QVERIFY(f.document.submit({"Rename", {RenameNode{"docs", "more papers"}}}));
    QCOMPARE(f.worked.load(), 2);
  }

  void theEndForgetsTheDrill() {
    Fixture f;
    f.mode.setOutage(kZone);
    f.mode.play();
    f.pass(500);
    f.mode.end();
    QVERIFY(!f.mode.isActive());
    QVERIFY(!f.mode.isPlaying());
    QVERIFY(!f.mode.drill());
    QVERIFY(f.mode.moments().empty());
    QVERIFY(f.mode.outage().parts.empty());
    QCOMPARE(f.mode.time(), 0.0);
  }
};

QTEST_MAIN(TestDrillMode)
#include "test_drill_mode.moc"
