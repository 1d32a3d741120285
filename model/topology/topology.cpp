#include "topology/topology.h"

#include <algorithm>
#include <cmath>
#include <type_traits>
#include <unordered_map>
#include <unordered_set>

#include "topology/nesting.h"

namespace nines {

bool Node::operator==(const Node& other) const = default;
bool Link::operator==(const Link& other) const = default;
bool Comment::operator==(const Comment& other) const = default;
bool Waiver::operator==(const Waiver& other) const = default;
bool Topology::operator==(const Topology& other) const = default;

template class Table<Node, &Node::id>;
template class Table<Link, &Link::id>;
template class Table<Comment, &Comment::id>;
template class Table<Waiver, &Waiver::key>;

namespace {

constexpr std::size_t kLongestId = 200;

bool idTaken(const Topology& topology, std::string_view id) {
  return topology.nodes.find(id) != nullptr || topology.links.find(id) != nullptr;
}

std::string slug(std::string_view name) {
  constexpr std::size_t kLongestSlug = 60;
  std::string out;
  for (const char c : name) {
    const bool upper = c >= 'A' && c <= 'Z';
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (upper) out += static_cast<char>(c - 'A' + 'a');
    else if (plain) out += c;
    else if (!out.empty() && out.back() != '-') out += '-';
    if (out.size() >= kLongestSlug) break;
  }
  while (!out.empty() && out.back() == '-') out.pop_back();
  return out;
}

std::string brokenIds(const Topology& topology) {
  for (const auto& node : topology.nodes.rows()) {
    if (!isValidId(node->id)) return "node id '" + node->id + "' is not made of a-z, 0-9 and -";
  }
  for (const auto& link : topology.links.rows()) {
    if (!isValidId(link->id)) return "link id '" + link->id + "' is not made of a-z, 0-9 and -";
    if (topology.nodes.find(link->id)) return "id '" + link->id + "' names a node and a link";
  }
  return {};
}

// Follows every parent once: what is proven to reach the canvas is not walked again.
std::string brokenParents(const Topology& topology) {
  const auto& rows = topology.nodes.rows();
  enum class State : char { fresh, walking, rooted };
  std::vector<State> states(rows.size(), State::fresh);
  std::vector<std::size_t> path;
  for (std::size_t start = 0; start < rows.size(); ++start) {
    path.clear();
    std::size_t at = start;
    while (states[at] == State::fresh) {
      states[at] = State::walking;
      path.push_back(at);
      const Node& node = *rows[at];
      if (node.parent.empty()) break;
      const auto parent = topology.nodes.indexOf(node.parent);
      if (!parent) return "parent '" + node.parent + "' of '" + node.id + "' does not exist";
      if (states[*parent] == State::walking) return "'" + rows[*parent]->id + "' contains itself";
      at = *parent;
    }
    for (const std::size_t i : path) states[i] = State::rooted;
  }
  return {};
}

// Of parents that exist and lie in no circle.
std::string brokenDepth(const Topology& topology) {
  std::vector<std::size_t> parents;
  for (const auto& node : topology.nodes.rows()) {
    parents.push_back(topology.nodes.indexOf(node->parent).value_or(kNoParent));
  }
  const std::vector<std::size_t> depths = containersAround(parents);
  const auto deep = std::ranges::find_if(depths, [](std::size_t depth) { return depth > kMostAround; });
  if (deep == depths.end()) return {};
  return tooDeepReason(topology.nodes[static_cast<std::size_t>(deep - depths.begin())], "stands");
}

std::string brokenReferences(const Topology& topology) {
  for (const auto& link : topology.links.rows()) {
    for (const NodeId* end : {&link->from, &link->to}) {
      if (!topology.nodes.find(*end)) return "end '" + *end + "' of link '" + link->id + "' does not exist";
    }
  }
  for (const auto& comment : topology.comments.rows()) {
    const auto* onNode = std::get_if<Comment::OnNode>(&comment->target);
    const auto* onLink = std::get_if<Comment::OnLink>(&comment->target);
    const bool dangling =
        (onNode && !topology.nodes.find(onNode->node)) || (onLink && !topology.links.find(onLink->link));
    if (dangling) return "comment '" + comment->id + "' hangs on something that does not exist";
  }
  return {};
}

}  // namespace

bool isValidId(std::string_view id) {
  if (id.empty() || id.size() > kLongestId) return false;
  return std::ranges::all_of(id, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

bool isStorable(const Value& value) {
  return value.visit([](const auto& v) {
    using Type = std::decay_t<decltype(v)>;
    if constexpr (std::is_same_v<Type, double>) return std::isfinite(v);
    else if constexpr (std::is_same_v<Type, Value::Object>) return isStorable(v);
    else if constexpr (std::is_same_v<Type, Value::Array>)
      return std::ranges::all_of(v, [](const Value& item) { return isStorable(item); });
    else return true;
  });
}

bool isStorable(const Value::Object& object) {
  return std::ranges::all_of(object, [](const auto& member) { return isStorable(member.second); });
}

// Also false for what is not a number.
bool isStorable(const Point& point) { return std::abs(point.x) <= kFarthest && std::abs(point.y) <= kFarthest; }

bool isStorable(const Rect& rect) {
  return isStorable(rect.topLeft()) && rect.width >= 0 && rect.width <= kFarthest && rect.height >= 0 &&
         rect.height <= kFarthest;
}

std::string makeId(const Topology& topology, std::string_view name, std::string_view fallback) {
  std::string base = slug(name);
  if (base.empty()) base = slug(fallback);
  if (base.empty()) base = "node";
  if (!idTaken(topology, base)) return base;
  for (std::size_t i = 2;; ++i) {
    std::string candidate = base + "-" + std::to_string(i);
    if (!idTaken(topology, candidate)) return candidate;
  }
}

std::string brokenInvariant(const Topology& topology) {
  if (std::string broken = brokenIds(topology); !broken.empty()) return broken;
  if (std::string broken = brokenParents(topology); !broken.empty()) return broken;
  if (std::string broken = brokenDepth(topology); !broken.empty()) return broken;
  return brokenReferences(topology);
}

}  // namespace nines
