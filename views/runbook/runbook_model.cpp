#include "runbook/runbook_model.h"

#include <algorithm>

#include "theme/text.h"

namespace nines {

namespace {

QStringList idsOf(const std::vector<std::string>& ids) {
  QStringList out;
  for (const std::string& id : ids) out << toQString(id);
  return out;
}

RunbookRow rowOf(const RunbookTask& task) {
  RunbookRow row;
  row.missing = task.missing;
  row.text = toQString(task.what);
  if (task.takes)
    row.detail =
        toQString(spanText(task.takes->seconds)) + QStringLiteral(" · ") + toQString(sourceText(task.takes->source));
  row.ids = idsOf(task.resources);
  return row;
}

}  // namespace

void RunbookModel::show(const Runbook& runbook) {
  std::vector<RunbookRow> rows;
  int number = 0;
  for (const RunbookStep& step : runbook.steps) {
    RunbookRow heading;
    heading.heading = true;
    heading.step = number;
    heading.owner = toQString(step.owner).simplified();
    heading.text = tr("%1. %2").arg(++number).arg(toQString(step.title));
    heading.ids = idsOf(step.resources());
    rows.push_back(std::move(heading));
    for (const RunbookTask& task : step.tasks) rows.push_back(rowOf(task));
  }
  setRows(std::move(rows));
}

void RunbookModel::clear() { setRows({}); }

// Where only owners are others, the list stays where it is scrolled to, and so does what is chosen.
void RunbookModel::setRows(std::vector<RunbookRow> rows) {
  const auto isSame = [](RunbookRow before, const RunbookRow& now) {
    before.owner = now.owner;
    return before == now;
  };
  const bool same = std::ranges::equal(m_rows, rows, isSame);
  if (!same) beginResetModel();
  m_rows = std::move(rows);
  if (!same) endResetModel();
  else if (!m_rows.empty()) emit dataChanged(index(0), index(rowCount() - 1));
}

Qt::ItemFlags RunbookModel::flags(const QModelIndex& index) const {
  Qt::ItemFlags flags = QAbstractListModel::flags(index);
  if (!m_readOnly && index.data(kHeadingRole).toBool()) flags |= Qt::ItemIsEditable;
  return flags;
}

bool RunbookModel::setData(const QModelIndex& index, const QVariant& value, int role) {
  if (role != Qt::EditRole || !(flags(index) & Qt::ItemIsEditable)) return false;
  const RunbookRow& row = m_rows[static_cast<std::size_t>(index.row())];
  const QString owner = value.toString().simplified();
  if (owner != row.owner) emit ownerEdited(row.step, owner);
  return true;
}

int RunbookModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant RunbookModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  const RunbookRow& row = m_rows[static_cast<std::size_t>(index.row())];
  switch (role) {
    case Qt::DisplayRole:
      return row.missing ? tr("Missing: %1").arg(row.text) : row.text;
    case Qt::AccessibleTextRole:
      return (row.missing ? tr("Missing: %1").arg(row.text) : row.text) +
             (row.detail.isEmpty() ? QString() : QStringLiteral("; ") + row.detail) +
             (row.owner.isEmpty() ? QString() : QStringLiteral("; ") + tr("Owner: %1").arg(row.owner));
    case kDetailRole:
      return row.detail;
    case kHeadingRole:
      return row.heading;
    case kMissingRole:
      return row.missing;
    case kOwnerRole:
    case Qt::EditRole:
      return row.owner;
    default:
      return {};
  }
}

}  // namespace nines
