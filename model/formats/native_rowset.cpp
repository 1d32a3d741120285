#include "formats/native_rowset.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <string>
#include <utility>

#include "topology/nesting.h"

namespace nines::json {

namespace {

constexpr std::size_t kNowhere = std::numeric_limits<std::size_t>::max();
static_assert(kNowhere == kNoParent);

// Of several problems the one that stands first in the file.
class Earliest {
 public:
  template <class Make>
  void offer(std::size_t index, Make make) {
    if (index >= m_index) return;
    m_index = index;
    m_problem = make();
  }
  std::optional<Problem> take() { return std::move(m_problem); }

 private:
  std::size_t m_index = kNowhere;
  std::optional<Problem> m_problem;
};

// The rows' positions in key order. Our writer's files are sorted already.
template <class Row>
std::vector<std::uint32_t> sortedOrder(const std::vector<Row>& rows, std::string Row::* key) {
  std::vector<std::uint32_t> order(rows.size());
  std::iota(order.begin(), order.end(), 0u);
  if (!std::ranges::is_sorted(rows, {}, key)) {
    std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) {
      const int compared = (rows[a].*key).compare(rows[b].*key);
      return compared != 0 ? compared < 0 : a < b;
    });
  }
  return order;
}

// Moves the rows into the table, each behind the last; a key that was there before is the problem.
template <class Rows_, class Table_, class Row>
std::optional<Problem> fillTable(Rows_& from, Table_& table, std::string Row::* key, const char* list,
                                 const char* keyName, std::optional<Path>& twin) {
  from.order = sortedOrder(from.rows, key);
  Earliest earliest;
  for (std::size_t i = 1; i < from.order.size(); ++i) {
    const std::size_t index = from.order[i];
    const std::string& id = from.rows[index].*key;
    if (id != from.rows[from.order[i - 1]].*key) continue;
    earliest.offer(index, [&] {
      twin = Path{list, std::size_t{from.order[i - 1]}, keyName};
      return Problem{ErrorCode::duplicate, {list, index, keyName}, "\"" + id + "\" is already used"};
    });
  }
  if (auto problem = earliest.take()) return problem;
  table.reserve(from.rows.size());
  for (const std::uint32_t index : from.order) table.put(std::move(from.rows[index]));
  from.rows = {};
  return std::nullopt;
}

std::string circleThrough(const Topology& topology, const std::vector<std::size_t>& parents, std::size_t start) {
  constexpr std::size_t kShown = 6;
  std::string out = topology.nodes[start].id;
  std::size_t at = parents[start];
  for (std::size_t shown = 1; at != start; at = parents[at], ++shown) {
    if (shown < kShown) out += ", " + topology.nodes[at].id;
    if (shown == kShown) out += ", ...";
  }
  return out + ", " + topology.nodes[start].id;
}

// The members of containment circles: what is left when everything that reaches the canvas is taken away.
std::vector<std::size_t> inCircles(const std::vector<std::size_t>& parents) {
  enum class State : char { fresh, walking, done };
  std::vector<State> states(parents.size(), State::fresh);
  std::vector<std::size_t> path;
  std::vector<std::size_t> found;
  for (std::size_t start = 0; start < parents.size(); ++start) {
    path.clear();
    std::size_t at = start;
    while (at != kNowhere && states[at] == State::fresh) {
      states[at] = State::walking;
      path.push_back(at);
      at = parents[at];
    }
    if (at != kNowhere && states[at] == State::walking) {
      found.insert(found.end(), std::ranges::find(path, at), path.end());
    }
    for (const std::size_t i : path) states[i] = State::done;
  }
  return found;
}

}  // namespace

std::optional<std::size_t> RowSet::rowLimit(std::string_view key) const {
  if (key == "nodes") return m_limits.nodes;
  if (key == "links") return m_limits.links;
  if (key == "comments" || key == "waivers") return m_limits.others;
  return std::nullopt;
}

void RowSet::row(std::string_view key, std::size_t index, Value value) {
  if (m_problem) return;  // the rest of the text is only looked at for its syntax
  if (key == "nodes") add(m_nodes, key, index, std::move(value));
  else if (key == "links") add(m_links, key, index, std::move(value));
  else if (key == "comments") add(m_comments, key, index, std::move(value));
  else add(m_waivers, key, index, std::move(value));
}

template <class Row>
void RowSet::add(Rows<Row>& rows, std::string_view key, std::size_t index, Value value) {
  Row& row = rows.rows.emplace_back();
  if (auto problem = readRow(std::move(value), row)) {
    m_problem = std::move(problem);
    m_problem->path.insert(m_problem->path.begin(), {Step(std::string(key)), Step(index)});
    return;
  }
  if constexpr (std::is_same_v<Row, Node> || std::is_same_v<Row, Link>) checkTypes(row, index);
}

namespace {

// The member that makes a rule of a lifecycle none; the rule as a whole where it is no object.
Problem wrongRule(Path path, const Value& rule) {
  const Value::Object* members = rule.asObject();
  if (!members) return wrongType(std::move(path), "an object with class, afterDays and noncurrent", rule);
  for (const auto& [key, value] : *members) {
    std::string_view expected;
    if (key == "class" && !value.asText()) expected = "a text";
    if (key == "afterDays" && !value.asInteger()) expected = "a whole number";
    if (key == "noncurrent" && !value.asBool()) expected = "true or false";
    if (expected.empty()) continue;
    path.emplace_back(key);
    return wrongType(std::move(path), expected, value);
  }
  return wrongType(std::move(path), "an object with class, afterDays and noncurrent", rule);
}

// Of a list or an object it is one of its entries that is wrong: that one is named.
Problem wrongProperty(Path path, const PropertySchema& schema, const std::string& expected, const Value& value) {
  const Value::Object* targets = schema.type == PropertyType::outageTargets ? value.asObject() : nullptr;
  for (auto at = targets ? targets->begin() : Value::Object::const_iterator(); targets && at != targets->end(); ++at) {
    if (at->second.asNumber()) continue;
    path.emplace_back(at->first);
    return wrongType(std::move(path), "a number", at->second);
  }
  const Value::Array* list = value.asArray();
  for (std::size_t k = 0; list && k < list->size(); ++k) {
    if (schema.typeProblem(Value::Array{(*list)[k]}).empty()) continue;
    std::string entry = "a text";
    if (schema.type == PropertyType::integerList) entry = "a whole number";
    if (expected.starts_with("a list")) {
      path.emplace_back(k);
      if (schema.type == PropertyType::lifecycle) return wrongRule(std::move(path), (*list)[k]);
      return wrongType(std::move(path), entry, (*list)[k]);
    }
  }
  return wrongType(std::move(path), expected, value);
}

}  // namespace

void RowSet::checkTypes(const Node& node, std::size_t index) {
  const Kind* kind = m_catalogue.kind(node.kind);
  if (!kind) return;
  for (const auto& [key, value] : node.properties) {
    const PropertySchema* schema = kind->property(key);
    if (!schema || m_problem) continue;
    if (const std::string expected = schema->typeProblem(value); !expected.empty()) {
      m_problem = wrongProperty({"nodes", index, "properties", key}, *schema, expected, value);
    }
  }
}

void RowSet::checkTypes(const Link& link, std::size_t index) {
  const LinkKind* kind = m_catalogue.linkKind(link.kind);
  if (!kind) return;
  for (const auto& [key, value] : link.properties) {
    const PropertySchema* schema = kind->property(key);
    if (!schema || m_problem) continue;
    if (const std::string expected = schema->typeProblem(value); !expected.empty()) {
      m_problem = wrongProperty({"links", index, "properties", key}, *schema, expected, value);
    }
  }
}

std::optional<Problem> RowSet::fill(Topology& topology, std::optional<Path>& twin) {
  auto problem = fillTable(m_nodes, topology.nodes, &Node::id, "nodes", "id", twin);
  if (!problem) problem = fillTable(m_links, topology.links, &Link::id, "links", "id", twin);
  if (!problem) problem = fillTable(m_comments, topology.comments, &Comment::id, "comments", "id", twin);
  if (!problem) problem = fillTable(m_waivers, topology.waivers, &Waiver::key, "waivers", "key", twin);
  if (!problem) {
    m_nodeAt.reserve(topology.nodes.size());
    for (std::size_t i = 0; i < topology.nodes.size(); ++i) m_nodeAt.emplace(topology.nodes[i].id, i);
    problem = checkParents(topology);
  }
  if (!problem) problem = checkLinks(topology, twin);
  if (!problem) problem = checkComments(topology);
  return problem;
}

std::optional<Problem> RowSet::checkParents(const Topology& topology) const {
  std::vector<std::size_t> parents(topology.nodes.size(), kNowhere);
  Earliest earliest;
  for (std::size_t i = 0; i < parents.size(); ++i) {
    const Node& node = topology.nodes[i];
    if (node.parent.empty()) continue;
    if (const auto parent = m_nodeAt.find(node.parent); parent != m_nodeAt.end()) {
      parents[i] = parent->second;
      continue;
    }
    const std::size_t index = m_nodes.order[i];
    earliest.offer(index, [&] {
      return Problem{
          ErrorCode::dangling, {"nodes", index, "parent"}, "the parent \"" + node.parent + "\" does not exist"};
    });
  }
  if (auto problem = earliest.take()) return problem;
  for (const std::size_t i : inCircles(parents)) {
    const std::size_t index = m_nodes.order[i];
    earliest.offer(index, [&] {
      const std::string circle = circleThrough(topology, parents, i);
      return Problem{ErrorCode::circular, {"nodes", index, "parent"}, "the parents lie in a circle: " + circle};
    });
  }
  if (auto problem = earliest.take()) return problem;
  const std::vector<std::size_t> depths = containersAround(parents);
  for (std::size_t i = 0; i < depths.size(); ++i) {
    if (depths[i] <= kMostAround) continue;
    const std::size_t index = m_nodes.order[i];
    earliest.offer(index, [&] {
      return Problem{ErrorCode::tooLarge, {"nodes", index, "parent"}, tooDeepReason(topology.nodes[i], "stands")};
    });
  }
  return earliest.take();
}

std::optional<Problem> RowSet::checkLinks(const Topology& topology, std::optional<Path>& twin) const {
  Earliest earliest;
  for (std::size_t i = 0; i < topology.links.size(); ++i) {
    const Link& link = topology.links[i];
    const std::size_t index = m_links.order[i];
    if (const auto node = m_nodeAt.find(link.id); node != m_nodeAt.end()) {
      earliest.offer(index, [&] {
        twin = Path{"nodes", std::size_t{m_nodes.order[node->second]}, "id"};
        return Problem{ErrorCode::duplicate, {"links", index, "id"}, "\"" + link.id + "\" is already used by a node"};
      });
    }
    for (const auto& [key, end] : {std::pair{"from", &link.from}, std::pair{"to", &link.to}}) {
      if (m_nodeAt.contains(*end)) continue;
      earliest.offer(index, [&] {
        twin.reset();
        return Problem{ErrorCode::dangling, {"links", index, key}, "the node \"" + *end + "\" does not exist"};
      });
    }
  }
  return earliest.take();
}

std::optional<Problem> RowSet::checkComments(const Topology& topology) const {
  Earliest earliest;
  for (std::size_t i = 0; i < topology.comments.size(); ++i) {
    const Comment& comment = topology.comments[i];
    const auto* onNode = std::get_if<Comment::OnNode>(&comment.target);
    const auto* onLink = std::get_if<Comment::OnLink>(&comment.target);
    const std::size_t index = m_comments.order[i];
    if (onNode && !m_nodeAt.contains(onNode->node)) {
      earliest.offer(index, [&] {
        return Problem{ErrorCode::dangling,
                       {"comments", index, "target", "node"},
                       "the node \"" + onNode->node + "\" does not exist"};
      });
    }
    if (onLink && !topology.links.find(onLink->link)) {
      earliest.offer(index, [&] {
        return Problem{ErrorCode::dangling,
                       {"comments", index, "target", "link"},
                       "the link \"" + onLink->link + "\" does not exist"};
      });
    }
  }
  return earliest.take();
}

}  // namespace nines::json
