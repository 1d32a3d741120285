#include "formats/matrix_markdown.h"

#include <fmt/format.h>

#include "formats/markdown.h"
#include "recovery/runbook.h"
#include "support/format.h"

namespace nines {

namespace {

std::string timeText(const std::optional<Span>& time, const std::optional<double>& target) {
  std::string out = time ? spanText(*time) : std::string("unknown");
  if (target) out += fmt::format(" (target {})", formatDuration(*target));
  return out;
}

std::string rtoText(const MatrixCell& cell) {
  if (!cell.recovers) return "no recovery";
  return timeText(cell.rto, cell.rtoTarget);
}

// What is gone for good has no amount in time.
std::string rpoText(const MatrixCell& cell) {
  if (!cell.recovers && !cell.rpo) return "–";
  return timeText(cell.rpo, cell.rpoTarget);
}

std::string verdictText(const MatrixCell& cell) {
  if (cell.met) return *cell.met ? "met" : "**missed**";
  return cell.rtoTarget || cell.rpoTarget ? "unknown" : "no target";
}

std::string outageText(const Design& design, const MatrixColumn& column, const MatrixCell& cell) {
  const Outage& outage = column.outage ? *column.outage : cell.outage;
  if (outage.parts.empty()) return column.title;
  const std::string sentence = sentenceOf(design, outage);
  return column.outage ? sentence : fmt::format("{}: {}", column.title, sentence);
}

}  // namespace

std::string matrixMarkdown(const Design& design, const DrillMatrix& matrix) {
  std::string out = fmt::format("# Recovery: {}\n\n", plainMarkdown(design.topology().name));
  out += "| Workload | Outage | RTO | RPO | Targets |\n|---|---|---|---|---|\n";
  for (std::size_t row = 0; row < matrix.workloads.size(); ++row) {
    const NodeIndex workload = design.indexOf(matrix.workloads[row]);
    const std::string name = workload == kNone ? matrix.workloads[row] : std::string(titleOf(design, workload));
    std::size_t others = 0;  // most outages of a large design are somebody else's: one row for all of them
    for (const MatrixColumn& column : matrix.columns) {
      const MatrixCell& cell = column.cells[row];
      if (!cell.affected) {
        ++others;
        continue;
      }
      out +=
          fmt::format("| {} | {} | {} | {} | {} |\n", plainMarkdown(name),
                      plainMarkdown(outageText(design, column, cell)), rtoText(cell), rpoText(cell), verdictText(cell));
    }
    if (others > 0) out += fmt::format("| {} | {} more do not affect it | – | – | – |\n", plainMarkdown(name), others);
  }
  return out;
}

}  // namespace nines
