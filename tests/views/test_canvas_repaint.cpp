// While something is dragged, in a drill, and after them: nothing that has changed is left on the screen as it was.
#include <cstring>

#include "../layout/nested_design.h"
#include "canvas_fixture.h"
#include "drill/drill_mode.h"
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
    QImage now = pictureOf(*m_view);
    // What was found beside the window meanwhile is drawn, but perhaps not painted yet.
    for (QImage next; (letPaint(), next = pictureOf(*m_view)) != now;) now = next;
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
  void aDrillLeavesNothingOld_data();
  void aDrillLeavesNothingOld();
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

void TestCanvasRepaint::aDrillLeavesNothingOld_data() {
  QTest::addColumn<std::size_t>("nodes");
  QTest::addColumn<double>("zoom");
  QTest::addRow("few") << std::size_t{90} << 1.;
  QTest::addRow("many, with each frame some") << std::size_t{600} << .1;
  QTest::addRow("many, some of them seen") << std::size_t{600} << .5;
}

// Cards are lost and come back, and lines lead elsewhere meanwhile.
void TestCanvasRepaint::aDrillLeavesNothingOld() {
  QFETCH(const std::size_t, nodes);
  QFETCH(const double, zoom);
  Topology design = generateDesign(11, nodes);
  std::vector<NodeId> cards;
  for (const auto& node : design.nodes.rows()) {
    if (node->kind == "app-tier" || node->kind == "rds-instance") cards.push_back(node->id);
  }
  Rng rng(nodes);
  Drill drill;
  for (const NodeId& id : cards) {
    drill.nodes.push_back({id, Fate::failed, {}});
    drill.nodes.push_back({id, Fate::restored, {60, 90}});
  }
  for (int k = 0; k < 60; ++k) {
    const NodeId& from = cards[rng.below(cards.size())];
    const NodeId& to = cards[rng.below(cards.size())];
    if (from != to) drill.detours.push_back({DetourKind::traffic, from, to, "", {60, 90}});
  }
  CanvasFixture f(std::move(design));
  DrillMode mode{&f.document};
  mode.setWork([&](const std::shared_ptr<const Design>&, const Outage& outage) {
    drill.outage = outage;
    return std::make_shared<const Drill>(drill);
  });
  f.view.followDrill(&mode);
  f.view.zoomTo(zoom);
  const CanvasScene& scene = f.view.canvasScene();
  const Point middle = scene.layout().rect(scene.design().indexOf(cards.front())).centre();
  f.view.centerOn(middle.x, middle.y);
  letPaint();
  Watch watch(f.view);
  QVERIFY(watch.follows([&] {
    mode.setOutage({{{OutageKind::zone, "eu-west-1a"}}});
    QTRY_VERIFY_WITH_TIMEOUT(!scene.detours().lines().empty(), kPatience);
  }));
  QVERIFY(scene.detours().groups().empty());
  for (const double time : {90., 30., 90.}) {
    QVERIFY(watch.follows([&] {
      mode.setTime(time);
      QTRY_VERIFY_WITH_TIMEOUT(!scene.awaitsDrill() && !scene.detours().awaitsMore(), kPatience);
    }));
    QCOMPARE(scene.detours().groups().empty(), time < 90);
  }
  QVERIFY(watch.follows([&] { mode.end(); }));
  QVERIFY(watch.sawChange());
}

QTEST_MAIN(TestCanvasRepaint)
#include "test_canvas_repaint.moc"
