#include "drill/matrix_view.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>
#include <algorithm>
#include <cmath>

#include "copying/table_copy.h"
#include "drill/matrix_model.h"
#include "drill/verdict_pill.h"
#include "pick_view.h"
#include "theme/metrics.h"
#include "theme/theme_style.h"

namespace nines {

namespace {

constexpr int kColumn = 174;
constexpr int kRow = 38;
constexpr int kHeadLine = 20;
constexpr int kLeastNames = 90;
constexpr int kMostNames = 190;
constexpr int kPadding = 10;
constexpr int kLine = 15;

class GroupHeader final : public QHeaderView {
 public:
  GroupHeader(MatrixModel* model, QWidget* parent) : QHeaderView(Qt::Horizontal, parent), m_model(model) {
    setSectionResizeMode(Fixed);
    setDefaultSectionSize(kColumn);
    setFixedHeight(2 * kHeadLine + 4);
    setAccessibleName(MatrixView::tr("Outages"));
  }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), themeColour(Token::dock));
    painter.fillRect(QRect(0, height() - 1, viewport()->width(), 1), themeColour(Token::border2));
    for (int first = 0; first < count();) {
      int last = first;
      while (last + 1 < count() && m_model->group(last + 1) == m_model->group(first)) ++last;
      paintGroup(painter, first, last);
      first = last + 1;
    }
  }

 private:
  void paintGroup(QPainter& painter, int first, int last) const {
    const int left = sectionViewportPosition(first);
    const int right = sectionViewportPosition(last) + sectionSize(last);
    if (right <= 0 || left >= viewport()->width()) return;
    if (first > 0) painter.fillRect(QRect(left, 0, 1, height()), themeColour(Token::border2));
    painter.setFont(uiFont(metrics::kHeaderText, QFont::DemiBold));
    painter.setPen(themeColour(Token::muted));
    // Where its columns are scrolled half out of sight, the group's name stays.
    const int from = std::min(std::max(left, 0) + kPadding, right - kPadding);
    const QRect name(from, 2, right - from - kPadding, kHeadLine);
    painter.drawText(name, Qt::AlignVCenter | Qt::AlignLeft,
                     painter.fontMetrics().elidedText(m_model->group(first), Qt::ElideRight, name.width()));
    painter.setFont(uiFont(metrics::kText, QFont::Medium));
    painter.setPen(themeColour(Token::text));
    for (int section = first; section <= last; ++section) {
      const QRect title(sectionViewportPosition(section) + kPadding, kHeadLine, kColumn - 2 * kPadding, kHeadLine);
      painter.drawText(title, Qt::AlignVCenter | Qt::AlignLeft,
                       painter.fontMetrics().elidedText(m_model->title(section), Qt::ElideMiddle, title.width()));
    }
  }

  MatrixModel* m_model;
};

class CellDelegate final : public QStyledItemDelegate {
 public:
  CellDelegate(MatrixModel* model, QObject* parent) : QStyledItemDelegate(parent), m_model(model) {}

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    const MatrixCell* cell = m_model->cell(index);
    if (!cell) return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool begins = index.column() > 0 && m_model->group(index.column()) != m_model->group(index.column() - 1);
    if (option.state & QStyle::State_MouseOver && !m_model->outage(index).parts.empty())
      painter->fillRect(option.rect, themeColour(Token::hover));
    if (begins)
      painter->fillRect(QRect(option.rect.topLeft(), QSize(1, option.rect.height())), themeColour(Token::border2));
    // As below the names.
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                      themeColour(Token::border2));
    paintCell(*painter, option.rect, *cell);
    if (option.state & QStyle::State_HasFocus) {
      painter->setPen(QPen(themeColour(Token::accent), 1.5));
      painter->setBrush(Qt::NoBrush);
      painter->drawRoundedRect(QRectF(option.rect).adjusted(1.5, 1.5, -1.5, -1.5), 4, 4);
    }
    painter->restore();
  }

 private:
  static void paintCell(QPainter& painter, const QRect& area, const MatrixCell& cell) {
    const QStringList lines = MatrixModel::lines(cell);
    const QRect text = area.adjusted(kPadding, 0, -kPadding, 0);
    painter.setFont(uiFont(metrics::kText));
    if (!cell.affected) {
      painter.setPen(themeColour(Token::muted));
      painter.drawText(text, Qt::AlignVCenter | Qt::AlignLeft, lines[0]);
      return;
    }
    int room = text.width();
    if (cell.met) {
      const QRectF pill(text.right() + 1 - kPillWidth, area.top() + (kRow - kPillHeight) / 2.0, kPillWidth,
                        kPillHeight);
      paintVerdict(painter, pill, *cell.met);
      room -= kPillWidth + 4;
    }
    const auto misses = [](const std::optional<Span>& span, const Bounds& atWorst,
                           const std::optional<double>& target) {
      return target && (span ? span->worst : atWorst.least) > *target;
    };
    const bool rtoMissed = !cell.recovers || misses(cell.rto, cell.rtoAtWorst, cell.rtoTarget);
    const bool rpoMissed = misses(cell.rpo, cell.rpoAtWorst, cell.rpoTarget);
    const auto line = [&](int at, bool missed) {
      painter.setFont(uiFont(metrics::kSmallText, missed ? QFont::DemiBold : QFont::Normal));
      painter.setPen(themeColour(missed ? Token::err : Token::text));
      const QRect place(text.left(), area.top() + kRow / 2 - kLine + at * kLine, room, kLine);
      painter.drawText(place, Qt::AlignVCenter | Qt::AlignLeft,
                       painter.fontMetrics().elidedText(lines[at], Qt::ElideRight, place.width()));
    };
    line(0, rtoMissed);
    line(1, rpoMissed);
  }

  MatrixModel* m_model;
};

// A cell stays one cell: "RTO 2 min, RPO 0 s, met".
QString copiedCell(const MatrixModel& model, const QModelIndex& index) {
  const MatrixCell* cell = model.cell(index);
  if (!cell) return {};
  QStringList parts = MatrixModel::lines(*cell);
  if (cell->affected && cell->met) parts << verdictWord(*cell->met).toLower();
  parts.removeAll(QString());
  return parts.join(QStringLiteral(", "));
}

// What fails, and which one where two things of one name do.
QStringList copiedHeads(const MatrixModel& model) {
  QStringList heads;
  for (int column = 0; column < model.columnCount(); ++column)
    heads << QStringLiteral("%1: %2").arg(model.group(column), model.title(column));
  const QStringList names = heads;
  for (int column = 0; column < names.size(); ++column) {
    const QString place = model.place(column);
    if (names.count(names[column]) > 1 && !place.isEmpty()) heads[column] += QStringLiteral(" (%1)").arg(place);
  }
  return heads;
}

std::vector<CopyColumn> copiedColumns(const MatrixModel* model) {
  std::vector<CopyColumn> columns;
  columns.reserve(static_cast<std::size_t>(model->columnCount()) + 1);
  columns.push_back({MatrixView::tr("Workload"), [model](const QModelIndex& row) {
                       return model->headerData(row.row(), Qt::Vertical, Qt::DisplayRole).toString();
                     }});
  const QStringList heads = copiedHeads(*model);
  for (int column = 0; column < model->columnCount(); ++column) {
    columns.push_back({heads[column], [model, column](const QModelIndex& row) {
                         return copiedCell(*model, row.siblingAtColumn(column));
                       }});
  }
  return columns;
}

}  // namespace

MatrixView::MatrixView(MatrixModel* model, QWidget* parent)
    : QTableView(parent), m_model(model), m_copy(new TableCopy(this, [model] { return copiedColumns(model); })) {
  setHorizontalHeader(new GroupHeader(model, this));
  setModel(model);
  setItemDelegate(new CellDelegate(model, this));
  setAccessibleName(tr("Recovery of workloads from outages"));
  setObjectName(QStringLiteral("drillMatrix"));
  prepareForPicking(*this);
  setShowGrid(false);
  setWordWrap(false);
  setTabKeyNavigation(false);
  setCornerButtonEnabled(false);
  setHorizontalScrollMode(ScrollPerPixel);
  setVerticalScrollMode(ScrollPerPixel);
  setMouseTracking(true);
  verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
  verticalHeader()->setDefaultSectionSize(kRow);
  verticalHeader()->setDefaultAlignment(Qt::AlignVCenter | Qt::AlignLeft);
  verticalHeader()->setHighlightSections(false);
  horizontalHeader()->setHighlightSections(false);
  connect(model, &QAbstractItemModel::modelReset, this, &MatrixView::fitNames);
  connect(model, &QAbstractItemModel::headerDataChanged, this, &MatrixView::fitNames);
  connect(this, &QTableView::clicked, this, &MatrixView::asked);
  fitNames();
}

// As wide as the longest name, within reason: the rest of the width is the outages'.
void MatrixView::fitNames() {
  const QFontMetrics names(verticalHeader()->font());
  int width = kLeastNames;
  for (int row = 0; row < m_model->rowCount(); ++row) {
    const QString name = m_model->headerData(row, Qt::Vertical, Qt::DisplayRole).toString();
    width = std::max(width, names.horizontalAdvance(name) + 2 * kPadding);
  }
  verticalHeader()->setFixedWidth(std::min(width, kMostNames));
}

void MatrixView::keyPressEvent(QKeyEvent* event) {
  if (asksForCurrent(*this, *event)) emit asked(currentIndex());
  else QTableView::keyPressEvent(event);
}

void MatrixView::mouseMoveEvent(QMouseEvent* event) {
  const QModelIndex under = indexAt(event->pos());
  const bool leads = under.isValid() && !m_model->outage(under).parts.empty();
  viewport()->setCursor(leads ? Qt::PointingHandCursor : Qt::ArrowCursor);
  QTableView::mouseMoveEvent(event);
}

void MatrixView::changeEvent(QEvent* event) {
  QTableView::changeEvent(event);
  if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) fitNames();
}

}  // namespace nines
