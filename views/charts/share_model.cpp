#include "charts/share_model.h"

namespace nines {

void ShareModel::setRows(std::vector<ShareRow> rows) {
  if (rows == m_rows) return;
  // The same number of rows: the list keeps where it was scrolled to, and what has the focus.
  if (rows.size() == m_rows.size() && !rows.empty()) {
    m_rows = std::move(rows);
    emit dataChanged(index(0), index(rowCount() - 1));
    return;
  }
  beginResetModel();
  m_rows = std::move(rows);
  endResetModel();
}

int ShareModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant ShareModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const ShareRow& row = m_rows[static_cast<std::size_t>(index.row())];
  switch (role) {
    case Qt::DisplayRole:
      return row.name;
    case kDetailRole:
      return row.detail;
    case kWarnsRole:
      return row.warns;
    case kDowntimeRole:
      return row.downtime;
    case kFigureRole:
      return row.figure;
    case kShareRole:
      return row.share;
    case Qt::AccessibleTextRole:
      return row.spoken;
    case Qt::ToolTipRole:
      return row.toolTip;
    default:
      return {};
  }
}

}  // namespace nines
