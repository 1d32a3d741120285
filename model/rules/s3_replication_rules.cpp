// Rules about buckets that are copied to others, or should be.
#include <algorithm>
#include <array>

#include "rules/families.h"
#include "rules/limits.h"
#include "rules/mending.h"
#include "rules/places.h"
#include "rules/recovery.h"
#include "semantics/targets.h"
#include "support/format.h"

namespace nines {

namespace {

constexpr std::string_view kTimeControlRpo = "s3.timeControl.rpoSeconds";

// The buckets that a bucket replicates to, by where they stand. Its own loop is no copy.
struct Copies {
  std::vector<NodeIndex> elsewhere;  // in another Region
  std::vector<NodeIndex> beside;     // in the same Region
  bool unplaced = false;             // one of them, or the bucket itself, stands in no Region
};

Copies copiesOf(const Design& design, NodeIndex bucket) {
  Copies copies;
  for (const NodeIndex target : design.targets(bucket, "replicates")) {
    if (target == bucket || !design.has(target, trait::kBucket)) continue;
    if (design.region(bucket) == kNone || design.region(target) == kNone) copies.unplaced = true;
    else (sameRegion(design, bucket, target) ? copies.beside : copies.elsewhere).push_back(target);
  }
  return copies;
}

bool isBackup(const Design& design, NodeIndex bucket) { return design.read(bucket, "purpose").text() == "backup"; }

bool isCopyFromElsewhere(const Design& design, NodeIndex bucket) {
  return std::ranges::any_of(design.sources(bucket, "replicates"), [&](NodeIndex source) {
    return design.has(source, trait::kBucket) && otherRegions(design, source, bucket);
  });
}

// What the bucket keeps is a second copy already: all that is backed up to it stands in other Regions.
bool keepsOthersOnly(const Design& design, NodeIndex bucket) {
  const auto stores = design.sources(bucket, "backs-up");
  return !stores.empty() &&
         std::ranges::all_of(stores, [&](NodeIndex store) { return otherRegions(design, store, bucket); });
}

void checkCrossRegion(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const NodeIndex bucket : design.withTrait(trait::kBucket)) {
    if (!isBackup(design, bucket) || design.region(bucket) == kNone) continue;
    const Copies copies = copiesOf(design, bucket);
    // A copy beside it is for s3.replication-other-region to judge.
    if (!copies.elsewhere.empty() || !copies.beside.empty() || copies.unplaced) continue;
    if (isCopyFromElsewhere(design, bucket) || keepsOthersOnly(design, bucket)) continue;
    Finding& finding = sink.report(
        {bucket},
        "{name} keeps backups in {region} only; without replication to another Region they are out of reach as long "
        "as that Region is down",
        {{"name", titled(design, bucket)}, {"region", regionTitled(design, bucket)}});
    if (!isJoined(design, bucket)) finding.severity = Severity::info;
  }
}

// Adds the copy and the versioning that replication needs on both sides.
std::optional<Edit> fixCrossRegion(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex bucket = design.indexOf(finding.subjects.front());
  const NodeIndex region = bucket == kNone ? kNone : copyRegionFor(context, bucket);
  if (region == kNone) return std::nullopt;
  Mending mending(design, "Replicate " + titled(design, bucket) + " to " + titled(design, region));
  if (!design.read(bucket, "versioning").flag()) mending.set(bucket, "versioning", true);
  const NodeId copy = mending.add(design.node(bucket).kind, design.node(region).id, named(design, bucket) + "-copy",
                                  {{"versioning", Value(true)}});
  mending.link("replicates", design.node(bucket).id, copy);
  return mending.take();
}

// A bucket at the other end of a replicates link, kNone if there is none; a bucket that replicates comes first.
NodeIndex replicationPartner(const Design& design, NodeIndex bucket, bool& isSource) {
  const auto ofBuckets = [&](const std::vector<NodeIndex>& ends) {
    for (const NodeIndex end : ends) {
      if (design.has(end, trait::kBucket)) return end;
    }
    return kNone;
  };
  const NodeIndex target = ofBuckets(design.targets(bucket, "replicates"));
  isSource = target != kNone;
  return isSource ? target : ofBuckets(design.sources(bucket, "replicates"));
}

void checkReplicationVersioning(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const NodeIndex bucket : design.withTrait(trait::kBucket)) {
    if (design.read(bucket, "versioning").flag()) continue;
    bool isSource = false;
    const NodeIndex partner = replicationPartner(design, bucket, isSource);
    if (partner == kNone) continue;
    sink.report({bucket},
                "{name} replicates {direction} {partner} but has no versioning, which S3 replication needs on both "
                "buckets",
                {{"name", titled(design, bucket)},
                 {"direction", isSource ? "to" : "from"},
                 {"partner", partner == bucket ? "itself" : titled(design, partner)}},
                "versioning");
  }
}

std::optional<Edit> fixReplicationVersioning(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex bucket = design.indexOf(finding.subjects.front());
  if (bucket == kNone) return std::nullopt;
  Mending mending(design, "Enable versioning of " + titled(design, bucket));
  mending.set(bucket, "versioning", true);
  return mending.take();
}

void checkOtherRegion(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const NodeIndex bucket : design.withTrait(trait::kBucket)) {
    if (!isBackup(design, bucket)) continue;
    const Copies copies = copiesOf(design, bucket);
    // One copy elsewhere serves recovery; what the others are for is nobody's business.
    if (!copies.elsewhere.empty() || copies.unplaced) continue;
    for (const NodeIndex copy : copies.beside) {
      sink.report(
          {bucket, copy},
          "{name} keeps backups and replicates to {copy} in the same Region, {region}; a copy for recovery has "
          "to stand in another Region, because an outage of this one takes both",
          {{"name", titled(design, bucket)}, {"copy", titled(design, copy)}, {"region", regionTitled(design, bucket)}});
    }
  }
}

std::optional<Edit> fixOtherRegion(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  if (finding.subjects.size() < 2) return std::nullopt;
  const NodeIndex bucket = design.indexOf(finding.subjects[0]);
  const NodeIndex copy = design.indexOf(finding.subjects[1]);
  if (bucket == kNone || copy == kNone) return std::nullopt;
  const NodeIndex region = copyRegionFor(context, bucket);
  if (region == kNone) return std::nullopt;
  Mending mending(design, "Move " + titled(design, copy) + " to " + titled(design, region));
  mending.move(copy, design.node(region).id);
  return mending.take();
}

// Links that copy the bucket to other Regions: those that a target for the loss of a Region can rest on.
std::vector<LinkIndex> linksElsewhere(const Design& design, NodeIndex bucket) {
  std::vector<LinkIndex> out;
  for (const LinkIndex l : design.outgoing(bucket)) {
    if (design.linkType(l) == "replicates" && design.has(design.to(l), trait::kBucket) &&
        otherRegions(design, bucket, design.to(l))) {
      out.push_back(l);
    }
  }
  return out;
}

void checkTimeControl(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  const std::int64_t promised = limitOf(design, kTimeControlRpo);
  const bool second = hasSecondRegion(design);
  for (const NodeIndex bucket : design.withTrait(trait::kBucket)) {
    const auto links = linksElsewhere(design, bucket);
    const auto isTimed = [&](LinkIndex l) { return design.readLink(l, "timeControl").flag(); };
    if (links.empty() || std::ranges::any_of(links, isTimed)) continue;
    NodeIndex strictest = kNone;
    double least = 0;
    for (const Reach& reach : context.closure().reaching(bucket)) {
      const auto target = regionTarget(design, reach.workload, "rpoSeconds", second);
      if (!target || *target > static_cast<double>(promised) || (strictest != kNone && *target >= least)) continue;
      strictest = reach.workload;
      least = *target;
    }
    if (strictest == kNone) continue;
    sink.report({bucket},
                "{workload} may lose {rpo} of data with a Region, but {name} replicates to {copy} without time "
                "control, so large objects may arrive hours late; with it, S3 promises {promised}",
                {{"name", titled(design, bucket)},
                 {"workload", titled(design, strictest)},
                 {"rpo", formatDuration(std::max(0.0, least))},
                 {"copy", titled(design, design.to(links.front()))},
                 {"promised", formatDuration(static_cast<double>(promised))}},
                "timeControl");
  }
}

std::optional<Edit> fixTimeControl(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex bucket = design.indexOf(finding.subjects.front());
  if (bucket == kNone) return std::nullopt;
  Mending mending(design, "Enable replication time control of " + titled(design, bucket));
  for (const LinkIndex l : linksElsewhere(design, bucket)) mending.setLink(l, "timeControl", true);
  return mending.take();
}

constexpr std::array kRules{
    Rule{.id = "s3.cross-region-replication",
         .title = "Backups in S3 are replicated to another Region",
         .rationale =
             "A bucket stands in one Region. Backups that are kept there alone cannot be read while that Region is "
             "down, which is when they are needed.",
         .rows = {"S01"},
         .sources = {{"Course notes, AWS High Availability: Amazon S3 as a data backup solution", "2021"},
                     {"Amazon S3 User Guide, Replicating objects", "2023-06-09"}},
         .aliases = {"config:s3-bucket-replication-enabled", "config:s3-bucket-cross-region-replication-enabled",
                     "securityhub:S3.7", "trusted-advisor:S3 Bucket Replication Not Enabled", "checkov:CKV_AWS_144",
                     "prowler:s3_bucket_cross_region_replication", "cfn-guard:s3_bucket_replication_enabled"},
         .check = checkCrossRegion,
         .fix = fixCrossRegion},
    Rule{.id = "s3.replication-versioning",
         .course2021 = Severity::error,
         .aws2026 = Severity::error,
         .title = "Buckets that replicate have versioning",
         .rationale =
             "S3 replicates versions of objects. It refuses a replication rule as long as one of the two buckets "
             "has no versioning.",
         .rows = {"S02"},
         .sources = {{"Amazon S3 User Guide, Replicating objects: requirements", "2023-06-09"}},
         .check = checkReplicationVersioning,
         .fix = fixReplicationVersioning,
         .fixesAll = true},
    Rule{.id = "s3.replication-other-region",
         .title = "Replication for recovery leads to another Region",
         .rationale =
             "Replication within a Region serves other purposes, such as collecting logs. The loss of the Region "
             "takes source and copy alike.",
         .rows = {"S13"},
         .sources = {{"Course notes, AWS High Availability: Amazon S3 as a data backup solution", "2021"},
                     {"prowler, s3_bucket_cross_region_replication", "2026-11-22"}},
         .aliases = {"prowler:s3_bucket_cross_region_replication"},
         .check = checkOtherRegion,
         .fix = fixOtherRegion},
    Rule{.id = "s3.replication-time-control",
         .title = "A recovery point of minutes has replication time control",
         .rationale =
             "Most objects are replicated within minutes, but large ones may take hours. Only with replication time "
             "control does S3 promise 15 minutes, for 99.9 % of the objects.",
         .rows = {"S03"},
         .sources = {{"Amazon S3 Replication Time Control SLA", "2022-05-04"},
                     {"Amazon S3 User Guide, Troubleshooting replication", "2023-06-09"},
                     {"A handbook of disaster recovery that quotes the AWS pages", "2026-09"}},
         .limits = {{"s3.timeControl.rpoSeconds", "Seconds within which time control replicates"}},
         .check = checkTimeControl,
         .fix = fixTimeControl},
};

}  // namespace

std::span<const Rule> s3ReplicationRules() { return kRules; }

}  // namespace nines
