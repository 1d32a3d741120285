// The availability dock in windows of usual widths.
#include <QTabBar>

#include "charts/availability_panel.h"
#include "charts/availability_side.h"
#include "charts/nines_chart.h"
#include "panel_support.h"
#include "theme/metrics.h"

using namespace nines;
using namespace nines::test;

class TestAvailabilityWidth : public QObject {
  Q_OBJECT

 private slots:
  // In the dock that a window of 1366 or 1440 px has, bars can be compared, and names and figures are whole.
  void theScaleIsWideEnoughOnALaptop_data() {
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("scale");
    QTest::newRow("1280 px") << 562 << 110;
    QTest::newRow("1366 and 1440 px") << 584 << 115;
    QTest::newRow("1680 px") << 694 << 180;
  }
  void theScaleIsWideEnoughOnALaptop() {
    QFETCH(int, width);
    QFETCH(int, scale);
    applyTheme(*qApp, lightTheme());
    PanelDocument document(ordersDesign());
    Selection selection;
    AvailabilityPanel panel(&document, &selection);
    panel.resize(width, 202);
    panel.show();
    QVERIFY(QTest::qWaitForWindowActive(&panel, kPatience));
    QVERIFY(document.submit({"", {RenameNode{"orders", "Warehouse sync"}}}));
    Report report;
    Estimates& estimates = report.estimates.emplace();
    WorkloadEstimate orders;
    orders.id = "orders";
    orders.exact.availability = .995;
    orders.exact.unavailability = 5e-3;
    orders.target = .99;
    estimates.workloads = {orders};
    const StoreEstimate docs{"docs", .999, {}, "Standard", orders.exact, orders.exact};
    estimates.stores.assign(9, docs);  // so many that they scroll
    document.setReport(report);
    panel.refreshNow();
    panel.resize(width, 202);
    QApplication::processEvents();
    QVERIFY(panel.side()->isVisible());
    QVERIFY2(panel.chart()->scaleWidth() >= scale, qPrintable(QString::number(panel.chart()->scaleWidth())));
    const QFontMetrics text(panel.chart()->font());
    QVERIFY(panel.chart()->positionOf(kLeastNines) >= 10 + text.horizontalAdvance("Warehouse sync") + 8);
    const double after = panel.chart()->width() - panel.chart()->positionOf(kMostNines);
    QVERIFY(after >= QFontMetrics(uiFont(12, QFont::Bold)).horizontalAdvance("44 h 14 min") + 4);
    // Every tab of the side can be read.
    const QTabBar* tabs = panel.side()->tabs();
    QVERIFY(tabs->tabRect(tabs->count() - 1).right() <= tabs->width());
    keepPicture(panel, QStringLiteral("availability-%1").arg(width));
  }

  // However short the names are, the words above them end before the scale's first label.
  void theLegendEndsBeforeTheScale_data() {
    QTest::addColumn<int>("width");
    for (const int width : {330, 562, 694, 1200}) QTest::addRow("%d px", width) << width;
  }
  void theLegendEndsBeforeTheScale() {
    QFETCH(int, width);
    applyTheme(*qApp, lightTheme());
    NinesChart chart;
    chart.resize(width, 200);
    AvailabilityRow row;
    row.kind = AvailabilityRow::Kind::store;
    row.id = "a";
    row.name = "a";
    row.availability = .999;
    row.downtime = "8 h";
    chart.setRows({row});
    const QFontMetrics axis(uiFont(metrics::kAxisText));
    const double label = chart.positionOf(kLeastNines) - axis.horizontalAdvance("90") / 2.0;
    QVERIFY2(chart.legendRect().right() + 4 <= label, qPrintable(QString::number(label)));
    QVERIFY(chart.legendRect().width() >= axis.horizontalAdvance("Estimate") + axis.horizontalAdvance("target") + 8);
  }
};

QTEST_MAIN(TestAvailabilityWidth)
#include "test_availability_width.moc"
