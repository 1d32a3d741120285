// How an Aurora cluster is written again: by another of its instances, by a new one, by another Region.
#include <algorithm>
#include <tuple>

#include "recovery/judge.h"
#include "semantics/choices.h"

namespace nines::drills {

bool Judge::isMultiMaster(NodeIndex cluster) const { return m_base.facts().cluster(cluster).isMultiMaster; }

const std::vector<NodeIndex>& Judge::instancesOf(NodeIndex cluster) const {
  return m_base.facts().cluster(cluster).instances;
}

NodeIndex Judge::writerOf(NodeIndex cluster) const { return m_base.facts().cluster(cluster).writer; }

// Two in each of three zones; those of zones that nobody drew are not lost.
int Judge::storageCopies(NodeIndex cluster) const {
  if (m_damage.lostZones().empty()) return 6;
  int copies = 6;
  for (const std::string& code : m_base.storageZones(cluster)) copies -= m_damage.isZoneLost(code) ? 2 : 0;
  return copies;
}

bool Judge::clusterServes(NodeIndex cluster, bool write, std::string_view endpoint) const {
  if (m_damage.isFailed(cluster) || storageCopies(cluster) < (write ? 4 : 3)) return false;
  const std::vector<NodeIndex>& instances = instancesOf(cluster);
  const auto works = [&](NodeIndex i) { return !m_damage.isFailed(i); };
  // Nobody says where they stand: those that served may have been in a zone that is lost. Where AWS runs one as it
  // likes, nobody can say it either.
  if (instances.empty()) {
    if (!m_damage.isPerhapsGone(cluster)) return true;
    return !runsByItself(design(), cluster) && turnsOutWell({.node = cluster, .key = "instances"});
  }
  const bool any = endpoint != "cluster" || isMultiMaster(cluster);
  if (!any && works(writerOf(cluster))) return true;
  // One that follows another without a writer of its own is read at whatever instance is left, which becomes it.
  const bool headless =
      !any && !m_base.facts().isWritten(cluster) && design().read(writerOf(cluster), "role").text() != "writer";
  return (any || headless) && std::ranges::any_of(instances, works);
}

void Judge::addClusterWays(NodeIndex store, std::vector<Way>& out) {
  const bool volume = !m_damage.isSpoiled(store) && !m_damage.isFailed(store) && storageCopies(store) >= 4;
  if (volume) addInstanceWays(store, out);
  if (!m_damage.isSpoiled(store)) addGlobalWays(store, out);
  addPointInTime(store, "aurora.pointInTime.rpoSeconds", out);
  addBackupWays(store, out);
}

// One without drawn instances, in whose Region a zone is lost. Where AWS runs one as it likes, that may have been in
// another zone; else a reader takes over at once if there is one, or people make a new instance, and nobody can say how
// long it takes.
Step Judge::broughtBack(NodeIndex cluster) const {
  if (!runsByItself(design(), cluster)) {
    Step step = lasting(StepKind::start, "Bring an instance of {0} back", m_base.range("aurora.newInstance"), cluster);
    step.duration = kNobodyKnows;
    return step;
  }
  constexpr std::string_view key = "aurora.serverlessV1.otherZone";
  Step step = lasting(StepKind::start, "AWS runs {0} in another zone", m_base.range(key), cluster);
  step.duration.best = 0;
  if (!step.basis->stated && !turnsOutWell({.node = cluster, .key = key})) step.duration = kNobodyKnows;
  return step;
}

// One whose place works comes back there by itself, and takes over if it is no writer yet.
Ready Judge::createdAnew(NodeIndex cluster, NodeIndex instance, bool writes) {
  const Duration& time = m_base.range("aurora.recreateWriter");
  Ready created = m_plan.then({}, lasting(StepKind::start, "Create {0} anew", time, instance, cluster));
  if (writes) return created;
  return m_plan.then(
      created, lasting(StepKind::promote, "Promote reader {0}", m_base.range("aurora.failover"), instance, cluster));
}

// By instances over the same storage, which loses nothing: one that restarts as planned, a reader, one that is created
// anew. A stopped cluster is started first, and its instances get hosts that work.
void Judge::addInstanceWays(NodeIndex store, std::vector<Way>& out) {
  const NodeIndex writer = writerOf(store);
  const bool stopped = m_base.facts().isStopped(store);
  const Ready first = stopped ? clusterStarted(store) : Ready();
  const auto add = [&](NodeIndex serves, Ready chain, std::string_view basis, Clients clients = Clients::cached,
                       std::string_view how = "The storage survives: no committed write is lost") {
    out.push_back({.serves = serves,
                   .chain = std::move(chain),
                   .clients = clients,
                   .how = how,
                   .rpoBasis = &m_base.range(basis)});
  };
  if (writer == kNone) {
    if (!m_damage.isPerhapsGone(store)) return;
    const Step back = broughtBack(store);
    out.push_back({.serves = store,
                   .chain = m_plan.then(first, back),
                   .clients = Clients::cached,
                   .how = "The storage survives: no committed write is lost",
                   .rpoBasis = back.basis});
    return;
  }
  const bool inPlace = m_damage.isHostOnly(writer);
  if (inPlace && stopped) return add(writer, first, "aurora.startStopped", Clients::stay);
  if (inPlace && m_damage.isMaintained(writer)) {
    constexpr std::string_view key = "aurora.reboot";
    add(writer, m_plan.then({}, lasting(StepKind::start, "Restart {0}", m_base.range(key), writer, store)), key,
        Clients::stay);
  }
  std::vector<NodeIndex> readers;
  for (const NodeIndex i : instancesOf(store)) {
    if (!m_damage.isFailed(i) || (stopped && m_damage.isHostOnly(i))) readers.push_back(i);
  }
  if (!readers.empty()) {
    constexpr std::string_view key = "aurora.failover";
    const NodeIndex next = *std::ranges::min_element(
        readers, {}, [&](NodeIndex i) { return std::tuple(design().read(i, "promotionTier").integer(1), i); });
    return add(next,
               m_plan.then(first, lasting(StepKind::promote, "Promote reader {0}", m_base.range(key), next, store)),
               key, Clients::cached, "Reader {1} has the same storage: no committed write is lost");
  }
  const auto& all = instancesOf(store);
  const auto back = std::ranges::find_if(all, [&](NodeIndex i) { return m_damage.isHostOnly(i); });
  if (inPlace) return add(writer, createdAnew(store, writer, true), "aurora.recreateWriter");
  if (back != all.end()) return add(*back, createdAnew(store, *back, isMultiMaster(store)), "aurora.recreateWriter");
  constexpr std::string_view key = "aurora.newInstance";
  add(writer,
      m_plan.then(stopped ? first : decided(),
                  lasting(StepKind::start, "Create {0} in another zone", m_base.range(key), writer, store)),
      key);
}

// The quickest of them, for a cluster that nothing is wrong with but its instances.
std::optional<Way> Judge::instanceWay(NodeIndex cluster) {
  if (m_damage.isFailed(cluster) || m_damage.isSpoiled(cluster) || storageCopies(cluster) < 4) return std::nullopt;
  std::vector<Way> ways;
  addInstanceWays(cluster, ways);
  const auto best = std::ranges::min_element(ways, isBetter, &Way::chain);
  return best == ways.end() ? std::nullopt : std::optional(std::move(*best));
}

// One without drawn instances runs where nobody said.
bool Judge::hasInstanceLeft(NodeIndex cluster) const {
  const std::vector<NodeIndex>& instances = instancesOf(cluster);
  return instances.empty() || std::ranges::any_of(instances, [&](NodeIndex i) { return !m_damage.isFailed(i); });
}

// Secondaries in other Regions, by global database or by a binary log, once they have an instance. A multi-master
// cluster replicates to none, whatever is drawn.
void Judge::addGlobalWays(NodeIndex store, std::vector<Way>& out) {
  if (isMultiMaster(store)) return;
  for (const Behind& copy : copiesBehind(store)) {
    const NodeIndex other = copy.node;
    if (m_damage.isFailed(other) || m_damage.isSpoiled(other) || isMultiMaster(other)) continue;
    if (storageCopies(other) < 4) continue;
    Ready running;
    if (!hasInstanceLeft(other)) {
      const std::optional<Way> back = instanceWay(other);
      if (!back) continue;
      running = back->chain;
    }
    const bool binlog = design().readLink(copy.link, "technology").text() == "binlog";
    const Ready before = both(running, m_base.facts().isStopped(other) ? clusterStarted(other) : decided());
    Step step = lasting(StepKind::promote, "Promote {0}",
                        m_base.range(binlog ? "replica.promotion" : "aurora.globalFailover"), other, store);
    out.push_back(
        copyWay(copy, m_plan.then(before, std::move(step)), "Asynchronous copy {1}: what it was behind is lost"));
  }
}

}  // namespace nines::drills
