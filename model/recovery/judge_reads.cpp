// From when on clients read: by what takes over, by a copy that comes back, or elsewhere.
#include <algorithm>

#include "recovery/judge.h"

namespace nines::drills {

Ready Judge::readReady(NodeIndex client, std::span<const LinkIndex> links) {
  if (const Ready served = servedBy(client, links, false); served.ever) return served;
  // Through a link that only writes nothing is read, whatever comes back behind it.
  std::vector<LinkIndex> some;
  const auto onlyWrites = [&](LinkIndex l) { return design().readLink(l, "access").text() == "write"; };
  const bool all = std::ranges::none_of(links, onlyWrites);
  if (!all) std::ranges::remove_copy_if(links, std::back_inserter(some), onlyWrites);
  const std::span<const LinkIndex> reads = all ? links : std::span<const LinkIndex>(some);
  if (reads.empty()) return Ready::never();
  const NodeIndex first = design().to(reads.front());
  if (const Outcome* lost = outcome(m_base.sets().setOf(first))) {
    if (!knowsOnlyCopies(*lost, reads)) return copyBack(reads, readWithout(*lost, reads));
    const Ready back = copyBack(reads, Ready::never());
    return back.ever ? back : pointedToSuccessor(*lost, reads);
  }
  Ready best = Ready::never();
  bool cut = false;
  for (const LinkIndex l : reads) {
    const NodeIndex to = design().to(l);
    if (!isCut(to)) continue;
    cut = true;
    if (const Ready other = pointedElsewhere(to); isBetter(other, best)) best = other;
  }
  // What serves nobody on ordinary days either goes on so, but for those who are sent there now.
  return !cut && isOrdinary(client) ? Ready() : best;
}

// It is hit, or of a cluster what it works with: it may have given more before.
bool Judge::isCut(NodeIndex target) const {
  if (m_damage.isHit(target) || lacksStorage(target)) return true;
  if (!design().has(target, trait::kClusterVolume)) return false;
  return std::ranges::any_of(instancesOf(target), [&](NodeIndex i) { return m_damage.isHit(i); });
}

// A cluster or an instance of one, too much of whose storage is lost with its zones.
bool Judge::lacksStorage(NodeIndex target) const {
  if (m_damage.lostZones().empty()) return false;
  const bool instance = design().has(target, trait::kClusterInstance);
  const NodeIndex cluster = instance ? design().clusterOf(target) : target;
  return cluster != kNone && design().has(cluster, trait::kClusterVolume) && storageCopies(cluster) < 4;
}

// The source of a copy is lost as well: who only reads waits for the copy alone, if that comes back by itself.
Ready Judge::copyBack(std::span<const LinkIndex> links, const Ready& otherwise) {
  Ready best = otherwise;
  for (const LinkIndex l : links) {
    const NodeIndex to = design().to(l);
    if (m_base.facts().isWritten(to) || !isCut(to)) continue;
    const Elsewhere back = cameBack(to);
    if (!isBetter(back.ready, best)) continue;
    best = back.ready;
    m_elsewhere.insert_or_assign(to, back);
  }
  return best;
}

// What takes over is read by whoever has a link to it that reads. Others are pointed there, also where those who write
// know it already.
Ready Judge::readSuccessor(const Outcome& lost, std::span<const LinkIndex> reads) {
  if (!lost.found || lost.way.clients != Clients::unlessTied) return lost.done;
  const NodeIndex next = lost.way.serves;
  const auto leadsThere = [&](LinkIndex l) {
    return design().to(l) == next || design().clusterOf(design().to(l)) == next;
  };
  if (std::ranges::any_of(reads, leadsThere)) return lost.done;
  const Ready ready = both(pointed(lost.way, lost.lost), lost.way.aside);
  if (isSame(ready, lost.done)) return ready;
  for (const LinkIndex l : reads) m_elsewhere.insert_or_assign(design().to(l), Elsewhere{ready, next});
  return ready;
}

// While nothing is written, nothing has to take over: any copy that is left is read.
Ready Judge::readWithout(const Outcome& lost, std::span<const LinkIndex> reads) {
  Ready best = readSuccessor(lost, reads);
  // What comes back by itself is waited for anyway.
  if ((best.ever && !best.manual) || losesWrites(lost)) return best;
  for (const LinkIndex l : reads) {
    const Elsewhere other = copyLeft(design().to(l));
    if (!isBetter(other.ready, best)) continue;
    best = other.ready;
    m_elsewhere.insert_or_assign(design().to(l), other);
  }
  return best;
}

// Where the primary keeps its name, that of a copy does not move with it.
bool Judge::knowsOnlyCopies(const Outcome& lost, std::span<const LinkIndex> links) const {
  const bool keepsName = lost.way.clients == Clients::cached || lost.way.clients == Clients::stay;
  if (!lost.found || !keepsName) return false;
  const bool single =
      design().has(lost.lost, trait::kDatabaseInstance) || design().has(lost.lost, trait::kClusterVolume);
  return single && std::ranges::none_of(links, [&](LinkIndex l) {
           const NodeIndex to = design().to(l);
           return to == lost.lost || to == lost.way.serves || m_base.facts().isWritten(to) || !isCut(to);
         });
}

// Clients of copies that are lost with their source read what takes over from it, or another copy that is left.
Ready Judge::pointedToSuccessor(const Outcome& lost, std::span<const LinkIndex> links) {
  Step step = lasting(StepKind::rePoint, "Point clients of {1} to {0}", m_base.range("repoint"), lost.way.serves,
                      design().to(links.front()));
  Elsewhere best{m_plan.then(both(lost.way.chain, decided()), std::move(step)), lost.way.serves};
  for (const LinkIndex l : links) {
    const NodeIndex target = design().to(l);
    if (isBetter(pointedElsewhere(target), best.ready)) best = m_elsewhere.at(target);
  }
  for (const LinkIndex l : links) m_elsewhere.insert_or_assign(design().to(l), best);
  return best.ready;
}

// Something that is only read is lost while its source works: it comes back by itself, or clients read elsewhere.
Ready Judge::pointedElsewhere(NodeIndex target) {
  const auto at = m_elsewhere.find(target);
  return (at != m_elsewhere.end() ? at : m_elsewhere.emplace(target, findElsewhere(target)).first)->second.ready;
}

// What the durations have for it counts, as for what is written; another copy only where they have nothing.
Elsewhere Judge::findElsewhere(NodeIndex target) {
  Elsewhere own = cameBack(target);
  if (own.ready.ever && own.ready.at.worst < kCentury) return own;
  const Elsewhere other = copyLeft(target);
  return other.ready.ever ? other : own;
}

// One that is left and can be read, or comes back by itself, which clients are pointed to.
Elsewhere Judge::copyLeft(NodeIndex target) {
  Elsewhere best;
  for (const NodeIndex n : m_base.sets().nodesOf(m_base.sets().setOf(target))) {
    const bool holds = design().has(n, trait::kStore) && n != target;
    if (!holds || !m_base.facts().isRead(n)) continue;
    const Ready running = runsAgain(n);
    if (!running.ever) continue;
    Step step = lasting(StepKind::rePoint, "Point clients of {1} to {0}", m_base.range("repoint"), n, target);
    const Ready ready = m_plan.then(both(running, decided()), std::move(step));
    if (isBetter(ready, best.ready)) best = {ready, n};
    if (running.isNow()) break;
  }
  return best;
}

// By its standby, by itself where it stands, or by instances over storage that survives.
Elsewhere Judge::cameBack(NodeIndex target) {
  if (m_damage.isSpoiled(target)) return {};
  if (design().has(target, trait::kClusterVolume)) return clusterBack(target);
  if (design().has(target, trait::kClusterInstance)) return instanceBack(target);
  if (!design().has(target, trait::kDatabaseInstance) || !m_damage.isFailed(target)) return {};
  std::vector<Way> ways;
  addReturn(target, ways);
  if (ways.empty()) return {};
  return {finished(ways.front(), target), ways.front().serves};
}

Elsewhere Judge::clusterBack(NodeIndex cluster) {
  const std::optional<Way> way = instanceWay(cluster);
  if (!way) return {};
  if (way->clients == Clients::stay) return {way->chain, way->serves};
  std::vector<NodeIndex> clients = survivingClients(cluster);
  std::erase_if(clients, [&](NodeIndex client) {
    return std::ranges::none_of(m_base.needs(client), [&](LinkIndex l) {
      return design().to(l) == cluster || design().clusterOf(design().to(l)) == cluster;
    });
  });
  return {forgotten(way->chain, cluster, clients), way->serves};
}

// One that is made anew keeps its endpoint. Where another one is made instead, people point its clients there.
Elsewhere Judge::instanceBack(NodeIndex instance) {
  const NodeIndex cluster = design().clusterOf(instance);
  if (cluster != kNone && !hasInstanceLeft(cluster)) {
    Elsewhere back = clusterBack(cluster);
    if (!back.ready.ever || back.serves == instance) return back;
    Step step =
        lasting(StepKind::rePoint, "Point clients of {1} to {0}", m_base.range("repoint"), back.serves, instance);
    return {m_plan.then(both(back.ready, decided()), std::move(step)), back.serves};
  }
  if (!m_damage.isHostOnly(instance)) return {};
  if (m_base.facts().isStopped(instance)) return {clusterStarted(cluster), instance};
  if (m_damage.isMaintained(instance)) {
    return {m_plan.then({}, lasting(StepKind::start, "Restart {0}", m_base.range("aurora.reboot"), instance)),
            instance};
  }
  const Ready created =
      m_plan.then({}, lasting(StepKind::start, "Create {0} anew", m_base.range("aurora.recreateWriter"), instance));
  std::vector<NodeIndex> clients = survivingClients(instance);
  std::erase_if(clients, [&](NodeIndex client) {
    return std::ranges::none_of(m_base.needs(client), [&](LinkIndex l) { return design().to(l) == instance; });
  });
  return {forgotten(created, instance, clients), instance};
}

}  // namespace nines::drills
