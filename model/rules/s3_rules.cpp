// Rules about one bucket: uploads, versions, what protects them, who may read.
#include <algorithm>
#include <array>

#include "rules/families.h"
#include "rules/limits.h"
#include "rules/mending.h"
#include "rules/places.h"
#include "support/format.h"

namespace nines {

namespace {

constexpr std::string_view kMultipartFrom = "s3.multipart.fromMb";
constexpr std::string_view kNoncurrentDays = "s3.lifecycle.noncurrentExpireDays";

NodeIndex subjectOf(const Design& design, const Finding& finding) { return design.indexOf(finding.subjects.front()); }

// The bucket's lifecycle rules; none where none are given.
Value::Array lifecycleOf(const Design& design, NodeIndex bucket) {
  const Reading lifecycle = design.read(bucket, "lifecycle");
  const Value::Array* rules = lifecycle.known() ? lifecycle.value->asArray() : nullptr;
  return rules ? *rules : Value::Array();
}

bool hasMfaDelete(const Design& design, NodeIndex bucket) { return design.read(bucket, "mfaDelete").flag(); }

void checkMultipart(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  const std::int64_t from = limitOf(design, kMultipartFrom);
  for (const NodeIndex bucket : design.withTrait(trait::kBucket)) {
    const Reading size = design.read(bucket, "objectMb");
    const Reading multipart = design.read(bucket, "multipart");
    // Of a bucket that says nothing about its uploads there is nothing to ask.
    if (multipart.flag() || (!size.known() && !multipart.known())) continue;
    if (size.known() && size.number() <= static_cast<double>(from)) continue;
    FindingSink::Arguments arguments{{"name", titled(design, bucket)},
                                     {"size", formatNumber(size.number()) + " MB"},
                                     {"from", std::to_string(from) + " MB"}};
    if (!multipart.known()) {
      sink.reportUnknown({bucket},
                         "It is not said whether objects of {size} reach {name} by multipart upload, which AWS "
                         "recommends above {from} (its own tools do so by themselves)",
                         std::move(arguments), "multipart");
    } else if (!size.known()) {
      sink.reportUnknown(
          {bucket},
          "Uploads to {name} do without multipart, and it is not said whether its objects exceed {from}, "
          "above which AWS recommends it",
          std::move(arguments), "objectMb");
    } else {
      sink.report({bucket},
                  "Objects of {size} reach {name} without multipart upload, which AWS recommends above {from}: without "
                  "it, one fault repeats the whole upload",
                  std::move(arguments), "multipart");
    }
  }
}

std::optional<Edit> fixMultipart(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex bucket = subjectOf(design, finding);
  if (bucket == kNone) return std::nullopt;
  Mending mending(design, "Upload to " + titled(design, bucket) + " in parts");
  mending.set(bucket, "multipart", true);
  return mending.take();
}

void checkVersioning(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const NodeIndex bucket : design.withTrait(trait::kBucket)) {
    if (design.read(bucket, "purpose").text() != "backup" || design.read(bucket, "versioning").flag()) continue;
    sink.report({bucket},
                "{name} keeps backups but has no versioning, so a backup that is deleted or overwritten by mistake "
                "cannot be brought back",
                {{"name", titled(design, bucket)}}, "versioning");
  }
}

// Of both rules that ask for versioning.
std::optional<Edit> fixVersioning(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex bucket = subjectOf(design, finding);
  if (bucket == kNone) return std::nullopt;
  Mending mending(design, "Enable versioning of " + titled(design, bucket));
  mending.set(bucket, "versioning", true);
  return mending.take();
}

bool isNoncurrent(const Value& rule) {
  const Value::Object* fields = rule.asObject();
  const auto at = fields ? fields->find("noncurrent") : Value::Object::const_iterator();
  return fields && at != fields->end() && at->second.asBool() && *at->second.asBool();
}

void checkNoncurrent(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const NodeIndex bucket : design.withTrait(trait::kBucket)) {
    // AWS forbids the lifecycle that this asks for on a bucket with MFA Delete.
    if (!design.read(bucket, "versioning").flag() || hasMfaDelete(design, bucket)) continue;
    const Value::Array rules = lifecycleOf(design, bucket);
    if (std::ranges::any_of(rules, isNoncurrent)) continue;
    if (design.read(bucket, "lifecycle").known()) {
      sink.report({bucket},
                  "{name} has versioning but no lifecycle rule for noncurrent versions, so every old version is kept "
                  "and paid for without end",
                  {{"name", titled(design, bucket)}}, "lifecycle");
    } else {
      sink.reportUnknown({bucket},
                         "{name} has versioning, and it is not said whether a lifecycle rule ever removes noncurrent "
                         "versions, which are kept and paid for until then",
                         {{"name", titled(design, bucket)}}, "lifecycle");
    }
  }
}

std::optional<Edit> fixNoncurrent(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex bucket = subjectOf(design, finding);
  if (bucket == kNone) return std::nullopt;
  const std::int64_t days = limitOf(design, kNoncurrentDays);
  Value::Array rules = lifecycleOf(design, bucket);
  rules.emplace_back(
      Value::Object{{"class", Value("expire")}, {"afterDays", Value(days)}, {"noncurrent", Value(true)}});
  Mending mending(design, "Expire old versions in " + titled(design, bucket) + " after " + counted(days, "day"));
  mending.set(bucket, "lifecycle", Value(std::move(rules)));
  return mending.take();
}

void checkMfaVersioning(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const NodeIndex bucket : design.withTrait(trait::kBucket)) {
    if (!hasMfaDelete(design, bucket) || design.read(bucket, "versioning").flag()) continue;
    sink.report({bucket},
                "{name} has MFA Delete but no versioning; S3 has MFA Delete on buckets with versioning only, because "
                "it guards versions, so nothing is guarded here",
                {{"name", titled(design, bucket)}}, "versioning");
  }
}

void checkMfaLifecycle(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const NodeIndex bucket : design.withTrait(trait::kBucket)) {
    const auto count = static_cast<std::int64_t>(lifecycleOf(design, bucket).size());
    if (!hasMfaDelete(design, bucket) || count == 0) continue;
    sink.report({bucket},
                "{name} has MFA Delete and {rules}; S3 allows one or the other, because lifecycle rules delete "
                "without a code",
                {{"name", titled(design, bucket)}, {"rules", counted(count, "lifecycle rule")}}, "lifecycle");
  }
}

// Of the two the one goes that deletes: storage that is paid for longer can still be read.
std::optional<Edit> fixMfaLifecycle(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex bucket = subjectOf(design, finding);
  if (bucket == kNone) return std::nullopt;
  Mending mending(design, "Keep MFA Delete of " + titled(design, bucket) + " and drop its lifecycle rules");
  mending.set(bucket, "lifecycle", Value(Value::Array()));
  return mending.take();
}

void checkAccess(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const NodeIndex bucket : design.withTrait(trait::kBucket)) {
    const Reading access = design.read(bucket, "access");
    const Value::Array* ways = access.known() ? access.value->asArray() : nullptr;
    if (!ways || ways->empty()) continue;
    if (!std::ranges::all_of(*ways, [](const Value& way) { return way == Value("acl"); })) continue;
    sink.report({bucket},
                "Who may read and write {name} is decided by access control lists alone; AWS advises IAM or bucket "
                "policies, which say in one place who may do what, and has turned lists off on new buckets",
                {{"name", titled(design, bucket)}}, "access");
  }
}

// Bucket owner enforced: lists no longer count, a bucket policy does.
std::optional<Edit> fixAccess(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex bucket = subjectOf(design, finding);
  if (bucket == kNone) return std::nullopt;
  Mending mending(design, "Give " + titled(design, bucket) + " a bucket policy instead of access control lists");
  mending.set(bucket, "access", Value(Value::Array{Value("bucket-policy")}));
  return mending.take();
}

constexpr std::array kRules{
    Rule{.id = "s3.multipart-upload",
         .title = "Large objects are uploaded in parts",
         .rationale =
             "Parts are sent side by side, and after a fault only one part is sent again. AWS recommends multipart "
             "upload for objects over 100 MB.",
         .rows = {"S04"},
         .sources = {{"Course notes, AWS High Availability: Amazon S3 as a data backup solution", "2021"},
                     {"Amazon S3 User Guide, Multipart upload overview", "2023-06-09"}},
         .limits = {{"s3.multipart.fromMb", "Megabytes from which AWS advises multipart upload"}},
         .check = checkMultipart,
         .fix = fixMultipart},
    Rule{.id = "s3.versioning",
         .title = "Buckets for backups have versioning",
         .rationale =
             "With versioning, a deletion hides an object and an overwrite keeps the old one, so that a mistake or an "
             "attack does not end the backups too.",
         .rows = {"S05"},
         .sources = {{"Course notes, AWS High Availability: Amazon S3 as a data backup solution", "2021"},
                     {"Amazon S3 User Guide, Using versioning", "2023-06-09"}},
         .aliases = {"config:s3-bucket-versioning-enabled", "securityhub:S3.14", "trusted-advisor:S3 Bucket Versioning",
                     "checkov:CKV_AWS_21", "prowler:s3_bucket_object_versioning", "trivy:AWS-0090",
                     "cfn-guard:s3_bucket_versioning_enabled"},
         .check = checkVersioning,
         .fix = fixVersioning,
         .fixesAll = true},
    Rule{.id = "s3.noncurrent-lifecycle",
         .course2021 = Severity::info,
         .aws2026 = Severity::info,
         .title = "Old versions leave a bucket in the end",
         .rationale =
             "Every version takes its own space. A lifecycle rule for noncurrent versions keeps the bill from growing "
             "without end.",
         .rows = {"S06"},
         .sources = {{"Course notes, AWS High Availability: Amazon S3 as a data backup solution", "2021"},
                     {"AWS Security Hub User Guide, S3.10", "2023-03"}},
         .aliases = {"config:s3-version-lifecycle-policy-check", "securityhub:S3.10", "checkov:CKV2_AWS_61"},
         .limits = {{"s3.lifecycle.noncurrentExpireDays", "Days until Fix lets old versions expire"}},
         .check = checkNoncurrent,
         .fix = fixNoncurrent,
         .fixesAll = true},
    Rule{.id = "s3.mfa-delete-versioning",
         .course2021 = Severity::error,
         .aws2026 = Severity::error,
         .title = "MFA Delete stands on versioning",
         .rationale =
             "MFA Delete asks for a one-time code before a version is removed for good. Without versions there is "
             "nothing that it could guard, and S3 refuses it. Only the root user of the account can switch it on.",
         .rows = {"S07"},
         .sources = {{"Course notes, AWS High Availability: Amazon S3 as a data backup solution", "2021"},
                     {"Amazon S3 User Guide, Configuring MFA delete", "2023-06-09"}},
         .check = checkMfaVersioning,
         .fix = fixVersioning,
         .fixesAll = true},
    Rule{.id = "s3.mfa-delete-lifecycle",
         .course2021 = Severity::error,
         .aws2026 = Severity::error,
         .title = "A bucket has MFA Delete or lifecycle rules, not both",
         .rationale =
             "Lifecycle rules delete without a code, which MFA Delete is there to prevent. S3 refuses a lifecycle "
             "configuration on a bucket with MFA Delete.",
         .rows = {"S08"},
         .sources = {{"Amazon S3 User Guide, Configuring MFA delete", "2023-06-09"}},
         .check = checkMfaLifecycle,
         .fix = fixMfaLifecycle},
    Rule{.id = "s3.access-policy",
         .course2021 = Severity::info,
         .aws2026 = Severity::warning,
         .title = "Access to a bucket rests on policies",
         .rationale =
             "Access control lists name accounts, bucket by bucket and object by object, and know no conditions. Since "
             "2023 AWS turns them off on new buckets and advises IAM and bucket policies; the course still teaches all "
             "three.",
         .rows = {"S09"},
         .sources = {{"Course notes, AWS High Availability: Amazon S3 as a data backup solution", "2021"},
                     {"Lists off by default since April 2023, commonly quoted", "2023-04"},
                     {"AWS Security Hub, S3.12", "2026"}},
         .aliases = {"securityhub:S3.12"},
         .check = checkAccess,
         .fix = fixAccess},
};

}  // namespace

std::span<const Rule> s3Rules() { return kRules; }

}  // namespace nines
