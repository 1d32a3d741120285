#include "formats/tables.h"

#include <algorithm>
#include <array>

namespace nines {

namespace {

constexpr std::array<std::string_view, 11> kResources{"id",     "name", "kind", "kindLabel", "container", "account",
                                                      "region", "zone", "path", "assumed",   "others"};
constexpr std::array<std::string_view, 9> kLinks{"id", "kind",   "kindLabel", "from",  "fromName",
                                                 "to", "toName", "assumed",   "others"};
constexpr std::array<std::string_view, 12> kFindings{"severity", "rule",         "title",    "message",
                                                     "subjects", "subjectNames", "property", "unknown",
                                                     "waived",   "waiverReason", "fixable",  "key"};
constexpr std::array<std::string_view, 18> kEstimates{
    "type",   "id",  "name",          "availability",  "unavailability", "downtimeSecondsPerYear",
    "target", "met", "slaProduct",    "slaProductMet", "singlePoints",   "read",
    "write",  "sla", "configuration", "source",        "sourceDate",     "unknownBecause"};
constexpr std::array<std::string_view, 15> kDrills{"workload",
                                                   "workloadName",
                                                   "kind",
                                                   "outage",
                                                   "title",
                                                   "recovers",
                                                   "rtoBestSeconds",
                                                   "rtoWorstSeconds",
                                                   "rtoTargetSeconds",
                                                   "readRtoBestSeconds",
                                                   "readRtoWorstSeconds",
                                                   "rpoBestSeconds",
                                                   "rpoWorstSeconds",
                                                   "rpoTargetSeconds",
                                                   "verdict"};

constexpr std::array kTables{
    NamedTable{"resources", kResources, false, resourcesTable},
    NamedTable{"links", kLinks, false, linksTable},
    NamedTable{"findings", kFindings, true, findingsTable},
    NamedTable{"estimates", kEstimates, true, estimatesTable},
    NamedTable{"drills", kDrills, true, drillsTable},
};

}  // namespace

std::span<const NamedTable> namedTables() { return kTables; }

const NamedTable* namedTable(std::string_view name) {
  const auto found = std::ranges::find(kTables, name, &NamedTable::name);
  return found == kTables.end() ? nullptr : &*found;
}

}  // namespace nines
