#include "recovery/judge.h"

#include <algorithm>
#include <set>
#include <utility>

namespace nines::drills {

Service both(const Service& a, const Service& b) {
  return {both(a.read, b.read),   both(a.write, b.write), both(a.full, b.full),
          both(a.clean, b.clean), a.hit || b.hit,         a.failed || b.failed};
}

bool isSame(const Service& a, const Service& b) {
  const auto same = [](const Ready& x, const Ready& y) { return x.ever == y.ever && x.at == y.at; };
  return same(a.read, b.read) && same(a.write, b.write) && same(a.full, b.full) && same(a.clean, b.clean) &&
         a.hit == b.hit && a.failed == b.failed;
}

Service Service::never() { return from(Ready::never()); }

Judge::Judge(const Base& base, const Damage& damage, NodeIndex workload, Outlook outlook)
    : m_base(base),
      m_damage(damage),
      m_workload(workload),
      m_outlook(std::move(outlook)),
      m_recovery(base.plans().of(workload)) {}

// People decide when a health check over the failed side has told them. Which one does is known once all sides are
// judged, and changes nothing of which sides are down; so what is known is judged again from then on. Where nobody has
// to decide anything, nobody has to be told.
void Judge::run() {
  judgeAll();
  if (!m_decide) return;
  findNotice();
  if (m_notice == kNone) return;
  forget();
  judgeAll();
}

void Judge::forget() {
  m_plan = {};
  m_known = {};
  m_knownSent = {};
  m_outcomes.clear();
  m_intact.clear();
  m_clients.clear();
  m_elsewhere.clear();
  m_decide.reset();
  m_detects.clear();
  m_deploys.clear();
  m_clusterStarts.clear();
  m_switches.clear();
  m_standIns.clear();
  m_entries.clear();
}

void Judge::judgeAll() {
  judgeParts();
  m_result = judged(m_workload);
  if (!m_result.write.ever && isPrimaryLost()) {
    const Service anew = rebuilt();
    if (anew.write.ever) m_result = anew;
  }
  // Data that it writes counts even where what takes over does without.
  const auto lose = [&](NodeIndex n) {
    if (m_damage.isHit(n) && design().has(n, trait::kStore) && isOrdinary(n)) outcome(m_base.sets().setOf(n));
  };
  const auto nodes = m_base.closure().nodesOf(m_workload);
  if (m_damage.hit().size() < nodes.size()) std::ranges::for_each(m_damage.hit(), lose);
  else std::ranges::for_each(nodes, lose);
}

// Parts that serve on ordinary days and that the outage does not reach go on as they are, so that one host of a large
// workload costs what leads to it. What waits for a stopped cluster serves nobody before it is started.
std::vector<NodeIndex> Judge::reachedParts() const {
  std::vector<NodeIndex> out;
  const std::vector<NodeIndex>& order = m_base.order(m_workload);
  const std::vector<NodeIndex>& reached = m_damage.reached();
  const bool waits = !m_base.stopped().empty();
  if (waits || reached.size() > order.size() / 16) {
    std::ranges::copy_if(order, std::back_inserter(out), [&](NodeIndex n) {
      return (m_damage.isReached(n) || (waits && m_base.leadsToStopped(n))) && isOrdinary(n);
    });
    return out;
  }
  std::vector<std::pair<std::uint32_t, NodeIndex>> parts;
  for (const NodeIndex n : reached) {
    const auto at = m_base.position(m_workload, n);
    if (at && isOrdinary(n)) parts.emplace_back(*at, n);
  }
  std::ranges::sort(parts);
  out.reserve(parts.size());
  for (const auto& [at, n] : parts) out.push_back(n);
  return out;
}

void Judge::judgeParts() {
  const std::vector<NodeIndex> parts = reachedParts();
  for (const NodeIndex n : parts) m_known.services.insert_or_assign(n, judge(n));
  if (m_base.hasCircle(m_workload)) settleCircles(parts);
}

// Inside a circle a part that was not judged yet was taken to work. What fails there goes round until nothing changes.
void Judge::settleCircles(const std::vector<NodeIndex>& parts) {
  std::unordered_map<NodeIndex, std::size_t> positions;
  for (std::size_t i = 0; i < parts.size(); ++i) positions.emplace(parts[i], i);
  std::set<std::size_t> open;
  const auto ask = [&](NodeIndex changed, std::size_t until) {
    for (const NodeIndex user : m_base.users(changed)) {
      const auto at = positions.find(user);
      if (at != positions.end() && at->second <= until) open.insert(at->second);
    }
  };
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (!isSame(m_known.services.at(parts[i]), Service{})) ask(parts[i], i);
  }
  constexpr std::size_t kMostRounds = 16;  // circles are mistakes of the drawing, which a rule names
  for (std::size_t left = kMostRounds * parts.size(); !open.empty() && left > 0; --left) {
    const NodeIndex n = parts[*open.begin()];
    open.erase(open.begin());
    const Service service = judge(n);
    Service& known = m_known.services.at(n);
    if (!isSame(known, service)) ask(n, parts.size());
    known = service;
  }
}

// The target and what it needs, with the users that are sent there. What serves on ordinary days is known already,
// unless it runs less than it needs.
void Judge::judgeSent(NodeIndex target) {
  const bool before = std::exchange(m_sent, true);
  for (const NodeIndex n : m_base.order(target)) {
    if (isOrdinary(n) && !m_base.leadsToLack(n)) continue;
    // In a circle it is taken to work meanwhile.
    if (!m_knownSent.services.try_emplace(n).second) continue;
    const Service service = judge(n);
    m_knownSent.services[n] = service;
  }
  m_sent = before;
}

// A part that leads back to itself is taken to work as far as itself is concerned.
Service Judge::judged(NodeIndex node) {
  if (m_sent) return judgedSent(node);
  const auto at = m_known.services.find(node);
  return at == m_known.services.end() ? Service{} : at->second;
}

Service Judge::judgedSent(NodeIndex node) {
  if (const auto at = m_knownSent.services.find(node); at != m_knownSent.services.end()) return at->second;
  const auto at = m_known.services.find(node);
  return at == m_known.services.end() ? Service{} : at->second;
}

bool Judge::isOrdinary(NodeIndex node) const { return std::ranges::binary_search(m_base.ordinary(m_workload), node); }

// What is used on ordinary days and not hit goes on as it is drawn, badly linked or not.
Service Judge::judgedFrom(NodeIndex user, NodeIndex node) {
  Service out = judged(node);
  return !out.hit && !m_sent && isOrdinary(user) ? Service{} : out;
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
  for (const NodeIndex node : m_base.watching(m_workload)) {
    const auto failed = [&](NodeIndex target) {
      if (!m_damage.isReached(target)) return false;
      if (!isOrdinary(target)) judgeSent(target);
      const Service side = isOrdinary(target) ? judged(target) : judgedSent(target);
      return side.failed && isDown(side);
    };
    if (!m_damage.isReached(node) || std::ranges::none_of(m_base.routedTo(node), failed)) continue;
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
  // What was written elsewhere is there.
  return std::ranges::any_of(m_base.sets().nodesOf(set),
                             [&](NodeIndex n) { return (writesInOnePlace(n) || isOut(n)) && writesTo(n); });
}

bool Judge::writesInOnePlace(NodeIndex store) const {
  const Trait kinds[] = {trait::kDatabaseInstance, trait::kStandby, trait::kClusterVolume, trait::kClusterInstance};
  return std::ranges::any_of(kinds, [&](Trait kind) { return design().has(store, kind); });
}

bool Judge::writesTo(NodeIndex store) const {
  // What runs applications keeps no data of its own.
  const bool server = design().has(store, trait::kServer);
  const Reading role = server ? design().read(store, "role") : Reading();
  if (role.known() && role.text() != "storage") return false;
  for (const Reach& reach : m_base.closure().reaching(store)) {
    if (reach.workload != m_workload || !reach.hard) continue;
    const bool writes =
        reach.write || reach.manage || (reach.unknownAccess && m_base.facts().isWritten(store) && mayWriteTo(store));
    if (!writes) continue;
    if (!server || role.known() || !turnsOutWell({.node = store, .key = "role"})) return true;
  }
  return false;
}

}  // namespace nines::drills
