#include "catalogue/assumptions.h"

#include <algorithm>
#include <cassert>

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
  const auto all = assumptionSchemas();
  const auto at = std::ranges::find(all, key, &PropertySchema::key);
  return at == all.end() ? nullptr : &*at;
}

}  // namespace nines
