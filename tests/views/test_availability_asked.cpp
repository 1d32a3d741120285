// What the availability dock has worked out beside the window: limits of stores and "what if".
#include <QTabBar>
#include <QTableView>

#include "availability_fixture.h"

using namespace nines;
using namespace nines::test;

class TestAvailabilityAsked : public AvailabilityFixture {
  Q_OBJECT

 private slots:
  void init() { openDock(); }
  void cleanup() { m_panel.reset(); }

  void aStoreHasItsLimitsToo() {
    m_document->judge();
    m_selection->set({"orders-db"});
    m_panel->refreshNow();
    QVERIFY(labels().contains("What limits orders-db"));
    const auto& rows = side()->limits()->shares()->rows();
    QVERIFY2(rows.empty(), "the window does not work it out itself");
    QTRY_VERIFY_WITH_TIMEOUT(!rows.empty(), kPatience);
    for (std::size_t i = 1; i < rows.size(); ++i) QVERIFY(rows[i - 1].share >= rows[i].share);
    QVERIFY(rows[0].share > .5 && rows[0].share <= 1);
    QCOMPARE(rows[0].nodes, std::vector<std::string>{"orders-db"});
    // After an edit the rows stay until there are others; of another store they go at once.
    const std::string before = rows[0].toolTip.toStdString();
    QVERIFY(m_document->submit({"Another", {SetNodeProperty{"orders-db", "multiAz", Value(false)}}}));
    m_document->judge();
    m_panel->refreshNow();
    QVERIFY(!rows.empty());
    QTRY_VERIFY_WITH_TIMEOUT(rows[0].toolTip.toStdString() != before, kPatience);
    m_selection->set({"docs"});
    m_panel->refreshNow();
    QVERIFY(rows.empty());
    m_selection->set({"orders"});  // its limits are in the report, and those of the bucket come no more
    m_panel->refreshNow();
    QVERIFY(!rows.empty() && !side()->isWorking());
    const auto count = rows.size();
    QCoreApplication::processEvents();
    QCOMPARE(rows.size(), count);
  }

  void whatIfFollowsTheSelection() {
    m_document->judge();
    m_panel->refreshNow();
    side()->tabs()->setCurrentIndex(1);
    WhatIfPage* page = side()->whatIf();
    QVERIFY(page->isVisible());
    QVERIFY2(labels().contains("Select a card"), qPrintable(labels()));
    m_selection->set({"orders-db"});
    m_panel->refreshNow();
    const WhatIfModel* model = page->model();
    QVERIFY2(model->rowCount() == 0, "the window does not work it out itself");
    QTRY_COMPARE_WITH_TIMEOUT(model->rowCount(), 1, kPatience);
    QVERIFY2(labels().contains("Workloads, if orders-db were"), qPrintable(labels()));
    QCOMPARE(model->index(0, WhatIfModel::kWorkload).data().toString(), QString("Orders"));
    const auto figure = [model](int column) { return model->index(0, column).data().toString(); };
    QCOMPARE(figure(WhatIfModel::kDown), QString("0\u00a0%"));
    QVERIFY(figure(WhatIfModel::kPerfect).startsWith("99."));
    const QString tip = model->index(0, WhatIfModel::kPerfect).data(Qt::ToolTipRole).toString();
    QVERIFY2(tip.contains("a year less than now"), qPrintable(tip));
    m_selection->set({"hint"});
    m_panel->refreshNow();
    QTRY_COMPARE_WITH_TIMEOUT(model->rowCount(), 0, kPatience);
    QVERIFY(labels().contains("has no part"));
    m_selection->set({"orders"});  // users see failures and have none
    m_panel->refreshNow();
    QVERIFY2(labels().contains("Select a card"), qPrintable(labels()));
    QVERIFY(!page->isWorking());
    m_selection->set({"orders-db", "app-1"});
    m_panel->refreshNow();
    QVERIFY(labels().contains("Select a card"));
  }

  // The figures of what is nearly always up are long, and are seen whole, where the dock is narrow as well.
  void figuresOfWhatIfAreNotCut_data() {
    QTest::addColumn<int>("width");
    for (const int width : {1200, 694, 560}) QTest::addRow("%d", width) << width;
  }
  void figuresOfWhatIfAreNotCut() {
    QFETCH(int, width);
    m_document->judge();
    side()->tabs()->setCurrentIndex(1);
    WhatIfPage* page = side()->whatIf();
    m_selection->set({"orders-db"});
    m_panel->resize(width, 202);
    m_panel->refreshNow();
    QTRY_COMPARE_WITH_TIMEOUT(page->model()->rowCount(), 1, kPatience);
    std::vector<WhatIfModel::Row> rows;
    rows.push_back({"A workload whose name is long", {"orders", 9.1e-5, 8.7e-5, 8.71e-5, 8.72e-5}});
    page->model()->setRows(std::move(rows));
    QCoreApplication::processEvents();
    for (int column = WhatIfModel::kPerfect; column < WhatIfModel::kColumns; ++column) {
      const QString figure = page->model()->index(0, column).data().toString();
      QVERIFY2(figure.size() >= 9, qPrintable(figure));
      const int needed = page->table()->sizeHintForIndex(page->model()->index(0, column)).width();
      QVERIFY2(page->table()->columnWidth(column) >= needed, qPrintable(figure));
    }
    QVERIFY(page->table()->columnWidth(WhatIfModel::kWorkload) > 0);
    const int all =
        page->table()->columnViewportPosition(WhatIfModel::kTwin) + page->table()->columnWidth(WhatIfModel::kTwin);
    QVERIFY(all <= page->table()->viewport()->width());
  }

  // What was asked of an older report, or of a card that is not selected any more, is never shown.
  void whatIfKeepsToTheNewestQuestion() {
    m_document->judge();
    side()->tabs()->setCurrentIndex(1);
    WhatIfPage* page = side()->whatIf();
    const WhatIfModel* model = page->model();
    m_selection->set({"orders-db"});
    m_panel->refreshNow();
    QTRY_COMPARE_WITH_TIMEOUT(model->rowCount(), 1, kPatience);
    const auto figure = [model] { return model->index(0, WhatIfModel::kPerfect).data(Qt::ToolTipRole).toString(); };
    const QString before = figure();
    QVERIFY(m_document->submit({"Another", {SetNodeProperty{"app-1", "running", Value(3)}}}));
    m_document->judge();
    m_panel->refreshNow();
    QCOMPARE(figure(), before);  // in sight until there are others
    QTRY_VERIFY_WITH_TIMEOUT(figure() != before, kPatience);
    m_selection->set({"app-1"});
    m_panel->refreshNow();
    m_selection->clear();
    m_panel->refreshNow();
    QVERIFY(!page->isWorking());
    QCoreApplication::processEvents();
    QCOMPARE(model->rowCount(), 0);
    QVERIFY2(labels().contains("Select a card"), qPrintable(labels()));
  }
};

QTEST_MAIN(TestAvailabilityAsked)
#include "test_availability_asked.moc"
