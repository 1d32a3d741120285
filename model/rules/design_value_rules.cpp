// The rule about values that the catalogue says nothing can have.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

#include "catalogue/value_rules.h"
#include "rules/families.h"
#include "rules/limits.h"
#include "rules/places.h"
#include "semantics/archives.h"
#include "support/format.h"

namespace nines {

namespace {

// Numbers that are too low or too high, and rules of their own say so, with limits and exceptions of their own.
bool isJudgedElsewhere(std::string_view kind, const PropertySchema& schema, const Value& value) {
  const std::optional<double> number = value.asNumber();
  if (!number) return false;
  const ValueRules& rules = valueRules(kind, schema.key);
  if (schema.minimum && *number < *schema.minimum) return !rules.below.empty();
  return schema.maximum && *number > *schema.maximum && !rules.above.empty();
}

bool isChoice(const PropertySchema& schema, const Value& value) {
  const std::string* text = value.asText();
  return text && std::ranges::find(schema.choices, *text, &Choice::value) != schema.choices.end();
}

bool isInRange(const PropertySchema& schema, double number) {
  if (!schema.steps.empty()) return std::ranges::find(schema.steps, number) != schema.steps.end();
  return (!schema.minimum || number >= *schema.minimum) && (!schema.maximum || number <= *schema.maximum);
}

// A target for one kind of outage.
bool isTarget(const PropertySchema& schema, const std::string& kind, const Value& value) {
  const std::optional<double> number = value.asNumber();
  return isChoice(schema, Value(kind)) && (!number || isInRange(schema, *number));
}

// Values of the type that the file demands; of another type none is loaded.
bool isPossible(const PropertySchema& schema, const Value& value) {
  if (schema.type == PropertyType::choice) return isChoice(schema, value);
  if (schema.type == PropertyType::choiceList) {
    const Value::Array* items = value.asArray();
    return !items || std::ranges::all_of(*items, [&](const Value& item) { return isChoice(schema, item); });
  }
  if (const Value::Object* byKind = value.asObject(); byKind && schema.type == PropertyType::outageTargets) {
    return std::ranges::all_of(*byKind, [&](const auto& entry) { return isTarget(schema, entry.first, entry.second); });
  }
  const std::optional<double> number = value.asNumber();
  return !number || isInRange(schema, *number);
}

std::string withUnit(const PropertySchema& schema, const std::string& number) {
  return schema.unit.empty() ? number : number + " " + schema.unit;
}

// "-4 GB", "foxpro", "region: -1 s".
std::string said(const PropertySchema& schema, const Value& value) {
  if (const std::string* text = value.asText()) return "\"" + *text + "\"";
  if (const std::optional<double> number = value.asNumber()) return withUnit(schema, formatNumber(*number));
  std::vector<std::string> parts;
  if (const Value::Array* items = value.asArray()) {
    for (const Value& item : *items) {
      if (!isChoice(schema, item)) parts.push_back(said(schema, item));
    }
  }
  if (const Value::Object* byKind = value.asObject()) {
    for (const auto& [kind, each] : *byKind) {
      if (!isTarget(schema, kind, each)) parts.push_back(said(schema, each) + " for " + kind);
    }
  }
  return joined(parts);
}

// "from 0 to 15", "1 or more", "10 or 30 s", "MySQL or PostgreSQL".
std::string possible(const PropertySchema& schema) {
  constexpr std::size_t kMost = 12;
  std::vector<std::string> names;
  names.reserve(schema.choices.size() + schema.steps.size());
  const bool targets = schema.type == PropertyType::outageTargets;
  for (const Choice& choice : schema.choices) names.push_back(choice.label);
  if (targets) return withUnit(schema, "0") + " or more, for " + joined(names, "or", kMost);
  if (!names.empty()) return joined(names, "or", kMost);
  for (const double step : schema.steps) names.push_back(fmt::format("{:g}", step));
  if (!names.empty()) return withUnit(schema, joined(names, "or", kMost));
  // Large bounds as they are written, not as 1e+06.
  const auto text = [](double bound) {
    return std::floor(bound) == bound ? fmt::format("{:.0f}", bound) : fmt::format("{:g}", bound);
  };
  const std::string least = text(schema.minimum.value_or(0));
  const std::string most = text(schema.maximum.value_or(0));
  if (!schema.maximum) return withUnit(schema, least) + " or more";
  if (!schema.minimum) return withUnit(schema, most) + " or less";
  return "from " + least + " to " + withUnit(schema, most);
}

bool isBounded(const PropertySchema& schema) {
  return schema.type == PropertyType::choice || schema.type == PropertyType::choiceList ||
         schema.type == PropertyType::outageTargets || !schema.steps.empty() || schema.minimum || schema.maximum;
}

bool isNaming(const PropertySchema& schema) { return !schema.nodeKinds.empty(); }

// Some of the properties of each kind, by their positions there: what is not among them is not even looked at.
template <class Kind>
class Chosen {
 public:
  Chosen(std::span<const Kind> kinds, bool (*isChosen)(const PropertySchema&)) : m_first(kinds.data()) {
    m_positions.resize(kinds.size());
    for (std::size_t k = 0; k < kinds.size(); ++k) {
      for (std::uint32_t at = 0; at < kinds[k].properties.size(); ++at) {
        if (isChosen(kinds[k].properties[at])) m_positions[k].push_back(at);
      }
    }
  }

  // Calls with those that are set, and their values.
  template <class Found>
  void eachSet(const Kind& kind, std::span<const Value* const> values, const Found& found) const {
    for (const std::uint32_t at : m_positions[static_cast<std::size_t>(&kind - m_first)]) {
      if (values[at]) found(kind.properties[at], *values[at]);
    }
  }

 private:
  const Kind* m_first;
  std::vector<std::vector<std::uint32_t>> m_positions;  // by the position of the kind
};

FindingSink::Arguments arguments(std::string name, const PropertySchema& schema, const Value& value) {
  return {{"name", std::move(name)},
          {"label", schema.label},
          {"value", said(schema, value)},
          {"possible", possible(schema)}};
}

bool isZoneCode(const Design& design, const std::string& text) {
  const auto isOne = [&](NodeIndex zone) { return design.region(zone) != kNone && design.zoneCode(zone) == text; };
  return std::ranges::any_of(design.withTrait(trait::kZone), isOne) ||
         std::ranges::any_of(awsRegions(), [&](const RegionFact& region) {
           return std::ranges::find(region.zones, text) != region.zones.end();
         });
}

// Whether the text names what the property wants: a node of such a kind, a Region that AWS has, or a zone that AWS has
// or whose code is drawn.
bool isReference(const Design& design, const PropertySchema& schema, const std::string& text) {
  const NodeIndex named = design.indexOf(text);
  return std::ranges::any_of(schema.nodeKinds, [&](const std::string& id) {
    const Kind* kind = design.catalogue().kind(id);
    if (named != kNone) return design.kind(named) == kind;
    if (kind->has(trait::kRegion)) return awsRegion(text) != nullptr;
    return kind->has(trait::kZone) && isZoneCode(design, text);
  });
}

// What is named and is not there.
std::vector<std::string> strayNames(const Design& design, const PropertySchema& schema, const Value& value) {
  std::vector<std::string> out;
  const auto look = [&](const Value& name) {
    const std::string* text = name.asText();
    if (text && !isReference(design, schema, *text)) out.push_back("\"" + *text + "\"");
  };
  const Value::Array* names = value.asArray();
  if (!names) look(value);
  else std::ranges::for_each(*names, look);
  return out;
}

void reportStrayNames(const Design& design, NodeIndex node, const PropertySchema& schema, const Value& names,
                      FindingSink& sink) {
  const auto stray = strayNames(design, schema, names);
  if (stray.empty()) return;
  const Kind* wanted = design.catalogue().kind(schema.nodeKinds.front());
  sink.report(
          {node},
          "\"{label}\" of {name} names {stray}, which is no {kind} that is drawn or that AWS has, so it counts "
          "as not said",
          {{"label", schema.label}, {"name", titled(design, node)}, {"stray", joined(stray)}, {"kind", wanted->label}},
          schema.key)
      .variant = schema.key;
}

// How an archive is read back, where its class does not have it: single values may be, both together not.
void reportRetrieval(const Design& design, NodeIndex node, FindingSink& sink) {
  constexpr std::string_view kKey = "retrieval";
  if (design.read(node, kKey).state != Reading::State::set) return;
  const auto retrieval = archiveRetrieval(design, node);
  const PropertySchema* schema = retrieval ? design.kind(node)->property(kKey) : nullptr;
  if (!retrieval || !schema || retrieval->offered) return;
  const Value asked(std::string(design.read(node, kKey).text()));
  if (!isChoice(*schema, asked)) return;  // said already
  const std::string_view storageClass = design.read(node, "storageClass").text();
  std::vector<std::string> others;
  for (const Choice& choice : schema->choices) {
    if (offersRetrieval(design, storageClass, choice.value)) others.push_back(choice.label);
  }
  const PropertySchema* classes = design.kind(node)->property("storageClass");
  sink.report({node},
              "\"{label}\" of {name} is {value}, which AWS does not have for {class}, only {possible}; so every figure "
              "counts with {counted}, whatever the recovery hopes for",
              {{"label", schema->label},
               {"name", titled(design, node)},
               {"value", std::string(schema->choiceLabel(*asked.asText()))},
               {"class", std::string(classes ? classes->choiceLabel(storageClass) : storageClass)},
               {"possible", joined(others, "or")},
               {"counted", std::string(schema->choiceLabel(retrieval->speed))}},
              kKey)
      .variant = kKey;
}

void checkAllowedValue(const RuleContext& context, FindingSink& sink) {
  constexpr std::string_view kPhrase =
      "\"{label}\" of {name} is {value}, but can only be {possible}, so no answer that rests on it can be trusted";
  const Design& design = context.design();
  const Chosen<Kind> bounded(design.catalogue().kinds(), isBounded);
  const Chosen<Kind> naming(design.catalogue().kinds(), isNaming);
  for (NodeIndex i = 0; i < design.nodeCount(); ++i) {
    const Kind* kind = design.kind(i);
    if (!kind) continue;
    bounded.eachSet(*kind, design.values(i), [&](const PropertySchema& schema, const Value& value) {
      if (isPossible(schema, value) || isJudgedElsewhere(kind->id, schema, value)) return;
      // Several of one node are apart by the property.
      sink.report({i}, kPhrase, arguments(std::string(titleOf(design, i)), schema, value), schema.key).variant =
          schema.key;
    });
    naming.eachSet(*kind, design.values(i), [&](const PropertySchema& schema, const Value& value) {
      reportStrayNames(design, i, schema, value, sink);
    });
  }
  for (const NodeIndex bucket : design.withTrait(trait::kBucket)) reportRetrieval(design, bucket, sink);
  const Chosen<LinkKind> boundedLinks(design.catalogue().linkKinds(), isBounded);
  for (LinkIndex l = 0; l < design.linkCount(); ++l) {
    const LinkKind* kind = design.linkKind(l);
    if (!kind) continue;
    boundedLinks.eachSet(*kind, design.linkValues(l), [&](const PropertySchema& schema, const Value& value) {
      if (isPossible(schema, value)) return;
      const std::string ends =
          fmt::format("the link from {} to {}", titleOf(design, design.from(l)), titleOf(design, design.to(l)));
      sink.report({design.from(l), design.to(l)}, kPhrase, arguments(ends, schema, value)).variant =
          design.link(l).id + "." + schema.key;
    });
  }
}

constexpr std::array kRules{
    Rule{.id = "design.allowed-value",
         .course2021 = Severity::warning,
         .aws2026 = Severity::warning,
         .title = "Values are such as can be",
         .rationale =
             "A negative size, an engine that does not exist or a promotion tier beyond the last one comes of a typing "
             "error or of another tool, and every figure worked out of it is wrong in a way that nobody sees.",
         .rows = {},
         .sources = {{"The catalogue of this program: ranges and lists of values, each with its own source",
                      "2026-11-22"},
                     {"Amazon S3 User Guide, archive retrieval options", "2023-06-09"}},
         .check = checkAllowedValue,
         .noFix = "Only a person knows which value was meant."},
};

}  // namespace

std::span<const Rule> designValueRules() { return kRules; }

}  // namespace nines
