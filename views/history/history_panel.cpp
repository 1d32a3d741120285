#include "history/history_panel.h"

#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QUndoStack>
#include <QVBoxLayout>

#include "copying/table_copy.h"
#include "history/history_model.h"
#include "theme/metrics.h"
#include "theme/theme_style.h"

namespace nines {

namespace {

constexpr int kMargin = 10;
constexpr double kDot = 3;  // radius
constexpr int kTextLeft = kMargin + 14;

// A line through the steps that count, as far as the current one; what was undone stands behind it, muted.
class StepDelegate final : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return {120, metrics::kTableRow}; }

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    QStyleOptionViewItem ground(option);
    initStyleOption(&ground, index);
    ground.text.clear();
    ground.widget->style()->drawControl(QStyle::CE_ItemViewItem, &ground, painter, ground.widget);
    const auto step = static_cast<HistoryModel::Step>(index.data(HistoryModel::kStepRole).toInt());
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintRail(*painter, option.rect, step, index.row() == 0);
    paintTexts(*painter, option.rect, step, index);
    painter->restore();
  }

 private:
  static void paintRail(QPainter& painter, const QRect& cell, HistoryModel::Step step, bool first) {
    const QPointF dot(cell.left() + kMargin + kDot, cell.top() + cell.height() / 2.0);
    const bool counts = step != HistoryModel::Step::undone;
    painter.setPen(QPen(themeColour(counts ? Token::accent : Token::fieldBorder), 1));
    if (!first) painter.drawLine(QPointF(dot.x(), cell.top()), dot);
    if (step == HistoryModel::Step::done) painter.drawLine(dot, QPointF(dot.x(), cell.bottom() + 1));
    painter.setBrush(themeColour(step == HistoryModel::Step::current ? Token::accent : Token::base));
    painter.drawEllipse(dot, kDot, kDot);
  }

  static void paintTexts(QPainter& painter, const QRect& cell, HistoryModel::Step step, const QModelIndex& index) {
    QRect room = cell.adjusted(kTextLeft, 0, -kMargin, 0);
    if (index.data(HistoryModel::kSavedRole).toBool()) {
      painter.setFont(uiFont(metrics::kHeaderText));
      painter.setPen(themeColour(Token::muted));
      const QString saved = HistoryPanel::tr("Saved");
      painter.drawText(room, Qt::AlignRight | Qt::AlignVCenter, saved);
      room.setRight(room.right() - painter.fontMetrics().horizontalAdvance(saved) - kMargin);
    }
    const bool current = step == HistoryModel::Step::current;
    painter.setFont(uiFont(metrics::kText, current ? QFont::DemiBold : QFont::Normal));
    painter.setPen(themeColour(step == HistoryModel::Step::undone ? Token::muted : Token::text));
    const QString text = painter.fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, room.width());
    painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter, text);
  }
};

}  // namespace

HistoryPanel::HistoryPanel(const QUndoStack* stack, QWidget* parent)
    : Panel(parent), m_model(new HistoryModel(stack, this)), m_list(new QListView(this)) {
  setAccessibleName(tr("History"));
  m_list->setAccessibleName(tr("Steps"));
  m_list->setModel(m_model);
  m_list->setItemDelegate(new StepDelegate(m_list));
  m_list->setUniformItemSizes(true);
  m_list->setMouseTracking(true);
  m_list->setVerticalScrollMode(QListView::ScrollPerPixel);
  m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  new TableCopy(m_list,
                std::vector{copyColumn(tr("Step"), 0), copyColumn(tr("State"), 0, Qt::AccessibleDescriptionRole)});
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(m_list);
  // Enter where the style does not activate by a single click, which jumps anyway.
  // Compared with the stack: the rows follow a moment later.
  const auto jump = [this, stack](const QModelIndex& index) {
    if (index.row() != stack->index()) emit jumpRequested(index.row());
  };
  connect(m_list, &QListView::clicked, this, jump);
  connect(m_list, &QListView::activated, this, jump);
  connect(stack, &QUndoStack::indexChanged, this, [this] { scheduleRefresh(); });
  connect(stack, &QUndoStack::cleanChanged, this, [this] { scheduleRefresh(); });
}

void HistoryPanel::refresh() {
  m_model->refresh();
  const QModelIndex current = m_model->index(m_model->currentRow());
  m_list->setCurrentIndex(current);
  m_list->scrollTo(current);
}

void HistoryPanel::restyle() { m_list->viewport()->update(); }

}  // namespace nines
