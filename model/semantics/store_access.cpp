#include "semantics/store_access.h"

#include <algorithm>

#include "semantics/choices.h"
#include "support/sort_unique.h"

namespace nines {

namespace {

bool servesNobody(const Design& design, NodeIndex i) {
  const Kind* kind = design.kind(i);
  if (!kind) return false;
  const Condition& stopped = kind->stopped;
  const bool canStop = !stopped.incoming.empty() || !stopped.outgoing.empty() || !stopped.property.empty();
  return design.has(i, trait::kStandby) || (canStop && design.holds(stopped, i)) || design.read(i, "witness").flag();
}

// Another one of its sort replicates into it, a cluster into a cluster or a database into a database.
bool isCopy(const Design& design, NodeIndex i, Trait trait) {
  return design.has(i, trait) && std::ranges::any_of(design.sources(i, "replicates"), [&](NodeIndex source) {
           return source != i && design.has(source, trait);
         });
}

bool isSecondary(const Design& design, NodeIndex cluster) { return isCopy(design, cluster, trait::kClusterVolume); }

bool instanceCanWrite(const Design& design, NodeIndex i) {
  const NodeIndex cluster = design.clusterOf(i);
  if (cluster == kNone || isSecondary(design, cluster)) return false;
  return design.read(i, "role").text() == "writer" || writesEverywhere(design, cluster);
}

}  // namespace

bool canBeRead(const Design& design, NodeIndex i) {
  if (servesNobody(design, i)) return false;
  if (!design.has(i, trait::kClusterInstance)) return true;
  const NodeIndex cluster = design.clusterOf(i);
  return cluster == kNone || !servesNobody(design, cluster);
}

bool canBeWritten(const Design& design, NodeIndex i) {
  if (!canBeRead(design, i)) return false;
  if (design.has(i, trait::kClusterVolume)) return !isSecondary(design, i);
  if (design.has(i, trait::kClusterInstance)) return instanceCanWrite(design, i);
  return !isCopy(design, i, trait::kDatabaseInstance);
}

StoreNeed storeNeed(const Design& design, std::span<const LinkIndex> links) {
  StoreNeed need;
  bool onlyBypassed = true;
  for (const LinkIndex l : links) {
    const NodeIndex target = design.to(l);
    const Reading access = design.readLink(l, "access");
    // Endpoints are a matter of clusters: of others the property says nothing.
    const bool reader = design.has(target, trait::kClusterVolume) && design.readLink(l, "endpoint").text() == "reader";
    const bool writes = canBeWritten(design, target) && !reader;
    need.targets.push_back(target);
    if (canBeRead(design, target)) need.readable.push_back(target);
    if (writes) need.writable.push_back(target);
    if (access.text() == "read" || (!access.known() && !writes)) {
      need.read = true;
    } else if (access.text() == "write" || access.text() == "table-management") {
      need.write = true;
    } else {
      need.read = need.write = true;
    }
    onlyBypassed =
        onlyBypassed && design.has(target, trait::kTableCache) && design.read(target, "clientFallback").flag();
  }
  need.bypassed = onlyBypassed;
  sortUnique(need.targets);
  sortUnique(need.readable);
  sortUnique(need.writable);
  return need;
}

}  // namespace nines
