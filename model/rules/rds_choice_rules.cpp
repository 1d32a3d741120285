// Rules about what a design may choose of a Multi-AZ pair: zones of the subnet group, the standby's zone, versions.
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

constexpr std::string_view kSubnetZones = "rds.subnetGroup.zones.minimum";

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

void checkStandbyAzChoice(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const NodeIndex db : design.withTrait(trait::kDatabaseInstance)) {
    const std::string_view chosen = design.read(db, "chosenStandbyAz").text();
    if (chosen.empty() || mayChooseStandbyZone(design, db)) continue;
    const NodeIndex zone = design.indexOf(chosen);
    sink.report(
        {db},
        "{name} asks for its standby in {zone}, but AWS does not let you choose the Availability Zone of a {engine} "
        "standby; clients have to work from wherever it places it",
        {{"name", titled(design, db)},
         {"zone", zone == kNone ? std::string(chosen) : titled(design, zone)},
         {"engine", engineLabel(design, db)}},
        "chosenStandbyAz");
  }
}

std::optional<Edit> fixStandbyAzChoice(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex db = design.indexOf(finding.subjects.front());
  if (db == kNone) return std::nullopt;
  Mending mending(design, "Leave the zone of the standby of " + titled(design, db) + " to AWS");
  mending.unset(db, "chosenStandbyAz");
  return mending.take();
}

std::string_view versionOf(const Design& design, NodeIndex db) { return design.read(db, "engineVersion").text(); }
std::string_view editionOf(const Design& design, NodeIndex db) { return design.read(db, "edition").text(); }

// How the other profile judges this release and edition: " (AWS has it from 15.00.4073.23 today)".
std::string buildNote(const Design& design, const SqlServerMultiAz& verdict, std::string_view edition) {
  if (verdict.release.empty() || edition.empty()) return {};
  const Fact* theirs = differingFact(design, minimumBuildKey(verdict.release, edition));
  const std::string* value = theirs ? theirs->value.asText() : nullptr;
  if (!value) return {};
  if (*value == "unknown") return otherProfileNote(design, "does not say yet from which build", "does not know it");
  if (*value == "none") return otherProfileNote(design, "has none for it", "has none for it");
  return otherProfileNote(design, "has it from " + *value, "has it from " + *value);
}

std::string editionNote(const Design& design, std::string_view edition) {
  const Fact* theirs = differingFact(design, "rds.sqlServer.editions");
  const Value::Array* list = theirs ? theirs->value.asArray() : nullptr;
  if (!list || std::ranges::find(*list, Value(std::string(edition))) == list->end()) return {};
  return otherProfileNote(design, "has it", "has it");
}

std::string_view unfitPhrase(const SqlServerMultiAz& verdict) {
  if (verdict.property == "edition") {
    return "{name} is Multi-AZ, but SQL Server has no Multi-AZ in its {edition} edition{editionNote}, only in "
           "{editions}; there would be no standby to fail over to";
  }
  if (verdict.minimum.empty()) {
    return "{name} is Multi-AZ, but SQL Server {release} {edition} has no Multi-AZ{note}, only {releases} have; there "
           "would be no standby to fail over to";
  }
  return "{name} is Multi-AZ, but runs {version}; SQL Server {release} {edition} has Multi-AZ from {minimum} on{note}, "
         "and "
         "an older build cannot have a standby";
}

std::string_view mirroredPhrase(const SqlServerMultiAz& verdict) {
  return verdict.minimum.empty()
             ? "{name} runs SQL Server {release} {edition}, which AWS makes Multi-AZ by Database Mirroring; "
               "availability groups, which have taken its place, come only with later releases or other editions"
             : "{name} runs {version}, which AWS makes Multi-AZ by Database Mirroring; availability groups, which have "
               "taken its place, come with SQL Server {release} {edition} from {minimum} on";
}

std::string_view unknownPhrase(const SqlServerMultiAz& verdict) {
  if (verdict.release.empty()) {
    return "{name} is Multi-AZ, but \"{version}\" is no SQL Server version that is known, so nobody can say whether it "
           "has Multi-AZ";
  }
  if (verdict.property == "edition") {
    return "{name} is Multi-AZ; whether SQL Server {release} has Multi-AZ depends on the edition, which is not said";
  }
  if (verdict.minimum.empty()) {
    return "{name} is Multi-AZ; whether SQL Server {release} {edition} has Multi-AZ is not known{note}, since AWS does "
           "not "
           "say yet";
  }
  return "{name} is Multi-AZ, which SQL Server {release} {edition} has from {minimum} on{note}; \"{version}\" does not "
         "say whether it is that new";
}

constexpr std::size_t kMostReleases = 12;  // all of them

void checkSqlServerVersion(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const NodeIndex db : design.withTrait(trait::kDatabaseInstance)) {
    if (engineOf(design, db) != kSqlServer || !design.isMultiAz(db)) continue;
    const std::string_view edition = editionOf(design, db);
    const SqlServerMultiAz verdict = sqlServerMultiAz(design.profile(), versionOf(design, db), edition);
    if (verdict.fitness == Fitness::fit && !verdict.mirrored) continue;
    std::vector<std::string> editions = sqlServerEditions(design.profile());
    for (std::string& name : editions) name = choiceText(design, db, "edition", name);
    FindingSink::Arguments arguments{
        {"name", titled(design, db)},
        {"version", std::string(versionOf(design, db))},
        {"release", verdict.release},
        {"edition", edition.empty() ? "in any edition" : choiceText(design, db, "edition", edition)},
        {"editions", joined(editions)},
        {"releases", joined(sqlServerReleases(design.profile(), edition), "and", kMostReleases)},
        {"minimum", verdict.minimum},
        {"note", buildNote(design, verdict, edition)},
        {"editionNote", editionNote(design, edition)}};
    if (verdict.mirrored) {
      sink.report({db}, mirroredPhrase(verdict), std::move(arguments), verdict.property).severity = Severity::info;
    } else if (verdict.fitness == Fitness::unfit) {
      sink.report({db}, unfitPhrase(verdict), std::move(arguments), verdict.property);
    } else {
      sink.reportUnknown({db}, unknownPhrase(verdict), std::move(arguments), verdict.property);
    }
  }
}

// To the first build that has Multi-AZ in its edition: of its own release, else of the next. Another edition is another
// licence.
std::optional<Edit> fixSqlServerVersion(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex db = design.indexOf(finding.subjects.front());
  if (db == kNone || finding.unknown || editionOf(design, db).empty()) return std::nullopt;
  const std::string_view edition = editionOf(design, db);
  const SqlServerMultiAz verdict = sqlServerMultiAz(design.profile(), versionOf(design, db), edition);
  if (verdict.property != "engineVersion") return std::nullopt;
  if (verdict.mirrored && verdict.minimum.empty()) return std::nullopt;  // it works; another release is a project
  const std::string build =
      verdict.minimum.empty() ? laterSqlServerBuild(design.profile(), verdict.release, edition) : verdict.minimum;
  if (build.empty()) return std::nullopt;
  Mending mending(design, "Upgrade " + titled(design, db) + " to " + build);
  mending.set(db, "engineVersion", build);
  return mending.take();
}

constexpr RuleSource kSqlServerGuide{"Amazon RDS User Guide, Multi-AZ deployments for SQL Server", "2023-06-10"};

constexpr std::array kRules{
    Rule{.id = "rds.subnet-group-azs",
         .course2021 = Severity::error,
         .aws2026 = Severity::error,
         .title = "A DB subnet group covers at least two Availability Zones",
         .rationale = "RDS can only place a standby, or an instance that it has to replace, in the zones of the subnet "
                      "group. With one zone there is nowhere to go.",
         .rows = {"R13"},
         .sources = {{"Amazon RDS User Guide, Multi-AZ deployments for SQL Server", "2023-06-10"}},
         .limits = {{"rds.subnetGroup.zones.minimum", "Availability Zones of a DB subnet group, at least"}},
         .check = checkSubnetGroup,
         .fix = fixSubnetGroup},
    Rule{.id = "rds.standby-az-choice",
         .course2021 = Severity::warning,
         .aws2026 = Severity::warning,
         .title = "AWS places the standby of SQL Server",
         .rationale =
             "The course says that the zone can be chosen; AWS says that it cannot. A design that counts on one zone "
             "breaks when the standby is somewhere else.",
         .rows = {"R14"},
         .sources = {kSqlServerGuide},
         .limits = {{"rds.sqlServer.standbyZoneChoice", "The zone of a SQL Server standby can be chosen"}},
         .check = checkStandbyAzChoice,
         .fix = fixStandbyAzChoice},
    Rule{.id = "rds.sql-server-version",
         .course2021 = Severity::error,
         .aws2026 = Severity::error,
         .title = "Multi-AZ SQL Server runs a version and edition that has Multi-AZ",
         .rationale =
             "SQL Server fails over by mirroring or an availability group, as its version and edition decide, and by "
             "block-level replication in the Web edition. Express has none.",
         .rows = {"R09", "R10"},
         .sources = {{"Course notes, AWS High Availability: SQL Server Multi-AZ", "2021"},
                     {"Amazon RDS User Guide, SQL Server Multi-AZ (mirror of the AWS page)", "2026-11-22"},
                     {"Engine schemas of cfn-lint, RDS", "2026-08-19"}},
         .limits = {{"rds.sqlServer.version.{release}", "Version number of the release"},
                    {"rds.sqlServer.editions", "Editions with Multi-AZ"},
                    {"rds.sqlServer.minimumBuild.{release}.{edition}",
                     "First build with Multi-AZ (older ones: by mirroring)"},
                    {"rds.sqlServer.mirroring.{edition}", "Releases with Multi-AZ by mirroring"}},
         .check = checkSqlServerVersion,
         .fix = fixSqlServerVersion},
};

}  // namespace

std::span<const Rule> rdsChoiceRules() { return kRules; }

}  // namespace nines
