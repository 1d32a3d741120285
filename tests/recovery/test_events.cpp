// What happens in a drill, told in order.
#include "drill_sample.h"
#include "recovery/events.h"
#include "support.h"
#include "support/clock.h"

using namespace nines;
using namespace nines::test;
using Tone = DrillEvent::Tone;

namespace {

std::shared_ptr<const Design> designOf(Topology topology) {
  return std::make_shared<const Design>(std::make_shared<const Topology>(std::move(topology)), Catalogue::shipped(),
                                        Profiles::shipped().orDefault({}));
}

std::vector<std::string> linesOf(const std::vector<DrillEvent>& events) {
  std::vector<std::string> lines;
  lines.reserve(events.size());
  for (const DrillEvent& event : events) lines.push_back(formatClock(event.time) + " " + event.text);
  return lines;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string all;
  for (const auto& line : lines) all += line + "\n";
  return all;
}

}  // namespace

class TestEvents : public QObject {
  Q_OBJECT

  std::shared_ptr<const Design> m_design = designOf(drilledTopology());

 private slots:
  void clock() {
    QCOMPARE(formatClock(0), std::string("0:00"));
    QCOMPARE(formatClock(104.6), std::string("1:45"));
    QCOMPARE(formatClock(3599.4), std::string("59:59"));
    QCOMPARE(formatClock(3599.6), std::string("1:00:00"));
    QCOMPARE(formatClock(10340), std::string("2:52:20"));
    QCOMPARE(formatClock(14 * 86400 + 140), std::string("14\u00a0d\u00a000:02:20"));
  }

  void tellsTheWorstInOrder() {
    const std::string expected =
        "0:00 eu-west-1a is lost\n"
        "0:00 app-1 and orders-db stop\n"
        "0:00 Orders is down\n"
        "0:00 Reports can only read\n"
        "0:00 orders-docs gets no more changes\n"
        "0:30 The failure is detected\n"
        "1:30 Clients know where orders-docs is now\n"
        "2:10 app-2 is running\n"
        "2:30 orders-r1 is promoted\n"
        "2:30 Orders serves again, at reduced capacity\n"
        "3:00 Clients of orders-db are re-pointed\n"
        "3:00 Orders serves normally again\n"
        "25:00 orders-db is restored elsewhere\n"
        "25:00 Reports serves normally again\n";
    QCOMPARE(joined(linesOf(eventsOf(*m_design, *drillSample()))), expected);
  }

  void tellsTheBest() {
    const auto events = eventsOf(*m_design, *drillSample(), DrillEnd::best);
    const std::string all = joined(linesOf(events));
    QVERIFY2(all.find("1:20 orders-r1 is promoted\n") != std::string::npos, all.c_str());
    QVERIFY(all.find("10:00 Reports serves normally again\n") != std::string::npos);
    QVERIFY(all.find("reduced") == std::string::npos);  // never degraded at best
    QVERIFY(std::ranges::is_sorted(events, {}, &DrillEvent::time));
  }

  void saysWhomItHappensTo() {
    for (const DrillEvent& event : eventsOf(*m_design, *drillSample())) {
      if (event.text == "orders-r1 is promoted") QCOMPARE(event.subject, std::string("orders-r1"));
      if (event.text == "Orders is down") QCOMPARE(event.subject, std::string("orders"));
      if (event.text == "app-1 and orders-db stop") QCOMPARE(event.subject, std::string());
    }
  }

  // Two workloads wait for the same promotion: it happens once.
  void tellsSharedStepsOnce() {
    Drill drill = *drillSample();
    drill.workloads[2] = drill.workloads[0];
    drill.workloads[2].id = "warehouse";
    const auto lines = linesOf(eventsOf(*m_design, drill));
    for (const std::string line :
         {"0:30 The failure is detected", "2:30 orders-r1 is promoted", "3:00 Clients of orders-db are re-pointed",
          "2:30 Warehouse serves again, at reduced capacity"})
      QCOMPARE(std::ranges::count(lines, line), std::ptrdiff_t{1});
  }

  // A step tells what no node has become, and nothing that one has.
  void stepsFillInWhatNodesDoNotSay() {
    Drill drill = *drillSample();
    std::erase_if(drill.nodes, [](const NodeChange& change) { return change.node == "orders-r1"; });
    QCOMPARE(std::ranges::count(linesOf(eventsOf(*m_design, drill)), "2:30 orders-r1 is promoted"), std::ptrdiff_t{1});
  }

  void saysWhatDoesNotComeBack() {
    Drill drill = *drillSample();
    drill.workloads[0].recovers = false;
    drill.workloads[0].rto.reset();
    drill.workloads[0].states = {{0, ServiceState::down}, {150, ServiceState::degraded}};
    const auto lines = linesOf(eventsOf(*m_design, drill));
    QCOMPARE(std::ranges::count(lines, "2:30 Orders serves again, at reduced capacity, and does not recover"),
             std::ptrdiff_t{1});
    QCOMPARE(std::ranges::count(lines, "0:00 Orders is down"), std::ptrdiff_t{1});
  }

  // Whoever counts the cards gets the same number: places, notes and workloads are none, and a workload's own sentence
  // says what becomes of it.
  void countsResourcesOnly() {
    Topology topology = drilledTopology();
    Node note;
    note.id = "a-note";
    note.kind = "note";
    topology.nodes.put(note);
    const auto design = designOf(topology);
    Drill drill;
    drill.outage.parts = {{OutageKind::region, "eu-west-1"}};
    int resources = 0;
    for (NodeIndex i = 0; i < design->nodeCount(); ++i) {
      const Kind* kind = design->kind(i);
      if (!kind->isContainer() && kind->id != "note" && kind->id != "users") ++resources;
      drill.nodes.push_back({design->node(i).id, Fate::failed, {0, 0}});
    }
    QVERIFY(resources > 2 && resources < static_cast<int>(design->nodeCount()) - 2);
    const auto events = eventsOf(*design, drill);
    QCOMPARE(events.size(), std::size_t{2});
    const std::string expected = " and " + std::to_string(resources - 1) + " more stop";
    QVERIFY2(events[1].text.ends_with(expected), events[1].text.c_str());
    QVERIFY2(!events[1].text.starts_with("a-note"), events[1].text.c_str());
  }

  // The place stays lost: what it held is made anew in another one.
  void saysWhatWorksAgainElsewhere() {
    Drill drill = *drillSample();
    const auto times = [&](const char* line) { return std::ranges::count(linesOf(eventsOf(*m_design, drill)), line); };
    QCOMPARE(times("25:00 orders-db is restored elsewhere"), std::ptrdiff_t{1});
    drill.outage.parts = {{OutageKind::host, "orders-db"}};
    QCOMPARE(times("25:00 orders-db is restored"), std::ptrdiff_t{1});
  }

  void corruptionSpeaksOfOthersOnly() {
    Drill drill;
    drill.outage.parts = {{OutageKind::corruption, "orders-db"}};
    drill.nodes = {{"orders-db", Fate::spoiled, {0, 0}}, {"orders-r1", Fate::spoiled, {0, 0}}};
    const auto events = eventsOf(*m_design, drill);
    QCOMPARE(events.size(), std::size_t{2});
    QCOMPARE(events[0].text, sentenceOf(*m_design, drill.outage));
    QCOMPARE(events[1].text, std::string("orders-r1 holds spoiled data too"));
  }

  void replicasFollow() {
    Drill drill;
    drill.outage.parts = {{OutageKind::host, "orders-db"}};
    WorkloadDrill w;
    w.id = "orders";
    w.steps = {drillStep("s0", StepKind::promote, "orders-db", "Promote", {60, 120}, {0, 0}, {}, true),
               drillStep("s1", StepKind::rePoint, "orders-r1", "Re-point", {0, 0}, {60, 120}, {0}, false)};
    drill.workloads = {w};
    const auto lines = linesOf(eventsOf(*m_design, drill));
    QVERIFY2(std::ranges::count(lines, "2:00 orders-r1 follows the new primary") == 1, joined(lines).c_str());
  }

  void manyShareASentence() {
    Drill drill = *drillSample();
    drill.nodes.push_back({"app-2", Fate::failed, {0, 0}});
    const auto lines = linesOf(eventsOf(*m_design, drill));
    QVERIFY2(std::ranges::count(lines, "0:00 app-1 and 2 more stop") == 1, joined(lines).c_str());
  }

  void nothingIsNoEvent() { QVERIFY(eventsOf(*m_design, Drill()).empty()); }

  void readsStates() {
    const WorkloadDrill w = ordersDrill();
    QCOMPARE(stateAt(w, 0, DrillEnd::worst), ServiceState::down);
    QCOMPARE(stateAt(w, 149, DrillEnd::worst), ServiceState::down);
    QCOMPARE(stateAt(w, 150, DrillEnd::worst), ServiceState::degraded);
    QCOMPARE(stateAt(w, 1e9, DrillEnd::worst), ServiceState::up);
    QCOMPARE(stateAt(w, 100, DrillEnd::best), ServiceState::up);
    WorkloadDrill untouched;
    QCOMPARE(stateAt(untouched, 5, DrillEnd::worst), ServiceState::up);
  }
};

QTEST_APPLESS_MAIN(TestEvents)
#include "test_events.moc"
