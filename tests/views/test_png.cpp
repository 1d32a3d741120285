// Display lists as PNG files.
#include "../drawing/sample.h"
#include "formats/embedded_design.h"
#include "formats/png_chunks.h"
#include "painting/painter_backend.h"
#include "painting/png.h"
#include "support.h"

using namespace nines;

namespace {

DisplayList sampleList() { return test::Sample().list(FontMeasure()); }

QImage imageOf(const std::string& bytes) {
  return QImage::fromData(reinterpret_cast<const uchar*>(bytes.data()), static_cast<int>(bytes.size()), "PNG");
}

std::string written(const PngOptions& options) {
  auto bytes = writePng(sampleList(), options);
  if (!bytes) QTest::qFail(bytes.error().text().c_str(), __FILE__, __LINE__);
  return bytes ? *bytes : std::string();
}

}  // namespace

class TestPng : public QObject {
  Q_OBJECT

 private slots:
  void hasTheSizeAsked_data() {
    QTest::addColumn<double>("scale");
    for (const double scale : {.25, 1.0, 1.5, 2.0, 3.75}) QTest::addRow("%g", scale) << scale;
  }
  void hasTheSizeAsked() {
    QFETCH(double, scale);
    PngOptions options;
    options.scale = scale;
    const QImage image = imageOf(written(options));
    const Rect bounds = sampleList().bounds;
    QVERIFY(std::abs(image.width() - (bounds.width + 2 * kPngMargin) * scale) <= scale + 1);
    QVERIFY(std::abs(image.height() - (bounds.height + 2 * kPngMargin) * scale) <= scale + 1);
    QCOMPARE(image.pixelColor(0, 0), toQColor(lightTheme().colour(Token::canvas)));
  }

  void saysHowLargeItIsOnPaper_data() {
    QTest::addColumn<double>("scale");
    QTest::addColumn<int>("dpi");
    QTest::addColumn<int>("perMetre");
    QTest::newRow("96 at scale 1") << 1.0 << 0 << 3780;
    QTest::newRow("192 at scale 2") << 2.0 << 0 << 7559;
    QTest::newRow("300") << 2.0 << 300 << 11811;
    QTest::newRow("72") << 3.0 << 72 << 2835;
  }
  void saysHowLargeItIsOnPaper() {
    QFETCH(double, scale);
    QFETCH(int, dpi);
    QFETCH(int, perMetre);
    PngOptions options;
    options.scale = scale;
    options.dpi = dpi;
    const QImage image = imageOf(written(options));
    QCOMPARE(image.dotsPerMeterX(), perMetre);
    QCOMPARE(image.dotsPerMeterY(), perMetre);
    // The dots are those of the scale, whatever they are said to measure.
    PngOptions plain;
    plain.scale = scale;
    QCOMPARE(image.size(), imageOf(written(plain)).size());
    QVERIFY(image.convertToFormat(QImage::Format_ARGB32) ==
            pictureImage(sampleList(), plain).convertToFormat(QImage::Format_ARGB32));
  }

  void transparentHasNoGround() {
    for (const Theme* theme : {&lightTheme(), &darkTheme()}) {
      PngOptions options;
      options.theme = theme;
      options.background = false;
      const QImage image = imageOf(written(options));
      QVERIFY(image.hasAlphaChannel());
      QVERIFY(image.convertToFormat(QImage::Format_ARGB32) ==
              pictureImage(sampleList(), options).convertToFormat(QImage::Format_ARGB32));
      for (const QPoint corner : {QPoint(0, 0), QPoint(image.width() - 1, image.height() - 1)}) {
        QCOMPARE(image.pixelColor(corner).alpha(), 0);
      }
      int solid = 0;
      for (int x = 0; x < image.width(); ++x) solid += image.pixelColor(x, image.height() / 2).alpha() == 255;
      QVERIFY(solid > 100);
    }
  }

  void isKnownAsOurs() {
    const std::string bytes = written({});
    QVERIFY(isOwnPng(std::string_view(bytes).substr(0, 200)));
    const QImage image(8, 8, QImage::Format_RGB32);
    QByteArray other;
    QBuffer buffer(&other);
    buffer.open(QIODevice::WriteOnly);
    QVERIFY(image.save(&buffer, "PNG"));
    QVERIFY(!isOwnPng(other.toStdString()));
  }

  void carriesTheDesign() {
    const std::string design(100'000, '{');
    PngOptions options;
    options.design = design;
    const std::string bytes = written(options);
    QCOMPARE(imageOf(bytes).size(), imageOf(written({})).size());
    const auto inside = embeddedDesign(bytes, "a.png");
    QVERIFY2(inside.ok(), inside.ok() ? "" : inside.error().text().c_str());
    QVERIFY(*inside == design);
    QVERIFY(!embeddedDesign(written({}), "a.png").ok());
  }

  void sameInputSameBytes() {
    PngOptions options;
    options.design = "{}";
    QVERIFY(written(options) == written(options));
  }

  void tooLargePicturesAreRefused_data() {
    QTest::addColumn<double>("scale");
    for (const double scale : {100.0, 1e9, 0.0, -1.0}) QTest::addRow("%g", scale) << scale;
    QTest::newRow("no number") << std::nan("");
  }
  void tooLargePicturesAreRefused() {
    QFETCH(double, scale);
    PngOptions options;
    options.scale = scale;
    const auto bytes = writePng(sampleList(), options);
    QVERIFY(!bytes.ok());
    const QString why = QString::fromStdString(bytes.error().reason);
    QVERIFY(!why.isEmpty());
    // What can be done about it.
    QVERIFY2(why.contains("SVG") == (scale > 1) && why.contains("smaller scale") == (scale > 1), qPrintable(why));
  }

  // The advice can be followed, and a bit more cannot.
  void theLargestScaleIsPossible_data() {
    QTest::addColumn<double>("width");
    QTest::addColumn<double>("height");
    QTest::newRow("a card") << 146.0 << 52.0;
    QTest::newRow("limited by its area") << 20'000.0 << 18'000.0;
    QTest::newRow("limited by its width") << 90'000.0 << 300.0;
    QTest::newRow("limited by its height") << 5.0 << 1'000'000.0;
    QTest::newRow("exactly as large as possible") << 29'952.0 << 3'000.0;
  }
  void theLargestScaleIsPossible() {
    QFETCH(double, width);
    QFETCH(double, height);
    const Rect drawing{-17.5, 3, width, height};
    const double scale = largestPngScale(drawing);
    QVERIFY(scale >= kPngLeastScale);
    QCOMPARE(pngProblem(drawing, scale), QString());
    const double more = scale * 1.11;  // another second digit
    QVERIFY(!pngProblem(drawing, more).isEmpty());
    QVERIFY2(pngProblem(drawing, more).contains(QLocale().toString(scale) + " at most"),
             qPrintable(pngProblem(drawing, more)));
  }
  void whatIsTooLargeAtAnyScale() {
    const Rect drawing{0, 0, 1e9, 10};
    QCOMPARE(largestPngScale(drawing), 0.0);
    QVERIFY(pngProblem(drawing, 1).contains("Choose SVG"));
    const QString far = pngProblem({0, 0, 1e300, 10}, 1);
    QVERIFY2(far.contains("1e+300", Qt::CaseInsensitive) && far.size() < 200, qPrintable(far));
    QCOMPARE(largestPngScale({0, 0, std::numeric_limits<double>::infinity(), 1}), 0.0);
  }

  void emptyDrawingsAreBlankPictures() {
    PngOptions options;
    options.theme = &darkTheme();
    options.scale = 1;
    QVERIFY(writePng({}, options).ok());
  }
};

QTEST_MAIN(TestPng)
#include "test_png.moc"
