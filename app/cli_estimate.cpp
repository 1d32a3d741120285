#include <fmt/format.h>

#include "analysis/report.h"
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

std::string workloadTable(const Estimates& estimates, bool colours) {
  Rows rows{heading({"WORKLOAD", "PRODUCT OF SLAS", "DOWN PER YEAR", "TARGET"})};
  for (const WorkloadEstimate& workload : estimates.workloads) {
    const std::optional<double>& product = workload.slaProduct;
    rows.push_back({{workload.id, Style::strong},
                    {product ? percent(*product) : "unknown"},
                    {product ? downtimePerYear(*product) : "unknown"},
                    {workload.target ? percent(*workload.target) : "-"}});
    if (!workload.unknownBecause.empty()) rows.back().push_back({workload.unknownBecause, Style::note});
    else if (workload.target && product && *product < *workload.target)
      rows.back().push_back({"product below the target", Style::warning});
  }
  return table(rows, colours);
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
  Rows rows{heading({"STORE", "SLA", "CONFIGURATION", "SOURCE"})};
  for (const StoreEstimate& store : estimates.stores) {
    rows.push_back({{store.id, Style::strong},
                    {store.sla ? percent(*store.sla) : "unknown"},
                    {store.configuration},
                    {sourceText(store.source), Style::faint}});
  }
  return table(rows, colours);
}

std::string asText(const Estimates& estimates) {
  const bool colours = hasColours(stdout);
  std::string out;
  if (!estimates.workloads.empty()) {
    out += "Estimate: AWS's rule of thumb, the product of the SLAs on each path. Only a rough order of magnitude.\n\n";
    out += workloadTable(estimates, colours) + factorTables(estimates, colours);
  }
  if (!estimates.stores.empty()) out += (out.empty() ? "" : "\n") + storeTable(estimates, colours);
  return out.empty() ? "There are no workloads and no data stores to estimate.\n" : out;
}

}  // namespace

int estimate(const EstimateOptions& options) {
  const auto input = readInput(options.file);
  if (!input) {
    complain(input.error().text());
    return kUnreadable;
  }
  const Estimates estimates = estimateSlas(Design(input->topology, Catalogue::shipped(), judgingProfile(*input)));
  return print(options.format == Format::json ? estimatesJson(estimates) : asText(estimates)) ? kClean : kUnreadable;
}

}  // namespace nines::cli
