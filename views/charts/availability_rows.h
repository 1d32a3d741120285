// The figures of the availability dock, ready to be shown: what the chart and the table of factors read.
#pragma once

#include <QString>
#include <optional>
#include <string>
#include <vector>

#include "analysis/report.h"
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
  std::optional<double> availability;  // of the SLAs; nothing where one is unknown
  std::optional<double> target;
  QString downtime;  // per year; "unknown" where it is; empty for headings
  QString toolTip;   // rich text: figure, factors with sources, or why it is unknown

  bool isBar() const { return kind != Kind::heading; }
  bool missed() const { return availability && target && *availability < *target - 1e-12; }
  bool operator==(const AvailabilityRow&) const = default;
};

// Workloads first, then stores, each with a heading, in order of their names.
std::vector<AvailabilityRow> availabilityRows(const Report& report, const Design& design);

// One factor of a workload's product, or the one SLA of a store.
struct FactorRow {
  QString name;    // "orders-db, Multi-AZ"
  QString names;   // "orders-db": of the resources
  QString detail;  // "Multi-AZ", or what alternatives are worth; may be empty
  double availability = 1;
  double share = 0;  // of the downtime that all factors cause, 0 to 1
  QString sla;       // "99.95 %"
  QString downtime;  // per year
  QString source;
  bool operator==(const FactorRow&) const = default;
};

// The worst first; empty where there is no such estimate.
std::vector<FactorRow> factorRows(const Report& report, const Design& design, const std::string& id);

// "99.97 %, target 99.95 % met", or why there is no figure.
QString verdictOf(const AvailabilityRow& row, const Report& report);

}  // namespace nines
