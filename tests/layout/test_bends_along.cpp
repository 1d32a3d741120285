// Bends made by hand when what they lead around moves: in the step of the move, whatever the gesture.
#include <map>
#include <optional>

#include "drawn.h"
#include "layout/pasting.h"
#include "layout/placing.h"
#include "layout/standbys.h"

using namespace nines;
using namespace nines::test;

namespace {

using Points = std::vector<Point>;

// Two Regions side by side; "inside" runs within the first, "across" from the first into the second.
Drawing regions() {
  Drawing d;
  d.node("west", "region", "", Rect{0, 0, 592, 400});
  d.node("east", "region", "", Rect{640, 0, 592, 400});
  d.card("a", 40, 80, "west", "users");
  d.card("b", 400, 300, "west", "load-balancer");
  d.card("c", 300, 80, "east", "load-balancer");
  d.link("inside", "routes", "a", "b", {{300, 106}, {300, 326}});
  d.link("across", "routes", "a", "c", {{113, 40}, {1013, 40}});
  return d;
}

std::map<std::string, Points> bendsOf(const Edit& edit) {
  std::map<std::string, Points> out;
  for (const Change& change : edit.changes) {
    if (const auto* c = std::get_if<SetLinkBends>(&change)) out[c->id] = c->bends;
  }
  return out;
}

Edit moved(const Drawn& d, std::vector<const char*> ids, Point by) {
  std::vector<NodeIndex> nodes;
  for (const char* id : ids) nodes.push_back(d.at(id));
  const placing::Move move(d.design, d.layout, nodes, nodes.front());
  return move.edit(move.targetAt(by));
}

}  // namespace

class TestBendsAlong : public QObject {
  Q_OBJECT

 private slots:
  void aContainerTakesThemAlong() {
    const Drawn d = regions().drawn();
    const Edit edit = moved(d, {"west"}, {-80, 160});
    const auto bends = bendsOf(edit);
    QVERIFY((bends.at("inside") == Points{{220, 266}, {220, 486}}));
    // The other end stays, and so does the corner beside it.
    QVERIFY((bends.at("across") == Points{{33, 40}, {1013, 40}}));
    // All of it is one step.
    Topology t = d.design.topology();
    const auto applied = apply(t, edit);
    QVERIFY(applied.ok());
    QVERIFY(apply(t, applied->inverse).ok());
    QVERIFY(t == d.design.topology());
  }

  void whatMakesWayTakesThemAlong() {
    const Drawn d = regions().drawn();
    // The first Region grows and pushes the second one aside.
    const Edit edit = moved(d, {"b"}, {80, 0});
    Topology t = d.design.topology();
    QVERIFY(apply(t, edit).ok());
    const Drawn now(t);
    const Point pushed = now.rect("east").topLeft() - d.rect("east").topLeft();
    QVERIFY(pushed.x > 0);
    const auto bends = bendsOf(edit);
    QVERIFY((bends.at("across") == Points{{113, 40}, Point{1013, 40} + pushed}));
  }

  void cardsThatAreSelectedTogether() {
    const Drawn d = regions().drawn();
    const auto both = bendsOf(moved(d, {"a", "b"}, {0, -24}));
    QVERIFY((both.at("inside") == Points{{300, 82}, {300, 302}}));
    const std::vector<NodeIndex> nodes{d.at("a"), d.at("b")};
    const auto nudged = bendsOf(placing::nudge(d.design, d.layout, nodes, {0, -8}));
    QVERIFY((nudged.at("inside") == Points{{300, 98}, {300, 318}}));
  }

  // One that a border holds back moves less than the pointer: its corner does too.
  void cornersGoAsFarAsTheCard() {
    const Drawn d = regions().drawn();
    const std::vector<NodeIndex> nodes{d.at("a"), d.at("b")};
    const placing::Move move(d.design, d.layout, nodes, nodes.back());
    placing::Move::Target target;
    target.delta = {0, -64};
    target.container = d.at("west");
    target.containers = {target.container, target.container};
    const Edit edit = move.edit(target);
    Topology t = d.design.topology();
    QVERIFY(apply(t, edit).ok());
    const Drawn now(t);
    const double of = now.rect("a").y - d.rect("a").y;
    QVERIFY(of > -64);
    QVERIFY((bendsOf(edit).at("inside") == Points{{300, 106 + of}, {300, 262}}));
  }

  // Wherever they find room.
  void copiesHaveThemToo() {
    const Drawn d = regions().drawn();
    const Edit edit = placing::duplicate(d.design, d.layout, std::vector<NodeIndex>{d.at("west")}).edit;
    std::optional<Point> by;
    std::optional<Points> bends;
    for (const Change& change : edit.changes) {
      const auto* node = std::get_if<AddNode>(&change);
      if (node && node->node.kind == "region") by = node->node.rect->topLeft() - d.rect("west").topLeft();
      if (const auto* link = std::get_if<AddLink>(&change)) bends = link->link.bends;
    }
    QVERIFY(by && bends);
    QVERIFY(by->x != 0 || by->y != 0);
    QVERIFY((*bends == Points{Point{300, 106} + *by, Point{300, 326} + *by}));
  }

  // A border that a person draws leaves corners alone that are in front of it still.
  void anEndThatGrowsLeavesThem() {
    Drawing plain;
    plain.node("site", "data-centre", "", Rect{0, 0, 200, 160});
    plain.card("p", 400, 300, "", "users");
    Drawing drawing = plain;
    const std::vector<Point> corner{{473, 80}};
    drawing.link("l", "uses", "p", "site", corner);
    const Drawn d = drawing.drawn();
    const auto wider = bendsOf(placing::resize(d.design, d.layout, d.at("site"), {0, 0, 320, 240}));
    QVERIFY(!wider.contains("l"));
    const auto lower = bendsOf(placing::resize(d.design, d.layout, d.at("site"), {0, 0, 200, 80}));
    QVERIFY((lower.at("l") == Points{{473, 70}}));
  }

  void standbysTakeTheirsAlong() {
    Drawing drawing;
    drawing.node("region", "region", "", Rect{0, 0, 600, 400});
    drawing.node("z1", "az", "region", Rect{16, 40, 188, 340}, {{"code", Value("eu-west-1a")}});
    drawing.node("z2", "az", "region", Rect{220, 40, 188, 340}, {{"code", Value("eu-west-1b")}});
    drawing.card("db", 21, 40, "z1", "rds-instance");
    drawing.card("spare", 21, 200, "z2", "rds-standby");
    drawing.link("pair", "standby", "db", "spare", {{110, 160}, {314, 160}});
    const Drawn d = drawing.drawn();
    const Edit edit = withStandbys(d.design, moved(d, {"db"}, {204, 0}));
    Topology t = d.design.topology();
    QVERIFY(apply(t, edit).ok());
    const Drawn now(t);
    QCOMPARE(now.design.node(now.at("spare")).parent, std::string("z1"));
    // Beside the primary the corner follows it, beside the standby that.
    const Points bends = now.design.link(now.design.linkIndexOf("pair")).bends;
    QVERIFY((bends == Points{{now.rect("db").centre().x, 160}, {now.rect("spare").centre().x, 160}}));
    QVERIFY(now.rect("db") == d.rect("db").translated({204, 0}));
  }
};

QTEST_APPLESS_MAIN(TestBendsAlong)
#include "test_bends_along.moc"
