// "Copy" for tables and lists: Ctrl+C and a context menu put rows on the clipboard, for spreadsheets and for word
// processors.
#pragma once

#include <QModelIndex>
#include <QObject>
#include <functional>
#include <vector>

#include "copying/text_table.h"

class QAbstractItemView;
class QAction;
class QMenu;

namespace nines {

// One column of what is copied: its title, and what it says of a row (the row's first index).
struct CopyColumn {
  QString title;
  std::function<QString(const QModelIndex& row)> text;
};
// What the model says in this column and role.
CopyColumn copyColumn(const QString& title, int column, int role = Qt::DisplayRole);

class TableCopy final : public QObject {
  Q_OBJECT

 public:
  using Columns = std::function<std::vector<CopyColumn>()>;
  using Writer = std::function<QString(const QList<int>& rows)>;

  // Of the selected rows, or of all where none is. Rows that are hidden or disabled (headings) are not copied. Columns
  // are asked for when something is copied.
  TableCopy(QAbstractItemView* view, Columns columns);
  TableCopy(QAbstractItemView* view, std::vector<CopyColumn> columns);
  // Of a widget that is no table, while it or a part of it has the focus.
  TableCopy(QWidget* widget, std::function<TextTable()> whole);

  // One more form, as an entry of the context menu. The rows are those of the view's model.
  void addForm(const QString& text, Writer writer);
  // For a view that has a context menu of its own, which calls addTo().
  void leaveMenu();
  void addTo(QMenu& menu);

  void copy();
  void copyAll();
  // For tests and menus.
  QList<int> rows(bool all) const;
  TextTable table(bool all) const;

 private:
  struct Form {
    QString text;
    Writer writer;
  };

  void listen(QWidget* widget, Qt::ShortcutContext context);
  bool isPartlySelected() const;
  void openMenu(QPoint at);
  void put(const TextTable& table);

  QWidget* m_widget;
  QAbstractItemView* m_view = nullptr;
  Columns m_columns;
  std::function<TextTable()> m_whole;
  std::vector<Form> m_forms;
  QAction* m_copy = nullptr;
};

}  // namespace nines
