// What becomes of data that was hit: the ways back, and which of them is taken.
#include <algorithm>
#include <limits>
#include <tuple>

#include "recovery/judge.h"

#include "support/sort_unique.h"

namespace nines::drills {

// It takes no writes and gives nothing back as it is.
bool Judge::isOut(NodeIndex store) const {
  if (m_damage.isFailed(store) || m_damage.isSpoiled(store)) return true;
  if (design().has(store, trait::kClusterVolume)) return !clusterServes(store, true, "cluster");
  return lacksQuorum(store);
}

// Of the stores of the set that take writes on ordinary days, the one that was hit: one that the workload writes to
// first, then one that it reaches.
NodeIndex Judge::lostStore(NodeIndex set) const {
  NodeIndex found = kNone;
  std::vector<NodeIndex> reached;
  for (const NodeIndex n : m_base.sets().nodesOf(set)) {
    if (!design().has(n, trait::kStore) && !design().has(n, trait::kServer) && !design().has(n, trait::kGateway))
      continue;
    if (!isOut(n) || !m_base.facts().isWritten(n) || design().has(n, trait::kClusterInstance)) continue;
    const auto reaches = m_base.closure().reaching(n);
    const bool own = std::ranges::any_of(reaches, [&](const Reach& r) { return r.workload == m_workload; });
    if (own && isOrdinary(n)) reached.push_back(n);
    if (own && found == kNone) found = n;
    // What is linked to a copy alone waits for the source of the copy.
    const bool sole = design().has(n, trait::kDatabaseInstance) || design().has(n, trait::kClusterVolume);
    if (sole && found == kNone) found = n;
  }
  if (reached.empty()) return found;
  if (reached.size() == 1) return reached.front();
  const auto written = std::ranges::find_if(reached, [&](NodeIndex n) { return writesTo(n); });
  return written != reached.end() ? *written : reached.front();
}

const Outcome* Judge::outcome(NodeIndex set) {
  if (const auto at = m_outcomes.find(set); at != m_outcomes.end()) return &at->second;
  if (std::ranges::find(m_intact, set) != m_intact.end()) return nullptr;
  const NodeIndex lost = lostStore(set);
  if (lost == kNone) {
    m_intact.push_back(set);
    return nullptr;
  }
  Outcome out;
  out.lost = lost;
  const auto rank = [](const Ready& done, const Way& way) {
    return std::tuple(!done.ever, done.manual, done.at.worst,
                      way.rpo ? way.rpo->worst : std::numeric_limits<double>::infinity());
  };
  Ready best;
  for (Way& way : waysOf(lost)) {
    const Ready done = finished(way, lost);
    const Ready soonest = firstServed(way, done, lost);
    if (!done.ever || (out.found && rank(soonest, way) >= rank(best, out.way))) continue;
    out.found = true;
    best = soonest;
    out.done = done;
    out.way = std::move(way);
  }
  return &m_outcomes.emplace(set, std::move(out)).first->second;
}

std::vector<Way> Judge::waysOf(NodeIndex store) {
  std::vector<Way> out;
  const Design& d = design();
  if (d.has(store, trait::kDatabaseInstance)) addDatabaseWays(store, out);
  else if (d.has(store, trait::kClusterVolume)) addClusterWays(store, out);
  else if (d.has(store, trait::kTable)) addTableWays(store, out);
  else if (d.has(store, trait::kBucket)) addBucketWays(store, out);
  else if (d.has(store, trait::kGateway)) addGatewayWays(store, out);
  else if (d.has(store, trait::kServer)) addServerWays(store, out);
  return out;
}

const std::vector<NodeIndex>& Judge::survivingClients(NodeIndex store) {
  const NodeIndex set = m_base.sets().setOf(store);
  const auto at = m_clients.find(set);
  return at != m_clients.end() ? at->second : m_clients.emplace(set, findClients(set)).first->second;
}

// Compute of the workload that uses the data and is left, and what stands in for it in the recovery Region.
std::vector<NodeIndex> Judge::findClients(NodeIndex set) const {
  std::vector<NodeIndex> out;
  for (const NodeIndex n : m_base.sets().nodesOf(set)) {
    for (const NodeIndex source : design().sources(n, "uses")) {
      const NodeIndex client = m_base.unitOf(source);
      if (!m_base.position(m_workload, client) && !standsIn(client)) continue;
      const bool computes = design().has(client, trait::kCompute) || design().has(client, trait::kComputeGroup);
      if (computes) {
        const auto& tiers = m_base.facts().unit(client).tiers;
        if (std::ranges::all_of(tiers, [&](const TierFacts& t) { return m_damage.isFailed(t.node); })) continue;
      } else if (m_damage.isFailed(client)) {
        continue;
      }
      out.push_back(client);
    }
  }
  sortUnique(out);
  return out;
}

// It has a link that writes to what takes over; or it only reads this data on ordinary days, and reads that already:
// nobody has to point it anywhere.
bool Judge::isTied(NodeIndex client, NodeIndex store) const {
  if (isLinked(client, store, true)) return true;
  if (!isOrdinary(client)) return false;
  const NodeIndex set = m_base.sets().setOf(store);
  const bool reads = std::ranges::none_of(m_base.needs(client), [&](LinkIndex l) {
    return m_base.sets().setOf(design().to(l)) == set && design().readLink(l, "access").text() != "read";
  });
  return reads && isLinked(client, store, false);
}

// Of a group each tier that is left, unless the group has one. The instance of a cluster that takes the writes once the
// cluster does is as good as the cluster.
bool Judge::isLinked(NodeIndex client, NodeIndex store, bool write) const {
  const bool cluster = design().has(store, trait::kClusterVolume);
  const auto gives = [&](LinkIndex l) {
    const NodeIndex to = design().to(l);
    const auto isInstance = [&] {
      return cluster && design().clusterOf(to) == store && (!write || to == writerOf(store));
    };
    if (to != store && !isInstance()) return false;
    if (!write) return serves(l, false);
    const bool reader = design().has(to, trait::kClusterVolume) && design().readLink(l, "endpoint").text() == "reader";
    return !reader && writesBy(l);
  };
  const auto linked = [&](NodeIndex from) {
    return std::ranges::any_of(m_base.needs(client), [&](LinkIndex l) { return design().from(l) == from && gives(l); });
  };
  if (linked(client)) return true;
  if (!design().has(client, trait::kComputeGroup)) return false;
  const auto& tiers = m_base.facts().unit(client).tiers;
  return !tiers.empty() && std::ranges::all_of(tiers, [&](const TierFacts& tier) {
    return m_damage.isFailed(tier.node) || linked(tier.node);
  });
}

// Until the clients that are left do not remember the old address any more. Without any there is nobody to wait for.
Ready Judge::forgotten(const Ready& before, NodeIndex store, std::span<const NodeIndex> clients) {
  Step step{.kind = StepKind::dns, .phrase = "Clients of {0} forget its old address", .subject = store};
  for (const NodeIndex client : clients) {
    std::vector<NodeIndex> tiers{client};
    if (design().has(client, trait::kComputeGroup)) {
      tiers.clear();
      for (const TierFacts& tier : m_base.facts().unit(client).tiers) tiers.push_back(tier.node);
    }
    for (const NodeIndex tier : tiers) {
      const Reading kept = design().read(tier, "clientDnsCacheSeconds");
      const double seconds = std::max(0.0, kept.number());
      if (!kept.known() || m_damage.isFailed(tier)) continue;
      if (step.owner != kNone && seconds <= step.duration.worst) continue;
      step.duration.worst = seconds;
      step.owner = tier;
      step.keys = {"clientDnsCacheSeconds"};
    }
  }
  return step.owner == kNone ? before : m_plan.then(before, std::move(step));
}

// Until clients are served by it, whatever has to happen to them.
Ready Judge::finished(const Way& way, NodeIndex store) {
  if (!way.chain.ever || way.clients == Clients::stay) return both(way.chain, way.aside);
  const std::vector<NodeIndex>& clients = survivingClients(store);
  if (way.clients == Clients::cached) return both(forgotten(way.chain, store, clients), way.aside);
  const bool tied = !clients.empty() && way.clients == Clients::unlessTied &&
                    std::ranges::all_of(clients, [&](NodeIndex c) { return isTied(c, way.serves); });
  if (tied) return servedTied(way);
  return both(pointed(way, store), way.aside);
}

// Users follow a record to clients that stand by, as soon as those are served: others that are left are pointed beside.
Ready Judge::firstServed(const Way& way, const Ready& done, NodeIndex store) {
  if (way.clients != Clients::unlessTied || !done.ever) return done;
  bool any = false;
  for (const NodeIndex client : survivingClients(store)) {
    if (isOrdinary(client)) continue;
    if (!isTied(client, way.serves)) return done;
    any = true;
  }
  return any ? servedTied(way) : done;
}

Ready Judge::servedTied(const Way& way) { return both(both(way.chain, way.found), way.aside); }

// A client that writes is served once it has a writing link to what takes over, whatever others have to wait for.
Ready Judge::servedFor(NodeIndex client, const Outcome& lost) {
  if (!lost.found || lost.way.clients != Clients::unlessTied) return lost.done;
  if (isLinked(client, lost.way.serves, true)) return servedTied(lost.way);
  return both(pointed(lost.way, lost.lost), lost.way.aside);
}

// By people, who have decided something by then or do so now.
Ready Judge::pointed(const Way& way, NodeIndex store) {
  const std::string_view phrase =
      way.serves == store ? "Point clients of {0} to the new one" : "Point clients of {1} to {0}";
  Step step = lasting(StepKind::rePoint, phrase, m_base.range("repoint"), way.serves, store);
  return m_plan.then(way.chain.manual ? way.chain : both(way.chain, decided()), std::move(step));
}

}  // namespace nines::drills
