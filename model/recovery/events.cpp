#include "recovery/events.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "recovery/lost_place.h"
#include "semantics/resource.h"

namespace nines {

namespace {

using Tone = DrillEvent::Tone;

std::string titleOfId(const Design& design, const std::string& id) {
  const NodeIndex node = design.indexOf(id);
  return std::string(node == kNone ? std::string_view(id) : titleOf(design, node));
}

struct FateWords {
  Tone tone;
  const char* one;
  const char* several;
};

FateWords wordsOf(Fate fate) {
  switch (fate) {
    case Fate::failed:
      return {Tone::failed, "stops", "stop"};
    case Fate::spoiled:
      return {Tone::failed, "holds spoiled data too", "hold spoiled data too"};
    case Fate::stale:
      return {Tone::noticed, "gets no more changes", "get no more changes"};
    case Fate::promoted:
      return {Tone::acted, "is promoted", "are promoted"};
    case Fate::restored:
      return {Tone::acted, "is restored", "are restored"};
    case Fate::started:
      break;
  }
  return {Tone::acted, "is running", "are running"};
}

// What the node is told to have become when the step has ended; nothing for steps that leave no mark on a node.
std::vector<Fate> fatesAfter(StepKind kind) {
  switch (kind) {
    case StepKind::promote:
      return {Fate::promoted, Fate::restored};
    case StepKind::restore:
      return {Fate::restored};
    case StepKind::start:
    case StepKind::deploy:
      return {Fate::started, Fate::restored};
    default:
      return {};
  }
}

// `name` may be empty. `record`: it is a DNS record.
std::string doneText(const DrillStep& step, const std::string& name, bool record) {
  if (step.kind == StepKind::decide) return "The decision to recover is made";
  if (step.kind == StepKind::detect) return name.empty() ? "The failure is detected" : name + " notices the failure";
  if (name.empty()) return fmt::format("{}: done", step.what);
  switch (step.kind) {
    case StepKind::promote:
      return name + " is promoted";
    case StepKind::restore:
      return name + " is restored";
    case StepKind::retrieve:
      return fmt::format("Data of {} is out of the archive", name);
    case StepKind::transfer:
      return fmt::format("Data of {} has arrived", name);
    case StepKind::rePoint:
      // No time passes where replicas follow the new primary by themselves.
      if (step.duration.worst == 0) return name + " follows the new primary";
      return fmt::format("Clients of {} are re-pointed", name);
    case StepKind::dns:
      return record ? fmt::format("Old answers of {} have run out", name)
                    : fmt::format("Clients know where {} is now", name);
    case StepKind::deploy:
      return name + " is deployed";
    default:
      return name + " is running";
  }
}

const char* stateWords(ServiceState state, bool worse) {
  switch (state) {
    case ServiceState::up:
      return "serves normally again";
    case ServiceState::degraded:
      return worse ? "runs at reduced capacity" : "serves again, at reduced capacity";
    case ServiceState::readOnly:
      return worse ? "can only read" : "can read again";
    case ServiceState::down:
      break;
  }
  return "is down";
}

class Teller {
 public:
  Teller(const Design& design, const Drill& drill, DrillEnd end) : m_design(design), m_drill(drill), m_end(end) {}

  std::vector<DrillEvent> tell() {
    if (m_drill.outage.parts.empty()) return {};
    const auto& parts = m_drill.outage.parts;
    add(0, Tone::failed, sentenceOf(m_design, m_drill.outage), parts.size() == 1 ? parts.front().place : std::string());
    tellChanges();
    for (const WorkloadDrill& workload : m_drill.workloads) {
      for (const DrillStep& step : workload.steps) tellStep(step);
      tellStates(workload);
    }
    // What fails, before whom it fails.
    const auto order = [this](const DrillEvent& e) {
      return std::tuple<double, Tone, bool, const std::string&>(e.time, e.tone, isWorkload(e.subject), e.text);
    };
    // The outage itself stays at the head.
    std::sort(m_events.begin() + 1, m_events.end(), [&](const auto& a, const auto& b) { return order(a) < order(b); });
    const auto same = [&](const auto& a, const auto& b) { return order(a) == order(b); };
    m_events.erase(std::unique(m_events.begin() + 1, m_events.end(), same), m_events.end());
    return std::move(m_events);
  }

 private:
  void add(double time, Tone tone, std::string text, std::string subject) {
    if (std::isfinite(time)) m_events.push_back({time, tone, std::move(text), std::move(subject)});
  }

  bool isWorkload(const std::string& id) const {
    return !id.empty() && std::ranges::binary_search(m_drill.workloads, id, {}, &WorkloadDrill::id);
  }

  // The outage's own sentence speaks of these.
  bool isPlace(const std::string& node) const {
    return std::ranges::any_of(m_drill.outage.parts, [&](const OutagePart& part) { return part.place == node; });
  }

  // A place, a note or a workload is none; the latter have sentences of their own.
  bool isNoResource(const std::string& id) const {
    const NodeIndex node = m_design.indexOf(id);
    return node != kNone && !isResource(m_design, node);
  }

  // Resources that become the same at the same moment share a sentence.
  void tellChanges() {
    std::map<std::tuple<double, Fate, bool>, std::vector<std::string>> groups;
    for (const NodeChange& change : m_drill.nodes) {
      m_told.insert({change.node, change.fate});
      const bool loss = change.fate == Fate::failed || change.fate == Fate::spoiled;
      if ((loss && isPlace(change.node)) || isNoResource(change.node)) continue;
      // A standby that is not drawn is promoted under its primary's name: that stays the shorter sentence.
      const bool elsewhere = change.fate != Fate::promoted && isElsewhere(m_design, m_drill.outage, change);
      groups[{timeOf(change.at, m_end), change.fate, elsewhere}].push_back(change.node);
    }
    for (const auto& [key, nodes] : groups) {
      const auto& [time, fate, elsewhere] = key;
      const FateWords words = wordsOf(fate);
      const bool one = nodes.size() == 1;
      add(time, words.tone,
          fmt::format("{} {}{}", listOf(m_design, nodes), one ? words.one : words.several,
                      elsewhere ? " elsewhere" : ""),
          one ? nodes.front() : std::string());
    }
  }

  void tellStep(const DrillStep& step) {
    const double time = timeOf(step.end, m_end);
    if (time <= 0) return;  // nothing that anybody could watch
    for (const Fate fate : fatesAfter(step.kind)) {
      if (m_told.contains({step.subject, fate})) return;
    }
    const Tone tone = step.kind == StepKind::detect ? Tone::noticed : Tone::acted;
    const std::string name = step.subject.empty() ? std::string() : titleOfId(m_design, step.subject);
    const NodeIndex node = m_design.indexOf(step.subject);
    const bool record = node != kNone && m_design.has(node, trait::kDnsRecord);
    add(time, tone, doneText(step, name, record), step.subject);
  }

  void tellStates(const WorkloadDrill& workload) {
    const auto& states = statesOf(workload, m_end);
    for (std::size_t i = 0; i < states.size(); ++i) {
      const ServiceState state = states[i].state;
      const bool up = state == ServiceState::up;
      if (up && i == 0) continue;
      const bool worse = i == 0 || state > states[i - 1].state;
      std::string text = fmt::format("{} {}", titleOfId(m_design, workload.id), stateWords(state, worse));
      if (!up && i + 1 == states.size() && !workload.recovers) text += ", and does not recover";
      add(states[i].from, up ? Tone::recovered : worse ? Tone::failed : Tone::acted, std::move(text), workload.id);
    }
  }

  const Design& m_design;
  const Drill& m_drill;
  DrillEnd m_end;
  std::vector<DrillEvent> m_events;
  std::set<std::pair<std::string, Fate>> m_told;
};

}  // namespace

const std::vector<StateChange>& statesOf(const WorkloadDrill& workload, DrillEnd end) {
  return end == DrillEnd::best ? workload.bestStates : workload.states;
}

ServiceState stateAt(const WorkloadDrill& workload, double seconds, DrillEnd end) {
  ServiceState state = ServiceState::up;
  for (const StateChange& change : statesOf(workload, end)) {
    if (change.from > seconds) break;
    state = change.state;
  }
  return state;
}

std::string listOf(const Design& design, const std::vector<std::string>& ids) {
  if (ids.empty()) return {};
  std::string first = titleOfId(design, ids.front());
  if (ids.size() == 1) return first;
  if (ids.size() == 2) return fmt::format("{} and {}", first, titleOfId(design, ids[1]));
  return fmt::format("{} and {} more", first, ids.size() - 1);
}

std::vector<DrillEvent> eventsOf(const Design& design, const Drill& drill, DrillEnd end) {
  return Teller(design, drill, end).tell();
}

}  // namespace nines
