// Rules about the sources of read replicas: how many replicas, of what, and what else keeps the data.
#include <algorithm>
#include <array>

#include "rules/database_engines.h"
#include "rules/families.h"
#include "rules/limits.h"
#include "rules/mending.h"
#include "rules/places.h"
#include "rules/replica_fixes.h"
#include "rules/replication.h"

namespace nines {

namespace {

// How many replicas a source may have, in the design's profile and in the other one.
struct CountLimit {
  std::int64_t ours = 0;
  std::int64_t theirs = 0;
};

std::optional<CountLimit> countLimit(const Design& design, const std::string& key) {
  const auto ours = findLimit(design, key);
  if (!ours) return std::nullopt;
  const Fact* theirs = differingFact(design, key);
  return CountLimit{*ours, theirs ? theirs->value.asInteger().value_or(*ours) : *ours};
}

// The smallest number that any engine of the catalogue allows: what holds for a source of unknown engine. Which engine
// that is may differ between the profiles.
std::optional<CountLimit> strictestLimit(const Design& design, const Kind& kind) {
  std::optional<CountLimit> strictest;
  const PropertySchema* engines = kind.property("engine");
  for (const Choice& choice : engines ? engines->choices : std::vector<Choice>()) {
    const auto limit = countLimit(design, perSourceLimit(choice.value));
    if (!limit) continue;
    if (!strictest) strictest = limit;
    strictest->ours = std::min(strictest->ours, limit->ours);
    strictest->theirs = std::min(strictest->theirs, limit->theirs);
  }
  return strictest;
}

void checkCount(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const NodeIndex source : design.withTrait(trait::kDatabaseInstance)) {
    const auto count = static_cast<std::int64_t>(replicasOf(design, source).size());
    if (count == 0 || replicaEngineFitness(design, source) == Fitness::unfit) continue;  // replica.engine says why
    const std::string_view engine = engineOf(design, source);
    auto limit =
        engine.empty() ? strictestLimit(design, *design.kind(source)) : countLimit(design, perSourceLimit(engine));
    if (!limit || count <= limit->ours) continue;
    // Where the other profile knows no replicas of the engine, it has no number to tell.
    const Fact* offered = differingFact(design, "replica.engineSupported." + std::string(engine));
    if (const bool* flag = offered ? offered->value.asBool() : nullptr; flag && !*flag) limit->theirs = limit->ours;
    FindingSink::Arguments arguments{{"name", titled(design, source)},
                                     {"count", counted(count, "direct read replica")},
                                     {"engine", engineLabel(design, source)},
                                     {"limit", limitText(design, limit->ours, limit->theirs, Bound::most)}};
    if (engine.empty()) {
      sink.reportUnknown({source},
                         "{name} has {count}; without its engine it is not known how many are allowed, and the "
                         "strictest engine allows {limit}",
                         std::move(arguments), "engine");
    } else {
      sink.report({source},
                  "{name} has {count}, but {engine} allows at most {limit} per source; further readers need another "
                  "source",
                  std::move(arguments));
    }
  }
}

// The replicas and theirs in turn.
std::vector<NodeIndex> copiesOf(const Design& design, const std::vector<NodeIndex>& replicas) {
  std::vector<NodeIndex> out = replicas;
  for (std::size_t at = 0; at < out.size(); ++at) {
    for (const NodeIndex next : replicasOf(design, out[at])) {
      if (std::ranges::find(out, next) == out.end()) out.push_back(next);
    }
  }
  return out;
}

void checkNoAutomaticFailover(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const NodeIndex db : design.withTrait(trait::kDatabaseInstance)) {
    if (design.isMultiAz(db) || design.isReplica(db)) continue;
    const auto replicas = replicasOf(design, db);
    if (replicas.empty()) continue;
    const auto reaches = context.closure().reaching(db);
    const auto writer = std::ranges::find_if(reaches, &Reach::write);
    const auto unclear = std::ranges::find_if(reaches, &Reach::unknownAccess);
    if (writer == reaches.end() && unclear == reaches.end()) continue;
    const auto copies = copiesOf(design, replicas);
    FindingSink::Arguments arguments{
        {"name", titled(design, db)},
        {"replicas", copies.size() == 1 ? "the read replica " + titled(design, copies.front())
                                        : counted(static_cast<std::int64_t>(copies.size()), "read replica")},
        {"workload", titled(design, (writer != reaches.end() ? writer : unclear)->workload)}};
    if (writer != reaches.end()) {
      sink.report(
          {db},
          "{name} is written by {workload}, and nothing but {replicas} has a copy of it; a replica is promoted by "
          "hand and may lack the last writes, so an outage lasts until somebody acts, while a Multi-AZ standby "
          "takes over by itself",
          std::move(arguments), "multiAz");
    } else {
      sink.reportUnknown(
          {db},
          "Nothing but {replicas} has a copy of {name}, and no replica takes over by itself; the links "
          "from {workload} do not say whether {name} is written, which would call for a Multi-AZ standby",
          std::move(arguments), "multiAz");
    }
  }
}

std::optional<Edit> fixByMultiAz(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  return enableMultiAz(design, design.indexOf(finding.subjects.front()));
}

void checkSourceBackups(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  const std::int64_t least = limitOf(design, kSourceRetentionMinimum);
  for (const NodeIndex source : design.withTrait(trait::kDatabaseInstance)) {
    const std::int64_t days = backupDays(design, source);
    if (days >= least) continue;
    const auto replicas = replicasOf(design, source);
    if (replicas.empty()) continue;
    sink.report({source},
                "{name} is the source of {replicas} but keeps no automatic backups (retention {days}); it has to "
                "keep them for {least} or more, because a replica begins as a snapshot and follows the logs",
                {{"name", titled(design, source)},
                 {"replicas", titles(design, replicas, kMostNamed)},
                 {"days", counted(days, "day")},
                 {"least", counted(least, "day")}},
                "backupRetentionDays");
  }
}

void checkStorageEngine(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const NodeIndex source : design.withTrait(trait::kDatabaseInstance)) {
    if (!hasReplicas(design, source) || replicaTablesFitness(design, source) != Fitness::unfit) continue;
    const auto needed = design.profile().text("replica.storageEngine." + std::string(engineOf(design, source)));
    const std::string_view tables = design.read(source, "storageEngine").text();
    sink.report({source},
                "{name} has read replicas but keeps its tables in {tables}; {engine} replicates reliably from {needed} "
                "only, and other tables can make the replica stop or differ after a crash",
                {{"name", titled(design, source)},
                 {"tables", choiceText(design, source, "storageEngine", tables)},
                 {"engine", engineLabel(design, source)},
                 {"needed", choiceText(design, source, "storageEngine", needed.value_or(std::string()))}},
                "storageEngine");
  }
}

std::optional<Edit> fixStorageEngine(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex source = design.indexOf(finding.subjects.front());
  if (source == kNone) return std::nullopt;
  const auto needed = design.profile().text("replica.storageEngine." + std::string(engineOf(design, source)));
  if (!needed) return std::nullopt;
  Mending mending(design, "Convert the tables of " + titled(design, source) + " to " +
                              choiceText(design, source, "storageEngine", *needed));
  mending.set(source, "storageEngine", *needed);
  return mending.take();
}

void checkEngineVersion(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const NodeIndex source : design.withTrait(trait::kDatabaseInstance)) {
    const Fitness fitness = hasReplicas(design, source) ? replicaVersionFitness(design, source) : Fitness::fit;
    if (fitness == Fitness::fit) continue;
    FindingSink::Arguments arguments{{"name", titled(design, source)},
                                     {"engine", engineLabel(design, source)},
                                     {"version", std::string(design.read(source, "engineVersion").text())},
                                     {"minimum", replicaMinimumVersion(design.profile(), engineOf(design, source))}};
    if (fitness == Fitness::unfit) {
      sink.report({source},
                  "{name} has read replicas but runs {engine} {version}; its replicas need {minimum} or later, and AWS "
                  "refuses to create them from an older source",
                  std::move(arguments), "engineVersion");
    } else {
      sink.reportUnknown({source},
                         "{name} has read replicas, which {engine} has from {minimum} on; \"{version}\" does not say "
                         "whether it is that new",
                         std::move(arguments), "engineVersion");
    }
  }
}

// To what is offered, since what replicas need may be gone for long. Of a version that says too little, only a person
// knows the rest.
std::optional<Edit> fixEngineVersion(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex source = design.indexOf(finding.subjects.front());
  if (source == kNone || finding.unknown) return std::nullopt;
  const auto offered = design.profile().text("replica.upgradeVersion." + std::string(engineOf(design, source)));
  if (!offered) return std::nullopt;
  Mending mending(design, "Upgrade " + titled(design, source) + " to " + engineLabel(design, source) + " " + *offered);
  mending.set(source, "engineVersion", *offered);
  return mending.take();
}

constexpr RuleSource kReplicaGuide{"Amazon RDS User Guide, Working with read replicas", "2023-06-10"};
constexpr RuleSource kCourse{"Course notes, AWS High Availability: read replicas", "2021"};

constexpr std::array kRules{
    Rule{.id = "replica.count",
         .course2021 = Severity::error,
         .aws2026 = Severity::error,
         .title = "A source has no more read replicas than its engine allows",
         .rationale =
             "AWS refuses the replica beyond the limit. More readers need another layer of the chain, or Aurora, "
             "whose readers share one volume.",
         .rows = {"P05"},
         .sources = {kCourse,
                     {"Amazon RDS API Reference, CreateDBInstanceReadReplica (15 since 2022-10-20)", "2026-08-07"}},
         .limits = {{"replica.perSource.{engine}", "Read replicas per source, at most"}},
         .check = checkCount,
         .fix = fixReplicaCount},
    Rule{.id = "replica.no-automatic-failover",
         .course2021 = Severity::warning,
         .aws2026 = Severity::warning,
         .title = "A read replica is not the only second copy of a database that a workload writes",
         .rationale =
             "Promoting a replica is a decision of a person, restarts it, gives it another endpoint and loses the lag. "
             "A Multi-AZ standby takes over within one to two minutes and loses nothing.",
         .rows = {"P07"},
         .sources = {kReplicaGuide, kCourse},
         .check = checkNoAutomaticFailover,
         .fix = fixByMultiAz},
    Rule{.id = "replica.source-backup-retention",
         .course2021 = Severity::error,
         .aws2026 = Severity::error,
         .title = "The source of a read replica keeps automatic backups",
         .rationale =
             "A replica is made from a snapshot and then follows the transaction logs. With a retention of 0 there "
             "are neither, and AWS refuses to create it; that holds for replicas that are sources, too.",
         .rows = {"P08"},
         .sources = {kReplicaGuide, kCourse},
         .limits = {{"replica.sourceBackupRetention.minimum", "Days of automatic backups of a source, at least"}},
         .check = checkSourceBackups,
         .fix = fixSourceBackups},
    Rule{.id = "replica.storage-engine",
         .course2021 = Severity::error,
         .aws2026 = Severity::error,
         .title = "Read replicas of MySQL and MariaDB replicate from InnoDB tables",
         .rationale =
             "InnoDB is transactional, so a replica can tell what it has applied after a crash. MyISAM is not, and "
             "neither replication nor recovery to a point in time is reliable with it.",
         .rows = {"P09"},
         .sources = {kReplicaGuide, kCourse},
         .limits = {{"replica.storageEngine.{engine}", "Storage engine that replicates"}},
         .check = checkStorageEngine,
         .fix = fixStorageEngine},
    Rule{
        .id = "replica.engine-version",
        .course2021 = Severity::error,
        .aws2026 = Severity::error,
        .title = "The source runs a version that has read replicas",
        .rationale =
            "RDS replicates from MySQL 5.6 and PostgreSQL 9.3.5 on, and from any MariaDB. Of what is older, no replica "
            "can be made.",
        .rows = {"P10", "P11", "P12"},
        .sources = {kCourse, {"Engine schemas of cfn-lint, RDS", "2026-08-19"}},
        .aliases = {"cfn-lint:E3690", "cfn-lint:E3691"},
        .limits = {{"replica.minimumVersion.{engine}", "First version with read replicas"},
                   {"replica.upgradeVersion.{engine}", "Version to upgrade to"}},
        .check = checkEngineVersion,
        .fix = fixEngineVersion},
};

}  // namespace

std::span<const Rule> replicaSourceRules() { return kRules; }

}  // namespace nines
