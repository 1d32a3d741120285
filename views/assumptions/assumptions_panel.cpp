#include "assumptions/assumptions_panel.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>

#include "assumptions/assumptions_model.h"
#include "copying/table_copy.h"
#include "theme/elided_label.h"
#include "theme/metrics.h"
#include "theme/muted_label.h"
#include "theme/small_button.h"
#include "theme/theme_style.h"

namespace nines {

namespace {

using Model = AssumptionsModel;

constexpr int kButton = 50;
constexpr int kAfter = 8;
constexpr int kLeastName = 150;
constexpr int kLeastFigure = 64;
constexpr int kMostFigure = 110;
constexpr int kLeastSource = 90;
constexpr int kCellPadding = 20;
constexpr int kSearch = 150;

class ResetDelegate final : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    QStyleOptionViewItem ground(option);
    initStyleOption(&ground, index);
    const QString text = std::exchange(ground.text, {});
    ground.widget->style()->drawControl(QStyle::CE_ItemViewItem, &ground, painter, ground.widget);
    if (text.isEmpty()) return;
    paintSmallButton(*painter, smallButtonRect(option.rect, kButton, kAfter), text,
                     option.state & QStyle::State_MouseOver);
  }
};

// What is typed stands where the value stands.
class ValueDelegate final : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    QWidget* editor = QStyledItemDelegate::createEditor(parent, option, index);
    if (auto* line = qobject_cast<QLineEdit*>(editor)) line->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    return editor;
  }
};

}  // namespace

AssumptionsPanel::AssumptionsPanel(Document* document, QWidget* parent)
    : Panel(parent), m_model(new AssumptionsModel(document, this)) {
  setAccessibleName(tr("Assumptions"));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  buildBar(layout);
  buildTable();
  layout->addWidget(m_table, 1);
  layout->addWidget(m_nothing, 1);
  connect(m_search, &QLineEdit::textChanged, this, &AssumptionsPanel::filter);
  connect(m_resetAll, &QPushButton::clicked, m_model, &Model::resetAll);
  connect(m_model, &Model::refused, this, [this](const QString& why) {
    say(why);
    emit notice(why);
  });
  connect(document, &Document::changed, this, [this] { scheduleRefresh(); });
  connect(document, &Document::readOnlyChanged, this, [this] { scheduleRefresh(); });
  say({});
}

void AssumptionsPanel::buildBar(QBoxLayout* layout) {
  auto* row = new QHBoxLayout;
  row->setContentsMargins(10, 5, 8, 5);
  row->setSpacing(8);
  m_hint = new ElidedLabel(this);
  m_hint->setMuted(true);
  m_hint->setFont(uiFont(metrics::kSmallText));
  row->addWidget(m_hint, 1);
  m_search = new QLineEdit(this);
  m_search->setFixedSize(kSearch, metrics::kChip);
  m_search->setClearButtonEnabled(true);
  m_search->setPlaceholderText(tr("Search"));
  m_search->setAccessibleName(tr("Search the assumptions"));
  m_search->installEventFilter(this);
  row->addWidget(m_search);
  m_resetAll = new QPushButton(tr("Reset all"), this);
  m_resetAll->setFixedHeight(metrics::kChip);
  row->addWidget(m_resetAll);
  layout->addLayout(row);
  m_nothing = new MutedLabel(tr("No assumption is called that."), this);
  m_nothing->setAlignment(Qt::AlignCenter);
  m_nothing->hide();
}

void AssumptionsPanel::buildTable() {
  m_table = new QTableView(this);
  m_table->setAccessibleName(tr("Assumptions of estimates and drills"));
  m_table->setModel(m_model);
  m_table->setItemDelegateForColumn(Model::kReset, new ResetDelegate(m_table));
  m_table->setItemDelegateForColumn(Model::kValue, new ValueDelegate(m_table));
  m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
  m_table->setSelectionMode(QAbstractItemView::SingleSelection);
  m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed |
                           QAbstractItemView::AnyKeyPressed);
  m_table->setShowGrid(false);
  m_table->setWordWrap(false);
  m_table->setTabKeyNavigation(false);
  m_table->setMouseTracking(true);
  m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_table->verticalHeader()->hide();
  m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
  m_table->verticalHeader()->setMinimumSectionSize(metrics::kTableRow);
  m_table->verticalHeader()->setDefaultSectionSize(metrics::kTableRow);
  QHeaderView* header = m_table->horizontalHeader();
  header->setFont(uiFont(metrics::kHeaderText, QFont::Medium));
  header->setFixedHeight(metrics::kTableRow);
  header->setHighlightSections(false);
  header->setSectionsClickable(false);
  for (int row = 0; row < m_model->rowCount(); ++row) {
    if (m_model->isHeading(row)) m_table->setSpan(row, 0, 1, Model::kColumns);
  }
  new TableCopy(m_table,
                std::vector{copyColumn(tr("Section"), Model::kName, Model::kSectionRole),
                            copyColumn(tr("Assumption"), Model::kName), copyColumn(tr("Value"), Model::kValue),
                            copyColumn(tr("Profile"), Model::kDefault), copyColumn(tr("Source"), Model::kSource)});
  m_table->installEventFilter(this);
  m_table->viewport()->installEventFilter(this);
  connect(m_table, &QTableView::clicked, this, [this](const QModelIndex& index) {
    if (index.column() == Model::kReset && !m_model->isHeading(index.row())) m_model->reset(index.row());
  });
}

void AssumptionsPanel::filter(const QString& typed) {
  const QStringList words = typed.split(QLatin1Char(' '), Qt::SkipEmptyParts);
  int heading = -1;
  bool any = false;
  for (int row = 0; row < m_model->rowCount(); ++row) {
    if (m_model->isHeading(row)) heading = row;
    const bool shown = !m_model->isHeading(row) && m_model->matches(row, words);
    m_table->setRowHidden(row, !shown);
    if (!shown) continue;
    m_table->setRowHidden(heading, false);
    any = true;
  }
  m_table->setVisible(any);
  m_nothing->setVisible(!any);
}

bool AssumptionsPanel::eventFilter(QObject* watched, QEvent* event) {
  if (watched == m_table->viewport() && event->type() == QEvent::Resize) fitColumns();
  const bool isKey = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
  if (!isKey) return Panel::eventFilter(watched, event);
  const int key = static_cast<QKeyEvent*>(event)->key();
  if (watched == m_search && key == Qt::Key_Escape && !m_search->text().isEmpty()) {
    // Before whatever else the key does in the window.
    if (event->type() == QEvent::KeyPress) m_search->clear();
    else event->accept();
    return true;
  }
  if (event->type() != QEvent::KeyPress) return Panel::eventFilter(watched, event);
  if (watched != m_table) return Panel::eventFilter(watched, event);
  const QModelIndex current = m_table->currentIndex();
  if (!current.isValid() || m_table->isPersistentEditorOpen(current)) return Panel::eventFilter(watched, event);
  if (key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_F2) {
    m_table->setCurrentIndex(current.siblingAtColumn(Model::kValue));
    if (current.siblingAtColumn(Model::kValue).flags() & Qt::ItemIsEditable)
      m_table->edit(current.siblingAtColumn(Model::kValue));
    return true;
  }
  if (key == Qt::Key_Delete) {
    m_model->reset(current.row());
    return true;
  }
  return Panel::eventFilter(watched, event);
}

int AssumptionsPanel::widthFor(int column, int least) const {
  int width = least;
  for (int row = 0; row < m_model->rowCount(); ++row) {
    const QString text = m_model->index(row, column).data().toString();
    width = std::max(width, m_table->fontMetrics().horizontalAdvance(text) + kCellPadding);
  }
  return width;
}

void AssumptionsPanel::fitColumns() {
  const int buttons = kButton + kAfter;
  const int room = m_table->viewport()->width() - buttons;
  const int value = std::min(widthFor(Model::kValue, kLeastFigure), kMostFigure);
  const int profile = std::min(widthFor(Model::kDefault, kLeastFigure), kMostFigure);
  const int name = std::clamp(room - value - profile - kLeastSource, kLeastName, widthFor(Model::kName, kLeastName));
  const int source = std::max(room - name - value - profile, 0);
  const int widths[] = {name, value, profile, source, buttons};
  for (int column = 0; column < Model::kColumns; ++column) m_table->setColumnWidth(column, widths[column]);
}

void AssumptionsPanel::say(const QString& problem) {
  const QStringList strange = m_model->strangeKeys();
  QString text = problem;
  if (text.isEmpty() && !strange.isEmpty()) {
    text = tr("This version knows no assumption “%1” of the design; it counts for nothing.")
               .arg(strange.join(QStringLiteral("”, “")));
  }
  if (text.isEmpty()) text = tr("Estimates and drills rest on these. A change counts for this design only.");
  m_hint->setWhole(text);
}

void AssumptionsPanel::refresh() {
  m_model->update();
  say({});
  bool changed = false;
  for (int row = 0; row < m_model->rowCount(); ++row) changed = changed || m_model->isChanged(row);
  fitColumns();
  const bool readOnly = m_model->isReadOnly();
  m_resetAll->setEnabled(changed && !readOnly);
  m_resetAll->setToolTip(readOnly  ? tr("The design is read-only during a drill.")
                         : changed ? QString()
                                   : tr("All are as the profile has them"));
  if (readOnly) say(tr("Read-only during a drill. End the drill to change an assumption."));
}

}  // namespace nines
