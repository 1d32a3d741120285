// What the estimate says of whole designs: worked values of availability.md, importance against finite differences, cut
// sets against brute force, the cache.
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "availability/estimate.h"
#include "availability/events.h"
#include "formats/native.h"
#include "generator.h"
#include "structure_support.h"

using namespace nines;
using namespace nines::test;

namespace {

Design designOf(Topology topology) {
  const auto snapshot = std::make_shared<const Topology>(std::move(topology));
  return Design(snapshot, Catalogue::shipped(), Profiles::shipped().orDefault(snapshot->profile));
}

Topology fixtureDesign(const QString& name) {
  const std::string path = "availability/" + name.toStdString() + ".nines";
  auto design = readDesign(fixture(path), path, Catalogue::shipped());
  if (design) return std::move(design).value();
  QTest::qFail(design.error().text().c_str(), __FILE__, __LINE__);
  return {};
}

Estimates estimatesOf(const Design& design, const EstimateOptions& options = {}) {
  auto found = estimate(design, options);
  if (!found) QTest::qFail("stopped", __FILE__, __LINE__);
  return found.value_or(Estimates{});
}

bool isNear(const std::optional<double>& got, double expected, double tolerance) {
  if (got && std::abs(*got - expected) <= tolerance) return true;
  qInfo("got %.16g, expected %.16g", got.value_or(-1), expected);
  return false;
}

// Ten events or so, with a shared zone, a quorum and a switch.
Draft sample() {
  Draft d;
  d.region("eu", "eu-west-1").stack("eu").node("orders", "users").node("dns", "route53");
  return d.link("uses", "orders", "dns").link("routes", "dns", "eu-lb");
}

const Contributor* contributorOf(const WorkloadEstimate& workload, std::string_view key) {
  const auto at = std::ranges::find_if(workload.contributors,
                                       [&](const Contributor& c) { return workload.events[c.event].key == key; });
  return at == workload.contributors.end() ? nullptr : &*at;
}

// Of a design of one workload, whose stores all serve it, the events have the same positions.
bool haveSameEvents(const Design& design, const Estimates& estimates, const ReliabilityGraph& graph) {
  const auto events = withInhabitants(design, estimates.workloads.front().events);
  return std::ranges::equal(events, graph.events(), [](const Event& a, const Event& b) {
    return a.key == b.key && a.nodes == b.nodes && a.label == b.label && a.unavailability == b.unavailability;
  });
}

}  // namespace

class TestEstimate : public QObject {
  Q_OBJECT

 private slots:
  // A slip elsewhere takes nothing from those whose figure can be told.
  void tooManyInstancesAreThoseOfTheirTier() {
    Draft d = sample();
    d.node("astray", "app-tier", "eu-a", {{"running", 100'000}});
    const Estimates with = estimatesOf(d.design());
    const Estimates without = estimatesOf(sample().design());
    QVERIFY2(with.workloads[0].exact.unavailability, with.workloads[0].exact.unknownBecause.c_str());
    QCOMPARE(with.workloads[0].exact.unavailability, without.workloads[0].exact.unavailability);
  }

  void workedValues_data() {
    QTest::addColumn<QString>("name");
    const QDir folder(QString::fromStdString(fixturePath("availability")));
    const QStringList files = folder.entryList({QStringLiteral("*.nines")}, QDir::Files, QDir::Name);
    QVERIFY(files.size() >= 16);
    for (const QString& file : files) QTest::newRow(qPrintable(file)) << file.chopped(6);
  }
  void workedValues() {
    QFETCH(QString, name);
    const std::string text = fixture("availability/" + name.toStdString() + ".expected.json");
    const QJsonObject expected = QJsonDocument::fromJson(QByteArray::fromStdString(text)).object();
    const Estimates estimates = estimatesOf(designOf(fixtureDesign(name)));
    int compared = 0;
    for (const auto& entry : expected["workloads"].toArray()) {
      const QJsonObject stated = entry.toObject();
      const auto at =
          std::ranges::find(estimates.workloads, stated["id"].toString().toStdString(), &WorkloadEstimate::id);
      QVERIFY(at != estimates.workloads.end());
      QVERIFY2(at->exact.unknownBecause.empty(), at->exact.unknownBecause.c_str());
      const double tolerance = std::pow(10, -stated["digits"].toInt(12)) * (stated.contains("digits") ? .5 : 1);
      QVERIFY(isNear(at->exact.availability, stated["availability"].toDouble(), tolerance));
      QVERIFY(isNear(at->exact.unavailability, 1 - stated["availability"].toDouble(), tolerance));
      if (stated.contains("slaProduct")) QVERIFY(isNear(at->slaProduct, stated["slaProduct"].toDouble(), 1e-9));
      ++compared;
    }
    for (const auto& entry : expected["stores"].toArray()) {
      const QJsonObject stated = entry.toObject();
      const auto at = std::ranges::find(estimates.stores, stated["id"].toString().toStdString(), &StoreEstimate::id);
      QVERIFY(at != estimates.stores.end());
      QVERIFY(isNear(at->read.availability, stated["read"].toDouble(), 1e-12));
      QVERIFY(isNear(at->write.availability, stated["write"].toDouble(), 1e-12));
    }
    QVERIFY(compared > 0);
  }

  // The table of importance of example 10.
  void importanceOfExample10() {
    const Estimates estimates = estimatesOf(designOf(fixtureDesign("10-orders")));
    const WorkloadEstimate& workload = estimates.workloads.at(0);
    struct Row {
      const char* key;
      double birnbaum, criticality, ifPerfect;
    };
    for (const Row& row : {Row{"own:db", 9.998129393587e-01, 6.880674812567e-01, .999812939359},
                           Row{"own:alb", 9.994502919728e-01, 8.333571231684e-02, .999450291973},
                           Row{"region:eu-west-1", 9.994502894739e-01, 8.333154532291e-02, .999450289474},
                           Row{"host:tier-a", 4.942734284357e-03, 3.669837757979e-02, .999422324354},
                           Row{"host:tier-b", 4.942734284357e-03, 3.669837757979e-02, .999422324354},
                           Row{"zone:eu-west-1:eu-west-1a", 9.331464832047e-03, 7.780330775532e-03, .999404982692},
                           Row{"switch:db", 9.994131431035e-01, 2.138820537883e-02, .999413143103}}) {
      const Contributor* found = contributorOf(workload, row.key);
      QVERIFY2(found, row.key);
      QVERIFY2(isNear(found->birnbaum, row.birnbaum, 1e-12), row.key);
      QVERIFY2(isNear(found->criticality, row.criticality, 1e-12), row.key);
      QVERIFY2(isNear(found->ifPerfect, row.ifPerfect, 1e-12), row.key);
      QVERIFY(isNear(found->unavailabilityIfPerfect, 1 - row.ifPerfect, 1e-12));
    }
    QVERIFY(std::ranges::is_sorted(workload.contributors, std::greater<>(), &Contributor::criticality));
    QCOMPARE(workload.events[workload.contributors.front().event].key, std::string("own:db"));
  }

  // Every importance is the difference that the event makes, found by trying all states.
  void importanceIsADifference() {
    const Design design = sample().design();
    const ReliabilityGraph graph(design);
    const auto estimates = estimate(design);
    QVERIFY(estimates);
    const FaultTree::Ref top = graph.workloads().front().failure.when;
    const std::vector<EventIndex> events = eventsOf(graph.tree(), top);
    const WorkloadEstimate& workload = estimates->workloads.front();
    QCOMPARE(workload.contributors.size(), events.size());
    QVERIFY(haveSameEvents(design, *estimates, graph));
    const double down = bruteForce(graph, top);
    QVERIFY(isNear(workload.exact.unavailability, down, 1e-14 * down));
    for (const Contributor& c : workload.contributors) {
      double given[2] = {0, 0};
      std::vector<bool> happened(graph.tree().eventCount(), false);
      for (std::uint32_t state = 0; state < 1u << events.size(); ++state) {
        double p = 1;
        std::size_t side = 0;
        for (std::size_t i = 0; i < events.size(); ++i) {
          happened[events[i]] = (state >> i & 1u) != 0;
          if (events[i] == c.event) side = happened[events[i]] ? 1 : 0;
          else p *= happened[events[i]] ? graph.q()[events[i]] : 1 - graph.q()[events[i]];
        }
        if (holds(graph.tree(), top, happened)) given[side] += p;
      }
      QVERIFY(isNear(c.birnbaum, given[1] - given[0], 1e-13));
      QVERIFY(isNear(c.unavailabilityIfPerfect, given[0], 1e-13 * given[0]));
      QVERIFY(isNear(c.criticality, graph.q()[c.event] * (given[1] - given[0]) / down, 1e-12));
    }
  }

  // Minimal cut sets of one and two events: those, and only those, that suffice while none of their parts does.
  void cutSetsByBruteForce() {
    const Design design = sample().design();
    const ReliabilityGraph graph(design);
    const auto estimates = estimate(design);
    QVERIFY(estimates);
    QVERIFY(haveSameEvents(design, *estimates, graph));
    const FaultTree::Ref top = graph.workloads().front().failure.when;
    const std::vector<EventIndex> events = eventsOf(graph.tree(), top);
    const auto suffices = [&](std::initializer_list<EventIndex> set) {
      std::vector<bool> happened(graph.tree().eventCount(), false);
      for (const EventIndex event : set) happened[event] = true;
      return holds(graph.tree(), top, happened);
    };
    std::set<std::vector<EventIndex>> expected;
    for (const EventIndex a : events) {
      if (suffices({a})) expected.insert({a});
      for (const EventIndex b : events) {
        if (a < b && suffices({a, b}) && !suffices({a}) && !suffices({b})) expected.insert({a, b});
      }
    }
    std::set<std::vector<EventIndex>> found;
    double last = 2;
    std::size_t order = 1;
    for (const MinimalCutSet& cut : estimates->workloads.front().cutSets) {
      double p = 1;
      for (const std::uint32_t event : cut.events) p *= estimates->workloads.front().events[event].unavailability;
      QVERIFY(isNear(cut.probability, p, 1e-12 * p));
      if (cut.events.size() > order) last = 2;
      order = cut.events.size();
      QVERIFY(cut.probability <= last);  // the most probable of each order first
      last = cut.probability;
      found.insert(cut.events);
    }
    QVERIFY(expected.size() > 5);
    QCOMPARE(found, expected);
  }

  // Not the Region, and not what is redundant: what people can do something about.
  void singlePoints() {
    QVERIFY(estimatesOf(sample().design()).workloads[0].singlePoints.empty());
    Draft d;
    d.region("eu", "eu-west-1")
        .node("orders", "users")
        .node("lb", "load-balancer", "eu")
        .node("app", "app-tier", "eu-a");
    d.node("db", "rds-instance", "eu-a").node("t", "dynamodb-table", "eu").node("docs", "s3-bucket", "eu");
    d.link("uses", "orders", "lb").link("routes", "lb", "app").link("uses", "app", "db").link("uses", "app", "t");
    d.link("uses", "app", "docs");
    QCOMPARE(estimatesOf(d.design()).workloads[0].singlePoints, (std::vector<std::string>{"app", "db", "eu-a", "lb"}));
    d.node("dc", "data-centre", {}, {{"availability", .99}})
        .node("gw", "storage-gateway", "dc")
        .link("uses", "app", "gw");
    d.node("app", "app-tier", "eu-a", {{"running", 2}});  // the group as a whole stands in one zone
    QCOMPARE(estimatesOf(d.design()).workloads[0].singlePoints,
             (std::vector<std::string>{"app", "db", "dc", "eu-a", "gw", "lb"}));
  }

  void whatNeverWorksAndWhatAlwaysDoes() {
    Draft d;
    d.region("eu", "eu-west-1").node("orders", "users").node("app", "app-tier", "eu-a", {{"running", 0}});
    d.link("uses", "orders", "app");
    const WorkloadEstimate never = estimatesOf(d.design()).workloads[0];
    QCOMPARE(never.exact.availability, std::optional(0.));
    QCOMPARE(never.exact.unavailability, std::optional(1.));
    QVERIFY(never.contributors.empty() && never.cutSets.empty() && never.singlePoints.empty());
    d.node("app", "app-tier", "eu-a", {{"needed", 0}});
    QCOMPARE(estimatesOf(d.design()).workloads[0].exact.availability, std::optional(1.));
  }

  void unknownSaysWhy() {
    Draft d;
    d.region("eu", "eu-west-1").node("orders", "users").node("mail", "app-tier", "eu", {{"runsOn", "lambda"}});
    d.node("cluster", "aurora-cluster", "eu").link("uses", "orders", "mail");
    const Estimates estimates = estimatesOf(d.design());
    const WorkloadEstimate& workload = estimates.workloads[0];
    QVERIFY(!workload.exact.availability && !workload.exact.unavailability);
    QCOMPARE(workload.exact.unknownBecause, std::string("there is no sourced figure for what mail runs on (Lambda)"));
    QVERIFY(workload.contributors.empty());
    QVERIFY(!estimates.stores[0].read.availability);
    QCOMPARE(estimates.stores[0].write.unknownBecause, std::string("cluster has no instances"));
  }

  void editOfAnAssumption() {
    Draft d = sample();
    d.assume("az.unavailability", 2e-3);
    QVERIFY(isNear(estimatesOf(d.design()).workloads[0].exact.availability, .999370114, .5e-9));
  }

  void tooLargeHasBoundsAndNoFigure() {
    const Design design = sample().design();
    const WorkloadEstimate workload = estimatesOf(design, {.diagramNodes = 3}).workloads[0];
    QVERIFY(!workload.exact.availability && !workload.exact.unavailability);
    QVERIFY2(workload.exact.unknownBecause.find("orders") != std::string::npos &&
                 workload.exact.unknownBecause.find("too large") != std::string::npos,
             workload.exact.unknownBecause.c_str());
    QVERIFY(workload.contributors.empty());
    QVERIFY(workload.slaProduct.has_value());
  }

  void stops() {
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(!estimate(sample().design(), {.stop = stop.get_token()}));
  }

  // The same figures with a cache as without, and nothing is worked out twice.
  void cacheChangesNothing() {
    EstimateCache cache;
    Topology topology = generateDesign(5, 400);
    const auto compare = [&](const Estimates& a, const Estimates& b) {
      QCOMPARE(a.workloads.size(), b.workloads.size());
      for (std::size_t i = 0; i < a.workloads.size(); ++i) {
        QCOMPARE(a.workloads[i].exact.unavailability, b.workloads[i].exact.unavailability);
        QCOMPARE(a.workloads[i].singlePoints, b.workloads[i].singlePoints);
        QCOMPARE(a.workloads[i].contributors.size(), b.workloads[i].contributors.size());
        for (std::size_t c = 0; c < a.workloads[i].contributors.size(); ++c) {
          QCOMPARE(a.workloads[i].events[a.workloads[i].contributors[c].event].key,
                   b.workloads[i].events[b.workloads[i].contributors[c].event].key);
          QCOMPARE(a.workloads[i].contributors[c].birnbaum, b.workloads[i].contributors[c].birnbaum);
        }
      }
      for (std::size_t i = 0; i < a.stores.size(); ++i) {
        QCOMPARE(a.stores[i].read.unavailability, b.stores[i].read.unavailability);
        QCOMPARE(a.stores[i].write.unavailability, b.stores[i].write.unavailability);
      }
    };
    Rng rng(11);
    for (int round = 0; round < 20; ++round) {
      const Design design = designOf(topology);
      compare(estimatesOf(design, {.cache = &cache}), estimatesOf(design));
      const std::size_t misses = cache.misses();
      QVERIFY(estimate(design, {.cache = &cache}));
      QCOMPARE(cache.misses(), misses);
      QVERIFY(apply(topology, randomEdit(rng, topology)));
    }
  }

  // An edit costs the functions that it touches; what nobody asks for any more goes.
  void cacheKeepsWhatIsAsked() {
    EstimateCache cache;
    Draft d;
    d.region("eu", "eu-west-1");
    for (const char* name : {"one", "two", "three"}) {
      const std::string n(name);
      d.node("u-" + n, "users").node("a-" + n, "app-tier", "eu-a", {{"running", static_cast<int>(n.size())}});
      d.link("uses", "u-" + n, "a-" + n);
    }
    QVERIFY(estimate(d.design(), {.cache = &cache}));
    QCOMPARE(cache.misses(), std::size_t{2});  // one and two are alike
    d.node("a-two", "app-tier", "eu-a", {{"running", 4}});
    QVERIFY(estimate(d.design(), {.cache = &cache}));
    QCOMPARE(cache.misses(), std::size_t{3});
    QCOMPARE(cache.size(), std::size_t{3});
    Draft other;
    for (int run = 0; run < 12; ++run) QVERIFY(estimate(other.design(), {.cache = &cache}));
    QCOMPARE(cache.size(), std::size_t{0});
  }

  // Redundancy in another zone never lowers an estimate; both halves in one zone always do.
  void redundancyGains() {
    const auto with = [](const char* zone) {
      Draft d = sample();
      d.node("extra", "app-tier", zone).link("member", "extra", "eu-asg");
      return *estimatesOf(d.design()).workloads[0].exact.unavailability;
    };
    const double before = *estimatesOf(sample().design()).workloads[0].exact.unavailability;
    QVERIFY(with("eu-c") <= before);
    Draft together = sample();
    together.node("eu-db-b", "rds-standby", "eu-a");
    QVERIFY(*estimatesOf(together.design()).workloads[0].exact.unavailability > before);
  }
};

QTEST_GUILESS_MAIN(TestEstimate)
#include "test_estimate.moc"
