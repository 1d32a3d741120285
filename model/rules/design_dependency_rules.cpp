// Rules about dependencies that go round in a circle, and resources on which nothing depends.
#include <algorithm>
#include <array>

#include "rules/families.h"
#include "rules/limits.h"
#include "rules/places.h"
#include "semantics/circles.h"

namespace nines {

namespace {

bool isHardUse(const Design& design, LinkIndex l) {
  return design.link(l).kind == "uses" && design.readLink(l, "hard").flag(true);
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

void checkCycle(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  std::vector<NodeIndex> starts;
  for (NodeIndex n = 0; n < design.nodeCount(); ++n) {
    if (std::ranges::any_of(design.outgoing(n), [&](LinkIndex l) { return isHardUse(design, l); })) starts.push_back(n);
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
};

}  // namespace

std::span<const Rule> designDependencyRules() { return kRules; }

}  // namespace nines
