// Rules about dependencies that go round in a circle, and resources on which nothing depends.
#include <algorithm>
#include <array>
#include <iterator>
#include <map>

#include "rules/families.h"
#include "rules/limits.h"
#include "rules/places.h"
#include "semantics/circles.h"

namespace nines {

namespace {

bool isHardUse(const Design& design, LinkIndex l) {
  return design.linkType(l) == "uses" && design.readLink(l, "hard").flag(true);
}

void addHardUses(const Design& design, NodeIndex node, std::vector<NodeIndex>& out) {
  for (const LinkIndex l : design.outgoing(node)) {
    if (isHardUse(design, l) && design.to(l) != kNone) out.push_back(design.to(l));
  }
}

// What the node cannot do without. A link from or to a scaling group means each of its tiers.
std::vector<NodeIndex> needsOf(const Design& design, NodeIndex node) {
  std::vector<NodeIndex> out;
  addHardUses(design, node, out);
  if (design.has(node, trait::kCompute)) {
    for (const NodeIndex group : design.targets(node, "member")) addHardUses(design, group, out);
  }
  if (design.has(node, trait::kComputeGroup)) {
    for (const NodeIndex tier : design.members(node)) out.push_back(tier);
  }
  return out;
}

// Those at which one of the circle's links is drawn: a tier may be in it for its group only.
std::vector<NodeIndex> drawnIn(const Design& design, const std::vector<NodeIndex>& circle) {
  const auto isIn = [&](NodeIndex n) { return std::ranges::binary_search(circle, n); };
  std::vector<NodeIndex> out;
  std::ranges::copy_if(circle, std::back_inserter(out), [&](NodeIndex n) {
    return std::ranges::any_of(design.outgoing(n),
                               [&](LinkIndex l) { return isHardUse(design, l) && isIn(design.to(l)); }) ||
           std::ranges::any_of(design.incoming(n),
                               [&](LinkIndex l) { return isHardUse(design, l) && isIn(design.from(l)); });
  });
  return out;
}

// Whether the node, or the group for which it stands, is both needed and needs something: most are neither in a circle
// nor lead to one, and are not looked at further.
bool mayBeInCircle(const Design& design, NodeIndex node) {
  const auto isHard = [&](LinkIndex l) { return isHardUse(design, l); };
  const NodeList groups = design.targets(node, "member");
  const auto isNeeded = [&](NodeIndex n) { return n != kNone && std::ranges::any_of(design.incoming(n), isHard); };
  const auto needs = [&](NodeIndex n) { return n != kNone && std::ranges::any_of(design.outgoing(n), isHard); };
  if (!isNeeded(node) && std::ranges::none_of(groups, isNeeded)) return false;
  return design.has(node, trait::kComputeGroup) || needs(node) || std::ranges::any_of(groups, needs);
}

void checkCycle(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  std::vector<NodeIndex> starts;
  for (NodeIndex n = 0; n < design.nodeCount(); ++n) {
    if (!design.outgoing(n).empty() && mayBeInCircle(design, n)) starts.push_back(n);
  }
  for (const auto& circle : circlesOf(design, starts, [&](NodeIndex n) { return needsOf(design, n); })) {
    const auto nodes = drawnIn(design, circle);
    if (nodes.empty()) continue;
    std::vector<std::string> names;
    names.reserve(nodes.size());
    std::ranges::transform(nodes, std::back_inserter(names), [&](NodeIndex n) { return titled(design, n); });
    sink.report(nodes,
                nodes.size() == 1 ? "{names} needs itself, so that it cannot start before it runs"
                                  : "{names} need each other in a circle, so that none of them can start before the "
                                    "others run, and the loss of one stops all",
                {{"names", joined(names)}});
  }
}

// What the workloads depend on: forwards over what is used and routed to, either way over what belongs together, and
// between tiers that are each other's counterparts. A counterpart waits for a failover: no record leads to its balancer
// before, so that balancer counts with it.
class Usage {
 public:
  explicit Usage(const Design& design)
      : m_design(design), m_used(design.nodeCount(), false), m_waits(design.nodeCount(), false) {
    for (const NodeIndex tier : design.withTrait(trait::kCompute)) {
      const std::string_view id = design.read(tier, "counterpart").text();
      const NodeIndex other = id.empty() ? kNone : design.indexOf(id);
      if (other == kNone) continue;
      m_counterparts.emplace(other, tier);
      m_counterparts.emplace(tier, other);
    }
    for (const NodeIndex workload : design.withTrait(trait::kWorkload)) arrive(workload);
    while (!m_waiting.empty()) {
      const NodeIndex n = m_waiting.back();
      m_waiting.pop_back();
      leave(n);
    }
  }

  bool isUsed(NodeIndex n) const { return m_used[n]; }

 private:
  void arrive(NodeIndex n, bool waits = false) {
    if (n == kNone || m_used[n]) return;
    m_used[n] = true;
    m_waits[n] = waits;
    m_waiting.push_back(n);
  }

  void leave(NodeIndex n) {
    for (const LinkIndex l : m_design.outgoing(n))
      arrive(m_design.to(l), m_waits[n] && m_design.linkType(l) == "member");
    for (const LinkIndex l : m_design.incoming(n)) {
      const LinkType kind = m_design.linkType(l);
      const bool balances = kind == "routes" && m_waits[n] && m_design.has(m_design.from(l), trait::kBalancer);
      if (balances || (kind != "uses" && kind != "routes")) arrive(m_design.from(l));
    }
    const auto [begin, end] = m_counterparts.equal_range(n);
    for (auto at = begin; at != end; ++at) arrive(at->second, true);
  }

  const Design& m_design;
  std::vector<bool> m_used;
  std::vector<bool> m_waits;  // reached as a counterpart only
  std::vector<NodeIndex> m_waiting;
  std::multimap<NodeIndex, NodeIndex> m_counterparts;  // of tiers, either way
};

// What does something for somebody: no place, no note, no device that comes and goes.
bool isService(const Kind& kind) {
  return !kind.isContainer() && !kind.has(trait::kAnnotation) && !kind.has(trait::kWorkload) &&
         !kind.has(trait::kTransferDevice);
}

void checkUnused(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  if (design.withTrait(trait::kWorkload).empty()) return;
  const Usage usage(design);
  for (NodeIndex n = 0; n < design.nodeCount(); ++n) {
    const Kind* kind = usage.isUsed(n) ? nullptr : design.kind(n);
    if (!kind || !isService(*kind)) continue;
    sink.report({n},
                "No workload depends on {name}, directly or through others, so it is paid for without being needed, or "
                "a link is missing",
                {{"name", titled(design, n)}});
  }
}

constexpr std::array kRules{
    Rule{.id = "design.dependency-cycle",
         .title = "Nothing needs itself, directly or through others",
         .rationale =
             "In a circle of hard dependencies the loss of one part stops all, and after an outage of all none can be "
             "the first to start. A link that is not hard, or goes one way, opens the circle.",
         .rows = {},
         .sources = {{"AWS Well-Architected Framework, REL05-BP01: make hard dependencies soft", "2026-11-22"},
                     {"The definitions of this program: what a hard dependency means", "2026-11-22"}},
         .check = checkCycle,
         .noFix = "Only a person knows which of the dependencies the service can do without."},
    Rule{.id = "design.unused",
         .course2021 = Severity::info,
         .aws2026 = Severity::info,
         .title = "Every resource serves a workload",
         .rationale =
             "What no workload reaches takes part in no estimate and no drill. Either a link is missing, or the "
             "resource could go.",
         .rows = {},
         .sources = {{"The definitions of this program: what a workload depends on", "2026-11-22"}},
         .check = checkUnused,
         .noFix = "Only a person knows whether a link is missing or the resource could go."},
};

}  // namespace

std::span<const Rule> designDependencyRules() { return kRules; }

}  // namespace nines
