#include "catalogue/assumptions.h"

#include <cassert>
#include <map>

#include "catalogue/catalogue_files.h"

namespace nines {

namespace {

constexpr const char* kFile = "catalogue/assumptions.json";

std::vector<PropertySchema> readAssumptions() {
  const auto text = resource(kFile);
  auto parsed = text ? json::parse(*text, kFile) : Result<Value>(Value());
  assert(parsed.ok());
  const Value json = parsed ? std::move(parsed).value() : Value();
  json::Problems problems;
  json::ObjectReader reader(json, kFile, {}, problems);
  std::vector<PropertySchema> out = catalogue_files::readProperties(reader);
  reader.finish();
  assert(!problems.any());
  return out;
}

}  // namespace

std::span<const PropertySchema> assumptionSchemas() {
  static const std::vector<PropertySchema> schemas = readAssumptions();
  return schemas;
}

const PropertySchema* assumptionSchema(std::string_view key) {
  static const auto index = [] {
    std::map<std::string_view, const PropertySchema*> out;
    for (const PropertySchema& schema : assumptionSchemas()) out.emplace(schema.key, &schema);
    return out;
  }();
  const auto at = index.find(key);
  return at == index.end() ? nullptr : at->second;
}

std::vector<std::string> strangeAssumptions(const Value::Object& own) {
  std::vector<std::string> out;
  for (const auto& [key, value] : own) {
    if (!assumptionSchema(key)) out.push_back(key);
  }
  return out;
}

const Fact* profileFigure(const Profile& profile, std::string_view key) {
  const auto at = profile.assumptions.find(key);
  return at == profile.assumptions.end() ? profile.fact(key) : &at->second;
}

}  // namespace nines
