#include "drill/region_loss.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>
#include <tuple>

#include "charts/figures.h"
#include "charts/local_figures.h"
#include "drill/drill_words.h"
#include "drill/matrix_model.h"
#include "support/apart.h"
#include "theme/text.h"

namespace nines {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("StatusSummary", text); }

// As among hosts in the matrix: a missed target, then not coming back, then what cannot be known, then the longer time
// and the greater loss.
auto rankOf(const MatrixCell& cell) {
  return std::tuple(cell.affected, cell.met == false, !cell.recovers, !cell.rto, cell.rto ? cell.rto->worst : 0,
                    !cell.rpo, cell.rpo ? cell.rpo->worst : 0);
}

struct Loss {
  const MatrixCell* cell = nullptr;
  const MatrixColumn* column = nullptr;
  std::size_t row = 0;

  bool judged() const { return cell && (cell->rtoTarget || cell->rpoTarget); }
};

Loss worstOf(const DrillMatrix& matrix, std::size_t row) {
  Loss worst;
  for (const MatrixColumn& column : matrix.columns) {
    if (column.kind != OutageKind::region || !column.outage || row >= column.cells.size()) continue;
    const MatrixCell& cell = column.cells[row];
    if (!worst.cell || rankOf(cell) > rankOf(*worst.cell)) worst = {&cell, &column, row};
  }
  return worst;
}

Loss lossFor(const DrillMatrix& matrix, const std::string& workload) {
  Loss worst;
  for (std::size_t row = 0; row < matrix.workloads.size(); ++row) {
    const Loss loss = worstOf(matrix, row);
    if (!loss.judged()) continue;
    if (matrix.workloads[row] == workload) return loss;
    if (!worst.cell || rankOf(*loss.cell) > rankOf(*worst.cell)) worst = loss;
  }
  return worst;
}

QString figure(const QString& label, const std::optional<Span>& span, const std::optional<double>& target) {
  const double value = span ? span->worst : target.value_or(0);
  const ValueAndLimit times = durationsApart(value, target.value_or(value));
  const QString text =
      QStringLiteral("<b>%1 %2</b>").arg(label, span ? localFigure(toQString(times.value)) : tr("unknown"));
  return target ? tr("%1 of %2").arg(text, localFigure(toQString(times.limit))) : text;
}

QString figuresOf(const MatrixCell& cell, bool targets) {
  const auto wanted = [targets](const std::optional<double>& target) {
    return targets ? target : std::optional<double>();
  };
  if (!cell.affected) return tr("<b>not affected</b>");
  QStringList parts;
  if (cell.recovers) parts << figure(tr("RTO"), cell.rto, wanted(cell.rtoTarget));
  else parts << tr("<b>no recovery</b>");
  if (cell.recovers || cell.rpo) parts << figure(tr("RPO"), cell.rpo, wanted(cell.rpoTarget));
  return parts.join(QStringLiteral(" · "));
}

}  // namespace

std::optional<RegionLoss> worstRegionLoss(const Design& design, const DrillMatrix& matrix,
                                          const std::string& workload) {
  const Loss loss = lossFor(matrix, workload);
  if (!loss.cell) return std::nullopt;
  const auto& outage = loss.column->outage;
  if (!outage) return std::nullopt;
  RegionLoss out;
  out.workload = matrix.workloads[loss.row];
  out.outage = *outage;
  out.figures = figuresOf(*loss.cell, true);
  out.shorter = figuresOf(*loss.cell, false);
  out.met = loss.cell->met;
  const QString what = toQString(sentenceOf(design, out.outage));
  QStringList lines = MatrixModel::cellLines(design, nameText(design, out.workload), what, *loss.cell);
  lines << tr("The worst loss of a Region at its worst, from the outage drills") << tr("Click to see all outages");
  out.tip = lines.join(QLatin1Char('\n'));
  return out;
}

RegionVerdict regionVerdict(const DrillMatrix& matrix, const std::string& workload) {
  const auto at = std::ranges::find(matrix.workloads, workload);
  if (at == matrix.workloads.end()) return RegionVerdict::none;
  const Loss loss = worstOf(matrix, static_cast<std::size_t>(at - matrix.workloads.begin()));
  if (!loss.judged()) return RegionVerdict::none;
  if (!loss.cell->met) return RegionVerdict::unknown;
  return *loss.cell->met ? RegionVerdict::met : RegionVerdict::missed;
}

}  // namespace nines
