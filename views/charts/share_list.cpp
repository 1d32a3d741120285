#include "charts/share_list.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStyledItemDelegate>

#include "charts/share_model.h"
#include "copying/table_copy.h"
#include "pick_view.h"
#include "theme/metrics.h"
#include "theme/theme_style.h"

namespace nines {

namespace {

constexpr int kRow = 43;
constexpr int kFirstLine = 18;
constexpr int kSecondLine = 15;
constexpr int kBar = 4;
constexpr int kGap = 8;        // between what stands left and right
constexpr int kScrollGap = 4;  // between a row's right end and the scroll bar

// As in the chart beside it.
void paintFocus(QPainter& painter, const QRect& around) {
  painter.setPen(QPen(themeColour(Token::accent), 1, Qt::DotLine));
  painter.setBrush(Qt::NoBrush);
  painter.drawRoundedRect(QRectF(around).adjusted(.5, .5, -.5, -1.5), 4, 4);
}

void paintHover(QPainter& painter, const QRect& around) {
  painter.setPen(Qt::NoPen);
  painter.setBrush(themeColour(Token::hover));
  painter.drawRoundedRect(QRectF(around).adjusted(0, 0, 0, -1), 4, 4);
}

// Text at the right end is never cut: what stands left of it gives way.
void paintLine(QPainter& painter, const QRect& line, const QString& left, const QString& right) {
  painter.drawText(line, Qt::AlignVCenter | Qt::AlignRight, right);
  const int room = line.width() - painter.fontMetrics().horizontalAdvance(right) - kGap;
  painter.drawText(line, Qt::AlignVCenter | Qt::AlignLeft,
                   painter.fontMetrics().elidedText(left, Qt::ElideRight, room));
}

class ShareDelegate final : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override {
    const auto* list = qobject_cast<const QListView*>(option.widget);
    const int fits = list ? list->viewport()->height() / ShareList::kGoodRows : kRow;
    return {0, fits >= ShareList::kLeastRow ? std::min(fits, kRow) : kRow};
  }

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    const QRect area = option.rect.adjusted(ShareList::kIndent, 0, -kScrollGap, 0);
    const auto text = [&](int role) { return index.data(role).toString(); };
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (option.state & QStyle::State_MouseOver) paintHover(*painter, option.rect);
    painter->setFont(uiFont(metrics::kText));
    painter->setPen(themeColour(Token::text));
    const QRect first(area.left(), area.top(), area.width(), kFirstLine);
    paintLine(*painter, first, text(Qt::DisplayRole), text(ShareModel::kDowntimeRole));
    painter->setFont(uiFont(metrics::kHeaderText));
    painter->setPen(themeColour(Token::muted));
    const QRect second(area.left(), first.bottom() + 1, area.width(), kSecondLine);
    paintLine(*painter, second, {}, text(ShareModel::kFigureRole));
    if (index.data(ShareModel::kWarnsRole).toBool()) painter->setPen(themeColour(Token::warn));
    const int taken = painter->fontMetrics().horizontalAdvance(text(ShareModel::kFigureRole)) + kGap;
    paintLine(*painter, second.adjusted(0, 0, -taken, 0), text(ShareModel::kDetailRole), {});
    paintShare(*painter, QRectF(area.left(), second.bottom() + 2, area.width(), kBar),
               index.data(ShareModel::kShareRole).toDouble());
    if (option.state & QStyle::State_HasFocus) paintFocus(*painter, option.rect);
    painter->restore();
  }

 private:
  static void paintShare(QPainter& painter, QRectF bar, double share) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(themeColour(Token::track));
    painter.drawRoundedRect(bar, kBar / 2.0, kBar / 2.0);
    if (share <= 0) return;
    // A round end needs its own height: something is seen of the least share.
    bar.setWidth(std::max(bar.width() * share, static_cast<double>(kBar)));
    painter.setBrush(themeColour(Token::accent));
    painter.drawRoundedRect(bar, kBar / 2.0, kBar / 2.0);
  }
};

}  // namespace

ShareList::ShareList(ShareModel* model, const QString& accessibleName, QWidget* parent)
    : QListView(parent), m_model(model) {
  setModel(model);
  setAccessibleName(accessibleName);
  setItemDelegate(new ShareDelegate(this));
  setUniformItemSizes(true);
  prepareForPicking(*this);
  setVerticalScrollMode(ScrollPerPixel);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setMouseTracking(true);
  new TableCopy(this, std::vector{copyColumn(tr("What"), 0), copyColumn(tr("Detail"), 0, ShareModel::kDetailRole),
                                  copyColumn(tr("Downtime a year"), 0, ShareModel::kDowntimeRole),
                                  copyColumn(tr("Availability"), 0, ShareModel::kFigureRole)});
  connect(this, &QListView::clicked, this, [this](const QModelIndex& index) { emit chosen(index.row()); });
}

void ShareList::keyPressEvent(QKeyEvent* event) {
  if (asksForCurrent(*this, *event)) emit chosen(currentIndex().row());
  else QListView::keyPressEvent(event);
}

bool ShareList::viewportEvent(QEvent* event) {
  if (event->type() == QEvent::MouseMove) pointAt(indexAt(static_cast<QMouseEvent*>(event)->pos()).row());
  if (event->type() == QEvent::Leave || event->type() == QEvent::Hide) pointAt(-1);
  return QListView::viewportEvent(event);
}

void ShareList::pointAt(int row) {
  if (row == m_pointed) return;
  m_pointed = row;
  emit pointedAt(row);
}

void ShareList::resizeEvent(QResizeEvent* event) {
  QListView::resizeEvent(event);
  scheduleDelayedItemsLayout();  // rows have their height from the list's
}

void ShareList::paintEvent(QPaintEvent* event) {
  QListView::paintEvent(event);
  if (!hasFocus() || currentIndex().isValid()) return;
  // No row has it, as when others have just come.
  QPainter painter(viewport());
  painter.setRenderHint(QPainter::Antialiasing);
  paintFocus(painter, viewport()->rect());
}

}  // namespace nines
