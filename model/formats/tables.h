// A design, and what the analyses say of it, as tables of typed cells, for spreadsheets and programs.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "semantics/design.h"

namespace nines {

struct Report;
class TablePart;

struct TableColumn {
  std::string key;   // never changes its meaning
  std::string unit;  // empty: none, or the key says it
};

struct DataTable {
  std::vector<TableColumn> columns;
  std::vector<std::vector<Value>> rows;  // as long as there are columns; null: nothing is known, or nothing is there
};

struct NamedTable {
  std::string_view name;  // "resources"
  // The columns that every design has, first and in this order. A table of properties has one more for each property
  // that something in the design has, in the catalogue's order.
  std::span<const std::string_view> keys;
  bool ofReport;  // made of what the analyses say; else the report may be null
  // Of the part, with a report that is about it (TablePart::of).
  DataTable (*make)(const Design& design, const Report* report, const TablePart& part);
};

// Those of a part have its rows of the same tables, and its columns: a property that nothing in it has is none.
//
// resources: every node. kindLabel: what people call the kind; container: the id of what it stands in; account, region,
//   zone: the nearest around it, Region and zone by code; path: titles of what is around it, from the outermost (where
//   that is much, of the outermost and of the nearest); assumed: the properties whose value is assumed, all others are
//   set; others: an object of the properties that no kind of this version has.
// links: likewise, with ids and titles of both ends.
// findings: with waived ones, which say so.
// estimates: workloads and data stores, told apart by `type`. Fractions of time, seconds.
// drills: workload x outage, the recovery matrix, without the outages that leave a workload alone. Seconds; verdict:
//   met, missed or unknown, empty without a target.
std::span<const NamedTable> namedTables();
// Null: there is none of that name.
const NamedTable* namedTable(std::string_view name);

// Each in its file.
DataTable resourcesTable(const Design& design, const Report* report, const TablePart& part);
DataTable linksTable(const Design& design, const Report* report, const TablePart& part);
DataTable findingsTable(const Design& design, const Report* report, const TablePart& part);
DataTable estimatesTable(const Design& design, const Report* report, const TablePart& part);
DataTable drillsTable(const Design& design, const Report* report, const TablePart& part);

}  // namespace nines
