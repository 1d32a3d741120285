// What a client needs of one data set, and which of the nodes that it is linked to can give it.
#pragma once

#include <span>
#include <vector>

#include "semantics/design.h"

namespace nines {

// Whether the node by itself answers reads, takes writes. Replicas and secondaries take no writes before somebody
// promotes them; a standby, a witness and a stopped cluster serve nobody.
bool canBeRead(const Design& design, NodeIndex i);
bool canBeWritten(const Design& design, NodeIndex i);

struct StoreNeed {
  bool read = false;
  bool write = false;
  bool bypassed = false;            // a cache out of whose way the client falls back
  std::vector<NodeIndex> targets;   // all linked nodes, in id order
  std::vector<NodeIndex> readable;  // those of them that can be read ...
  std::vector<NodeIndex> writable;  // ... and written through these links
};

// `links` are uses links of one client to nodes of one set. Unknown access means whatever the target can give.
StoreNeed storeNeed(const Design& design, std::span<const LinkIndex> links);

}  // namespace nines
