// Links edited on the canvas with mouse, menu and keyboard: ends that go elsewhere, lines that are moved by hand, the
// other way round.
#include <QMenu>

#include "canvas_fixture.h"
#include "layout/bending.h"
#include "layout/linking.h"

using namespace nines;
using namespace nines::test;
using Points = std::vector<Point>;

namespace {

// Beside the small design a bucket, a server and people; the database is backed up and copied.
Topology linkedDesign() {
  Topology t = smallDesign();
  t.nodes.put(makeNode("bucket", "s3-bucket", "region", {16, 200, 146, 52}));
  t.nodes.put(makeNode("people", "users", "", {-280, 80, 146, 52}));
  t.nodes.put(makeNode("others", "users", "", {-280, 300, 146, 52}));
  t.links.put(makeLink("people-alb", "uses", "people", "alb"));
  t.links.put(makeLink("db-copy", "replicates", "db", "db-b"));
  t.links.put(makeLink("db-bucket", "backs-up", "db", "bucket"));
  Link link = *t.links.find("app-db");
  link.properties = {{"access", Value("read")}};
  t.links.put(link);
  return t;
}

// A line out of the first card at y = 26, down in the middle, into the second one at y = 226; others above and below.
Topology zigzag() {
  Topology t;
  t.nodes.put(makeNode("one", "server", "", {0, 0, 146, 52}));
  t.nodes.put(makeNode("two", "server", "", {400, 200, 146, 52}));
  t.nodes.put(makeNode("sill", "server", "", {0, 80, 146, 52}));
  t.nodes.put(makeNode("lid", "server", "", {400, 120, 146, 52}));
  t.links.put(makeLink("l", "replicates", "one", "two"));
  return t;
}

const Points& pointsOf(const CanvasFixture& f, const std::string& id) {
  return f.view.canvasScene().links().route(id)->points;
}
const Link& linkOf(const CanvasFixture& f, const std::string& id) { return *f.document.topology().links.find(id); }

QPoint middleOf(const CanvasFixture& f, const std::string& id, std::size_t piece) {
  const Points corners = placing::cornersOf(*f.view.canvasScene().links().route(id));
  const Point sum = corners[piece] + corners[piece + 1];
  return f.at({sum.x / 2, sum.y / 2});
}
QPoint startOf(const CanvasFixture& f, const std::string& id) { return f.at(pointsOf(f, id).front()); }
QPoint endOf(const CanvasFixture& f, const std::string& id) { return f.at(pointsOf(f, id).back()); }

// A click on the line, where it is that link's alone.
void selectLink(CanvasFixture& f, const std::string& id) {
  f.click(middleOf(f, id, 0));
  QCOMPARE(f.selection.ids(), Selection::Ids{id});
}

QMenu* menuOf(CanvasFixture& f, QPoint at, QContextMenuEvent::Reason reason = QContextMenuEvent::Mouse) {
  QContextMenuEvent event(reason, at, f.surface()->mapToGlobal(at));
  QApplication::sendEvent(reason == QContextMenuEvent::Mouse ? f.surface() : static_cast<QWidget*>(&f.view), &event);
  return f.view.findChild<QMenu*>("canvasMenu");
}
QAction* entry(const QMenu& menu, const QString& text) {
  for (QAction* action : menu.actions()) {
    if (action->text().remove('&') == text) return action;
  }
  return nullptr;
}
void clickEntry(QMenu& menu, const QString& text) {
  QAction* action = entry(menu, text);
  QVERIFY2(action && action->isEnabled(), qPrintable(text));
  QTest::mouseClick(&menu, Qt::LeftButton, {}, menu.actionGeometry(action).center());
}

Points previewed(const CanvasFixture& f) {
  Points out;
  const auto& groups = f.view.canvasScene().gestureMarks().groups();
  if (groups.empty()) return out;
  for (const PathStep& step : std::get<PathShape>(groups.front().shapes.front()).steps) out.push_back(step.to);
  return out;
}

}  // namespace

class TestCanvasLinks : public QObject {
  Q_OBJECT

 private slots:
  void handlesOfALink();
  void anEndGoesToAnotherCard();
  void theStartToo();
  void hoveredEndsCanBeDraggedAtOnce();
  void refusedEnd();
  void droppedNowhere();
  void escapeKeepsTheEnd();
  void anotherKindIsAskedFor();
  void endPreviewAvoidsCards();
  void connectPreviewStartsAtItsSide();
  void connectSaysWhyNotAtThePointer();
  void aPieceIsMoved();
  void aCornerIsMoved();
  void movedBackNothingChanges();
  void escapeRestoresTheLine();
  void bendsStayUntilReset();
  void somethingInTheWay();
  void unselectedLinesAreNotMoved();
  void arrowKeysMoveThePiece();
  void reversed();
  void notReversed();
  void endsByMenu();
  void menuByKeyboard();
  void nothingInAReadOnlyDesign();
};

void TestCanvasLinks::handlesOfALink() {
  CanvasFixture f(linkedDesign());
  selectLink(f, "people-alb");
  const auto circles = [](const LayerItem& layer) {
    std::size_t count = 0;
    for (const DrawGroup& group : layer.groups()) {
      count += static_cast<std::size_t>(std::ranges::count_if(
          group.shapes, [](const Shape2D& shape) { return std::holds_alternative<EllipseShape>(shape); }));
    }
    return count;
  };
  const std::size_t corners = placing::cornersOf(*f.view.canvasScene().links().route("people-alb")).size();
  QCOMPARE(circles(f.view.canvasScene().selectionMarks()), corners);
  f.selection.set({"people-alb", "db-copy"});
  QCOMPARE(circles(f.view.canvasScene().selectionMarks()), std::size_t{0});
}

void TestCanvasLinks::anEndGoesToAnotherCard() {
  CanvasFixture f(linkedDesign());
  selectLink(f, "app-db");
  f.drag(endOf(f, "app-db"), f.centreOf("db-b"));
  QCOMPARE(f.document.undoSteps.size(), std::size_t{1});
  QCOMPARE(linkOf(f, "app-db").to, std::string("db-b"));
  QCOMPARE(linkOf(f, "app-db").kind, std::string("uses"));
  QVERIFY((linkOf(f, "app-db").properties == Properties{{"access", Value("read")}}));
  QCOMPARE(f.selection.ids(), Selection::Ids{"app-db"});
  QCOMPARE(f.view.canvasScene().itemsOf("people").front()->opacity(), 1.0);
  f.document.undo();
  QVERIFY(f.document.topology() == linkedDesign());
}

void TestCanvasLinks::theStartToo() {
  CanvasFixture f(linkedDesign());
  selectLink(f, "people-alb");
  f.drag(startOf(f, "people-alb"), f.centreOf("others"));
  QCOMPARE(linkOf(f, "people-alb").from, std::string("others"));
  QCOMPARE(linkOf(f, "people-alb").to, std::string("alb"));
}

// Hovering shows the ends; the press selects the link.
void TestCanvasLinks::hoveredEndsCanBeDraggedAtOnce() {
  CanvasFixture f(linkedDesign());
  QTest::mouseMove(f.surface(), middleOf(f, "app-db", 0));
  QTRY_COMPARE_WITH_TIMEOUT(f.selection.hovered(), std::string("app-db"), kPatience);
  const QPoint end = endOf(f, "app-db");
  f.press(end);
  QCOMPARE(f.selection.ids(), Selection::Ids{"app-db"});
  f.moveTo(end, f.centreOf("db-b"));
  f.release(f.centreOf("db-b"));
  QCOMPARE(linkOf(f, "app-db").to, std::string("db-b"));
}

void TestCanvasLinks::refusedEnd() {
  CanvasFixture f(linkedDesign());
  QSignalSpy said(&f.view, &CanvasView::statusMessage);
  selectLink(f, "app-db");
  const QPoint end = endOf(f, "app-db");
  f.press(end);
  f.moveTo(end, f.centreOf("people"));
  const auto* hint = f.surface()->findChild<PointerHint*>();
  QVERIFY(hint->texts().join(' ').contains("No link can go from app to people"));
  QVERIFY(f.view.canvasScene().itemsOf("people").front()->opacity() < .5);
  QCOMPARE(f.view.canvasScene().itemsOf("db-b").front()->opacity(), 1.0);
  f.release(f.centreOf("people"));
  QVERIFY(hint->texts().isEmpty());
  QVERIFY(f.document.topology() == linkedDesign());
  QVERIFY(said.back().front().toString().contains("No link can go from app to people"));
}

void TestCanvasLinks::droppedNowhere() {
  CanvasFixture f(linkedDesign());
  selectLink(f, "app-db");
  f.drag(endOf(f, "app-db"), f.at({-60, 500}));
  f.drag(endOf(f, "app-db"), f.centreOf("db"));  // where it was
  QVERIFY(f.document.undoSteps.empty());
  QVERIFY(f.document.topology() == linkedDesign());
}

void TestCanvasLinks::escapeKeepsTheEnd() {
  CanvasFixture f(linkedDesign());
  selectLink(f, "app-db");
  const QPoint end = endOf(f, "app-db");
  f.press(end);
  f.moveTo(end, f.centreOf("db-b"));
  QVERIFY(!f.view.canvasScene().gestureMarks().groups().empty());
  QTest::keyClick(&f.view, Qt::Key_Escape);
  QVERIFY(f.view.canvasScene().gestureMarks().groups().empty());
  f.release(f.centreOf("db-b"));
  QVERIFY(f.document.topology() == linkedDesign());
  QCOMPARE(f.view.canvasScene().itemsOf("people").front()->opacity(), 1.0);
}

// A backup cannot go to a database, a replica can: the menu offers it, Esc leaves everything as it was.
void TestCanvasLinks::anotherKindIsAskedFor() {
  Topology t = linkedDesign();
  t.links.erase("db-copy");
  CanvasFixture f(t);
  selectLink(f, "db-bucket");
  f.drag(endOf(f, "db-bucket"), f.centreOf("db-b"));
  auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
  QVERIFY(menu);
  QCOMPARE(menu->actions().size(), 1);
  QTest::keyClick(menu, Qt::Key_Escape);
  QVERIFY(f.document.topology() == t);
  f.drag(endOf(f, "db-bucket"), f.centreOf("db-b"));
  menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
  QVERIFY(menu);
  QTest::keyClick(menu, Qt::Key_Down);
  QTest::keyClick(menu, Qt::Key_Return);
  QCOMPARE(f.document.undoSteps.size(), std::size_t{1});
  QCOMPARE(linkOf(f, "db-bucket").kind, std::string("replicates"));
  QCOMPARE(linkOf(f, "db-bucket").to, std::string("db-b"));
  f.document.undo();
  QVERIFY(f.document.topology() == t);
}

void TestCanvasLinks::endPreviewAvoidsCards() {
  CanvasFixture f(linkedDesign());
  selectLink(f, "people-alb");
  const QPoint end = endOf(f, "people-alb");
  f.press(end);
  for (const char* card : {"db", "app", "db-b", "bucket"}) {
    f.moveTo(end, f.centreOf(card));
    const Points line = previewed(f);
    QVERIFY(line.size() >= 2);
    const Design& design = f.view.canvasScene().design();
    const LinkIndex link = design.linkIndexOf("people-alb");
    for (const NodeIndex i : crossedBy(design, f.view.canvasScene().layout(), link, {line, false})) {
      QVERIFY2(design.node(i).id == card, design.node(i).id.c_str());
    }
  }
  QTest::keyClick(&f.view, Qt::Key_Escape);
  f.release(end);
}

void TestCanvasLinks::connectPreviewStartsAtItsSide() {
  CanvasFixture f(linkedDesign());
  const Rect card = f.rectOf("app");
  const Point handles[] = {{card.centre().x, card.top()},
                           {card.right(), card.centre().y},
                           {card.centre().x, card.bottom()},
                           {card.left(), card.centre().y}};
  f.click(f.centreOf("app"));
  for (const Point handle : handles) {
    for (const QPoint to : {f.centreOf("db-b"), f.centreOf("bucket"), f.at({-60, 480}), f.at({500, -60})}) {
      f.press(f.at(handle));
      f.moveTo(f.at(handle), to);
      const Points line = previewed(f);
      QVERIFY(line.size() >= 2);
      const bool upright = handle.x == card.centre().x;
      QCOMPARE(upright ? line.front().y : line.front().x, upright ? handle.y : handle.x);
      const NodeIndex app = f.view.canvasScene().design().indexOf("app");
      const Rect inner = f.view.canvasScene().layout().rect(app).grown(-.5);
      for (std::size_t k = 1; k < line.size(); ++k) {
        const Rect run{std::min(line[k - 1].x, line[k].x), std::min(line[k - 1].y, line[k].y),
                       std::abs(line[k].x - line[k - 1].x) + .1, std::abs(line[k].y - line[k - 1].y) + .1};
        QVERIFY(!inner.intersects(run));
      }
      QTest::keyClick(&f.view, Qt::Key_Escape);
      f.release(to);
    }
  }
  QVERIFY(f.document.undoSteps.empty());
}

void TestCanvasLinks::connectSaysWhyNotAtThePointer() {
  CanvasFixture f(linkedDesign());
  f.click(f.centreOf("app"));
  const Rect card = f.rectOf("app");
  const QPoint handle = f.at({card.right(), card.centre().y});
  const auto* hint = f.surface()->findChild<PointerHint*>();
  f.press(handle);
  f.moveTo(handle, f.centreOf("people"));
  QVERIFY(hint->texts().join(' ').contains("No link can go from app to people"));
  f.moveTo(f.centreOf("people"), f.centreOf("db"));
  QVERIFY(hint->texts().join(' ').contains("drawn already"));
  f.moveTo(f.centreOf("db"), f.centreOf("db-b"));
  QVERIFY(hint->texts().isEmpty());
  QTest::keyClick(&f.view, Qt::Key_Escape);
  f.release(f.centreOf("db-b"));
}

void TestCanvasLinks::aPieceIsMoved() {
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

void TestCanvasLinks::aCornerIsMoved() {
  CanvasFixture f(zigzag());
  selectLink(f, "l");
  const QPoint at = f.at(pointsOf(f, "l")[2]);
  QTest::mouseMove(f.surface(), at);
  QCOMPARE(f.surface()->cursor().shape(), Qt::SizeAllCursor);
  f.drag(at, at + QPoint(24, 8));
  QVERIFY((linkOf(f, "l").bends == Points{{296, 26}, {296, 232}}));
}

void TestCanvasLinks::movedBackNothingChanges() {
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

void TestCanvasLinks::escapeRestoresTheLine() {
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
void TestCanvasLinks::bendsStayUntilReset() {
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

void TestCanvasLinks::somethingInTheWay() {
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

void TestCanvasLinks::unselectedLinesAreNotMoved() {
  CanvasFixture f(zigzag());
  f.drag(middleOf(f, "l", 1), middleOf(f, "l", 1) + QPoint(61, 0));
  QVERIFY(f.document.topology() == zigzag());
  QCOMPARE(f.selection.ids(), Selection::Ids{"l"});
}

void TestCanvasLinks::arrowKeysMoveThePiece() {
  CanvasFixture f(zigzag());
  selectLink(f, "l");
  QTest::keyClick(&f.view, Qt::Key_Right);
  QVERIFY((linkOf(f, "l").bends == Points{{280, 26}, {280, 226}}));
  QTest::keyClick(&f.view, Qt::Key_Right);
  QTest::keyClick(&f.view, Qt::Key_Left);
  QVERIFY((linkOf(f, "l").bends == Points{{280, 26}, {280, 226}}));
  QCOMPARE(f.document.undoSteps.size(), std::size_t{3});
}

void TestCanvasLinks::reversed() {
  CanvasFixture f(zigzag());
  selectLink(f, "l");
  f.drag(middleOf(f, "l", 1), middleOf(f, "l", 1) + QPoint(61, 0));
  const Points line = pointsOf(f, "l");
  QMenu* menu = menuOf(f, middleOf(f, "l", 1));
  QVERIFY(menu);
  clickEntry(*menu, "Reverse link");
  QCOMPARE(linkOf(f, "l").from, std::string("two"));
  QCOMPARE(linkOf(f, "l").to, std::string("one"));
  QVERIFY((pointsOf(f, "l") == Points(line.rbegin(), line.rend())));
  QCOMPARE(f.selection.ids(), Selection::Ids{"l"});
  f.document.undo();
  QVERIFY(pointsOf(f, "l") == line);
}

void TestCanvasLinks::notReversed() {
  CanvasFixture f(linkedDesign());
  selectLink(f, "app-db");
  QMenu* menu = menuOf(f, middleOf(f, "app-db", 0));
  QVERIFY(menu && menu->toolTipsVisible());
  const QAction* reverse = entry(*menu, "Reverse link");
  QVERIFY(reverse && !reverse->isEnabled());
  QVERIFY2(reverse->toolTip().contains("'Uses' can go from db to app"), qPrintable(reverse->toolTip()));
  QVERIFY(!entry(*menu, "Reset route"));  // nobody moved its line
  menu->close();
  f.selection.clear();
  QVERIFY(!f.view.linkActions().first()->isEnabled() && !f.view.linkActions().last()->isEnabled());
}

void TestCanvasLinks::endsByMenu() {
  CanvasFixture f(linkedDesign());
  selectLink(f, "app-db");
  QMenu* menu = menuOf(f, middleOf(f, "app-db", 0));
  QVERIFY(menu);
  const QAction* ends = entry(*menu, "End at");
  QVERIFY(ends && ends->menu());
  QStringList names;
  for (const QAction* action : ends->menu()->actions()) names.append(action->text());
  QCOMPARE(names, (QStringList{"bucket in region", "db-b in zone-b", "alb in region"}));
  QAction* chosen = ends->menu()->actions().at(1);
  menu->close();
  chosen->trigger();
  QCOMPARE(linkOf(f, "app-db").to, std::string("db-b"));
  QCOMPARE(f.document.undoSteps.size(), std::size_t{1});
}

void TestCanvasLinks::menuByKeyboard() {
  CanvasFixture f(linkedDesign());
  f.selection.set({"app-db"});
  QMenu* menu = menuOf(f, {1, 1}, QContextMenuEvent::Keyboard);
  QVERIFY(menu);
  QVERIFY(entry(*menu, "Reverse link") && entry(*menu, "Start at") && entry(*menu, "End at"));
  QCOMPARE(f.selection.ids(), Selection::Ids{"app-db"});
  menu->close();
}

void TestCanvasLinks::nothingInAReadOnlyDesign() {
  CanvasFixture f(zigzag());
  f.document.readOnly = true;
  selectLink(f, "l");
  const QPoint piece = middleOf(f, "l", 1);
  f.drag(piece, piece + QPoint(61, 0));
  f.drag(endOf(f, "l"), f.centreOf("lid"));
  QTest::keyClick(&f.view, Qt::Key_Right);
  QVERIFY(f.document.topology() == zigzag());
}

QTEST_MAIN(TestCanvasLinks)
#include "test_canvas_links.moc"
