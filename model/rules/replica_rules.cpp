// Rules about read replicas: how many, how deep, from what.
#include <algorithm>
#include <array>

#include "rules/families.h"
#include "rules/limits.h"
#include "rules/replica_fixes.h"
#include "rules/replication.h"

namespace nines {

namespace {

std::string titled(const Design& design, NodeIndex i) { return std::string(titleOf(design, i)); }

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
    if (count == 0) continue;
    const std::string_view engine = engineOf(design, source);
    const auto limit =
        engine.empty() ? strictestLimit(design, *design.kind(source)) : countLimit(design, perSourceLimit(engine));
    if (!limit || count <= limit->ours) continue;
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

void checkChainDepth(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  const std::int64_t most = limitOf(design, kMaxLayers);
  for (const NodeIndex db : design.withTrait(trait::kDatabaseInstance)) {
    const std::int64_t layer = design.replicaLayer(db);
    if (layer != most + 1) continue;
    sink.report({db},
                "{name} is layer {layer} of its replica chain; a chain may have {limit} layers at most, its first "
                "source included, because every layer adds its own lag",
                {{"name", titled(design, db)},
                 {"layer", std::to_string(layer)},
                 {"limit", limitText(design, kMaxLayers, Bound::most)}});
  }
}

void checkSourceBackups(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  const std::int64_t least = limitOf(design, kSourceRetentionMinimum);
  for (const NodeIndex source : design.withTrait(trait::kDatabaseInstance)) {
    const std::int64_t days = backupDays(design, source);
    if (days >= least) continue;
    const auto replicas = replicasOf(design, source);
    if (replicas.empty()) continue;
    std::vector<std::string> names;
    names.reserve(replicas.size());
    for (const NodeIndex r : replicas) names.push_back(titled(design, r));
    sink.report({source},
                "{name} is the source of {replicas} but keeps no automatic backups (retention {days}); it has to "
                "keep them for {least} or more, because a replica begins as a snapshot and follows the logs",
                {{"name", titled(design, source)},
                 {"replicas", joined(names, "and", 4)},
                 {"days", counted(days, "day")},
                 {"least", counted(least, "day")}},
                "backupRetentionDays");
  }
}

// What is known of both ends of a replica of a replica against the version that nesting needs.
enum class Fitness { fit, unfit, unknown };

Fitness nestingFitness(const Design& design, NodeIndex source, NodeIndex replica, const Nesting& nesting) {
  if (!nesting.allowed) return Fitness::unfit;
  if (nesting.minimum.empty()) return Fitness::fit;
  Fitness worst = Fitness::fit;
  for (const NodeIndex db : {source, replica}) {
    const auto newEnough = isAtLeast(design.read(db, "engineVersion").text(), nesting.minimum);
    if (!newEnough) worst = Fitness::unknown;
    else if (!*newEnough) return Fitness::unfit;
  }
  return worst;
}

// How the other profile judges nesting, as an aside: " (AWS allows it from 14.1 today)".
std::string nestingNote(const Design& design, std::string_view engine) {
  const Fact* theirs = differingFact(design, "replica.nesting." + std::string(engine));
  const std::string* value = theirs ? theirs->value.asText() : nullptr;
  if (!value) return {};
  const std::string who = otherIsToday(design) ? " (AWS " : " (the course ";
  const std::string when = otherIsToday(design) ? " today)" : ")";
  if (*value == "forbidden") return who + "forbids it" + when;
  if (*value == "allowed") return who + "allows it" + when;
  return who + "allows it from " + *value + when;
}

void checkPostgresqlNesting(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  constexpr std::string_view kEngine = "postgresql";
  const Nesting nesting = nestingOf(design.profile(), kEngine);
  for (const NodeIndex replica : design.withTrait(trait::kDatabaseInstance)) {
    Fitness worst = Fitness::fit;
    NodeIndex source = kNone;
    for (const LinkIndex l : replicaLinksTo(design, replica)) {
      const NodeIndex from = design.from(l);
      // A replica has the engine of its source: one of the two is enough to know it.
      const std::string_view own = engineOf(design, replica);
      if ((own.empty() ? engineOf(design, from) : own) != kEngine || !design.isReplica(from)) continue;
      const Fitness fitness = nestingFitness(design, from, replica, nesting);
      if (fitness == Fitness::fit || worst == Fitness::unfit) continue;
      worst = fitness;
      source = from;
    }
    if (source == kNone) continue;
    FindingSink::Arguments arguments{{"name", titled(design, replica)},
                                     {"source", titled(design, source)},
                                     {"minimum", nesting.minimum},
                                     {"note", nestingNote(design, kEngine)}};
    if (worst == Fitness::unknown) {
      sink.reportUnknown({replica},
                         "{name} replicates from the replica {source}, which PostgreSQL allows from {minimum} "
                         "on{note}; the versions do not say whether both have it",
                         std::move(arguments), "engineVersion");
    } else if (nesting.allowed) {
      sink.report({replica},
                  "{name} replicates from the replica {source}, which PostgreSQL allows from {minimum} on{note}; "
                  "one of the two is older, and AWS refuses to create it",
                  std::move(arguments), "engineVersion");
    } else {
      sink.report({replica},
                  "{name} replicates from {source}, which is a replica itself; PostgreSQL replicas cannot have "
                  "replicas of their own{note}, so it cannot be created",
                  std::move(arguments));
    }
  }
}

void checkCycle(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const std::vector<NodeIndex>& circle : replicationCircles(design)) {
    std::vector<std::string> names;
    names.reserve(circle.size());
    for (const NodeIndex i : circle) names.push_back(titled(design, i));
    sink.report(circle,
                names.size() == 1
                    ? "{names} replicates from itself; replication needs a source that is no replica of its "
                      "own replicas"
                    : "{names} replicate in a circle, which RDS does not support, because none of them would "
                      "be the source that takes the writes",
                {{"names", joined(names)}});
  }
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
         .check = checkCount,
         .fix = fixReplicaCount},
    Rule{.id = "replica.source-backup-retention",
         .course2021 = Severity::error,
         .aws2026 = Severity::error,
         .title = "The source of a read replica keeps automatic backups",
         .rationale =
             "A replica is made from a snapshot and then follows the transaction logs. With a retention of 0 there "
             "are neither, and AWS refuses to create it; that holds for replicas that are sources, too.",
         .rows = {"P08"},
         .sources = {kReplicaGuide, kCourse},
         .check = checkSourceBackups,
         .fix = fixSourceBackups},
    Rule{.id = "replica.chain-depth",
         .course2021 = Severity::error,
         .aws2026 = Severity::error,
         .title = "A replica chain has at most four layers, its first source included",
         .rationale =
             "Every layer adds its own lag and one more place where replication can break. AWS allows at most four "
             "instances in one chain.",
         .rows = {"P13", "P14"},
         .sources = {kReplicaGuide, kCourse},
         .check = checkChainDepth,
         .fix = fixChainDepth},
    Rule{.id = "replica.postgresql-nesting",
         .course2021 = Severity::error,
         .aws2026 = Severity::error,
         .title = "A PostgreSQL replica replicates from a source that is no replica",
         .rationale =
             "PostgreSQL on RDS could not cascade at all before 14.1; from there on, both ends need that version.",
         .rows = {"P15"},
         .sources = {kReplicaGuide, kCourse},
         .check = checkPostgresqlNesting,
         .fix = fixPostgresqlNesting},
    Rule{.id = "replica.cycle",
         .course2021 = Severity::error,
         .aws2026 = Severity::error,
         .title = "Read replicas form no circle",
         .rationale =
             "A replica takes no writes of its own. In a circle every database is a replica, so there is none that "
             "could be written.",
         .rows = {"P17"},
         .sources = {kReplicaGuide},
         .check = checkCycle,
         .fix = fixCycle},
};

}  // namespace

std::span<const Rule> replicaRules() { return kRules; }

}  // namespace nines
