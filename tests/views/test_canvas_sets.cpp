// The frame of a global table on the canvas: drawn, followed, and taken hold of by its label.
#include <QContextMenuEvent>
#include <QMenu>

#include "canvas_fixture.h"

using namespace nines;
using namespace nines::test;

namespace {

Topology tables() {
  Topology t;
  t.nodes.put(makeNode("west", "region", "", {0, 0, 400, 240}, {{"code", Value("eu-west-1")}}));
  t.nodes.put(makeNode("central", "region", "", {0, 280, 400, 240}, {{"code", Value("eu-central-1")}}));
  t.nodes.put(makeNode("table", "dynamodb-table", "west", {200, 120, 146, 52}));
  t.nodes.put(makeNode("copy", "dynamodb-table", "central", {200, 80, 146, 52}));
  t.links.put(makeLink("both", "replicates", "table", "copy"));
  return t;
}

const std::vector<SetFrame>& framesOf(const CanvasFixture& f) { return f.view.canvasScene().layout().setFrames(); }

QPoint labelOf(const CanvasFixture& f) { return f.at(framesOf(f).front().label.centre()); }

// Where the frame is drawn, wherever its item stands.
QPointF drawnAt(const CanvasFixture& f) {
  const GroupItem* body = f.view.canvasScene().itemsOfSet(0).front();
  const auto& rect = std::get<RectShape>(body->group().shapes.front()).rect;
  return body->pos() + QPointF(rect.x, rect.y);
}

const Selection::Ids kBoth{"copy", "table"};

}  // namespace

class TestCanvasSets : public QObject {
  Q_OBJECT

 private slots:
  void theFrameFollowsTheDesign() {
    CanvasFixture f(tables());
    QCOMPARE(framesOf(f).size(), std::size_t{1});
    const auto drawn = f.view.canvasScene().itemsOfSet(0);
    QCOMPARE(drawn.size(), std::size_t{2});
    const QPointF before = drawnAt(f);
    f.drag(f.centreOf("table"), f.centreOf("table") - QPoint(40, 0));
    QCOMPARE(drawnAt(f), before - QPointF(40, 0));
    QVERIFY(f.document.submit({"", {RemoveLink{"both"}}}));
    QVERIFY(framesOf(f).empty());
    f.document.undo();
    QCOMPARE(f.view.canvasScene().itemsOfSet(0).size(), std::size_t{2});
  }

  void aClickOnItsLabelSelectsAllMembers() {
    CanvasFixture f(tables());
    f.click(labelOf(f));
    QCOMPARE(f.selection.ids(), kBoth);
    f.click(labelOf(f), Qt::ShiftModifier);
    QVERIFY(f.selection.ids().empty());
    f.click(f.centreOf("table"));
    f.click(labelOf(f), Qt::ShiftModifier);
    QCOMPARE(f.selection.ids(), kBoth);
    // The rest of it is what it lies over.
    const Rect frame = framesOf(f).front().rect;
    f.click(f.at({frame.x + 6, frame.y + 60}));
    QCOMPARE(f.selection.ids(), Selection::Ids{"west"});
    f.click(f.at({frame.x + 20, frame.y + 40}));
    QCOMPARE(f.selection.ids(), Selection::Ids{"table"});
  }

  void aDragOfItsLabelMovesAllOfIt() {
    CanvasFixture f(tables());
    const Rect table = f.rectOf("table");
    const Rect copy = f.rectOf("copy");
    const QPointF frame = drawnAt(f);
    const QPoint from = labelOf(f);
    f.press(from);
    f.moveTo(from, from + QPoint(-32, 0));
    QCOMPARE(drawnAt(f), frame - QPointF(32, 0));  // goes along
    f.release(from + QPoint(-32, 0));
    QCOMPARE(f.rectOf("table"), table.translated({-32, 0}));
    QCOMPARE(f.rectOf("copy"), copy.translated({-32, 0}));
    QCOMPARE(drawnAt(f), frame - QPointF(32, 0));
    QCOMPARE(f.document.undoSteps.size(), std::size_t{1});
    // With one of its members alone it stays until the drop.
    f.click(f.at({-40, -40}));
    const QPoint card = f.centreOf("copy");
    f.press(card);
    f.moveTo(card, card + QPoint(-32, 0));
    QCOMPARE(drawnAt(f), frame - QPointF(32, 0));
    QTest::keyClick(&f.view, Qt::Key_Escape);
    f.release(card);
    QCOMPARE(drawnAt(f), frame - QPointF(32, 0));
  }

  void escapePutsItBack() {
    CanvasFixture f(tables());
    const QPointF frame = drawnAt(f);
    const QPoint from = labelOf(f);
    f.press(from);
    f.moveTo(from, from + QPoint(-64, 20));
    QTest::keyClick(&f.view, Qt::Key_Escape);
    QCOMPARE(drawnAt(f), frame);
    f.release(from);
    QVERIFY(f.document.undoSteps.empty());
  }

  void itsMenuIsForAllMembers() {
    CanvasFixture f(tables());
    const QPoint at = labelOf(f);
    QContextMenuEvent event(QContextMenuEvent::Mouse, at, f.surface()->mapToGlobal(at));
    QApplication::sendEvent(f.surface(), &event);
    QCOMPARE(f.selection.ids(), kBoth);
    auto* menu = f.view.findChild<QMenu*>(QStringLiteral("canvasMenu"));
    QVERIFY(menu);
    menu->close();
    QTest::keyClick(&f.view, Qt::Key_Delete);
    QVERIFY(!f.document.topology().nodes.find("table") && !f.document.topology().nodes.find("copy"));
    QVERIFY(framesOf(f).empty());
  }

  void itsToolTipNamesThem() {
    CanvasFixture f(tables());
    const QString tip = f.view.toolTipAt(labelOf(f));
    QVERIFY2(tip.contains("table, DynamoDB table") && tip.contains("copy, DynamoDB table"), qPrintable(tip));
  }

  void lockedMembersStay() {
    Topology t = tables();
    Node copy = *t.nodes.find("copy");
    copy.locked = true;
    t.nodes.put(copy);
    CanvasFixture f(t);
    const Rect table = f.rectOf("table");
    const Rect before = f.rectOf("copy");
    f.drag(labelOf(f), labelOf(f) + QPoint(-32, 0));
    QCOMPARE(f.rectOf("table"), table.translated({-32, 0}));
    QCOMPARE(f.rectOf("copy"), before);
  }
};

QTEST_MAIN(TestCanvasSets)
#include "test_canvas_sets.moc"
