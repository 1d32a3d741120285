#include "runbook/runbook_model.h"

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
    heading.text = tr("%1. %2").arg(++number).arg(toQString(step.title));
    heading.ids = idsOf(step.resources());
    rows.push_back(std::move(heading));
    for (const RunbookTask& task : step.tasks) rows.push_back(rowOf(task));
  }
  setRows(std::move(rows));
}

void RunbookModel::clear() { setRows({}); }

void RunbookModel::setRows(std::vector<RunbookRow> rows) {
  beginResetModel();
  m_rows = std::move(rows);
  endResetModel();
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
             (row.detail.isEmpty() ? QString() : QStringLiteral("; ") + row.detail);
    case kDetailRole:
      return row.detail;
    case kHeadingRole:
      return row.heading;
    case kMissingRole:
      return row.missing;
    default:
      return {};
  }
}

}  // namespace nines
