#include "formats/tables_json.h"

#include "catalogue/wording.h"
#include "formats/drill_json.h"
#include "formats/enclosures.h"
#include "formats/json_writer.h"
#include "formats/property_readings.h"
#include "formats/report_json.h"
#include "formats/tables.h"

namespace nines {

namespace {

using json::Writer;

constexpr std::size_t kVersion = 1;

void writeProperties(Writer& out, const std::vector<PropertyReading>& readings) {
  out.object([&] {
    for (const PropertyReading& reading : readings) {
      out.key(reading.key).object([&] {
        out.key("value").value(*reading.value);
        out.key("unit").textOrNull(reading.schema ? std::string_view(reading.schema->unit) : std::string_view());
        out.key("assumed").value(reading.assumed);
      });
    }
  });
}

void writeResource(Writer& out, const Design& design, const Enclosures& enclosures, NodeIndex i) {
  const Node& node = design.node(i);
  const NodeIndex account = enclosures.account(i);
  const NodeIndex region = design.region(i);
  const NodeIndex zone = design.zone(i);
  out.object([&] {
    out.key("id").value(node.id);
    out.key("name").value(titleOf(design, i));
    out.key("kind").value(node.kind);
    out.key("kindLabel").value(labelOf(design.catalogue(), node.kind));
    out.key("container").textOrNull(node.parent);
    out.key("account").textOrNull(account == kNone ? std::string_view() : design.node(account).id);
    out.key("region").textOrNull(region == kNone ? std::string_view() : design.regionCode(region));
    out.key("zone").textOrNull(zone == kNone ? std::string_view() : design.zoneCode(zone));
    writeProperties(out.key("properties"), readingsOf(design, i));
  });
}

void writeLink(Writer& out, const Design& design, LinkIndex i) {
  const Link& link = design.link(i);
  const LinkKind* kind = design.linkKind(i);
  out.object([&] {
    out.key("id").value(link.id);
    out.key("kind").value(link.kind);
    out.key("kindLabel").value(kind ? kind->label : link.kind);
    out.key("from").value(link.from);
    out.key("to").value(link.to);
    writeProperties(out.key("properties"), readingsOfLink(design, i));
  });
}

FileFindings findingsOf(const Design& design, const Report& report) {
  FileFindings out{{}, design.profile().id, report.findings, report.waivers, {}, {}};
  if (design.topology().profile != design.profile().id) out.unknownProfile = design.topology().profile;
  out.idle = idleWaivers(design.topology(), report.waivers);
  out.said = design.topology().waivers;
  return out;
}

}  // namespace

std::string tablesJson(const Design& design, const Report& report, const TablePart& part) {
  const Enclosures enclosures(design);
  Writer out;
  out.object([&] {
    out.key("ninesTables").value(kVersion);
    out.key("name").value(design.topology().name);
    out.key("only");
    part.only().empty() ? out.null() : out.strings(part.only());
    writeFindings(out, findingsOf(design, report));
    out.key("resources").array(part.nodes(), [&](NodeIndex i) { writeResource(out, design, enclosures, i); });
    out.key("links").array(part.links(), [&](LinkIndex i) { writeLink(out, design, i); });
    out.key("estimates").object([&] {
      if (report.estimates) writeEstimates(out, *report.estimates);
    });
    out.key("drills").object([&] {
      if (report.matrix) writeMatrix(out.key("matrix"), *report.matrix);
    });
  });
  return std::move(out).take();
}

bool isOwnTablesJson(std::string_view beginning) { return beginning.starts_with("{\"ninesTables\": "); }

}  // namespace nines
