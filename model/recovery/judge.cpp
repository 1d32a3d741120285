#include "recovery/judge.h"

#include <algorithm>

namespace nines::drills {

Service both(const Service& a, const Service& b) {
  return {both(a.read, b.read),   both(a.write, b.write), both(a.full, b.full),
          both(a.clean, b.clean), a.hit || b.hit,         a.failed || b.failed};
}

bool isSame(const Service& a, const Service& b) {
  const auto same = [](const Ready& x, const Ready& y) { return x.ever == y.ever && x.at == y.at; };
  return same(a.read, b.read) && same(a.write, b.write) && same(a.full, b.full) && same(a.clean, b.clean);
}

Service Service::never() { return from(Ready::never()); }

Judge::Judge(const Base& base, const Damage& damage, NodeIndex workload)
    : m_base(base), m_damage(damage), m_workload(workload), m_recovery(base.plans().of(workload)) {}

// People decide when a health check over the failed side has told them. Which one does is known once all sides are
// judged, and changes nothing of which sides are down; so what is known is judged again from then on.
void Judge::run() {
  judgeAll();
  findNotice();
  if (m_notice == kNone) return;
  m_plan = {};
  m_judged.clear();
  m_serverNeeds.clear();
  m_outcomes.clear();
  m_intact.clear();
  m_decide.reset();
  m_detects.clear();
  m_deploys.clear();
  m_clusterStarts.clear();
  m_switches.clear();
  judgeAll();
}

void Judge::judgeAll() {
  // Inside a circle a part that is not judged yet is taken to work, so what fails there goes round until nothing
  // changes.
  constexpr int kMostRounds = 16;  // circles are mistakes of the drawing, which a rule names
  bool again = true;
  for (int round = 0; again && round < kMostRounds; ++round) {
    again = false;
    m_switches.clear();
    for (const NodeIndex node : m_base.order(m_workload)) {
      const Service service = judge(node);
      const auto [at, fresh] = m_judged.try_emplace(node, service);
      if (fresh) continue;
      again = again || !isSame(at->second, service);
      at->second = service;
    }
    if (round == 0) again = m_base.hasCircle(m_workload);
  }
  m_result = judged(m_workload);
  if (!m_result.write.ever && isPrimaryLost()) {
    const Service anew = rebuilt();
    if (anew.write.ever) m_result = anew;
  }
  // Data that it writes counts even where what takes over does without.
  for (const NodeIndex n : m_base.closure().nodesOf(m_workload)) {
    if (m_damage.isHit(n) && design().has(n, trait::kStore) && isOrdinary(n)) outcome(m_base.sets().setOf(n));
  }
}

// A part that leads back to itself is taken to work as far as itself is concerned.
Service Judge::judged(NodeIndex node) {
  const auto at = m_judged.find(node);
  return at == m_judged.end() ? Service{} : at->second;
}

bool Judge::isOrdinary(NodeIndex node) const { return std::ranges::binary_search(m_base.ordinary(m_workload), node); }

// What is used on ordinary days and not hit goes on as it is drawn, short of instances or not.
Service Judge::judgedFrom(NodeIndex user, NodeIndex node) {
  Service out = judged(node);
  return !out.hit && isOrdinary(user) ? Service{} : out;
}

Service Judge::judge(NodeIndex node) {
  const Design& d = design();
  if (d.has(node, trait::kCompute) || d.has(node, trait::kComputeGroup)) return judgeCompute(node);
  if (d.has(node, trait::kBalancer)) return judgeBalancer(node);
  if (d.has(node, trait::kDnsRecord)) return judgeRecord(node);
  if (d.has(node, trait::kTableCache)) return judgeCache(node);
  if (d.has(node, trait::kServer)) return judgeServer(node);
  if (d.has(node, trait::kWorkload)) return need(node);
  return needOfTarget(node);
}

StepIndex Judge::decide() {
  if (!m_decide) {
    Step step = lasting(StepKind::decide, "Notice and decide", m_base.range("decide"));
    std::vector<StepIndex> after;
    if (m_notice != kNone) after.push_back(recordDetect(m_notice));
    m_decide = m_plan.add(std::move(step), std::move(after));
  }
  return *m_decide;
}

Ready Judge::decided() { return m_plan.at(decide()); }

// The health check that fires first over a side that is down. Wrong data fails no health check.
void Judge::findNotice() {
  if (!m_damage.hasFailures()) return;
  double earliest = 0;
  for (const NodeIndex node : m_base.order(m_workload)) {
    if (!design().has(node, trait::kDnsRecord) || !design().read(node, "healthCheck").flag()) continue;
    const auto& targets = m_base.routedTo(node);
    const auto failed = [&](NodeIndex target) { return judged(target).failed && isDown(judged(target)); };
    if (std::ranges::none_of(targets, failed)) continue;
    const double seconds = m_plan.step(recordDetect(node)).duration.worst;
    if (m_notice != kNone && seconds >= earliest) continue;
    m_notice = node;
    earliest = seconds;
  }
}

bool Judge::losesForGood() const {
  return std::ranges::any_of(m_outcomes,
                             [&](const auto& entry) { return !entry.second.found && losesWrites(entry.second); });
}

bool Judge::losesWrites(const Outcome& outcome) const {
  if (!isOrdinary(outcome.lost)) return false;
  const NodeIndex set = m_base.sets().setOf(outcome.lost);
  for (const NodeIndex n : m_base.sets().nodesOf(set)) {
    // What runs applications keeps no data of its own.
    if (design().has(n, trait::kServer) && design().read(n, "role").text() != "storage") continue;
    for (const Reach& reach : m_base.closure().reaching(n)) {
      if (reach.workload != m_workload || !reach.hard) continue;
      if (reach.write || reach.manage) return true;
      if (reach.unknownAccess && m_base.facts().isWritten(n)) return true;
    }
  }
  return false;
}

}  // namespace nines::drills
