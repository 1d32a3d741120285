#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "availability/contributors.h"
#include "availability/estimate.h"
#include "availability/simulated_design.h"
#include "cli_commands.h"
#include "cli_input.h"
#include "cli_text.h"
#include "formats/report_json.h"

namespace nines::cli {

namespace {

using Rows = std::vector<std::vector<Cell>>;

std::vector<Cell> heading(std::initializer_list<const char*> titles) {
  std::vector<Cell> out;
  for (const char* title : titles) out.push_back({title, Style::faint});
  return out;
}

std::string sourceText(const Source& source) {
  return source.date.empty() ? source.text : fmt::format("{} ({})", source.text, source.date);
}

std::string figure(const std::optional<double>& availability) {
  return availability ? percent(*availability) : "unknown";
}

std::string workloadTable(const Estimates& estimates, bool colours) {
  Rows rows{heading({"WORKLOAD", "AVAILABILITY", "DOWN PER YEAR", "TARGET", "PRODUCT OF SLAS"})};
  for (const WorkloadEstimate& workload : estimates.workloads) {
    const ExactFigure& exact = workload.exact;
    rows.push_back({{workload.id, Style::strong},
                    {figure(exact.availability)},
                    {exact.availability ? downtimePerYear(*exact.availability) : "unknown"},
                    {workload.target ? percent(*workload.target) : "-"},
                    {figure(workload.slaProduct)}});
    const std::string& why = exact.unknownBecause.empty() ? workload.unknownBecause : exact.unknownBecause;
    if (!why.empty()) rows.back().push_back({why, Style::note});
    else if (workload.target && exact.availability && *exact.availability < *workload.target)
      rows.back().push_back({"below the target", Style::warning});
  }
  return table(rows, colours);
}

// What keeps each workload from being available, the most important first.
std::string limitTables(const Topology& topology, const Estimates& estimates, bool colours) {
  constexpr std::size_t kShown = 5;
  std::string out;
  for (const WorkloadEstimate& workload : estimates.workloads) {
    const auto limits = limiting(workload.contributors);
    if (limits.empty()) continue;
    const std::vector<std::string> labels = distinctLabels(topology, workload.events);
    Rows rows{heading({"LIMITED BY", "SHARE OF DOWNTIME", "IF IT NEVER FAILED"})};
    for (std::size_t i = 0; i < std::min(kShown, limits.size()); ++i) {
      const Contributor& limit = limits[i];
      rows.push_back(
          {{labels[limit.event]}, {fmt::format("{:.3g} %", limit.criticality * 100)}, {percent(limit.ifPerfect)}});
    }
    out += "\n" + styled({workload.id, Style::strong}, colours) + "\n" + table(rows, colours, "  ");
    if (!workload.singlePoints.empty()) {
      const Cell text{fmt::format("Single points of failure: {}", fmt::join(workload.singlePoints, ", "))};
      out += "  " + styled(text, colours) + "\n";
    }
  }
  return out;
}

void addFactors(Rows& rows, const std::vector<SlaFactor>& factors, const std::string& indent) {
  for (const SlaFactor& factor : factors) {
    rows.push_back(
        {{indent + factor.label}, {percent(factor.availability)}, {sourceText(factor.source), Style::faint}});
    for (const auto& branch : factor.alternatives) addFactors(rows, branch, indent + "  ");
  }
}

std::string factorTables(const Estimates& estimates, bool colours) {
  std::string out;
  for (const WorkloadEstimate& workload : estimates.workloads) {
    if (workload.factors.empty()) continue;
    Rows rows{heading({"FACTOR", "SLA", "SOURCE"})};
    addFactors(rows, workload.factors, {});
    out += "\n" + styled({workload.id, Style::strong}, colours) + "\n" + table(rows, colours, "  ");
  }
  return out;
}

std::string storeTable(const Estimates& estimates, bool colours) {
  Rows rows{heading({"STORE", "READ", "WRITE", "SLA", "CONFIGURATION", "SOURCE"})};
  for (const StoreEstimate& store : estimates.stores) {
    rows.push_back({{store.id, Style::strong},
                    {figure(store.read.availability)},
                    {figure(store.write.availability)},
                    {figure(store.sla)},
                    {store.configuration},
                    {sourceText(store.source), Style::faint}});
  }
  return table(rows, colours);
}

std::string asText(const Topology& topology, const Estimates& estimates) {
  const bool colours = hasColours(stdout);
  std::string out;
  if (!estimates.workloads.empty()) {
    out +=
        "Estimate of what is drawn, from AWS's SLAs and Nines' assumptions about Regions and zones. Beside it AWS's\n"
        "rule of thumb, the product of the SLAs on each path: only a rough order of magnitude.\n\n";
    out += workloadTable(estimates, colours) + limitTables(topology, estimates, colours) +
           factorTables(estimates, colours);
  }
  if (!estimates.stores.empty()) out += (out.empty() ? "" : "\n") + storeTable(estimates, colours);
  return out.empty() ? "There are no workloads and no data stores to estimate.\n" : out;
}

std::string yearsTable(const Estimates& estimates, const SimulatedWorkloads& simulated) {
  if (estimates.workloads.empty()) return {};
  Rows rows{heading({"WORKLOAD", "DOWN PER YEAR", "OF THE MEAN, 99 %", "HALF OF THE YEARS", "95 OF 100", "99 OF 100"})};
  for (std::size_t i = 0; i < estimates.workloads.size(); ++i) {
    rows.push_back({{estimates.workloads[i].id, Style::strong}});
    const auto& years = simulated.workloads[i];
    if (!years) {
      rows.back().push_back({"unknown"});
      continue;
    }
    rows.back().push_back({duration(years->mean)});
    rows.back().push_back({duration(years->meanLow) + " to " + duration(years->meanHigh)});
    for (const double seconds : {years->p50, years->p95, years->p99}) rows.back().push_back({duration(seconds)});
  }
  return fmt::format("\nSimulated, {} years, seed {}: no more than that in so many years.\n\n", simulated.years,
                     simulated.seed) +
         table(rows, hasColours(stdout));
}

}  // namespace

int estimate(const EstimateOptions& options) {
  const auto input = readInput(options.file);
  if (!input) {
    complain(input.error().text());
    return kUnreadable;
  }
  const Design design(input->topology, Catalogue::shipped(), judgingProfile(*input));
  const auto estimates = nines::estimate(design);
  std::optional<SimulatedWorkloads> simulated;
  if (options.simulatedYears > 0) {
    SimulationOptions drawing;
    drawing.years = options.simulatedYears;
    drawing.seed = options.seed;
    simulated = simulateWorkloads(ReliabilityGraph(design), drawing);
  }
  if (!estimates) return kUnreadable;  // nobody stops it
  const SimulatedWorkloads* years = simulated ? &*simulated : nullptr;
  if (options.format == Format::json) return print(estimatesJson(*estimates, years)) ? kClean : kUnreadable;
  return print(asText(*input->topology, *estimates) + (years ? yearsTable(*estimates, *years) : "")) ? kClean
                                                                                                     : kUnreadable;
}

}  // namespace nines::cli
