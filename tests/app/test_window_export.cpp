// Export from the window: the dialog, the file, and what is asked before anything is replaced.
#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QPushButton>
#include <QStatusBar>

#include "drill/drill_mode.h"
#include "export.h"
#include "export_dialog.h"
#include "export_form.h"
#include "export_preview.h"
#include "window_driver.h"
#include "windows_fixture.h"

using namespace nines;
using namespace nines::test;

class TestWindowExport : public WindowsFixture {
  Q_OBJECT

  std::unique_ptr<Windows> m_windows;

  MainWindow& start(const Topology& topology = twoCards("Design")) {
    m_windows = std::make_unique<Windows>();
    m_windows->start({designFile(QStringLiteral("mine.nines"), topology)});
    return shown(*m_windows);
  }
  QStringList files() const { return QDir(m_dir->path()).entryList(QDir::Files | QDir::Hidden); }

  // In the export dialog: a format, then Export.
  static Answers::Answer exportAs(ExportFormat format) {
    return [format](QWidget* dialog) {
      auto* asked = qobject_cast<ExportDialog*>(dialog);
      if (!asked) {
        QTest::qFail("no export dialog", __FILE__, __LINE__);
        return (void)dialog->close();
      }
      const auto rows = exportFormats();
      const auto row = std::ranges::find(rows, format, &ExportFormatRow::format) - rows.begin();
      QComboBox* combo = asked->form()->formats();
      combo->setFocus();
      while (combo->currentIndex() < row) QTest::keyClick(combo, Qt::Key_Down);
      while (combo->currentIndex() > row) QTest::keyClick(combo, Qt::Key_Up);
      QTest::mouseClick(asked->exportButton(), Qt::LeftButton);
      if (asked->isVisible()) QTest::keyClick(asked, Qt::Key_Escape);  // it stays open where nothing was written
    };
  }
  static QByteArray bytesFor(MainWindow& window, ExportFormat format) {
    ExportRequest request;
    request.format = format;
    const auto bytes = exportedBytes(*window.session().design(), request);
    return bytes ? QByteArray::fromStdString(*bytes) : QByteArray("none");
  }
  static QAction* action(MainWindow& window, const QString& text) {
    for (QAction* top : window.menuBar()->actions()) {
      for (QAction* action : top->menu()->actions()) {
        if (action->text().remove('&') == text) return action;
      }
    }
    return nullptr;
  }

 private slots:
  void initTestCase() { isolate(QStringLiteral("window-export")); }
  void init() {
    forgetEverything();
    m_dir = std::make_unique<QTemporaryDir>();
  }
  void cleanup() { m_windows.reset(); }

  // Ctrl+E, a format, a name without an ending.
  void everyFormat() {
    MainWindow& window = start();
    for (const ExportFormatRow& row : exportFormats()) {
      const QString ending = QString::fromUtf8(row.ending.data());
      Answers answers({exportAs(row.format), typePath(path("out"))});
      press(window, Qt::Key_E);
      QVERIFY2(answers.done(), row.name.data());
      QCOMPARE(answers.said(), (QStringList{"Export", "Export"}));
      QCOMPARE(bytesOf(path("out." + ending)), bytesFor(window, row.format));
      QCOMPARE(window.statusBar()->currentMessage(), QStringLiteral("Exported to out.%1.").arg(ending));
    }
    QVERIFY(!window.session().isModified());
    QCOMPARE(files().size(), static_cast<qsizetype>(exportFormats().size()) + 1);
  }

  // What a picture does not show is said, as on the command line.
  void linksToThemselvesAreNamed() {
    Topology topology = twoCards("Design");
    topology.links.put({"loop", "uses", "left", "left", {}, {}, {}});
    MainWindow& window = start(topology);
    Answers answers(
        {exportAs(ExportFormat::svg), typePath(path("out")), exportAs(ExportFormat::dot), typePath(path("out"))});
    press(window, Qt::Key_E);
    const QString said = window.statusBar()->currentMessage();
    QVERIFY2(said.startsWith("Exported to out.svg: \"left\"") && said.contains("has a link to itself"),
             qPrintable(said));
    press(window, Qt::Key_E);
    QVERIFY(answers.done());
    QCOMPARE(window.statusBar()->currentMessage(), QString("Exported to out.dot."));
  }

  // The file dialog begins with the design's own name beside the design.
  void theNameIsSuggested() {
    MainWindow& window = start();
    Answers answers({exportAs(ExportFormat::svg), [](QWidget* dialog) { QTest::keyClick(dialog, Qt::Key_Return); }});
    press(window, Qt::Key_E);
    QVERIFY(answers.done());
    QVERIFY(files().contains("mine.svg"));
  }

  // A name with dots keeps them; an ending of ours counts, whatever was chosen.
  void theEndingThatIsTypedCounts() {
    MainWindow& window = start();
    Answers answers({exportAs(ExportFormat::svg), typePath(path("orders.v2")), exportAs(ExportFormat::svg),
                     typePath(path("picture.PNG"))});
    press(window, Qt::Key_E);
    QVERIFY(bytesOf(path("orders.v2.svg")).startsWith("<?xml"));
    press(window, Qt::Key_E);
    QVERIFY(answers.done());
    QVERIFY(bytesOf(path("picture.PNG")).startsWith("\x89PNG"));
  }

  // An export is no design, whatever it is called.
  void theDesignsOwnFileIsLeft() {
    MainWindow& window = start();
    const QByteArray before = bytesOf(path("mine.nines"));
    Answers answers({exportAs(ExportFormat::svg), typePath(path("mine.nines"))});
    press(window, Qt::Key_E);
    QVERIFY(answers.done());
    QCOMPARE(bytesOf(path("mine.nines")), before);
    QVERIFY(bytesOf(path("mine.nines.svg")).startsWith("<?xml"));
  }

  void anEarlierExportIsReplacedWhenAsked() {
    MainWindow& window = start();
    {
      Answers first({exportAs(ExportFormat::svg), typePath(path("out.svg"))});
      press(window, Qt::Key_E);
      QVERIFY(first.done());
    }
    const QByteArray before = bytesOf(path("out.svg"));
    QVERIFY(window.session().submit(renameTo("Other")));
    {
      Answers kept({exportAs(ExportFormat::svg), typePath(path("out.svg")), pressKey(Qt::Key_Escape)});
      press(window, Qt::Key_E);
      QVERIFY(kept.done());
      QVERIFY(kept.said().last().contains("earlier export"));
      QCOMPARE(bytesOf(path("out.svg")), before);
    }
    Answers replaced({exportAs(ExportFormat::svg), typePath(path("out.svg")), clickButton("Replace")});
    press(window, Qt::Key_E);
    QVERIFY(replaced.done());
    QCOMPARE(bytesOf(path("out.svg")), bytesFor(window, ExportFormat::svg));
  }

  // Enter alone replaces nothing of others.
  void filesOfOthersAreKept() {
    MainWindow& window = start();
    writeBytes(path("notes.svg"), "mine");
    {
      Answers answers({exportAs(ExportFormat::svg), typePath(path("notes.svg")), pressKey(Qt::Key_Return)});
      press(window, Qt::Key_E);
      QVERIFY(answers.done());
      QVERIFY(answers.said().last().contains("was not exported by Nines"));
      QCOMPARE(bytesOf(path("notes.svg")), QByteArray("mine"));
    }
    Answers answers({exportAs(ExportFormat::svg), typePath(path("notes.svg")), clickButton("Replace")});
    press(window, Qt::Key_E);
    QVERIFY(answers.done());
    QVERIFY(bytesOf(path("notes.svg")).startsWith("<?xml"));
  }

  void whatCannotBeWrittenIsSaid() {
    MainWindow& window = start();
    QVERIFY(QDir(m_dir->path()).mkdir("locked"));
    QFile::setPermissions(path("locked"), QFile::ReadOwner | QFile::ExeOwner);
    const bool root = QFileInfo(path("locked")).isWritable();  // nothing is locked for it
    const QString target = root ? path("missing/out.svg") : path("locked/out.svg");
    Answers answers({exportAs(ExportFormat::svg), typePath(target), pressKey(Qt::Key_Return)});
    press(window, Qt::Key_E);
    const QStringList said = answers.said();
    QVERIFY(answers.done());
    QVERIFY2(said.last().startsWith("The file was not written\n"), qPrintable(said.last()));
    QVERIFY(said.last().contains("out.svg"));
    QCOMPARE(files(), QStringList{"mine.nines"});
    QVERIFY(QDir(path("locked")).isEmpty(QDir::Files | QDir::Hidden));
    QFile::setPermissions(path("locked"), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
  }

  // Giving up the file dialog leads back to the choices.
  void nothingIsWrittenWhenGivenUp() {
    MainWindow& window = start();
    Answers answers({exportAs(ExportFormat::png), pressKey(Qt::Key_Escape)});
    press(window, Qt::Key_E);
    QVERIFY(answers.done());
    QCOMPARE(files(), QStringList{"mine.nines"});
  }

  void theSelectionCanBeExported() {
    MainWindow& window = start();
    Driver driver(window);
    driver.select("left");
    QStringList parts;
    Answers answers({[&parts](QWidget* dialog) {
      const QComboBox* combo = qobject_cast<ExportDialog*>(dialog)->form()->parts();
      for (int i = 0; i < combo->count(); ++i) parts << combo->itemText(i);
      QTest::keyClick(dialog, Qt::Key_Escape);
    }});
    driver.menu("File", QStringLiteral("Export…"));
    QVERIFY(answers.done());
    QCOMPARE(parts, (QStringList{"Whole design", "Selection: left"}));
  }

  // In a drill pictures show the moment that the window shows.
  void theDrillIsExported() {
    start();
    m_windows->openExample(QStringLiteral("templates/orders.nines"), m_windows->all().first());
    MainWindow& window = *m_windows->all().last();
    QApplication::setActiveWindow(&window);
    QVERIFY(QTest::qWaitForWindowActive(&window, kPatience));
    window.drill().setOutage({{OutagePart{OutageKind::zone, "eu-west-1a"}}});
    QTRY_VERIFY_WITH_TIMEOUT(window.drill().drill(), kPatience);
    window.drill().pause();
    window.drill().setTime(window.drill().length());
    QString moment;
    Answers answers({[&moment](QWidget* dialog) {
                       moment = qobject_cast<ExportDialog*>(dialog)->form()->moments()->currentText();
                       exportAs(ExportFormat::svg)(dialog);
                     },
                     typePath(path("out"))});
    press(window, Qt::Key_E);
    QVERIFY(answers.done());
    QVERIFY2(moment.startsWith("Drill after ") && moment.endsWith(" at worst"), qPrintable(moment));
    QVERIFY(bytesOf(path("out.svg")).contains(">Promoted"));
    const auto copied = [&window] {
      for (QAction* copy : window.findChildren<QAction*>()) {
        if (copy->text().remove('&') == "Copy as picture") copy->trigger();
      }
      return QGuiApplication::clipboard()->mimeData()->data("image/svg+xml");
    };
    QVERIFY(copied().contains(">Promoted"));
    window.drill().end();
    QVERIFY(!copied().contains(">Promoted") && copied().contains(">orders-db<"));
  }

  void anEmptyDesignHasNothingToExport() {
    MainWindow& window = start(Topology());
    QAction* exports = action(window, QStringLiteral("Export…"));
    QVERIFY(exports && !exports->isEnabled());
    QVERIFY(!action(window, "Copy as picture")->isEnabled());
    Node node;
    node.id = node.name = "users";
    node.kind = "users";
    node.rect = {0, 0, 146, 52};
    QVERIFY(window.session().submit({"Add", {AddNode{node}}}));
    QVERIFY(exports->isEnabled());
  }

  void findingsAndMatrixFromTheMenu() {
    Topology t = twoCards("Design");
    Node db;
    db.id = db.name = "db";
    db.kind = "rds-instance";
    db.rect = {0, 100, 146, 52};
    t.nodes.put(db);
    t.links.put({"left-db", "uses", "left", "db", {}, {}, {}});
    MainWindow& window = start(t);
    Driver driver(window);
    QTRY_VERIFY_WITH_TIMEOUT(window.session().report(), kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(action(window, "Copy findings as Markdown")->isEnabled(), kPatience);
    driver.menu("Review", "Copy findings as Markdown");
    QVERIFY2(QGuiApplication::clipboard()->text().startsWith("# Findings: Design\n"),
             qPrintable(QGuiApplication::clipboard()->text()));
    QVERIFY(window.statusBar()->currentMessage().contains("Markdown"));
    QTRY_VERIFY_WITH_TIMEOUT(action(window, "Copy recovery matrix as Markdown")->isEnabled(), kPatience);
    driver.menu("Review", "Copy recovery matrix as Markdown");
    QVERIFY(QGuiApplication::clipboard()->text().startsWith("# Recovery: Design\n"));
  }
};

QTEST_MAIN(TestWindowExport)
#include "test_window_export.moc"
