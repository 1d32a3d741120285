#include "charts/factor_list.h"

#include <QPainter>
#include <QStyledItemDelegate>

#include "charts/factor_model.h"
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

// Text at the right end is never cut: what stands left of it gives way.
void paintLine(QPainter& painter, const QRect& line, const QString& left, const QString& right) {
  painter.drawText(line, Qt::AlignVCenter | Qt::AlignRight, right);
  const int room = line.width() - painter.fontMetrics().horizontalAdvance(right) - kGap;
  painter.drawText(line, Qt::AlignVCenter | Qt::AlignLeft,
                   painter.fontMetrics().elidedText(left, Qt::ElideRight, room));
}

class FactorDelegate final : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return {0, kRow}; }

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    const QRect area = option.rect.adjusted(FactorList::kIndent, 0, -kScrollGap, 0);
    const auto text = [&](int column, int role) { return index.siblingAtColumn(column).data(role).toString(); };
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setFont(uiFont(metrics::kText));
    painter->setPen(themeColour(Token::text));
    const QRect first(area.left(), area.top(), area.width(), kFirstLine);
    paintLine(*painter, first, text(FactorModel::kName, FactorModel::kNamesRole),
              text(FactorModel::kDowntime, Qt::DisplayRole));
    painter->setFont(uiFont(metrics::kHeaderText));
    painter->setPen(themeColour(Token::muted));
    const QRect second(area.left(), first.bottom() + 1, area.width(), kSecondLine);
    paintLine(*painter, second, text(FactorModel::kName, FactorModel::kDetailRole),
              text(FactorModel::kSla, Qt::DisplayRole));
    paintShare(*painter, QRectF(area.left(), second.bottom() + 2, area.width(), kBar),
               index.data(FactorModel::kShareRole).toDouble());
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

FactorList::FactorList(QWidget* parent) : QListView(parent) {
  setAccessibleName(tr("Factors of the product of SLAs"));
  setItemDelegate(new FactorDelegate(this));
  setUniformItemSizes(true);
  setSelectionMode(NoSelection);
  setEditTriggers(NoEditTriggers);
  setVerticalScrollMode(ScrollPerPixel);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setFrameShape(NoFrame);
}

void FactorList::paintEvent(QPaintEvent* event) {
  QListView::paintEvent(event);
  if (!hasFocus() || currentIndex().isValid()) return;
  // No row has it, as when others have just come.
  QPainter painter(viewport());
  painter.setRenderHint(QPainter::Antialiasing);
  paintFocus(painter, viewport()->rect());
}

}  // namespace nines
