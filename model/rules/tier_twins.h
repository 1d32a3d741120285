// A second tier like another one, in another zone: what corrections add where one tier alone does the work.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "rules/mending.h"
#include "semantics/design.h"

namespace nines {

// What sends requests to both: a scaling group that the tier is a member of, or a balancer.
struct TwinSource {
  NodeIndex group = kNone;
  NodeIndex balancer = kNone;
};

// The first group that the tier is a member of, else the first balancer that routes to it; nothing where there is none.
std::optional<TwinSource> twinSource(const Design& design, NodeIndex tier);

// Adds the twin to `mending`, as large as the tier, since it has to carry the load alone when the tier's zone is lost,
// and with its links. False (and nothing to be taken) where a further client would not be right: the tier does not run,
// its group stands in another Region, or one of its links is no plain use: it leads to a standby, an instance of a
// cluster or another Region, by an endpoint other than the cluster's, writes to a replica, or manages tables.
bool addTwin(const Design& design, NodeIndex tier, const TwinSource& source, const Mending::Zone& zone,
             Mending& mending);
// The same as an edit, in another zone of the tier's Region.
std::optional<Edit> addTwin(const Design& design, NodeIndex tier, const TwinSource& source);

}  // namespace nines
