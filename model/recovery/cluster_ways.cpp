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
  return any ? std::ranges::any_of(instances, works) : works(writerOf(cluster));
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

// By instances over the same storage, which loses nothing: one that restarts as planned, a reader, else a new one.
void Judge::addInstanceWays(NodeIndex store, std::vector<Way>& out) {
  const NodeIndex writer = writerOf(store);
  const auto add = [&](NodeIndex serves, const Ready& before, Step step, Clients clients, std::string_view how) {
    const Duration* basis = step.basis;
    out.push_back({.serves = serves,
                   .chain = m_plan.then(before, std::move(step)),
                   .clients = clients,
                   .how = how,
                   .rpoBasis = basis});
  };
  constexpr std::string_view kSurvives = "The storage survives: no committed write is lost";
  if (writer == kNone) {
    if (!m_damage.isPerhapsGone(store)) return;
    add(store, {}, broughtBack(store), Clients::cached, kSurvives);
    return;
  }
  const bool inPlace = m_damage.isHostOnly(writer);
  if (inPlace && m_damage.isMaintained(writer)) {
    add(writer, {}, lasting(StepKind::start, "Restart {0}", m_base.range("aurora.reboot"), writer, store),
        Clients::stay, kSurvives);
  }
  std::vector<NodeIndex> readers;
  for (const NodeIndex i : instancesOf(store)) {
    if (!m_damage.isFailed(i)) readers.push_back(i);
  }
  if (!readers.empty()) {
    const NodeIndex next = *std::ranges::min_element(
        readers, {}, [&](NodeIndex i) { return std::tuple(design().read(i, "promotionTier").integer(1), i); });
    add(next, {}, lasting(StepKind::promote, "Promote reader {0}", m_base.range("aurora.failover"), next, store),
        Clients::cached, "Reader {1} has the same storage: no committed write is lost");
    return;
  }
  add(writer, inPlace ? Ready{} : decided(),
      lasting(StepKind::start, inPlace ? "Create {0} anew" : "Create {0} in another zone",
              m_base.range(inPlace ? "aurora.recreateWriter" : "aurora.newInstance"), writer, store),
      Clients::cached, kSurvives);
}

// One without drawn instances runs where nobody said.
bool Judge::hasInstanceLeft(NodeIndex cluster) const {
  const std::vector<NodeIndex>& instances = instancesOf(cluster);
  return instances.empty() || std::ranges::any_of(instances, [&](NodeIndex i) { return !m_damage.isFailed(i); });
}

// Secondaries in other Regions, by global database or by a binary log. A multi-master cluster replicates to none,
// whatever is drawn.
void Judge::addGlobalWays(NodeIndex store, std::vector<Way>& out) {
  if (isMultiMaster(store)) return;
  for (const Behind& copy : copiesBehind(store)) {
    const NodeIndex other = copy.node;
    if (m_damage.isFailed(other) || m_damage.isSpoiled(other) || isMultiMaster(other)) continue;
    if (storageCopies(other) < 4 || !hasInstanceLeft(other)) continue;
    const bool binlog = design().readLink(copy.link, "technology").text() == "binlog";
    const Ready before = design().read(other, "stopped").flag() ? clusterStarted(other) : decided();
    Step step = lasting(StepKind::promote, "Promote {0}",
                        m_base.range(binlog ? "replica.promotion" : "aurora.globalFailover"), other, store);
    out.push_back(
        copyWay(copy, m_plan.then(before, std::move(step)), "Asynchronous copy {1}: what it was behind is lost"));
  }
}

}  // namespace nines::drills
