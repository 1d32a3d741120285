#include <QAbstractItemModelTester>
#include <QHeaderView>
#include <QLabel>
#include <QScrollBar>
#include <QSignalSpy>

#include "drill/matrix_model.h"
#include "drill/matrix_view.h"
#include "drill/recovery_panel.h"
#include "drill_sample.h"
#include "panel_support.h"

using namespace nines;
using namespace nines::test;

namespace {

MatrixCell cellOf(const WorkloadDrill& w, Outage outage) {
  MatrixCell cell;
  cell.outage = std::move(outage);
  cell.affected = w.affected;
  cell.recovers = w.recovers;
  cell.rto = w.rto;
  cell.readRto = w.readRto;
  cell.rpo = w.rpo;
  cell.rtoTarget = w.rtoTarget;
  cell.rpoTarget = w.rpoTarget;
  cell.met = w.met();
  return cell;
}

MatrixColumn column(OutageKind kind, const std::string& place, const std::string& title) {
  MatrixColumn c;
  c.kind = kind;
  c.title = title;
  if (!place.empty()) c.outage = Outage{{{kind, place}}};
  const Drill drill = *drillSample();
  for (const WorkloadDrill& w : drill.workloads) {
    Outage own = c.outage.value_or(Outage{});
    // Which host is the worst differs from one workload to the next.
    if (place.empty() && w.affected) own.parts = {{kind, w.id == "orders" ? "app-1" : "orders-db"}};
    c.cells.push_back(cellOf(w, own));
  }
  return c;
}

std::shared_ptr<DrillMatrix> sample() {
  auto matrix = std::make_shared<DrillMatrix>();
  matrix->workloads = {"orders", "reports", "warehouse"};
  matrix->columns = {
      column(OutageKind::zone, "eu-west-1a", "eu-west-1a"), column(OutageKind::zone, "eu-west-1b", "eu-west-1b"),
      column(OutageKind::region, "eu-west-1", "eu-west-1"), column(OutageKind::corruption, "orders-db", "orders-db"),
      column(OutageKind::host, "", "Worst host"),           column(OutageKind::maintenance, "", "Worst maintenance")};
  matrix->columns[2].cells[0].recovers = false;
  matrix->columns[2].cells[0].rto.reset();
  matrix->columns[2].cells[0].rpo.reset();
  matrix->columns[2].cells[0].met = false;
  return matrix;
}

}  // namespace

class TestMatrix : public QObject {
  Q_OBJECT

  std::unique_ptr<PanelDocument> m_document;
  std::unique_ptr<Selection> m_selection;
  std::unique_ptr<RecoveryPanel> m_panel;

  MatrixView* view() const { return m_panel->view(); }
  MatrixModel* model() const { return m_panel->model(); }
  void show(std::shared_ptr<const DrillMatrix> matrix) {
    Report report;
    report.matrix = std::move(matrix);
    m_document->setReport(std::move(report));
    m_panel->refreshNow();
  }
  QString spoken(int row, int column) const {
    return model()->data(model()->index(row, column), Qt::AccessibleTextRole).toString();
  }
  void click(int row, int column) {
    QTest::mouseClick(view()->viewport(), Qt::LeftButton, {}, view()->visualRect(model()->index(row, column)).center());
  }

 private slots:
  void init() {
    applyTheme(*qApp, lightTheme());
    m_document = std::make_unique<PanelDocument>(drilledTopology());
    m_selection = std::make_unique<Selection>();
    m_panel = std::make_unique<RecoveryPanel>(m_document.get(), m_selection.get());
    new QAbstractItemModelTester(model(), QAbstractItemModelTester::FailureReportingMode::QtTest, m_panel.get());
    m_panel->resize(1100, 220);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowActive(m_panel.get(), kPatience));
  }
  void cleanup() { m_panel.reset(); }

  void emptyWithoutWorkload() {
    const auto visibleText = [&] {
      for (const QLabel* label : m_panel->findChildren<QLabel*>()) {
        if (label->isVisible()) return label->text();
      }
      return QString();
    };
    m_panel->refreshNow();
    QVERIFY(!view()->isVisible());
    QVERIFY(visibleText().isEmpty());  // nothing is known yet
    show(std::make_shared<DrillMatrix>());
    QVERIFY(!view()->isVisible());
    QVERIFY(visibleText().contains("Add a Users card"));
    auto only = std::make_shared<DrillMatrix>();
    only->workloads = {"orders"};
    show(only);
    QVERIFY(visibleText().contains("Nothing that can fail"));
    show(sample());
    QVERIFY(view()->isVisible());
    QVERIFY2(visibleText().contains("5 of 12 recoveries meet their targets"), qPrintable(visibleText()));
  }

  void cellsSayTimesAndVerdict() {
    show(sample());
    QCOMPARE(model()->rowCount(), 3);
    QCOMPARE(model()->columnCount(), 6);
    QCOMPARE(spoken(0, 0), QString("Orders, Zone lost eu-west-1a, RTO 3\u00a0min, RPO 0\u00a0s, Pass"));
    QCOMPARE(spoken(1, 0), QString("Reports, Zone lost eu-west-1a, RTO 25\u00a0min, RPO 1\u00a0min, Fail"));
    QCOMPARE(spoken(2, 0), QString("Warehouse, Zone lost eu-west-1a, Not affected"));
    QCOMPARE(spoken(0, 2), QString("Orders, Region lost eu-west-1, No recovery, Fail"));
    QCOMPARE(model()->headerData(0, Qt::Vertical, Qt::DisplayRole).toString(), QString("Orders"));
    QCOMPARE(model()->group(0), model()->group(1));
    QCOMPARE(model()->group(4), model()->group(5));
    QVERIFY(model()->group(3) != model()->group(4));
  }

  void tipsNameTheWorst() {
    show(sample());
    const auto tip = [&](int row, int column) { return model()->toolTip(model()->index(row, column)); };
    QVERIFY2(tip(0, 4).contains("app-1"), qPrintable(tip(0, 4)));
    QVERIFY2(tip(1, 4).contains("orders-db"), qPrintable(tip(1, 4)));
    QVERIFY2(tip(1, 0).contains("RTO 10\u201325\u00a0min, target 15\u00a0min"), qPrintable(tip(1, 0)));
    QVERIFY(tip(1, 0).contains("Fail"));
    QVERIFY(tip(0, 2).contains("Nothing brings it back"));
    QVERIFY(tip(2, 4).contains("Not affected") && !tip(2, 4).contains("Click"));
  }

  // What is not said makes no figure, and a cell says what that is.
  void cellsSayWhatIsMissing() {
    auto open = std::make_shared<DrillMatrix>(*sample());
    MatrixCell& cell = open->columns[0].cells[0];
    cell.rto = cell.readRto = cell.rpo = std::nullopt;
    cell.met = std::nullopt;
    cell.recoveryUnknown = true;
    cell.missing = {{"orders-db", "pitr"}};
    show(open);
    QCOMPARE(spoken(0, 0), QString("Orders, Zone lost eu-west-1a, RTO unknown, RPO unknown, It is not said whether "
                                   "point-in-time recovery of orders-db is on"));
    const QString tip = model()->toolTip(model()->index(0, 0));
    QVERIFY2(tip.contains("It is not said whether point-in-time recovery of orders-db is on"), qPrintable(tip));
    QVERIFY(tip.contains("RTO unknown") && !tip.contains("Nothing brings it back"));
  }

  void clickStartsTheDrill() {
    show(sample());
    QSignalSpy asked(m_panel.get(), &RecoveryPanel::drillRequested);
    click(1, 0);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(toText(asked.takeLast().at(0).value<Outage>()), std::string("az:eu-west-1a"));
    QVERIFY(m_selection->contains("reports"));
    click(0, 4);
    QCOMPARE(toText(asked.takeLast().at(0).value<Outage>()), std::string("host:app-1"));
    click(2, 4);  // no host of it that could fail
    QVERIFY(asked.isEmpty());
    QVERIFY(m_selection->contains("orders"));
  }

  void keyboardReachesAll() {
    show(sample());
    QSignalSpy asked(m_panel.get(), &RecoveryPanel::drillRequested);
    view()->setFocus();
    view()->setCurrentIndex(model()->index(0, 0));
    QTest::keyClick(view(), Qt::Key_Right);
    QTest::keyClick(view(), Qt::Key_Down);
    QCOMPARE(view()->currentIndex(), model()->index(1, 1));
    QTest::keyClick(view(), Qt::Key_Return);
    QTest::keyClick(view(), Qt::Key_End);
    QTest::keyClick(view(), Qt::Key_Space);
    QCOMPARE(asked.size(), 2);
    QCOMPARE(toText(asked[0].at(0).value<Outage>()), std::string("az:eu-west-1b"));
    QCOMPARE(toText(asked[1].at(0).value<Outage>()), std::string("maintenance:orders-db"));
    QVERIFY(!view()->accessibleName().isEmpty());
  }

  void editsKeepTheCell() {
    show(sample());
    view()->setCurrentIndex(model()->index(1, 1));
    auto other = sample();
    other->columns[1].cells[1].rto = Span{0, 60};
    show(other);
    QCOMPARE(view()->currentIndex(), model()->index(1, 1));
    QVERIFY(spoken(1, 1).contains("RTO 1\u00a0min"));
    other = sample();
    other->columns.pop_back();
    show(other);
    QCOMPARE(model()->columnCount(), 5);
  }

  void hundredColumnsScroll() {
    auto wide = sample();
    for (int i = 0; i < 100; ++i)
      wide->columns.insert(wide->columns.begin() + 3,
                           column(OutageKind::corruption, "docs", "docs-" + std::to_string(i)));
    show(wide);
    const int names = view()->verticalHeader()->width();
    QVERIFY(view()->horizontalScrollBar()->maximum() > 10'000);
    view()->setFocus();
    view()->setCurrentIndex(model()->index(0, 0));
    QTest::keyClick(view(), Qt::Key_End);
    QVERIFY(view()->viewport()->rect().contains(view()->visualRect(model()->index(0, 105)).center()));
    // Names stay where they are.
    QCOMPARE(view()->verticalHeader()->geometry().left(), 0);
    QCOMPARE(view()->verticalHeader()->width(), names);
    QVERIFY(names >= 90 && names <= 190);
    keepPicture(*m_panel, "matrix-wide");
  }

  // Where cells are scrolled below the names, one sees where they go.
  void theNamesHaveAnEdge() {
    for (const Theme* theme : {&lightTheme(), &darkTheme()}) {
      applyTheme(*qApp, *theme);
      auto wide = sample();
      for (int i = 0; i < 20; ++i)
        wide->columns.push_back(column(OutageKind::corruption, "docs", "docs-" + std::to_string(i)));
      show(wide);
      view()->horizontalScrollBar()->setValue(60);
      QApplication::processEvents();
      const QImage picture = view()->grab().toImage();
      const int edge = view()->verticalHeader()->geometry().right();
      const int bottom = view()->visualRect(model()->index(model()->rowCount() - 1, 1)).bottom() +
                         view()->horizontalHeader()->height();
      for (int y = 2; y < bottom - 2; ++y) {
        if (y % 38 < 3) continue;  // near the line below a row
        QCOMPARE(picture.pixelColor(edge, y).name(), themeColour(Token::fieldBorder).name());
      }
      keepPicture(*m_panel, QStringLiteral("matrix-scrolled-%1").arg(theme->dark ? "dark" : "light"));
    }
    applyTheme(*qApp, lightTheme());
  }

  void looks() {
    for (const Theme* theme : {&lightTheme(), &darkTheme()}) {
      applyTheme(*qApp, *theme);
      show(sample());
      const QImage picture = m_panel->grab().toImage();
      for (const Token token : {Token::errSoft, Token::okSoft, Token::errFill, Token::okFill})
        QVERIFY(shows(picture, themeColour(token)));
      keepPicture(*m_panel, QStringLiteral("matrix-%1").arg(theme->dark ? "dark" : "light"));
    }
    applyTheme(*qApp, lightTheme());
  }
};

QTEST_MAIN(TestMatrix)
#include "test_matrix.moc"
