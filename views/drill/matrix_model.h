// The matrix of outages as a table: a row per workload, a column per outage.
#pragma once

#include <QAbstractTableModel>
#include <memory>
#include <vector>

#include "recovery/drill.h"
#include "semantics/design.h"

namespace nines {

class MatrixModel final : public QAbstractTableModel {
  Q_OBJECT

 public:
  using QAbstractTableModel::QAbstractTableModel;

  // Null: an empty table.
  void setMatrix(std::shared_ptr<const Design> design, std::shared_ptr<const DrillMatrix> matrix);

  // Null for an index that is none.
  const MatrixCell* cell(const QModelIndex& index) const;
  const std::string& workload(int row) const { return m_matrix->workloads[static_cast<std::size_t>(row)]; }
  // What stands above a column and its neighbours of the same kind: "Zones", "Corruption of", "Worst".
  QString group(int column) const;
  QString title(int column) const;
  // What is hit in a column, by its code or id; empty for the worst of a kind.
  QString place(int column) const;
  // What the cell's drill would be of; no parts where there is none.
  Outage outage(const QModelIndex& index) const;
  // The cell of a workload in the column of this very outage; invalid where there is none.
  QModelIndex find(const std::string& workload, const Outage& outage) const;
  // What a cell says: "RTO 2 min", "RPO 0 s"; a single line where there is less to say.
  static QStringList lines(const MatrixCell& cell);
  // The same at length, with ranges, targets and verdict, for tooltips: a heading, then a line for each.
  static QStringList cellLines(const Design& design, const QString& workload, const QString& outage,
                               const MatrixCell& cell);
  QString toolTip(const QModelIndex& index) const;

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  QString spoken(const QModelIndex& index) const;
  const MatrixColumn& column(int at) const { return m_matrix->columns[static_cast<std::size_t>(at)]; }

  std::shared_ptr<const Design> m_design;
  std::shared_ptr<const DrillMatrix> m_matrix;
};

}  // namespace nines
