// What tests of drills share: random designs, everything that drills of one need, and what is said of them.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "generator.h"
#include "recovery/driller.h"
#include "sensible_designs.h"
#include "support.h"

namespace nines::test {

class Drilled {
 public:
  explicit Drilled(Topology topology)
      : m_design(std::make_shared<const Topology>(std::move(topology)), Catalogue::shipped(),
                 Profiles::shipped().orDefault(kDefaultProfile)),
        m_closure(m_design),
        m_plans(m_design, m_closure),
        m_driller(m_design, m_closure, m_plans) {}
  Drilled(const Drilled&) = delete;
  Drilled& operator=(const Drilled&) = delete;

  const Design& design() const { return m_design; }
  const Closure& closure() const { return m_closure; }
  const Driller& driller() const { return m_driller; }
  Drill drill(const Outage& outage) const { return m_driller.drill(outage); }

  // Everything that can fail by itself.
  std::vector<Outage> outages() const {
    std::vector<Outage> out;
    for (const OutageKind kind : {OutageKind::host, OutageKind::zone, OutageKind::region, OutageKind::corruption,
                                  OutageKind::onPremises, OutageKind::maintenance}) {
      const auto offered = offeredOutages(m_design, kind);
      out.insert(out.end(), offered.begin(), offered.end());
    }
    return out;
  }

 private:
  Design m_design;
  Closure m_closure;
  RecoveryPlans m_plans;
  Driller m_driller;
};

inline constexpr double kNever = std::numeric_limits<double>::infinity();

inline double worst(const std::optional<Span>& span) { return span ? span->worst : kNever; }
inline double best(const std::optional<Span>& span) { return span ? span->best : kNever; }

// Sensible designs, and a few of the generator's.
inline void designs() {
  QTest::addColumn<int>("seed");
  QTest::addColumn<int>("nodes");  // of the generator; 0: a sensible design
  for (int seed = 0; seed < 60; ++seed) QTest::addRow("sensible %d", seed) << seed << 0;
  for (int seed = 0; seed < 4; ++seed) QTest::addRow("generated %d", seed) << seed << 40;
}
inline Topology fetched() {
  QFETCH(int, seed);
  QFETCH(int, nodes);
  const auto start = static_cast<std::uint64_t>(seed);
  return nodes == 0 ? sensibleDesign(start) : generateDesign(start, static_cast<std::size_t>(nodes));
}

// What went wrong, with the outage and the workload that it went wrong with; nothing if all is well.
inline std::string at(const Outage& outage, const WorkloadDrill& drill, const std::string& what) {
  return toText(outage) + ", " + drill.id + ": " + what;
}

// Times, states and steps; ids of steps aside.
inline std::string textOf(const WorkloadDrill& w) {
  const auto span = [](const std::optional<Span>& s) {
    return s ? std::to_string(s->best) + "-" + std::to_string(s->worst) : std::string("nothing");
  };
  std::string out = w.id + (w.affected ? " affected" : "") + (w.recovers ? "" : " lost") + " rto " + span(w.rto) +
                    " read " + span(w.readRto) + " rpo " + span(w.rpo);
  for (const StateChange& s : w.states) out.append(" ").append(toText(s.state)).append(std::to_string(s.from));
  for (const DrillStep& s : w.steps) out.append(" ").append(toText(s.kind)).append(s.subject).append(span(s.end));
  return out;
}
inline std::string textOf(const Drill& drill) {
  std::string out;
  for (const WorkloadDrill& w : drill.workloads) out += textOf(w) + "\n";
  return out;
}

inline const WorkloadDrill* find(const Drill& drill, const std::string& id) {
  const auto found = std::ranges::find(drill.workloads, id, &WorkloadDrill::id);
  return found == drill.workloads.end() ? nullptr : &*found;
}

}  // namespace nines::test
