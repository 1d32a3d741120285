#include "findings/findings_panel.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QStackedWidget>
#include <utility>

#include "catalogue/profile.h"
#include "copying/table_copy.h"
#include "findings/filter_chip.h"
#include "findings/findings_model.h"
#include "findings/findings_view.h"
#include "findings/profile_strip.h"
#include "findings/waiver_signs.h"
#include "theme/metrics.h"
#include "theme/muted_label.h"
#include "theme/text.h"
#include "theme/theme_style.h"
#include "theme/themed_icon.h"

namespace nines {

namespace {
constexpr int kLeastField = 80;
}  // namespace

FindingsPanel::FindingsPanel(Document* document, Selection* selection, QWidget* parent)
    : Panel(parent), m_document(document), m_selection(selection) {
  setAccessibleName(tr("Findings"));
  m_model = new FindingsModel(document, this);
  m_filter = new FindingsFilter(this);
  m_filter->setSortRole(FindingsModel::kSortRole);
  m_filter->setSourceModel(m_model);
  build();
  connectView();
  // Names of resources and waivers are the document's, so both signals matter.
  connect(document, &Document::reportChanged, this, &FindingsPanel::awaitOtherProfile);
  connect(document, &Document::changed, this, &FindingsPanel::follow);
}

void FindingsPanel::build() {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  m_filterRow = buildFilters();
  layout->addLayout(m_filterRow);
  m_profileStrip = new ProfileStrip(this);
  layout->addWidget(m_profileStrip);
  m_pages = new QStackedWidget(this);
  m_view = new FindingsView(m_pages);
  m_view->setModel(m_filter);
  m_view->sortByColumn(-1, Qt::AscendingOrder);
  m_pages->addWidget(m_view);
  m_pages->addWidget(buildEmptyPage());
  layout->addWidget(m_pages, 1);
}

FindingsPanel::~FindingsPanel() { m_view->disconnect(this); }

void FindingsPanel::follow(const ChangeSet& changes) {
  m_selection->pointOut({});  // what it would have done is done, or is something else now
  if (changes.everything) m_profileStrip->hide();
  if (changes.everything) m_mended.clear();
  // Between the two reports that are compared lies the profile alone.
  if (changes.everything || (!changes.profile && !m_after)) m_before.reset();
  if (changes.everything) m_after.reset();
  if (changes.profile && !changes.everything) {
    if (!m_before || m_after) m_before = m_document->report();
    m_after.reset();
  }
  scheduleRefresh();
}

void FindingsPanel::awaitOtherProfile() {
  const auto design = m_document->design();
  const auto now = m_document->report();
  if (m_before && !m_after && design && now && now->topology->profile == design->topology().profile) m_after = now;
  scheduleRefresh();
}

void FindingsPanel::tellProfileChange() {
  const auto design = m_document->design();
  if (!m_before || !m_after || !design) return;
  const auto before = std::exchange(m_before, nullptr);
  const auto after = std::exchange(m_after, nullptr);
  const Profile& was = Profiles::shipped().orDefault(before->topology->profile);
  const Profile& is = Profiles::shipped().orDefault(after->topology->profile);
  m_profileStrip->hide();
  if (was.id == is.id) return;
  m_profileStrip->tell(toQString(was.label), toQString(is.label),
                       profileChange(findingRows(before, *design), findingRows(after, *design)));
}

QHBoxLayout* FindingsPanel::buildFilters() {
  auto* row = new QHBoxLayout;
  row->setContentsMargins(10, 6, 10, 6);
  row->setSpacing(6);
  m_chips = new QButtonGroup(this);
  const auto add = [&](FindingFilter filter, const QString& label, const QIcon& sign) {
    auto* chip = new FilterChip(label, sign, this);
    m_chips->addButton(chip, static_cast<int>(filter));
    row->addWidget(chip);
  };
  add(FindingFilter::all, tr("All"), QIcon());
  add(FindingFilter::errors, tr("Errors"), signIcon(Sign::error));
  add(FindingFilter::warnings, tr("Warnings"), signIcon(Sign::warning));
  add(FindingFilter::infos, tr("Info"), signIcon(Sign::info));
  add(FindingFilter::waived, tr("Waived"), signIcon(Sign::waived));
  add(FindingFilter::idleWaivers, tr("Ended waivers"), endedIcon());
  m_chips->button(static_cast<int>(FindingFilter::idleWaivers))->hide();
  m_chips->button(static_cast<int>(FindingFilter::all))->setChecked(true);
  row->addStretch(1);
  m_summary = new MutedLabel(this);
  m_summary->setTextFormat(Qt::PlainText);
  m_summary->setMinimumWidth(1);  // it must not make the dock wider than chips and field do
  m_summary->hide();
  row->addWidget(m_summary);
  m_text = new QLineEdit(this);
  m_text->setPlaceholderText(tr("Filter"));
  m_text->setAccessibleName(tr("Filter findings by text"));
  m_text->setClearButtonEnabled(true);
  m_text->setFixedHeight(metrics::kChip);
  m_text->setMinimumWidth(kLeastField);
  m_text->setMaximumWidth(180);
  row->addWidget(m_text, 2);
  connect(m_chips, &QButtonGroup::idClicked, this, [this](int id) { setFilter(static_cast<FindingFilter>(id)); });
  connect(m_text, &QLineEdit::textChanged, this, [this](const QString& text) {
    m_filter->setText(text.trimmed());
    updateEmptyPage();
    updateSummary();
  });
  return row;
}

QWidget* FindingsPanel::buildEmptyPage() {
  auto* page = new QWidget(m_pages);
  auto* layout = new QHBoxLayout(page);
  layout->setSpacing(8);
  m_emptySign = new QLabel(page);
  m_emptySign->setPixmap(signIcon(Sign::ok).pixmap(QSize(18, 18)));
  m_emptyText = new QLabel(page);
  m_emptyText->setTextFormat(Qt::PlainText);
  m_emptyText->setFont(uiFont(metrics::kEmptyText));
  m_emptyLink = new QLabel(QStringLiteral("<a href=\"#clear\">%1</a>").arg(tr("Clear filter")), page);
  m_emptyLink->setFont(uiFont(metrics::kEmptyText));
  m_emptyLink->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
  connect(m_emptyLink, &QLabel::linkActivated, this, &FindingsPanel::clearFilters);
  layout->addStretch(1);
  for (QLabel* label : {m_emptySign, m_emptyText, m_emptyLink}) layout->addWidget(label);
  layout->addStretch(1);
  return page;
}

void FindingsPanel::connectView() {
  connect(m_view, &FindingsView::rowsChosen, this, &FindingsPanel::selectResources);
  connect(m_view, &FindingsView::rowActivated, this, [this](int row) {
    if (sourceRow(row) < 0) return;
    selectResources();
    QStringList ids;
    for (const std::string& id : m_model->row(sourceRow(row)).subjects) ids << toQString(id);
    emit revealRequested(ids);
  });
  connect(m_view, &FindingsView::fixPointedAt, this, &FindingsPanel::pointAtFix);
  connect(m_view, &FindingsView::fixRequested, this, &FindingsPanel::fix);
  connect(m_view, &FindingsView::fixAllRequested, this, &FindingsPanel::fixAllOf);
  connect(m_view, &FindingsView::explainRequested, this, &FindingsPanel::explain);
  connect(m_view, &FindingsView::waiveRequested, this, &FindingsPanel::waive);
  m_view->copying()->addForm(tr("Copy as &Markdown"), [this](const QList<int>& rows) { return markdown(rows); });
}

int FindingsPanel::sourceRow(int row) const { return m_filter->mapToSource(m_filter->index(row, 0)).row(); }

const Finding* FindingsPanel::findingAt(int row) const {
  const int source = sourceRow(row);
  return source < 0 ? nullptr : m_model->finding(source);
}

void FindingsPanel::refresh() {
  m_view->changeRows([this] {
    m_model->update();
    tellProfileChange();
  });
  findBack();
  updateCounts();
  updateEmptyPage();
  updateSummary();
}

// What was mended and is here again was undone: it stands where it stood.
void FindingsPanel::findBack() {
  if (m_mended.empty()) return;
  const auto& rows = m_model->rows();
  QModelIndex back;
  int top = 0;
  for (auto mended = m_mended.begin(); mended != m_mended.end();) {
    const auto at = std::ranges::find(rows, mended->key, &FindingRow::key);
    const bool here = at != rows.end() && at->kind == RowKind::finding;
    if (!here || !mended->gone) {
      mended->gone = !here;
      ++mended;
      continue;
    }
    back = m_model->index(static_cast<int>(at - rows.begin()), FindingsModel::kMessage);
    top = mended->top;
    mended = m_mended.erase(mended);
  }
  const QModelIndex row = m_filter->mapFromSource(back);
  if (!row.isValid()) return;
  m_view->setCurrentIndex(row);
  m_view->moveTo(row, top);
}

QString FindingsPanel::summary() const {
  const int all = m_model->rowCount();
  const int shown = m_filter->rowCount();
  if (shown < all) return tr("%1 of %2 shown").arg(shown).arg(all);
  const FindingCounts counts = countRows(m_model->rows());
  QStringList parts;
  if (counts.errors) parts << (counts.errors == 1 ? tr("1 error") : tr("%1 errors").arg(counts.errors));
  if (counts.warnings) parts << (counts.warnings == 1 ? tr("1 warning") : tr("%1 warnings").arg(counts.warnings));
  if (counts.infos) parts << tr("%1 info").arg(counts.infos);
  if (counts.waived) parts << tr("%1 waived").arg(counts.waived);
  if (counts.idleWaivers)
    parts << (counts.idleWaivers == 1 ? tr("1 waiver without effect")
                                      : tr("%1 waivers without effect").arg(counts.idleWaivers));
  return parts.join(QStringLiteral(", "));
}

void FindingsPanel::updateSummary() {
  m_summary->setText(summary());
  fitFilters();
}

void FindingsPanel::fitFilters() {
  const QMargins margins = m_filterRow->contentsMargins();
  const auto buttons = m_chips->buttons();
  int needed = margins.left() + margins.right() + kLeastField;
  for (const QAbstractButton* chip : buttons) {
    if (chip->isHidden()) continue;
    needed += static_cast<const FilterChip*>(chip)->fullSize().width() + m_filterRow->spacing();
  }
  for (QAbstractButton* chip : buttons) static_cast<FilterChip*>(chip)->setCompact(needed > width());
  needed += m_summary->sizeHint().width() + m_filterRow->spacing();
  m_summary->setVisible(!m_summary->text().isEmpty() && needed <= width());
}

void FindingsPanel::resizeEvent(QResizeEvent* event) {
  Panel::resizeEvent(event);
  fitFilters();
}

void FindingsPanel::updateCounts() {
  const FindingCounts counts = countRows(m_model->rows());
  const auto chip = [&](FindingFilter f) { return static_cast<FilterChip*>(m_chips->button(static_cast<int>(f))); };
  chip(FindingFilter::errors)->setCount(counts.errors);
  chip(FindingFilter::warnings)->setCount(counts.warnings);
  chip(FindingFilter::infos)->setCount(counts.infos);
  chip(FindingFilter::waived)->setCount(counts.waived);
  // Hardly ever there: no room is kept for it.
  FilterChip* idle = chip(FindingFilter::idleWaivers);
  idle->setCount(counts.idleWaivers);
  if (counts.idleWaivers == 0 && idle->isChecked()) setFilter(FindingFilter::all);
  idle->setVisible(counts.idleWaivers > 0);
  idle->setToolTip(tr("Waivers that have ended, that lack reason, author or date, or whose finding is gone"));
  const int count = counts.open();
  if (count == m_count) return;
  m_count = count;
  emit countChanged(count);
}

QString FindingsPanel::emptySentence() const {
  if (!m_model->hasReport()) return tr("Checking the design…");
  if (m_model->rows().empty())
    return tr("No findings. %n rules checked.", nullptr, static_cast<int>(m_model->rulesChecked()));
  if (!m_filter->text().isEmpty()) return tr("Nothing matches '%1'").arg(m_filter->text());
  switch (m_filter->filter()) {
    case FindingFilter::errors:
      return tr("No errors");
    case FindingFilter::warnings:
      return tr("No warnings");
    case FindingFilter::infos:
      return tr("No information");
    case FindingFilter::waived:
      return tr("Nothing is waived");
    case FindingFilter::idleWaivers:
      return tr("Every waiver serves");
    case FindingFilter::all:
      break;
  }
  return {};
}

void FindingsPanel::updateEmptyPage() {
  const bool any = m_filter->rowCount() > 0;
  m_emptySign->setVisible(m_model->hasReport() && m_model->rows().empty());
  m_emptyLink->setVisible(!m_model->rows().empty());
  m_emptyText->setText(any ? QString() : emptySentence());
  m_pages->setCurrentIndex(any ? 0 : 1);
}

void FindingsPanel::searchFor(const QString& text) {
  setFilter(FindingFilter::all);
  m_text->setText(text);
}

void FindingsPanel::setFilter(FindingFilter filter) {
  m_chips->button(static_cast<int>(filter))->setChecked(true);
  m_filter->setFilter(filter);
  updateEmptyPage();
  updateSummary();
}

void FindingsPanel::clearFilters() {
  m_text->clear();
  setFilter(FindingFilter::all);
  m_view->setFocus(Qt::OtherFocusReason);
}

bool FindingsPanel::showFinding(const std::string& key) {
  refreshNow();
  const auto& rows = m_model->rows();
  const auto at = std::find_if(rows.begin(), rows.end(), [&](const FindingRow& row) { return row.key == key; });
  if (at == rows.end()) return false;
  const QModelIndex source = m_model->index(static_cast<int>(at - rows.begin()), FindingsModel::kMessage);
  if (!m_filter->mapFromSource(source).isValid()) clearFilters();
  const QModelIndex index = m_filter->mapFromSource(source);
  m_view->setCurrentIndex(index);
  m_view->scrollTo(index);
  return true;
}

void FindingsPanel::selectResources() {
  const auto design = m_document->design();
  if (!design) return;
  Selection::Ids ids;
  for (const int row : m_view->chosenRows()) {
    for (const std::string& id : m_model->row(sourceRow(row)).subjects) {
      if (design->topology().nodes.find(id) || design->topology().links.find(id)) ids.insert(id);
    }
  }
  m_selection->set(std::move(ids));
}

}  // namespace nines
