#include "rules/replica_fixes.h"

#include <algorithm>
#include <map>
#include <set>

#include "rules/database_engines.h"
#include "rules/limits.h"
#include "rules/mending.h"
#include "rules/places.h"
#include "rules/replication.h"
#include "semantics/circles.h"

namespace nines {

namespace {

// One more replica would not break the limit of its engine; `more` are on their way already.
bool hasRoom(const Design& design, NodeIndex source, std::size_t more = 0) {
  const auto limit = findLimit(design, perSourceLimit(engineOf(design, source)));
  return !limit || static_cast<std::int64_t>(replicasOf(design, source).size() + more) < *limit;
}

// Layers of replicas below the node: 0 where it has none. Counts no further than `most`, so that circles end, too.
std::int64_t layersBelow(const Design& design, NodeIndex node, std::int64_t most) {
  if (most <= 0) return 0;
  std::int64_t deepest = 0;
  for (const NodeIndex replica : replicasOf(design, node)) {
    deepest = std::max(deepest, 1 + layersBelow(design, replica, most - 1));
  }
  return deepest;
}

Edit replicateFrom(const Design& design, LinkIndex link, NodeIndex source) {
  Mending mending(design, "Replicate " + titled(design, design.to(link)) + " from " + titled(design, source));
  reattach(mending, design, link, source);
  return mending.take();
}

// Hands surplus replicas of one source over to those that stay.
class Cascade {
 public:
  Cascade(const Design& design, NodeIndex source)
      : m_design(design),
        m_room(limitOf(design, kMaxLayers) - design.replicaLayer(source)),
        m_retention(limitOf(design, kSourceRetentionMinimum)),
        m_engine(engineOf(design, source)),
        m_nesting(nestingOf(design.profile(), m_engine)),
        m_staying(replicasOf(design, source)) {}

  std::optional<Edit> handOver(std::size_t surplus) {
    if (!m_nesting.allowed) return std::nullopt;
    const std::vector<NodeIndex> leaving = choose(surplus);
    if (leaving.size() < surplus) return std::nullopt;
    Mending mending(m_design, "Move " + counted(static_cast<std::int64_t>(surplus), "replica") + " one layer down");
    for (const NodeIndex replica : leaving) {
      const NodeIndex host = hostFor(replica);
      const auto link = onlySource(m_design, replica);
      if (host == kNone || !link) return std::nullopt;
      reattach(mending, m_design, *link, host);
      ++m_taken[host];
    }
    return mending.take();
  }

 private:
  // The last replicas by id that may move one layer down; they no longer stay.
  std::vector<NodeIndex> choose(std::size_t surplus) {
    std::vector<NodeIndex> leaving;
    for (auto r = m_staying.rbegin(); r != m_staying.rend() && leaving.size() < surplus; ++r) {
      if (onlySource(m_design, *r) && mayNest(*r) && 2 + layersBelow(m_design, *r, m_room) <= m_room)
        leaving.push_back(*r);
    }
    std::erase_if(m_staying, [&](NodeIndex r) { return std::ranges::find(leaving, r) != leaving.end(); });
    std::ranges::reverse(leaving);
    return leaving;
  }

  bool mayNest(NodeIndex replica) const {
    return !m_engine.empty() && engineOf(m_design, replica) == m_engine &&
           (m_nesting.minimum.empty() ||
            isAtLeast(m_design.read(replica, "engineVersion").text(), m_nesting.minimum).value_or(false));
  }

  std::size_t taken(NodeIndex host) const {
    const auto at = m_taken.find(host);
    return at == m_taken.end() ? 0 : at->second;
  }

  // A host with a further source might move down itself.
  bool canHost(NodeIndex host) const {
    return onlySource(m_design, host) && mayNest(host) && maySource(m_design, host) &&
           backupDays(m_design, host) >= m_retention && hasRoom(m_design, host, taken(host));
  }

  // In the same Region before others, then the one with the fewest replicas, then by id.
  NodeIndex hostFor(NodeIndex replica) const {
    NodeIndex best = kNone;
    std::pair<bool, std::size_t> bestRank;
    for (const NodeIndex host : m_staying) {
      if (!canHost(host)) continue;
      const std::pair rank{m_design.region(host) != m_design.region(replica),
                           replicasOf(m_design, host).size() + taken(host)};
      if (best != kNone && bestRank <= rank) continue;
      best = host;
      bestRank = rank;
    }
    return best;
  }

  const Design& m_design;
  std::int64_t m_room;  // layers that are left below the source
  std::int64_t m_retention;
  std::string_view m_engine;
  Nesting m_nesting;
  std::vector<NodeIndex> m_staying;
  std::map<NodeIndex, std::size_t> m_taken;  // replicas handed over, by host
};

// One circle, opened before one of its members.
class Opening {
 public:
  Opening(const Design& design, std::vector<NodeIndex> circle)
      : m_design(design), m_circle(std::move(circle)), m_layers(limitOf(design, kMaxLayers)) {}

  // Each member has one source in the circle, so that one cut opens it.
  bool isSimple() const {
    return std::ranges::all_of(m_circle, [&](NodeIndex member) {
      std::set<NodeIndex> sources;
      for (const LinkIndex l : linksInto(member)) sources.insert(m_design.from(l));
      return sources.size() == 1;
    });
  }

  // The links of the circle that end at this member.
  std::vector<LinkIndex> linksInto(NodeIndex member) const {
    std::vector<LinkIndex> out;
    for (const LinkIndex l : replicaLinksTo(m_design, member)) {
      if (std::ranges::binary_search(m_circle, m_design.from(l))) out.push_back(l);
    }
    return out;
  }

  // Cutting before this member leaves no new error: it may be a primary, and no chain below becomes too deep.
  bool mayBegin(NodeIndex first) const {
    if (linksInto(first).size() == replicaLinksTo(m_design, first).size()) {
      const std::int64_t days = backupDays(m_design, first);
      const bool reportedAsSource = days < limitOf(m_design, kSourceRetentionMinimum) && hasReplicas(m_design, first);
      const bool kept = days >= limitOf(m_design, kRetentionMinimum) && days <= limitOf(m_design, kRetentionMaximum);
      if (!reportedAsSource && !kept) return false;
    }
    return fitsBelow(first, first, m_layers);
  }

 private:
  // The layer that a node gets once the circle is opened; anything above the limit counts as too deep.
  std::int64_t layerAfter(NodeIndex node, NodeIndex first, std::int64_t most) const {
    std::int64_t layer = 1;
    for (const LinkIndex l : replicaLinksTo(m_design, node)) {
      const bool cut = node == first && std::ranges::binary_search(m_circle, m_design.from(l));
      if (cut) continue;
      if (most <= 1) return m_layers + 1;
      layer = std::max(layer, 1 + layerAfter(m_design.from(l), first, most - 1));
    }
    return layer;
  }

  bool fitsBelow(NodeIndex node, NodeIndex first, std::int64_t most) const {
    if (most <= 0 || layerAfter(node, first, m_layers) > m_layers) return false;
    return std::ranges::all_of(replicasOf(m_design, node), [&](NodeIndex replica) {
      return replica == first || fitsBelow(replica, first, most - 1);
    });
  }

  const Design& m_design;
  std::vector<NodeIndex> m_circle;
  std::int64_t m_layers;
};

}  // namespace

std::string perSourceLimit(std::string_view engine) { return "replica.perSource." + std::string(engine); }

std::vector<std::vector<NodeIndex>> replicationCircles(const Design& design) {
  // Those in or below a circle have no layer.
  std::vector<NodeIndex> starts;
  std::ranges::copy_if(design.withTrait(trait::kDatabaseInstance), std::back_inserter(starts),
                       [&](NodeIndex i) { return design.replicaLayer(i) == 0; });
  return circlesOf(design, starts, [&](NodeIndex i) {
    std::vector<NodeIndex> out;
    const auto links = replicaLinksFrom(design, i);
    out.reserve(links.size());
    for (const LinkIndex l : links) out.push_back(design.to(l));
    return out;
  });
}

// One layer more instead of a layer that is too wide.
std::optional<Edit> fixReplicaCount(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex source = design.indexOf(finding.subjects.front());
  if (finding.unknown || source == kNone || design.replicaLayer(source) == 0) return std::nullopt;
  const auto limit = findLimit(design, perSourceLimit(engineOf(design, source)));
  const auto count = static_cast<std::int64_t>(replicasOf(design, source).size());
  // The replicas that stay can take so many each; beyond that there is nothing to try.
  if (!limit || count <= *limit || count - *limit > *limit * *limit) return std::nullopt;
  return Cascade(design, source).handOver(static_cast<std::size_t>(count - *limit));
}

// To the nearest database above its source that has room and leaves the node, with what hangs below it, within the
// chain.
std::optional<Edit> fixChainDepth(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex node = design.indexOf(finding.subjects.front());
  const auto link = node == kNone ? std::nullopt : onlySource(design, node);
  if (!link) return std::nullopt;
  const std::int64_t most = limitOf(design, kMaxLayers);
  if (design.replicaLayer(node) <= most) return std::nullopt;
  const std::int64_t below = layersBelow(design, node, most);
  const NodeIndex source = design.from(*link);
  const Nesting nesting = nestingOf(design.profile(), engineOf(design, source));
  const auto isOlder = [&](NodeIndex db) {
    return !nesting.minimum.empty() &&
           !isAtLeast(design.read(db, "engineVersion").text(), nesting.minimum).value_or(true);
  };
  for (auto up = onlySource(design, source); up; up = onlySource(design, design.from(*up))) {
    const NodeIndex above = design.from(*up);
    const std::int64_t layer = design.replicaLayer(above);
    if (layer == 0) return std::nullopt;
    const bool nestsWorse = design.isReplica(above) && isOlder(above) && !isOlder(source);
    if (layer + 1 + below > most || nestsWorse || !hasRoom(design, above) ||
        engineOf(design, above) != engineOf(design, source)) {
      continue;
    }
    return replicateFrom(design, *link, above);
  }
  return std::nullopt;
}

std::optional<Edit> fixSourceBackups(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex source = design.indexOf(finding.subjects.front());
  if (source == kNone) return std::nullopt;
  return keepBackups(design, source, std::max(kAdvisedRetentionDays, limitOf(design, kSourceRetentionMinimum)));
}

// To the source at the top of its chain. Which version a database has, only a person can say.
std::optional<Edit> fixNesting(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex node = design.indexOf(finding.subjects.front());
  const auto link = node == kNone || finding.unknown ? std::nullopt : onlySource(design, node);
  if (!link) return std::nullopt;
  const NodeIndex source = design.from(*link);
  const NodeIndex top = topOf(design, node);
  if (top == kNone || top == source) return std::nullopt;
  // What hangs below moves up with it: the chain must not be one that is still too deep, elsewhere than before.
  const std::int64_t most = limitOf(design, kMaxLayers);
  const bool fits = design.replicaLayer(top) + 1 + layersBelow(design, node, most) <= most;
  if (!fits || !hasRoom(design, top) || engineOf(design, top) != engineOf(design, source)) return std::nullopt;
  return replicateFrom(design, *link, top);
}

// Cuts before the database that a workload writes, since that one should be the source; else before the first by id.
std::optional<Edit> fixCycle(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  std::vector<NodeIndex> circle;
  for (const std::string& id : finding.subjects) {
    if (const NodeIndex i = design.indexOf(id); i != kNone) circle.push_back(i);
  }
  std::ranges::sort(circle);
  // A longer one would become a chain that is too deep.
  if (static_cast<std::int64_t>(circle.size()) > limitOf(design, kMaxLayers)) return std::nullopt;
  const Opening opening(design, circle);
  if (!opening.isSimple()) return std::nullopt;
  std::ranges::stable_partition(
      circle, [&](NodeIndex member) { return std::ranges::any_of(context.closure().reaching(member), &Reach::write); });
  const auto first = std::ranges::find_if(circle, [&](NodeIndex member) { return opening.mayBegin(member); });
  if (first == circle.end()) return std::nullopt;
  Mending mending(design, "Make " + titled(design, *first) + " the source of its circle");
  mending.removeLinks(opening.linksInto(*first));
  return mending.take();
}

}  // namespace nines
