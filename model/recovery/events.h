// What happens in a drill, one thing after the other, in sentences: for the list beside the canvas and for reports.
#pragma once

#include <string>
#include <vector>

#include "recovery/drill.h"
#include "semantics/design.h"

namespace nines {

// Which end of the ranges is told.
enum class DrillEnd { best, worst };

inline double timeOf(const Span& span, DrillEnd end) { return end == DrillEnd::best ? span.best : span.worst; }
const std::vector<StateChange>& statesOf(const WorkloadDrill& workload, DrillEnd end);
// The state at that moment.
ServiceState stateAt(const WorkloadDrill& workload, double seconds, DrillEnd end);

struct DrillEvent {
  enum class Tone { failed, noticed, acted, recovered };  // in this order where they fall together

  double time = 0;  // seconds since the outage began
  Tone tone = Tone::failed;
  std::string text;     // "orders-db-b is promoted"
  std::string subject;  // the node or workload that it happens to; empty where it is several, or none

  bool operator==(const DrillEvent&) const = default;
};

// By time, then tone, then text; each once, however many workloads share it. Nothing for an outage without parts.
std::vector<DrillEvent> eventsOf(const Design& design, const Drill& drill, DrillEnd end = DrillEnd::worst);

// "app-1", "app-1 and app-2", "app-1 and 4 more": titles, in the order given.
std::string listOf(const Design& design, const std::vector<std::string>& ids);

}  // namespace nines
