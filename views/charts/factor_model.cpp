#include "charts/factor_model.h"

#include <QColor>

#include "theme/theme_style.h"

namespace nines {

void FactorModel::setRows(std::vector<FactorRow> rows) {
  if (rows == m_rows) return;
  beginResetModel();
  m_rows = std::move(rows);
  endResetModel();
}

int FactorModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int FactorModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : kColumns; }

QVariant FactorModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const FactorRow& row = m_rows[static_cast<std::size_t>(index.row())];
  switch (role) {
    case Qt::DisplayRole:
      return index.column() == kName ? row.name : index.column() == kSla ? row.sla : row.downtime;
    case kNamesRole:
      return row.names;
    case kDetailRole:
      return row.detail;
    case kShareRole:
      return row.share;
    case Qt::AccessibleTextRole:
      return index.column() == kName ? tr("%1: SLA %2, %3 a year").arg(row.name, row.sla, row.downtime) : QVariant();
    case Qt::ToolTipRole: {
      const QString source = row.source.isEmpty() ? tr("No source") : tr("Source: %1").arg(row.source);
      return QStringLiteral("%1: %2\n%3").arg(row.name, row.sla, source);
    }
    case Qt::TextAlignmentRole:
      return QVariant((index.column() == kName ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    case Qt::ForegroundRole:
      return themeColour(index.column() == kSla ? Token::muted : Token::text);
    default:
      return {};
  }
}

QVariant FactorModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return QAbstractTableModel::headerData(section, orientation, role);
  if (role == Qt::TextAlignmentRole)
    return QVariant((section == kName ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
  if (role != Qt::DisplayRole) return {};
  return section == kName ? tr("Service") : section == kSla ? tr("SLA") : tr("Down a year");
}

}  // namespace nines
