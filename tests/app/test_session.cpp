// The session: one way in for edits, undo, the journal that is written first, saving that is whole or not at all.
#include "session.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QSignalSpy>
#include <QTemporaryDir>
#include <csignal>

#include "formats/native.h"
#include "support/files.h"
#include "window_support.h"

using namespace nines;
using test::renameTo;

namespace {

// Files cannot grow beyond this size while it lives: what a full disk does to a program.
class FullDisk {
 public:
  explicit FullDisk(rlim_t bytes) {
    std::signal(SIGXFSZ, SIG_IGN);
    ::getrlimit(RLIMIT_FSIZE, &m_before);
    const rlimit low{bytes, m_before.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &low);
  }
  ~FullDisk() { ::setrlimit(RLIMIT_FSIZE, &m_before); }

 private:
  rlimit m_before{};
};

}  // namespace

class TestSession : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir m_dir;
  int m_count = 0;

  QString path(const QString& name) const { return m_dir.filePath(name); }
  // A folder that no other test uses.
  std::string freshFolder() { return path(QStringLiteral("journal-%1").arg(++m_count)).toStdString(); }
  std::string designFile(const QString& name, const Topology& topology) {
    test::writeBytes(path(name), QByteArray::fromStdString(writeDesign(topology)));
    return path(name).toStdString();
  }
  static QStringList journals(const std::string& folder) {
    return QDir(QString::fromStdString(folder)).entryList({QStringLiteral("*.journal")}, QDir::Files);
  }
  // What would be found had the program ended now.
  Recovered crashed(const std::string& folder) {
    const QStringList files = journals(folder);
    if (files.size() != 1) {
      QTest::qFail("not one journal", __FILE__, __LINE__);
      return {};
    }
    auto out = recover(folder + "/" + files.first().toStdString(), Catalogue::shipped());
    if (out) return *out;
    QTest::qFail(out.error().text().c_str(), __FILE__, __LINE__);
    return {};
  }

 private slots:
  // The number of saves stays at the largest that a file can hold.
  void theLastRevisionStays() {
    QTemporaryDir folder;
    const std::string file = folder.filePath(QStringLiteral("a.nines")).toStdString();
    Session session{std::string()};
    Topology last;
    last.revision = std::numeric_limits<std::uint64_t>::max();
    session.openCopy(last);
    QVERIFY(session.submit({"Name", {SetDesignName{"A"}}}));
    QVERIFY(session.save(file).ok());
    QCOMPARE(loadDesign(file, Catalogue::shipped())->revision, last.revision);
  }

  void initTestCase() { test::isolate(QStringLiteral("session")); }

  void editUndoRedo() {
    Session session{std::string()};
    session.openCopy(test::twoCards("Before"));
    const Topology before = session.design()->topology();
    QSignalSpy changed(&session, &Document::changed);
    QVERIFY(session.submit(renameTo("After")));
    QCOMPARE(changed.size(), 1);
    QVERIFY(!changed[0][1].toBool());
    QCOMPARE(session.title(), QStringLiteral("After"));
    QVERIFY(session.isModified());
    QCOMPARE(session.undoStack()->undoText(), QStringLiteral("Rename design"));
    const Topology after = session.design()->topology();

    session.undoStack()->undo();
    QCOMPARE(changed.size(), 2);
    QVERIFY(changed[1][1].toBool());
    QVERIFY(session.design()->topology() == before);
    QVERIFY(!session.isModified());

    session.undoStack()->redo();
    QCOMPARE(changed.size(), 3);
    QVERIFY(changed[2][1].toBool());
    QVERIFY(session.design()->topology() == after);
    QVERIFY(session.isModified());
  }

  void whatDoesNotFitMakesNoStep() {
    const std::string folder = freshFolder();
    Session session(folder);
    QSignalSpy changed(&session, &Document::changed);
    QString why;
    QVERIFY(!session.submit({"Move", {SetNodeRect{"nobody", {}}}}, &why));
    QVERIFY(!why.isEmpty());
    QVERIFY(session.submit(renameTo("")));  // is its name already
    QCOMPARE(session.undoStack()->count(), 0);
    QCOMPARE(changed.size(), 0);
    QVERIFY(!session.isModified());
    QVERIFY(journals(folder).isEmpty());
  }

  void noEditInsideAnEdit() {
    Session session{std::string()};
    bool accepted = true;
    QString why;
    connect(&session, &Document::changed, this, [&] { accepted = session.submit(renameTo("Inner"), &why); });
    QVERIFY(session.submit(renameTo("Outer")));
    QVERIFY(!accepted);
    QVERIFY(!why.isEmpty());
    QCOMPARE(session.title(), QStringLiteral("Outer"));
    QCOMPARE(session.undoStack()->count(), 1);
  }

  // Edit, undo and redo alike are on disk when the first view hears of them.
  void journalIsWrittenBeforeTheScreenShowsIt() {
    const std::string folder = freshFolder();
    Session session(folder);
    session.openCopy(test::twoCards("Start"));
    QList<std::string> onDisk;
    connect(&session, &Document::changed, this, [&] { onDisk.append(crashed(folder).topology.name); });
    QVERIFY(session.submit(renameTo("One")));
    QVERIFY(session.submit(renameTo("Two")));
    session.undoStack()->undo();
    session.undoStack()->redo();
    QCOMPARE(onDisk, QList<std::string>({"One", "Two", "One", "Two"}));
    QVERIFY(crashed(folder).topology == session.design()->topology());
  }

  void savingCountsAndClearsTheJournal() {
    const std::string folder = freshFolder();
    const std::string file = path(QStringLiteral("saved.nines")).toStdString();
    Session session(folder);
    session.openCopy(test::twoCards("Start"));
    QVERIFY(session.submit(renameTo("One")));
    QCOMPARE(journals(folder).size(), 1);
    bool modifiedWhenTold = true;
    QByteArray fileWhenTold;
    connect(&session, &Session::fileStateChanged, this, [&] {
      modifiedWhenTold = session.isModified();
      fileWhenTold = test::bytesOf(QString::fromStdString(file));
    });
    QVERIFY(session.save(file).ok());
    QVERIFY(!modifiedWhenTold);
    QVERIFY(fileWhenTold.contains("One"));  // "saved" only once it is
    QCOMPARE(session.path(), file);
    QVERIFY(journals(folder).isEmpty());
    const auto first = loadDesign(file, Catalogue::shipped());
    QVERIFY(first.ok());
    QVERIFY(*first == session.design()->topology());

    // Saving what is saved counts as nothing; undoing past the save is a change again.
    QVERIFY(session.save(file).ok());
    QCOMPARE(loadDesign(file, Catalogue::shipped())->revision, first->revision);
    session.undoStack()->undo();
    QVERIFY(session.isModified());
    QVERIFY(session.save(file).ok());
    QCOMPARE(loadDesign(file, Catalogue::shipped())->revision, first->revision + 1);
    QCOMPARE(loadDesign(file, Catalogue::shipped())->name, std::string("Start"));
  }

  void failedSaveChangesNothing_data() {
    QTest::addColumn<QString>("target");
    QTest::newRow("no such folder") << path(QStringLiteral("none/x.nines"));
    QTest::newRow("a folder") << m_dir.path();
    QTest::newRow("below a file") << path(QStringLiteral("kept.nines/x.nines"));
    const QString pipe = path(QStringLiteral("pipe"));
    QVERIFY(::mkfifo(QFile::encodeName(pipe).constData(), 0600) == 0);
    QTest::newRow("a pipe") << pipe;
    QTest::newRow("a folder that takes no files") << QStringLiteral("/proc/x.nines");
  }
  void failedSaveChangesNothing() {
    QFETCH(QString, target);
    const std::string folder = freshFolder();
    const std::string file = designFile(QStringLiteral("kept.nines"), test::twoCards("Kept"));
    Session session(folder);
    session.openFile(*readDesignFile(file));
    QVERIFY(session.submit(renameTo("Edited")));
    const Topology before = session.design()->topology();
    const QByteArray bytes = test::bytesOf(QString::fromStdString(file));
    const QStringList entries = QDir(m_dir.path()).entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot);

    const Status saved = session.save(target.toStdString());
    QVERIFY(!saved.ok());
    QCOMPARE(QString::fromStdString(saved.error().file), target);
    QVERIFY(!saved.error().reason.empty());
    QVERIFY(session.isModified());
    QCOMPARE(session.path(), file);
    QVERIFY(session.design()->topology() == before);
    QVERIFY(crashed(folder).topology == before);
    QVERIFY(!session.fileChangedOutside());
    QCOMPARE(test::bytesOf(QString::fromStdString(file)), bytes);
    QCOMPARE(QDir(m_dir.path()).entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot), entries);
    QVERIFY(!QFileInfo(target).isFile());
    QVERIFY(session.save(file).ok());
  }

  void fullDiskLeavesTheOldFile() {
    const std::string file = designFile(QStringLiteral("full.nines"), test::twoCards("Kept"));
    Session session{std::string()};
    session.openFile(*readDesignFile(file));
    QVERIFY(session.submit(renameTo("Edited")));
    const QByteArray bytes = test::bytesOf(QString::fromStdString(file));
    const QStringList entries = QDir(m_dir.path()).entryList(QDir::Files);
    {
      const FullDisk full(20);
      QVERIFY(!session.save(file).ok());
    }
    QVERIFY(session.isModified());
    QCOMPARE(test::bytesOf(QString::fromStdString(file)), bytes);
    QCOMPARE(QDir(m_dir.path()).entryList(QDir::Files), entries);
    QVERIFY(session.save(file).ok());
    QVERIFY(test::bytesOf(QString::fromStdString(file)).contains("Edited"));
  }

  void savingKeepsLinkAndPermissions() {
    const std::string file = designFile(QStringLiteral("real.nines"), test::twoCards("Real"));
    const QString link = path(QStringLiteral("link.nines"));
    QVERIFY(QFile::link(QString::fromStdString(file), link));
    QVERIFY(::chmod(file.c_str(), 0640) == 0);
    Session session{std::string()};
    session.openFile(*readDesignFile(link.toStdString()));
    QVERIFY(session.submit(renameTo("Through the link")));
    QVERIFY(session.save(link.toStdString()).ok());
    QVERIFY(QFileInfo(link).isSymLink());
    QVERIFY(test::bytesOf(QString::fromStdString(file)).contains("Through the link"));
    struct stat info{};
    QVERIFY(::stat(file.c_str(), &info) == 0);
    QCOMPARE(int(info.st_mode & 0777), 0640);
  }

  void othersWritingTheFileIsSeen() {
    const std::string file = designFile(QStringLiteral("shared.nines"), test::twoCards("Mine"));
    Session session{std::string()};
    QVERIFY(!session.fileChangedOutside());  // has no file
    session.openFile(*readDesignFile(file));
    QVERIFY(!session.fileChangedOutside());
    QVERIFY(session.submit(renameTo("Edited")));
    QVERIFY(session.save(file).ok());
    QVERIFY(!session.fileChangedOutside());
    designFile(QStringLiteral("shared.nines"), test::twoCards("Theirs"));
    QVERIFY(session.fileChangedOutside());
    QVERIFY(session.save(file).ok());  // whoever calls has asked
    QVERIFY(!session.fileChangedOutside());
    QVERIFY(QFile::remove(QString::fromStdString(file)));
    QVERIFY(!session.fileChangedOutside());  // nothing there that could be lost
  }

  // Somebody else's file that takes the name right after ours: the stamp is of what we wrote.
  void stampIsOfWhatWasWritten() {
    const std::string file = path(QStringLiteral("stamped.nines")).toStdString();
    const auto ours = writeFileAtomically(file, "ours");
    QVERIFY(ours.ok());
    QVERIFY(*ours == stampOf(file));
    const auto theirs = writeFileAtomically(file, "them");
    QVERIFY(theirs.ok());
    QVERIFY(*theirs != *ours);
    QVERIFY(*theirs == stampOf(file));
  }

  // The system ends a program that writes beyond this limit: in the middle of saving.
  void killedWhileSavingLeavesNothing() {
    const QString folder = QString::fromStdString(freshFolder());
    QVERIFY(QDir().mkpath(folder));
    const int nameless = ::open(qPrintable(folder), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);
    if (nameless < 0) QSKIP("this file system has no files without a name");
    ::close(nameless);
    const std::string file = (folder + QStringLiteral("/killed.nines")).toStdString();
    QVERIFY(writeFileAtomically(file, "before").ok());
    const std::string large(std::size_t{1} << 16U, 'x');
    const pid_t child = ::fork();
    QVERIFY(child >= 0);
    if (child == 0) {
      const rlimit limits{4096, 4096};
      ::signal(SIGXFSZ, SIG_DFL);
      ::setrlimit(RLIMIT_FSIZE, &limits);
      (void)writeFileAtomically(file, large);
      ::_exit(0);
    }
    int status = 0;
    QCOMPARE(::waitpid(child, &status, 0), child);
    QVERIFY(WIFSIGNALED(status));
    QCOMPARE(WTERMSIG(status), SIGXFSZ);
    QCOMPARE(QDir(folder).entryList(QDir::Files), QStringList{QStringLiteral("killed.nines")});
    QCOMPARE(test::bytesOf(QString::fromStdString(file)), QByteArray("before"));
  }

  void recoveredContinuesWhereItEnded() {
    const std::string file = designFile(QStringLiteral("recovered.nines"), test::twoCards("Original"));
    const QByteArray bytes = test::bytesOf(QString::fromStdString(file));
    const std::string first = freshFolder();
    Topology atTheEnd;
    {
      Session session(first);
      session.openFile(*readDesignFile(file));
      QVERIFY(session.submit(renameTo("One")));
      QVERIFY(session.submit({"Move", {SetNodeRect{"left", Rect{8, 8, 146, 52}}}}));
      session.undoStack()->undo();
      atTheEnd = session.design()->topology();
    }  // the journal stays: nothing said that it is not needed
    auto claims = claimAbandonedJournals(first);
    QCOMPARE(claims.size(), std::size_t{1});
    const std::string second = freshFolder();
    Session session(second);
    QVERIFY(session.openRecovered(*recover(claims[0].file(), Catalogue::shipped()), claims[0]).ok());
    QVERIFY(journals(first).isEmpty());
    QVERIFY(session.design()->topology() == atTheEnd);
    QCOMPARE(session.path(), file);
    QVERIFY(session.isModified());
    QVERIFY(!session.fileChangedOutside());
    QCOMPARE(test::bytesOf(QString::fromStdString(file)), bytes);

    // A second crash, after one more edit, loses nothing either.
    QVERIFY(session.submit(renameTo("Two")));
    const Recovered again = crashed(second);
    QCOMPARE(again.edits.size(), std::size_t{4});
    QCOMPARE(again.before.name, std::string("Original"));
    QVERIFY(again.topology == session.design()->topology());

    QVERIFY(session.save(file).ok());
    QVERIFY(!session.isModified());
    QVERIFY(journals(second).isEmpty());
  }

  // What was undone before the crash can be done again after it.
  void recoveredEditsCanBeUndone() {
    const std::string file = designFile(QStringLiteral("steps.nines"), test::twoCards("Original"));
    const std::string folder = freshFolder();
    Topology original;
    Topology atTheEnd;
    {
      Session session(folder);
      session.openFile(*readDesignFile(file));
      original = session.design()->topology();
      QVERIFY(session.submit(renameTo("One")));
      QVERIFY(session.submit(renameTo("Two")));
      QVERIFY(session.submit({"Move", {SetNodeRect{"left", Rect{8, 8, 146, 52}}}}));
      session.undoStack()->undo();
      session.undoStack()->undo();
      session.undoStack()->redo();
      atTheEnd = session.design()->topology();
    }
    auto claims = claimAbandonedJournals(folder);
    const std::string second = freshFolder();
    Session session(second);
    QSignalSpy undoable(session.undoStack(), &QUndoStack::canUndoChanged);
    QSignalSpy told(&session, &Session::changed);
    QVERIFY(session.openRecovered(*recover(claims[0].file(), Catalogue::shipped()), claims[0]).ok());
    QVERIFY(!undoable.isEmpty() && undoable.last().first().toBool());
    QVERIFY(told.size() <= 2);  // not once for each edit
    QVERIFY(session.design()->topology() == atTheEnd);
    QUndoStack& steps = *session.undoStack();
    QCOMPARE(steps.count(), 3);
    QCOMPARE(steps.index(), 2);
    QCOMPARE(steps.redoText(), QStringLiteral("Move"));
    QVERIFY(session.isModified());
    steps.undo();
    QCOMPARE(session.title(), QStringLiteral("One"));
    steps.undo();
    QVERIFY(session.design()->topology() == original);
    QVERIFY(!session.isModified());  // that is what the file holds
    while (steps.canRedo()) steps.redo();
    QCOMPARE(session.design()->topology().nodes.find("left")->rect->x, 8.);
    QVERIFY(session.isModified());

    // All of it is in the new journal, too.
    const Recovered again = crashed(second);
    QVERIFY(again.topology == session.design()->topology());
    QVERIFY(again.before == original);
    session.discardChanges();
  }

  // Edits that are in the journal's first design are no steps: nobody knows them.
  void whatTheJournalDoesNotKnowCannotBeUndone() {
    const std::string file = designFile(QStringLiteral("anew.nines"), test::twoCards("Original"));
    const std::string folder = freshFolder();
    Recovered recovered;
    recovered.path = file;
    recovered.before = test::twoCards("Edited");
    recovered.edits = {renameTo("Last")};
    recovered.topology = recovered.before;
    QVERIFY(apply(recovered.topology, recovered.edits.front()).ok());
    recovered.unsaved = true;
    QVERIFY(QDir().mkpath(QString::fromStdString(folder)));
    test::writeBytes(QString::fromStdString(folder + "/old.journal"), "");
    auto claim = JournalClaim::take(folder + "/old.journal");
    QVERIFY(claim);
    Session session(freshFolder());
    QVERIFY(session.openRecovered(recovered, *claim).ok());
    QCOMPARE(session.title(), QStringLiteral("Last"));
    session.undoStack()->undo();
    QCOMPARE(session.title(), QStringLiteral("Edited"));
    QVERIFY(!session.undoStack()->canUndo());
    QVERIFY(session.isModified());
    session.discardChanges();
  }

  void recoveredNextToAChangedFileIsNotice() {
    const std::string file = designFile(QStringLiteral("moved-on.nines"), test::twoCards("Original"));
    const std::string folder = freshFolder();
    {
      Session session(folder);
      session.openFile(*readDesignFile(file));
      QVERIFY(session.submit(renameTo("One")));
    }
    designFile(QStringLiteral("moved-on.nines"), test::twoCards("Theirs"));
    auto claims = claimAbandonedJournals(folder);
    Session session(folder);
    QVERIFY(session.openRecovered(*recover(claims[0].file(), Catalogue::shipped()), claims[0]).ok());
    QVERIFY(session.fileChangedOutside());
  }

  void givenUpEditsAreGone() {
    const std::string folder = freshFolder();
    {
      Session session(folder);
      QVERIFY(session.submit(renameTo("One")));
      session.discardChanges();
    }
    QVERIFY(claimAbandonedJournals(folder).empty());
  }

  // Said once for each time that it begins, and editing goes on.
  void journalThatCannotBeWrittenIsSaid() {
    const QString blocker = path(QStringLiteral("blocker"));
    test::writeBytes(blocker, "a file, where a folder should be");
    const std::string folder = (blocker + QStringLiteral("/journal")).toStdString();
    Session session(folder);
    QSignalSpy failed(&session, &Session::journalFailed);
    QVERIFY(session.submit(renameTo("One")));
    QVERIFY(session.submit(renameTo("Two")));
    QCOMPARE(failed.size(), 1);
    QVERIFY(!failed[0][0].toString().isEmpty());
    QCOMPARE(session.title(), QStringLiteral("Two"));
    QVERIFY(QFile::remove(blocker));
    QVERIFY(session.submit(renameTo("Three")));
    QCOMPARE(failed.size(), 1);
    QVERIFY(crashed(folder).topology == session.design()->topology());
    {
      const FullDisk full(static_cast<rlim_t>(
          QFileInfo(QString::fromStdString(folder) + QLatin1Char('/') + journals(folder).first()).size() + 5));
      QVERIFY(session.submit(renameTo("Four")));
      QCOMPARE(failed.size(), 2);
      QCOMPARE(crashed(folder).topology.name, std::string("Three"));
    }
    QVERIFY(session.submit(renameTo("Five")));
    QCOMPARE(failed.size(), 2);
    QVERIFY(crashed(folder).topology == session.design()->topology());
  }

  void reportFollows() {
    Session session{std::string()};
    session.waitForReport();
    QVERIFY(session.report());
    QSignalSpy reported(&session, &Document::reportChanged);
    Node region;
    region.id = "region";
    region.kind = "region";
    QVERIFY(session.submit({"Add", {AddNode{region}}}));
    session.waitForReport();
    QVERIFY(reported.size() >= 1);
    QVERIFY(session.report()->topology->nodes.find("region"));
    session.openCopy(test::twoCards("Other"));
    QVERIFY(!session.report());  // never that of another design
  }
};

QTEST_MAIN(TestSession)
#include "test_session.moc"
