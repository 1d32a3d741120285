// Rules about running read replicas: watching them, giving them enough, creating them without a pause.
#include <array>

#include "catalogue/instance_classes.h"
#include "rules/database_engines.h"
#include "rules/families.h"
#include "rules/limits.h"
#include "rules/mending.h"
#include "rules/places.h"
#include "rules/replication.h"
#include "support/format.h"

namespace nines {

namespace {

void checkLagAlarm(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const NodeIndex replica : design.withTrait(trait::kDatabaseInstance)) {
    if (!design.isReplica(replica) || design.read(replica, "lagAlarm").flag()) continue;
    sink.report(
        {replica},
        "{name} is a read replica without an alarm on ReplicaLag, so nobody learns that it has fallen behind or "
        "stopped until stale data is read or a promotion loses it",
        {{"name", titled(design, replica)}}, "lagAlarm");
  }
}

std::optional<Edit> fixLagAlarm(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex replica = design.indexOf(finding.subjects.front());
  if (replica == kNone) return std::nullopt;
  Mending mending(design, "Watch the lag of " + titled(design, replica));
  mending.set(replica, "lagAlarm", true);
  return mending.take();
}

std::string classText(std::string_view name, const InstanceClass& size) {
  return std::string(name) + " (" + std::to_string(size.vcpus) + " vCPU, " + formatNumber(size.memoryGib) + " GiB)";
}

void compareClasses(const Design& design, NodeIndex replica, NodeIndex source, FindingSink& sink) {
  const std::string_view own = design.read(replica, "instanceClass").text();
  const std::string_view theirs = design.read(source, "instanceClass").text();
  if (own.empty() || theirs.empty()) return;
  const auto has = instanceClass(own);
  const auto needs = instanceClass(theirs);
  if (!has || !needs || (has->vcpus >= needs->vcpus && has->memoryGib >= needs->memoryGib)) return;
  Finding& finding = sink.report(
      {replica, source},
      "{name} is {own} but its source {source} is {theirs}; a replica applies all writes of its source, and "
      "one with less falls behind and cannot carry the load once it is promoted",
      {{"name", titled(design, replica)},
       {"source", titled(design, source)},
       {"own", classText(own, *has)},
       {"theirs", classText(theirs, *needs)}},
      "instanceClass");
  finding.variant = "instanceClass";
}

void compareStorage(const Design& design, NodeIndex replica, NodeIndex source, FindingSink& sink) {
  const Reading own = design.read(replica, "allocatedGb");
  const Reading theirs = design.read(source, "allocatedGb");
  if (!own.known() || !theirs.known() || own.number() >= theirs.number()) return;
  Finding& finding =
      sink.report({replica, source},
                  "{name} has {own} GB but its source {source} has {theirs} GB; a replica holds all data "
                  "of its source, and stops replicating once its storage is full",
                  {{"name", titled(design, replica)},
                   {"source", titled(design, source)},
                   {"own", formatNumber(own.number())},
                   {"theirs", formatNumber(theirs.number())}},
                  "allocatedGb");
  finding.variant = "allocatedGb";
}

void checkSize(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const NodeIndex source : design.withTrait(trait::kDatabaseInstance)) {
    for (const NodeIndex replica : replicasOf(design, source)) {
      compareClasses(design, replica, source, sink);
      compareStorage(design, replica, source, sink);
    }
  }
}

std::optional<Edit> fixSize(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  if (finding.subjects.size() < 2) return std::nullopt;
  const NodeIndex replica = design.indexOf(finding.subjects[0]);
  const NodeIndex source = design.indexOf(finding.subjects[1]);
  if (replica == kNone || source == kNone) return std::nullopt;
  const Reading theirs = design.read(source, finding.property);
  if (!theirs.known()) return std::nullopt;
  Mending mending(design, "Give " + titled(design, replica) +
                              (finding.property == "allocatedGb" ? " the storage of " : " the class of ") +
                              titled(design, source));
  mending.set(replica, finding.property, *theirs.value);
  return mending.take();
}

void checkSourceSnapshot(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const NodeIndex source : design.withTrait(trait::kDatabaseInstance)) {
    if (design.isMultiAz(source)) continue;
    const auto replicas = replicasOf(design, source);
    if (replicas.empty()) continue;
    sink.report({source},
                "Creating {replicas} takes a snapshot of {name}, which pauses its reads and writes for about a minute, "
                "because {name} is Single-AZ; of a Multi-AZ source the standby is snapshotted instead",
                {{"name", titled(design, source)}, {"replicas", titles(design, replicas, kMostNamed)}}, "multiAz");
  }
}

std::optional<Edit> fixSourceSnapshot(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  return enableMultiAz(design, design.indexOf(finding.subjects.front()));
}

constexpr RuleSource kReplicaGuide{"Amazon RDS User Guide, Working with read replicas", "2023-06-10"};
constexpr RuleSource kCourse{"Course notes, AWS High Availability: read replicas", "2021"};

constexpr std::array kRules{
    Rule{.id = "replica.lag-alarm",
         .course2021 = Severity::warning,
         .aws2026 = Severity::warning,
         .title = "An alarm watches the lag of every read replica",
         .rationale =
             "ReplicaLag says how far a replica is behind, and -1 that it has stopped. What is behind is what a "
             "promotion loses.",
         .rows = {"P19"},
         .sources = {kCourse, {"AWS Trusted Advisor, Amazon RDS ReplicaLag", "2026"}},
         .aliases = {"trusted-advisor:Amazon RDS ReplicaLag"},
         .check = checkLagAlarm,
         .fix = fixLagAlarm,
         .fixesAll = true},
    Rule{.id = "replica.size",
         .course2021 = Severity::warning,
         .aws2026 = Severity::warning,
         .title = "A read replica is as large as its source",
         .rationale =
             "A replica carries out every write of its source and its own reads besides. With a smaller class it falls "
             "behind, with less storage it stops, and promoted it is too small.",
         .rows = {"P22"},
         .sources = {kReplicaGuide},
         .check = checkSize,
         .fix = fixSize},
    Rule{.id = "replica.source-snapshot",
         .course2021 = Severity::info,
         .aws2026 = Severity::info,
         .title = "Creating a read replica does not pause its source",
         .rationale =
             "A replica begins as a snapshot of its source. On a Single-AZ source the snapshot suspends input and "
             "output for about a minute; on a Multi-AZ source it is taken from the standby.",
         .rows = {"P01"},
         .sources = {kReplicaGuide, kCourse},
         .check = checkSourceSnapshot,
         .fix = fixSourceSnapshot},
};

}  // namespace

std::span<const Rule> replicaCareRules() { return kRules; }

}  // namespace nines
