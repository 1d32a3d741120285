// What tests of whole windows share: settings and journals of their own, answers to modal dialogs, small designs.
#pragma once

#include <QAbstractButton>
#include <QApplication>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QLineEdit>
#include <QMessageBox>
#include <QPointer>
#include <QSettings>
#include <QTimer>
#include <functional>
#include <vector>

#include "own_home.h"
#include "support.h"
#include "topology/edit.h"
#include "windows.h"

namespace nines::test {

// To be called first in initTestCase(): nothing of the person's own is read or written.
inline void isolate(const QString& name) {
  QApplication::setOrganizationName(QStringLiteral("nines-test"));
  QApplication::setApplicationName(name);
  if (!useOwnHome()) QTest::qFail("settings and journals are shared with others", __FILE__, __LINE__);
  QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
}

// To be called in init(): every test starts as after an installation.
inline void forgetEverything() {
  QSettings().clear();
  QDir(Windows::journalFolder()).removeRecursively();
}

// Answers the modal dialogs that come up while it lives, one after the other, with real events. A dialog that is not
// expected is closed, so that the test goes on, and makes done() false. Only one lives at a time: a second one would
// close the dialogs of the first, or the first those of the second, whichever looks sooner.
class Answers final : public QObject {
 public:
  using Answer = std::function<void(QWidget*)>;

  explicit Answers(std::vector<Answer> answers) : m_answers(std::move(answers)) {
    if (s_living++ > 0) QTest::qFail("answers of an earlier dialog still live", __FILE__, __LINE__);
    wait();
  }
  ~Answers() override { --s_living; }
  Answers(const Answers&) = delete;
  Answers& operator=(const Answers&) = delete;

  // As many dialogs as answers, in the end.
  bool done() const {
    if (m_unexpected == 0 && m_next == m_answers.size()) return true;
    qWarning("%zu answers, but the dialogs said: %s", m_answers.size(), qPrintable(m_said.join(QLatin1Char('|'))));
    return false;
  }
  // What the dialogs said: a message box's text and information, else the window's title.
  const QStringList& said() const { return m_said; }

 private:
  void wait() { QTimer::singleShot(2, this, &Answers::look); }

  void look() {
    wait();  // before the answer: it can open the next dialog, in an event loop of its own
    QWidget* dialog = QApplication::activeModalWidget();
    if (!dialog || !dialog->isVisible() || m_seen.contains(QPointer<QWidget>(dialog))) return;
    if (!dialog->isActiveWindow()) return QApplication::setActiveWindow(dialog);
    m_seen.append(dialog);
    const auto* box = qobject_cast<QMessageBox*>(dialog);
    m_said.append(box ? box->text() + QLatin1Char('\n') + box->informativeText() : dialog->windowTitle());
    if (m_next < m_answers.size()) {
      m_answers[m_next++](dialog);
    } else {
      ++m_unexpected;
      dialog->close();
    }
  }

  static inline int s_living = 0;
  std::vector<Answer> m_answers;
  std::size_t m_next = 0;
  int m_unexpected = 0;
  QList<QPointer<QWidget>> m_seen;
  QStringList m_said;
};

// Clicks the button whose text, without its mark for the keyboard, begins like this.
inline Answers::Answer clickButton(const QString& text) {
  return [text](QWidget* dialog) {
    for (auto* button : dialog->findChildren<QAbstractButton*>()) {
      if (!button->text().remove(QLatin1Char('&')).startsWith(text)) continue;
      QTest::mouseClick(button, Qt::LeftButton);
      return;
    }
    QTest::qFail(qPrintable(QStringLiteral("no button ") + text), __FILE__, __LINE__);
    dialog->close();
  };
}

inline Answers::Answer clickStandard(QMessageBox::StandardButton which) {
  return [which](QWidget* dialog) {
    auto* box = qobject_cast<QMessageBox*>(dialog);
    if (box && box->button(which)) return QTest::mouseClick(box->button(which), Qt::LeftButton);
    QTest::qFail("no such button", __FILE__, __LINE__);
    dialog->close();
  };
}

inline Answers::Answer pressKey(Qt::Key key) {
  return [key](QWidget* dialog) { QTest::keyClick(dialog, key); };
}

// Types a path into a file dialog, as a person does.
inline Answers::Answer typePath(const QString& path) {
  return [path](QWidget* dialog) {
    auto* line = dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"));
    if (!line) {
      QTest::qFail("no file dialog", __FILE__, __LINE__);
      dialog->close();
      return;
    }
    line->selectAll();
    QTest::keyClicks(line, path);
    QTest::keyClick(line, Qt::Key_Return);
  };
}

inline QByteArray bytesOf(const QString& path) {
  QFile file(path);
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("unreadable");
}

inline void writeBytes(const QString& path, const QByteArray& bytes) {
  QFile file(path);
  if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) {
    QTest::qFail(qPrintable(QStringLiteral("cannot write ") + path), __FILE__, __LINE__);
  }
}

// A design with two cards that stand free on the canvas.
inline Topology twoCards(const std::string& name) {
  Topology t;
  t.name = name;
  for (const char* id : {"left", "right"}) {
    Node node;
    node.id = node.name = id;
    node.kind = "users";
    node.rect = {std::string(id) == "left" ? 0.0 : 240.0, 0, 146, 52};
    t.nodes.put(node);
  }
  return t;
}

inline Edit renameTo(const std::string& name) { return {"Rename design", {SetDesignName{name}}}; }

}  // namespace nines::test
