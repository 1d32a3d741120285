// "What if" against plain arithmetic of the same probabilities.
#include "availability/what_if.h"

#include "../rules/rules_support.h"
#include "availability/contributors.h"
#include "availability/simulated_design.h"

using namespace nines;
using nines::test::Sketch;

namespace {

bool near(double a, double b) { return std::abs(a - b) <= 1e-12 * std::max(std::abs(a), std::abs(b)); }

double q(const ReliabilityGraph& graph, std::string_view component, Event::Kind kind) {
  for (const Event& event : graph.events()) {
    if (event.component == component && event.kind == kind) return event.unavailability;
  }
  return -1;
}

// A tier and a Single-AZ database in one zone, another tier that nobody needs.
Sketch sketch() {
  return Sketch()
      .region("eu-west-1", "a")
      .node("users", "users")
      .node("web", "app-tier", "eu-west-1a", {{"running", Value(1)}, {"needed", Value(1)}})
      .node("db", "rds-instance", "eu-west-1a")
      .node("idle", "app-tier", "eu-west-1a")
      .link("uses", "users", "web")
      .link("uses", "web", "db", {{"access", Value("read-write")}});
}

}  // namespace

class TestWhatIf : public QObject {
  Q_OBJECT

 private slots:
  void ofAnInstance() {
    const Design d = sketch().design();
    const ReliabilityGraph graph(d);
    const double web = q(graph, "web", Event::Kind::host);
    const double db = q(graph, "db", Event::Kind::host);
    const double zone = q(graph, "eu-west-1a", Event::Kind::zone);
    const double region = q(graph, "eu-west-1", Event::Kind::region);
    QVERIFY(web > 0 && db > 0 && zone > 0 && region > 0);
    const auto figures = whatIf(graph, d.topology(), "db");
    QCOMPARE(figures.size(), std::size_t{1});
    QCOMPARE(figures[0].workload, std::string("users"));
    const auto down = [&](double own) { return 1 - (1 - web) * (1 - own) * (1 - zone) * (1 - region); };
    QVERIFY(near(figures[0].now, down(db)));
    QVERIFY(near(figures[0].perfect, down(0)));
    QCOMPARE(figures[0].down, 1.0);
    QVERIFY(figures[0].doubled && near(*figures[0].doubled, down(db * db)));
  }

  void ofAZone() {
    const Design d = sketch().design();
    const ReliabilityGraph graph(d);
    const auto figures = whatIf(graph, d.topology(), "eu-west-1a");
    QCOMPARE(figures.size(), std::size_t{1});
    const double rest = 1 - (1 - q(graph, "web", Event::Kind::host)) * (1 - q(graph, "db", Event::Kind::host)) *
                                (1 - q(graph, "eu-west-1", Event::Kind::region));
    QVERIFY(near(figures[0].perfect, rest));
    QCOMPARE(figures[0].down, 1.0);
    QVERIFY(!figures[0].doubled);
  }

  void ofAServiceOfItsOwn() {
    const Design d = Sketch()
                         .region("eu-west-1", "a")
                         .node("users", "users")
                         .node("table", "dynamodb-table", "eu-west-1")
                         .link("uses", "users", "table", {{"access", Value("read-write")}})
                         .design();
    const ReliabilityGraph graph(d);
    const auto figures = whatIf(graph, d.topology(), "table");
    QCOMPARE(figures.size(), std::size_t{1});
    const double own = q(graph, "table", Event::Kind::own);
    const double region = q(graph, "eu-west-1", Event::Kind::region);
    QVERIFY(near(figures[0].perfect, region));
    QVERIFY(near(*figures[0].doubled, 1 - (1 - own * own) * (1 - region)));
  }

  void whatHasNoPartHasNoFigures() {
    const Design d = sketch().design();
    const ReliabilityGraph graph(d);
    QVERIFY(whatIf(graph, d.topology(), "idle").empty());
    QVERIFY(whatIf(graph, d.topology(), "users").empty());
    QVERIFY(whatIf(graph, d.topology(), "nobody").empty());
  }

  void unknownWorkloadsAreLeftOut() {
    const Design d = sketch()
                         .node("batch", "users")
                         .node("job", "app-tier", "eu-west-1a", {{"runsOn", Value("lambda")}})
                         .link("uses", "batch", "job")
                         .link("uses", "job", "db")
                         .design();
    const ReliabilityGraph graph(d);
    const auto figures = whatIf(graph, d.topology(), "db");
    QCOMPARE(figures.size(), std::size_t{1});
    QCOMPARE(figures[0].workload, std::string("users"));
  }

  void atMostSoMany() {
    Sketch many = sketch();
    for (int i = 0; i < 5; ++i) {
      const std::string id = "more-" + std::to_string(i);
      many.node(id.c_str(), "users").link("uses", id.c_str(), "web");
    }
    const Design d = many.design();
    const ReliabilityGraph graph(d);
    QCOMPARE(whatIf(graph, d.topology(), "db").size(), std::size_t{6});
    QCOMPARE(whatIf(graph, d.topology(), "db", 2).size(), std::size_t{2});
  }

  // A question that is taken back does not wait for the graph; the next one gets it whole.
  void aGraphThatIsStillToBeMade() {
    const Design d = sketch().design();
    const auto graph = ReliabilityGraph::whenAsked(d);
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(!graph->makeReady(stop.get_token()));
    QVERIFY(whatIf(*graph, d.topology(), "db", kMostWhatIf, stop.get_token()).empty());
    QVERIFY(storeContributors(*graph, d.topology(), "db", stop.get_token()).empty());
    QVERIFY(!simulateWorkloads(*graph, {.years = 1, .stop = stop.get_token()}));
    QVERIFY(!graph->makeReady(stop.get_token()));
    const auto figures = whatIf(*graph, d.topology(), "db");
    QVERIFY(graph->makeReady(stop.get_token()));  // it is there
    const ReliabilityGraph atOnce(d);
    const auto expected = whatIf(atOnce, d.topology(), "db");
    QCOMPARE(figures.size(), expected.size());
    QVERIFY(!figures.empty());
    for (std::size_t i = 0; i < figures.size(); ++i) QCOMPARE(figures[i].down, expected[i].down);
    QCOMPARE(graph->stores().size(), atOnce.stores().size());
  }
};

QTEST_GUILESS_MAIN(TestWhatIf)
#include "test_what_if.moc"
