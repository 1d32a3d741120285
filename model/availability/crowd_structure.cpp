// What is certain of tiers and caches with more instances than can be told apart (GraphBuilder::Crowds).
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "availability/count_bounds.h"
#include "availability/graph_builder.h"

namespace nines {

namespace {

// Larger numbers are not exact, and nobody means them.
constexpr std::int64_t kMostCounted = 1'000'000'000'000;

}  // namespace

Failure GraphBuilder::crowdIsUnknown(NodeIndex i) {
  m_metCrowd = true;
  const std::string_view what = m_design.has(i, trait::kTableCache) ? "nodes" : "instances";
  return unknown(fmt::format("{} has too many {} to tell apart", titleOf(m_design, i), what));
}

// As many of `count` in each zone as by turns, beginning with the first.
void GraphBuilder::spreadCrowd(std::span<const Ref> zones, std::int64_t count, Crowd& out) {
  if (zones.empty()) return;
  const auto size = static_cast<std::int64_t>(zones.size());
  for (std::size_t i = 0; i < zones.size(); ++i) {
    const std::int64_t in = count / size + (static_cast<std::int64_t>(i) < count % size ? 1 : 0);
    if (in > 0) out.inZone[zones[i]] += in;
  }
}

// Too many are gone if they were with fewer zones lost, or an event happens that only counts with so many. What that
// has to have for the whole to be as likely as it is: p = before + (1 - before) q.
Failure GraphBuilder::fewOfCrowd(NodeIndex unit, const Crowd& crowd, std::int64_t spare) {
  const bool worst = m_crowds == Crowds::worst;
  // All of them needed: each single one would make those above switch.
  if (spare <= 0 || crowd.isVague) return {worst ? FaultTree::always() : FaultTree::never(), {}};
  std::vector<Ref> zones;
  std::vector<std::int64_t> inZone;
  std::int64_t all = 0;
  for (const auto& [zone, count] : crowd.inZone) {
    zones.push_back(zone);
    inZone.push_back(std::min(count, kMostCounted));
    all += inZone.back();
  }
  if (all > kMostCounted) return {worst ? FaultTree::always() : FaultTree::never(), {}};
  std::vector<Ref> ways;
  double before = 0;
  std::uint32_t lost = 0;
  for (const dd::Range& p : dd::tooManyGone(std::move(inZone), spare, crowd.q)) {
    const double here = worst ? p.upper : p.lower;
    if (here > before) {
      const Ref event = here < 1 ? m_events.crowd(unit, lost, (here - before) / (1 - before)) : FaultTree::always();
      ways.push_back(m_tree.all(std::array{lost > 0 ? m_tree.atLeast(lost, zones) : FaultTree::always(), event}));
      before = here;
    }
    ++lost;
  }
  return {m_tree.any(ways), {}};
}

}  // namespace nines
