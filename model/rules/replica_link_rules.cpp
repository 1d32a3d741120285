// Rules about what is joined with read replicas: their sources, by which links, and the clients that use them.
#include <algorithm>
#include <array>

#include "rules/database_engines.h"
#include "rules/failover_clients.h"
#include "rules/families.h"
#include "rules/limits.h"
#include "rules/mending.h"
#include "rules/places.h"
#include "rules/replication.h"
#include "rules/writes.h"

namespace nines {

namespace {

void checkAsynchronous(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const NodeIndex source : design.withTrait(trait::kDatabaseInstance)) {
    for (const LinkIndex l : replicaLinksFrom(design, source)) {
      if (design.readLink(l, "mode").text() != "synchronous") continue;
      sink.report({design.to(l), source},
                  "{replica} is marked as a synchronous copy of {source}; read replicas are always asynchronous, so "
                  "what has not arrived when {source} is lost is lost too",
                  {{"replica", titled(design, design.to(l))}, {"source", titled(design, source)}});
    }
  }
}

std::optional<Edit> fixAsynchronous(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex replica = design.indexOf(finding.subjects.front());
  const NodeIndex source = design.indexOf(finding.subjects.back());
  if (replica == kNone || source == kNone) return std::nullopt;
  Mending mending(design, "Mark " + titled(design, replica) + " as an asynchronous copy");
  // In a circle of two, both directions are one finding.
  for (const auto& [from, to] : {std::pair(source, replica), std::pair(replica, source)}) {
    for (const LinkIndex l : replicaLinksFrom(design, from)) {
      if (design.to(l) == to && design.readLink(l, "mode").text() == "synchronous") {
        mending.setLink(l, "mode", "asynchronous");
      }
    }
    if (source == replica) break;
  }
  return mending.take();
}

void checkReadOnly(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  const FailoverClients clients(context);
  for (const NodeIndex replica : design.withTrait(trait::kDatabaseInstance)) {
    if (!design.isReplica(replica)) continue;
    for (const LinkIndex l : design.incoming(replica)) {
      if (!writes(design, l) || clients.workOnlyAfterFailover(design.from(l))) continue;
      sink.report({replica, design.from(l)},
                  "{client} writes to {name}, which is a read replica and accepts only reads until it is promoted; "
                  "writes have to go to its source",
                  {{"client", titled(design, design.from(l))}, {"name", titled(design, replica)}});
    }
  }
}

// Reads stay at the replica, writes go to the database at the top of its chain.
std::optional<Edit> fixReadOnly(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex replica = design.indexOf(finding.subjects.front());
  const NodeIndex client = design.indexOf(finding.subjects.back());
  const NodeIndex source = replica == kNone ? kNone : topOf(design, replica);
  if (source == kNone || source == replica || client == kNone) return std::nullopt;
  Mending mending(design, "Let " + titled(design, client) + " write to " + titled(design, source));
  moveWrites(mending, design, client, replica, source);
  return mending.take();
}

// What is wrong with a database as a source (no such engine or edition) or as a replica.
enum class EngineFault { none, engine, edition, editionUnknown, sources, otherEngine };

EngineFault faultAsSource(const Design& design, NodeIndex node) {
  if (!hasReplicas(design, node)) return EngineFault::none;
  const bool hasEngine = replicaEngineFitness(design, node) != Fitness::unfit;
  const Fitness edition = replicaEditionFitness(design, node);
  if (hasEngine && edition == Fitness::fit) return EngineFault::none;
  if (!hasEngine) return EngineFault::engine;
  return edition == Fitness::unfit ? EngineFault::edition : EngineFault::editionUnknown;
}

bool enginesDiffer(const Design& design, NodeIndex source, NodeIndex replica) {
  const std::string_view own = engineOf(design, replica);
  const std::string_view theirs = engineOf(design, source);
  return !own.empty() && !theirs.empty() && own != theirs;
}

EngineFault faultAsReplica(const Design& design, NodeIndex node) {
  const auto sources = sourcesOf(design, node);
  if (sources.size() > 1) return EngineFault::sources;
  const bool differs = !sources.empty() && enginesDiffer(design, sources.front(), node);
  return differs ? EngineFault::otherEngine : EngineFault::none;
}

// One per database. What it is as a source comes first, since its replicas cannot be created at all; what is not known
// comes last.
EngineFault faultOf(const Design& design, NodeIndex node) {
  const EngineFault asSource = faultAsSource(design, node);
  if (asSource == EngineFault::engine || asSource == EngineFault::edition) return asSource;
  const EngineFault asReplica = faultAsReplica(design, node);
  return asReplica == EngineFault::none ? asSource : asReplica;
}

std::string editionsText(const Design& design, NodeIndex source) {
  std::vector<std::string> names = replicaEditions(design.profile(), engineOf(design, source));
  for (std::string& name : names) name = choiceText(design, source, "edition", name);
  return joined(names, "or");
}

void reportAsSource(const Design& design, NodeIndex source, EngineFault fault, FindingSink& sink) {
  const std::string key = "replica.engineSupported." + std::string(engineOf(design, source));
  const bool differs = differingFact(design, key) != nullptr;
  FindingSink::Arguments arguments{
      {"name", titled(design, source)},
      {"engine", engineLabel(design, source)},
      {"edition", choiceText(design, source, "edition", design.read(source, "edition").text())},
      {"editions", editionsText(design, source)},
      {"count", counted(static_cast<std::int64_t>(replicasOf(design, source).size()), "read replica")},
      {"note", differs ? otherProfileNote(design, "offers them", "knows none") : std::string()}};
  if (fault == EngineFault::engine) {
    sink.report({source},
                "{name} has {count}, but RDS has no read replicas for {engine}{note}, so AWS would refuse to create "
                "them",
                std::move(arguments), "engine");
  } else if (fault == EngineFault::edition) {
    sink.report({source},
                "{name} has {count}, but runs {engine} in the {edition} edition; read replicas of {engine} need "
                "{editions}, and AWS refuses them on any other",
                std::move(arguments), "edition");
  } else {
    sink.reportUnknown(
        {source},
        "{name} has {count}, which {engine} has in its {editions} edition only; which edition it runs is "
        "not said",
        std::move(arguments), "edition");
  }
}

void reportAsReplica(const Design& design, NodeIndex replica, EngineFault fault, FindingSink& sink) {
  const auto sources = sourcesOf(design, replica);
  std::vector<std::string> names;
  names.reserve(sources.size());
  for (const NodeIndex source : sources) names.push_back(titled(design, source));
  if (fault == EngineFault::sources) {
    sink.report({replica},
                "{name} replicates from {sources}; a read replica has one source, because it is made from the snapshot "
                "and follows the log of one database",
                {{"name", titled(design, replica)}, {"sources", joined(names)}});
    return;
  }
  sink.report(
      {replica},
      "{name} runs {engine} but replicates from {source}, which runs {theirs}; a read replica has the engine of "
      "its source, because it is made from its snapshot",
      {{"name", titled(design, replica)},
       {"source", joined(names)},
       {"engine", engineLabel(design, replica)},
       {"theirs", engineLabel(design, sources.front())}},
      "engine");
}

void checkEngine(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const NodeIndex node : design.withTrait(trait::kDatabaseInstance)) {
    const EngineFault fault = faultOf(design, node);
    if (fault == EngineFault::none) continue;
    if (fault == EngineFault::sources || fault == EngineFault::otherEngine) reportAsReplica(design, node, fault, sink);
    else reportAsSource(design, node, fault, sink);
  }
}

// The only edition that has replicas, where the change breaks nothing else.
std::optional<Edit> changeEdition(const Design& design, NodeIndex source) {
  const auto editions = replicaEditions(design.profile(), engineOf(design, source));
  if (editions.size() != 1) return std::nullopt;
  const std::string_view version = design.read(source, "engineVersion").text();
  if (design.isMultiAz(source) && engineOf(design, source) == kSqlServer && mayHaveMultiAz(design, source) &&
      sqlServerMultiAz(design.profile(), version, editions.front()).fitness == Fitness::unfit) {
    return std::nullopt;
  }
  Mending mending(design, "Run " + titled(design, source) + " in the " +
                              choiceText(design, source, "edition", editions.front()) + " edition");
  mending.set(source, "edition", editions.front());
  return mending.take();
}

// Keeps the source that fits best: of the same engine, then in the same Region, then the first.
std::optional<Edit> keepOneSource(const Design& design, NodeIndex replica) {
  // A database that replicates from itself too would become a circle of one, or stay one.
  if (design.replicaLayer(replica) == 0) return std::nullopt;
  const auto sources = sourcesOf(design, replica);
  const auto rank = [&](NodeIndex source) {
    return std::pair(enginesDiffer(design, source, replica), !sameRegion(design, source, replica));
  };
  const NodeIndex kept = *std::ranges::min_element(sources, {}, rank);
  if (enginesDiffer(design, kept, replica)) return std::nullopt;
  std::vector<LinkIndex> surplus;
  for (const LinkIndex l : replicaLinksTo(design, replica)) {
    if (design.from(l) == kept) continue;
    // Whoever keeps no backups is told so as a source now, and would be as a primary then.
    if (backupDays(design, design.from(l)) < limitOf(design, kRetentionMinimum)) return std::nullopt;
    surplus.push_back(l);
  }
  Mending mending(design, "Replicate " + titled(design, replica) + " from " + titled(design, kept) + " only");
  mending.removeLinks(surplus);
  return mending.take();
}

// What it is made from decides what it runs. A replica that is a source or has a standby of its own may need more than
// that, and one below a replica may become one that cannot nest.
std::optional<Edit> takeEngineOfSource(const Design& design, NodeIndex replica) {
  const NodeIndex source = sourcesOf(design, replica).front();
  if (design.replicaLayer(replica) == 0 || design.isReplica(source) || design.isMultiAz(replica) ||
      hasReplicas(design, replica)) {
    return std::nullopt;
  }
  Mending mending(design, "Run " + engineLabel(design, source) + " in " + titled(design, replica));
  for (const std::string_view key : {"engine", "engineVersion", "edition", "storageEngine"}) {
    const Reading theirs = design.read(source, key);
    const Reading own = design.read(replica, key);
    if (theirs.state == Reading::State::set) mending.set(replica, key, *theirs.value);
    else if (own.state == Reading::State::set) mending.unset(replica, key);
  }
  return mending.take();
}

std::optional<Edit> fixEngine(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  if (finding.unknown) return std::nullopt;
  const NodeIndex node = design.indexOf(finding.subjects.front());
  if (node == kNone) return std::nullopt;
  const EngineFault fault = faultOf(design, node);
  // What else is wrong with it would speak under the same key.
  if (fault == EngineFault::edition && faultAsReplica(design, node) == EngineFault::none) {
    return changeEdition(design, node);
  }
  if (faultAsSource(design, node) != EngineFault::none) return std::nullopt;
  if (fault == EngineFault::sources) return keepOneSource(design, node);
  return fault == EngineFault::otherEngine ? takeEngineOfSource(design, node) : std::nullopt;
}

constexpr RuleSource kReplicaGuide{"Amazon RDS User Guide, Working with read replicas", "2023-06-10"};
constexpr RuleSource kCourse{"Course notes, AWS High Availability: read replicas", "2021"};

constexpr std::array kRules{
    Rule{.id = "replica.asynchronous",
         .course2021 = Severity::error,
         .aws2026 = Severity::error,
         .title = "Read replicas are asynchronous copies",
         .rationale =
             "A replica applies what its source has committed, some time later. A design that counts on it as a "
             "synchronous copy promises to lose nothing, and then loses the lag.",
         .rows = {"P02"},
         .sources = {kReplicaGuide, kCourse},
         .check = checkAsynchronous,
         .fix = fixAsynchronous},
    Rule{.id = "replica.read-only",
         .course2021 = Severity::error,
         .aws2026 = Severity::error,
         .title = "Clients only read from read replicas",
         .rationale =
             "A replica refuses writes until it is promoted. MySQL and MariaDB can be made to accept them, but what is "
             "written there never reaches the source.",
         .rows = {"P03"},
         .sources = {kReplicaGuide, {"AWS Trusted Advisor, RDS read replicas open in writable mode", "2026"}},
         .aliases = {"trusted-advisor:Amazon RDS Read Replicas open in writable mode"},
         .check = checkReadOnly,
         .fix = fixReadOnly},
    Rule{.id = "replica.engine",
         .course2021 = Severity::error,
         .aws2026 = Severity::error,
         .title = "Read replicas have one source, of their own engine, in an edition that has replicas",
         .rationale =
             "AWS makes a replica from a snapshot of its source, so both run the same engine. Oracle and SQL Server "
             "replicate in the Enterprise edition only.",
         .rows = {"P04"},
         .sources = {kCourse,
                     {"Amazon RDS User Guide, Oracle and SQL Server read replicas", "2023-06-10"},
                     {"Amazon RDS API Reference, CreateDBInstanceReadReplica", "2026-08-07"}},
         .limits = {{"replica.engineSupported.{engine}", "Read replicas for this engine"},
                    {"replica.editions.{engine}", "Editions with read replicas"}},
         .check = checkEngine,
         .fix = fixEngine},
};

}  // namespace

std::span<const Rule> replicaLinkRules() { return kRules; }

}  // namespace nines
