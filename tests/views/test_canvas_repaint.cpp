// While something is dragged, and after it: nothing that has changed is left on the screen as it was.
#include <cstring>

#include "../layout/nested_design.h"
#include "canvas_fixture.h"
#include "generator.h"
#include "painted.h"
#include "rng.h"

using namespace nines;
using namespace nines::test;

namespace {

// As the view paints it.
QImage pictureOf(CanvasView& view) {
  QImage image(view.viewport()->size(), QImage::Format_ARGB32_Premultiplied);
  image.fill(Qt::white);
  QPainter painter(&image);
  view.render(&painter, image.rect(), view.viewport()->rect());
  return image;
}

// A pixel that is another than before and was not painted; none: null.
std::optional<QPoint> staleAt(const QImage& before, const QImage& after, const QRegion& painted) {
  for (int y = 0; y < before.height(); ++y) {
    const auto* a = reinterpret_cast<const QRgb*>(before.constScanLine(y));
    const auto* b = reinterpret_cast<const QRgb*>(after.constScanLine(y));
    for (int x = 0; x < before.width(); ++x) {
      if (a[x] != b[x] && !painted.contains(QPoint(x, y))) return QPoint(x, y);
    }
  }
  return std::nullopt;
}

void letPaint() {
  for (int i = 0; i < 4; ++i) QApplication::processEvents();
}

class Watch {
 public:
  explicit Watch(CanvasView& view) : m_view(&view), m_seen(pictureOf(view)) {}

  bool follows(const std::function<void()>& act) {
    Painted painted(m_view->viewport());
    act();
    letPaint();
    const QImage now = pictureOf(*m_view);
    const auto stale = staleAt(m_seen, now, painted.region);
    if (stale) qWarning("%d, %d was not painted", stale->x(), stale->y());
    m_changed = m_changed || now != m_seen;
    m_seen = now;
    return !stale;
  }
  bool sawChange() const { return m_changed; }

 private:
  CanvasView* m_view;
  QImage m_seen;
  bool m_changed = false;
};

}  // namespace

class TestCanvasRepaint : public QObject {
  Q_OBJECT

 private slots:
  void aDragLeavesNothingOld_data();
  void aDragLeavesNothingOld();
};

void TestCanvasRepaint::aDragLeavesNothingOld_data() {
  QTest::addColumn<int>("seed");
  QTest::addColumn<int>("cards");
  QTest::addColumn<double>("zoom");
  QTest::addRow("one") << 1 << 1 << 1.;
  QTest::addRow("one, from afar") << 2 << 1 << .25;
  QTest::addRow("some") << 3 << 6 << .75;
  QTest::addRow("some, larger") << 4 << 6 << 1.5;
  QTest::addRow("many") << 5 << 30 << .67;
  QTest::addRow("many, from afar") << 6 << 30 << .15;
  QTest::addRow("all, from afar") << 7 << 1000 << .2;
}

void TestCanvasRepaint::aDragLeavesNothingOld() {
  QFETCH(const int, seed);
  QFETCH(const int, cards);
  QFETCH(const double, zoom);
  Rng rng(static_cast<std::uint64_t>(seed));
  CanvasFixture f(seed % 2 == 0 ? generateDesign(static_cast<std::uint64_t>(seed), 90)
                                : NestedDesign(static_cast<std::uint64_t>(seed)).build());
  f.view.zoomTo(zoom);
  const CanvasScene& scene = f.view.canvasScene();
  bool changed = false;
  for (int drag = 0; drag < 4; ++drag) {
    std::vector<NodeIndex> solid;
    for (NodeIndex i = 0; i < scene.design().nodeCount(); ++i) {
      if (scene.layout().isSolid(scene.design(), i)) solid.push_back(i);
    }
    Selection::Ids ids;
    const NodeIndex first = solid[rng.below(solid.size())];
    ids.insert(scene.design().node(first).id);
    for (int k = 1; k < cards; ++k) ids.insert(scene.design().node(solid[rng.below(solid.size())]).id);
    f.selection.set(std::move(ids));
    const Point middle = scene.layout().rect(first).centre();
    f.view.centerOn(middle.x, middle.y);
    letPaint();
    Watch watch(f.view);
    const QPoint from = f.at(middle);
    QVERIFY(watch.follows([&] { f.press(from); }));
    QPoint at = from;
    for (int step = 0; step < 5; ++step) {
      const QPoint to = from + QPoint(rng.between(-120, 120), rng.between(-90, 90));
      QVERIFY(watch.follows([&] { f.moveTo(at, to); }));
      at = to;
      if (step == 3) {
        QTRY_VERIFY_WITH_TIMEOUT(!scene.awaitsDrag(), kPatience);
        watch = Watch(f.view);
      }
    }
    if (drag % 2 == 0) QVERIFY(watch.follows([&] { QTest::keyClick(&f.view, Qt::Key_Escape); }));
    QVERIFY(watch.follows([&] { f.release(at); }));
    changed = changed || watch.sawChange();
  }
  QVERIFY(changed);
}

QTEST_MAIN(TestCanvasRepaint)
#include "test_canvas_repaint.moc"
