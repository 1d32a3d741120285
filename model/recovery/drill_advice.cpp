// What would shorten the step that costs most.
#include <fmt/format.h>

#include <string>

#include "recovery/drill_result.h"

namespace nines::drills {

namespace {

// Of what is started: as many as are needed, or what would take over in its place.
std::string startAdvice(const Design& design, NodeIndex subject, const std::string& name) {
  const auto is = [&](Trait trait) { return subject != kNone && design.has(subject, trait); };
  if (is(trait::kDatabaseInstance))
    return fmt::format("A Multi-AZ standby of {} would take over by itself, in a minute or two.", name);
  if (is(trait::kClusterInstance))
    return fmt::format("A reader beside {} would take over by itself, within a minute.", name);
  if (is(trait::kClusterVolume)) return fmt::format("{} would not have to start if it ran on ordinary days.", name);
  if (is(trait::kTableCache)) return fmt::format("Nodes of {} in another zone would go on serving.", name);
  return fmt::format("As much of {} running as is needed would save the start.", name);
}

}  // namespace

std::string adviceFor(const Design& design, const DrillStep& step) {
  const NodeIndex subject = step.subject.empty() ? kNone : design.indexOf(step.subject);
  const std::string name(subject == kNone ? std::string_view("it") : titleOf(design, subject));
  switch (step.kind) {
    case StepKind::detect:
      return fmt::format("A shorter health check interval of {} would notice the failure sooner.", name);
    case StepKind::decide:
      return "A mechanism that takes over by itself would save the time in which people decide.";
    case StepKind::promote:
      return fmt::format(
          "The switch to {} takes what the service takes; a store that is written in several places needs "
          "none.",
          name);
    case StepKind::restore:
      return fmt::format("A live copy of {} in another place would save the restore, unless its data is wrong.", name);
    case StepKind::retrieve:
      return fmt::format("A storage class of {} without retrieval would save this.", name);
    case StepKind::transfer:
      return fmt::format("A faster line, or a live copy of {}, would save this.", name);
    case StepKind::rePoint:
      return "Clients that have a link to what takes over need not be pointed to it.";
    case StepKind::dns: {
      const bool record = subject != kNone && design.has(subject, trait::kDnsRecord);
      return record ? fmt::format("A lower TTL of {} would move users sooner.", name)
                    : fmt::format("Clients that remember the address of {} for a shorter time would be back sooner.",
                                  name);
    }
    case StepKind::start:
      return startAdvice(design, subject, name);
    case StepKind::deploy:
      return fmt::format("Drawing {} in the place that takes over, even switched off, would save this.", name);
  }
  return {};
}

}  // namespace nines::drills
