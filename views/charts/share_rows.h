// What the lists beside the chart show of a workload or store.
#pragma once

#include "analysis/report.h"
#include "charts/share_model.h"
#include "semantics/design.h"

namespace nines {

// What limits a workload or store: its events, the heaviest first, each with the downtime in which it has its part
// (criticality times the whole), which is what would be saved if it never happened. Two events that fail together both
// have theirs, so that the rows can come to more than the whole. Empty for what has no exact figure. Those of a store
// are not in the report: they are what storeContributors() says of it.
std::vector<ShareRow> limitRows(const Report& report, const Design& design, const std::string& workload);
std::vector<ShareRow> limitRows(const Report& report, const std::string& store, const std::vector<Contributor>& limits);

// The factors of a workload's product of SLAs, or the one SLA of a store; the worst first.
std::vector<ShareRow> productRows(const Report& report, const Design& design, const std::string& id);

// "3 single points"; empty where there is none or nobody knows.
QString singlePointsText(const Report& report, const std::string& id);

// One sentence on product and estimate of a workload; empty where one of them is unknown.
QString productText(const Report& report, const std::string& id);
// Its figures alone.
QString productFigures(const Report& report, const std::string& id);

}  // namespace nines
