#include "runbook/runbook_panel.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>
#include <array>

#include "formats/runbook_markdown.h"
#include "inspector/field_combo.h"
#include "recovery/runbook_owners.h"
#include "rules/dr_support.h"
#include "runbook/runbook_list.h"
#include "runbook/runbook_model.h"
#include "runbook/strategies_page.h"
#include "theme/metrics.h"
#include "theme/muted_label.h"
#include "theme/text.h"
#include "theme/theme_style.h"

namespace nines {

namespace {

constexpr std::array kOffered{Strategy::backupRestore, Strategy::pilotLight, Strategy::warmStandby,
                              Strategy::multiSite};
constexpr int kStrategies = 2;  // the tab
constexpr int kLeastCombo = 90;
constexpr int kMostCombo = 260;

FieldCombo* makeCombo(QWidget* parent, const QString& name, const QString& tip) {
  auto* combo = new FieldCombo(parent);
  combo->setAccessibleName(name);
  combo->setToolTip(tip);
  combo->setFixedHeight(metrics::kField);
  combo->setMinimumWidth(kLeastCombo);
  combo->setMaximumWidth(kMostCombo);
  combo->setSizeAdjustPolicy(QComboBox::AdjustToContents);
  combo->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);  // short names leave their room to long ones
  return combo;
}

}  // namespace

QString strategyName(Strategy strategy) {
  QString name = toQString(sentenceName(strategy));
  if (!name.isEmpty()) name[0] = name.at(0).toUpper();
  return name;
}

RunbookPanel::RunbookPanel(Document* document, Selection* selection, QWidget* parent)
    : Panel(parent), m_document(document), m_selection(selection), m_model(new RunbookModel(this)) {
  setAccessibleName(tr("Runbook"));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addLayout(buildBar());
  m_pages = new QStackedWidget(this);
  m_list = new RunbookList(m_model, m_pages);
  m_pages->addWidget(m_list);
  m_hint = new MutedLabel(m_pages);
  m_hint->setFont(uiFont(metrics::kEmptyText));
  m_hint->setAlignment(Qt::AlignCenter);
  m_hint->setWordWrap(true);
  m_hint->setText(tr("Runbooks are written for workloads: add a Users card and link it to what it needs."));
  m_pages->addWidget(m_hint);
  m_compared = new StrategiesPage(document, selection, m_pages);
  m_pages->addWidget(m_compared);
  layout->addWidget(m_pages, 1);
  connect(m_compared, &StrategiesPage::notice, this, &RunbookPanel::notice);
  connect(document, &Document::changed, this, [this] { scheduleRefresh(); });
  connect(selection, &Selection::changed, this, &RunbookPanel::followSelection);
  connect(document, &Document::readOnlyChanged, this, [this] { scheduleRefresh(); });
  connect(m_list, &RunbookList::chosen, this, &RunbookPanel::choose);
  connect(m_model, &RunbookModel::ownerEdited, this, &RunbookPanel::name);
}

QHBoxLayout* RunbookPanel::buildBar() {
  auto* bar = new QHBoxLayout;
  bar->setContentsMargins(10, 4, 8, 4);
  bar->setSpacing(6);
  m_workloads = makeCombo(this, tr("Workload"), tr("The workload that fails over"));
  m_strategies = makeCombo(this, tr("Strategy"), tr("The recovery strategy that the runbook follows"));
  m_tabs = new QTabBar(this);
  m_tabs->setDrawBase(false);
  m_tabs->setExpanding(false);
  m_tabs->setUsesScrollButtons(false);
  m_tabs->setFont(uiFont(metrics::kSmallText));
  m_tabs->setAccessibleName(tr("Which way"));
  m_tabs->addTab(tr("Failover"));
  m_tabs->addTab(tr("Fail-back"));
  m_tabs->addTab(tr("Strategies"));
  m_copy = new QPushButton(tr("Copy"), this);
  m_copy->setToolTip(tr("Copy the runbook as Markdown, with the owner of each step or a field for the name"));
  m_copy->setAccessibleName(tr("Copy as Markdown"));
  m_save = new QPushButton(tr("Save…"), this);
  m_save->setToolTip(tr("Save the runbook as Markdown, with the owner of each step or a field for the name"));
  m_save->setAccessibleName(tr("Save as Markdown"));
  for (QPushButton* button : {m_copy, m_save}) button->setFixedHeight(metrics::kChip);
  bar->addWidget(m_workloads);
  bar->addWidget(m_strategies);
  bar->addWidget(m_tabs);
  bar->addStretch(1);
  bar->addWidget(m_copy);
  bar->addWidget(m_save);
  connect(m_workloads, &QComboBox::activated, this, [this](int row) {
    m_workload = m_workloads->itemData(row).toString().toStdString();
    scheduleRefresh();
  });
  connect(m_strategies, &QComboBox::activated, this, [this](int row) {
    if (row >= 0) m_asked[m_workload] = kOffered[static_cast<std::size_t>(row)];
    scheduleRefresh();
  });
  connect(m_tabs, &QTabBar::currentChanged, this, [this] { scheduleRefresh(); });
  connect(m_copy, &QPushButton::clicked, this, [this] {
    QGuiApplication::clipboard()->setText(markdown());
    emit notice(tr("The runbook is on the clipboard as Markdown."));
  });
  connect(m_save, &QPushButton::clicked, this, [this] {
    if (m_runbook) emit saveRequested(toQString(m_runbook->title()), markdown());
  });
  return bar;
}

QString RunbookPanel::markdown() const { return m_runbook ? toQString(runbookMarkdown(*m_runbook)) : QString(); }

void RunbookPanel::followSelection() {
  const auto design = m_document->design();
  if (!design || m_selection->ids().size() != 1) return;
  const std::string& id = *m_selection->ids().begin();
  const NodeIndex node = design->indexOf(id);
  if (node == kNone || !design->has(node, trait::kWorkload) || id == m_workload) return;
  m_workload = id;
  scheduleRefresh();
}

void RunbookPanel::fillWorkloads(const Design& design) {
  m_workloads->clear();
  int chosen = 0;
  for (const NodeIndex workload : design.withTrait(trait::kWorkload)) {
    const std::string& id = design.node(workload).id;
    if (id == m_workload) chosen = m_workloads->count();
    m_workloads->addItem(toQString(titleOf(design, workload)), toQString(id));
  }
  m_workloads->setCurrentIndex(m_workloads->count() > 0 ? chosen : -1);
  m_workload = m_workloads->currentData().toString().toStdString();
  m_workloads->setDisplay(m_workloads->currentText(), false);
}

// What the workload declares and what its design amounts to are said where they are chosen.
void RunbookPanel::fillStrategies(const RecoveryPlan& plan) {
  m_strategies->clear();
  const auto asked = m_asked.find(m_workload);
  const Strategy shown = asked == m_asked.end() ? runbookStrategy(plan) : asked->second;
  for (const Strategy strategy : kOffered) {
    const bool drawn = plan.inferred && plan.inferred->strategy == strategy;
    const QString mark = plan.declared == strategy ? tr("declared") : drawn ? tr("as drawn") : QString();
    const QString name = strategyName(strategy);
    m_strategies->addItem(mark.isEmpty() ? name : tr("%1 (%2)").arg(name, mark));
    if (strategy != shown) continue;
    m_strategies->setCurrentIndex(m_strategies->count() - 1);
    m_strategies->setDisplay(name, false, mark);
  }
}

void RunbookPanel::refresh() {
  const auto design = m_document->design();
  m_runbook.reset();
  const bool any = design && !design->withTrait(trait::kWorkload).empty();
  const bool comparing = m_tabs->currentIndex() == kStrategies;
  if (any) {
    fillWorkloads(*design);
    if (comparing) m_compared->show(design, design->indexOf(m_workload));
    else write(*design);
  }
  m_model->setReadOnly(m_document->isReadOnly());
  if (m_runbook) m_model->show(*m_runbook);
  else m_model->clear();
  if (!any) m_compared->clear();
  m_pages->setCurrentWidget(!any        ? static_cast<QWidget*>(m_hint)
                            : comparing ? static_cast<QWidget*>(m_compared)
                                        : m_list);
  m_workloads->setEnabled(any);
  m_tabs->setEnabled(any);
  m_strategies->setVisible(!comparing);
  for (QWidget* control : std::initializer_list<QWidget*>{m_strategies, m_copy, m_save})
    control->setEnabled(m_runbook.has_value());
}

void RunbookPanel::write(const Design& design) {
  const Closure closure(design);
  const RecoveryPlans plans(design, closure);
  const RecoveryPlan* plan = plans.of(design.indexOf(m_workload));
  if (!plan) return;
  fillStrategies(*plan);
  const auto strategy = kOffered[static_cast<std::size_t>(std::max(0, m_strategies->currentIndex()))];
  const auto kind = m_tabs->currentIndex() == 0 ? RunbookKind::failover : RunbookKind::failback;
  m_runbook = makeRunbook(design, closure, plans, *plan, strategy, kind);
  readOwners(design, *m_runbook);
}

void RunbookPanel::name(int step, const QString& owner) {
  const auto design = m_document->design();
  if (!design || !m_runbook || m_document->isReadOnly()) return;
  const Edit edit = ownerEdit(*design, *m_runbook, static_cast<std::size_t>(step), owner.toStdString());
  if (!edit.empty()) m_document->submit(edit);
}

void RunbookPanel::restyle() {
  m_list->viewport()->update();
  if (m_compared) m_compared->restyle();
}

void RunbookPanel::choose(int row) {
  const auto& rows = m_model->rows();
  if (row < 0 || static_cast<std::size_t>(row) >= rows.size()) return;
  const QStringList& ids = rows[static_cast<std::size_t>(row)].ids;
  if (ids.isEmpty()) return;
  Selection::Ids chosen;
  for (const QString& id : ids) chosen.insert(id.toStdString());
  m_selection->set(std::move(chosen));
  emit revealRequested(ids);
}

}  // namespace nines
