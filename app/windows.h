// All open windows of the program: opening files in new or empty ones, quitting, recovering what a crash left.
#pragma once

#include <QList>
#include <QObject>
#include <QStringList>

#include "formats/journal.h"

namespace nines {

class MainWindow;

class Windows final : public QObject {
  Q_OBJECT

 public:
  explicit Windows(QObject* parent = nullptr);
  ~Windows() override;

  // Opens each file in a window of its own; without files one empty window. Files that cannot be read are reported in
  // the window that stands in for them.
  void start(const QStringList& files);
  MainWindow* newWindow();
  // Shows the file: in the window that has it already, else in `from` if that is empty and untouched, else in a new
  // one.
  void open(const QString& file, MainWindow* from) { open(QStringList{file}, from); }
  // Each of them; what cannot be read is said in one message, after the others are open.
  void open(const QStringList& files, MainWindow* from);
  // A copy of a shipped example, never saved.
  void openExample(const QString& resource, MainWindow* from);
  // Asks for each window that has unsaved changes, then closes all. False if a person said no: then none is closed.
  bool closeAll();
  // The one that has the file open; null if none has.
  MainWindow* windowOf(const QString& file) const;

  const QList<MainWindow*>& all() const { return m_windows; }

  // Where unsaved edits are kept.
  static QString journalFolder();

 private:
  Status openOne(const QString& file, MainWindow* from);
  // Asks for every design that a crash left, and opens those that are wanted.
  void offerRecovered();
  void openRecovered(Recovered recovered, JournalClaim& claim, MainWindow* from);
  MainWindow* windowFor(MainWindow* from);

  QList<MainWindow*> m_windows;
};

}  // namespace nines
