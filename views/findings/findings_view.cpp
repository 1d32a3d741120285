#include "findings/findings_view.h"

#include <QAbstractProxyModel>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QStyledItemDelegate>
#include <QTextLayout>
#include <algorithm>

#include "copying/table_copy.h"
#include "findings/findings_model.h"
#include "theme/metrics.h"
#include "theme/small_button.h"
#include "theme/theme_style.h"

namespace nines {

namespace {

using Model = FindingsModel;

constexpr int kLineHeight = 15;
constexpr int kTextInset = 14;  // what style sheet and style take of a cell's width
constexpr int kLeastTextRoom = 36;
constexpr int kMostLines = 8;  // what is longer still stands whole in the tooltip

// A row of one line is filled to its end; a word that is cut says more than one that is left out.
class LineDelegate final : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

 protected:
  void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override {
    QStyledItemDelegate::initStyleOption(option, index);
    if (option->rect.height() <= metrics::kTableRow) option->features &= ~QStyleOptionViewItem::WrapText;
  }
};

// Paints Fix or Show, and Waive, as small buttons in the row's first line.
class ButtonDelegate final : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    QStyleOptionViewItem ground(option);
    initStyleOption(&ground, index);
    const QString text = std::exchange(ground.text, {});
    ground.widget->style()->drawControl(QStyle::CE_ItemViewItem, &ground, painter, ground.widget);
    if (text.isEmpty()) return;
    const auto [width, after] =
        index.column() == Model::kFix ? FindingColumns::kFixButton : FindingColumns::kWaiveButton;
    const QRect line(option.rect.topLeft(),
                     QSize(option.rect.width(), std::min(option.rect.height(), metrics::kTableRow)));
    paintSmallButton(*painter, smallButtonRect(line, width, after), text, option.state & QStyle::State_MouseOver,
                     !FindingsView::isRefused(index));
  }
};

// As the delegate breaks them.
int countLines(const QString& text, const QFont& font, int width) {
  QTextLayout layout(text, font);
  QTextOption option;
  option.setWrapMode(QTextOption::WordWrap);
  layout.setTextOption(option);
  int lines = 0;
  layout.beginLayout();
  for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
    line.setLineWidth(width);
    ++lines;
  }
  layout.endLayout();
  return lines;
}

std::vector<CopyColumn> copyColumns() {
  return {copyColumn(Model::tr("Severity"), Model::kSeverity, Qt::AccessibleTextRole),
          copyColumn(Model::tr("Rule"), Model::kRule), copyColumn(Model::tr("Message"), Model::kMessage),
          copyColumn(Model::tr("Resource"), Model::kResource),
          copyColumn(Model::tr("Waiver"), Model::kMessage, Model::kWaiverRole)};
}

}  // namespace

FindingsView::FindingsView(QWidget* parent) : QTableView(parent), m_copy(new TableCopy(this, copyColumns())) {
  m_copy->leaveMenu();
  setAccessibleName(tr("Findings"));
  setItemDelegate(new LineDelegate(this));
  setItemDelegateForColumn(Model::kFix, new ButtonDelegate(this));
  setItemDelegateForColumn(Model::kWaive, new ButtonDelegate(this));
  setSelectionBehavior(SelectRows);
  setSelectionMode(ExtendedSelection);
  setShowGrid(false);
  setWordWrap(true);  // as far as the row is high
  setTextElideMode(Qt::ElideRight);
  m_rowsDue.setSingleShot(true);
  m_rowsDue.setInterval(0);
  connect(&m_rowsDue, &QTimer::timeout, this, &FindingsView::fitRows);
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
  horizontalHeader()->setFont(uiFont(metrics::kHeaderText, QFont::Medium));
  horizontalHeader()->setFixedHeight(metrics::kTableRow);
  horizontalHeader()->setMinimumSectionSize(24);
  horizontalHeader()->setHighlightSections(false);
  horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
}

void FindingsView::resizeEvent(QResizeEvent* event) {
  QTableView::resizeEvent(event);
  fitColumns();
}

void FindingsView::fitToRows() {
  if (!model()) return;
  // A filter leaves the columns as they are.
  const auto* filter = qobject_cast<QAbstractProxyModel*>(model());
  m_columns.measure(filter ? *filter->sourceModel() : *model(), fontMetrics());
  fitColumns();
}

void FindingsView::fitColumns() {
  if (!model() || model()->columnCount() < Model::kColumns) return;
  int column = 0;
  for (const int width : m_columns.fit(viewport()->width())) {
    if (width > 0) setColumnWidth(column, width);
    ++column;
  }
  fitRows();
}

int FindingsView::heightOf(int row) const {
  int lines = 1;
  if (m_unfolded.isValid() && row == m_unfolded.row()) {
    for (const int column : {Model::kRule, Model::kMessage, Model::kResource}) {
      const int room = std::max(columnWidth(column) - kTextInset, kLeastTextRoom);
      lines = std::max(lines, countLines(model()->index(row, column).data().toString(), font(), room));
    }
  }
  return metrics::kTableRow + (std::min(lines, kMostLines) - 1) * kLineHeight;
}

void FindingsView::fitRows() {
  m_rowsDue.stop();
  if (!model()) return;
  for (int row = 0; row < model()->rowCount(); ++row) {
    if (const int height = heightOf(row); rowHeight(row) != height) setRowHeight(row, height);
  }
}

// While a button is held rows keep their places: what is pressed is what is released.
void FindingsView::unfold() {
  if (m_pressing || !model() || !selectionModel()) return;
  const QModelIndex current = currentIndex();
  const bool chosen = current.isValid() && selectionModel()->isRowSelected(current.row(), {});
  const QPersistentModelIndex row = chosen ? current.siblingAtColumn(0) : QModelIndex();
  if (row == m_unfolded) return;
  const int before = row.isValid() ? visualRect(row).top() : 0;
  m_unfolded = row;
  fitRows();
  if (!row.isValid()) return;
  // One above may have folded meanwhile.
  QScrollBar* bar = verticalScrollBar();
  bar->setValue(bar->value() + visualRect(row).top() - before);
  scrollTo(current);
}

void FindingsView::selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) {
  QTableView::selectionChanged(selected, deselected);
  unfold();
}

void FindingsView::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
  QTableView::currentChanged(current, previous);
  unfold();
}

std::vector<FindingsView::Anchor> FindingsView::anchors() const {
  std::vector<Anchor> out;
  if (!model() || verticalScrollBar()->value() == 0) return out;
  for (int y = 1; y < viewport()->height();) {
    const QModelIndex row = indexAt(QPoint(1, y));
    if (!row.isValid()) break;
    const QRect rect = visualRect(row);
    out.push_back({row, rect.top()});
    y = rect.bottom() + 2;
  }
  return out;
}

void FindingsView::moveTo(const QModelIndex& row, int top) {
  QScrollBar* bar = verticalScrollBar();
  bar->setValue(bar->value() + visualRect(row).top() - top);
}

void FindingsView::changeRows(const std::function<void()>& change) {
  const std::vector<Anchor> before = anchors();
  setAutoScroll(false);  // to the row that becomes the current one where it was removed
  change();
  fitToRows();
  setAutoScroll(true);
  const auto at = std::ranges::find_if(before, [](const Anchor& anchor) { return anchor.row.isValid(); });
  if (at != before.end()) moveTo(at->row, at->top);
}

void FindingsView::setModel(QAbstractItemModel* model) {
  QTableView::setModel(model);
  if (!model) return;
  const auto later = [this] { m_rowsDue.start(); };
  connect(model, &QAbstractItemModel::rowsInserted, this, later);
  connect(model, &QAbstractItemModel::dataChanged, this, later);
  connect(model, &QAbstractItemModel::layoutChanged, this, later);
  connect(model, &QAbstractItemModel::modelReset, this, later);
}

QList<int> FindingsView::chosenRows() const {
  QList<int> rows;
  if (!selectionModel()) return rows;
  for (const QModelIndex& index : selectionModel()->selectedRows()) rows << index.row();
  std::sort(rows.begin(), rows.end());
  return rows;
}

// "Show" is never refused.
bool FindingsView::isRefused(const QModelIndex& index) {
  const bool shows = index.column() == Model::kFix && !index.data(Model::kFixableRole).toBool();
  return !shows && !index.data(Model::kRefusedRole).toString().isEmpty();
}

bool FindingsView::isButton(const QModelIndex& index) const {
  return (index.column() == Model::kFix || index.column() == Model::kWaive) && !index.data().toString().isEmpty() &&
         !isRefused(index);
}

bool FindingsView::isFix(const QModelIndex& index) const {
  return index.column() == Model::kFix && index.data(Model::kFixableRole).toBool() && isButton(index);
}

void FindingsView::mousePressEvent(QMouseEvent* event) {
  const QModelIndex index = indexAt(event->pos());
  m_pressing = event->button() == Qt::LeftButton;
  m_pressedButton = event->button() == Qt::LeftButton && isButton(index) ? index : QModelIndex();
  if (m_pressedButton.isValid()) setCurrentIndex(index);
  else QTableView::mousePressEvent(event);
}

void FindingsView::pressButton(const QModelIndex& index) {
  if (index.column() == Model::kWaive) {
    emit waiveRequested({index.row()});
  } else if (isFix(index)) {
    emit fixRequested(index.row());
  } else {
    emit rowsChosen();
    emit rowActivated(index.row());
  }
}

void FindingsView::mouseReleaseEvent(QMouseEvent* event) {
  const QModelIndex index = indexAt(event->pos());
  const QModelIndex pressed = std::exchange(m_pressedButton, QPersistentModelIndex());
  m_pressing = false;
  if (pressed.isValid()) {
    if (index == pressed) pressButton(index);
    return unfold();
  }
  QTableView::mouseReleaseEvent(event);
  unfold();
  if (event->button() != Qt::LeftButton || !index.isValid()) return;
  emit rowsChosen();
  if (event->modifiers() == Qt::NoModifier) emit rowActivated(index.row());
}

void FindingsView::mouseMoveEvent(QMouseEvent* event) {
  if (!m_pressedButton.isValid()) QTableView::mouseMoveEvent(event);
}

bool FindingsView::viewportEvent(QEvent* event) {
  if (event->type() == QEvent::MouseMove) pointAtFix(indexAt(static_cast<QMouseEvent*>(event)->pos()));
  if (event->type() == QEvent::Leave || event->type() == QEvent::Hide) pointAtFix({});
  return QTableView::viewportEvent(event);
}

void FindingsView::pointAtFix(const QModelIndex& index) {
  const bool on = isFix(index);
  const QModelIndex fix = on ? index : QModelIndex();
  if (m_pointedFix == fix) return;
  m_pointedFix = fix;
  emit fixPointedAt(fix.isValid() ? fix.row() : -1);
}

bool FindingsView::handleActionKey(QKeyEvent* event) {
  const QList<int> rows = chosenRows();
  if (rows.isEmpty()) return false;
  if (event->key() == Qt::Key_F && event->modifiers() == Qt::ShiftModifier) {
    if (currentIndex().data(Model::kFixAllRole).toInt() > 0) emit fixAllRequested(currentIndex().row());
    return true;
  }
  if (event->modifiers() & ~Qt::KeypadModifier) return false;
  switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
      emit rowActivated(currentIndex().row());
      return true;
    case Qt::Key_F:
      // Where it is refused, whoever asked is told why.
      if (currentIndex().data(Model::kFixableRole).toBool()) emit fixRequested(currentIndex().row());
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

void FindingsView::addFixes(QMenu& menu, const QPersistentModelIndex& at) {
  const QModelIndex fix = at.sibling(at.row(), Model::kFix);
  if (fix.data(Model::kFixableRole).toBool()) {
    QAction* one = menu.addAction(tr("Fix\tF"), this, [this, at] { emit fixRequested(at.row()); });
    one->setEnabled(isButton(fix));
    one->setToolTip(fix.data(Model::kRefusedRole).toString());
  }
  const QString reason = fix.data(Model::kNoFixAllRole).toString();
  const int count = fix.data(Model::kFixAllRole).toInt();
  if (count == 0 && reason.isEmpty()) return;  // no finding
  QAction* all =
      menu.addAction(count > 1 ? tr("Fix all %1 of this kind\tShift+F").arg(count) : tr("Fix all of this kind"), this,
                     [this, at] { emit fixAllRequested(at.row()); });
  all->setEnabled(count > 0);
  all->setToolTip(count > 0 ? tr("One step, which can be undone") : reason);
}

// Rows may come and go while the menu is open.
void FindingsView::contextMenuEvent(QContextMenuEvent* event) {
  const QList<int> rows = chosenRows();
  if (rows.isEmpty()) return;
  const QPersistentModelIndex at(currentIndex());
  auto* menu = new QMenu(this);
  menu->setObjectName(QStringLiteral("findingsMenu"));
  menu->setAttribute(Qt::WA_DeleteOnClose);
  menu->setToolTipsVisible(true);
  menu->addAction(tr("Show resource"), this, [this, at] { emit rowActivated(at.row()); });
  if (rows.size() == 1) {
    if (at.data(Model::kExplainableRole).toBool())
      menu->addAction(tr("Explain\tF1"), this, [this, at] { emit explainRequested(at.row()); });
    addFixes(*menu, at);
  }
  const QString waive = currentIndex().siblingAtColumn(Model::kWaive).data().toString();
  QAction* accept = menu->addAction(waive + QStringLiteral("\tW"), this, [this] { emit waiveRequested(chosenRows()); });
  const QString refused = at.data(Model::kRefusedRole).toString();
  accept->setEnabled(refused.isEmpty());
  accept->setToolTip(refused);
  menu->addSeparator();
  m_copy->addTo(*menu);
  menu->popup(event->globalPos());
}

}  // namespace nines
