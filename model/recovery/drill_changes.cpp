#include "recovery/drill_changes.h"

#include <algorithm>
#include <tuple>
#include <vector>

namespace nines::drills {

namespace {

Span earlier(const Span& a, const Span& b) { return {std::min(a.best, b.best), std::min(a.worst, b.worst)}; }

}  // namespace

void Changes::note(NodeIndex node, Fate fate, const Span& at) {
  if (node == kNone) return;
  const auto [entry, fresh] = m_nodes.try_emplace({node, fate}, at);
  if (!fresh) entry->second = earlier(entry->second, at);
}

void Changes::noteStep(const DrillStep& step) {
  const Design& design = m_base.design();
  const NodeIndex subject = step.subject.empty() ? kNone : design.indexOf(step.subject);
  if (subject == kNone) return;
  switch (step.kind) {
    case StepKind::promote:
      note(subject, Fate::promoted, step.end);
      m_promoted.insert(subject);
      break;
    case StepKind::restore:
    case StepKind::transfer:
      note(subject, Fate::restored, step.end);
      break;
    case StepKind::deploy:
    case StepKind::start:
      note(subject, m_damage.isFailed(subject) ? Fate::restored : Fate::started, step.end);
      // Instances of a group start in tiers that are left.
      for (const NodeIndex tier : design.members(subject)) {
        if (design.has(tier, trait::kCompute) && !m_damage.isFailed(tier)) note(tier, Fate::started, step.end);
        // Those of a stopped cluster get hosts that work.
        if (design.has(tier, trait::kClusterInstance) && m_damage.isHostOnly(tier))
          note(tier, Fate::restored, step.end);
      }
      break;
    default:
      break;
  }
}

void Changes::add(const Judge& judge, const WorkloadDrill& result) {
  for (const DrillStep& step : result.steps) noteStep(step);
  m_traffic.add(judge, result);
  if (!result.rto && result.recovers) return;
  for (const auto& [set, outcome] : judge.outcomes()) {
    const bool keepsName = outcome.way.clients == Clients::cached || outcome.way.clients == Clients::stay;
    if (outcome.found && outcome.done.ever && keepsName) m_followed.insert(outcome.lost);
  }
}

bool Changes::isPart(NodeIndex node) const {
  const Kind* kind = m_base.design().kind(node);
  return !kind || (!kind->isContainer() && !kind->has(trait::kAnnotation));
}

void Changes::addFailures(Drill& out) {
  const Design& design = m_base.design();
  std::vector<NodeIndex> hit = m_damage.hit();
  std::ranges::sort(hit);
  for (const NodeIndex n : hit) {
    if (m_damage.isEmptied(n)) continue;
    if (m_damage.isFailed(n)) note(n, Fate::failed, {});
    else if (m_damage.isSpoiled(n) && isPart(n)) note(n, Fate::spoiled, {});
    if (m_damage.isFailed(n) && isPart(n)) out.down.push_back(design.node(n).id);
  }
}

// A cache whose primary is lost has another one at once, which takes no step: the one that comes first by id.
void Changes::addNextPrimaries() {
  const Design& design = m_base.design();
  const auto isPrimary = [&](NodeIndex n) { return design.read(n, "role").text() == "primary"; };
  for (const NodeIndex n : m_damage.hit()) {
    const NodeIndex cache = design.clusterOf(n);
    if (!design.has(n, trait::kTableCacheNode) || cache == kNone || !m_damage.isFailed(n) || !isPrimary(n)) continue;
    std::vector<NodeIndex> left = design.members(cache);
    std::erase_if(left, [&](NodeIndex m) { return !design.has(m, trait::kTableCacheNode) || m_damage.isFailed(m); });
    if (left.empty() || std::ranges::any_of(left, isPrimary)) continue;
    const NodeIndex next = *std::ranges::min_element(left);
    note(next, Fate::promoted, {});
    m_promoted.insert(next);
    m_traffic.noteNextPrimary(cache);
  }
}

// Copies of what is lost answer with what they have, unless they follow what took over.
void Changes::addStale() {
  const Design& design = m_base.design();
  std::vector<NodeIndex> open;
  for (const NodeIndex n : m_damage.hit()) {
    const bool source = m_damage.isFailed(n) && !m_followed.contains(n) && !design.has(n, trait::kTable);
    if (source) open.push_back(n);
  }
  std::set<NodeIndex> seen;
  while (!open.empty()) {
    const NodeIndex n = open.back();
    open.pop_back();
    for (const NodeIndex copy : design.targets(n, "replicates")) {
      if (m_damage.isHit(copy) || m_promoted.contains(copy) || !seen.insert(copy).second) continue;
      note(copy, Fate::stale, {});
      open.push_back(copy);
    }
  }
}

void Changes::finish(Drill& out) {
  const Design& design = m_base.design();
  addFailures(out);
  addNextPrimaries();
  addStale();
  for (const NodeIndex n : m_promoted) out.promoted.push_back(design.node(n).id);
  for (const auto& [key, at] : m_nodes) out.nodes.push_back({design.node(key.first).id, key.second, at});
  std::ranges::sort(out.nodes, {},
                    [](const NodeChange& c) { return std::tuple(c.at.worst, std::string_view(c.node), c.fate); });
  m_traffic.finish(out);
}

}  // namespace nines::drills
