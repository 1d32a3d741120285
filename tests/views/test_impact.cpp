#include <QAbstractItemModelTester>
#include <QLabel>
#include <QSignalSpy>

#include "drill/drill_list.h"
#include "drill/impact_panel.h"
#include "drill/impact_parts.h"
#include "drill_support.h"
#include "inspector/design_form.h"
#include "semantics/resource.h"

using namespace nines;
using namespace nines::test;
using Phase = DrillListRow::Phase;

class TestImpact : public QObject {
  Q_OBJECT

  std::unique_ptr<DrillBench> m_bench;
  std::unique_ptr<ImpactPanel> m_panel;

  void begin() {
    m_bench->begin();
    m_panel->refreshNow();
    QCoreApplication::sendPostedEvents();
  }
  const DrillListRow& workload(std::size_t row) const { return m_panel->workloads()->rows()[row]; }
  int count(const QString& word) const {
    for (const ImpactCount& count : m_panel->tiles()->counts()) {
      if (count.word == word) return count.count;
    }
    return -1;
  }
  int nowRow() const {
    int now = -1;
    const auto& rows = m_panel->events()->rows();
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (rows[i].phase == Phase::now) now = static_cast<int>(i);
    }
    return now;
  }
  void click(DrillList* list, int row) {
    const QRect place = list->visualRect(list->model()->index(row, 0));
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, place.center());
  }

 private slots:
  void init() {
    applyTheme(*qApp, lightTheme());
    m_bench = std::make_unique<DrillBench>();
    m_panel = std::make_unique<ImpactPanel>(&m_bench->document, &m_bench->mode, &m_bench->selection);
    for (DrillList* list : {m_panel->workloads(), m_panel->events(), m_panel->losses()})
      new QAbstractItemModelTester(list->model(), QAbstractItemModelTester::FailureReportingMode::QtTest, list);
    m_panel->resize(296, 800);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowActive(m_panel.get(), kPatience));
  }
  void cleanup() { m_panel.reset(); }

  void emptyBeforeARun() {
    m_panel->refreshNow();
    QCOMPARE(m_panel->windowTitle(), QString("Impact"));
    QVERIFY(!m_panel->events()->isVisible());
    begin();
    QVERIFY(m_panel->events()->isVisible());
    m_bench->mode.end();
    m_panel->refreshNow();
    QVERIFY(!m_panel->events()->isVisible());
    QCOMPARE(m_panel->windowTitle(), QString("Impact"));
  }

  void workloadsFollowTheMoment() {
    begin();
    QCOMPARE(m_panel->windowTitle(), QString("Impact at 0:00"));
    QCOMPARE(workload(0).title, QString("Orders"));
    QCOMPARE(workload(0).figure, QString("Down"));
    QVERIFY2(workload(0).second.contains("Back at 2:30") && workload(0).second.contains("now: Detect"),
             qPrintable(workload(0).second));
    QCOMPARE(workload(1).figure, QString("Reads only"));
    QVERIFY(workload(1).second.contains("Normal at 25:00"));
    QCOMPARE(workload(2).figure, QString("Not affected"));
    m_bench->mode.setTime(105);
    QCOMPARE(m_panel->windowTitle(), QString("Impact at 1:45"));
    QVERIFY(workload(0).second.contains("now: Promote orders-r1"));
    m_bench->mode.setTime(150);
    QCOMPARE(workload(0).figure, QString("Serving at reduced capacity"));
    m_bench->mode.setTime(180);
    QCOMPARE(workload(0).figure, QString("Serving again"));
    QCOMPARE(workload(0).second, QString("Since 3:00"));
    QCOMPARE(workload(0).dot, Token::okFill);
  }

  // What goes on with a copy that nothing reaches any more is not simply well.
  void saysWhoReadsStaleData() {
    Topology t = drilledTopology();
    t.links.put({"reads", "uses", "reports", "orders-r1", {{"access", "read"}}, {}, {}});
    const Design design(std::make_shared<const Topology>(std::move(t)), Catalogue::shipped(),
                        Profiles::shipped().orDefault(kDefaultProfile));
    Drill drill;
    drill.nodes = {{"orders-r1", Fate::stale, {}}};
    drill.workloads.resize(3);
    drill.workloads[0].id = drill.workloads[1].id = "reports";
    drill.workloads[0].affected = true;
    drill.workloads[2].id = "orders";
    const auto rows = impactRows(design, drill, DrillEnd::worst, 0);
    QCOMPARE(rows[1].word, QString("Stale data"));
    QCOMPARE(rows[1].tone, Token::warnFill);
    QCOMPARE(rows[1].sentence, QString("No changes reach orders-r1 any more"));
    // Hit elsewhere and never interrupted, it reads no fresher data.
    QCOMPARE(rows[0].word, QString("Stale data"));
    QCOMPARE(rows[0].tone, Token::warnFill);
    QVERIFY2(rows[0].sentence.endsWith("no changes reach orders-r1 any more"), qPrintable(rows[0].sentence));
    QCOMPARE(rows[2].word, QString("Not affected"));
  }

  void saysWhatStaysDown() {
    auto drill = std::make_shared<Drill>(*drillSample());
    drill->workloads[0].states = {{0, ServiceState::down}};
    drill->workloads[0].recovers = false;
    m_bench->drill = drill;
    begin();
    m_bench->mode.setTime(1500);
    QVERIFY(workload(0).second.contains("Nothing brings it back"));
  }

  // Neither back nor lost: nobody has said what decides it.
  void saysWhatIsNotKnown() {
    auto drill = std::make_shared<Drill>(*drillSample());
    WorkloadDrill& orders = drill->workloads[0];
    orders.states = orders.bestStates = {{0, ServiceState::down}};
    orders.rto = orders.readRto = orders.rpo = std::nullopt;
    orders.rtoMet = orders.rpoMet = std::nullopt;
    orders.recoveryUnknown = true;
    orders.steps.clear();
    orders.costliest.reset();
    orders.missing = {{"orders-db", "pitr"}};
    orders.unknownBecause = "It is not said whether point-in-time recovery of orders-db is on";
    m_bench->drill = drill;
    begin();
    m_bench->mode.setTime(1500);
    QVERIFY2(workload(0).second.contains("When it is back is not known") &&
                 workload(0).second.contains("whether point-in-time recovery of orders-db is on"),
             qPrintable(workload(0).second));
    QVERIFY(!workload(0).second.contains("Nothing brings it back"));
    const DrillVerdict verdict = verdictOf(*m_bench->document.design(), *drill);
    QCOMPARE(verdict.parts.size(), std::size_t{2});
    QVERIFY(verdict.parts.back().text.contains("It is not said whether"));
    drill->workloads.resize(1);
    QCOMPARE(verdictOf(*m_bench->document.design(), *drill).title,
             QString("Nobody can say whether Orders meets its targets"));
  }

  void tilesCount() {
    begin();
    QCOMPARE(count("failed"), 2);
    QCOMPARE(count("stale"), 1);
    QCOMPARE(count("promoted"), 0);
    QCOMPARE(count("unchanged"), 2);  // app-2, orders-r1
    m_bench->mode.setTime(150);
    QCOMPARE(count("promoted"), 1);
    QCOMPARE(count("started"), 1);
    QCOMPARE(count("unchanged"), 0);
    m_bench->mode.setTime(1500);
    QCOMPARE(count("failed"), 1);  // the other one is restored
    QCOMPARE(count("restored"), 1);
    QCOMPARE(count("spoiled"), -1);
    QVERIFY(m_panel->tiles()->accessibleDescription().contains("1 failed"));
  }

  // As the inspector counts them: a place that is lost and a workload are no resources.
  void tilesCountResourcesOnly() {
    auto drill = std::make_shared<Drill>(*drillSample());
    const Design& design = *m_bench->document.design();
    int others = 0;
    for (NodeIndex i = 0; i < design.nodeCount(); ++i) {
      if (isResource(design, i)) continue;
      drill->nodes.push_back({design.node(i).id, Fate::failed, {0, 0}});
      ++others;
    }
    QVERIFY(others > 1);
    m_bench->drill = drill;
    begin();
    QCOMPARE(count("failed"), 2);
    QCOMPARE(count("unchanged"), 2);
  }

  void eventsArePastCurrentAndComing() {
    begin();
    const auto& rows = m_panel->events()->rows();
    QCOMPARE(rows.size(), std::size_t{14});
    QCOMPARE(nowRow(), 4);  // the last of those at 0
    m_bench->mode.setTime(149);
    QCOMPARE(rows[static_cast<std::size_t>(nowRow())].title, QString("app-2 is running"));
    m_bench->mode.setTime(150);
    QCOMPARE(rows[static_cast<std::size_t>(nowRow())].title, QString("Orders serves again, at reduced capacity"));
    QCOMPARE(rows[0].phase, Phase::past);
    QCOMPARE(rows[13].phase, Phase::coming);
    QCOMPARE(rows[13].time, QString("25:00"));
    QVERIFY(rows[13].spoken().contains("still to come"));
  }

  void eventsMoveThePlayhead() {
    begin();
    m_bench->mode.play();
    click(m_panel->events(), 9);
    QCOMPARE(m_bench->mode.time(), 150.0);
    QVERIFY(!m_bench->mode.isPlaying());
    QCOMPARE(nowRow(), 9);
    // By the keyboard.
    m_panel->events()->setFocus();
    QTest::keyClick(m_panel->events(), Qt::Key_Up);
    QTest::keyClick(m_panel->events(), Qt::Key_Up);
    QTest::keyClick(m_panel->events(), Qt::Key_Return);
    QCOMPARE(m_bench->mode.time(), 130.0);
  }

  void rowsSelect() {
    begin();
    QSignalSpy revealed(m_panel.get(), &ImpactPanel::revealRequested);
    click(m_panel->workloads(), 1);
    QVERIFY(m_bench->selection.contains("reports"));
    click(m_panel->losses(), 0);
    QVERIFY(m_bench->selection.contains("orders-db"));
    QCOMPARE(revealed.size(), 2);
  }

  void verdictNamesWhatCostsMost() {
    begin();
    const QString text = m_panel->verdict()->text();
    QVERIFY2(text.contains("2 of 3 workloads meet their targets"), qPrintable(text));
    QVERIFY2(text.contains("Reports misses its RTO by 10\u00a0min"), qPrintable(text));
    QVERIFY(text.contains("Costs most: Restore orders-db, 10\u201325\u00a0min."));
    QVERIFY(text.contains("A replica in eu-west-1b would avoid the restore."));
    QVERIFY(!text.contains("standby in another zone"));  // Orders is within its targets
    QSignalSpy chosen(m_panel->verdict(), &ImpactVerdict::chosen);
    for (QLabel* label : m_panel->verdict()->findChildren<QLabel*>()) {
      if (label->text().contains("href")) emit label->linkActivated("show");
    }
    QCOMPARE(chosen.size(), 1);
    QVERIFY(m_bench->selection.contains("orders-db"));
  }

  // Where all is well, what would be shortened first.
  void verdictOfSuccess() {
    auto drill = std::make_shared<Drill>(*drillSample());
    drill->workloads.erase(drill->workloads.begin() + 1);
    m_bench->drill = drill;
    begin();
    const QString text = m_panel->verdict()->text();
    QVERIFY(text.contains("All 2 workloads meet their targets"));
    QVERIFY(text.contains("Costs most: Promote orders-r1"));
  }

  void verdictWithoutTargets() {
    auto drill = std::make_shared<Drill>(*drillSample());
    for (WorkloadDrill& w : drill->workloads) {
      w.rtoTarget.reset();
      w.rpoTarget.reset();
      w.rtoMet.reset();
      w.rpoMet.reset();
    }
    m_bench->drill = drill;
    begin();
    QVERIFY(m_panel->verdict()->text().contains("No workload has targets"));
    m_bench->mode.end();
    auto one = std::make_shared<Drill>(*drill);
    one->workloads[1].rtoTarget = 900;
    one->workloads[1].rtoMet = false;
    m_bench->drill = one;
    begin();
    QVERIFY2(m_panel->verdict()->text().startsWith("Reports misses its targets"),
             qPrintable(m_panel->verdict()->text()));
  }

  void lossesPerStore() {
    auto drill = std::make_shared<Drill>(*drillSample());
    drill->workloads[0].losses = {{"orders-db", "", "Replica", Span{0, 5}, {}, false, {}},
                                  {"docs", "", "", std::nullopt, {}, true, {}}};
    m_bench->drill = drill;
    begin();
    const auto& rows = m_panel->losses()->rows();
    QCOMPARE(rows.size(), std::size_t{2});
    QCOMPARE(rows[0].title, QString("orders-docs"));
    QCOMPARE(rows[0].figure, QString("all data"));
    QCOMPARE(rows[1].figure, QString("0\u20131\u00a0min"));  // the worse of two
    QCOMPARE(rows[1].second, QString("Point-in-time recovery"));
    m_bench->drill = drillSample();
  }

  // As high as what they show, also after another outage: nothing is cut off, and the dock scrolls.
  void listsAreAsHighAsTheirRows() {
    begin();
    auto drill = std::make_shared<Drill>(*drillSample());
    for (int i = 0; i < 30; ++i) {
      drill->workloads.push_back(ordersDrill());
      drill->workloads.back().id = "w" + std::to_string(i);
    }
    std::ranges::sort(drill->workloads, {}, &WorkloadDrill::id);
    drill->outage.parts.push_back({OutageKind::host, "docs"});
    drill->nodes.push_back({"docs", Fate::spoiled, {0, 0}});
    m_bench->drill = drill;
    begin();
    QCOMPARE(m_panel->workloads()->rows().size(), std::size_t{33});
    for (DrillList* list : {m_panel->workloads(), m_panel->events()}) {
      const auto last = list->model()->index(list->model()->rowCount() - 1, 0);
      QTRY_VERIFY_WITH_TIMEOUT(list->viewport()->rect().contains(list->visualRect(last)), kPatience);
    }
    QTRY_COMPARE_WITH_TIMEOUT(m_panel->tiles()->height(), m_panel->tiles()->sizeHint().height(), kPatience);
  }

  void looks() {
    for (const Theme* theme : {&lightTheme(), &darkTheme()}) {
      applyTheme(*qApp, *theme);
      begin();
      m_bench->mode.setTime(105);
      QCoreApplication::sendPostedEvents();
      const QImage picture = m_panel->grab().toImage();
      for (const Token token : {Token::errFill, Token::warnFill, Token::okFill, Token::accentSoft})
        QVERIFY(shows(picture, themeColour(token)));
      keepPicture(*m_panel, QStringLiteral("impact-%1").arg(theme->dark ? "dark" : "light"));
    }
    applyTheme(*qApp, lightTheme());
  }
};

QTEST_MAIN(TestImpact)
#include "test_impact.moc"
