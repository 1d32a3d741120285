#include <QAbstractItemModelTester>
#include <QLabel>
#include <QScrollBar>
#include <QSignalSpy>
#include <cmath>

#include "charts/availability_panel.h"
#include "charts/factor_model.h"
#include "charts/nines_chart.h"
#include "panel_support.h"

using namespace nines;
using namespace nines::test;

namespace {

Report sample() {
  Report report;
  Estimates estimates;
  estimates.workloads = {
      {"orders",
       .9994,
       {{"app-1, EC2 in two zones", .9999, {"Amazon Compute SLA", "2022-05-05"}, {"app-1"}},
        {"orders-db, Multi-AZ", .9995, {"Amazon RDS SLA", "2024-01-22"}, {"orders-db"}}},
       "",
       .9995,
       {},
       {}},
      {"reports", std::nullopt, {}, "No SLA is known for Lambda of reports", std::nullopt, {}, {}},
  };
  estimates.stores = {{"docs", .999, {"Amazon S3 SLA", "2023-11-28"}, "Standard", {}, {}},
                      {"orders-db", .9995, {"Amazon RDS SLA", "2024-01-22"}, "Multi-AZ", {}, {}}};
  report.estimates = estimates;
  return report;
}

}  // namespace

class TestAvailability : public QObject {
  Q_OBJECT

  std::unique_ptr<PanelDocument> m_document;
  std::unique_ptr<Selection> m_selection;
  std::unique_ptr<AvailabilityPanel> m_panel;

  NinesChart* chart() const { return m_panel->chart(); }
  QString labels() const {
    QStringList words;
    for (const QLabel* label : m_panel->findChildren<QLabel*>()) {
      if (label->isVisible()) words << label->text();
    }
    return words.join('|');
  }

 private slots:
  void init() {
    applyTheme(*qApp, lightTheme());
    m_document = std::make_unique<PanelDocument>(ordersDesign());
    m_selection = std::make_unique<Selection>();
    m_panel = std::make_unique<AvailabilityPanel>(m_document.get(), m_selection.get());
    new QAbstractItemModelTester(m_panel->factors(), QAbstractItemModelTester::FailureReportingMode::QtTest,
                                 m_panel.get());
    m_panel->resize(694, 202);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowActive(m_panel.get()));
  }
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
    QVERIFY(rows[1].toolTip.contains("Amazon RDS SLA, 2024-01-22"));
    QCOMPARE(rows[2].downtime, QString("unknown"));
    QVERIFY(rows[2].toolTip.contains("Lambda"));
    QVERIFY(!rows[2].missed());
    QCOMPARE(rows[3].name, QString("Data stores"));
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

  void showsTheFactorsOfTheChosenRow() {
    m_document->setReport(sample());
    m_panel->refreshNow();
    QCOMPARE(chart()->current(), std::string("orders"));
    QCOMPARE(m_panel->factors()->rowCount(), 2);
    QCOMPARE(m_panel->factors()->index(0, 0).data().toString(), QString("orders-db, Multi-AZ"));
    QCOMPARE(m_panel->factors()->index(0, 1).data().toString(), QString("99.95\u00a0%"));
    QVERIFY(m_panel->factors()->index(0, 0).data(Qt::ToolTipRole).toString().contains("2024-01-22"));
    QVERIFY2(labels().contains("99.94\u00a0%, target 99.95\u00a0% missed"), qPrintable(labels()));
    QVERIFY(labels().contains("Product of SLAs: Orders"));
  }

  void choosesByMouseAndKeyboard() {
    m_document->setReport(sample());
    m_panel->refreshNow();
    QTest::mouseClick(chart(), Qt::LeftButton, {}, chart()->rowRect("docs").center());
    QCOMPARE(m_selection->ids(), Selection::Ids{"docs"});
    QCOMPARE(m_panel->factors()->rowCount(), 1);
    QVERIFY(labels().contains("SLA of orders-docs"));
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
      report.estimates->stores.push_back({"store-" + std::to_string(i), .9999, {"x", "2022"}, "", {}, {}});
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
    QCOMPARE(m_panel->factors()->rowCount(), static_cast<int>(workloads[0].factors.size()));
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
