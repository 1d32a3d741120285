#include "formats/property_readings.h"

namespace nines {

namespace {

template <class KindOf, class Read>
std::vector<PropertyReading> collected(const KindOf* kind, const Properties& set, Read read) {
  std::vector<PropertyReading> out;
  out.reserve((kind ? kind->properties.size() : 0) + set.size());
  if (kind) {
    for (const PropertySchema& schema : kind->properties) {
      const Reading reading = read(schema.key);
      if (reading.known())
        out.push_back({schema.key, &schema, reading.value, reading.state == Reading::State::assumed});
    }
  }
  for (const auto& [key, value] : set) {
    if (!kind || !kind->property(key)) out.push_back({key, nullptr, &value, false});
  }
  return out;
}

}  // namespace

std::vector<PropertyReading> readingsOf(const Design& design, NodeIndex i) {
  return collected(design.kind(i), design.node(i).properties,
                   [&](std::string_view key) { return design.read(i, key); });
}

std::vector<PropertyReading> readingsOfLink(const Design& design, LinkIndex i) {
  return collected(design.linkKind(i), design.link(i).properties,
                   [&](std::string_view key) { return design.readLink(i, key); });
}

}  // namespace nines
