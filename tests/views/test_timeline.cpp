#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QScrollBar>
#include <QSignalSpy>
#include <cmath>

#include "drill/scrub_bar.h"
#include "drill/timeline_panel.h"
#include "drill/transport_row.h"
#include "drill_support.h"

using namespace nines;
using namespace nines::test;
using Step = TimelineChart::Step;

namespace {

const QSize kDock(1380, 256);

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

  // In the window Space plays and Escape ends the drill wherever its docks have the focus.
  void shortcutsLeaveKeysToButtons() {
    begin();
    int played = 0;
    int ended = 0;
    QAction play;
    play.setShortcut(Qt::Key_Space);
    play.setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(&play, &QAction::triggered, this, [&] { ++played; });
    QAction end;
    end.setShortcut(Qt::Key_Escape);
    end.setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(&end, &QAction::triggered, this, [&] { ++ended; });
    m_panel->addActions({&play, &end});
    button("fwd")->setFocus();
    QTest::keyClick(button("fwd"), Qt::Key_Space);
    QCOMPARE(m_bench->mode.time(), 30.0);
    QCOMPARE(played, 0);
    chart()->setFocus();
    QTest::keyClick(chart(), Qt::Key_Space);
    QCOMPARE(played, 1);
    click({0, 1});
    QTest::keyClick(chart(), Qt::Key_Escape);
    QVERIFY(!chart()->current());
    QCOMPARE(ended, 0);
    QTest::keyClick(chart(), Qt::Key_Escape);
    QCOMPARE(ended, 1);
  }

  void speedIsChosen() {
    begin();
    auto* speeds = m_panel->transport()->speeds();
    QCOMPARE(speeds->currentText(), QString("60\u00d7"));
    speeds->setFocus();
    QTest::keyClick(speeds, Qt::Key_Down);
    QCOMPARE(m_bench->mode.speed(), 180.0);
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
    // Bars are see-through: only the arrow has the full colour of its kind.
    QVERIFY(!shows(chart()->grab().toImage(), themeColour(Token::databases)));
    m_bench->mode.setTiming(DrillMode::Timing::best);
    m_panel->refreshNow();
    QVERIFY(chart()->scale().length() < 1500);  // at best all is over before the worst is
    QVERIFY(chart()->barRect({1, 0}).right() <= chart()->columns().plotRight() + 1);
    QVERIFY(shows(chart()->grab().toImage(), themeColour(Token::databases)));
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
