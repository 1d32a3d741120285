#include "catalogue/choice_traits.h"

#include <algorithm>
#include <cassert>

#include "catalogue/json.h"
#include "support/resources.h"

namespace nines {

namespace {

struct Table {
  std::vector<ChoiceTrait> names;
  std::vector<ChoiceTraits> choices;
};

Table readTable() {
  constexpr const char* kPath = "catalogue/choice-traits.json";
  const auto text = resource(kPath);
  auto parsed = text ? json::parse(*text, kPath) : Result<Value>(Value());
  assert(parsed.ok() && parsed.value().asObject());
  const Value json = parsed ? std::move(parsed).value() : Value();
  json::Problems problems;
  json::ObjectReader reader(json, kPath, {}, problems);
  Table out;
  reader.each("traits", [&out](json::ObjectReader& r) { out.names.push_back({r.text("name"), r.text("meaning")}); });
  reader.each("choices", [&out](json::ObjectReader& r) {
    out.choices.push_back({r.text("kind"), r.text("property"), r.text("value"), r.texts("traits")});
  });
  reader.finish();
  assert(!problems.any());
  return out;
}

const Table& shippedTable() {
  static const Table table = readTable();
  return table;
}

}  // namespace

std::span<const ChoiceTraits> choiceTraits() { return shippedTable().choices; }

std::span<const ChoiceTrait> choiceTraitNames() { return shippedTable().names; }

bool choiceHas(std::string_view kind, std::string_view property, std::string_view value, std::string_view trait) {
  return std::ranges::any_of(choiceTraits(), [&](const ChoiceTraits& c) {
    return c.value == value && c.property == property && c.kind == kind &&
           std::ranges::find(c.traits, trait) != c.traits.end();
  });
}

}  // namespace nines
