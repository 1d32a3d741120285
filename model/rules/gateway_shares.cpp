#include "rules/gateway_shares.h"

#include <cmath>

#include "rules/places.h"

namespace nines {

namespace {

constexpr double kMostGateways = 10;

// A copy in a wrong place would be as wrong as the one that it stands beside.
bool mayHaveSibling(const Design& design, NodeIndex gateway) {
  const NodeIndex home = design.effectiveParent(gateway);
  return home != kNone && siteOf(design, gateway) != kNone &&
         design.catalogue().mayContain(design.node(home).kind, design.node(gateway).kind);
}

// One transfer is one load: two gateways do not send it twice.
Properties withoutLoad(Properties properties) {
  properties.erase("dataTb");
  return properties;
}

// The same buckets, and with them the same clients: a gateway with clients and no bucket would be half a gateway.
void joinLike(const Design& design, NodeIndex gateway, const NodeId& sibling, Mending& mending) {
  bool backed = false;
  for (const LinkIndex l : design.outgoing(gateway)) {
    if (!design.has(design.to(l), trait::kBucket)) continue;
    backed = true;
    mending.link(design.link(l).kind, sibling, design.link(l).to, withoutLoad(design.link(l).properties));
  }
  if (!backed) return;
  for (const LinkIndex l : design.incoming(gateway)) {
    if (design.from(l) == gateway) continue;
    mending.link(design.link(l).kind, design.link(l).from, sibling, design.link(l).properties);
  }
}

}  // namespace

std::vector<std::int64_t> sharesOf(std::int64_t pieces, std::int64_t parts) {
  std::vector<std::int64_t> out;
  out.reserve(static_cast<std::size_t>(parts));
  for (std::int64_t i = 0; i < parts; ++i) out.push_back(pieces / parts + (i < pieces % parts ? 1 : 0));
  return out;
}

std::optional<std::int64_t> gatewaysFor(double needed) {
  const double whole = std::ceil(needed);
  if (!(whole <= kMostGateways)) return std::nullopt;
  return whole < 1 ? 1 : static_cast<std::int64_t>(whole);
}

std::optional<Edit> shareOut(const Design& design, NodeIndex gateway, const std::vector<Properties>& shares,
                             std::string label) {
  if (shares.empty() || (shares.size() > 1 && !mayHaveSibling(design, gateway))) return std::nullopt;
  Mending mending(design, std::move(label));
  for (const auto& [key, value] : shares.front()) {
    const Reading now = design.read(gateway, key);
    if (!now.known() || !(*now.value == value)) mending.set(gateway, key, value);
  }
  for (std::size_t i = 1; i < shares.size(); ++i) {
    const NodeId sibling = mending.add(design.node(gateway).kind, design.node(gateway).parent,
                                       named(design, gateway) + "-" + std::to_string(i + 1), shares[i]);
    joinLike(design, gateway, sibling, mending);
  }
  return mending.take();
}

}  // namespace nines
