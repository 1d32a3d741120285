// Rules about storage classes: what lifecycle rules do with objects, and what one zone keeps.
#include <algorithm>
#include <array>

#include "rules/families.h"
#include "rules/limits.h"
#include "rules/mending.h"
#include "rules/places.h"
#include "rules/single_point_fixes.h"

namespace nines {

namespace {

constexpr std::string_view kExpire = "expire";

// One lifecycle rule as far as it can be judged: without a class or a day it does nothing that could be.
struct Step {
  std::string storageClass;  // or kExpire
  std::int64_t day = 0;      // after the object was written, or after its version became noncurrent
};

struct Steps {
  std::vector<Step> current;
  std::vector<Step> noncurrent;
  Value::Array other;  // rules that cannot be judged
};

const Value::Array* nextClasses(const Design& design, std::string_view storageClass) {
  const Fact* next = design.profile().fact("s3.lifecycle.next." + std::string(storageClass));
  return next ? next->value.asArray() : nullptr;
}

std::int64_t earliestDay(const Design& design, std::string_view storageClass) {
  return limitOf(design, "s3.lifecycle.enterAfterDays." + std::string(storageClass));
}

std::int64_t leastStay(const Design& design, std::string_view storageClass) {
  return limitOf(design, "s3.lifecycle.stayDays." + std::string(storageClass));
}

bool isNext(const Design& design, std::string_view from, std::string_view to) {
  const Value::Array* next = nextClasses(design, from);
  return to == kExpire || (next && std::ranges::find(*next, Value(to)) != next->end());
}

Steps stepsOf(const Design& design, NodeIndex bucket) {
  constexpr std::int64_t kEnd = 1000000;  // days; far beyond what anybody plans, and safe to add to
  Steps steps;
  const Reading lifecycle = design.read(bucket, "lifecycle");
  const Value::Array* rules = lifecycle.known() ? lifecycle.value->asArray() : nullptr;
  if (!rules) return steps;
  for (const Value& rule : *rules) {
    const Value::Object* fields = rule.asObject();
    const auto field = [&](std::string_view key) {
      const auto at = fields ? fields->find(key) : Value::Object::const_iterator();
      return fields && at != fields->end() ? at->second : Value();
    };
    const Value name = field("class");
    const auto day = field("afterDays").asInteger();
    const std::string* storageClass = name.asText();
    if (!storageClass || !day || (*storageClass != kExpire && !nextClasses(design, *storageClass))) {
      steps.other.push_back(rule);
      continue;
    }
    const Value noncurrent = field("noncurrent");
    const bool isOld = noncurrent.asBool() && *noncurrent.asBool();
    (isOld ? steps.noncurrent : steps.current).push_back({*storageClass, std::clamp<std::int64_t>(*day, -1, kEnd)});
  }
  std::ranges::stable_sort(steps.current, {}, &Step::day);
  std::ranges::stable_sort(steps.noncurrent, {}, &Step::day);
  return steps;
}

struct Fault {
  enum class Kind { order, early, shortStay, gone };
  Kind kind = Kind::order;
  Step from;
  Step to;
  std::int64_t least = 0;  // days
};

// The first step that S3 refuses or charges for. Objects are in `from` since day 0; how long noncurrent ones have been
// there nobody knows, so `isKnown` says whether leaving it can be too early.
std::optional<Fault> firstFault(const Design& design, Step from, const std::vector<Step>& steps, bool isKnown) {
  for (const Step& to : steps) {
    if (from.storageClass == kExpire) return Fault{Fault::Kind::gone, from, to, 0};
    if (!isNext(design, from.storageClass, to.storageClass)) return Fault{Fault::Kind::order, from, to, 0};
    const std::int64_t earliest = earliestDay(design, to.storageClass);
    if (to.day < earliest) return Fault{Fault::Kind::early, from, to, earliest};
    const std::int64_t stay = leastStay(design, from.storageClass);
    if (isKnown && to.day - from.day < stay) return Fault{Fault::Kind::shortStay, from, to, stay};
    from = to;
    isKnown = true;
  }
  return std::nullopt;
}

struct Judged {
  Step start;
  std::optional<Fault> fault;
  bool noncurrent = false;
};

Judged judged(const Design& design, NodeIndex bucket, const Steps& steps) {
  Judged out{{std::string(design.read(bucket, "storageClass").text()), 0}, {}, false};
  if (!nextClasses(design, out.start.storageClass)) return out;
  out.fault = firstFault(design, out.start, steps.current, true);
  if (out.fault) return out;
  out.noncurrent = true;
  out.fault = firstFault(design, out.start, steps.noncurrent, false);
  return out;
}

std::string classLabel(const Design& design, NodeIndex bucket, std::string_view storageClass) {
  const PropertySchema* schema = design.kind(bucket)->property("storageClass");
  return std::string(schema ? schema->choiceLabel(storageClass) : storageClass);
}

void checkLifecycleOrder(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const NodeIndex bucket : design.withTrait(trait::kBucket)) {
    if (!design.read(bucket, "lifecycle").known()) continue;
    const Judged found = judged(design, bucket, stepsOf(design, bucket));
    if (!found.fault) continue;
    const Fault& fault = *found.fault;
    const bool expires = fault.to.storageClass == kExpire;
    FindingSink::Arguments arguments{
        {"name", titled(design, bucket)},
        {"objects", found.noncurrent ? "noncurrent versions" : "objects"},
        {"from", classLabel(design, bucket, fault.from.storageClass)},
        {"step", expires ? "they expire" : "they move to " + classLabel(design, bucket, fault.to.storageClass)},
        {"to", classLabel(design, bucket, fault.to.storageClass)},
        {"day", std::to_string(fault.to.day)},
        {"gone", std::to_string(fault.from.day)},
        {"stay", counted(fault.to.day - fault.from.day, "day")},
        {"least", counted(fault.least, "day")}};
    switch (fault.kind) {
      case Fault::Kind::order:
        sink.report({bucket},
                    "The lifecycle of {name} moves {objects} from {from} to {to} on day {day}, but S3 does not move "
                    "objects that way and refuses such a rule",
                    std::move(arguments), "lifecycle");
        break;
      case Fault::Kind::early:
        sink.report({bucket},
                    "The lifecycle of {name} moves {objects} to {to} on day {day}, but S3 does so after {least} at the "
                    "earliest and refuses such a rule",
                    std::move(arguments), "lifecycle");
        break;
      case Fault::Kind::gone:
        sink.report({bucket},
                    "The lifecycle of {name} lets {objects} expire on day {gone} and does more with them on day {day}, "
                    "but S3 wants them to expire last and refuses such a rule",
                    std::move(arguments), "lifecycle");
        break;
      case Fault::Kind::shortStay:
        sink.report({bucket},
                    "The lifecycle of {name} keeps {objects} in {from} for {stay} before {step}, but that class is "
                    "for at least {least}, which are charged in any case",
                    std::move(arguments), "lifecycle");
        break;
    }
  }
}

// The same classes from warm to cold on the same days from early to late, each day put off as far as it has to be. What
// cannot come after what is left goes.
std::vector<Step> repaired(const Design& design, Step from, const std::vector<Step>& steps, bool isKnown) {
  std::vector<Step> moves;
  std::optional<Step> end;
  for (const Step& step : steps) {
    const bool isDouble =
        std::ranges::any_of(moves, [&](const Step& m) { return m.storageClass == step.storageClass; });
    if (step.storageClass != kExpire && !isDouble) moves.push_back(step);
    if (step.storageClass == kExpire && !end) end = step;
  }
  std::vector<std::int64_t> days;
  days.reserve(moves.size());
  for (const Step& move : moves) days.push_back(move.day);
  std::ranges::stable_sort(moves, std::ranges::greater(), [&](const Step& move) {
    const Value::Array* next = nextClasses(design, move.storageClass);
    return next ? next->size() : 0;
  });
  for (std::size_t i = 0; i < moves.size(); ++i) moves[i].day = days[i];
  if (end) moves.push_back(*end);
  std::vector<Step> out;
  for (Step& move : moves) {
    if (!isNext(design, from.storageClass, move.storageClass)) continue;
    move.day = std::max(move.day, earliestDay(design, move.storageClass));
    if (isKnown) move.day = std::max(move.day, from.day + leastStay(design, from.storageClass));
    if (move.storageClass == kExpire && !out.empty()) move.day = std::max(move.day, from.day + 1);
    out.push_back(move);
    from = move;
    isKnown = true;
  }
  return out;
}

std::optional<Edit> fixLifecycleOrder(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex bucket = design.indexOf(finding.subjects.front());
  if (bucket == kNone) return std::nullopt;
  const Steps steps = stepsOf(design, bucket);
  const Step start{std::string(design.read(bucket, "storageClass").text()), 0};
  Value::Array rules;
  const auto put = [&](const std::vector<Step>& list, bool noncurrent) {
    for (const Step& step : list) {
      Value::Object rule{{"class", Value(step.storageClass)}, {"afterDays", Value(step.day)}};
      if (noncurrent) rule.emplace("noncurrent", Value(true));
      rules.emplace_back(std::move(rule));
    }
  };
  put(repaired(design, start, steps.current, true), false);
  put(repaired(design, start, steps.noncurrent, false), true);
  rules.insert(rules.end(), steps.other.begin(), steps.other.end());
  Mending mending(design, "Order the lifecycle of " + titled(design, bucket));
  mending.set(bucket, "lifecycle", Value(std::move(rules)));
  return mending.take();
}

// The class that keeps what this one loses with its zone; nothing for a class that spans zones.
std::optional<std::string> saferClass(const Design& design, std::string_view storageClass) {
  return design.profile().text("s3.oneZone.saferClass." + std::string(storageClass));
}

const std::string* classOf(const Value& rule) {
  const Value::Object* fields = rule.asObject();
  const auto at = fields ? fields->find("class") : Value::Object::const_iterator();
  return fields && at != fields->end() ? at->second.asText() : nullptr;
}

bool isNoncurrent(const Value& rule) {
  const Value::Object* fields = rule.asObject();
  const auto at = fields ? fields->find("noncurrent") : Value::Object::const_iterator();
  const bool* flag = fields && at != fields->end() ? at->second.asBool() : nullptr;
  return flag && *flag;
}

// A lifecycle rule moves objects into a class of one zone: that class, or empty. Old versions have a newer one beside
// them.
std::string oneZoneMove(const Design& design, NodeIndex bucket) {
  const Reading lifecycle = design.read(bucket, "lifecycle");
  const Value::Array* rules = lifecycle.known() ? lifecycle.value->asArray() : nullptr;
  if (!rules) return {};
  for (const Value& rule : *rules) {
    const std::string* storageClass = classOf(rule);
    if (storageClass && !isNoncurrent(rule) && saferClass(design, *storageClass)) return *storageClass;
  }
  return {};
}

// Something else holds the same data: what it was copied from, or what it is copied to.
bool hasOtherCopy(const Design& design, NodeIndex bucket) {
  const auto other = [&](const std::vector<NodeIndex>& ends) {
    return std::ranges::any_of(ends, [&](NodeIndex end) { return end != bucket; });
  };
  return other(design.sources(bucket, "replicates")) || other(design.sources(bucket, "backs-up")) ||
         other(design.targets(bucket, "replicates")) || other(design.targets(bucket, "backs-up"));
}

void checkOneZone(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const NodeIndex bucket : design.withTrait(trait::kBucket)) {
    const std::string_view own = design.read(bucket, "storageClass").text();
    const bool isOwn = saferClass(design, own).has_value();
    const std::string moved = isOwn ? std::string() : oneZoneMove(design, bucket);
    if ((!isOwn && moved.empty()) || hasOtherCopy(design, bucket)) continue;
    Finding& finding =
        sink.report({bucket},
                    isOwn ? "{name} keeps the only copy of its data in {class}, in a single Availability Zone; an "
                            "only copy needs a class of at least three, because the data is lost with the zone"
                          : "The lifecycle of {name} moves the only copy of its data to {class}, in a single "
                            "Availability Zone; an only copy needs a class of at least three, because the data is lost "
                            "with the zone",
                    {{"name", titled(design, bucket)}, {"class", classLabel(design, bucket, isOwn ? own : moved)}},
                    isOwn ? "storageClass" : "lifecycle");
    if (!isJoined(design, bucket)) finding.severity = Severity::info;
  }
}

constexpr std::array kRules{
    Rule{.id = "s3.lifecycle-order",
         .title = "Lifecycle rules lead from warm to cold classes, in time",
         .rationale =
             "S3 moves objects to colder classes only, to the infrequent-access classes after 30 days at the earliest, "
             "and charges each class for its least number of days (30 for infrequent access, 90 and 180 for archives).",
         .rows = {"S10"},
         .sources = {{"Amazon S3 User Guide, storage classes and lifecycle transitions", "2023-06-09"},
                     {"AWS API reference, S3 Transition", "2026-08-07"}},
         .limits = {{"s3.lifecycle.next.*", "Classes that may follow"},
                    {"s3.lifecycle.enterAfterDays.*", "Days before a class may be entered, at least"},
                    {"s3.lifecycle.stayDays.*", "Days in a class before it is left, at least"}},
         .check = checkLifecycleOrder,
         .fix = fixLifecycleOrder},
    Rule{.id = "s3.one-zone-sole-copy",
         .course2021 = Severity::error,
         .aws2026 = Severity::error,
         .title = "A class of one zone never holds the only copy",
         .rationale =
             "One Zone-IA is as durable as the others until its Availability Zone is destroyed, and then it is gone. "
             "It suits second copies and what can be made again.",
         .rows = {"S11"},
         .sources = {{"Amazon S3 User Guide, storage classes", "2023-06-09"}},
         .limits = {{"s3.oneZone.saferClass.*", "Class of several zones instead"}},
         .check = checkOneZone,
         .fix = fixOneZoneBucket},
};

}  // namespace

// The class that spans zones instead, in the bucket and in its lifecycle; a move into the class that objects are in
// anyway goes.
std::optional<Edit> fixOneZoneBucket(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex bucket = design.indexOf(finding.subjects.front());
  if (bucket == kNone) return std::nullopt;
  Mending mending(design, "Keep " + titled(design, bucket) + " in more than one zone");
  std::string own(design.read(bucket, "storageClass").text());
  if (const auto safer = saferClass(design, own)) {
    own = *safer;
    mending.set(bucket, "storageClass", Value(own));
  }
  if (oneZoneMove(design, bucket).empty()) return mending.take();
  Value::Array rules;
  const Reading lifecycle = design.read(bucket, "lifecycle");
  for (const Value& rule : *lifecycle.value->asArray()) {
    const std::string* storageClass = classOf(rule);
    const auto safer = storageClass ? saferClass(design, *storageClass) : std::nullopt;
    if (!safer) {
      rules.push_back(rule);
    } else if (*safer != own) {
      Value::Object fields = *rule.asObject();
      fields.insert_or_assign("class", Value(*safer));
      if (std::ranges::find(rules, Value(fields)) == rules.end()) rules.emplace_back(std::move(fields));
    }
  }
  mending.set(bucket, "lifecycle", Value(std::move(rules)));
  return mending.take();
}

std::span<const Rule> s3ClassRules() { return kRules; }

}  // namespace nines
