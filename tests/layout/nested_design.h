// Seeded designs as people might have drawn them: containers within containers, cards at loose distances, clusters over
// zones, links across it all. Knows nothing of how routes are found.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "rng.h"
#include "support/geometry.h"
#include "topology/topology.h"

namespace nines::test {

// 20 to 80 cards and about as many links.
class NestedDesign {
 public:
  explicit NestedDesign(std::uint64_t seed) : m_rng(seed), m_budget(m_rng.between(20, 80)), m_local(seed % 4 != 0) {}

  Topology build() {
    std::vector<Item> items;
    while (m_cards < m_budget) items.push_back(m_rng.chance(.75) ? region() : m_rng.chance(.4) ? site() : loose());
    pack({}, std::move(items), {0, 0}, 3);
    for (int i = m_budget * m_rng.between(8, 13) / 10; i > 0; --i) addRandomLink();
    return std::move(m_topology);
  }

 private:
  struct Item {
    NodeId id;
    Size size;
  };

  static constexpr double kSide = 24;
  static constexpr double kHead = 48;

  Item card(const std::string& kind, Properties properties = {}) {
    const NodeId id = "n" + std::to_string(++m_cards);
    m_topology.nodes.put(
        {id, kind, {}, name(), Rect{0, 0, kCardSize.width, kCardSize.height}, std::move(properties), {}});
    m_byKind[kind].push_back(id);
    return {id, kCardSize};
  }

  Item container(const std::string& kind, std::vector<Item> items, int columns, Properties properties = {}) {
    const NodeId id = "c" + std::to_string(++m_containers);
    m_topology.nodes.put({id, kind, {}, m_rng.chance(.5) ? name() : "", Rect{}, std::move(properties), {}});
    const Size size = pack(id, std::move(items), {kSide, kHead}, columns);
    Node node = *m_topology.nodes.find(id);
    node.rect = Rect{0, 0, std::max(size.width, 200.0), std::max(size.height, 120.0)};
    m_topology.nodes.put(node);
    return {id, {node.rect->width, node.rect->height}};
  }

  // Row after row, at loose distances; gives the size that holds it all.
  Size pack(const NodeId& parent, std::vector<Item> items, Point origin, int columns) {
    Size size{origin.x + kSide, origin.y + kSide};
    double top = origin.y;
    for (std::size_t first = 0; first < items.size(); first += static_cast<std::size_t>(columns)) {
      double left = origin.x;
      double bottom = top;
      const std::size_t end = std::min(items.size(), first + static_cast<std::size_t>(columns));
      for (std::size_t i = first; i < end; ++i) {
        if (m_rng.chance(.15)) left += 176;  // an empty cell
        Node node = *m_topology.nodes.find(items[i].id);
        node.parent = parent;
        node.rect = Rect{left, top + 8 * m_rng.between(0, 4), items[i].size.width, items[i].size.height};
        m_topology.nodes.put(node);
        left = node.rect->right() + 8 * m_rng.between(3, 9);
        bottom = std::max(bottom, node.rect->bottom());
        size = {std::max(size.width, node.rect->right() + kSide), std::max(size.height, node.rect->bottom() + kSide)};
      }
      top = bottom + 8 * m_rng.between(3, 8);
    }
    return size;
  }

  Item zone(const std::string& code) {
    std::vector<Item> items;
    for (int i = m_rng.between(1, 5); i > 0; --i) {
      const double dice = m_rng.real();
      if (dice < .35) items.push_back(card("app-tier", {{"running", Value(2)}}));
      else if (dice < .7) items.push_back(card("rds-instance", {{"engine", Value("mysql")}}));
      else if (dice < .9) items.push_back(card("aurora-instance", {{"role", Value("reader")}}));
      else items.push_back(card("app-tier"));
    }
    return container("az", std::move(items), m_rng.between(1, 2), {{"code", Value(code)}});
  }

  Item region() {
    static constexpr const char* kCodes[] = {"eu-west-1", "eu-central-1", "us-east-1", "sa-east-1"};
    const std::string code = m_rng.pick(kCodes);
    const std::size_t tiers = m_byKind["app-tier"].size();
    const std::size_t instances = m_byKind["aurora-instance"].size();
    std::vector<Item> inside;
    for (int z = m_rng.between(1, 3); z > 0; --z) inside.push_back(zone(code + static_cast<char>('a' + z - 1)));
    const bool vpc = m_rng.chance(.5);
    if (m_rng.chance(.6)) inside.push_back(card("load-balancer"));
    if (vpc) {
      std::vector<Item> network{container("vpc", std::move(inside), m_rng.between(2, 3))};
      inside = std::move(network);
    }
    for (int i = m_rng.between(0, 3); i > 0; --i)
      inside.push_back(card(m_rng.chance(.5) ? "s3-bucket" : "dynamodb-table"));
    Item item = container("region", std::move(inside), m_rng.between(2, 4),
                          {{"code", Value(code)}, {"role", Value("primary")}});
    join("scaling-group", m_byKind["app-tier"], tiers);
    join("aurora-cluster", m_byKind["aurora-instance"], instances);
    if (!m_rng.chance(.15)) return item;
    return container("account", {item}, 1);
  }

  Item site() {
    std::vector<Item> items{card("server")};
    if (m_rng.chance(.5)) items.push_back(card("storage-gateway", {{"type", Value("file")}}));
    return container("data-centre", std::move(items), 2);
  }

  Item loose() { return m_rng.chance(.5) ? card("users") : card("route53"); }

  // Frames over a Region's members, which may stand in several zones.
  void join(const std::string& kind, const std::vector<NodeId>& members, std::size_t first) {
    for (std::size_t i = first; i + 1 < members.size(); i += 3) {
      if (m_rng.chance(.4)) continue;
      const NodeId id = "f" + std::to_string(++m_containers);
      m_topology.nodes.put({id, kind, {}, name(), {}, {}, {}});
      for (std::size_t k = i; k < std::min(members.size(), i + 3); ++k) link("member", members[k], id);
      m_byKind[kind].push_back(id);
    }
  }

  void addRandomLink() {
    struct Pair {
      const char *link, *from, *to;
    };
    static constexpr Pair kPairs[] = {{"uses", "app-tier", "rds-instance"},
                                      {"uses", "app-tier", "dynamodb-table"},
                                      {"uses", "app-tier", "s3-bucket"},
                                      {"uses", "app-tier", "aurora-cluster"},
                                      {"uses", "users", "route53"},
                                      {"routes", "route53", "load-balancer"},
                                      {"routes", "load-balancer", "app-tier"},
                                      {"replicates", "rds-instance", "rds-instance"},
                                      {"backs-up", "rds-instance", "s3-bucket"},
                                      {"replicates", "s3-bucket", "s3-bucket"},
                                      {"backs-up", "server", "storage-gateway"},
                                      {"uses", "app-tier", "aurora-instance"},
                                      {"routes", "load-balancer", "scaling-group"}};
    const Pair& pair = m_rng.pick(kPairs);
    const std::vector<NodeId>& from = m_byKind[pair.from];
    const std::vector<NodeId>& to = m_byKind[pair.to];
    if (from.empty() || to.empty()) return;
    const NodeId a = m_rng.pick(from);
    const NodeId b = m_local ? near(a, to) : m_rng.pick(to);
    if (a == b || std::ranges::count(m_joined, std::pair(a, b)) > 0) return;
    m_joined.emplace_back(a, b);
    link(pair.link, a, b);
  }

  // One of the few that were placed next before and after it: mostly of the same Region.
  NodeId near(const NodeId& a, const std::vector<NodeId>& others) {
    const auto number = [](const NodeId& id) { return std::stoi(id.substr(1)); };
    const auto apart = [&](const NodeId& id) { return std::abs(number(id) - number(a)); };
    NodeId nearest = m_rng.pick(others);
    for (int i = 0; i < 3; ++i) {
      const NodeId& other = m_rng.pick(others);
      if (apart(other) < apart(nearest)) nearest = other;
    }
    return nearest;
  }

  void link(const std::string& kind, const NodeId& from, const NodeId& to) {
    Properties properties;
    if (kind == "replicates" && m_rng.chance(.7)) properties = {{"lagSeconds", Value(m_rng.between(1, 400))}};
    if (kind == "routes" && m_rng.chance(.4)) properties = {{"role", Value("secondary")}};
    m_topology.links.put({"l" + std::to_string(++m_links), kind, from, to, std::move(properties), {}, {}});
  }

  std::string name() {
    static constexpr const char* kWords[] = {"orders", "billing",  "catalogue",
                                             "search", "accounts", "payments and refunds"};
    return std::string(m_rng.pick(kWords)) + " " + std::to_string(m_rng.between(1, 99));
  }

  Rng m_rng;
  int m_budget;
  bool m_local;  // links stay in the neighbourhood for the most part
  int m_cards = 0;
  int m_containers = 0;
  int m_links = 0;
  Topology m_topology;
  std::map<std::string, std::vector<NodeId>> m_byKind;
  std::vector<std::pair<NodeId, NodeId>> m_joined;
};

}  // namespace nines::test
