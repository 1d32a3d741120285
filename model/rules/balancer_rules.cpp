// Rules about load balancers: over how many zones their targets stand.
#include <algorithm>
#include <array>
#include <set>
#include <unordered_map>

#include "rules/families.h"
#include "rules/limits.h"
#include "rules/mending.h"
#include "rules/places.h"
#include "rules/tier_twins.h"

namespace nines {

namespace {

constexpr std::string_view kZones = "load-balancer.zones.minimum";

// Where the targets of a balancer or the members of a group stand.
struct Standing {
  std::set<std::string_view> zones;  // codes
  bool open = false;                 // one of them stands in no zone, so nobody can say that it falls with one

  void add(const Standing& more) {
    zones.insert(more.zones.begin(), more.zones.end());
    open = open || more.open;
  }
};

void addPlace(const Design& design, NodeIndex node, Standing& standing) {
  const NodeIndex zone = design.zone(node);
  if (zone == kNone) standing.open = true;
  else standing.zones.insert(design.zoneCode(zone));
}

// Groups stand behind several balancers; each is looked at once.
class Groups {
 public:
  explicit Groups(const Design& design) : m_design(design) {}

  const Standing& of(NodeIndex group) {
    const auto [at, fresh] = m_known.try_emplace(group);
    if (!fresh) return at->second;
    for (const NodeIndex member : m_design.members(group)) addPlace(m_design, member, at->second);
    return at->second;
  }

 private:
  const Design& m_design;
  std::unordered_map<NodeIndex, Standing> m_known;
};

Standing standingOf(const Design& design, NodeIndex balancer, Groups& groups) {
  Standing standing;
  for (const NodeIndex target : design.targets(balancer, "routes")) {
    if (design.has(target, trait::kComputeGroup)) standing.add(groups.of(target));
    else addPlace(design, target, standing);
  }
  return standing;
}

void checkZones(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  const auto least = static_cast<std::size_t>(limitOf(design, kZones));
  Groups groups(design);
  for (const NodeIndex balancer : design.withTrait(trait::kBalancer)) {
    const Standing standing = standingOf(design, balancer, groups);
    if (standing.open || standing.zones.empty() || standing.zones.size() >= least) continue;
    sink.report({balancer},
                "All targets of {name} stand in {zones}, so that it has nowhere to send requests when that zone fails; "
                "they should stand in at least {least} Availability Zones",
                {{"name", titled(design, balancer)},
                 {"zones", joined({standing.zones.begin(), standing.zones.end()})},
                 {"least", limitText(design, kZones, Bound::least)}});
  }
}

// One target in a zone, and the group that it belongs to.
struct Target {
  NodeIndex node = kNone;
  NodeIndex group = kNone;
};

// Every target once, in id order.
std::vector<Target> targetsOf(const Design& design, NodeIndex balancer) {
  std::vector<Target> out;
  for (const NodeIndex target : design.targets(balancer, "routes")) {
    if (!design.has(target, trait::kComputeGroup)) {
      out.push_back({target, kNone});
      continue;
    }
    for (const NodeIndex member : design.members(target)) out.push_back({member, target});
  }
  std::ranges::sort(out, {}, &Target::node);
  const auto doubles = std::ranges::unique(out, {}, &Target::node);
  out.erase(doubles.begin(), doubles.end());
  return out;
}

std::optional<Edit> fixZones(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex balancer = design.indexOf(finding.subjects.front());
  if (balancer == kNone) return std::nullopt;
  const std::vector<Target> targets = targetsOf(design, balancer);
  if (targets.empty()) return std::nullopt;
  if (targets.size() == 1) {
    return addTwin(design, targets.front().node, {.group = targets.front().group, .balancer = balancer});
  }
  // Of several the last one moves.
  const NodeIndex node = targets.back().node;
  const NodeIndex zone = design.zone(node);
  const auto& kind = design.node(node).kind;
  if (zone == kNone) return std::nullopt;
  Mending mending(design, "Move " + titled(design, node) + " to another Availability Zone");
  const auto other =
      mending.zone(design.region(node), {std::string(design.zoneCode(zone))}, design.zoneCode(zone), zone);
  if (!other || !design.catalogue().mayContain(design.node(zone).kind, kind)) return std::nullopt;
  mending.move(node, other->id);
  return mending.take();
}

constexpr std::array kRules{
    Rule{.id = "load-balancer.azs",
         .title = "The targets of a load balancer stand in several Availability Zones",
         .rationale =
             "A load balancer survives the loss of a zone only if it has targets in another one. AWS promises 99.99 % "
             "for one over several zones and 99.9 % for one in a single zone.",
         .rows = {"G10"},
         .sources = {{"Elastic Load Balancing SLA", "2022-07-25"},
                     {"AWS Config managed rules, elbv2-multiple-az", "2026-05"},
                     {"AWS Trusted Advisor, fault tolerance checks", "2026"}},
         .aliases = {"config:elbv2-multiple-az", "config:clb-multiple-az", "config:autoscaling-multiple-az",
                     "securityhub:ELB.10", "securityhub:ELB.13", "securityhub:AutoScaling.2",
                     "trusted-advisor:ALB Multi-AZ", "prowler:elbv2_is_in_multiple_az", "prowler:elb_is_in_multiple_az",
                     "prowler:autoscaling_group_multiple_az"},
         .limits = {{"load-balancer.zones.minimum", "Availability Zones of the targets, at least"}},
         .check = checkZones,
         .fix = fixZones},
};

}  // namespace

std::span<const Rule> balancerRules() { return kRules; }

}  // namespace nines
