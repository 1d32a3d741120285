#include "findings/findings_view.h"

#include <QContextMenuEvent>
#include <QHeaderView>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QStyledItemDelegate>
#include <algorithm>

#include "findings/findings_model.h"
#include "theme/metrics.h"
#include "theme/theme_style.h"

namespace nines {

namespace {

using Model = FindingsModel;

// Paints Fix and Waive as small buttons: thousands of rows need no widget each.
class ButtonDelegate final : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    QStyleOptionViewItem cell(option);
    initStyleOption(&cell, index);
    const QString text = std::exchange(cell.text, {});
    cell.widget->style()->drawControl(QStyle::CE_ItemViewItem, &cell, painter, cell.widget);
    if (text.isEmpty()) return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRectF button = QRectF(option.rect).adjusted(4.5, 1.5, -4.5, -1.5);
    const bool hovered = option.state & QStyle::State_MouseOver;
    painter->setPen(QPen(themeColour(hovered ? Token::accent : Token::fieldBorder), 1));
    painter->setBrush(themeColour(Token::field));
    painter->drawRoundedRect(button, metrics::kSmallButtonRadius, metrics::kSmallButtonRadius);
    painter->setFont(uiFont(metrics::kSmallText));
    painter->setPen(themeColour(Token::text));
    painter->drawText(button, Qt::AlignCenter, text);
    painter->restore();
  }
};

}  // namespace

FindingsView::FindingsView(QWidget* parent) : QTableView(parent) {
  setAccessibleName(tr("Findings"));
  setItemDelegateForColumn(Model::kFix, new ButtonDelegate(this));
  setItemDelegateForColumn(Model::kWaive, new ButtonDelegate(this));
  setSelectionBehavior(SelectRows);
  setSelectionMode(ExtendedSelection);
  setShowGrid(false);
  setWordWrap(false);
  setTabKeyNavigation(false);
  setVerticalScrollMode(ScrollPerPixel);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setMouseTracking(true);
  setIconSize({16, 16});
  setSortingEnabled(true);
  verticalHeader()->hide();
  verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
  verticalHeader()->setMinimumSectionSize(metrics::kTableRow);
  verticalHeader()->setDefaultSectionSize(metrics::kTableRow);
  horizontalHeader()->setFixedHeight(metrics::kTableRow);
  horizontalHeader()->setMinimumSectionSize(24);
  horizontalHeader()->setHighlightSections(false);
  horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
}

void FindingsView::resizeEvent(QResizeEvent* event) {
  QTableView::resizeEvent(event);
  fitColumns();
}

void FindingsView::fitColumns() {
  if (!model() || model()->columnCount() < Model::kColumns) return;
  const int width = viewport()->width();
  const int fixed = 28 + 48 + 64;
  const int free = std::max(width - fixed, 240);
  const int rule = std::clamp(free * 28 / 100, 80, 190);
  const int resource = std::clamp(free * 24 / 100, 70, 220);
  const int sizes[] = {28, rule, free - rule - resource, resource, 48, 64};
  for (int column = 0; column < Model::kColumns; ++column) setColumnWidth(column, sizes[column]);
}

QList<int> FindingsView::chosenRows() const {
  QList<int> rows;
  if (!selectionModel()) return rows;
  for (const QModelIndex& index : selectionModel()->selectedRows()) rows << index.row();
  std::sort(rows.begin(), rows.end());
  return rows;
}

bool FindingsView::isButton(const QModelIndex& index) const {
  return (index.column() == Model::kFix || index.column() == Model::kWaive) && !index.data().toString().isEmpty();
}

void FindingsView::mousePressEvent(QMouseEvent* event) {
  const QModelIndex index = indexAt(event->pos());
  m_pressedButton = event->button() == Qt::LeftButton && isButton(index) ? index : QModelIndex();
  if (m_pressedButton.isValid()) setCurrentIndex(index);
  else QTableView::mousePressEvent(event);
}

void FindingsView::mouseReleaseEvent(QMouseEvent* event) {
  const QModelIndex index = indexAt(event->pos());
  const QModelIndex pressed = std::exchange(m_pressedButton, QPersistentModelIndex());
  if (pressed.isValid()) {
    if (index != pressed) return;
    if (index.column() == Model::kFix) emit fixRequested(index.row());
    else emit waiveRequested({index.row()});
    return;
  }
  QTableView::mouseReleaseEvent(event);
  if (event->button() != Qt::LeftButton || !index.isValid()) return;
  emit rowsChosen();
  if (event->modifiers() == Qt::NoModifier) emit rowActivated(index.row());
}

void FindingsView::mouseMoveEvent(QMouseEvent* event) {
  if (!m_pressedButton.isValid()) QTableView::mouseMoveEvent(event);
}

bool FindingsView::handleActionKey(QKeyEvent* event) {
  const QList<int> rows = chosenRows();
  if (event->matches(QKeySequence::Copy)) {
    if (!rows.isEmpty()) emit copyRequested(rows);
    return true;
  }
  if (rows.isEmpty() || event->modifiers() & ~Qt::KeypadModifier) return false;
  switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
      emit rowActivated(currentIndex().row());
      return true;
    case Qt::Key_F:
      if (isButton(currentIndex().siblingAtColumn(Model::kFix))) emit fixRequested(currentIndex().row());
      return true;
    case Qt::Key_W:
      emit waiveRequested(rows);
      return true;
    default:
      return false;
  }
}

void FindingsView::keyPressEvent(QKeyEvent* event) {
  if (handleActionKey(event)) {
    event->accept();
    return;
  }
  const QList<int> before = chosenRows();
  QTableView::keyPressEvent(event);
  if (chosenRows() != before) emit rowsChosen();
}

void FindingsView::contextMenuEvent(QContextMenuEvent* event) {
  const QList<int> rows = chosenRows();
  if (rows.isEmpty()) return;
  const int row = currentIndex().row();
  QMenu menu(this);
  menu.addAction(tr("Show resource"), this, [this, row] { emit rowActivated(row); });
  const QModelIndex fix = currentIndex().siblingAtColumn(Model::kFix);
  if (rows.size() == 1 && isButton(fix)) menu.addAction(tr("Fix\tF"), this, [this, row] { emit fixRequested(row); });
  const QString waive = currentIndex().siblingAtColumn(Model::kWaive).data().toString();
  menu.addAction(waive + QStringLiteral("\tW"), this, [this, rows] { emit waiveRequested(rows); });
  menu.addSeparator();
  menu.addAction(tr("Copy") + QLatin1Char('\t') + QKeySequence(QKeySequence::Copy).toString(QKeySequence::NativeText),
                 this, [this, rows] { emit copyRequested(rows); });
  menu.exec(event->globalPos());
}

}  // namespace nines
