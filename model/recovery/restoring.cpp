#include "recovery/restoring.h"

#include <algorithm>

namespace nines {

namespace {

bool isBackedUp(const Design& design, NodeIndex store) {
  const bool automatic = design.has(store, trait::kTable) ? design.read(store, "pitr").flag()
                                                          : design.read(store, "backupRetentionDays").number() > 0;
  return automatic ||
         std::ranges::any_of(design.outgoing(store), [&](LinkIndex l) { return design.link(l).kind == "backs-up"; });
}

}  // namespace

RestoreKeys restoreKeys(const Design& design, NodeIndex store) {
  if (design.has(store, trait::kTable)) return {"dynamodb.restore", {}, {}};
  return {"restore", "restore.secondsPerGb", design.has(store, trait::kDatabaseInstance) ? "allocatedGb" : "dataGb"};
}

Span restoreSpan(const Duration& time, const Duration* perGb, const Reading& size) {
  const double moving = perGb ? std::max(0.0, size.number()) * perGb->seconds.worst : 0;
  return {time.seconds.best + moving, time.seconds.worst + moving};
}

std::optional<RestoreTime> restoreTime(const Design& design, NodeIndex store) {
  const auto is = [&](Trait trait) { return design.has(store, trait); };
  if (!is(trait::kDatabaseInstance) && !is(trait::kClusterVolume) && !is(trait::kTable)) return std::nullopt;
  if (!isBackedUp(design, store)) return std::nullopt;
  const Durations durations(design.profile(), design.topology().assumptions);
  const RestoreKeys keys = restoreKeys(design, store);
  const Duration time = durations.range(keys.time);
  RestoreTime out;
  out.source = time.source;
  out.sizeCounts = !keys.size.empty();
  if (!out.sizeCounts) {
    out.seconds = restoreSpan(time, nullptr, {});
    return out;
  }
  const Reading size = design.read(store, keys.size);
  const Duration perGb = durations.range(keys.secondsPerGb);
  out.seconds = restoreSpan(time, &perGb, size);
  if (size.known()) out.gb = size.number();
  return out;
}

}  // namespace nines
