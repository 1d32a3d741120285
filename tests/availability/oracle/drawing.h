// A design as it is drawn: what the rows of a topology say, with the catalogue's defaults, and where things stand.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/catalogue.h"
#include "topology/topology.h"

namespace nines::oracle {

// Where a node stands. Codes identify Regions and zones; without one, the node's id stands for it.
struct Place {
  std::string region;            // empty: in none
  std::string zone;              // "region/code"; empty: in none
  const Node* centre = nullptr;  // the data centre
  const Node* regionNode = nullptr;
  const Node* area = nullptr;  // the Region or VPC in which it stands directly, where it stands in no zone
};

class Drawing {
 public:
  Drawing(const Topology& design, const Catalogue& catalogue) : m_design(design), m_catalogue(catalogue) {}

  const Topology& design() const { return m_design; }
  const Node* node(std::string_view id) const { return m_design.nodes.find(id); }
  bool knows(const Node& node) const { return m_catalogue.kind(node.kind) != nullptr; }

  // What is set, else the default; null: unknown.
  const Value* value(const Node& node, std::string_view key) const;
  const Value* value(const Link& link, std::string_view key) const;
  std::string text(const Node& node, std::string_view key) const;
  bool flag(const Node& node, std::string_view key) const;
  std::optional<double> number(const Node& node, std::string_view key) const;

  // Links that mean something: between two nodes, where the catalogue lets such a link be drawn.
  std::vector<const Link*> from(const Node& node, std::string_view kind) const;
  std::vector<const Link*> to(const Node& node, std::string_view kind) const;
  // The other ends of such links between nodes of these kinds.
  std::vector<const Node*> fromOf(const Node& node, std::string_view linkKind, std::string_view kind) const;
  std::vector<const Node*> toOf(const Node& node, std::string_view linkKind, std::string_view kind) const;

  Place place(const Node& node) const;
  // The zones drawn in a Region (by its code) or a VPC, ascending, each once. A VPC without any has those of its
  // Region.
  std::vector<std::string> zones(const Node& area) const;
  // Those of the Region in which something stands, as it is drawn there, and as it is drawn anywhere.
  std::vector<std::string> zonesOfRegion(const Place& place) const;
  std::vector<std::string> zonesWithCode(std::string_view region) const;
  // The zone with this node id, or with this code in the Region; nothing if there is none.
  std::optional<std::string> zone(std::string_view idOrCode, const Place& place) const;

 private:
  const Node* parent(const Node& node) const { return node.parent.empty() ? nullptr : this->node(node.parent); }
  bool means(const Link& link) const;
  std::string code(const Node& node) const;
  const Node* regionNodeOf(const Node& node) const;
  std::string regionOf(const Node& node) const;
  std::string zoneCode(const Node& zone) const;

  const Topology& m_design;
  const Catalogue& m_catalogue;
};

}  // namespace nines::oracle
