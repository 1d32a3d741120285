#include <algorithm>
#include <limits>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "generator.h"
#include "topology/edits.h"

namespace nines::test {

namespace {

constexpr const char* kTexts[] = {"",
                                  "Orders DB",
                                  "Straße 東京 🗼",
                                  "quote \" backslash \\ slash /",
                                  "two\nlines\tand a bell\a",
                                  "line separator \xE2\x80\xA8 here"};
constexpr const char* kKinds[] = {"rds-instance", "s3-bucket", "note", "group", "app-tier", "quantum-queue"};
constexpr const char* kLinkKinds[] = {"uses", "routes", "replicates", "backs-up", "entangles"};

using MaybeChange = std::optional<Change>;

std::string randomText(Rng& rng) { return rng.pick(kTexts); }

double randomCoordinate(Rng& rng) { return rng.chance(0.7) ? 8.0 * rng.between(-200, 200) : (rng.real() - 0.5) * 5000; }

Rect randomRect(Rng& rng) {
  return {randomCoordinate(rng), randomCoordinate(rng), 8.0 * rng.between(0, 90), 52 + rng.real()};
}

std::vector<Point> randomBends(Rng& rng) {
  std::vector<Point> bends(rng.below(4));
  for (Point& bend : bends) bend = {randomCoordinate(rng), randomCoordinate(rng)};
  return bends;
}

Value randomNumber(Rng& rng) {
  switch (rng.below(8)) {
    case 0:
      return std::numeric_limits<std::int64_t>::min();
    case 1:
      return std::numeric_limits<std::uint64_t>::max();
    case 2:
      return 7.0;
    case 3:
      return 1e300 * rng.real();
    case 4:
      return 5e-324;
    case 5:
      return -rng.real();
    default:
      return rng.between(-1000, 1000);
  }
}

// The same type with another content, so that a known property keeps a type that its schema takes.
Value changed(Rng& rng, const Value& value) {
  if (const bool* flag = value.asBool()) return !*flag;
  if (value.asText()) return randomText(rng);
  if (value.asInteger()) return rng.between(-5, 500);
  if (value.asNumber()) return rng.real() * 100;
  return value;
}

// What to do with a property: change one that is there, remove it, or set one that no catalogue knows.
std::pair<std::string, std::optional<Value>> randomProperty(Rng& rng, const Properties& properties) {
  if (properties.empty() || rng.chance(0.4)) {
    return {"x-" + std::to_string(rng.below(4)), randomValue(rng)};
  }
  auto at = properties.begin();
  std::advance(at, static_cast<std::ptrdiff_t>(rng.below(properties.size())));
  if (rng.chance(0.3)) return {at->first, std::nullopt};
  return {at->first, changed(rng, at->second)};
}

// Draws changes of each type against one topology; nothing where the topology has no subject for it.
class Drawer {
 public:
  Drawer(Rng& rng, const Topology& topology) : m_rng(rng), m_topology(topology) {}

  Change draw() {
    for (int tries = 0; tries < 8; ++tries) {
      if (MaybeChange change = drawType(m_rng.below(std::variant_size_v<Change>))) return std::move(*change);
    }
    return *addNode();
  }

 private:
  MaybeChange drawType(std::size_t type) {
    switch (type) {
      case 0:
        return addNode();
      case 1:
        return removeNode();
      case 2:
        return withNode([&](const Node& n) -> MaybeChange { return RenameNode{n.id, randomText(m_rng)}; });
      case 3:
        return withNode([&](const Node& n) -> MaybeChange { return SetNodeRect{n.id, maybeRect()}; });
      case 4:
        return withNode([&](const Node& n) { return setParent(n); });
      case 5:
        return withNode([&](const Node& n) -> MaybeChange {
          auto [key, value] = randomProperty(m_rng, n.properties);
          return SetNodeProperty{n.id, key, value};
        });
      case 6:
        return addLink();
      case 7:
        return removeLink();
      case 8:
        return withLink([&](const Link& l) -> MaybeChange { return SetLinkEnds{l.id, anyNode(), anyNode()}; });
      case 9:
        return withLink([&](const Link& l) -> MaybeChange { return SetLinkBends{l.id, randomBends(m_rng)}; });
      case 10:
        return withLink([&](const Link& l) -> MaybeChange {
          auto [key, value] = randomProperty(m_rng, l.properties);
          return SetLinkProperty{l.id, key, value};
        });
      case 11:
        return setComment();
      case 12:
        return setWaiver();
      case 13:
        return setAssumption();
      case 14:
        return SetDesignName{randomText(m_rng)};
      case 15:
        return withNode([&](const Node& n) -> MaybeChange { return SetNodeLocked{n.id, !n.locked}; });
      default:
        return SetProfile{m_rng.chance(0.5) ? "aws-2026" : std::string(kDefaultProfile)};
    }
  }

  template <class Make>
  MaybeChange withNode(Make make) {
    if (m_topology.nodes.empty()) return std::nullopt;
    return make(m_topology.nodes[m_rng.below(m_topology.nodes.size())]);
  }

  template <class Make>
  MaybeChange withLink(Make make) {
    if (m_topology.links.empty()) return std::nullopt;
    return make(m_topology.links[m_rng.below(m_topology.links.size())]);
  }

  NodeId anyNode() {
    return m_topology.nodes.empty() ? NodeId{} : m_topology.nodes[m_rng.below(m_topology.nodes.size())].id;
  }

  std::optional<Rect> maybeRect() {
    if (m_rng.chance(0.1)) return std::nullopt;
    return randomRect(m_rng);
  }

  MaybeChange addNode() {
    Node node;
    node.kind = m_rng.pick(kKinds);
    node.id = makeId(m_topology, node.kind, "node");
    node.name = randomText(m_rng);
    if (m_rng.chance(0.7)) node.parent = anyNode();
    node.rect = maybeRect();
    node.properties.emplace("x-made", randomValue(m_rng));
    if (m_rng.chance(0.2)) node.extra.emplace("x-kept", randomValue(m_rng));
    node.locked = m_rng.chance(0.2);
    return AddNode{std::move(node)};
  }

  bool isFree(const NodeId& id) const {
    const auto inside = [&](const auto& n) { return n->parent == id; };
    const auto joined = [&](const auto& l) { return l->from == id || l->to == id; };
    return std::ranges::none_of(m_topology.nodes.rows(), inside) &&
           std::ranges::none_of(m_topology.links.rows(), joined) && !commented(Comment::OnNode{id});
  }

  bool commented(const Comment::Target& target) const {
    return std::ranges::any_of(m_topology.comments.rows(), [&](const auto& c) { return c->target == target; });
  }

  MaybeChange removeNode() {
    for (int tries = 0; tries < 20; ++tries) {
      const NodeId id = anyNode();
      if (!id.empty() && isFree(id)) return RemoveNode{id};
    }
    return std::nullopt;
  }

  MaybeChange setParent(const Node& node) {
    const NodeId parent = m_rng.chance(0.2) ? NodeId{} : anyNode();
    if (!parent.empty() && edits::isInside(m_topology, parent, node.id)) return std::nullopt;
    return SetNodeParent{node.id, parent};
  }

  MaybeChange addLink() {
    if (m_topology.nodes.empty()) return std::nullopt;
    Link link;
    link.id = makeId(m_topology, "link", "link");
    link.kind = m_rng.pick(kLinkKinds);
    link.from = anyNode();
    link.to = anyNode();
    link.bends = randomBends(m_rng);
    if (m_rng.chance(0.3)) link.extra.emplace("x-kept", randomValue(m_rng));
    return AddLink{std::move(link)};
  }

  MaybeChange removeLink() {
    return withLink([&](const Link& link) -> MaybeChange {
      if (commented(Comment::OnLink{link.id})) return std::nullopt;
      return RemoveLink{link.id};
    });
  }

  Comment::Target anyTarget() {
    if (!m_topology.links.empty() && m_rng.chance(0.3)) {
      return Comment::OnLink{m_topology.links[m_rng.below(m_topology.links.size())].id};
    }
    if (!m_topology.nodes.empty() && m_rng.chance(0.6)) return Comment::OnNode{anyNode()};
    return Point{randomCoordinate(m_rng), randomCoordinate(m_rng)};
  }

  MaybeChange setComment() {
    if (!m_topology.comments.empty() && m_rng.chance(0.3)) {
      return SetComment{m_topology.comments[m_rng.below(m_topology.comments.size())].id, std::nullopt};
    }
    Comment comment;
    comment.id = "c-" + std::to_string(m_rng.below(40));
    comment.thread = "t-" + std::to_string(m_rng.below(5));
    comment.target = anyTarget();
    comment.author = randomText(m_rng);
    comment.at = "2026-11-23T10:00:00Z";
    comment.text = randomText(m_rng);
    comment.resolved = m_rng.chance(0.5);
    return SetComment{comment.id, comment};
  }

  MaybeChange setWaiver() {
    if (!m_topology.waivers.empty() && m_rng.chance(0.3)) {
      return SetWaiver{m_topology.waivers[m_rng.below(m_topology.waivers.size())].key, std::nullopt};
    }
    Waiver waiver;
    waiver.key = "rds.multi-az:" + std::to_string(m_rng.below(20));
    waiver.reason = randomText(m_rng);
    if (m_rng.chance(0.5)) waiver.until = "2027-01-31";
    return SetWaiver{waiver.key, waiver};
  }

  MaybeChange setAssumption() {
    const Value::Object& assumptions = m_topology.assumptions;
    if (!assumptions.empty() && m_rng.chance(0.3)) return SetAssumption{assumptions.begin()->first, std::nullopt};
    return SetAssumption{"x." + std::to_string(m_rng.below(5)), randomNumber(m_rng)};
  }

  Rng& m_rng;
  const Topology& m_topology;
};

}  // namespace

Value randomValue(Rng& rng, int depth) {
  switch (rng.below(depth > 0 ? 7 : 5)) {
    case 0:
      return {};
    case 1:
      return rng.chance(0.5);
    case 2:
      return randomText(rng);
    case 3:
    case 4:
      return randomNumber(rng);
    case 5: {
      Value::Array array;
      for (std::size_t i = rng.below(4); i > 0; --i) array.push_back(randomValue(rng, depth - 1));
      return array;
    }
    default: {
      Value::Object object;
      for (std::size_t i = rng.below(4); i > 0; --i) {
        std::string key = randomText(rng);  // before the value: the order of arguments is the compiler's choice
        object.insert_or_assign(std::move(key), randomValue(rng, depth - 1));
      }
      return object;
    }
  }
}

Edit randomEdit(Rng& rng, const Topology& topology) {
  Edit edit;
  edit.label = "Random " + std::to_string(rng.below(1000));
  if (rng.chance(0.05) && !topology.nodes.empty()) {
    const std::vector<NodeId> ids{topology.nodes[rng.below(topology.nodes.size())].id};
    Edit removal = edits::removeNodes(topology, ids);
    removal.label = edit.label;
    return removal;
  }
  Topology scratch = topology;
  const std::size_t count = rng.chance(0.7) ? 1 : 2 + rng.below(3);
  for (std::size_t i = 0; i < count; ++i) {
    Change change = Drawer(rng, scratch).draw();
    edit.changes.push_back(change);
    // A refusal here would be a defect of the drawer: the caller's apply() reports it.
    if (i + 1 == count) break;
    Edit step;
    step.changes.push_back(std::move(change));
    if (!apply(scratch, step)) break;
  }
  return edit;
}

}  // namespace nines::test
