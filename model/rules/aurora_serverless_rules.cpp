// Rules about serverless clusters: capacity, the first version and its single endpoint, the Data API.
#include <algorithm>
#include <array>
#include <cmath>

#include "rules/clusters.h"
#include "rules/families.h"
#include "rules/limits.h"
#include "rules/mending.h"
#include "rules/places.h"
#include "support/format.h"

namespace nines {

namespace {

constexpr std::string_view kCapacityMinimum = "aurora.serverlessV2.capacity.minimum";
constexpr std::string_view kCapacityMaximum = "aurora.serverlessV2.capacity.maximum";
constexpr std::string_view kCapacityStep = "aurora.serverlessV2.capacity.step";
constexpr std::string_view kV1Offered = "aurora.serverlessV1.offered";
constexpr std::string_view kDataApiProvisioned = "aurora.dataApi.provisioned";

double factNumber(const Design& design, std::string_view key) { return design.profile().number(key).value_or(0); }

// From `least` on, where there is a range.
std::string allowedText(const Design& design, NodeIndex cluster, double least) {
  const auto steps = capacitySteps(design, cluster);
  if (steps.empty()) {
    return formatNumber(least) + " to " + formatNumber(factNumber(design, kCapacityMaximum)) + " in steps of " +
           formatNumber(factNumber(design, kCapacityStep));
  }
  std::vector<std::string> texts;
  texts.reserve(steps.size());
  for (const double step : steps) texts.push_back(formatNumber(step));
  return joined(texts, "or", texts.size());
}

// The allowed capacity next to this one.
double nearestCapacity(const Design& design, NodeIndex cluster, double capacity) {
  const auto steps = capacitySteps(design, cluster);
  if (!steps.empty()) return *std::ranges::min_element(steps, {}, [&](double s) { return std::abs(s - capacity); });
  const double step = factNumber(design, kCapacityStep);
  const double within =
      std::clamp(capacity, factNumber(design, kCapacityMinimum), factNumber(design, kCapacityMaximum));
  return step > 0 ? std::round(within / step) * step : within;
}

// Whole numbers without a point, as people write them.
Value written(double capacity) {
  return std::trunc(capacity) == capacity ? Value(static_cast<std::int64_t>(capacity)) : Value(capacity);
}

struct Range {
  Reading least;
  Reading most;
  bool leastWrong = false;
  bool mostWrong = false;
  bool turned = false;  // the minimum is above the maximum

  bool whole() const { return least.known() && most.known(); }
  bool wrong() const { return leastWrong || mostWrong || turned; }
};

Range rangeOf(const Design& design, NodeIndex cluster) {
  Range range{design.read(cluster, "minAcu"), design.read(cluster, "maxAcu")};
  range.leastWrong = range.least.known() && !allowsCapacity(design, cluster, range.least.number());
  range.mostWrong = range.most.known() && !allowsMaximum(design, cluster, range.most.number());
  range.turned = range.whole() && range.least.number() > range.most.number();
  return range;
}

void checkCapacity(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const NodeIndex cluster : design.withTrait(trait::kClusterVolume)) {
    if (!isServerless(design, cluster)) continue;
    const Range range = rangeOf(design, cluster);
    if (range.whole() && !range.wrong()) continue;
    const bool both = range.leastWrong && range.mostWrong;
    const double from = range.mostWrong && !both ? leastMaximum(design, cluster) : factNumber(design, kCapacityMinimum);
    FindingSink::Arguments arguments{{"name", titled(design, cluster)},
                                     {"least", formatNumber(range.least.number())},
                                     {"most", formatNumber(range.most.number())},
                                     {"mode", modeLabel(design, cluster)},
                                     {"allowed", allowedText(design, cluster, from)}};
    if (range.leastWrong || range.mostWrong) {
      sink.report({cluster},
                  both ? "{name} is to have {least} to {most} ACU, but {mode} takes neither: allowed is {allowed}, and "
                         "AWS refuses anything else"
                  : range.leastWrong ? "{name} is to have at least {least} ACU, but {mode} takes {allowed}, and AWS "
                                       "refuses anything else"
                                     : "{name} is to have at most {most} ACU, but {mode} takes {allowed}, and AWS "
                                       "refuses anything else",
                  std::move(arguments), range.leastWrong ? "minAcu" : "maxAcu");
    } else if (range.turned) {
      sink.report(
          {cluster},
          "{name} is to have at least {least} ACU but at most {most}; the minimum may not be above the maximum, "
          "because AWS scales between the two",
          std::move(arguments), "minAcu");
    } else {
      const bool neither = !range.least.known() && !range.most.known();
      sink.reportUnknown({cluster},
                         neither ? "The minimum and maximum capacity of {name} are not given; {mode} scales between "
                                   "the two, which limits its load and its cost"
                         : range.least.known() ? "The maximum capacity of {name} is not given; {mode} scales up to it"
                                               : "The minimum capacity of {name} is not given; {mode} scales down to "
                                                 "it",
                         std::move(arguments), range.least.known() ? "maxAcu" : "minAcu");
    }
  }
}

// To what is allowed next to it, in order. What is not given, only people know.
std::optional<Edit> fixCapacity(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex cluster = design.indexOf(finding.subjects.front());
  if (cluster == kNone) return std::nullopt;
  const Range range = rangeOf(design, cluster);
  if (!range.whole() || !range.wrong()) return std::nullopt;
  const double one = nearestCapacity(design, cluster, range.least.number());
  const double other = nearestCapacity(design, cluster, range.most.number());
  const double least = std::min(one, other);
  const double most = std::max({one, other, leastMaximum(design, cluster)});
  Mending mending(
      design, "Let " + titled(design, cluster) + " have " + formatNumber(least) + " to " + formatNumber(most) + " ACU");
  if (least != range.least.number()) mending.set(cluster, "minAcu", written(least));
  if (most != range.most.number()) mending.set(cluster, "maxAcu", written(most));
  return mending.take();
}

void checkV1(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  const bool offered = design.profile().flag(kV1Offered).value_or(false);
  for (const NodeIndex cluster : design.withTrait(trait::kClusterVolume)) {
    if (!isServerlessV1(design, cluster)) continue;
    sink.report({cluster},
                offered ? "{name} is Aurora Serverless v1, which the course teaches but AWS ended on 2025-03-31, so it "
                          "cannot be created today"
                        : "{name} is Aurora Serverless v1, which AWS ended on 2025-03-31, so it cannot be created; "
                          "Serverless v2 takes its place, and has readers too",
                {{"name", titled(design, cluster)}}, "mode");
  }
}

// Serverless v2 has a writer and all endpoints, and other capacities.
std::optional<Edit> fixV1(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex cluster = design.indexOf(finding.subjects.front());
  if (cluster == kNone) return std::nullopt;
  Mending mending(design, "Convert " + titled(design, cluster) + " to Serverless v2");
  mending.set(cluster, "mode", Value("serverless-v2"));
  for (const char* key : {"minAcu", "maxAcu"}) {
    const Reading capacity = design.read(cluster, std::string_view(key));
    const double most = factNumber(design, kCapacityMaximum);
    if (capacity.known() && capacity.number() > most) mending.set(cluster, key, written(most));
  }
  if (!isSecondary(design, cluster) && !leaveOneWriter(mending, design, cluster)) return std::nullopt;
  if (!straighten(mending, design, cluster, strayWrites(design, cluster))) return std::nullopt;
  return mending.take();
}

std::vector<LinkIndex> otherEndpoints(const Design& design, NodeIndex cluster) {
  std::vector<LinkIndex> out = linksTo(design, cluster);
  std::erase_if(out, [&](LinkIndex l) { return endpointOf(design, l) == "cluster"; });
  return out;
}

void checkEndpoint(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const NodeIndex cluster : design.withTrait(trait::kClusterVolume)) {
    if (!isServerlessV1(design, cluster)) continue;
    std::vector<std::string> beside;
    const auto add = [&](std::size_t count, std::string_view noun) {
      if (count > 0) beside.push_back(counted(static_cast<std::int64_t>(count), noun));
    };
    add(instancesOf(design, cluster).size(), "instance");
    const std::int64_t custom = design.read(cluster, "customEndpoints").integer();
    add(static_cast<std::size_t>(std::max<std::int64_t>(0, custom)), "custom endpoint");
    const auto links = otherEndpoints(design, cluster);
    if (!links.empty()) beside.push_back("the " + endpointLabel(design, links.front()) + " endpoint in use");
    if (beside.empty()) continue;
    sink.report({cluster},
                "{name} is Aurora Serverless v1, which shows no instances and has one endpoint for reads and writes, "
                "but is drawn with {beside}: clients would not find it",
                {{"name", titled(design, cluster)}, {"beside", joined(beside)}});
  }
}

// Clients use the one endpoint, instances go. Not where an instance is drawn as a member of another cluster too.
std::optional<Edit> fixEndpoint(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex cluster = design.indexOf(finding.subjects.front());
  if (cluster == kNone) return std::nullopt;
  Mending mending(design, "Leave " + titled(design, cluster) + " its single endpoint");
  for (const LinkIndex l : otherEndpoints(design, cluster)) mending.setLink(l, "endpoint", Value("cluster"));
  if (design.read(cluster, "customEndpoints").integer() > 0) mending.set(cluster, "customEndpoints", Value(0));
  const auto instances = instancesOf(design, cluster);
  for (const NodeIndex instance : instances) {
    if (design.targets(instance, "member").size() > 1) return std::nullopt;
    for (const LinkIndex l : linksTo(design, instance)) {
      if (!mayUse(design, l, cluster)) return std::nullopt;
      Properties properties = design.link(l).properties;
      properties.erase("endpoint");
      mending.link("uses", design.link(l).from, design.node(cluster).id, std::move(properties));
    }
  }
  mending.remove(instances);
  return mending.take();
}

void checkDataApi(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  const bool offered = design.profile().flag(kDataApiProvisioned).value_or(false);
  for (const NodeIndex cluster : design.withTrait(trait::kClusterVolume)) {
    if (isServerless(design, cluster) || !design.read(cluster, "dataApi").flag()) continue;
    sink.report({cluster},
                offered
                    ? "{name} offers the Data API although its mode is {mode}, which AWS allows today (the course "
                      "teaches it for serverless clusters only)"
                    : "{name} offers the Data API although its mode is {mode}; only serverless clusters have it, so "
                      "clients would get no answer (AWS offers it on provisioned ones today)",
                {{"name", titled(design, cluster)}, {"mode", modeLabel(design, cluster)}}, "dataApi");
  }
}

constexpr RuleSource kCourse{"Course notes, AWS High Availability: Aurora Serverless", "2021"};

constexpr std::array kRules{
    Rule{
        .id = "aurora.serverless-capacity",
        .course2021 = Severity::error,
        .aws2026 = Severity::error,
        .title = "A serverless cluster has a minimum and a maximum capacity that AWS allows",
        .rationale =
            "Aurora scales between the two limits, which are set when the cluster is created. The minimum decides what "
            "it costs when idle, the maximum how much load it carries.",
        .rows = {"A29"},
        .sources = {{"AWS API reference, RDS ServerlessV2ScalingConfiguration", "2026-08-07"},
                    {"Amazon Aurora User Guide, Using Amazon Aurora Serverless v1", "2023-06-10"},
                    kCourse},
        .limits = {{"aurora.serverlessV2.capacity.minimum", "Serverless v2: lowest capacity in ACU"},
                   {"aurora.serverlessV2.capacity.maximum", "Serverless v2: highest capacity in ACU"},
                   {"aurora.serverlessV2.maximum.least", "Serverless v2: lowest maximum in ACU"},
                   {"aurora.serverlessV2.capacity.step", "Serverless v2: steps in ACU"},
                   {"aurora.serverlessV1.capacities.{engine}", "Serverless v1: capacities in ACU"}},
        .check = checkCapacity,
        .fix = fixCapacity},
    Rule{.id = "aurora.serverless-v1",
         .course2021 = Severity::info,
         .aws2026 = Severity::error,
         .title = "No cluster is Serverless v1, which AWS has ended",
         .rationale =
             "Aurora Serverless v1 ended on 2025-03-31, and AWS names no time for its failover to another zone. "
             "Serverless v2 has readers, all endpoints and a failover like provisioned clusters.",
         .rows = {"A30"},
         .sources = {{"Amazon Aurora User Guide, Using Amazon Aurora Serverless v1: end of life", "2025-03-31"},
                     kCourse},
         .limits = {{"aurora.serverlessV1.offered", "Serverless v1 is on offer"}},
         .check = checkV1,
         .fix = fixV1},
    Rule{.id = "aurora.serverless-endpoint",
         .course2021 = Severity::error,
         .aws2026 = Severity::warning,
         .title = "A Serverless v1 cluster has its single endpoint only",
         .rationale =
             "The first serverless version hides its instances behind one endpoint for reads and writes. Instances, "
             "readers and further endpoints exist from Serverless v2 on.",
         .rows = {"A31"},
         .sources = {kCourse, {"Amazon Aurora User Guide, How Aurora Serverless v1 works", "2023-06-10"}},
         .check = checkEndpoint,
         .fix = fixEndpoint},
    Rule{.id = "aurora.data-api",
         .course2021 = Severity::error,
         .aws2026 = Severity::info,
         .title = "Only a serverless cluster offers the Data API",
         .rationale = "The course knows the Data API, SQL over HTTPS, on serverless clusters only. AWS offers it on "
                      "Serverless v2 "
                      "and provisioned clusters today.",
         .rows = {"A33"},
         .sources = {kCourse, {"AWS API reference, RDS EnableHttpEndpoint", "2026-08-07"}},
         // What does not exist offers nothing; where the course has multi-master, that rule is only an info.
         .suppressedBy = {"aurora.multi-master-removed"},
         .limits = {{"aurora.dataApi.provisioned", "Data API on clusters that are not serverless"}},
         .check = checkDataApi,
         .noFix =
             "Whether clients give up the Data API or the cluster becomes serverless, people decide: either changes "
             "more than the drawing."},
};

}  // namespace

// The rule about pauses stands before the last one in the rulebook.
std::span<const Rule> auroraServerlessRules() { return std::span(kRules).first(kRules.size() - 1); }
std::span<const Rule> auroraDataApiRules() { return std::span(kRules).last(1); }

}  // namespace nines
