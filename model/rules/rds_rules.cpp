// Rules about database instances: Multi-AZ pairs, their zones, their backups.
#include <algorithm>
#include <array>

#include "rules/families.h"
#include "rules/limits.h"
#include "rules/mending.h"
#include "rules/places.h"
#include "rules/replication.h"
#include "topology/edits.h"

namespace nines {

namespace {

constexpr std::string_view kSubnetZones = "rds.subnetGroup.zones.minimum";

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
                  "stops it until it is restored from a backup",
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
  const NodeIndex db = design.indexOf(finding.subjects.front());
  // Where the engine has no Multi-AZ, asking for it would only trade this finding for an error.
  if (db == kNone || !design.profile().flag("rds.multiAz." + std::string(engineOf(design, db))).value_or(true)) {
    return std::nullopt;
  }
  Mending mending(design, "Enable Multi-AZ for " + titled(design, db));
  mending.set(db, "multiAz", true);
  return mending.take();
}

// Calls visit(primary, standby) for every drawn pair.
template <class Visit>
void forEachPair(const Design& design, Visit visit) {
  for (const NodeIndex standby : design.withTrait(trait::kStandby)) {
    for (const NodeIndex primary : design.sources(standby, "standby")) {
      if (design.has(primary, trait::kDatabaseInstance)) visit(primary, standby);
    }
  }
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

// The zones that the database's subnet group names: nodes by id, or codes that its Region has. Those of other Regions
// do not count: a subnet group belongs to one VPC.
std::set<std::string, std::less<>> subnetZones(const Design& design, NodeIndex db) {
  std::set<std::string, std::less<>> codes;
  const Reading group = design.read(db, "subnetGroupAzs");
  const Value::Array* entries = group.known() ? group.value->asArray() : nullptr;
  if (!entries) return codes;
  const NodeIndex region = design.region(db);
  const RegionFact* fact = region == kNone ? nullptr : awsRegion(design.regionCode(region));
  for (const Value& entry : *entries) {
    const std::string* id = entry.asText();
    const NodeIndex zone = id ? design.indexOf(*id) : kNone;
    if (zone != kNone && design.has(zone, trait::kZone)) {
      if (sameRegion(design, zone, db)) codes.emplace(design.zoneCode(zone));
    } else if (id && fact && std::ranges::find(fact->zones, *id) != fact->zones.end()) {
      codes.insert(*id);
    }
  }
  return codes;
}

// To a zone of the primary's Region other than the primary's: one of its subnet group where that has one, else the next
// by code, as analyses place a standby that is wanted but not drawn.
std::optional<Edit> fixStandbyPlace(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex primary = design.indexOf(finding.subjects.front());
  const NodeIndex standby = design.indexOf(finding.subjects.back());
  if (primary == kNone || standby == kNone || design.sources(standby, "standby").size() != 1) return std::nullopt;
  // A primary that was put into its standby would move along.
  if (edits::isInside(design.topology(), finding.subjects.front(), finding.subjects.back())) return std::nullopt;
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

void checkBackupRetention(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  const std::int64_t least = limitOf(design, kRetentionMinimum);
  const std::int64_t most = limitOf(design, kRetentionMaximum);
  for (const NodeIndex db : design.withTrait(trait::kDatabaseInstance)) {
    const std::int64_t days = backupDays(design, db);
    if ((days >= least && days <= most) || design.isReplica(db)) continue;
    FindingSink::Arguments arguments{{"name", titled(design, db)},
                                     {"days", counted(days, "day")},
                                     {"limit", limitText(design, kRetentionMaximum, Bound::most)}};
    sink.report(
        {db},
        days >= least
            ? "{name} is to keep automatic backups for {days}; RDS keeps them for {limit} days at most, so older "
              "ones would not exist"
            : "{name} keeps no automatic backups (retention {days}); RDS keeps them for up to {limit} days, "
              "and without one nothing undoes a bad write",
        std::move(arguments), "backupRetentionDays");
  }
}

std::optional<Edit> fixBackupRetention(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex db = design.indexOf(finding.subjects.front());
  if (db == kNone) return std::nullopt;
  // Too many days are cut to what RDS keeps; none at all become what is advised.
  const std::int64_t most = limitOf(design, kRetentionMaximum);
  return keepBackups(design, db, backupDays(design, db) > most ? most : kAdvisedRetentionDays);
}

void checkSubnetGroup(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  const std::int64_t least = limitOf(design, kSubnetZones);
  for (const NodeIndex db : design.withTrait(trait::kDatabaseInstance)) {
    if (!design.read(db, "subnetGroupAzs").known()) continue;
    const auto zones = subnetZones(design, db);
    if (static_cast<std::int64_t>(zones.size()) >= least) continue;
    const std::string names = joined({zones.begin(), zones.end()});
    sink.report({db},
                "The DB subnet group of {name} covers {count}{zones}; at least {limit} are needed, because RDS places "
                "a standby or a replacement in another one",
                {{"name", titled(design, db)},
                 {"count", counted(static_cast<std::int64_t>(zones.size()), "Availability Zone")},
                 {"zones", names.empty() ? names : " (" + names + ")"},
                 {"limit", limitText(design, kSubnetZones, Bound::least)}},
                "subnetGroupAzs");
  }
}

// Adds zones of the Region until the group covers enough; entries that are there stay.
std::optional<Edit> fixSubnetGroup(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex db = design.indexOf(finding.subjects.front());
  if (db == kNone) return std::nullopt;
  const Reading group = design.read(db, "subnetGroupAzs");
  Value::Array entries = group.known() && group.value->asArray() ? *group.value->asArray() : Value::Array();
  auto covered = subnetZones(design, db);
  Mending mending(design, "Add Availability Zones to the subnet group of " + titled(design, db));
  const NodeIndex home = design.zone(db);
  const auto least = static_cast<std::size_t>(limitOf(design, kSubnetZones));
  // The instance's own zone first: a subnet group without it could not hold the instance.
  if (home != kNone && !covered.contains(design.zoneCode(home)) && covered.size() < least) {
    entries.emplace_back(design.node(home).id);
    covered.emplace(design.zoneCode(home));
  }
  while (covered.size() < least) {
    const auto zone = mending.zone(design.region(db), covered, {}, home);
    if (!zone) return std::nullopt;
    entries.emplace_back(zone->id);
    covered.insert(zone->code);
  }
  mending.set(db, "subnetGroupAzs", std::move(entries));
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
    Rule{.id = "rds.subnet-group-azs",
         .course2021 = Severity::error,
         .aws2026 = Severity::error,
         .title = "A DB subnet group covers at least two Availability Zones",
         .rationale = "RDS can only place a standby, or an instance that it has to replace, in the zones of the subnet "
                      "group. With one zone there is nowhere to go.",
         .rows = {"R13"},
         .sources = {{"Amazon RDS User Guide, Multi-AZ deployments for SQL Server", "2023-06-10"}},
         .check = checkSubnetGroup,
         .fix = fixSubnetGroup},
    Rule{.id = "rds.backup-retention",
         .course2021 = Severity::error,
         .aws2026 = Severity::error,
         .title = "A primary keeps automatic backups",
         .rationale =
             "A standby copies a bad write or a deletion within milliseconds. Only a backup leads back, and point-"
             "in-time recovery needs a retention of 1 to 35 days.",
         .rows = {"R19"},
         .sources = {{"AWS Trusted Advisor, Amazon RDS Backups", "2026"},
                     {"Amazon RDS User Guide, Working with backups", "2023-06-10"}},
         .aliases = {"config:db-instance-backup-enabled", "securityhub:RDS.11", "trusted-advisor:opQPADkZvH",
                     "checkov:CKV_AWS_133", "prowler:rds_instance_backup_enabled", "trivy:AWS-0077", "cfn-lint:E3719",
                     "cfn-guard:db_instance_backup_enabled"},
         .suppressedBy = {"replica.source-backup-retention"},
         .check = checkBackupRetention,
         .fix = fixBackupRetention},
};

}  // namespace

std::span<const Rule> rdsRules() { return kRules; }

}  // namespace nines
