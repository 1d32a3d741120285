// What is painted anew of a line: all of it, and little of what it goes around.
#include <QImage>
#include <QPainter>

#include "canvas/canvas_geometry.h"
#include "canvas/painted_areas.h"
#include "drawing/draw_parts.h"
#include "painting/painter_backend.h"
#include "rng.h"
#include "support.h"

using namespace nines;
using namespace nines::test;

namespace {

// Straight runs in turn along both axes.
std::vector<Point> randomRoute(Rng& rng) {
  std::vector<Point> out{{static_cast<double>(rng.between(40, 560)), static_cast<double>(rng.between(40, 560))}};
  const int runs = rng.between(1, 6);
  for (int k = 0; k < runs; ++k) {
    Point next = out.back();
    (k % 2 == 0 ? next.x : next.y) = rng.between(40, 560);
    if (!(next == out.back())) out.push_back(next);
  }
  return out;
}

DrawGroup groupOf(std::vector<PathStep> path, const Stroke& stroke, std::vector<PathStep> head) {
  DrawGroup group;
  group.shapes.push_back(PathShape{std::move(path), {}, stroke});
  group.shapes.push_back(PathShape{std::move(head), {Token::accent}, {}});
  for (const Shape2D& shape : group.shapes) {
    const Rect area = boundsOf(shape, FontMeasure());
    group.bounds = group.bounds.empty() ? area : group.bounds.united(area);
  }
  return group;
}

double sizeOf(const std::vector<Rect>& areas) {
  double out = 0;
  for (const Rect& area : areas) out += area.width * area.height;
  return out;
}

}  // namespace

class TestPaintedAreas : public QObject {
  Q_OBJECT

 private slots:
  void everyPixelOfALineIsWithin_data() {
    QTest::addColumn<bool>("dashed");
    QTest::addRow("solid, with hops") << false;
    QTest::addRow("dashed") << true;
  }

  void everyPixelOfALineIsWithin() {
    QFETCH(const bool, dashed);
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
      Rng rng(seed);
      const std::vector<Point> points = randomRoute(rng);
      if (points.size() < 2) continue;
      std::vector<Point> hops;
      if (!dashed && std::abs(points[0].x - points[1].x) > 60)
        hops.push_back({(points[0].x + points[1].x) / 2, points[0].y});
      const Stroke stroke{{Token::accent}, 2.2, dashed ? std::vector<double>{6, 4} : std::vector<double>()};
      const auto path = dashed ? draw::dashedPath(points, 0, 6, stroke.dash) : draw::linkPath(points, hops, 0, 6);
      if (path.empty()) continue;
      const DrawGroup group = groupOf(path, stroke, draw::arrowHead(points[points.size() - 2], points.back()));
      QImage image(600, 600, QImage::Format_ARGB32_Premultiplied);
      image.fill(Qt::transparent);
      QPainter painter(&image);
      painter.setRenderHint(QPainter::Antialiasing);
      PreparedGroup(group, lightTheme()).paint(painter, Detail::full, QRectF());
      painter.end();
      const std::vector<Rect> areas = paintedAreas(group);
      for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
          if (qAlpha(image.pixel(x, y)) == 0) continue;
          const Point middle{x + .5, y + .5};
          const bool within =
              std::ranges::any_of(areas, [&](const Rect& area) { return area.grown(1).contains(middle); });
          QVERIFY2(within, qPrintable(QStringLiteral("seed %1: %2, %3").arg(seed).arg(x).arg(y)));
        }
      }
    }
  }

  void littleOfWhatALineGoesAround() {
    const std::vector<Point> points{{0, 0}, {2000, 0}, {2000, 1500}, {4000, 1500}};
    const Stroke stroke{{Token::accent}, 2.2, {}};
    const DrawGroup group = groupOf(draw::linkPath(points, {}, 0, 6), stroke, draw::arrowHead(points[2], points[3]));
    QVERIFY(sizeOf(paintedAreas(group)) < .02 * group.bounds.width * group.bounds.height);
  }

  void moreThanLinesIsAWhole() {
    DrawGroup group;
    group.bounds = {0, 0, 800, 600};
    group.shapes.push_back(RectShape{group.bounds, 0, {Token::accent}, {}});
    QCOMPARE(paintedAreas(group), std::vector<Rect>{group.bounds});
  }
};

QTEST_MAIN(TestPaintedAreas)
#include "test_painted_areas.moc"
