#include "copying/table_copy.h"

#include <QAbstractItemView>
#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QListView>
#include <QMenu>
#include <QMimeData>
#include <QTableView>
#include <algorithm>
#include <utility>

namespace nines {

namespace {

bool isHidden(const QAbstractItemView& view, int row) {
  if (const auto* table = qobject_cast<const QTableView*>(&view)) return table->isRowHidden(row);
  const auto* list = qobject_cast<const QListView*>(&view);
  return list && list->isRowHidden(row);
}

}  // namespace

CopyColumn copyColumn(const QString& title, int column, int role) {
  return {title, [column, role](const QModelIndex& row) { return row.siblingAtColumn(column).data(role).toString(); }};
}

TableCopy::TableCopy(QAbstractItemView* view, Columns columns)
    : QObject(view), m_widget(view), m_view(view), m_columns(std::move(columns)) {
  listen(view, Qt::WidgetShortcut);  // while a cell is edited the key is the editor's
}

TableCopy::TableCopy(QAbstractItemView* view, std::vector<CopyColumn> columns)
    : TableCopy(view, [columns = std::move(columns)] { return columns; }) {}

TableCopy::TableCopy(QWidget* widget, std::function<TextTable()> whole)
    : QObject(widget), m_widget(widget), m_whole(std::move(whole)) {
  listen(widget, Qt::WidgetWithChildrenShortcut);
}

void TableCopy::listen(QWidget* widget, Qt::ShortcutContext context) {
  m_copy = new QAction(tr("&Copy"), this);
  m_copy->setShortcuts(QKeySequence::Copy);
  m_copy->setShortcutContext(context);
  connect(m_copy, &QAction::triggered, this, &TableCopy::copy);
  widget->addAction(m_copy);
  widget->setContextMenuPolicy(Qt::CustomContextMenu);
  connect(widget, &QWidget::customContextMenuRequested, this, &TableCopy::openMenu);
}

void TableCopy::leaveMenu() {
  disconnect(m_widget, &QWidget::customContextMenuRequested, this, nullptr);
  m_widget->setContextMenuPolicy(Qt::DefaultContextMenu);
}

void TableCopy::addForm(const QString& text, Writer writer) { m_forms.push_back({text, std::move(writer)}); }

QList<int> TableCopy::rows(bool all) const {
  QList<int> rows;
  if (!m_view || !m_view->model()) return rows;
  const QAbstractItemModel& model = *m_view->model();
  const auto counts = [&](int row) {
    return !isHidden(*m_view, row) && model.flags(model.index(row, 0)).testFlag(Qt::ItemIsEnabled);
  };
  if (!all && m_view->selectionModel()) {
    for (const QModelIndex& index : m_view->selectionModel()->selectedIndexes()) {
      if (counts(index.row())) rows << index.row();
    }
  }
  if (rows.isEmpty()) {
    for (int row = 0; row < model.rowCount(); ++row) {
      if (counts(row)) rows << row;
    }
  }
  std::ranges::sort(rows);
  rows.erase(std::ranges::unique(rows).begin(), rows.end());
  return rows;
}

bool TableCopy::isPartlySelected() const { return m_view && rows(false).size() < rows(true).size(); }

TextTable TableCopy::table(bool all) const {
  if (m_whole) return m_whole();
  TextTable table;
  const std::vector<CopyColumn> columns = m_columns();
  for (const CopyColumn& column : columns) table.titles << column.title;
  for (const int row : rows(all)) {
    QStringList cells;
    for (const CopyColumn& column : columns) cells << column.text(m_view->model()->index(row, 0));
    table.rows << cells;
  }
  return table;
}

// What was on the clipboard stays there where there is nothing to copy.
void TableCopy::put(const TextTable& table) {
  if (!table.rows.isEmpty()) QGuiApplication::clipboard()->setMimeData(tableMimeData(table));
}

void TableCopy::copy() { put(table(false)); }

void TableCopy::copyAll() { put(table(true)); }

void TableCopy::addTo(QMenu& menu) {
  const bool any = m_whole ? !m_whole().rows.isEmpty() : !rows(true).isEmpty();
  QAction* copy = menu.addAction(
      m_copy->text() + QLatin1Char('\t') + QKeySequence(QKeySequence::Copy).toString(QKeySequence::NativeText), this,
      &TableCopy::copy);
  copy->setEnabled(any);
  if (isPartlySelected()) menu.addAction(tr("Copy &all"), this, &TableCopy::copyAll);
  for (const Form& form : m_forms) {
    QAction* action = menu.addAction(form.text, this, [this, writer = form.writer] {
      const QString text = writer(rows(false));
      if (!text.isEmpty()) QGuiApplication::clipboard()->setText(text);
    });
    action->setEnabled(any);
  }
}

void TableCopy::openMenu(QPoint at) {
  auto* menu = new QMenu(m_widget);
  menu->setObjectName(QStringLiteral("copyMenu"));
  menu->setAttribute(Qt::WA_DeleteOnClose);
  addTo(*menu);
  const QWidget* origin = m_view ? m_view->viewport() : m_widget;
  menu->popup(origin->mapToGlobal(at));
}

}  // namespace nines
