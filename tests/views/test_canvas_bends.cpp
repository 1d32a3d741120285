// Lines of links moved by hand on the canvas, with mouse and keyboard.
#include "link_support.h"

using namespace nines;
using namespace nines::test;

class TestCanvasBends : public QObject {
  Q_OBJECT

 private slots:
  void aPieceIsMoved();
  void aCornerIsMoved();
  void movedBackNothingChanges();
  void escapeRestoresTheLine();
  void bendsStayUntilReset();
  void somethingInTheWay();
  void unselectedLinesAreNotMoved();
  void arrowKeysMoveThePiece();
  void aContainerTakesThemAlong();
};

void TestCanvasBends::aPieceIsMoved() {
  CanvasFixture f(zigzag());
  selectLink(f, "l");
  const QPoint at = middleOf(f, "l", 1);
  QTest::mouseMove(f.surface(), at);
  QCOMPARE(f.surface()->cursor().shape(), Qt::SizeHorCursor);
  f.press(at);
  f.moveTo(at, at + QPoint(61, 30));
  const Points shown = previewed(f);
  QVERIFY((shown == Points{{146, 26}, {336, 26}, {336, 226}, {400, 226}}));
  QVERIFY(f.document.topology() == zigzag());
  f.release(at + QPoint(61, 30));
  QCOMPARE(f.document.undoSteps.size(), std::size_t{1});
  QCOMPARE(f.document.labels.back(), std::string("Bend link"));
  QVERIFY((linkOf(f, "l").bends == Points{{336, 26}, {336, 226}}));
  QVERIFY(pointsOf(f, "l") == shown);
  QCOMPARE(f.selection.ids(), Selection::Ids{"l"});
  f.document.undo();
  QVERIFY(f.document.topology() == zigzag());
}

void TestCanvasBends::aCornerIsMoved() {
  CanvasFixture f(zigzag());
  selectLink(f, "l");
  const QPoint at = f.at(pointsOf(f, "l")[2]);
  QTest::mouseMove(f.surface(), at);
  QCOMPARE(f.surface()->cursor().shape(), Qt::SizeAllCursor);
  f.drag(at, at + QPoint(24, 8));
  QVERIFY((linkOf(f, "l").bends == Points{{296, 26}, {296, 232}}));
}

void TestCanvasBends::movedBackNothingChanges() {
  CanvasFixture f(zigzag());
  selectLink(f, "l");
  const QPoint at = middleOf(f, "l", 1);
  f.press(at);
  f.moveTo(at, at + QPoint(80, 0));
  f.moveTo(at + QPoint(80, 0), at + QPoint(1, 0));
  f.release(at + QPoint(1, 0));
  QVERIFY(f.document.undoSteps.empty());
  QVERIFY(f.document.topology() == zigzag());
  QVERIFY(!f.view.canvasScene().selectionMarks().groups().empty());
}

void TestCanvasBends::escapeRestoresTheLine() {
  CanvasFixture f(zigzag());
  selectLink(f, "l");
  const Points before = pointsOf(f, "l");
  const QPoint at = middleOf(f, "l", 1);
  f.press(at);
  f.moveTo(at, at + QPoint(80, 0));
  QTest::keyClick(&f.view, Qt::Key_Escape);
  QVERIFY(f.view.canvasScene().gestureMarks().groups().empty());
  f.release(at + QPoint(80, 0));
  QVERIFY(f.document.undoSteps.empty());
  QVERIFY(pointsOf(f, "l") == before);
  QCOMPARE(f.selection.ids(), Selection::Ids{"l"});
}

// A card that moves takes the corner beside it along; what was moved stays, until it is reset.
void TestCanvasBends::bendsStayUntilReset() {
  CanvasFixture f(zigzag());
  selectLink(f, "l");
  const Points natural = pointsOf(f, "l");
  f.drag(middleOf(f, "l", 1), middleOf(f, "l", 1) + QPoint(61, 0));
  f.drag(f.centreOf("two"), f.centreOf("two") + QPoint(0, 80));
  const Rect two = f.rectOf("two");
  QVERIFY(two.y > 200);
  QVERIFY((pointsOf(f, "l") == Points{{146, 26}, {336, 26}, {336, two.y + 26}, {400, two.y + 26}}));
  f.document.undo();
  QVERIFY((pointsOf(f, "l") == Points{{146, 26}, {336, 26}, {336, 226}, {400, 226}}));
  selectLink(f, "l");
  QMenu* menu = menuOf(f, middleOf(f, "l", 1));
  QVERIFY(menu);
  clickEntry(*menu, "Reset route");
  QVERIFY(linkOf(f, "l").bends.empty());
  QVERIFY(pointsOf(f, "l") == natural);
  QCOMPARE(f.document.labels.back(), std::string("Reset route"));
}

void TestCanvasBends::somethingInTheWay() {
  Topology t = zigzag();
  t.nodes.put(makeNode("wall", "server", "", {160, 140, 96, 52}));
  CanvasFixture f(t);
  selectLink(f, "l");
  const Points before = pointsOf(f, "l");
  QVERIFY(before[1].x > 256);
  const QPoint at = middleOf(f, "l", 1);
  const QPoint into = at + QPoint(static_cast<int>(208 - before[1].x), 0);
  const auto* hint = f.surface()->findChild<PointerHint*>();
  f.press(at);
  f.moveTo(at, into);
  QVERIFY2(hint->texts().join(' ').contains("wall is in the way"), qPrintable(hint->texts().join(' ')));
  const Points shown = previewed(f);
  QVERIFY(shown[1].x > 256);
  f.release(into);
  QVERIFY(hint->texts().isEmpty());
  QVERIFY(pointsOf(f, "l") == shown);
}

void TestCanvasBends::unselectedLinesAreNotMoved() {
  CanvasFixture f(zigzag());
  f.drag(middleOf(f, "l", 1), middleOf(f, "l", 1) + QPoint(61, 0));
  QVERIFY(f.document.topology() == zigzag());
  QCOMPARE(f.selection.ids(), Selection::Ids{"l"});
}

void TestCanvasBends::arrowKeysMoveThePiece() {
  CanvasFixture f(zigzag());
  selectLink(f, "l");
  QTest::keyClick(&f.view, Qt::Key_Right);
  QVERIFY((linkOf(f, "l").bends == Points{{280, 26}, {280, 226}}));
  QTest::keyClick(&f.view, Qt::Key_Right);
  QTest::keyClick(&f.view, Qt::Key_Left);
  QVERIFY((linkOf(f, "l").bends == Points{{280, 26}, {280, 226}}));
  QCOMPARE(f.document.undoSteps.size(), std::size_t{3});
}

// Both ends move with their container, the bends with them; undone they are back in one step.
void TestCanvasBends::aContainerTakesThemAlong() {
  Topology t = smallDesign();
  Link link = *t.links.find("app-db");
  link.bends = {{200, 130}, {200, 220}};
  t.links.put(link);
  CanvasFixture f(t);
  const Points before = linkOf(f, "app-db").bends;
  const Rect zone = f.rectOf("zone-a");
  // By the name of the zone; below is what is dragged along.
  const QPoint header = f.at(zone.topLeft() + Point{60, 11});
  f.drag(header, header + QPoint(0, 24));
  const Point by = f.rectOf("zone-a").topLeft() - zone.topLeft();
  QVERIFY(by.y > 0);
  QVERIFY((linkOf(f, "app-db").bends == Points{before[0] + by, before[1] + by}));
  QCOMPARE(f.document.undoSteps.size(), std::size_t{1});
  f.document.undo();
  QVERIFY(f.document.topology() == t);
}

QTEST_MAIN(TestCanvasBends)
#include "test_canvas_bends.moc"
