#include <fmt/format.h>

#include <set>
#include <vector>

#include "cli_commands.h"
#include "cli_drill_text.h"
#include "cli_input.h"
#include "cli_text.h"
#include "formats/drill_json.h"
#include "recovery/driller.h"

namespace nines::cli {

namespace {

// Every outage that a cell speaks of, each once and in the order of the matrix.
std::vector<Drill> drillsOf(const DrillMatrix& matrix, const Driller& driller) {
  std::vector<Drill> out;
  std::set<Outage> seen;
  const auto add = [&](const Outage& outage) {
    if (!outage.parts.empty() && seen.insert(outage).second) out.push_back(driller.drill(outage));
  };
  for (const MatrixColumn& column : matrix.columns) {
    if (column.outage) add(*column.outage);
    else
      for (const MatrixCell& cell : column.cells) add(cell.outage);
  }
  return out;
}

std::string drillAll(const DrillOptions& options, const Design& design, const Driller& driller) {
  const auto matrix = driller.matrix();
  if (!matrix) return {};  // nobody stops it
  if (options.format == Format::json) return drillsJson(drillsOf(*matrix, driller), &*matrix);
  return matrixText(design, *matrix, hasColours(stdout));
}

std::string drillThese(const std::vector<Outage>& outages, const DrillOptions& options, const Design& design,
                       const Driller& driller) {
  std::vector<Drill> drills;
  drills.reserve(outages.size());
  for (const Outage& outage : outages) drills.push_back(driller.drill(outage));
  if (options.format == Format::json) return drillsJson(drills);
  std::string out;
  for (const Drill& drill : drills) out += (out.empty() ? "" : "\n\n") + drillText(design, drill, hasColours(stdout));
  return out;
}

}  // namespace

int drill(const DrillOptions& options) {
  const auto input = readInput(options.file);
  if (!input) {
    complain(input.error().text());
    return kUnreadable;
  }
  const Design design(input->topology, Catalogue::shipped(), judgingProfile(*input));
  std::vector<Outage> outages;
  outages.reserve(options.outages.size());
  for (const std::string& text : options.outages) {
    auto outage = readOutage(design, text);
    if (!outage) {
      complain(fmt::format("nines: --outage {}: {} (see nines drill --help)", text, outage.error().reason));
      return kUsage;
    }
    outages.push_back(std::move(*outage));
  }
  const Closure closure(design);
  const RecoveryPlans plans(design, closure);
  const Driller driller(design, closure, plans);
  const std::string text =
      outages.empty() ? drillAll(options, design, driller) : drillThese(outages, options, design, driller);
  return print(text) ? kClean : kUnreadable;
}

}  // namespace nines::cli
