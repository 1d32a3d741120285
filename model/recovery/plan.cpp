#include "recovery/plan.h"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

#include "support/sort_unique.h"

namespace nines::drills {

double bounded(double seconds) { return seconds < kCentury ? std::max(0.0, seconds) : kCentury; }

Step lasting(StepKind kind, std::string_view phrase, const Duration& basis, NodeIndex subject, NodeIndex other) {
  Step out{.kind = kind, .phrase = phrase, .subject = subject, .other = other};
  out.duration = basis.seconds;
  out.basis = &basis;
  return out;
}

Finals::Finals(std::vector<StepIndex> steps) {
  if (!steps.empty()) m_steps = std::make_shared<const std::vector<StepIndex>>(std::move(steps));
}

Finals both(const Finals& a, const Finals& b) {
  if (a.m_steps == b.m_steps || std::ranges::includes(a, b)) return a;
  if (std::ranges::includes(b, a)) return b;
  std::vector<StepIndex> steps;
  std::ranges::set_union(a, b, std::back_inserter(steps));
  return Finals(std::move(steps));
}

bool isSame(const Ready& a, const Ready& b) {
  return a.ever == b.ever && (!a.ever || (a.at == b.at && std::ranges::equal(a.finals, b.finals)));
}

Ready both(const Ready& a, const Ready& b) {
  if (!a.ever || !b.ever) return Ready::never();
  if (a.isNow()) return b;
  if (b.isNow()) return a;
  Ready out;
  out.at = {std::max(a.at.best, b.at.best), std::max(a.at.worst, b.at.worst)};
  out.finals = both(a.finals, b.finals);
  out.manual = a.manual || b.manual;
  return out;
}

bool isBetter(const Ready& a, const Ready& b) {
  const auto rank = [](const Ready& r) { return std::tuple(!r.ever, r.manual, r.at.worst, r.at.best); };
  return rank(a) < rank(b);
}

StepIndex Plan::add(Step step, std::vector<StepIndex> after) {
  step.duration = {bounded(step.duration.best), bounded(step.duration.worst)};
  sortUnique(after);
  // What several parts wait for alike happens once.
  const auto kind = static_cast<std::uint64_t>(step.kind);
  std::vector<StepIndex>& alike = m_alike[(kind << 58U) ^ (std::uint64_t{step.subject} << 29U) ^ step.other];
  for (const StepIndex i : alike) {
    const Step& known = m_steps[i];
    const bool same = known.kind == step.kind && known.subject == step.subject && known.other == step.other &&
                      known.phrase == step.phrase && known.duration == step.duration && known.after == after;
    if (same) return i;
  }
  alike.push_back(static_cast<StepIndex>(m_steps.size()));
  step.manual = step.kind == StepKind::decide;
  step.start = {};
  for (const StepIndex before : after) {
    const Step& earlier = m_steps[before];
    step.start.best = std::max(step.start.best, earlier.end.best);
    step.start.worst = std::max(step.start.worst, earlier.end.worst);
    step.manual = step.manual || earlier.manual;
  }
  step.end = {step.start.best + step.duration.best, step.start.worst + step.duration.worst};
  step.after = std::move(after);
  m_steps.push_back(std::move(step));
  return static_cast<StepIndex>(m_steps.size() - 1);
}

Ready Plan::at(StepIndex step) const {
  return {m_steps[step].end, Finals(std::vector{step}), true, m_steps[step].manual};
}

Ready Plan::then(const Ready& before, Step step) {
  if (!before.ever) return before;
  return at(add(std::move(step), {before.finals.begin(), before.finals.end()}));
}

}  // namespace nines::drills
