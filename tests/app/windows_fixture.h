// What tests of opening, saving, closing and recovering share: a folder of files, windows, real events.
#pragma once

#include <QMimeData>
#include <QTemporaryDir>
#include <memory>

#include "formats/journal.h"
#include "formats/native.h"
#include "main_window.h"
#include "session.h"
#include "window_support.h"

namespace nines::test {

class WindowsFixture : public QObject {
 protected:
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
};

}  // namespace nines::test
