// Rules about Multi-AZ pairs of database instances: whether there is one, where it stands, who uses it.
#include <algorithm>
#include <array>

#include "rules/database_engines.h"
#include "rules/families.h"
#include "rules/limits.h"
#include "rules/mending.h"
#include "rules/places.h"
#include "rules/replication.h"
#include "semantics/pairs.h"

namespace nines {

namespace {

void checkMultiAz(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const NodeIndex db : design.withTrait(trait::kDatabaseInstance)) {
    if (design.isMultiAz(db) || design.isReplica(db)) continue;
    const auto reaches = context.closure().reaching(db);
    const auto writer = std::ranges::find_if(reaches, &Reach::write);
    const auto unclear = std::ranges::find_if(reaches, &Reach::unknownAccess);
    if (writer != reaches.end()) {
      sink.report({db},
                  "{name} is written by {workload} but has no Multi-AZ standby, so the loss of its Availability Zone "
                  "stops it until the zone is back or a backup is restored in another one",
                  {{"name", titled(design, db)}, {"workload", titled(design, writer->workload)}}, "multiAz");
    } else if (unclear != reaches.end()) {
      sink.reportUnknown({db},
                         "{name} has no Multi-AZ standby, and the links from {workload} do not say whether it is "
                         "written, which would call for one",
                         {{"name", titled(design, db)}, {"workload", titled(design, unclear->workload)}}, "multiAz");
    }
  }
}

std::optional<Edit> fixMultiAz(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  return enableMultiAz(design, design.indexOf(finding.subjects.front()));
}

void checkMultiAzEngine(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const NodeIndex db : design.withTrait(trait::kDatabaseInstance)) {
    if (!design.isMultiAz(db) || engineHasMultiAz(design, db)) continue;
    const bool differs = differingFact(design, "rds.multiAz." + std::string(engineOf(design, db))) != nullptr;
    sink.report(
        {db},
        "{name} is Multi-AZ, but RDS has no Multi-AZ for {engine}{note}; it would stand alone, and an outage of "
        "its Availability Zone would take it down",
        {{"name", titled(design, db)},
         {"engine", engineLabel(design, db)},
         {"note", differs ? otherProfileNote(design, "has it", "has none") : std::string()}},
        "engine");
  }
}

void checkStandbyDrawn(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const NodeIndex db : design.withTrait(trait::kDatabaseInstance)) {
    const bool wanted = design.read(db, "multiAz").flag();
    const NodeIndex standby = design.standbyOf(db);
    if (wanted == (standby != kNone)) continue;
    if (standby != kNone) {
      sink.report({db},
                  "{name} is drawn with a standby, but does not say that it is Multi-AZ; the drawing counts, so all "
                  "figures take it for a pair",
                  {{"name", titled(design, db)}}, "multiAz");
      continue;
    }
    const std::string zone = assumedStandbyZone(design, context.drawnZones(), db);
    sink.report({db},
                zone.empty()
                    ? "{name} is Multi-AZ, but its standby is not drawn, and no other Availability Zone is there "
                      "for it, so no figure can count on it"
                    : "{name} is Multi-AZ, but its standby is not drawn; all figures take it to stand in {zone}, "
                      "and only a drawn one shows which outages take down both",
                {{"name", titled(design, db)}, {"zone", zone}}, "multiAz");
  }
}

// A zone beside the database's own, of the code that analyses assume.
std::optional<NodeId> drawnBeside(const Design& design, NodeIndex zone, std::string_view code) {
  const NodeIndex home = design.parent(zone);
  for (const NodeIndex i : home == kNone ? design.topLevel() : design.children(home)) {
    if (design.has(i, trait::kZone) && design.zoneCode(i) == code) return design.node(i).id;
  }
  return std::nullopt;
}

// All codes but this one, so that the zone that all figures count with is the one that is drawn; without one the
// primary's alone.
std::set<std::string, std::less<>> othersThan(const Design& design, NodeIndex region, std::string_view code,
                                              const std::string& own) {
  std::set<std::string, std::less<>> out{own};
  const RegionFact* fact = code.empty() || region == kNone ? nullptr : awsRegion(design.regionCode(region));
  if (!fact || std::ranges::find(fact->zones, code) == fact->zones.end()) return out;
  out.insert(fact->zones.begin(), fact->zones.end());
  const auto drawn = design.drawnZones(region);
  out.insert(drawn.begin(), drawn.end());
  out.erase(out.find(code));
  return out;
}

// Draws the standby, or says what the drawing says already.
std::optional<Edit> fixStandbyDrawn(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex db = design.indexOf(finding.subjects.front());
  if (db == kNone) return std::nullopt;
  if (design.standbyOf(db) != kNone) {
    Mending mending(design, "Call " + titled(design, db) + " Multi-AZ");
    mending.set(db, "multiAz", true);
    return mending.take();
  }
  const auto& kinds = design.catalogue().kinds();
  const auto kind = std::ranges::find_if(kinds, [](const Kind& k) { return k.has(trait::kStandby); });
  const NodeIndex zone = design.zone(db);
  if (kind == kinds.end() || zone == kNone || !mayHaveMultiAz(design, db)) return std::nullopt;
  Mending mending(design, "Draw the standby of " + titled(design, db));
  const std::string own(design.zoneCode(zone));
  const std::string code = assumedStandbyZone(design, context.drawnZones(), db);
  std::optional<NodeId> home = code.empty() ? std::nullopt : drawnBeside(design, zone, code);
  if (!home) {
    const auto other = mending.zone(design.region(db), othersThan(design, design.region(db), code, own), own, zone);
    if (!other) return std::nullopt;
    home = other->id;
  }
  const NodeId standby = mending.add(kind->id, *home, named(design, db), {}, design.node(db).id + "-standby");
  mending.link("standby", design.node(db).id, standby);
  return mending.take();
}

void checkStandbyOtherAz(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  forEachPair(design, [&](NodeIndex primary, NodeIndex standby) {
    const NodeIndex zone = design.zone(primary);
    const NodeIndex other = design.zone(standby);
    if (zone == kNone || other == kNone || !sameRegion(design, zone, other)) return;
    if (design.zoneCode(zone) != design.zoneCode(other)) return;
    sink.report({primary, standby},
                "{standby} stands in {zone}, the Availability Zone of its primary {primary}; it has to "
                "stand in another one, because an outage of the zone takes both",
                {{"standby", titled(design, standby)},
                 {"primary", titled(design, primary)},
                 {"zone", std::string(design.zoneCode(zone))}});
  });
}

void checkStandbySameRegion(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  forEachPair(design, [&](NodeIndex primary, NodeIndex standby) {
    if (design.region(primary) == kNone || design.region(standby) == kNone) return;
    if (sameRegion(design, primary, standby)) return;
    sink.report({primary, standby},
                "{standby} stands in {other} but its primary {primary} in {region}; a standby has to "
                "stand in the primary's Region, because Multi-AZ does not reach beyond it",
                {{"standby", titled(design, standby)},
                 {"primary", titled(design, primary)},
                 {"region", titled(design, design.region(primary))},
                 {"other", titled(design, design.region(standby))}});
  });
}

// To a zone of the primary's Region other than the primary's: one of its subnet group where that has one, else the next
// by code, as analyses place a standby that is wanted but not drawn.
std::optional<Edit> fixStandbyPlace(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex primary = design.indexOf(finding.subjects.front());
  const NodeIndex standby = design.indexOf(finding.subjects.back());
  if (primary == kNone || standby == kNone || design.sources(standby, "standby").size() != 1) return std::nullopt;
  const NodeIndex zone = design.zone(primary);
  const NodeIndex region = design.region(primary);
  const std::string code = zone == kNone ? std::string() : std::string(design.zoneCode(zone));
  Mending mending(design, {});
  std::set<std::string, std::less<>> avoid{code};
  const auto group = subnetZones(design, primary);
  if (region != kNone && std::ranges::any_of(group, [&](const std::string& c) { return c != code; })) {
    for (const std::string& drawn : design.drawnZones(region)) {
      if (!group.contains(drawn)) avoid.insert(drawn);
    }
  }
  auto target = mending.zone(region, avoid, code, zone);
  if (!target) target = mending.zone(region, {code}, code, zone);
  if (!target) return std::nullopt;
  mending.move(standby, target->id);
  Edit edit = mending.take();
  edit.label = "Move " + titled(design, standby) + " to " + target->code;
  return edit;
}

void checkStandbySynchronous(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const NodeIndex standby : design.withTrait(trait::kStandby)) {
    for (const LinkIndex l : design.incoming(standby)) {
      const NodeIndex primary = design.from(l);
      if (design.linkType(l) != "standby" || !design.has(primary, trait::kDatabaseInstance)) continue;
      if (design.readLink(l, "mode").text() != "asynchronous") continue;
      sink.report({primary, standby},
                  "{standby} is marked as an asynchronous copy of {primary}; a Multi-AZ standby has every committed "
                  "write before the client hears of it, so a failover loses nothing",
                  {{"standby", titled(design, standby)}, {"primary", titled(design, primary)}});
    }
  }
}

std::optional<Edit> fixStandbySynchronous(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex primary = design.indexOf(finding.subjects.front());
  const NodeIndex standby = design.indexOf(finding.subjects.back());
  if (primary == kNone || standby == kNone) return std::nullopt;
  Mending mending(design, "Mark " + titled(design, standby) + " as a synchronous copy");
  for (const LinkIndex l : design.incoming(standby)) {
    if (design.linkType(l) == "standby" && design.from(l) == primary) mending.setLink(l, "mode", "synchronous");
  }
  return mending.take();
}

void checkStandbyNotReadable(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const NodeIndex standby : design.withTrait(trait::kStandby)) {
    for (const LinkIndex l : design.incoming(standby)) {
      if (design.linkType(l) != "uses") continue;
      sink.report({standby, design.from(l)},
                  "{client} uses the standby {standby} directly; a standby accepts neither reads nor writes until it "
                  "takes over, and then answers at the endpoint of its primary",
                  {{"client", titled(design, design.from(l))}, {"standby", titled(design, standby)}});
    }
  }
}

// The pair has one endpoint, which is drawn as the primary.
std::optional<Edit> fixStandbyNotReadable(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex standby = design.indexOf(finding.subjects.front());
  const NodeIndex client = design.indexOf(finding.subjects.back());
  if (standby == kNone || client == kNone) return std::nullopt;
  const auto primaries = design.sources(standby, "standby");
  if (primaries.size() != 1 || !design.has(primaries.front(), trait::kDatabaseInstance)) return std::nullopt;
  const NodeIndex primary = primaries.front();
  Mending mending(design, "Let " + titled(design, client) + " use " + titled(design, primary));
  for (const LinkIndex l : design.outgoing(client)) {
    if (design.linkType(l) != "uses" || design.to(l) != standby) continue;
    // Writing to a replica would be the next mistake.
    const std::string_view access = design.readLink(l, "access").text();
    if (design.isReplica(primary) && (access == "write" || access == "read-write")) return std::nullopt;
    mending.retarget(l, primary);
  }
  return mending.take();
}

constexpr RuleSource kMultiAzGuide{"Amazon RDS User Guide, Multi-AZ DB instance deployments", "2023-06-10"};

constexpr std::array kRules{
    Rule{.id = "rds.multi-az",
         .course2021 = Severity::warning,
         .aws2026 = Severity::warning,
         .title = "A database that a workload writes has a Multi-AZ standby",
         .rationale =
             "A synchronous standby in another Availability Zone takes over within one to two minutes and loses "
             "nothing. Without it, the loss of a host or zone means waiting or restoring.",
         .rows = {"R03"},
         .sources = {kMultiAzGuide, {"AWS Security Hub User Guide, RDS.5", "2023-03"}},
         .aliases = {"config:rds-multi-az-support", "securityhub:RDS.5", "trusted-advisor:Amazon RDS Multi-AZ",
                     "checkov:CKV_AWS_157", "prowler:rds_instance_multi_az", "cfn-guard:rds_multi_az_support"},
         .suppressedBy = {"replica.no-automatic-failover"},
         .check = checkMultiAz,
         .fix = fixMultiAz},
    Rule{
        .id = "rds.multi-az-engine",
        .course2021 = Severity::error,
        .aws2026 = Severity::error,
        .title = "Multi-AZ is asked of engines that have it",
        .rationale =
            "For an engine without Multi-AZ there is no standby to fail over to, whatever the design says. All figures "
            "that rest on the pair would be wrong.",
        .rows = {"R04"},
        .sources = {{"Course notes, AWS High Availability: RDS Multi-AZ", "2021"},
                    kMultiAzGuide,
                    {"Engine schemas of cfn-lint, RDS", "2026-08-19"}},
        .limits = {{"rds.multiAz.{engine}", "Multi-AZ for this engine"}},
        .check = checkMultiAzEngine,
        .noFix = "Another engine is a migration, and giving up the standby gives up the failover: only a person can "
                 "say which."},
    Rule{.id = "rds.standby-drawn",
         .course2021 = Severity::info,
         .aws2026 = Severity::info,
         .title = "The standby of a Multi-AZ database is drawn",
         .rationale =
             "The setting says that there is a standby, the drawing says where. Only both together show which outages "
             "the pair survives, as describe-db-instances shows it in AWS (SecondaryAvailabilityZone).",
         .rows = {"R01", "R15"},
         .sources = {kMultiAzGuide, {"Course notes, AWS High Availability: RDS Multi-AZ", "2021"}},
         .check = checkStandbyDrawn,
         .fix = fixStandbyDrawn},
    Rule{.id = "rds.standby-other-az",
         .course2021 = Severity::error,
         .aws2026 = Severity::error,
         .title = "The standby stands in another Availability Zone than its primary",
         .rationale =
             "A standby in the primary's zone goes down with it, so the pair survives a host but not a zone. RDS "
             "always places it in another one.",
         .rows = {"R01", "R11"},
         .sources = {kMultiAzGuide, {"Amazon RDS User Guide, Multi-AZ deployments for SQL Server", "2023-06-10"}},
         .check = checkStandbyOtherAz,
         .fix = fixStandbyPlace},
    Rule{.id = "rds.standby-same-region",
         .course2021 = Severity::error,
         .aws2026 = Severity::error,
         .title = "The standby stands in the Region of its primary",
         .rationale =
             "Multi-AZ copies synchronously between the zones of one Region. A copy in another Region is a read "
             "replica, which is asynchronous and has to be promoted by hand.",
         .rows = {"R01", "R11"},
         .sources = {kMultiAzGuide, {"Amazon RDS User Guide, Multi-AZ deployments for SQL Server", "2023-06-10"}},
         .check = checkStandbySameRegion,
         .fix = fixStandbyPlace},
    Rule{
        .id = "rds.standby-synchronous",
        .course2021 = Severity::error,
        .aws2026 = Severity::error,
        .title = "A Multi-AZ standby is a synchronous copy",
        .rationale =
            "RDS writes to both copies before it confirms, which is why a failover loses nothing. An asynchronous copy "
            "is a read replica, which does not take over by itself.",
        .rows = {"R02"},
        .sources = {kMultiAzGuide, {"Course notes, AWS High Availability: RDS Multi-AZ", "2021"}},
        .check = checkStandbySynchronous,
        .fix = fixStandbySynchronous},
    Rule{
        .id = "rds.standby-not-readable",
        .course2021 = Severity::error,
        .aws2026 = Severity::error,
        .title = "Nobody uses a standby directly",
        .rationale =
            "The standby serves nobody before it takes over, and has no endpoint of its own: clients use that of the "
            "pair. Whoever wants to read elsewhere needs a read replica, or the two readable standbys of a Multi-AZ DB "
            "cluster, which MySQL and PostgreSQL have today and which cannot be drawn here.",
        .rows = {"R08", "R12"},
        .sources = {kMultiAzGuide, {"Course notes, AWS High Availability: RDS Multi-AZ", "2021"}},
        .check = checkStandbyNotReadable,
        .fix = fixStandbyNotReadable},
};

}  // namespace

std::span<const Rule> rdsStandbyRules() { return kRules; }

}  // namespace nines
