// Steps under construction, and when something is ready: the algebra of one workload's recovery.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "recovery/drill.h"
#include "recovery/durations.h"
#include "semantics/design.h"

namespace nines::drills {

// Files may say anything: no time is longer than a century, and what is no number counts as that.
double bounded(double seconds);
// What a step takes that is bound to end, nobody can say when: the outlook has it at its worst.
inline constexpr double kCentury = 100.0 * 365 * 86400;
inline constexpr Span kNobodyKnows{kCentury, kCentury};

using StepIndex = std::uint32_t;

// A step with its nodes by index; words come later, and only for drills that somebody looks at.
struct Step {
  StepKind kind = StepKind::detect;
  std::string_view phrase{};  // "Promote {0}": 0 the subject, 1 the other node
  NodeIndex subject = kNone;
  NodeIndex other = kNone;
  Span duration{};
  const Duration* more = nullptr;   // what comes on top of it
  const Duration* basis = nullptr;  // where the duration comes from, if from profile and assumptions
  // Properties that it comes from: of a node or of a link.
  NodeIndex owner = kNone;
  std::vector<std::string_view> keys{};
  bool sizeUnknown = false;
  std::string_view note{};  // what else has to be said of its duration: "{0} is unknown"

  // Filled in by Plan.
  Span start{};
  Span end{};
  std::vector<StepIndex> after{};
  bool manual = false;  // a person is waited for, here or before
};

// One whose duration is a figure of profile and assumptions.
Step lasting(StepKind kind, std::string_view phrase, const Duration& basis, NodeIndex subject = kNone,
             NodeIndex other = kNone);

// Steps that something waits for, ascending. Parts that wait for the same share one list: a design has thousands of
// parts that all wait for the same few steps, or for more and more of them.
class Finals {
 public:
  Finals() = default;
  explicit Finals(std::vector<StepIndex> steps);

  bool empty() const { return !m_steps; }
  const StepIndex* begin() const { return m_steps ? m_steps->data() : nullptr; }
  const StepIndex* end() const { return m_steps ? m_steps->data() + m_steps->size() : nullptr; }
  friend Finals both(const Finals& a, const Finals& b);

 private:
  std::shared_ptr<const std::vector<StepIndex>> m_steps;  // null: none
};

// When something is served again for good.
struct Ready {
  Span at;
  Finals finals;  // what has to have ended
  bool ever = true;
  bool manual = false;

  static Ready never() {
    Ready out;
    out.ever = false;
    return out;
  }
  bool isNow() const { return ever && finals.empty(); }
};

// At the same times, after the same steps.
bool isSame(const Ready& a, const Ready& b);
// Both are needed.
Ready both(const Ready& a, const Ready& b);
// Whether `a` is the one to choose: what happens by itself before what people have to do, else the smaller worst time,
// else the smaller best.
bool isBetter(const Ready& a, const Ready& b);

class Plan {
 public:
  // The step that is there already, if the same one waits for the same.
  StepIndex add(Step step, std::vector<StepIndex> after);
  // When this step, after whatever is ready, has ended.
  Ready then(const Ready& before, Step step);
  Ready at(StepIndex step) const;

  const std::vector<Step>& steps() const { return m_steps; }
  const Step& step(StepIndex i) const { return m_steps[i]; }

 private:
  std::vector<Step> m_steps;
  std::unordered_map<std::uint64_t, std::vector<StepIndex>> m_alike;  // by kind and nodes
};

}  // namespace nines::drills
