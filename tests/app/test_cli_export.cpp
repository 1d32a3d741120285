// nines export: every format that the table names, the options that belong to each, and targets that refuse.
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <filesystem>

#include "cli_run.h"
#include "export.h"
#include "formats/svg.h"
#include "support.h"

using namespace nines;
using namespace nines::test;

namespace {

constexpr int kDropWriteAnyway = 1;  // CAP_DAC_OVERRIDE: root may write where permissions say no

QString text(std::string_view view) { return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size())); }

QByteArray contents(const QString& path) {
  QFile file(path);
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(cannot be read)");
}

// A column for each format, in a row of its own.
void formatRows() {
  QTest::addColumn<QString>("ending");
  for (const ExportFormatRow& row : exportFormats()) QTest::newRow(row.ending.data()) << text(row.ending);
}

// As runNines, in a child that was prepared before it starts.
template <class Prepare>
Run runPrepared(const QStringList& arguments, Prepare prepare) {
  QProcess process;
  process.setChildProcessModifier(prepare);
  process.start(qEnvironmentVariable("NINES_BINARY"), arguments);
  if (!process.waitForFinished(-1) || process.exitStatus() != QProcess::NormalExit) return {};
  return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

}  // namespace

class TestCliExport : public QObject {
  Q_OBJECT

 private slots:
  void init() {
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    m_design = QString::fromStdString(fixturePath("cli/orders.nines"));
  }
  void cleanup() { m_folder.reset(); }

  // The same design gives the same bytes, whoever runs it where. Our own export is replaced unasked.
  void sameBytesEverywhere_data() { formatRows(); }
  void sameBytesEverywhere() {
    QFETCH(QString, ending);
    const QString target = path("out." + ending);
    const Run first = runNines({"export", m_design, "-o", target});
    QVERIFY2(first.exitCode == 0, first.error);
    QCOMPARE(first.out + first.error, QByteArray());
    const QByteArray bytes = contents(target);
    QVERIFY(bytes.size() > 100);
    QVERIFY(isOwnExport(bytes.left(kExportBeginning).toStdString()));
    const Run second = runNines({"export", m_design, "-o", target}, {},
                                {"LANG=de_DE.UTF-8", "LC_ALL=de_DE.UTF-8", "TZ=Pacific/Kiritimati", "HOME=/nowhere"});
    QVERIFY2(second.exitCode == 0, second.error);
    QVERIFY(contents(target) == bytes);
    QCOMPARE(files(), QStringList{"out." + ending});
  }

  void capitalsInTheEndingToo() {
    QCOMPARE(runNines({"export", m_design, "-o", path("OUT.SVG")}).exitCode, 0);
    QVERIFY(contents(path("OUT.SVG")).startsWith("<?xml"));
  }

  // Neither is an empty file, nor one that only looks like the format.
  void othersAreNotReplaced_data() { formatRows(); }
  void othersAreNotReplaced() {
    QFETCH(QString, ending);
    const QString target = path("out." + ending);
    for (const QByteArray& theirs : {QByteArray("my only copy"), QByteArray(), QByteArray("{\"nines\": 1}")}) {
      write(target, theirs);
      const Run run = runNines({"export", m_design, "-o", target});
      QCOMPARE(run.exitCode, 3);
      QVERIFY2(run.saysOneLine() && run.error.startsWith(target.toUtf8()) && run.error.contains("--force"), run.error);
      QCOMPARE(contents(target), theirs);
    }
    QCOMPARE(runNines({"export", m_design, "-o", target, "--force"}).exitCode, 0);
    QVERIFY(isOwnExport(contents(target).left(kExportBeginning).toStdString()));
  }

  // The design itself is no export: a slip of the keyboard must not cost it.
  void designsAreNotReplaced() {
    const QString target = path("design.json");
    const QByteArray design = contents(m_design);
    write(target, design);
    QCOMPARE(runNines({"export", target, "-o", target}).exitCode, 3);
    QCOMPARE(contents(target), design);
  }

  // Nor is whatever the design was just read from, by whichever name.
  void whatIsReadIsNotReplaced() {
    const QString picture = path("a.svg");
    QCOMPARE(runNines({"export", m_design, "-o", picture}).exitCode, 0);
    QCOMPARE(::symlink("a.svg", QFile::encodeName(path("b.svg"))), 0);
    const QByteArray before = contents(picture);
    for (const QString& target : {picture, path("b.svg")}) {
      const Run run = runNines({"export", picture, "-o", target, "--theme", "dark"});
      QCOMPARE(run.exitCode, 3);
      QVERIFY2(run.saysOneLine(), run.error);
      QVERIFY(contents(picture) == before);
    }
  }

  // Whatever of the design it carries: the same command can be repeated.
  void exportsOfOursGiveWay() {
    const QString target = path("a.svg");
    write(target, pictureWithADesign());
    for (const QStringList& options : {QStringList{}, QStringList{"--no-design"}, QStringList{"--only", "db"}}) {
      for (int time = 0; time < 2; ++time)
        QCOMPARE(runNines(QStringList{"export", m_design, "-o", target} + options).exitCode, 0);
      QVERIFY(contents(target) != pictureWithADesign());
    }
  }

  void targetsThatRefuse_data() {
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("reason");
    QTest::newRow("folder") << "folder" << "is a folder";
    QTest::newRow("pipe") << "pipe" << "no regular file";
    QTest::newRow("full device behind a link") << "device" << "no regular file";
    QTest::newRow("dangling link") << "dangling" << "is a link to something that is not there";
    QTest::newRow("no such folder") << "nowhere" << "No such file or directory";
    QTest::newRow("file as a folder") << "file" << "Not a directory";
  }
  void targetsThatRefuse() {
    QFETCH(QString, kind);
    QFETCH(QString, reason);
    QString target = path("out.csv");
    const QByteArray name = QFile::encodeName(target);
    if (kind == "folder") QVERIFY(QDir().mkpath(target));
    if (kind == "pipe") QCOMPARE(::mkfifo(name, 0600), 0);
    if (kind == "device") QCOMPARE(::symlink("/dev/full", name), 0);
    if (kind == "dangling") QCOMPARE(::symlink("nowhere/at/all.csv", name), 0);
    if (kind == "nowhere") target = path("no/such/out.csv");
    if (kind == "file") {
      write(path("plain"), "x");
      target = path("plain/out.csv");
    }
    const QStringList before = files();
    for (const QStringList& more : {QStringList(), QStringList{"--force"}}) {
      const Run run = runNines(QStringList{"export", m_design, "-o", target} + more);
      QCOMPARE(run.exitCode, 3);
      QVERIFY2(run.saysOneLine() && run.error.startsWith(target.toUtf8()), run.error);
      QVERIFY2(run.error.contains(reason.toUtf8()), run.error);
      QCOMPARE(files(), before);
    }
    if (kind == "device" || kind == "dangling") QVERIFY(QFileInfo(target).isSymLink());
    if (kind == "pipe") QVERIFY(std::filesystem::is_fifo(target.toStdString()));
  }

  // A picture never takes a design's place, whoever allows it.
  void aLinkToADesignIsRefused() {
    const QByteArray design = contents(m_design);
    for (const char* ending : {"svg", "csv", "pdf"}) {
      QVERIFY(QFile::copy(m_design, path("other.NINES")));
      const QString link = path(QString("link.") + ending);
      QCOMPARE(::symlink("other.NINES", QFile::encodeName(link)), 0);
      const Run run = runNines({"export", m_design, "-o", link, "--force"});
      QCOMPARE(run.exitCode, 3);
      QVERIFY2(run.saysOneLine() && run.error.contains("is a link to a design"), run.error);
      QCOMPARE(contents(path("other.NINES")), design);
      QVERIFY(QFileInfo(link).isSymLink());
      QVERIFY(QFile::remove(link) && QFile::remove(path("other.NINES")));
    }
  }

  void aPictureThatIsTooLargeNamesTheScale() {
    const Run run = runNines({"export", m_design, "-o", path("large.png"), "--scale", "64"});
    QCOMPARE(run.exitCode, 3);
    QVERIFY2(run.saysOneLine() && run.error.contains("smaller scale") && run.error.contains("--scale is 64"),
             run.error);
  }

  // A link to an export of ours stays a link, and what it names is replaced.
  void linksAreFollowed() {
    QCOMPARE(runNines({"export", m_design, "-o", path("real.csv")}).exitCode, 0);
    QCOMPARE(::symlink("real.csv", QFile::encodeName(path("link.csv"))), 0);
    QCOMPARE(runNines({"export", m_design, "-o", path("link.csv"), "--table", "links"}).exitCode, 0);
    QVERIFY(QFileInfo(path("link.csv")).isSymLink());
    QVERIFY(contents(path("real.csv")).startsWith("\xEF\xBB\xBFid,\"kind\",kindLabel,from"));
  }

  // The disk is full after some bytes: the file is as it was, and nothing else is left.
  void fullDisk_data() { formatRows(); }
  void fullDisk() {
    QFETCH(QString, ending);
    const QString target = path("out." + ending);
    QCOMPARE(runNines({"export", m_design, "-o", target}).exitCode, 0);
    const QByteArray before = contents(target);
    const auto few = [] {
      const rlimit limit{64, 64};
      ::setrlimit(RLIMIT_FSIZE, &limit);
    };
    const Run over = runPrepared({"export", m_design, "-o", target}, few);
    QCOMPARE(over.exitCode, 3);
    QVERIFY2(over.saysOneLine() && over.error.startsWith(target.toUtf8()), over.error);
    QVERIFY2(over.error.contains("cannot be written: File too large"), over.error);
    QVERIFY(contents(target) == before);
    QCOMPARE(runPrepared({"export", m_design, "-o", path("new." + ending)}, few).exitCode, 3);
    QCOMPARE(files(), QStringList{"out." + ending});
  }

  void foldersThatMayNotBeWritten() {
    const QString folder = path("closed");
    QVERIFY(QDir().mkpath(folder));
    write(folder + "/out.csv", "id");
    QCOMPARE(::chmod(QFile::encodeName(folder), 0500), 0);
    // Permissions mean nothing to root, unless it gives that up.
    const auto asOthers = [] { ::prctl(PR_CAPBSET_DROP, kDropWriteAnyway, 0, 0, 0); };
    for (const char* name : {"/new.csv", "/out.csv"}) {
      const Run run = runPrepared({"export", m_design, "-o", folder + name, "--force"}, asOthers);
      QCOMPARE(::chmod(QFile::encodeName(folder), 0500), 0);
      QCOMPARE(run.exitCode, 3);
      QVERIFY2(run.saysOneLine() && run.error.contains("Permission denied"), run.error);
    }
    QCOMPARE(contents(folder + "/out.csv"), QByteArray("id"));
    QCOMPARE(QDir(folder).entryList(QDir::Files | QDir::Hidden), QStringList{"out.csv"});
    QCOMPARE(::chmod(QFile::encodeName(folder), 0700), 0);
  }

  // A file name may be anything but text, in every format.
  void oddBytesInTheName_data() { formatRows(); }
  void oddBytesInTheName() {
    QFETCH(QString, ending);
    const std::string target =
        (QFile::encodeName(m_folder->path()) + "/\xff\xfe '\"\n$x." + ending.toUtf8()).toStdString();
    const pid_t child = ::fork();
    if (child == 0) {
      const std::string binary = qgetenv("NINES_BINARY").toStdString();
      const std::string design = m_design.toStdString();
      ::execl(binary.c_str(), binary.c_str(), "export", design.c_str(), "-o", target.c_str(), nullptr);
      ::_exit(127);
    }
    int status = 0;
    QCOMPARE(::waitpid(child, &status, 0), child);
    QVERIFY(WIFEXITED(status));
    QCOMPARE(WEXITSTATUS(status), 0);
    QVERIFY(std::filesystem::file_size(target) > 100);
    std::filesystem::remove(target);  // the toolkit could not
  }

  // A coordinate that was mistyped by some digits.
  void whatIsFarAwayIsNamed() {
    const QString design = path("far.nines");
    QFile file(design);
    QVERIFY(file.open(QFile::WriteOnly));
    file.write(R"({"nines": 1, "nodes": [{"id": "near", "kind": "users", "rect": [0, 0, 146, 52]},)"
               R"( {"id": "lost", "kind": "users", "rect": [1e9, 0, 146, 52]}]})");
    file.close();
    for (const char* ending : {"svg", "pdf"}) {
      const Run run = runNines({"export", design, "-o", path(QString("far.") + ending)});
      QCOMPARE(run.exitCode, 0);
      QVERIFY2(run.saysOneLine() && run.error.contains("\"lost\" stands 1000000146 px away"), run.error);
      const Run part = runNines({"export", design, "-o", path(QString("near.") + ending), "--only", "near"});
      QCOMPARE(part.exitCode, 0);
      QCOMPARE(part.error, QByteArray());
    }
    // Where no picture comes of it, it is why.
    const Run none = runNines({"export", design, "-o", path("far.png")});
    QCOMPARE(none.exitCode, 3);
    QVERIFY2(none.saysOneLine() && none.error.contains("\"lost\" stands 1000000146 px away"), none.error);
    QVERIFY2(none.error.contains("pixels"), none.error);
  }

  // Which only a file can have: the window refuses to draw one.
  void linksToThemselvesAreNamed() {
    const QString design = path("loop.nines");
    QFile file(design);
    QVERIFY(file.open(QFile::WriteOnly));
    file.write(R"({"nines": 1, "nodes": [{"id": "db", "kind": "rds-instance", "name": "Data"},)"
               R"( {"id": "other", "kind": "users"}],)"
               R"( "links": [{"id": "l", "kind": "replicates", "from": "db", "to": "db"}]})");
    file.close();
    for (const char* ending : {"svg", "png", "pdf"}) {
      const Run run = runNines({"export", design, "-o", path(QString("loop.") + ending)});
      QCOMPARE(run.exitCode, 0);
      QVERIFY2(run.saysOneLine() && run.error.contains("\"Data\" has a link to itself"), run.error);
      const Run part = runNines({"export", design, "-o", path(QString("part.") + ending), "--only", "other"});
      QCOMPARE(part.error, QByteArray());
    }
    QVERIFY(!runNines({"export", design, "-o", path("one.svg")}).error.contains("more"));
    const QString several = path("loops.nines");
    QFile second(several);
    QVERIFY(second.open(QFile::WriteOnly));
    second.write(R"({"nines": 1, "nodes": [{"id": "db", "kind": "rds-instance", "name": "Data"},)"
                 R"( {"id": "other", "kind": "rds-instance"}, {"id": "third", "kind": "rds-instance"}],)"
                 R"( "links": [{"id": "k", "kind": "replicates", "from": "db", "to": "db"},)"
                 R"( {"id": "l", "kind": "replicates", "from": "other", "to": "other"},)"
                 R"( {"id": "m", "kind": "replicates", "from": "third", "to": "third"}]})");
    second.close();
    const Run all = runNines({"export", several, "-o", path("loops.svg")});
    QVERIFY2(all.saysOneLine() && all.error.contains("\"Data\" has a link to itself"), all.error);
    QVERIFY2(all.error.contains("nor for 2 more such links"), all.error);
    const Run two = runNines({"export", several, "-o", path("two.svg"), "--only", "other", "--only", "third"});
    QVERIFY2(two.saysOneLine() && two.error.contains("nor for 1 more such link"), two.error);
    QVERIFY2(!two.error.contains("links"), two.error);
    const Run diagram = runNines({"export", design, "-o", path("loop.mmd")});
    QCOMPARE(diagram.error, QByteArray());
  }

  void optionsOfOtherFormats_data() {
    QTest::addColumn<QStringList>("option");
    QTest::addColumn<int>("kind");
    const auto row = [](const QStringList& option, ExportOption kind) {
      QTest::newRow(qPrintable(option.first())) << option << static_cast<int>(kind);
    };
    row({"--theme", "dark"}, ExportOption::theme);
    row({"--transparent"}, ExportOption::transparency);
    row({"--legend"}, ExportOption::legend);
    row({"--scale", "1"}, ExportOption::scale);
    row({"--dpi", "300"}, ExportOption::dpi);
    row({"--only", "db"}, ExportOption::part);
    row({"--no-design"}, ExportOption::design);
    row({"--table", "links"}, ExportOption::table);
  }
  // Taken by the formats that they mean something to, refused by all others in a sentence that names the former.
  void optionsOfOtherFormats() {
    QFETCH(QStringList, option);
    QFETCH(int, kind);
    for (const ExportFormatRow& row : exportFormats()) {
      const QString target = path("out." + text(row.ending));
      const Run run = runNines(QStringList{"export", m_design, "-o", target} + option);
      if (takes(row.format, static_cast<ExportOption>(kind))) {
        QVERIFY2(run.exitCode == 0, run.error);
        continue;
      }
      QCOMPARE(run.exitCode, 2);
      QVERIFY2(run.saysOneLine() && run.error.contains(option.first().toUtf8() + " means nothing to ."), run.error);
      QVERIFY(!QFile::exists(target));
    }
  }

  void wrongValues_data() {
    QTest::addColumn<QString>("ending");
    QTest::addColumn<QStringList>("option");
    QTest::addColumn<QString>("said");
    QTest::newRow("no table") << "csv" << QStringList{"--table", "nodes"}
                              << "resources, links, findings, estimates, drills";
    QTest::newRow("no resource") << "svg" << QStringList{"--only", "nobody"} << "has no resource \"nobody\"";
    QTest::newRow("one of several") << "svg" << QStringList{"--only", "db,nobody"} << "has no resource \"nobody\"";
    QTest::newRow("nothing between commas") << "svg" << QStringList{"--only", "db,,lb"} << "has no resource \"\"";
    QTest::newRow("a link") << "svg" << QStringList{"--only", "u-db"} << "has no resource \"u-db\"";
    QTest::newRow("no theme") << "svg" << QStringList{"--theme", "pink"} << "light";
    QTest::newRow("scale of nothing") << "png" << QStringList{"--scale", "0"} << "--scale";
    QTest::newRow("scale that is none") << "png" << QStringList{"--scale", "nan"} << "--scale";
    for (const char* number : {"inf", "0x2", "1e999", "2 "})
      QTest::addRow("scale %s", number) << "png" << QStringList{"--scale", number} << "--scale";
    for (const char* number : {"0x60", "inf", "nan", "96.5", "100001"})
      QTest::addRow("resolution %s", number) << "png" << QStringList{"--dpi", number} << "--dpi";
    for (const char* number : {"0x10", "inf", "nan"}) {
      QTest::addRow("margin %s", number) << "pdf" << QStringList{"--page", "A4", "--margin", number} << "--margin";
      QTest::addRow("overlap %s", number)
          << "pdf" << QStringList{"--page", "A4", "--tile", "100%", "--overlap", number} << "--overlap";
      QTest::addRow("tile %s", number) << "pdf" << QStringList{"--page", "A4", "--tile", number} << "--tile";
    }
    QTest::newRow("negative resolution") << "png" << QStringList{"--dpi", "-1"} << "--dpi";
    QTest::newRow("unknown ending") << "docx" << QStringList{} << ".svg, .png";
    QTest::newRow("the report is another matter") << "md" << QStringList{} << ".svg, .png";
  }
  void wrongValues() {
    QFETCH(QString, ending);
    QFETCH(QStringList, option);
    QFETCH(QString, said);
    const Run run = runNines(QStringList{"export", m_design, "-o", path("out." + ending)} + option);
    QCOMPARE(run.exitCode, 2);
    QVERIFY2(run.saysOneLine() && run.error.contains(said.toUtf8()), run.error);
    QCOMPARE(files(), QStringList());
  }

  void helpNamesEveryFormat() {
    const Run run = runNines({"export", "--help"});
    QCOMPARE(run.exitCode, 0);
    QByteArray endings;
    for (const ExportFormatRow& row : exportFormats())
      endings += (endings.isEmpty() ? "" : "|") + text(row.ending).toUtf8();
    QVERIFY2(run.out.contains("OUT." + endings), run.out);
    for (const char* option :
         {"--theme", "--transparent", "--scale", "--dpi", "--only", "--no-design", "--table", "--force"})
      QVERIFY2(run.out.contains(option), run.out);
  }

  void partsLeaveTheRestOut() {
    const QString target = path("out.svg");
    QCOMPARE(runNines({"export", m_design, "-o", target, "--no-design"}).exitCode, 0);
    QVERIFY(contents(target).contains("id=\"replica-6\"") && contents(target).contains("id=\"db\""));
    // An id takes no file for another one.
    QCOMPARE(runNines({"export", "--only", "db", "--only", "dns", m_design, "-o", target, "--force"}).exitCode, 0);
    QCOMPARE(runNines({"export", m_design, "-o", target, "--no-design", "--only", "db,lb", "--only", "dns"}).exitCode,
             0);
    const QByteArray part = contents(target);
    for (const char* there : {"db", "lb", "dns"}) QVERIFY2(part.contains(QByteArray("id=\"") + there + '"'), there);
    for (const char* gone : {"replica-6", "app-a", "eu-a"})
      QVERIFY2(!part.contains(QByteArray("id=\"") + gone + '"'), gone);
  }

  void scaleIsInPixels() {
    const auto widthAt = [&](const char* scale) {
      return runNines({"export", m_design, "-o", path("out.png"), "--scale", scale}).exitCode == 0
                 ? QImage(path("out.png")).width()
                 : -1;
    };
    const int one = widthAt("1");
    QVERIFY(one > 200);
    QVERIFY(std::abs(widthAt("3") - 3 * one) <= 3);
  }

  void transparencyHasNoGround() {
    const QString target = path("out.png");
    QCOMPARE(runNines({"export", m_design, "-o", target, "--scale", "1"}).exitCode, 0);
    QCOMPARE(QImage(target).pixelColor(0, 0).alpha(), 255);
    QCOMPARE(runNines({"export", m_design, "-o", target, "--scale", "1", "--transparent"}).exitCode, 0);
    QCOMPARE(QImage(target).pixelColor(0, 0).alpha(), 0);
  }

  void resolutionIsNamed() {
    const QString target = path("out.png");
    QCOMPARE(runNines({"export", m_design, "-o", target, "--dpi", "300"}).exitCode, 0);
    QCOMPARE(qRound(QImage(target).dotsPerMeterX() * .0254), 300);
  }

  void tablesByName() {
    const QString target = path("out.csv");
    for (const char* name : {"links", "findings", "estimates", "drills", "resources"}) {
      QCOMPARE(runNines({"export", m_design, "-o", target, "--table", name}).exitCode, 0);
      QVERIFY(contents(target).contains("\r\n"));
    }
    const QByteArray named = contents(target);
    QVERIFY(named.startsWith("\xEF\xBB\xBFid,\"name\",kind,kindLabel,container,account,region,zone,path,assumed,"));
    QVERIFY(named.contains("\r\ndb,db,rds-instance,RDS instance,eu-a,,eu-west-1,eu-west-1a,eu / eu-a,"));
    QCOMPARE(runNines({"export", m_design, "-o", target}).exitCode, 0);
    QCOMPARE(contents(target), named);
  }

  // The titles alone make no export of ours: a spreadsheet that has read one writes its own.
  void tablesOfOthersWithOurTitlesStay() {
    const QString target = path("out.csv");
    QCOMPARE(runNines({"export", m_design, "-o", target}).exitCode, 0);
    const QByteArray ours = contents(target);
    QByteArray theirs = ours;
    theirs.replace("id,\"name\"", "id,name");
    QVERIFY(theirs != ours);
    for (const QByteArray& other : {theirs, theirs.sliced(3), ours.sliced(3)}) {
      write(target, other);
      const Run run = runNines({"export", m_design, "-o", target});
      QCOMPARE(run.exitCode, 3);
      QVERIFY2(run.saysOneLine() && run.error.contains("--force"), run.error);
      QCOMPARE(contents(target), other);
    }
    write(target, ours);
    QCOMPARE(runNines({"export", m_design, "-o", target}).exitCode, 0);
  }

  void tablesOfAPart() {
    const QString target = path("out.csv");
    const auto rowsOf = [&](const QStringList& options) {
      const Run run = runNines(QStringList{"export", m_design, "-o", target} + options);
      return run.exitCode == 0 ? static_cast<int>(contents(target).count("\r\n")) - 1 : -1;
    };
    for (const char* table : {"resources", "links", "findings", "estimates", "drills"}) {
      const int all = rowsOf({"--table", table});
      const int part = rowsOf({"--table", table, "--only", "eu-a"});
      QVERIFY2(part >= 0 && part < all, table);
    }
    QCOMPARE(rowsOf({"--only", "db,lb", "--only", "dns"}), 3);
    QCOMPARE(runNines({"export", m_design, "-o", path("out.json"), "--only", "db,lb"}).exitCode, 0);
    const QJsonObject json = QJsonDocument::fromJson(contents(path("out.json"))).object();
    QCOMPARE(json["only"].toArray(), (QJsonArray{"db", "lb"}));
    QCOMPARE(json["resources"].toArray().size(), 2);
  }

  // Judged by another profile than it names: that is said, as it is of findings.
  void unknownProfileIsSaidOfTables() {
    QByteArray design = contents(m_design);
    QVERIFY(design.contains("\"course-2021\""));
    write(path("a.nines"), design.replace("\"course-2021\"", "\"aws-2030\""));
    const Run run = runNines({"export", path("a.nines"), "-o", path("out.csv")});
    QCOMPARE(run.exitCode, 0);
    QVERIFY2(run.saysOneLine() && run.error.contains("aws-2030"), run.error);
    QCOMPARE(runNines({"export", path("a.nines"), "-o", path("out.svg")}).error, QByteArray());
  }

 private:
  static QByteArray pictureWithADesign() {
    const std::string design = fixture("cli/orders.nines");
    SvgOptions options;
    options.design = design;
    return QByteArray::fromStdString(writeSvg({}, options));
  }
  QString path(const QString& name) const { return m_folder->filePath(name); }
  QStringList files() const { return QDir(m_folder->path()).entryList(QDir::Files | QDir::System | QDir::Hidden); }
  static void write(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
  }

  std::unique_ptr<QTemporaryDir> m_folder;
  QString m_design;
};

QTEST_GUILESS_MAIN(TestCliExport)
#include "test_cli_export.moc"
