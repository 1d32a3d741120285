// What a judged workload is to people: words, states, losses, advice.
#pragma once

#include <vector>

#include "recovery/drill.h"
#include "recovery/judge.h"
#include "recovery/prospect.h"

namespace nines::drills {

// Targets for the outage: of joined ones the longest of those that their kinds have.
struct Targets {
  std::optional<double> rto;
  std::optional<double> rpo;
};
Targets targetsOf(const Design& design, NodeIndex workload, const Outage& outage);

// Everything of a workload that is affected: by one judge, and what is the same however it turns out.
WorkloadDrill resultOf(const Base& base, const Judge& judge, NodeIndex workload);
WorkloadDrill resultOf(const Base& base, const Prospect& prospect, NodeIndex workload);

// Fills in targets and verdicts.
void judgeTargets(const Targets& targets, WorkloadDrill& out);
// Nothing without a target, or where that lies between the bounds.
std::optional<bool> verdict(const std::optional<double>& target, const Bounds& atWorst);

// What would shorten the step, a sentence; empty if nothing sensible is known.
std::string adviceFor(const Design& design, const DrillStep& step);

}  // namespace nines::drills
