#include "topology/nesting.h"

#include <algorithm>
#include <unordered_map>

#include "topology/draft.h"

namespace nines {

namespace {

// Containers around the node, counted no further than is asked for. `find` gives the node with an id.
template <class Find>
std::size_t around(const Node& node, Find find) {
  std::size_t count = 0;
  for (const Node* at = &node; at && !at->parent.empty() && count <= kMostAround; at = find(at->parent)) ++count;
  return count;
}

const Node* anyTooDeep(const Draft& draft) {
  std::vector<const Node*> nodes;
  draft.forEachNode([&](const Node& node) { nodes.push_back(&node); });
  std::unordered_map<std::string_view, std::size_t> at;
  at.reserve(nodes.size());
  for (std::size_t i = 0; i < nodes.size(); ++i) at.emplace(nodes[i]->id, i);
  std::vector<std::size_t> parents(nodes.size(), kNoParent);
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (!nodes[i]->parent.empty()) parents[i] = at.at(nodes[i]->parent);
  }
  const std::vector<std::size_t> depths = containersAround(parents);
  const auto deep = std::ranges::find_if(depths, [](std::size_t depth) { return depth > kMostAround; });
  return deep == depths.end() ? nullptr : nodes[static_cast<std::size_t>(deep - depths.begin())];
}

}  // namespace

std::vector<std::size_t> containersAround(std::span<const std::size_t> parents) {
  std::vector<std::size_t> depths(parents.size(), kNoParent);
  std::vector<std::size_t> inwards;
  for (std::size_t start = 0; start < parents.size(); ++start) {
    for (std::size_t at = start; at != kNoParent && depths[at] == kNoParent; at = parents[at]) inwards.push_back(at);
    for (; !inwards.empty(); inwards.pop_back()) {
      const std::size_t parent = parents[inwards.back()];
      depths[inwards.back()] = parent == kNoParent ? 0 : depths[parent] + 1;
    }
  }
  return depths;
}

const Node* nestedTooDeep(const Topology& base, const Draft& draft, std::span<const NodeId> parented) {
  std::vector<std::string_view> deeper;
  for (const NodeId& id : parented) {
    const Node* node = draft.node(id);
    if (!node) continue;  // added and removed again
    const std::size_t now = around(*node, [&](const NodeId& parent) { return draft.node(parent); });
    if (now > kMostAround) return node;
    const Node* before = base.nodes.find(id);
    const auto inBase = [&](const NodeId& parent) { return base.nodes.find(parent); };
    // What stands in a new node was added or moved itself.
    if (before && now > around(*before, inBase)) deeper.push_back(node->id);
  }
  std::ranges::sort(deeper);
  const auto goesAlong = [&](const Node& node) {
    return !node.parent.empty() && std::ranges::binary_search(deeper, std::string_view(node.parent));
  };
  return !deeper.empty() && draft.anyNode(goesAlong) ? anyTooDeep(draft) : nullptr;
}

std::string tooDeepReason(const Node& node, std::string_view stands) {
  return "'" + node.title() + "' " + std::string(stands) + " in more than " + std::to_string(kMostAround) +
         " containers, one in the other";
}

}  // namespace nines
