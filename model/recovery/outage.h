// What can fail at once, and how people and the command line name it (drill.md, 1). An outage starts at t = 0 and does
// not end by itself.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "semantics/design.h"
#include "support/result.h"

namespace nines {

enum class OutageKind {
  host,         // one instance of a node
  zone,         // an Availability Zone: every node in it, wherever it is drawn
  region,       // a Region likewise
  corruption,   // a store's data is spoiled by a bad write or deletion, which replication copies faithfully
  onPremises,   // a data centre
  maintenance,  // a planned restart of a database
};

// "host", "az", "region", "corruption", "on-premises", "maintenance": as outages, targets and findings have it.
std::string_view toText(OutageKind kind);

struct OutagePart {
  OutageKind kind = OutageKind::host;
  std::string place;  // of a zone or Region its code, else the id of the node

  auto operator<=>(const OutagePart&) const = default;
};

// What fails together; parts are sorted and each is there once.
struct Outage {
  std::vector<OutagePart> parts;

  auto operator<=>(const Outage&) const = default;
};

Outage joined(const std::vector<Outage>& outages);

// "az:eu-west-1a+host:db", the command line's form.
std::string toText(const Outage& outage);
// The same read: zones and Regions by code or by the id of a node that has it. Refused with a reason: an unknown kind,
// a node that is not there, or one for which there is no such outage (a host of a service that has none).
Result<Outage> readOutage(const Design& design, std::string_view text);

// "eu-west-1a is lost", "Host of orders-db fails and eu-west-1a is lost": for headings and events.
std::string sentenceOf(const Design& design, const Outage& outage);
// "eu-west-1a", "orders-db": the place alone.
std::string placeTitle(const Design& design, const OutagePart& part);

// Everything of this kind that can fail by itself in the design: zones and Regions by code, nodes by id.
std::vector<Outage> offeredOutages(const Design& design, OutageKind kind);

}  // namespace nines
