// Closing, saving and recovering with the windows themselves: real events, real dialogs.
#include "canvas/canvas_view.h"
#include "recent_files.h"
#include "windows_fixture.h"

using namespace nines;
using test::Answers;
using test::clickButton;
using test::clickStandard;
using test::pressKey;
using test::renameTo;
using test::typePath;

class TestClosing : public test::WindowsFixture {
  Q_OBJECT

 private slots:
  void initTestCase() { test::isolate(QStringLiteral("closing")); }
  void init() {
    test::forgetEverything();
    m_dir = std::make_unique<QTemporaryDir>();
  }

  // --- closing ---

  void closingUntouchedAsksNothing() {
    Windows windows;
    windows.start({designFile(QStringLiteral("a.nines"))});
    Answers answers({});
    QVERIFY(shown(windows).close());
    QVERIFY(answers.done());
    QCOMPARE(open(windows), 0);
  }

  // Whatever was undone again needs no recovery.
  void closingAfterUndoLeavesNothing() {
    Windows windows;
    windows.start({designFile(QStringLiteral("a.nines"))});
    MainWindow& window = shown(windows);
    QVERIFY(window.session().submit(renameTo("Edited")));
    window.session().undoStack()->undo();
    QCOMPARE(journals(), 1);
    Answers answers({});
    QVERIFY(window.close());
    QVERIFY(answers.done());
    QCOMPARE(journals(), 0);
  }

  // A crash before the first edit, or after all were undone, left its mark: nobody is asked about nothing.
  void nothingToRecoverIsNotOffered_data() {
    QTest::addColumn<std::vector<Edit>>("edits");
    QTest::newRow("before the first edit") << std::vector<Edit>{};
    QTest::newRow("after undoing all") << std::vector<Edit>{renameTo("Edited"), renameTo("Design")};
  }
  void nothingToRecoverIsNotOffered() {
    QFETCH(std::vector<Edit>, edits);
    {
      Journal journal(Windows::journalFolder().toStdString());
      QVERIFY(journal.begin(test::twoCards("Design"), "", edits, false).ok());
    }
    Windows windows;
    Answers answers({});
    windows.start({});
    QVERIFY(answers.done());
    QCOMPARE(journals(), 0);
  }

  void closingAsks_data() {
    QTest::addColumn<QMessageBox::StandardButton>("button");
    QTest::addColumn<bool>("closes");
    QTest::addColumn<QString>("inFile");
    QTest::newRow("save") << QMessageBox::Save << true << "Edited";
    QTest::newRow("discard") << QMessageBox::Discard << true << "Design";
    QTest::newRow("cancel") << QMessageBox::Cancel << false << "Design";
  }
  void closingAsks() {
    QFETCH(QMessageBox::StandardButton, button);
    QFETCH(bool, closes);
    QFETCH(QString, inFile);
    const QString file = designFile(QStringLiteral("a.nines"));
    Windows windows;
    windows.start({file});
    MainWindow& window = shown(windows);
    QVERIFY(window.session().submit(renameTo("Edited")));
    QVERIFY(window.isWindowModified());
    bool marked = false;
    Answers answers({[&](QWidget* box) {
      marked = box->isWindowModified() && box->windowTitle() == QStringLiteral("Edited[*] — Nines");
      clickStandard(button)(box);
    }});
    press(window, Qt::Key_W);
    QVERIFY(answers.done());
    QVERIFY(marked);
    QVERIFY(answers.said().first().startsWith(QStringLiteral("Save the changes to “a.nines”?")));
    QCOMPARE(open(windows), closes ? 0 : 1);
    QCOMPARE(QString::fromStdString(nameIn(file)), inFile);
    QCOMPARE(journals(), closes ? 0 : 1);
    if (closes) return;
    QVERIFY(window.session().isModified());
    window.session().discardChanges();
  }

  // What was never saved has no other name than its own.
  void aDesignWithoutAFileGoesByItsName() {
    Windows windows;
    windows.start({});
    MainWindow& window = shown(windows);
    QVERIFY(window.session().submit(renameTo("Edited")));
    Answers answers({clickStandard(QMessageBox::Discard)});
    QVERIFY(window.close());
    QVERIFY(answers.done());
    QVERIFY(answers.said().first().startsWith(QStringLiteral("Save the changes to “Edited”?")));
  }

  void escapeMeansCancel() {
    Windows windows;
    windows.start({designFile(QStringLiteral("a.nines"))});
    MainWindow& window = shown(windows);
    QVERIFY(window.session().submit(renameTo("Edited")));
    Answers answers({pressKey(Qt::Key_Escape)});
    QVERIFY(!window.close());
    QVERIFY(answers.done());
    QCOMPARE(journals(), 1);
  }

  void closingWithAFailedSaveStays() {
    const QString file = designFile(QStringLiteral("a.nines"));
    Windows windows;
    windows.start({file});
    MainWindow& window = shown(windows);
    QVERIFY(window.session().submit(renameTo("Edited")));
    QVERIFY(QFile::remove(file));
    QVERIFY(QDir().mkdir(file));
    Answers answers(
        {clickStandard(QMessageBox::Save), clickButton(QStringLiteral("Overwrite")), pressKey(Qt::Key_Return)});
    QVERIFY(!window.close());
    QVERIFY(answers.done());
    QVERIFY(answers.said().last().contains(QStringLiteral("folder")));
    QVERIFY(window.session().isModified());
    QCOMPARE(journals(), 1);
  }

  // One "Cancel" among several keeps all windows, with what they hold.
  void quitIsAllOrNothing() {
    const QStringList files{designFile(QStringLiteral("a.nines")), designFile(QStringLiteral("b.nines")),
                            designFile(QStringLiteral("c.nines"))};
    Windows windows;
    windows.start(files);
    QCOMPARE(open(windows), 3);
    QVERIFY(shown(windows, 0).session().submit(renameTo("Edited A")));
    QVERIFY(shown(windows, 1).session().submit(renameTo("Edited B")));
    {
      Answers answers({clickStandard(QMessageBox::Discard), clickStandard(QMessageBox::Cancel)});
      press(shown(windows, 2), Qt::Key_Q);
      QVERIFY(answers.done());
    }
    QCOMPARE(open(windows), 3);
    QVERIFY(shown(windows, 0).session().isModified());
    QCOMPARE(journals(), 2);
    {
      // What was said then counts for then: it asks again.
      Answers answers({clickStandard(QMessageBox::Save), clickStandard(QMessageBox::Discard)});
      press(shown(windows, 2), Qt::Key_Q);
      QVERIFY(answers.done());
    }
    QCOMPARE(open(windows), 0);
    QCOMPARE(nameIn(files[0]), std::string("Edited A"));
    QCOMPARE(nameIn(files[1]), std::string("Design"));
    QCOMPARE(journals(), 0);
  }

  // --- saving ---

  void neverSavedAsksWhere() {
    Windows windows;
    windows.start({});
    MainWindow& window = shown(windows);
    QVERIFY(window.session().submit(renameTo("Fresh")));
    const QString file = path(QStringLiteral("fresh.nines"));
    {
      Answers answers({pressKey(Qt::Key_Escape)});
      press(window, Qt::Key_S);
      QVERIFY(answers.done());
      QVERIFY(window.session().isModified());
      QVERIFY(QDir(m_dir->path()).isEmpty());
    }
    Answers answers({typePath(path(QStringLiteral("fresh")))});  // the ending comes by itself
    press(window, Qt::Key_S);
    QVERIFY(answers.done());
    QCOMPARE(nameIn(file), std::string("Fresh"));
    QCOMPARE(window.session().path(), file.toStdString());
    QVERIFY(!window.isWindowModified());
    QVERIFY(window.windowTitle().startsWith(QStringLiteral("Fresh")));
    QCOMPARE(RecentFiles::list(), QStringList{file});
  }

  // The question is about the file that is written, also where its ending was not typed.
  void overwritingIsAsked_data() {
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("answer");
    QTest::addColumn<QString>("inFile");
    QTest::newRow("yes") << "other.nines" << "Yes" << "Edited";
    QTest::newRow("yes, without ending") << "other" << "Yes" << "Edited";
    QTest::newRow("no") << "other.nines" << "No" << "Other";
    QTest::newRow("no, without ending") << "other" << "No" << "Other";
  }
  void overwritingIsAsked() {
    QFETCH(QString, typed);
    QFETCH(QString, answer);
    QFETCH(QString, inFile);
    const QString other = designFile(QStringLiteral("other.nines"), test::twoCards("Other"));
    Windows windows;
    windows.start({designFile(QStringLiteral("a.nines"))});
    MainWindow& window = shown(windows);
    QVERIFY(window.session().submit(renameTo("Edited")));
    std::vector<Answers::Answer> steps{typePath(path(typed)), clickButton(answer)};
    if (answer == QLatin1String("No")) {
      // Back in the file dialog.
      steps[1] = [answer](QWidget* dialog) {
        clickButton(answer)(dialog);
        QTimer::singleShot(0, qApp, [] {
          if (QWidget* files = QApplication::activeModalWidget()) QTest::keyClick(files, Qt::Key_Escape);
        });
      };
    }
    Answers answers(steps);
    press(window, Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(answers.done());
    QCOMPARE(QString::fromStdString(nameIn(other)), inFile);
    QCOMPARE(window.session().isModified(), answer == QLatin1String("No"));
    window.session().discardChanges();
  }

  void savingOverAnOpenDesignIsRefused() {
    const QString b = designFile(QStringLiteral("b.nines"), test::twoCards("B"));
    Windows windows;
    windows.start({designFile(QStringLiteral("a.nines")), b});
    Answers answers({typePath(b), clickButton(QStringLiteral("Yes")), pressKey(Qt::Key_Return)});
    press(shown(windows, 0), Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(answers.done());
    QVERIFY(answers.said().last().contains(QStringLiteral("open in another window")));
    QCOMPARE(nameIn(b), std::string("B"));
  }

  // Another stamp alone is no other content.
  void aTouchedFileIsSavedWithoutAsking() {
    const QString file = designFile(QStringLiteral("a.nines"));
    Windows windows;
    windows.start({file});
    MainWindow& window = shown(windows);
    QVERIFY(window.session().submit(renameTo("Edited")));
    QVERIFY(QFile::remove(file));
    designFile(QStringLiteral("a.nines"));
    Answers none({});
    press(window, Qt::Key_S);
    QVERIFY(none.done());
    QCOMPARE(nameIn(file), std::string("Edited"));
  }

  void othersChangesAreNotOverwrittenSilently_data() {
    QTest::addColumn<QString>("answer");
    QTest::addColumn<QString>("inFile");
    QTest::addColumn<bool>("modified");
    QTest::newRow("cancel") << "Cancel" << "By another" << true;
    QTest::newRow("overwrite") << "Overwrite" << "Edited" << false;
    QTest::newRow("another name") << "Save as" << "By another" << false;
  }
  void othersChangesAreNotOverwrittenSilently() {
    QFETCH(QString, answer);
    QFETCH(QString, inFile);
    QFETCH(bool, modified);
    const QString file = designFile(QStringLiteral("a.nines"));
    Windows windows;
    windows.start({file});
    MainWindow& window = shown(windows);
    QVERIFY(window.session().submit(renameTo("Edited")));
    designFile(QStringLiteral("a.nines"), test::twoCards("By another"));
    std::vector<Answers::Answer> steps{clickButton(answer)};
    if (answer == QLatin1String("Save as")) steps.push_back(typePath(path(QStringLiteral("mine.nines"))));
    Answers answers(steps);
    press(window, Qt::Key_S);
    QVERIFY(answers.done());
    QVERIFY(answers.said().first().contains(QStringLiteral("a.nines")));
    QCOMPARE(QString::fromStdString(nameIn(file)), inFile);
    QCOMPARE(window.session().isModified(), modified);
    if (answer == QLatin1String("Save as")) QCOMPARE(nameIn(path(QStringLiteral("mine.nines"))), std::string("Edited"));
    // From now on nobody is asked again.
    if (modified) return window.session().discardChanges();
    QVERIFY(window.session().submit(renameTo("Later")));
    press(window, Qt::Key_S);
    QVERIFY(answers.done());
    QVERIFY(!window.session().isModified());
  }

  // --- recovery ---

  void recoveryIsOffered_data() {
    QTest::addColumn<QString>("answer");
    QTest::addColumn<QString>("title");
    QTest::addColumn<int>("journalsLeft");
    QTest::newRow("recover") << "Recover" << "Edited" << 1;
    QTest::newRow("discard") << "Discard edits" << "Untitled" << 0;
    QTest::newRow("later") << "Ask later" << "Untitled" << 1;
  }
  void recoveryIsOffered() {
    QFETCH(QString, answer);
    QFETCH(QString, title);
    QFETCH(int, journalsLeft);
    const QString file = designFile(QStringLiteral("a.nines"));
    const QByteArray bytes = test::bytesOf(file);
    leaveJournal(test::twoCards("Design"), file, "Edited");
    Windows windows;
    Answers answers({clickButton(answer)});
    windows.start({});
    QVERIFY(answers.done());
    QVERIFY(answers.said().first().contains(QStringLiteral("a.nines")));
    QVERIFY(answers.said().first().contains(QStringLiteral("1 edit ")));
    QCOMPARE(open(windows), 1);
    MainWindow& window = shown(windows);
    QCOMPARE(window.session().title(), title);
    QCOMPARE(journals(), journalsLeft);
    QCOMPARE(test::bytesOf(file), bytes);  // never without being asked
    const bool recovered = answer == QLatin1String("Recover");
    QCOMPARE(window.session().isModified(), recovered);
    if (!recovered) return;
    press(window, Qt::Key_S);
    QVERIFY(answers.done());
    QCOMPARE(nameIn(file), std::string("Edited"));
    QCOMPARE(journals(), 0);
  }

  // The file that the edits belong to is on the command line too: one window, not two that write to one file.
  void recoveryContinuesTheOpenedFile() {
    const QString file = designFile(QStringLiteral("a.nines"));
    leaveJournal(test::twoCards("Design"), file, "Edited");
    Windows windows;
    Answers answers({pressKey(Qt::Key_Return)});
    windows.start({file});
    QVERIFY(answers.done());
    QCOMPARE(open(windows), 1);
    QCOMPARE(shown(windows).session().title(), QStringLiteral("Edited"));
    shown(windows).session().discardChanges();
  }

  void everyDesignIsOffered() {
    leaveJournal({}, {}, "First");
    leaveJournal({}, {}, "Second");
    test::writeBytes(Windows::journalFolder() + QStringLiteral("/0-broken.journal"), "nonsense\n");
    Windows windows;
    Answers answers({pressKey(Qt::Key_Return), pressKey(Qt::Key_Return), pressKey(Qt::Key_Return)});
    windows.start({});
    QVERIFY(answers.done());
    QVERIFY(answers.said().first().contains(QStringLiteral("0-broken.journal")));
    QCOMPARE(open(windows), 2);
    QCOMPARE(shown(windows, 0).session().title(), QStringLiteral("First"));
    QCOMPARE(shown(windows, 1).session().title(), QStringLiteral("Second"));
    QVERIFY(QFileInfo::exists(Windows::journalFolder() + QStringLiteral("/0-broken.journal")));
    for (const auto& window : windows.all()) window->session().discardChanges();
  }
};

QTEST_MAIN(TestClosing)
#include "test_closing.moc"
