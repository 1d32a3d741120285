// What would become of workloads if the selected thing never failed, were down, or had a twin: a row per workload.
#pragma once

#include <QAbstractTableModel>
#include <vector>

#include "availability/what_if.h"

namespace nines {

class WhatIfModel final : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { kWorkload, kPerfect, kDown, kTwin, kColumns };

  struct Row {
    QString name;
    WhatIfFigures figures;
  };

  using QAbstractTableModel::QAbstractTableModel;

  void setRows(std::vector<Row> rows);

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  std::vector<Row> m_rows;
};

}  // namespace nines
