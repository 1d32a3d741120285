#include "drill/drill_list.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>
#include <algorithm>

#include "pick_view.h"
#include "theme/metrics.h"
#include "theme/theme_style.h"

namespace nines {

namespace {

constexpr int kRow = 21;
constexpr int kTwoLines = 38;
constexpr int kDotColumn = 18;
constexpr int kFirstLine = 19;
constexpr double kDot = 4;
constexpr int kIndent = 6;

class DrillListDelegate final : public QStyledItemDelegate {
 public:
  explicit DrillListDelegate(DrillList* list) : QStyledItemDelegate(list), m_list(list) {}

  QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const override {
    return {0, row(index).second.isEmpty() ? kRow : kTwoLines};
  }

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    const DrillListRow& r = row(index);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintGround(*painter, option, r);
    const QRect area = option.rect.adjusted(kIndent, 0, -kIndent, 0);
    const QRect first(area.left(), area.top(), area.width(), r.second.isEmpty() ? kRow : kFirstLine);
    painter->setFont(uiFont(metrics::kSmallText));
    painter->setPen(themeColour(Token::muted));
    painter->drawText(QRect(first.left(), first.top(), m_list->timeWidth(), first.height()),
                      Qt::AlignVCenter | Qt::AlignRight, r.time);
    const int dot = area.left() + m_list->timeWidth() + (m_list->timeWidth() > 0 ? 4 : -3);
    paintDot(*painter, QPointF(dot + kDotColumn / 2.0, first.center().y() + 1), r);
    const int text = dot + kDotColumn;
    paintFirstLine(*painter, {text, first.top(), area.right() + 1 - text, first.height()}, r);
    if (!r.second.isEmpty()) {
      painter->setFont(uiFont(metrics::kHeaderText));
      painter->setPen(themeColour(Token::muted));
      const QRect second(text, first.bottom(), area.right() + 1 - text, kTwoLines - kFirstLine - 2);
      painter->drawText(second, Qt::AlignTop | Qt::AlignLeft,
                        painter->fontMetrics().elidedText(r.second, Qt::ElideRight, second.width()));
    }
    painter->restore();
  }

 private:
  const DrillListRow& row(const QModelIndex& index) const {
    return m_list->rows()[static_cast<std::size_t>(index.row())];
  }

  static void paintGround(QPainter& painter, const QStyleOptionViewItem& option, const DrillListRow& r) {
    const bool now = r.phase == DrillListRow::Phase::now;
    if (now || option.state & QStyle::State_MouseOver) {
      painter.setPen(Qt::NoPen);
      painter.setBrush(themeColour(now ? Token::accentSoft : Token::hover));
      painter.drawRoundedRect(option.rect, 4, 4);
    }
    if (!(option.state & QStyle::State_HasFocus)) return;
    painter.setPen(QPen(themeColour(Token::accent), 1, Qt::DotLine));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(option.rect).adjusted(.5, .5, -.5, -.5), 4, 4);
  }

  static void paintDot(QPainter& painter, QPointF centre, const DrillListRow& r) {
    const bool coming = r.phase == DrillListRow::Phase::coming;
    painter.setPen(coming ? QPen(themeColour(r.dot), 1.4) : QPen(Qt::NoPen));
    painter.setBrush(coming ? themeColour(Token::dock) : themeColour(r.dot));
    painter.drawEllipse(centre, coming ? kDot - .5 : kDot, coming ? kDot - .5 : kDot);
  }

  static void paintFirstLine(QPainter& painter, const QRect& line, const DrillListRow& r) {
    const bool strong = r.strong || r.phase == DrillListRow::Phase::now;
    painter.setFont(uiFont(metrics::kText, strong ? QFont::DemiBold : QFont::Normal));
    painter.setPen(themeColour(r.phase == DrillListRow::Phase::coming ? Token::muted : Token::text));
    // What stands behind the title is what is new: it is cut last.
    const QFontMetrics plain(uiFont(metrics::kText));
    const int figure = r.figure.isEmpty() ? 0 : std::min(plain.horizontalAdvance(r.figure), line.width() * 2 / 3);
    const int room = line.width() - (figure > 0 ? figure + 8 : 0);
    const QString title = painter.fontMetrics().elidedText(r.title, Qt::ElideRight, room);
    painter.drawText(line, Qt::AlignVCenter | Qt::AlignLeft, title);
    if (figure == 0) return;
    const int taken = painter.fontMetrics().horizontalAdvance(title) + 8;
    painter.setFont(uiFont(metrics::kText));
    painter.drawText(line.adjusted(taken, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft,
                     plain.elidedText(r.figure, Qt::ElideRight, line.width() - taken));
  }

  DrillList* m_list;
};

}  // namespace

QString DrillListRow::spoken() const {
  QStringList parts;
  for (const QString& part : {time, title, figure, second}) {
    if (!part.isEmpty()) parts << part;
  }
  if (phase == Phase::coming) parts << DrillList::tr("still to come");
  return parts.join(QStringLiteral(", "));
}

void DrillListModel::setRows(std::vector<DrillListRow> rows) {
  if (rows == m_rows) return;
  if (rows.size() != m_rows.size()) {
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
    return;
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i] == m_rows[i]) continue;
    m_rows[i] = std::move(rows[i]);
    const QModelIndex at = index(static_cast<int>(i));
    emit dataChanged(at, at);
  }
}

int DrillListModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant DrillListModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const DrillListRow& row = m_rows[static_cast<std::size_t>(index.row())];
  if (role == Qt::DisplayRole) return row.title;
  if (role == Qt::AccessibleTextRole) return row.spoken();
  if (role == Qt::ToolTipRole) return row.tip;
  if (role == kTimeRole) return row.time;
  if (role == kFigureRole) return row.figure;
  if (role == kSecondRole) return row.second.trimmed();
  return {};
}

DrillList::DrillList(const QString& accessibleName, std::vector<CopyColumn> copied, QWidget* parent)
    : QListView(parent), m_model(new DrillListModel(this)) {
  setModel(m_model);
  setAccessibleName(accessibleName);
  setItemDelegate(new DrillListDelegate(this));
  prepareForPicking(*this);
  setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  new TableCopy(this, std::move(copied));
  connect(this, &QListView::clicked, this, [this](const QModelIndex& index) { emit chosen(index.row()); });
}

void DrillList::setRows(std::vector<DrillListRow> rows) {
  const QFontMetrics metrics(uiFont(metrics::kSmallText));
  m_timeWidth = 0;
  for (const DrillListRow& row : rows) m_timeWidth = std::max(m_timeWidth, metrics.horizontalAdvance(row.time));
  m_model->setRows(std::move(rows));
  setFixedHeight(sizeHint().height());
}

QSize DrillList::sizeHint() const {
  int height = 0;
  for (const DrillListRow& row : m_model->rows()) height += row.second.isEmpty() ? kRow : kTwoLines;
  return {200, height};
}

void DrillList::keyPressEvent(QKeyEvent* event) {
  if (asksForCurrent(*this, *event)) emit chosen(currentIndex().row());
  else QListView::keyPressEvent(event);
}

// It has nothing to scroll itself.
void DrillList::wheelEvent(QWheelEvent* event) { event->ignore(); }

}  // namespace nines
