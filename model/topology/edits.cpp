#include "topology/edits.h"

#include <algorithm>
#include <map>
#include <set>

namespace nines::edits {

namespace {

using IdSet = std::set<std::string, std::less<>>;

std::string counted(std::string_view verb, std::size_t nodes, std::size_t links, std::string_view onlyName) {
  const std::string start = std::string(verb) + " ";
  if (nodes == 1 && !onlyName.empty()) return start + std::string(onlyName);
  if (nodes == 0) return start + (links == 1 ? "link" : std::to_string(links) + " links");
  return start + std::to_string(nodes) + " resources";
}

std::map<std::string_view, std::vector<const Node*>> childrenByParent(const Topology& topology) {
  std::map<std::string_view, std::vector<const Node*>> out;
  for (const auto& node : topology.nodes.rows()) {
    if (!node->parent.empty()) out[node->parent].push_back(node.get());
  }
  return out;
}

// The nodes with everything inside, contents after their container.
std::vector<const Node*> withContents(const Topology& topology, std::span<const NodeId> ids) {
  const auto children = childrenByParent(topology);
  std::vector<const Node*> out;
  IdSet seen;
  const auto add = [&](const Node* node) {
    if (node && seen.insert(node->id).second) out.push_back(node);
  };
  for (const NodeId& id : ids) add(topology.nodes.find(id));
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (const auto at = children.find(out[i]->id); at != children.end()) {
      for (const Node* child : at->second) add(child);
    }
  }
  return out;
}

void appendRemovals(const Topology& topology, const std::vector<const Node*>& nodes, const IdSet& links, Edit& edit) {
  IdSet gone;
  for (const Node* node : nodes) gone.insert(node->id);
  std::vector<const Link*> goneLinks;
  for (const auto& link : topology.links.rows()) {
    if (links.contains(link->id) || gone.contains(link->from) || gone.contains(link->to))
      goneLinks.push_back(link.get());
  }
  IdSet goneLinkIds;
  for (const Link* link : goneLinks) goneLinkIds.insert(link->id);
  for (const auto& comment : topology.comments.rows()) {
    const auto* onNode = std::get_if<Comment::OnNode>(&comment->target);
    const auto* onLink = std::get_if<Comment::OnLink>(&comment->target);
    if ((onNode && gone.contains(onNode->node)) || (onLink && goneLinkIds.contains(onLink->link))) {
      edit.changes.push_back(SetComment{comment->id, std::nullopt});
    }
  }
  for (const Link* link : goneLinks) edit.changes.push_back(RemoveLink{link->id});

  // Innermost first: a container must be empty when it goes.
  std::map<std::string_view, std::size_t> depth;
  std::vector<const Node*> ordered(nodes.begin(), nodes.end());
  for (const Node* node : ordered) {
    std::size_t d = 0;
    for (const Node* at = node; at && !at->parent.empty(); at = topology.nodes.find(at->parent)) ++d;
    depth[node->id] = d;
  }
  std::ranges::stable_sort(ordered, [&](const Node* a, const Node* b) { return depth[a->id] > depth[b->id]; });
  for (const Node* node : ordered) edit.changes.push_back(RemoveNode{node->id});
}

}  // namespace

Edit removeNodes(const Topology& topology, std::span<const NodeId> ids) { return remove(topology, ids); }

Edit removeLinks(const Topology& topology, std::span<const LinkId> ids) { return remove(topology, ids); }

Edit remove(const Topology& topology, std::span<const std::string> ids) {
  std::vector<NodeId> nodeIds;
  IdSet links;
  for (const std::string& id : ids) {
    if (topology.nodes.find(id)) nodeIds.push_back(id);
    else if (topology.links.find(id)) links.insert(id);
  }
  Edit edit;
  const auto nodes = withContents(topology, nodeIds);
  const std::string_view onlyName = nodeIds.size() == 1 ? std::string_view(nodes.front()->title()) : std::string_view();
  edit.label = counted("Delete", nodeIds.size(), links.size(), onlyName);
  appendRemovals(topology, nodes, links, edit);
  return edit;
}

std::vector<NodeId> descendants(const Topology& topology, std::string_view id) {
  const NodeId self(id);
  std::vector<NodeId> out;
  for (const Node* node : withContents(topology, {&self, 1})) {
    if (node->id != self) out.push_back(node->id);
  }
  return out;
}

bool isInside(const Topology& topology, std::string_view id, std::string_view ancestor) {
  for (const Node* at = topology.nodes.find(id); at; at = topology.nodes.find(at->parent)) {
    if (at->id == ancestor) return true;
    if (at->parent.empty()) break;
  }
  return false;
}

}  // namespace nines::edits
