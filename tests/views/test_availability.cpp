#include <QAbstractItemModelTester>
#include <QLabel>
#include <QScrollBar>
#include <QSignalSpy>
#include <cmath>

#include "charts/availability_panel.h"
#include "charts/factor_list.h"
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
       {{"app-1, EC2 in two zones",
         .9999,
         {"Amazon Compute SLA", "2022-05-05"},
         {"app-1"},
         {},
         "app-1",
         "EC2 in two zones"},
        {"orders-db, Multi-AZ", .9995, {"Amazon RDS SLA", "2024-01-22"}, {"orders-db"}, {}, "orders-db", "Multi-AZ"}},
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
    QVERIFY(QTest::qWaitForWindowActive(m_panel.get(), kPatience));
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

  void factorsHaveNamesPartsAndShares() {
    m_document->setReport(sample());
    m_panel->refreshNow();
    const FactorModel* factors = m_panel->factors();
    QCOMPARE(factors->index(0, 0).data(FactorModel::kNamesRole).toString(), QString("orders-db"));
    QCOMPARE(factors->index(0, 0).data(FactorModel::kDetailRole).toString(), QString("Multi-AZ"));
    QCOMPARE(factors->index(1, 0).data(FactorModel::kNamesRole).toString(), QString("app-1"));
    QCOMPARE(factors->index(1, 0).data(FactorModel::kDetailRole).toString(), QString("EC2 in two zones"));
    // 5 of the 6 ten-thousandths that both are down together.
    QVERIFY(std::abs(factors->index(0, 0).data(FactorModel::kShareRole).toDouble() - 5.0 / 6) < 1e-9);
    QVERIFY(std::abs(factors->index(1, 0).data(FactorModel::kShareRole).toDouble() - 1.0 / 6) < 1e-9);
    QVERIFY(m_panel->factorList()->model() == factors);
  }

  // Names may hold whatever stands between names and configuration elsewhere.
  void aFactorIsNotTakenApart() {
    Report report = sample();
    report.estimates->workloads[0].factors = {
        {"a, b and 2 more, c, Multi-AZ", .999, {}, {"app-1", "orders-db"}, {}, "a, b and 2 more, c", "Multi-AZ"}};
    const auto rows = factorRows(report, *m_document->design(), "orders");
    QCOMPARE(rows.size(), std::size_t{1});
    QCOMPARE(rows[0].name, QString("a, b and 2 more, c, Multi-AZ"));
    QCOMPARE(rows[0].names, QString("a, b and 2 more, c"));
    QCOMPARE(rows[0].detail, QString("Multi-AZ"));
    QCOMPARE(rows[0].share, 1.0);
  }

  void nothingOfAFactorIsCut() {
    m_document->setReport(sample());
    m_panel->refreshNow();
    const FactorList* list = m_panel->factorList();
    QVERIFY(list->horizontalScrollBar()->maximum() == 0);
    const FactorModel* factors = m_panel->factors();
    const QFontMetrics names(uiFont(12));
    const QFontMetrics details(uiFont(11));
    for (int row = 0; row < factors->rowCount(); ++row) {
      const auto width = [&](const QFontMetrics& font, int column, int role) {
        return font.horizontalAdvance(factors->index(row, column).data(role).toString());
      };
      const int room = list->viewport()->width() - 12 - FactorList::kIndent;
      QVERIFY(width(names, 0, FactorModel::kNamesRole) + width(names, 2, Qt::DisplayRole) <= room);
      QVERIFY(width(details, 0, FactorModel::kDetailRole) + width(details, 1, Qt::DisplayRole) <= room);
    }
  }

  void factorsGiveWayInANarrowDock() {
    m_document->setReport(sample());
    m_panel->refreshNow();
    QVERIFY(m_panel->factorList()->isVisible());
    QVERIFY(m_panel->minimumSizeHint().width() <= 400);
    m_panel->resize(400, 202);
    QApplication::processEvents();
    QCOMPARE(m_panel->width(), 400);
    QVERIFY(!m_panel->factorList()->isVisible());
    QVERIFY(chart()->positionOf(kMostNines) < 400);
    QTest::mouseClick(chart(), Qt::LeftButton, {}, chart()->rowRect("docs").center());
    QCOMPARE(m_selection->ids(), Selection::Ids{"docs"});
    m_panel->resize(694, 202);
    QApplication::processEvents();
    QVERIFY(m_panel->factorList()->isVisible());
    QVERIFY(labels().contains("SLA of orders-docs"));
  }

  // What the list shows while there is room for it, its chart says where there is none.
  void factorsAreDescribedInANarrowDock() {
    m_document->setReport(sample());
    m_panel->refreshNow();
    QCOMPARE(chart()->accessibleDescription(), QString("Orders: 5\u00a0h\u00a016\u00a0min"));
    m_panel->resize(400, 202);
    QApplication::processEvents();
    QVERIFY2(chart()->accessibleDescription().contains("orders-db, Multi-AZ: SLA 99.95\u00a0%"),
             qPrintable(chart()->accessibleDescription()));
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
    report.estimates->stores[0].sla = .99;
    const QString before = chart()->accessibleDescription();
    m_document->setReport(report);
    m_panel->refreshNow();
    QVERIFY(chart()->accessibleDescription().startsWith("orders-docs"));
    QVERIFY(chart()->accessibleDescription() != before);
  }

  void theFocusOfTheFactorsIsSeen() {
    m_document->setReport(sample());
    m_panel->refreshNow();
    FactorList* list = m_panel->findChild<FactorList*>();
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
    QVERIFY(list->hasFocus());
    QVERIFY(edge(0) != bare);
    QTest::keyClick(list, Qt::Key_Down);
    QCOMPARE(edge(0), bare);
    QVERIFY(edge(1) != bare);
    // Other factors: none of them is the current one, yet the focus shows.
    m_selection->set({"docs"});
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
    Report report = sample();
    report.estimates->workloads[0].slaProduct = .999;
    report.estimates->workloads[0].target.reset();
    m_document->setReport(report);
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
