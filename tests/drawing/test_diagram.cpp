#include <memory>

#include "catalogue/profile.h"
#include "drawing/diagram.h"
#include "support.h"

using namespace nines;

namespace {

struct Sketch {
  Topology topology;

  Sketch& node(std::string id, std::string kind, std::string parent = {}, Properties properties = {}) {
    Node n;
    n.id = std::move(id);
    n.kind = std::move(kind);
    n.parent = std::move(parent);
    n.properties = std::move(properties);
    topology.nodes.put(std::move(n));
    return *this;
  }
  Sketch& link(std::string id, std::string kind, std::string from, std::string to, Properties properties = {}) {
    Link l;
    l.id = std::move(id);
    l.kind = std::move(kind);
    l.from = std::move(from);
    l.to = std::move(to);
    l.properties = std::move(properties);
    topology.links.put(std::move(l));
    return *this;
  }
  Design design() const {
    return {std::make_shared<const Topology>(topology), Catalogue::shipped(),
            Profiles::shipped().orDefault(kDefaultProfile)};
  }
};

Sketch zones() {
  Sketch s;
  s.node("r", "region", "", {{"code", "eu-west-1"}}).node("za", "az", "r").node("zb", "az", "r");
  return s;
}

Diagram diagramOf(const Sketch& sketch, const std::vector<std::string>& only = {}) {
  const Design design = sketch.design();
  std::vector<NodeIndex> part;
  for (const std::string& id : only) part.push_back(design.indexOf(id));
  return nines::diagramOf(design, Layout(design), part);
}

const DiagramBox& box(const Diagram& diagram, std::string_view id) {
  const auto at = std::ranges::find(diagram.boxes, id, &DiagramBox::id);
  Q_ASSERT(at != diagram.boxes.end());
  return *at;
}

QString nest(const Diagram& diagram, std::string_view id) {
  const BoxIndex in = box(diagram, id).nest;
  return in == kNoBox ? QString() : QString::fromStdString(diagram.boxes[in].id);
}

const DiagramLink& link(const Diagram& diagram, std::string_view id) {
  const auto at = std::ranges::find(diagram.links, id, &DiagramLink::id);
  Q_ASSERT(at != diagram.links.end());
  return *at;
}

}  // namespace

using Form = DiagramBox::Form;
using Line = DiagramLink::Line;

class TestDiagram : public QObject {
  Q_OBJECT

 private slots:
  void boxesStandInTheirContainers() {
    const Diagram d = diagramOf(zones().node("db", "rds-instance", "za", {{"engine", "mysql"}}).node("n", "note"));
    QCOMPARE(nest(d, "db"), QString("za"));
    QCOMPARE(nest(d, "za"), QString("r"));
    QCOMPARE(nest(d, "r"), QString());
    QCOMPARE(box(d, "r").form, Form::container);
    QCOMPARE(box(d, "db").form, Form::card);
    QCOMPARE(box(d, "n").form, Form::note);
    QVERIFY(box(d, "db").store);
    QCOMPARE(box(d, "db").detail, std::string("MySQL"));
    QCOMPARE(box(d, "db").kind, std::string("RDS instance"));
    QCOMPARE(d.top.size(), std::size_t{2});
    QVERIFY(d.isIn(static_cast<BoxIndex>(&box(d, "db") - d.boxes.data()),
                   static_cast<BoxIndex>(&box(d, "r") - d.boxes.data())));
  }

  void aFrameHoldsMembersOfOneContainer() {
    const Diagram d = diagramOf(zones()
                                    .node("g", "scaling-group", "r")
                                    .node("a", "app-tier", "za")
                                    .node("b", "app-tier", "za")
                                    .link("ma", "member", "a", "g")
                                    .link("mb", "member", "b", "g"));
    QCOMPARE(box(d, "g").form, Form::frame);
    QCOMPARE(nest(d, "a"), QString("g"));
    QCOMPARE(nest(d, "g"), QString("za"));
    QVERIFY(box(d, "g").members.empty());
    QCOMPARE(link(d, "ma").line, Line::hidden);
  }

  void aFrameOverSeveralContainersHoldsNone() {
    const Diagram d = diagramOf(zones()
                                    .node("g", "scaling-group", "r")
                                    .node("a", "app-tier", "za")
                                    .node("b", "app-tier", "zb")
                                    .link("ma", "member", "a", "g")
                                    .link("mb", "member", "b", "g"));
    QCOMPARE(nest(d, "a"), QString("za"));
    QCOMPARE(nest(d, "g"), QString("r"));
    QCOMPARE(box(d, "g").members.size(), std::size_t{2});
  }

  // The container of the members stands in the frame: neither can hold the other.
  void framesNeverHoldThemselves() {
    const Diagram d = diagramOf(zones()
                                    .node("g", "scaling-group", "r")
                                    .node("zg", "az", "g")
                                    .node("a", "app-tier", "zg")
                                    .link("ma", "member", "a", "g"));
    QCOMPARE(nest(d, "g"), QString("r"));
    QCOMPARE(nest(d, "a"), QString("zg"));
  }

  void linesSayHowDataFlows() {
    const Diagram d = diagramOf(zones()
                                    .node("db", "rds-instance", "za")
                                    .node("sb", "rds-standby", "zb")
                                    .node("rr", "rds-instance", "zb")
                                    .node("u", "users")
                                    .node("v", "backup-plan", "r")
                                    .link("s", "standby", "db", "sb")
                                    .link("c", "replicates", "db", "rr", {{"lagSeconds", 2}})
                                    .link("b", "backs-up", "db", "v")
                                    .link("us", "uses", "u", "db")
                                    .link("self", "uses", "db", "db"));
    QCOMPARE(link(d, "s").line, Line::synchronous);
    QCOMPARE(link(d, "s").label, std::string("sync"));
    QCOMPARE(link(d, "c").line, Line::asynchronous);
    QCOMPARE(link(d, "c").label, std::string("2\u00a0s"));
    QCOMPARE(link(d, "b").line, Line::dotted);
    QCOMPARE(link(d, "us").line, Line::solid);
    QCOMPARE(link(d, "self").line, Line::solid);
    QCOMPARE(link(d, "self").from, link(d, "self").to);
    QVERIFY(!link(d, "us").twoWay);
  }

  void setsAreFramesOfTheirMembers() {
    Sketch s = zones();
    s.node("r2", "region", "", {{"code", "eu-central-1"}})
        .node("t", "dynamodb-table", "r")
        .node("t2", "dynamodb-table", "r2")
        .link("g", "replicates", "t", "t2");
    const Diagram d = diagramOf(s);
    QCOMPARE(d.sets.size(), std::size_t{1});
    QCOMPARE(d.sets[0].members.size(), std::size_t{2});
    QCOMPARE(box(d, "t").set, d.sets[0].text);
    QVERIFY(link(d, "g").twoWay);
    // In a container the frame is around those that stand in it. A link with one end has no line.
    const Diagram part = diagramOf(s, {"r2"});
    QCOMPARE(part.sets.size(), std::size_t{1});
    QCOMPARE(part.sets[0].members.size(), std::size_t{1});
    QCOMPARE(part.sets[0].text, "1 of 2 in " + d.sets[0].text);
    QVERIFY(part.boxes[1].rect.grown(40).contains(part.sets[0].rect));
    QVERIFY(part.links.empty());
    QCOMPARE(part.boxes.size(), std::size_t{2});
    QVERIFY(diagramOf(s, {"t2"}).sets.empty());
  }

  // As the picture of the part says it, not as the cluster's own line counts all of its members.
  void aPartialFrameSaysWhatIsShown() {
    const Sketch s = zones()
                         .node("group", "scaling-group", "r")
                         .node("app-1", "app-tier", "za")
                         .node("app-2", "app-tier", "zb")
                         .node("u", "users", "za")
                         .link("m-1", "member", "app-1", "group")
                         .link("m-2", "member", "app-2", "group")
                         .link("us", "uses", "u", "group");
    const DiagramBox part = box(diagramOf(s, {"za"}), "group");
    QCOMPARE(part.share + part.kind, std::string("1 of 2 in Auto Scaling group"));
    QCOMPARE(box(diagramOf(s), "group").share, std::string());
    QCOMPARE(link(diagramOf(s, {"za"}), "us").line, Line::solid);
  }

  void aPartIsWhatStandsInIt() {
    const Sketch s = zones().node("db", "rds-instance", "za").node("u", "users").link("us", "uses", "u", "db");
    const Diagram d = diagramOf(s, {"za"});
    QCOMPARE(d.boxes.size(), std::size_t{2});
    QCOMPARE(nest(d, "za"), QString());
    QCOMPARE(nest(d, "db"), QString("za"));
  }

  void whatTheCatalogueLacksIsDrawn() {
    const Diagram d = diagramOf(zones().node("q", "quantum-store", "za").node("inner", "users", "q"));
    QCOMPARE(box(d, "q").form, Form::container);
    QCOMPARE(box(d, "q").kind, std::string("quantum-store"));
    QVERIFY(box(d, "q").holds());
  }
};

QTEST_GUILESS_MAIN(TestDiagram)
#include "test_diagram.moc"
