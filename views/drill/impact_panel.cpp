#include "drill/impact_panel.h"

#include <QEvent>
#include <QLabel>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "charts/figures.h"
#include "drill/drill_list.h"
#include "drill/drill_words.h"
#include "drill/impact_parts.h"
#include "drill/own_keys.h"
#include "drill/scrub_bar.h"
#include "inspector/section.h"
#include "theme/metrics.h"
#include "theme/muted_label.h"
#include "theme/text.h"
#include "theme/theme_style.h"

namespace nines {

namespace {

// Times of the play and of steps are sums: what is closer is the same moment.
constexpr double kSameMoment = 1e-6;
constexpr int kListMargin = 6;

// As high as its texts need at its width: a scroll area asks for no more than their narrowest form.
class Column final : public QWidget {
 public:
  using QWidget::QWidget;

 protected:
  bool event(QEvent* event) override {
    const bool done = QWidget::event(event);
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Resize)
      setMinimumHeight(std::max(layout()->totalHeightForWidth(width()), 0));
    return done;
  }
};

}  // namespace

ImpactPanel::ImpactPanel(Document* document, DrillMode* mode, Selection* selection, QWidget* parent)
    : Panel(parent),
      m_mode(mode),
      m_selection(selection),
      m_pages(new QStackedWidget(this)),
      m_workloads(new DrillList(tr("Workloads"),
                                {copyColumn(tr("Workload"), 0), copyColumn(tr("State"), 0, DrillListModel::kFigureRole),
                                 copyColumn(tr("Why"), 0, DrillListModel::kSecondRole)},
                                this)),
      m_tiles(new ImpactTiles(this)),
      m_events(new DrillList(tr("Events"),
                             {copyColumn(tr("Time"), 0, DrillListModel::kTimeRole), copyColumn(tr("Event"), 0)}, this)),
      m_verdict(new ImpactVerdict(this)),
      m_losses(new DrillList(tr("Lost data"),
                             {copyColumn(tr("Store"), 0), copyColumn(tr("Loss"), 0, DrillListModel::kFigureRole),
                              copyColumn(tr("How"), 0, DrillListModel::kSecondRole)},
                             this)) {
  setAccessibleName(tr("Impact"));
  setWindowTitle(tr("Impact"));
  build();
  new OwnKeys(this);
  connect(mode, &DrillMode::drillChanged, this, [this] { scheduleRefresh(); });
  connect(mode, &DrillMode::activeChanged, this, [this] { scheduleRefresh(); });
  connect(document, &Document::changed, this, [this] { scheduleRefresh(); });
  connect(mode, &DrillMode::timeChanged, this, &ImpactPanel::follow);
  connect(m_workloads, &DrillList::chosen, this,
          [this](int row) { select(m_impacts[static_cast<std::size_t>(row)].id); });
  connect(m_losses, &DrillList::chosen, this, [this](int row) { select(m_lost[static_cast<std::size_t>(row)].store); });
  connect(m_events, &DrillList::chosen, this, [this](int row) {
    m_mode->pause();
    m_mode->setTime(m_told[static_cast<std::size_t>(row)].time);
  });
  connect(m_verdict, &ImpactVerdict::chosen, this, &ImpactPanel::select);
}

void ImpactPanel::build() {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(m_pages);
  auto* scroll = new QScrollArea(m_pages);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  auto* content = new Column(scroll);
  auto* column = new QVBoxLayout(content);
  column->setContentsMargins(0, 6, 0, 8);
  column->setSpacing(6);
  auto* workloads = new QVBoxLayout;
  workloads->setContentsMargins(kListMargin, 0, kListMargin, 0);
  workloads->addWidget(m_workloads);
  column->addLayout(workloads);
  const auto addSection = [&](const QString& title, QWidget* body) {
    auto* section = new Section(title, false, content);
    section->add(body);
    column->addWidget(section);
    return section;
  };
  addSection(tr("Resources"), m_tiles);
  addSection(tr("Events"), m_events);
  addSection(tr("Verdict"), m_verdict);
  m_lossSection = addSection(tr("Lost data"), m_losses);
  column->addStretch(1);
  scroll->setWidget(content);
  m_pages->addWidget(scroll);
  m_empty = new MutedLabel(m_pages);
  m_empty->setAlignment(Qt::AlignCenter);
  m_empty->setWordWrap(true);
  m_empty->setFont(uiFont(metrics::kEmptyText));
  m_empty->setContentsMargins(16, 0, 16, 0);
  m_pages->addWidget(m_empty);
}

void ImpactPanel::refresh() {
  const auto drill = m_mode->drill();
  const auto design = m_mode->design();
  const bool shows = drill && design;
  m_pages->setCurrentIndex(shows ? 0 : 1);
  m_empty->setText(m_mode->isWorking() ? tr("Working out what it means…")
                                       : tr("Choose what fails to see what it means"));
  m_told = shows ? eventsOf(*design, *drill, end()) : std::vector<DrillEvent>();
  m_lost = shows ? lossRows(*design, *drill) : std::vector<LossRow>();
  m_now = -1;
  m_passed = -1;
  if (shows) m_verdict->setVerdict(verdictOf(*design, *drill));
  std::vector<DrillListRow> losses;
  losses.reserve(m_lost.size());
  for (const LossRow& loss : m_lost) {
    DrillListRow row;
    row.dot = loss.lost ? Token::errFill : Token::warnFill;
    if (!loss.lost && loss.figure == secondsText(0)) row.dot = Token::okFill;
    row.title = nameText(*design, loss.store);
    row.figure = loss.figure;
    row.second = loss.how.isEmpty() ? QStringLiteral(" ") : loss.how;
    row.strong = true;
    row.tip = loss.how;
    losses.push_back(std::move(row));
  }
  m_losses->setRows(std::move(losses));
  m_lossSection->setVisible(!m_lost.empty());
  follow();
}

void ImpactPanel::follow() {
  const auto drill = m_mode->drill();
  const auto design = m_mode->design();
  if (!drill || !design) {
    setWindowTitle(tr("Impact"));
    return;
  }
  setWindowTitle(tr("Impact at %1").arg(clockText(m_mode->time())));
  const auto& moments = m_mode->moments();
  const auto passed = std::ranges::upper_bound(moments, m_mode->time() + kSameMoment) - moments.begin();
  if (passed == std::exchange(m_passed, passed)) return;
  m_impacts = impactRows(*design, *drill, end(), m_mode->time() + kSameMoment);
  std::vector<DrillListRow> rows;
  rows.reserve(m_impacts.size());
  for (const ImpactRow& impact : m_impacts) {
    DrillListRow row;
    row.dot = impact.tone;
    row.title = impact.name;
    row.figure = impact.word;
    row.second = impact.sentence;
    row.strong = true;
    row.tip = QStringLiteral("%1: %2\n%3").arg(impact.name, impact.word, impact.sentence);
    rows.push_back(std::move(row));
  }
  m_workloads->setRows(std::move(rows));
  m_tiles->setCounts(impactCounts(*design, *drill, end(), m_mode->time() + kSameMoment));
  showEvents();
}

void ImpactPanel::showEvents() {
  const double time = m_mode->time() + kSameMoment;
  int now = -1;
  for (std::size_t i = 0; i < m_told.size() && m_told[i].time <= time; ++i) now = static_cast<int>(i);
  if (now == m_now && m_events->rows().size() == m_told.size()) return;
  m_now = now;
  std::vector<DrillListRow> rows;
  rows.reserve(m_told.size());
  for (std::size_t i = 0; i < m_told.size(); ++i) {
    using Phase = DrillListRow::Phase;
    const int at = static_cast<int>(i);
    DrillListRow row;
    row.time = clockText(m_told[i].time);
    row.dot = ScrubBar::toneOf(m_told[i].tone);
    row.phase = at < now ? Phase::past : at == now ? Phase::now : Phase::coming;
    row.title = toQString(m_told[i].text);
    row.tip = row.title;
    rows.push_back(std::move(row));
  }
  m_events->setRows(std::move(rows));
}

void ImpactPanel::select(const std::string& id) {
  if (id.empty()) return;
  m_selection->set({id});
  emit revealRequested({toQString(id)});
}

}  // namespace nines
