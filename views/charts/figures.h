// Figures of availability as the dock's parts say them.
#pragma once

#include <QString>
#include <string>

#include "analysis/report.h"
#include "semantics/design.h"

namespace nines {

QString percentText(double fraction);
// Of seconds.
QString durationText(double seconds);
// All digits that a figure has: for tooltips.
QString exactText(double fraction);
// "Amazon RDS SLA, 2024-01-22"; empty where there is none.
QString sourceText(const Source& source);
// The name people gave the node.
QString nameText(const Design& design, const std::string& id);

// Null where the estimates do not speak of it.
const WorkloadEstimate* workloadOf(const Report& report, const std::string& id);
const StoreEstimate* storeOf(const Report& report, const std::string& id);

}  // namespace nines
