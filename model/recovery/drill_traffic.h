// Where traffic and replication go in a drill, over all workloads: which links break, which carry what went another
// way, which lie idle or are back, and what goes where no link is drawn.
#pragma once

#include <map>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "recovery/drill.h"
#include "recovery/judge.h"

namespace nines::drills {

class TrafficChanges {
 public:
  TrafficChanges(const Base& base, const Damage& damage) : m_base(base), m_damage(damage) {}

  void add(const Judge& judge, const WorkloadDrill& result);
  // A cache that goes on with another primary.
  void noteNextPrimary(NodeIndex cache);
  // Fills in links and detours.
  void finish(Drill& out);

 private:
  // Of what failed and works again.
  struct Return {
    Span at;
    bool inPlace = false;  // with its own data, so that what replicates from or to it goes on
  };

  const Design& design() const { return m_base.design(); }
  void noteReturns(const WorkloadDrill& result);
  void noteSilentClusters(const Judge& judge);
  void noteSwitches(const Judge& judge);
  void noteOutcomes(const Judge& judge, const WorkloadDrill& result);
  void noteElsewhere(const Judge& judge, const WorkloadDrill& result);
  void noteEntries(const Judge& judge);
  NodeIndex wayIn(const Judge& judge, NodeIndex lost) const;
  NodeIndex frontOf(NodeIndex unit) const;
  void noteBalancers(const Judge& judge, const WorkloadDrill& result);
  void noteDownstream(const Judge& judge, NodeIndex target, const Span& at);
  void noteUpstream(const Judge& judge, NodeIndex client, const Span& at);
  void noteFollowers(const Judge& judge, const Ready& done, NodeIndex store, NodeIndex serves);
  void serve(const Judge& judge, LinkIndex link, NodeIndex serves, Span at);
  void mark(LinkIndex link, Traffic traffic, const Span& at);
  void goBack(LinkIndex link, const Span& at);
  void detour(DetourKind kind, NodeIndex from, NodeIndex to, LinkIndex instead, const Span& at);
  bool isBroken(LinkIndex link) const;
  bool isPartOf(const Judge& judge, NodeIndex client) const;
  // Nothing where it failed for good.
  std::optional<Span> workingAgain(NodeIndex node, bool inPlace = false) const;
  void addBroken(Drill& out);
  void addReturned(LinkIndex link);

  const Base& m_base;
  const Damage& m_damage;
  std::map<std::pair<LinkIndex, Traffic>, Span> m_links;  // the earliest of all workloads
  std::map<std::tuple<DetourKind, NodeIndex, NodeIndex, LinkIndex>, Span> m_detours;
  std::map<NodeIndex, Return> m_returns;
  std::set<LinkIndex> m_silent;   // links to clusters that do not serve
  std::set<LinkIndex> m_entered;  // links by which users came in, who are led elsewhere
};

}  // namespace nines::drills
