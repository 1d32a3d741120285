// The journal: what was appended is what a crash leaves, whatever it interrupted.
#include "formats/journal.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <future>
#include <set>

#include "formats/native.h"
#include "generator.h"
#include "support.h"

using namespace nines;

class TestJournal : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir m_dir;
  std::string folder(const char* name) const { return m_dir.filePath(QString::fromUtf8(name)).toStdString(); }
  static Edit rename(const char* name) { return {"", {SetDesignName{name}}}; }
  static std::string contentOf(int fd) {
    const QString name = QStringLiteral("/proc/self/fd/%1").arg(fd);
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
  }

 private slots:
  void noFileBeforeTheFirstEdit() {
    const std::string at = folder("none");
    Journal journal(at);
    QVERIFY(journal.file().empty());
    QVERIFY(claimAbandonedJournals(at).empty());
  }

  void heldWhileAliveThenRecovered() {
    const std::string at = folder("alive");
    const Topology before = test::generateDesign(3, 40);
    Topology after = before;
    test::Rng rng(7);
    {
      Journal journal(at);
      for (int i = 0; i < 50; ++i) {
        const Edit edit = test::randomEdit(rng, after);
        QVERIFY(journal.append(edit, after, "/somewhere/orders.nines").ok());
        QVERIFY(apply(after, edit).ok());
      }
      QVERIFY(claimAbandonedJournals(at).empty());  // its program lives
      QVERIFY(!QFile::permissions(QString::fromStdString(journal.file())).testFlag(QFile::ReadOther));
    }
    auto claims = claimAbandonedJournals(at);
    QCOMPARE(claims.size(), std::size_t{1});
    QVERIFY(!JournalClaim::take(claims[0].file()));  // nobody else can offer it meanwhile
    const auto recovered = recover(claims[0].file(), Catalogue::shipped());
    QVERIFY2(recovered.ok(), recovered.ok() ? "" : recovered.error().text().c_str());
    QCOMPARE(recovered->path, std::string("/somewhere/orders.nines"));
    QVERIFY(recovered->before == before);
    QVERIFY(recovered->topology == after);
    QCOMPARE(recovered->edits.size(), std::size_t{50});
    claims[0].remove();
    claims.clear();
    QVERIFY(claimAbandonedJournals(at).empty());
  }

  // What was taken back is an edit in the journal, but none that a person has made.
  void undoneEditsAreNoSteps() {
    const std::string at = folder("undone");
    Topology now = test::generateDesign(5, 20);
    {
      Journal journal(at);
      const auto carryOut = [&](const Edit& edit) {
        if (!journal.append(edit, now, "x.nines")) QTest::qFail("not kept", __FILE__, __LINE__);
        auto applied = apply(now, edit);
        if (!applied) QTest::qFail("does not apply", __FILE__, __LINE__);
        return applied ? applied->inverse : Edit{};
      };
      const Edit takesBackOne = carryOut(rename("One"));
      carryOut(takesBackOne);
      carryOut(rename("One"));
      const Edit takesBackTwo = carryOut(rename("Two"));
      carryOut(takesBackTwo);
      carryOut(rename("Three"));
      // Two presses of an arrow key are one step, undone and done again at once.
      const NodeId id = now.nodes.rows().front()->id;
      const auto moved = [&](double x) { return Edit{"Move it", {SetNodeRect{id, Rect{x, 0, 146, 52}}}}; };
      const Edit takesBackBoth = carryOut(moved(1));
      carryOut(moved(2));
      carryOut(takesBackBoth);
      carryOut(moved(2));
    }
    const auto claims = claimAbandonedJournals(at);
    QCOMPARE(claims.size(), std::size_t{1});
    const auto recovered = recover(claims[0].file(), Catalogue::shipped());
    QVERIFY(recovered.ok());
    QCOMPARE(recovered->edits.size(), std::size_t{10});
    QCOMPARE(recovered->steps, std::size_t{3});  // One, Three, and the move
  }

  void discardRemoves() {
    const std::string at = folder("discard");
    Journal journal(at);
    QVERIFY(journal.append({"", {SetDesignName{"A"}}}, {}, "").ok());
    const QString file = QString::fromStdString(journal.file());
    QVERIFY(QFileInfo::exists(file));
    journal.discard();
    QVERIFY(!QFileInfo::exists(file));
    QVERIFY(journal.append({"", {SetDesignName{"B"}}}, {}, "").ok());
    QVERIFY(QString::fromStdString(journal.file()) != file);
  }

  void recoveredDesignIsKeptAtOnce() {
    const std::string at = folder("begin");
    const Topology design = test::generateDesign(5, 20);
    {
      Journal journal(at);
      QVERIFY(journal.append(rename("Other"), {}, "y.nines").ok());  // of what was open before
      QVERIFY(journal.begin(design, "x.nines", std::vector{rename("One"), rename("Two")}, true).ok());
    }
    const auto claims = claimAbandonedJournals(at);
    QCOMPARE(claims.size(), std::size_t{1});
    const auto recovered = recover(claims[0].file(), Catalogue::shipped());
    QVERIFY(recovered.ok());
    QCOMPARE(recovered->path, std::string("x.nines"));
    QVERIFY(recovered->before == design);
    QCOMPARE(recovered->edits.size(), std::size_t{2});
    QCOMPARE(recovered->topology.name, std::string("Two"));
    QVERIFY(recovered->unsaved && !recovered->damaged);
  }

  // What an older program left can still be replayed: one edit or more of every kind.
  void goldenJournalIsReplayed() {
    const auto recovered = recover(test::fixturePath("formats/golden.journal"), Catalogue::shipped());
    QVERIFY2(recovered.ok(), recovered.ok() ? "" : recovered.error().text().c_str());
    QVERIFY(!recovered->damaged && !recovered->unsaved);
    QCOMPARE(recovered->path, std::string("/home/ana/orders.nines"));
    QCOMPARE(recovered->edits.size(), std::size_t{9});
    std::set<std::size_t> kinds;
    for (const Edit& edit : recovered->edits) {
      for (const Change& change : edit.changes) kinds.insert(change.index());
    }
    QCOMPARE(kinds.size(), std::variant_size_v<Change>);
    const auto before = readDesign(test::fixture("formats/golden-complete.nines"), "golden", Catalogue::shipped());
    QVERIFY(before.ok() && recovered->before == *before);
    const Topology& after = recovered->topology;
    QCOMPARE(after.name, std::string("Orders"));
    QCOMPARE(after.nodes.size(), before->nodes.size());
    QCOMPARE(after.nodes.find("orders-db")->name, std::string("Orders database"));
    QCOMPARE(after.nodes.find("sketch")->parent, std::string("eu-west-1b"));
    QVERIFY(after.nodes.find("orders-db")->locked && !after.nodes.find("sketch")->locked);
    QVERIFY(after.links.find("l-1")->bends.empty() && !after.links.find("l-3"));
    QVERIFY(after.comments.find("c-5") && !after.comments.find("c-4"));
    QVERIFY(after.waivers.find("dax.node-count:orders-cache") && !after.waivers.find("rds.multi-az:orders-db"));
  }

  // A record that cannot be read ends the replay; the file is kept under another name and offered no more.
  void damagedWithin() {
    const std::string at = folder("damaged");
    std::string file;
    {
      Journal journal(at);
      Topology topology;
      for (const char* name : {"One", "Two"}) QVERIFY(journal.append(rename(name), topology, "").ok());
      file = journal.file();
    }
    QFile whole(QString::fromStdString(file));
    QVERIFY(whole.open(QIODevice::ReadWrite));
    QByteArray bytes = whole.readAll();
    bytes.insert(bytes.lastIndexOf('\n', bytes.size() - 2) + 1, "{\"spoilt\": \n");
    whole.seek(0);
    QCOMPARE(whole.write(bytes), bytes.size());
    whole.close();
    auto claims = claimAbandonedJournals(at);
    QCOMPARE(claims.size(), std::size_t{1});
    const auto recovered = recover(claims[0].file(), Catalogue::shipped());
    QVERIFY(recovered.ok());
    QVERIFY(recovered->damaged && !recovered->unsaved);
    QCOMPARE(recovered->topology.name, std::string("One"));
    claims[0].setAside();
    claims.clear();
    QVERIFY(claimAbandonedJournals(at).empty());
    QCOMPARE(QDir(QString::fromStdString(at)).entryList(QDir::Files).size(), 1);
  }

  // Where the folder cannot be made, the error tells why that failed, not that it is missing.
  void folderThatCannotBeMade() {
    const std::string at = folder("nowhere");
    QVERIFY(QFile::link(m_dir.filePath("missing/target"), QString::fromStdString(at)));
    Journal journal(at);
    const Status kept = journal.append(rename("One"), Topology(), "");
    QVERIFY(!kept.ok());
    QCOMPARE(kept.error().file, at);
    QVERIFY2(kept.error().text().find("No such file") == std::string::npos, kept.error().text().c_str());
    QVERIFY(journal.file().empty());
  }

  // A full disk cuts a record off. What came before stays; what comes after begins anew, with nothing missing.
  void fullDiskLosesOnlyWhatDidNotFit() {
    const std::string at = folder("full");
    Journal journal(at);
    Topology topology;
    const auto append = [&](const char* name) {
      const bool kept = journal.append(rename(name), topology, "").ok();
      topology.name = name;
      return kept;
    };
    QVERIFY(append("One"));
    const std::string first = journal.file();
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    QVERIFY(::getrlimit(RLIMIT_FSIZE, &before) == 0);
    const auto appendUpTo = [&](rlim_t size, const char* name) {
      const rlimit full{size, before.rlim_max};
      const bool limited = ::setrlimit(RLIMIT_FSIZE, &full) == 0;
      const bool kept = append(name);
      return limited && ::setrlimit(RLIMIT_FSIZE, &before) == 0 && !kept;
    };
    const qint64 size = QFileInfo(QString::fromStdString(first)).size();
    QVERIFY(appendUpTo(static_cast<rlim_t>(size + 7), "Two"));
    QCOMPARE(QFileInfo(QString::fromStdString(first)).size(), size + 7);
    QVERIFY(appendUpTo(10, "Three"));
    QCOMPARE(recover(first, Catalogue::shipped())->topology.name, std::string("One"));
    QVERIFY(!recover(first, Catalogue::shipped())->unsaved);
    QVERIFY(append("Four"));
    QVERIFY(journal.file() != first);
    QVERIFY(!QFileInfo::exists(QString::fromStdString(first)));
    QVERIFY(append("Five"));
    const auto left = recover(journal.file(), Catalogue::shipped());
    QCOMPARE(left->topology.name, std::string("Five"));
    QVERIFY(left->unsaved && !left->damaged);
    // Once the design is saved, a journal begins with what its file holds.
    journal.discard();
    QVERIFY(append("Six"));
    QVERIFY(!recover(journal.file(), Catalogue::shipped())->unsaved);
    QCOMPARE(QDir(QString::fromStdString(at)).entryList(QDir::Files).size(), 1);
  }

  // Cut anywhere, the journal gives the state after the last whole record, or says that it holds none.
  void cutAnywhere() {
    const std::string at = folder("cut");
    Topology topology = test::generateDesign(11, 6);
    std::vector<Topology> states{topology};
    std::string file;
    {
      Journal journal(at);
      test::Rng rng(1);
      for (int i = 0; i < 5; ++i) {
        const Edit edit = test::randomEdit(rng, topology);
        QVERIFY(journal.append(edit, topology, "").ok());
        QVERIFY(apply(topology, edit).ok());
        states.push_back(topology);
      }
      file = journal.file();
    }
    QFile whole(QString::fromStdString(file));
    QVERIFY(whole.open(QIODevice::ReadOnly));
    const QByteArray bytes = whole.readAll();
    // Growing byte by byte: a file that is emptied and written again goes to the disk each time.
    QFile cut(m_dir.filePath(QStringLiteral("cut.journal")));
    QVERIFY(cut.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
    std::size_t last = 0;
    for (qsizetype length = 0; length <= bytes.size(); ++length) {
      if (length > 0) QCOMPARE(cut.write(bytes.constData() + length - 1, 1), qint64{1});
      const auto recovered = recover(cut.fileName().toStdString(), Catalogue::shipped());
      if (!recovered) {
        QCOMPARE(last, std::size_t{0});
        continue;
      }
      const std::size_t edits = recovered->edits.size();
      QVERIFY(edits >= last && edits < states.size());
      QVERIFY(recovered->topology == states[edits]);
      QVERIFY(!recovered->damaged);
      last = edits;
    }
    QCOMPARE(last, std::size_t{5});
  }

  void strangersAreRefused_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("no header") << QByteArray("hello\n");
    QTest::newRow("other json") << QByteArray("{\"a\": 1}\n{}\n");
    QTest::newRow("negative") << QByteArray("{\"bytes\": -5, \"nines-journal\": 1, \"path\": \"\"}\n");
    QTest::newRow("too many") << QByteArray("{\"bytes\": 5000, \"nines-journal\": 1, \"path\": \"\"}\n{}\n");
    QTest::newRow("bad design") << QByteArray("{\"bytes\": 2, \"nines-journal\": 1, \"path\": \"\"}\n{}\n");
  }
  void strangersAreRefused() {
    QFETCH(QByteArray, bytes);
    const QString file = m_dir.filePath(QStringLiteral("strange.journal"));
    QFile out(file);
    QVERIFY(out.open(QIODevice::WriteOnly));
    out.write(bytes);
    out.close();
    const auto recovered = recover(file.toStdString(), Catalogue::shipped());
    QVERIFY(!recovered.ok());
    QVERIFY(!recovered.error().reason.empty());
  }

  // Nobody has to ask for it: after an edit, the other thread flushes what was written.
  void flushedUnasked() {
    const std::string at = folder("flushed");
    std::promise<std::string> flushed;
    auto content = flushed.get_future();
    std::atomic<bool> first{true};
    Journal journal(at, [&](int fd) {
      if (first.exchange(false)) flushed.set_value(contentOf(fd));
      return true;
    });
    QVERIFY(journal.append(rename("Flushed"), {}, "").ok());
    QCOMPARE(content.wait_for(std::chrono::milliseconds(test::kPatience)), std::future_status::ready);
    QVERIFY(QString::fromStdString(content.get()).contains(QStringLiteral("Flushed")));
  }

  // What the disk did not take may be missing after a power failure: it is said, and the next journal has it all.
  void failingFlushIsSaid() {
    const std::string at = folder("failing");
    std::atomic<bool> works{false};
    std::atomic<int> calls{0};
    Journal journal(at, [&](int) {
      ++calls;
      calls.notify_all();
      errno = EIO;
      return works.load();
    });
    Topology topology;
    const auto append = [&](const std::string& name) {
      const Status kept = journal.append(rename(name.c_str()), topology, "");
      topology.name = name;
      return kept;
    };
    QVERIFY(append("One").ok());
    const std::string first = journal.file();
    calls.wait(0);
    // The flusher has been called; what it says is known a moment later.
    int edits = 0;
    QTRY_VERIFY_WITH_TIMEOUT(!append("Edit " + std::to_string(++edits)).ok(), test::kPatience);
    const Status failed = append("Again");
    QVERIFY(!failed.ok());
    QVERIFY(QString::fromStdString(failed.error().text()).contains(QStringLiteral("disk")));
    // As long as the disk takes nothing, the old file is what there is.
    QCOMPARE(journal.file(), first);
    QVERIFY(recover(first, Catalogue::shipped()).ok());
    works = true;
    QTRY_VERIFY_WITH_TIMEOUT(append("Works " + std::to_string(++edits)).ok(), test::kPatience);
    QVERIFY(journal.file() != first);
    QVERIFY(!QFileInfo::exists(QString::fromStdString(first)));
    const auto left = recover(journal.file(), Catalogue::shipped());
    QVERIFY(left->topology == topology);
    QVERIFY(left->unsaved);
  }

  // A crash while a journal is begun leaves a file that holds no edit yet.
  void halfMadeIsRemoved() {
    const std::string at = folder("half");
    QVERIFY(QDir().mkpath(QString::fromStdString(at)));
    const QString stale = QString::fromStdString(at + "/1-1-0.journal.new");
    const QString young = QString::fromStdString(at + "/2-1-0.journal.new");
    for (const QString& name : {stale, young}) {
      QFile file(name);
      QVERIFY(file.open(QIODevice::WriteOnly));
      QVERIFY(file.write("{\"bytes\":") > 0);
    }
    const auto hourAgo = std::filesystem::file_time_type::clock::now() - std::chrono::hours(1);
    std::filesystem::last_write_time(stale.toStdString(), hourAgo);
    QVERIFY(claimAbandonedJournals(at).empty());
    QVERIFY(!QFileInfo::exists(stale));
    QVERIFY(QFileInfo::exists(young));  // may be another program's, being made
  }

  void unwritableFolderIsSaid() {
    const QString blocker = m_dir.filePath(QStringLiteral("file"));
    QFile out(blocker);
    QVERIFY(out.open(QIODevice::WriteOnly));
    Journal journal((blocker + QStringLiteral("/below")).toStdString());
    const Status status = journal.append({"", {SetDesignName{"A"}}}, {}, "");
    QVERIFY(!status.ok());
    QVERIFY(!status.error().reason.empty());
  }
};

QTEST_GUILESS_MAIN(TestJournal)
#include "test_journal.moc"
