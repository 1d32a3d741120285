// The tables of what the analyses say: findings, estimates, drills.
#include "analysis/report.h"
#include "formats/tables.h"
#include "recovery/drill.h"
#include "rules/rulebook.h"
#include "support/format.h"

namespace nines {

namespace {

using Row = std::vector<Value>;

DataTable tableOf(std::string_view name) {
  DataTable out;
  const auto keys = namedTable(name)->keys;
  out.columns.reserve(keys.size());
  for (const std::string_view key : keys) out.columns.push_back({std::string(key), {}});
  return out;
}

template <class T>
Value orNull(const std::optional<T>& value) {
  return value ? Value(*value) : Value();
}

Value orNull(std::string_view text) { return text.empty() ? Value() : Value(text); }

Value list(std::span<const std::string> texts) {
  Value::Array out;
  out.reserve(texts.size());
  for (const std::string& text : texts) out.emplace_back(text);
  return out.empty() ? Value() : Value(std::move(out));
}

std::string nameOf(const Design& design, const std::string& id) {
  const NodeIndex i = design.indexOf(id);
  return i == kNone ? id : std::string(titleOf(design, i));
}

Value namesOf(const Design& design, std::span<const std::string> ids) {
  std::vector<std::string> names;
  names.reserve(ids.size());
  for (const std::string& id : ids) names.push_back(nameOf(design, id));
  return list(names);
}

Value reached(std::optional<double> figure, std::optional<double> target) {
  return figure && target ? Value(*figure >= *target) : Value();
}

Row workloadRow(const Design& design, const WorkloadEstimate& w) {
  const std::optional<double>& down = w.exact.unavailability;
  const std::string& why = w.exact.unknownBecause.empty() ? w.unknownBecause : w.exact.unknownBecause;
  return {"workload",
          w.id,
          nameOf(design, w.id),
          orNull(w.exact.availability),
          orNull(down),
          down ? Value(*down * kYearSeconds) : Value(),
          orNull(w.target),
          reached(w.exact.availability, w.target),
          orNull(w.slaProduct),
          reached(w.slaProduct, w.target),
          list(w.singlePoints),
          {},
          {},
          {},
          {},
          {},
          {},
          orNull(why)};
}

Row storeRow(const Design& design, const StoreEstimate& s) {
  const std::string& why = s.read.unknownBecause.empty() ? s.write.unknownBecause : s.read.unknownBecause;
  return {"store",
          s.id,
          nameOf(design, s.id),
          {},
          {},
          {},
          {},
          {},
          {},
          {},
          {},
          orNull(s.read.availability),
          orNull(s.write.availability),
          orNull(s.sla),
          orNull(s.configuration),
          orNull(s.source.text),
          orNull(s.source.date),
          orNull(why)};
}

Value verdictOf(const MatrixCell& cell) {
  if (cell.met) return *cell.met ? "met" : "missed";
  return cell.rtoTarget || cell.rpoTarget ? Value("unknown") : Value();
}

Row drillRow(const Design& design, const std::string& workload, const MatrixColumn& column, const MatrixCell& cell) {
  const auto best = [](const std::optional<Span>& span) { return span ? Value(span->best) : Value(); };
  const auto worst = [](const std::optional<Span>& span) { return span ? Value(span->worst) : Value(); };
  return {workload,
          nameOf(design, workload),
          toText(column.kind),
          orNull(toText(column.outage ? *column.outage : cell.outage)),
          column.title,
          cell.recoveryUnknown ? Value() : Value(cell.recovers),
          best(cell.rto),
          worst(cell.rto),
          orNull(cell.rtoTarget),
          best(cell.readRto),
          worst(cell.readRto),
          best(cell.rpo),
          worst(cell.rpo),
          orNull(cell.rpoTarget),
          verdictOf(cell)};
}

}  // namespace

DataTable findingsTable(const Design& design, const Report* report, const TablePart& /*part*/) {
  DataTable out = tableOf("findings");
  out.rows.reserve(report->findings.size());
  for (const Finding& finding : report->findings) {
    const Rule* rule = findRule(finding.rule);
    const WaiverStatus* waiver = waiverOf(finding, report->waivers);
    out.rows.push_back({toText(finding.severity), finding.rule, rule ? Value(rule->title) : Value(), finding.message(),
                        list(finding.subjects), namesOf(design, finding.subjects), orNull(finding.property),
                        finding.unknown, waiver != nullptr, waiver ? orNull(waiver->reason) : Value(), finding.fixable,
                        finding.key()});
  }
  return out;
}

DataTable estimatesTable(const Design& design, const Report* report, const TablePart& /*part*/) {
  DataTable out = tableOf("estimates");
  if (!report->estimates) return out;
  out.rows.reserve(report->estimates->workloads.size() + report->estimates->stores.size());
  for (const WorkloadEstimate& workload : report->estimates->workloads)
    out.rows.push_back(workloadRow(design, workload));
  for (const StoreEstimate& store : report->estimates->stores) out.rows.push_back(storeRow(design, store));
  return out;
}

DataTable drillsTable(const Design& design, const Report* report, const TablePart& /*part*/) {
  DataTable out = tableOf("drills");
  if (!report->matrix) return out;
  const DrillMatrix& matrix = *report->matrix;
  for (std::size_t i = 0; i < matrix.workloads.size(); ++i) {
    for (const MatrixColumn& column : matrix.columns) {
      const MatrixCell& cell = column.cells[i];
      // Most outages leave most workloads alone: all cells of a large design would be half a million.
      if (cell.affected) out.rows.push_back(drillRow(design, matrix.workloads[i], column, cell));
    }
  }
  return out;
}

}  // namespace nines
