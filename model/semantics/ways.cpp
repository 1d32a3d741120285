#include "semantics/ways.h"

namespace nines {

namespace {

// Against the drawn direction a link is followed from a cluster to its members only.
bool leadsOn(const Design& design, LinkIndex l) {
  const LinkType kind = design.linkType(l);
  return kind == "uses" || kind == "routes" || kind == "standby" || kind == "member";
}

template <class Take>
void forEachNext(const Design& design, NodeIndex n, Take take) {
  for (const LinkIndex l : design.outgoing(n)) {
    if (leadsOn(design, l)) take(design.to(l), l);
  }
  for (const LinkIndex l : design.incoming(n)) {
    if (design.linkType(l) == "member") take(design.from(l), l);
  }
}

template <class Take>
void forEachPrevious(const Design& design, NodeIndex n, Take take) {
  for (const LinkIndex l : design.incoming(n)) {
    if (leadsOn(design, l)) take(design.from(l), l);
  }
  for (const LinkIndex l : design.outgoing(n)) {
    if (design.linkType(l) == "member") take(design.to(l), l);
  }
}

std::vector<bool> reachedFrom(const Design& design, NodeIndex from) {
  std::vector<bool> reached(design.nodeCount());
  std::vector<NodeIndex> waiting{from};
  reached[from] = true;
  while (!waiting.empty()) {
    const NodeIndex n = waiting.back();
    waiting.pop_back();
    forEachNext(design, n, [&](NodeIndex next, LinkIndex) {
      if (next == kNone || reached[next]) return;
      reached[next] = true;
      waiting.push_back(next);
    });
  }
  return reached;
}

}  // namespace

Ways waysBetween(const Design& design, NodeIndex from, std::span<const NodeIndex> targets) {
  Ways out;
  if (from == kNone) return out;
  const std::vector<bool> reached = reachedFrom(design, from);
  std::vector<bool> on(design.nodeCount());
  std::vector<bool> links(design.linkCount());
  std::vector<NodeIndex> waiting;
  for (const NodeIndex target : targets) {
    if (target == kNone || !reached[target] || on[target]) continue;
    on[target] = true;
    waiting.push_back(target);
  }
  while (!waiting.empty()) {
    const NodeIndex n = waiting.back();
    waiting.pop_back();
    if (n == from) continue;  // whoever needs the workload is not on its ways
    forEachPrevious(design, n, [&](NodeIndex previous, LinkIndex l) {
      if (previous == kNone || !reached[previous]) return;
      links[l] = true;
      if (on[previous]) return;
      on[previous] = true;
      waiting.push_back(previous);
    });
  }
  for (NodeIndex i = 0; i < on.size(); ++i) {
    if (on[i]) out.nodes.push_back(i);
  }
  for (LinkIndex l = 0; l < links.size(); ++l) {
    if (links[l]) out.links.push_back(l);
  }
  return out;
}

}  // namespace nines
