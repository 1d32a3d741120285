// The status bar's figures: what they say of a report made by hand, how they give way, where they lead.
#include <QDockWidget>
#include <QLabel>
#include <QMainWindow>
#include <QStatusBar>
#include <QTextDocument>

#include "../views/panel_support.h"
#include "drill/matrix_model.h"
#include "drill/matrix_view.h"
#include "drill/recovery_panel.h"
#include "status_summary.h"
#include "theme/sign_mark.h"
#include "windows_fixture.h"

using namespace nines;

namespace {

const Outage kWest{{{OutageKind::region, "eu-west-1"}}};
const Outage kCentral{{{OutageKind::region, "eu-central-1"}}};

MatrixCell cellOf(std::optional<double> rto, std::optional<double> rpo, std::optional<double> rtoTarget,
                  std::optional<double> rpoTarget, std::optional<bool> met) {
  MatrixCell cell;
  cell.affected = true;
  if (rto) cell.rto = Span{*rto / 2, *rto};
  if (rpo) cell.rpo = Span{0, *rpo};
  cell.rtoTarget = rtoTarget;
  cell.rpoTarget = rpoTarget;
  cell.met = met;
  return cell;
}

MatrixColumn columnOf(const Outage& outage, std::vector<MatrixCell> cells) {
  MatrixColumn column;
  column.kind = outage.parts.front().kind;
  column.outage = outage;
  column.title = outage.parts.front().place;
  std::vector<std::shared_ptr<MatrixCell>> shared;
  for (MatrixCell& cell : cells) {
    cell.outage = outage;
    shared.push_back(std::make_shared<MatrixCell>(cell));
  }
  column.cells = SharedCells<MatrixCell>(shared);
  return column;
}

// The estimate makes "orders" the workload that is shown.
Report reportOf(std::vector<std::string> workloads, std::vector<MatrixColumn> columns) {
  Report report;
  WorkloadEstimate orders;
  orders.id = "orders";
  orders.exact.availability = 0.9997;
  orders.exact.unavailability = 0.0003;
  orders.target = 0.9995;
  report.estimates.emplace();
  report.estimates->workloads.push_back(orders);
  report.matrix = std::make_shared<DrillMatrix>(DrillMatrix{std::move(workloads), std::move(columns)});
  return report;
}

QString plain(const QString& rich) {
  QTextDocument text;
  text.setHtml(rich);
  return text.toPlainText().replace(QChar(0xa0), QLatin1Char(' '));
}

}  // namespace

Q_DECLARE_METATYPE(std::vector<MatrixColumn>)

class TestStatusSummary : public test::WindowsFixture {
  Q_OBJECT

 private:
  std::unique_ptr<test::PanelDocument> m_document;
  std::unique_ptr<QMainWindow> m_window;
  StatusSummary* m_status = nullptr;

  // In a window of this width.
  void show(int width) {
    m_window = std::make_unique<QMainWindow>();
    m_status = new StatusSummary(m_document.get(), m_window.get());
    m_window->statusBar()->addPermanentWidget(m_status, 1);
    m_window->resize(width, 200);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get(), test::kPatience));
  }
  QLabel* labelWith(const QString& text) const {
    for (auto* label : m_status->findChildren<QLabel*>()) {
      if (plain(label->text()).contains(text)) return label;
    }
    return nullptr;
  }
  // With the verdict's sign as a letter.
  QString said(const QString& start) const {
    const QLabel* label = labelWith(start);
    if (!label || label->isHidden() || label->parentWidget()->isHidden()) return {};
    const auto* mark = label->parentWidget()->findChild<SignMark*>();
    const auto sign = mark ? mark->sign() : std::nullopt;
    if (!sign || mark->isHidden()) return plain(label->text());
    return (sign == Sign::ok ? QStringLiteral("✓ ") : QStringLiteral("✕ ")) + plain(label->text());
  }
  QString regionLoss() const { return said(QStringLiteral("Region loss")); }

 private slots:
  void initTestCase() {
    test::isolate(QStringLiteral("status"));
    applyTheme(*qApp, lightTheme());
  }
  void init() {
    test::forgetEverything();
    m_dir = std::make_unique<QTemporaryDir>();
    Topology topology = test::ordersDesign();
    topology.nodes.put({"reports", "users", "", "Reports <b>", {}, {}, {}});
    m_document = std::make_unique<test::PanelDocument>(topology);
  }
  void cleanup() { m_window.reset(); }

  void saysTheLossOfARegion_data() {
    QTest::addColumn<std::vector<MatrixColumn>>("columns");
    QTest::addColumn<QString>("said");
    const MatrixCell none = cellOf(60, 0, {}, {}, {});
    const auto row = [&](const char* name, std::vector<MatrixColumn> columns, const char* said) {
      QTest::newRow(name) << std::move(columns) << QString::fromUtf8(said);
    };
    row("met", {columnOf(kWest, {cellOf(540, 4, 900, 60, true), none})},
        "✓ Region loss of Orders: RTO 9 min of 15 min · RPO 4 s of 1 min · met");
    row("missed", {columnOf(kWest, {cellOf(1800, 4, 900, 60, false), none})},
        "✕ Region loss of Orders: RTO 30 min of 15 min · RPO 4 s of 1 min · missed");
    row("one target", {columnOf(kWest, {cellOf(540, 4, 900, {}, true), none})},
        "✓ Region loss of Orders: RTO 9 min of 15 min · RPO 4 s · met");
    row("unknown", {columnOf(kWest, {cellOf(540, {}, 900, 60, {}), none})},
        "Region loss of Orders: RTO 9 min of 15 min · RPO unknown of 1 min");
    MatrixCell lost = cellOf({}, {}, 900, 60, false);
    lost.recovers = false;
    row("no recovery", {columnOf(kWest, {lost, none})}, "✕ Region loss of Orders: no recovery · missed");
    MatrixCell spared = cellOf(0, 0, 900, 60, true);
    spared.affected = false;
    row("not affected", {columnOf(kWest, {spared, none})}, "✓ Region loss of Orders: not affected · met");
    row("the worse of two",
        {columnOf(kCentral, {cellOf(60, 0, 900, 60, true), none}),
         columnOf(kWest, {cellOf(840, 0, 900, 60, true), none})},
        "✓ Region loss of Orders: RTO 14 min of 15 min · RPO 0 s of 1 min · met");
    row("the missed of two",
        {columnOf(kCentral, {cellOf(60, 90, 900, 60, false), none}),
         columnOf(kWest, {cellOf(840, 0, 900, 60, true), none})},
        "✕ Region loss of Orders: RTO 1 min of 15 min · RPO 1 min 30 s of 1 min · missed");
    row("of another workload", {columnOf(kWest, {none, cellOf(540, 4, 900, 60, true)})},
        "✓ Region loss of Reports <b>: RTO 9 min of 15 min · RPO 4 s of 1 min · met");
    row("no target", {columnOf(kWest, {none, none})}, "");
    row("no Region", {columnOf({{{OutageKind::zone, "eu-west-1a"}}}, {cellOf(540, 4, 900, 60, true), none})}, "");
    row("nothing that can fail", {}, "");
  }
  void saysTheLossOfARegion() {
    QFETCH(std::vector<MatrixColumn>, columns);
    QFETCH(QString, said);
    m_document->setReport(reportOf({"orders", "reports"}, columns));
    show(1680);
    QCOMPARE(regionLoss(), said);
    QCOMPARE(this->said(QStringLiteral("Orders 99.97")),
             QStringLiteral("✓ Orders 99.97 % · 2 h 38 min/yr · target 99.95 % met"));
    if (said.isEmpty()) return;
    const QString tip = labelWith(QStringLiteral("Region loss"))->toolTip();
    QVERIFY2(tip.contains(QStringLiteral("is lost")) && tip.contains(QStringLiteral("outage drills")), qPrintable(tip));
  }

  // Both figures are of one workload where it has both, of the one that needs attention most; each says whose it is.
  void showsTheWorstWorkload_data() {
    QTest::addColumn<double>("ordersTarget");
    QTest::addColumn<double>("reportsTarget");
    QTest::addColumn<int>("ordersRegion");  // -1: no target, 0: missed, 1: met
    QTest::addColumn<int>("reportsRegion");
    QTest::addColumn<QString>("availability");
    QTest::addColumn<QString>("loss");
    const auto row = [](const char* name, double orders, double reports, int ordersRegion, int reportsRegion,
                        const char* availability, const char* loss) {
      QTest::newRow(name) << orders << reports << ordersRegion << reportsRegion << QString::fromUtf8(availability)
                          << QString::fromUtf8(loss);
    };
    // Both have 99.97 %.
    row("one misses the loss of a Region", .9996, .999, 1, 0, "✓ Reports", "✕ Region loss of Reports");
    row("one misses its availability", .9999, .999, 1, 1, "✕ Orders", "✓ Region loss of Orders");
    row("each misses one", .9999, .999, 1, 0, "✕ Orders", "✓ Region loss of Orders");
    row("each misses one, and has no other", .9999, .999, -1, 0, "✕ Orders", "✕ Region loss of Reports");
    row("one misses both", .9999, .9999, 1, 0, "✕ Reports", "✕ Region loss of Reports");
    row("all met, one has no target for a Region", .9996, .999, -1, 1, "✓ Reports", "✓ Region loss of Reports");
    row("all met, less to spare", .9996, .999, 1, 1, "✓ Orders", "✓ Region loss of Orders");
  }
  void showsTheWorstWorkload() {
    QFETCH(double, ordersTarget);
    QFETCH(double, reportsTarget);
    QFETCH(int, ordersRegion);
    QFETCH(int, reportsRegion);
    const auto cell = [](int met) {
      if (met < 0) return cellOf(540, 4, {}, {}, {});
      return cellOf(540, 4, met ? 900 : 60, {}, met == 1);
    };
    Report report = reportOf({"orders", "reports"}, {columnOf(kWest, {cell(ordersRegion), cell(reportsRegion)})});
    WorkloadEstimate orders = report.estimates->workloads.front();
    orders.target = ordersTarget;
    WorkloadEstimate reports = orders;
    reports.id = "reports";
    reports.target = reportsTarget;
    report.estimates->workloads = {orders, reports};
    m_document->setReport(report);
    show(1680);
    QFETCH(QString, availability);
    QFETCH(QString, loss);
    QVERIFY2(said(QStringLiteral("99.97")).startsWith(availability), qPrintable(said(QStringLiteral("99.97"))));
    QVERIFY2(regionLoss().startsWith(loss), qPrintable(regionLoss()));
  }

  // A message takes the place of the figures, not of findings, zoom and profile, and leaves it again.
  void messagesLeaveTheSummary() {
    Windows windows;
    windows.start({designFile(QStringLiteral("orders.nines"), test::ordersDesign())});
    MainWindow& window = shown(windows);
    window.resize(1680, 1050);
    m_status = window.findChild<StatusSummary*>();
    QTRY_VERIFY_WITH_TIMEOUT(!said(QStringLiteral("Orders")).isEmpty(), test::kPatience);
    const QString figures = said(QStringLiteral("Orders"));
    window.statusBar()->showMessage(QStringLiteral("That was refused"));
    QCOMPARE(said(QStringLiteral("That was refused")), QStringLiteral("That was refused"));
    QCOMPARE(said(QStringLiteral("Orders")), QString());
    for (const char* stays : {"Rule profile", "error", "%"}) {
      const QLabel* label = labelWith(QString::fromLatin1(stays));
      QVERIFY2(label && label->isVisible(), stays);
    }
    window.statusBar()->showMessage(QStringLiteral("And that"), 1);
    QTRY_COMPARE_WITH_TIMEOUT(said(QStringLiteral("Orders")), figures, test::kPatience);
    QCOMPARE(said(QStringLiteral("And that")), QString());
    QVERIFY(m_status->isVisible());
  }

  // Not before there is a report, and not after the Region is gone.
  void followsTheReport() {
    show(1680);
    QCOMPARE(regionLoss(), QString());
    m_document->setReport(reportOf({"orders"}, {columnOf(kWest, {cellOf(540, 4, 900, 60, true)})}));
    QVERIFY(regionLoss().startsWith(QStringLiteral("✓ Region loss of Orders: RTO 9 min")));
    m_document->setReport(reportOf({"orders"}, {}));
    QCOMPARE(regionLoss(), QString());
  }

  // Narrow windows shorten the figures, then leave them out; none is cut, and the window may be narrower still.
  void givesWayWhereItIsNarrow() {
    m_document->setReport(reportOf({"orders"}, {columnOf(kWest, {cellOf(540, 4, 900, 60, true)})}));
    show(1680);
    QStringList seen;
    for (int width = 1680; width >= 300; width -= 20) {
      m_window->resize(width, 200);
      QCoreApplication::processEvents();
      QCOMPARE(m_window->width(), width);
      const QString said = regionLoss();
      if (seen.isEmpty() || seen.last() != said) seen << said;
      const QLabel* label = labelWith(QStringLiteral("Region loss"));
      if (label) QVERIFY(label->width() >= label->sizeHint().width());
      const QLabel* orders = labelWith(QStringLiteral("Orders 99.97"));
      if (orders && label) QVERIFY(orders->width() >= orders->sizeHint().width());
    }
    QCOMPARE(seen, QStringList({QStringLiteral("✓ Region loss of Orders: RTO 9 min of 15 min · RPO 4 s of 1 min · met"),
                                QStringLiteral("✓ Region loss of Orders: RTO 9 min · RPO 4 s"), QString()}));
    m_window->resize(1680, 200);
    QCoreApplication::processEvents();
    QCOMPARE(regionLoss(), seen.first());
  }

  // A click leads to the cell of the matrix.
  void leadsToTheMatrix() {
    Topology topology = test::ordersDesign();
    Node users = *topology.nodes.find("orders");
    users.properties["rtoSeconds"] = Value(Value::Object{{"region", Value(900)}});
    topology.nodes.put(users);
    Windows windows;
    windows.start({designFile(QStringLiteral("orders.nines"), topology)});
    MainWindow& window = shown(windows);
    window.resize(1680, 1050);
    m_status = window.findChild<StatusSummary*>();
    QTRY_VERIFY_WITH_TIMEOUT(labelWith(QStringLiteral("Region loss")), test::kPatience);
    QLabel* label = labelWith(QStringLiteral("Region loss"));
    auto* recovery = window.findChild<RecoveryPanel*>();
    QVERIFY(recovery->visibleRegion().isEmpty());  // behind another tab
    QApplication::setActiveWindow(&window);
    QVERIFY(QTest::qWaitForWindowActive(&window, test::kPatience));
    const QSignalSpy asked(m_status, &StatusSummary::outageAsked);
    QTest::mouseMove(label, label->rect().center());
    QTest::mouseClick(label, Qt::LeftButton, {}, label->rect().center());
    QCOMPARE(asked.count(), 1);
    QTRY_VERIFY_WITH_TIMEOUT(!recovery->visibleRegion().isEmpty(), test::kPatience);
    const QModelIndex cell = recovery->view()->currentIndex();
    QCOMPARE(recovery->model()->workload(cell.row()), std::string("orders"));
    QVERIFY(recovery->model()->outage(cell) == kWest);
    QVERIFY(!window.session().isReadOnly());  // it is no drill yet
  }
};

QTEST_MAIN(TestStatusSummary)
#include "test_status_summary.moc"
