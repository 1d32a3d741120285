#include "recovery/drill_traffic.h"

#include <algorithm>
#include <tuple>

namespace nines::drills {

namespace {

Span earlier(const Span& a, const Span& b) { return {std::min(a.best, b.best), std::min(a.worst, b.worst)}; }
Span later(const Span& a, const Span& b) { return {std::max(a.best, b.best), std::max(a.worst, b.worst)}; }

// The group itself and its tiers; of all else itself.
std::vector<NodeIndex> partsOf(const Design& design, NodeIndex unit) {
  std::vector<NodeIndex> out{unit};
  if (!design.has(unit, trait::kComputeGroup)) return out;
  const auto members = design.members(unit);
  out.insert(out.end(), members.begin(), members.end());
  return out;
}

}  // namespace

void TrafficChanges::mark(LinkIndex link, Traffic traffic, const Span& at) {
  const auto [entry, fresh] = m_links.try_emplace({link, traffic}, at);
  if (!fresh) entry->second = earlier(entry->second, at);
}

// What never broke has nothing to go back from.
void TrafficChanges::goBack(LinkIndex link, const Span& at) {
  if (isBroken(link)) mark(link, Traffic::usual, at);
}

void TrafficChanges::detour(DetourKind kind, NodeIndex from, NodeIndex to, LinkIndex instead, const Span& at) {
  const auto [entry, fresh] = m_detours.try_emplace({kind, from, to, instead}, at);
  if (!fresh) entry->second = earlier(entry->second, at);
}

bool TrafficChanges::isBroken(LinkIndex link) const {
  const auto failed = [&](NodeIndex n) { return n != kNone && m_damage.isFailed(n); };
  return failed(design().from(link)) || failed(design().to(link)) || m_silent.contains(link);
}

bool TrafficChanges::isPartOf(const Judge& judge, NodeIndex client) const {
  return m_base.position(judge.workload(), m_base.unitOf(client)).has_value();
}

std::optional<Span> TrafficChanges::workingAgain(NodeIndex node, bool inPlace) const {
  if (!m_damage.isFailed(node)) return Span{};
  const auto at = m_returns.find(node);
  if (at == m_returns.end() || (inPlace && !at->second.inPlace)) return std::nullopt;
  return at->second.at;
}

void TrafficChanges::noteReturns(const WorkloadDrill& result) {
  // For the workload that has it first: the order of workloads says nothing.
  const auto note = [this](NodeIndex node, const Span& at, bool inPlace) {
    const auto [entry, fresh] = m_returns.try_emplace(node, Return{at, inPlace});
    if (!fresh && at.worst < entry->second.at.worst) entry->second = {at, inPlace};
  };
  for (const DrillStep& step : result.steps) {
    const NodeIndex node = step.subject.empty() ? kNone : design().indexOf(step.subject);
    if (node == kNone) continue;
    if (step.kind == StepKind::start && design().has(node, trait::kClusterVolume)) {
      for (const NodeIndex i : design().members(node)) {
        if (m_damage.isHostOnly(i)) note(i, step.end, true);
      }
    }
    if (!m_damage.isFailed(node)) continue;
    // A database whose standby is not drawn is promoted as itself.
    const bool inPlace = step.kind == StepKind::start || step.kind == StepKind::promote;
    const bool anew =
        step.kind == StepKind::deploy || step.kind == StepKind::restore || step.kind == StepKind::transfer;
    if (!inPlace && !anew) continue;
    note(node, step.end, inPlace);
  }
}

// A cluster of which no instance is left that serves has not failed itself.
void TrafficChanges::noteSilentClusters(const Judge& judge) {
  const auto note = [&](NodeIndex cluster, const Ready& served) {
    if (!design().has(cluster, trait::kClusterVolume) || m_damage.isSpoiled(cluster)) return;
    if (served.ever && served.at.worst <= 0) return;
    for (const LinkIndex l : design().incoming(cluster)) {
      if (design().link(l).kind == "uses" && isPartOf(judge, design().from(l)) && !judge.works(l)) m_silent.insert(l);
    }
  };
  for (const auto& [set, outcome] : judge.outcomes()) note(outcome.lost, outcome.done);
  for (const auto& [target, other] : judge.elsewhere()) note(target, other.ready);
}

// Of what a client was served through `link` something else is served by from then on.
void TrafficChanges::serve(const Judge& judge, LinkIndex link, NodeIndex serves, Span at) {
  const NodeIndex client = design().from(link);
  const NodeIndex target = design().to(link);
  const auto again = workingAgain(client);
  if (!isPartOf(judge, client) || !again) return;
  at = later(at, *again);
  const NodeIndex cluster = design().has(serves, trait::kClusterInstance) ? design().clusterOf(serves) : kNone;
  if (serves == target || (cluster != kNone && cluster == target)) {
    if (serves == target || m_damage.isFailed(serves)) return goBack(link, at);
    mark(link, Traffic::moved, at);
    return noteUpstream(judge, client, at);
  }
  mark(link, Traffic::idle, at);
  bool drawn = false;
  for (const NodeIndex from : {client, m_base.unitOf(client)}) {
    for (const LinkIndex l : design().outgoing(from)) {
      const NodeIndex to = design().to(l);
      if (design().link(l).kind != "uses" || (to != serves && (cluster == kNone || to != cluster))) continue;
      mark(l, Traffic::moved, at);
      drawn = true;
    }
  }
  if (!drawn) detour(DetourKind::traffic, client, serves, link, at);
  noteUpstream(judge, client, at);
}

void TrafficChanges::noteFollowers(const Judge& judge, const Ready& done, NodeIndex store, NodeIndex serves) {
  for (const StepIndex i : done.finals) {
    const Step& step = judge.plan().step(i);
    if (step.phrase != kFollowsStandby || step.other != store) continue;
    for (const LinkIndex l : design().outgoing(store)) {
      if (design().link(l).kind != "replicates" || design().to(l) != step.subject) continue;
      if (serves == store || serves == kNone) {
        goBack(l, step.end);
        continue;
      }
      mark(l, Traffic::idle, step.end);
      detour(DetourKind::replication, serves, step.subject, l, step.end);
    }
  }
}

void TrafficChanges::noteOutcomes(const Judge& judge, const WorkloadDrill& result) {
  // When the last client was pointed to it, by the steps of the ways that are taken.
  std::map<NodeIndex, Span> pointedTo;
  for (const DrillStep& step : result.steps) {
    if (step.kind != StepKind::rePoint) continue;
    Span& at = pointedTo[design().indexOf(step.subject)];
    at = later(at, step.end);
  }
  for (const auto& [set, outcome] : judge.outcomes()) {
    if (!outcome.found || !outcome.done.ever) continue;
    const Span pointed = later(outcome.done.at, pointedTo[outcome.way.serves]);
    for (const NodeIndex n : m_base.sets().nodesOf(set)) {
      // Only the name of what was written moves: clients of copies and instances are pointed to another one.
      if (judge.elsewhere().contains(n) && judge.elsewhere().at(n).ready.ever) continue;
      const Span& at = n == outcome.lost ? outcome.done.at : pointed;
      for (const LinkIndex l : design().incoming(n)) {
        if (design().link(l).kind == "uses" && !judge.works(l)) serve(judge, l, outcome.way.serves, at);
      }
    }
    noteFollowers(judge, outcome.done, outcome.lost, outcome.way.serves);
  }
}

// What was only read: it comes back where it stands, its standby takes over, or its clients read something else. Ways
// that nobody waits for are not taken.
void TrafficChanges::noteElsewhere(const Judge& judge, const WorkloadDrill& result) {
  if (judge.elsewhere().empty()) return;
  std::set<std::tuple<StepKind, NodeIndex, double>> taken;
  for (const DrillStep& step : result.steps) taken.emplace(step.kind, design().indexOf(step.subject), step.end.worst);
  const auto isTaken = [&](StepIndex i) {
    const Step& step = judge.plan().step(i);
    return taken.contains({step.kind, step.subject, step.end.worst});
  };
  for (const auto& [target, instead] : judge.elsewhere()) {
    const Ready& ready = instead.ready;
    if (!ready.ever || ready.isNow() || !std::ranges::all_of(ready.finals, isTaken)) continue;
    const NodeIndex next = instead.serves;
    const NodeIndex set = m_base.sets().setOf(target);
    for (const LinkIndex l : design().incoming(target)) {
      if (design().link(l).kind != "uses") continue;
      // Whoever reads another copy anyway goes on there.
      const bool helped = std::ranges::any_of(design().outgoing(design().from(l)), [&](LinkIndex other) {
        return design().link(other).kind == "uses" && design().to(other) != kNone &&
               m_base.sets().setOf(design().to(other)) == set && judge.works(other) &&
               design().readLink(other, "access").text() != "write";
      });
      if (!helped) serve(judge, l, next, ready.at);
    }
    noteFollowers(judge, ready, target, next);
  }
}

void TrafficChanges::noteSwitches(const Judge& judge) {
  for (const Switch& change : judge.switches()) {
    if (!change.done.ever) continue;
    const Span& at = change.done.at;
    for (const LinkIndex l : design().outgoing(change.record)) {
      if (design().link(l).kind != "routes" || design().to(l) == kNone) continue;
      const NodeIndex unit = m_base.unitOf(design().to(l));
      if (unit == change.from) mark(l, Traffic::idle, at);
      if (unit == change.to) mark(l, Traffic::moved, at);
    }
    noteDownstream(judge, change.to, at);
    noteUpstream(judge, change.record, at);
  }
}

// What lies behind a side that nothing is sent to on ordinary days carries what is sent there now, once it serves.
void TrafficChanges::noteDownstream(const Judge& judge, NodeIndex target, const Span& at) {
  const auto servedFrom = [&](NodeIndex n) {
    const auto outcome = judge.outcomes().find(m_base.sets().setOf(n));
    const bool takesOver = outcome != judge.outcomes().end() && outcome->second.found &&
                           outcome->second.way.serves == n && outcome->second.done.ever;
    return takesOver ? later(at, outcome->second.done.at) : at;
  };
  for (const NodeIndex unit : m_base.order(target)) {
    if (judge.isOrdinary(unit)) continue;
    for (const NodeIndex n : partsOf(design(), unit)) {
      for (const LinkIndex l : design().outgoing(n)) {
        const std::string& kind = design().link(l).kind;
        const NodeIndex to = design().to(l);
        if ((kind == "uses" || kind == "routes") && to != kNone && !isBroken(l))
          mark(l, Traffic::moved, servedFrom(to));
      }
    }
  }
}

// From records and balancers down to a client whose traffic goes another way: the way as a whole is another one.
void TrafficChanges::noteUpstream(const Judge& judge, NodeIndex client, const Span& at) {
  std::vector<NodeIndex> open{m_base.unitOf(client)};
  std::set<NodeIndex> seen(open.begin(), open.end());
  while (!open.empty()) {
    const NodeIndex unit = open.back();
    open.pop_back();
    for (const NodeIndex n : partsOf(design(), unit)) {
      if (m_damage.isFailed(n)) continue;
      for (const LinkIndex l : design().incoming(n)) {
        const NodeIndex from = design().from(l);
        if (design().link(l).kind != "routes" || isBroken(l) || !isPartOf(judge, from) || !judge.isOrdinary(from))
          continue;
        mark(l, Traffic::moved, at);
        if (seen.insert(from).second) open.push_back(from);
      }
    }
  }
}

// Once a balancer has seen what is gone, the others get its share.
void TrafficChanges::noteBalancers(const Judge& judge, const WorkloadDrill& result) {
  for (const DrillStep& step : result.steps) {
    const NodeIndex balancer = step.subject.empty() ? kNone : design().indexOf(step.subject);
    if (step.kind != StepKind::detect || balancer == kNone || !design().has(balancer, trait::kBalancer)) continue;
    std::vector<LinkIndex> left;
    bool lost = false;
    for (const LinkIndex l : design().outgoing(balancer)) {
      const NodeIndex to = design().to(l);
      if (design().link(l).kind != "routes" || to == kNone) continue;
      const auto parts = partsOf(design(), to);
      lost = lost || std::ranges::any_of(parts, [&](NodeIndex n) { return m_damage.isHit(n); });
      if (isBroken(l)) mark(l, Traffic::idle, step.end);
      else left.push_back(l);
    }
    if (!lost || left.empty()) continue;
    for (const LinkIndex l : left) mark(l, Traffic::moved, step.end);
    noteUpstream(judge, balancer, step.end);
  }
}

void TrafficChanges::noteNextPrimary(NodeIndex cache) {
  for (const LinkIndex l : design().incoming(cache)) {
    if (design().link(l).kind == "uses" && !isBroken(l)) mark(l, Traffic::moved, {});
  }
  for (const LinkIndex l : design().outgoing(cache)) {
    if (design().link(l).kind == "uses" && !isBroken(l)) mark(l, Traffic::moved, {});
  }
}

void TrafficChanges::add(const Judge& judge, const WorkloadDrill& result) {
  noteReturns(result);
  noteSilentClusters(judge);
  // Where it goes nobody knows while it is not said what takes over.
  if (!result.rto && result.recovers) return;
  noteSwitches(judge);
  noteOutcomes(judge, result);
  noteElsewhere(judge, result);
  noteEntries(judge);
  noteBalancers(judge, result);
}

// What leads to data is back with its clients, which were noted with the data.
void TrafficChanges::addReturned(LinkIndex link) {
  const NodeIndex from = design().from(link);
  const NodeIndex to = design().to(link);
  if (m_silent.contains(link) || m_entered.contains(link) || to == kNone) return;
  const std::string& kind = design().link(link).kind;
  const bool holds =
      design().has(to, trait::kStore) || design().has(to, trait::kServer) || design().has(to, trait::kGateway);
  if (kind == "uses" && holds && m_damage.isFailed(to)) return;
  const bool copies = kind == "replicates" || kind == "standby";
  const auto first = workingAgain(from, copies);
  const auto second = workingAgain(to, copies);
  if (first && second) mark(link, Traffic::usual, later(*first, *second));
}

void TrafficChanges::addBroken(Drill& out) {
  std::set<LinkIndex> broken(m_silent);
  for (const NodeIndex n : m_damage.hit()) {
    if (!m_damage.isFailed(n)) continue;
    for (const LinkIndex l : design().outgoing(n)) broken.insert(l);
    for (const LinkIndex l : design().incoming(n)) broken.insert(l);
  }
  std::erase_if(broken, [&](LinkIndex l) { return design().link(l).kind == "member"; });
  for (const LinkIndex l : broken) {
    out.links.push_back({design().link(l).id, Traffic::broken, {}});
    addReturned(l);
  }
}

void TrafficChanges::finish(Drill& out) {
  addBroken(out);
  const auto first = static_cast<std::ptrdiff_t>(out.links.size());
  for (const auto& [key, at] : m_links) out.links.push_back({design().link(key.first).id, key.second, at});
  std::ranges::stable_sort(out.links.begin() + first, out.links.end(), {},
                           [](const LinkChange& c) { return std::pair(c.at.worst, c.at.best); });
  for (const auto& [key, at] : m_detours) {
    const auto& [kind, from, to, instead] = key;
    out.detours.push_back({kind, design().node(from).id, design().node(to).id, design().link(instead).id, at});
  }
}

}  // namespace nines::drills
