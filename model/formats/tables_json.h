// All tables of a design in one JSON document, UTF-8, one line. Keys are fixed, more may be added; null where nothing
// is known; figures as everywhere: seconds, fractions of time.
//
// {"ninesTables": 1,                       the form's version; by this beginning a file is known as ours
//  "name": text, "profile": text,          of the design; whose facts counted
//  "only": [ids] | null,                   the resources that were asked for, with all in them; null: the whole design.
//                                          Of the others there is nothing here; figures are those of the whole design
//  "unknownProfile": text | null,          the one that the design names, where this version lacks it
//  "resources": [{"id", "name", "kind", "kindLabel", "container": id | null,
//                 "account": id | null, "region": code | null, "zone": code | null,
//                 "properties": {key: {"value": as in the design's file, "unit": text | null, "assumed": true |
//                 false}}}],
//  "links": [{"id", "kind", "kindLabel", "from": id, "to": id, "properties": likewise}],
//  "findings": [as `nines check` has them, without lines], "staleWaivers": [keys], "endedWaivers": [keys],
//  "unreadableWaivers": [keys], "unexplainedWaivers": [keys], "idleWaivers": [objects, likewise],
//  "estimates": {"workloads", "stores"}    as `nines estimate` has them
//  "drills": {"matrix": []}}               the recovery matrix as `nines drill` has it, with affected workloads only
#pragma once

#include <string>
#include <string_view>

#include "analysis/report.h"
#include "formats/table_part.h"
#include "semantics/design.h"

namespace nines {

// Of the part, with a report that is about it (TablePart::of).
std::string tablesJson(const Design& design, const Report& report, const TablePart& part);

// Whether it begins as that does.
bool isOwnTablesJson(std::string_view beginning);

}  // namespace nines
