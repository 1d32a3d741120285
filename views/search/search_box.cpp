#include "search/search_box.h"

#include <QKeyEvent>
#include <QListView>
#include <QPainter>
#include <QScreen>
#include <QStandardItemModel>
#include <algorithm>

#include "search/hit_delegate.h"
#include "theme/metrics.h"
#include "theme/search_mark.h"
#include "theme/theme_style.h"

namespace nines {

namespace {

constexpr std::size_t kMostHits = 12;
constexpr int kListWidth = 420;
constexpr int kLeastWidth = 120;  // in a narrow window, so that the keys that lead here always lead somewhere
constexpr int kKeysWidth = 260;   // from which the keys have room beside what the field asks for

}  // namespace

SearchBox::SearchBox(const Document* document, Commands commands, QWidget* parent)
    : QLineEdit(parent),
      m_document(document),
      m_commands(std::move(commands)),
      m_list(new QListView(this)),
      m_model(new QStandardItemModel(this)) {
  setFixedHeight(metrics::kSearchHeight);
  setMinimumWidth(kLeastWidth);
  setMaximumWidth(metrics::kSearchWidth);
  setPlaceholderText(tr("Find a resource, rule or command"));
  setAccessibleName(tr("Find a resource, rule or command"));
  addSearchMark(*this);
  // A tool tip's window takes no focus: typing goes on here while the list shows.
  m_list->setWindowFlags(Qt::ToolTip | Qt::FramelessWindowHint);
  m_list->setObjectName(QStringLiteral("searchHits"));
  m_list->setAccessibleName(tr("Search results"));
  m_list->setFocusPolicy(Qt::NoFocus);
  m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
  m_list->setMouseTracking(true);
  m_list->setUniformItemSizes(true);
  m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_list->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_list->setItemDelegate(new HitDelegate(m_list));
  m_list->setModel(m_model);
  connect(m_list, &QListView::entered, m_list, &QListView::setCurrentIndex);
  connect(m_list, &QListView::clicked, this, [this](const QModelIndex& index) { choose(index.row()); });
  connect(this, &QLineEdit::textEdited, this, &SearchBox::search);
}

void SearchBox::search() {
  m_hits = findHits(*m_document->design(), m_commands(), text(), kMostHits);
  m_model->clear();
  for (const SearchHit& hit : m_hits) {
    auto* item = new QStandardItem(hit.title);
    item->setData(hit.detail, HitDelegate::kDetail);
    item->setData(hit.icon, HitDelegate::kIcon);
    item->setData(static_cast<int>(hit.tone), HitDelegate::kTone);
    m_model->appendRow(item);
  }
  if (m_hits.empty() && !text().trimmed().isEmpty()) {
    auto* nothing = new QStandardItem(tr("Nothing matches “%1”").arg(text().trimmed()));
    nothing->setFlags(Qt::NoItemFlags);
    m_model->appendRow(nothing);
  }
  if (m_model->rowCount() == 0) closeList();
  else showList();
}

void SearchBox::showList() {
  m_list->ensurePolished();  // the style sheet gives it its frame
  const int height = m_model->rowCount() * HitDelegate::kRow + 2 * m_list->frameWidth();
  const int width = std::max(kListWidth, this->width());
  QRect place(mapToGlobal(QPoint(this->width() - width, this->height() + 2)), QSize(width, height));
  const QRect available = screen()->availableGeometry();
  if (place.bottom() > available.bottom()) place.moveBottom(mapToGlobal(QPoint(0, -2)).y());
  place.moveLeft(std::max(available.left(), std::min(place.left(), available.right() + 1 - width)));
  m_list->setGeometry(place);
  m_list->setCurrentIndex(m_hits.empty() ? QModelIndex() : m_model->index(0, 0));
  m_list->show();
}

void SearchBox::closeList() {
  m_list->hide();
  m_hits.clear();
}

void SearchBox::leave() {
  closeList();
  clear();
  clearFocus();
  emit left();
}

void SearchBox::choose(int row) {
  if (row < 0 || static_cast<std::size_t>(row) >= m_hits.size()) return;
  const SearchHit hit = m_hits[static_cast<std::size_t>(row)];
  leave();
  switch (hit.kind) {
    case SearchHit::Kind::resource:
      emit resourceChosen(hit.id);
      break;
    case SearchHit::Kind::rule:
      emit ruleChosen(hit.id);
      break;
    case SearchHit::Kind::command:
      hit.command->trigger();
      break;
  }
}

// Escape leaves the field, whatever else it does in the window.
bool SearchBox::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
    event->accept();
    return true;
  }
  return QLineEdit::event(event);
}

void SearchBox::keyPressEvent(QKeyEvent* event) {
  const int last = static_cast<int>(m_hits.size()) - 1;
  const int row = m_list->currentIndex().row();
  switch (event->key()) {
    case Qt::Key_Down:
    case Qt::Key_Up: {
      if (last < 0) break;
      const int next = event->key() == Qt::Key_Down ? row + 1 : row - 1;
      m_list->setCurrentIndex(m_model->index(next > last ? 0 : next < 0 ? last : next, 0));
      return;
    }
    case Qt::Key_Return:
    case Qt::Key_Enter:
      choose(row);
      return;
    case Qt::Key_Escape:
      leave();
      return;
    default:
      break;
  }
  QLineEdit::keyPressEvent(event);
}

void SearchBox::focusOutEvent(QFocusEvent* event) {
  QLineEdit::focusOutEvent(event);
  closeList();
}

QSize SearchBox::sizeHint() const { return {metrics::kSearchWidth, metrics::kSearchHeight}; }

// The keys that lead here stand in the empty field.
void SearchBox::paintEvent(QPaintEvent* event) {
  QLineEdit::paintEvent(event);
  if (!text().isEmpty() || hasFocus() || width() < kKeysWidth) return;
  QPainter painter(this);
  painter.setFont(uiFont(metrics::kHeaderText));
  painter.setPen(themeColour(Token::faint));  // as what the field asks for
  painter.drawText(rect().adjusted(0, 0, -9, 0), Qt::AlignVCenter | Qt::AlignRight,
                   QKeySequence(Qt::CTRL | Qt::Key_K).toString(QKeySequence::NativeText));
}

}  // namespace nines
