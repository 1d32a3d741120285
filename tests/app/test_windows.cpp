// Opening with the windows themselves, and where they stand: real events, real dialogs.
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QScreen>
#include <QStatusBar>
#include <QTreeView>

#include "canvas/canvas_view.h"
#include "inspector/inspector_panel.h"
#include "recent_files.h"
#include "windows_fixture.h"

using namespace nines;
using test::Answers;
using test::clickButton;
using test::clickStandard;
using test::pressKey;
using test::renameTo;
using test::typePath;

class TestWindows : public test::WindowsFixture {
  Q_OBJECT

 private slots:
  void initTestCase() { test::isolate(QStringLiteral("windows")); }
  void init() {
    test::forgetEverything();
    m_dir = std::make_unique<QTemporaryDir>();
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

  // A design that nobody has named is called like its file, everywhere.
  void unnamedDesignIsCalledLikeItsFile() {
    Topology topology = test::twoCards("");
    Windows windows;
    windows.start({designFile(QStringLiteral("mine.nines"), topology)});
    MainWindow& window = shown(windows);
    const auto* field = window.findChild<InspectorPanel*>()->findChild<QLineEdit*>();
    QVERIFY(field && field->text().isEmpty());
    QCOMPARE(field->placeholderText(), QStringLiteral("mine"));
    QVERIFY(window.windowTitle().startsWith(QStringLiteral("mine")));
    QVERIFY(window.session().submit(renameTo("Given")));
    QTRY_COMPARE_WITH_TIMEOUT(field->text(), QStringLiteral("Given"), test::kPatience);
    window.session().undoStack()->undo();
    QTRY_COMPARE_WITH_TIMEOUT(field->text(), QString(), test::kPatience);
    QCOMPARE(field->placeholderText(), QStringLiteral("mine"));
  }

  // A window's title would end at the NUL, and the others are boxes: there is a blank in their place, as on the canvas.
  void controlCharactersAreBlanks() {
    Topology topology = test::twoCards(std::string("Or\0der\x1bs\x7f x", 11));
    Windows windows;
    windows.start({designFile("control.nines", topology)});
    MainWindow& window = shown(windows);
    QCOMPARE(window.windowTitle(), QStringLiteral("Or der s  x[*] — Nines"));
    for (const QLabel* label : window.findChildren<QLabel*>()) {
      QVERIFY2(std::ranges::none_of(label->text(), [](QChar c) { return c < QChar(' ') && c != '\n' && c != '\t'; }),
               qPrintable(label->text()));
    }
    QCOMPARE(window.session().design()->topology().name, topology.name);  // the file keeps them
  }

  // A name must not turn the words around that stand beside it: in titles, menus, questions and the list of steps.
  void namesTurnNoWordsAround() {
    const QString turned = QString::fromUtf8("plan\u202egpj.\u2067x\u200f");
    const auto isStraight = [](const QString& text) {
      return std::ranges::none_of(text, [](QChar c) { return c.category() == QChar::Other_Format; });
    };
    Topology topology = test::twoCards(turned.toStdString());
    Node node = *topology.nodes.rows().front();
    node.name = turned.toStdString();
    topology.nodes.put(node);
    Windows windows;
    windows.start({designFile(turned + ".nines", topology)});
    MainWindow& window = shown(windows);
    QVERIFY2(isStraight(window.windowTitle()), qPrintable(window.windowTitle()));
    QVERIFY(window.windowTitle().startsWith("plangpj.x"));
    QVERIFY(window.session().submit({"Rename " + node.name, {RenameNode{node.id, "y"}}}));
    QVERIFY2(isStraight(window.session().undoStack()->undoText()),
             qPrintable(window.session().undoStack()->undoText()));
    int actions = 0;
    const auto look = [&](const QMenu* menu) {
      for (const QAction* action : menu->actions()) {
        QVERIFY2(isStraight(action->text()) && isStraight(action->toolTip()), qPrintable(action->text()));
        ++actions;
      }
    };
    for (const QMenu* menu : window.findChildren<QMenu*>()) {
      emit const_cast<QMenu*>(menu)->aboutToShow();
      look(menu);
    }
    QVERIFY(actions > 20);
    for (const QLabel* label : window.findChildren<QLabel*>())
      QVERIFY2(isStraight(label->text()), qPrintable(label->text()));
    // The question before it is closed.
    Answers answers({[&](QWidget* dialog) {
      const auto* box = qobject_cast<QMessageBox*>(dialog);
      QVERIFY(box && isStraight(box->text()) && box->text().contains("plangpj.x"));
      QTest::keyClick(dialog, Qt::Key_Escape);
    }});
    QVERIFY(!window.close());
    QVERIFY(answers.done());
    // What is typed stays what it is.
    QCOMPARE(window.session().design()->topology().name, turned.toStdString());
    window.session().discardChanges();
  }

  // Files and places in them would be broken after every few words in the width that a message box takes by itself.
  void messagesHaveRoomForPlaces() {
    const QString bad = QFileInfo(designFile(QStringLiteral("a.nines"))).path() + QStringLiteral("/bad.nines");
    QFile file(bad);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("{\"nines\": 99999999999999999999}") > 0);
    file.close();
    Windows windows;
    windows.start({});
    MainWindow& window = shown(windows);
    Answers answers({[&](QWidget* dialog) {
      const auto* details = dialog->findChild<QLabel*>(QStringLiteral("qt_msgbox_informativelabel"));
      QVERIFY(details && details->text().contains("made by a newer Nines"));
      QVERIFY2(details->width() >= 380, qPrintable(QString::number(details->width())));
      QTest::keyClick(dialog, Qt::Key_Escape);
    }});
    windows.open({bad}, &window);
    QVERIFY(answers.done());
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

  // Sizes, kinds and dates are not cut.
  void fileDialogsHaveWholeColumns() {
    designFile(QStringLiteral("a.nines"), test::twoCards("A"));
    Windows windows;
    windows.start({path(QStringLiteral("a.nines"))});
    int whole = 0;
    const auto look = [&](QWidget* dialog) {
      auto* view = dialog->findChild<QTreeView*>(QStringLiteral("treeView"));
      // The folder is read by another thread.
      const auto isWhole = [view] {
        if (!view || view->model()->rowCount(view->rootIndex()) == 0) return false;
        for (int column = 1; column < 4; ++column) {
          if (view->columnWidth(column) < static_cast<QAbstractItemView*>(view)->sizeHintForColumn(column))
            return false;
        }
        return true;
      };
      whole += QTest::qWaitFor(isWhole, test::kPatience);
      QTest::keyClick(dialog, Qt::Key_Escape);
    };
    Answers answers({look, look});
    press(shown(windows), Qt::Key_O);
    press(shown(windows), Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(answers.done());
    QCOMPARE(whole, 2);
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
    Answers answers({pressKey(Qt::Key_Return)});
    windows.start({bad, designFile(QStringLiteral("a.nines")), path(QStringLiteral("missing.nines"))});
    QVERIFY(answers.done());
    const QStringList said = answers.said().value(0).split(QLatin1Char('\n'));
    QCOMPARE(said.size(), 3);
    QCOMPARE(said[0], QStringLiteral("2 files cannot be opened"));
    QVERIFY2(said[1].startsWith(bad + QLatin1String(":1:1")), qPrintable(said[1]));
    QVERIFY2(said[2].contains(QStringLiteral("missing.nines: cannot be opened")), qPrintable(said[2]));
    QCOMPARE(open(windows), 1);
    QCOMPARE(QString::fromStdString(shown(windows).session().path()), path(QStringLiteral("a.nines")));
  }

  void manyBadFilesFitIntoOneMessage() {
    Windows windows;
    windows.start({});
    QStringList files;
    for (int i = 0; i < 20; ++i) files << path(QStringLiteral("missing-%1.nines").arg(i));
    files.insert(3, designFile(QStringLiteral("good.nines")));
    Answers answers({pressKey(Qt::Key_Return)});
    drop(shown(windows), files);
    QVERIFY(answers.done());
    const QStringList said = answers.said().value(0).split(QLatin1Char('\n'));
    QCOMPARE(said.first(), QStringLiteral("20 files cannot be opened"));
    QCOMPARE(said.size(), 9);
    QCOMPARE(said.last(), QStringLiteral("and 13 more"));
    QCOMPARE(open(windows), 1);
    QCOMPARE(QString::fromStdString(shown(windows).session().path()), path(QStringLiteral("good.nines")));
  }

  void unknownProfileIsSaidInTheStatusBar() {
    Topology newer = test::twoCards("Newer");
    newer.profile = "aws-2030 <b>";
    Windows windows;
    windows.start({designFile(QStringLiteral("newer.nines"), newer)});
    MainWindow& window = shown(windows);
    const auto said = [&] {
      QStringList texts;
      for (const auto* label : window.statusBar()->findChildren<QLabel*>()) texts << label->text();
      return texts.join(QLatin1Char('|'));
    };
    QVERIFY2(said().contains(QStringLiteral("“aws-2030 &lt;b&gt;” is not known")), qPrintable(said()));
    QVERIFY2(said().contains(QStringLiteral("Course 2021")), qPrintable(said()));
    QVERIFY(window.session().submit({"Choose rule profile", {SetProfile{"aws-2026"}}}));
    QVERIFY2(!said().contains(QStringLiteral("not known")) && said().contains(QStringLiteral("AWS 2026")),
             qPrintable(said()));
    window.session().discardChanges();
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

  // Nor hide the lower edge of any of them, where the status bar is: a further window is made smaller, not pushed back.
  void furtherWindowsStandWhollyOnTheScreen() {
    {
      Windows windows;
      windows.start({});
      MainWindow& window = shown(windows);
      for (auto* dock : window.findChildren<QDockWidget*>()) dock->hide();
      QCoreApplication::processEvents();  // without these the window can be smaller
      window.resize(900, 900);
      window.move(0, 0);
      QVERIFY(window.close());
    }
    Windows windows;
    windows.start({designFile(QStringLiteral("a.nines")), designFile(QStringLiteral("b.nines")),
                   designFile(QStringLiteral("c.nines"))});
    QCOMPARE(windows.all().size(), 3);
    QPoint before;
    for (qsizetype i = 0; i < 3; ++i) {
      const MainWindow& window = shown(windows, i);
      const QRect screen = window.screen()->availableGeometry();
      QTRY_VERIFY2_WITH_TIMEOUT(screen.contains(window.windowHandle()->frameGeometry()),
                                qPrintable(QDebug::toString(window.windowHandle()->frameGeometry())), test::kPatience);
      const QPoint aside = window.pos() - before;
      if (i > 0) QVERIFY2(aside.x() >= 20 && aside.y() >= 20, qPrintable(QDebug::toString(aside)));
      before = window.pos();
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

  // One that hangs over the border of the screen keeps its size as far as the screen has room for it.
  void windowKeepsItsSizeOnTheScreen_data() {
    QTest::addColumn<QRect>("left");
    QTest::addColumn<QRect>("found");
    // The offscreen platform's screen measures 800 x 800.
    QTest::newRow("half off to the right") << QRect(500, 100, 620, 500) << QRect(180, 100, 620, 500);
    QTest::newRow("half off below") << QRect(60, 500, 620, 500) << QRect(60, 300, 620, 500);
    QTest::newRow("half off to the left") << QRect(-310, 100, 620, 500) << QRect(0, 100, 620, 500);
    QTest::newRow("the corner alone") << QRect(760, 760, 620, 500) << QRect(180, 300, 620, 500);
    QTest::newRow("as high as the screen") << QRect(300, 40, 620, 800) << QRect(180, 0, 620, 796);
    QTest::newRow("higher than the screen") << QRect(100, 40, 620, 900) << QRect(100, 0, 620, 796);
    QTest::newRow("wholly on it") << QRect(50, 60, 620, 500) << QRect(50, 60, 620, 500);
  }
  void windowKeepsItsSizeOnTheScreen() {
    QFETCH(QRect, left);
    QFETCH(QRect, found);
    {
      Windows windows;
      windows.start({});
      MainWindow& window = shown(windows);
      QCOMPARE(window.screen()->availableGeometry(), QRect(0, 0, 800, 800));
      for (auto* dock : window.findChildren<QDockWidget*>()) dock->hide();
      QCoreApplication::processEvents();  // without these the window can be smaller
      window.resize(left.size());
      window.move(left.topLeft());
      QVERIFY(window.close());
    }
    Windows windows;
    windows.start({});
    const MainWindow& window = shown(windows);
    // The platform puts a frame of 2 px around it, which is known only when the window shows.
    QTRY_COMPARE_WITH_TIMEOUT(window.size(), found.size(), test::kPatience);
    const QRect screen = window.screen()->availableGeometry();
    QTRY_VERIFY2_WITH_TIMEOUT(screen.contains(window.windowHandle()->frameGeometry()),
                              qPrintable(QDebug::toString(window.windowHandle()->frameGeometry())), test::kPatience);
    QVERIFY2((window.pos() - found.topLeft()).manhattanLength() <= 8, qPrintable(QDebug::toString(window.pos())));
  }

  // Its docks need more room than the window has before it is maximized: Qt keeps their state until then.
  void maximizedWindowComesBack() {
    {
      Windows windows;
      windows.start({});
      MainWindow& window = shown(windows);
      const auto docks = window.findChildren<QDockWidget*>();
      for (auto* dock : docks) dock->hide();
      QCoreApplication::processEvents();
      window.resize(420, 400);
      window.showMaximized();
      for (auto* dock : docks) dock->show();
      QTRY_VERIFY_WITH_TIMEOUT(window.isMaximized() && docks.front()->isVisible(), test::kPatience);
      QVERIFY(window.close());
    }
    for (int start = 0; start < 2; ++start) {
      Windows windows;
      windows.start({});
      MainWindow& window = shown(windows);
      QTRY_VERIFY_WITH_TIMEOUT(window.isMaximized() && window.findChild<QDockWidget*>()->isVisible(), test::kPatience);
      for (int i = 0; i < 20; ++i) QCoreApplication::processEvents();
      QVERIFY(window.close());
    }
  }

  // Once the frame is known, a window stays where it was put, over the border of the screen too.
  void windowStaysWhereItWasPut_data() {
    QTest::addColumn<int>("index");
    QTest::newRow("the first window") << 0;
    QTest::newRow("a further one, which stood aside") << 1;
  }
  void windowStaysWhereItWasPut() {
    QFETCH(int, index);
    const QPoint put(-100, 90);
    // An event of the platform, and what is called later because of it.
    const auto settle = [] {
      for (int i = 0; i < 3; ++i) QCoreApplication::processEvents();
    };
    {
      Windows windows;
      windows.start({designFile(QStringLiteral("a.nines")), designFile(QStringLiteral("b.nines"))});
      MainWindow& window = shown(windows, index);
      for (auto* dock : window.findChildren<QDockWidget*>()) dock->hide();
      window.resize(600, 500);
      const QRect screen = window.screen()->availableGeometry();
      QTRY_VERIFY_WITH_TIMEOUT(screen.contains(window.windowHandle()->frameGeometry()), test::kPatience);
      settle();
      window.move(put);
      settle();
      const auto stands = [&] { return (window.pos() - put).manhattanLength() <= 8; };  // the frame is 2 px wide
      QVERIFY2(stands(), qPrintable(QDebug::toString(window.pos())));
      // What comes when it was minimized.
      QShowEvent back;
      QSpontaneKeyEvent::setSpontaneous(&back);
      qApp->notify(&window, &back);
      window.move(put + QPoint(0, 1));
      settle();
      QVERIFY2(stands(), qPrintable(QDebug::toString(window.pos())));
      QCOMPARE(window.size(), QSize(600, 500));
      QVERIFY(window.close());
    }
    // Somebody put it there: it is no place that only the standing aside gave it.
    Windows windows;
    windows.start({});
    const MainWindow& window = shown(windows);
    QVERIFY2(std::abs(window.pos().y() - put.y()) <= 8, qPrintable(QDebug::toString(window.pos())));
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
