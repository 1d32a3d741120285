// Opening, saving, closing and recovering with the windows themselves: real events, real dialogs.
#include <QDockWidget>
#include <QMimeData>
#include <QScreen>
#include <QTemporaryDir>

#include "canvas/canvas_view.h"
#include "formats/native.h"
#include "main_window.h"
#include "recent_files.h"
#include "session.h"
#include "window_support.h"

using namespace nines;
using test::Answers;
using test::clickButton;
using test::clickStandard;
using test::pressKey;
using test::renameTo;
using test::typePath;

class TestWindows : public QObject {
  Q_OBJECT

 private:
  std::unique_ptr<QTemporaryDir> m_dir;

  QString path(const QString& name) const { return m_dir->filePath(name); }
  QString designFile(const QString& name, const Topology& topology = test::twoCards("Design")) {
    test::writeBytes(path(name), QByteArray::fromStdString(writeDesign(topology)));
    return path(name);
  }
  static std::string nameIn(const QString& file) {
    const auto topology = loadDesign(file.toStdString(), Catalogue::shipped());
    return topology ? topology->name : topology.error().text();
  }
  static MainWindow& shown(Windows& windows, qsizetype index = 0) {
    MainWindow* window = windows.all().at(index);
    if (!QTest::qWaitForWindowExposed(window, test::kPatience))
      QTest::qFail("the window does not show", __FILE__, __LINE__);
    QApplication::setActiveWindow(window);
    return *window;
  }
  // Shortcuts reach the active window only; after a dialog that takes a moment.
  static void press(MainWindow& window, Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::ControlModifier) {
    QApplication::setActiveWindow(&window);
    if (!QTest::qWaitForWindowActive(&window, test::kPatience))
      QTest::qFail("the window is not active", __FILE__, __LINE__);
    QTest::keyClick(&window, key, modifiers);
  }
  static int open(const Windows& windows) {
    QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    int count = 0;
    for (const auto& window : windows.all()) count += window && window->isVisible();
    return count;
  }
  static void drop(MainWindow& window, const QStringList& files) {
    QMimeData data;
    QList<QUrl> urls;
    for (const QString& file : files) urls.append(QUrl::fromLocalFile(file));
    data.setUrls(urls);
    QDragEnterEvent enter({20, 20}, Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(&window, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent event({20, 20}, Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(&window, &event);
    QVERIFY(event.isAccepted());
    QCoreApplication::processEvents();
  }
  // What a program that ended in the middle would leave.
  static void leaveJournal(const Topology& before, const QString& file, const std::string& renamedTo) {
    Journal journal(Windows::journalFolder().toStdString());
    QVERIFY(journal.append(renameTo(renamedTo), before, file.toStdString()).ok());
  }
  static int journals() {
    return static_cast<int>(QDir(Windows::journalFolder()).entryList({QStringLiteral("*.journal")}).size());
  }

 private slots:
  void initTestCase() { test::isolate(QStringLiteral("windows")); }
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

  // A crash before the first edit left its mark: nobody is asked about nothing.
  void nothingToRecoverIsNotOffered() {
    {
      Journal journal(Windows::journalFolder().toStdString());
      QVERIFY(journal.begin(test::twoCards("Design"), "", {}, false).ok());
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
    Answers answers({clickStandard(button)});
    press(window, Qt::Key_W);
    QVERIFY(answers.done());
    QVERIFY(answers.said().first().contains(QStringLiteral("Edited")));
    QCOMPARE(open(windows), closes ? 0 : 1);
    QCOMPARE(QString::fromStdString(nameIn(file)), inFile);
    QCOMPARE(journals(), closes ? 0 : 1);
    if (closes) return;
    QVERIFY(window.session().isModified());
    window.session().discardChanges();
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

  // A picture is no design, whatever it is called.
  void exportRefusesOtherEndings() {
    const QString file = designFile(QStringLiteral("a.nines"));
    const QByteArray before = test::bytesOf(file);
    Windows windows;
    windows.start({file});
    MainWindow& window = shown(windows);
    Answers answers({typePath(file), clickStandard(QMessageBox::Yes), clickStandard(QMessageBox::Ok)});
    press(window, Qt::Key_E);
    QVERIFY(answers.done());
    QVERIFY(answers.said().last().contains(QStringLiteral("not as .nines")));
    QCOMPARE(test::bytesOf(file), before);
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
    Answers none({});
    press(window, Qt::Key_S);
    QVERIFY(none.done());
    QVERIFY(!window.session().isModified());
  }

  // --- opening ---

  void severalFilesSeveralWindows() {
    const QString a = designFile(QStringLiteral("a.nines"), test::twoCards("A"));
    const QString b = designFile(QStringLiteral("b.nines"), test::twoCards("B"));
    QVERIFY(QFile::link(b, path(QStringLiteral("b-again.nines"))));
    Windows windows;
    windows.start({a, b, a, path(QStringLiteral("./b.nines")), path(QStringLiteral("b-again.nines"))});
    QCOMPARE(open(windows), 2);
    QVERIFY(shown(windows, 0).windowTitle().startsWith(QStringLiteral("A")));
    QVERIFY(shown(windows, 1).windowTitle().startsWith(QStringLiteral("B")));
    QVERIFY(shown(windows, 0).pos() != shown(windows, 1).pos());
  }

  void droppedFilesOpen() {
    const QString a = designFile(QStringLiteral("a.nines"), test::twoCards("A"));
    const QString b = designFile(QStringLiteral("b.nines"), test::twoCards("B"));
    Windows windows;
    windows.start({});
    MainWindow& window = shown(windows);
    drop(window, {a, b});
    QCOMPARE(open(windows), 2);
    QCOMPARE(window.session().path(), a.toStdString());  // was empty and untouched
    // What is edited stays where it is.
    QVERIFY(window.session().submit(renameTo("Edited")));
    drop(window, {designFile(QStringLiteral("c.nines"))});
    QCOMPARE(open(windows), 3);
    QCOMPARE(window.session().title(), QStringLiteral("Edited"));
    window.session().discardChanges();
  }

  void whatIsNoFileIsNotTaken() {
    Windows windows;
    windows.start({});
    QMimeData data;
    data.setText(QStringLiteral("text"));
    QDragEnterEvent enter({20, 20}, Qt::CopyAction, &data, Qt::LeftButton, {});
    enter.ignore();
    QApplication::sendEvent(&shown(windows), &enter);
    QVERIFY(!enter.isAccepted());
  }

  void openedByDialog() {
    const QString a = designFile(QStringLiteral("a.nines"), test::twoCards("A"));
    Windows windows;
    windows.start({});
    Answers answers({typePath(a)});
    press(shown(windows), Qt::Key_O);
    QVERIFY(answers.done());
    QCOMPARE(open(windows), 1);
    QCOMPARE(shown(windows).session().path(), a.toStdString());
  }

  void recentFilesNewestFirst() {
    QStringList files;
    for (int i = 0; i < RecentFiles::kMost + 2; ++i) {
      files.append(designFile(QStringLiteral("%1 & co.nines").arg(i)));
      RecentFiles::add(files.last());
    }
    RecentFiles::add(files[5]);
    QVERIFY(QFile::remove(files.last()));
    QStringList expected{files[5]};
    for (qsizetype i = files.size() - 2; expected.size() < RecentFiles::kMost - 1; --i)
      if (i != 5) expected.append(files[i]);
    QCOMPARE(RecentFiles::list(), expected);

    Windows windows;
    windows.start({});
    MainWindow& window = shown(windows);
    QMenu* recent = nullptr;
    for (auto* menu : window.findChildren<QMenu*>())
      if (menu->title().contains(QStringLiteral("recent"))) recent = menu;
    QVERIFY(recent);
    recent->popup({0, 0});
    QCOMPARE(recent->actions().first()->text(), QStringLiteral("5 && co.nines"));
    QTest::keyClick(recent, Qt::Key_Down);
    QTest::keyClick(recent, Qt::Key_Return);
    QCOMPARE(window.session().path(), files[5].toStdString());
    recent->popup({0, 0});
    QTest::mouseClick(recent, Qt::LeftButton, {}, recent->actionGeometry(recent->actions().last()).center());
    QVERIFY(RecentFiles::list().isEmpty());
  }

  // --- bad files ---

  void badFileChangesNothing_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("place");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char* name, QByteArray bytes, const char* place, const char* reason) {
      QTest::newRow(name) << bytes << QString::fromUtf8(place) << QString::fromUtf8(reason);
    };
    const QByteArray node = R"({"id": "a", "kind": "region"})";
    row("no JSON", "hello\n", ":1:1", "JSON");
    row("empty", "", ":1:1", "");
    row("cut off", R"({"nines": 1, "nodes": [)" + node + ",", ":1:", "");
    row("wrong type", R"({"nines": 1, "name": 7})", ":1:22 (/name)", "");
    row("duplicate id", R"({"nines": 1, "nodes": [)" + node + "," + node + "]}", "/nodes/1", "a");
    row("duplicate key", R"({"nines": 1, "name": "a", "name": "b"})", ":1:", "name");
    row("no parent", R"({"nines": 1, "nodes": [{"id": "a", "kind": "az", "parent": "b"}]})", "/nodes/0/parent", "b");
    row("circle",
        R"({"nines": 1, "nodes": [{"id": "a", "kind": "az", "parent": "b"}, {"id": "b", "kind": "az", "parent": "a"}]})",
        "/nodes/", "");
    row("link to nothing",
        R"({"nines": 1, "nodes": [)" + node + R"(], "links": [{"id": "l", "kind": "uses", "from": "a", "to": "x"}]})",
        "/links/0/to", "x");
    row("not finite", R"({"nines": 1, "nodes": [{"id": "a", "kind": "az", "rect": [0, 0, 1e999, 5]}]})", ":1:", "");
    row("invalid UTF-8", "{\"nines\": 1, \"name\": \"\xff\xfe\"}", ":1:", "UTF-8");
    row("future version", R"({"nines": 99})", ":1:", "99");
    row("a million brackets", QByteArray(1'000'000, '['), ":1:", "");
  }
  void badFileChangesNothing() {
    QFETCH(QByteArray, bytes);
    QFETCH(QString, place);
    QFETCH(QString, reason);
    const QString bad = path(QStringLiteral("bad <b>.nines"));
    test::writeBytes(bad, bytes);
    const QString message = messageFor(bad);
    QVERIFY2(message.contains(bad + place.left(place.startsWith(QLatin1Char(':')) ? place.size() : 0)),
             qPrintable(message));
    QVERIFY2(message.contains(place), qPrintable(message));
    QVERIFY2(message.section(place, -1).contains(reason), qPrintable(message));
    QCOMPARE(test::bytesOf(bad), bytes);
  }

  void whatIsNoDesignFileChangesNothing() {
    const QString huge = path(QStringLiteral("huge.nines"));
    test::writeBytes(huge, "{");
    QVERIFY(QFile::resize(huge, qint64{300} * 1024 * 1024));
    QVERIFY(messageFor(huge).contains(QStringLiteral("huge.nines: is larger than the limit")));
    QVERIFY(messageFor(m_dir->path()).contains(QStringLiteral("is a folder")));
    const QString missing = messageFor(path(QStringLiteral("missing.nines")));
    QVERIFY2(missing.contains(QStringLiteral("missing.nines: cannot be opened")), qPrintable(missing));
  }

  void badFilesAtTheStart() {
    const QString bad = path(QStringLiteral("bad.nines"));
    test::writeBytes(bad, "hello");
    Windows windows;
    Answers answers({pressKey(Qt::Key_Return), pressKey(Qt::Key_Return)});
    windows.start({bad, designFile(QStringLiteral("a.nines")), path(QStringLiteral("missing.nines"))});
    QVERIFY(answers.done());
    QCOMPARE(open(windows), 1);
    QCOMPARE(QString::fromStdString(shown(windows).session().path()), path(QStringLiteral("a.nines")));
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
    Answers none({});
    press(window, Qt::Key_S);
    QVERIFY(none.done());
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

  // --- layout ---

  // Further windows stand a little aside; that must not push the next sessions' first one off the screen. The platform
  // may add its frame with each session.
  void theCascadeDoesNotWander() {
    constexpr int kSessions = 4;
    QPoint first;
    for (int session = 0; session < kSessions; ++session) {
      Windows windows;
      windows.start({designFile(QStringLiteral("a.nines")), designFile(QStringLiteral("b.nines"))});
      MainWindow& window = shown(windows);
      if (session == 0) first = window.pos();
      const QPoint moved = window.pos() - first;
      QVERIFY2(moved.x() < 28 && moved.y() < 28, qPrintable(QString::number(session)));
      const QRect screen = window.screen()->availableGeometry();
      for (const MainWindow* each : windows.all()) QVERIFY(screen.contains(each->frameGeometry().topLeft()));
      QVERIFY(windows.closeAll());
    }
  }

  void layoutIsRemembered() {
    {
      Windows windows;
      windows.start({});
      MainWindow& window = shown(windows);
      for (const char* dock : {"palette", "inspector", "availability"})
        window.findChild<QDockWidget*>(QString::fromLatin1(dock))->toggleViewAction()->trigger();
      QCoreApplication::processEvents();  // without these the window can be smaller
      window.resize(731, 617);
      QCOMPARE(window.size(), QSize(731, 617));
      window.move(33, 44);
      window.addDockWidget(Qt::LeftDockWidgetArea, window.findChild<QDockWidget*>(QStringLiteral("findings")));
      QVERIFY(window.close());
    }
    Windows windows;
    windows.start({});
    MainWindow& window = shown(windows);
    QCOMPARE(window.size(), QSize(731, 617));
    QCOMPARE(window.pos(), QPoint(33, 44));
    for (const char* dock : {"palette", "inspector", "availability"})
      QVERIFY(window.findChild<QDockWidget*>(QString::fromLatin1(dock))->isHidden());
    QVERIFY(window.findChild<QDockWidget*>(QStringLiteral("findings"))->isVisible());
    QCOMPARE(window.dockWidgetArea(window.findChild<QDockWidget*>(QStringLiteral("findings"))), Qt::LeftDockWidgetArea);
  }

  void windowComesBackOnTheScreen_data() {
    QTest::addColumn<QPoint>("where");
    QTest::newRow("right") << QPoint(5000, 100);
    QTest::newRow("left") << QPoint(-5000, 100);
    QTest::newRow("below") << QPoint(100, 5000);
    QTest::newRow("above") << QPoint(100, -5000);
    QTest::newRow("only a corner is left") << QPoint(797, 797);
  }
  void windowComesBackOnTheScreen() {
    QFETCH(QPoint, where);
    {
      Windows windows;
      windows.start({});
      MainWindow& window = shown(windows);
      window.resize(600, 500);
      window.move(where);
      QVERIFY(window.close());
    }
    Windows windows;
    windows.start({});
    const QRect frame = shown(windows).frameGeometry();
    const QRect seen = frame & shown(windows).screen()->availableGeometry();
    QVERIFY2(seen.width() >= 40 && seen.height() >= 40, qPrintable(QDebug::toString(frame)));
    QVERIFY(seen.top() == frame.top());  // its title can be grabbed
  }

 private:
  // Drops a file that cannot be opened onto a window with an edited design; gives what was said.
  QString messageFor(const QString& bad) {
    const QString good = designFile(QStringLiteral("good.nines"));
    const QByteArray goodBytes = test::bytesOf(good);
    Windows windows;
    windows.start({good});
    MainWindow& window = shown(windows);
    if (!window.session().submit(renameTo("Edited"))) return {};
    const auto design = window.session().design();
    bool plain = false;  // "<b>" in a file's name is no markup
    Answers answers({[&](QWidget* dialog) {
      plain = true;
      for (auto* label : dialog->findChildren<QLabel*>())
        plain = plain && (label->text().isEmpty() || label->textFormat() == Qt::PlainText);
      QTest::keyClick(dialog, Qt::Key_Return);
    }});
    drop(window, {bad});
    const bool untouched = answers.done() && plain && open(windows) == 1 && window.session().design() == design &&
                           window.session().isModified() && test::bytesOf(good) == goodBytes &&
                           window.session().undoStack()->count() == 1 && !RecentFiles::list().contains(bad);
    window.session().discardChanges();
    if (!untouched) QTest::qFail("something changed, or not one message", __FILE__, __LINE__);
    return answers.said().value(0);
  }
};

QTEST_MAIN(TestWindows)
#include "test_windows.moc"
