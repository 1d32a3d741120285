// A runbook as rows of a list: its steps, and below each what to do.
#pragma once

#include <QAbstractListModel>
#include <QStringList>
#include <vector>

#include "recovery/runbook.h"

namespace nines {

struct RunbookRow {
  bool heading = false;
  int step = 0;  // of a heading, from 0
  bool missing = false;
  QString text;
  QString detail;   // how long it takes, and who says so; may be empty
  QStringList ids;  // resources that it is about
  QString owner;    // of a heading: who does the step; may be empty

  bool operator==(const RunbookRow&) const = default;
};

class RunbookModel final : public QAbstractListModel {
  Q_OBJECT

 public:
  static constexpr int kDetailRole = Qt::UserRole;
  static constexpr int kHeadingRole = Qt::UserRole + 1;
  static constexpr int kMissingRole = Qt::UserRole + 2;
  static constexpr int kOwnerRole = Qt::UserRole + 3;  // of a heading; what an editor edits

  using QAbstractListModel::QAbstractListModel;

  void show(const Runbook& runbook);
  void clear();
  const std::vector<RunbookRow>& rows() const { return m_rows; }
  // Nobody names owners meanwhile.
  void setReadOnly(bool readOnly) { m_readOnly = readOnly; }

  Qt::ItemFlags flags(const QModelIndex& index) const override;
  bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;
  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

 signals:
  // A person named another owner of a step (from 0); nobody, where the name is empty. It is to be shown again.
  void ownerEdited(int step, const QString& owner);

 private:
  void setRows(std::vector<RunbookRow> rows);

  std::vector<RunbookRow> m_rows;
  bool m_readOnly = false;
};

}  // namespace nines
