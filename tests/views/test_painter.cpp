// The QPainter back end.
#include <QApplication>
#include <QImage>
#include <QImageReader>
#include <QPicture>
#include <QRawFont>
#include <QTemporaryDir>

#include "../drawing/sample.h"
#include "painting/fonts.h"
#include "painting/painter_backend.h"
#include "painting/png.h"
#include "painting/text_shape.h"
#include "support.h"

using namespace nines;

namespace {

QImage painted(const DisplayList& list, const Theme& theme, double zoom, Detail detail = Detail::full) {
  QImage image(QSizeF(list.bounds.width * zoom, list.bounds.height * zoom).toSize(),
               QImage::Format_ARGB32_Premultiplied);
  image.fill(toQColor(theme.colour(Token::canvas)));
  QPainter painter(&image);
  painter.scale(zoom, zoom);
  painter.translate(-list.bounds.x, -list.bounds.y);
  paint(painter, list, theme, detail);
  return image;
}

DisplayList listOf(Shape2D shape) {
  DrawGroup group;
  group.bounds = {0, 0, 100, 40};
  group.shapes.push_back(std::move(shape));
  DisplayList list;
  list.bounds = group.bounds;
  list.groups.push_back(std::move(group));
  return list;
}

// The smallest rectangle with all pixels that differ from the canvas.
QRect inkOf(const QImage& image, const Theme& theme) {
  const QRgb blank = toQColor(theme.colour(Token::canvas)).rgba();
  QRect ink;
  for (int y = 0; y < image.height(); ++y) {
    for (int x = 0; x < image.width(); ++x) {
      if (image.pixel(x, y) != blank) ink |= QRect(x, y, 1, 1);
    }
  }
  return ink;
}

Shape2D textShape(const std::string& text, double size, Align align = Align::left) {
  return TextShape{{10, 30}, text, {size, Weight::semibold, 0, false}, {Token::text}, align, Detail::names};
}

}  // namespace

class TestPainter : public QObject {
  Q_OBJECT

 private slots:
  // Names of what failed in a drill. The line goes through the gap between two words, and no further than the text.
  // From near, and from so far that corners and borders cannot be told from sharp and thin ones.
  void whatHasNoFillShowsTheGround() {
    const Rect rect{100, 50, 800, 300};
    DisplayList list = listOf(RectShape{rect, 7, {}, {{Token::text}, 1, {}}, Detail::always});
    list.bounds = list.groups[0].bounds = {0, 0, 1000, 400};
    for (const Theme* theme : {&lightTheme(), &darkTheme()}) {
      for (const double zoom : {1.0, .2, .12, .08, .05}) {
        const QImage image = painted(list, *theme, zoom);
        const QPoint middle(image.width() / 2, image.height() / 2);
        QCOMPARE(image.pixelColor(middle), toQColor(theme->colour(Token::canvas)));
      }
    }
  }

  void aStruckTextHasItsLineThroughIt() {
    const Theme& theme = lightTheme();
    for (const double zoom : {.74, 1.0, 2.0}) {
      TextShape text{{10, 30}, "l    l", {12.5, Weight::semibold, 0, false}, {Token::text}, Align::left, Detail::names};
      const QRect plain = inkOf(painted(listOf(text), theme, zoom), theme);
      text.style.struckThrough = true;
      const QImage struck = painted(listOf(text), theme, zoom);
      const QRect ink = inkOf(struck, theme);
      QVERIFY(ink.top() == plain.top() && ink.bottom() == plain.bottom());
      QVERIFY(ink.left() >= plain.left() - 2 && ink.right() <= plain.right() + 2);
      const QRgb blank = toQColor(theme.colour(Token::canvas)).rgba();
      int lines = 0;
      for (int y = 0; y < struck.height(); ++y) lines += struck.pixel(plain.center().x(), y) != blank;
      QVERIFY(lines > 0 && lines <= 2 * zoom + 1);
    }
  }

  // Names look as they were typed: the typeface would make an arrow of "->", and another sign of "x" between digits.
  void everyCharacterIsItsOwn_data() {
    QTest::addColumn<QString>("text");
    for (const char* text : {"orders -> billing", "a<-b", "x=>y", "<->", "3x4", "(A)", "10:30", "A-B", "office", "!="})
      QTest::newRow(text) << QString(text);
  }
  void everyCharacterIsItsOwn() {
    QFETCH(QString, text);
    TextShape shape;
    shape.text = text.toStdString();
    shape.style = {12.5, Weight::semibold, 0, false};
    const QRawFont font = QRawFont::fromFont(scaledFont(shape.style).font);
    QList<quint32> shown;
    for (const QGlyphRun& run : shapedText(shape).runs) shown += run.glyphIndexes();
    QCOMPARE(shown, font.glyphIndexesForString(text));
  }

  void thePainterStaysAsItWas() {
    const DisplayList list = test::Sample().list(FontMeasure());
    QImage image(400, 300, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setPen(QPen(Qt::red, 3, Qt::DotLine));
    painter.setBrush(Qt::green);
    QFont font("Sans", 17);
    painter.setFont(font);
    painter.setOpacity(.5);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.rotate(5);
    const QTransform transform = painter.worldTransform();
    paint(painter, list, lightTheme());
    QCOMPARE(painter.pen(), QPen(Qt::red, 3, Qt::DotLine));
    QCOMPARE(painter.brush(), QBrush(Qt::green));
    QCOMPARE(painter.font(), font);
    QCOMPARE(painter.opacity(), .5);
    QVERIFY(!painter.testRenderHint(QPainter::Antialiasing));
    QCOMPARE(painter.worldTransform(), transform);
    QVERIFY(!painter.hasClipping());
  }

  void groupsStayInsideTheirBounds() {
    const FontMeasure measure;
    const DisplayList list = test::Sample().list(measure);
    for (const DrawGroup& group : list.groups) {
      const QRectF bounds(group.bounds.x, group.bounds.y, group.bounds.width, group.bounds.height);
      const QRect outer = bounds.toAlignedRect().adjusted(-20, -20, 20, 20);
      QImage image(outer.size(), QImage::Format_ARGB32_Premultiplied);
      image.fill(toQColor(lightTheme().colour(Token::canvas)));
      QPainter painter(&image);
      painter.translate(-outer.topLeft());
      paint(painter, group, lightTheme());
      painter.end();
      const QRect ink = inkOf(image, lightTheme()).translated(outer.topLeft());
      QVERIFY2(ink.isEmpty() || bounds.toAlignedRect().contains(ink), group.id.c_str());
    }
  }

  void everyShapeMarksThePicture() {
    const FontMeasure measure;
    const DisplayList list = test::Sample().list(measure);
    for (const DrawGroup& group : list.groups) {
      for (const Shape2D& shape : group.shapes) {
        DisplayList one = listOf(shape);
        one.bounds = group.bounds.grown(2);
        const QImage image = painted(one, darkTheme(), 4);
        const bool onCanvasColour = std::visit(
            [](const auto& s) {
              if constexpr (requires { s.fill; }) return s.fill.token == Token::canvas;
              return false;
            },
            shape);
        QVERIFY2(onCanvasColour || !inkOf(image, darkTheme()).isEmpty(), group.id.c_str());
      }
    }
  }

  void measuringAgreesWithPainting_data() {
    QTest::addColumn<double>("size");
    for (const double size : {9.0, 10.5, 11.0, 12.5, 23.25}) QTest::addRow("%g px", size) << size;
  }
  void measuringAgreesWithPainting() {
    QFETCH(double, size);
    const std::string text = "HorizontalH";
    DisplayList list = listOf(textShape(text, size));
    list.bounds.width = 400;  // what does not fit into the picture could not be measured in it
    const QRect ink = inkOf(painted(list, lightTheme(), 8), lightTheme());
    const double width = FontMeasure().width(text, {size, Weight::semibold, 0, false});
    QVERIFY(10 + width < list.bounds.width);
    // The side bearings of both H are a tenth of the size at most.
    QVERIFY(std::abs(ink.width() / 8.0 - width) < size * .25);
  }

  void tablesAgreeWithTheFont() {
    if (!QFontInfo(toQFont({})).family().startsWith("Inter")) QSKIP("the interface font is not installed");
    for (const Weight weight : {Weight::regular, Weight::medium, Weight::semibold, Weight::bold}) {
      const TextStyle style{100, weight, 0, false};
      for (const char* text : {"orders-db", "MySQL 8.0 · Multi-AZ", "eu-central-1a", "Région"}) {
        const double painted = FontMeasure().width(text, style);
        QVERIFY2(std::abs(builtInMeasure().width(text, style) - painted) < painted * .02, text);
      }
    }
  }

  void alignmentMovesTheText() {
    const auto left = [](Align align) {
      return inkOf(painted(listOf(textShape("HHHH", 10, align)), lightTheme(), 4), lightTheme()).left();
    };
    QVERIFY(left(Align::left) >= 40);
    QVERIFY(left(Align::centre) < 40);
    QVERIFY(left(Align::right) < left(Align::centre) || left(Align::right) == 0);
  }

  // What is shown at a zoom is text there, not a bar.
  void shownTextIsText_data() {
    QTest::addColumn<double>("size");
    QTest::addColumn<double>("zoom");
    QTest::newRow("second line where it appears") << 11.0 << .5;
    QTest::newRow("name where second lines are hidden") << 12.5 << .43;
    QTest::newRow("name at the last zoom that shows it") << 12.5 << .3;
    QTest::newRow("link label at 67 %") << 10.0 << .67;
    QTest::newRow("role chip at 67 %") << 9.0 << .67;
    QTest::newRow("name of a zone at 67 %") << 10.5 << .67;
  }
  void shownTextIsText() {
    QFETCH(double, size);
    QFETCH(double, zoom);
    const QImage image = painted(listOf(textShape("H  H", size)), lightTheme(), zoom);
    const QRect ink = inkOf(image, lightTheme());
    QVERIFY(!ink.isEmpty());
    // Between the letters the canvas shows, from top to bottom; a bar has no gap.
    const int middle = ink.center().x();
    for (int y = ink.top(); y <= ink.bottom(); ++y)
      QCOMPARE(image.pixel(middle, y), toQColor(lightTheme().colour(Token::canvas)).rgba());
  }

  void smallTextIsABarThenNothing() {
    const auto ink = [](double zoom) {
      return inkOf(painted(listOf(textShape("iW", 10)), lightTheme(), zoom), lightTheme());
    };
    QVERIFY(!ink(1).isEmpty());
    QVERIFY(!ink(.36).isEmpty());
    QVERIFY(ink(.26).isEmpty());
    const QImage bar = painted(listOf(textShape("iWiWiW", 10)), lightTheme(), .36);
    const QRect rect = inkOf(bar, lightTheme());
    // One colour inside: a bar, no letters.
    const QPoint first(rect.left() + 1, rect.center().y());
    QVERIFY(rect.width() > 8);
    for (int x = first.x(); x < rect.right(); ++x) QCOMPARE(bar.pixel(x, first.y()), bar.pixel(first));
  }

  void detailFollowsTheZoom() {
    QCOMPARE(detailAt(1), Detail::full);
    QCOMPARE(detailAt(.5), Detail::full);
    QCOMPARE(detailAt(.49), Detail::names);
    QCOMPARE(detailAt(.3), Detail::names);
    QCOMPARE(detailAt(.29), Detail::always);
    DisplayList list = listOf(RectShape{{0, 0, 50, 20}, 0, {Token::err}, {}, Detail::full});
    QVERIFY(inkOf(painted(list, lightTheme(), 1, Detail::names), lightTheme()).isEmpty());
    QVERIFY(!inkOf(painted(list, lightTheme(), 1, Detail::full), lightTheme()).isEmpty());
  }

  void themesDifferInColoursOnly() {
    const DisplayList list = test::Sample().list(FontMeasure());
    // The same places are marked, apart from what is as good as invisible in one of the two.
    const QImage light = painted(list, lightTheme(), 1);
    const QImage dark = painted(list, darkTheme(), 1);
    QCOMPARE(light.size(), dark.size());
    QVERIFY(light != dark);
    QCOMPARE(inkOf(light, lightTheme()), inkOf(dark, darkTheme()));
  }

  void iconsAreDrawnInOneColour() {
    const QImage image = iconPixmap("rds", {20, 20}, QColor(200, 10, 30), 2).toImage();
    QCOMPARE(image.size(), QSize(40, 40));
    QCOMPARE(image.devicePixelRatio(), 2.0);
    bool any = false;
    for (int y = 0; y < 40; ++y) {
      for (int x = 0; x < 40; ++x) {
        const QColor pixel = image.pixelColor(x, y);
        if (pixel.alpha() < 200) continue;
        any = true;
        QVERIFY(std::abs(pixel.red() - 200) < 4 && std::abs(pixel.green() - 10) < 4);
      }
    }
    QVERIFY(any);
  }

  void missingIconsAreEmpty() {
    const QImage image = iconPixmap("no-such-icon", {20, 20}, Qt::red, 1).toImage();
    QCOMPARE(image.size(), QSize(20, 20));
    QCOMPARE(image.pixelColor(10, 10).alpha(), 0);
  }

  void preparedGroupsPaintTheSame() {
    const FontMeasure measure;
    const DisplayList list = test::Sample().list(measure);
    const QImage once = painted(list, lightTheme(), 1);
    std::vector<PreparedGroup> groups;
    for (const DrawGroup& group : list.groups) groups.emplace_back(group, lightTheme());
    QImage image(once.size(), once.format());
    for (int round = 0; round < 2; ++round) {
      image.fill(toQColor(lightTheme().colour(Token::canvas)));
      QPainter painter(&image);
      painter.translate(-list.bounds.x, -list.bounds.y);
      for (const PreparedGroup& group : groups) group.paint(painter);
    }
    QCOMPARE(image, once);
  }

  void picturesKeepVectors() {
    QPicture picture;
    QPainter painter(&picture);
    paint(painter, test::Sample().list(FontMeasure()), lightTheme());
    painter.end();
    QVERIFY(!picture.isNull());
  }
};

QTEST_MAIN(TestPainter)
#include "test_painter.moc"
