// What each dock's tables put on the clipboard.
#include <QComboBox>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QTabBar>
#include <QTableView>
#include <QTableWidget>
#include <QUndoStack>

#include "assumptions/assumptions_model.h"
#include "assumptions/assumptions_panel.h"
#include "charts/availability_panel.h"
#include "charts/availability_side.h"
#include "charts/nines_chart.h"
#include "charts/share_list.h"
#include "charts/what_if_model.h"
#include "charts/what_if_page.h"
#include "charts/years_page.h"
#include "copy_support.h"
#include "drill/drill_list.h"
#include "drill/impact_panel.h"
#include "drill/matrix_view.h"
#include "drill/recovery_panel.h"
#include "drill/timeline_panel.h"
#include "drill_support.h"
#include "formats/native.h"
#include "history/history_panel.h"
#include "inspector/typed_line.h"
#include "runbook/runbook_list.h"
#include "runbook/runbook_panel.h"
#include "runbook/strategies_page.h"
#include "transfer/answer_list.h"
#include "transfer/transfer_dialog.h"

using namespace nines;
using namespace nines::test;

namespace {

template <class Widget>
void present(Widget& widget, QSize size) {
  widget.resize(size);
  widget.show();
  QApplication::setActiveWindow(&widget);
  if (!QTest::qWaitForWindowActive(&widget, kPatience)) QTest::qFail("no active window", __FILE__, __LINE__);
  QApplication::processEvents();
}

// Cells of the clipboard's text; every line has as many as the first one.
QList<QStringList> copiedCells() {
  QList<QStringList> out;
  for (const QString& line : copiedLines()) {
    out << line.split('\t');
    if (out.last().size() != out.first().size()) QTest::qFail(qPrintable("ragged: " + line), __FILE__, __LINE__);
  }
  return out;
}

}  // namespace

class TestPanelsCopied : public QObject {
  Q_OBJECT

  std::unique_ptr<PanelDocument> m_document;
  std::unique_ptr<Selection> m_selection;

 private slots:
  void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }
  void init() {
    applyTheme(*qApp, lightTheme());
    QGuiApplication::clipboard()->clear();
    auto orders = loadDesign(fixturePath("../../resources/templates/orders.nines"), Catalogue::shipped());
    QVERIFY(orders.ok());
    m_document = std::make_unique<PanelDocument>(*orders);
    m_selection = std::make_unique<Selection>();
  }

  void recoveryMatrix() {
    RecoveryPanel panel(m_document.get(), m_selection.get());
    m_document->judge();
    present(panel, {1100, 220});
    pressCopy(panel.view());
    const QList<QStringList> cells = copiedCells();
    const DrillMatrix& matrix = *m_document->report()->matrix;
    QCOMPARE(cells.size(), static_cast<qsizetype>(matrix.workloads.size()) + 1);
    QCOMPARE(cells.first().size(), static_cast<qsizetype>(matrix.columns.size()) + 1);
    QCOMPARE(cells.first().at(0), QString("Workload"));
    QCOMPARE(cells.first().at(1), QString("Zone lost: eu-central-1a"));
    QVERIFY(copiedText().contains(QRegularExpression("\tRTO [^\t]+, RPO [^\t]+")));
    QVERIFY(chooseIn(contextMenuOf(panel.view(), panel.view()->viewport(), {30, 10}), "Copy as Markdown"));
    QVERIFY(copiedText().startsWith("# Recovery: "));
    QCOMPARE(copiedText(), panel.markdown());
  }

  // Two stores of one name are told apart by what nobody else is called.
  void headsOfTheMatrixDiffer() {
    Topology twins = m_document->topology();
    for (const char* id : {"orders-db", "orders-db-dr"}) {
      Node node = *twins.nodes.find(id);
      node.name = "Data";
      twins.nodes.put(node);
    }
    PanelDocument document(twins);
    RecoveryPanel panel(&document, m_selection.get());
    document.judge();
    present(panel, {1100, 220});
    pressCopy(panel.view());
    const QStringList heads = copiedCells().first();
    QVERIFY2(heads.contains("Data corrupted: Data (orders-db)"), qPrintable(heads.join(" | ")));
    QCOMPARE(QSet<QString>(heads.begin(), heads.end()).size(), heads.size());
  }

  void recoveryMatrixOfNothing() {
    PanelDocument empty;
    RecoveryPanel panel(&empty, m_selection.get());
    empty.judge();
    QCOMPARE(panel.markdown(), QString());
  }

  void assumptions() {
    AssumptionsPanel panel(m_document.get());
    present(panel, {690, 230});
    panel.refreshNow();
    pressCopy(panel.table());
    const auto all = copiedCells();
    QCOMPARE(all.first(), (QStringList{"Section", "Assumption", "Value", "Profile", "Source"}));
    int rows = 0;
    for (int row = 0; row < panel.model()->rowCount(); ++row) rows += panel.model()->isHeading(row) ? 0 : 1;
    QCOMPARE(all.size(), rows + 1);
    for (const QStringList& row : all) QVERIFY(!row.at(0).isEmpty() && !row.at(2).isEmpty());
    // Only what the search shows.
    QTest::keyClicks(panel.searchField(), "people");
    int shown = 0;
    for (int row = 0; row < panel.model()->rowCount(); ++row)
      shown += !panel.model()->isHeading(row) && !panel.table()->isRowHidden(row) ? 1 : 0;
    QVERIFY(shown > 0 && shown < rows);
    pressCopy(panel.table());
    QCOMPARE(copiedCells().size(), shown + 1);
  }

  void history() {
    QUndoStack stack;
    HistoryPanel panel(&stack);
    for (const char* name : {"Add Region", "Move A && B", "Delete it"}) stack.push(new QUndoCommand(name));
    stack.undo();
    present(panel, {300, 200});
    panel.refreshNow();
    pressCopy(&panel.list());
    QCOMPARE(copiedCells(), (QList<QStringList>{{"Step", "State"}, {"Move A & B", ""}}));
    QVERIFY(chooseIn(contextMenuOf(&panel.list(), panel.list().viewport(), {60, 8}), "Copy all"));
    QCOMPARE(copiedCells(), (QList<QStringList>{{"Step", "State"},
                                                {"As opened", "saved"},
                                                {"Add Region", ""},
                                                {"Move A & B", ""},
                                                {"Delete it", "undone"}}));
  }

  void impact() {
    DrillBench bench;
    ImpactPanel panel(&bench.document, &bench.mode, &bench.selection);
    bench.begin();
    present(panel, {296, 800});
    panel.refreshNow();
    pressCopy(panel.workloads());
    QCOMPARE(copiedCells().first(), (QStringList{"Workload", "State", "Why"}));
    QCOMPARE(copiedCells().at(1).mid(0, 2), (QStringList{"Orders", "Down"}));
    pressCopy(panel.events());
    QCOMPARE(copiedCells().first(), (QStringList{"Time", "Event"}));
    QCOMPARE(copiedCells().size(), static_cast<qsizetype>(panel.events()->rows().size()) + 1);
    QCOMPARE(copiedCells().at(1).at(0), QString("0:00"));
    QVERIFY(chooseIn(contextMenuOf(panel.losses(), panel.losses()->viewport(), {40, 10}), "Copy"));
    QCOMPARE(copiedCells().first(), (QStringList{"Store", "Loss", "How"}));
    QCOMPARE(copiedCells().at(1).at(0), panel.losses()->rows().front().title);
  }

  void timeline() {
    DrillBench bench;
    TimelinePanel panel(&bench.document, &bench.mode, &bench.selection);
    panel.refreshNow();
    present(panel, {1380, 256});
    pressCopy(panel.chart());
    QCOMPARE(copiedText(), QString());
    bench.begin();
    panel.refreshNow();
    pressCopy(panel.chart());
    const auto cells = copiedCells();
    QCOMPARE(cells.first(), (QStringList{"Workload", "Path", "Step", "From", "To", "Takes", "Source"}));
    qsizetype steps = 0;
    for (const WorkloadDrill& workload : panel.chart()->drill()->workloads)
      steps += std::max<qsizetype>(1, static_cast<qsizetype>(workload.steps.size()));
    QCOMPARE(cells.size(), steps + 1);
    QCOMPARE(cells.at(1).mid(0, 4), (QStringList{"Orders", "Critical path", "Detect", "0:00"}));
    QVERIFY(chooseIn(contextMenuOf(panel.chart(), panel.chart()->viewport(), {60, 60}), "Copy"));
    QCOMPARE(copiedCells(), cells);
  }

  void workloadsAndStores() {
    AvailabilityPanel panel(m_document.get(), m_selection.get());
    m_document->judge();
    present(panel, {694, 400});
    panel.refreshNow();
    NinesChart* chart = panel.chart();
    pressCopy(chart);
    const auto cells = copiedCells();
    QCOMPARE(cells.first(), (QStringList{"Group", "Name", "Estimate", "Target", "Verdict", "Down per year"}));
    const Estimates& estimates = *m_document->report()->estimates;
    QCOMPARE(cells.size(), static_cast<qsizetype>(estimates.workloads.size() + estimates.stores.size()) + 1);
    QCOMPARE(cells.at(1).at(0), QString("Workloads"));
    QCOMPARE(cells.last().at(0), QString("Data stores"));
    QVERIFY(std::ranges::any_of(cells, [](const QStringList& row) {
      return row.at(1) == "Orders" && row.at(2).endsWith(" %") && row.at(3) == "99.9 %" && row.at(4) == "met";
    }));
    QGuiApplication::clipboard()->clear();
    QVERIFY(chooseIn(contextMenuOf(chart, chart, {60, 40}), "Copy"));
    QCOMPARE(copiedCells(), cells);
    // The right button asks for a menu and chooses nothing.
    QVERIFY(m_selection->ids().empty());
  }

  void availability() {
    AvailabilityPanel panel(m_document.get(), m_selection.get());
    m_document->judge();
    present(panel, {694, 400});
    panel.refreshNow();
    AvailabilitySide* side = panel.side();
    pressCopy(side->limits());
    QCOMPARE(copiedCells().first(), (QStringList{"What", "Detail", "Downtime a year", "Availability"}));
    QCOMPARE(copiedCells().size(), side->limits()->model()->rowCount() + 1);
    QVERIFY(!copiedCells().at(1).at(2).isEmpty());
    m_selection->set({"orders-db"});
    side->tabs()->setCurrentIndex(1);
    panel.refreshNow();
    QTRY_VERIFY_WITH_TIMEOUT(!side->whatIf()->isWorking() && side->whatIf()->model()->rowCount() > 0, kPatience);
    pressCopy(side->whatIf()->table());
    QCOMPARE(copiedCells().first(),
             (QStringList{"Workload", "orders-db: Perfect", "orders-db: Failed", "orders-db: Two of it"}));
    const QList<QStringList> rows = copiedCells();
    QVERIFY(rows.size() > 1);
    // Until there are figures of another card, the rows in sight are of the one before.
    m_selection->set({"app-1"});
    panel.refreshNow();
    pressCopy(side->whatIf()->table());
    QCOMPARE(copiedCells(), rows);
    side->tabs()->setCurrentIndex(3);
    pressCopy(side->product());
    QCOMPARE(copiedCells().size(), side->product()->model()->rowCount() + 1);
  }

  void years() {
    AvailabilityPanel panel(m_document.get(), m_selection.get());
    m_document->judge();
    present(panel, {694, 400});
    panel.refreshNow();
    YearsPage* page = panel.side()->years();
    QSignalSpy finished(page, &YearsPage::finished);
    panel.side()->tabs()->setCurrentIndex(2);
    if (!page->distribution()) QVERIFY(finished.wait(kPatience));
    pressCopy(page->years());  // a part of the page has the focus
    const auto cells = copiedCells();
    QCOMPARE(cells.first(), (QStringList{"Downtime in a year", "Years"}));
    int sum = 0;
    for (const QStringList& row : cells.mid(1)) sum += row.at(1).toInt();
    QCOMPARE(sum, page->years()->currentData().toInt());
  }

  void runbookAndStrategies() {
    RunbookPanel panel(m_document.get(), m_selection.get());
    present(panel, {760, 360});
    panel.refreshNow();
    pressCopy(panel.list());
    QCOMPARE(copiedCells().first(), (QStringList{"Step", "Takes", "Owner"}));
    QCOMPARE(copiedCells().size(), panel.list()->model()->rowCount() + 1);
    QTest::mouseClick(panel.tabs(), Qt::LeftButton, {}, panel.tabs()->tabRect(2).center());
    QApplication::processEvents();
    panel.refreshNow();
    QTRY_VERIFY_WITH_TIMEOUT(!panel.compared()->isWorking(), kPatience);
    pressCopy(panel.compared()->table());
    QCOMPARE(copiedCells().first(), (QStringList{"Strategy", "State", "To add", "RTO", "RPO", "Targets"}));
    QCOMPARE(copiedCells().size(), qsizetype{5});
  }

  void transferPlanner() {
    TransferDialog dialog(m_document.get(), m_selection.get(), nullptr);
    present(dialog, {900, 600});
    const auto type = [&](TransferDialog::Field field, const QString& text) {
      TypedLine* line = dialog.field(field);
      line->setFocus();
      QTest::keyClick(line, Qt::Key_A, Qt::ControlModifier);
      QTest::keyClick(line, Qt::Key_Delete);
      QTest::keyClicks(line, text);
    };
    type(TransferDialog::kData, "10 TB");
    type(TransferDialog::kLine, "100");
    type(TransferDialog::kUtilisation, "80");
    QTest::mouseClick(dialog.copyButton(), Qt::LeftButton);
    QCOMPARE(copiedCells().first(), (QStringList{"Question", "Answer", "Source"}));
    QCOMPARE(copiedCells().at(1), (QStringList{"Data", "10 TB", "given"}));
    QVERIFY2(copiedText().contains("\nOver the line\t11 d 14 h"), qPrintable(copiedText()));
    QVERIFY(chooseIn(contextMenuOf(dialog.transfer(), dialog.transfer(), {5, 5}), "Copy"));
    QCOMPARE(copiedCells().size(), static_cast<qsizetype>(dialog.transfer()->texts().size()) + 1);
  }
};

QTEST_MAIN(TestPanelsCopied)
#include "test_panels_copied.moc"
