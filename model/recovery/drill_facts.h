// What drills read of single nodes again and again, read once: the matrix of a large design asks the same thousands of
// times.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "semantics/data_sets.h"
#include "semantics/store_access.h"
#include "semantics/strategy.h"

namespace nines::drills {

// Keeps sums far from overflow, whatever the file says.
inline constexpr std::int64_t kMostInstances = 1'000'000'000;

struct TierFacts {
  NodeIndex node = kNone;
  std::int64_t running = 0;
  // What it may have; where nobody set a bound, as many as it needs.
  std::int64_t maximum = 0;
  double startSeconds = 0;
};

// A group over its tiers, or a tier in no group.
struct UnitFacts {
  std::vector<TierFacts> tiers;
  std::int64_t needed = 0;
  bool isGroup = false;
  std::optional<std::int64_t> maximum;  // of the group over all of its tiers
};

// Links of one client to the same data, or to the same something else.
struct NeedFacts {
  std::vector<LinkIndex> links;
  bool leadsOn = false;  // to compute, traffic or a cache, which are judged by themselves
  StoreNeed need;        // of stores; what is not said counts as whatever they can give
  // Links to stores that do not say what they are for, and whether others say that they write.
  std::vector<LinkIndex> unsaid;
  bool writesSaid = false;
};

// Of an Aurora cluster.
struct ClusterFacts {
  std::vector<NodeIndex> instances;  // that can take over: of a multi-master cluster its writers only
  NodeIndex writer = kNone;          // the drawn one, else the first instance by id: a cluster has one
  bool isMultiMaster = false;
};

// The nodes of a cache that are not drawn: as many as it says, else one in each zone that it names; nothing where
// nobody says.
std::optional<std::int64_t> cacheNodes(const Design& design, NodeIndex cache);

class Facts {
 public:
  Facts(const Design& design, const DataSets& sets);

  const UnitFacts& unit(NodeIndex node) const;
  // It runs less than it needs as it is drawn.
  bool isShort(NodeIndex unit) const;
  const ClusterFacts& cluster(NodeIndex node) const;
  // `links` are all that the client needs.
  const std::vector<NeedFacts>& needs(NodeIndex client, const std::vector<LinkIndex>& links) const;
  std::vector<NeedFacts> grouped(const std::vector<LinkIndex>& links) const;
  // canBeRead and canBeWritten (semantics/store_access.h); of a stopped cluster and its instances, whether they take
  // writes once it runs.
  bool isRead(NodeIndex n) const { return access(n) & kRead; }
  bool isWritten(NodeIndex n) const { return access(n) & kWrite; }
  bool isStopped(NodeIndex n) const { return access(n) & kStopped; }
  std::string_view regionCode(NodeIndex n) const { return m_codes[n]; }

 private:
  static constexpr std::uint8_t kKnown = 1;
  static constexpr std::uint8_t kRead = 2;
  static constexpr std::uint8_t kWrite = 4;
  static constexpr std::uint8_t kStopped = 8;

  std::uint8_t access(NodeIndex n) const;

  const Design& m_design;
  const DataSets& m_sets;
  std::vector<std::string_view> m_codes;
  mutable std::vector<std::uint8_t> m_access;
  mutable std::unordered_map<NodeIndex, UnitFacts> m_units;
  mutable std::unordered_map<NodeIndex, ClusterFacts> m_clusters;
  mutable std::unordered_map<NodeIndex, std::vector<NeedFacts>> m_needs;
};

}  // namespace nines::drills
