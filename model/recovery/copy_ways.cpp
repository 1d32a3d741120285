// Live copies of what was lost: how far each is behind, by the links along which data flows.
#include <algorithm>
#include <deque>
#include <set>

#include "recovery/judge.h"

namespace nines::drills {

namespace {

Lag plus(const Lag& behind, const Lag& more) {
  if (!behind.seconds || !more.seconds) return {};
  return {bounded(*behind.seconds + *more.seconds), more.usual ? more.usual : behind.usual};
}

bool isMore(const Lag& a, const Lag& b) { return b.seconds && (!a.seconds || *a.seconds > *b.seconds); }

}  // namespace

// Whatever of the set took the workload's writes and takes none any more, the store first.
std::vector<NodeIndex> Judge::lostSources(NodeIndex store) const {
  std::vector<NodeIndex> out{store};
  for (const NodeIndex n : m_base.sets().nodesOf(m_base.sets().setOf(store))) {
    const bool alike = n != store && design().node(n).kind == design().node(store).kind;
    if (!alike || !isOut(n) || !m_base.facts().isWritten(n)) continue;
    if (writesInOnePlace(n) || writesTo(n)) out.push_back(n);
  }
  return out;
}

// Copies of copies are behind by the lags of the whole chain; of several lost sources the one counts that they are
// furthest behind. Lost copies are among them.
std::vector<Judge::Behind> Judge::copiesBehind(NodeIndex store) const {
  std::vector<Behind> out;
  std::map<NodeIndex, std::size_t> at;
  for (const NodeIndex source : lostSources(store)) {
    std::deque<std::pair<NodeIndex, Lag>> open{{source, {0.0}}};
    std::set<NodeIndex> seen{source};
    while (!open.empty()) {
      const auto [from, behind] = open.front();
      open.pop_front();
      for (const LinkIndex l : design().outgoing(from)) {
        const NodeIndex copy = design().to(l);
        if (design().link(l).kind != "replicates" || copy == kNone || copy == store) continue;
        if (design().node(copy).kind != design().node(store).kind || !seen.insert(copy).second) continue;
        const Lag lag = plus(behind, m_base.lagOf(l));
        open.emplace_back(copy, lag);
        const auto [known, fresh] = at.try_emplace(copy, out.size());
        if (fresh) out.push_back({copy, lag, l});
        else if (isMore(lag, out[known->second].lag)) out[known->second] = {copy, lag, l};
      }
    }
  }
  return out;
}

// A copy that the workload does not write to has nothing that its source lacks: the nearest one that works.
void Judge::addSourceWays(NodeIndex store, std::vector<Way>& out) {
  std::vector<NodeIndex> open{store};
  std::set<NodeIndex> seen{store};
  for (std::size_t k = 0; k < open.size(); ++k) {
    for (const LinkIndex l : design().incoming(open[k])) {
      const NodeIndex source = design().from(l);
      if (design().link(l).kind != "replicates" || source == kNone || !seen.insert(source).second) continue;
      if (design().node(source).kind != design().node(store).kind) continue;
      open.push_back(source);
      if (isOut(source)) continue;
      Outcome read;
      read.lost = store;
      if (losesWrites(read)) return;
      out.push_back({.serves = source,
                     .chain = retrieved({}, source),
                     .clients = Clients::unlessTied,
                     .how = "Source {1} has all that was read"});
      return;
    }
  }
}

Way Judge::copyWay(const Behind& copy, Ready chain, std::string_view how) {
  return {.serves = copy.node,
          .chain = std::move(chain),
          .clients = Clients::unlessTied,
          .how = how,
          .rpo = copy.lag.seconds ? std::optional(Span{0, *copy.lag.seconds}) : std::nullopt,
          .rpoBasis = copy.lag.usual,
          .rpoLink = copy.lag.usual ? kNone : copy.link,
          .lacking =
              copy.lag.seconds ? std::vector<Unsaid>() : std::vector<Unsaid>{{.link = copy.link, .key = "lagSeconds"}}};
}

}  // namespace nines::drills
