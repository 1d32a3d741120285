// The table of formats that a design can be exported to.
#include <set>

#include "formats/export_format.h"
#include "formats/file_name.h"
#include "formats/xml_text.h"
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
    QVERIFY(!isOwnExport("---\ntitle: Nines\n---\nflowchart LR\n"));
    QVERIFY(isOwnExport("---\n# Nines\ntitle: \"a\"\n---\nflowchart LR\n"));
    QVERIFY(isOwnExport("%% Nines\nflowchart LR\n"));
    QVERIFY(isOwnExport("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- Nines -->\n<svg width=\"1\">"));
  }

  // For XML of every kind: pictures, fault trees, labels of draw.io.
  void textsInXml() {
    QCOMPARE(xmlText("a<b>&\"c\"'\r\n\t"), std::string("a&lt;b&gt;&amp;&quot;c&quot;&#39;&#13;\n\t"));
    QCOMPARE(xmlText(std::string_view("\0\x01\x1b x", 5)), std::string(" x"));
    QCOMPARE(xmlText("\xef\xbf\xbe\xed\xa0\x80\xff"), std::string("\uFFFD\uFFFD\uFFFD\uFFFD"));
  }

  void namesOfFiles() {
    QCOMPARE(fileNameOf("Orders", "x"), std::string("Orders"));
    QCOMPARE(fileNameOf("../../etc/passwd", "x"), std::string("-..-etc-passwd"));
    QCOMPARE(fileNameOf("\u202egpj.exe\u0085", "x"), std::string("gpj.exe"));
    QCOMPARE(fileNameOf(" a\n\u00a0\tb \u200b", "x"), std::string("a b"));
    // What names in sentences leave out.
    QCOMPARE(fileNameOf("a\u061c\u200e\u200f\u202a\u202e\u2066\u2069\u206fb", "x"), std::string("a b"));
    for (const char* empty : {"", "...", " \n ", ". ."}) QCOMPARE(fileNameOf(empty, "Design"), std::string("Design"));
    for (const std::string letter : {"x", "\u4e2d", "\U0001F600", "x "}) {
      std::string title;
      for (int i = 0; i < 1000; ++i) title += letter;
      const std::string name = fileNameOf(title, "x");
      QVERIFY(name.size() <= 240 && name.size() > 70 && title.starts_with(name) && !name.ends_with(' '));
    }
  }
};

QTEST_GUILESS_MAIN(TestExportFormat)
#include "test_export_format.moc"
