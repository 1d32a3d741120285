// The tables of what is drawn: resources and links.
#include <map>
#include <set>

#include "catalogue/wording.h"
#include "formats/enclosures.h"
#include "formats/property_readings.h"
#include "formats/table_part.h"
#include "formats/tables.h"

namespace nines {

namespace {

using Readings = std::vector<std::vector<PropertyReading>>;

DataTable tableOf(std::string_view name, std::size_t rows) {
  DataTable out;
  const auto keys = namedTable(name)->keys;
  out.columns.reserve(keys.size());
  for (const std::string_view key : keys) out.columns.push_back({std::string(key), {}});
  out.rows.reserve(rows);
  return out;
}

Value textOrNull(std::string_view text) { return text.empty() ? Value() : Value(text); }

Value assumedIn(const std::vector<PropertyReading>& readings) {
  Value::Array out;
  for (const PropertyReading& reading : readings) {
    if (reading.assumed) out.emplace_back(reading.key);
  }
  return out.empty() ? Value() : Value(std::move(out));
}

// A column for each property that a row has, whichever kinds share it. `kinds` gives their order. What no kind has goes
// into one column: a file may name as many properties as it likes, and every row is as long as there are columns.
template <class Kinds>
void addProperties(DataTable& table, const Readings& readings, const Kinds& kinds) {
  const std::size_t others = table.columns.size() - 1;
  std::set<std::string_view> used;
  for (const auto& row : readings) {
    for (const PropertyReading& reading : row) used.insert(reading.key);
  }
  std::map<std::string_view, std::size_t> columns;
  for (const auto& kind : kinds) {
    for (const PropertySchema& schema : kind.properties) {
      if (used.contains(schema.key) && columns.emplace(schema.key, table.columns.size()).second)
        table.columns.push_back({schema.key, schema.unit});
    }
  }
  for (std::size_t i = 0; i < readings.size(); ++i) {
    auto& row = table.rows[i];
    row.resize(table.columns.size());
    Value::Object unknown;
    for (const PropertyReading& reading : readings[i]) {
      const auto column = columns.find(reading.key);
      if (column != columns.end()) row[column->second] = *reading.value;
      else unknown.emplace(reading.key, *reading.value);
    }
    if (!unknown.empty()) row[others] = std::move(unknown);
  }
}

// Nobody nests so deep by hand; a file that does must not grow with the square of its depth.
constexpr std::uint32_t kNearest = 10;

std::string pathOf(const Design& design, const Enclosures& enclosures, NodeIndex i) {
  const std::uint32_t depth = enclosures.depth(i);
  std::vector<std::string_view> titles;  // the nearest first
  titles.reserve(kNearest + 2);
  for (NodeIndex up = design.parent(i); up != kNone && titles.size() < kNearest; up = design.parent(up))
    titles.push_back(titleOf(design, up));
  if (depth > kNearest + 1) titles.emplace_back("…");
  if (depth > kNearest) titles.push_back(titleOf(design, enclosures.outermost(i)));
  std::string out;
  for (auto title = titles.rbegin(); title != titles.rend(); ++title)
    out.append(out.empty() ? "" : " / ").append(*title);
  return out;
}

}  // namespace

DataTable resourcesTable(const Design& design, const Report* /*report*/, const TablePart& part) {
  DataTable out = tableOf("resources", part.nodes().size());
  const Enclosures enclosures(design);
  Readings readings;
  readings.reserve(part.nodes().size());
  for (const NodeIndex i : part.nodes()) {
    const Node& node = design.node(i);
    readings.push_back(readingsOf(design, i));
    const NodeIndex account = enclosures.account(i);
    const NodeIndex region = design.region(i);
    const NodeIndex zone = design.zone(i);
    out.rows.push_back({node.id, titleOf(design, i), node.kind, labelOf(design.catalogue(), node.kind),
                        textOrNull(node.parent), account == kNone ? Value() : Value(titleOf(design, account)),
                        region == kNone ? Value() : Value(design.regionCode(region)),
                        zone == kNone ? Value() : Value(design.zoneCode(zone)),
                        textOrNull(pathOf(design, enclosures, i)), assumedIn(readings.back()), Value()});
  }
  addProperties(out, readings, design.catalogue().kinds());
  return out;
}

DataTable linksTable(const Design& design, const Report* /*report*/, const TablePart& part) {
  DataTable out = tableOf("links", part.links().size());
  Readings readings;
  readings.reserve(part.links().size());
  for (const LinkIndex i : part.links()) {
    const Link& link = design.link(i);
    readings.push_back(readingsOfLink(design, i));
    const LinkKind* kind = design.linkKind(i);
    out.rows.push_back({link.id, link.kind, kind ? kind->label : link.kind, link.from, titleOf(design, design.from(i)),
                        link.to, titleOf(design, design.to(i)), assumedIn(readings.back()), Value()});
  }
  addProperties(out, readings, design.catalogue().linkKinds());
  return out;
}

}  // namespace nines
