// Clusters whose storage stands in six copies over three zones: any instance, and a quorum of the copies.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "availability/graph_builder.h"

namespace nines {

namespace {

// A cluster of this mode runs one instance by itself, and those that are drawn mean nothing.
bool runsByItself(const Design& design, NodeIndex cluster) {
  return design.read(cluster, "mode").text() == "serverless-v1";
}

bool takesWritesEverywhere(const Design& design, NodeIndex cluster) {
  return design.read(cluster, "mode").text() == "multi-master";
}

template <class T>
std::vector<T> distinct(std::vector<T> values) {
  std::ranges::sort(values);
  values.erase(std::unique(values.begin(), values.end()), values.end());
  return values;
}

}  // namespace

const GraphBuilder::Cluster& GraphBuilder::clusterParts(NodeIndex i) {
  if (const auto at = m_clusters.find(i); at != m_clusters.end()) return at->second;
  return m_clusters.emplace(i, findCluster(i)).first->second;
}

GraphBuilder::Cluster GraphBuilder::findCluster(NodeIndex i) {
  Cluster out;
  const Sla* single = slaOf(i, "single");
  if (!single) {
    out.unknownBecause = noFigure(i).unknownBecause;
    return out;
  }
  std::vector<NodeIndex> instances;
  if (!runsByItself(m_design, i)) {
    instances = m_design.members(i);
    std::erase_if(instances, [&](NodeIndex member) { return !m_design.has(member, trait::kClusterInstance); });
    instances = distinct(std::move(instances));
    if (instances.empty()) {
      out.unknownBecause = because(fmt::format("{} has no instances", titleOf(m_design, i)));
      return out;
    }
  }
  const double q = m_anchors.clusterHost(single->availability);
  out.everywhere = m_events.regionOf(i);
  std::vector<Ref> zones;  // of the instances
  if (instances.empty()) {
    zones.push_back(m_events.undrawnZone(i));
    out.gone.emplace_back(i, m_tree.any(std::array{zones.front(), m_events.clusterHost(i, q)}));
  }
  for (const NodeIndex instance : instances) {
    const Ref region = m_events.regionOf(instance);
    const Ref foreign = region == out.everywhere ? FaultTree::never() : region;
    zones.push_back(m_events.zoneOf(instance));
    out.gone.emplace_back(instance, m_tree.any(std::array{zones.back(), m_events.clusterHost(instance, q), foreign}));
  }
  addStorage(i, zones, out);
  if (instances.size() > 1) addRedundancy(i, zones, out);
  return out;
}

// Copies stand in the zones of the instances first, then in others that are drawn, then in ones that are not; each
// time by code.
void GraphBuilder::addStorage(NodeIndex i, std::vector<Ref> zones, Cluster& out) {
  const StorageQuorum& quorum = m_anchors.quorum();
  zones = distinct(std::move(zones));
  std::ranges::sort(zones, {}, [&](Ref zone) { return std::string_view(m_events.eventOf(zone).key); });
  const NodeIndex region = m_design.region(i);
  if (region != kNone && zones.size() < quorum.zones) {
    for (const std::string& code : m_ground.zoneCodes[m_design.regionCode(region)]) {
      if (zones.size() == quorum.zones) break;
      const Ref zone = m_events.zone(i, code);
      if (std::ranges::find(zones, zone) == zones.end()) zones.push_back(zone);
    }
  }
  while (zones.size() < quorum.zones) zones.push_back(m_events.undrawnZone(i, std::to_string(zones.size() + 1)));
  zones.resize(quorum.zones);
  std::vector<Ref> lost;
  for (const Ref zone : zones) {
    for (std::size_t copy = 0; copy < quorum.perZone; ++copy) {
      lost.push_back(m_tree.any(std::array{zone, m_events.copy(i, lost.size() + 1)}));
    }
  }
  const auto fewerThan = [&](std::size_t needed) {
    return m_tree.atLeast(static_cast<std::uint32_t>(lost.size() + 1 - needed), lost);
  };
  out.fewToWrite = fewerThan(quorum.write);
  out.fewToRead = fewerThan(quorum.read);
}

// With another instance to switch to, the cluster has another SLA, and switching takes time.
void GraphBuilder::addRedundancy(NodeIndex i, const std::vector<Ref>& zones, Cluster& out) {
  const Sla* single = slaOf(i, "single");
  const Sla* redundant = slaOf(i, "redundant");
  if (!single || !redundant) {
    out.unknownBecause = noFigure(i).unknownBecause;
    return;
  }
  const bool together = std::ranges::all_of(zones, [&](Ref zone) { return zone == zones.front(); });
  const double seconds = m_anchors.times().cluster;
  // Whichever instance is the writer: its host and its zone fail as often as any other.
  const FailureRate host{m_anchors.clusterHost(single->availability), m_assumptions.hostPerYear};
  FailureRate change;
  const auto add = [&](const FailureRate& trigger) {
    change.unavailability += trigger.lostTo(seconds);
    change.perYear += trigger.perYear;
  };
  add(host);
  if (!together) add(m_assumptions.zone);
  std::vector<std::string> nodes{m_design.node(i).id};
  for (const auto& [instance, gone] : out.gone) nodes.push_back(m_design.node(instance).id);
  std::ranges::sort(nodes);
  const double own = m_anchors.cluster(single->availability, redundant->availability);
  out.everywhere = m_tree.any(std::array{out.everywhere, m_events.own(i, own, !together, std::move(nodes))});
  if (!takesWritesEverywhere(m_design, i)) out.change = m_events.switching(i, change, !together);
}

Failure GraphBuilder::unfinished(NodeIndex store) {
  if (m_design.has(store, trait::kClusterInstance)) {
    return {FaultTree::never(), storeFailure(store, false).unknownBecause};
  }
  if (!m_design.has(store, trait::kClusterVolume)) return {};
  return {FaultTree::never(), clusterParts(store).unknownBecause};
}

Failure GraphBuilder::cluster(NodeIndex i, bool write) {
  const Cluster& parts = clusterParts(i);
  if (!parts.unknownBecause.empty()) return {FaultTree::never(), parts.unknownBecause};
  std::vector<Ref> gone;
  gone.reserve(parts.gone.size());
  for (const auto& [instance, when] : parts.gone) gone.push_back(when);
  return {m_tree.any(std::array{parts.everywhere, m_tree.all(gone), write ? parts.fewToWrite : parts.fewToRead,
                                write ? parts.change : FaultTree::never()}),
          {}};
}

// Its own endpoint: that instance, whatever the others do.
Failure GraphBuilder::clusterInstance(NodeIndex i, bool write) {
  const NodeIndex cluster = m_design.clusterOf(i);
  if (cluster == kNone || !m_design.has(cluster, trait::kClusterVolume)) {
    return unknown(fmt::format("{} belongs to no cluster", titleOf(m_design, i)));
  }
  const Cluster& parts = clusterParts(cluster);
  if (!parts.unknownBecause.empty()) return {FaultTree::never(), parts.unknownBecause};
  const auto at = std::ranges::find(parts.gone, i, [](const auto& entry) { return entry.first; });
  if (at == parts.gone.end()) {
    return unknown(fmt::format("{} cannot be reached by itself: {} runs its instance by itself", titleOf(m_design, i),
                               titleOf(m_design, cluster)));
  }
  return {m_tree.any(std::array{parts.everywhere, at->second, write ? parts.fewToWrite : parts.fewToRead,
                                write ? parts.change : FaultTree::never()}),
          {}};
}

}  // namespace nines
