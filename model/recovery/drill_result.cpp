#include "recovery/drill_result.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <limits>

#include "semantics/targets.h"
#include "support/format.h"

namespace nines::drills {

namespace {

constexpr double kForever = std::numeric_limits<double>::infinity();

std::optional<double> targetFor(const Design& design, NodeIndex workload, std::string_view key, OutageKind kind) {
  if (kind == OutageKind::region) return regionTarget(design, workload, key, hasSecondRegion(design));
  const Reading target = design.read(workload, key);
  if (!target.known()) return std::nullopt;
  if (const Value::Object* byKind = target.value->asObject()) {
    const auto at = byKind->find(std::string(toText(kind)));
    return at == byKind->end() ? std::nullopt : at->second.asNumber();
  }
  const bool covered = kind == OutageKind::host || kind == OutageKind::zone;
  return covered ? target.value->asNumber() : std::nullopt;
}

std::optional<double> joinedTarget(const Design& design, NodeIndex workload, std::string_view key,
                                   const Outage& outage) {
  std::optional<double> out;
  for (const OutagePart& part : outage.parts) {
    const auto target = targetFor(design, workload, key, part.kind);
    if (target) out = std::max(out.value_or(*target), *target);
  }
  return out;
}

std::string words(const Design& design, std::string_view phrase, NodeIndex subject, NodeIndex other) {
  const std::string first(subject == kNone ? std::string_view() : titleOf(design, subject));
  const std::string second(other == kNone ? std::string_view() : titleOf(design, other));
  return fmt::format(fmt::runtime(phrase), first, second);
}

// Where a property's value comes from: the design, or the default's source.
Source propertySource(const Design& design, NodeIndex node, std::string_view key) {
  const Reading reading = design.read(node, key);
  const Kind* kind = design.kind(node);
  const PropertySchema* schema = kind ? kind->property(key) : nullptr;
  if (reading.state == Reading::State::assumed && schema) return schema->source;
  return {fmt::format("Set on {}", titleOf(design, node)), {}};
}

DrillStep stepOf(const Base& base, const Step& step) {
  const Design& design = base.design();
  DrillStep out;
  out.kind = step.kind;
  if (step.subject != kNone) out.subject = design.node(step.subject).id;
  out.what = words(design, step.phrase, step.subject, step.other);
  out.duration = step.duration;
  out.start = step.start;
  out.end = step.end;
  if (step.basis) {
    out.source = step.basis->source;
    out.assumptions = step.basis->assumptions;
    if (step.more)
      out.assumptions.insert(out.assumptions.end(), step.more->assumptions.begin(), step.more->assumptions.end());
  } else if (step.owner != kNone && !step.keys.empty()) {
    out.source = propertySource(design, step.owner, step.keys.front());
  }
  if (step.owner != kNone) {
    for (const std::string_view key : step.keys)
      out.properties.push_back({design.node(step.owner).id, std::string(key)});
  }
  out.note = words(design, step.note, step.subject, step.other);
  if (step.sizeUnknown && step.subject != kNone) {
    out.note = fmt::format("The size of {} is unknown and counts as 0 GB", titleOf(design, step.subject));
  }
  return out;
}

// Steps that any of these wait for, by when they begin: each after those before it.
std::vector<StepIndex> neededSteps(const Plan& plan, const Service& service) {
  std::vector<char> needed(plan.steps().size(), 0);
  std::vector<StepIndex> open;
  for (const Ready* ready : {&service.read, &service.write, &service.full, &service.clean}) {
    if (ready->ever) open.insert(open.end(), ready->finals.begin(), ready->finals.end());
  }
  std::vector<StepIndex> out;
  while (!open.empty()) {
    const StepIndex i = open.back();
    open.pop_back();
    if (needed[i]) continue;
    needed[i] = 1;
    out.push_back(i);
    open.insert(open.end(), plan.step(i).after.begin(), plan.step(i).after.end());
  }
  std::ranges::sort(out, {}, [&](StepIndex i) { return std::pair(plan.step(i).start.worst, i); });
  return out;
}

std::vector<StateChange> statesOf(const Service& service, double Span::* path) {
  const auto at = [&](const Ready& ready) { return ready.ever ? ready.at.*path : kForever; };
  const double read = at(service.read);
  const double write = std::max(read, at(service.write));
  const double clean = at(service.clean);
  const double full = at(service.full);
  const auto stateAt = [&](double time) {
    if (time < read || (time < write && time < clean)) return ServiceState::down;
    if (time < write) return ServiceState::readOnly;
    return time < clean || time < full ? ServiceState::degraded : ServiceState::up;
  };
  std::vector<double> moments{0, read, write, clean, full};
  std::ranges::sort(moments);
  std::vector<StateChange> out;
  for (const double moment : moments) {
    if (moment == kForever) break;
    const ServiceState state = stateAt(moment);
    if (!out.empty() && out.back().state == state) continue;
    out.push_back({moment, state});
  }
  return out;
}

// Back from the last final step of the worst path over whichever step before each ended last.
void markCritical(const Plan& plan, const Ready& whole, const std::vector<std::size_t>& positions,
                  std::vector<DrillStep>& steps) {
  if (!whole.ever || whole.finals.empty()) return;
  const auto endOf = [&](StepIndex i) { return plan.step(i).end.worst; };
  StepIndex at = *std::ranges::max_element(whole.finals, {}, endOf);
  while (true) {
    steps[positions[at]].critical = true;
    const auto& after = plan.step(at).after;
    if (after.empty()) return;
    at = *std::ranges::max_element(after, {}, endOf);
  }
}

void addSteps(const Base& base, const Judge& judge, WorkloadDrill& out) {
  const std::vector<StepIndex> shown = neededSteps(judge.plan(), judge.result());
  std::vector<std::size_t> positions(judge.plan().steps().size(), 0);  // in what is shown, by index of the plan
  for (std::size_t i = 0; i < shown.size(); ++i) positions[shown[i]] = i;
  out.steps.reserve(shown.size());
  for (const StepIndex i : shown) {
    DrillStep step = stepOf(base, judge.plan().step(i));
    step.id = fmt::format("s{}", out.steps.size());
    for (const StepIndex before : judge.plan().step(i).after) {
      step.after.push_back(positions[before]);
    }
    std::ranges::sort(step.after);
    out.steps.push_back(std::move(step));
  }
  markCritical(judge.plan(), judge.result().whole(), positions, out.steps);
  for (std::size_t i = 0; i < out.steps.size(); ++i) {
    const DrillStep& step = out.steps[i];
    if (!step.critical || step.duration.worst <= 0) continue;
    if (!out.costliest || step.duration.worst > out.steps[*out.costliest].duration.worst) out.costliest = i;
  }
  if (out.costliest) out.advice = adviceFor(base.design(), out.steps[*out.costliest]);
}

StoreLoss lossOf(const Base& base, const Outcome& outcome) {
  const Design& design = base.design();
  StoreLoss out;
  out.store = design.node(outcome.lost).id;
  out.lost = !outcome.found;
  if (!outcome.found) {
    out.how = fmt::format("Nothing brings the data of {} back", titleOf(design, outcome.lost));
    return out;
  }
  if (outcome.way.serves != outcome.lost) out.successor = design.node(outcome.way.serves).id;
  out.how = words(design, outcome.way.how, outcome.lost, outcome.way.serves);
  out.rpo = outcome.way.rpo;
  if (outcome.way.rpoBasis) {
    out.source = outcome.way.rpoBasis->source;
    out.because = outcome.way.rpoBasis->assumptions;
  } else if (outcome.way.rpoLink != kNone) {
    const LinkIndex l = outcome.way.rpoLink;
    out.source.text =
        fmt::format("Set on the link from {} to {}", titleOf(design, design.from(l)), titleOf(design, design.to(l)));
  }
  return out;
}

// Those that happen in both, alike; what waits for one that does not is none of them.
void keepCommonSteps(const std::vector<DrillStep>& other, WorkloadDrill& out) {
  std::vector<DrillStep> steps;
  std::vector<std::optional<std::size_t>> kept(out.steps.size());
  for (std::size_t i = 0; i < out.steps.size(); ++i) {
    DrillStep& step = out.steps[i];
    const auto same = [&](const DrillStep& o) {
      return o.kind == step.kind && o.subject == step.subject && o.what == step.what && o.start == step.start &&
             o.end == step.end;
    };
    const bool waits = std::ranges::any_of(step.after, [&](std::size_t before) { return !kept[before]; });
    if (waits || std::ranges::none_of(other, same)) continue;
    kept[i] = steps.size();
    for (std::size_t& before : step.after) before = kept[before].value_or(0);
    step.id = fmt::format("s{}", steps.size());
    step.critical = false;
    steps.push_back(std::move(step));
  }
  out.steps = std::move(steps);
  out.costliest.reset();
  out.advice.clear();
}

// As far as both agree, and at least how it begins.
void keepCommonStates(const std::vector<StateChange>& other, std::vector<StateChange>& states) {
  const auto parting = std::ranges::mismatch(states, other).in1;
  states.erase(std::max(states.begin() + 1, parting), states.end());
}

void keepCommonLosses(const Design& design, const std::vector<StoreLoss>& others, std::vector<StoreLoss>& losses) {
  for (StoreLoss& loss : losses) {
    const auto other = std::ranges::find(others, loss.store, &StoreLoss::store);
    const bool same = other != others.end() && other->rpo == loss.rpo && other->lost == loss.lost;
    if (same) continue;
    const NodeIndex store = design.indexOf(loss.store);
    StoreLoss open;
    open.store = loss.store;
    open.how = fmt::format("What becomes of the data of {} depends on what is not said", titleOf(design, store));
    open.written = loss.written;
    loss = std::move(open);
  }
}

// What is the same however it turns out: the rest nobody knows.
void keepCommon(const Design& design, const WorkloadDrill& other, WorkloadDrill& out) {
  keepCommonLosses(design, other.losses, out.losses);
  if (out.rto || !out.recovers) return;
  keepCommonSteps(other.steps, out);
  keepCommonStates(other.states, out.states);
  keepCommonStates(other.bestStates, out.bestStates);
}

// "; at worst it takes 35 min to 50 min": of what is not known, as far as it is bounded.
std::string boundsText(const WorkloadDrill& out) {
  const auto text = [](const char* verb, const Bounds& bounds) {
    if (bounds.most >= kCentury) return std::string();
    return fmt::format("; at worst it {} {} to {}", verb, formatDuration(bounds.least), formatDuration(bounds.most));
  };
  return (out.rto ? std::string() : text("takes", out.rtoAtWorst)) +
         (out.rpo ? std::string() : text("loses", out.rpoAtWorst));
}

std::string whyUnknown(const Base& base, const Judge& judge, const WorkloadDrill& out) {
  const Design& design = base.design();
  const Service& service = judge.result();
  const bool serving = service.read.ever && service.write.ever;
  if (!out.recovers && serving) return "It keeps running with less than it needs";
  for (const auto& [set, outcome] : judge.outcomes()) {
    // Of what it writes; else of what keeps it from coming back.
    if (!outcome.found && (judge.losesWrites(outcome) || !out.recovers))
      return fmt::format("Nothing brings the data of {} back", titleOf(design, outcome.lost));
  }
  if (!out.recovers) return "Nothing that is drawn takes over";
  for (const auto& [set, outcome] : judge.outcomes()) {
    if (judge.losesWrites(outcome) && !outcome.way.rpo) {
      return fmt::format("How much {} loses is not known: {}", titleOf(design, outcome.lost),
                         words(design, outcome.way.how, outcome.lost, outcome.way.serves));
    }
  }
  return {};
}

}  // namespace

Targets targetsOf(const Design& design, NodeIndex workload, const Outage& outage) {
  return {joinedTarget(design, workload, "rtoSeconds", outage), joinedTarget(design, workload, "rpoSeconds", outage)};
}

std::optional<bool> verdict(const std::optional<double>& target, const Bounds& atWorst) {
  if (!target) return std::nullopt;
  if (atWorst.most <= *target) return true;
  return atWorst.least > *target ? std::optional(false) : std::nullopt;
}

void judgeTargets(const Targets& targets, WorkloadDrill& out) {
  out.rtoTarget = targets.rto;
  out.rpoTarget = targets.rpo;
  out.rtoMet = verdict(targets.rto, out.rtoAtWorst);
  out.rpoMet = verdict(targets.rpo, out.rpoAtWorst);
}

WorkloadDrill resultOf(const Base& base, const Judge& judge, NodeIndex workload) {
  WorkloadDrill out;
  out.id = base.design().node(workload).id;
  out.affected = true;
  static_cast<RecoveryFigures&>(out) = figuresOf(judge);
  out.states = statesOf(judge.result(), &Span::worst);
  out.bestStates = statesOf(judge.result(), &Span::best);
  addSteps(base, judge, out);
  for (const auto& [set, outcome] : judge.outcomes()) {
    out.losses.push_back(lossOf(base, outcome));
    out.losses.back().written = judge.losesWrites(outcome);
  }
  std::ranges::sort(out.losses, {}, &StoreLoss::store);
  if (!out.rto || !out.rpo) out.unknownBecause = whyUnknown(base, judge, out);
  return out;
}

WorkloadDrill resultOf(const Base& base, const Prospect& prospect, NodeIndex workload) {
  WorkloadDrill out = resultOf(base, prospect.dark(), workload);
  static_cast<RecoveryFigures&>(out) = prospect.figures();
  for (const Judge& judge : prospect.others()) keepCommon(base.design(), resultOf(base, judge, workload), out);
  for (const Unsaid& unsaid : prospect.missing()) out.missing.push_back(missingValue(base.design(), unsaid));
  if (out.missing.empty()) return out;
  std::string said = missingText(base.design(), out.missing) + boundsText(out);
  const bool lost = !out.recovers && !out.unknownBecause.empty();
  if (lost) said.front() = 'i';
  out.unknownBecause = lost ? out.unknownBecause + "; " + said : std::move(said);
  return out;
}

}  // namespace nines::drills
