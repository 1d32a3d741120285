#include "drill/scenario_panel.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <set>

#include "catalogue/assumptions.h"
#include "drill/drill_mode.h"
#include "drill/drill_words.h"
#include "drill/scenario_row.h"
#include "drill/usual_outage.h"
#include "inspector/quantity.h"
#include "recovery/durations.h"
#include "recovery/runbook.h"
#include "theme/metrics.h"
#include "theme/muted_label.h"
#include "theme/text.h"
#include "theme/theme_style.h"
#include "theme/themed_icon.h"

namespace nines {

namespace {

struct Scenario {
  OutageKind kind;
  const char* icon;
  const char* title;
  const char* line;
  const char* place;    // what is chosen from
  const char* nothing;  // why it cannot be chosen
};

constexpr Scenario kScenarios[] = {
    {OutageKind::host, "server", QT_TR_NOOP("Host"), QT_TR_NOOP("One server or node stops"), QT_TR_NOOP("Host"),
     QT_TR_NOOP("Nothing in this design runs on a host of its own.")},
    {OutageKind::zone, "az", QT_TR_NOOP("Availability Zone"), QT_TR_NOOP("A whole zone goes dark"), QT_TR_NOOP("Zone"),
     QT_TR_NOOP("This design has no Availability Zones.")},
    {OutageKind::region, "region", QT_TR_NOOP("Region"), QT_TR_NOOP("All of one Region is lost"), QT_TR_NOOP("Region"),
     QT_TR_NOOP("This design has no Regions.")},
    {OutageKind::corruption, "corrupt", QT_TR_NOOP("Data corruption"), QT_TR_NOOP("Restore to a point in time"),
     QT_TR_NOOP("Store"), QT_TR_NOOP("This design has no data stores.")},
    {OutageKind::onPremises, "onprem", QT_TR_NOOP("On-premises loss"), QT_TR_NOOP("A data centre is lost"),
     QT_TR_NOOP("Data centre"), QT_TR_NOOP("This design has no data centres.")},
    {OutageKind::maintenance, "loop", QT_TR_NOOP("Maintenance"), QT_TR_NOOP("A planned restart"),
     QT_TR_NOOP("Database"), QT_TR_NOOP("This design has no databases that are restarted for maintenance.")},
};

constexpr int kMargin = 8;
constexpr int kLabelWidth = 74;

const Scenario& scenarioOf(OutageKind kind) { return *std::ranges::find(kScenarios, kind, &Scenario::kind); }

// "decide.best" and "decide.worst" are two ends of one figure.
std::string withoutEnd(const std::string& key) {
  for (const std::string_view end : {".best", ".worst"}) {
    if (key.ends_with(end)) return key.substr(0, key.size() - end.size());
  }
  return key;
}

std::set<std::string> figuresOf(const Drill& drill) {
  std::set<std::string> out;
  const auto add = [&](const std::vector<std::string>& keys) {
    for (const std::string& key : keys) out.insert(withoutEnd(key));
  };
  for (const WorkloadDrill& workload : drill.workloads) {
    for (const DrillStep& step : workload.steps) add(step.assumptions);
    for (const StoreLoss& loss : workload.losses) add(loss.because);
  }
  return out;
}

// Empty label for a figure that the dock does not list.
AssumedFigure assumedFigure(const Design& design, const std::string& figure) {
  const PropertySchema* single = assumptionSchema(figure);
  const PropertySchema* worst = assumptionSchema(figure + ".worst");
  const PropertySchema* schema = worst ? worst : single;
  if (!schema) return {};
  QString label = toQString(schema->label);
  label.remove(QStringLiteral(", at worst"));
  const Durations durations(design.profile(), design.topology().assumptions);
  const Duration range = durations.range(figure);
  const QString value =
      schema->unit == "s" ? rangeText(range.seconds) : quantityText(*schema, range.seconds.worst, QLocale());
  return {label, value, toQString(sourceText(range.source))};
}

void clear(QLayout& layout) {
  while (QLayoutItem* item = layout.takeAt(0)) {
    if (QWidget* widget = item->widget()) {
      widget->hide();  // a click on it may have brought us here
      widget->deleteLater();
    }
    delete item;
  }
}

QLabel* heading(const QString& text, QWidget* parent) {
  auto* label = new QLabel(text, parent);
  label->setFont(uiFont(metrics::kText, QFont::DemiBold));
  return label;
}

}  // namespace

ScenarioPanel::ScenarioPanel(const Document* document, DrillMode* mode, QWidget* parent)
    : Panel(parent), m_document(document), m_mode(mode) {
  setAccessibleName(tr("Scenario"));
  auto* outer = new QVBoxLayout(this);
  outer->setContentsMargins(0, 0, 0, 0);
  auto* scroll = new QScrollArea(this);
  scroll->setWidgetResizable(true);
  scroll->setFocusPolicy(Qt::NoFocus);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  outer->addWidget(scroll);
  auto* body = new QWidget(scroll);
  auto* layout = new QVBoxLayout(body);
  layout->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
  layout->setSpacing(4);
  addRows(layout);
  addFields(layout);
  addAssumptions(layout);
  layout->addStretch(1);
  scroll->setWidget(body);
  connect(mode, &DrillMode::activeChanged, this, [this] { scheduleRefresh(); });
  connect(mode, &DrillMode::drillChanged, this, [this] {
    takeOutage();
    scheduleRefresh();
  });
  connect(document, &Document::changed, this, [this] { scheduleRefresh(); });
}

void ScenarioPanel::addRows(QBoxLayout* layout) {
  for (const Scenario& scenario : kScenarios) {
    auto* row = new ScenarioRow(QString::fromLatin1(scenario.icon), tr(scenario.title), tr(scenario.line), this);
    m_rows[scenario.kind] = row;
    layout->addWidget(row);
    connect(row, &ScenarioRow::clicked, this, [this, kind = scenario.kind] { choose(kind); });
  }
}

void ScenarioPanel::addFields(QBoxLayout* layout) {
  layout->addSpacing(8);
  auto* form = new QFormLayout;
  form->setContentsMargins(0, 0, 0, 0);
  form->setSpacing(6);
  m_placeLabel = new QLabel(this);
  m_placeLabel->setFixedWidth(kLabelWidth);
  m_places = new QComboBox(this);
  m_timing = new QComboBox(this);
  auto* timingLabel = new QLabel(tr("Timing"), this);
  m_timing->addItem(tr("Worst case"), static_cast<int>(DrillMode::Timing::worst));
  m_timing->addItem(tr("Best case"), static_cast<int>(DrillMode::Timing::best));
  m_timing->setToolTip(tr("Which end of the ranges is played. Verdicts always speak of the worst case."));
  m_timing->setAccessibleName(tr("Timing"));
  timingLabel->setBuddy(m_timing);
  m_placeLabel->setBuddy(m_places);
  for (QComboBox* combo : {m_places, m_timing}) {
    combo->setFixedHeight(metrics::kField);
    combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    combo->setMinimumContentsLength(6);
    combo->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  }
  m_joinedRows = new QVBoxLayout;
  m_joinedRows->setSpacing(2);
  m_and = new QPushButton(tr("and…"), this);
  m_and->setToolTip(tr("What fails at the same time"));
  m_and->setFixedHeight(metrics::kField);
  m_and->setFocusPolicy(Qt::TabFocus);
  m_and->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  m_andMenu = new QMenu(m_and);
  m_and->setMenu(m_andMenu);
  form->addRow(m_placeLabel, m_places);
  form->addRow(m_joinedRows);
  form->addRow(QString(), m_and);
  form->addRow(timingLabel, m_timing);
  layout->addLayout(form);
  connect(m_andMenu, &QMenu::aboutToShow, this, &ScenarioPanel::fillAndMenu);
  connect(m_places, &QComboBox::activated, this, [this](int at) {
    m_first.place = m_places->itemData(at).toString().toStdString();
    m_lastPlace[m_first.kind] = m_first.place;
    apply();
  });
  connect(m_timing, &QComboBox::activated, this,
          [this](int at) { m_mode->setTiming(static_cast<DrillMode::Timing>(m_timing->itemData(at).toInt())); });
}

void ScenarioPanel::addAssumptions(QBoxLayout* layout) {
  layout->addSpacing(8);
  m_assumptionsTitle = heading(tr("Assumptions of this drill"), this);
  layout->addWidget(m_assumptionsTitle);
  m_assumptionRows = new QVBoxLayout;
  m_assumptionRows->setSpacing(1);
  layout->addLayout(m_assumptionRows);
  auto* all = m_all = new QLabel(this);
  restyle();
  all->setToolTip(tr("Where each comes from. They can be changed after the drill."));
  all->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
  all->setFocusPolicy(Qt::TabFocus);
  layout->addWidget(all);
  connect(all, &QLabel::linkActivated, this, &ScenarioPanel::assumptionsRequested);
}

// Rich text keeps the colour with which it was made.
void ScenarioPanel::restyle() {
  if (!m_all) return;
  m_all->setText(QStringLiteral("<a href=\"all\" style=\"color:%1\">%2</a>")
                     .arg(themeColour(Token::accent).name(), tr("All assumptions…")));
}

void ScenarioPanel::choose(OutageKind kind) {
  const auto offered = offeredOutages(*m_document->design(), kind);
  if (offered.empty()) return;
  const std::string& last = m_lastPlace[kind];
  const bool known =
      std::ranges::any_of(offered, [&](const Outage& outage) { return outage.parts.front().place == last; });
  m_first = known ? OutagePart{kind, last} : usualOutage(*m_document->design(), kind).parts.front();
  apply();
}

void ScenarioPanel::apply() {
  std::erase(m_joined, m_first);
  std::vector<Outage> all{{{m_first}}};
  all.reserve(m_joined.size() + 1);
  for (const OutagePart& part : m_joined) all.push_back({{part}});
  m_mode->setOutage(joined(all));
  scheduleRefresh();
}

// It may have been chosen elsewhere: on the canvas, in the matrix.
void ScenarioPanel::takeOutage() {
  const std::vector<OutagePart>& parts = m_mode->outage().parts;
  if (std::ranges::find(parts, m_first) == parts.end()) m_first = parts.empty() ? OutagePart{} : parts.front();
  m_joined = parts;
  std::erase(m_joined, m_first);
  if (!parts.empty()) m_lastPlace[m_first.kind] = m_first.place;
}

void ScenarioPanel::refresh() {
  const auto design = m_document->design();
  if (!design || !m_mode->isActive()) return;
  showRows(*design);
  showPlaces(*design);
  showJoined(*design);
  showAssumptions(*design);
  m_timing->setCurrentIndex(m_timing->findData(static_cast<int>(m_mode->timing())));
}

void ScenarioPanel::showRows(const Design& design) {
  for (const auto& [kind, row] : m_rows) {
    const bool offered = !offeredOutages(design, kind).empty();
    row->setEnabled(offered);
    row->setToolTip(offered ? QString() : tr(scenarioOf(kind).nothing));
    const bool chosen = offered && !m_first.place.empty() && kind == m_first.kind;
    row->setAutoExclusive(false);  // else the last one could not be unchecked
    row->setChecked(chosen);
    row->setAutoExclusive(true);
  }
}

void ScenarioPanel::showPlaces(const Design& design) {
  const QString label = tr(scenarioOf(m_first.kind).place);
  m_placeLabel->setText(label);
  m_places->setAccessibleName(label);
  m_places->clear();
  if (m_first.place.empty()) return m_places->setEnabled(false);
  for (const Outage& outage : offeredOutages(design, m_first.kind)) {
    const OutagePart& part = outage.parts.front();
    m_places->addItem(toQString(placeTitle(design, part)), toQString(part.place));
  }
  m_places->setCurrentIndex(m_places->findData(toQString(m_first.place)));
  m_places->setEnabled(true);
}

void ScenarioPanel::showJoined(const Design& design) {
  clear(*m_joinedRows);
  for (const OutagePart& part : m_joined) {
    auto* row = new QWidget(this);
    row->setToolTip(toQString(sentenceOf(design, Outage{{part}})));
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    auto* text = new QLabel(tr("and %1").arg(toQString(placeTitle(design, part))), row);
    text->setTextFormat(Qt::PlainText);
    text->setMinimumWidth(1);
    layout->addWidget(text, 1);
    auto* remove = new QToolButton(row);
    remove->setIcon(themedIcon(QStringLiteral("x"), Token::muted));
    remove->setAutoRaise(true);
    remove->setFocusPolicy(Qt::TabFocus);
    remove->setToolTip(tr("Leave out"));
    remove->setAccessibleName(tr("Leave out %1").arg(toQString(placeTitle(design, part))));
    layout->addWidget(remove);
    connect(remove, &QToolButton::clicked, this, [this, part] {
      std::erase(m_joined, part);
      apply();
    });
    m_joinedRows->addWidget(row);
  }
  m_and->setEnabled(!m_first.place.empty());
}

void ScenarioPanel::fillAndMenu() {
  m_andMenu->clear();
  const auto design = m_document->design();
  const std::vector<OutagePart>& parts = m_mode->outage().parts;
  for (const Scenario& scenario : kScenarios) {
    QMenu* places = nullptr;
    for (const Outage& outage : offeredOutages(*design, scenario.kind)) {
      const OutagePart part = outage.parts.front();
      if (std::ranges::find(parts, part) != parts.end()) continue;
      if (!places) places = m_andMenu->addMenu(tr(scenario.title));
      places->addAction(asMenuText(toQString(placeTitle(*design, part))), this, [this, part] {
        m_joined.push_back(part);
        apply();
      });
    }
  }
}

QStringList ScenarioPanel::assumptions() const {
  QStringList out;
  for (const AssumedFigure& each : m_shownAssumptions) out << QStringLiteral("%1: %2").arg(each.label, each.value);
  return out;
}

void ScenarioPanel::showAssumptions(const Design& design) {
  std::vector<AssumedFigure> rows;
  if (const auto drill = m_mode->drill()) {
    for (const std::string& figure : figuresOf(*drill)) {
      AssumedFigure row = assumedFigure(design, figure);
      if (!row.label.isEmpty()) rows.push_back(std::move(row));
    }
  }
  m_assumptionsTitle->setVisible(!rows.empty());
  if (rows == m_shownAssumptions) return;
  m_shownAssumptions = std::move(rows);
  clear(*m_assumptionRows);
  for (const AssumedFigure& each : m_shownAssumptions) {
    auto* name = new MutedLabel(each.label, this);
    name->setFont(uiFont(metrics::kHeaderText));
    name->setWordWrap(true);
    auto* value = new QLabel(each.value, this);
    value->setContentsMargins(0, 0, 0, 4);
    for (QLabel* label : {static_cast<QLabel*>(name), value}) {
      label->setTextFormat(Qt::PlainText);
      label->setToolTip(each.source);
      m_assumptionRows->addWidget(label);
    }
  }
}

}  // namespace nines
