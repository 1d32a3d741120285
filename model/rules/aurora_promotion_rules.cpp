// Rules about which instance takes over from the writer.
#include <algorithm>
#include <array>
#include <tuple>

#include "rules/clusters.h"
#include "rules/families.h"
#include "rules/limits.h"
#include "rules/mending.h"
#include "rules/places.h"

namespace nines {

namespace {

constexpr std::string_view kTierMinimum = "aurora.promotionTier.minimum";

std::int64_t tierOf(const Design& design, NodeIndex instance) {
  return design.read(instance, "promotionTier").integer();
}

bool isOneTier(const Design& design, const std::vector<NodeIndex>& readers) {
  return std::ranges::all_of(readers,
                             [&](NodeIndex i) { return tierOf(design, i) == tierOf(design, readers.front()); });
}

void checkPromotionTiers(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const NodeIndex cluster : design.withTrait(trait::kClusterVolume)) {
    if (!hasSingleWriter(design, cluster)) continue;
    const auto readers = instancesOf(design, cluster, "reader");
    if (readers.size() < 2 || !isOneTier(design, readers)) continue;
    sink.report({cluster},
                "The {count} of {name} ({readers}) all have promotion tier {tier}, so which of them becomes the writer "
                "is left to their size, and among equals to chance; a lower tier says which comes first",
                {{"name", titled(design, cluster)},
                 {"count", counted(static_cast<std::int64_t>(readers.size()), "reader")},
                 {"readers", titles(design, readers)},
                 {"tier", std::to_string(tierOf(design, readers.front()))}});
  }
}

// First comes a reader as large as the writer, in another zone than it: the best to have after a failure.
NodeIndex preferred(const Design& design, NodeIndex cluster, const std::vector<NodeIndex>& readers) {
  const auto writers = instancesOf(design, cluster, "writer");
  const NodeIndex writer = writers.empty() ? kNone : writers.front();
  const NodeIndex home = writer == kNone ? kNone : design.zone(writer);
  const auto order = byPromotion(design, readers);
  return *std::ranges::min_element(order, {}, [&](NodeIndex i) {
    const bool together =
        home != kNone && design.zone(i) != kNone && design.zoneCode(design.zone(i)) == design.zoneCode(home);
    return std::tuple(writer != kNone && isSmaller(design, i, writer), together);
  });
}

// One tier lower for the one that is to come first; where there is none lower, one higher for the others.
std::optional<Edit> fixPromotionTiers(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex cluster = design.indexOf(finding.subjects.front());
  const auto readers = cluster == kNone ? std::vector<NodeIndex>() : instancesOf(design, cluster, "reader");
  if (readers.size() < 2) return std::nullopt;
  const NodeIndex first = preferred(design, cluster, readers);
  const std::int64_t tier = tierOf(design, first);
  Mending mending(design, "Let " + titled(design, first) + " take over first");
  if (tier > limitOf(design, kTierMinimum)) {
    mending.set(first, "promotionTier", tier - 1);
    return mending.take();
  }
  for (const NodeIndex reader : readers) {
    if (reader != first) mending.set(reader, "promotionTier", tier + 1);
  }
  return mending.take();
}

// The only writer and the reader that would be promoted; kNone twice where either is not certain, as by a class of
// which the sizes are not known.
std::pair<NodeIndex, NodeIndex> writerAndTarget(const Design& design, NodeIndex cluster) {
  constexpr std::pair kNobody{kNone, kNone};
  if (!hasSingleWriter(design, cluster)) return kNobody;
  const auto writers = instancesOf(design, cluster, "writer");
  const auto readers = byPromotion(design, instancesOf(design, cluster, "reader"));
  if (writers.size() != 1 || readers.empty()) return kNobody;
  for (const NodeIndex reader : readers) {
    if (tierOf(design, reader) == tierOf(design, readers.front()) && !isSizeKnown(design, reader)) return kNobody;
  }
  return {writers.front(), readers.front()};
}

void checkPromotionTargetSize(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const NodeIndex cluster : design.withTrait(trait::kClusterVolume)) {
    const auto [writer, target] = writerAndTarget(design, cluster);
    if (writer == kNone || !isSmaller(design, target, writer)) continue;
    sink.report({target},
                "{target}, which takes over first when {writer} fails, is a {small}, but {writer} is a {large}; after "
                "the failover it would have to carry the whole load with less",
                {{"target", titled(design, target)},
                 {"writer", titled(design, writer)},
                 {"small", std::string(design.read(target, "instanceClass").text())},
                 {"large", std::string(design.read(writer, "instanceClass").text())}},
                "instanceClass");
  }
}

std::optional<Edit> fixPromotionTargetSize(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex reader = design.indexOf(finding.subjects.front());
  const auto clusters = reader == kNone ? NodeList() : design.targets(reader, "member");
  if (clusters.size() != 1) return std::nullopt;
  const auto [writer, target] = writerAndTarget(design, clusters.front());
  if (writer == kNone || target != reader) return std::nullopt;
  Mending mending(design, "Make " + titled(design, reader) + " as large as " + titled(design, writer));
  mending.set(reader, "instanceClass", Value(std::string(design.read(writer, "instanceClass").text())));
  return mending.take();
}

constexpr RuleSource kGuide{"Amazon Aurora User Guide, High availability for Amazon Aurora: failover priority",
                            "2023-06-10"};

constexpr std::array kRules{
    Rule{.id = "aurora.promotion-tiers",
         .course2021 = Severity::info,
         .aws2026 = Severity::info,
         .title = "The readers of an Aurora cluster say which of them takes over first",
         .rationale =
             "Aurora promotes the reader of the lowest tier, among equals the largest, among those any. Tiers make the "
             "choice known beforehand; AWS gives every reader tier 1.",
         .rows = {"A09"},
         .sources = {kGuide, {"Course notes, AWS High Availability: Aurora Single Master", "2021"}},
         .limits = {{"aurora.promotionTier.minimum", "First promotion tier"}},
         .check = checkPromotionTiers,
         .fix = fixPromotionTiers},
    Rule{.id = "aurora.promotion-target-size",
         .course2021 = Severity::warning,
         .aws2026 = Severity::warning,
         .title = "The first failover target is as large as the writer",
         .rationale =
             "After a failover the promoted reader does all the writing. A smaller one may be overloaded at the very "
             "moment at which it is needed.",
         .rows = {"A10"},
         .sources = {kGuide, {"AWS instance class tables, as commonly published", "2026-11-22"}},
         .check = checkPromotionTargetSize,
         .fix = fixPromotionTargetSize},
};

}  // namespace

std::span<const Rule> auroraPromotionRules() { return kRules; }

}  // namespace nines
