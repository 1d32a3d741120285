// Rules about buckets.
#include <array>

#include "rules/families.h"
#include "rules/mending.h"

namespace nines {

namespace {

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
                {{"name", std::string(titleOf(design, bucket))},
                 {"direction", isSource ? "to" : "from"},
                 {"partner", partner == bucket ? "itself" : std::string(titleOf(design, partner))}},
                "versioning");
  }
}

std::optional<Edit> fixReplicationVersioning(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex bucket = design.indexOf(finding.subjects.front());
  if (bucket == kNone) return std::nullopt;
  Mending mending(design, "Enable versioning of " + std::string(titleOf(design, bucket)));
  mending.set(bucket, "versioning", true);
  return mending.take();
}

constexpr std::array kRules{
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
         .fix = fixReplicationVersioning},
};

}  // namespace

std::span<const Rule> s3Rules() { return kRules; }

}  // namespace nines
