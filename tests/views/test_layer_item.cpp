// Layers keep what painting needs, and announce what has changed: no picture may show anything older than the groups,
// and no more may be painted anew than is another.
#include <QGraphicsScene>
#include <QGraphicsView>
#include <QSignalSpy>
#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <map>

#include "canvas/group_item.h"
#include "drawing/theme.h"
#include "painted.h"
#include "rng.h"
#include "support.h"

using namespace nines;
using test::Painted;

namespace {

constexpr int kSide = 400;

DrawGroup group(int number, Point at, Token token) {
  DrawGroup out;
  out.id = "g" + std::to_string(10 + number);
  RectShape rect;
  rect.rect = {at.x, at.y, 40, 24};
  rect.radius = 6;
  rect.fill = {token};
  TextShape text;
  text.baseline = {at.x + 4, at.y + 16};
  text.text = "A" + std::to_string(number);
  text.ink = {Token::text};
  out.bounds = rect.rect;
  out.shapes = {rect, text};
  return out;
}

DrawGroup moved(DrawGroup group, Point by) {
  auto& rect = std::get<RectShape>(group.shapes[0]).rect;
  auto& text = std::get<TextShape>(group.shapes[1]).baseline;
  rect = rect.translated(by);
  text = {text.x + by.x, text.y + by.y};
  group.bounds = rect;
  return group;
}

QImage seen(QGraphicsScene& scene) {
  QImage image(kSide, kSide, QImage::Format_ARGB32_Premultiplied);
  image.fill(Qt::white);
  QPainter painter(&image);
  scene.render(&painter, QRectF(0, 0, kSide, kSide), QRectF(0, 0, kSide, kSide));
  return image;
}

// The same by a layer that never painted anything else.
QImage fresh(const CanvasStyle& style, std::vector<DrawGroup> groups, QPointF shift) {
  QGraphicsScene scene;
  scene.setSceneRect(0, 0, kSide, kSide);
  auto* layer = new LayerItem(style, 0);
  scene.addItem(layer);
  layer->setGroups(std::move(groups));
  layer->setPos(shift);
  return seen(scene);
}

struct ShownLayer {
  ShownLayer() {
    scene.setSceneRect(0, 0, kSide, kSide);
    layer = new LayerItem(style, 0);
    scene.addItem(layer);
    view.setScene(&scene);
    view.setFrameShape(QFrame::NoFrame);
    view.setViewportUpdateMode(QGraphicsView::MinimalViewportUpdate);
    view.resize(kSide, kSide);
    view.show();
  }
  ~ShownLayer() { view.setScene(nullptr); }

  int area(const QRegion& region) const {
    int sum = 0;
    for (const QRect& rect : region) sum += rect.width() * rect.height();
    return sum;
  }

  CanvasStyle style{&lightTheme()};
  QGraphicsScene scene;
  QGraphicsView view;
  LayerItem* layer;
};

// But for what blending twice rounds away.
bool areAlike(const QImage& a, const QImage& b) {
  constexpr int rounding = 4;  // of 255
  const auto near = [](int x, int y) { return std::abs(x - y) <= rounding; };
  for (int y = 0; y < kSide; ++y) {
    for (int x = 0; x < kSide; ++x) {
      const QColor p = a.pixelColor(x, y);
      const QColor q = b.pixelColor(x, y);
      if (!near(p.red(), q.red()) || !near(p.green(), q.green()) || !near(p.blue(), q.blue())) return false;
    }
  }
  return true;
}

}  // namespace

class TestLayerItem : public QObject {
  Q_OBJECT

 private slots:
  void nothingOldIsPainted_data() {
    QTest::addColumn<int>("seed");
    for (int seed = 1; seed <= 8; ++seed) QTest::addRow("%d", seed) << seed;
  }

  void nothingOldIsPainted() {
    QFETCH(int, seed);
    test::Rng rng(static_cast<std::uint64_t>(seed));
    CanvasStyle style{&lightTheme()};
    QGraphicsScene scene;
    scene.setSceneRect(0, 0, kSide, kSide);
    auto* layer = new LayerItem(style, 0);
    scene.addItem(layer);
    QPointF shift;
    std::map<std::string, Point> offsets;
    constexpr Token kTokens[] = {Token::accent, Token::card, Token::storage, Token::err};
    const auto any = [&] {
      const Point at{static_cast<double>(rng.between(0, 340)), static_cast<double>(rng.between(0, 360))};
      return group(rng.between(0, 9), at, kTokens[rng.below(std::size(kTokens))]);
    };
    for (int step = 0; step < 40; ++step) {
      switch (rng.below(7)) {
        case 0:
          layer->setGroups({});
          offsets.clear();
          break;
        case 1: {
          const std::string id = any().id;
          layer->remove(id);
          offsets.erase(id);
          break;
        }
        case 2:
          style.theme = style.theme == &lightTheme() ? &darkTheme() : &lightTheme();
          break;
        case 3:
          shift = QPointF(rng.between(0, 50), rng.between(0, 50));
          layer->setShift(shift);
          break;
        case 4:
          if (!layer->groups().empty()) {
            const std::size_t at = rng.below(layer->groups().size());
            const Point by{static_cast<double>(rng.between(-20, 20)), static_cast<double>(rng.between(-20, 20))};
            layer->setOffset(at, {by.x, by.y});
            offsets[layer->groups()[at].id] = by;
          }
          break;
        default: {
          const DrawGroup one = any();
          offsets.erase(one.id);
          layer->put(one);
          break;
        }
      }
      std::vector<DrawGroup> there;
      for (const DrawGroup& one : layer->groups()) there.push_back(moved(one, offsets[one.id]));
      QCOMPARE(seen(scene), fresh(style, there, shift));
    }
  }

  void hiddenGroupsAreNotPainted() {
    CanvasStyle style{&lightTheme()};
    QGraphicsScene scene;
    scene.setSceneRect(0, 0, kSide, kSide);
    auto* layer = new LayerItem(style, 0);
    scene.addItem(layer);
    const DrawGroup one = group(1, {20, 20}, Token::accent);
    const DrawGroup two = group(2, {200, 200}, Token::err);
    layer->setGroups({one, two});
    layer->setHidden({one.id});
    QCOMPARE(seen(scene), fresh(style, {two}, {}));
    layer->setHidden({});
    QCOMPARE(seen(scene), fresh(style, {one, two}, {}));
  }

  void onlyWhatIsAnotherIsPaintedAnew_data() { nothingOldIsPainted_data(); }

  void onlyWhatIsAnotherIsPaintedAnew() {
    QFETCH(int, seed);
    test::Rng rng(static_cast<std::uint64_t>(seed));
    constexpr double kMargins = 6;  // for smoothing
    const auto any = [&rng](int number) {
      const Point at{static_cast<double>(rng.between(0, 340)), static_cast<double>(rng.between(0, 360))};
      return group(number, at, Token::accent);
    };
    ShownLayer shown;
    QVERIFY(QTest::qWaitForWindowExposed(&shown.view, test::kPatience));
    QApplication::processEvents();
    for (int step = 0; step < 20; ++step) {
      const std::vector<DrawGroup> old = shown.layer->groups();
      std::vector<DrawGroup> now = old;
      if (!now.empty() && rng.below(3) == 0) now.pop_back();
      else if (now.size() < 8) now.push_back(any(static_cast<int>(now.size())));
      if (!now.empty() && rng.below(2) == 0) {
        const std::size_t at = rng.below(now.size());
        now[at] = any(static_cast<int>(at));
      }
      if (now == old) continue;
      const QImage before = seen(shown.scene);
      Painted painted(shown.view.viewport());
      shown.layer->setGroups(now);
      QTRY_VERIFY_WITH_TIMEOUT(!painted.region.isEmpty(), test::kPatience);
      const QImage after = seen(shown.scene);
      for (int y = 0; y < kSide; ++y) {
        if (std::memcmp(before.constScanLine(y), after.constScanLine(y), sizeof(QRgb) * kSide) == 0) continue;
        for (int x = 0; x < kSide; ++x)
          QVERIFY2(before.pixel(x, y) == after.pixel(x, y) || painted.region.contains(QPoint(x, y)),
                   qPrintable(QStringLiteral("step %1: %2, %3 is as before").arg(step).arg(x).arg(y)));
      }
      // The toolkit makes one rectangle of all that one item asks for.
      Rect changed;
      for (std::size_t i = 0; i < std::max(old.size(), now.size()); ++i) {
        if (i < old.size() && i < now.size() && old[i] == now[i]) continue;
        if (i < old.size()) changed = changed.united(old[i].bounds);
        if (i < now.size()) changed = changed.united(now[i].bounds);
      }
      const Rect most = changed.grown(kMargins);
      const QRect all = painted.region.boundingRect();
      QVERIFY2(most.contains(Rect{double(all.x()), double(all.y()), double(all.width()), double(all.height())}),
               qPrintable(QString::number(step)));
    }
  }

  // As small as here it is a picture: the same, and moved by whole pixels without being made anew.
  void aPictureShowsWhatTheLayerShows() {
    constexpr double kSmall = .25;
    constexpr int kMany = 90;
    CanvasStyle style{&lightTheme()};
    std::vector<DrawGroup> groups;
    test::Rng rng(3);
    for (int i = 0; i < kMany; ++i) {
      const Point at{static_cast<double>(rng.between(3, 900)), static_cast<double>(rng.between(3, 900))};
      groups.push_back(group(i, at, i % 3 == 0 ? Token::accent : Token::storage));
    }
    const auto small = [&](bool pictured, const std::vector<QPointF>& shifts) {
      QGraphicsScene scene;
      auto* layer = new LayerItem(style, 0);
      scene.addItem(layer);
      layer->setGroups(groups);
      layer->setPictured(pictured);
      QImage image;
      for (const QPointF shift : shifts) {
        layer->setShift(shift);
        image = QImage(kSide, kSide, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::white);
        QPainter painter(&image);
        painter.setRenderHint(QPainter::Antialiasing);
        scene.render(&painter, QRectF(0, 0, kSide, kSide), QRectF(0, 0, kSide / kSmall, kSide / kSmall));
      }
      return image;
    };
    QVERIFY(small(false, {{0, 0}}) != small(false, {{160, 80}}));
    QVERIFY(areAlike(small(true, {{0, 0}}), small(false, {{0, 0}})));
    QVERIFY(areAlike(small(true, {{0, 0}, {160, 80}}), small(false, {{160, 80}})));
    QVERIFY(areAlike(small(true, {{7, 0}, {167, 80}}), small(false, {{167, 80}})));
    QVERIFY(!areAlike(small(true, {{0, 0}}), small(false, {{4, 0}})));
    style.theme = &darkTheme();
    QVERIFY(areAlike(small(true, {{0, 0}}), small(false, {{0, 0}})));
  }

  void whatIsShiftedIsPaintedAnewThereAndHere() {
    ShownLayer shown;
    shown.layer->setGroups({group(1, {10, 10}, Token::accent)});
    QVERIFY(QTest::qWaitForWindowExposed(&shown.view, test::kPatience));
    QApplication::processEvents();
    Painted painted(shown.view.viewport());
    shown.layer->setShift({200, 100});
    QTRY_VERIFY_WITH_TIMEOUT(!painted.region.isEmpty(), test::kPatience);
    QVERIFY(painted.region.contains(QPoint(12, 12)) && painted.region.contains(QPoint(248, 132)));
    // Not all of the view for a layer that is as large as any.
    QVERIFY2(shown.area(painted.region) < kSide * kSide / 2, qPrintable(QString::number(shown.area(painted.region))));
  }

  void whatIsMovedAloneIsPaintedAnewThereAndHere() {
    ShownLayer shown;
    shown.layer->setGroups({group(1, {10, 10}, Token::accent), group(2, {10, 300}, Token::card)});
    QVERIFY(QTest::qWaitForWindowExposed(&shown.view, test::kPatience));
    QApplication::processEvents();
    Painted painted(shown.view.viewport());
    shown.layer->setOffset(0, {200, 100});
    QTRY_VERIFY_WITH_TIMEOUT(!painted.region.isEmpty(), test::kPatience);
    QVERIFY(painted.region.contains(QPoint(12, 12)) && painted.region.contains(QPoint(248, 132)));
    QVERIFY(!painted.region.contains(QPoint(12, 310)));
  }
};

QTEST_MAIN(TestLayerItem)
#include "test_layer_item.moc"
