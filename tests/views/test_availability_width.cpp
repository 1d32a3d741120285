// The availability dock in windows of usual widths.
#include <QTabBar>

#include "charts/availability_panel.h"
#include "charts/availability_side.h"
#include "charts/nines_chart.h"
#include "charts/share_list.h"
#include "panel_support.h"
#include "theme/metrics.h"
#include "theme/text.h"

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
    for (int i = 0; i < 9; ++i) estimates.stores.push_back(docs);  // so many that they scroll
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

  // What the dock of a window of 1680 x 1050 px has room for, as in the picture: eight bars under their headings, and
  // three limits. Where that is not enough, rows keep their height and scroll.
  void rowsComeTogetherWhereAllThenHaveRoom_data() {
    QTest::addColumn<int>("height");
    QTest::addColumn<int>("stores");
    QTest::addColumn<int>("row");
    QTest::newRow("few") << 202 << 2 << 19;
    QTest::newRow("all in the dock") << 198 << 4 << 17;
    QTest::newRow("too many") << 198 << 5 << 19;
  }
  void rowsComeTogetherWhereAllThenHaveRoom() {
    QFETCH(int, height);
    QFETCH(int, stores);
    QFETCH(int, row);
    applyTheme(*qApp, lightTheme());
    std::vector<AvailabilityRow> rows;
    const auto add = [&](AvailabilityRow::Kind kind, const std::string& id) {
      AvailabilityRow added;
      added.kind = kind;
      added.id = id;
      added.name = toQString(id);
      added.availability = .999;
      rows.push_back(added);
    };
    rows.emplace_back();
    for (const char* id : {"w1", "w2", "w3", "w4"}) add(AvailabilityRow::Kind::workload, id);
    rows.emplace_back();
    for (int i = 0; i < stores; ++i) add(AvailabilityRow::Kind::store, "s" + std::to_string(i));
    NinesChart chart;
    chart.resize(438, height);
    chart.setRows(rows);
    QCOMPARE(chart.rowRect("w2").height(), row);
    QCOMPARE(chart.rowRect("w2").top() - chart.rowRect("w1").top(), row);
    const QRect last = chart.rowRect(rows.back().id);
    QCOMPARE(last.isNull(), stores > 4);
    if (!last.isNull()) QVERIFY(last.bottom() < height);
  }

  void threeLimitsHaveRoom() {
    applyTheme(*qApp, lightTheme());
    PanelDocument document(ordersDesign());
    Selection selection;
    AvailabilityPanel panel(&document, &selection);
    panel.resize(694, 202);
    panel.show();
    QVERIFY(QTest::qWaitForWindowActive(&panel, kPatience));
    Report report;
    Estimates& estimates = report.estimates.emplace();
    WorkloadEstimate orders;
    orders.id = "orders";
    orders.exact.availability = .995;
    orders.exact.unavailability = 5e-3;
    for (std::uint32_t i = 0; i < 4; ++i) {
      Event event;
      event.label = "part " + std::to_string(i);
      orders.events.push_back(event);
      Contributor contributor;
      contributor.event = i;
      contributor.criticality = .2;
      contributor.ifPerfect = .999;
      orders.contributors.push_back(contributor);
    }
    estimates.workloads = {orders};
    document.setReport(report);
    panel.refreshNow();
    QApplication::processEvents();
    ShareList* list = nullptr;
    for (auto* found : panel.findChildren<ShareList*>()) {
      if (found->isVisible()) list = found;
    }
    QVERIFY(list);
    QCOMPARE(list->model()->rowCount(), 4);
    const QRect third = list->visualRect(list->model()->index(2, 0));
    QVERIFY2(third.bottom() < list->viewport()->height(), qPrintable(QString::number(third.bottom())));
    // A shorter list has rows of the usual height, and scrolls.
    panel.resize(694, 170);
    QApplication::processEvents();
    QVERIFY(list->visualRect(list->model()->index(0, 0)).height() > third.height());
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
