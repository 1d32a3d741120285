// Print… and Print preview… in the window, without a printer.
#include <QLabel>
#include <QMenuBar>
#include <QProcess>
#include <QTemporaryDir>
#include <QtPrintSupport/QPrintDialog>

#include "drill/drill_mode.h"
#include "printing/print_preview.h"
#include "window_driver.h"

using namespace nines;

class TestWindowPrint : public QObject {
  Q_OBJECT

  std::unique_ptr<Windows> m_windows;
  MainWindow* m_window = nullptr;

  QAction* action(const QString& text) const {
    for (QAction* action : m_window->findChildren<QAction*>()) {
      if (action->text() == text) return action;
    }
    return nullptr;
  }
  static QString textOf(const QString& file) {
    QProcess process;
    process.start("pdftotext", {"-raw", file, "-"});
    process.waitForFinished(-1);
    return QString::fromUtf8(process.readAllStandardOutput()).simplified();
  }
  // Prints through the dialog into a file.
  void printInto(const QString& file) {
    test::Answers answers({[&file](QWidget* dialog) {
      auto* name = dialog->findChild<QLineEdit*>(QStringLiteral("filename"));
      if (!name) {
        QTest::qFail("no printing into a file", __FILE__, __LINE__);
        return dialog->close(), void();
      }
      name->setText(file);                      // typed, it would offer files below it, in a popup of its own
      QTest::keyClick(dialog, Qt::Key_Return);  // its button Print
    }});
    QTest::keyClick(m_window, Qt::Key_P, Qt::ControlModifier);
    QVERIFY(answers.done());
  }

 private slots:
  void initTestCase() { test::isolate(QStringLiteral("print")); }
  void init() {
    test::forgetEverything();
    m_windows = std::make_unique<Windows>();
    m_windows->start({});
    m_window = m_windows->all().first();
    m_windows->openExample(QStringLiteral("templates/orders.nines"), m_window);
    QApplication::setActiveWindow(m_window);
    QVERIFY(QTest::qWaitForWindowActive(m_window, test::kPatience));
  }
  void cleanup() { m_windows.reset(); }

  void printsIntoAFile() {
    const QTemporaryDir folder;
    printInto(folder.filePath("a.pdf"));
    QVERIFY2(textOf(folder.filePath("a.pdf")).contains("orders-db"), qPrintable(textOf(folder.filePath("a.pdf"))));
  }

  // In a drill, the moment that is shown.
  void printsTheDrill() {
    const QTemporaryDir folder;
    m_window->drill().setOutage({{OutagePart{OutageKind::zone, "eu-west-1a"}}});
    QTRY_VERIFY_WITH_TIMEOUT(m_window->drill().drill(), test::kPatience);
    m_window->drill().pause();
    m_window->drill().setTime(m_window->drill().length());
    printInto(folder.filePath("a.pdf"));
    QVERIFY2(textOf(folder.filePath("a.pdf")).contains("Promoted"), qPrintable(textOf(folder.filePath("a.pdf"))));
  }

  void cancelsWithoutPrinting() {
    test::Answers answers({test::pressKey(Qt::Key_Escape)});
    QTest::keyClick(m_window, Qt::Key_P, Qt::ControlModifier);
    QVERIFY(answers.done());
  }

  void showsThePreview() {
    QAction* preview = action(QStringLiteral("Print pre&view…"));
    QVERIFY(preview && preview->isEnabled());
    test::Answers answers({[](QWidget* dialog) {
      const auto* pages = dialog->findChild<QLabel*>(QStringLiteral("printPages"));
      QVERIFY(qobject_cast<PrintPreview*>(dialog) && pages);
      QCOMPARE(pages->text().left(1), QString("1"));
      QTest::keyClick(dialog, Qt::Key_Escape);
    }});
    preview->trigger();
    QVERIFY(answers.done());
    QCOMPARE(answers.said(), QStringList{"Print preview"});
  }
};

QTEST_MAIN(TestWindowPrint)
#include "test_window_print.moc"
