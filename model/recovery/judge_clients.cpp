// What a client needs of its stores, caches and servers, and from when on it gets it.
#include <algorithm>

#include "recovery/judge.h"
#include "semantics/cold_start.h"

namespace nines::drills {

// Sets of links to the same data, each needed; links to something else than data lead to what is judged by itself.
Service Judge::need(NodeIndex client) {
  Service out;
  const bool fewer = losesTiers(client);
  const std::vector<NeedFacts> left = fewer ? needsOfSurvivors(client) : std::vector<NeedFacts>();
  for (const NeedFacts& need : fewer ? left : m_base.facts().needs(client, m_base.needs(client))) {
    if (!need.leadsOn) {
      out = both(out, needOfStores(client, need));
      continue;
    }
    for (const LinkIndex l : need.links) out = both(out, judgedFrom(client, m_base.unitOf(design().to(l))));
  }
  out.write = both(out.read, out.write);
  return out;
}

// Some tiers of the group are gone, others are left: what those that are gone needed is needed by nobody.
bool Judge::losesTiers(NodeIndex unit) const {
  if (!design().has(unit, trait::kComputeGroup)) return false;
  const auto& tiers = m_base.facts().unit(unit).tiers;
  const auto isGone = [&](const TierFacts& tier) { return m_damage.isFailed(tier.node); };
  const auto isLeft = [&](const TierFacts& tier) { return survivors(tier) > 0; };
  return std::ranges::any_of(tiers, isGone) && std::ranges::any_of(tiers, isLeft);
}

std::vector<NeedFacts> Judge::needsOfSurvivors(NodeIndex group) const {
  std::vector<LinkIndex> links;
  std::ranges::copy_if(m_base.needs(group), std::back_inserter(links),
                       [&](LinkIndex l) { return !m_damage.isFailed(design().from(l)); });
  return m_base.facts().grouped(links);
}

Service Judge::needOfStores(NodeIndex client, const NeedFacts& facts) {
  Service out;
  const std::span<const LinkIndex> links = facts.links;
  const StoreNeed& need = facts.need;
  out.hit = std::ranges::any_of(links, [&](LinkIndex l) {
    const NodeIndex to = design().to(l);
    return m_damage.isHit(to) || isOut(to) || lacksStorage(to);
  });
  if (need.read) out.read = readReady(client, links);
  const bool asked = out.hit || !isOrdinary(client);
  if (asked && !facts.unsaid.empty() && !facts.writesSaid) {
    // Where writing waits for nothing but what reading waits for, nobody has to say whether they write.
    const Ready write = writeReady(client, links, need);
    const bool longer = !write.isNow() && !(need.read && isSame(write, out.read));
    if (longer && needsWrites(client, facts)) out.write = write;
  } else if (need.write) {
    out.write = writeReady(client, links, need);
  }
  const auto fails = [&](LinkIndex l) { return isOut(design().to(l)) && !m_damage.isSpoiled(design().to(l)); };
  out.failed = std::ranges::any_of(links, fails);
  const Ready turns = turned(client, links);
  out.hit = out.hit || !turns.isNow() ||
            std::ranges::any_of(links, [&](LinkIndex l) { return stoppedBehind(client, l) != kNone; });
  const Ready running = both(awake(client, links), turns);
  if (!running.isNow()) {
    out.read = both(out.read, running);
    out.write = both(out.write, running);
  }
  for (const LinkIndex l : links) {
    const NodeIndex target = design().to(l);
    if (!design().has(target, trait::kServer) || m_damage.isFailed(target)) continue;
    // What a server needs itself was judged before its clients; in a circle it is taken to have it.
    const Known& known = m_sent && m_knownSent.ofServers.contains(target) ? m_knownSent : m_known;
    if (const auto own = known.ofServers.find(target); own != known.ofServers.end()) out = both(out, own->second);
  }
  return out;
}

// A bucket or server that a record or balancer sends requests to.
Service Judge::needOfTarget(NodeIndex store) {
  if (!isOut(store)) return {};
  const Outcome* lost = outcome(m_base.sets().setOf(store));
  // What takes over stands elsewhere: the record's or balancer's other targets say whether it is asked.
  Service out = Service::from(lost && lost->found && lost->way.serves == store ? lost->done : Ready::never());
  out.failed = m_damage.isFailed(store);
  return out;
}

Service Judge::judgeServer(NodeIndex server) {
  if (m_damage.isFailed(server)) return needOfTarget(server);
  const Service own = need(server);
  (m_sent ? m_knownSent : m_known).ofServers.insert_or_assign(server, own);
  return both(needOfTarget(server), own);
}

// Whether the target gives through this link what is asked of it, right now.
bool Judge::serves(LinkIndex link, bool write) const {
  const NodeIndex n = design().to(link);
  // Of a stopped cluster awake() says from when on it answers.
  const Facts& facts = m_base.facts();
  const bool answers = write ? facts.isWritten(n) : facts.isRead(n) || facts.isStopped(n);
  if (!answers) return false;
  if (m_damage.isFailed(n) || m_damage.isSpoiled(n) || (write && lacksQuorum(n))) return false;
  const std::string_view access = design().readLink(link, "access").text();
  if (access == (write ? "read" : "write")) return false;
  if (design().has(n, trait::kClusterVolume)) {
    const std::string_view endpoint = design().readLink(link, "endpoint").text("cluster");
    return !(write && endpoint == "reader") && clusterServes(n, write, endpoint);
  }
  if (design().has(n, trait::kClusterInstance)) {
    const NodeIndex cluster = design().clusterOf(n);
    return cluster == kNone || (!m_damage.isFailed(cluster) && storageCopies(cluster) >= (write ? 4 : 3));
  }
  return true;
}

bool Judge::works(LinkIndex link) const {
  const std::string_view access = design().readLink(link, "access").text();
  const bool reader =
      design().has(design().to(link), trait::kClusterVolume) && design().readLink(link, "endpoint").text() == "reader";
  const bool takesWrites = m_base.facts().isWritten(design().to(link)) && !reader;
  return (access == "write" || serves(link, false)) && (access == "read" || !takesWrites || serves(link, true));
}

// The cluster that has to be started before the link gives anything. On ordinary days a copy may be stopped, as it
// waits for what takes over; what takes the writes may not.
NodeIndex Judge::stoppedBehind(NodeIndex client, LinkIndex link) const {
  const NodeIndex to = design().to(link);
  if (!m_base.facts().isStopped(to)) return kNone;
  const NodeIndex cluster = design().has(to, trait::kClusterInstance) ? design().clusterOf(to) : to;
  return !isOrdinary(client) || m_base.facts().isWritten(cluster) ? cluster : kNone;
}

// By a link that gives what is asked of it, once what it leads to runs.
Ready Judge::servedBy(NodeIndex client, std::span<const LinkIndex> links, bool write) {
  Ready best = Ready::never();
  for (const LinkIndex l : links) {
    if (!serves(l, write)) continue;
    const NodeIndex stopped = stoppedBehind(client, l);
    if (stopped == kNone) return {};
    if (const Ready started = clusterStarted(stopped); isBetter(started, best)) best = started;
  }
  return best;
}

Ready Judge::writeReady(NodeIndex client, std::span<const LinkIndex> links, const StoreNeed& need) {
  if (const Ready served = servedBy(client, links, true); served.ever) return served;
  const Outcome* lost = outcome(m_base.sets().setOf(design().to(links.front())));
  if (takesWrites(client, links, need)) {
    if (lost) return followed(client, *lost, need);
    // The cluster works, an instance endpoint to it does not.
    Ready best = Ready::never();
    for (const NodeIndex n : need.writable) {
      if (!m_damage.isHit(n)) return {};
      const Ready other = pointedElsewhere(n);
      if (isBetter(other, best)) best = other;
    }
    return best;
  }
  // Linked to copies only: one of them has to be promoted, or what serves instead is elsewhere.
  const bool tied = lost && std::ranges::find(need.targets, lost->way.serves) != need.targets.end();
  if (lost && (tied || lost->way.clients == Clients::pointed)) return servedFor(client, *lost);
  return tiedPromotion(client, links);
}

// On ordinary days drawings are taken as they are meant. Who stands in writes by no link that says it only reads.
bool Judge::takesWrites(NodeIndex client, std::span<const LinkIndex> links, const StoreNeed& need) const {
  if (isOrdinary(client)) return !need.writable.empty();
  return std::ranges::any_of(links, [&](LinkIndex l) {
    const bool writable = std::ranges::find(need.writable, design().to(l)) != need.writable.end();
    return writable && design().readLink(l, "access").text() != "read";
  });
}

// Endpoints of instances do not move: whoever has only these is pointed to the instance that takes over.
Ready Judge::followed(NodeIndex client, const Outcome& lost, const StoreNeed& need) {
  const auto isInstance = [&](NodeIndex n) { return design().has(n, trait::kClusterInstance); };
  const NodeIndex next = lost.way.serves;
  // One that is made anew keeps its endpoint, and one that they have a link to anyway is found.
  const bool moves = lost.found && next != kNone && isInstance(next) && std::ranges::all_of(need.targets, isInstance) &&
                     std::ranges::find(need.targets, next) == need.targets.end();
  if (!moves) return servedFor(client, lost);
  Step step = lasting(StepKind::rePoint, "Point clients of {1} to {0}", m_base.range("repoint"), next, lost.lost);
  return m_plan.then(both(lost.way.chain, decided()), std::move(step));
}

// A client in the recovery Region writes to a copy that has not become the primary: that is how it is drawn, and only
// of consequence where that client takes over.
Ready Judge::tiedPromotion(NodeIndex client, std::span<const LinkIndex> links) {
  if (isOrdinary(client)) return {};
  Ready best = Ready::never();
  for (const LinkIndex l : links) {
    const NodeIndex copy = design().to(l);
    const bool cluster = design().has(copy, trait::kClusterVolume);
    if (!cluster && !design().has(copy, trait::kDatabaseInstance)) continue;
    if (design().readLink(l, "access").text() == "read") continue;
    const Ready running = runsAgain(copy);
    if (!running.ever) continue;
    Step step = lasting(StepKind::promote, "Promote {0}",
                        m_base.range(cluster ? "aurora.globalFailover" : "replica.promotion"), copy);
    const Ready before = m_base.facts().isStopped(copy) ? clusterStarted(copy) : decided();
    const Ready ready = m_plan.then(both(running, before), std::move(step));
    if (isBetter(ready, best)) best = ready;
  }
  return best.ever ? best : pointedToPrimary(links);
}

// Nothing brings the copies back that are linked: what takes the writes works elsewhere.
Ready Judge::pointedToPrimary(std::span<const LinkIndex> links) {
  const NodeIndex copy = design().to(links.front());
  for (const NodeIndex n : m_base.sets().nodesOf(m_base.sets().setOf(copy))) {
    const bool takes = design().has(n, trait::kStore) && !design().has(n, trait::kClusterInstance) &&
                       m_base.facts().isWritten(n) && !m_base.facts().isStopped(n);
    if (!takes || isOut(n)) continue;
    Step step = lasting(StepKind::rePoint, "Point clients of {1} to {0}", m_base.range("repoint"), n, copy);
    return m_plan.then(decided(), std::move(step));
  }
  return Ready::never();
}

// A copy that is hit as well, by itself.
Ready Judge::runsAgain(NodeIndex copy) {
  if (!isOut(copy)) return {};
  if (m_damage.isSpoiled(copy)) return Ready::never();
  if (design().has(copy, trait::kClusterVolume)) {
    const std::optional<Way> way = instanceWay(copy);
    return way ? way->chain : Ready::never();
  }
  if (!design().has(copy, trait::kDatabaseInstance)) return Ready::never();
  std::vector<Way> ways;
  addReturn(copy, ways);
  return ways.empty() ? Ready::never() : ways.front().chain;
}

// Clusters that pause and now get the first request.
Ready Judge::awake(NodeIndex client, std::span<const LinkIndex> links) {
  Ready out;
  if (isOrdinary(client)) return out;
  for (const LinkIndex l : links) {
    const NodeIndex n = design().to(l);
    if (!design().has(n, trait::kClusterVolume) || isOut(n)) continue;
    const std::string_view start = coldStartOf(design(), n);
    if (start.empty()) continue;
    Step step{.kind = StepKind::start, .phrase = "{0} wakes up", .subject = n, .other = client};
    step.basis = &m_base.range(start);
    step.duration = step.basis->seconds;
    out = both(out, m_plan.then(m_notice == kNone ? decided() : m_plan.at(recordDetect(m_notice)), std::move(step)));
  }
  return out;
}

// A multi-master cluster spreads nothing over its writers. A client of which it is said that it does not turn to
// another one by itself may hold on to the one that is lost.
Ready Judge::turned(NodeIndex client, std::span<const LinkIndex> links) {
  Ready out;
  if (!design().has(client, trait::kCompute) && !design().has(client, trait::kComputeGroup)) return out;
  const auto holdsOn = [&](const TierFacts& tier) {
    const Reading balances = design().read(tier.node, "clientSideBalancing");
    return balances.state == Reading::State::set && !balances.flag() && survivors(tier) > 0;
  };
  for (const LinkIndex l : links) {
    const NodeIndex cluster = design().to(l);
    if (!design().has(cluster, trait::kClusterVolume) || !isMultiMaster(cluster) || isOut(cluster)) continue;
    const auto fails = [&](NodeIndex i) { return m_damage.isFailed(i); };
    if (std::ranges::none_of(instancesOf(cluster), fails)) continue;
    if (std::ranges::none_of(m_base.facts().unit(client).tiers, holdsOn)) continue;
    Step step = lasting(StepKind::rePoint, "Point {0} to a writer of {1} that is left", m_base.range("repoint"), client,
                        cluster);
    out = both(out, m_plan.then(decided(), std::move(step)));
  }
  return out;
}

// By people, whoever needs it first.
Ready Judge::clusterStarted(NodeIndex cluster) {
  if (const auto at = m_clusterStarts.find(cluster); at != m_clusterStarts.end()) return m_plan.at(at->second);
  Step step = lasting(StepKind::start, "Start the stopped cluster {0}", m_base.range("aurora.startStopped"), cluster);
  const StepIndex index = m_plan.add(std::move(step), {decide()});
  m_clusterStarts.emplace(cluster, index);
  return m_plan.at(index);
}

// Any node left serves; a client that falls back reads the table past it.
Service Judge::judgeCache(NodeIndex cache) {
  Service out = need(cache);
  out.hit = out.hit || m_damage.isHit(cache);
  out.failed = out.failed || m_damage.isFailed(cache);
  if (design().read(cache, "clientFallback").flag()) return out;
  // One of which nobody says how many nodes it has may have none left.
  const bool gone =
      m_damage.isFailed(cache) || (m_damage.isPerhapsGone(cache) && !turnsOutWell({.node = cache, .key = "nodes"}));
  if (!gone) return out;
  out.failed = true;
  if (!m_damage.isRegionUp(cache)) return Service::never();
  Step step = lasting(StepKind::start, "Replace the nodes of {0}", m_base.range("dax.replace"), cache);
  return both(out, Service::from(m_plan.then(decided(), std::move(step))));
}

}  // namespace nines::drills
