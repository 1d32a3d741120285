// What a judged workload is to people: words, states, losses, advice.
#pragma once

#include <vector>

#include "recovery/drill.h"
#include "recovery/judge.h"

namespace nines::drills {

// Targets for the outage: of joined ones the longest of those that their kinds have.
struct Targets {
  std::optional<double> rto;
  std::optional<double> rpo;
};
Targets targetsOf(const Design& design, NodeIndex workload, const Outage& outage);

// Figures alone, without steps and words.
struct Figures {
  bool recovers = true;
  std::optional<Span> rto;
  std::optional<Span> readRto;
  std::optional<Span> rpo;
  bool lostForGood = false;  // why there is no rpo
};
Figures figuresOf(const Judge& judge);

// Everything of a workload that is affected.
WorkloadDrill resultOf(const Base& base, const Judge& judge, NodeIndex workload);

// Fills in targets and verdicts.
void judgeTargets(const Targets& targets, WorkloadDrill& out);
// `possible`: the workload recovers, its data comes back.
std::optional<bool> verdict(const std::optional<double>& target, const std::optional<Span>& figure, bool possible);

// What would shorten the step, a sentence; empty if nothing sensible is known.
std::string adviceFor(const Design& design, const DrillStep& step);

}  // namespace nines::drills
