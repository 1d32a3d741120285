// Rules about archives that have to be retrieved before a workload can be back: classes of buckets, virtual tapes.
#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <span>

#include "recovery/drill.h"
#include "recovery/driller.h"
#include "rules/families.h"
#include "rules/mending.h"
#include "rules/outages.h"
#include "rules/places.h"
#include "support/apart.h"

namespace nines {

namespace {

// A retrieval on a recovery that has a target, longer than that.
struct Retrieval {
  NodeIndex workload = kNone;
  Outage outage;
  double seconds = 0;
  double target = 0;
};
using ByArchive = std::map<NodeIndex, Retrieval>;  // the one with the shortest target

// Only recoveries that miss their target can have one in them that does.
std::map<Outage, std::set<std::string>> missedTargets(const DrillMatrix& matrix) {
  std::map<Outage, std::set<std::string>> out;
  for (const MatrixColumn& column : matrix.columns) {
    for (std::size_t i = 0; i < column.cells.size(); ++i) {
      const MatrixCell& cell = column.cells[i];
      if (!cell.affected || !cell.rtoTarget || (cell.rto && cell.rto->worst <= *cell.rtoTarget)) continue;
      out[cell.outage].insert(matrix.workloads[i]);
    }
  }
  return out;
}

bool isOf(const Outage& outage, std::span<const OutageKind> kinds) {
  return std::ranges::any_of(
      outage.parts, [&](const OutagePart& part) { return std::ranges::find(kinds, part.kind) != kinds.end(); });
}

// Those in outages of these kinds.
ByArchive longRetrievals(const RuleContext& context, Trait trait, std::span<const OutageKind> kinds) {
  ByArchive out;
  const Design& design = context.design();
  if (design.withTrait(trait).empty() || !anyHas(design, "rtoSeconds")) return out;
  for (const auto& [outage, workloads] : missedTargets(context.matrix())) {
    if (!isOf(outage, kinds)) continue;
    const Drill drill = context.driller().drill(outage);
    for (const WorkloadDrill& workload : drill.workloads) {
      if (!workloads.contains(workload.id) || !workload.rtoTarget) continue;
      for (const DrillStep& step : workload.steps) {
        const NodeIndex archive = step.kind == StepKind::retrieve ? design.indexOf(step.subject) : kNone;
        if (archive == kNone || !design.has(archive, trait) || step.duration.worst <= *workload.rtoTarget) continue;
        const Retrieval found{design.indexOf(workload.id), outage, step.duration.worst, *workload.rtoTarget};
        const auto [at, isNew] = out.emplace(archive, found);
        if (!isNew && found.target < at->second.target) at->second = found;
      }
    }
  }
  return out;
}

constexpr std::array kAnyOutage{OutageKind::host,       OutageKind::zone,       OutageKind::region,
                                OutageKind::corruption, OutageKind::onPremises, OutageKind::maintenance};
constexpr std::string_view kSoonerPool = "glacier";
constexpr std::array kTapeOutages{OutageKind::onPremises, OutageKind::region, OutageKind::corruption};

void report(const RuleContext& context, Trait trait, std::span<const OutageKind> kinds, std::string_view phrase,
            std::string_view property, FindingSink& sink) {
  const Design& design = context.design();
  for (const auto& [archive, retrieval] : longRetrievals(context, trait, kinds)) {
    const ValueAndLimit times = durationsApart(retrieval.seconds, retrieval.target);
    sink.report({archive}, phrase,
                {{"name", titled(design, archive)},
                 {"workload", titled(design, retrieval.workload)},
                 {"found", times.value},
                 {"target", times.limit},
                 {"outage", clauseOf(design, retrieval.outage)}},
                property);
  }
}

void checkArchives(const RuleContext& context, FindingSink& sink) {
  report(context, trait::kBucket, kAnyOutage,
         "{name} is an archive from which objects can take {found} to retrieve, and {workload} needs them to be back "
         "within {target} when {outage}",
         "retrieval", sink);
}

void checkTapes(const RuleContext& context, FindingSink& sink) {
  report(
      context, trait::kGateway, kTapeOutages,
      "The tapes of {name} can take {found} to retrieve from the archive, and {workload} needs them to be back within "
      "{target} when {outage}",
      "archivePool", sink);
}

// Into the archive class that is read at once.
std::optional<Edit> fixArchive(const RuleContext& context, const Finding& finding) {
  constexpr std::string_view kReadAtOnce = "glacier-instant";
  const Design& design = context.design();
  const NodeIndex bucket = design.indexOf(finding.subjects.front());
  if (bucket == kNone) return std::nullopt;
  Mending mending(design, "Keep " + titled(design, bucket) + " in S3 Glacier Instant Retrieval");
  mending.set(bucket, "storageClass", Value(std::string(kReadAtOnce)));
  return mending.take();
}

// Into the pool that is retrieved sooner, where that is soon enough for all.
std::optional<Edit> fixTapes(const RuleContext& context, const Finding& finding) {
  constexpr std::string_view kPool = "archivePool";
  const Design& design = context.design();
  const NodeIndex gateway = design.indexOf(finding.subjects.front());
  if (gateway == kNone || design.read(gateway, kPool).text() == kSoonerPool) return std::nullopt;
  const auto worst = design.profile().number("gateway.tapeRetrieval." + std::string(kSoonerPool) + ".worst");
  const ByArchive found = longRetrievals(context, trait::kGateway, kTapeOutages);
  const auto at = found.find(gateway);
  if (!worst || at == found.end() || *worst > at->second.target) return std::nullopt;
  Mending mending(design, "Archive the tapes of " + titled(design, gateway) + " in S3 Glacier Flexible Retrieval");
  mending.set(gateway, kPool, Value(std::string(kSoonerPool)));
  return mending.take();
}

constexpr std::array kBucketRules{
    Rule{.id = "s3.archive-retrieval-time",
         .course2021 = Severity::error,
         .aws2026 = Severity::error,
         .title = "What a recovery needs is not in an archive that takes longer than the recovery may",
         .rationale =
             "Objects of the archive classes are retrieved before they can be read, which takes minutes to days. A "
             "restore waits for that, whatever else was made quick.",
         .rows = {"S12"},
         .sources = {{"Amazon S3 User Guide, archive retrieval options", "2023-06-09"}},
         .limits = {{"s3.retrieval.*", "Seconds until archived objects can be read"}},
         .check = checkArchives,
         .fix = fixArchive,
         .fixesAll = true},
};

constexpr std::array kTapeRules{
    Rule{.id = "gateway.tape-retrieval-time",
         .course2021 = Severity::error,
         .aws2026 = Severity::error,
         .title = "What a recovery needs is not on archived tapes that take longer than the recovery may",
         .rationale =
             "An archived virtual tape is brought back to the gateway before it can be read, which takes hours from "
             "either pool. A restore waits for that, whatever else was made quick.",
         .rows = {"T10", "T11"},
         .sources = {{"AWS Storage Gateway User Guide, retrieving tapes", "2022-01-31"}},
         .limits = {{"gateway.tapeRetrieval.*", "Seconds until an archived tape can be read"}},
         .check = checkTapes,
         .fix = fixTapes},
};

}  // namespace

std::span<const Rule> s3ArchiveRules() { return kBucketRules; }
std::span<const Rule> gatewayTapeRules() { return kTapeRules; }

}  // namespace nines
