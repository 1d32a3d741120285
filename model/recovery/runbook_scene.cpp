#include "recovery/runbook_scene.h"

#include <algorithm>
#include <limits>
#include <map>
#include <unordered_set>

#include "recovery/unsaid.h"
#include "rules/dr_support.h"
#include "rules/limits.h"
#include "rules/places.h"

namespace nines {

RunbookScene::RunbookScene(const Design& design, const Closure& closure, const RecoveryPlans& plans,
                           const RecoveryPlan& plan, Strategy strategy)
    : m_design(design),
      m_plan(plan),
      m_sets(plans.stores()),
      m_durations(design.profile(), design.topology().assumptions),
      m_strategy(strategy),
      m_home(plan.primary != kNone ? titled(design, plan.primary)
             : plan.site != kNone  ? titled(design, plan.site)
                                   : "the primary place"),
      m_away(plan.recovery == kNone ? "the recovery Region" : titled(design, plan.recovery)) {
  std::ranges::copy_if(plan.stores, std::back_inserter(m_stores), [&](NodeIndex s) { return !isAway(s); });
  for (const TierUnit& unit : plan.units) (isAway(unit.node) ? m_awayUnits : m_homeUnits).push_back(&unit);
  collectRecords(closure);
}

void RunbookScene::collectRecords(const Closure& closure) {
  for (const NodeIndex n : closure.nodesOf(m_plan.workload)) {
    if (m_design.has(n, trait::kDnsRecord)) m_records.push_back(n);
  }
}

bool RunbookScene::isAway(NodeIndex node) const { return isRecovery(m_design, m_plan, m_design.region(node)); }

std::vector<const TierUnit*> RunbookScene::unitsWithoutCounterpart() const {
  if (m_awayUnits.empty()) return m_homeUnits;
  std::vector<const TierUnit*> out;
  for (const TierUnit* unit : m_homeUnits) {
    const bool named = std::ranges::any_of(unit->tiers, [&](NodeIndex tier) {
      const std::string_view other = m_design.read(tier, "counterpart").text();
      const NodeIndex at = other.empty() ? kNone : m_design.indexOf(other);
      return at != kNone && isAway(at);
    });
    if (!named) out.push_back(unit);
  }
  // Where no tier names one, people have not said which takes over from which: all of them together do.
  return out.size() == m_homeUnits.size() ? std::vector<const TierUnit*>() : out;
}

double RunbookScene::lagOf(LinkIndex link) const {
  if (const Reading lag = m_design.readLink(link, "lagSeconds"); lag.known()) return lag.number();
  const NodeIndex from = m_design.from(link);
  std::string_view key = "replica.lag";
  if (m_design.has(from, trait::kTable)) key = "dynamodb.replicaLag";
  if (m_design.has(from, trait::kClusterVolume)) key = "aurora.globalDatabase.lag";
  if (m_design.has(from, trait::kBucket))
    key = m_design.readLink(link, "timeControl").flag() ? "s3.timeControl.lag" : "s3.replication.lag";
  return m_durations.upTo(key).seconds.worst;
}

// Data follows the links; between the tables of a global table it goes both ways.
NodeIndex RunbookScene::copyOf(NodeIndex store) const {
  if (!hasAway()) return kNone;
  std::map<NodeIndex, double> lags{{store, 0}};
  std::vector<NodeIndex> waiting{store};
  const auto arrive = [&](NodeIndex n, double lag) {
    if (n == kNone || !m_design.has(n, trait::kStore)) return;
    const auto [at, fresh] = lags.emplace(n, lag);
    if (!fresh && at->second <= lag) return;
    at->second = lag;
    waiting.push_back(n);
  };
  while (!waiting.empty()) {
    const NodeIndex n = waiting.back();
    waiting.pop_back();
    const double lag = lags[n];
    for (const LinkIndex l : m_design.outgoing(n)) {
      if (m_design.link(l).kind == "replicates") arrive(m_design.to(l), lag + lagOf(l));
    }
    if (!m_design.has(n, trait::kTable)) continue;
    for (const LinkIndex l : m_design.incoming(n)) {
      if (m_design.link(l).kind == "replicates") arrive(m_design.from(l), lag + lagOf(l));
    }
  }
  NodeIndex best = kNone;
  double least = std::numeric_limits<double>::infinity();
  for (const auto& [node, lag] : lags) {
    if (node == store || !isAway(node) || lag >= least || m_design.read(node, "witness").flag()) continue;
    best = node;
    least = lag;
  }
  return best;
}

std::optional<BackupHolder> RunbookScene::backupOf(NodeIndex store) const {
  if (!hasAway()) return std::nullopt;
  const auto leadsAway = [&](const Value& id) {
    const NodeIndex region = id.asText() ? m_design.indexOf(*id.asText()) : kNone;
    return region != kNone && isRecovery(m_design, m_plan, region);
  };
  for (const NodeIndex member : m_sets.of(store)) {
    for (const NodeIndex target : m_design.targets(member, "backs-up")) {
      if (isAway(target)) return BackupHolder{target, false};
      for (const NodeIndex copy : m_design.targets(target, "replicates")) {
        if (copy != target && isAway(copy)) return BackupHolder{copy, false};
      }
      const Reading copies = m_design.read(target, "copyTo");
      const Value::Array* ids = copies.known() ? copies.value->asArray() : nullptr;
      if (ids && std::ranges::any_of(*ids, leadsAway)) return BackupHolder{target, true};
    }
    const Reading own = m_design.read(member, "backupCopyRegion");
    if (own.known() && leadsAway(*own.value)) return BackupHolder{member, true};
  }
  return std::nullopt;
}

bool RunbookScene::isUsedAway(NodeIndex store) const {
  const auto isDrawn = [](const TierUnit* unit) { return !unit->tiers.empty(); };
  const auto leadsAway = [&](NodeIndex record) { return !targetsIn(record, true).empty(); };
  const bool drawn = std::ranges::any_of(m_awayUnits, isDrawn) && std::ranges::any_of(m_records, leadsAway);
  if (!drawn || !unitsWithoutCounterpart().empty()) return true;
  return std::ranges::any_of(m_sets.of(store), [&](NodeIndex member) {
    const std::vector<NodeIndex> clients = m_design.sources(member, "uses");
    return std::ranges::any_of(clients, [&](NodeIndex client) { return isAway(client); });
  });
}

std::vector<NodeIndex> RunbookScene::targetsIn(NodeIndex record, bool away) const {
  std::vector<NodeIndex> out;
  std::vector<NodeIndex> waiting{record};
  std::unordered_set<NodeIndex> seen{record};
  while (!waiting.empty()) {
    const NodeIndex n = waiting.back();
    waiting.pop_back();
    for (const NodeIndex target : m_design.targets(n, "routes")) {
      if (!seen.insert(target).second) continue;
      if (m_design.has(target, trait::kDnsRecord)) waiting.push_back(target);
      else if (isAway(target) == away) out.push_back(target);
    }
  }
  std::ranges::sort(out);
  return out;
}

std::vector<NodeIndex> RunbookScene::clientsOf(NodeIndex store, bool writing) const {
  std::vector<NodeIndex> out;
  for (const LinkIndex l : m_design.incoming(store)) {
    const NodeIndex client = m_design.from(l);
    if (m_design.link(l).kind != "uses" || isAway(client) != isAway(store)) continue;
    const std::string_view access = m_design.readLink(l, "access").text();
    if (!writing || access.find("write") != std::string_view::npos) out.push_back(client);
  }
  std::ranges::sort(out);
  const auto [first, last] = std::ranges::unique(out);
  out.erase(first, last);
  return out;
}

namespace {

std::string asClause(std::string sentence) {
  if (!sentence.empty()) sentence.front() = 'i';  // "It is not said"
  return sentence;
}

}  // namespace

std::string RunbookScene::unsaidAccess(NodeIndex store) const {
  std::vector<MissingValue> missing;
  for (const LinkIndex l : m_design.incoming(store)) {
    const bool asks = m_design.link(l).kind == "uses" && !m_design.readLink(l, "access").known();
    if (asks && isAway(m_design.from(l)) == isAway(store)) missing.push_back({m_design.link(l).id, "access"});
  }
  return asClause(missingText(m_design, missing));
}

std::string RunbookScene::unsaidInterval(NodeIndex store, NodeIndex holder) const {
  std::vector<MissingValue> missing;
  for (const NodeIndex member : m_sets.of(store)) {
    for (const LinkIndex l : m_design.outgoing(member)) {
      const NodeIndex to = m_design.to(l);
      if (m_design.link(l).kind != "backs-up" || (to != holder && !replicates(to, holder))) continue;
      const bool said = m_design.readLink(l, "intervalHours").known() || m_design.read(to, "intervalHours").known();
      if (!said) missing.push_back({m_design.link(l).id, "intervalHours"});
    }
  }
  return asClause(missingText(m_design, missing));
}

bool RunbookScene::replicates(NodeIndex from, NodeIndex to) const {
  const std::vector<NodeIndex> targets = m_design.targets(from, "replicates");
  return std::ranges::find(targets, to) != targets.end();
}

std::string RunbookScene::name(NodeIndex node) const {
  const NodeIndex region = m_design.region(node);
  const std::string_view title = titleOf(m_design, node);
  if (region == kNone) return std::string(title);
  for (NodeIndex other = 0; other < m_design.nodeCount(); ++other) {
    const bool alike = other != node && m_design.node(other).kind == m_design.node(node).kind;
    if (alike && titleOf(m_design, other) == title && m_design.region(other) != region)
      return std::string(title) + " in " + titled(m_design, region);
  }
  return std::string(title);
}

std::string RunbookScene::names(const std::vector<NodeIndex>& nodes) const {
  std::vector<std::string> out;
  out.reserve(nodes.size());
  for (const NodeIndex n : nodes) out.push_back(name(n));
  return joined(out);
}

std::vector<std::string> RunbookScene::ids(const std::vector<NodeIndex>& nodes) const {
  std::vector<std::string> out;
  out.reserve(nodes.size());
  for (const NodeIndex n : nodes) out.push_back(id(n));
  return out;
}

RunbookTask RunbookScene::task(std::string what, const std::vector<NodeIndex>& nodes,
                               std::optional<Duration> takes) const {
  return {.what = std::move(what), .resources = ids(nodes), .takes = std::move(takes)};
}

RunbookTask RunbookScene::missing(std::string what, const std::vector<NodeIndex>& nodes) const {
  return {.what = std::move(what), .resources = ids(nodes), .missing = true};
}

namespace {

std::string_view sizeKey(const Design& design, NodeIndex store) {
  return design.has(store, trait::kDatabaseInstance) ? "allocatedGb" : "dataGb";
}

}  // namespace

// Objects that are backed up to another bucket are read there; a plan has to restore them.
bool RunbookScene::isRestoredBySize(NodeIndex store) const {
  if (m_design.has(store, trait::kDatabaseInstance) || m_design.has(store, trait::kClusterVolume)) return true;
  const auto holder = m_design.has(store, trait::kBucket) ? backupOf(store) : std::nullopt;
  return holder && !m_design.has(holder->node, trait::kBucket);
}

std::optional<Duration> RunbookScene::restoring(NodeIndex store) const {
  if (m_design.has(store, trait::kTable)) return m_durations.range("dynamodb.restore");
  if (!isRestoredBySize(store)) return std::nullopt;
  Duration takes = m_durations.range("restore");
  const double gb = std::max(0.0, m_design.read(store, sizeKey(m_design, store)).number());
  const double more = gb * m_durations.number("restore.secondsPerGb");
  takes.seconds = {takes.seconds.best + more, takes.seconds.worst + more};
  takes.assumptions.emplace_back("restore.secondsPerGb");
  return takes;
}

std::string RunbookScene::sizeNote(NodeIndex store) const {
  const bool unknown = isRestoredBySize(store) && !m_design.read(store, sizeKey(m_design, store)).known();
  return unknown ? "; its size is unknown and counts as 0 GB" : "";
}

Duration RunbookScene::starting(const TierUnit& unit) const {
  const NodeIndex tier = unit.tiers.empty() ? unit.node : unit.tiers.front();
  const double seconds = m_design.read(tier, "startSeconds").number();
  return {{seconds, 2 * seconds}, sourceOf(tier, "startSeconds"), {}};
}

Duration RunbookScene::answering(NodeIndex record) const {
  return {{0, m_design.read(record, "ttlSeconds").number()}, sourceOf(record, "ttlSeconds"), {}};
}

bool RunbookScene::switchesItself(NodeIndex record) const {
  return m_design.read(record, "healthCheck").flag() && m_design.read(record, "policy").text() != "simple";
}

Source RunbookScene::sourceOf(NodeIndex node, std::string_view key) const {
  const PropertySchema* schema = m_design.kind(node) ? m_design.kind(node)->property(key) : nullptr;
  if (!schema) return {};
  if (m_design.read(node, key).state != Reading::State::set) return schema->source;
  return {"\"" + schema->label + "\" of " + name(node) + " in this design", {}};
}

std::string_view storeNoun(const Design& design, NodeIndex store) {
  if (design.has(store, trait::kTable)) return "table";
  if (design.has(store, trait::kBucket)) return "bucket";
  return design.has(store, trait::kClusterVolume) ? "cluster" : "database";
}

}  // namespace nines
