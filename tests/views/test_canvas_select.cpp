// Selecting on the canvas: click, Shift, rubber band, Tab, keys that act on the selection, zoom and scrolling.
#include <QAction>
#include <QMenu>
#include <QScrollBar>

#include "canvas_fixture.h"

using namespace nines;
using namespace nines::test;

class TestCanvasSelect : public QObject {
  Q_OBJECT

 private slots:
  void clickSelects();
  void shiftTogglesInTheSet();
  void clickInsideAContainerSelectsIt();
  void clickOnBareCanvasClears();
  void rubberBandTakesWhatItTouches();
  void escapeRestoresTheSelectionOfABand();
  void escapeRestoresTheSelectionOfADrag_data();
  void escapeRestoresTheSelectionOfADrag();
  void clickOnALinkSelectsIt();
  void selectionIsSetOncePerBandStep();
  void selectAllKey();
  void deleteIsOneStep();
  void duplicateSelectsTheCopies();
  void duplicatesOfLockedCardsLandAsOthersDo();
  void arrowKeysNudge();
  void tabGoesThroughTheNodes();
  void theKeyboardsRingLeavesRoleChipsWhole();
  void undoSelectsWhatItTouched();
  void undoLeavesOutWhatOnlyMadeRoom();
  void removedNodesLeaveTheSelection();
  void readOnlyDocumentsStayAsTheyAre();
  void contextMenuHoldsWhatWorks();
  void addZoneFromTheMenu();
  void resetBends();
  void toolTipNamesFindings();
  void emptyCanvasOffersAnExample();
};

void TestCanvasSelect::clickSelects() {
  CanvasFixture f;
  f.click(f.centreOf("db"));
  QCOMPARE(f.selection.ids(), Selection::Ids{"db"});
  f.click(f.centreOf("db-b"));
  QCOMPARE(f.selection.ids(), Selection::Ids{"db-b"});
  QVERIFY(f.view.accessibleDescription().contains("db-b"));
}

void TestCanvasSelect::shiftTogglesInTheSet() {
  CanvasFixture f;
  f.click(f.centreOf("db"));
  f.click(f.centreOf("app"), Qt::ShiftModifier);
  QCOMPARE(f.selection.ids(), (Selection::Ids{"app", "db"}));
  f.click(f.centreOf("db"), Qt::ShiftModifier);
  QCOMPARE(f.selection.ids(), Selection::Ids{"app"});
}

void TestCanvasSelect::clickInsideAContainerSelectsIt() {
  CanvasFixture f;
  f.click(f.at({200, 330}));  // beside its cards and links
  QCOMPARE(f.selection.ids(), Selection::Ids{"zone-a"});
  f.click(f.at({10, 12}));  // the Region's header
  QCOMPARE(f.selection.ids(), Selection::Ids{"region"});
}

void TestCanvasSelect::clickOnBareCanvasClears() {
  CanvasFixture f;
  f.click(f.centreOf("db"));
  f.click(f.at({-40, -40}));
  QVERIFY(f.selection.ids().empty());
}

void TestCanvasSelect::rubberBandTakesWhatItTouches() {
  CanvasFixture f;
  // Touches both cards of the first zone, but no container is inside it.
  f.drag(f.at({190, 70}), f.at({300, 260}));
  QCOMPARE(f.selection.ids(), (Selection::Ids{"app", "db"}));
  // Around the second zone: container and content.
  f.drag(f.at({370, 60 - 30}), f.at({584, 410}), Qt::ShiftModifier);
  QCOMPARE(f.selection.ids(), (Selection::Ids{"app", "db", "db-b", "zone-b"}));
  QVERIFY(f.document.undoSteps.empty());
}

void TestCanvasSelect::escapeRestoresTheSelectionOfABand() {
  CanvasFixture f;
  f.click(f.centreOf("alb"));
  f.press(f.at({190, 70}));
  f.moveTo(f.at({190, 70}), f.at({300, 260}));
  QCOMPARE(f.selection.ids().size(), 2u);
  QTest::keyClick(&f.view, Qt::Key_Escape);
  QCOMPARE(f.selection.ids(), Selection::Ids{"alb"});
  f.release(f.at({300, 260}));
  QCOMPARE(f.selection.ids(), Selection::Ids{"alb"});
}

void TestCanvasSelect::escapeRestoresTheSelectionOfADrag_data() {
  QTest::addColumn<bool>("dragged");
  QTest::addColumn<bool>("byKey");
  QTest::addColumn<Qt::KeyboardModifiers>("modifiers");
  QTest::newRow("dragged") << true << true << Qt::KeyboardModifiers();
  QTest::newRow("dragged with Shift") << true << true << Qt::KeyboardModifiers(Qt::ShiftModifier);
  QTest::newRow("pressed") << false << true << Qt::KeyboardModifiers();
  QTest::newRow("dragged, right button") << true << false << Qt::KeyboardModifiers();
}

void TestCanvasSelect::escapeRestoresTheSelectionOfADrag() {
  QFETCH(bool, dragged);
  QFETCH(bool, byKey);
  QFETCH(Qt::KeyboardModifiers, modifiers);
  CanvasFixture f;
  f.click(f.centreOf("alb"));
  const QPoint from = f.centreOf("db");
  f.press(from, modifiers);
  if (dragged) f.moveTo(from, from + QPoint(0, 64), modifiers);
  if (dragged) QVERIFY(f.selection.contains("db"));
  if (byKey) QTest::keyClick(&f.view, Qt::Key_Escape);
  else QTest::mousePress(f.surface(), Qt::RightButton, {}, from + QPoint(0, 64));
  QCOMPARE(f.selection.ids(), Selection::Ids{"alb"});
  f.release(from + QPoint(0, 64), modifiers);
  QCOMPARE(f.selection.ids(), Selection::Ids{"alb"});
  QVERIFY(f.document.undoSteps.empty());
}

void TestCanvasSelect::clickOnALinkSelectsIt() {
  CanvasFixture f;
  const Route* route = f.view.canvasScene().links().route("app-db");
  QVERIFY(route);
  const Point a = route->points[0];
  const Point b = route->points[1];
  f.click(f.at({(a.x + b.x) / 2, (a.y + b.y) / 2}));
  QCOMPARE(f.selection.ids(), Selection::Ids{"app-db"});
  QTest::keyClick(&f.view, Qt::Key_Delete);
  QVERIFY(!f.document.topology().links.find("app-db"));
  QCOMPARE(f.document.topology().nodes.size(), 7u);
}

void TestCanvasSelect::selectionIsSetOncePerBandStep() {
  CanvasFixture f;
  QSignalSpy changed(&f.selection, &Selection::changed);
  f.press(f.at({-30, -30}));
  f.moveTo(f.at({-30, -30}), f.at({600, 430}));
  f.release(f.at({600, 430}));
  QCOMPARE(f.selection.ids().size(), 7u);
  QVERIFY(changed.count() <= 6);
}

void TestCanvasSelect::selectAllKey() {
  CanvasFixture f;
  QTest::keyClick(&f.view, Qt::Key_A, Qt::ControlModifier);
  QCOMPARE(f.selection.ids().size(), 7u);
}

void TestCanvasSelect::deleteIsOneStep() {
  CanvasFixture f;
  const Topology before = f.document.topology();
  f.click(f.at({200, 330}));  // beside its cards and links
  QTest::keyClick(&f.view, Qt::Key_Delete);
  QVERIFY(!f.document.topology().nodes.find("zone-a"));
  QVERIFY(!f.document.topology().nodes.find("db"));
  QVERIFY(f.document.topology().links.empty());
  QVERIFY(f.view.canvasScene().itemsOf("db").empty());
  QVERIFY(f.selection.ids().empty());
  QCOMPARE(f.document.undoSteps.size(), 1u);
  f.document.undo();
  QVERIFY(f.document.topology() == before);
  QVERIFY(!f.view.canvasScene().itemsOf("db").empty());
}

void TestCanvasSelect::duplicateSelectsTheCopies() {
  CanvasFixture f;
  f.click(f.centreOf("db"));
  QTest::keyClick(&f.view, Qt::Key_D, Qt::ControlModifier);
  QCOMPARE(f.selection.ids().size(), 1u);
  const std::string copy = *f.selection.ids().begin();
  QVERIFY(copy != "db");
  QCOMPARE(f.node(copy).parent, std::string("zone-a"));
  QVERIFY(!f.view.canvasScene().itemsOf(copy).empty());
}

// It lands where it hides nothing, locked or not, and the copy is free.
void TestCanvasSelect::duplicatesOfLockedCardsLandAsOthersDo() {
  Rect free;
  for (const bool locked : {false, true}) {
    CanvasFixture f;
    f.click(f.centreOf("db"));
    if (locked) QTest::keyClick(&f.view, Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(f.node("db").locked, locked);
    QTest::keyClick(&f.view, Qt::Key_D, Qt::ControlModifier);
    const std::string copy = *f.selection.ids().begin();
    QVERIFY(!f.node(copy).locked);
    QVERIFY(!f.rectOf(copy).intersects(f.rectOf("db")) && !f.rectOf(copy).intersects(f.rectOf("app")));
    if (locked) QCOMPARE(f.rectOf(copy), free);
    free = f.rectOf(copy);
    QCOMPARE(f.document.labels.back(), std::string("Duplicate db"));
  }
}

void TestCanvasSelect::arrowKeysNudge() {
  CanvasFixture f;
  f.click(f.centreOf("db"));
  QTest::keyClick(&f.view, Qt::Key_Right);
  QCOMPARE(f.node("db").rect->x, 22.0);
  QTest::keyClick(&f.view, Qt::Key_Down, Qt::ShiftModifier);
  QCOMPARE(f.node("db").rect->y, 208.0);
  f.document.undo();
  f.document.undo();
  QCOMPARE(*f.node("db").rect, (Rect{21, 200, 146, 52}));
}

void TestCanvasSelect::tabGoesThroughTheNodes() {
  CanvasFixture f;
  std::vector<std::string> seen;
  for (int i = 0; i < 7; ++i) {
    QTest::keyClick(&f.view, Qt::Key_Tab);
    QCOMPARE(f.selection.ids().size(), 1u);
    seen.push_back(*f.selection.ids().begin());
  }
  QCOMPARE(seen, (std::vector<std::string>{"region", "zone-a", "zone-b", "alb", "app", "db", "db-b"}));
  // One of the marks is the dashed rectangle of the keyboard's place.
  const auto& marks = f.view.canvasScene().selectionMarks().groups();
  QVERIFY(std::ranges::any_of(marks, [](const DrawGroup& group) {
    const auto* rect = std::get_if<RectShape>(&group.shapes.front());
    return rect && !rect->stroke.dash.empty();
  }));
  QTest::keyClick(&f.view, Qt::Key_Backtab, Qt::ShiftModifier);
  QCOMPARE(f.selection.ids(), Selection::Ids{"db"});
}

void TestCanvasSelect::theKeyboardsRingLeavesRoleChipsWhole() {
  CanvasFixture f;
  QVERIFY(f.document.submit({"", {AddLink{makeLink("copy", "replicates", "db", "db-b")}}}));
  for (int i = 0; i < 7; ++i) QTest::keyClick(&f.view, Qt::Key_Tab);
  QCOMPARE(f.selection.ids(), Selection::Ids{"db-b"});
  const auto isRing = [](const DrawGroup& group) {
    const auto* rect = std::get_if<RectShape>(&group.shapes.front());
    return rect && !rect->stroke.dash.empty();
  };
  const auto isChip = [](const DrawGroup& group) {
    return std::ranges::any_of(group.shapes, [](const Shape2D& shape) {
      const auto* text = std::get_if<TextShape>(&shape);
      return text && text->text == "REPLICA";
    });
  };
  // Painted after it, on the border through which it runs.
  const auto& marks = f.view.canvasScene().selectionMarks().groups();
  const auto ring = std::ranges::find_if(marks, isRing);
  QVERIFY(ring != marks.end());
  QVERIFY(std::find_if(ring, marks.end(), isChip) != marks.end());
}

void TestCanvasSelect::undoSelectsWhatItTouched() {
  CanvasFixture f;
  f.click(f.centreOf("db"));
  QTest::keyClick(&f.view, Qt::Key_Right);
  f.click(f.centreOf("alb"));
  f.document.undo();
  QCOMPARE(f.selection.ids(), Selection::Ids{"db"});
}

// Delete after undo must not take away Regions that had only grown.
void TestCanvasSelect::undoLeavesOutWhatOnlyMadeRoom() {
  CanvasFixture f;
  const SetNodeRect region{"region", Rect{0, 0, 700, 500}};
  const SetNodeRect zone{"zone-a", Rect{176, 40, 188, 400}};
  QVERIFY(f.document.submit({"Move", {SetNodeRect{"db", Rect{21, 300, 146, 52}}, zone, region}}));
  f.document.undo();
  QCOMPARE(f.selection.ids(), Selection::Ids{"db"});
  // Where only containers moved: what was selected, else the innermost.
  QVERIFY(f.document.submit({"Move", {zone, region}}));
  f.selection.set({"region"});
  f.document.undo();
  QCOMPARE(f.selection.ids(), Selection::Ids{"region"});
  QVERIFY(f.document.submit({"Move", {zone, region}}));
  f.selection.set({"alb"});
  f.document.undo();
  QCOMPARE(f.selection.ids(), Selection::Ids{"zone-a"});
}

void TestCanvasSelect::removedNodesLeaveTheSelection() {
  CanvasFixture f;
  f.selection.set({"db", "alb"});
  f.selection.setHovered("alb");
  QVERIFY(f.document.submit({"Remove", {RemoveLink{"alb-app"}, RemoveNode{"alb"}}}));
  QCOMPARE(f.selection.ids(), Selection::Ids{"db"});
  QVERIFY(f.selection.hovered().empty());
}

void TestCanvasSelect::readOnlyDocumentsStayAsTheyAre() {
  CanvasFixture f;
  f.document.readOnly = true;
  const Topology before = f.document.topology();
  f.drag(f.centreOf("db"), f.centreOf("db") + QPoint(40, 60));
  QTest::keyClick(&f.view, Qt::Key_Right);
  QTest::keyClick(&f.view, Qt::Key_Delete);
  QVERIFY(!f.view.placeInSelection("region"));
  QVERIFY(f.document.topology() == before);
}

namespace {

QStringList textsOf(const QMenu& menu) {
  QStringList out;
  for (const QAction* action : menu.actions()) {
    if (!action->isSeparator()) out.append(action->text().remove('&'));
  }
  return out;
}

QMenu* openedMenu(CanvasFixture& f, QPoint where) {
  QContextMenuEvent event(QContextMenuEvent::Mouse, where, f.surface()->mapToGlobal(where));
  QApplication::sendEvent(f.surface(), &event);
  return qobject_cast<QMenu*>(QApplication::activePopupWidget());
}

QAction* actionNamed(const QMenu& menu, const QString& text) {
  for (QAction* action : menu.actions()) {
    if (action->text().remove('&') == text) return action;
  }
  return nullptr;
}

}  // namespace

void TestCanvasSelect::contextMenuHoldsWhatWorks() {
  CanvasFixture f;
  QMenu* menu = openedMenu(f, f.centreOf("db"));
  QVERIFY(menu);
  QCOMPARE(textsOf(*menu), (QStringList{"Cut", "Copy", "Copy as picture", "Rename", "Duplicate", "Lock", "Delete",
                                        "Select below", "Select all", "Fit design", "Zoom to 100 %"}));
  QCOMPARE(f.selection.ids(), Selection::Ids{"db"});
  auto* below = menu->findChild<QMenu*>("selectBelow");
  QVERIFY(below);
  QCOMPARE(textsOf(*below), (QStringList{"zone-a, Availability Zone", "region, Region"}));
  QAction* region = below->actions().last();
  menu->close();
  region->trigger();
  QCOMPARE(f.selection.ids(), Selection::Ids{"region"});
  menu = openedMenu(f, f.at({-40, -40}));
  QVERIFY(menu);
  QCOMPARE(textsOf(*menu), (QStringList{"Copy as picture", "Select all", "Fit design", "Zoom to 100 %"}));
  menu->close();
}

void TestCanvasSelect::addZoneFromTheMenu() {
  CanvasFixture f;
  QMenu* menu = openedMenu(f, f.at({10, 12}));
  QVERIFY(menu);
  QAction* add = actionNamed(*menu, "Add zone");
  QVERIFY(add);
  menu->close();
  add->trigger();
  const Node* zone = f.document.topology().nodes.find("eu-west-1c");
  QVERIFY(zone);
  QCOMPARE(zone->parent, std::string("region"));
  QCOMPARE(f.selection.ids(), Selection::Ids{"eu-west-1c"});
}

void TestCanvasSelect::resetBends() {
  Topology t = smallDesign();
  Link link = *t.links.find("app-db");
  link.bends = {{400, 250}};
  t.links.put(link);
  CanvasFixture f(t);
  f.selection.set({"app-db"});
  const Route* route = f.view.canvasScene().links().route("app-db");
  QVERIFY(route && route->points.size() > 1);
  const Point a = route->points[0];
  const Point b = route->points[1];
  QMenu* menu = openedMenu(f, f.at({(a.x + b.x) / 2, (a.y + b.y) / 2}));
  QVERIFY(menu);
  QAction* reset = actionNamed(*menu, "Reset route");
  QVERIFY(reset);
  menu->close();
  reset->trigger();
  QVERIFY(f.document.topology().links.find("app-db")->bends.empty());
}

void TestCanvasSelect::toolTipNamesFindings() {
  CanvasFixture f;
  Finding finding;
  finding.rule = "test.rule";
  finding.severity = Severity::error;
  finding.subjects = {"db"};
  finding.phrase = "{name} needs more than <b>";
  finding.arguments = {{"name", "db"}};
  Report report;
  report.findings = {finding};
  const std::size_t plain = f.view.canvasScene().itemsOf("db").size();
  f.document.publish(report);
  QCOMPARE(f.view.canvasScene().itemsOf("db").size(), plain + 1);  // the badge
  const QString text = f.view.toolTipAt(f.centreOf("db"));
  QVERIFY2(text.contains("needs more than &lt;b&gt;"), qPrintable(text));
  QVERIFY(text.contains("db"));
  f.document.publish({});
  QCOMPARE(f.view.canvasScene().itemsOf("db").size(), plain);
}

void TestCanvasSelect::emptyCanvasOffersAnExample() {
  CanvasFixture f{Topology{}};
  QSignalSpy requested(&f.view, &CanvasView::openExampleRequested);
  auto* button = f.view.findChild<QWidget*>("openExample");
  QVERIFY(button && button->isVisible());
  QTest::mouseClick(button, Qt::LeftButton);
  QCOMPARE(requested.count(), 1);
  f.document.open(smallDesign());
  QVERIFY(!button->isVisible());
}

QTEST_MAIN(TestCanvasSelect)
#include "test_canvas_select.moc"
