// F1 in the window: it explains the finding that is chosen, or that the inspector's field is about.
#include <QStatusBar>
#include <QTextBrowser>

#include "findings/explain_dialog.h"
#include "inspector/finding_message.h"
#include "window_driver.h"

using namespace nines;

class TestWindowExplain : public QObject {
  Q_OBJECT

 private:
  std::unique_ptr<Windows> m_windows;
  MainWindow* m_window = nullptr;

  void pressF1() {
    QApplication::setActiveWindow(m_window);
    QVERIFY(QTest::qWaitForWindowActive(m_window, test::kPatience));
    QWidget* focus = m_window->focusWidget();
    QTest::keyClick(focus ? focus : m_window, Qt::Key_F1);
  }
  ExplainDialog* dialog() const { return m_window->findChild<ExplainDialog*>(); }
  QString explained() const { return dialog() ? dialog()->findChild<QTextBrowser*>()->toPlainText() : QString(); }
  void closeDialog() {
    QTest::keyClick(dialog()->focusWidget(), Qt::Key_Escape);
    QTRY_VERIFY_WITH_TIMEOUT(!dialog(), test::kPatience);
  }
  const Finding* firstFinding() const {
    const auto report = m_window->session().report();
    return report && !report->findings.empty() ? &report->findings.front() : nullptr;
  }

 private slots:
  void initTestCase() { test::isolate(QStringLiteral("explain")); }
  void init() {
    test::forgetEverything();
    m_windows = std::make_unique<Windows>();
    m_windows->start({});
    m_window = m_windows->all().first();
    m_windows->openExample(QStringLiteral("templates/orders.nines"), m_window);
    m_window->resize(1680, 1050);
    QApplication::setActiveWindow(m_window);
    QVERIFY(QTest::qWaitForWindowActive(m_window, test::kPatience));
    QTRY_VERIFY_WITH_TIMEOUT(firstFinding(), test::kPatience);
  }
  void cleanup() { m_windows.reset(); }

  void withoutAFindingItSaysWhatToDo() {
    m_window->findChild<FindingsPanel*>()->view()->clearSelection();
    m_window->canvas().setFocus();
    pressF1();
    QVERIFY(!dialog());
    QVERIFY2(m_window->statusBar()->currentMessage().startsWith("Select a finding"),
             qPrintable(m_window->statusBar()->currentMessage()));
  }

  void theChosenFinding() {
    const Finding finding = *firstFinding();
    auto* findings = m_window->findChild<FindingsPanel*>();
    QVERIFY(findings->showFinding(finding.key()));
    findings->view()->setFocus();
    pressF1();
    QVERIFY2(explained().contains(QString::fromStdString(finding.message())), qPrintable(explained()));
    closeDialog();
  }

  // The field with the focus comes before the row that happens to be chosen.
  void theFieldWithTheFocus() {
    auto* findings = m_window->findChild<FindingsPanel*>();
    auto* inspector = m_window->findChild<InspectorPanel*>();
    QVERIFY(m_window->session().submit(
        {"Switch backups off", {SetNodeProperty{"orders-db", "backupRetentionDays", Value(0)}}}));
    test::Driver(*m_window).select("orders-db");
    QTRY_VERIFY_WITH_TIMEOUT(
        [&] {
          inspector->refreshNow();
          for (FieldRow* row : inspector->findChildren<FieldRow*>()) {
            if (row->schema().key != "backupRetentionDays" || !row->findChild<FindingMessage*>()) continue;
            row->editor()->field()->setFocus();
            return true;
          }
          return false;
        }(),
        test::kPatience);
    for (const Finding& f : m_window->session().report()->findings) {
      if (f.rule == "replica.source-snapshot") findings->showFinding(f.key());
    }
    pressF1();
    QVERIFY2(explained().contains("is the source of"), qPrintable(explained()));
    closeDialog();
  }
};

QTEST_MAIN(TestWindowExplain)
#include "test_window_explain.moc"
