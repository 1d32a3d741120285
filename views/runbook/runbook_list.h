// The steps of a runbook, readable as a page: texts wrap, and each row is chosen by mouse or arrow keys.
#pragma once

#include <QListView>

namespace nines {

class RunbookModel;

class RunbookList final : public QListView {
  Q_OBJECT

 public:
  RunbookList(RunbookModel* model, QWidget* parent);

 signals:
  // Clicked, or reached by the keyboard.
  void chosen(int row);

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
};

}  // namespace nines
