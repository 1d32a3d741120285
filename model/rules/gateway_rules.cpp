// Rules about storage gateways: where they stand, what is behind them, how much they hold back.
#include <algorithm>
#include <array>
#include <cmath>

#include "recovery/transfer_plan.h"
#include "rules/families.h"
#include "rules/gateway_limits.h"
#include "rules/limits.h"
#include "rules/mending.h"
#include "rules/places.h"
#include "support/format.h"

namespace nines {

namespace {

constexpr std::string_view kBufferLeast = "gateway.uploadBufferGib.minimum";
constexpr std::string_view kBufferMost = "gateway.uploadBufferGib.maximum";

NodeIndex subjectOf(const Design& design, const Finding& finding) { return design.indexOf(finding.subjects.front()); }

bool servesVolumes(const Design& design, NodeIndex gateway) {
  const std::string_view type = design.read(gateway, "type").text();
  return type == "stored-volume" || type == "cached-volume";
}

void checkOnPremises(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const NodeIndex gateway : design.withTrait(trait::kGateway)) {
    if (siteOf(design, gateway) != kNone) continue;
    const NodeIndex place = design.effectiveParent(gateway);
    Finding& finding = sink.report(
        {gateway},
        "{name} stands {place}, not in a data centre: a gateway takes the storage of a site to AWS, and one that runs "
        "in the cloud is lost with its instance and its Availability Zone",
        {{"name", titled(design, gateway)},
         {"place", place == kNone ? std::string("on the canvas") : "in " + titled(design, place)}});
    if (!isJoined(design, gateway)) finding.severity = Severity::info;
  }
}

// Where the clients of the gateway stand, if all of them stand in one data centre; else the only one that is drawn.
NodeIndex siteFor(const Design& design, NodeIndex gateway) {
  NodeIndex site = kNone;
  bool several = false;
  for (const LinkIndex l : design.incoming(gateway)) {
    const NodeIndex home = siteOf(design, design.from(l));
    if (home == kNone) continue;
    several = several || (site != kNone && site != home);
    site = home;
  }
  if (site != kNone && !several) return site;
  const auto sites = design.withTrait(trait::kDataCentre);
  return sites.size() == 1 ? sites.front() : kNone;
}

std::optional<Edit> fixOnPremises(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex gateway = subjectOf(design, finding);
  if (gateway == kNone) return std::nullopt;
  const NodeIndex site = siteFor(design, gateway);
  if (site == kNone || !design.catalogue().mayContain(design.node(site).kind, design.node(gateway).kind)) {
    return std::nullopt;
  }
  Mending mending(design, "Move " + titled(design, gateway) + " to " + titled(design, site));
  mending.move(gateway, design.node(site).id);
  return mending.take();
}

// A bucket; for volumes, whose bucket AWS keeps to itself, also a plan that takes their snapshots.
bool hasTarget(const Design& design, NodeIndex gateway) {
  return std::ranges::any_of(design.outgoing(gateway), [&](LinkIndex l) {
    const NodeIndex to = design.to(l);
    return design.has(to, trait::kBucket) || (design.has(to, trait::kBackupPlan) && servesVolumes(design, gateway));
  });
}

void checkTarget(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const NodeIndex gateway : design.withTrait(trait::kGateway)) {
    if (hasTarget(design, gateway)) continue;
    Finding& finding = sink.report({gateway},
                                   "{name} is drawn without a {target} behind it, so nobody can count on what it takes "
                                   "when the site is lost",
                                   {{"name", titled(design, gateway)},
                                    {"target", servesVolumes(design, gateway) ? "bucket or backup plan" : "bucket"}});
    if (!isJoined(design, gateway)) finding.severity = Severity::info;
  }
}

// Whether a first link would not bring to light that the bucket is wrong: what is alone yet is judged mildly.
bool mayBeJoined(const Design& design, NodeIndex bucket) {
  return isJoined(design, bucket) || (design.read(bucket, "storageClass").state != Reading::State::set &&
                                      design.read(bucket, "lifecycle").state != Reading::State::set);
}

// Buckets that nothing replicates into, in id order: a gateway writes into one of these.
std::vector<NodeIndex> bucketsFor(const Design& design) {
  std::vector<NodeIndex> out;
  for (const NodeIndex bucket : design.withTrait(trait::kBucket)) {
    if (design.sources(bucket, "replicates").empty()) out.push_back(bucket);
  }
  return out;
}

// Joins it to the only bucket; where there is none and one Region, adds one there.
std::optional<Edit> fixTarget(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex gateway = subjectOf(design, finding);
  // A gateway that stands in a wrong place is moved first.
  if (gateway == kNone || siteOf(design, gateway) == kNone) return std::nullopt;
  if (const std::vector<NodeIndex> buckets = bucketsFor(design); !buckets.empty()) {
    const NodeIndex bucket = buckets.front();
    if (buckets.size() > 1 || !mayBeJoined(design, bucket)) return std::nullopt;
    Mending mending(design, "Keep the data of " + titled(design, gateway) + " in " + titled(design, bucket));
    mending.link("transfers", design.node(gateway).id, design.node(bucket).id);
    return mending.take();
  }
  const auto regions = design.withTrait(trait::kRegion);
  const auto kinds = design.catalogue().kinds();
  const auto kind = std::ranges::find_if(kinds, [](const Kind& k) { return k.has(trait::kBucket); });
  if (regions.size() != 1 || kind == kinds.end()) return std::nullopt;
  Mending mending(design, "Add a bucket for the data of " + titled(design, gateway));
  const NodeId bucket =
      mending.add(kind->id, design.node(regions.front()).id, named(design, gateway) + "-data", Properties());
  mending.link("transfers", design.node(gateway).id, bucket);
  return mending.take();
}

// How large the upload buffer of a gateway has to be, in GiB.
struct Buffer {
  double least = 0;          // for certain
  bool certain = false;      // that is all it takes
  std::string_view missing;  // the property without which nobody can say more; empty: nothing asks for more
};

Buffer bufferOf(const Design& design, NodeIndex gateway) {
  const auto minimum = static_cast<double>(limitOf(design, kBufferLeast));
  const Reading writes = design.read(gateway, "writeMbps");
  const Reading uploads = design.read(gateway, "uploadMbps");
  const Reading hours = design.read(gateway, "writeHours");
  if (!writes.known()) return {minimum, false, {}};
  if (writes.number() <= 0) return {minimum, true, {}};
  if (!uploads.known()) return {minimum, false, "uploadMbps"};
  if (writes.number() <= uploads.number()) return {minimum, true, {}};
  if (!hours.known()) return {minimum, false, "writeHours"};
  const double gib = uploadBufferGib(writes.number(), uploads.number(), hours.number());
  return {std::max(minimum, gib), true, {}};
}

std::string gibText(double gib) { return formatNumber(std::ceil(gib), 0) + " GiB"; }

// "with 500 Mbit/s written and 100 Mbit/s uploaded for 8 h".
std::string writesText(const Design& design, NodeIndex gateway) {
  return "with " + formatNumber(design.read(gateway, "writeMbps").number()) + " Mbit/s written and " +
         formatNumber(design.read(gateway, "uploadMbps").number()) + " Mbit/s uploaded for " +
         formatNumber(design.read(gateway, "writeHours").number()) + " h";
}

void reportBuffer(const Design& design, NodeIndex gateway, const Buffer& need, FindingSink& sink) {
  const Reading size = design.read(gateway, "uploadBufferGib");
  const bool outrun = need.least > static_cast<double>(limitOf(design, kBufferLeast));
  FindingSink::Arguments arguments{{"name", titled(design, gateway)}, {"need", gibText(need.least)}};
  if (outrun) arguments.emplace_back("writes", writesText(design, gateway));
  if (!size.known()) {
    sink.reportUnknown({gateway},
                       "It is not said how large the upload buffer of {name} is; {writes} it takes {need}, or "
                       "applications have to wait",
                       std::move(arguments), "uploadBufferGib");
    return;
  }
  arguments.emplace_back("size", formatNumber(size.number()) + " GiB");
  sink.report({gateway},
              outrun ? "{name} has an upload buffer of {size}, but {writes} it takes {need}, or it runs full and "
                       "applications have to wait"
                     : "{name} has an upload buffer of {size}, but AWS asks for {need} at least, whatever is written",
              std::move(arguments), "uploadBufferGib");
}

void checkUploadBuffer(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  const auto minimum = static_cast<double>(limitOf(design, kBufferLeast));
  for (const NodeIndex gateway : design.withTrait(trait::kGateway)) {
    const Reading size = design.read(gateway, "uploadBufferGib");
    const Buffer need = bufferOf(design, gateway);
    if (!size.known()) {
      // File gateways upload from their cache: they have a buffer only if the design gives them one.
      const bool buffered = servesVolumes(design, gateway) || design.read(gateway, "type").text() == "tape";
      if (buffered && need.certain && need.least > minimum) reportBuffer(design, gateway, need, sink);
      continue;
    }
    if (size.number() < need.least) {
      reportBuffer(design, gateway, need, sink);
    } else if (!need.missing.empty()) {
      const PropertySchema* schema = design.kind(gateway)->property(need.missing);
      sink.reportUnknown({gateway},
                         "Applications write {writes} Mbit/s to {name}, but its property \"{missing}\" is not set, so "
                         "nobody can tell whether an upload buffer of {size} is large enough",
                         {{"name", titled(design, gateway)},
                          {"writes", formatNumber(design.read(gateway, "writeMbps").number())},
                          {"size", formatNumber(size.number()) + " GiB"},
                          {"missing", schema ? schema->label : std::string(need.missing)}},
                         need.missing);
    }
  }
}

std::optional<Edit> fixUploadBuffer(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex gateway = subjectOf(design, finding);
  if (gateway == kNone) return std::nullopt;
  const Buffer need = bufferOf(design, gateway);
  if (!need.missing.empty()) return std::nullopt;
  const double size = std::ceil(need.least);
  // More than a gateway can have: applications write less, or the line gets faster.
  if (size > static_cast<double>(limitOf(design, kBufferMost))) return std::nullopt;
  Mending mending(design, "Give " + titled(design, gateway) + " an upload buffer of " + gibText(size));
  mending.set(gateway, "uploadBufferGib", static_cast<std::int64_t>(size));
  return mending.take();
}

constexpr std::string_view kCourse = "Course notes, AWS High Availability: AWS Storage Gateway";
constexpr RuleSource kLimits{"AWS Storage Gateway User Guide, limits", "2022-01-31"};

constexpr std::array kRules{
    Rule{.id = "gateway.on-premises",
         .course2021 = Severity::error,
         .aws2026 = Severity::warning,
         .title = "A storage gateway stands in the data centre whose data it takes",
         .rationale =
             "Applications reach a gateway over the network of their site, as a share, disk or tape library. AWS lets "
             "gateways run on EC2 too, where one instance in one Availability Zone carries them.",
         .rows = {"T01"},
         .sources = {{kCourse, "2021"}, {"AWS Storage Gateway User Guide, creating a gateway", "2022-01-31"}},
         .aliases = {"prowler:storagegateway_gateway_fault_tolerant"},
         .check = checkOnPremises,
         .fix = fixOnPremises},
    Rule{.id = "gateway.target",
         .course2021 = Severity::error,
         .aws2026 = Severity::error,
         .title = "A storage gateway has a bucket behind it",
         .rationale =
             "A gateway is a door: what it takes is safe only once it lies in S3. Volumes may also be kept by a backup "
             "plan, since AWS does not show the bucket that they lie in.",
         .rows = {"T01", "T03"},
         .sources = {{kCourse, "2021"}, {"AWS Storage Gateway User Guide, file shares and volumes", "2022-01-31"}},
         .check = checkTarget,
         .fix = fixTarget},
    Rule{.id = "gateway.stored-volume-limits",
         .course2021 = Severity::error,
         .aws2026 = Severity::error,
         .title = "Stored volumes stay within what one gateway takes",
         .rationale =
             "A gateway keeps stored volumes whole on the site and takes 32 of them, of 16 TiB each and 512 TiB in "
             "all. AWS refuses the next one.",
         .rows = {"T04"},
         .sources = {{kCourse, "2021"}, kLimits},
         .limits = {{"gateway.storedVolume.volumeTib", "TiB of one volume, at most"},
                    {"gateway.storedVolume.volumes", "Volumes of one gateway, at most"},
                    {"gateway.storedVolume.totalTib", "TiB of one gateway, at most"},
                    {"gateway.uploadBufferGib.minimum", "GiB of upload buffer, at least"},
                    {"gateway.uploadBufferGib.maximum", "GiB of upload buffer, at most"}},
         .check = checkStoredVolumes,
         .fix = fixStoredVolumes},
    Rule{.id = "gateway.cached-volume-limits",
         .course2021 = Severity::error,
         .aws2026 = Severity::error,
         .title = "Cached volumes and their disks stay within what one gateway takes",
         .rationale =
             "Cached volumes lie in S3: 32 of them, of 32 TiB each and 1024 TiB in all. The gateway keeps what is used "
             "on a cache and what is not uploaded yet on a buffer, and starts with neither below 150 GiB.",
         .rows = {"T05"},
         .sources = {{kCourse, "2021"}, kLimits},
         .limits = {{"gateway.cachedVolume.volumeTib", "TiB of one volume, at most"},
                    {"gateway.cachedVolume.volumes", "Volumes of one gateway, at most"},
                    {"gateway.cachedVolume.totalTib", "TiB of one gateway, at most"},
                    {"gateway.cacheGib.minimum", "GiB of cache, at least"},
                    {"gateway.cacheGib.maximum", "GiB of cache, at most"},
                    {"gateway.uploadBufferGib.minimum", "GiB of upload buffer, at least"},
                    {"gateway.uploadBufferGib.maximum", "GiB of upload buffer, at most"}},
         .check = checkCachedVolumes,
         .fix = fixCachedVolumes},
    Rule{.id = "gateway.tape-count",
         .course2021 = Severity::error,
         .aws2026 = Severity::error,
         .title = "A virtual tape library holds at most 1500 tapes and 1 PiB",
         .rationale =
             "Tapes that are in use lie in the library of their gateway, which is full at 1500 tapes or 1 PiB; the "
             "archive behind it has no such end.",
         .rows = {"T06"},
         .sources = {{kCourse, "2021"}, kLimits, {"AWS Storage Gateway quotas", "2026"}},
         .limits = {{"gateway.tapes.maximum", "Tapes in one library, at most"},
                    {"gateway.tapes.totalTib", "TiB in one library, at most"}},
         .check = checkTapeCount,
         .fix = fixTapeCount},
    Rule{.id = "gateway.tape-size",
         .course2021 = Severity::error,
         .aws2026 = Severity::error,
         .title = "A virtual tape has a size that AWS makes",
         .rationale =
             "The course knows tapes of 100 GB to 2.5 TB; AWS has raised the upper end to 5 and then to 15 TiB since.",
         .rows = {"T07"},
         .sources = {{kCourse, "2021"}, {"AWS Storage Gateway quotas", "2026"}},
         .limits = {{"gateway.tapeGib.minimum", "GiB of a tape, at least"},
                    {"gateway.tapeGib.maximum", "GiB of a tape, at most"}},
         .check = checkTapeSize,
         .fix = fixTapeSize},
    Rule{
        .id = "gateway.tape-drives",
        .course2021 = Severity::error,
        .aws2026 = Severity::error,
        .title = "A virtual tape library has 10 drives and 1 media changer",
        .rationale =
            "Every tape gateway comes with ten drives and one media changer, as iSCSI devices. A design that counts on "
            "more cannot be built, and one with fewer leaves backup jobs waiting for no reason.",
        .rows = {"T08", "T09"},
        .sources = {{kCourse, "2021"}, {"AWS Storage Gateway User Guide, creating a tape gateway", "2022-01-31"}},
        .limits = {{"gateway.tapeDrives", "Tape drives"}, {"gateway.mediaChangers", "Media changers"}},
        .check = checkTapeDrives,
        .fix = fixTapeDrives},
    Rule{.id = "gateway.upload-buffer",
         .title = "The upload buffer holds what is written faster than it is uploaded",
         .rationale =
             "What applications write and the line does not carry away waits in the upload buffer, and is lost with "
             "the site until then. A buffer that runs full stops the applications.",
         .rows = {"T12"},
         .sources = {{"AWS Storage Gateway User Guide, managing local disks", "2022-01-31"}},
         .limits = {{"gateway.uploadBufferGib.minimum", "GiB of upload buffer, at least"},
                    {"gateway.uploadBufferGib.maximum", "GiB of upload buffer, at most"}},
         .check = checkUploadBuffer,
         .fix = fixUploadBuffer},
};

}  // namespace

// The rule about tapes in an archive stands before the last one in the rulebook.
std::span<const Rule> gatewayRules() { return std::span(kRules).first(kRules.size() - 1); }
std::span<const Rule> gatewayBufferRules() { return std::span(kRules).last(1); }

}  // namespace nines
