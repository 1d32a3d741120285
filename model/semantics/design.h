// A topology read through the catalogue and its profile: where things stand, what a property effectively is, which
// nodes form a set. Built once per snapshot, then read by rules, estimates, drills and drawing.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "catalogue/catalogue.h"
#include "catalogue/profile.h"
#include "topology/topology.h"

namespace nines {

// Dense positions in the snapshot's tables, in id order.
using NodeIndex = std::uint32_t;
using LinkIndex = std::uint32_t;
inline constexpr std::uint32_t kNone = 0xffffffffu;

// A property as analyses see it.
struct Reading {
  enum class State { set, assumed, unknown };
  State state = State::unknown;
  const Value* value = nullptr;  // null where unknown

  bool known() const { return state != State::unknown; }
  // The value in the asked type; `otherwise` where unknown or of another type.
  bool flag(bool otherwise = false) const;
  double number(double otherwise = 0) const;
  std::int64_t integer(std::int64_t otherwise = 0) const;
  std::string_view text(std::string_view otherwise = {}) const;
};

// The nodes at the far ends of links of one kind, in the order of the links: a view of lists that the Design holds.
class NodeList : public std::span<const NodeIndex> {
 public:
  using std::span<const NodeIndex>::span;
  NodeList(std::span<const NodeIndex> nodes) : std::span<const NodeIndex>(nodes) {}
  operator std::vector<NodeIndex>() const { return {begin(), end()}; }  // to go on with
};

class Design {
 public:
  Design(std::shared_ptr<const Topology> topology, const Catalogue& catalogue, const Profile& profile);

  const Topology& topology() const { return *m_topology; }
  const std::shared_ptr<const Topology>& snapshot() const { return m_topology; }
  const Catalogue& catalogue() const { return *m_catalogue; }
  const Profile& profile() const { return *m_profile; }

  std::size_t nodeCount() const { return m_topology->nodes.size(); }
  std::size_t linkCount() const { return m_topology->links.size(); }
  const Node& node(NodeIndex i) const { return m_topology->nodes[i]; }
  const Link& link(LinkIndex i) const { return m_topology->links[i]; }
  NodeIndex indexOf(std::string_view id) const;  // kNone if absent
  LinkIndex linkIndexOf(std::string_view id) const;
  const Kind* kind(NodeIndex i) const { return m_nodes[i].kind; }  // null for a kind that the catalogue lacks
  const LinkKind* linkKind(LinkIndex i) const { return m_links[i].kind; }
  bool has(NodeIndex i, Trait trait) const { return (m_nodes[i].traits & trait.mask()) != 0; }
  bool has(NodeIndex i, std::string_view trait) const { return m_nodes[i].kind && m_nodes[i].kind->has(trait); }
  LinkType linkType(LinkIndex i) const { return m_links[i].type; }

  NodeIndex from(LinkIndex i) const { return m_links[i].from; }
  NodeIndex to(LinkIndex i) const { return m_links[i].to; }
  // Links that mean something: they join kinds that the catalogue lets them join, or an end of unknown kind, of which
  // nobody can say. Analyses follow these; everything below that speaks of links counts these only.
  std::span<const LinkIndex> outgoing(NodeIndex i) const;
  std::span<const LinkIndex> incoming(NodeIndex i) const;
  // Whatever is drawn, illegal links included: for the drawing.
  std::span<const LinkIndex> drawnFrom(NodeIndex i) const;
  std::span<const LinkIndex> drawnTo(NodeIndex i) const;
  std::span<const NodeIndex> children(NodeIndex i) const;
  std::span<const NodeIndex> topLevel() const { return m_topLevel; }
  // Nodes of kinds with this trait, in id order.
  std::span<const NodeIndex> withTrait(Trait trait) const { return m_withKnown[trait.bit]; }
  std::span<const NodeIndex> withTrait(std::string_view trait) const;

  // The far ends of links of one kind.
  NodeList targets(NodeIndex i, LinkType type) const { return m_targets.of(i, type); }
  NodeList sources(NodeIndex i, LinkType type) const { return m_sources.of(i, type); }

  // Nearest ancestors, kNone if there is none.
  NodeIndex parent(NodeIndex i) const { return m_nodes[i].parent; }
  NodeIndex effectiveParent(NodeIndex i) const;  // the first ancestor that is no group
  NodeIndex region(NodeIndex i) const { return m_nodes[i].region; }
  NodeIndex zone(NodeIndex i) const { return m_nodes[i].zone; }
  // The Region's code: its property, else its name where that is a Region AWS has, else its id.
  std::string_view regionCode(NodeIndex i) const;
  // The zone's code likewise; a zone without a recognisable code counts by its id.
  std::string_view zoneCode(NodeIndex i) const;
  // Distinct zone codes drawn below a Region, sorted, and how many the real Region has (0: unknown Region).
  std::vector<std::string> drawnZones(NodeIndex region) const;
  // The same over all drawings of the Region, as in several accounts: Regions are told apart by their codes.
  std::vector<std::string> zonesOfCode(NodeIndex region) const;
  std::size_t realZones(NodeIndex region) const;

  // What is set, by the position of the property in the kind, null where nothing is; empty for an unknown kind.
  std::span<const Value* const> values(NodeIndex i) const { return valuesOf(m_nodes[i]); }
  std::span<const Value* const> linkValues(LinkIndex i) const { return valuesOf(m_links[i]); }
  Reading read(NodeIndex i, const PropertyKey& key) const;
  Reading readLink(LinkIndex i, const PropertyKey& key) const;
  bool holds(const Condition& condition, NodeIndex i) const;

  // Database pairs: the drawn standby of a primary, the primary of a standby (kNone if none).
  NodeIndex standbyOf(NodeIndex primary) const;
  NodeIndex primaryOf(NodeIndex standby) const;
  // multiAz is set, or a standby is drawn: the drawing counts.
  bool isMultiAz(NodeIndex database) const;
  // Members that link to a cluster or group.
  NodeList members(NodeIndex cluster) const { return sources(cluster, "member"); }
  // The cluster or group that a member links to.
  NodeIndex clusterOf(NodeIndex member) const;
  // A database instance that is the target of a replicates link.
  bool isReplica(NodeIndex i) const;
  // Layer in a replica chain: 1 for a source, 2 for its replica, ...; 0 inside or below a circle, and
  // for what is no database instance.
  std::uint32_t replicaLayer(NodeIndex i) const { return m_layers[i]; }

 private:
  struct NodeInfo {
    const Kind* kind = nullptr;
    NodeIndex parent = kNone;
    NodeIndex region = kNone;
    NodeIndex zone = kNone;
    std::uint32_t children = 0;  // first position in m_children
    std::uint32_t values = 0;    // first position in m_values
    std::uint32_t traits = 0;    // those of its kind that the program knows
    bool hasOthers = false;      // properties that its kind does not list
  };
  struct LinkInfo {
    const LinkKind* kind = nullptr;
    NodeIndex from = kNone;
    NodeIndex to = kNone;
    std::uint32_t values = 0;  // first position in m_values
    LinkType type;
    bool followed = true;
    bool hasOthers = false;
  };

  // Lists of links by node, one range after the other.
  struct LinkLists {
    std::vector<LinkIndex> links;
    std::vector<std::uint32_t> first;  // one more than nodes

    std::span<const LinkIndex> of(NodeIndex i) const {
      return std::span(links).subspan(first[i], first[i + 1] - first[i]);
    }
  };

  // The far ends of links of each kind that has a meaning, by node and kind, one range after the other.
  struct EndLists {
    std::vector<NodeIndex> ends;
    std::vector<std::uint32_t> first;  // by node and kind, and one more

    NodeList of(NodeIndex i, LinkType type) const {
      if (!type.hasMeaning()) return {};
      const std::size_t at = i * LinkType::kCount + type.number();
      return std::span(ends).subspan(first[at], first[at + 1] - first[at]);
    }
  };

  template <class Info>
  std::span<const Value* const> valuesOf(const Info& info) const {
    return info.kind ? std::span(m_values).subspan(info.values, info.kind->properties.size())
                     : std::span<const Value* const>();
  }

  void indexNodes();
  void indexTraits();
  void indexChildren();
  void indexLinks();
  void indexValues();
  void indexEnds();
  void nameCodes();
  void placeNodes();
  void layerReplicas();
  std::string_view codeOf(NodeIndex i) const;
  std::string_view findRegionCode(NodeIndex i) const;
  std::string_view findZoneCode(NodeIndex i) const;

  std::shared_ptr<const Topology> m_topology;
  const Catalogue* m_catalogue;
  const Profile* m_profile;
  std::vector<NodeInfo> m_nodes;  // one more than nodes: the last closes the ranges
  std::vector<LinkInfo> m_links;
  LinkLists m_outgoing;
  LinkLists m_incoming;
  LinkLists m_drawnFrom;
  LinkLists m_drawnTo;
  EndLists m_targets;
  EndLists m_sources;
  std::vector<const Value*> m_values;     // what is set, by the position of the property in its kind; null: nothing
  std::vector<std::string_view> m_codes;  // of Regions and zones; of other nodes empty
  std::vector<NodeIndex> m_children;
  std::vector<NodeIndex> m_topLevel;
  std::vector<std::uint32_t> m_layers;
  std::array<std::vector<NodeIndex>, 32> m_withKnown;  // by Trait::bit
  std::unordered_map<std::string_view, std::vector<NodeIndex>> m_withOther;
};

// The name people gave it; the id where it has none.
std::string_view titleOf(const Design& design, NodeIndex i);

}  // namespace nines
