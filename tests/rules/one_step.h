// How far two designs are apart: what a near miss may differ in from what it nearly is.
#pragma once

#include <set>
#include <string>

#include "topology/topology.h"

namespace nines::test {

// The things in which they differ: a value, a place, an end of a link, an assumption; a node or a link that only one of
// them has, with all that hangs on it. Names and rectangles do not count.
class Differences {
 public:
  Differences(const Topology& a, const Topology& b) : m_a(a), m_b(b) {
    for (const auto& node : a.nodes.rows()) compareNode(*node, b.nodes.find(node->id));
    for (const auto& node : b.nodes.rows()) compareNode(*node, a.nodes.find(node->id));
    for (const auto& link : a.links.rows()) compareLink(*link, b.links.find(link->id));
    for (const auto& link : b.links.rows()) compareLink(*link, a.links.find(link->id));
    compareValues(a.assumptions, b.assumptions, "assumption");
    compareValues(b.assumptions, a.assumptions, "assumption");
    if (a.profile != b.profile) m_found.insert("profile");
  }

  std::size_t count() const { return m_found.size(); }

 private:
  bool inBoth(const std::string& node) const { return m_a.nodes.find(node) && m_b.nodes.find(node); }

  void compareNode(const Node& node, const Node* other) {
    // Values of another kind are others: they come with it.
    if (!other || other->kind != node.kind) {
      m_found.insert(node.id);
      return;
    }
    if (node.parent != other->parent) m_found.insert(node.id + " place");
    compareValues(node.properties, other->properties, node.id);
  }

  void compareLink(const Link& link, const Link* other) {
    if (!other) {
      if (inBoth(link.from) && inBoth(link.to)) m_found.insert(link.id);
      return;
    }
    if (link.kind != other->kind) m_found.insert(link.id);
    if (link.from != other->from) m_found.insert(link.id + " from");
    if (link.to != other->to) m_found.insert(link.id + " to");
    compareValues(link.properties, other->properties, link.id);
  }

  void compareValues(const Properties& values, const Properties& others, const std::string& of) {
    for (const auto& [key, value] : values) {
      const auto other = others.find(key);
      if (other == others.end() || !(other->second == value)) m_found.insert(of + "." + key);
    }
  }

  const Topology& m_a;
  const Topology& m_b;
  std::set<std::string> m_found;
};

}  // namespace nines::test
