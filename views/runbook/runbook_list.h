// The steps of a runbook, readable as a page: texts wrap, and each row is chosen by mouse or arrow keys. Beside each
// step stands who does it: a click on that, or F2, names somebody.
#pragma once

#include <QListView>

namespace nines {

class RunbookModel;

class RunbookList final : public QListView {
  Q_OBJECT

 public:
  RunbookList(RunbookModel* model, QWidget* parent);

  // Where the owner of a step stands in its row, in the viewport; empty for other rows.
  QRect ownerRect(const QModelIndex& index) const;

 signals:
  // Clicked, or reached by the keyboard.
  void chosen(int row);

 protected:
  void mousePressEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

 private:
  bool m_pressing = false;  // what becomes current does so by the mouse
  bool m_onOwner = false;   // a click ends in an owner's field
};

}  // namespace nines
