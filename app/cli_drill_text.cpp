#include "cli_drill_text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <optional>
#include <vector>

#include "cli_text.h"
#include "recovery/unsaid.h"

namespace nines::cli {

namespace {

using Row = std::vector<Cell>;
using Rows = std::vector<Row>;

Row heading(std::initializer_list<const char*> titles) {
  Row out;
  out.reserve(titles.size());
  for (const char* title : titles) out.push_back({title, Style::faint});
  return out;
}

std::string spanText(const Span& span) {
  if (span.best == span.worst) return duration(span.worst);
  return fmt::format("{} to {}", duration(span.best), duration(span.worst));
}

// "never" where nothing brings it back, "unknown" where nobody can say.
Cell timeCell(const std::optional<Span>& time, bool never) {
  if (time) return {spanText(*time)};
  return never ? Cell{"never", Style::error} : Cell{"unknown", Style::note};
}

Cell targetCell(const std::optional<double>& target) { return {target ? duration(*target) : "-"}; }

Cell verdictCell(std::optional<bool> met, bool hasTarget) {
  if (met) return *met ? Cell{"met", Style::good} : Cell{"missed", Style::error};
  return hasTarget ? Cell{"unknown", Style::note} : Cell{"-"};
}

std::string named(const std::vector<std::string>& ids) {
  return ids.empty() ? std::string("nothing") : fmt::format("{}", fmt::join(ids, ", "));
}

// The figures that a drill and a cell of the matrix have in common. What is not affected is neither interrupted nor
// loses anything.
template <class Figures>
void addFigures(Row& row, const Figures& f, std::optional<bool> met) {
  const std::optional<Span> none = f.affected ? std::nullopt : std::optional(Span{});
  row.push_back(timeCell(f.rto ? f.rto : none, !f.recovers));
  row.push_back(targetCell(f.rtoTarget));
  const std::optional<Span> rpo = f.rpo ? f.rpo : none;
  // What is gone for good has no amount in time.
  if (!rpo && !f.recovers) row.push_back({"-"});
  else row.push_back(timeCell(rpo, false));
  row.push_back(targetCell(f.rpoTarget));
  row.push_back(timeCell(f.readRto ? f.readRto : none, !f.recovers));
  row.push_back(verdictCell(met, f.rtoTarget || f.rpoTarget));
  if (!f.affected) row.push_back({"not affected", Style::faint});
}

std::string workloadTable(const Drill& drill, bool colours) {
  Rows rows{heading({"WORKLOAD", "RTO", "TARGET", "RPO", "TARGET", "READS BACK", "VERDICT"})};
  for (const WorkloadDrill& workload : drill.workloads) {
    Row& row = rows.emplace_back();
    row.push_back({workload.id, Style::strong});
    addFigures(row, workload, workload.met());
    if (!workload.unknownBecause.empty()) row.push_back({workload.unknownBecause, Style::note});
  }
  return table(rows, colours);
}

std::string statesText(const std::vector<StateChange>& states) {
  std::string out;
  for (const StateChange& change : states) {
    if (out.empty() && change.from == 0) out = std::string(toText(change.state)) + " at once";
    else out += fmt::format(", {} from {}", toText(change.state), duration(change.from));
  }
  return out;
}

std::string sourceText(const Source& source) {
  return source.date.empty() ? source.text : fmt::format("{} ({})", source.text, source.date);
}

std::string stepTable(const WorkloadDrill& workload, bool colours) {
  if (workload.steps.empty()) return {};
  Rows rows{heading({"START", "TAKES", "KIND", "STEP", "SOURCE"})};
  for (const DrillStep& step : workload.steps) {
    const std::string what = step.note.empty() ? step.what : fmt::format("{} ({})", step.what, step.note);
    rows.push_back({{spanText(step.start)},
                    {spanText(step.duration)},
                    {std::string(toText(step.kind))},
                    {what, step.critical ? Style::strong : Style::plain},
                    {sourceText(step.source), Style::faint}});
  }
  return "\n" + table(rows, colours, "  ");
}

Cell lossCell(const StoreLoss& loss) {
  return loss.lost ? Cell{"everything", Style::error} : timeCell(loss.rpo, false);
}

std::string lossTable(const WorkloadDrill& workload, bool colours) {
  if (workload.losses.empty()) return {};
  Rows rows{heading({"STORE", "LOSES", "BECAUSE", "SOURCE"})};
  for (const StoreLoss& loss : workload.losses) {
    rows.push_back({{loss.store, Style::strong}, lossCell(loss), {loss.how}, {sourceText(loss.source), Style::faint}});
  }
  return "\n" + table(rows, colours, "  ");
}

std::string workloadText(const WorkloadDrill& workload, bool colours) {
  std::string out = "\n" + styled({workload.id, Style::strong}, colours) + "\n";
  out += fmt::format("  At worst: {}\n", statesText(workload.states));
  if (workload.bestStates != workload.states) out += fmt::format("  At best: {}\n", statesText(workload.bestStates));
  out += stepTable(workload, colours) + lossTable(workload, colours);
  if (workload.costliest) {
    out += fmt::format("\n  What costs most: {}\n", styled({workload.steps[*workload.costliest].what}, colours));
  }
  if (!workload.advice.empty()) out += fmt::format("  {}\n", styled({workload.advice}, colours));
  return out;
}

// What --outage takes; of the worst of several, which one that is.
Cell outageCell(const MatrixColumn& column, const MatrixCell& cell) {
  if (column.outage) return {toText(*column.outage)};
  return {fmt::format("{} ({})", toText(cell.outage), column.title)};
}

}  // namespace

std::string drillText(const Design& design, const Drill& drill, bool colours) {
  std::string out =
      styled({fmt::format("{}: {}", toText(drill.outage), sentenceOf(design, drill.outage)), Style::strong}, colours) +
      "\n\n";
  out +=
      table({{{"Fails:", Style::faint}, {named(drill.down)}}, {{"Takes over:", Style::faint}, {named(drill.promoted)}}},
            colours);
  if (drill.workloads.empty()) return out + "\nThere are no workloads that could be affected.\n";
  out += "\n" + workloadTable(drill, colours);
  for (const WorkloadDrill& workload : drill.workloads) {
    if (workload.affected) out += workloadText(workload, colours);
  }
  return out;
}

std::string matrixText(const Design& design, const DrillMatrix& matrix, bool colours) {
  if (matrix.workloads.empty()) return "There are no workloads that could be affected.\n";
  if (matrix.columns.empty()) return "There is nothing that could fail.\n";
  Rows rows{heading({"WORKLOAD", "OUTAGE", "RTO", "TARGET", "RPO", "TARGET", "READS BACK", "VERDICT"})};
  for (std::size_t i = 0; i < matrix.workloads.size(); ++i) {
    std::size_t others = 0;  // most outages are somebody else's: one row for all of them
    for (const MatrixColumn& column : matrix.columns) {
      const MatrixCell& cell = column.cells[i];
      if (!cell.affected) {
        ++others;
        continue;
      }
      Row& row = rows.emplace_back();
      row.push_back({matrix.workloads[i], Style::strong});
      row.push_back(outageCell(column, cell));
      addFigures(row, cell, cell.met);
      if (!cell.missing.empty()) row.push_back({missingText(design, cell.missing), Style::note});
    }
    if (others == 0) continue;
    const std::string what =
        others == 1 ? "1 more does not affect it" : fmt::format("{} more do not affect it", others);
    rows.push_back({{matrix.workloads[i], Style::strong}, {what, Style::faint}});
  }
  return table(rows, colours);
}

}  // namespace nines::cli
