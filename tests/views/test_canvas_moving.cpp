// Moving on the canvas with real events: guides, scrolling at the edge; and choosing what to move: what lies below, all
// in a container.
#include <QScrollBar>

#include "canvas_fixture.h"

using namespace nines;
using namespace nines::test;

namespace {

// The databases stand off the grid.
Topology offTheGrid() {
  Topology t = smallDesign();
  for (const char* id : {"db", "db-b"}) {
    Node db = *t.nodes.find(id);
    db.rect->y = 203;
    t.nodes.put(db);
  }
  return t;
}

QStringList textsOfGuides(const CanvasFixture& f) {
  QStringList out;
  for (const DrawGroup& group : f.view.canvasScene().gestureMarks().groups()) {
    for (const Shape2D& shape : group.shapes) {
      if (const auto* text = std::get_if<TextShape>(&shape)) out << QString::fromStdString(text->text);
    }
  }
  return out;
}

}  // namespace

class TestCanvasMoving : public QObject {
  Q_OBJECT

 private slots:
  void guidesDrawBeforeTheGridDoes() {
    CanvasFixture f(offTheGrid());
    const QPoint from = f.centreOf("alb");
    const QPoint to = from + QPoint(-3, 161);  // the middle of a row, two px above that of the database
    f.press(from);
    f.moveTo(from, to);
    QCOMPARE(textsOfGuides(f), QStringList{QStringLiteral("Top edges")});
    f.release(to);
    QVERIFY(textsOfGuides(f).isEmpty());
    QCOMPARE(f.rectOf("alb").y, f.rectOf("db").y);
    QCOMPARE(f.rectOf("alb").y, 243.0);
    QCOMPARE(f.rectOf("alb").x, 16.0);  // the grid, where no guide is
    QCOMPARE(f.document.undoSteps.size(), std::size_t{1});
  }

  // Chips are drawn again above the outline of what is selected: where the card is now.
  void signsGoAlongWithTheirCard() {
    Topology t = smallDesign();
    t.links.put(makeLink("copies", "replicates", "db", "db-b"));
    CanvasFixture f(t);
    const auto chips = [&] {
      std::vector<Rect> out;
      for (const DrawGroup& group : f.view.canvasScene().selectionMarks().groups()) {
        for (const Shape2D& shape : group.shapes) {
          if (const auto* text = std::get_if<TextShape>(&shape))
            out.push_back({text->baseline.x, text->baseline.y, 1, 1});
        }
      }
      return out;
    };
    f.click(f.centreOf("db-b"));
    QCOMPARE(chips().size(), std::size_t{1});
    const Point before = chips().front().topLeft() - f.rectOf("db-b").topLeft();
    f.drag(f.centreOf("db-b"), f.centreOf("db-b") + QPoint(0, 56));
    QCOMPARE(chips().size(), std::size_t{1});
    QCOMPARE(chips().front().topLeft() - f.rectOf("db-b").topLeft(), before);
    for (int k = 0; k < 3; ++k) QTest::keyClick(&f.view, Qt::Key_Up);
    QCOMPARE(chips().front().topLeft() - f.rectOf("db-b").topLeft(), before);
  }

  // What the session will do with the standby shows while its primary is dragged.
  void theStandbyShowsWhereItWillStand() {
    Topology t = smallDesign();
    t.nodes.put(makeNode("spare", "rds-standby", "zone-b", {21, 280, 146, 52}));
    t.links.put(makeLink("pair", "standby", "db", "spare"));
    CanvasFixture f(t);
    const auto items = f.view.canvasScene().itemsOf("spare");
    const auto shift = [&] { return items.front()->pos(); };
    const Rect before = f.rectOf("spare");
    const Rect primary = f.rectOf("db");
    const QPoint from = f.centreOf("db");
    f.press(from);
    f.moveTo(from, from + QPoint(0, 40));  // still in its zone
    QCOMPARE(shift(), QPointF(0, 0));
    f.moveTo(from, f.at({470, 130}));  // where the standby is: they change places
    QCOMPARE(shift(), QPointF(primary.x - before.x, primary.y - before.y));
    QVERIFY(items.front()->opacity() < 1);
    f.moveTo(from, from + QPoint(0, 40));
    QCOMPARE(shift(), QPointF(0, 0));
    QCOMPARE(items.front()->opacity(), 1.0);
    f.moveTo(from, f.at({470, 130}));
    QTest::keyClick(&f.view, Qt::Key_Escape);
    QCOMPARE(shift(), QPointF(0, 0));
    QCOMPARE(items.front()->opacity(), 1.0);
    f.release(from);
    QVERIFY(f.document.undoSteps.empty());
    // Its links go along: none of those that are drawn at rest leads to it.
    f.press(from);
    f.moveTo(from, f.at({470, 130}));
    f.release(f.at({470, 130}));
    QCOMPARE(f.node("db").parent, std::string("zone-b"));
    QCOMPARE(items.front()->opacity(), 1.0);
  }

  void escapeTakesGuidesAway() {
    CanvasFixture f(offTheGrid());
    const QPoint from = f.centreOf("alb");
    f.press(from);
    f.moveTo(from, from + QPoint(0, 161));
    QVERIFY(!textsOfGuides(f).isEmpty());
    QTest::keyClick(&f.view, Qt::Key_Escape);
    QVERIFY(textsOfGuides(f).isEmpty());
    f.release(from + QPoint(0, 161));
    QVERIFY(f.document.undoSteps.empty());
  }

  // The reach is one of the screen: zoomed out it is further in the design.
  void guidesReachAsFarOnTheScreen() {
    CanvasFixture f(offTheGrid());
    f.view.zoomTo(.5);
    const QPoint from = f.centreOf("alb");
    f.press(from);
    f.moveTo(from, from + QPoint(0, 78));  // 156 px of the design: 7 px off
    QVERIFY(textsOfGuides(f).contains(QStringLiteral("Top edges")));
    f.release(from + QPoint(0, 78));
    QCOMPARE(f.rectOf("alb").y, 243.0);
  }

  // Where cards have lost their names, a whole card is within reach of the next guide: only the grid draws.
  void seenFromFarThereAreNoGuides() {
    CanvasFixture f(offTheGrid());
    f.view.zoomTo(.25);
    const QPoint from = f.centreOf("alb");
    f.press(from);
    f.moveTo(from, from + QPoint(0, 39));  // 156 px of the design: 7 px off, as above
    QVERIFY(textsOfGuides(f).isEmpty());
    f.release(from + QPoint(0, 39));
    QCOMPARE(f.rectOf("alb").y, 240.0);
  }

  void refusedPlacesShowNoGuides() {
    CanvasFixture f(offTheGrid());
    const QPoint from = f.centreOf("db");
    const QPoint to = f.at({-300, 106});  // in the row of others, but outside of any zone
    f.press(from);
    f.moveTo(from, to);
    QVERIFY(textsOfGuides(f).isEmpty());
    f.release(to);
    QVERIFY(f.document.undoSteps.empty());
  }

  void equalGapsAreMeasured() {
    Topology t;
    t.nodes.put(makeNode("a", "users", "", {0, 0, 146, 52}));
    t.nodes.put(makeNode("b", "users", "", {200, 0, 146, 52}));
    t.nodes.put(makeNode("c", "users", "", {300, 200, 146, 52}));
    CanvasFixture f(t);
    const QPoint from = f.centreOf("c");
    const QPoint to = from + QPoint(98, -199);
    f.press(from);
    f.moveTo(from, to);
    QCOMPARE(textsOfGuides(f), (QStringList{"54", "54", "Top edges"}));
    f.release(to);
    QCOMPARE(f.rectOf("c").topLeft(), (Point{400, 0}));
  }

  // Held at the edge, a drag scrolls the view, and what is dragged stays at the pointer.
  void theViewScrollsAtItsEdge() {
    Topology t;
    t.nodes.put(makeNode("user", "users", "", {0, 0, 146, 52}));
    CanvasFixture f(t);
    const QPoint from = f.centreOf("user");
    const QPoint to(from.x(), f.surface()->height() - 4);
    const int before = f.view.verticalScrollBar()->value();
    f.press(from);
    f.moveTo(from, to);
    QTRY_VERIFY_WITH_TIMEOUT(f.view.verticalScrollBar()->value() > before + 200, kPatience);
    f.release(to);
    QVERIFY(std::abs(f.view.viewportPoint(f.rectOf("user").centre()).y() - to.y()) <= 8);
    QVERIFY(!f.view.findChild<EdgeScroll*>()->isRunning());
  }

  // So does what comes from the palette, once it is on the canvas.
  void paletteEntriesScrollToo() {
    CanvasFixture f;
    const auto global = [&](QPoint at) { return f.surface()->mapToGlobal(at); };
    const int before = f.view.verticalScrollBar()->value();
    f.view.beginPlacing(QStringLiteral("users"), global({-200, 300}));
    f.view.updatePlacing(global({-20, 300}));
    QVERIFY(!f.view.findChild<EdgeScroll*>()->isRunning());
    const QPoint low = global({300, f.surface()->height() - 4});
    f.view.updatePlacing(low);
    QTRY_VERIFY_WITH_TIMEOUT(f.view.verticalScrollBar()->value() > before + 100, kPatience);
    QVERIFY(f.view.finishPlacing(QStringLiteral("users"), low));
    QVERIFY(!f.view.findChild<EdgeScroll*>()->isRunning());
    QCOMPARE(f.document.undoSteps.size(), std::size_t{1});
  }

  void paletteEntriesThatAreGivenUpScrollBack() {
    CanvasFixture f;
    const int before = f.view.verticalScrollBar()->value();
    const QPoint low = f.surface()->mapToGlobal(QPoint(300, f.surface()->height() - 4));
    f.view.beginPlacing(QStringLiteral("users"), f.surface()->mapToGlobal(QPoint(-200, 300)));
    f.view.updatePlacing(low);
    QTRY_VERIFY_WITH_TIMEOUT(f.view.verticalScrollBar()->value() > before + 100, kPatience);
    f.view.cancelPlacing();
    QCOMPARE(f.view.verticalScrollBar()->value(), before);
    QVERIFY(f.document.undoSteps.empty());
  }

  void escapeEndsTheScrolling() {
    CanvasFixture f;
    const QPoint from = f.centreOf("alb");
    const QPoint to(f.surface()->width() + 60, from.y());  // outside
    const int before = f.view.horizontalScrollBar()->value();
    f.press(from);
    f.moveTo(from, to);
    QTRY_VERIFY_WITH_TIMEOUT(f.view.horizontalScrollBar()->value() > before, kPatience);
    QTest::keyClick(&f.view, Qt::Key_Escape);
    QVERIFY(!f.view.findChild<EdgeScroll*>()->isRunning());
    QCOMPARE(f.view.horizontalScrollBar()->value(), before);
    f.release(to);
    QCOMPARE(f.view.horizontalScrollBar()->value(), before);
    QCOMPARE(f.rectOf("alb").x, 16.0);
    QVERIFY(f.document.undoSteps.empty());
  }

  void altClickSelectsWhatLiesBelow() {
    CanvasFixture f;
    const QPoint at = f.centreOf("db");
    f.click(at);
    for (const char* id : {"zone-a", "region", "db", "zone-a"}) {
      f.click(at, Qt::AltModifier);
      QCOMPARE(f.selection.ids(), Selection::Ids{id});
    }
    f.click(f.at({-300, -200}), Qt::AltModifier);
    QVERIFY(f.selection.ids().empty());
    QVERIFY(f.document.undoSteps.empty());
  }

  void altClickFindsAHiddenCard() {
    Topology t;
    t.nodes.put(makeNode("above", "users", "", {0, 0, 146, 52}));
    t.nodes.put(makeNode("below", "users", "", {0, 0, 146, 52}));
    CanvasFixture f(t);
    f.click(f.centreOf("above"));
    const Selection::Ids first = f.selection.ids();
    f.click(f.centreOf("above"), Qt::AltModifier);
    QVERIFY(f.selection.ids() != first);
    QCOMPARE(f.selection.ids().size(), std::size_t{1});
  }

  // Ctrl+A: the content of the container, then of the one around it, then everything.
  void selectAllBeginsInTheContainer() {
    CanvasFixture f;
    f.click(f.centreOf("db"));
    const auto all = [&] { QTest::keyClick(&f.view, Qt::Key_A, Qt::ControlModifier); };
    all();
    QCOMPARE(f.selection.ids(), (Selection::Ids{"app", "db"}));
    all();
    QCOMPARE(f.selection.ids(), (Selection::Ids{"alb", "app", "db", "db-b", "zone-a", "zone-b"}));
    all();
    QCOMPARE(f.selection.ids().size(), std::size_t{7});
    f.click(f.at({200, 330}));  // inside of a zone: the zone
    all();
    QCOMPARE(f.selection.ids(), (Selection::Ids{"app", "db"}));
    f.selection.clear();
    all();
    QCOMPARE(f.selection.ids().size(), std::size_t{7});
  }

  // A Region's title stands close to the edge where the design is fitted: taking it does not mean to scroll.
  void whatIsTakenAtTheEdgeScrollsOnlyOnceItWasElsewhere() {
    CanvasFixture f;
    QScrollBar* down = f.view.verticalScrollBar();
    down->setValue(down->value() + f.at(f.rectOf("region").topLeft()).y() - 2);
    const int there = down->value();
    const QPoint from = f.at(f.rectOf("region").topLeft() + Point{30, 10});
    QVERIFY(from.y() > 6 && from.y() < 18);
    const auto* scroll = f.view.findChild<EdgeScroll*>();
    f.press(from);
    f.moveTo(from, from + QPoint(60, 2));
    QVERIFY(!scroll->isRunning());
    f.moveTo(from + QPoint(60, 2), from + QPoint(60, 200));
    QVERIFY(!scroll->isRunning());
    f.moveTo(from + QPoint(60, 200), from + QPoint(60, 0));
    QVERIFY(scroll->isRunning());
    QTest::keyClick(&f.view, Qt::Key_Escape);
    f.release(from);
    down->setValue(there);
    // Beyond the edge there is no doubt, wherever it was taken.
    f.press(from);
    f.moveTo(from, QPoint(from.x() + 60, -5));
    QVERIFY(scroll->isRunning());
    QTest::keyClick(&f.view, Qt::Key_Escape);
    f.release(from);
  }
};

QTEST_MAIN(TestCanvasMoving)
#include "test_canvas_moving.moc"
