// PDF documents from the command line.
#include <QFile>
#include <QTemporaryDir>

#include "cli_run.h"
#include "formats/native.h"
#include "formats/pdf_attachment.h"
#include "support.h"

using namespace nines;
using namespace nines::test;

class TestCliPdf : public QObject {
  Q_OBJECT

  QTemporaryDir m_folder;

  QString file(const QString& name) const { return m_folder.filePath(name); }
  static QByteArray bytesOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
  }

 private slots:
  // Each process has a hash seed of its own: the bytes must not depend on it.
  void sameBytesEveryTime() {
    const QString design = QString::fromStdString(fixturePath("cli/orders.nines"));
    QByteArray first;
    for (const char* seed : {"1", "2", "3"}) {
      const Run run = runNines({"export", design, "-o", file("a.pdf")}, {}, {QString("TZ=UTC+") + seed});
      QCOMPARE(run.exitCode, 0);
      QVERIFY2(run.error.isEmpty(), run.error);
      const QByteArray bytes = bytesOf(file("a.pdf"));
      QVERIFY(bytes.size() > 10'000);
      if (first.isEmpty()) first = bytes;
      QVERIFY(bytes == first);
    }
    const auto back = attachedDesign(first.toStdString(), "a.pdf", FileLimits().bytes);
    QVERIFY(back.ok());
    const auto topology = readDesign(*back, "inside", Catalogue::shipped());
    QVERIFY(topology.ok());
    QVERIFY(*topology == *loadDesign(design.toStdString(), Catalogue::shipped()));
  }

  void pagesAsAsked_data() {
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QString>("said");  // by pdfinfo
    QTest::newRow("paper") << QStringList{"--page", "a5", "--orientation", "portrait"} << "Page size: +(419|420) x 595";
    QTest::newRow("lying") << QStringList{"--page", "letter", "--orientation", "landscape"} << "Page size: +792 x 612";
    QTest::newRow("tiles") << QStringList{"--page", "A5",       "--tile", "200%",      "--overlap",
                                          "5",      "--margin", "5",      "--no-marks"}
                           << "Pages: +([4-9]|[1-9][0-9])\n";
    QTest::newRow("drawing") << QStringList{"--page", "drawing", "--margin", "0"} << "Pages: +1\n";
  }
  void pagesAsAsked() {
    QFETCH(QStringList, options);
    QFETCH(QString, said);
    const QStringList arguments{"export", QString::fromStdString(fixturePath("cli/orders.nines")), "-o", file("p.pdf")};
    const Run run = runNines(QStringList(arguments) << options);
    QVERIFY2(run.exitCode == 0, run.error);
    QProcess process;
    process.start("pdfinfo", {file("p.pdf")});
    QVERIFY(process.waitForFinished(-1));
    const QString about = QString::fromUtf8(process.readAllStandardOutput());
    QVERIFY2(about.contains(QRegularExpression(said)), qPrintable(about));
  }

  void wrongPages_data() {
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QString>("target");
    QTest::addColumn<QByteArray>("said");
    const auto row = [](const char* name, const QStringList& options, const QByteArray& said,
                        const char* target = "w.pdf") { QTest::newRow(name) << options << QString(target) << said; };
    row("paper", {"--page", "A9"}, "A9 is no paper; there are drawing, A0");
    row("orientation", {"--page", "A4", "--orientation", "up"}, "\"up\" is no orientation");
    row("margin", {"--margin", "1000"}, "\"1000\" is no margin; 0 to 100 mm");
    row("tile", {"--page", "A4", "--tile", "0"}, "is no size of tiles; 5% to 1000% are possible");
    row("tile without paper", {"--tile", "100%"}, "--page");
    row("tile of the drawing", {"--page", "drawing", "--tile", "100%"}, "name a paper");
    row("overlap without tiles", {"--page", "A4", "--overlap", "5"}, "--tile");
    row("other format", {"--page", "A4"}, "means nothing to .svg", "w.svg");
  }
  void wrongPages() {
    QFETCH(QStringList, options);
    QFETCH(QString, target);
    QFETCH(QByteArray, said);
    const Run run = runNines(
        QStringList{"export", QString::fromStdString(fixturePath("cli/orders.nines")), "-o", file(target)} << options);
    QCOMPARE(run.exitCode, 2);
    QVERIFY2(run.saysOneLine() && run.error.contains(said), run.error);
    QVERIFY(!QFile::exists(file(target)));
  }

  // Nothing is left of a file that cannot be.
  void tooManyPages() {
    const Run run = runNines({"export", QString::fromStdString(fixturePath("cli/orders.nines")), "-o", file("m.pdf"),
                              "--page", "A5", "--tile", "1000%", "--margin", "60", "--overlap", "8"});
    QCOMPARE(run.exitCode, 3);
    QVERIFY2(run.saysOneLine() && run.error.contains("m.pdf") && run.error.contains("at most 500"), run.error);
    QVERIFY(!QFile::exists(file("m.pdf")));
  }

  void documentsOfOthersAreKept() {
    QFile other(file("other.pdf"));
    QVERIFY(other.open(QIODevice::WriteOnly) && other.write("%PDF-1.4\n% of somebody else\n") > 0);
    other.close();
    const QStringList arguments{"export", QString::fromStdString(fixturePath("cli/orders.nines")), "-o",
                                file("other.pdf")};
    const Run refused = runNines(arguments);
    QVERIFY(refused.exitCode != 0);
    QVERIFY2(refused.saysOneLine() && refused.error.contains("--force"), refused.error);
    QVERIFY(bytesOf(file("other.pdf")).contains("somebody else"));
    QCOMPARE(runNines(QStringList(arguments) << "--force").exitCode, 0);
    QCOMPARE(runNines(arguments).exitCode, 0);
  }
};

QTEST_GUILESS_MAIN(TestCliPdf)
#include "test_cli_pdf.moc"
