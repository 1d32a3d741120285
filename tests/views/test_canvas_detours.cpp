// Lines of a drill where no link is, on the canvas: they come and go with the moment that is shown.
#include <QSignalSpy>

#include "canvas_fixture.h"
#include "drill/drill_mode.h"
#include "generator.h"

using namespace nines;
using namespace nines::test;

namespace {

const Outage kZone{{{OutageKind::zone, "eu-west-1a"}}};

struct Fixture : CanvasFixture {
  DrillMode mode{&document};

  explicit Fixture(Drill drill, Topology topology = smallDesign()) : CanvasFixture(std::move(topology)) {
    mode.setWork([drill](const std::shared_ptr<const Design>&, const Outage& outage) {
      Drill out = drill;
      out.outage = outage;
      return std::make_shared<const Drill>(std::move(out));
    });
    view.followDrill(&mode);
  }

  const DetourLayer& detours() const { return view.canvasScene().detours(); }
};

// app uses db, which fails; db-b takes over.
Drill detoured() {
  Drill drill;
  drill.nodes = {{"db", Fate::failed, {}}, {"db-b", Fate::promoted, {60, 90}}};
  drill.links = {{"app-db", Traffic::broken, {}}, {"app-db", Traffic::idle, {60, 90}}};
  drill.detours = {{DetourKind::traffic, "app", "db-b", "app-db", {60, 90}}};
  return drill;
}

}  // namespace

class TestCanvasDetours : public QObject {
  Q_OBJECT

 private slots:
  void theyFollowTheMoment() {
    Fixture f(detoured());
    QVERIFY(f.detours().groups().empty());
    f.mode.setOutage(kZone);
    QVERIFY(f.detours().groups().empty());
    QCOMPARE(f.detours().lines().size(), std::size_t{1});
    f.mode.setTime(89);
    QVERIFY(f.detours().groups().empty());
    f.mode.setTime(90);
    QCOMPARE(f.detours().groups().size(), std::size_t{1});
    f.mode.setTime(10);
    QVERIFY(f.detours().groups().empty());
    f.mode.setTiming(DrillMode::Timing::best);
    f.mode.setTime(60);
    QCOMPARE(f.detours().groups().size(), std::size_t{1});
    f.mode.end();
    QVERIFY(f.detours().groups().empty());
    QVERIFY(f.detours().lines().empty());
  }

  void anotherOutageHasOthers() {
    Fixture f(detoured());
    f.mode.setOutage(kZone);
    f.mode.setTime(90);
    QCOMPARE(f.detours().groups().size(), std::size_t{1});
    f.mode.setWork([](const std::shared_ptr<const Design>&, const Outage&) { return std::make_shared<const Drill>(); });
    f.mode.setOutage({{{OutageKind::zone, "eu-west-1b"}}});
    QVERIFY(f.detours().groups().empty());
    QVERIFY(f.detours().lines().empty());
  }

  // What the line is can be asked of it.
  void aTipSaysWhatItIs() {
    Fixture f(detoured());
    f.mode.setOutage(kZone);
    f.mode.setTime(90);
    const std::vector<Point>& points = f.detours().lines().front().route.points;
    const Point middle{(points[0].x + points[1].x) / 2, (points[0].y + points[1].y) / 2};
    const DrawGroup* group = f.detours().at(middle, 4);
    QVERIFY(group);
    QCOMPARE(group->description, std::string("Traffic now"));
    QVERIFY(!f.detours().at({middle.x + 4000, middle.y}, 4));
  }

  // Of a large design the lines are found beside the window, and shown where the drill is by then.
  void largeDesignsDoNotWait() {
    Topology large = generateDesign(7, 600);
    std::vector<NodeId> cards;
    for (const auto& node : large.nodes.rows()) {
      if (node->kind == "app-tier" || node->kind == "rds-instance") cards.push_back(node->id);
    }
    QVERIFY(cards.size() > 2);
    Drill drill;
    drill.nodes = {{cards[0], Fate::failed, {}}};
    drill.detours = {{DetourKind::traffic, cards[0], cards.back(), "", {}}};
    Fixture f(drill, std::move(large));
    QSignalSpy found(&f.detours(), &DetourLayer::linesFound);
    f.mode.setOutage(kZone);
    QTRY_VERIFY_WITH_TIMEOUT(!f.detours().groups().empty(), kPatience);
    QVERIFY(found.count() > 0);
    f.mode.end();
    QVERIFY(f.detours().groups().empty());
  }
};

QTEST_MAIN(TestCanvasDetours)
#include "test_canvas_detours.moc"
