// The factors of a product of SLAs as a table: service, SLA, downtime per year. Roles give a service's parts and the
// share that it has in the downtime of all.
#pragma once

#include <QAbstractTableModel>

#include "charts/availability_rows.h"

namespace nines {

class FactorModel final : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { kName, kSla, kDowntime, kColumns };
  // Of every column: the names and the configuration as texts, the share from 0 to 1.
  enum Role { kNamesRole = Qt::UserRole, kDetailRole, kShareRole };

  using QAbstractTableModel::QAbstractTableModel;

  void setRows(std::vector<FactorRow> rows);

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  std::vector<FactorRow> m_rows;
};

}  // namespace nines
