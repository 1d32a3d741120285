// The picture of a part of a design.
#include <map>
#include <set>

#include "drawing/draw_design.h"
#include "drawing/draw_parts.h"
#include "generator.h"
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

  void aFrameIsDrawnWithAllItsMembersOnly() {
    Topology topology = test::Sample().design().topology();
    Node cluster = *topology.nodes.find("catalog");
    cluster.parent = "wa";  // beside one of its members, the others elsewhere
    topology.nodes.put(cluster);
    const Design design = designOf(topology);
    const std::set<std::string> zone = idsOf(partOf(design, {"wa"}));
    QVERIFY(contains(zone, {"wa", "app-1", "catalog-1", "orders-db"}));
    QVERIFY(!zone.contains("catalog"));
    const std::set<std::string> both = idsOf(partOf(design, {"wa", "catalog"}));
    QVERIFY(contains(both, {"wa", "catalog", "catalog-1", "catalog-2", "catalog-3"}));
    QVERIFY(!both.contains("wb"));
  }

  void aGlobalTableIsFramedWithAllItsReplicasOnly() {
    const auto hasFrame = [](const DisplayList& list) {
      return std::ranges::any_of(list.groups, [](const DrawGroup& g) { return g.id.ends_with("-SET"); });
    };
    const Design design = test::Sample().design();
    QVERIFY(hasFrame(drawPicture(design, builtInMeasure())));
    QVERIFY(hasFrame(partOf(design, {"sessions", "sessions-dr"})));
    QVERIFY(!hasFrame(partOf(design, {"sessions"})));
  }

  void whatIsLeftIsDrawnAsInTheWhole() {
    for (const std::uint64_t seed : {1, 2}) {
      const Design design = designOf(test::generateDesign(seed, 24));
      const auto whole = byId(drawPicture(design, builtInMeasure()));
      std::vector<std::string> containers;
      for (const NodeIndex i : design.topLevel()) containers.push_back(design.node(i).id);
      for (const std::string& id : containers) {
        const DisplayList part = partOf(design, {id});
        QVERIFY(!part.groups.empty());
        for (const auto& [key, groups] : byId(part)) {
          const bool isLink = design.linkIndexOf(key) != kNone;
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
