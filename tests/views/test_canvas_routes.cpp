// Links on the canvas while it is edited: always the routes of the design, at once in small ones, a little later in
// large ones.
#include "canvas_fixture.h"
#include "generator.h"
#include "layout/router.h"
#include "topology/edits.h"

using namespace nines;
using namespace nines::test;

namespace {

constexpr std::size_t kLargeDesign = 900;

bool areFull(const CanvasScene& scene) { return scene.links().routes() == routeLinks(scene.design(), scene.layout()); }

// Every link with a route has a line, and the line is that of its route.
bool areDrawn(const CanvasScene& scene) {
  return std::ranges::all_of(scene.links().routes(), [&](const auto& entry) {
    const DrawGroup* line = scene.links().lineOf(entry.first);
    return line && std::ranges::all_of(entry.second.points, [&](Point p) { return line->bounds.grown(1).contains(p); });
  });
}

// The first card that has links, in the order of ids.
NodeIndex linkedCard(const CanvasScene& scene) {
  NodeIndex i = 0;
  while (!scene.layout().isSolid(scene.design(), i) || scene.design().drawnFrom(i).empty()) ++i;
  return i;
}

}  // namespace

class TestCanvasRoutes : public QObject {
  Q_OBJECT

 private slots:
  void undoneDragsLeaveNoTrace() {
    PlainDocument document(generateDesign(7, 60));
    Selection selection;
    CanvasView view(&document, &selection);
    const CanvasScene& scene = view.canvasScene();
    QVERIFY(!scene.awaitsRoutes());
    const Routes first = scene.links().routes();
    view.resize(1200, 800);
    view.show();
    view.zoomTo(1);
    const Rect card = scene.layout().rect(linkedCard(scene));
    view.centerOn(card.centre().x, card.centre().y);
    const QPoint at = view.viewportPoint(card.centre());
    QTest::mousePress(view.viewport(), Qt::LeftButton, {}, at);
    QTest::mouseMove(view.viewport(), at + QPoint(30, 30));
    QTest::mouseMove(view.viewport(), at + QPoint(70, 62));
    QTest::mouseRelease(view.viewport(), Qt::LeftButton, {}, at + QPoint(70, 62));
    QCOMPARE(document.undoSteps.size(), std::size_t{1});
    QVERIFY(scene.links().routes() != first);
    QVERIFY(!scene.awaitsRoutes());
    QVERIFY(areFull(scene));
    QVERIFY(areDrawn(scene));
    document.undo();
    QVERIFY(scene.links().routes() == first);
    QVERIFY(areDrawn(scene));
  }

  void largeDesignsDoNotWait() {
    PlainDocument document(generateDesign(7, kLargeDesign));
    Selection selection;
    CanvasView view(&document, &selection);
    const CanvasScene& scene = view.canvasScene();
    QSignalSpy arrived(&scene, &CanvasScene::routesArrived);
    QVERIFY(scene.awaitsRoutes());
    QVERIFY(areDrawn(scene));
    const Routes full = routeLinks(scene.design(), scene.layout());
    QCOMPARE(scene.links().routes().size(), full.size());
    QTRY_VERIFY_WITH_TIMEOUT(!scene.awaitsRoutes(), 60'000);
    QCOMPARE(arrived.count(), 1);
    QVERIFY(scene.links().routes() == full);
    QVERIFY(areDrawn(scene));
    // From then on what a single card asks for is found at once.
    const Node& card = scene.design().node(linkedCard(scene));
    QVERIFY(document.submit({"Move", {SetNodeRect{card.id, card.rect->translated({16, 8})}}}));
    QVERIFY(!scene.awaitsRoutes());
    QVERIFY(areFull(scene));
    document.undo();
    QVERIFY(!scene.awaitsRoutes());
    QVERIFY(scene.links().routes() == full);
  }

  // Edits while routes are on their way: what arrives for a former design is not shown.
  void editsOvertakeRoutes() {
    PlainDocument document(generateDesign(8, kLargeDesign));
    Selection selection;
    CanvasView view(&document, &selection);
    const CanvasScene& scene = view.canvasScene();
    std::vector<NodeId> doomed;
    for (NodeIndex i = 0; i < 40; ++i) doomed.push_back(scene.design().node(i * 7).id);
    QVERIFY(document.submit(edits::removeNodes(document.topology(), doomed)));
    QVERIFY(scene.awaitsRoutes());
    QVERIFY(areDrawn(scene));
    document.undo();
    QVERIFY(document.submit(edits::removeNodes(document.topology(), doomed)));
    QTRY_VERIFY_WITH_TIMEOUT(!scene.awaitsRoutes(), 60'000);
    QVERIFY(areFull(scene));
    QVERIFY(areDrawn(scene));
    document.undo();
    QTRY_VERIFY_WITH_TIMEOUT(!scene.awaitsRoutes(), 60'000);
    QVERIFY(areFull(scene));
    // A small design needs nobody's help, and what was under way does not come back.
    document.open(generateDesign(9, kLargeDesign));
    document.open(generateDesign(7, 30));
    QVERIFY(!scene.awaitsRoutes());
    QVERIFY(areFull(scene));
    QSignalSpy arrived(&scene, &CanvasScene::routesArrived);
    document.open(generateDesign(9, kLargeDesign));
    QTRY_COMPARE_WITH_TIMEOUT(arrived.count(), 1, 60'000);
    QVERIFY(areFull(scene));
  }

  void closesWhileRouting() {
    PlainDocument document(generateDesign(8, 3000));
    Selection selection;
    CanvasView view(&document, &selection);
    QVERIFY(view.canvasScene().awaitsRoutes());
  }
};

QTEST_MAIN(TestCanvasRoutes)
#include "test_canvas_routes.moc"
