// Rules about how available a workload is: what the estimate says against its target, and what it stands and falls
// with.
#include <algorithm>
#include <array>

#include "availability/estimates.h"
#include "rules/families.h"
#include "rules/limits.h"
#include "rules/places.h"
#include "rules/single_point_fixes.h"
#include "rules/single_points.h"
#include "support/apart.h"
#include "support/format.h"

namespace nines {

namespace {

// The event that has most part in the downtime, as a part of a sentence; empty where there is none.
std::string worstOf(const WorkloadEstimate& workload) {
  return workload.contributors.empty() ? std::string() : workload.events[workload.contributors.front().event].label;
}

void checkTarget(const RuleContext& context, FindingSink& sink) {
  constexpr std::string_view kProperty = "availabilityTarget";
  const Design& design = context.design();
  for (const NodeIndex i : design.withTrait(trait::kWorkload)) {
    const Reading reading = design.read(i, kProperty);
    const auto target = reading.known() ? reading.value->asNumber() : std::nullopt;
    if (!target) continue;
    const Estimates& estimates = context.estimates();
    const auto at = std::ranges::find(estimates.workloads, design.node(i).id, &WorkloadEstimate::id);
    if (at == estimates.workloads.end()) continue;
    const ExactFigure& exact = at->exact;
    if (!exact.availability) {
      sink.reportUnknown(
          {i}, "It cannot be told whether {name} reaches its availability target of {target}: {reason}",
          {{"name", titled(design, i)}, {"target", formatPercent(*target)}, {"reason", exact.unknownBecause}},
          kProperty);
      continue;
    }
    if (*exact.availability >= *target) continue;
    const std::string worst = worstOf(*at);
    const ValueAndLimit figures = percentsApart(*exact.availability, *target);
    const ValueAndLimit times =
        durationsApart(downtimePerYear(*exact.availability), downtimePerYear(std::clamp(*target, 0.0, 1.0)));
    sink.report(
        {i},
        worst.empty()
            ? "{name} is estimated at {found}, below its target of {target}: that is {down} of downtime a year, "
              "where {allowed} are allowed"
            : "{name} is estimated at {found}, below its target of {target}: that is {down} of downtime a year, "
              "where {allowed} are allowed; the largest contributor is \"{worst}\"",
        {{"name", titled(design, i)},
         {"found", figures.value},
         {"target", figures.limit},
         {"down", times.value},
         {"allowed", times.limit},
         {"worst", worst}},
        kProperty);
  }
}

// What of a service stands in a zone, where it is drawn in none itself.
std::string_view partsOf(const Design& design, NodeIndex component) {
  if (design.has(component, trait::kBalancer)) return "targets";
  if (design.has(component, trait::kComputeGroup)) return "tiers";
  return design.has(component, trait::kTableCache) ? "nodes" : "instances";
}

// "which stands in eu-west-1a only", "all targets of which stand in eu-west-1a": a balancer of a Region is in no zone.
std::string standing(const Design& design, const SinglePoint& point) {
  const std::string zone = point.zone.empty() ? "one Availability Zone" : point.zone;
  if (design.has(point.component, trait::kBucket)) return "which keeps its data in " + zone + " only";
  if (!point.isService && point.isTaken) {
    const std::string taken = point.zone.empty() ? std::string() : " (taken to be " + point.zone + ")";
    return "which runs in one Availability Zone only" + taken;
  }
  if (!point.isService || design.zone(point.component) != kNone) return "which stands in " + zone + " only";
  return "all " + std::string(partsOf(design, point.component)) + " of which stand in " + zone;
}

void checkSinglePoints(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const NodeIndex workload : design.withTrait(trait::kWorkload)) {
    for (const SinglePoint& point : context.singlePoints().of(workload)) {
      const bool isZone = design.has(point.component, trait::kZone);
      sink.report(
          {point.component, workload},
          isZone ? "{workload} is down whenever the zone {name} is: what stands in other zones does not do its work"
          : point.isService ? "{workload} is down whenever {name} is, {standing}: no other zone does its work"
                            : "{workload} is down whenever {name} is: nothing else does its work",
          {{"workload", titled(design, workload)},
           {"name", titled(design, point.component)},
           {"standing", standing(design, point)}});
    }
  }
}

void checkHighlyAvailable(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const NodeIndex workload : design.withTrait(trait::kWorkload)) {
    if (design.read(workload, "claim").text() != "highly-available") continue;
    for (const SinglePoint& point : context.singlePoints().of(workload)) {
      if (!point.inOneZone) continue;
      const bool isZone = design.has(point.component, trait::kZone);
      sink.report({point.component, workload},
                  isZone
                      ? "{workload} claims high availability, which takes two Availability Zones at least, but is down "
                        "whenever the zone {name} is: what stands in other zones does not do its work"
                      : "{workload} claims high availability, which takes two Availability Zones at least, but needs "
                        "{name}, {standing}, so it is down whenever that zone is",
                  {{"workload", titled(design, workload)},
                   {"name", titled(design, point.component)},
                   {"standing", standing(design, point)}},
                  "claim");
    }
  }
}

constexpr std::array kRules{
    Rule{.id = "workload.availability-target",
         .course2021 = Severity::error,
         .aws2026 = Severity::error,
         .title = "The estimate reaches the workload's availability target",
         .rationale =
             "The estimate counts every instance, zone and Region that the workload needs, with the availability that "
             "AWS publishes for each. Below the target, more has to be redundant, or less has to be promised.",
         .rows = {},
         .sources = {{"AWS Well-Architected Framework, Reliability Pillar: availability", "2026-11-22"},
                     {"AWS, Availability and Beyond", "2021-11-12"}},
         .check = checkTarget,
         .noFix = "Where to spend what a better figure costs, or whether to ask for less, is a person's decision."},
    Rule{
        .id = "workload.single-point-of-failure",
        .title = "No single component takes a workload down",
        .rationale =
            "What nothing else can stand in for takes everything down that needs it, each time it fails, is patched or "
            "replaced. A second one in another Availability Zone turns an outage into a failover.",
        .rows = {"G10"},
        .sources = {{"Course notes, AWS High Availability: High availability vs fault tolerance", "2021"},
                    {"AWS Well-Architected Framework, REL10-BP01: deploy to multiple locations", "2026-11-22"}},
        .aliases = {"trusted-advisor:Single AZ Application Check"},
        .suppressedBy = {"workload.highly-available"},
        .check = checkSinglePoints,
        .fix = fixSinglePoint},
    Rule{.id = "workload.highly-available",
         .course2021 = Severity::error,
         .aws2026 = Severity::error,
         .title = "A workload that claims high availability needs nothing that stands in one zone only",
         .rationale = "In the course, high availability means that work goes on while an Availability Zone is lost. "
                      "One component "
                      "that stands in a single zone is enough to break that claim.",
         .rows = {"G10"},
         .sources = {{"Course notes, AWS High Availability: High availability vs fault tolerance", "2021"},
                     {"AWS Trusted Advisor, fault tolerance checks", "2026"}},
         .check = checkHighlyAvailable,
         .fix = fixSinglePoint},
};

}  // namespace

// The rules about recovery targets stand between the two in the rulebook.
std::span<const Rule> workloadAvailabilityTargetRules() { return std::span(kRules).first(1); }
std::span<const Rule> workloadAvailabilityRules() { return std::span(kRules).subspan(1); }

}  // namespace nines
