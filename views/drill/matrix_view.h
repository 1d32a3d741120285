// The matrix with headers of two rows: groups of outages stand over their columns and stay in sight while they scroll.
// Names of workloads are the frozen first column.
#pragma once

#include <QHeaderView>
#include <QTableView>

namespace nines {

class MatrixModel;
class TableCopy;

class MatrixView final : public QTableView {
  Q_OBJECT

 public:
  explicit MatrixView(MatrixModel* model, QWidget* parent = nullptr);

  TableCopy* copying() const { return m_copy; }

 signals:
  // A person asked for the cell's drill: by a click, Enter or Space.
  void asked(const QModelIndex& cell);

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void fitNames();

  MatrixModel* m_model;
  TableCopy* m_copy;
};

}  // namespace nines
