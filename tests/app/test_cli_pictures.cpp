// Pictures that hold a design, on the command line: what export wrote, every command reads.
#include <QFile>
#include <QImageReader>
#include <QJsonArray>
#include <QStandardPaths>
#include <QTemporaryDir>

#include "cli_run.h"
#include "formats/native.h"
#include "json_path.h"
#include "support.h"
#include "support/resources.h"

using namespace nines;
using namespace nines::test;

namespace {

QByteArray bytesOf(const QString& path) {
  QFile file(path);
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString& path, const QByteArray& bytes) {
  QFile file(path);
  if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
    QTest::qFail(qPrintable("cannot write " + path), __FILE__, __LINE__);
}

// What another program makes of a file; empty if it fails.
QByteArray outputOf(const QString& program, const QStringList& arguments) {
  QProcess process;
  process.start(program, arguments);
  if (!process.waitForFinished(-1) || process.exitCode() != 0) return {};
  return process.readAllStandardOutput();
}

}  // namespace

class TestCliPictures : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir m_dir;

  QString path(const QString& name) const { return m_dir.filePath(name); }
  // A template as its file is written, and as a picture.
  QString designFile(const QString& name) {
    const auto text = resource("templates/" + name.toStdString() + ".nines");
    const auto topology = readDesign(*text, name.toStdString(), Catalogue::shipped());
    write(path(name + ".nines"), QByteArray::fromStdString(writeDesign(*topology)));
    return path(name + ".nines");
  }
  QString pictureFile(const QString& design, const QString& ending) {
    const QString picture = design.chopped(6) + "." + ending;
    const Run run = runNines({"export", design, "-o", picture});
    if (run.exitCode != 0) QTest::qFail(run.error.constData(), __FILE__, __LINE__);
    return picture;
  }
  static void addEndings() {
    QTest::addColumn<QString>("ending");
    QTest::newRow("SVG") << "svg";
    QTest::newRow("PNG") << "png";
  }

 private slots:
  // Rather a smaller picture than none, unless the scale was asked for.
  void whatIsTooLargeGetsTheScaleThatFits() {
    const QString design = QString::fromStdString(fixturePath("hostile/names.nines"));
    const QString target = path("names.png");
    const Run run = runNines({"export", design, "-o", target});
    QCOMPARE(run.exitCode, 0);
    QVERIFY2(run.saysOneLine() && run.error.contains("names.png: at scale "), run.error);
    QVERIFY(QImageReader(target).size().isValid());  // as a whole it is more than the toolkit reads unasked
    const double said = run.error.mid(run.error.indexOf("at scale ") + 9).split(',').front().toDouble();
    QVERIFY(said > 0 && said < 2);
    const Run again = runNines({"export", design, "-o", path("again.png"), "--scale", QString::number(said)});
    QCOMPARE(again.exitCode, 0);
    QVERIFY(again.error.isEmpty());
    QVERIFY(bytesOf(path("again.png")) == bytesOf(target));
    const Run asked = runNines({"export", design, "-o", path("no.png"), "--scale", "2"});
    QCOMPARE(asked.exitCode, 3);
    QVERIFY2(asked.error.contains(QByteArray::number(said) + " at most"), asked.error);
    QVERIFY(!QFile::exists(path("no.png")));
    // The usual scale where it fits.
    const QString orders = QString::fromStdString(fixturePath("cli/orders.nines"));
    const Run usual = runNines({"export", orders, "-o", path("usual.png")});
    QVERIFY(usual.exitCode == 0 && usual.error.isEmpty());
    QCOMPARE(runNines({"export", orders, "-o", path("two.png"), "--scale", "2"}).exitCode, 0);
    QVERIFY(bytesOf(path("usual.png")) == bytesOf(path("two.png")));
  }

  void everyCommandReadsThem_data() { addEndings(); }
  void everyCommandReadsThem() {
    QFETCH(QString, ending);
    const QString design = designFile("orders");
    const QString picture = pictureFile(design, ending);
    const QList<QStringList> commands{{"estimate", "", "--format", "json"},
                                      {"drill", "", "--format", "json"},
                                      {"fault-tree", "", "--workload", "orders"}};
    for (QStringList command : commands) {
      command[1] = design;
      const Run expected = runNines(command);
      command[1] = picture;
      const Run run = runNines(command);
      QCOMPARE(run.exitCode, expected.exitCode);
      QCOMPARE(QByteArray(run.error).replace(picture.toUtf8(), design.toUtf8()), expected.error);
      QCOMPARE(QByteArray(run.out).replace(picture.toUtf8(), design.toUtf8()), expected.out);
    }
  }

  // There is no line of a picture that anybody could go to.
  void findingsOfPicturesHaveNoLines_data() { addEndings(); }
  void findingsOfPicturesHaveNoLines() {
    QFETCH(QString, ending);
    const QString design = designFile("orders");
    const QString picture = pictureFile(design, ending);
    const Run text = runNines({"check", picture});
    QVERIFY(text.out.contains(picture.toUtf8() + ' '));
    QVERIFY(!text.out.contains(picture.toUtf8() + ':'));
    const auto findings = [](const QString& file) {
      return at(runNines({"check", file, "--format", "json"}).json(), "files.0.findings").toArray();
    };
    const QJsonArray expected = findings(design);
    const QJsonArray found = findings(picture);
    QVERIFY(!expected.isEmpty());
    QCOMPARE(found.size(), expected.size());
    for (int i = 0; i < found.size(); ++i) {
      QCOMPARE(at(found[i], "key"), at(expected[i], "key"));
      QVERIFY(at(expected[i], "line").toInt() > 0);
      QVERIFY(at(found[i], "line").isNull());
    }
    const Run sarif = runNines({"check", picture, "--format", "sarif"});
    QCOMPARE(at(sarif.json(), "runs.0.results").toArray().size(), found.size());
    QVERIFY(at(sarif.json(), "runs.0.results.0.locations.0.physicalLocation.region").isUndefined());
  }

  void thePictureOfAPictureIsTheSame_data() { addEndings(); }
  void thePictureOfAPictureIsTheSame() {
    QFETCH(QString, ending);
    const QString picture = pictureFile(designFile("orders"), ending);
    const QString again = path("again." + ending);
    QCOMPARE(runNines({"export", picture, "-o", again, "--force"}).exitCode, 0);
    QVERIFY(!bytesOf(picture).isEmpty());
    QVERIFY(bytesOf(again) == bytesOf(picture));
  }

  // Other programs read the file, and what they write again still holds the design.
  void otherProgramsKeepTheDesign() {
    const QString design = designFile("orders");
    const QString picture = pictureFile(design, "svg");
    const QString formatted = path("formatted.svg");
    const QByteArray again = outputOf("xmllint", {"--nonet", "--format", picture});
    QVERIFY(!again.isEmpty());
    write(formatted, again);
    const Run expected = runNines({"estimate", design, "--format", "json"});
    const Run run = runNines({"estimate", formatted, "--format", "json"});
    QCOMPARE(run.exitCode, 0);
    QCOMPARE(QByteArray(run.out).replace(formatted.toUtf8(), design.toUtf8()), expected.out);
    const QByteArray drawn = outputOf("rsvg-convert", {picture});
    QVERIFY(drawn.startsWith("\x89PNG"));
  }

  void picturesWithoutADesignSaySo() {
    write(path("plain.svg"), "<svg xmlns='http://www.w3.org/2000/svg'/>");
    const Run run = runNines({"check", path("plain.svg")});
    QCOMPARE(run.exitCode, 3);
    QVERIFY(run.saysOneLine());
    QVERIFY2(run.error.startsWith(path("plain.svg").toUtf8() + ": is an SVG picture without a design inside"),
             run.error.constData());
  }
};

QTEST_GUILESS_MAIN(TestCliPictures)
#include "test_cli_pictures.moc"
