// Restoring: which backups of a store are left where, how old they are, and what it takes to use them.
#include <algorithm>
#include <string>

#include "recovery/judge.h"

namespace nines::drills {

// One backup that is left.
struct Judge::Copy {
  NodeIndex place = kNone;         // the plan, bucket or Region that has it
  NodeIndex bucket = kNone;        // that it has to be retrieved from, if its class needs that
  std::optional<double> interval;  // seconds; unknown: nothing can be said of how old it is
  double lag = 0;                  // until it had arrived there
  const Duration* basis = nullptr;
};

namespace {

std::optional<double> hours(const Reading& reading) {
  if (!reading.known()) return std::nullopt;
  return std::max(0.0, reading.number()) * 3600;
}

}  // namespace

// Noticing late loses what was written meanwhile as well.
std::optional<Span> Judge::spoiledToo(std::optional<Span> rpo) const {
  if (!rpo) return rpo;
  const double unnoticed = m_base.range("corruptionUnnoticedSeconds").seconds.worst;
  rpo->best += unnoticed;
  rpo->worst += unnoticed;
  return rpo;
}

// A new database or table, which takes its time, and for databases more the larger they are.
Step Judge::restoreStep(NodeIndex store) const {
  Step step{.kind = StepKind::restore, .phrase = "Restore {0} from its backup", .subject = store};
  if (design().has(store, trait::kTable)) {
    step.basis = &m_base.range("dynamodb.restore");
    step.duration = step.basis->seconds;
    return step;
  }
  const std::string_view key = design().has(store, trait::kDatabaseInstance) ? "allocatedGb" : "dataGb";
  const Reading size = design().read(store, key);
  step.basis = &m_base.range("restore");
  const double moving = std::max(0.0, size.number()) * m_base.range("restore.secondsPerGb").seconds.worst;
  step.duration = {step.basis->seconds.best + moving, step.basis->seconds.worst + moving};
  step.owner = store;
  step.keys = {key};
  step.sizeUnknown = !size.known();
  return step;
}

// Point-in-time recovery and automatic backups die with their Region.
void Judge::addPointInTime(NodeIndex store, std::string_view key, std::vector<Way>& out) {
  const bool table = design().has(store, trait::kTable);
  if (!table && design().read(store, "backupRetentionDays").number(1) <= 0) return;
  const Duration& age = m_base.lag(key);
  const auto add = [&](std::string_view how, Span rpo, const Duration& basis) {
    std::optional<Span> loss = m_damage.isSpoiled(store) ? spoiledToo(rpo) : rpo;
    out.push_back({store, m_plan.then(decided(), restoreStep(store)), Clients::pointed, how, loss, &basis, {}});
  };
  if (m_damage.isRegionUp(store)) {
    add("Point-in-time recovery: the last minutes are lost", {0, age.seconds.worst}, age);
  }
  if (table) return;
  const NodeIndex copy = design().indexOf(design().read(store, "backupCopyRegion").text());
  if (copy == kNone || !m_damage.isRegionUp(copy) || m_base.regionCode(copy) == m_base.regionCode(store)) return;
  const bool cluster = design().has(store, trait::kClusterVolume);
  const Duration& kept = cluster ? m_base.lag("aurora.backupCopy.interval") : age;
  add("Backups copied to another Region: what was written since is lost", {0, kept.seconds.worst}, kept);
}

// Retrieval from an archive comes first where the storage class asks for it.
Ready Judge::retrieved(const Ready& before, NodeIndex bucket) {
  if (bucket == kNone) return before;
  const std::string_view storage = design().read(bucket, "storageClass").text();
  if (storage != "glacier-flexible" && storage != "glacier-deep-archive") return before;
  std::string_view speed = design().read(bucket, "retrieval").text("standard");
  const bool offered =
      speed == "standard" || speed == "bulk" || (speed == "expedited" && storage == "glacier-flexible");
  if (!offered) speed = "standard";
  Step step = lasting(StepKind::retrieve, "Retrieve the archive in {0}",
                      m_base.range("s3.retrieval." + std::string(storage) + "." + std::string(speed)), bucket);
  step.owner = bucket;
  step.keys = {"storageClass", "retrieval"};
  return m_plan.then(before.isNow() ? decided() : before, std::move(step));
}

void Judge::addBucketCopies(NodeIndex store, LinkIndex link, std::vector<Copy>& out) const {
  const NodeIndex bucket = design().to(link);
  const std::optional<double> interval = hours(design().readLink(link, "intervalHours"));
  if (!isOut(bucket)) out.push_back({bucket, bucket, interval, 0, nullptr});
  for (const LinkIndex l : design().outgoing(bucket)) {
    const NodeIndex copy = design().to(l);
    if (design().link(l).kind != "replicates" || copy == store || isOut(copy)) continue;
    const bool timed = design().readLink(l, "timeControl").flag();
    const Duration& usual = m_base.lag(timed ? "s3.timeControl.lag" : "s3.replication.lag");
    const double lag = std::max(0.0, design().readLink(l, "lagSeconds").number(usual.seconds.worst));
    out.push_back({copy, copy, interval, lag, &usual});
  }
}

std::vector<Judge::Copy> Judge::copiesOf(NodeIndex store) const {
  std::vector<Copy> out;
  for (const LinkIndex l : design().outgoing(store)) {
    const NodeIndex to = design().to(l);
    if (design().link(l).kind != "backs-up" || to == kNone) continue;
    if (design().has(to, trait::kBucket)) {
      addBucketCopies(store, l, out);
      continue;
    }
    if (!design().has(to, trait::kBackupPlan)) continue;
    std::optional<double> interval = hours(design().readLink(l, "intervalHours"));
    if (!interval) interval = hours(design().read(to, "intervalHours"));
    if (!m_damage.isFailed(to)) out.push_back({to, kNone, interval, 0, nullptr});
    const Reading copies = design().read(to, "copyTo");
    const Value::Array* regions = copies.known() ? copies.value->asArray() : nullptr;
    if (!regions) continue;
    for (const Value& id : *regions) {
      const NodeIndex region = id.asText() ? design().indexOf(*id.asText()) : kNone;
      if (region != kNone && m_damage.isRegionUp(region)) out.push_back({region, kNone, interval, 0, nullptr});
    }
  }
  return out;
}

// Buckets are read where the backup lies; everything else is restored from it.
void Judge::addBackupWays(NodeIndex store, std::vector<Way>& out) {
  const bool bucket = design().has(store, trait::kBucket);
  for (const Copy& copy : copiesOf(store)) {
    Ready ready = retrieved(decided(), copy.bucket);
    if (!bucket) ready = m_plan.then(ready, restoreStep(store));
    std::optional<Span> rpo;
    if (copy.interval) rpo = Span{0, *copy.interval + copy.lag};
    if (m_damage.isSpoiled(store)) rpo = spoiledToo(rpo);
    out.push_back(
        {bucket && copy.bucket != kNone ? copy.bucket : store,
         ready,
         Clients::pointed,
         copy.interval ? "Last backup: what was written since is lost" : "Backup: nobody says how often it is made",
         rpo,
         copy.basis,
         {}});
  }
}

}  // namespace nines::drills
