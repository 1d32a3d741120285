// nines_bench_availability [hard|designs|FILE]: exact evaluation from scratch (the engine finds the order), beside
// BuDDy in the best order that is known, which it is given. With "hard": seeded random trees of growing size, a line
// each. With "designs": from snapshots of designs to all figures, and after an edit. With a design: 100,000 of its
// years.
#include <bdd.h>

#include <memory>
#include <string>

#include "availability/estimate.h"
#include "availability/evaluation.h"
#include "availability/simulated_design.h"
#include "availability/simulation.h"
#include "availability_designs.h"
#include "formats/native.h"
#include "measure.h"
#include "trees.h"

using namespace nines;
using namespace nines::bench;
using test::Sample;

namespace {

using Ref = FaultTree::Ref;

double solve(const Sample& s) {
  Evaluator evaluator(s.tree, s.q, std::span(&s.top, 1));
  return evaluator.probability(s.top).probability;
}

// Gates in the tree's order, events as they are numbered: common causes first, then service by service.
void solveByBuddy(const Sample& s) {
  bdd_init(100'000, 10'000);
  bdd_gbc_hook(nullptr);
  bdd_setvarnum(static_cast<int>(s.tree.eventCount()));
  {
    std::vector<bdd> gates(s.tree.gateCount(), bddfalse);
    for (std::uint32_t g = 1; g < gates.size(); ++g) {
      const FaultTree::Gate& gate = s.tree.gate(g);
      const auto arguments = s.tree.arguments(g);
      if (gate.type == FaultTree::Type::event) {
        gates[g] = bdd_ithvar(static_cast<int>(gate.least));
        continue;
      }
      const auto of = [&gates](Ref r) { return r.isNegated() ? !gates[r.gate()] : gates[r.gate()]; };
      std::vector<bdd> row(gate.type == FaultTree::Type::atLeast ? gate.least + 1 : 2, bddfalse);
      row[0] = bddtrue;
      bdd joined = gate.type == FaultTree::Type::all ? bddtrue : bddfalse;
      for (std::size_t i = arguments.size(); i-- > 0;) {
        if (gate.type == FaultTree::Type::all) joined = of(arguments[i]) & joined;
        if (gate.type == FaultTree::Type::any) joined = of(arguments[i]) | joined;
        for (std::size_t j = row.size() - 1; gate.type == FaultTree::Type::atLeast && j > 0; --j)
          row[j] = bdd_ite(of(arguments[i]), row[j - 1], row[j]);
      }
      gates[g] = gate.type == FaultTree::Type::atLeast ? row.back() : joined;
    }
  }
  bdd_done();
}

Sample twoRegions(int count) {
  Sample s;
  const auto event = [&s](double q) {
    s.q.push_back(q);
    return s.tree.addEvent();
  };
  std::array<Ref, 2> regions;
  std::array<std::array<Ref, 3>, 2> zones;
  for (std::size_t r = 0; r < 2; ++r) {
    regions[r] = event(5e-5);
    for (Ref& zone : zones[r]) zone = event(5e-4);
  }
  std::vector<Ref> down;
  for (int i = 0; i < count; ++i) {
    std::vector<Ref> both;
    for (std::size_t r = 0; r < 2; ++r) {
      std::vector<Ref> lost;
      for (const Ref zone : zones[r]) {
        const std::array hosts{event(4.45e-3), event(4.45e-3), event(4.45e-3)};
        lost.push_back(s.tree.any(std::array{zone, s.tree.all(hosts)}));
      }
      both.push_back(s.tree.any(std::array{regions[r], s.tree.atLeast(2, lost)}));
    }
    down.push_back(s.tree.all(both));
  }
  s.top = s.tree.any(down);
  return s;
}

Sample someOf(std::uint32_t least, int count) {
  Sample s;
  std::vector<Ref> events;
  for (int i = 0; i < count; ++i) events.push_back(s.tree.addEvent());
  s.q.assign(events.size(), .4);
  s.top = s.tree.atLeast(least, events);
  return s;
}

// What a design of one workload asks for, of a tree of its size.
void everything(const Sample& s) {
  Evaluator evaluator(s.tree, s.q, std::span(&s.top, 1));
  evaluator.probability(s.top);
  evaluator.importance(s.top);
  evaluator.cutSets(s.top, 2);
}

void known() {
  const auto against = [](const char* name, const Sample& s) {
    compare(name, s.tree.eventCount(), [&] { solve(s); }, "BuDDy", [&] { solveByBuddy(s); });
  };
  against("222 services", test::services(222, 3));
  against("1111 services", test::services(1'111, 3));
  against("two Regions of 222 services", twoRegions(222));
  const Sample half = someOf(500, 1'000);
  compare("500 of 1000", 1'000, [&] { solve(half); }, "none", [] {});
  const Sample small = test::services(6, 2);
  compare(
      "40 events, all figures", small.tree.eventCount(), [&] { everything(small); }, "probability alone",
      [&] { solve(small); });
  const Sample large = test::services(222, 3);
  compare(
      "222 services, all figures", large.tree.eventCount(), [&] { everything(large); }, "probability alone",
      [&] { solve(large); });
  std::vector<SimulatedEvent> events;
  for (const double q : small.q) events.push_back({q, q * 31'557'600 / 4, false});
  for (const unsigned threads : {1u, 0u}) {
    compare(
        threads == 1 ? "100000 years, one thread" : "100000 years", events.size(),
        [&] {
          (void)simulate(small.tree, events, std::span(&small.top, 1),
                         {.years = 100'000, .threads = threads, .stop = {}});
        },
        "none", [] {}, 3);
  }
}

// From a snapshot to all figures, beside reading the snapshot alone.
void designs() {
  const auto read = [](const std::shared_ptr<const Topology>& topology) {
    return Design(topology, Catalogue::shipped(), Profiles::shipped().orDefault(topology->profile));
  };
  const auto fromScratch = [&](const char* name, const Drawing& drawing) {
    const auto topology = std::make_shared<const Topology>(drawing.topology());
    compare(
        name, topology->nodes.size(), [&] { (void)estimate(read(topology)); }, "reading the design",
        [&] { (void)read(topology); }, 15);
  };
  fromScratch("design of 4 workloads", Drawing(4, 1, 3));
  Drawing large(200, 5, 2);
  fromScratch("design of 200 workloads", large);
  EstimateCache cache;
  EstimateOptions options;
  options.cache = &cache;
  int running = 3;  // a number that was not there before, so that no run finds figures of an earlier one
  const auto edit = [&] {
    ++running;
    for (int w = 0; w < 10; ++w) large.setRunning(w, running);
    return std::make_shared<const Topology>(large.topology());
  };
  compare(
      "edit of 10 workloads of 200", large.topology().nodes.size(), [&] { (void)estimate(read(edit()), options); },
      "reading the design", [&] { (void)read(edit()); }, 15);
  std::printf("{\"bench\": \"functions that the edits worked out anew\", \"count\": %zu}\n", cache.misses());
}

// 100,000 years of the Orders example.
void years(const char* path) {
  const auto topology = std::make_shared<const Topology>(loadDesign(path, Catalogue::shipped()).value());
  const Design design(topology, Catalogue::shipped(), Profiles::shipped().orDefault(topology->profile));
  const ReliabilityGraph graph(design);
  for (const unsigned threads : {1u, 2u}) {
    compare(
        threads == 1 ? "100000 years of Orders, one thread" : "100000 years of Orders, two threads",
        topology->nodes.size(),
        [&] { (void)simulateWorkloads(graph, {.years = 100'000, .threads = threads, .stop = {}}); }, "the graph",
        [&] { ReliabilityGraph{design}; }, 3);
  }
}

// The sizes at which time or memory explode; peers solve trees of 25 to 533 events, in seconds at worst.
void hard() {
  for (const int events : {100, 150, 200, 300, 400, 600, 800, 1'000, 1'500}) {
    for (const bool coherent : {true, false}) {
      for (std::uint64_t seed = 0; seed < 3; ++seed) {
        const Sample s = test::randomTree(seed, {events, events, coherent, 1e-4});
        Probability p;
        const Seconds spent = secondsOf([&] {
          Evaluator evaluator(s.tree, s.q, std::span(&s.top, 1));
          p = evaluator.probability(s.top);
        });
        std::printf(
            "{\"bench\": \"random\", \"events\": %d, \"coherent\": %s, \"seed\": %d, \"processorMs\": %.1f, "
            "\"diagramNodes\": %zu, \"lower\": %.6g, \"upper\": %.6g, \"exact\": %s}\n",
            events, coherent ? "true" : "false", static_cast<int>(seed), spent.processor * 1e3, p.diagramNodes,
            p.probability, p.upper, p.outcome == Probability::Outcome::exact ? "true" : "false");
        std::fflush(stdout);
      }
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  const std::string what = argc > 1 ? argv[1] : "";
  if (what == "hard") hard();
  else if (what == "designs") designs();
  else if (!what.empty()) years(argv[1]);
  else known();
  return 0;
}
