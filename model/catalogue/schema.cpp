// What a property's value must look like, and look-ups inside kinds.
#include <algorithm>
#include <bit>
#include <cmath>

#include "catalogue/catalogue.h"

namespace nines {

namespace {

bool isTextList(const Value& value) {
  const Value::Array* list = value.asArray();
  return list && std::ranges::all_of(*list, [](const Value& v) { return v.asText() != nullptr; });
}

bool isIntegerList(const Value& value) {
  const Value::Array* list = value.asArray();
  return list && std::ranges::all_of(*list, [](const Value& v) { return v.asInteger().has_value(); });
}

bool isOutageTargets(const Value& value) {
  if (value.asNumber()) return true;
  const Value::Object* byKind = value.asObject();
  return byKind && std::ranges::all_of(*byKind, [](const auto& entry) { return entry.second.asNumber().has_value(); });
}

// Keys that a newer program may have added are let through.
bool isLifecycleRule(const Value& value) {
  const Value::Object* rule = value.asObject();
  if (!rule) return false;
  for (const auto& [key, v] : *rule) {
    if (key == "class" && !v.asText()) return false;
    if (key == "afterDays" && !v.asInteger()) return false;
    if (key == "noncurrent" && !v.asBool()) return false;
  }
  return true;
}

bool isLifecycle(const Value& value) {
  const Value::Array* rules = value.asArray();
  return rules && std::ranges::all_of(*rules, isLifecycleRule);
}

template <class List, class Projection>
auto findBy(const List& list, std::string_view key, Projection projection) -> decltype(list.data()) {
  const auto at = std::ranges::find(list, key, projection);
  return at == list.end() ? nullptr : &*at;
}

}  // namespace

std::string_view PropertySchema::choiceLabel(std::string_view value) const {
  const Choice* choice = findBy(choices, value, &Choice::value);
  return choice ? std::string_view(choice->label) : value;
}

std::string PropertySchema::typeProblem(const Value& value) const {
  const auto expect = [](bool holds, const char* what) { return std::string(holds ? "" : what); };
  switch (type) {
    case PropertyType::boolean:
      return expect(value.asBool(), "true or false");
    case PropertyType::integer: {
      // Also one that no machine word holds: it is out of every range, which is no reason not to load.
      const auto number = value.asNumber();
      return expect(number && std::trunc(*number) == *number, "a whole number");
    }
    case PropertyType::number:
      return expect(value.asNumber().has_value(), "a number");
    case PropertyType::text:
    case PropertyType::choice:
      return expect(value.asText(), "a text");
    case PropertyType::node:
      return expect(value.asText(), "a node id");
    case PropertyType::choiceList:
    case PropertyType::textList:
      return expect(isTextList(value), "a list of texts");
    case PropertyType::nodeList:
      return expect(isTextList(value), "a list of node ids");
    case PropertyType::integerList:
      return expect(isIntegerList(value), "a list of whole numbers");
    case PropertyType::outageTargets:
      return expect(isOutageTargets(value), "a number, or an object of numbers by outage kind");
    case PropertyType::lifecycle:
      return expect(isLifecycle(value), "a list of objects with class, afterDays and noncurrent");
  }
  return {};
}

PropertyPositions::PropertyPositions(const std::vector<PropertySchema>& properties) {
  if (properties.empty()) return;
  m_slots.resize(std::bit_ceil(2 * properties.size()));
  m_mask = static_cast<std::uint32_t>(m_slots.size() - 1);
  for (std::uint32_t i = 0; i < properties.size(); ++i) {
    const std::uint32_t hash = PropertyKey(properties[i].key).hash();
    std::uint32_t at = hash & m_mask;
    while (m_slots[at].position != kNone) at = (at + 1) & m_mask;
    m_slots[at] = {hash, i};
  }
}

const PropertySchema* Kind::property(std::string_view key) const {
  return findBy(properties, key, &PropertySchema::key);
}

const Sla* Kind::sla(std::string_view configuration) const { return findBy(slas, configuration, &Sla::configuration); }

const Preset* Kind::presetOf(const std::function<const Value*(std::string_view key)>& effective) const {
  const Preset* best = nullptr;
  for (const Preset& preset : presets) {
    const bool fits = std::ranges::all_of(preset.properties, [&](const auto& entry) {
      const Value* v = effective(entry.first);
      return v && *v == entry.second;
    });
    if (fits && (!best || preset.properties.size() > best->properties.size())) best = &preset;
  }
  return best;
}

const PropertySchema* LinkKind::property(std::string_view key) const {
  return findBy(properties, key, &PropertySchema::key);
}

}  // namespace nines
