// Tables beside the kinds: Regions, instance classes, values that editors offer, rules that judge values, and which
// properties say something only beside others.
#include <algorithm>
#include <cassert>
#include <cmath>

#include "catalogue/instance_classes.h"
#include "catalogue/json.h"
#include "catalogue/profile.h"
#include "catalogue/relevance.h"
#include "catalogue/suggestions.h"
#include "catalogue/value_rules.h"

namespace nines {

namespace {

Value table(std::string_view path) {
  const auto text = resource(path);
  auto parsed = text ? json::parse(*text, std::string(path)) : Result<Value>(Value());
  assert(parsed.ok() && parsed.value().asObject());
  return parsed ? std::move(parsed).value() : Value();
}

std::vector<RegionFact> readRegions() {
  const Value json = table("catalogue/regions.json");
  json::Problems problems;
  json::ObjectReader reader(json, "catalogue/regions.json", {}, problems);
  std::vector<RegionFact> out;
  reader.source("source");
  reader.optionalText("note");
  reader.each("regions", [&out](json::ObjectReader& r) {
    RegionFact region{r.text("code"), r.text("place"), {}};
    for (const std::string& letter : r.texts("zones")) region.zones.push_back(region.code + letter);
    out.push_back(std::move(region));
  });
  reader.finish();
  assert(!problems.any());
  return out;
}

struct Classes {
  std::map<std::string, InstanceClass, std::less<>> byName;
  std::vector<std::string> names;  // in the file's order
  Source source;
};

Classes readClasses() {
  const Value json = table("catalogue/instance-classes.json");
  json::Problems problems;
  json::ObjectReader reader(json, "catalogue/instance-classes.json", {}, problems);
  Classes out;
  out.source = reader.source("source");
  reader.each("families", [&out](json::ObjectReader& r) {
    std::vector<std::pair<std::string, InstanceClass>> sizes;
    const std::vector<std::string> names = r.texts("names");
    r.each("sizes", [&](json::ObjectReader& s) {
      const std::string size = s.text("size");
      sizes.emplace_back(size, InstanceClass{static_cast<int>(std::lround(s.number("vcpus"))), s.number("memoryGib")});
    });
    for (const std::string& name : names) {
      for (const auto& [size, value] : sizes) {
        out.names.push_back(name + "." + size);
        out.byName.emplace(out.names.back(), value);
      }
    }
  });
  reader.finish();
  assert(!problems.any());
  return out;
}

const Classes& shippedClasses() {
  static const Classes classes = readClasses();
  return classes;
}

struct SuggestionList {
  std::vector<std::string> kinds;
  std::string property;
  std::string where;  // another property, which has to be ...
  std::string is;     // ... this; empty: always
  Suggestions offered;
};

// Instance classes have a table of their own, of which a list may offer those alone that begin like one of `only`.
void addClasses(const std::string& start, const std::vector<std::string>& only, Suggestions& offered) {
  offered.classes = true;
  if (offered.source.text.empty()) offered.source = instanceClassSource();
  for (const std::string& name : instanceClassNames(start)) {
    const bool fits = std::ranges::any_of(only, [&](const std::string& begin) { return name.starts_with(begin); });
    if (only.empty() || fits) offered.values.push_back(name);
  }
}

std::vector<SuggestionList> readSuggestions() {
  const Value json = table("catalogue/suggestions.json");
  json::Problems problems;
  json::ObjectReader reader(json, "catalogue/suggestions.json", {}, problems);
  std::vector<SuggestionList> out;
  reader.each("lists", [&out](json::ObjectReader& r) {
    SuggestionList list{r.texts("kinds"), r.text("property"), r.optionalText("where"), r.optionalText("is"), {}};
    list.offered.values = r.texts("values");
    list.offered.source = r.source("source");
    const std::vector<std::string> only = r.texts("only");
    if (const std::string start = r.optionalText("classes"); !start.empty()) addClasses(start, only, list.offered);
    out.push_back(std::move(list));
  });
  reader.finish();
  assert(!problems.any());
  return out;
}

std::vector<ValueRules> readValueRules() {
  const Value json = table("catalogue/value-rules.json");
  json::Problems problems;
  json::ObjectReader reader(json, "catalogue/value-rules.json", {}, problems);
  std::vector<ValueRules> out;
  reader.each("properties", [&out](json::ObjectReader& r) {
    out.push_back({r.text("kind"), r.text("property"), r.texts("below"), r.texts("above")});
  });
  reader.finish();
  assert(!problems.any());
  return out;
}

Relevance::Drawn drawnOf(const std::string& name) {
  assert(name.empty() || name == "replica" || name == "no-members");
  if (name.empty()) return Relevance::Drawn::any;
  return name == "replica" ? Relevance::Drawn::replica : Relevance::Drawn::noMembers;
}

std::vector<Relevance> readRelevance() {
  const Value json = table("catalogue/relevance.json");
  json::Problems problems;
  json::ObjectReader reader(json, "catalogue/relevance.json", {}, problems);
  std::vector<Relevance> out;
  reader.each("properties", [&out](json::ObjectReader& r) {
    Relevance row{r.text("of"), r.text("property"), r.optionalText("where"), {}, r.texts("ends"), {}};
    const Value* is = r.optionalValue("is");
    if (const Value::Array* values = is ? is->asArray() : nullptr) row.is = *values;
    row.drawn = drawnOf(r.optionalText("drawn"));
    out.push_back(std::move(row));
  });
  reader.finish();
  assert(!problems.any());
  return out;
}

const std::vector<SuggestionList>& suggestionLists() {
  static const std::vector<SuggestionList> lists = readSuggestions();
  return lists;
}

}  // namespace

std::span<const RegionFact> awsRegions() {
  static const std::vector<RegionFact> regions = readRegions();
  return regions;
}

const RegionFact* awsRegion(std::string_view code) {
  const auto regions = awsRegions();
  const auto at = std::ranges::find(regions, code, &RegionFact::code);
  return at == regions.end() ? nullptr : &*at;
}

std::optional<InstanceClass> instanceClass(std::string_view name) {
  const auto& classes = shippedClasses().byName;
  const auto at = classes.find(name);
  if (at == classes.end()) return std::nullopt;
  return at->second;
}

std::vector<std::string> instanceClassNames(std::string_view start) {
  std::vector<std::string> out;
  for (const std::string& name : shippedClasses().names) {
    if (name.starts_with(start)) out.push_back(name);
  }
  return out;
}

const Source& instanceClassSource() { return shippedClasses().source; }

const std::vector<ValueRules>& allValueRules() {
  static const std::vector<ValueRules> rules = readValueRules();
  return rules;
}

const ValueRules& valueRules(std::string_view kind, std::string_view property) {
  static const ValueRules none;
  const auto& all = allValueRules();
  const auto at = std::ranges::find_if(
      all, [&](const ValueRules& rules) { return rules.property == property && rules.kind == kind; });
  return at == all.end() ? none : *at;
}

const std::vector<Relevance>& allRelevance() {
  static const std::vector<Relevance> all = readRelevance();
  return all;
}

const Relevance* relevanceOf(std::string_view kind, std::string_view property) {
  const auto& all = allRelevance();
  const auto at =
      std::ranges::find_if(all, [&](const Relevance& row) { return row.property == property && row.of == kind; });
  return at == all.end() ? nullptr : &*at;
}

Suggestions suggestionsFor(std::string_view kind, std::string_view property,
                           const std::function<const Value*(std::string_view key)>& effective) {
  for (const SuggestionList& list : suggestionLists()) {
    if (list.property != property || std::ranges::find(list.kinds, kind) == list.kinds.end()) continue;
    const Value* value = list.where.empty() ? nullptr : effective(list.where);
    const std::string* text = value ? value->asText() : nullptr;
    if (list.where.empty() || (text && *text == list.is)) return list.offered;
  }
  return {};
}

bool suggestionsDependOn(std::string_view kind, std::string_view property, std::string_view other) {
  return std::ranges::any_of(suggestionLists(), [&](const SuggestionList& list) {
    return list.property == property && list.where == other && std::ranges::find(list.kinds, kind) != list.kinds.end();
  });
}

}  // namespace nines
