#include "generator.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

namespace nines::test {

namespace {

constexpr const char* kWords[] = {"orders",  "billing", "catalogue", "search", "accounts", "payments", "shipping",
                                  "reports", "media",   "sessions",  "events", "invoices", "pricing",  "returns"};
constexpr const char* kRegions[] = {"eu-west-1", "eu-central-1",   "us-east-1",
                                    "us-west-2", "ap-southeast-2", "sa-east-1"};
constexpr const char* kEngines[] = {"mysql", "mariadb", "postgresql", "oracle", "sqlserver"};
constexpr int kZones = 3;

// Distances of the drawing, multiples of the 8 px grid where the card's size allows.
constexpr double kGap = 24;
constexpr double kHead = 48;
constexpr double kColumn = 176;
constexpr double kRow = 80;
constexpr double kZoneWidth = kGap + 2 * kColumn;
constexpr double kZoneHeight = kHead + 4 * kRow;
constexpr double kVpcWidth = kGap + kZones * (kZoneWidth + kGap);
constexpr double kVpcHeight = kHead + kRow + kZoneHeight + kGap;
constexpr double kRegionWidth = kVpcWidth + 2 * kGap;
constexpr double kRegionHeight = kHead + kVpcHeight + kGap + kRow;
constexpr double kCellWidth = kRegionWidth + 2 * kGap + 3 * kGap;
constexpr double kTopStrip = 160;
constexpr double kCellHeight = kTopStrip + kRegionHeight + kHead + 4 * kGap;

Rect card(double x, double y) { return {x, y, kCardSize.width, kCardSize.height}; }

// What one Region's services are called by those who link to them; empty where the budget was used up before.
struct Stack {
  NodeId region;
  NodeId users;
  NodeId dns;
  NodeId balancer;
  NodeId group;
  NodeId database;
  NodeId aurora;
  NodeId table;
  NodeId bucket;
  NodeId plan;
  NodeId cache;
  std::array<NodeId, kZones> zones;
  std::vector<NodeId> tiers;
};

class Builder {
 public:
  Builder(std::uint64_t seed, std::size_t nodes) : m_rng(seed), m_budget(nodes) { m_nodes.reserve(nodes); }

  Topology build() {
    const std::size_t perCell = 24;
    std::size_t columns = 1;
    while (columns * columns * perCell < m_budget) ++columns;
    Stack primary;
    for (std::size_t i = 0; m_nodes.size() < m_budget; ++i) {
      m_prefix = std::string(m_rng.pick(kWords)) + "-" + std::to_string(i);
      m_origin = {static_cast<double>(i % columns) * kCellWidth, static_cast<double>(i / columns) * kCellHeight};
      const bool recovery = i % 2 == 1;
      const std::size_t firstNode = m_nodes.size();
      const std::size_t firstLink = m_links.size();
      Stack stack = addStack(i, recovery);
      if (recovery) joinPair(primary, stack);
      addMoreUses(stack, firstNode, firstLink);
      primary = std::move(stack);
    }
    return finish();
  }

 private:
  NodeId addNode(std::string_view kind, const NodeId& parent, std::string_view role, Rect rect, Properties properties) {
    if (m_nodes.size() >= m_budget) return {};
    Node node;
    node.id = m_prefix + "-" + std::string(role);
    node.kind = kind;
    node.parent = parent;
    node.name = node.id;
    if (parent.empty()) rect = rect.translated(m_origin);
    node.rect = rect;
    node.properties = std::move(properties);
    m_nodes.push_back(node);
    return node.id;
  }

  void addLink(std::string_view kind, const NodeId& from, const NodeId& to, Properties properties = {}) {
    if (from.empty() || to.empty()) return;
    Link link;
    link.id = "l-" + std::to_string(m_links.size() + 1);
    link.kind = kind;
    link.from = from;
    link.to = to;
    link.properties = std::move(properties);
    m_links.push_back(std::move(link));
  }

  Stack addStack(std::size_t i, bool recovery) {
    Stack s;
    if (!recovery) addEntry(s);
    NodeId account;
    if (i % 8 == 6) {
      account = addNode("account", {}, "account", {0, kTopStrip, kRegionWidth + 2 * kGap, kRegionHeight + kHead + kGap},
                        {{"accountId", Value("123456789012")}});
    }
    const Point at = account.empty() ? Point{kGap, kTopStrip + kHead} : Point{kGap, kHead};
    const std::string code = kRegions[i % std::size(kRegions)];
    s.region = addNode("region", account, "region", {at.x, at.y, kRegionWidth, kRegionHeight},
                       {{"code", Value(code)}, {"role", Value(recovery ? "recovery" : "primary")}});
    const NodeId vpc = addNode("vpc", s.region, "vpc", {kGap, kHead, kVpcWidth, kVpcHeight}, {{"cidr", "10.0.0.0/16"}});
    for (int z = 0; z < kZones; ++z) {
      const std::string letter(1, static_cast<char>('a' + z));
      s.zones[static_cast<std::size_t>(z)] =
          addNode("az", vpc, letter, {kGap + z * (kZoneWidth + kGap), kHead + kRow, kZoneWidth, kZoneHeight},
                  {{"code", Value(code + letter)}});
    }
    addTraffic(s, vpc);
    addDatabase(s);
    addAurora(s, vpc);
    addRegional(s, vpc);
    if (i % 6 == 2) addDataCentre(s);
    return s;
  }

  void addEntry(Stack& s) {
    s.users = addNode("users", {}, "users", card(kGap, kGap),
                      {{"availabilityTarget", Value(m_rng.chance(0.5) ? 0.999 : 0.9995)},
                       {"rtoSeconds", Value(Value::Object{{"az", Value(300)}, {"host", Value(120)}})},
                       {"rpoSeconds", Value(60)},
                       {"claim", Value("highly-available")}});
    s.dns = addNode("route53", {}, "dns", card(kGap + kColumn, kGap),
                    {{"policy", Value("failover")}, {"healthCheck", Value(true)}, {"ttlSeconds", Value(60)}});
    addLink("uses", s.users, s.dns, {{"access", Value("read-write")}});
  }

  void addTraffic(Stack& s, const NodeId& vpc) {
    s.balancer = addNode("load-balancer", vpc, "lb", card(kGap, kHead), {{"type", Value("application")}});
    s.group = addNode("scaling-group", vpc, "group", card(kGap + kColumn, kHead),
                      {{"needed", Value(2)}, {"maximum", Value(12)}});
    addLink("routes", s.dns, s.balancer, {{"role", Value("primary")}});
    addLink("routes", s.balancer, s.group);
    for (std::size_t z = 0; z < kZones; ++z) {
      const NodeId tier = addNode("app-tier", s.zones[z], "app-" + std::to_string(z + 1), card(kGap, kHead),
                                  {{"running", Value(2)}, {"needed", Value(1)}, {"startSeconds", Value(180)}});
      addLink("member", tier, s.group);
      if (!tier.empty()) s.tiers.push_back(tier);
    }
  }

  void addDatabase(Stack& s) {
    const bool multiAz = m_rng.chance(0.85);
    s.database = addNode("rds-instance", s.zones[0], "db", card(kGap, kHead + kRow),
                         {{"engine", Value(m_rng.pick(kEngines))},
                          {"multiAz", Value(multiAz)},
                          {"allocatedGb", Value(m_rng.between(20, 2000))},
                          {"backupRetentionDays", Value(m_rng.chance(0.1) ? 0 : m_rng.between(1, 35))}});
    if (multiAz) {
      const NodeId standby = addNode("rds-standby", s.zones[1], "db-standby", card(kGap, kHead + kRow), {});
      addLink("standby", s.database, standby);
    }
    const int replicas = m_rng.between(1, 4);
    for (int r = 0; r < replicas; ++r) {
      const auto zone = static_cast<std::size_t>(kZones - 1 - r % kZones);
      const double column = r == 0 ? 0 : kColumn;
      const NodeId replica =
          addNode("rds-instance", s.zones[zone], "db-replica-" + std::to_string(r + 1),
                  card(kGap + column, kHead + kRow), {{"engine", Value("mysql")}, {"backupRetentionDays", Value(1)}});
      addLink("replicates", s.database, replica, {{"mode", Value("asynchronous")}});
    }
    for (const NodeId& tier : s.tiers) addLink("uses", tier, s.database, {{"access", Value("read-write")}});
  }

  void addAurora(Stack& s, const NodeId& vpc) {
    if (m_rng.chance(0.3)) return;
    s.aurora = addNode("aurora-cluster", vpc, "aurora", card(kGap + 2 * kColumn, kHead),
                       {{"engine", Value(m_rng.chance(0.5) ? "mysql" : "postgresql")},
                        {"backupRetentionDays", Value(7)},
                        {"dataGb", Value(m_rng.real() * 900)}});
    for (std::size_t z = 0; z < kZones; ++z) {
      const NodeId instance =
          addNode("aurora-instance", s.zones[z], "aurora-" + std::to_string(z + 1), card(kGap, kHead + 2 * kRow),
                  {{"role", Value(z == 0 ? "writer" : "reader")}, {"promotionTier", Value(int(z))}});
      addLink("member", instance, s.aurora);
    }
  }

  void addRegional(Stack& s, const NodeId& vpc) {
    const double y = kHead + kVpcHeight + kGap;
    s.table = addNode("dynamodb-table", s.region, "table", card(kGap, y),
                      {{"pitr", Value(m_rng.chance(0.8))}, {"tableName", Value(m_prefix)}});
    s.cache = addNode("dax-cluster", vpc, "dax", card(kGap + 3 * kColumn, kHead), {{"itemTtlSeconds", Value(300)}});
    addLink("uses", s.cache, s.table, {{"access", Value("read-write")}});
    for (std::size_t z = 0; z < kZones; ++z) {
      const NodeId node = addNode("dax-node", s.zones[z], "dax-" + std::to_string(z + 1), card(kGap, kHead + 3 * kRow),
                                  {{"role", Value(z == 0 ? "primary" : "replica")}});
      addLink("member", node, s.cache);
    }
    s.bucket = addNode("s3-bucket", s.region, "bucket", card(kGap + kColumn, y),
                       {{"purpose", Value("backup")}, {"versioning", Value(m_rng.chance(0.7))}});
    s.plan = addNode("backup-plan", s.region, "plan", card(kGap + 2 * kColumn, y),
                     {{"intervalHours", Value(24)}, {"retentionDays", Value(35)}});
    addLink("backs-up", s.database, s.plan);
    addLink("backs-up", s.table, s.bucket, {{"intervalHours", Value(24)}});
    if (m_rng.chance(0.3)) {
      addNode("note", s.region, "note", card(kGap + 3 * kColumn, y), {{"text", Value("Owned by team " + m_prefix)}});
    }
  }

  void addDataCentre(Stack& s) {
    const NodeId site = addNode("data-centre", {}, "site", {4 * kColumn, 0, kGap + 3 * kColumn, kHead + kRow},
                                {{"uplinkMbps", Value(1000)}, {"availability", Value(0.999)}});
    const NodeId server =
        addNode("server", site, "files", card(kGap, kHead), {{"role", Value("storage")}, {"dataGb", Value(5000)}});
    const NodeId gateway = addNode("storage-gateway", site, "gateway", card(kGap + kColumn, kHead),
                                   {{"type", Value("file")}, {"cacheGib", Value(150)}});
    addLink("backs-up", server, gateway, {{"intervalHours", Value(12)}});
    addLink("transfers", gateway, s.bucket, {{"linkMbps", Value(400)}, {"utilisation", Value(0.8)}});
  }

  void joinPair(const Stack& primary, const Stack& recovery) {
    addLink("routes", primary.dns, recovery.balancer, {{"role", Value("secondary")}});
    addLink("replicates", primary.database, recovery.database, {{"lagSeconds", Value(5)}});
    addLink("replicates", primary.table, recovery.table);
    addLink("replicates", primary.bucket, recovery.bucket, {{"timeControl", Value(true)}});
    addLink("replicates", primary.aurora, recovery.aurora, {{"technology", Value("global-database")}});
  }

  // Tiers use what else the Region offers, until there are about 1.1 links per node.
  void addMoreUses(const Stack& s, std::size_t firstNode, std::size_t firstLink) {
    const std::size_t wanted = (m_nodes.size() - firstNode) * 11 / 10;
    for (const NodeId* service : {&s.table, &s.aurora, &s.bucket, &s.cache}) {
      for (const NodeId& tier : s.tiers) {
        if (m_links.size() - firstLink >= wanted) return;
        addLink("uses", tier, *service, {{"access", Value("read")}, {"hard", Value(m_rng.chance(0.8))}});
      }
    }
  }

  Comment commentOn(const Node& node, std::size_t number) {
    Comment comment;
    comment.id = "c-" + std::to_string(number);
    comment.thread = "t-" + std::to_string(number / 2);
    comment.target = Comment::OnNode{node.id};
    comment.author = "reviewer";
    comment.at = "2026-11-0" + std::to_string(1 + number % 9);
    comment.text = "Is " + node.id + " sized for the peak?\nSee the load test.";
    comment.resolved = m_rng.chance(0.5);
    return comment;
  }

  Topology finish() {
    Topology t;
    t.name = "Generated " + std::to_string(m_budget);
    t.revision = 1 + m_rng.below(50);
    if (m_rng.chance(0.5)) t.assumptions.emplace("az.unavailability", Value(0.0004));
    for (std::size_t i = 24; i < m_nodes.size(); i += 25) t.comments.put(commentOn(m_nodes[i], i));
    for (std::size_t i = 40; i < m_nodes.size(); i += 200) {
      t.waivers.put(
          {"rds.multi-az:" + m_nodes[i].id, "Accepted for this quarter", "lead", "2026-11-01", "2027-03-31", {}});
    }
    // Sorted first, so that each row is appended.
    std::ranges::sort(m_nodes, {}, &Node::id);
    std::ranges::sort(m_links, {}, &Link::id);
    t.nodes.reserve(m_nodes.size());
    t.links.reserve(m_links.size());
    for (Node& node : m_nodes) t.nodes.put(std::move(node));
    for (Link& link : m_links) t.links.put(std::move(link));
    return t;
  }

  Rng m_rng;
  std::size_t m_budget;
  std::string m_prefix;
  Point m_origin;
  std::vector<Node> m_nodes;
  std::vector<Link> m_links;
};

}  // namespace

Topology generateDesign(std::uint64_t seed, std::size_t nodes) { return Builder(seed, nodes).build(); }

}  // namespace nines::test
