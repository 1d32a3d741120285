// Stores that hold the same data, where that data is live, and where its backups get to.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "semantics/design.h"

namespace nines {

// The codes of the Regions that a backup of the store itself gets into, each once and sorted: where the plan or bucket
// that it is backed up to stands, where a plan copies to, where such a bucket is replicated to, where the store's own
// backups are copied to, and, for a bucket, where it is replicated to. Backups that never leave the service
// (point-in-time recovery, automatic backups) die with their Region and are none of these.
std::vector<std::string_view> backupRegionsOf(const Design& design, NodeIndex store);

// Whether a backup of the store gets into the Region.
bool backupReaches(const Design& design, NodeIndex store, NodeIndex region);

// All sets of stores with the same data: stores that replicates links join, whatever their direction, since the copies
// are recovered as one. Worked out once, in one pass over stores and their links.
class StoreSets {
 public:
  explicit StoreSets(const Design& design);

  // The stores of the set that this one belongs to, itself included, in id order; empty for what is no store.
  std::span<const NodeIndex> of(NodeIndex store) const;
  // The codes of the Regions in which one of them stands, each once and sorted.
  std::span<const std::string_view> regions(NodeIndex store) const;
  // Whether one of them stands in a Region with this code: the data is live there.
  bool liveIn(NodeIndex store, std::string_view regionCode) const;
  // Whether a backup of one of them gets into a Region with this code.
  bool backedUpIn(NodeIndex store, std::string_view regionCode) const;

 private:
  struct Set {
    std::vector<NodeIndex> stores;
    std::vector<std::string_view> live;
    std::vector<std::string_view> backups;
  };

  const Set* setOf(NodeIndex store) const;

  std::vector<std::uint32_t> m_setOf;  // by node; kNone for what is no store
  std::vector<Set> m_sets;
};

}  // namespace nines
