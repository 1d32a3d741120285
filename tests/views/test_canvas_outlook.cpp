// Looking around: wheel, trackpad, pinch, panning and fitting do what hands know from other canvases, and nothing of it
// changes the design or what is selected.
#include <QNativeGestureEvent>
#include <QPointingDevice>
#include <QWheelEvent>

#include "canvas_fixture.h"

using namespace nines;
using namespace nines::test;

namespace {

struct Wheel {
  QPoint pixels;  // of a trackpad; none for a mouse
  QPoint angle;
  Qt::KeyboardModifiers modifiers;
};

void turn(CanvasFixture& f, QPoint at, const Wheel& wheel) {
  QWheelEvent event(at, f.surface()->mapToGlobal(at), wheel.pixels, wheel.angle, Qt::NoButton, wheel.modifiers,
                    Qt::NoScrollPhase, false);
  QApplication::sendEvent(f.surface(), &event);
  QVERIFY(event.isAccepted());
}

}  // namespace

class TestCanvasOutlook : public QObject {
  Q_OBJECT

 private slots:
  void wheelPans_data() {
    QTest::addColumn<QPoint>("pixels");
    QTest::addColumn<QPoint>("angle");
    QTest::addColumn<bool>("shift");
    QTest::addColumn<QPoint>("by");  // of what is seen
    QTest::newRow("down") << QPoint() << QPoint(0, -120) << false << QPoint(0, -60);
    QTest::newRow("up") << QPoint() << QPoint(0, 120) << false << QPoint(0, 60);
    QTest::newRow("Shift and down goes right") << QPoint() << QPoint(0, -120) << true << QPoint(-60, 0);
    QTest::newRow("a wheel that tilts") << QPoint() << QPoint(-120, 0) << false << QPoint(-60, 0);
    QTest::newRow("trackpad, both ways at once") << QPoint(-13, 7) << QPoint(-26, 14) << false << QPoint(-13, 7);
    QTest::newRow("trackpad, next to nothing") << QPoint(0, -1) << QPoint(0, -2) << false << QPoint(0, -1);
  }

  void wheelPans() {
    QFETCH(QPoint, pixels);
    QFETCH(QPoint, angle);
    QFETCH(bool, shift);
    QFETCH(QPoint, by);
    CanvasFixture f;
    const QPoint before = f.centreOf("db");
    turn(f, {500, 350}, {pixels, angle, shift ? Qt::ShiftModifier : Qt::NoModifier});
    QCOMPARE(f.centreOf("db") - before, by);
    QCOMPARE(f.view.zoom(), 1.0);
    QVERIFY(f.selection.ids().empty() && f.document.undoSteps.empty());
  }

  void controlAndWheelZoomsAtThePointer() {
    CanvasFixture f;
    const QPoint at = f.centreOf("db-b");
    turn(f, at, {{}, {0, 120}, Qt::ControlModifier});
    QVERIFY(f.view.zoom() > 1.1 && f.view.zoom() < 1.3);
    QVERIFY((f.centreOf("db-b") - at).manhattanLength() <= 2);
    turn(f, at, {{}, {0, -120}, Qt::ControlModifier});
    QVERIFY(std::abs(f.view.zoom() - 1) < 1e-9);
    // A trackpad's steps are small, and so are the zoom's.
    turn(f, at, {{0, 4}, {0, 8}, Qt::ControlModifier});
    QVERIFY(f.view.zoom() > 1 && f.view.zoom() < 1.02);
  }

  void pinchZoomsAtTheFingers() {
    CanvasFixture f;
    const QPoint at = f.centreOf("db");
    QNativeGestureEvent pinch(Qt::ZoomNativeGesture, QPointingDevice::primaryPointingDevice(), 2, at, at,
                              f.surface()->mapToGlobal(at), .25, {});
    QApplication::sendEvent(f.surface(), &pinch);
    QCOMPARE(f.view.zoom(), 1.25);
    QVERIFY((f.centreOf("db") - at).manhattanLength() <= 2);
  }

  void whatIsDraggedStaysUnderThePointerWhileTheViewPans() {
    CanvasFixture f;
    const Rect before = f.rectOf("db");
    const QPoint from = f.centreOf("db");
    f.press(from);
    f.moveTo(from, from + QPoint(0, -16));
    turn(f, from + QPoint(0, -16), {{}, {0, 120}, {}});  // the drawing goes down by 60 px, the pointer stays
    f.release(from + QPoint(0, -16));
    QVERIFY(std::abs(f.rectOf("db").y - (before.y - 76)) <= kGrid / 2);
    QCOMPARE(f.document.undoSteps.size(), std::size_t{1});
  }

  void spaceAndDragPansOverCardsToo_data() {
    QTest::addColumn<Qt::MouseButton>("button");
    QTest::newRow("Space and left button") << Qt::LeftButton;
    QTest::newRow("middle button") << Qt::MiddleButton;
  }

  void spaceAndDragPansOverCardsToo() {
    QFETCH(Qt::MouseButton, button);
    CanvasFixture f;
    const QPoint from = f.centreOf("db");
    const bool space = button == Qt::LeftButton;
    QTest::mouseMove(f.surface(), from);
    if (space) QTest::keyPress(&f.view, Qt::Key_Space);
    QTest::mousePress(f.surface(), button, {}, from);
    QCOMPARE(f.surface()->cursor().shape(), Qt::ClosedHandCursor);
    f.moveTo(from, from + QPoint(-70, 45));
    QTest::mouseRelease(f.surface(), button, {}, from + QPoint(-70, 45));
    if (space) QTest::keyRelease(&f.view, Qt::Key_Space);
    QCOMPARE(f.centreOf("db"), from + QPoint(-70, 45));
    QCOMPARE(f.surface()->cursor().shape(), Qt::ArrowCursor);
    QVERIFY(f.selection.ids().empty() && f.document.undoSteps.empty());
  }

  void escapeTakesThePanBack_data() { spaceAndDragPansOverCardsToo_data(); }

  void escapeTakesThePanBack() {
    QFETCH(Qt::MouseButton, button);
    CanvasFixture f;
    f.click(f.centreOf("alb"));
    const QPoint from = f.centreOf("db");
    const bool space = button == Qt::LeftButton;
    if (space) QTest::keyPress(&f.view, Qt::Key_Space);
    QTest::mousePress(f.surface(), button, {}, from);
    f.moveTo(from, from + QPoint(-70, 45));
    QCOMPARE(f.centreOf("db"), from + QPoint(-70, 45));
    QTest::keyClick(&f.view, Qt::Key_Escape);
    QCOMPARE(f.centreOf("db"), from);
    QCOMPARE(f.selection.ids(), Selection::Ids{"alb"});
    f.moveTo(from, from + QPoint(30, 30));  // the button is still down
    QTest::mouseRelease(f.surface(), button, {}, from + QPoint(30, 30));
    if (space) QTest::keyRelease(&f.view, Qt::Key_Space);
    QCOMPARE(f.centreOf("db"), from);
    QCOMPARE(f.selection.ids(), Selection::Ids{"alb"});
  }

  void shiftAndOneFits() {
    CanvasFixture f;
    f.view.zoomTo(3);
    QVERIFY(!f.surface()->rect().contains(f.centreOf("alb")) || !f.surface()->rect().contains(f.centreOf("db-b")));
    QTest::keyClick(&f.view, Qt::Key_1, Qt::ShiftModifier);
    QVERIFY(f.view.zoom() <= 1);
    const Rect all = f.rectOf("region");
    QVERIFY(f.surface()->rect().contains(QRect(f.at(all.topLeft()), f.at({all.right(), all.bottom()}))));
  }
};

QTEST_MAIN(TestCanvasOutlook)
#include "test_canvas_outlook.moc"
