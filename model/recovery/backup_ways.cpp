// Restoring: what it takes to use the backups that are left.
#include <algorithm>
#include <string>

#include "recovery/judge.h"
#include "recovery/restoring.h"
#include "semantics/archives.h"

namespace nines::drills {

// Noticing late loses what was written meanwhile as well.
std::optional<Span> Judge::spoiledToo(std::optional<Span> rpo) const {
  if (!rpo) return rpo;
  const double unnoticed = m_base.range("corruptionUnnoticedSeconds").seconds.worst;
  rpo->best = bounded(rpo->best + unnoticed);
  rpo->worst = bounded(rpo->worst + unnoticed);
  return rpo;
}

// Wrong data that was noticed after that many days is in all that is still kept.
bool Judge::isTooOld(NodeIndex store, double days) const {
  return m_damage.isSpoiled(store) && m_base.range("corruptionUnnoticedSeconds").seconds.worst > days * 86400;
}

// A new database, table or bucket, which takes its time, and but for tables more the larger it is.
Step Judge::restoreStep(NodeIndex store, NodeIndex holder) const {
  Step step{.kind = StepKind::restore, .phrase = "Restore {0} from its backup", .subject = store};
  if (holder != store) {
    step.phrase = "Restore {0} from a backup of {1}";
    step.other = holder;
  }
  const RestoreKeys keys = restoreKeys(design(), store);
  step.basis = &m_base.range(keys.time);
  if (keys.size.empty()) {
    step.duration = restoreSpan(*step.basis, nullptr, {});
    return step;
  }
  const Reading size = design().read(store, keys.size);
  step.more = &m_base.range(keys.secondsPerGb);
  step.duration = restoreSpan(*step.basis, step.more, size);
  step.owner = store;
  step.keys = {keys.size};
  step.sizeUnknown = !size.known();
  return step;
}

// Of the store, or of another one that takes the same writes: point-in-time recovery and automatic backups die with
// their Region.
void Judge::addPointInTime(NodeIndex store, std::string_view key, std::vector<Way>& out) {
  for (const NodeIndex holder : holdersOf(store)) {
    if (holder == store || m_base.facts().isWritten(holder)) addPointInTimeOf(holder, store, key, out);
  }
}

void Judge::addPointInTimeOf(NodeIndex holder, NodeIndex store, std::string_view key, std::vector<Way>& out) {
  const bool table = design().has(store, trait::kTable);
  const double days =
      table ? design().read(holder, "pitrDays").number(35) : design().read(holder, "backupRetentionDays").number(1);
  const NodeIndex copy = table ? kNone : design().indexOf(design().read(holder, "backupCopyRegion").text());
  const bool copied =
      copy != kNone && m_damage.isRegionUp(copy) && m_base.regionCode(copy) != m_base.regionCode(holder);
  if (isTooOld(holder, days) || (!m_damage.isRegionUp(holder) && !copied)) return;
  if (!(table ? saysYes(holder, "pitr") : days > 0)) return;
  const Duration& age = m_base.lag(key);
  const auto add = [&](std::string_view how, Span rpo, const Duration& basis) {
    out.push_back({.serves = store,
                   .chain = m_plan.then(decided(), restoreStep(store, holder)),
                   .clients = Clients::pointed,
                   .how = how,
                   .rpo = m_damage.isSpoiled(store) ? spoiledToo(rpo) : rpo,
                   .rpoBasis = &basis});
  };
  if (m_damage.isRegionUp(holder)) {
    add("Point-in-time recovery: the last minutes are lost", {0, age.seconds.worst}, age);
  }
  if (!copied) return;
  const bool cluster = design().has(store, trait::kClusterVolume);
  const Duration& interval = cluster ? m_base.lag("aurora.backupCopy.interval") : age;
  add("Backups copied to another Region: what was written since is lost", {0, interval.seconds.worst}, interval);
}

// Retrieval from an archive comes first where the storage class asks for it: one that has a time for it.
Ready Judge::retrieved(const Ready& before, NodeIndex bucket) {
  const auto retrieval = bucket == kNone ? std::nullopt : archiveRetrieval(design(), bucket);
  if (!retrieval) return before;
  Step step = lasting(StepKind::retrieve, "Retrieve the archive in {0}", m_base.range(retrieval->key), bucket);
  if (!retrieval->offered) step.note = "The class of {0} does not have the retrieval that it asks for: standard counts";
  step.owner = bucket;
  step.keys = {"storageClass", "retrieval"};
  return m_plan.then(before.isNow() ? decided() : before, std::move(step));
}

// The figure of the pool in which the gateway's tapes lie: where nobody says which one, or one that nobody knows, the
// quickest or the slowest of those that there are.
const Duration& Judge::tapeRetrieval(NodeIndex gateway) const {
  const std::string key = "gateway.tapeRetrieval.";
  const Reading said = design().read(gateway, "archivePool");
  if (m_base.knows(key + std::string(said.text()))) return m_base.range(key + std::string(said.text()));
  const bool quickest = said.known() || turnsOutWell({.node = gateway, .key = "archivePool"});
  const Duration* found = nullptr;
  const PropertySchema* schema = design().kind(gateway)->property("archivePool");
  for (const Choice& pool : schema ? schema->choices : std::vector<Choice>()) {
    if (!m_base.knows(key + pool.value)) continue;
    const Duration& figure = m_base.range(key + pool.value);
    const bool quicker = !found || figure.seconds.worst < found->seconds.worst;
    if (quicker == quickest || !found) found = &figure;
  }
  return found ? *found : m_base.range(key);
}

// Tapes lie in an archive, whatever has become of the gateway.
Step Judge::tapeStep(NodeIndex gateway) const {
  Step step = lasting(StepKind::retrieve, "Retrieve the tapes of {0}", tapeRetrieval(gateway), gateway);
  step.owner = gateway;
  step.keys = {"archivePool"};
  return step;
}

// Until the copy can be read.
Ready Judge::fetched(const Copy& copy) {
  Ready out = retrieved(decided(), copy.bucket);
  if (copy.tapes != kNone) out = m_plan.then(out, tapeStep(copy.tapes));
  return out;
}

std::optional<Span> Judge::lossOf(const Copy& copy, bool spoiled) const {
  if (!copy.interval.seconds) return std::nullopt;
  const Span loss{0, bounded(*copy.interval.seconds + copy.lag)};
  return spoiled ? spoiledToo(loss) : loss;
}

// A backup of a bucket in another bucket is read where it lies; everything else is restored, objects from a plan too.
void Judge::addBackupWays(NodeIndex store, std::vector<Way>& out) {
  const bool bucket = design().has(store, trait::kBucket);
  for (const Copy& copy : copiesOf(store)) {
    Ready ready = fetched(copy);
    if (copy.tapes != kNone && m_damage.isFailed(copy.tapes)) ready = m_plan.then(ready, gatewayStep(copy.tapes));
    const bool readThere = bucket && copy.bucket != kNone;
    if (!readThere) ready = m_plan.then(ready, restoreStep(store, store));
    out.push_back({.serves = readThere ? copy.bucket : store,
                   .chain = ready,
                   .clients = Clients::pointed,
                   .how = copy.interval.seconds ? "Last backup: what was written since is lost"
                                                : "Backup: nobody says how old it is",
                   .rpo = lossOf(copy, m_damage.isSpoiled(store)),
                   .rpoBasis = copy.basis,
                   .rpoLink = copy.link,
                   .lacking = copy.interval.lacking});
  }
}

}  // namespace nines::drills
