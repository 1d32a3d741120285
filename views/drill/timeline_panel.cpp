#include "drill/timeline_panel.h"

#include <QAbstractButton>
#include <QLabel>
#include <QVBoxLayout>

#include "copying/table_copy.h"
#include "drill/drill_words.h"
#include "drill/own_keys.h"
#include "drill/scrub_bar.h"
#include "drill/timeline_table.h"
#include "drill/transport_row.h"
#include "theme/metrics.h"
#include "theme/muted_label.h"
#include "theme/text.h"
#include "theme/theme_style.h"

namespace nines {

namespace {

constexpr int kLeastWidth = 560;

}  // namespace

TimelinePanel::TimelinePanel(Document* document, DrillMode* mode, Selection* selection, QWidget* parent)
    : Panel(parent),
      m_mode(mode),
      m_selection(selection),
      m_transport(new TransportRow(mode, this)),
      m_chart(new TimelineChart(this)),
      m_details(new MutedLabel(this)) {
  setAccessibleName(tr("Timeline"));
  setMinimumWidth(kLeastWidth);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(m_transport);
  layout->addWidget(m_chart, 1);
  m_details->setFont(uiFont(metrics::kSmallText));
  m_details->setWordWrap(true);
  m_details->setTextInteractionFlags(Qt::TextSelectableByMouse);
  m_details->setContentsMargins(10, 4, 10, 6);
  m_details->setObjectName(QStringLiteral("stepDetails"));
  m_details->hide();
  layout->addWidget(m_details);
  new OwnKeys(this);
  new TableCopy(m_chart, [this] {
    return m_chart->drill() ? timelineTable(*m_chart->design(), *m_chart->drill(), end()) : TextTable();
  });
  connect(mode, &DrillMode::drillChanged, this, [this] { scheduleRefresh(); });
  connect(mode, &DrillMode::activeChanged, this, [this] { scheduleRefresh(); });
  connect(document, &Document::changed, this, [this] { scheduleRefresh(); });
  connect(mode, &DrillMode::timeChanged, this, &TimelinePanel::follow);
  connect(mode, &DrillMode::playingChanged, this, &TimelinePanel::follow);
  connect(mode, &DrillMode::speedChanged, this, &TimelinePanel::follow);
  connect(m_transport->exportButton(), &QAbstractButton::clicked, this, &TimelinePanel::exportRequested);
  connect(m_chart, &TimelineChart::timePicked, mode, &DrillMode::setTime);
  connect(m_chart, &TimelineChart::backRequested, mode, &DrillMode::stepBack);
  connect(m_chart, &TimelineChart::forwardRequested, mode, &DrillMode::stepForward);
  connect(m_chart, &TimelineChart::playRequested, m_transport, &TransportRow::togglePlaying);
  connect(m_chart, &TimelineChart::chosen, this, &TimelinePanel::choose);
  connect(m_chart, &TimelineChart::workloadChosen, this,
          [this](std::size_t workload) { select(m_chart->drill()->workloads[workload].id); });
}

void TimelinePanel::refresh() {
  const auto drill = m_mode->drill();
  const auto design = m_mode->design();
  const bool shows = drill && design;
  m_chart->setEmptyText(m_mode->isWorking() ? tr("Working out what happens when…")
                                            : tr("Choose what fails, and see what happens when"));
  m_chart->setDrill(design, drill, end(), m_mode->length());
  m_transport->scrub()->setScale(m_chart->scale());
  m_transport->scrub()->setEvents(shows ? eventsOf(*design, *drill, end()) : std::vector<DrillEvent>());
  showDetails();
  follow();
}

void TimelinePanel::follow() {
  m_transport->update();
  m_chart->setTime(m_mode->time());
}

void TimelinePanel::select(const std::string& id) {
  if (id.empty()) return;
  m_selection->set({id});
  emit revealRequested({toQString(id)});
}

void TimelinePanel::choose(std::optional<TimelineChart::Step> step) {
  showDetails();
  if (step) select(m_chart->stepAt(*step).subject);
}

void TimelinePanel::showDetails() {
  const auto step = m_chart->current();
  m_details->setVisible(step.has_value());
  if (!step) return;
  QStringList lines = stepLines(*m_chart->design(), m_chart->stepAt(*step), end());
  for (QString& line : lines) line = line.toHtmlEscaped();
  lines[0] = QStringLiteral("<b>%1</b>").arg(lines[0]);
  m_details->setText(lines.join(QStringLiteral(" · ")));
}

}  // namespace nines
