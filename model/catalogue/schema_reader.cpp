// Property schemas and conditions from JSON.
#include <algorithm>
#include <array>
#include <functional>
#include <utility>

#include "catalogue/catalogue_files.h"

namespace nines::catalogue_files {

namespace {

constexpr std::array<std::pair<std::string_view, PropertyType>, 12> kTypes{{
    {"boolean", PropertyType::boolean},
    {"integer", PropertyType::integer},
    {"number", PropertyType::number},
    {"text", PropertyType::text},
    {"choice", PropertyType::choice},
    {"choice-list", PropertyType::choiceList},
    {"text-list", PropertyType::textList},
    {"integer-list", PropertyType::integerList},
    {"node", PropertyType::node},
    {"node-list", PropertyType::nodeList},
    {"outage-targets", PropertyType::outageTargets},
    {"lifecycle", PropertyType::lifecycle},
}};

PropertyType readType(json::ObjectReader& reader) {
  const std::string name = reader.text("type");
  const auto at = std::ranges::find(kTypes, std::string_view(name), &std::pair<std::string_view, PropertyType>::first);
  if (at != kTypes.end()) return at->second;
  reader.fail(ErrorCode::unsupported, "type", "unknown property type \"" + name + "\"");
  return PropertyType::text;
}

std::vector<double> readSteps(json::ObjectReader& reader) {
  std::vector<double> out;
  const Value* value = reader.optionalValue("steps");
  if (!value) return out;
  const Value::Array* list = value->asArray();
  for (const Value& item : list ? *list : Value::Array()) {
    if (const auto number = item.asNumber()) out.push_back(*number);
  }
  const bool whole = list && out.size() == list->size() && out.size() > 1;
  if (!whole || std::ranges::adjacent_find(out, std::greater_equal()) != out.end())
    reader.fail(ErrorCode::wrongType, "steps", "expected two or more ascending numbers");
  return out;
}

PropertySchema readProperty(json::ObjectReader& reader) {
  PropertySchema out;
  out.key = reader.text("key");
  out.label = reader.text("label");
  out.section = reader.text("section");
  out.type = readType(reader);
  out.unit = reader.optionalText("unit");
  out.minimum = reader.optionalNumber("minimum");
  out.maximum = reader.optionalNumber("maximum");
  reader.each("choices", [&out](json::ObjectReader& choice) {
    out.choices.push_back({choice.text("value"), choice.text("label")});
  });
  out.steps = readSteps(reader);
  out.nodeKinds = reader.texts("nodeKinds");
  if (const Value* fallback = reader.optionalValue("default")) out.fallback = *fallback;
  out.fallbackFrom = reader.optionalText("defaultFrom");
  out.help = reader.text("help");
  out.source = reader.source("source");
  reader.texts("rows");  // rows of the fact sheet that the help honours: tests/claims compares
  return out;
}

std::string choiceProblem(const PropertySchema& schema, const Value& value) {
  const std::string* text = value.asText();
  if (!text || schema.choices.empty()) return {};
  const bool known = std::ranges::find(schema.choices, *text, &Choice::value) != schema.choices.end();
  return known ? std::string() : "\"" + *text + "\" is none of the choices";
}

}  // namespace

std::vector<PropertySchema> readProperties(json::ObjectReader& owner) {
  std::vector<PropertySchema> out;
  owner.each("properties", [&out](json::ObjectReader& reader) { out.push_back(readProperty(reader)); });
  return out;
}

Condition readCondition(json::ObjectReader& reader) {
  Condition out;
  out.incoming = reader.optionalText("incoming");
  out.outgoing = reader.optionalText("outgoing");
  out.property = reader.optionalText("property");
  if (const Value* is = reader.optionalValue("is")) {
    if (const Value::Array* values = is->asArray()) out.is = *values;
    else reader.fail(ErrorCode::wrongType, "is", "expected a list of values");
  }
  return out;
}

std::string valueProblem(const PropertySchema& schema, const Value& value) {
  if (const std::string type = schema.typeProblem(value); !type.empty()) return "expected " + type;
  if (schema.type == PropertyType::choice) return choiceProblem(schema, value);
  if (schema.type == PropertyType::choiceList) {
    for (const Value& item : *value.asArray()) {
      if (std::string problem = choiceProblem(schema, item); !problem.empty()) return problem;
    }
  }
  if (const auto number = value.asNumber()) {
    if (!schema.steps.empty() && std::ranges::find(schema.steps, *number) == schema.steps.end())
      return "the value is none of the steps";
    if (schema.minimum && *number < *schema.minimum) return "the value is below the minimum";
    if (schema.maximum && *number > *schema.maximum) return "the value is above the maximum";
  }
  return {};
}

}  // namespace nines::catalogue_files
