// Whatever edits came before: what a cache has kept gives the same estimates as a design that nobody has seen, to the
// last bit and the last word.
#include <cstdio>

#include "availability/estimate.h"
#include "availability/events.h"
#include "generator.h"
#include "structure_support.h"
#include "topology/edit.h"

using namespace nines;
using namespace nines::test;

namespace {

Design designOf(const Topology& topology) {
  const auto snapshot = std::make_shared<const Topology>(topology);
  return Design(snapshot, Catalogue::shipped(), Profiles::shipped().orDefault(snapshot->profile));
}

// Everything that estimates say, one fact after the other; numbers in all their digits.
class Told {
 public:
  void add(std::string_view text) { m_words.append(text).append(1, '\n'); }
  void add(double number) {
    std::array<char, 40> digits{};
    add(std::string_view(digits.data(),
                         static_cast<std::size_t>(std::snprintf(digits.data(), digits.size(), "%a", number))));
  }
  void add(const std::optional<double>& number) { number ? add(*number) : add("none"); }
  void add(const std::vector<std::string>& list) {
    add(std::to_string(list.size()));
    for (const std::string& each : list) add(each);
  }
  void add(const Source& source) {
    add(source.text);
    add(source.date);
  }
  void add(const ExactFigure& figure) {
    add(figure.availability);
    add(figure.unavailability);
    add(figure.unknownBecause);
  }
  void add(const std::vector<SlaFactor>& factors) {
    add(std::to_string(factors.size()));
    for (const SlaFactor& factor : factors) {
      for (const std::string& text : {factor.label, factor.names, factor.configuration}) add(text);
      add(factor.availability);
      add(factor.source);
      add(factor.nodes);
      for (const auto& branch : factor.alternatives) add(branch);
    }
  }
  void add(const Event& event) {
    for (const std::string& text : {event.key, event.component, event.label}) add(text);
    add(event.nodes);
    for (const double number : {event.unavailability, event.perYear, event.durationSeconds}) add(number);
    add(std::to_string(static_cast<int>(event.kind)) + (event.ofRedundancy ? " redundant" : ""));
  }
  void add(const WorkloadEstimate& workload) {
    for (const std::string& text : {workload.id, workload.unknownBecause}) add(text);
    add(workload.slaProduct);
    add(workload.factors);
    add(workload.target);
    add(workload.exact);
    for (const Event& event : workload.events) add(event);
    for (const Contributor& each : workload.contributors) {
      add(std::to_string(each.event));
      for (const double number : {each.birnbaum, each.criticality, each.ifPerfect, each.unavailabilityIfPerfect})
        add(number);
    }
    for (const MinimalCutSet& each : workload.cutSets) {
      for (const std::uint32_t event : each.events) add(std::to_string(event));
      add(each.probability);
    }
    add(workload.singlePoints);
  }

  const std::string& words() const { return m_words; }

 private:
  std::string m_words;
};

std::string everythingOf(const std::optional<Estimates>& estimates) {
  Told out;
  for (const WorkloadEstimate& workload : estimates.value().workloads) out.add(workload);
  for (const StoreEstimate& store : estimates->stores) {
    for (const std::string& text : {store.id, store.configuration}) out.add(text);
    out.add(store.sla);
    out.add(store.source);
    out.add(store.read);
    out.add(store.write);
  }
  return out.words();
}

// A Region with what workloads share, and one that is drawn twice; most of what can be named is.
Draft town() {
  Draft d;
  d.region("eu", "eu-west-1").region("us", "us-east-1").node("twin", "region", {}, {{"code", "eu-west-1"}});
  d.node("twin-b", "az", "twin", {{"code", "eu-west-1b"}}).node("vpc", "vpc", "eu");
  d.node("vpc-a", "az", "vpc", {{"code", "eu-west-1a"}}).node("site", "data-centre", {}, {{"availability", 0.99}});
  d.node("shared", "dynamodb-table", "eu").node("copy", "dynamodb-table", "us");
  d.link("replicates", "shared", "copy").node("files", "s3-bucket", "twin");
  d.node("dax", "dax-cluster", "eu", {{"nodes", 3}, {"nodeAzs", Value::Array{"eu-a", "eu-b"}}});
  d.link("uses", "dax", "shared").node("gateway", "storage-gateway", "site");
  for (const char* name : {"one", "two", "three"}) {
    const std::string n(name);
    d.node(n, "users", {}, {{"availabilityTarget", 0.999}}).node("dns-" + n, "route53");
    d.stack("eu").node("lb-" + n, "load-balancer", "vpc");
    d.node("app-" + n, "app-tier", "vpc", {{"running", static_cast<int>(n.size())}});
    d.link("uses", n, "dns-" + n).link("routes", "dns-" + n, "lb-" + n).link("routes", "lb-" + n, "app-" + n);
    d.link("uses", "app-" + n, "shared").link("uses", "app-" + n, n == "one" ? "dax" : "files");
  }
  d.node("db", "rds-instance", "vpc-a", {{"multiAz", true}, {"subnetGroupAzs", Value::Array{"vpc-a", "eu-b"}}});
  d.node("own", "users").node("cluster", "aurora-cluster", "us").node("writer", "aurora-instance", "us-a");
  d.link("member", "writer", "cluster").link("uses", "app-two", "db").link("uses", "own", "cluster");
  return d.link("uses", "own", "gateway");
}

// Edits that reach figures from afar: places, what names them, assumptions, the profile.
Edit farReaching(Rng& rng, const Topology& topology) {
  const auto pick = [&rng](const auto& list) { return list[rng.below(list.size())]; };
  constexpr std::array kCodes{"eu-west-1", "us-east-1", "eu-west-1a", "eu-west-1b", "us-east-1c", ""};
  constexpr std::array kZones{"eu-a", "eu-b", "us-a", "twin-b", "vpc-a", "nowhere"};
  constexpr std::array kAssumptions{"az.unavailability", "region.perYear", "host.perYear", "s3.designedFor"};
  constexpr std::array kCounts{0, 1, 3, 9, 60'000};
  const Node& any = topology.nodes[rng.below(topology.nodes.size())];
  const auto set = [&any](const char* key, Value value) {
    return Change{SetNodeProperty{any.id, key, std::move(value)}};
  };
  const auto change = [&]() -> Change {
    switch (rng.below(9)) {
      case 0:
        return SetAssumption{pick(kAssumptions), Value(rng.chance(0.5) ? 0.001 : 1.)};
      case 1:
        return SetProfile{rng.chance(0.5) ? "aws-2026" : "course-2021"};
      case 2:
        return set("code", pick(kCodes));
      case 3:
        return set(rng.chance(0.5) ? "nodeAzs" : "subnetGroupAzs", Value::Array{pick(kZones), pick(kZones)});
      case 4:
        return set("chosenStandbyAz", pick(kZones));
      case 5:
        return set(rng.chance(0.5) ? "running" : "nodes", pick(kCounts));
      case 6:
        return RenameNode{any.id, "Named " + std::to_string(rng.below(5))};
      case 7:
        return set(rng.chance(0.5) ? "multiAz" : "healthCheck", rng.chance(0.5));
      default:
        return SetNodeParent{any.id, topology.nodes[rng.below(topology.nodes.size())].id};
    }
  };
  return {"Far", {change()}};
}

// Random edits, every now and then some of them undone, each time both ways.
void wander(std::uint64_t seed, Topology topology, int rounds) {
  Rng rng(seed);
  EstimateCache cache;
  std::vector<Edit> undo;
  int carriedOut = 0;
  for (int round = 0; round < rounds; ++round) {
    const Design design = designOf(topology);
    const std::string fresh = everythingOf(estimate(design));
    const std::string kept = everythingOf(estimate(design, {.cache = &cache}));
    if (kept != fresh) {
      const auto at = std::ranges::mismatch(kept, fresh).in1 - kept.begin();
      const std::string near = kept.substr(static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, at - 60)), 160) +
                               " in round " + std::to_string(round) + " of seed " + std::to_string(seed);
      QFAIL(near.c_str());
    }
    for (int i = 0; !undo.empty() && rng.chance(0.25) && i < 3; ++i) {
      QVERIFY(apply(topology, undo.back()));
      undo.pop_back();
    }
    const Edit edit = rng.chance(0.5) ? farReaching(rng, topology) : randomEdit(rng, topology);
    if (auto applied = apply(topology, edit)) {
      undo.push_back(std::move(applied).value().inverse);
      ++carriedOut;
    }
  }
  QVERIFY(carriedOut > rounds / 2);
}

}  // namespace

class TestEstimateIncremental : public QObject {
  Q_OBJECT

 private slots:
  void sharedTown() {
    for (std::uint64_t seed = 0; seed < 12; ++seed) wander(seed, town().topology(), 120);
  }

  void generated() {
    for (std::uint64_t seed = 0; seed < 6; ++seed) wander(seed, generateDesign(seed, 40 + 60 * seed), 60);
  }

  // A zone counts that something only names, wherever that zone is drawn.
  void namedFromAfar() {
    Draft d;
    d.region("us", "us-east-1").region("jp", "ap-northeast-1").node("own", "users").node("app", "app-tier", "us-a");
    d.node("dax", "dax-cluster", "us", {{"nodes", 3}, {"nodeAzs", Value::Array{"us-a", "jp-a"}}});
    d.link("uses", "own", "app").link("uses", "app", "dax", {{"access", "read"}});
    d.node("table", "dynamodb-table", "us").link("uses", "dax", "table");
    Topology topology = d.topology();
    EstimateCache cache;
    const std::string before = everythingOf(estimate(designOf(topology), {.cache = &cache}));
    QVERIFY(before.find("ap-northeast-1a") != std::string::npos);
    QVERIFY(apply(topology, {"Named zone", {SetNodeProperty{"jp-a", "code", Value("ap-northeast-1c")}}}));
    const std::string after = everythingOf(estimate(designOf(topology), {.cache = &cache}));
    QVERIFY(after != before);
    QCOMPARE(after, everythingOf(estimate(designOf(topology))));
  }

  // Rows that an edit leaves alone are those of the estimates before it, which stay as they were.
  void sharesWhatItLeavesAlone() {
    EstimateCache cache;
    Topology topology = town().topology();
    const std::optional<Estimates> before = estimate(designOf(topology), {.cache = &cache});
    const std::string said = everythingOf(before);
    QVERIFY(apply(topology, {"A tier", {SetNodeProperty{"app-two", "running", Value(7)}}}));
    const std::optional<Estimates> after = estimate(designOf(topology), {.cache = &cache});
    QVERIFY(before && after);
    QCOMPARE(after->workloads.size(), before->workloads.size());
    for (std::size_t i = 0; i < after->workloads.size(); ++i)
      QCOMPARE(&after->workloads[i] == &before->workloads[i], before->workloads[i].id != "two");
    QVERIFY(!after->stores.empty());
    for (std::size_t i = 0; i < after->stores.size(); ++i) QVERIFY(&after->stores[i] == &before->stores[i]);
    QCOMPARE(everythingOf(before), said);
    QVERIFY(everythingOf(after) != said);
  }

  // What stands in a place changes without the workloads that fail with it: their rows are kept, the lists are not.
  void placesHoldWhatStandsThereNow() {
    EstimateCache cache;
    Topology topology = town().topology();
    const auto inhabitants = [&](const Estimates& estimates) {
      std::vector<std::string> out;
      for (const Event& event : withInhabitants(designOf(topology), estimates.workloads.at(1).events))
        if (event.key == "zone:us-east-1:us-east-1a") out = event.nodes;
      return out;
    };
    const Estimates before = estimate(designOf(topology), {.cache = &cache}).value();
    QCOMPARE(before.workloads.at(1).id, std::string("own"));
    QCOMPARE(inhabitants(before), (std::vector<std::string>{"us-a", "writer"}));
    QVERIFY(apply(topology, {"Another card", {AddNode{Node{"aaa", "s3-bucket", "us-a", {}, {}, {}, {}}}}}));
    const Estimates after = estimate(designOf(topology), {.cache = &cache}).value();
    QVERIFY(&after.workloads.at(1) == &before.workloads.at(1));
    QCOMPARE(inhabitants(after), (std::vector<std::string>{"aaa", "us-a", "writer"}));
  }

  // An edit costs the workloads and stores that it touches, and moving cards costs none.
  void costsWhatItTouches() {
    EstimateCache cache;
    Topology topology = town().topology();
    const auto made = [&](const char* what, std::vector<Change> changes) {
      const std::size_t before = cache.partsMade();
      if (!changes.empty() && !apply(topology, {what, std::move(changes)})) QTest::qFail(what, __FILE__, __LINE__);
      if (!estimate(designOf(topology), {.cache = &cache})) QTest::qFail(what, __FILE__, __LINE__);
      return cache.partsMade() - before;
    };
    QVERIFY(made("first", {}) > 8);
    QCOMPARE(made("nothing", {}), std::size_t{0});
    QCOMPARE(made("a tier of one workload", {SetNodeProperty{"app-two", "running", Value(7)}}), std::size_t{1});
    QCOMPARE(made("moved", {SetNodeRect{"app-two", Rect{1, 2, 146, 52}}, SetNodeRect{"eu", Rect{5, 5, 900, 900}}}),
             std::size_t{0});
    QCOMPARE(made("a table of three workloads, and its line", {RenameNode{"shared", "Orders"}}), std::size_t{4});
    QVERIFY(made("a place", {SetNodeProperty{"us-a", "code", Value("us-east-1d")}}) > 0);
    QVERIFY(made("all", {SetAssumption{"az.unavailability", Value(2e-3)}}) > 8);
  }
};

QTEST_GUILESS_MAIN(TestEstimateIncremental)
#include "test_estimate_incremental.moc"
