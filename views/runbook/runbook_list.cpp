#include "runbook/runbook_list.h"

#include <QGuiApplication>
#include <QPainter>
#include <QResizeEvent>
#include <QStyledItemDelegate>

#include "copying/table_copy.h"
#include "runbook/runbook_model.h"
#include "theme/metrics.h"
#include "theme/theme_style.h"

namespace nines {

namespace {

constexpr int kMargin = 12;
constexpr int kIndent = 30;  // of tasks
constexpr int kAbove = 4;
constexpr int kAboveHeading = 9;
constexpr double kDot = 2.5;  // radius
constexpr int kFlags = Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap;

// Where the texts of a row stand, for a row of this width.
struct Lines {
  QRect text;
  QRect detail;  // empty: none
  int height = 0;
};

class RowDelegate final : public QStyledItemDelegate {
 public:
  explicit RowDelegate(RunbookList* list) : QStyledItemDelegate(list), m_list(list) {}

  QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const override {
    const int width = m_list->viewport()->width();
    return {width, linesOf(index, QRect(0, 0, width, 0)).height};
  }

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    QStyleOptionViewItem ground(option);
    initStyleOption(&ground, index);
    ground.text.clear();
    ground.widget->style()->drawControl(QStyle::CE_ItemViewItem, &ground, painter, ground.widget);
    const Lines lines = linesOf(index, option.rect);
    const bool missing = index.data(RunbookModel::kMissingRole).toBool();
    painter->save();
    if (!index.data(RunbookModel::kHeadingRole).toBool()) {
      painter->setRenderHint(QPainter::Antialiasing);
      painter->setPen(Qt::NoPen);
      painter->setBrush(themeColour(missing ? Token::warnFill : Token::faint));
      const double middle = lines.text.top() + QFontMetricsF(textFont(index)).height() / 2;
      painter->drawEllipse(QPointF(option.rect.left() + kIndent - 9, middle), kDot, kDot);
    }
    painter->setFont(textFont(index));
    painter->setPen(themeColour(missing ? Token::warn : Token::text));
    painter->drawText(lines.text, kFlags, index.data().toString());
    painter->setFont(uiFont(metrics::kHeaderText));
    painter->setPen(themeColour(Token::muted));
    painter->drawText(lines.detail, kFlags, index.data(RunbookModel::kDetailRole).toString());
    painter->restore();
  }

 private:
  static QFont textFont(const QModelIndex& index) {
    return uiFont(metrics::kText, index.data(RunbookModel::kHeadingRole).toBool() ? QFont::DemiBold : QFont::Normal);
  }

  static QRect bounds(const QFont& font, int left, int top, int width, const QString& text) {
    if (text.isEmpty()) return {left, top, width, 0};
    const int height = QFontMetrics(font).boundingRect(QRect(0, 0, width, 10'000), kFlags, text).height();
    return {left, top, width, height};
  }

  static Lines linesOf(const QModelIndex& index, const QRect& cell) {
    const bool heading = index.data(RunbookModel::kHeadingRole).toBool();
    const int left = cell.left() + (heading ? kMargin : kIndent);
    const int width = std::max(40, cell.right() + 1 - kMargin - left);
    Lines lines;
    lines.text = bounds(textFont(index), left, cell.top() + (heading && index.row() > 0 ? kAboveHeading : kAbove),
                        width, index.data().toString());
    lines.detail = bounds(uiFont(metrics::kHeaderText), left, lines.text.bottom() + 1, width,
                          index.data(RunbookModel::kDetailRole).toString());
    lines.height = lines.detail.bottom() + 1 + kAbove - cell.top();
    return lines;
  }

  RunbookList* m_list;
};

}  // namespace

RunbookList::RunbookList(RunbookModel* model, QWidget* parent) : QListView(parent) {
  setAccessibleName(tr("Steps of the runbook"));
  setModel(model);
  setItemDelegate(new RowDelegate(this));
  setResizeMode(QListView::Adjust);
  setSelectionMode(QAbstractItemView::SingleSelection);
  setEditTriggers(QAbstractItemView::NoEditTriggers);
  setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setFrameShape(QFrame::NoFrame);
  setMouseTracking(true);
  new TableCopy(this, std::vector{copyColumn(tr("Step"), 0), copyColumn(tr("Takes"), 0, RunbookModel::kDetailRole)});
  connect(this, &QListView::clicked, this, [this](const QModelIndex& index) { emit chosen(index.row()); });
}

// How high rows are depends on the width alone. The toolkit lays lists anew for another one only while no layout is
// pending, such as one of a width that they had while they were hidden.
void RunbookList::resizeEvent(QResizeEvent* event) {
  QListView::resizeEvent(event);
  if (event->size().width() != event->oldSize().width()) doItemsLayout();
}

// By the keyboard only: a click tells by itself, also where the row was the current one already.
void RunbookList::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
  QListView::currentChanged(current, previous);
  if (current.isValid() && hasFocus() && QGuiApplication::mouseButtons() == Qt::NoButton) emit chosen(current.row());
}

}  // namespace nines
