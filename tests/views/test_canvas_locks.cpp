// Locked nodes under real events: what gestures leave alone, what they say of it, and how it is unlocked again.
#include <QAction>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QLabel>
#include <QMenu>
#include <QSignalSpy>

#include "canvas/pointer_hint.h"
#include "canvas/title_editor.h"
#include "canvas_fixture.h"

using namespace nines;
using namespace nines::test;

namespace {

Topology locking(std::initializer_list<const char*> ids) {
  Topology t = smallDesign();
  for (const char* id : ids) {
    Node node = *t.nodes.find(id);
    node.locked = true;
    t.nodes.put(node);
  }
  return t;
}

// What the status bar would show now.
class Said {
 public:
  explicit Said(CanvasFixture& f) : m_spy(&f.view, &CanvasView::statusMessage) {}
  QString now() const { return m_spy.isEmpty() ? QString() : m_spy.last().first().toString(); }

 private:
  QSignalSpy m_spy;
};

bool resizes(CanvasFixture& f, QPoint edge) {
  QTest::mouseMove(f.surface(), edge);
  QMouseEvent hover(QEvent::MouseMove, edge, f.surface()->mapToGlobal(edge), Qt::NoButton, Qt::NoButton, {});
  QApplication::sendEvent(f.surface(), &hover);
  return f.surface()->cursor().shape() == Qt::SizeHorCursor;
}

QMenu* menuAt(CanvasFixture& f, QPoint where) {
  QContextMenuEvent event(QContextMenuEvent::Mouse, where, f.surface()->mapToGlobal(where));
  QApplication::sendEvent(f.surface(), &event);
  return f.view.findChild<QMenu*>(QStringLiteral("canvasMenu"));
}

void choose(QMenu& menu, const QString& text) {
  for (QAction* action : menu.actions()) {
    if (action->text().remove(QLatin1Char('&')) != text) continue;
    QTest::mouseClick(&menu, Qt::LeftButton, {}, menu.actionGeometry(action).center());
    QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    return;
  }
  QTest::qFail(qPrintable(QStringLiteral("no entry ") + text), __FILE__, __LINE__);
}

void toggle(CanvasFixture& f) { QTest::keyClick(&f.view, Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier); }

}  // namespace

class TestCanvasLocks : public QObject {
  Q_OBJECT

 private slots:
  void theKeyLocksAndUnlocks() {
    CanvasFixture f;
    f.click(f.centreOf("db"));
    QCOMPARE(f.view.lockAction()->text().remove('&'), QStringLiteral("Lock"));
    toggle(f);
    QVERIFY(f.node("db").locked);
    QCOMPARE(f.document.labels.back(), std::string("Lock db"));
    QCOMPARE(f.view.lockAction()->text().remove('&'), QStringLiteral("Unlock"));
    toggle(f);
    QVERIFY(!f.node("db").locked);
    f.document.undo();
    QVERIFY(f.node("db").locked);
    f.click(f.at({-40, -40}));
    QVERIFY(!f.view.lockAction()->isEnabled());
  }

  // Some locked and some not: all are, then none.
  void severalBecomeAlike() {
    CanvasFixture f(locking({"app"}));
    f.click(f.centreOf("app"));
    f.click(f.centreOf("db"), Qt::ShiftModifier);
    toggle(f);
    QVERIFY(f.node("app").locked && f.node("db").locked);
    QCOMPARE(f.document.labels.back(), std::string("Lock db"));
    toggle(f);
    QVERIFY(!f.node("app").locked && !f.node("db").locked);
    QCOMPARE(f.document.labels.back(), std::string("Unlock 2 resources"));
  }

  void theMenuLocksAndUnlocks() {
    CanvasFixture f;
    QMenu* menu = menuAt(f, f.centreOf("db"));
    QVERIFY(menu);
    choose(*menu, QStringLiteral("Lock"));
    QVERIFY(f.node("db").locked);
    menu = menuAt(f, f.at({10, 12}));  // the Region's header
    QVERIFY(menu);
    choose(*menu, QStringLiteral("Lock"));
    QVERIFY(f.node("region").locked);
    menu = menuAt(f, f.centreOf("db"));
    QVERIFY(menu);
    choose(*menu, QStringLiteral("Unlock"));
    QVERIFY(!f.node("db").locked);
  }

  void theSignComesAndGoes() {
    CanvasFixture f;
    const auto signs = [&] {
      int count = 0;
      for (const GroupItem* item : f.view.canvasScene().itemsOf("db")) {
        for (const Shape2D& shape : item->group().shapes) {
          const auto* icon = std::get_if<IconShape>(&shape);
          count += icon && icon->icon == "lock" ? 1 : 0;
        }
      }
      return count;
    };
    QCOMPARE(signs(), 0);
    f.click(f.centreOf("db"));
    toggle(f);
    QCOMPARE(signs(), 1);
    f.document.undo();
    QCOMPARE(signs(), 0);
  }

  void aClickSelectsADragDoesNothing() {
    CanvasFixture f(locking({"db"}));
    Said said(f);
    const Rect before = f.rectOf("db");
    f.click(f.centreOf("db"));
    QCOMPARE(f.selection.ids(), Selection::Ids{"db"});
    const QPoint from = f.centreOf("db");
    f.press(from);
    f.moveTo(from, from + QPoint(0, 80));
    QVERIFY2(said.now().startsWith(QStringLiteral("db is locked.")), qPrintable(said.now()));
    QCOMPARE(f.surface()->cursor().shape(), Qt::ForbiddenCursor);
    const auto* hint = f.view.findChild<PointerHint*>();
    QVERIFY2(hint->texts().join('|').startsWith("db is locked."), qPrintable(hint->texts().join('|')));
    QVERIFY(!f.view.canvasScene().selectionMarks().groups().empty());  // it stays, and so does its outline
    f.release(from + QPoint(0, 80));
    QVERIFY(hint->texts().isEmpty());
    QVERIFY2(said.now().startsWith(QStringLiteral("db is locked.")), qPrintable(said.now()));
    QVERIFY(f.surface()->cursor().shape() != Qt::ForbiddenCursor);
    QCOMPARE(f.rectOf("db"), before);
    QVERIFY(f.document.undoSteps.empty());
    f.click(f.centreOf("app"));
    QCOMPARE(said.now(), QString());
  }

  void theOthersMoveAndThatIsSaid() {
    CanvasFixture f(locking({"app"}));
    Said said(f);
    f.click(f.centreOf("app"));
    f.click(f.centreOf("db"), Qt::ShiftModifier);
    const Rect app = f.rectOf("app");
    const Rect db = f.rectOf("db");
    f.drag(f.centreOf("db"), f.centreOf("db") + QPoint(0, 40));
    QCOMPARE(f.rectOf("db"), db.translated({0, 40}));
    QCOMPARE(f.rectOf("app"), app);
    QCOMPARE(said.now(), QStringLiteral("app is locked and stays."));
    QTest::keyClick(&f.view, Qt::Key_Up);
    QCOMPARE(f.rectOf("db"), db.translated({0, 39}));
    QCOMPARE(f.rectOf("app"), app);
    QCOMPARE(said.now(), QStringLiteral("app is locked and stays."));
  }

  void arrowsDoNotMoveIt() {
    CanvasFixture f(locking({"app", "db"}));
    Said said(f);
    f.click(f.centreOf("app"));
    QTest::keyClick(&f.view, Qt::Key_Right, Qt::ShiftModifier);
    QVERIFY(f.document.undoSteps.empty());
    QVERIFY(said.now().startsWith(QStringLiteral("app is locked.")));
    f.click(f.centreOf("db"), Qt::ShiftModifier);
    QTest::keyClick(&f.view, Qt::Key_Right);
    QVERIFY(said.now().startsWith(QStringLiteral("What is selected is locked.")));
  }

  void deletingLeavesIt() {
    CanvasFixture f(locking({"app"}));
    Said said(f);
    f.click(f.centreOf("app"));
    QTest::keyClick(&f.view, Qt::Key_Delete);
    QVERIFY(f.document.topology().nodes.find("app") && f.document.undoSteps.empty());
    QVERIFY(said.now().startsWith(QStringLiteral("app is locked.")));
    f.click(f.centreOf("db"), Qt::ShiftModifier);
    QTest::keyClick(&f.view, Qt::Key_Delete);
    QVERIFY(f.document.topology().nodes.find("app") && !f.document.topology().nodes.find("db"));
    QCOMPARE(said.now(), QStringLiteral("app is locked and stays."));
    // Nor with what is around it.
    f.click(f.at({190, 46}));  // the first zone's name
    QCOMPARE(f.selection.ids(), Selection::Ids{"zone-a"});
    QTest::keyClick(&f.view, Qt::Key_Delete);
    QVERIFY(f.document.topology().nodes.find("zone-a"));
    QVERIFY(said.now().startsWith(QStringLiteral("app is locked.")));
  }

  void cuttingLeavesIt() {
    CanvasFixture f(locking({"app"}));
    QGuiApplication::clipboard()->setText(QStringLiteral("before"));
    f.click(f.centreOf("app"));
    QTest::keyClick(&f.view, Qt::Key_X, Qt::ControlModifier);
    QVERIFY(f.document.topology().nodes.find("app") && f.document.undoSteps.empty());
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("before"));
    f.click(f.centreOf("db"), Qt::ShiftModifier);
    QTest::keyClick(&f.view, Qt::Key_X, Qt::ControlModifier);
    QVERIFY(f.document.topology().nodes.find("app") && !f.document.topology().nodes.find("db"));
  }

  void copiesAreFree() {
    CanvasFixture f(locking({"app"}));
    f.click(f.centreOf("app"));
    QTest::keyClick(&f.view, Qt::Key_D, Qt::ControlModifier);
    QCOMPARE(f.selection.ids(), Selection::Ids{"app-2"});
    QVERIFY(!f.node("app-2").locked && f.node("app").locked);
    f.selection.set({"app"});
    QTest::keyClick(&f.view, Qt::Key_C, Qt::ControlModifier);
    QTest::keyClick(&f.view, Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(f.selection.ids(), Selection::Ids{"app-3"});
    QVERIFY(!f.node("app-3").locked);
  }

  void itIsNotRenamedInPlace() {
    CanvasFixture f(locking({"app"}));
    Said said(f);
    f.click(f.centreOf("app"));
    QTest::keyClick(&f.view, Qt::Key_F2);
    QVERIFY(!f.view.findChild<TitleEditor*>());
    QVERIFY(said.now().startsWith(QStringLiteral("app is locked.")));
    QTest::mouseDClick(f.surface(), Qt::LeftButton, {}, f.centreOf("app"));
    QVERIFY(!f.view.findChild<TitleEditor*>());
  }

  void theBandIsDrawnOverIt() {
    CanvasFixture f(locking({"app", "zone-b"}));
    f.drag(f.at({190, 70}), f.at({300, 260}));
    QCOMPARE(f.selection.ids(), Selection::Ids{"db"});
    f.drag(f.at({370, 30}), f.at({584, 410}));
    QCOMPARE(f.selection.ids(), Selection::Ids{"db-b"});
    QTest::keyClick(&f.view, Qt::Key_A, Qt::ControlModifier);  // all is all: so it can be unlocked, or copied
    QVERIFY(f.selection.contains("zone-b"));
  }

  void containersKeepTheirEdges() {
    CanvasFixture f(locking({"zone-b"}));
    f.click(f.at({386, 46}));  // the name of the second zone
    QCOMPARE(f.selection.ids(), Selection::Ids{"zone-b"});
    const Rect zone = f.rectOf("zone-b");
    const QPoint edge = f.at({zone.right(), zone.centre().y + 90});
    QVERIFY(!resizes(f, edge));
    f.drag(edge, edge + QPoint(40, 0));
    QCOMPARE(f.rectOf("zone-b"), zone);
    QVERIFY(f.document.undoSteps.empty());
    toggle(f);
    QVERIFY(resizes(f, edge));
    f.drag(edge, edge + QPoint(16, 0));
    QVERIFY(f.rectOf("zone-b").width > zone.width);
  }

  void aContainerTakesItAlong() {
    CanvasFixture f(locking({"app", "zone-a"}));
    const Rect app = f.rectOf("app");
    f.drag(f.at({40, 12}), f.at({72, 44}));
    QCOMPARE(f.rectOf("app"), app.translated({32, 32}));
  }

  // Its content is free; where there is no room, the drop says so and does nothing.
  void itTakesNoMoreThanItHolds() {
    {
      CanvasFixture roomy(locking({"zone-a"}));
      const Rect zone = roomy.rectOf("zone-a");
      roomy.drag(roomy.centreOf("db-b"), roomy.at({280, 390}));  // over its lower border
      QCOMPARE(roomy.node("db-b").parent, std::string("zone-a"));
      QCOMPARE(roomy.rectOf("zone-a"), zone);
      QVERIFY(zone.contains(roomy.rectOf("db-b")));
    }
    Topology full = locking({"zone-a"});
    Node zone = *full.nodes.find("zone-a");
    zone.rect->height = 232;
    full.nodes.put(zone);
    Node db = *full.nodes.find("db");
    db.rect->y = 140;
    full.nodes.put(db);
    CanvasFixture f(full);
    Said said(f);
    f.press(f.centreOf("db-b"));
    f.moveTo(f.centreOf("db-b"), f.at({270, 250}));
    QVERIFY2(said.now().contains(QStringLiteral("zone-a (Availability Zone) is locked: it does not grow")),
             qPrintable(said.now()));
    QCOMPARE(f.surface()->cursor().shape(), Qt::ForbiddenCursor);
    const Rect before = f.rectOf("db-b");
    f.release(f.at({270, 250}));
    QCOMPARE(f.rectOf("db-b"), before);
    QVERIFY(f.document.undoSteps.empty());
  }

  void placingDoesNotStretchIt() {
    Topology full = locking({"zone-b"});
    Node zone = *full.nodes.find("zone-b");
    zone.rect->height = 180;
    full.nodes.put(zone);
    Node db = *full.nodes.find("db-b");
    db.rect->y = 80;
    full.nodes.put(db);
    CanvasFixture f(full);
    Said said(f);
    const QPoint low = f.surface()->mapToGlobal(f.at({470, 200}));
    f.view.beginPlacing(QStringLiteral("ec2"), low);
    f.view.updatePlacing(low);
    QVERIFY2(said.now().contains(QStringLiteral("is locked: it does not grow")), qPrintable(said.now()));
    QVERIFY(!f.view.finishPlacing(QStringLiteral("ec2"), low));
    QVERIFY(f.document.undoSteps.empty());
    f.selection.set({"zone-b"});
    QVERIFY(!f.view.placeInSelection(QStringLiteral("ec2")));  // Enter in the palette
    QVERIFY2(said.now().contains(QStringLiteral("is locked: it does not grow")), qPrintable(said.now()));
    QVERIFY(f.document.undoSteps.empty());
    toggle(f);
    QVERIFY(f.view.placeInSelection(QStringLiteral("ec2")));
  }

  void tidyingSaysWhy() {
    CanvasFixture f(locking({"app"}));
    Said said(f);
    f.click(f.at({190, 46}));
    QTest::keyClick(&f.view, Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(said.now(), QStringLiteral("app is locked: zone-a stays as it is."));
    QVERIFY(f.document.undoSteps.empty());
    f.click(f.centreOf("app"));
    toggle(f);
    f.click(f.at({190, 46}));
    QTest::keyClick(&f.view, Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(said.now(), QString());
    QCOMPARE(f.document.undoSteps.size(), std::size_t{2});
  }

  void aligningLeavesIt() {
    CanvasFixture f(locking({"app"}));
    Said said(f);
    f.click(f.centreOf("app"));
    f.click(f.centreOf("db"), Qt::ShiftModifier);
    QVERIFY(!f.view.alignActions().first()->isEnabled());  // one is left
    f.click(f.centreOf("alb"), Qt::ShiftModifier);
    const Rect app = f.rectOf("app");
    f.view.alignActions().last()->trigger();  // bottom edges
    QCOMPARE(f.rectOf("alb").bottom(), f.rectOf("db").bottom());
    QCOMPARE(f.rectOf("app"), app);
    QCOMPARE(said.now(), QStringLiteral("app is locked and stays."));
  }

  // What follows from what is done to a primary is a gesture as well.
  void aLockedStandbyHoldsItsPrimary() {
    Topology t = smallDesign();
    t.nodes.put(makeNode("spare", "rds-standby", "zone-b", {21, 280, 146, 52}));
    t.links.put(makeLink("pair", "standby", "db", "spare"));
    Node spare = *t.nodes.find("spare");
    spare.locked = true;
    t.nodes.put(spare);
    CanvasFixture f(t);
    Said said(f);
    f.drag(f.centreOf("db"), f.at({470, 130}));
    QCOMPARE(f.node("db").parent, std::string("zone-a"));
    QCOMPARE(said.now(), QStringLiteral("spare (RDS standby) is locked"));
    f.click(f.centreOf("db"));
    QTest::keyClick(&f.view, Qt::Key_Delete);
    QVERIFY(f.document.topology().nodes.find("db"));
    QVERIFY(f.document.undoSteps.empty());
  }

  // A lock is about the canvas: what people set in fields, and fixes, goes on.
  void otherEditsGoOn() {
    CanvasFixture f(locking({"db"}));
    QVERIFY(f.document.submit({"Rename", {RenameNode{"db", "orders"}}}));
    QVERIFY(f.document.submit({"Set", {SetNodeProperty{"db", "multiAz", Value(true)}}}));
    f.click(f.centreOf("db"));
    f.drag(f.centreOf("app"), f.centreOf("app") + QPoint(0, 16));
    QCOMPARE(f.document.undoSteps.size(), std::size_t{3});
  }

  void readOnlyDesignsStay() {
    CanvasFixture f;
    f.click(f.centreOf("db"));
    f.document.readOnly = true;
    toggle(f);
    QVERIFY(!f.node("db").locked);
  }
};

QTEST_MAIN(TestCanvasLocks)
#include "test_canvas_locks.moc"
