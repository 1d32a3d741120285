// Editing on the canvas with the mouse: move, re-parent, resize, connect, place. Whatever is refused or cancelled
// leaves the design as it was.
#include <QMenu>
#include <random>

#include "canvas/empty_state.h"
#include "canvas_fixture.h"

using namespace nines;
using namespace nines::test;

class TestCanvasEdit : public QObject {
  Q_OBJECT

 private slots:
  void dragMovesOnTheGrid();
  void dragOfASelectionIsOneStep();
  void draggingAContainerMovesItsContents();
  void dragIsAPreviewUntilRelease();
  void escapeRestoresADrag();
  void undoDuringADragCancelsIt();
  void dropIntoAnotherContainerReparents();
  void refusedDropChangesNothing();
  void dropEnlargesTheContainer();
  void dragBackLeavesNoStep();
  void resizeByAnEdge();
  void resizeStopsAtTheContents();
  void connectFromAHandle();
  void connectWithAChoice();
  void connectRefused();
  void handlesComeWithTheHover();
  void handlesComeOnceTheyMay();
  void connectModeDragsFromTheCard();
  void placeFromThePalette();
  void placeRefused();
  void placeOutsideTheCanvas();
  void theInvitationMakesWay();
  void placeInSelection();
  void zoomKeepsThePointUnderThePointer_data();
  void zoomKeepsThePointUnderThePointer();
  void zoomStaysInItsRange();
  void panByMiddleButtonAndSpace();
  void fitShowsEverything();
  void itemsAreFoundWhereTheyAre();
};

void TestCanvasEdit::dragMovesOnTheGrid() {
  CanvasFixture f;
  const QPoint from = f.centreOf("db");
  f.drag(from, from + QPoint(3, 43));
  QCOMPARE(*f.node("db").rect, (Rect{21, 240, 146, 52}));  // the column's middle holds it
  QCOMPARE(f.document.undoSteps.size(), 1u);
  QCOMPARE(f.document.labels.back(), std::string("Move db"));
  f.document.undo();
  QVERIFY(f.document.topology() == smallDesign());
}

void TestCanvasEdit::dragOfASelectionIsOneStep() {
  CanvasFixture f;
  f.click(f.centreOf("db"));
  f.click(f.centreOf("app"), Qt::ShiftModifier);
  const QPoint from = f.centreOf("db");
  f.drag(from, from + QPoint(0, 48));
  QCOMPARE(f.node("db").rect->y, 248.0);
  QCOMPARE(f.node("app").rect->y, 88.0);
  QCOMPARE(f.document.undoSteps.size(), 1u);
  QCOMPARE(f.selection.ids(), (Selection::Ids{"app", "db"}));
}

void TestCanvasEdit::draggingAContainerMovesItsContents() {
  CanvasFixture f;
  const Rect db = f.rectOf("db");
  const QPoint header = f.at({60, 12});
  f.press(header);
  f.moveTo(header, header + QPoint(160, 80));
  QCOMPARE(f.view.canvasScene().shownShift("db"), QPointF(160, 80));
  f.release(header + QPoint(160, 80));
  QCOMPARE(f.rectOf("db"), db.translated({160, 80}));
  QCOMPARE(f.document.undoSteps.back().changes.size(), 1u);  // only the Region's own rectangle
}

void TestCanvasEdit::dragIsAPreviewUntilRelease() {
  CanvasFixture f;
  const QPoint from = f.centreOf("db");
  f.press(from);
  f.moveTo(from, from + QPoint(0, 64));
  QVERIFY(f.document.topology() == smallDesign());
  QCOMPARE(f.view.canvasScene().shownShift("db"), QPointF(0, 64));
  f.release(from + QPoint(0, 64));
  QCOMPARE(f.node("db").rect->y, 264.0);
}

void TestCanvasEdit::escapeRestoresADrag() {
  CanvasFixture f;
  const QPoint from = f.centreOf("db");
  f.press(from);
  f.moveTo(from, from + QPoint(0, 64));
  QTest::keyClick(&f.view, Qt::Key_Escape);
  QCOMPARE(f.view.canvasScene().shownShift("db"), QPointF(0, 0));
  f.moveTo(from, from + QPoint(0, 90));
  f.release(from + QPoint(0, 90));
  QVERIFY(f.document.topology() == smallDesign());
  QVERIFY(f.document.undoSteps.empty());
}

void TestCanvasEdit::undoDuringADragCancelsIt() {
  CanvasFixture f;
  QVERIFY(f.document.submit({"Rename", {RenameNode{"alb", "front"}}}));
  const QPoint from = f.centreOf("db");
  f.press(from);
  f.moveTo(from, from + QPoint(0, 64));
  f.document.undo();
  f.release(from + QPoint(0, 64));
  QVERIFY(f.document.topology() == smallDesign());
}

void TestCanvasEdit::dropIntoAnotherContainerReparents() {
  CanvasFixture f;
  const QPoint from = f.centreOf("app");
  f.drag(from, from + QPoint(200, 0));
  QCOMPARE(f.node("app").parent, std::string("zone-b"));
  QCOMPARE(*f.node("app").rect, (Rect{21, 40, 146, 52}));
  QCOMPARE(f.document.undoSteps.size(), 1u);
  f.document.undo();
  QVERIFY(f.document.topology() == smallDesign());
}

void TestCanvasEdit::refusedDropChangesNothing() {
  CanvasFixture f;
  QSignalSpy said(&f.view, &CanvasView::statusMessage);
  const QPoint from = f.centreOf("db");
  const QPoint to = f.at({90, 300});  // in the Region, beside its zones
  f.press(from);
  f.moveTo(from, to);
  QCOMPARE(f.surface()->cursor().shape(), Qt::ForbiddenCursor);
  QVERIFY(!said.isEmpty());
  QVERIFY2(said.back().front().toString().contains(", not in a Region"), qPrintable(said.back().front().toString()));
  QVERIFY(f.view.canvasScene().shownOpacity("db") < 1);
  f.release(to);
  QVERIFY(f.document.topology() == smallDesign());
  QVERIFY(f.surface()->cursor().shape() != Qt::ForbiddenCursor);
  const auto* item = f.view.canvasScene().itemsOf("db").front();
  QVERIFY(item->isVisible());
  QCOMPARE(item->pos(), QPointF(0, 0));
  QCOMPARE(f.view.canvasScene().shownOpacity("db"), 1.0);
}

void TestCanvasEdit::dropEnlargesTheContainer() {
  CanvasFixture f;
  const Rect zoneBefore = f.rectOf("zone-a");
  const Rect otherBefore = f.rectOf("zone-b");
  const QPoint from = f.centreOf("db");
  f.drag(from, from + QPoint(0, 128));  // its centre is still inside, its bottom is not
  QVERIFY(f.rectOf("zone-a").contains(f.rectOf("db")));
  QVERIFY(f.rectOf("zone-a").height > zoneBefore.height);
  QVERIFY(f.rectOf("region").contains(f.rectOf("zone-a")));
  QCOMPARE(f.rectOf("zone-b"), otherBefore);
  QCOMPARE(f.document.undoSteps.size(), 1u);
  f.document.undo();
  QVERIFY(f.document.topology() == smallDesign());
}

void TestCanvasEdit::dragBackLeavesNoStep() {
  CanvasFixture f;
  const QPoint from = f.centreOf("db");
  f.press(from);
  f.moveTo(from, from + QPoint(0, 64));
  f.moveTo(from + QPoint(0, 64), from);
  f.release(from);
  QVERIFY(f.document.undoSteps.empty());
}

void TestCanvasEdit::resizeByAnEdge() {
  CanvasFixture f;
  f.selection.set({"region"});
  const Rect before = f.rectOf("region");
  const QPoint edge = f.at({before.right(), 300});
  f.drag(edge, edge + QPoint(83, 0));
  QCOMPARE(f.rectOf("region"), (Rect{0, 0, 672, 416}));
  const QPoint corner = f.at({0, 0});
  const Rect zone = f.rectOf("zone-a");
  f.drag(corner, corner - QPoint(40, 24));
  QCOMPARE(f.rectOf("region"), (Rect{-40, -24, 712, 440}));
  QCOMPARE(f.rectOf("zone-a"), zone);  // contents stay where they are
  f.document.undo();
  f.document.undo();
  QVERIFY(f.document.topology() == smallDesign());
}

void TestCanvasEdit::resizeStopsAtTheContents() {
  CanvasFixture f;
  f.selection.set({"zone-a"});
  const QPoint edge = f.at({f.rectOf("zone-a").centre().x + 30, f.rectOf("zone-a").bottom()});
  f.drag(edge, edge - QPoint(0, 300));
  QVERIFY(f.rectOf("zone-a").contains(f.rectOf("db")));
  QVERIFY(f.rectOf("zone-a").height < 300);
}

namespace {

QPoint handleOf(const CanvasFixture& f, const std::string& id, std::size_t side) {
  return f.at(handlePoints(f.rectOf(id))[side]);
}

constexpr std::size_t kNorth = 0, kEast = 1;

}  // namespace

void TestCanvasEdit::connectFromAHandle() {
  CanvasFixture f;
  f.click(f.centreOf("app"));
  f.drag(handleOf(f, "app", kEast), f.centreOf("db-b"));
  QCOMPARE(f.document.topology().links.size(), 3u);
  const Link* link = f.document.topology().links.find("app-db-b");
  QVERIFY(link);
  QCOMPARE(link->kind, std::string("uses"));
  QCOMPARE(link->from, std::string("app"));
  QCOMPARE(link->to, std::string("db-b"));
  QVERIFY(link->properties.empty());
  QCOMPARE(f.selection.ids(), Selection::Ids{"app-db-b"});
  QVERIFY(f.view.canvasScene().links().route("app-db-b"));
}

void TestCanvasEdit::connectWithAChoice() {
  Topology t = smallDesign();
  t.nodes.put(makeNode("bucket", "s3-bucket", "region", {16, 200, 146, 52}));
  t.nodes.put(makeNode("files", "server", "zone-b", {21, 40, 146, 52}));
  CanvasFixture f(t);  // a server uses, backs up to and transfers to a bucket
  f.click(f.centreOf("files"));
  f.drag(handleOf(f, "files", kNorth), f.centreOf("bucket"));
  auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
  QVERIFY(menu);
  QVERIFY(menu->actions().size() > 1);
  QVERIFY(f.document.undoSteps.empty());
  QTest::keyClick(menu, Qt::Key_Down);
  QTest::keyClick(menu, Qt::Key_Return);
  const Link* link = f.document.topology().links.find("files-bucket");
  QVERIFY(link);
  const Design& design = f.view.canvasScene().design();
  const auto choices = design.catalogue().linkKindsBetween("server", "s3-bucket");
  QVERIFY(std::ranges::find(choices, link->kind) != choices.end());
}

void TestCanvasEdit::connectRefused() {
  CanvasFixture f;
  QSignalSpy said(&f.view, &CanvasView::statusMessage);
  f.click(f.centreOf("db"));
  f.drag(handleOf(f, "db", kNorth), f.centreOf("alb"));
  QVERIFY(f.document.topology() == smallDesign());
  QVERIFY(said.back().front().toString().contains("No link can go from db to alb"));
  QCOMPARE(f.view.canvasScene().itemsOf("alb").front()->opacity(), 1.0);
}

void TestCanvasEdit::handlesComeWithTheHover() {
  CanvasFixture f;
  QTest::mouseMove(f.surface(), f.at({-40, -40}));
  QTest::mouseMove(f.surface(), f.centreOf("app"));
  QTRY_COMPARE_WITH_TIMEOUT(f.selection.hovered(), std::string("app"), kPatience);
  QTRY_COMPARE_WITH_TIMEOUT(f.view.handlesShownAt(), std::string("app"), kPatience);
  f.drag(handleOf(f, "app", kEast), f.centreOf("db-b"));
  QVERIFY(f.document.topology().links.find("app-db-b"));
}

// What kept them away when the pointer came to rest has ended: the pointer need not leave the card first.
void TestCanvasEdit::handlesComeOnceTheyMay() {
  CanvasFixture f;
  f.document.readOnly = true;
  QTest::mouseMove(f.surface(), f.at({-40, -40}));
  QTest::mouseMove(f.surface(), f.centreOf("app"));
  QTRY_COMPARE_WITH_TIMEOUT(f.selection.hovered(), std::string("app"), kPatience);
  // A timer that starts later and takes longer than the canvas's own fires after it, on any machine.
  QTimer later;
  later.setSingleShot(true);
  QSignalSpy fired(&later, &QTimer::timeout);
  later.start(400);
  QVERIFY(fired.wait(kPatience));
  QVERIFY(f.view.handlesShownAt().empty());
  f.document.readOnly = false;
  QTest::mouseMove(f.surface(), f.centreOf("app") + QPoint(3, 2));
  QTRY_COMPARE_WITH_TIMEOUT(f.view.handlesShownAt(), std::string("app"), kPatience);
}

void TestCanvasEdit::connectModeDragsFromTheCard() {
  CanvasFixture f;
  f.view.setConnecting(true);
  f.drag(f.centreOf("app"), f.centreOf("db-b"));
  QVERIFY(f.document.topology().links.find("app-db-b"));
  QTest::keyClick(&f.view, Qt::Key_Escape);
  QVERIFY(!f.view.isConnecting());
}

namespace {

QString mysqlPreset() {
  for (const Preset& preset : Catalogue::shipped().kind("rds-instance")->presets) {
    const auto at = preset.properties.find("engine");
    if (at != preset.properties.end() && at->second == Value("mysql")) return QString::fromStdString(preset.id);
  }
  return {};
}

}  // namespace

void TestCanvasEdit::placeFromThePalette() {
  CanvasFixture f{Topology{}};
  const auto global = [&](Point p) { return f.surface()->mapToGlobal(f.at(p)); };
  f.view.beginPlacing("region", global({0, 0}));
  f.view.updatePlacing(global({40, 40}));
  QVERIFY(f.document.topology().nodes.empty());
  QVERIFY(f.view.finishPlacing("region", global({40, 40})));
  QCOMPARE(f.document.topology().nodes.size(), 1u);
  const Node* region = f.document.topology().nodes.find("eu-west-1");
  QVERIFY(region);
  QCOMPARE(region->properties.at("code"), Value("eu-west-1"));
  QCOMPARE(f.selection.ids(), Selection::Ids{"eu-west-1"});

  for (const char* code : {"eu-west-1a", "eu-west-1b", "eu-west-1c"}) {
    const Point inside = f.rectOf("eu-west-1").centre() + Point{-250, 150};
    f.view.beginPlacing("az", global(inside));
    QVERIFY(f.view.finishPlacing("az", global(inside)));
    QVERIFY2(f.document.topology().nodes.find(code), code);
    QVERIFY(f.rectOf("eu-west-1").contains(f.rectOf(code)));
  }
  QVERIFY(!f.rectOf("eu-west-1a").intersects(f.rectOf("eu-west-1b")));

  const Point inZone = f.rectOf("eu-west-1a").centre();
  f.view.beginPlacing(mysqlPreset(), global(inZone));
  f.view.updatePlacing(global(inZone));
  QVERIFY(f.view.finishPlacing(mysqlPreset(), global(inZone)));
  const std::string id = *f.selection.ids().begin();
  QCOMPARE(f.node(id).parent, std::string("eu-west-1a"));
  QCOMPARE(f.node(id).properties.at("engine"), Value("mysql"));
  QCOMPARE(f.node(id).rect->x, 21.0);
  QCOMPARE(f.document.undoSteps.size(), 5u);
  QVERIFY(!QGuiApplication::overrideCursor());
}

void TestCanvasEdit::placeRefused() {
  CanvasFixture f;
  QSignalSpy said(&f.view, &CanvasView::statusMessage);
  const QPoint global = f.surface()->mapToGlobal(f.at({90, 300}));
  f.view.beginPlacing(mysqlPreset(), global);
  QVERIFY(QGuiApplication::overrideCursor());
  QCOMPARE(QGuiApplication::overrideCursor()->shape(), Qt::ForbiddenCursor);
  QVERIFY(!f.view.finishPlacing(mysqlPreset(), global));
  QVERIFY(said.back().front().toString().contains(", not in a Region"));
  QVERIFY(f.document.topology() == smallDesign());
  QVERIFY(!QGuiApplication::overrideCursor());
}

// What the empty canvas says would lie over the ghost; it comes back where nothing was placed.
void TestCanvasEdit::theInvitationMakesWay() {
  CanvasFixture f{Topology{}};
  const auto* invitation = f.view.findChild<EmptyState*>();
  const QPoint inside = f.surface()->mapToGlobal(f.at({40, 40}));
  QVERIFY(invitation && invitation->isVisible());
  f.view.beginPlacing("region", inside);
  QVERIFY(!invitation->isVisible());
  f.view.cancelPlacing();
  QVERIFY(invitation->isVisible());
  f.view.beginPlacing("az", inside);  // refused on the canvas
  QVERIFY(!f.view.finishPlacing("az", inside));
  QVERIFY(invitation->isVisible());
  f.view.beginPlacing("region", inside);
  QVERIFY(f.view.finishPlacing("region", inside));
  QVERIFY(!invitation->isVisible());
  f.document.undo();
  QVERIFY(invitation->isVisible());
}

void TestCanvasEdit::placeOutsideTheCanvas() {
  CanvasFixture f;
  const QPoint inside = f.surface()->mapToGlobal(f.at({-40, -40}));
  const QPoint outside = f.surface()->mapToGlobal(QPoint(-50, -50));
  f.view.beginPlacing("region", inside);
  f.view.updatePlacing(outside);
  QVERIFY(!f.view.finishPlacing("region", outside));
  f.view.beginPlacing("region", inside);
  f.view.cancelPlacing();
  QVERIFY(!f.view.finishPlacing("region", inside));
  QVERIFY(f.document.topology() == smallDesign());
}

void TestCanvasEdit::placeInSelection() {
  CanvasFixture f;
  f.selection.set({"zone-b"});
  QVERIFY(f.view.placeInSelection(mysqlPreset()));
  const std::string id = *f.selection.ids().begin();
  QCOMPARE(f.node(id).parent, std::string("zone-b"));
  QVERIFY(f.rectOf("zone-b").contains(f.rectOf(id)));
  QVERIFY(!f.rectOf(id).intersects(f.rectOf("db-b")));
  // A card is selected now: its zone takes the next.
  QVERIFY(f.view.placeInSelection(mysqlPreset()));
  QCOMPARE(f.node(*f.selection.ids().begin()).parent, std::string("zone-b"));
  f.selection.clear();
  QVERIFY(f.view.placeInSelection("region"));
  QVERIFY(f.document.topology().nodes.find("eu-central-1"));
  QVERIFY(!f.rectOf("eu-central-1").intersects(f.rectOf("region")));
}

void TestCanvasEdit::zoomKeepsThePointUnderThePointer_data() {
  QTest::addColumn<QPoint>("at");
  QTest::addColumn<int>("notches");
  QTest::newRow("in, middle") << QPoint(500, 350) << 1;
  QTest::newRow("in, corner") << QPoint(3, 4) << 3;
  QTest::newRow("out, corner") << QPoint(990, 690) << -6;
  QTest::newRow("out, far") << QPoint(100, 650) << -12;
}

void TestCanvasEdit::zoomKeepsThePointUnderThePointer() {
  QFETCH(QPoint, at);
  QFETCH(int, notches);
  CanvasFixture f;
  QSignalSpy zoomed(&f.view, &CanvasView::zoomChanged);
  const Point before = f.view.scenePoint(at);
  for (int i = 0; i < std::abs(notches); ++i) {
    QWheelEvent wheel(at, f.surface()->mapToGlobal(at), {}, {0, notches > 0 ? 120 : -120}, Qt::NoButton,
                      Qt::ControlModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(f.surface(), &wheel);
  }
  QCOMPARE(zoomed.count(), std::abs(notches));
  const QPoint now = f.view.viewportPoint(before);
  QVERIFY2((now - at).manhattanLength() <= 2 + std::abs(notches),
           qPrintable(QStringLiteral("%1 %2").arg(now.x()).arg(now.y())));
}

void TestCanvasEdit::zoomStaysInItsRange() {
  CanvasFixture f;
  f.view.zoomTo(100);
  QCOMPARE(f.view.zoom(), 4.0);
  f.view.zoomTo(0);
  QCOMPARE(f.view.zoom(), 0.05);
  f.view.zoomReset();
  QCOMPARE(f.view.zoom(), 1.0);
  f.view.zoomIn();
  QCOMPARE(f.view.zoom(), 1.1);
  f.view.zoomOut();
  f.view.zoomOut();
  QCOMPARE(f.view.zoom(), 0.9);
}

void TestCanvasEdit::panByMiddleButtonAndSpace() {
  CanvasFixture f;
  const Point before = f.view.scenePoint({500, 300});
  QTest::mousePress(f.surface(), Qt::MiddleButton, {}, {500, 300});
  QTest::mouseMove(f.surface(), {440, 330});
  QTest::mouseRelease(f.surface(), Qt::MiddleButton, {}, {440, 330});
  QCOMPARE(f.view.viewportPoint(before), QPoint(440, 330));
  QTest::keyPress(&f.view, Qt::Key_Space);
  f.drag({440, 330}, {500, 300});
  QTest::keyRelease(&f.view, Qt::Key_Space);
  QCOMPARE(f.view.viewportPoint(before), QPoint(500, 300));
  QVERIFY(f.document.undoSteps.empty());
  QVERIFY(f.selection.ids().empty());
}

void TestCanvasEdit::fitShowsEverything() {
  Topology t = smallDesign();
  t.nodes.put(makeNode("far", "region", "", {3000, 2000, 640, 420}));
  CanvasFixture f(t);
  f.view.fit();
  const QRect seen = f.surface()->rect();
  QVERIFY(seen.contains(f.at({0, 0})));
  QVERIFY(seen.contains(f.at({3640, 2420})));
  QVERIFY(f.view.zoom() < 0.5);
}

namespace {

// What the scene's index finds against what the bounds of all items say.
bool indexAgrees(const QGraphicsScene& scene, const QRectF& rect) {
  const auto found = scene.items(rect, Qt::IntersectsItemBoundingRect);
  const QSet<QGraphicsItem*> byIndex(found.begin(), found.end());
  QSet<QGraphicsItem*> byHand;
  for (QGraphicsItem* item : scene.items()) {
    if (item->isVisible() && item->sceneBoundingRect().intersects(rect)) byHand.insert(item);
  }
  return byIndex == byHand;
}

}  // namespace

void TestCanvasEdit::itemsAreFoundWhereTheyAre() {
  CanvasFixture f;
  std::mt19937 random(7);
  const auto check = [&] {
    for (int i = 0; i < 40; ++i) {
      const QRectF rect(std::uniform_real_distribution(-100.0, 900.0)(random),
                        std::uniform_real_distribution(-100.0, 700.0)(random), 60, 45);
      if (!indexAgrees(f.view.canvasScene(), rect)) return false;
    }
    return true;
  };
  QVERIFY(check());
  const QPoint from = f.centreOf("db");
  f.press(from);
  f.moveTo(from, from + QPoint(16, 80));
  QVERIFY(check());
  f.release(from + QPoint(16, 80));
  QVERIFY(check());
  QVERIFY(f.document.submit({"Resize", {SetNodeRect{"region", Rect{-64, -32, 900, 640}}}}));
  QVERIFY(check());
  QVERIFY(f.document.submit({"Rename", {RenameNode{"region", "a rather longer name than before"}}}));
  QVERIFY(check());
  QVERIFY(f.document.submit({"Add", {AddNode{makeNode("new", "s3-bucket", "region", {16, 300, 146, 52})}}}));
  QVERIFY(check());
  f.document.undo();
  QVERIFY(check());
}

QTEST_MAIN(TestCanvasEdit)
#include "test_canvas_edit.moc"
