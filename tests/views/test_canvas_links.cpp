// Links edited on the canvas with mouse, menu and keyboard: ends that go elsewhere, the other way round.
#include "layout/linking.h"
#include "link_support.h"

using namespace nines;
using namespace nines::test;

class TestCanvasLinks : public QObject {
  Q_OBJECT

 private slots:
  void handlesOfALink();
  void anEndGoesToAnotherCard();
  void theStartToo();
  void hoveredEndsCanBeDraggedAtOnce();
  void severalFromOneHandle_data();
  void severalFromOneHandle();
  void endsOfADrawnLinkCanBeMoved();
  void handlesOfTheCardComeBeforeEnds();
  void refusedEnd();
  void droppedNowhere();
  void escapeKeepsTheEnd();
  void anotherKindIsAskedFor();
  void endPreviewAvoidsCards();
  void connectPreviewStartsAtItsSide();
  void connectPreviewIsWhatComesOfIt();
  void connectSaysWhyNotAtThePointer();
  void theNameOfAFrameStaysReadable();
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

namespace {

// A tier, and a column of databases that it can use.
Topology fan() {
  Topology t;
  t.nodes.put(makeNode("app", "app-tier", "", {0, 120, 146, 52}));
  for (int k = 0; k < 4; ++k) {
    t.nodes.put(
        makeNode("db-" + std::to_string(k), "rds-instance", "", {320, k * 80., 146, 52}, {{"engine", Value("mysql")}}));
  }
  return t;
}

}  // namespace

void TestCanvasLinks::severalFromOneHandle_data() {
  QTest::addColumn<int>("side");
  QTest::addColumn<bool>("selected");
  const char* sides[] = {"north", "east", "south", "west"};
  for (int side = 0; side < 4; ++side) {
    QTest::addRow("%s, of a selected card", sides[side]) << side << true;
    QTest::addRow("%s, of a card below the pointer", sides[side]) << side << false;
  }
}

void TestCanvasLinks::severalFromOneHandle() {
  QFETCH(int, side);
  QFETCH(bool, selected);
  CanvasFixture f(fan());
  if (selected) f.click(f.centreOf("app"));
  else {
    QTest::mouseMove(f.surface(), f.centreOf("app"));
    QTRY_COMPARE_WITH_TIMEOUT(f.view.handlesShownAt(), std::string("app"), kPatience);
  }
  const QPoint handle = f.at(handlePoints(f.rectOf("app"))[static_cast<std::size_t>(side)]);
  for (const std::string to : {"db-0", "db-1", "db-2", "db-3"}) {
    f.drag(handle, f.centreOf(to));
    QCOMPARE(f.selection.ids(), Selection::Ids{"app-" + to});
    QCOMPARE(linkOf(f, "app-" + to).from, std::string("app"));
    QCOMPARE(linkOf(f, "app-" + to).to, to);
  }
  QCOMPARE(f.document.topology().links.size(), std::size_t{4});
  QCOMPARE(f.document.undoSteps.size(), std::size_t{4});
}

// The tip at once, to correct a slip; the start after a click on the line.
void TestCanvasLinks::endsOfADrawnLinkCanBeMoved() {
  Topology design = fan();
  design.nodes.put(makeNode("other", "app-tier", "", {0, 280, 146, 52}));
  CanvasFixture f(design);
  f.click(f.centreOf("app"));
  f.drag(f.at(handlePoints(f.rectOf("app"))[1]), f.centreOf("db-1"));
  f.drag(endOf(f, "app-db-1"), f.centreOf("db-0"));
  QCOMPARE(linkOf(f, "app-db-1").to, std::string("db-0"));
  selectLink(f, "app-db-1");
  f.drag(startOf(f, "app-db-1"), f.centreOf("other"));
  QCOMPARE(linkOf(f, "app-db-1").from, std::string("other"));
  QCOMPARE(f.document.topology().links.size(), std::size_t{1});
  f.click(f.centreOf("app"));
  f.drag(f.at(handlePoints(f.rectOf("app"))[1]), f.centreOf("db-1"));
  f.click(middleOf(f, "app-db-1-2", 0));  // selected already: the click says that the line is meant
  f.drag(startOf(f, "app-db-1-2"), f.centreOf("other"));
  QCOMPARE(linkOf(f, "app-db-1-2").from, std::string("other"));
  QCOMPARE(f.document.topology().links.size(), std::size_t{2});
}

// Who has turned to the card sees its handles and means them, though a selected link ends at one.
void TestCanvasLinks::handlesOfTheCardComeBeforeEnds() {
  Topology design = fan();
  design.links.put(makeLink("l", "uses", "app", "db-1"));
  CanvasFixture f(design);
  selectLink(f, "l");
  QTest::mouseMove(f.surface(), f.centreOf("app"));
  QTRY_COMPARE_WITH_TIMEOUT(f.view.handlesShownAt(), std::string("app"), kPatience);
  f.drag(startOf(f, "l"), f.centreOf("db-2"));
  QCOMPARE(linkOf(f, "l").from, std::string("app"));
  QCOMPARE(linkOf(f, "app-db-2").to, std::string("db-2"));
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
    for (const QPoint to : {f.centreOf("db"), f.centreOf("others"), f.at({-60, 480}), f.at({500, -60})}) {
      f.press(f.at(handle));
      f.moveTo(f.at(handle), to);
      const Points line = previewed(f);
      QVERIFY(line.size() >= 2);
      QCOMPARE(line.front(), handle);
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

// Over a card it is shown as it will run, whichever side that leaves.
void TestCanvasLinks::connectPreviewIsWhatComesOfIt() {
  CanvasFixture f(linkedDesign());
  f.click(f.centreOf("app"));
  const Rect card = f.rectOf("app");
  for (const Point handle : handlePoints(card)) {
    f.click(f.centreOf("app"));
    f.press(f.at(handle));
    f.moveTo(f.at(handle), f.centreOf("db-b"));
    const Points line = previewed(f);
    f.release(f.centreOf("db-b"));
    QVERIFY(pointsOf(f, "app-db-b") == line);
    f.document.undo();
  }
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

// The outline of a frame that a link is drawn to runs below what is written on its border.
void TestCanvasLinks::theNameOfAFrameStaysReadable() {
  Topology t = linkedDesign();
  t.nodes.put(makeNode("tiers", "scaling-group", "region", {}));
  Node group = *t.nodes.find("tiers");
  group.rect.reset();
  t.nodes.put(group);
  t.links.put(makeLink("member", "member", "app", "tiers"));
  CanvasFixture f(std::move(t));
  const Rect frame = f.rectOf("tiers");
  const Rect from = f.rectOf("alb");
  f.click(f.centreOf("alb"));
  const QPoint handle = f.at({from.right(), from.centre().y});
  f.press(handle);
  f.moveTo(handle, f.at({frame.right() - 4, frame.bottom() - 3}));
  const auto& marks = f.view.canvasScene().gestureMarks().groups();
  const auto outline = std::ranges::find_if(marks, [&](const DrawGroup& mark) {
    const auto* rect = mark.shapes.empty() ? nullptr : std::get_if<RectShape>(&mark.shapes.front());
    return rect && rect->rect == frame;
  });
  QVERIFY(outline != marks.end());
  const auto label = std::ranges::find_if(marks, [&](const DrawGroup& mark) {
    return mark.id == "tiers" && std::ranges::any_of(mark.shapes, [](const Shape2D& shape) {
             return std::holds_alternative<TextShape>(shape);
           });
  });
  QVERIFY(label != marks.end() && label > outline);
  QTest::keyClick(&f.view, Qt::Key_Escape);
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
  QSignalSpy said(&f.view, &CanvasView::statusMessage);
  QMenu* menu = menuOf(f, middleOf(f, "app-db", 0));
  QVERIFY(menu && menu->toolTipsVisible());
  QVERIFY(!said.isEmpty() && said.back().front().toString().contains("'Uses' can go from db to app"));
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
