#include "canvas/quick_insert.h"

#include <QGuiApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QScreen>
#include <QStandardItemModel>
#include <QVBoxLayout>
#include <algorithm>

#include "search/hit_delegate.h"
#include "theme/metrics.h"
#include "theme/theme_style.h"
#include "theme/themed_icon.h"

namespace nines {

namespace {

constexpr int kWidth = 380;
constexpr int kListHeight = 9 * HitDelegate::kRow + 6;
constexpr int kMargin = 8;

}  // namespace

QuickInsert::QuickInsert(std::vector<Entry> entries, QStringList recent, const QString& where, QWidget* parent)
    : QFrame(parent, Qt::Popup | Qt::FramelessWindowHint),
      m_entries(std::move(entries)),
      m_recent(std::move(recent)),
      m_field(new QLineEdit(this)),
      m_list(new QListView(this)),
      m_model(new QStandardItemModel(this)) {
  setObjectName(QStringLiteral("quickInsert"));
  setAttribute(Qt::WA_DeleteOnClose);
  // The click that closes it means nothing else.
  setAttribute(Qt::WA_NoMouseReplay);
  for (const Entry& entry : m_entries) m_items.push_back(entry.item);
  build(where);
  connect(m_field, &QLineEdit::textChanged, this, &QuickInsert::fill);
  connect(m_list, &QListView::entered, this, [this](const QModelIndex& index) {
    if (index.flags().testFlag(Qt::ItemIsEnabled)) m_list->setCurrentIndex(index);
  });
  connect(m_list, &QListView::clicked, this, [this](const QModelIndex& index) { choose(index.row()); });
  fill();
}

void QuickInsert::build(const QString& where) {
  setAccessibleName(where);
  setFixedWidth(kWidth);
  auto* caption = new QLabel(where, this);
  caption->setObjectName(QStringLiteral("quickInsertCaption"));
  caption->setTextFormat(Qt::PlainText);
  caption->setFont(uiFont(metrics::kHeaderText, QFont::DemiBold));
  m_field->setFixedHeight(metrics::kField);
  m_field->setPlaceholderText(tr("Type a name, an engine or a kind"));
  m_field->setAccessibleName(where);
  m_field->addAction(themedIcon(QStringLiteral("search"), Token::muted, {15, 15}), QLineEdit::LeadingPosition);
  m_field->installEventFilter(this);
  m_list->setObjectName(QStringLiteral("quickInsertList"));
  m_list->setAccessibleName(tr("What can be placed"));
  m_list->setFocusPolicy(Qt::NoFocus);
  m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
  m_list->setMouseTracking(true);
  m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_list->setFixedHeight(kListHeight);
  m_list->setItemDelegate(new HitDelegate(m_list));
  m_list->setModel(m_model);
  auto* layout = new QVBoxLayout(this);
  // Where a pixel of the screen is less than one of ours, 1 hides the border.
  layout->setContentsMargins(2, kMargin, 2, 2);
  layout->setSpacing(6);
  auto* top = new QVBoxLayout;
  top->setContentsMargins(kMargin, 0, kMargin, 0);
  top->setSpacing(5);
  top->addWidget(caption);
  top->addWidget(m_field);
  layout->addLayout(top);
  layout->addWidget(m_list);
  setFocusProxy(m_field);
}

std::vector<std::size_t> QuickInsert::order() const {
  std::vector<std::size_t> rows = bestItems(m_items, m_field->text());
  const bool searching = !Query(m_field->text()).isEmpty();
  const auto recency = [&](std::size_t i) {
    const qsizetype at = m_recent.indexOf(m_items[i].preset);
    return at < 0 ? m_recent.size() : at;
  };
  const auto rank = [&](std::size_t i) { return searching ? m_items[i].rank(Query(m_field->text())).value_or(0) : 0; };
  std::vector<std::tuple<bool, int, qsizetype, std::size_t>> keyed;
  keyed.reserve(rows.size());
  for (std::size_t k = 0; k < rows.size(); ++k) {
    keyed.emplace_back(!m_entries[rows[k]].refusal.isEmpty(), rank(rows[k]), recency(rows[k]), k);
  }
  std::ranges::sort(keyed);
  std::vector<std::size_t> out;
  out.reserve(keyed.size());
  for (const auto& key : keyed) out.push_back(rows[std::get<3>(key)]);
  return out;
}

void QuickInsert::fill() {
  m_rows = order();
  m_model->clear();
  for (const std::size_t i : m_rows) {
    const Entry& entry = m_entries[i];
    auto* row = new QStandardItem(entry.item.label);
    row->setData(entry.item.name == entry.item.label ? QString() : entry.item.name, HitDelegate::kDetail);
    row->setData(entry.item.icon, HitDelegate::kIcon);
    row->setData(static_cast<int>(entry.item.tone), HitDelegate::kTone);
    row->setData(entry.refusal, HitDelegate::kReason);
    row->setToolTip(entry.item.help);
    row->setData(QStringList{entry.item.label, entry.item.name, entry.refusal}.join(QStringLiteral(", ")),
                 Qt::AccessibleTextRole);
    if (!entry.refusal.isEmpty()) row->setFlags(Qt::ItemNeverHasChildren);
    m_model->appendRow(row);
  }
  if (m_rows.empty()) {
    auto* nothing = new QStandardItem(tr("Nothing matches “%1”").arg(m_field->text().trimmed()));
    nothing->setFlags(Qt::NoItemFlags);
    m_model->appendRow(nothing);
  }
  m_list->scrollToTop();
  const bool any = !m_rows.empty() && m_entries[m_rows.front()].refusal.isEmpty();
  m_list->setCurrentIndex(any ? m_model->index(0, 0) : QModelIndex());
}

QStringList QuickInsert::shown() const {
  QStringList out;
  for (const std::size_t i : m_rows) out << m_items[i].preset;
  return out;
}

void QuickInsert::popupAt(QPoint global) {
  adjustSize();
  const QScreen* at = QGuiApplication::screenAt(global);
  const QRect available = (at ? at : screen())->availableGeometry();
  QRect place(global, size());
  if (place.bottom() > available.bottom()) place.moveBottom(std::max(global.y(), available.top() + height()));
  place.moveBottom(std::min(place.bottom(), available.bottom()));
  place.moveRight(std::min(place.right(), available.right()));
  place.moveLeft(std::max(place.left(), available.left()));
  place.moveTop(std::max(place.top(), available.top()));
  move(place.topLeft());
  show();
  m_field->setFocus(Qt::PopupFocusReason);
}

// Refused rows come last and are passed over.
void QuickInsert::step(int by) {
  const auto refused = [&](std::size_t i) { return !m_entries[i].refusal.isEmpty(); };
  const auto count = static_cast<int>(std::ranges::find_if(m_rows, refused) - m_rows.begin());
  if (count == 0) return;
  const int row = m_list->currentIndex().row();
  const bool single = by == 1 || by == -1;
  const int next = single ? (row + by + count) % count : std::clamp(row + by, 0, count - 1);
  m_list->setCurrentIndex(m_model->index(next, 0));
}

void QuickInsert::choose(int row) {
  if (row < 0 || static_cast<std::size_t>(row) >= m_rows.size()) return;
  const Entry& entry = m_entries[m_rows[static_cast<std::size_t>(row)]];
  if (!entry.refusal.isEmpty()) return;
  const QString preset = entry.item.preset;
  close();
  emit chosen(preset);
}

// While it shows, every key is its own: none is a shortcut of the window behind it.
bool QuickInsert::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride) {
    event->accept();
    return true;
  }
  return QFrame::event(event);
}

void QuickInsert::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), themeColour(Token::base));
  painter.setPen(themeColour(Token::fieldBorder));
  painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

bool QuickInsert::eventFilter(QObject* watched, QEvent* event) {
  if (watched != m_field || event->type() != QEvent::KeyPress) return QFrame::eventFilter(watched, event);
  constexpr int kPage = 8;
  switch (static_cast<QKeyEvent*>(event)->key()) {
    case Qt::Key_Down:
      step(1);
      return true;
    case Qt::Key_Up:
      step(-1);
      return true;
    case Qt::Key_PageDown:
      step(kPage);
      return true;
    case Qt::Key_PageUp:
      step(-kPage);
      return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
      choose(m_list->currentIndex().row());
      return true;
    case Qt::Key_Escape:
      close();
      return true;
    default:
      return false;
  }
}

}  // namespace nines
