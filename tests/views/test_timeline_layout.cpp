// What the timeline is laid out by: its axis, its rows and its words.
#include <cmath>

#include "drill/drill_words.h"
#include "drill/step_rows.h"
#include "drill/time_scale.h"
#include "drill_sample.h"
#include "support.h"

using namespace nines;
using namespace nines::test;

namespace {

constexpr double kDay = 86400;

std::vector<TimeScale::Stretch> stretches(std::initializer_list<double> lengths) {
  std::vector<TimeScale::Stretch> all;
  double at = 0;
  for (const double length : lengths) {
    all.push_back({at, at + length});
    at += length;
  }
  return all;
}

}  // namespace

class TestTimelineLayout : public QObject {
  Q_OBJECT

  Design m_design{std::make_shared<const Topology>(drilledTopology()), Catalogue::shipped(),
                  Profiles::shipped().orDefault({})};

 private slots:
  void scaleIsEvenWhereAllIsSeen() {
    const TimeScale scale(360, stretches({30, 60, 15, 105}));
    QVERIFY(scale.isToScale());
    QCOMPARE(scale.shareOf(90), .25);
    QCOMPARE(scale.timeAt(.25), 90.0);
    QVERIFY(scale.breaks().empty());
    const auto ticks = scale.ticks(660);
    QCOMPARE(ticks.size(), std::size_t{7});
    QCOMPARE(ticks[1].label, std::string("1:00"));
  }

  void ticksAreRound() {
    const auto ticks = TimeScale(3 * 3600 + 600, {}).ticks(700);
    for (std::size_t i = 1; i < ticks.size(); ++i) QCOMPARE(ticks[i].seconds, 1200.0 * 1.5 * static_cast<double>(i));
    QCOMPARE(ticks[0].label, std::string("0"));
    QCOMPARE(ticks[2].label, std::string("1\u00a0h"));
    QCOMPARE(ticks[3].label, std::string("1\u00a0h\u00a030\u00a0min"));
  }

  // Half a minute beside two weeks: both can be seen and clicked.
  void scaleSqueezesWhatIsLong() {
    const TimeScale scale(15 * kDay, stretches({30, 1800, 300, 14 * kDay}));
    QVERIFY(!scale.isToScale());
    QVERIFY(scale.shareOf(30) >= .09);
    QVERIFY(scale.shareOf(2130) - scale.shareOf(1830) >= .09);
    const double weeks = scale.shareOf(14 * kDay) - scale.shareOf(2130);
    QVERIFY(weeks > scale.shareOf(1830) - scale.shareOf(30));  // what is longer is wider
    QVERIFY(!scale.breaks().empty());
    QCOMPARE(scale.shareOf(0), 0.0);
    QCOMPARE(scale.shareOf(15 * kDay), 1.0);
    double before = -1;
    for (double t = 0; t <= 15 * kDay; t += 997) {
      const double share = scale.shareOf(t);
      QVERIFY(share > before);
      QVERIFY(std::abs(scale.timeAt(share) - t) < 1e-3);
      before = share;
    }
    const auto ticks = scale.ticks(700);
    for (std::size_t i = 1; i < ticks.size(); ++i)
      QVERIFY((scale.shareOf(ticks[i].seconds) - scale.shareOf(ticks[i - 1].seconds)) * 700 >= 66);
  }

  void scaleHoldsManySteps() {
    std::vector<TimeScale::Stretch> many;
    for (int i = 0; i < 400; ++i) many.push_back({i * 1000.0, i * 1000.0 + 1});
    const TimeScale scale(400'000, many);
    QCOMPARE(scale.shareOf(400'000), 1.0);
    QVERIFY(scale.shareOf(1000) < scale.shareOf(1001));
    QVERIFY(TimeScale(0, {}).length() > 0);
    QVERIFY(TimeScale(std::nan(""), {}).length() > 0);
  }

  void laysPathsOut() {
    const auto rows = stepRows(m_design, ordersDrill(), DrillEnd::worst);
    QCOMPARE(rows.size(), std::size_t{3});
    QCOMPARE(rows[0].title, std::string("Critical path"));
    QVERIFY(rows[0].critical && !rows[1].critical);
    const std::vector<StepBar> critical{{0, 0, 20, 30}, {1, 30, 90, 150}, {2, 150, 150, 180}};
    QCOMPARE(rows[0].bars, critical);
    QCOMPARE(rows[1].title, std::string("Capacity"));
    QCOMPARE(rows[2].title, std::string("DNS"));
  }

  void bestShowsTheSlowEndOfTheLast() {
    const auto rows = stepRows(m_design, ordersDrill(), DrillEnd::best);
    const std::vector<StepBar> critical{{0, 0, 20, 20}, {1, 20, 80, 80}, {2, 80, 80, 180}};
    QCOMPARE(rows[0].bars, critical);
  }

  // Each step once, and no two bars of a row over each other, whatever the graph.
  void laysAnyGraphOut() {
    WorkloadDrill w = ordersDrill();
    w.steps.push_back(drillStep("s5", StepKind::start, "app-1", "Start app-1", {60, 100}, {20, 30}, {0}, false));
    w.steps.push_back(drillStep("s6", StepKind::dns, "", "DNS", {0, 60}, {80, 130}, {4, 5}, false));
    w.steps.push_back(drillStep("s7", StepKind::promote, "docs", "Promote docs", {60, 120}, {20, 30}, {0}, true));
    for (const DrillEnd end : {DrillEnd::worst, DrillEnd::best}) {
      const auto rows = stepRows(m_design, w, end);
      std::vector<int> seen(w.steps.size());
      for (const StepRow& row : rows) {
        for (std::size_t i = 0; i < row.bars.size(); ++i) {
          ++seen[row.bars[i].step];
          QVERIFY(row.bars[i].from <= row.bars[i].solid && row.bars[i].solid <= row.bars[i].to);
          if (i > 0) QVERIFY(row.bars[i - 1].to <= row.bars[i].from);
        }
      }
      for (const int times : seen) QCOMPARE(times, 1);
    }
    // Two paths for capacity: each says whose.
    std::vector<std::string> titles;
    for (const StepRow& row : stepRows(m_design, w, DrillEnd::worst)) titles.push_back(row.title);
    QVERIFY(std::ranges::count(titles, "Capacity · app-2") + std::ranges::count(titles, "Capacity · app-1") == 2);
  }

  void words() {
    QCOMPARE(rangeText({30, 30}), QString("30\u00a0s"));
    QCOMPARE(rangeText({0, 30}), QString("0\u201330\u00a0s"));
    QCOMPARE(rangeText({300, 900}), QString("5\u201315\u00a0min"));
    WorkloadDrill w = reportsDrill();
    QCOMPARE(rtoFigure(w).value, QString("25\u00a0min"));
    QCOMPARE(rtoFigure(w).target, QString("of 15\u00a0min"));
    QVERIFY(rtoFigure(w).missed && !rpoFigure(w).missed);
    QVERIFY(rpoFigure(w).target.isEmpty());
    w.rto.reset();
    w.rpo.reset();
    QCOMPARE(rtoFigure(w).value, QString("unknown"));
    w.recovers = false;
    w.losses[0].lost = true;
    QCOMPARE(rtoFigure(w).value, QString("no recovery"));
    QCOMPARE(rpoFigure(w).value, QString("all data"));
  }
};

QTEST_APPLESS_MAIN(TestTimelineLayout)
#include "test_timeline_layout.moc"
