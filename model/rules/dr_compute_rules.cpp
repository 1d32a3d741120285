// Rules about the compute that a workload's strategy needs in each of its Regions, and the DNS record over them.
#include <algorithm>
#include <array>

#include "rules/dr_support.h"
#include "rules/families.h"
#include "rules/limits.h"
#include "rules/places.h"
#include "rules/tier_pairs.h"

namespace nines {

namespace {

// A card that no link joins yet lacks everything: that is no error.
void softenFresh(const Design& design, const RecoveryPlan& plan, Finding& finding) {
  if (!isJoined(design, plan.workload)) finding.severity = Severity::info;
}

FindingSink::Arguments namesOf(const Design& design, const RecoveryPlan& plan) {
  return {{"workload", titled(design, plan.workload)}, {"region", recoveryTitled(design, plan)}};
}

// A tier that lacks beside others that are there. Which takes over from which is known as far as tiers name their
// counterparts, so this stays a question.
void askForTiers(const Design& design, const RecoveryPlan& plan, FindingSink& sink) {
  const Unpaired unpaired = unpairedTiers(design, plan);
  FindingSink::Arguments arguments = namesOf(design, plan);
  arguments.emplace_back("strategy", std::string(sentenceName(plan.declared.value_or(Strategy::none))));
  if (unpaired.here > unpaired.there) {
    arguments.emplace_back("here", counted(static_cast<std::int64_t>(unpaired.here), "kind"));
    arguments.emplace_back("there", std::to_string(unpaired.there));
    arguments.emplace_back("home", titled(design, plan.primary));
    sink.reportUnknown({plan.workload},
                       "{workload} declares {strategy} and needs {here} of app tiers in {home}, of which {there} can "
                       "stand for one in {region}; no tier names its counterpart, so it is not known which one lacks",
                       std::move(arguments));
    return;
  }
  for (const NodeIndex tier : unpaired.tiers) {
    arguments.emplace_back("name", titled(design, tier));
    sink.reportUnknown({tier},
                       "{name} names no counterpart in {region}, though other tiers of {workload} do; {strategy} needs "
                       "every tier there, and nothing says what takes over from this one",
                       arguments, "counterpart");
    arguments.pop_back();
  }
}

void checkPilotLight(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const RecoveryPlan& plan : context.plans().all()) {
    if (plan.declared != Strategy::pilotLight) continue;
    if (definesTiers(recoveryUnits(design, plan))) {
      askForTiers(design, plan, sink);
      continue;
    }
    softenFresh(
        design, plan,
        sink.report({plan.workload},
                    "{workload} declares pilot light, but no app tier of it is defined in {region}, so there is "
                    "nothing to start when its Region is lost",
                    namesOf(design, plan)));
  }
}

void checkWarmStandby(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const RecoveryPlan& plan : context.plans().all()) {
    if (plan.declared != Strategy::warmStandby) continue;
    const auto units = recoveryUnits(design, plan);
    if (!definesTiers(units)) {
      softenFresh(design, plan,
                  sink.report({plan.workload},
                              "{workload} declares warm standby, but no app tier of it stands in {region}, where every "
                              "tier has to run at least one instance",
                              namesOf(design, plan)));
      continue;
    }
    askForTiers(design, plan, sink);
    for (const TierUnit* unit : units) {
      // Of a group it is enough that some of its tiers run: they are one tier in several zones.
      if (unit->running > 0) continue;
      for (const NodeIndex tier : unit->tiers) {
        FindingSink::Arguments arguments = namesOf(design, plan);
        arguments.emplace_back("name", titled(design, tier));
        sink.report({tier},
                    "{workload} declares warm standby, but {name} runs no instance in {region}; every tier has to run "
                    "at least one, so that requests are served at once",
                    std::move(arguments), "running");
      }
    }
  }
}

void checkFullSize(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const RecoveryPlan& plan : context.plans().all()) {
    if (plan.declared != Strategy::multiSite) continue;
    for (const TierUnit& unit : plan.units) {
      if (unit.isFull()) continue;
      const bool alone = design.has(unit.node, trait::kCompute);
      sink.report({unit.node},
                  "{workload} declares multi-site, but {name} in {region} runs {running} of the {needed} that the full "
                  "load needs; each Region has to carry it alone",
                  {{"workload", titled(design, plan.workload)},
                   {"name", titled(design, unit.node)},
                   {"region", titled(design, unit.region)},
                   {"running", std::to_string(unit.running)},
                   {"needed", counted(unit.needed, "instance")}},
                  alone ? "running" : "needed");
    }
  }
}

void checkRouting(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const RecoveryPlan& plan : context.plans().all()) {
    if (plan.declared != Strategy::multiSite || plan.routed || plan.routedSimply) continue;
    const NodeIndex home = plan.primary == kNone ? plan.site : plan.primary;
    const bool known = home != kNone && plan.recovery != kNone;
    FindingSink::Arguments arguments = namesOf(design, plan);
    arguments.emplace_back("primary", known ? titled(design, home) : std::string());
    softenFresh(
        design, plan,
        sink.report({plan.workload},
                    known ? "{workload} declares multi-site, but no Route 53 record that it uses leads to both "
                            "{primary} and {region}, so nothing redirects its traffic when one is lost"
                          : "{workload} declares multi-site, but it has no second Region that a Route 53 record "
                            "could lead to",
                    std::move(arguments)));
  }
}

constexpr std::array kRules{
    Rule{.id = "dr.pilot-light-compute",
         .course2021 = Severity::error,
         .aws2026 = Severity::error,
         .title = "Pilot light: compute is defined in the recovery Region",
         .rationale =
             "In a pilot light the data is live and the compute is ready to be switched on. What was never defined "
             "there has to be built during the disaster.",
         .rows = {"G04"},
         .sources = {{"Course notes, AWS High Availability: Backup and DR strategies", "2021"},
                     {"AWS Well-Architected Framework, REL13-BP02", "2026-11-22"}},
         .check = checkPilotLight,
         .fix = fixPilotLight},
    Rule{.id = "dr.warm-standby-running",
         .course2021 = Severity::error,
         .aws2026 = Severity::error,
         .title = "Warm standby: every tier runs in the recovery Region",
         .rationale =
             "A warm standby serves requests without any further action, if only a few, and is then scaled up. A tier "
             "that is switched off makes it a pilot light.",
         .rows = {"G05"},
         .sources = {{"Course notes, AWS High Availability: Backup and DR strategies", "2021"},
                     {"AWS Well-Architected Framework, REL13-BP02", "2026-11-22"}},
         .check = checkWarmStandby,
         .fix = fixWarmStandby},
    Rule{.id = "dr.multi-site-full-size",
         .course2021 = Severity::error,
         .aws2026 = Severity::error,
         .title = "Multi-site: every Region runs in full size",
         .rationale =
             "Multi-site means a complete duplicate: when one Region is lost, the other has to carry the whole load at "
             "that moment, before anything could be scaled up.",
         .rows = {"G06"},
         .sources = {{"Course notes, AWS High Availability: Backup and DR strategies", "2021"},
                     {"AWS Well-Architected Framework, REL13-BP02", "2026-11-22"}},
         .check = checkFullSize,
         .fix = fixFullSize},
    Rule{.id = "dr.multi-site-routing",
         .course2021 = Severity::error,
         .aws2026 = Severity::error,
         .title = "Multi-site: a DNS record leads to all Regions",
         .rationale =
             "Traffic is redirected by the DNS record in Route 53. Without a record over both Regions, clients keep "
             "asking the one that is lost.",
         .rows = {"G06"},
         .sources = {{"Course notes, AWS High Availability: Backup and DR strategies", "2021"},
                     {"Amazon Route 53 Developer Guide, values for failover records", "2023-05-19"}},
         .check = checkRouting,
         .fix = fixRouting},
};

}  // namespace

std::span<const Rule> drComputeRules() { return kRules; }

}  // namespace nines
