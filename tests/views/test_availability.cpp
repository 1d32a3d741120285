#include <QComboBox>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTabBar>
#include <cmath>
#include <functional>

#include "availability_fixture.h"
#include "charts/attention.h"
#include "charts/nines_chart.h"
#include "charts/share_rows.h"
#include "charts/years_page.h"
#include "support/format.h"

using namespace nines;
using namespace nines::test;

namespace {

ExactFigure exactly(double unavailability) { return {1 - unavailability, unavailability, ""}; }

// Down 6e-4 of the time: 5e-4 by the database's host alone, 1e-4 by both tiers together.
Report sample() {
  Report report;
  Estimates estimates;
  const std::vector<Event> events{
      {Event::Kind::host, "host:orders-db", "orders-db", {"orders-db"}, "Host of orders-db", 5e-4, 4, 3945, false},
      {Event::Kind::host, "host:app-1", "app-1", {"app-1"}, "Host of app-1", 1e-2, 4, 78894, false},
      {Event::Kind::host, "host:app-2", "app-2", {"app-2"}, "Host of app-2", 1e-2, 4, 78894, false},
      {Event::Kind::own, "own:orders-db", "orders-db", {"orders-db"}, "orders-db itself", 1e-12, 1, 3e-5, true},
  };
  WorkloadEstimate orders;
  orders.id = "orders";
  orders.slaProduct = .9994;
  orders.factors = {
      {"app-1, EC2 in two zones",
       .9999,
       {"Amazon Compute SLA", "2022-05-05"},
       {"app-1"},
       {},
       "app-1",
       "EC2 in two zones"},
      {"orders-db, Multi-AZ", .9995, {"Amazon RDS SLA", "2024-01-22"}, {"orders-db"}, {}, "orders-db", "Multi-AZ"}};
  orders.target = .9995;
  orders.exact = exactly(6e-4);
  orders.contributors = {{0, 1, 5.0 / 6, 1 - 1e-4, 1e-4},
                         {1, 1e-2, 1.0 / 6, 1 - 5e-4, 5e-4},
                         {2, 1e-2, 1.0 / 6, 1 - 5e-4, 5e-4},
                         {3, 1, 0, 1 - 6e-4, 6e-4}};
  orders.events = events;
  orders.cutSets = {{{0}, 5e-4}, {{3}, 1e-12}, {{1, 2}, 1e-4}};
  orders.singlePoints = {"orders-db"};
  WorkloadEstimate reports;
  reports.id = "reports";
  reports.unknownBecause = reports.exact.unknownBecause = "No SLA is known for Lambda of reports";
  estimates.workloads = {orders, reports};
  estimates.stores = {{"docs", .999, {"Amazon S3 SLA", "2023-11-28"}, "Standard", exactly(1e-3), exactly(1e-3)},
                      {"orders-db", .9995, {"Amazon RDS SLA", "2024-01-22"}, "Multi-AZ", exactly(4e-4), exactly(5e-4)}};
  report.estimates = estimates;
  return report;
}

// The sample with other figures of its first workload.
Report sampleWith(const std::function<void(WorkloadEstimate&)>& change) {
  Report report = sample();
  WorkloadEstimate workload = report.estimates->workloads[0];
  change(workload);
  report.estimates->workloads.replace(0, std::move(workload));
  return report;
}

Report withoutLimits() {
  return sampleWith([](WorkloadEstimate& workload) { workload.contributors.resize(1); });
}

}  // namespace

class TestAvailability : public AvailabilityFixture {
  Q_OBJECT

 private slots:
  void init() { openDock(); }
  void cleanup() { m_panel.reset(); }

  void scale() {
    QCOMPARE(ninesOf(.9), 1.0);
    QVERIFY(std::abs(ninesOf(.999) - 3) < 1e-9);
    QCOMPARE(ninesOf(.5), kLeastNines);
    QCOMPARE(ninesOf(1), kMostNines);
    QCOMPARE(ninesOf(.9999999), kMostNines);
  }

  void makesRows() {
    const auto rows = availabilityRows(sample(), *m_document->design());
    QCOMPARE(rows.size(), std::size_t{6});
    QCOMPARE(rows[0].name, QString("Workloads"));
    QCOMPARE(rows[1].name, QString("Orders"));
    QVERIFY(rows[1].missed());
    QCOMPARE(rows[1].downtime, QString("5\u00a0h\u00a016\u00a0min"));
    QVERIFY2(rows[1].toolTip.contains("exactly 0.9994"), qPrintable(rows[1].toolTip));
    QVERIFY(rows[1].toolTip.contains("Product of SLAs: 99.94\u00a0%"));
    QCOMPARE(rows[2].downtime, QString("unknown"));
    QVERIFY(rows[2].toolTip.contains("Lambda"));
    QVERIFY(!rows[2].missed());
    QCOMPARE(rows[3].name, QString("Data stores"));
    QCOMPARE(rows[4].name, QString("orders-db"));
    QCOMPARE(*rows[4].availability, 1 - 5e-4);  // the worse of read and write
    QVERIFY(rows[4].toolTip.contains("read: 99.96\u00a0%") && rows[4].toolTip.contains("write: 99.95\u00a0%"));
    QVERIFY(rows[4].toolTip.contains("Amazon RDS SLA, 2024-01-22"));
    QCOMPARE(rows[5].name, QString("orders-docs"));
  }

  void targetsAreMetAtTheEdge() {
    AvailabilityRow row;
    row.availability = .9995;
    row.target = .9995;
    QVERIFY(!row.missed());
    row.availability = .9994999;
    QVERIFY(row.missed());
  }

  // As long as nobody has chosen one, it is of the workload of which the status bar speaks, wherever that stands.
  void beginsWithTheWorkloadInNeed() {
    const Report report = sampleWith([](WorkloadEstimate& workload) { workload.id = "a-fine"; });
    Report both = sample();
    WorkloadEstimate fine = report.estimates->workloads[0];
    fine.exact = exactly(1e-6);
    both.estimates->workloads = {fine, sample().estimates->workloads[0]};
    m_document->setReport(both);
    m_panel->refreshNow();
    QCOMPARE(mostInNeed(both)->id, std::string("orders"));
    QCOMPARE(chart()->current(), std::string("orders"));
    // Who has chosen one stays with it.
    QTest::mouseClick(chart(), Qt::LeftButton, {}, chart()->rowRect("a-fine").center());
    m_selection->clear();
    m_panel->refreshNow();
    QCOMPARE(chart()->current(), std::string("a-fine"));
  }

  void showsWhatLimitsTheChosenRow() {
    m_document->setReport(sample());
    m_panel->refreshNow();
    QCOMPARE(chart()->current(), std::string("orders"));
    QVERIFY2(labels().contains("99.94\u00a0%, target 99.95\u00a0% missed"), qPrintable(labels()));
    QVERIFY(labels().contains("1 single point"));
    QVERIFY(labels().contains("What limits Orders"));
    const auto& rows = side()->limits()->shares()->rows();
    QCOMPARE(rows.size(), std::size_t{3});  // what has no part in it is no limit
    QCOMPARE(rows[0].name, QString("Host of orders-db"));
    QCOMPARE(rows[0].detail, QString("single point of failure"));
    QVERIFY(rows[0].warns && !rows[1].warns);
    QCOMPARE(rows[0].figure, QString("without it 99.99\u00a0%"));
    // 5, 1 and 1 sixths of 5 h 16 min: what is left without it is what is said beside it.
    QCOMPARE(rows[0].share, 5.0 / 6);
    QCOMPARE(rows[0].downtime, QString("4\u00a0h\u00a023\u00a0min"));
    QCOMPARE(rows[1].downtime, QString("53\u00a0min"));
    QVERIFY2(rows[0].toolTip.contains("0.9999") && rows[0].toolTip.contains("83"), qPrintable(rows[0].toolTip));
  }

  void pagesByMouseAndKeyboard() {
    m_document->setReport(sample());
    m_panel->refreshNow();
    QTabBar* tabs = side()->tabs();
    QVERIFY(side()->limits()->isVisible() && !side()->product()->isVisible());
    QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(tabs->count() - 1).center());
    QVERIFY(!side()->limits()->isVisible() && side()->product()->isVisible());
    QVERIFY2(labels().contains("Product 99.94\u00a0%, estimate 99.94\u00a0%"), qPrintable(labels()));
    tabs->setFocus();
    for (int i = 1; i < tabs->count(); ++i) QTest::keyClick(tabs, Qt::Key_Left);
    QVERIFY(side()->limits()->isVisible());
    // Another row keeps the page.
    QTest::keyClick(tabs, Qt::Key_Right);
    const int page = tabs->currentIndex();
    m_selection->set({"docs"});
    m_panel->refreshNow();
    QCOMPARE(tabs->currentIndex(), page);
  }

  // The heading speaks of the page: only one of them is about limits.
  void headingsSpeakOfTheirPages() {
    m_document->setReport(sample());
    m_panel->refreshNow();
    const auto has = [this](const char* text) { return labels().contains(text); };
    const std::vector<const char*> headings{"What limits Orders", "of what is selected", "Years of Orders",
                                            "SLAs behind Orders"};
    QCOMPARE(side()->tabs()->count(), static_cast<int>(headings.size()));
    for (int page = 0; page < side()->tabs()->count(); ++page) {
      side()->tabs()->setCurrentIndex(page);
      for (int other = 0; other < side()->tabs()->count(); ++other)
        QCOMPARE(has(headings[static_cast<std::size_t>(other)]), other == page);
      QCOMPARE(has("1 single point"), page == 0);
      QCOMPARE(has("99.94\u00a0%, target 99.95\u00a0% missed"), page != 1);
    }
  }

  void aLimitIsSelectedByClickAndKey() {
    m_document->setReport(sample());
    m_panel->refreshNow();
    QSignalSpy revealed(m_panel.get(), &AvailabilityPanel::revealRequested);
    ShareList* list = side()->limits();
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(list->model()->index(1, 0)).center());
    QCOMPARE(m_selection->ids(), Selection::Ids{"app-1"});
    QCOMPARE(revealed.size(), 1);
    QCOMPARE(revealed.at(0).at(0).toStringList(), QStringList{"app-1"});
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Down);
    QTest::keyClick(list, Qt::Key_Return);
    QCOMPARE(m_selection->ids(), Selection::Ids{"app-2"});
    // The figures still are of the workload, though something else is selected now.
    m_panel->refreshNow();
    QCOMPARE(chart()->current(), std::string("orders"));
  }

  // A store has a row of its own, yet the list that was clicked stays.
  void aClickOnALimitKeepsTheList() {
    m_document->setReport(sample());
    m_panel->refreshNow();
    ShareList* list = side()->limits();
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(list->model()->index(0, 0)).center());
    QCOMPARE(m_selection->ids(), Selection::Ids{"orders-db"});
    m_panel->refreshNow();
    QCOMPARE(chart()->current(), std::string("orders"));
    QVERIFY(labels().contains("What limits Orders"));
    // Whoever selects it elsewhere means its own figures.
    m_selection->clear();
    m_panel->refreshNow();
    m_selection->set({"docs"});
    m_panel->refreshNow();
    QCOMPARE(chart()->current(), std::string("docs"));
  }

  void whileThePointerIsOverALimitItsWayIsPointedOut() {
    m_document->setReport(sample());
    m_panel->refreshNow();
    ShareList* list = side()->limits();
    const auto over = [list](int row) { return list->visualRect(list->model()->index(row, 0)).center(); };
    QTest::mouseMove(list->viewport(), over(0));
    QVERIFY2(m_selection->pointedOut().contains("orders-db"), "the database itself");
    QVERIFY2(m_selection->pointedOut().contains("orders"), "and who needs it");
    const auto first = m_selection->pointedOut();
    QTest::mouseMove(list->viewport(), over(1));
    QVERIFY(m_selection->pointedOut().contains("app-1") && m_selection->pointedOut() != first);
    QEvent leave(QEvent::Leave);
    QApplication::sendEvent(list->viewport(), &leave);
    QVERIFY(m_selection->pointedOut().empty());
    QVERIFY(m_selection->ids().empty());
  }

  void yearsAreSimulated() {
    m_document->judge();
    m_panel->refreshNow();
    YearsPage* page = side()->years();
    QSignalSpy finished(page, &YearsPage::finished);
    QVERIFY(!page->isRunning());  // nobody looks at it
    side()->tabs()->setCurrentIndex(2);
    QVERIFY(page->isRunning());
    QVERIFY(finished.wait(kPatience));
    QVERIFY(page->distribution().has_value());
    const double exact = *m_document->report()->estimates->workloads[0].exact.unavailability * kYearSeconds;
    QVERIFY(page->distribution()->meanLow <= exact && exact <= page->distribution()->meanHigh);
    QVERIFY2(labels().contains("Half of 10,000 years"), qPrintable(labels()));
    // The same figures for the same report, whoever comes back.
    side()->tabs()->setCurrentIndex(0);
    side()->tabs()->setCurrentIndex(2);
    QVERIFY(!page->isRunning());
    // A store has none.
    m_selection->set({"docs"});
    m_panel->refreshNow();
    QVERIFY(!page->isRunning() && !page->distribution());
    QVERIFY2(labels().contains("Choose a workload"), qPrintable(labels()));
  }

  void aSimulationIsCancelledAndBegunAgain() {
    m_document->judge();
    m_panel->refreshNow();
    YearsPage* page = side()->years();
    side()->tabs()->setCurrentIndex(2);
    page->years()->setCurrentIndex(page->years()->count() - 1);
    emit page->years()->activated(page->years()->count() - 1);
    QVERIFY(page->isRunning());
    page->cancelButton()->click();
    QVERIFY(!page->isRunning());
    QSignalSpy finished(page, &YearsPage::finished);
    page->years()->setCurrentIndex(0);
    page->cancelButton()->click();
    QVERIFY(page->isRunning());
    QVERIFY(finished.wait(kPatience));
    QVERIFY(page->distribution().has_value());
    std::uint32_t years = 0;
    for (const DowntimeBar& bar : page->distribution()->bars) years += bar.years;
    QCOMPARE(years, 1'000u);
    // A panel that goes while it runs waits for it.
    page->years()->setCurrentIndex(page->years()->count() - 1);
    emit page->years()->activated(page->years()->count() - 1);
    QVERIFY(page->isRunning());
    m_panel.reset();
  }

  void factorsHaveNamesPartsAndShares() {
    m_document->setReport(sample());
    m_panel->refreshNow();
    const auto& rows = side()->product()->shares()->rows();
    QCOMPARE(rows.size(), std::size_t{2});
    QCOMPARE(rows[0].name, QString("orders-db"));
    QCOMPARE(rows[0].detail, QString("Multi-AZ"));
    QCOMPARE(rows[0].figure, QString("99.95\u00a0%"));
    QVERIFY(rows[0].toolTip.contains("2024-01-22"));
    QCOMPARE(rows[1].name, QString("app-1"));
    QCOMPARE(rows[1].detail, QString("EC2 in two zones"));
    // 5 of the 6 ten-thousandths that both are down together.
    QVERIFY(std::abs(rows[0].share - 5.0 / 6) < 1e-9);
    QVERIFY(std::abs(rows[1].share - 1.0 / 6) < 1e-9);
  }

  // Names may hold whatever stands between names and configuration elsewhere.
  void aFactorIsNotTakenApart() {
    const Report report = sampleWith([](WorkloadEstimate& workload) {
      workload.factors = {
          {"a, b and 2 more, c, Multi-AZ", .999, {}, {"app-1", "orders-db"}, {}, "a, b and 2 more, c", "Multi-AZ"}};
    });
    const auto rows = productRows(report, *m_document->design(), "orders");
    QCOMPARE(rows.size(), std::size_t{1});
    QCOMPARE(rows[0].name, QString("a, b and 2 more, c"));
    QCOMPARE(rows[0].detail, QString("Multi-AZ"));
    QCOMPARE(rows[0].share, 1.0);
  }

  void nothingOfAShareIsCut() {
    m_document->setReport(sample());
    m_panel->refreshNow();
    const QFontMetrics names(uiFont(12));
    const QFontMetrics details(uiFont(11));
    for (ShareList* list : {side()->limits(), side()->product()}) {
      side()->tabs()->setCurrentIndex(list == side()->limits() ? 0 : side()->tabs()->count() - 1);
      QVERIFY(list->isVisible());
      QVERIFY(list->horizontalScrollBar()->maximum() == 0);
      const int room = list->viewport()->width() - 12 - ShareList::kIndent;
      for (const ShareRow& row : list->shares()->rows()) {
        QVERIFY(names.horizontalAdvance(row.name) + names.horizontalAdvance(row.downtime) <= room);
        QVERIFY(details.horizontalAdvance(row.detail) + details.horizontalAdvance(row.figure) <= room);
      }
    }
  }

  // Rows are what the page is there for: in a low dock the sentence below them waits in the tip.
  void theProductHasItsRowsInALowDock() {
    m_document->setReport(sample());
    m_panel->refreshNow();
    side()->tabs()->setCurrentIndex(side()->tabs()->count() - 1);
    const QString figures = QStringLiteral("Product 99.94\u00a0%, estimate 99.94\u00a0%");
    const int rows = std::min(static_cast<int>(side()->product()->shares()->rows().size()), ShareList::kGoodRows);
    QVERIFY(rows > 1);
    const auto told = [&] {
      for (const QLabel* label : side()->findChildren<QLabel*>()) {
        if (label->isVisible() && label->text().startsWith(figures)) return label;
      }
      return static_cast<const QLabel*>(nullptr);
    };
    m_panel->resize(694, 400);
    QApplication::processEvents();
    QVERIFY(told() && told()->text().contains("independent"));
    QVERIFY(told()->toolTip().isEmpty());
    const QString whole = told()->text();
    m_panel->resize(694, 92 + rows * ShareList::kLeastRow);
    QApplication::processEvents();
    QVERIFY(told());
    QCOMPARE(told()->text(), figures);
    QCOMPARE(told()->toolTip(), whole);
    QVERIFY(side()->product()->viewport()->height() >= (rows - 1) * ShareList::kLeastRow);
    m_panel->resize(694, 400);
    QApplication::processEvents();
    QVERIFY(told());
    QCOMPARE(told()->text(), whole);
  }

  void theSideGivesWayInANarrowDock() {
    m_document->setReport(sample());
    m_panel->refreshNow();
    QVERIFY(side()->isVisible());
    QVERIFY(m_panel->minimumSizeHint().width() <= 400);
    m_panel->resize(400, 202);
    QApplication::processEvents();
    QCOMPARE(m_panel->width(), 400);
    QVERIFY(!side()->isVisible());
    QVERIFY(chart()->positionOf(kMostNines) < 400);
    QTest::mouseClick(chart(), Qt::LeftButton, {}, chart()->rowRect("docs").center());
    QCOMPARE(m_selection->ids(), Selection::Ids{"docs"});
    m_panel->resize(694, 202);
    QApplication::processEvents();
    QVERIFY(side()->isVisible());
    QVERIFY(labels().contains("orders-docs"));
  }

  // What the list shows while there is room for it, its chart says where there is none.
  void theSideIsDescribedInANarrowDock() {
    m_document->setReport(sample());
    m_panel->refreshNow();
    QCOMPARE(chart()->accessibleDescription(), QString("Orders: 5\u00a0h\u00a016\u00a0min"));
    m_panel->resize(400, 202);
    QApplication::processEvents();
    QVERIFY2(chart()->accessibleDescription().contains("Host of orders-db, single point of failure: 4"),
             qPrintable(chart()->accessibleDescription()));
    QVERIFY(chart()->accessibleDescription().contains("Host of app-1"));
    side()->tabs()->setCurrentIndex(side()->tabs()->count() - 1);
    QVERIFY(chart()->accessibleDescription().contains("app-1, EC2 in two zones: SLA 99.99\u00a0%"));
    chart()->setFocus();
    QTest::keyClick(chart(), Qt::Key_End);
    QVERIFY(chart()->accessibleDescription().startsWith("orders-docs"));
    QVERIFY(chart()->accessibleDescription().contains("Standard: SLA 99.9\u00a0%"));
    m_panel->resize(694, 202);
    QApplication::processEvents();
    QVERIFY(!chart()->accessibleDescription().contains("SLA"));
    // New figures of the same row are told as well.
    Report report = sample();
    StoreEstimate docs = report.estimates->stores[0];
    docs.read = docs.write = exactly(2e-3);
    report.estimates->stores.replace(0, docs);
    const QString before = chart()->accessibleDescription();
    m_document->setReport(report);
    m_panel->refreshNow();
    QVERIFY(chart()->accessibleDescription().startsWith("orders-docs"));
    QVERIFY(chart()->accessibleDescription() != before);
  }

  void theFocusOfTheSharesIsSeen() {
    m_document->setReport(sample());
    m_panel->refreshNow();
    ShareList* list = side()->limits();
    chart()->setFocus();
    // Along the left edge of a row, where there is neither text nor bar.
    const auto edge = [&](int row) {
      const QImage picture = list->viewport()->grab().toImage();
      const QRect area = list->visualRect(list->model()->index(row, 0));
      QList<QRgb> pixels;
      for (int y = area.top() + 5; y < area.bottom() - 5; ++y) pixels.append(picture.pixel(area.left(), y));
      return pixels;
    };
    const QList<QRgb> bare = edge(0);
    QTest::keyClick(chart(), Qt::Key_Tab);
    QVERIFY(side()->tabs()->hasFocus());
    QTest::keyClick(side()->tabs(), Qt::Key_Tab);
    QVERIFY(list->hasFocus());
    QVERIFY(edge(0) != bare);
    QTest::keyClick(list, Qt::Key_Down);
    QCOMPARE(edge(0), bare);
    QVERIFY(edge(1) != bare);
    // Other factors: none of them is the current one, yet the focus shows.
    m_document->setReport(withoutLimits());
    m_panel->refreshNow();
    QVERIFY(list->hasFocus() && !list->currentIndex().isValid());
    const QImage focused = list->viewport()->grab().toImage();
    chart()->setFocus();
    QVERIFY(list->viewport()->grab().toImage() != focused);
  }

  void theGridStandsUnderTheAxis() {
    m_document->setReport(sample());
    m_panel->refreshNow();
    const QRect row = chart()->rowRect("reports");
    const auto isGrid = [&](const QImage& picture, double x) {
      // At the top of a row, where no bar lies.
      return picture.pixelColor(static_cast<int>(x), row.top() + 1) == themeColour(Token::border2);
    };
    for (const int width : {694, 900, 560, 400}) {
      m_panel->resize(width, 202);
      QApplication::processEvents();
      const QImage picture = chart()->grab().toImage();
      int lines = 0;
      for (double x = chart()->positionOf(kLeastNines); x <= chart()->positionOf(kMostNines) + 1; ++x)
        lines += isGrid(picture, x) ? 1 : 0;
      QCOMPARE(lines, 5);
      for (double nines = kLeastNines; nines <= kMostNines; ++nines)
        QVERIFY(isGrid(picture, chart()->positionOf(nines)));
    }
  }

  void barsEndWhereTheAxisSays() {
    m_document->setReport(sampleWith([](WorkloadEstimate& workload) {
      workload.exact = exactly(1e-3);
      workload.target.reset();
    }));
    m_panel->refreshNow();
    const QImage picture = chart()->grab().toImage();
    const int y = chart()->rowRect("orders").center().y();
    int last = -1;
    for (int x = 0; x < picture.width(); ++x) {
      if (picture.pixelColor(x, y) == themeColour(Token::accent)) last = x;
    }
    QVERIFY2(std::abs(last + 1 - chart()->positionOf(3)) <= 1, qPrintable(QString::number(last)));
  }

  void choosesByMouseAndKeyboard() {
    m_document->setReport(sample());
    m_panel->refreshNow();
    QTest::mouseClick(chart(), Qt::LeftButton, {}, chart()->rowRect("docs").center());
    QCOMPARE(m_selection->ids(), Selection::Ids{"docs"});
    QCOMPARE(side()->product()->shares()->rowCount(), 1);
    QVERIFY(labels().contains("orders-docs"));
    chart()->setFocus();
    QTest::keyClick(chart(), Qt::Key_Up);
    QCOMPARE(m_selection->ids(), Selection::Ids{"orders-db"});
    QTest::keyClick(chart(), Qt::Key_Up);  // over the heading
    QCOMPARE(m_selection->ids(), Selection::Ids{"reports"});
    QVERIFY(labels().contains("Lambda"));
    QTest::keyClick(chart(), Qt::Key_Home);
    QCOMPARE(m_selection->ids(), Selection::Ids{"orders"});
  }

  void followsTheSelection() {
    m_document->setReport(sample());
    m_selection->set({"docs"});
    m_panel->refreshNow();
    QCOMPARE(chart()->current(), std::string("docs"));
    m_selection->set({"eu-west-1"});
    m_panel->refreshNow();
    QCOMPARE(chart()->current(), std::string("docs"));
  }

  void sentencesWhereThereIsNothing() {
    QVERIFY(labels().contains("Add a Users card to see its figures"));
    Report report = sample();
    report.estimates->workloads.clear();
    m_document->setReport(report);
    m_panel->refreshNow();
    QVERIFY(labels().contains("Add a Users card to see its figures"));
    QVERIFY(!chart()->rowRect("docs").isNull());
    m_document->setReport(sample());
    m_panel->refreshNow();
    QVERIFY(!labels().contains("Add a Users card"));
  }

  void manyStoresCostTheSame() {
    Report report = sample();
    for (int i = 0; i < 10'000; ++i)
      report.estimates->stores.push_back(
          {"store-" + std::to_string(i), .9999, {"x", "2022"}, "", exactly(1e-4), exactly(1e-4)});
    m_document->setReport(report);
    m_panel->refreshNow();
    const auto widgets = m_panel->findChildren<QObject*>().size();
    chart()->setFocus();
    QTest::keyClick(chart(), Qt::Key_End);
    QVERIFY(!chart()->rowRect(chart()->current()).isNull());
    QVERIFY(chart()->rowRect("orders").isNull());
    for (int i = 0; i < 20; ++i) QTest::keyClick(chart(), Qt::Key_Up);
    // Values are replaced: no series, axis or set is made while it scrolls.
    QCOMPARE(m_panel->findChildren<QObject*>().size(), widgets);
    QTest::keyClick(chart(), Qt::Key_Home);
    QVERIFY(!chart()->rowRect("orders").isNull());
  }

  void agreesWithTheEngine() {
    m_document->judge();
    m_panel->refreshNow();
    const auto& workloads = m_document->report()->estimates->workloads;
    QCOMPARE(workloads.size(), std::size_t{1});
    double product = 1;
    for (const SlaFactor& factor : workloads[0].factors) product *= factor.availability;
    QVERIFY(workloads[0].slaProduct && std::abs(product - *workloads[0].slaProduct) < 1e-12);
    QCOMPARE(side()->product()->shares()->rowCount(), static_cast<int>(workloads[0].factors.size()));
  }

  // The path that a row shows on the canvas; it follows edits that no figure feels.
  void aZoneTakesDownWhatStandsInIt() {
    const auto takenBy = [this](const QString& name) {
      m_document->judge();
      m_panel->refreshNow();
      for (const ShareRow& row : side()->limits()->shares()->rows())
        if (row.name == name) return row.takesDown;
      return std::vector<std::string>();
    };
    QCOMPARE(takenBy("Zone eu-west-1a"), (std::vector<std::string>{"app-1", "eu-west-1a", "orders-db"}));
    QVERIFY(m_document->submit({"A queue", {AddNode{Node{"queue", "app-tier", "eu-west-1a", {}, {}, {}, {}}}}}));
    QCOMPARE(takenBy("Zone eu-west-1a"), (std::vector<std::string>{"app-1", "eu-west-1a", "orders-db", "queue"}));
  }

  void looksRightInBothThemes() {
    m_document->setReport(sample());
    m_panel->refreshNow();
    keepPicture(*m_panel, "availability-light");
    QVERIFY(shows(m_panel->grab().toImage(), themeColour(Token::errFill)));
    QVERIFY(shows(m_panel->grab().toImage(), themeColour(Token::track)));
    applyTheme(*qApp, darkTheme());
    QApplication::processEvents();
    keepPicture(*m_panel, "availability-dark");
    QVERIFY(shows(m_panel->grab().toImage(), themeColour(Token::errFill)));
    QVERIFY(shows(m_panel->grab().toImage(), themeColour(Token::track)));
  }
};

QTEST_MAIN(TestAvailability)
#include "test_availability.moc"
