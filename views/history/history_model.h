// The history as a list: the design as it was opened, then every step, done ones first.
#pragma once

#include <QAbstractListModel>
#include <QStringList>

class QUndoStack;

namespace nines {

class HistoryModel final : public QAbstractListModel {
  Q_OBJECT

 public:
  enum class Step { done, current, undone };
  static constexpr int kStepRole = Qt::UserRole;       // Step as int
  static constexpr int kSavedRole = Qt::UserRole + 1;  // bool: the file holds the design as it was then

  // The stack must outlive the model.
  explicit HistoryModel(const QUndoStack* stack, QObject* parent = nullptr);

  // Rows are as many as the stack has steps, and one for the start. They follow on refresh() only: a view that does not
  // show costs nothing.
  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  void refresh();

  int currentRow() const { return m_current; }

 private:
  const QUndoStack* m_stack;
  QStringList m_names;
  int m_current = 0;
  int m_saved = -1;
};

}  // namespace nines
