// Rules about chains of read replicas: how deep, which engines may nest, no circles.
#include <algorithm>
#include <array>

#include "rules/database_engines.h"
#include "rules/families.h"
#include "rules/limits.h"
#include "rules/places.h"
#include "rules/replica_fixes.h"
#include "rules/replication.h"

namespace nines {

namespace {

constexpr std::string_view kPostgresql = "postgresql";

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

// What is known of both ends of a replica of a replica against the version that nesting needs.
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
  const Nesting nesting = nestingOf(design.profile(), kPostgresql);
  for (const NodeIndex replica : design.withTrait(trait::kDatabaseInstance)) {
    Fitness worst = Fitness::fit;
    NodeIndex source = kNone;
    for (const LinkIndex l : replicaLinksTo(design, replica)) {
      const NodeIndex from = design.from(l);
      // A replica has the engine of its source: one of the two is enough to know it.
      const std::string_view own = engineOf(design, replica);
      if ((own.empty() ? engineOf(design, from) : own) != kPostgresql || !design.isReplica(from)) continue;
      const Fitness fitness = nestingFitness(design, from, replica, nesting);
      if (fitness == Fitness::fit || worst == Fitness::unfit) continue;
      worst = fitness;
      source = from;
    }
    if (source == kNone) continue;
    FindingSink::Arguments arguments{{"name", titled(design, replica)},
                                     {"source", titled(design, source)},
                                     {"minimum", nesting.minimum},
                                     {"note", nestingNote(design, kPostgresql)}};
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

// Engines whose replicas can have none in any version. PostgreSQL, which depends on it, has the rule above.
void checkNestingEngine(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const NodeIndex replica : design.withTrait(trait::kDatabaseInstance)) {
    for (const LinkIndex l : replicaLinksTo(design, replica)) {
      const NodeIndex source = design.from(l);
      if (!design.isReplica(source)) continue;
      const NodeIndex known = engineOf(design, replica).empty() ? source : replica;
      const std::string engine(engineOf(design, known));
      if (engine == kPostgresql || design.profile().text("replica.nesting." + engine) != "forbidden") continue;
      sink.report({replica},
                  "{name} replicates from {source}, which is a replica itself; {engine} replicas cannot have replicas "
                  "of their own, so it cannot be created",
                  {{"name", titled(design, replica)},
                   {"source", titled(design, source)},
                   {"engine", engineLabel(design, known)}});
      break;
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
    Rule{.id = "replica.chain-depth",
         .course2021 = Severity::error,
         .aws2026 = Severity::error,
         .title = "A replica chain has at most four layers, its first source included",
         .rationale =
             "Every layer adds its own lag and one more place where replication can break. AWS allows at most four "
             "instances in one chain.",
         .rows = {"P13", "P14"},
         .sources = {kReplicaGuide, kCourse},
         .limits = {{"replica.maxLayers", "Layers of a chain, at most"}},
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
         .limits = {{"replica.nesting.{engine}", "Replicas of replicas"}},
         .check = checkPostgresqlNesting,
         .fix = fixNesting},
    Rule{.id = "replica.nesting-engine",
         .course2021 = Severity::error,
         .aws2026 = Severity::error,
         .title = "Oracle and SQL Server replicas replicate from a source that is no replica",
         .rationale = "RDS creates no replica of an Oracle or SQL Server replica. More readers have to be replicas of "
                      "the primary itself.",
         .rows = {"P16"},
         .sources = {kReplicaGuide},
         .limits = {{"replica.nesting.{engine}", "Replicas of replicas"}},
         .check = checkNestingEngine,
         .fix = fixNesting},
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

std::span<const Rule> replicaChainRules() { return kRules; }

}  // namespace nines
