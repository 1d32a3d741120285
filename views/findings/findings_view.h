// The table of findings: rows of one line, of which the chosen one shows all of its texts, buttons painted in two
// columns, and signals for what people do. Nothing is signalled when only the model changes.
#pragma once

#include <QTableView>
#include <QTimer>
#include <functional>
#include <vector>

#include "findings/finding_columns.h"

class QMenu;

namespace nines {

class TableCopy;

class FindingsView final : public QTableView {
  Q_OBJECT

 public:
  explicit FindingsView(QWidget* parent = nullptr);

  // The rows that are selected, from top to bottom.
  QList<int> chosenRows() const;
  TableCopy* copying() const { return m_copy; }
  // To be called when the model has other rows: rules and resources get the width they need, up to a bound, buttons a
  // fixed one, messages the rest. What does not fit is cut, except in the chosen row, which has as many lines as its
  // texts need, up to a bound.
  void fitToRows();
  // Changes the model's rows: the first row in sight that is still there afterwards stays where it is.
  void changeRows(const std::function<void()>& change);
  // Scrolls so that the row's upper edge comes to stand at `top`, as far as there is something to scroll.
  void moveTo(const QModelIndex& row, int top);
  // Whether the button in this cell must not be pressed now.
  static bool isRefused(const QModelIndex& index);
  void setModel(QAbstractItemModel* model) override;

 signals:
  // By mouse or arrow keys; the selection is in chosenRows().
  void rowsChosen();
  // Click, double click or Enter: show where it is.
  void rowActivated(int row);
  void fixRequested(int row);
  void fixAllRequested(int row);  // of the row's rule
  void explainRequested(int row);
  void waiveRequested(QList<int> rows);
  // The pointer has come to the row's "Fix", or (-1) has left it.
  void fixPointedAt(int row);

 protected:
  void mousePressEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  bool viewportEvent(QEvent* event) override;
  void selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) override;
  void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

 private:
  // A row in sight and where its upper edge stands.
  struct Anchor {
    QPersistentModelIndex row;
    int top;
  };

  // From top to bottom; none while nothing is scrolled, so that what comes on top is seen.
  std::vector<Anchor> anchors() const;
  bool isFix(const QModelIndex& index) const;
  void pressButton(const QModelIndex& index);
  bool isButton(const QModelIndex& index) const;
  bool handleActionKey(QKeyEvent* event);
  void addFixes(QMenu& menu, const QPersistentModelIndex& at);
  void fitColumns();
  void fitRows();
  int heightOf(int row) const;
  // Shows all of the chosen row.
  void unfold();

  void pointAtFix(const QModelIndex& index);

  QPersistentModelIndex m_pressedButton;
  QPersistentModelIndex m_unfolded;
  bool m_pressing = false;
  QPersistentModelIndex m_pointedFix;
  TableCopy* m_copy;
  FindingColumns m_columns;
  QTimer m_rowsDue;  // what the model does in one go is looked at once
};

}  // namespace nines
