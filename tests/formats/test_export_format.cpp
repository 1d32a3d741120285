// The table of formats that a design can be exported to.
#include <set>

#include "formats/export_format.h"
#include "support.h"

using namespace nines;

class TestExportFormat : public QObject {
  Q_OBJECT

 private slots:
  void rowsAreWhole() {
    std::set<ExportFormat> formats;
    std::set<std::string_view> endings;
    std::set<std::string_view> names;
    for (const ExportFormatRow& row : exportFormats()) {
      QVERIFY(!row.ending.empty() && !row.name.empty() && row.isOurs);
      formats.insert(row.format);
      endings.insert(row.ending);
      names.insert(row.name);
    }
    QCOMPARE(formats.size(), exportFormats().size());
    QCOMPARE(endings.size(), exportFormats().size());
    QCOMPARE(names.size(), exportFormats().size());
  }

  void endingsNameTheFormat_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("ending");  // of the row; empty: none
    QTest::newRow("plain") << "a.svg" << "svg";
    QTest::newRow("folder") << "/folder/some.dir/a.png" << "png";
    QTest::newRow("capitals") << "A.SVG" << "svg";
    QTest::newRow("mixed") << "a.Png" << "png";
    QTest::newRow("two endings") << "a.drawn.svg" << "svg";
    QTest::newRow("other") << "a.nines" << "";
    QTest::newRow("none") << "svg" << "";
    QTest::newRow("dot in the folder only") << "/folder/x.svg/a" << "";
    QTest::newRow("hidden file") << "/folder/.svg" << "";
    QTest::newRow("hidden file here") << ".svg" << "";
    QTest::newRow("empty ending") << "a." << "";
    QTest::newRow("nothing") << "" << "";
    QTest::newRow("longer") << "a.svgz" << "";
    QTest::newRow("odd bytes") << "\xff\xfe.svg" << "svg";
  }
  void endingsNameTheFormat() {
    QFETCH(QString, path);
    QFETCH(QString, ending);
    const ExportFormatRow* row = exportFormatOf(path.toStdString());
    QCOMPARE(row ? std::string(row->ending) : std::string(), ending.toStdString());
  }

  void optionsBelongToTheirFormats() {
    QVERIFY(takes(ExportFormat::svg, ExportOption::theme));
    QVERIFY(takes(ExportFormat::png, ExportOption::dpi));
    QVERIFY(!takes(ExportFormat::svg, ExportOption::dpi));
    QVERIFY(!takes(ExportFormat::dot, ExportOption::theme));
    QVERIFY(takes(ExportFormat::csv, ExportOption::table));
    QVERIFY(!takes(ExportFormat::json, ExportOption::table));
    QVERIFY(takes(ExportFormat::pdf, ExportOption::page));
  }

  // What is not ours is never replaced unasked.
  void ownExports() {
    QVERIFY(!isOwnExport({}));
    QVERIFY(!isOwnExport("<!-- Nines --> but no picture"));
    QVERIFY(!isOwnExport("<?xml version=\"1.0\"?>\n<svg width=\"1\">"));
    QVERIFY(!isOwnExport("\x89PNG\r\n\x1a\n"));
    QVERIFY(!isOwnExport("{\"nines\": 1}"));
    QVERIFY(!isOwnExport("%PDF-1.7\n%\xbf\xf7\xa2\xfe\n1 0 obj\n"));
    QVERIFY(isOwnExport("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- Nines -->\n<svg width=\"1\">"));
  }
};

QTEST_GUILESS_MAIN(TestExportFormat)
#include "test_export_format.moc"
