// Draws designs that have a formula: any structure of components, each of which fails with a probability of its own.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "topology/topology.h"

namespace nines::oracle {

class Structure {
 public:
  void node(const NodeId& id, const std::string& kind, const NodeId& parent = {}, Properties properties = {}) {
    Node node;
    node.id = id;
    node.kind = kind;
    node.parent = parent;
    node.properties = std::move(properties);
    design.nodes.put(std::move(node));
  }
  void link(const std::string& kind, const NodeId& from, const NodeId& to, Properties properties = {}) {
    Link link;
    link.id = "l" + std::to_string(design.links.size());
    link.kind = kind;
    link.from = from;
    link.to = to;
    link.properties = std::move(properties);
    design.links.put(std::move(link));
  }
  // A server that is exactly as available as this.
  void component(const NodeId& id, double availability) {
    node(id + "-site", "data-centre", "", {{"availability", Value(availability)}});
    node(id, "server", id + "-site");
  }
  // Any of these suffices, and switching costs nothing.
  void choice(const NodeId& id, const std::vector<NodeId>& of) {
    node(id, "route53", "",
         {{"healthCheck", Value(true)}, {"healthCheckIntervalSeconds", Value(0)}, {"ttlSeconds", Value(0)}});
    for (const NodeId& target : of) link("routes", id, target);
  }
  // Something that never fails by itself and needs all of these.
  void chain(const NodeId& id, const std::vector<NodeId>& of) {
    node(id + "-site", "data-centre", "", {{"availability", Value(1.0)}});
    node(id, "server", id + "-site");
    for (const NodeId& target : of) link("uses", id, target);
  }
  // Users that need it.
  void need(const NodeId& target, Properties properties = {}) {
    if (!design.nodes.find("users")) node("users", "users");
    link("uses", "users", target, std::move(properties));
  }
  // A Region named by its code, with zones named by their letters.
  void region(const std::string& code, const std::string& letters = {}) {
    node(code, "region", "", {{"code", Value(code)}});
    for (const char letter : letters) {
      const std::string zone(1, letter);
      node(zone, "az", code, {{"code", Value(code + zone)}});
    }
  }

  Topology design;
};

}  // namespace nines::oracle
