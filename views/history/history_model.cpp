#include "history/history_model.h"

#include <QUndoStack>
#include <algorithm>

namespace nines {

namespace {

// Names of steps are made for menus, where an ampersand marks a key and a doubled one stands for itself.
QString plainName(const QString& menuText) {
  return QString(menuText).replace(QLatin1String("&&"), QLatin1String("&"));
}

}  // namespace

HistoryModel::HistoryModel(const QUndoStack* stack, QObject* parent) : QAbstractListModel(parent), m_stack(stack) {
  refresh();
}

int HistoryModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_names.size());
}

QVariant HistoryModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const int row = index.row();
  const Step step = row < m_current ? Step::done : row == m_current ? Step::current : Step::undone;
  switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
      return m_names[row];
    case Qt::AccessibleDescriptionRole:
      return step == Step::undone ? tr("undone") : row == m_saved ? tr("saved") : QString();
    case kStepRole:
      return static_cast<int>(step);
    case kSavedRole:
      return row == m_saved;
    default:
      return {};
  }
}

void HistoryModel::refresh() {
  QStringList names{tr("As opened")};
  for (int i = 0; i < m_stack->count(); ++i) names.append(plainName(m_stack->text(i)));
  // Only what differs comes and goes, so that a view keeps its place.
  const auto differs = std::ranges::mismatch(m_names, names);
  const auto kept = static_cast<int>(differs.in1 - m_names.begin());
  const auto had = static_cast<int>(m_names.size());
  const auto has = static_cast<int>(names.size());
  if (kept < had) {
    beginRemoveRows({}, kept, had - 1);
    m_names.resize(kept);
    endRemoveRows();
  }
  if (kept < has) {
    beginInsertRows({}, kept, has - 1);
    m_names = names;
    endInsertRows();
  }
  m_current = m_stack->index();
  m_saved = m_stack->cleanIndex();
  emit dataChanged(index(0), index(has - 1));
}

}  // namespace nines
