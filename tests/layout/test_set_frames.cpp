// The frame around the replicas of a global table, which is no node.
#include "drawing/draw_design.h"
#include "drawn.h"
#include "layout/arrange.h"
#include "layout/route_keeper.h"
#include "layout/tidying.h"

using namespace nines;
using namespace nines::test;

namespace {

// A table in each of two Regions below each other, not joined yet.
Drawing apart() {
  Drawing d;
  d.node("west", "region", "", Rect{0, 0, 640, 260}, {{"code", Value("eu-west-1")}});
  d.node("central", "region", "", Rect{0, 300, 640, 260}, {{"code", Value("eu-central-1")}});
  d.card("table", 440, 120, "west", "dynamodb-table");
  d.card("copy", 440, 80, "central", "dynamodb-table");
  return d;
}

Drawing joined() { return apart().link("r", "replicates", "table", "copy"); }

}  // namespace

class TestSetFrames : public QObject {
  Q_OBJECT

 private slots:
  void surroundsTheReplicas() {
    QVERIFY(apart().drawn().layout.setFrames().empty());
    const Drawn d = joined().drawn();
    QCOMPARE(d.layout.setFrames().size(), std::size_t{1});
    const SetFrame& frame = d.layout.setFrames().front();
    QCOMPARE(frame.members, (std::vector<NodeIndex>{d.at("copy"), d.at("table")}));
    QCOMPARE(frame.rect, frameAround(d.rect("table").united(d.rect("copy"))));
    QVERIFY(!frame.loose);
    QVERIFY(d.layout.bounds().contains(frame.rect));
    // On the upper border, past the chips, inside the frame's width.
    QCOMPARE(frame.label.centre().y, frame.rect.top());
    QVERIFY(frame.label.left() > frame.rect.left() && frame.label.right() < frame.rect.right());
  }

  void isNamedAfterTheTable() {
    QCOMPARE(joined().drawn().layout.setFrames().front().text, std::string("Global table \u00b7 copy"));
    Drawing named = joined();
    Node table = *named.topology.nodes.find("table");
    table.properties["tableName"] = Value("sessions");
    named.topology.nodes.put(table);
    QCOMPARE(named.drawn().layout.setFrames().front().text, std::string("Global table \u00b7 sessions"));
  }

  // Whatever the direction of the links, and by however many of them.
  void everySetHasOne() {
    Drawing d = joined();
    d.node("east", "region", "", Rect{800, 0, 300, 200}, {{"code", Value("us-east-1")}});
    d.card("third", 40, 60, "east", "dynamodb-table").link("r3", "replicates", "third", "table");
    d.card("other", 40, 120, "west", "dynamodb-table").card("other2", 40, 120, "central", "dynamodb-table");
    d.link("o", "replicates", "other", "other2");
    const Drawn now = d.drawn();
    QCOMPARE(now.layout.setFrames().size(), std::size_t{2});
    QCOMPARE(now.layout.setFrames()[0].members.size(), std::size_t{3});
    QCOMPARE(now.layout.setFrames()[1].members, (std::vector<NodeIndex>{now.at("other"), now.at("other2")}));
    QVERIFY(keyOf(now.design, now.layout.setFrames()[0]) != keyOf(now.design, now.layout.setFrames()[1]));
    QVERIFY(!isValidId(keyOf(now.design, now.layout.setFrames()[0])));  // nothing else is called so
  }

  // Databases replicate too: each of those stays a card among others.
  void onlyWhatTheCatalogueNames() {
    Drawing d = apart();
    d.card("db", 40, 60, "west").card("db2", 40, 60, "central").link("r", "replicates", "db", "db2");
    QVERIFY(d.drawn().layout.setFrames().empty());
  }

  // A card on the upper border would hide the label, which is drawn below all cards: it stands beside that card.
  void labelsStandBesideCards_data() {
    QTest::addColumn<double>("x");
    for (int x = 160; x <= 520; x += 40) QTest::addRow("a card at %d", x) << double(x);
  }
  void labelsStandBesideCards() {
    QFETCH(double, x);
    Drawing d;
    d.node("west", "region", "", Rect{0, 0, 800, 400}, {{"code", Value("eu-west-1")}});
    d.node("central", "region", "", Rect{840, 0, 640, 400}, {{"code", Value("eu-central-1")}});
    d.card("table", 200, 160, "west", "dynamodb-table").card("copy", 40, 160, "central", "dynamodb-table");
    d.link("r", "replicates", "table", "copy");
    const SetFrame before = d.drawn().layout.setFrames().front();
    d.card("bucket", x, before.label.centre().y - 30, "west", "s3-bucket");
    const Drawn now = d.drawn();
    const SetFrame& frame = now.layout.setFrames().front();
    QCOMPARE(frame.rect, before.rect);
    QVERIFY(frame.loose);
    QVERIFY(!frame.label.intersects(now.rect("bucket")));
    QVERIFY(frame.label.left() > frame.rect.left() && frame.label.right() < frame.rect.right());
    QCOMPARE(frame.label.y, before.label.y);
    if (!before.label.grown(4).intersects(now.rect("bucket"))) QCOMPARE(frame.label, before.label);
    // What is drawn lies in it.
    const Badges badges;
    const auto groups = drawSetFrame({now.design, now.layout, builtInMeasure(), badges}, frame);
    QCOMPARE(groups.size(), std::size_t{2});
    QVERIFY(groups.back().bounds.left() >= frame.label.left() - 1 &&
            groups.back().bounds.right() <= frame.label.right() + 1);
  }
  // For want of any room it stays where it is looked for.
  void labelsOfNarrowFramesStay() {
    Drawing d = joined();
    const SetFrame before = d.drawn().layout.setFrames().front();
    d.card("bucket", 440, before.label.y - 30, "west", "s3-bucket");
    QCOMPARE(d.drawn().layout.setFrames().front().label, before.label);
  }

  void isLooseAroundOthers() {
    Drawing d = joined();
    d.card("stranger", 440, 190, "west", "s3-bucket");
    QVERIFY(d.drawn().layout.setFrames().front().loose);
  }

  // The label is kept clear like any other, and what is around them costs nothing.
  void linksKeepOffTheLabel() {
    Drawing d = joined();
    d.card("users", 480, -120, "", "users").card("bucket", 480, 600, "", "s3-bucket");
    d.card("tier", 40, 60, "west", "app-tier").link("t", "uses", "tier", "table").link("u", "uses", "users", "bucket");
    const Drawn now = d.drawn();
    const Routes routes = routeLinks(now.design, now.layout);
    for (LinkIndex i = 0; i < now.design.linkCount(); ++i) {
      const Route& route = routes.at(now.design.link(i).id);
      QVERIFY2(!route.blocked && crossedBy(now.design, now.layout, i, route).empty(), now.design.link(i).id.c_str());
    }
    // Through the label it would be crossed, and is said to be.
    const Rect label = now.layout.setFrames().front().label;
    const Route through{{{label.centre().x, label.y - 40}, {label.centre().x, label.bottom() + 4}}, false};
    QCOMPARE(crossedBy(now.design, now.layout, now.design.linkIndexOf("u"), through).size(), std::size_t{1});
  }

  // What is kept of the routes knows that a frame came, moved or went.
  void routesFollowTheFrame() {
    Drawing d = apart();
    d.card("tier", 463, -120, "", "users").link("u", "uses", "tier", "table");
    RouteKeeper keeper;
    const auto same = [&](const Drawn& now) {
      keeper.update(now.design, now.layout);
      return keeper.routes() == routeLinks(now.design, now.layout);
    };
    QVERIFY(same(d.drawn()));
    const Route before = keeper.routes().at("u");
    d.link("r", "replicates", "table", "copy");
    QVERIFY(same(d.drawn()));
    QVERIFY(!(keeper.routes().at("u") == before));  // it went through where the label is now
    Node copy = *d.topology.nodes.find("copy");
    copy.rect->x -= 200;
    d.topology.nodes.put(copy);
    QVERIFY(same(d.drawn()));
    d.topology.links.erase("r");
    QVERIFY(same(d.drawn()));
    QVERIFY(keeper.routes().at("u") == before);
  }

  // Rows leave room for the label between a table and what stands above it.
  void tidyingLeavesRoomForTheLabel() {
    Drawing d = joined();
    d.card("above", 440, 50, "west", "s3-bucket");
    Drawn now = d.drawn();
    Topology t = *now.topology;
    QVERIFY(apply(t, placing::tidy(now.design, now.layout, kNone)).ok());
    const Drawn tidy(t);
    QVERIFY(!tidy.rect("above").intersects(tidy.layout.setFrames().front().rect));
    QVERIFY(!tidy.rect("above").intersects(tidy.layout.setFrames().front().label));
  }
};

QTEST_GUILESS_MAIN(TestSetFrames)
#include "test_set_frames.moc"
