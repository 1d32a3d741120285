#include "runbook/runbook_list.h"

#include <QGuiApplication>
#include <QLineEdit>
#include <QMouseEvent>
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
constexpr double kDot = 2.5;      // radius
constexpr int kOwner = 170;       // the field of an owner ...
constexpr int kOwnerHeight = 20;  // ... in rows that have room beside it
constexpr int kOwnerPadding = 6;
constexpr int kMostOwner = 80;  // letters
constexpr int kFlags = Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap;

// Where the texts of a row stand, for a row of this width.
struct Lines {
  QRect text;
  QRect detail;  // empty: none
  QRect owner;   // empty: none
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
    if (!lines.owner.isEmpty()) paintOwner(*painter, lines.owner, index);
    painter->restore();
  }

  QRect ownerRect(const QModelIndex& index, const QRect& row) const { return linesOf(index, row).owner; }

  QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem&, const QModelIndex&) const override {
    auto* editor = new QLineEdit(parent);
    editor->setMaxLength(kMostOwner);
    editor->setFont(uiFont(metrics::kText));
    editor->setPlaceholderText(RunbookList::tr("Who does this"));
    editor->setAccessibleName(RunbookList::tr("Owner of the step"));
    return editor;
  }

  void updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option,
                            const QModelIndex& index) const override {
    editor->setGeometry(linesOf(index, option.rect).owner);
  }

 private:
  // A field to be filled in; without its border where nobody may.
  static void paintOwner(QPainter& painter, const QRect& field, const QModelIndex& index) {
    const QString owner = index.data(RunbookModel::kOwnerRole).toString();
    painter.setRenderHint(QPainter::Antialiasing);
    if (index.flags() & Qt::ItemIsEditable) {
      painter.setPen(QPen(themeColour(Token::fieldBorder), 1));
      painter.setBrush(themeColour(Token::field));
      painter.drawRoundedRect(QRectF(field).adjusted(.5, .5, -.5, -.5), metrics::kFieldRadius, metrics::kFieldRadius);
    } else if (owner.isEmpty()) {
      return;
    }
    const QRect area = field.adjusted(kOwnerPadding, 0, -kOwnerPadding, 0);
    painter.setFont(uiFont(metrics::kHeaderText));
    painter.setPen(themeColour(owner.isEmpty() ? Token::muted : Token::text));
    const QString text = owner.isEmpty() ? RunbookList::tr("Owner") : RunbookList::tr("Owner: %1").arg(owner);
    painter.drawText(area, Qt::AlignVCenter | Qt::AlignLeft,
                     painter.fontMetrics().elidedText(text, Qt::ElideRight, area.width()));
  }

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
    const int top = cell.top() + (heading && index.row() > 0 ? kAboveHeading : kAbove);
    // Half of a narrow row at most.
    const int owner = heading ? std::min(kOwner, width / 2) : 0;
    Lines lines;
    if (heading) lines.owner = QRect(left + width - owner, top - 2, owner, kOwnerHeight);
    lines.text =
        bounds(textFont(index), left, top, width - owner - (heading ? kOwnerPadding : 0), index.data().toString());
    lines.detail = bounds(uiFont(metrics::kHeaderText), left, lines.text.bottom() + 1, width,
                          index.data(RunbookModel::kDetailRole).toString());
    lines.height = std::max(lines.detail.bottom(), lines.owner.bottom()) + 1 + kAbove - cell.top();
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
  setEditTriggers(QAbstractItemView::EditKeyPressed);
  setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setFrameShape(QFrame::NoFrame);
  setMouseTracking(true);
  new TableCopy(this, std::vector{copyColumn(tr("Step"), 0), copyColumn(tr("Takes"), 0, RunbookModel::kDetailRole),
                                  copyColumn(tr("Owner"), 0, RunbookModel::kOwnerRole)});
  connect(this, &QListView::clicked, this, [this](const QModelIndex& index) {
    if (!m_onOwner) emit chosen(index.row());
  });
}

QRect RunbookList::ownerRect(const QModelIndex& index) const {
  const auto* rows = static_cast<const RowDelegate*>(itemDelegate());
  return index.isValid() ? rows->ownerRect(index, visualRect(index)) : QRect();
}

void RunbookList::mousePressEvent(QMouseEvent* event) {
  m_pressing = true;
  QListView::mousePressEvent(event);
  m_pressing = false;
}

// A click into the field is about it alone.
void RunbookList::mouseReleaseEvent(QMouseEvent* event) {
  const QPoint at = event->position().toPoint();
  const QModelIndex index = indexAt(at);
  m_onOwner =
      event->button() == Qt::LeftButton && ownerRect(index).contains(at) && (index.flags() & Qt::ItemIsEditable);
  QListView::mouseReleaseEvent(event);
  if (std::exchange(m_onOwner, false)) edit(index);
}

void RunbookList::mouseMoveEvent(QMouseEvent* event) {
  const QPoint at = event->position().toPoint();
  const QModelIndex index = indexAt(at);
  const bool writes = ownerRect(index).contains(at) && (index.flags() & Qt::ItemIsEditable);
  viewport()->setCursor(writes ? Qt::IBeamCursor : Qt::ArrowCursor);
  QListView::mouseMoveEvent(event);
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
  if (current.isValid() && hasFocus() && !m_pressing && QGuiApplication::mouseButtons() == Qt::NoButton)
    emit chosen(current.row());
}

}  // namespace nines
