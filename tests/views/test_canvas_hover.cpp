// The tip beside what the pointer rests on, handles below the pointer, and Space from lists elsewhere in the window.
#include <QAction>
#include <QHelpEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScopeGuard>
#include <QVBoxLayout>

#include "canvas/canvas_tip.h"
#include "canvas/hit_test.h"
#include "canvas_fixture.h"

using namespace nines;
using namespace nines::test;

namespace {

constexpr int kHandle = 7;  // reach of a handle at 100 %

// What the toolkit sends when the pointer has rested.
void restAt(CanvasFixture& f, QPoint at) {
  QTest::mouseMove(f.surface(), at);
  QHelpEvent help(QEvent::ToolTip, at, f.surface()->mapToGlobal(at));
  QApplication::sendEvent(f.surface(), &help);
}

QRect tipIn(const CanvasFixture& f) {
  const CanvasTip& tip = f.view.tip();
  return {f.surface()->mapFrom(&f.view, tip.pos()), tip.size()};
}

Finding longFinding(const std::string& about) {
  Finding finding;
  finding.rule = "test.rule";
  finding.severity = Severity::error;
  finding.subjects = {about};
  finding.phrase =
      "{name} has a sentence that is far too long for one line of a tip, so that it goes on below it, and on";
  finding.arguments = {{"name", about}};
  return finding;
}

using Happens = void (*)(CanvasFixture&);

void rename(CanvasFixture& f, const std::string& to) {
  QVERIFY(f.document.submit({"Rename db", {RenameNode{"db", to}}}));
}

}  // namespace

Q_DECLARE_METATYPE(Happens)

class TestCanvasHover : public QObject {
  Q_OBJECT

 private slots:
  void tipKeepsOffHandles_data();
  void tipKeepsOffHandles();
  void tipOfAFrameKeepsOffItsHandles();
  void tipHasRoomAtEveryBorder_data();
  void tipHasRoomAtEveryBorder();
  void tipTakesNoPress();
  void tipGoesWithItsThing();
  void tipGoesWhenItSaysWhatIsNoLongerSo_data();
  void tipGoesWhenItSaysWhatIsNoLongerSo();
  void tipStaysWhileItSaysWhatIsSo();
  void tipGoesWithAnUndo();
  void pressSeesHandlesAfresh_data();
  void pressSeesHandlesAfresh();
  void spacePansFromAList();
  void spaceIsLeftToWhoUsesIt();
  void spaceIsLeftToAListThatIsTypedInto();
  void spaceGoesWithTheWindow();
};

void TestCanvasHover::tipKeepsOffHandles_data() {
  QTest::addColumn<QString>("id");
  for (const char* id : {"alb", "app", "db", "db-b"}) QTest::newRow(id) << QString::fromLatin1(id);
}

void TestCanvasHover::tipKeepsOffHandles() {
  QFETCH(QString, id);
  CanvasFixture f;
  Report report;
  report.findings = {longFinding(id.toStdString())};
  f.document.publish(report);
  for (const double zoom : {.6, 1.0, 1.7}) {
    f.view.zoomTo(zoom);
    f.view.reveal(id);
    const Rect rect = f.rectOf(id.toStdString());
    // The whole card: with every handle on its border, and the badge.
    const QRect card = QRect(f.at({rect.left(), rect.top()}), f.at({rect.right(), rect.bottom()}))
                           .marginsAdded({0, kHandle, 0, kHandle});
    for (const double part : {.1, .5, .9}) {
      restAt(f, f.at({rect.x + rect.width * part, rect.y + rect.height * part}));
      QVERIFY(f.view.tip().shownText().contains(QStringLiteral("far too long")));
      QVERIFY2(!tipIn(f).intersects(card), qPrintable(QDebug::toString(tipIn(f)) + QDebug::toString(card)));
      QVERIFY2(f.surface()->rect().contains(tipIn(f)), qPrintable(QDebug::toString(tipIn(f))));
    }
  }
}

// What lies inside of a frame may be covered: there is no room beside it that is near to the pointer.
void TestCanvasHover::tipOfAFrameKeepsOffItsHandles() {
  Topology t = smallDesign();
  Node group;
  group.id = "group";
  group.name = "group";
  group.kind = "scaling-group";
  group.parent = "region";
  t.nodes.put(group);
  t.links.put(makeLink("app-group", "member", "app", "group"));
  CanvasFixture f(t);
  const CanvasScene& scene = f.view.canvasScene();
  const NodeIndex i = scene.design().indexOf("group");
  const Rect label = scene.layout().headerOf(scene.design(), i);
  restAt(f, f.at(label.centre()));
  QVERIFY(f.view.tip().shownText().contains(QStringLiteral("group")));
  for (const Point handle : handlePoints(scene, i)) {
    const QRect reach = QRect(f.at(handle), QSize(1, 1)).marginsAdded({kHandle, kHandle, kHandle, kHandle});
    QVERIFY2(!tipIn(f).intersects(reach), qPrintable(QDebug::toString(tipIn(f)) + QDebug::toString(reach)));
  }
  QVERIFY(f.surface()->rect().contains(tipIn(f)));
}

void TestCanvasHover::tipHasRoomAtEveryBorder_data() {
  QTest::addColumn<QRect>("thing");
  QTest::addColumn<QPoint>("pointer");
  QTest::newRow("top left") << QRect(0, 0, 146, 52) << QPoint(70, 20);
  QTest::newRow("top right") << QRect(654, 0, 146, 52) << QPoint(700, 20);
  QTest::newRow("bottom left") << QRect(0, 548, 146, 52) << QPoint(70, 570);
  QTest::newRow("bottom right") << QRect(654, 548, 146, 52) << QPoint(700, 570);
  QTest::newRow("as high as the canvas") << QRect(300, 0, 146, 600) << QPoint(370, 300);
  QTest::newRow("as high, at the right") << QRect(654, 0, 146, 600) << QPoint(700, 300);
  QTest::newRow("a point at the corner") << QRect() << QPoint(799, 599);
}

void TestCanvasHover::tipHasRoomAtEveryBorder() {
  QFETCH(QRect, thing);
  QFETCH(QPoint, pointer);
  const QRect room(0, 0, 800, 600);
  const QList<QRect> handles{QRect(pointer, QSize(1, 1)).marginsAdded({7, 7, 7, 7})};
  const QRect place = tipPlace({300, 90}, room, pointer, thing, handles);
  QVERIFY2(room.contains(place) && !place.contains(pointer), qPrintable(QDebug::toString(place)));
  QVERIFY2(!place.intersects(thing) && !place.intersects(handles.first()), qPrintable(QDebug::toString(place)));
}

// Where it lies above another card, that card is pressed.
void TestCanvasHover::tipTakesNoPress() {
  Topology t = smallDesign();
  t.nodes.put(makeNode("below", "app-tier", "zone-a", {21, 112, 146, 52}));
  CanvasFixture f(t);
  restAt(f, f.centreOf("app"));
  const QPoint at = f.at({f.rectOf("below").centre().x - 40, f.rectOf("below").top() + 12});
  QVERIFY2(tipIn(f).contains(at), qPrintable(QDebug::toString(tipIn(f))));
  QTest::mousePress(f.view.windowHandle(), Qt::LeftButton, {}, f.surface()->mapTo(&f.view, at));
  QTest::mouseRelease(f.view.windowHandle(), Qt::LeftButton, {}, f.surface()->mapTo(&f.view, at));
  QCOMPARE(f.selection.ids(), Selection::Ids{"below"});
  QVERIFY(f.view.tip().shownText().isEmpty());
}

void TestCanvasHover::tipGoesWithItsThing() {
  CanvasFixture f;
  const auto shows = [&] { return !f.view.tip().shownText().isEmpty(); };
  restAt(f, f.centreOf("app"));
  QVERIFY(shows());
  QTest::mouseMove(f.surface(), f.centreOf("app") + QPoint(30, 8));
  QVERIFY(shows());
  QTest::mouseMove(f.surface(), f.centreOf("db"));
  QVERIFY(!shows());
  restAt(f, f.centreOf("db"));
  QVERIFY(shows());
  QTest::keyClick(&f.view, Qt::Key_Right);
  QVERIFY(!shows());
  restAt(f, f.centreOf("db"));
  QVERIFY(shows());
  QEvent leave(QEvent::Leave);
  QApplication::sendEvent(f.surface(), &leave);
  QVERIFY(!shows());
  restAt(f, {900, 600});  // bare canvas
  QVERIFY(!shows());
}

// Keys of shortcuts never reach the canvas.
void TestCanvasHover::tipGoesWhenItSaysWhatIsNoLongerSo_data() {
  QTest::addColumn<Happens>("happens");
  QTest::newRow("delete by its key") << Happens([](CanvasFixture& f) {
    QTest::keyClick(&f.view, Qt::Key_Delete);
    QVERIFY(!f.document.topology().nodes.find("db"));
  });
  QTest::newRow("rename by its key") << Happens([](CanvasFixture& f) {
    QTest::keyClick(&f.view, Qt::Key_F2);
    QVERIFY(QApplication::focusWidget() != &f.view);
  });
  QTest::newRow("a report") << Happens([](CanvasFixture& f) {
    Report report;
    report.findings = {longFinding("db")};
    f.document.publish(report);
  });
  QTest::newRow("another name") << Happens([](CanvasFixture& f) { rename(f, "other"); });
  QTest::newRow("the context menu") << Happens([](CanvasFixture& f) {
    QContextMenuEvent menu(QContextMenuEvent::Mouse, f.centreOf("db"), f.surface()->mapToGlobal(f.centreOf("db")));
    QApplication::sendEvent(f.surface(), &menu);
  });
  QTest::newRow("another window") << Happens([](CanvasFixture& f) {
    QWidget other;
    other.show();
    QApplication::setActiveWindow(&other);
    QVERIFY(!f.view.isActiveWindow());
  });
}

void TestCanvasHover::tipGoesWhenItSaysWhatIsNoLongerSo() {
  QFETCH(Happens, happens);
  CanvasFixture f;
  rename(f, "Orders");
  f.click(f.centreOf("db"));
  restAt(f, f.centreOf("db"));
  QVERIFY(f.view.tip().shownText().contains(QStringLiteral("Orders")));
  happens(f);
  QCOMPARE(f.view.tip().shownText(), QString());
}

void TestCanvasHover::tipStaysWhileItSaysWhatIsSo() {
  CanvasFixture f;
  restAt(f, f.centreOf("app"));
  const QString said = f.view.tip().shownText();
  QVERIFY(!said.isEmpty());
  rename(f, "other");
  Report report;
  report.findings = {longFinding("db")};
  f.document.publish(report);
  QCOMPARE(f.view.tip().shownText(), said);
}

void TestCanvasHover::pressSeesHandlesAfresh_data() {
  QTest::addColumn<bool>("left");
  QTest::newRow("something lay over the canvas meanwhile") << true;
  QTest::newRow("sooner than handles show") << false;
}

void TestCanvasHover::pressSeesHandlesAfresh() {
  QFETCH(bool, left);
  CanvasFixture f;
  const Rect card = f.rectOf("db");
  const QPoint handle = f.at({card.centre().x, card.bottom() - 2});
  QTest::mouseMove(f.surface(), handle);
  if (left) {
    QTRY_COMPARE_WITH_TIMEOUT(f.view.handlesShownAt(), std::string("db"), kPatience);
    QEvent leave(QEvent::Leave);
    QApplication::sendEvent(f.surface(), &leave);
    QVERIFY(f.view.handlesShownAt().empty());
  }
  const std::size_t links = f.document.topology().links.size();
  QTest::mousePress(f.surface(), Qt::LeftButton, {}, handle);
  f.moveTo(handle, f.centreOf("db-b"));
  f.release(f.centreOf("db-b"));
  QCOMPARE(f.rectOf("db"), card);
  QCOMPARE(f.document.topology().links.size(), links + 1);
}

namespace {

// The canvas beside other widgets of its window.
struct Window {
  Window() {
    auto* layout = new QVBoxLayout(&host);
    f.view.setParent(&host);
    layout->addWidget(&f.view, 1);
    f.view.show();
    for (QWidget* widget : std::initializer_list<QWidget*>{&list, &line, &button}) layout->addWidget(widget);
    list.addItems({QStringLiteral("one"), QStringLiteral("two")});
    list.setFixedHeight(60);
    host.resize(1000, 800);
    host.show();
    QApplication::setActiveWindow(&host);
    if (!QTest::qWaitForWindowActive(&host, kPatience)) QTest::qFail("no active window", __FILE__, __LINE__);
    QTest::mouseMove(f.surface(), {500, 300});
  }
  // How far the canvas goes along with a drag while Space is held in `focus`.
  QPoint panned(QWidget& focus) {
    focus.setFocus();
    const Point before = f.view.scenePoint({500, 300});
    QTest::keyPress(&focus, Qt::Key_Space);
    f.drag({500, 300}, {440, 330});
    QTest::keyRelease(QApplication::focusWidget(), Qt::Key_Space);
    f.selection.clear();
    return f.view.viewportPoint(before) - QPoint(500, 300);
  }

  CanvasFixture f;
  QWidget host;
  QListWidget list;
  QLineEdit line;
  QPushButton button{QStringLiteral("Press")};

  ~Window() {
    for (QWidget* widget : std::initializer_list<QWidget*>{&f.view, &list, &line, &button}) widget->setParent(nullptr);
  }
};

}  // namespace

// By its key, from a list: the canvas gets none of it.
void TestCanvasHover::tipGoesWithAnUndo() {
  Window w;
  QAction undo;
  undo.setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Z));
  connect(&undo, &QAction::triggered, &w.host, [&w] { w.f.document.undo(); });
  w.host.addAction(&undo);
  rename(w.f, "Orders");
  w.list.setFocus();
  restAt(w.f, w.f.centreOf("db"));
  QVERIFY(w.f.view.tip().shownText().contains(QStringLiteral("Orders")));
  QTest::keyClick(&w.list, Qt::Key_Z, Qt::ControlModifier);
  QVERIFY(w.f.document.undoSteps.empty());
  QCOMPARE(w.f.view.tip().shownText(), QString());
}

void TestCanvasHover::spacePansFromAList() {
  Window w;
  w.list.setCurrentRow(1);
  QCOMPARE(w.panned(w.list), QPoint(-60, 30));
  QVERIFY(w.f.document.undoSteps.empty());
  QCOMPARE(w.f.surface()->cursor().shape(), Qt::ArrowCursor);
  QCOMPARE(w.panned(w.f.view), QPoint(-60, 30));
  // Once it is let go of, a drag is a drag again.
  w.list.setFocus();
  const Point before = w.f.view.scenePoint({500, 300});
  w.f.drag({900, 60}, {940, 90});
  QCOMPARE(w.f.view.viewportPoint(before), QPoint(500, 300));
}

void TestCanvasHover::spaceIsLeftToWhoUsesIt() {
  Window w;
  QCOMPARE(w.panned(w.line), QPoint());
  QCOMPARE(w.line.text(), QStringLiteral(" "));
  QSignalSpy clicked(&w.button, &QPushButton::clicked);
  w.button.setFocus();
  QTest::keyClick(&w.button, Qt::Key_Space);
  QCOMPARE(clicked.count(), 1);
  w.list.item(0)->setFlags(w.list.item(0)->flags() | Qt::ItemIsUserCheckable);
  w.list.item(0)->setCheckState(Qt::Unchecked);
  w.list.setCurrentRow(0);
  w.list.setFocus();
  QTest::mouseMove(w.f.surface(), {510, 300});
  QTest::keyClick(&w.list, Qt::Key_Space);
  QCOMPARE(w.list.item(0)->checkState(), Qt::Checked);
  // Away from the canvas the key belongs to the list.
  w.list.setCurrentRow(1);
  QTest::mouseMove(&w.line, {5, 5});
  QTest::keyPress(&w.list, Qt::Key_Space);
  w.f.view.setFocus();
  QCOMPARE(w.f.surface()->cursor().shape(), Qt::ArrowCursor);
}

// A name with a blank is searched for as it is typed; soon after, Space pans again.
void TestCanvasHover::spaceIsLeftToAListThatIsTypedInto() {
  const int interval = QApplication::keyboardInputInterval();
  const auto restore = qScopeGuard([interval] { QApplication::setKeyboardInputInterval(interval); });
  Window w;
  w.list.addItems({QStringLiteral("app one"), QStringLiteral("app tier")});
  w.list.setFocus();
  w.list.setCurrentRow(0);
  QApplication::setKeyboardInputInterval(60000);
  QTest::keyClicks(&w.list, QStringLiteral("app t"));
  QCOMPARE(w.list.currentRow(), 3);
  QCOMPARE(w.f.surface()->cursor().shape(), Qt::ArrowCursor);
  QApplication::setKeyboardInputInterval(0);
  QCOMPARE(w.panned(w.list), QPoint(-60, 30));
}

// It is let go of in another window, which nobody hears of here.
void TestCanvasHover::spaceGoesWithTheWindow() {
  Window w;
  w.list.setFocus();
  QTest::keyPress(&w.list, Qt::Key_Space);
  QCOMPARE(w.f.surface()->cursor().shape(), Qt::OpenHandCursor);
  QWidget other;
  other.show();
  QApplication::setActiveWindow(&other);
  QVERIFY(!w.host.isActiveWindow());
  QCOMPARE(w.f.surface()->cursor().shape(), Qt::ArrowCursor);
  QApplication::setActiveWindow(&w.host);
  const Point before = w.f.view.scenePoint({900, 60});
  w.f.drag({900, 60}, {940, 90});
  QCOMPARE(w.f.view.viewportPoint(before), QPoint(900, 60));
}

QTEST_MAIN(TestCanvasHover)
#include "test_canvas_hover.moc"
