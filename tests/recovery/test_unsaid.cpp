// What a design does not say stays unknown in its drills: whatever is known of an outage holds however that turns out.
#include <array>
#include <map>

#include "drilled.h"

using namespace nines;
using namespace nines::test;

namespace {

// Properties without a default that decide drills of sensible designs, and the answers to them.
bool isPitr(const Node& node) { return node.kind == "dynamodb-table"; }
// What a cache does is what its clients do with it.
bool isAccess(const Topology& t, const Link& link) {
  const Node* from = t.nodes.find(link.from);
  return link.kind == "uses" && from && from->kind != "dax-cluster";
}

struct Open {
  Topology topology;
  std::vector<std::string> tables;
  std::vector<std::string> links;
};

// What takes no writes can only be read, whatever a link to it says.
bool leadsToACopy(const Topology& t, const Link& link) {
  for (std::size_t i = 0; i < t.links.size(); ++i) {
    const Link& other = t.links[i];
    const Node* from = t.nodes.find(other.from);
    const bool single = from && (from->kind == "rds-instance" || from->kind == "aurora-cluster");
    if (other.kind == "replicates" && other.to == link.to && single) return true;
  }
  return false;
}

// Some of the answers taken out.
Open opened(const Topology& said, Rng& rng) {
  Open out{said, {}, {}};
  for (std::size_t i = 0; i < said.nodes.size(); ++i) {
    Node node = said.nodes[i];
    if (!isPitr(node) || !rng.chance(0.6)) continue;
    node.properties.erase("pitr");
    out.tables.push_back(node.id);
    out.topology.nodes.put(std::move(node));
  }
  for (std::size_t i = 0; i < said.links.size(); ++i) {
    Link link = said.links[i];
    if (!isAccess(said, link) || leadsToACopy(said, link) || out.links.size() >= 3 || !rng.chance(0.3)) continue;
    link.properties.erase("access");
    out.links.push_back(link.id);
    out.topology.links.put(std::move(link));
  }
  return out;
}

Topology answered(const Open& open, Rng& rng) {
  Topology out = open.topology;
  for (const std::string& id : open.tables) {
    Node node = *out.nodes.find(id);
    node.properties["pitr"] = Value(rng.chance(0.5));
    out.nodes.put(std::move(node));
  }
  for (const std::string& id : open.links) {
    Link link = *out.links.find(id);
    link.properties["access"] = Value(rng.chance(0.5) ? "read" : "read-write");
    out.links.put(std::move(link));
  }
  return out;
}

std::string contradiction(const std::string& what, const std::optional<Span>& known, const std::optional<Span>& turned,
                          const Bounds& bounds, const Bounds& atWorst) {
  if (known && known != turned) return what + " was known and is another one";
  const bool within = bounds.least <= atWorst.least && atWorst.most <= bounds.most;
  return within ? std::string() : what + " is outside of its bounds";
}

std::string contradiction(const WorkloadDrill& open, const WorkloadDrill& turned) {
  for (const std::string& problem :
       {contradiction("recovery time", open.rto, turned.rto, open.rtoAtWorst, turned.rtoAtWorst),
        contradiction("loss", open.rpo, turned.rpo, open.rpoAtWorst, turned.rpoAtWorst)}) {
    if (!problem.empty()) return problem;
  }
  if (open.readRto && open.readRto != turned.readRto) return "reads were known to be back at another time";
  if (open.met() && open.met() != turned.met()) return "the verdict was known and is another one";
  if (!open.recoveryUnknown && open.recovers != turned.recovers) return "whether it recovers was known";
  return {};
}

}  // namespace

class TestUnsaid : public QObject {
  Q_OBJECT

 private slots:
  void whatIsKnownHolds_data() {
    QTest::addColumn<int>("seed");
    for (int seed = 0; seed < 120; ++seed) QTest::addRow("%d", seed) << seed;
  }
  void whatIsKnownHolds() {
    QFETCH(int, seed);
    Rng rng(static_cast<std::uint64_t>(seed));
    const Open open = opened(sensibleDesign(static_cast<std::uint64_t>(seed)), rng);
    const Drilled drilled(open.topology);
    for (int round = 0; round < 3; ++round) {
      const Drilled turned(answered(open, rng));
      for (const Outage& outage : drilled.outages()) {
        const Drill before = drilled.drill(outage);
        const Drill after = turned.drill(outage);
        for (std::size_t i = 0; i < before.workloads.size(); ++i) {
          const std::string problem = contradiction(before.workloads[i], after.workloads[i]);
          QVERIFY2(problem.empty(), at(outage, before.workloads[i], problem).c_str());
        }
      }
    }
  }

  // With everything said nothing is missing, and what is missing is what was taken out.
  void whatIsMissingWasTakenOut_data() { whatIsKnownHolds_data(); }
  void whatIsMissingWasTakenOut() {
    QFETCH(int, seed);
    Rng rng(static_cast<std::uint64_t>(seed));
    const Topology said = sensibleDesign(static_cast<std::uint64_t>(seed));
    const Open open = opened(said, rng);
    std::vector<std::string> owners = open.tables;
    owners.insert(owners.end(), open.links.begin(), open.links.end());
    const Drilled drilled(open.topology);
    for (const Outage& outage : drilled.outages()) {
      for (const WorkloadDrill& w : drilled.drill(outage).workloads) {
        QVERIFY2(w.missing.empty() || w.unknownBecause.find("t is not said ") != std::string::npos,
                 at(outage, w, w.unknownBecause).c_str());
        for (const MissingValue& each : w.missing)
          QVERIFY2(std::ranges::find(owners, each.owner) != owners.end(), at(outage, w, each.owner).c_str());
      }
    }
  }

  // Whoever takes a server out of the palette has said whether data is lost with it.
  void serversOfThePaletteSayWhatTheyAre() {
    const Kind* kind = Catalogue::shipped().kind("server");
    QVERIFY(kind && kind->presets.size() >= 2);
    for (const Preset& preset : kind->presets) {
      Topology t;
      t.nodes.put({"site", "data-centre", "", "", {}, {}, {}});
      t.nodes.put({"box", "server", "site", "", {}, preset.properties, {}});
      t.nodes.put({"shop", "users", "", "", {}, {}, {}});
      t.links.put({"uses", "uses", "shop", "box", {{"access", Value("read-write")}}, {}, {}});
      const Drilled drilled(std::move(t));
      const WorkloadDrill w = drilled.drill({{{OutageKind::onPremises, "site"}}}).workloads.front();
      QVERIFY2(w.affected && w.missing.empty(), (preset.id + ": " + w.unknownBecause).c_str());
    }
  }

  // A message never needs more than the property that is missing.
  void oneMissingAnswerIsNamedAlone() {
    Topology t;
    t.nodes.put({"r", "region", "", "", {}, {{"code", Value("eu-west-1")}}, {}});
    t.nodes.put({"shop", "users", "", "", {}, {}, {}});
    for (const char* id : {"a", "b"}) t.nodes.put({id, "dynamodb-table", "r", "", {}, {{"pitr", Value(true)}}, {}});
    t.nodes.put({"b", "dynamodb-table", "r", "", {}, {}, {}});
    for (const char* id : {"a", "b"})
      t.links.put({std::string("uses-") + id, "uses", "shop", id, {{"access", Value("read-write")}}, {}, {}});
    const Drilled drilled(std::move(t));
    QVERIFY(drilled.drill({{{OutageKind::corruption, "a"}}}).workloads.front().missing.empty());
    const WorkloadDrill w = drilled.drill({{{OutageKind::corruption, "b"}}}).workloads.front();
    QCOMPARE(w.missing, (std::vector<MissingValue>{{"b", "pitr"}}));
    QCOMPARE(w.unknownBecause, std::string("It is not said whether point-in-time recovery of b is on"));
  }
};

QTEST_APPLESS_MAIN(TestUnsaid)
#include "test_unsaid.moc"
