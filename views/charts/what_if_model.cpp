#include "charts/what_if_model.h"

#include <cmath>

#include "charts/figures.h"
#include "support/format.h"
#include "theme/theme_style.h"

namespace nines {

namespace {

std::optional<double> figureOf(const WhatIfFigures& figures, int column) {
  switch (column) {
    case WhatIfModel::kWorkload:
      return figures.now;
    case WhatIfModel::kPerfect:
      return figures.perfect;
    case WhatIfModel::kDown:
      return figures.down;
    case WhatIfModel::kTwin:
      return figures.doubled;
    default:
      return std::nullopt;
  }
}

}  // namespace

void WhatIfModel::setRows(std::vector<Row> rows) {
  beginResetModel();
  m_rows = std::move(rows);
  endResetModel();
}

int WhatIfModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int WhatIfModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : kColumns; }

// "99.98 %, 1 h 12 min a year less than now"
static QString comparison(double now, double then) {
  const QString figure = percentText(1 - then);
  const double change = (then - now) * kYearSeconds;
  if (std::abs(change) < .5) return WhatIfModel::tr("%1, as now").arg(figure);
  const QString time = durationText(std::abs(change));
  return (change < 0 ? WhatIfModel::tr("%1, down %2 a year less than now")
                     : WhatIfModel::tr("%1, down %2 a year more than now"))
      .arg(figure, time);
}

QVariant WhatIfModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const Row& row = m_rows[static_cast<std::size_t>(index.row())];
  const auto figure = figureOf(row.figures, index.column());
  const bool isName = index.column() == kWorkload;
  switch (role) {
    case Qt::DisplayRole:
      return isName ? row.name : figure ? percentText(1 - *figure) : QStringLiteral("–");
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole: {
      if (isName) return tr("%1: %2 now").arg(row.name, percentText(1 - row.figures.now));
      if (!figure) return tr("A place has no twin");
      const QString what = headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString();
      return QStringLiteral("%1, %2: %3").arg(row.name, what, comparison(row.figures.now, *figure));
    }
    case Qt::TextAlignmentRole:
      return QVariant((isName ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    case Qt::ForegroundRole:
      return themeColour(isName || (figure && *figure != row.figures.now) ? Token::text : Token::muted);
    default:
      return {};
  }
}

QVariant WhatIfModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return QAbstractTableModel::headerData(section, orientation, role);
  if (role == Qt::TextAlignmentRole)
    return QVariant((section == kWorkload ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
  if (role == Qt::ToolTipRole) {
    switch (section) {
      case kPerfect:
        return tr("It never fails");
      case kDown:
        return tr("It alone is down for good; what stands by takes over");
      case kTwin:
        return tr("Beside each of its instances stands another one in the same place, which fails apart from it");
      default:
        return {};
    }
  }
  if (role != Qt::DisplayRole) return {};
  switch (section) {
    case kPerfect:
      return tr("Perfect");
    case kDown:
      return tr("Failed");
    case kTwin:
      return tr("Two of it");
    default:
      return tr("Workload");
  }
}

}  // namespace nines
