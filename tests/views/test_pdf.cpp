// PDF documents, as programs of others see them.
#include <QApplication>
#include <QGlyphRun>
#include <QImage>
#include <QProcess>
#include <QTemporaryDir>

#include "../drawing/sample.h"
#include "drawing/draw_design.h"
#include "drawing/text_fit.h"
#include "formats/native.h"
#include "formats/pdf_attachment.h"
#include "painting/painter_backend.h"
#include "painting/pdf.h"
#include "painting/png.h"
#include "painting/text_shape.h"
#include "support.h"
#include "support/resources.h"

using namespace nines;

namespace {

// A file that other programs read.
class Written {
 public:
  explicit Written(const std::string& pdf) {
    QFile file(path());
    if (!file.open(QIODevice::WriteOnly) || file.write(QByteArray::fromStdString(pdf)) < 0) qFatal("no file");
  }
  QString path() const { return m_folder.filePath("a.pdf"); }

  // What a program says of it; "" where it fails.
  QString said(const QString& program, const QStringList& before, const QStringList& after = {}) const {
    QProcess process;
    process.start(program, QStringList(before) << path() << after);
    if (!process.waitForFinished(-1) || process.exitCode() != 0) {
      qWarning() << program << process.readAllStandardError() << process.readAllStandardOutput();
      return {};
    }
    return QString::fromUtf8(process.readAllStandardOutput());
  }
  QString text() const { return said("pdftotext", {"-raw"}, {"-"}).simplified(); }
  // A single line as it is read, whichever way that goes.
  QString line() const {
    QString text = said("pdftotext", {}, {"-"}).simplified();
    for (const char16_t sign : u"\u200e\u200f\u202a\u202b\u202c") text.remove(QChar(sign));
    return text;
  }
  QImage page(int number, int dpi) const {
    const QString n = QString::number(number);
    said("pdftoppm", {"-png", "-singlefile", "-r", QString::number(dpi), "-f", n, "-l", n},
         {m_folder.filePath("page")});
    return QImage(m_folder.filePath("page.png")).convertToFormat(QImage::Format_RGB32);
  }
  int pages() const {
    for (const QString& line : said("pdfinfo", {}).split('\n')) {
      if (line.startsWith("Pages:")) return line.mid(6).trimmed().toInt();
    }
    return 0;
  }

 private:
  QTemporaryDir m_folder;
};

DisplayList drawn(const std::string& text) {
  const Topology topology = readDesign(text, "a.nines", Catalogue::shipped()).value();
  return drawPicture(
      Design(std::make_shared<const Topology>(topology), Catalogue::shipped(), Profiles::shipped().orDefault({})),
      FontMeasure());
}

DisplayList wordsOnly(const std::string& text, const TextStyle& style = {}) {
  DrawGroup group;
  group.bounds = {0, 0, 400, 40};
  TextShape shape;
  shape.baseline = {10, 25};
  shape.text = text;
  shape.style = style;
  shape.ink = {Token::text};
  group.shapes.emplace_back(shape);
  DisplayList list;
  list.bounds = group.bounds;
  list.groups.push_back(group);
  return list;
}

std::string pdfOf(const DisplayList& list, const PdfOptions& options = {}) {
  auto pdf = writePdf(list, options);
  if (!pdf) qFatal("%s", pdf.error().reason.c_str());
  return std::move(*pdf);
}

void addTemplates() {
  QTest::addColumn<std::string>("design");
  QTest::addColumn<bool>("dark");
  for (const Resource& file : resources()) {
    if (!file.path.starts_with("templates/")) continue;
    for (const bool dark : {false, true}) {
      QTest::addRow("%s, %s", std::string(file.path).c_str(), dark ? "dark" : "light")
          << std::string(file.text) << dark;
    }
  }
}

int inkIn(const QImage& image, const QRect& rect) {
  const QRgb ground = image.pixel(0, 0);
  int count = 0;
  for (int y = rect.top(); y <= rect.bottom(); ++y)
    for (int x = rect.left(); x <= rect.right(); ++x) count += image.valid(x, y) && image.pixel(x, y) != ground;
  return count;
}

}  // namespace

Q_DECLARE_METATYPE(nines::Paper)

class TestPdf : public QObject {
  Q_OBJECT

 private slots:
  // Every text that is drawn is found, letter for letter, on whatever ground.
  void wordsAreFound_data() { addTemplates(); }
  void wordsAreFound() {
    QFETCH(std::string, design);
    QFETCH(bool, dark);
    const DisplayList list = drawn(design);
    PdfOptions options;
    options.theme = dark ? &darkTheme() : &lightTheme();
    const Written file(pdfOf(list, options));
    const QString text = file.text();
    int words = 0;
    for (const DrawGroup& group : list.groups) {
      for (const Shape2D& shape : group.shapes) {
        const auto* line = std::get_if<TextShape>(&shape);
        if (!line) continue;
        QVERIFY2(line->whole.empty(), line->whole.c_str());  // in templates nothing is cut
        const QString drawn = QString::fromStdString(line->text).simplified();
        QVERIFY2(text.contains(drawn), qPrintable(drawn + " is not in: " + text));
        ++words;
      }
    }
    QVERIFY(words > 10);
  }

  // Forms that the typeface would join or replace, and the spacing of role chips.
  void formsStayCharacters_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("spacing");
    QTest::newRow("ligatures") << "office fluffy ffl fi" << 0.;
    QTest::newRow("arrows") << "a->b => c <- d --> e != f" << 0.;
    QTest::newRow("between digits") << "3x4 12:30 1-2 2*3 0x1F" << 0.;
    QTest::newRow("beside capitals") << "(A-B) [C:D] {E/F} @G" << 0.;
    QTest::newRow("spaced") << "PRIMARY STANDBY" << .35;
    QTest::newRow("tight") << "MySQL 8.0 · Multi-AZ" << -.12;
    QTest::newRow("kerned") << "AVATAR To Wa. LTV" << 0.;
    QTest::newRow("other letters") << "Zürich Łódź Ελλάδα Москва naïve" << 0.;
  }
  void formsStayCharacters() {
    QFETCH(QString, text);
    QFETCH(double, spacing);
    for (const double size : {9., 11., 12.5}) {
      const Written file(pdfOf(wordsOnly(text.toStdString(), {size, Weight::semibold, spacing, false})));
      QCOMPARE(file.text(), text);
    }
  }

  // Letters that change their shape beside others, and what no typeface has, are found as they were typed.
  void wordsOfAllScripts_data() {
    QTest::addColumn<QString>("text");
    QTest::newRow("Arabic") << QStringLiteral("قاعدة البيانات");
    QTest::newRow("Arabic, letters that share a glyph") << QStringLiteral("سلام الأمن");
    QTest::newRow("Hebrew") << QStringLiteral("מסד נתונים");
    QTest::newRow("Hebrew with a Latin word") << QStringLiteral("מסד orders נתונים");
    QTest::newRow("Latin with an Arabic word") << QStringLiteral("the بيانات of all orders in 2026");
    QTest::newRow("emoji") << QStringLiteral("launch 🚀 day");
    QTest::newRow("joined emoji") << QStringLiteral("team 👩‍💻 here");
    QTest::newRow("a flag") << QStringLiteral("made in 🇪🇺");
    QTest::newRow("emoji alone") << QStringLiteral("🚀");
    QTest::newRow("Devanagari") << QStringLiteral("क्षत्रिय");
    QTest::newRow("Thai") << QStringLiteral("ฐานข้อมูล");
    QTest::newRow("Chinese") << QStringLiteral("数据库 主库");
    QTest::newRow("beyond the first plane") << QStringLiteral("𠀀𠀁 db");
  }
  void wordsOfAllScripts() {
    QFETCH(QString, text);
    for (const double size : {9., 12.5}) {
      const Written file(pdfOf(wordsOnly(text.toStdString(), {size, Weight::semibold, 0, false})));
      // Where directions meet, pdftotext puts the blank on the other side of the word.
      const bool mixed = text.contains("orders") && text.contains(QRegularExpression("[\u0590-\u06ff]"));
      QCOMPARE(mixed ? file.line().remove(' ') : file.line(), mixed ? QString(text).remove(' ') : text);
      QVERIFY(!file.said("qpdf", {"--check"}).contains("WARNING"));
      // Where they are seen.
      const QImage image = file.page(1, 96);
      QVERIFY(inkIn(image, {46, 48, 380, 20}) > 10);
    }
  }

  // The place of each character, from left to right as it is seen.
  void clustersOfALine() {
    const auto textsOf = [](const QString& text) {
      TextShape line;
      line.text = text.toStdString();
      line.style.size = 12;
      QStringList out;
      double right = 0;
      for (const TextCluster& cluster : clustersOf(line)) {
        if (cluster.left < right - .01) QTest::qFail("clusters overlap", __FILE__, __LINE__);
        right = cluster.left + cluster.width;
        out << cluster.text;
      }
      return out;
    };
    QCOMPARE(textsOf("ab c"), (QStringList{"a", "b", " ", "c"}));
    QCOMPARE(textsOf(QStringLiteral("שלום")), (QStringList{"ם", "ו", "ל", "ש"}));
    QCOMPARE(textsOf(QStringLiteral("a של b")), (QStringList{"a", " ", "ל", "ש", " ", "b"}));
    QCOMPARE(textsOf(QStringLiteral("👩‍💻x")), (QStringList{QStringLiteral("👩‍💻"), "x"}));
    QCOMPARE(textsOf(QStringLiteral("سلا")), (QStringList{"ا", "ل", "س"}));
    QCOMPARE(textsOf(QString()), QStringList());
  }

  // A line on two tiles is found on both, in parts that are seen there, and nowhere in the margins.
  void wordsOnTiles() {
    PdfOptions options;
    options.page.paper = Paper::a5;
    options.page.tileScale = 4;
    options.page.marks = false;
    options.page.overlap = 0;
    const DisplayList list = wordsOnly("מסד נתונים של ההזמנות הראשי", {24, Weight::semibold, 0, false});
    const Written file(pdfOf(list, options));
    QVERIFY(file.pages() > 1);
    qsizetype letters = 0;
    for (const QChar c : file.text()) letters += c.isLetter() ? 1 : 0;
    QVERIFY2(letters >= 23 && letters <= 23 + file.pages(), qPrintable(file.text()));
  }

  // What is cut in the picture is found as a whole, once, and where it is seen.
  void whatIsCutIsFoundWhole_data() {
    QTest::addColumn<QString>("whole");
    QTest::newRow("a word") << "Warehouse-synchronisation-of-everything";
    QTest::newRow("words") << "Warehouse synchronisation (3x4), office in Zürich";
    QTest::newRow("Arabic") << QStringLiteral("قاعدة بيانات الطلبات الرئيسية الكبيرة جدا");
    QTest::newRow("emoji") << QStringLiteral("🚀 Warehouse synchronisation 🚀 of everything");
    QTest::newRow("narrow letters") << "illicit till lift fillet jilt lilt";
    QTest::newRow("very long") << QStringLiteral("w%1").arg(QStringLiteral("arehouse").repeated(40));
  }
  void whatIsCutIsFoundWhole() {
    QFETCH(QString, whole);
    constexpr TextStyle style{12.5, Weight::semibold, 0, false};
    const FittedText cut = fittedText(FontMeasure(), whole.toStdString(), style, 97);
    DisplayList list = wordsOnly(cut.text, style);
    std::get<TextShape>(list.groups[0].shapes[0]).whole = cut.whole;
    const Written file(pdfOf(list));
    QCOMPARE(file.line(), whole);
    // In the place of the cut words and no wider.
    QRegularExpression box("xMin=\"([0-9.]+)\" yMin=\"([0-9.]+)\" xMax=\"([0-9.]+)\" yMax=\"([0-9.]+)\"");
    auto words = box.globalMatch(file.said("pdftotext", {"-bbox"}, {"-"}));
    QVERIFY(words.hasNext());
    const double margin = 10 / 25.4 * 72, pt = .75;
    while (words.hasNext()) {
      const auto word = words.next();
      QVERIFY2(word.captured(1).toDouble() > margin + 10 * pt - 1, qPrintable(word.captured()));
      QVERIFY2(word.captured(3).toDouble() < margin + (10 + 97) * pt + 1, qPrintable(word.captured()));
      QVERIFY2(word.captured(2).toDouble() > margin + 5 * pt && word.captured(4).toDouble() < margin + 35 * pt,
               qPrintable(word.captured()));
    }
    // Seen are the cut ones, as where nothing can be searched.
    std::get<TextShape>(list.groups[0].shapes[0]).whole.clear();
    const QImage plain = Written(pdfOf(list)).page(1, 300);
    const QImage seen = file.page(1, 300);
    QCOMPARE(seen.size(), plain.size());
    const int ink = inkIn(plain, plain.rect());
    QVERIFY(ink > 500);
    int differing = 0;
    for (int y = 0; y < seen.height(); ++y)
      for (int x = 0; x < seen.width(); ++x) differing += qAbs(qGray(seen.pixel(x, y)) - qGray(plain.pixel(x, y))) > 96;
    QVERIFY2(differing < ink / 20, qPrintable(QString("%1 of %2").arg(differing).arg(ink)));
  }

  // What needs more than one glyph per character keeps its shape; what stands beside it is still found.
  void otherScriptsStayWhole_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("found");
    QTest::newRow("right to left") << "שלום Orders 12" << "Orders 12";
    QTest::newRow("joined letters") << "مرحبا Orders" << "Orders";
    QTest::newRow("ideographs") << "注文 Orders eu-west-1" << "Orders eu-west-1";
    QTest::newRow("emoji") << "Orders 😀 db-1x2" << "db-1x2";
    QTest::newRow("marks") << "cafe\u0301 Orders" << "Orders";
  }
  void otherScriptsStayWhole() {
    QFETCH(QString, text);
    QFETCH(QString, found);
    const Written file(pdfOf(wordsOnly(text.toStdString(), {12, Weight::regular, 0, false})));
    QVERIFY2(file.text().contains(found), qPrintable(file.text()));
    QVERIFY(inkIn(file.page(1, 96), QRect(40, 40, 400, 40)) > 100);
  }

  // Typefaces within one text come in the order of their places: Qt's own differs from one start to the next, and the
  // bytes of the PDF would.
  void typefacesComeInOrder() {
    for (const char* text :
         {"\u05e9\u05dc\u05d5\u05dd abc", "\u0627\u0644 A", "a \u05d0 b \u0627 c", "x \u65e5 y \u05d0"}) {
      TextShape shape;
      shape.text = text;
      shape.style = {13, Weight::regular, 0, false};
      double before = -1e9;
      for (const QGlyphRun& run : shapedText(shape).runs) {
        const double place = std::ranges::min(run.positions(), {}, &QPointF::x).x();
        QVERIFY2(place >= before, text);
        before = place;
      }
    }
  }

  // A line is called plain only where each glyph is the one of its character. Qt takes a typeface for each script where
  // a text is very large, and sets a tab without a glyph.
  void plainLinesHaveTheirOwnGlyphs_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("size");
    QTest::addColumn<bool>("plain");
    QTest::newRow("letters") << "a->b 3x4 Москва" << 13. << true;
    QTest::newRow("emoji") << QStringLiteral("a->b 🚀") << 13. << false;
    QTest::newRow("very large") << "a->b 3x4 Москва" << 1e5 << false;
    QTest::newRow("tab") << "\t" << 13. << false;
  }
  void plainLinesHaveTheirOwnGlyphs() {
    QFETCH(QString, text);
    QFETCH(double, size);
    TextShape shape;
    shape.text = text.toStdString();
    shape.style = {size, Weight::regular, 0, false};
    const ShapedText shaped = shapedText(shape);
    QTEST(shaped.plain, "plain");
    if (!shaped.plain) return;
    QCOMPARE(shaped.runs.size(), qsizetype{1});
    QCOMPARE(shaped.runs[0].glyphIndexes(), shaped.runs[0].rawFont().glyphIndexesForString(text));
  }

  void othersTakeIt_data() { addTemplates(); }
  void othersTakeIt() {
    QFETCH(std::string, design);
    QFETCH(bool, dark);
    PdfOptions options;
    options.theme = dark ? &darkTheme() : &lightTheme();
    options.title = "Orders (é)";
    options.design = design;
    const std::string pdf = pdfOf(drawn(design), options);
    const Written file(pdf);
    QVERIFY(file.said("qpdf", {"--check"}).contains("No syntax or stream encoding errors found"));
    const QString about = file.said("pdfinfo", {});
    QVERIFY2(about.contains(QRegularExpression("Title: +Orders \\(é\\)\n")), qPrintable(about));
    QVERIFY(about.contains(QRegularExpression("Creator: +Nines\n")));
    QVERIFY(!about.contains("CreationDate") && !about.contains("ModDate"));
    QVERIFY(file.said("pdfdetach", {"-list"}).contains("1 embedded files"));
    QCOMPARE(*attachedDesign(pdf, "a.pdf", FileLimits().bytes), design);
    const QStringList fonts = file.said("pdffonts", {}).split('\n', Qt::SkipEmptyParts).mid(2);
    QVERIFY(!fonts.isEmpty());
    // Embedded, parts of the typeface only, with the characters of its glyphs.
    for (const QString& font : fonts) QVERIFY2(font.contains("yes"), qPrintable(font));
    QVERIFY(pdf.size() < 300'000);
    QVERIFY(options.design.empty() || pdfOf(drawn(design), options) == pdf);
  }

  // A page of the drawing is the picture.
  void pagesLookLikePictures_data() { addTemplates(); }
  void pagesLookLikePictures() {
    QFETCH(std::string, design);
    QFETCH(bool, dark);
    const DisplayList list = drawn(design);
    const Theme& theme = dark ? darkTheme() : lightTheme();
    PdfOptions options;
    options.theme = &theme;
    const double margin = kPngMargin * 25.4 / 96;
    options.page.margins = {margin, margin, margin, margin};
    const QImage page = Written(pdfOf(list, options)).page(1, 96);
    PngOptions png;
    png.theme = &theme;
    png.scale = 1;
    const QImage picture = pictureImage(list, png).convertToFormat(QImage::Format_RGB32);
    QVERIFY(std::abs(page.width() - picture.width()) <= 3 && std::abs(page.height() - picture.height()) <= 3);
    double sum = 0;
    const int width = std::min(page.width(), picture.width());
    const int height = std::min(page.height(), picture.height());
    for (int y = 0; y < height; ++y)
      for (int x = 0; x < width; ++x) sum += std::abs(qGray(page.pixel(x, y)) - qGray(picture.pixel(x, y)));
    const double mean = sum / width / height;
    QVERIFY2(mean < 4, qPrintable(QString::number(mean)));
  }

  void tilesArePages() {
    PdfOptions options;
    options.page.paper = Paper::a5;
    options.page.tileScale = 1;
    options.title = "Orders";
    const DisplayList list = drawn(std::string(*resource("templates/orders.nines")));
    const PagePlan plan = *planPages(options.page, list.bounds);
    QVERIFY(plan.pages() > 2);
    const Written file(pdfOf(list, options));
    QCOMPARE(file.pages(), plan.pages());
    const QString text = file.text();
    for (int page = 0; page < plan.pages(); ++page) {
      const QString label = QString::fromStdString(tileLabel(plan, page, "Orders"));
      QVERIFY2(text.contains(label), qPrintable(label));
      QVERIFY(file.page(page + 1, 40).width() > 0);
    }
    // Marks stand outside of the drawing, at the line of the cut.
    const QImage first = file.page(1, 254);  // 10 pixels to a millimetre
    const PageTile tile = plan.tile(0);
    const auto at = [](double mm) { return static_cast<int>(std::lround(mm * 10)); };
    QVERIFY(inkIn(first, QRect(at(tile.trim.right()) - 1, at(tile.target.y) - 40, 3, 25)) > 20);
    QVERIFY(inkIn(first, QRect(at(tile.target.right()) + 15, at(tile.trim.bottom()) - 1, 25, 3)) > 20);
    options.page.marks = false;
    QVERIFY(!Written(pdfOf(list, options)).text().contains("page 1 of"));
  }

  void paperHasItsSize_data() {
    QTest::addColumn<int>("paper");
    for (const PaperRow& row : papers()) {
      if (row.paper != Paper::drawing) QTest::newRow(row.id.data()) << static_cast<int>(row.paper);
    }
  }
  void paperHasItsSize() {
    QFETCH(int, paper);
    PdfOptions options;
    options.page.paper = static_cast<Paper>(paper);
    options.page.orientation = Orientation::portrait;
    const PaperRow& row = rowOf(options.page.paper);
    const QString about = Written(pdfOf(test::Sample().list(FontMeasure()), options)).said("pdfinfo", {});
    const auto size = QRegularExpression("Page size: +([\\d.]+) x ([\\d.]+)").match(about);
    QVERIFY(std::abs(size.captured(1).toDouble() - row.width / 25.4 * 72) < 1);
    QVERIFY(std::abs(size.captured(2).toDouble() - row.height / 25.4 * 72) < 1);
  }

  // However small it comes out, words stay words.
  void smallWordsAreFound() {
    DisplayList list = wordsOnly("orders-db");
    list.bounds = {0, 0, 40'000, 20'000};
    PdfOptions options;
    options.page.paper = Paper::a5;
    QCOMPARE(Written(pdfOf(list, options)).text(), QString("orders-db"));
  }

  void groundIsOptional() {
    PdfOptions options;
    options.theme = &darkTheme();
    const DisplayList list = test::Sample().list(FontMeasure());
    QVERIFY(qGray(Written(pdfOf(list, options)).page(1, 40).pixel(2, 2)) < 80);
    options.background = false;
    QCOMPARE(qGray(Written(pdfOf(list, options)).page(1, 40).pixel(2, 2)), 255);
  }

  // On paper margins stay paper, whether there is one sheet or many. A page as large as its drawing is all ground.
  void groundOnPaper_data() {
    QTest::addColumn<Paper>("paper");
    QTest::addColumn<double>("tileScale");
    QTest::addColumn<bool>("margin");
    QTest::newRow("its own page") << Paper::drawing << 0. << false;
    QTest::newRow("one sheet") << Paper::a4 << 0. << true;
    QTest::newRow("tiles") << Paper::a5 << 2. << true;
  }
  void groundOnPaper() {
    QFETCH(Paper, paper);
    QFETCH(bool, margin);
    PdfOptions options;
    options.theme = &darkTheme();
    options.page.paper = paper;
    QFETCH(double, tileScale);
    options.page.tileScale = tileScale;
    options.page.margins = {10, 10, 10, 10};
    const QImage image = Written(pdfOf(test::Sample().list(FontMeasure()), options)).page(1, 40);
    const int inside = 30;  // past margin and marks
    QVERIFY(qGray(image.pixel(inside, image.height() / 2)) < 80);
    QCOMPARE(qGray(image.pixel(2, 2)) == 255, margin);
    QCOMPARE(qGray(image.pixel(image.width() - 3, image.height() - 3)) == 255, margin);
  }

  void emptyDesignsAreBlankPages() { QCOMPARE(Written(pdfOf({})).pages(), 1); }

  void impossiblePagesSayWhy() {
    PdfOptions options;
    options.page.paper = Paper::a5;
    options.page.tileScale = 10;
    options.page.overlap = 40;
    const auto pdf = writePdf(drawn(std::string(*resource("templates/orders.nines"))), options);
    QVERIFY(!pdf.ok());
    QVERIFY(pdf.error().reason.find("at most 500") != std::string::npos);
  }
};

QTEST_MAIN(TestPdf)
#include "test_pdf.moc"
