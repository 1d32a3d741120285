// A runbook as rows of a list: its steps, and below each what to do.
#pragma once

#include <QAbstractListModel>
#include <QStringList>
#include <vector>

#include "recovery/runbook.h"

namespace nines {

struct RunbookRow {
  bool heading = false;
  bool missing = false;
  QString text;
  QString detail;   // how long it takes, and who says so; may be empty
  QStringList ids;  // resources that it is about
};

class RunbookModel final : public QAbstractListModel {
  Q_OBJECT

 public:
  static constexpr int kDetailRole = Qt::UserRole;
  static constexpr int kHeadingRole = Qt::UserRole + 1;
  static constexpr int kMissingRole = Qt::UserRole + 2;

  using QAbstractListModel::QAbstractListModel;

  void show(const Runbook& runbook);
  void clear();
  const std::vector<RunbookRow>& rows() const { return m_rows; }

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

 private:
  void setRows(std::vector<RunbookRow> rows);

  std::vector<RunbookRow> m_rows;
};

}  // namespace nines
