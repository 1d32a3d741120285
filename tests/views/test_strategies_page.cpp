// The strategies compared, in the runbook dock.
#include <QLabel>
#include <QPushButton>
#include <QTabBar>
#include <QTableWidget>
#include <QThreadPool>

#include "../recovery/recovery_sketches.h"
#include "formats/native.h"
#include "panel_support.h"
#include "runbook/runbook_panel.h"
#include "runbook/strategies_page.h"

using namespace nines;
using namespace nines::test;

namespace {

using Page = StrategiesPage;

// A shop on a table in Ireland; Frankfurt is to take over, and is empty.
Topology shop() {
  Topology t;
  t.nodes.put({"home", "region", "", "eu-west-1", Rect{0, 0, 500, 300}, {{"code", "eu-west-1"}}, {}});
  t.nodes.put({"home-a", "az", "home", "eu-west-1a", Rect{20, 40, 200, 200}, {{"code", "eu-west-1a"}}, {}});
  t.nodes.put({"away",
               "region",
               "",
               "eu-central-1",
               Rect{0, 340, 500, 300},
               {{"code", "eu-central-1"}, {"role", "recovery"}},
               {}});
  t.nodes.put({"shop", "users", "", "Shop", Rect{-200, 60, 146, 52}, {{"rtoSeconds", 120}, {"rpoSeconds", 60}}, {}});
  t.nodes.put({"web", "app-tier", "home-a", "web", Rect{20, 40, 146, 52}, {}, {}});
  t.nodes.put({"orders",
               "dynamodb-table",
               "home",
               "orders",
               Rect{300, 60, 146, 52},
               {{"tableName", "orders"}, {"pitr", true}},
               {}});
  t.links.put({"shop-web", "uses", "shop", "web", {{"access", "read-write"}}, {}, {}});
  t.links.put({"web-orders", "uses", "web", "orders", {{"access", "read-write"}}, {}, {}});
  return t;
}

}  // namespace

class TestStrategiesPage : public QObject {
  Q_OBJECT

  std::unique_ptr<PanelDocument> m_document;
  std::unique_ptr<Selection> m_selection;
  std::unique_ptr<RunbookPanel> m_panel;

  Page* page() const { return m_panel->compared(); }
  QString text(int row, Page::Column column) const { return page()->table()->item(row, column)->text(); }
  void settle() {
    QApplication::processEvents();
    m_panel->refreshNow();
    QTRY_VERIFY_WITH_TIMEOUT(!page()->isWorking(), kPatience);
  }
  void choose(int row) {
    QTableWidget* table = page()->table();
    QTableWidgetItem* item = table->item(row, Page::kStrategy);
    table->scrollToItem(item);
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualItemRect(item).center());
  }
  void open(Topology topology) {
    m_document = std::make_unique<PanelDocument>(std::move(topology));
    m_selection = std::make_unique<Selection>();
    m_panel = std::make_unique<RunbookPanel>(m_document.get(), m_selection.get());
    m_panel->resize(760, 360);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowActive(m_panel.get(), kPatience));
    QTest::mouseClick(m_panel->tabs(), Qt::LeftButton, {}, m_panel->tabs()->tabRect(2).center());
    settle();
  }

 private slots:
  void init() {
    applyTheme(*qApp, lightTheme());
    open(shop());
  }
  void cleanup() { m_panel.reset(); }

  void saysWhatIsLacking() {
    QCOMPARE(page()->table()->rowCount(), 4);
    QCOMPARE(text(0, Page::kStrategy), QString("Backup and restore"));
    QCOMPARE(text(0, Page::kAdditions), QString("Copy backups of orders to eu-central-1"));
    QCOMPARE(text(1, Page::kAdditions),
             QString("Replicate orders to eu-central-1\nDefine stopped app tiers in eu-central-1"));
    QCOMPARE(text(1, Page::kState), QString("Lacking"));
    QVERIFY2(page()->heading()->text().contains("Shop declares: nothing; drawn: none. orders has neither a replica nor "
                                                "a backup in eu-central-1. Times are for the loss of eu-west-1."),
             qPrintable(page()->heading()->text()));
    // Every line of the additions can be read.
    for (int row = 0; row < 4; ++row)
      QVERIFY(page()->table()->rowHeight(row) >=
              QFontMetrics(page()->table()->font()).height() * (1 + text(row, Page::kAdditions).count('\n')));
    keepPicture(*m_panel, "strategies");
    applyTheme(*qApp, darkTheme());
    keepPicture(*m_panel, "strategies-dark");
  }

  // Reads wait for the tier (570 to 2250 s), writes for the promotion (690 to 2790 s); a restore brings both back.
  void saysWhenReadsAreBack() {
    open(pilotLight().topology());
    m_selection->set({"shop"});
    settle();
    const QString pilot = text(1, Page::kRto);
    QVERIFY2(pilot.endsWith(QString("\nreads: %1").arg(QString::fromStdString(spanText({570, 2250})))),
             qPrintable(pilot));
    QVERIFY(pilot.startsWith(QString::fromStdString(spanText({690, 2790}))));
    QCOMPARE(text(0, Page::kRto), QString::fromStdString(spanText({3250, 10390})));
  }

  void addsWhatIsLackingAsOneStep() {
    QVERIFY(!page()->addButton()->isEnabled());
    const Topology before = m_document->topology();
    choose(2);
    QVERIFY(page()->addButton()->isEnabled());
    QTest::mouseClick(page()->addButton(), Qt::LeftButton);
    QCOMPARE(m_document->edits.size(), std::size_t{1});
    QCOMPARE(m_document->edits.front().label, std::string("Add what warm standby needs for Shop"));
    settle();
    QCOMPARE(text(2, Page::kState), QString("As drawn"));
    QCOMPARE(text(2, Page::kAdditions), QString("Nothing"));
    QVERIFY(!page()->addButton()->isEnabled());
    // What was added has its place, and is selected.
    QVERIFY(!m_selection->ids().empty());
    for (const std::string& id : m_selection->ids()) QVERIFY(m_document->node(id).rect.has_value());
    QVERIFY(m_document->undo());
    QVERIFY(m_document->topology() == before);
    settle();
    QCOMPARE(text(2, Page::kState), QString("Lacking"));
  }

  void aDrillLetsNothingBeAdded() {
    m_document->setReadOnly(true);
    choose(2);
    QVERIFY(!page()->addButton()->isEnabled());
    QVERIFY(page()->addButton()->toolTip().contains("read-only"));
    m_document->setReadOnly(false);
    choose(1);
    QVERIFY(page()->addButton()->isEnabled());
  }

  // While another design is compared the rows of the one before cannot be added to it.
  void nothingIsAddedFromRowsOfBefore() {
    choose(2);
    QVERIFY(page()->addButton()->isEnabled());
    QVERIFY(m_document->submit({"Rename", {RenameNode{"web", "front"}}}));
    const std::size_t edits = m_document->edits.size();
    m_panel->refreshNow();
    QVERIFY(page()->isWorking());
    QVERIFY(!page()->addButton()->isEnabled());
    QVERIFY(page()->addButton()->toolTip().contains("compared"));
    QVERIFY(page()->heading()->text().startsWith("Comparing"));
    QTest::mouseClick(page()->addButton(), Qt::LeftButton);
    QCOMPARE(m_document->edits.size(), edits);
    settle();
    QCOMPARE(page()->table()->currentRow(), 2);
    QVERIFY(page()->addButton()->isEnabled());
  }

  // Who goes away meanwhile is not waited for.
  void aClosedPanelWaitsForNothing() {
    QVERIFY(m_document->submit({"Rename", {RenameNode{"web", "front"}}}));
    m_panel->refreshNow();
    QVERIFY(page()->isWorking());
    m_panel.reset();
    QThreadPool::globalInstance()->waitForDone();
    QApplication::processEvents();
  }

  void arrowKeysChoose() {
    choose(0);
    QTest::keyClick(page()->table(), Qt::Key_Down);
    QCOMPARE(page()->table()->currentRow(), 1);
    QVERIFY(page()->addButton()->toolTip().contains("pilot light"));
  }

  void withoutAWorkloadThereIsNothing() {
    m_panel.reset();
    open({});
    QCOMPARE(page()->table()->rowCount(), 0);
    QVERIFY(!page()->isVisible());
  }

  void orders() {
    m_panel.reset();
    auto orders = loadDesign(fixturePath("../../resources/templates/orders.nines"), Catalogue::shipped());
    QVERIFY(orders.ok());
    open(*orders);
    m_selection->set({"orders"});
    settle();
    QCOMPARE(text(2, Page::kState), QString("Declared, there"));
    QVERIFY(text(3, Page::kAdditions).contains("Run "));
    keepPicture(*m_panel, "strategies-orders");
  }
};

QTEST_MAIN(TestStrategiesPage)
#include "test_strategies_page.moc"
