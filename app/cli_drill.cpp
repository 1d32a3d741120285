#include <fmt/format.h>

#include <vector>

#include "cli_commands.h"
#include "cli_drill_text.h"
#include "cli_input.h"
#include "cli_text.h"
#include "formats/drill_json.h"
#include "recovery/driller.h"

namespace nines::cli {

namespace {

bool drillAll(const DrillOptions& options, const Design& design, const Driller& driller) {
  if (options.format == Format::json) return writeAllDrills(design, driller, print);
  const auto matrix = driller.matrix();
  return !matrix || print(matrixText(design, *matrix, hasColours(stdout)));  // nobody stops it
}

std::string drillThese(const std::vector<Outage>& outages, const DrillOptions& options, const Design& design,
                       const Driller& driller) {
  std::vector<Drill> drills;
  drills.reserve(outages.size());
  for (const Outage& outage : outages) drills.push_back(driller.drill(outage));
  if (options.format == Format::json) return drillsJson(design, drills);
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
  const bool printed =
      outages.empty() ? drillAll(options, design, driller) : print(drillThese(outages, options, design, driller));
  return printed ? kClean : kUnreadable;
}

}  // namespace nines::cli
