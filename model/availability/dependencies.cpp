#include "availability/dependencies.h"

namespace nines {

namespace {

// Whoever is asked at one end has to know the other one: these say who belongs together.
bool isMutual(LinkType type) { return type == "standby" || type == "member" || type == "replicates"; }

}  // namespace

Dependencies::Dependencies(const Design& design)
    : m_design(design), m_nodeSeen(design.nodeCount(), 0), m_linkSeen(design.linkCount(), 0) {}

void Dependencies::add(NodeIndex node) {
  if (node == kNone || m_nodeSeen[node] == m_search) return;
  m_nodeSeen[node] = m_search;
  m_nodes.push_back(node);
}

void Dependencies::add(LinkIndex link, NodeIndex end, bool follow) {
  if (m_linkSeen[link] != m_search) {
    m_linkSeen[link] = m_search;
    m_links.push_back(link);
  }
  if (follow) add(end);
}

void Dependencies::find(NodeIndex start) {
  ++m_search;
  m_nodes.clear();
  m_links.clear();
  add(start);
  for (std::size_t at = 0; at < m_nodes.size(); ++at) {
    const NodeIndex node = m_nodes[at];
    for (const LinkIndex l : m_design.outgoing(node)) {
      const LinkType type = m_design.linkType(l);
      add(l, m_design.to(l), isMutual(type) || type == "uses" || type == "routes");
    }
    for (const LinkIndex l : m_design.incoming(node)) add(l, m_design.from(l), isMutual(m_design.linkType(l)));
  }
}

}  // namespace nines
