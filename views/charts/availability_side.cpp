#include "charts/availability_side.h"

#include <QEvent>
#include <QLabel>
#include <QStackedWidget>
#include <QTabBar>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>

#include "availability/contributors.h"
#include "charts/share_list.h"
#include "charts/share_rows.h"
#include "charts/what_if_page.h"
#include "charts/years_page.h"
#include "semantics/ways.h"
#include "theme/metrics.h"
#include "theme/muted_label.h"
#include "theme/text.h"
#include "theme/theme_style.h"

namespace nines {

namespace {

enum Page { kLimits, kWhatIf, kYears };  // the product comes last
constexpr int kMargin = 12;
constexpr int kRight = 8;
constexpr int kPageSpacing = 4;
constexpr int kWatchMs = 100;  // what takes less needs no word

QLabel* addText(QVBoxLayout* layout, QWidget* parent, double size) {
  auto* label = new MutedLabel(parent);
  label->setFont(uiFont(size));
  label->setTextFormat(Qt::PlainText);
  label->setWordWrap(true);
  label->setContentsMargins(kMargin, 0, kRight, 0);
  layout->addWidget(label);
  return label;
}

// Of a page that speaks of the row.
QString titleOf(int page, const QString& name) {
  switch (page) {
    case kLimits:
      return AvailabilitySide::tr("What limits %1").arg(name);
    case kYears:
      return AvailabilitySide::tr("Years of %1").arg(name);
    default:
      return AvailabilitySide::tr("SLAs behind %1").arg(name);
  }
}

void showText(QLabel* label, const QString& text) {
  label->setText(text);
  label->setVisible(!text.isEmpty());
}

}  // namespace

AvailabilitySide::AvailabilitySide(const Document* document, Selection* selection, QWidget* parent)
    : QWidget(parent), m_document(document), m_selection(selection), m_watch(new QTimer(this)), m_answers([this] {
        QMetaObject::invokeMethod(this, &AvailabilitySide::takeLimits, Qt::QueuedConnection);
      }) {
  setFixedWidth(kWidth);
  setAttribute(Qt::WA_StyledBackground);  // the style sheet draws the line on its left
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(1, 4, 0, 6);
  layout->setSpacing(2);
  m_title = new QLabel(this);
  m_title->setFont(uiFont(metrics::kText, QFont::DemiBold));
  m_title->setTextFormat(Qt::PlainText);
  m_points = new MutedLabel(this);
  m_points->setFont(uiFont(metrics::kHeaderText));
  auto* heading = new QHBoxLayout;
  heading->setContentsMargins(kMargin, 0, kRight, 0);
  heading->addWidget(m_title, 1);
  heading->addWidget(m_points);
  layout->addLayout(heading);
  m_verdict = addText(layout, this, metrics::kSmallText);
  m_tabs = new QTabBar(this);
  m_tabs->setDrawBase(false);
  m_tabs->setExpanding(false);
  m_tabs->setUsesScrollButtons(false);
  m_tabs->setFont(uiFont(metrics::kSmallText));
  m_tabs->setAccessibleName(tr("What is shown of it"));
  layout->addWidget(m_tabs);
  m_pages = new QStackedWidget(this);
  layout->addWidget(m_pages, 1);
  m_limits = addList(tr("Limits"), tr("What limits it"));
  m_whatIf = new WhatIfPage(document, selection, m_pages);
  m_pages->addWidget(m_whatIf);
  m_tabs->addTab(tr("What if"));
  m_years = new YearsPage(document, m_pages);
  m_pages->addWidget(m_years);
  m_tabs->addTab(tr("Years"));
  m_product = addList(tr("Product"), tr("Factors of the product of SLAs"));
  QWidget* product = m_pages->widget(m_pages->count() - 1);
  m_difference = addText(static_cast<QVBoxLayout*>(product->layout()), product, metrics::kSmallText);
  m_pages->installEventFilter(this);
  m_watch->setInterval(kWatchMs);
  m_watch->setSingleShot(true);
  connect(m_watch, &QTimer::timeout, this, [this] {
    m_isLate = true;
    showHeading();
  });
  connect(m_tabs, &QTabBar::currentChanged, this, [this](int page) {
    m_pages->setCurrentIndex(page);
    showHeading();
  });
}

ShareList* AvailabilitySide::addList(const QString& tab, const QString& accessibleName) {
  auto* page = new QWidget(m_pages);
  auto* layout = new QVBoxLayout(page);
  layout->setContentsMargins(0, kPageSpacing, 0, 0);
  layout->setSpacing(kPageSpacing);
  auto* list = new ShareList(new ShareModel(this), accessibleName, page);
  auto* indented = new QHBoxLayout;
  indented->setContentsMargins(kMargin - ShareList::kIndent, 0, kRight, 0);
  indented->addWidget(list);
  layout->addLayout(indented, 1);
  m_pages->addWidget(page);
  m_tabs->addTab(tab);
  connect(list, &ShareList::chosen, this, [this, list](int row) { select(list, row); });
  connect(list, &ShareList::pointedAt, this, [this, list](int row) { pointOut(list, row); });
  return list;
}

void AvailabilitySide::select(const ShareList* list, int row) {
  const auto& rows = list->shares()->rows();
  if (row < 0 || static_cast<std::size_t>(row) >= rows.size()) return;
  const std::vector<std::string>& nodes = rows[static_cast<std::size_t>(row)].nodes;
  if (nodes.empty()) return;  // an undrawn zone, say
  m_selection->set({nodes.begin(), nodes.end()});
  QStringList ids;
  for (const std::string& id : nodes) ids << toQString(id);
  emit revealRequested(ids);
}

void AvailabilitySide::pointOut(const ShareList* list, int row) {
  const auto design = m_document->design();
  const auto& rows = list->shares()->rows();
  Selection::Ids ids;
  if (design && row >= 0 && static_cast<std::size_t>(row) < rows.size()) {
    const auto& takesDown = rows[static_cast<std::size_t>(row)].takesDown;
    ids.insert(takesDown.begin(), takesDown.end());
    std::vector<NodeIndex> targets;
    targets.reserve(takesDown.size());
    for (const std::string& id : takesDown) targets.push_back(design->indexOf(id));
    const Ways ways = waysBetween(*design, design->indexOf(m_id), targets);
    for (const NodeIndex i : ways.nodes) ids.insert(design->node(i).id);
    for (const LinkIndex l : ways.links) ids.insert(design->link(l).id);
  }
  m_selection->pointOut(std::move(ids));
}

void AvailabilitySide::setRow(const AvailabilityRow* row, const Report* report, const Design* design) {
  const bool known = row && report && design;
  m_id = row ? row->id : std::string();
  const Design* ofWorkload = known && row->kind == AvailabilityRow::Kind::workload ? design : nullptr;
  m_name = known ? row->name : QString();
  m_verdictText = known ? verdictOf(*row, *report) : QString();
  m_pointsText = known ? singlePointsText(*report, row->id) : QString();
  showLimits(ofWorkload);
  showHeading();
  m_product->shares()->setRows(known ? productRows(*report, *design, row->id) : std::vector<ShareRow>());
  m_whatIf->follow();
  m_years->show(ofWorkload ? row->id : std::string());
  m_differenceText = known ? productText(*report, row->id) : QString();
  m_differenceFigures = known ? productFigures(*report, row->id) : QString();
  fitDifference();
}

// Those of a store are worked out beside the window; until they are there, those before an edit stay in sight.
void AvailabilitySide::showLimits(const Design* ofWorkload) {
  const auto report = m_document->report();
  if (ofWorkload || m_id.empty() || !report || !report->reliability || !report->topology) {
    m_answers.forget();
    m_watch->stop();
    m_isLate = false;
    m_limitsReport.reset();
    m_limitsOf.clear();
    m_limits->shares()->setRows(ofWorkload && report ? limitRows(*report, *ofWorkload, m_id) : std::vector<ShareRow>());
    return;
  }
  if (report == m_limitsReport && m_id == m_limitsOf) return;
  if (m_id != m_limitsOf) m_limits->shares()->setRows({});
  m_limitsReport = report;
  m_limitsOf = m_id;
  m_answers.ask([report, id = m_id](const std::stop_token& stop) {
    return storeContributors(*report->reliability, *report->topology, id, stop);
  });
  m_watch->start();
}

void AvailabilitySide::takeLimits() {
  const auto limits = m_answers.take();
  if (!limits) return;
  m_watch->stop();
  m_isLate = false;
  m_limits->shares()->setRows(limitRows(*m_limitsReport, m_limitsOf, *limits));
  showHeading();
  emit described();
}

// "What if" speaks of what is selected, not of the row.
void AvailabilitySide::showHeading() {
  const int page = m_tabs->currentIndex();
  const bool ofRow = page != kWhatIf;
  const QString title = !ofRow ? tr("What if") : m_name.isEmpty() ? QString() : titleOf(page, m_name);
  showText(m_points, page == kLimits ? m_pointsText : QString());
  const int taken = m_points->text().isEmpty() ? 0 : m_points->sizeHint().width() + kMargin;
  m_title->setText(m_title->fontMetrics().elidedText(title, Qt::ElideRight, width() - kMargin - kRight - taken));
  m_title->setToolTip(title);
  m_verdict->setText(!ofRow                        ? tr("of what is selected")
                     : m_isLate && page == kLimits ? tr("Working out what limits it …")
                                                   : m_verdictText);
}

bool AvailabilitySide::eventFilter(QObject* watched, QEvent* event) {
  if (watched == m_pages && event->type() == QEvent::Resize) fitDifference();
  return QWidget::eventFilter(watched, event);
}

// In a low dock the list has its rows, and the sentence below it waits in the tip.
void AvailabilitySide::fitDifference() {
  const int rows = std::min(static_cast<int>(m_product->shares()->rows().size()), ShareList::kGoodRows);
  m_difference->setText(m_differenceText);
  const int text = m_difference->heightForWidth(m_pages->width());
  const bool whole = m_pages->height() >= rows * ShareList::kLeastRow + text + 2 * kPageSpacing;
  showText(m_difference, whole ? m_differenceText : m_differenceFigures);
  m_difference->setToolTip(whole ? QString() : m_differenceText);
}

void AvailabilitySide::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  showHeading();
}

QString AvailabilitySide::description() const {
  if (m_tabs->currentIndex() == kWhatIf) return m_whatIf->description();
  if (m_tabs->currentIndex() == kYears) return m_years->description();
  const ShareList* list = m_tabs->currentIndex() == kLimits ? m_limits : m_product;
  QStringList words;
  for (const ShareRow& row : list->shares()->rows()) words << row.spoken;
  return words.join(QStringLiteral("; "));
}

}  // namespace nines
