#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QScrollBar>
#include <QSignalSpy>
#include <cmath>

#include "drill/drill_words.h"
#include "drill/scrub_bar.h"
#include "drill/step_rows.h"
#include "drill/time_scale.h"
#include "drill/timeline_panel.h"
#include "drill/transport_row.h"
#include "drill_support.h"

using namespace nines;
using namespace nines::test;
using Step = TimelineChart::Step;

namespace {

constexpr double kDay = 86400;
const QSize kDock(1380, 256);

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

class TestTimeline : public QObject {
  Q_OBJECT

  std::unique_ptr<DrillBench> m_bench;
  std::unique_ptr<TimelinePanel> m_panel;

  TimelineChart* chart() const { return m_panel->chart(); }
  ScrubBar* scrub() const { return m_panel->transport()->scrub(); }
  QAbstractButton* button(const char* name) const { return m_panel->findChild<QAbstractButton*>(name); }
  QString timeShown() const { return m_panel->findChild<QLabel*>("drillTime")->text().remove("<b>").remove("</b>"); }
  void begin() {
    m_bench->begin();
    m_panel->refreshNow();
  }
  void click(const Step& step) {
    QTest::mouseClick(chart()->viewport(), Qt::LeftButton, {}, chart()->barRect(step).center());
  }

 private slots:
  void init() {
    applyTheme(*qApp, lightTheme());
    m_bench = std::make_unique<DrillBench>();
    m_panel = std::make_unique<TimelinePanel>(&m_bench->document, &m_bench->mode, &m_bench->selection);
    m_panel->resize(kDock);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowActive(m_panel.get(), kPatience));
  }
  void cleanup() { m_panel.reset(); }

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
    const auto rows = stepRows(*m_bench->document.design(), ordersDrill(), DrillEnd::worst);
    QCOMPARE(rows.size(), std::size_t{3});
    QCOMPARE(rows[0].title, std::string("Critical path"));
    QVERIFY(rows[0].critical && !rows[1].critical);
    const std::vector<StepBar> critical{{0, 0, 20, 30}, {1, 30, 90, 150}, {2, 150, 150, 180}};
    QCOMPARE(rows[0].bars, critical);
    QCOMPARE(rows[1].title, std::string("Capacity"));
    QCOMPARE(rows[2].title, std::string("DNS"));
  }

  void bestShowsTheSlowEndOfTheLast() {
    const auto rows = stepRows(*m_bench->document.design(), ordersDrill(), DrillEnd::best);
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
      const auto rows = stepRows(*m_bench->document.design(), w, end);
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
    for (const StepRow& row : stepRows(*m_bench->document.design(), w, DrillEnd::worst)) titles.push_back(row.title);
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

  void emptyBeforeARun() {
    m_panel->refreshNow();
    QVERIFY(!button("play")->isEnabled());
    QVERIFY(!scrub()->isEnabled());
    QVERIFY(chart()->accessibleDescription().contains("Choose what fails"));
    QTest::mouseClick(chart()->viewport(), Qt::LeftButton, {}, QPoint(400, 60));
    QTest::keyClick(chart(), Qt::Key_Down);
    QVERIFY(!chart()->current());
    keepPicture(*m_panel, "timeline-empty");
  }

  void playsAndPauses() {
    begin();
    QTest::mouseClick(button("play"), Qt::LeftButton);
    QVERIFY(m_bench->mode.isPlaying());
    QCOMPARE(button("play")->accessibleName(), QString("Pause"));
    m_bench->clock = 1750;
    m_bench->mode.tick();
    QCOMPARE(m_bench->mode.time(), 105.0);
    QCOMPARE(timeShown(), QString("1:45 of 26:15"));
    QTest::mouseClick(button("play"), Qt::LeftButton);
    QVERIFY(!m_bench->mode.isPlaying());
    QTest::keyClick(chart(), Qt::Key_Space);
    QVERIFY(m_bench->mode.isPlaying());
    QTest::keyClick(scrub(), Qt::Key_Space);
    QVERIFY(!m_bench->mode.isPlaying());
    QTest::mouseClick(button("loop"), Qt::LeftButton);
    QCOMPARE(m_bench->mode.time(), 0.0);
    QVERIFY(m_bench->mode.isPlaying());
  }

  void stepsFromEventToEvent() {
    begin();
    QTest::mouseClick(button("fwd"), Qt::LeftButton);
    QCOMPARE(m_bench->mode.time(), 30.0);
    QTest::keyClick(chart(), Qt::Key_Right);
    QCOMPARE(m_bench->mode.time(), 90.0);
    QTest::keyClick(scrub(), Qt::Key_Right);
    QCOMPARE(m_bench->mode.time(), 130.0);
    QTest::mouseClick(button("back"), Qt::LeftButton);
    QTest::keyClick(chart(), Qt::Key_Left);
    QCOMPARE(m_bench->mode.time(), 30.0);
    QTest::keyClick(chart(), Qt::Key_End);
    QCOMPARE(m_bench->mode.time(), m_bench->mode.length());
    QTest::keyClick(chart(), Qt::Key_Home);
    QCOMPARE(m_bench->mode.time(), 0.0);
  }

  void speedIsChosen() {
    begin();
    auto* speeds = m_panel->transport()->speeds();
    QCOMPARE(speeds->currentText(), QString("60\u00d7"));
    speeds->setFocus();
    QTest::keyClick(speeds, Qt::Key_Down);
    QCOMPARE(m_bench->mode.speed(), 600.0);
    m_bench->mode.setSpeed(7);
    QCOMPARE(speeds->currentText(), QString("7\u00d7"));
  }

  // The slider's axis is the chart's: a dot stands over the end of its bar, to the pixel.
  void scrubSharesTheAxis() {
    begin();
    const Step promote{0, 1};
    const QRect bar = chart()->barRect(promote);
    const double dot = scrub()->mapTo(m_panel.get(), QPointF(scrub()->xOf(150), 0)).x();
    QVERIFY(std::abs(dot - chart()->viewport()->mapTo(m_panel.get(), QPointF(bar.right() + 1, 0)).x()) <= 1);
    // Near a dot is on it; elsewhere it is where the pointer is.
    QTest::mouseClick(scrub(), Qt::LeftButton, {}, QPoint(qRound(scrub()->xOf(1500)) + 3, 18));
    QCOMPARE(m_bench->mode.time(), 1500.0);
    QTest::mouseClick(scrub(), Qt::LeftButton, {}, QPoint(qRound(scrub()->xOf(800)), 18));
    QVERIFY(std::abs(m_bench->mode.time() - 800) < 3);
    QTest::mousePress(scrub(), Qt::LeftButton, {}, QPoint(qRound(scrub()->xOf(800)), 18));
    QTest::mouseMove(scrub(), QPoint(qRound(scrub()->xOf(1000)), 18));
    QVERIFY(std::abs(m_bench->mode.time() - 1000) < 3);
    QTest::mouseRelease(scrub(), Qt::LeftButton, {}, QPoint(qRound(scrub()->xOf(1000)), 18));
  }

  void axisIsDragged() {
    begin();
    const auto columns = chart()->columns();
    QTest::mousePress(chart()->viewport(), Qt::LeftButton, {}, QPoint(qRound(columns.xOf(.5)), 10));
    QVERIFY(std::abs(m_bench->mode.time() - chart()->scale().timeAt(.5)) < 3);
    QTest::mouseMove(chart()->viewport(), QPoint(columns.plotRight() + 300, 10));
    QCOMPARE(m_bench->mode.time(), m_bench->mode.length());
    QTest::mouseRelease(chart()->viewport(), Qt::LeftButton, {}, QPoint(columns.plotRight(), 10));
    QTest::mouseMove(chart()->viewport(), QPoint(columns.plotLeft, 10));
    QCOMPARE(m_bench->mode.time(), m_bench->mode.length());  // not dragged any more
  }

  void barsSelectAndExplain() {
    begin();
    QSignalSpy revealed(m_panel.get(), &TimelinePanel::revealRequested);
    QVERIFY(!m_panel->details()->isVisible());
    click({0, 1});
    QVERIFY(m_bench->selection.contains("orders-r1"));
    QCOMPARE(revealed.takeLast().at(0).toStringList(), QStringList{"orders-r1"});
    const QString details = m_panel->details()->text();
    QVERIFY(m_panel->details()->isVisible());
    for (const char* part : {"Promote orders-r1", "1\u20132\u00a0min", "AWS documentation, 2024-05",
                             "Noticing and deciding, at worst", "0:30 to 2:30"})
      QVERIFY2(details.contains(QString::fromUtf8(part)), qPrintable(details));
    const QString tip = chart()->toolTipAt(chart()->barRect({0, 1}).center());
    QVERIFY(tip.contains("AWS documentation") && tip.contains("Changed by: Noticing"));
    QVERIFY(chart()->toolTipAt(chart()->barRect({0, 2}).center()).contains("of orders-db"));
    QVERIFY(chart()->accessibleDescription().contains("Orders: Promote orders-r1"));
    // By the keyboard: the next one, then none.
    QTest::keyClick(chart(), Qt::Key_Down);
    QCOMPARE(*chart()->current(), (Step{0, 2}));
    QVERIFY(m_bench->selection.contains("orders-db"));
    QTest::keyClick(chart(), Qt::Key_Up);
    QCOMPARE(*chart()->current(), (Step{0, 1}));
    QTest::keyClick(chart(), Qt::Key_Escape);
    QVERIFY(!chart()->current() && !m_panel->details()->isVisible());
    // A workload's line is its card.
    QTest::mouseClick(chart()->viewport(), Qt::LeftButton, {}, chart()->lineRect(1).center());
    QVERIFY(m_bench->selection.contains("reports"));
  }

  void stripsSayStates() {
    begin();
    const auto columns = chart()->columns();
    const int y = chart()->lineRect(0).center().y();
    const auto tipAt = [&](double seconds) {
      return chart()->toolTipAt({qRound(columns.xOf(chart()->scale().shareOf(seconds))), y});
    };
    QCOMPARE(tipAt(100), QString("Orders is down from 0:00 to 2:30"));
    QCOMPARE(tipAt(165), QString("Orders serves at reduced capacity from 2:30 to 3:00"));
    QCOMPARE(tipAt(400), QString("Orders serves normally from 3:00 on"));
    const QPoint warehouse(columns.plotLeft + 20, chart()->lineRect(2).center().y());
    QCOMPARE(chart()->toolTipAt(warehouse), QString("Warehouse needs nothing that is hit"));
    const QString figures = chart()->toolTipAt({columns.rtoLeft + 10, chart()->lineRect(1).center().y()});
    QVERIFY2(figures.contains("25\u00a0min") && figures.contains("A replica in eu-west-1b"), qPrintable(figures));
  }

  void paintsStatesAndVerdicts() {
    for (const Theme* theme : {&lightTheme(), &darkTheme()}) {
      applyTheme(*qApp, *theme);
      begin();
      m_bench->mode.setTime(105);
      const QImage picture = m_panel->grab().toImage();
      for (const Token token :
           {Token::errFill, Token::warnFill, Token::okFill, Token::accent, Token::errSoft, Token::okSoft})
        QVERIFY(shows(picture, themeColour(token)));
      keepPicture(*m_panel, QStringLiteral("timeline-%1").arg(theme->dark ? "dark" : "light"));
    }
    applyTheme(*qApp, lightTheme());
  }

  // Only the playhead moves: what was painted before stands elsewhere unchanged.
  void playheadMoves() {
    begin();
    const auto columns = chart()->columns();
    const auto accentAt = [&](double seconds) {
      const QImage picture = chart()->viewport()->grab().toImage();
      const int x = qRound(columns.xOf(chart()->scale().shareOf(seconds)));
      return picture.pixelColor(x, picture.height() - 20).rgb() == themeColour(Token::accent).rgb() ||
             picture.pixelColor(x - 1, picture.height() - 20).rgb() == themeColour(Token::accent).rgb();
    };
    m_bench->mode.setTime(600);
    QVERIFY(accentAt(600) && !accentAt(1200));
    m_bench->mode.setTime(1200);
    QVERIFY(accentAt(1200) && !accentAt(600));
  }

  void slowEndPassesTheAxis() {
    begin();
    m_bench->mode.setTiming(DrillMode::Timing::best);
    m_panel->refreshNow();
    QVERIFY(chart()->scale().length() < 1500);  // at best all is over before the worst is
    QVERIFY(chart()->barRect({1, 0}).right() <= chart()->columns().plotRight() + 1);
    keepPicture(*m_panel, "timeline-best");
  }

  void daysStayReadable() {
    auto drill = std::make_shared<Drill>(*drillSample());
    drill->workloads[1].steps.push_back(
        drillStep("s1", StepKind::transfer, "docs", "Ship by Snowball", {604800, 1209600}, {600, 1500}, {0}, true));
    m_bench->drill = drill;
    begin();
    QVERIFY(!chart()->scale().isToScale());
    QVERIFY(chart()->barRect({0, 0}).width() >= 20);  // 30 s beside two weeks
    QVERIFY(chart()->toolTipAt({300, 8}).contains("Not to scale"));
    keepPicture(*m_panel, "timeline-days");
  }

  void manyWorkloadsScroll() {
    auto drill = std::make_shared<Drill>(*drillSample());
    for (int i = 0; i < 60; ++i) drill->workloads.push_back(ordersDrill());
    m_bench->drill = drill;
    begin();
    QVERIFY(chart()->verticalScrollBar()->maximum() > 1000);
    // The last bar, by the keyboard, comes into sight.
    QTest::keyClick(chart(), Qt::Key_Up);
    const QRect bar = chart()->barRect(*chart()->current());
    QVERIFY2(chart()->viewport()->rect().contains(bar),
             qPrintable(QStringLiteral("%1 to %2").arg(bar.top()).arg(bar.bottom())));
  }

  void narrowDocksKeepFigures() {
    begin();
    m_panel->resize(700, 256);
    QCOMPARE(m_panel->width(), 700);
    const auto columns = chart()->columns();
    QVERIFY(columns.plotWidth > 150);
    QVERIFY(columns.verdictLeft + 56 <= chart()->width());
    keepPicture(*m_panel, "timeline-narrow");
  }

  void endOfTheModeEmpties() {
    begin();
    click({0, 1});
    m_bench->mode.end();
    m_panel->refreshNow();
    QVERIFY(!chart()->current() && !m_panel->details()->isVisible());
    QVERIFY(timeShown().isEmpty());
  }
};

QTEST_MAIN(TestTimeline)
#include "test_timeline.moc"
