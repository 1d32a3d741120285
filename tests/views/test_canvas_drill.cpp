// The canvas during an outage drill: it follows the moment, nothing can be changed, and afterwards it is as before.
#include <QAction>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QMenu>
#include <QSignalSpy>

#include "canvas/canvas_tip.h"
#include "canvas/legend.h"
#include "canvas_fixture.h"
#include "drill/drill_mode.h"

using namespace nines;
using namespace nines::test;

namespace {

const Outage kZone{{{OutageKind::zone, "eu-west-1a"}}};

Drill zoneLost(const Outage& outage) {
  Drill drill;
  drill.outage = outage;
  drill.nodes = {{"app", Fate::failed, {}},
                 {"db", Fate::failed, {}},
                 {"db-b", Fate::stale, {}},
                 {"db-b", Fate::promoted, {60, 90}}};
  drill.links = {{"alb-app", Traffic::broken, {}}, {"app-db", Traffic::moved, {60, 90}}};
  return drill;
}

struct Fixture : CanvasFixture {
  DrillMode mode{&document};

  explicit Fixture(Topology topology = smallDesign()) : CanvasFixture(std::move(topology)) {
    mode.setWork([](const std::shared_ptr<const Design>&, const Outage& outage) {
      return std::make_shared<const Drill>(zoneLost(outage));
    });
    QObject::connect(&mode, &DrillMode::activeChanged, &document, [this](bool active) {
      document.readOnly = active;
      emit document.readOnlyChanged();
    });
    view.followDrill(&mode);
  }

  std::vector<DrawGroup> groupsOf(const std::string& id) const {
    std::vector<DrawGroup> out;
    for (const GroupItem* item : view.canvasScene().itemsOf(id)) out.push_back(item->group());
    return out;
  }
  bool says(const std::string& id, const std::string& text) const {
    for (const DrawGroup& group : groupsOf(id)) {
      for (const Shape2D& shape : group.shapes) {
        const auto* line = std::get_if<TextShape>(&shape);
        if (line && line->text == text) return true;
      }
    }
    return false;
  }
  QImage picture() {
    QImage image(view.viewport()->size(), QImage::Format_RGB32);
    view.viewport()->render(&image);
    return image;
  }
  // Everything that the scene is made of.
  std::map<std::string, std::vector<DrawGroup>> everything() const {
    std::map<std::string, std::vector<DrawGroup>> out;
    for (const auto& node : document.topology().nodes.rows()) out[node->id] = groupsOf(node->id);
    return out;
  }
  const PathShape& lineOf(const std::string& id) const {
    for (QGraphicsItem* item : view.canvasScene().items()) {
      const auto* layer = dynamic_cast<const LayerItem*>(item);
      const DrawGroup* group = layer && layer->zValue() == band::kLink * 1000 ? layer->find(id) : nullptr;
      if (group) return std::get<PathShape>(group->shapes.front());
    }
    qFatal("no such link");
  }
  void publishFinding(const std::string& id) {
    Report report;
    Finding finding;
    finding.rule = "rds.multi-az";
    finding.severity = Severity::error;
    finding.subjects = {id};
    report.findings.push_back(finding);
    document.publish(std::move(report));
  }
  QMenu* menuAt(QPoint where) {
    QContextMenuEvent event(QContextMenuEvent::Mouse, where, surface()->mapToGlobal(where));
    QApplication::sendEvent(surface(), &event);
    return view.findChild<QMenu*>(QStringLiteral("canvasMenu"));
  }
};

QStringList textsOf(const QMenu& menu) {
  QStringList out;
  for (const QAction* action : menu.actions()) {
    if (!action->isSeparator()) out << action->text().remove(QLatin1Char('&'));
  }
  return out;
}

}  // namespace

class TestCanvasDrill : public QObject {
  Q_OBJECT

 private slots:
  void followsTheMoment() {
    Fixture f;
    const auto before = f.groupsOf("alb");
    f.mode.setOutage(kZone);
    QVERIFY(f.says("app", "Lost"));
    QVERIFY(f.says("db-b", "Stale 0\u00a0s"));
    QVERIFY(f.says("zone-a", "zone-a \u00b7 LOST"));
    QVERIFY(f.groupsOf("alb") == before);
    QCOMPARE(f.lineOf("alb-app").stroke.ink.opacity, .55);
    QVERIFY(f.lineOf("app-db").stroke.ink.token == Token::link);
    f.mode.setTime(89);
    QVERIFY(f.says("db-b", "Stale 1\u00a0min\u00a029\u00a0s"));
    f.mode.setTime(90);
    QVERIFY(f.says("db-b", "Promoted at 1:30"));
    QVERIFY(f.lineOf("app-db").stroke.ink.token == Token::accent);
    f.mode.stepBack();  // also backwards
    QVERIFY(f.says("db-b", "Stale 0\u00a0s"));
    QVERIFY(f.lineOf("app-db").stroke.ink.token == Token::link);
    f.mode.setTiming(DrillMode::Timing::best);
    f.mode.setTime(60);
    QVERIFY(f.says("db-b", "Promoted at 1:00"));
  }

  // Of a thousand cards the twenty that change are drawn, not the others.
  void onlyWhatChangesIsDrawnAnew() {
    Fixture f;
    f.mode.setOutage(kZone);
    QApplication::processEvents();
    std::map<const GroupItem*, const Shape2D*> shapes;  // where they lie in memory: replaced when drawn anew
    const auto collect = [&](const std::string& id) {
      for (const GroupItem* item : f.view.canvasScene().itemsOf(id)) shapes[item] = item->group().shapes.data();
    };
    for (const char* id : {"app", "db", "zone-a", "alb", "region"}) collect(id);
    const PathShape* line = &f.lineOf("alb-app");
    f.mode.setTime(90);
    QVERIFY(f.says("db-b", "Promoted at 1:30"));
    for (const auto& [item, data] : shapes) QCOMPARE(item->group().shapes.data(), data);
    QCOMPARE(&f.lineOf("alb-app"), line);
  }

  // A frame counts its members, so it is drawn anew with them.
  void framesFollowTheirMembers() {
    Topology t = smallDesign();
    Node group = *t.nodes.find("app");
    group.id = "group";
    group.kind = "scaling-group";
    group.parent = "region";
    group.properties.clear();
    t.nodes.put(group);
    t.links.put({"in", "member", "app", "group", {}, {}, {}});
    Fixture f(std::move(t));
    const auto has = [&](const char* part) {
      return std::ranges::any_of(f.groupsOf("group"), [&](const DrawGroup& drawn) {
        return drawn.description.find(part) != std::string::npos;
      });
    };
    QVERIFY(has("1 of 1"));
    f.mode.setOutage(kZone);
    QVERIFY(has("0 of 1"));
    f.mode.end();
    QVERIFY(has("1 of 1"));
  }

  void isExactlyAsBeforeAfterwards() {
    Fixture f;
    f.publishFinding("db");
    f.publishFinding("app");
    f.selection.set({"db"});
    QApplication::processEvents();
    const auto groups = f.everything();
    const auto marks = f.view.canvasScene().selectionMarks().groups();
    const auto legend = f.view.legend().list().groups;
    const PathShape line = f.lineOf("app-db");
    const QImage picture = f.picture();
    f.mode.setOutage(kZone);
    for (const double time : {0.0, 30.0, 90.0, 95.0}) f.mode.setTime(time);
    QVERIFY(f.everything() != groups);
    QVERIFY(f.picture() != picture);
    f.mode.end();
    QVERIFY(f.everything() == groups);
    QVERIFY(f.lineOf("app-db") == line);
    QVERIFY(f.view.canvasScene().selectionMarks().groups() == marks);
    QVERIFY(f.view.legend().list().groups == legend);
    QApplication::processEvents();
    QCOMPARE(f.picture(), picture);
  }

  void findingsAndEditSelectionAreNotShown() {
    Fixture f;
    f.publishFinding("alb");
    f.selection.set({"app"});
    QVERIFY(f.says("alb", "1"));
    f.mode.setOutage(kZone);
    QVERIFY(!f.says("alb", "1"));
    QVERIFY(f.selection.ids().empty());
    f.publishFinding("db-b");  // the report of an edit just before the drill may come late
    QVERIFY(!f.says("db-b", "1"));
    QVERIFY(f.view.toolTipAt(f.centreOf("app")).contains(QStringLiteral("Lost")));
    f.mode.end();
    QVERIFY(!f.says("alb", "1"));
    QVERIFY(f.says("db-b", "1"));
    QVERIFY(f.selection.contains("app"));
  }

  // What took a role over has the accent's border: what is selected looks different.
  void selectingStays() {
    Fixture f;
    f.mode.setOutage(kZone);
    f.click(f.centreOf("db-b"));
    QVERIFY(f.selection.contains("db-b"));
    const auto& marks = f.view.canvasScene().selectionMarks().groups();
    QVERIFY(!marks.empty());
    QVERIFY(std::get<RectShape>(marks.front().shapes.front()).stroke.ink.token == Token::text);
    f.mode.setTime(90);
    bool chip = false;
    for (const DrawGroup& group : f.view.canvasScene().selectionMarks().groups()) {
      for (const Shape2D& shape : group.shapes) {
        const auto* disc = std::get_if<EllipseShape>(&shape);
        chip = chip || (disc && disc->fill.token == Token::accent);
      }
    }
    QVERIFY(chip);  // the sign is that of now
  }

  // What is told of the thing below the pointer goes when the drill has moved past it.
  void theTipGoesWithTheMoment() {
    Fixture f;
    f.mode.setOutage(kZone);
    const auto rest = [&](const std::string& id) {
      QTest::mouseMove(f.surface(), f.centreOf(id));
      QHelpEvent help(QEvent::ToolTip, f.centreOf(id), f.surface()->mapToGlobal(f.centreOf(id)));
      QApplication::sendEvent(f.surface(), &help);
      return f.view.tip().shownText();
    };
    const QString untouched = rest("alb");
    QVERIFY(!untouched.isEmpty());
    f.mode.setTime(90);
    QCOMPARE(f.view.tip().shownText(), untouched);
    const QString promoted = rest("db-b");
    QVERIFY(!promoted.isEmpty());
    f.mode.setTime(0);
    QCOMPARE(f.view.tip().shownText(), QString());
    QVERIFY(!rest("db-b").isEmpty() && rest("db-b") != promoted);
    f.mode.end();
    QCOMPARE(f.view.tip().shownText(), QString());
  }

  void panningAndZoomingStay() {
    Fixture f;
    f.mode.setOutage(kZone);
    const double zoom = f.view.zoom();
    f.view.zoomIn();
    QVERIFY(f.view.zoom() > zoom);
    const QPoint before = f.centreOf("app");
    QTest::mousePress(f.surface(), Qt::MiddleButton, {}, QPoint(500, 400));
    QMouseEvent move(QEvent::MouseMove, QPointF(460, 380), f.surface()->mapToGlobal(QPointF(460, 380)), Qt::NoButton,
                     Qt::MiddleButton, {});
    QApplication::sendEvent(f.surface(), &move);
    QTest::mouseRelease(f.surface(), Qt::MiddleButton, {}, QPoint(460, 380));
    QCOMPARE(f.centreOf("app") - before, QPoint(-40, -20));
  }

  void nothingChangesTheDesign_data() {
    QTest::addColumn<int>("key");
    QTest::addColumn<int>("modifiers");
    const auto add = [](const char* name, Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
      QTest::newRow(name) << static_cast<int>(key) << static_cast<int>(modifiers);
    };
    add("delete", Qt::Key_Delete);
    add("duplicate", Qt::Key_D, Qt::ControlModifier);
    add("cut", Qt::Key_X, Qt::ControlModifier);
    add("paste", Qt::Key_V, Qt::ControlModifier);
    add("rename", Qt::Key_F2);
    add("quick insert", Qt::Key_Slash);
    add("lock", Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
    add("nudge", Qt::Key_Up);
  }
  void nothingChangesTheDesign() {
    QFETCH(int, key);
    QFETCH(int, modifiers);
    Fixture f;
    f.click(f.centreOf("app"));
    QTest::keyClick(&f.view, Qt::Key_C, Qt::ControlModifier);  // something to paste
    f.mode.setOutage(kZone);
    f.click(f.centreOf("app"));
    const Topology before = f.document.topology();
    QTest::keyClick(&f.view, static_cast<Qt::Key>(key), Qt::KeyboardModifiers(modifiers));
    QVERIFY(f.document.topology() == before);
    QVERIFY(!QApplication::activePopupWidget());
    f.mode.end();  // the same key does something then
    f.click(f.centreOf("app"));
    QTest::keyClick(&f.view, static_cast<Qt::Key>(key), Qt::KeyboardModifiers(modifiers));
    if (key == Qt::Key_F2) QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("x"));
    if (key == Qt::Key_F2) QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    if (key == Qt::Key_Slash) QTRY_VERIFY(QApplication::activePopupWidget());
    else QVERIFY(!(f.document.topology() == before));
  }

  void dragsMoveNothing() {
    Fixture f;
    f.mode.setOutage(kZone);
    const Topology before = f.document.topology();
    f.drag(f.centreOf("app"), f.centreOf("app") + QPoint(0, 80));
    QVERIFY(f.document.topology() == before);
    const Rect region = f.rectOf("region");
    f.click(f.at({region.x + 80, region.y + 10}));
    f.drag(f.at({region.right(), region.bottom()}), f.at({region.right() + 60, region.bottom() + 60}));
    QVERIFY(f.document.topology() == before);
    QTest::mouseDClick(f.surface(), Qt::LeftButton, {}, f.centreOf("app"));
    QCOMPARE(QApplication::focusWidget(), &f.view);
  }

  void aGestureEndsWhenTheDrillBegins() {
    Fixture f;
    const Topology before = f.document.topology();
    const QPoint from = f.centreOf("app");
    f.press(from);
    f.moveTo(from, from + QPoint(0, 80));
    f.mode.setOutage(kZone);
    f.release(from + QPoint(0, 80));
    QVERIFY(f.document.topology() == before);
    for (const GroupItem* item : f.view.canvasScene().itemsOf("app")) QCOMPARE(item->pos(), QPointF());
  }

  void menusOfferWhatCanFail() {
    Fixture f;
    QSignalSpy requested(&f.view, &CanvasView::drillRequested);
    QMenu* menu = f.menuAt(f.centreOf("db"));
    QVERIFY(menu);
    QVERIFY(textsOf(*menu).contains(QStringLiteral("Drill: its data is spoiled")));
    for (QAction* action : menu->actions()) {
      if (action->text().remove(QLatin1Char('&')) == QLatin1String("Drill: this fails"))
        QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
    }
    QCOMPARE(requested.size(), 1);
    QVERIFY(requested.first().first().value<Outage>() == (Outage{{{OutageKind::host, "db"}}}));
  }

  void menusOfContainersSpeakOfTheirCodes() {
    Fixture f;
    QSignalSpy requested(&f.view, &CanvasView::drillRequested);
    for (const auto& [id, outage] : {std::pair{"zone-b", Outage{{{OutageKind::zone, "eu-west-1b"}}}},
                                     std::pair{"region", Outage{{{OutageKind::region, "eu-west-1"}}}}}) {
      requested.clear();
      const Rect rect = f.rectOf(id);
      QMenu* menu = f.menuAt(f.at({rect.x + 40, rect.y + 10}));
      QVERIFY(menu);
      for (QAction* action : menu->actions()) {
        if (action->text().remove(QLatin1Char('&')) == QLatin1String("Drill: this fails"))
          QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
      }
      QCOMPARE(requested.size(), 1);
      QVERIFY(requested.first().first().value<Outage>() == outage);
      QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
  }

  void menusDuringADrillChangeNothing() {
    Fixture f;
    f.mode.setOutage(kZone);
    QMenu* menu = f.menuAt(f.centreOf("db"));
    QVERIFY(menu);
    QCOMPARE(
        textsOf(*menu),
        (QStringList{QStringLiteral("Copy"), QStringLiteral("Copy as picture"), QStringLiteral("Drill: this fails"),
                     QStringLiteral("Drill: its data is spoiled"), QStringLiteral("Select below"),
                     QStringLiteral("Select all"), QStringLiteral("Fit design"), QStringLiteral("Zoom to 100 %")}));
    menu->close();
  }

  void theLegendShowsTheSignsOfTheDrill() {
    Fixture f;
    f.mode.begin();
    const auto before = f.view.legend().list().groups;
    f.mode.setOutage(kZone);
    QVERIFY(f.view.legend().list().groups != before);
    QVERIFY(f.view.legend().accessibleDescription().contains(QStringLiteral("New role")));
    const auto during = f.view.legend().list().groups;
    f.mode.setTime(90);
    QVERIFY(f.view.legend().list().groups == during);
  }

  // More than a frame has time for: from the top down, and whatever is asked for meanwhile is what is drawn in the end.
  void veryMuchIsDrawnOverSeveralFrames() {
    constexpr int kCards = 390;
    const auto idOf = [](int i) { return "card-" + std::to_string(1000 + i); };
    Topology t = smallDesign();
    Drill lost;
    for (int i = 0; i < kCards; ++i) {
      t.nodes.put(makeNode(idOf(i), "app-tier", "", {i % 10 * 200.0, 600 + i / 10 * 80.0, 146, 52}));
      lost.nodes.push_back({idOf(i), Fate::failed, {}});
    }
    lost.nodes.push_back({idOf(kCards - 1), Fate::restored, {60, 90}});
    Fixture f(std::move(t));
    f.mode.setWork([&](const std::shared_ptr<const Design>&, const Outage& outage) {
      lost.outage = outage;
      return std::make_shared<const Drill>(lost);
    });
    const CanvasScene& scene = f.view.canvasScene();
    const auto ordinary = f.everything();
    f.mode.setOutage(kZone);
    QVERIFY(scene.awaitsDrill());
    QVERIFY(f.says(idOf(0), "Lost"));
    QVERIFY(!f.says(idOf(kCards - 1), "Lost"));
    QTRY_VERIFY(!scene.awaitsDrill());
    for (int i = 0; i < kCards; ++i) QVERIFY2(f.says(idOf(i), "Lost"), idOf(i).c_str());
    f.mode.end();
    QVERIFY(scene.awaitsDrill());
    f.mode.setOutage(kZone);
    f.mode.setTime(90);
    QTRY_VERIFY(!scene.awaitsDrill());
    QVERIFY(f.says(idOf(0), "Lost"));
    QVERIFY(f.says(idOf(kCards - 1), "Restored at 1:30"));
    f.mode.end();
    QTRY_VERIFY(!scene.awaitsDrill());
    QVERIFY(f.everything() == ordinary);
  }

  // What is picked up while the last of a drill is still drawn stays where the pointer holds it.
  void whatIsDraggedIsDrawnAtOnce() {
    Topology t = smallDesign();
    Drill lost;
    for (int i = 0; i < 390; ++i) {
      const std::string id = "card-" + std::to_string(1000 + i);
      t.nodes.put(makeNode(id, "app-tier", "", {i % 10 * 200.0, 600 + i / 10 * 80.0, 146, 52}));
      lost.nodes.push_back({id, Fate::failed, {}});
    }
    Fixture f(std::move(t));
    f.mode.setWork(
        [&](const std::shared_ptr<const Design>&, const Outage&) { return std::make_shared<const Drill>(lost); });
    f.mode.setOutage(kZone);
    f.mode.end();
    QVERIFY(f.view.canvasScene().awaitsDrill());
    const QPoint from = f.centreOf("app");
    QTest::mousePress(f.surface(), Qt::LeftButton, {}, from);
    QTest::mouseMove(f.surface(), from + QPoint(30, 30));
    QTest::mouseMove(f.surface(), from + QPoint(60, 60));
    QVERIFY(!f.view.canvasScene().awaitsDrill());
    QTest::keyClick(f.surface(), Qt::Key_Escape);
    QTest::mouseRelease(f.surface(), Qt::LeftButton, {}, from);
  }

  void anotherDesignDuringADrillIsDrawn() {
    Fixture f;
    f.mode.setOutage(kZone);
    Topology other = smallDesign();
    other.nodes.erase("db-b");
    f.document.open(other);
    QVERIFY(f.says("app", "Lost"));
    QVERIFY(f.groupsOf("db-b").empty());
    f.mode.end();
    QVERIFY(!f.says("app", "Lost"));
  }
};

QTEST_MAIN(TestCanvasDrill)
#include "test_canvas_drill.moc"
