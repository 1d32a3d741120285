// The picture of a part of a design.
#include <QRegularExpression>
#include <map>
#include <set>

#include "drawing/diagram.h"
#include "drawing/draw_design.h"
#include "drawing/draw_parts.h"
#include "generator.h"
#include "layout/pasting.h"
#include "layout/shown_part.h"
#include "sample.h"
#include "support.h"

using namespace nines;

namespace {

Design designOf(Topology topology) {
  return {std::make_shared<const Topology>(std::move(topology)), Catalogue::shipped(),
          Profiles::shipped().orDefault(kDefaultProfile)};
}

std::set<std::string> idsOf(const DisplayList& list) {
  std::set<std::string> out;
  for (const DrawGroup& group : list.groups) out.insert(group.id);
  return out;
}

DisplayList partOf(const Design& design, const std::vector<std::string>& ids) {
  std::vector<NodeIndex> only;
  for (const std::string& id : ids) only.push_back(design.indexOf(id));
  return drawPicture(design, builtInMeasure(), only);
}

// By id, what the list paints for it, from the bottom up.
std::map<std::string, std::vector<DrawGroup>> byId(const DisplayList& list) {
  std::map<std::string, std::vector<DrawGroup>> out;
  for (const DrawGroup& group : list.groups) out[group.id].push_back(group);
  return out;
}

// "2 of 3 in ..."
bool saysHowMany(const std::string& text) {
  static const QRegularExpression share("^\\d+ of \\d+ in ");
  return share.match(QString::fromStdString(text)).hasMatch();
}

bool contains(const std::set<std::string>& all, std::initializer_list<const char*> some) {
  return std::ranges::all_of(some, [&](const char* id) { return all.contains(id); });
}

}  // namespace

class TestPart : public QObject {
  Q_OBJECT

 private slots:
  void noNodesMeanAll() {
    const Design design = test::Sample().design();
    const DisplayList whole = drawPicture(design, builtInMeasure());
    const DisplayList part = drawPicture(design, builtInMeasure(), {});
    QVERIFY(!whole.groups.empty());
    QVERIFY(whole.groups == part.groups);
    QCOMPARE(part.bounds, whole.bounds);
  }

  void aContainerComesWithItsContent() {
    const std::set<std::string> ids = idsOf(partOf(test::Sample().design(), {"dc"}));
    QCOMPARE(ids, (std::set<std::string>{"dc", "gateway", "server", "server-gateway"}));
  }

  void linksNeedBothEnds() {
    const std::set<std::string> ids = idsOf(partOf(test::Sample().design(), {"users", "dns"}));
    QCOMPARE(ids, (std::set<std::string>{"users", "dns", "users-dns"}));
  }

  void aClusterComesWithItsMembers() {
    const std::set<std::string> ids = idsOf(partOf(test::Sample().design(), {"catalog"}));
    QCOMPARE(ids, (std::set<std::string>{"catalog", "catalog-1", "catalog-2", "catalog-3"}));
  }

  // Clusters and groups belong to the Region, but are seen in what is inside of it.
  void framesComeWithTheContainerThatTheyAreDrawnIn() {
    Topology topology = test::Sample().design().topology();
    Node vpc;
    vpc.id = vpc.name = "net";
    vpc.kind = "vpc";
    vpc.parent = "eu-west-1";
    vpc.rect = Rect{190, 20, 600, 440};
    topology.nodes.put(vpc);
    for (const char* id : {"wa", "wb", "wc"}) {
      Node zone = *topology.nodes.find(id);
      zone.parent = "net";
      zone.rect = zone.rect->translated({-190, -20});
      topology.nodes.put(zone);
    }
    const Design design = designOf(topology);
    const auto whole = byId(drawPicture(design, builtInMeasure()));
    const DisplayList part = partOf(design, {"net"});
    const auto drawn = byId(part);
    for (const char* frame : {"group", "catalog", "cache"}) {
      QVERIFY2(drawn.contains(frame), frame);
      QVERIFY2(drawn.at(frame) == whole.at(frame), frame);
    }
    QVERIFY(contains(idsOf(part), {"net", "wa", "app-1", "catalog-3", "group-db"}));
    QVERIFY(!drawn.contains("eu-west-1") && !drawn.contains("app-dr") && !drawn.contains("alb-group"));
    // What the picture carries shows the same.
    const Layout layout(design);
    const Topology carried = placing::shownExcerpt(design, layout, std::vector{design.indexOf("net")});
    QVERIFY(carried.nodes.find("group") && carried.nodes.find("catalog") && carried.nodes.find("cache"));
    const auto again = byId(drawPicture(designOf(carried), builtInMeasure()));
    for (const char* frame : {"group", "catalog", "cache"}) {
      QVERIFY2(again.at(frame).front().bounds == drawn.at(frame).front().bounds, frame);
    }
  }

  void framesSurroundThoseMembersThatAreShown() {
    const Design design = test::Sample().design();
    const Layout layout(design);
    const DisplayList part = partOf(design, {"wa", "wb"});
    const auto drawn = byId(part);
    for (const auto& [frame, said] : std::vector<std::pair<const char*, const char*>>{
             {"group", "2 of 3 in Auto Scaling"}, {"catalog", "2 of 3 in Aurora cluster"}}) {
      QVERIFY2(drawn.contains(frame), frame);
      const DrawGroup& body = drawn.at(frame).front();
      const auto& rect = std::get<RectShape>(body.shapes.front());
      QVERIFY2(!rect.stroke.dash.empty(), frame);
      QVERIFY2(body.bounds.right() < layout.rect(design.indexOf("wc")).left(), frame);
      QVERIFY2(QString::fromStdString(body.description).startsWith(said), body.description.c_str());
    }
    // All of its members are there: as ever.
    QVERIFY(drawn.at("cache") == byId(drawPicture(design, builtInMeasure())).at("cache"));
    // Nothing reaches out of what was asked for.
    const Rect asked = layout.rect(design.indexOf("wa")).united(layout.rect(design.indexOf("wb")));
    QVERIFY(asked.grown(8).contains(part.bounds));
    // Its links end at the border that is shown.
    QVERIFY(drawn.contains("group-db") && drawn.contains("standby"));
    const Rect& line = drawn.at("group-db").front().bounds;
    QVERIFY(line.grown(1).intersects(drawn.at("group").front().bounds));
    QVERIFY(asked.contains(line));
  }

  // "1 of 3" around a single card leaves little room: what is said gets shorter, and the name stays.
  void narrowFramesKeepTheirNames_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("written");
    QTest::newRow("short") << "web" << "1 of 3 in web";
    QTest::newRow("of some length") << "orders-worker-app" << "1/3 \u00b7 orders-worker-app";
    QTest::newRow("as wide as the frame") << "orders-worker-apps-2" << "1/3 \u00b7 orders-worker-apps-2";
  }
  void narrowFramesKeepTheirNames() {
    QFETCH(QString, name);
    QFETCH(QString, written);
    Topology topology = test::Sample().design().topology();
    Node group = *topology.nodes.find("group");
    group.name = name.toStdString();
    topology.nodes.put(group);
    const auto drawn = byId(partOf(designOf(topology), {"wb"}));
    const DrawGroup& tab = drawn.at("group").back();
    const auto text =
        std::ranges::find_if(tab.shapes, [](const Shape2D& s) { return std::holds_alternative<TextShape>(s); });
    QVERIFY(text != tab.shapes.end());
    QCOMPARE(QString::fromStdString(std::get<TextShape>(*text).text), written);
    QVERIFY(QString::fromStdString(tab.description).startsWith("1 of 3 in Auto Scaling \u00b7 " + name));
    const Rect& body = drawn.at("group").front().bounds;
    QVERIFY(tab.bounds.left() >= body.left() && tab.bounds.right() <= body.right());
  }

  // The same links in the picture, in diagrams and in the design that the picture carries.
  void onePartHasTheSameLinksEverywhere() {
    std::vector<Design> designs{test::Sample().design()};
    for (const std::uint64_t seed : {3U, 4U, 5U}) designs.push_back(designOf(test::generateDesign(seed, 40)));
    std::size_t rerouted = 0;
    for (const Design& design : designs) {
      const Layout layout(design);
      for (NodeIndex i = 0; i < design.nodeCount(); ++i) {
        const std::vector<NodeIndex> only{i};
        const Topology carried = placing::shownExcerpt(design, layout, only);
        const Diagram diagram = diagramOf(design, layout, only);
        const placing::ShownPart part = placing::shownPart(design, layout, only);
        const std::set<std::string> drawn = idsOf(drawPicture(design, builtInMeasure(), only));
        QCOMPARE(diagram.links.size(), carried.links.size());
        for (const DiagramLink& link : diagram.links) {
          QVERIFY2(carried.links.find(link.id), link.id.c_str());
          if (link.line == DiagramLink::Line::hidden) continue;
          QVERIFY2(drawn.contains(link.id), link.id.c_str());
          if (part.isRerouted(design, design.linkIndexOf(link.id))) ++rerouted;
        }
      }
    }
    QVERIFY(rerouted > 0);
  }

  // So that what was accepted is accepted there as well, and what was said is not lost.
  void whatWasSaidOfThePartComesAlong() {
    Topology topology = test::Sample().design().topology();
    const auto comment = [&](const char* id, Comment::Target target) {
      Comment c;
      c.id = c.thread = id;
      c.target = std::move(target);
      c.text = "?";
      topology.comments.put(c);
    };
    comment("inside", Comment::OnNode{"orders-db"});
    comment("elsewhere", Comment::OnNode{"dns"});
    comment("on-link", Comment::OnLink{"standby"});
    comment("on-link-out", Comment::OnLink{"r3"});
    comment("on-zone", Point{400, 60});
    comment("on-canvas", Point{2000, 60});
    for (const char* key : {"rds.single-az:orders-db", "rds.pair:orders-db,orders-sb:zone",
                            "aurora.x:catalog,orders-r3", "design.whole:", "none"}) {
      Waiver waiver;
      waiver.key = key;
      waiver.reason = "known";
      topology.waivers.put(waiver);
    }
    topology.assumptions["zoneOutagesPerYear"] = Value(2.0);
    const Design design = designOf(topology);
    const Topology part =
        placing::shownExcerpt(design, Layout(design), std::vector{design.indexOf("wa"), design.indexOf("wb")});
    QCOMPARE(brokenInvariant(part), std::string());
    std::set<std::string> keys;
    for (const auto& row : part.comments.rows()) keys.insert(row->id);
    for (const auto& row : part.waivers.rows()) keys.insert(row->key);
    QCOMPARE(keys, (std::set<std::string>{"inside", "on-link", "on-zone", "rds.single-az:orders-db",
                                          "rds.pair:orders-db,orders-sb:zone"}));
    QVERIFY(part.assumptions == topology.assumptions);
  }

  void aCardAloneBringsNoFrame() {
    const Design design = test::Sample().design();
    QCOMPARE(idsOf(partOf(design, {"app-1"})), (std::set<std::string>{"app-1"}));
    QVERIFY(contains(idsOf(partOf(design, {"catalog"})), {"catalog", "catalog-1", "catalog-2", "catalog-3"}));
  }

  void aGlobalTableIsFramedInItsContainers() {
    const auto frameIn = [](const DisplayList& list) {
      const auto at = std::ranges::find_if(list.groups, [](const DrawGroup& g) { return g.id.ends_with("-SET"); });
      return at == list.groups.end() ? std::string() : at->title;
    };
    const Design design = test::Sample().design();
    const std::string whole = frameIn(drawPicture(design, builtInMeasure()));
    QVERIFY(!whole.empty());
    QCOMPARE(frameIn(partOf(design, {"sessions", "sessions-dr"})), whole);
    QCOMPARE(frameIn(partOf(design, {"eu-west-1", "dr"})), whole);
    QCOMPARE(frameIn(partOf(design, {"dr"})), "1 of 2 in " + whole);
    QCOMPARE(frameIn(partOf(design, {"sessions"})), std::string());
    QCOMPARE(frameIn(partOf(design, {"dc"})), std::string());
  }

  void whatIsLeftIsDrawnAsInTheWhole() {
    for (const std::uint64_t seed : {1U, 2U}) {
      const Design design = designOf(test::generateDesign(seed, 24));
      const auto whole = byId(drawPicture(design, builtInMeasure()));
      std::vector<std::string> containers;
      for (const NodeIndex i : design.topLevel()) containers.push_back(design.node(i).id);
      for (const std::string& id : containers) {
        const DisplayList part = partOf(design, {id});
        QVERIFY(!part.groups.empty());
        for (const auto& [key, groups] : byId(part)) {
          const bool isLink = design.linkIndexOf(key) != kNone;
          // Frames around some of their members are others.
          if (saysHowMany(groups.front().description) || saysHowMany(groups.front().title)) continue;
          // Hops are those over lines of the part, so that a line may be straight where it hopped.
          if (isLink) QCOMPARE(groups.size(), whole.at(key).size());
          else QVERIFY2(groups == whole.at(key), key.c_str());
        }
        Rect bounds;
        for (const DrawGroup& group : part.groups) bounds = bounds.united(group.bounds);
        QCOMPARE(part.bounds, bounds);
      }
    }
  }

  // Two lines that cross: the one that runs across hops where the other is drawn.
  void nothingHopsOverWhatIsLeftOut() {
    Topology t;
    const auto put = [&t](const char* id, double x, double y) {
      Node n;
      n.id = id;
      n.kind = "app-tier";
      n.rect = Rect{x, y, kCardSize.width, kCardSize.height};
      t.nodes.put(n);
    };
    put("west", 0, 200);
    put("east", 800, 200);
    put("north", 400, 0);
    put("south", 400, 400);
    const auto join = [&t](const char* id, const char* from, const char* to) {
      Link l;
      l.id = id;
      l.kind = "uses";
      l.from = from;
      l.to = to;
      t.links.put(l);
    };
    join("across", "west", "east");
    join("down", "north", "south");
    const Design design = designOf(t);
    const auto steps = [](const DisplayList& list) {
      std::size_t most = 0;
      for (const DrawGroup& group : list.groups) {
        if (group.id != "across") continue;
        for (const Shape2D& shape : group.shapes) {
          if (const auto* path = std::get_if<PathShape>(&shape)) most = std::max(most, path->steps.size());
        }
      }
      return most;
    };
    const std::size_t hopping = steps(drawPicture(design, builtInMeasure()));
    const std::size_t straight = steps(partOf(design, {"west", "east"}));
    QVERIFY(straight > 0);
    QVERIFY(hopping > straight);
  }
};

QTEST_GUILESS_MAIN(TestPart)
#include "test_part.moc"
