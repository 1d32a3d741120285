// The Review menu: the runbook, saved as a file, and the transfer planner.
#include <QPushButton>
#include <QTemporaryDir>

#include "runbook/runbook_panel.h"
#include "transfer/transfer_dialog.h"
#include "window_driver.h"

using namespace nines;

class TestWindowReview : public QObject {
  Q_OBJECT

  std::unique_ptr<Windows> m_windows;
  MainWindow* m_window = nullptr;

  RunbookPanel* runbook() const { return m_window->findChild<RunbookPanel*>(); }
  TransferDialog* planner() const { return m_window->findChild<TransferDialog*>(); }

 private slots:
  void initTestCase() { test::isolate(QStringLiteral("review")); }
  void init() {
    test::forgetEverything();
    m_windows = std::make_unique<Windows>();
    m_windows->start({});
    m_window = m_windows->all().first();
    m_windows->openExample(QStringLiteral("templates/orders.nines"), m_window);
    m_window->resize(1680, 1050);
    QApplication::setActiveWindow(m_window);
    QVERIFY(QTest::qWaitForWindowActive(m_window, test::kPatience));
  }
  void cleanup() { m_windows.reset(); }

  void runbooksBecomeFiles() {
    test::Driver(*m_window).menu("Review", "Show runbook");
    QTRY_VERIFY_WITH_TIMEOUT(runbook()->isVisible() && runbook()->runbook(), test::kPatience);
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("steps.md"));
    const test::Answers answers({test::typePath(path)});
    QTest::mouseClick(runbook()->saveButton(), Qt::LeftButton);
    QVERIFY(answers.done());
    QVERIFY2(test::bytesOf(path).startsWith("# "), test::bytesOf(path).constData());
    QVERIFY(test::bytesOf(path).contains("Owner: ____"));
  }

  void thePlannerBeginsWithTheSelection() {
    test::Driver driver(*m_window);
    driver.select("file-gateway");
    driver.menu("Review", "Transfer planner…");
    QTRY_VERIFY_WITH_TIMEOUT(planner() && planner()->isVisible(), test::kPatience);
    QCOMPARE(planner()->question().gateway, std::string("file"));
    QCOMPARE(planner()->question().uploadMbps, std::optional(150.0));
    QTest::keyClick(planner(), Qt::Key_Escape);
    QTRY_VERIFY_WITH_TIMEOUT(!planner(), test::kPatience);
  }
};

QTEST_MAIN(TestWindowReview)
#include "test_window_review.moc"
