// Pictures that hold a design, opened in windows: real events, real dialogs.
#include <QLabel>
#include <QMenuBar>

#include "canvas/canvas_view.h"
#include "drawing/draw_design.h"
#include "formats/svg.h"
#include "painting/png.h"
#include "recent_files.h"
#include "window_driver.h"
#include "windows_fixture.h"

using namespace nines;
using test::Answers;
using test::bytesOf;
using test::clickButton;
using test::clickStandard;
using test::renameTo;
using test::typePath;

namespace {

// The picture of a design as the ending says, with `inside` as what it holds; empty: nothing.
QByteArray pictureOf(const Topology& topology, const QString& ending, const std::string& inside) {
  const Design design(std::make_shared<const Topology>(topology), Catalogue::shipped(),
                      Profiles::shipped().orDefault(topology.profile));
  const DisplayList list = drawPicture(design, builtInMeasure());
  if (ending == QLatin1String("svg")) {
    SvgOptions svg;
    svg.design = inside;
    return QByteArray::fromStdString(writeSvg(list, svg));
  }
  PngOptions png;
  png.scale = 1;
  png.design = inside;
  const auto bytes = writePng(list, png);
  return bytes ? QByteArray::fromStdString(*bytes) : QByteArray();
}

// Notes what the dialog suggests and leaves it.
Answers::Answer readSuggestion(QString& path) {
  return [&path](QWidget* dialog) {
    auto* files = qobject_cast<QFileDialog*>(dialog);
    auto* line = dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"));
    if (files && line) path = files->directory().filePath(line->text());
    dialog->close();
  };
}

}  // namespace

class TestPictures : public test::WindowsFixture {
  Q_OBJECT

 private:
  QString pictureFile(const QString& name, const Topology& topology = test::twoCards("Design")) {
    test::writeBytes(path(name), pictureOf(topology, QFileInfo(name).suffix(), writeDesign(topology)));
    return path(name);
  }
  static void addEndings() {
    QTest::addColumn<QString>("ending");
    QTest::newRow("SVG") << "svg";
    QTest::newRow("PNG") << "png";
  }
  static QString shownName(const MainWindow& window) {
    const auto* label = qobject_cast<QLabel*>(window.menuBar()->cornerWidget(Qt::TopRightCorner));
    return label ? label->text() : QString();
  }

 private slots:
  void initTestCase() { test::isolate(QStringLiteral("pictures")); }
  void init() {
    test::forgetEverything();
    m_dir = std::make_unique<QTemporaryDir>();
  }

  void opensAsItsDesignAndIsNeverWritten_data() { addEndings(); }
  void opensAsItsDesignAndIsNeverWritten() {
    QFETCH(QString, ending);
    const Topology topology = test::twoCards("Orders");
    const QString picture = pictureFile("review." + ending, topology);
    const QByteArray before = bytesOf(picture);
    Windows windows;
    windows.start({picture});
    QCOMPARE(open(windows), 1);
    MainWindow& window = shown(windows);
    Session& session = window.session();
    QVERIFY(session.design()->topology() == topology);
    QCOMPARE(session.title(), QString("Orders"));
    QCOMPARE(session.path(), std::string());
    QVERIFY(!window.isWindowModified());
    QVERIFY2(shownName(window).contains("from review." + ending + ", not saved"), qPrintable(shownName(window)));

    QVERIFY(session.submit(renameTo("Edited")));
    QString suggested;
    {
      Answers answers({readSuggestion(suggested)});
      press(window, Qt::Key_S);
      QVERIFY(answers.done());
    }
    QCOMPARE(suggested, path("review.nines"));
    QVERIFY(window.isWindowModified());
    {
      Answers answers({typePath(path("mine"))});
      press(window, Qt::Key_S);
      QVERIFY(answers.done());
    }
    QCOMPARE(nameIn(path("mine.nines")), std::string("Edited"));
    QCOMPARE(session.path(), path("mine.nines").toStdString());
    QVERIFY(!window.isWindowModified());
    QVERIFY(!shownName(window).contains("from review"));
    // From now on it is a design like any other.
    QVERIFY(session.submit(renameTo("Again")));
    press(window, Qt::Key_S);
    QCOMPARE(nameIn(path("mine.nines")), std::string("Again"));
    QCOMPARE(bytesOf(picture), before);
  }

  void savingOverAPictureIsRefused_data() { addEndings(); }
  void savingOverAPictureIsRefused() {
    QFETCH(QString, ending);
    const QString picture = pictureFile("review." + ending);
    const QByteArray before = bytesOf(picture);
    Windows windows;
    windows.start({picture});
    MainWindow& window = shown(windows);
    QVERIFY(window.session().submit(renameTo("Edited")));
    Answers answers({typePath(picture), clickButton("Yes"), clickStandard(QMessageBox::Ok)});
    press(window, Qt::Key_S);
    QVERIFY(answers.done());
    QVERIFY2(answers.said().last().contains("is a picture, or called like one; save the design under another name"),
             qPrintable(answers.said().last()));
    QCOMPARE(bytesOf(picture), before);
    QVERIFY(window.isWindowModified());
    window.session().discardChanges();
  }

  // Nor is a design called like a picture, which it would hide.
  void designsAreNotCalledLikePictures_data() { addEndings(); }
  void designsAreNotCalledLikePictures() {
    QFETCH(QString, ending);
    Windows windows;
    windows.start({designFile("a.nines")});
    MainWindow& window = shown(windows);
    Answers answers({typePath(path("new." + ending)), clickStandard(QMessageBox::Ok)});
    press(window, Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(answers.done());
    QVERIFY2(answers.said().last().contains("is a picture, or called like one; save the design under another name"),
             qPrintable(answers.said().last()));
    QVERIFY(!QFile::exists(path("new." + ending)));
    QCOMPARE(window.session().path(), path("a.nines").toStdString());
  }

  // Its file became a picture behind our back: that is asked about like every other change.
  void aFileThatBecameAPictureIsAskedAbout() {
    const Topology topology = test::twoCards("Design");
    const QString file = designFile("a.nines", topology);
    Windows windows;
    windows.start({file});
    MainWindow& window = shown(windows);
    const QByteArray picture = pictureOf(topology, "svg", writeDesign(topology));
    test::writeBytes(file, picture);
    QVERIFY(window.session().submit(renameTo("Edited")));
    Answers answers({clickStandard(QMessageBox::Cancel)});
    press(window, Qt::Key_S);
    QVERIFY(answers.done());
    QCOMPARE(bytesOf(file), picture);
    window.session().discardChanges();
  }

  void namelessDesignsAreCalledAfterTheirPicture() {
    Windows windows;
    windows.start({pictureFile("board.png", test::twoCards(""))});
    QCOMPARE(shown(windows).session().title(), QString("board"));
  }

  void dropsDialogsAndRecentFilesOpenThem() {
    const QString svg = pictureFile("a.svg", test::twoCards("A"));
    const QString png = pictureFile("b.png", test::twoCards("B"));
    Windows windows;
    windows.start({});
    MainWindow& window = shown(windows);
    drop(window, {svg});
    QCOMPARE(window.session().title(), QString("A"));
    QCOMPARE(RecentFiles::list(), QStringList{svg});
    {
      const auto filters = [](QWidget* dialog) {
        const auto* files = qobject_cast<QFileDialog*>(dialog);
        QVERIFY(files);
        for (const char* ending : {"*.nines", "*.svg", "*.png"}) {
          QVERIFY2(files->nameFilters().first().contains(QLatin1String(ending)), ending);
        }
        dialog->close();
      };
      Answers answers({filters, typePath(png)});
      press(window, Qt::Key_O);
      press(window, Qt::Key_O);
      QVERIFY(answers.done());
    }
    QCOMPARE(open(windows), 2);
    QCOMPARE(shown(windows, 1).session().title(), QString("B"));
    QMenu* recent = nullptr;
    for (auto* menu : shown(windows, 1).findChildren<QMenu*>())
      if (menu->title().contains(QStringLiteral("recent"))) recent = menu;
    QVERIFY(recent);
    recent->popup({0, 0});
    QCOMPARE(recent->actions().first()->text(), QString("b.png"));
    QTest::keyClick(recent, Qt::Key_Down);
    QTest::keyClick(recent, Qt::Key_Down);
    QTest::keyClick(recent, Qt::Key_Return);
    QCOMPARE(open(windows), 3);  // a copy beside the first one
    QCOMPARE(shown(windows, 2).session().title(), QString("A"));
  }

  void picturesWithoutADesignSaySo_data() { addEndings(); }
  void picturesWithoutADesignSaySo() {
    QFETCH(QString, ending);
    const QString file = path("plain." + ending);
    test::writeBytes(file, pictureOf(test::twoCards("Design"), ending, {}));
    Windows windows;
    windows.start({designFile("a.nines", test::twoCards("Mine"))});
    Answers answers({clickStandard(QMessageBox::Ok)});
    drop(shown(windows), {file});
    QTRY_VERIFY(answers.said().size() == 1);
    QVERIFY2(answers.said().first().contains("picture without a design inside"), qPrintable(answers.said().first()));
    QCOMPARE(open(windows), 1);
    QCOMPARE(shown(windows).session().title(), QString("Mine"));
    QVERIFY(RecentFiles::list() == QStringList{path("a.nines")});
  }

  void brokenDesignsInsideAreNamedAsSuch() {
    const QString file = path("bad.svg");
    test::writeBytes(file, pictureOf(test::twoCards("Design"), "svg", "{\n\"nodes\": oops}"));
    Windows windows;
    windows.start({});
    Answers answers({clickStandard(QMessageBox::Ok)});
    drop(shown(windows), {file});
    QTRY_VERIFY(answers.said().size() == 1);
    QVERIFY2(answers.said().first().contains("bad.svg (the design inside):2:"), qPrintable(answers.said().first()));
  }

  // What a crash leaves of a design from a picture is a design that was never saved.
  void recoveryGivesTheEditsBack() {
    const QString picture = pictureFile("review.png", test::twoCards("Orders"));
    const QByteArray before = bytesOf(picture);
    {
      const auto read = readDesignFile(picture.toStdString());
      QVERIFY(read.ok());
      Session session(Windows::journalFolder().toStdString());
      session.openFile(*read);
      QVERIFY(session.submit(renameTo("Edited")));
    }  // ends without a word, as in a crash
    QCOMPARE(journals(), 1);
    Windows windows;
    Answers answers({clickButton("Recover")});
    windows.start({});
    QVERIFY(answers.done());
    QVERIFY2(answers.said().first().contains("Nines ended before a new design was saved."),
             qPrintable(answers.said().first()));
    MainWindow& window = shown(windows);
    QCOMPARE(window.session().title(), QString("Edited"));
    QVERIFY(window.isWindowModified());
    QCOMPARE(window.session().path(), std::string());
    QCOMPARE(bytesOf(picture), before);
    window.session().discardChanges();
  }

  // The next design in the same window has nothing of the picture.
  void anotherDesignForgetsThePicture() {
    Session session{std::string()};
    const auto fromPicture = readDesignFile(pictureFile("a.svg").toStdString());
    const auto fromFile = readDesignFile(designFile("b.nines").toStdString());
    QVERIFY(fromPicture.ok() && fromFile.ok());
    session.openFile(*fromPicture);
    QCOMPARE(session.picture(), path("a.svg").toStdString());
    session.openFile(*fromFile);
    QCOMPARE(session.picture(), std::string());
    QCOMPARE(session.path(), path("b.nines").toStdString());
    session.openFile(*fromPicture);
    session.openCopy(test::twoCards("Copy"));
    QCOMPARE(session.picture(), std::string());
  }
};

QTEST_MAIN(TestPictures)
#include "test_pictures.moc"
