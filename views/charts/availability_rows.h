// The figures of the availability dock, ready to be shown: what the chart and the table of factors read.
#pragma once

#include <QString>
#include <optional>
#include <string>
#include <vector>

#include "analysis/report.h"
#include "copying/text_table.h"
#include "semantics/design.h"

namespace nines {

// Ends of the nines scale: 90 % and 99.999 %.
inline constexpr double kLeastNines = 1;
inline constexpr double kMostNines = 5;

// -log10(1 - availability), clamped to the scale.
double ninesOf(double availability);

struct AvailabilityRow {
  enum class Kind { heading, workload, store };

  Kind kind = Kind::heading;
  std::string id;  // of the node; empty for headings
  QString name;
  std::optional<double> availability;  // estimated; of a store the lower of read and write
  std::optional<double> target;
  QString downtime;  // per year; "unknown" where it is; empty for headings
  QString toolTip;   // rich text: the figure with all its digits, the product beside it, or why it is unknown

  bool isBar() const { return kind != Kind::heading; }
  bool missed() const { return availability && target && *availability < *target - 1e-12; }
  bool operator==(const AvailabilityRow&) const = default;
};

// Workloads first, then stores, each with a heading, in order of their names.
std::vector<AvailabilityRow> availabilityRows(const Report& report, const Design& design);

// What the chart shows of them, for the clipboard; headings become a column.
TextTable availabilityTable(const std::vector<AvailabilityRow>& rows);

// "99.97 %, target 99.95 % met", or why there is no figure.
QString verdictOf(const AvailabilityRow& row, const Report& report);

}  // namespace nines
