// Tables of what AWS has that are no kinds: Regions and instance classes.
#include <algorithm>
#include <cassert>
#include <cmath>

#include "catalogue/instance_classes.h"
#include "catalogue/json.h"
#include "catalogue/profile.h"

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

using Classes = std::map<std::string, InstanceClass, std::less<>>;

Classes readClasses() {
  const Value json = table("catalogue/instance-classes.json");
  json::Problems problems;
  json::ObjectReader reader(json, "catalogue/instance-classes.json", {}, problems);
  Classes out;
  reader.source("source");
  reader.each("families", [&out](json::ObjectReader& r) {
    const std::vector<std::string> names = r.texts("names");
    r.each("sizes", [&](json::ObjectReader& s) {
      const std::string size = s.text("size");
      const InstanceClass value{static_cast<int>(std::lround(s.number("vcpus"))), s.number("memoryGib")};
      for (const std::string& name : names) out.emplace(name + "." + size, value);
    });
  });
  reader.finish();
  assert(!problems.any());
  return out;
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
  static const Classes classes = readClasses();
  const auto at = classes.find(name);
  if (at == classes.end()) return std::nullopt;
  return at->second;
}

}  // namespace nines
