#include "drill/matrix_model.h"

#include <algorithm>

#include "charts/figures.h"
#include "charts/local_figures.h"
#include "drill/drill_words.h"
#include "drill/verdict_pill.h"
#include "recovery/unsaid.h"
#include "support/apart.h"
#include "theme/text.h"

namespace nines {

namespace {

// With as many digits as timeline, status bar and findings have beside the target.
QString worstText(const std::optional<Span>& span, const std::optional<double>& target) {
  if (!span) return MatrixModel::tr("unknown");
  return localFigure(toQString(durationsApart(span->worst, target.value_or(span->worst)).value));
}

}  // namespace

void MatrixModel::setMatrix(std::shared_ptr<const Design> design, std::shared_ptr<const DrillMatrix> matrix) {
  const bool same =
      m_matrix && matrix && m_matrix->workloads == matrix->workloads &&
      std::ranges::equal(m_matrix->columns, matrix->columns, {}, &MatrixColumn::title, &MatrixColumn::title);
  if (!same) beginResetModel();
  m_design = std::move(design);
  m_matrix = std::move(matrix);
  // The same rows and columns: what is chosen stays chosen while people edit.
  if (!same) endResetModel();
  else if (rowCount() > 0 && columnCount() > 0) emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
  if (same && rowCount() > 0) emit headerDataChanged(Qt::Vertical, 0, rowCount() - 1);
}

int MatrixModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() || !m_matrix ? 0 : static_cast<int>(m_matrix->workloads.size());
}

int MatrixModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() || !m_matrix ? 0 : static_cast<int>(m_matrix->columns.size());
}

const MatrixCell* MatrixModel::cell(const QModelIndex& index) const {
  if (!index.isValid() || !m_matrix) return nullptr;
  const auto& cells = column(index.column()).cells;
  const auto row = static_cast<std::size_t>(index.row());
  return row < cells.size() ? &cells[row] : nullptr;
}

QString MatrixModel::group(int at) const {
  if (!column(at).outage) return tr("Worst of its kind");
  switch (column(at).kind) {
    case OutageKind::zone:
      return tr("Zone lost");
    case OutageKind::region:
      return tr("Region lost");
    case OutageKind::onPremises:
      return tr("Data centre lost");
    case OutageKind::corruption:
      return tr("Data corrupted");
    case OutageKind::host:
      return tr("Host fails");
    case OutageKind::maintenance:
      break;
  }
  return tr("Maintenance");
}

QString MatrixModel::title(int at) const { return toQString(column(at).title); }

QString MatrixModel::place(int at) const {
  const auto& outage = column(at).outage;
  return outage && !outage->parts.empty() ? toQString(outage->parts.front().place) : QString();
}

Outage MatrixModel::outage(const QModelIndex& index) const {
  const MatrixCell* at = cell(index);
  if (!at) return {};
  const auto& fixed = column(index.column()).outage;
  return fixed ? *fixed : at->outage;
}

QModelIndex MatrixModel::find(const std::string& workload, const Outage& outage) const {
  if (!m_matrix) return {};
  const auto row = std::ranges::find(m_matrix->workloads, workload);
  const auto at = std::ranges::find_if(m_matrix->columns, [&](const auto& column) { return column.outage == outage; });
  if (row == m_matrix->workloads.end() || at == m_matrix->columns.end()) return {};
  return index(static_cast<int>(row - m_matrix->workloads.begin()), static_cast<int>(at - m_matrix->columns.begin()));
}

QStringList MatrixModel::lines(const MatrixCell& cell) {
  if (!cell.affected) return {tr("Not affected")};
  const QString rpo = tr("RPO %1").arg(worstText(cell.rpo, cell.rpoTarget));
  if (!cell.recovers) return {tr("No recovery"), cell.rpo ? rpo : QString()};
  return {tr("RTO %1").arg(worstText(cell.rto, cell.rtoTarget)), rpo};
}

QStringList MatrixModel::cellLines(const Design& design, const QString& workload, const QString& outage,
                                   const MatrixCell& cell) {
  QStringList text{QStringLiteral("%1: %2").arg(workload, outage)};
  if (!cell.affected) return text << tr("Not affected");
  const auto figure = [&](const QString& label, const std::optional<Span>& span, const std::optional<double>& target) {
    QString line = QStringLiteral("%1 %2").arg(label, span ? rangeText(*span) : tr("unknown"));
    const double wanted = target.value_or(0);
    const ValueAndLimit times = durationsApart(span ? span->worst : wanted, wanted);
    if (target) line += tr(", target %1").arg(localFigure(toQString(times.limit)));
    text << line;
  };
  if (cell.recovers) figure(tr("RTO"), cell.rto, cell.rtoTarget);
  else text << tr("Nothing brings it back");
  if (cell.readRto && cell.readRto != cell.rto) text << tr("Reads after %1").arg(rangeText(*cell.readRto));
  figure(tr("RPO"), cell.rpo, cell.rpoTarget);
  if (!cell.missing.empty()) text << toQString(missingText(design, cell.missing));
  if (cell.met) text << verdictWord(*cell.met);
  return text;
}

QString MatrixModel::toolTip(const QModelIndex& index) const {
  const MatrixCell* at = cell(index);
  if (!at) return {};
  const Outage hit = outage(index);
  const QString what = hit.parts.empty() ? title(index.column()) : toQString(sentenceOf(*m_design, hit));
  QStringList text = cellLines(*m_design, nameText(*m_design, workload(index.row())), what, *at);
  if (at->affected && !hit.parts.empty()) text << tr("Click to see it happen");
  return text.join(QLatin1Char('\n'));
}

QString MatrixModel::spoken(const QModelIndex& index) const {
  const MatrixCell* at = cell(index);
  if (!at) return {};
  QStringList parts{nameText(*m_design, workload(index.row())),
                    QStringLiteral("%1 %2").arg(group(index.column()), title(index.column()))};
  for (const QString& line : lines(*at)) {
    if (!line.isEmpty()) parts << line;
  }
  if (!at->missing.empty()) parts << toQString(missingText(*m_design, at->missing));
  if (at->met && at->affected) parts << verdictWord(*at->met);
  return parts.join(QStringLiteral(", "));
}

QVariant MatrixModel::data(const QModelIndex& index, int role) const {
  const MatrixCell* at = cell(index);
  if (!at) return {};
  switch (role) {
    case Qt::DisplayRole:
      return lines(*at).join(QLatin1Char('\n'));
    case Qt::ToolTipRole:
      return toolTip(index);
    case Qt::AccessibleTextRole:
      return spoken(index);
    default:
      return {};
  }
}

QVariant MatrixModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (!m_matrix || section < 0) return {};
  if (orientation == Qt::Vertical) {
    if (section >= rowCount() || (role != Qt::DisplayRole && role != Qt::ToolTipRole)) return {};
    return nameText(*m_design, workload(section));
  }
  if (section >= columnCount()) return {};
  if (role == Qt::DisplayRole) return title(section);
  if (role == Qt::ToolTipRole || role == Qt::AccessibleTextRole)
    return QStringLiteral("%1: %2").arg(group(section), title(section));
  return {};
}

}  // namespace nines
