#include "charts/years_page.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>

#include "availability/simulated_design.h"
#include "charts/figures.h"
#include "charts/years_plot.h"
#include "copying/table_copy.h"
#include "theme/metrics.h"
#include "theme/muted_label.h"
#include "theme/theme_style.h"

namespace nines {

namespace {

constexpr int kMargin = 12;
constexpr int kWatchMs = 100;
constexpr std::uint64_t kSeed = 1;
constexpr std::uint32_t kYears[] = {1'000, 10'000, 100'000};

// Below the columns: every third end of a range has room.
QStringList labelsOf(const std::vector<DowntimeBar>& bars) {
  QStringList labels;
  for (std::size_t i = 0; i < bars.size(); ++i) {
    const bool said = i == 0 || (i % 3 == 0 && i + 1 < bars.size());
    labels << (!said ? QString() : i == 0 ? QStringLiteral("0") : QStringLiteral("≤ ") + durationText(bars[i].to));
  }
  return labels;
}

}  // namespace

YearsPage::YearsPage(const Document* document, QWidget* parent)
    : QWidget(parent),
      m_document(document),
      m_answers([this] { QMetaObject::invokeMethod(this, &YearsPage::take, Qt::QueuedConnection); }) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(kMargin, 6, kMargin - 4, 0);
  layout->setSpacing(3);
  m_words = new MutedLabel(this);
  m_words->setFont(uiFont(metrics::kSmallText));
  m_words->setTextFormat(Qt::PlainText);
  m_words->setWordWrap(true);
  m_words->setAlignment(Qt::AlignTop | Qt::AlignLeft);  // also where it stands alone
  layout->addWidget(m_words);
  m_plot = std::make_unique<YearsPlot>(this);
  m_chart = m_plot->widget();
  layout->addWidget(m_chart, 1);
  auto* row = new QHBoxLayout;
  row->setSpacing(6);
  m_years = new QComboBox(this);
  m_years->setAccessibleName(tr("How many years are simulated"));
  m_years->setFixedHeight(metrics::kChip);
  m_years->setSizeAdjustPolicy(QComboBox::AdjustToContents);
  m_years->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
  for (const std::uint32_t years : kYears) m_years->addItem(tr("%1 years").arg(QLocale().toString(years)), years);
  m_years->setCurrentIndex(1);
  row->addWidget(m_years);
  m_progress = new QProgressBar(this);
  m_progress->setTextVisible(false);
  m_progress->setFixedHeight(4);
  row->addWidget(m_progress, 1);
  m_cancel = new QPushButton(tr("Cancel"), this);
  m_cancel->setFixedHeight(metrics::kChip);
  row->addWidget(m_cancel);
  row->addStretch(0);
  layout->addLayout(row);
  m_watch = new QTimer(this);
  m_watch->setInterval(kWatchMs);
  // What ends before is not worth a bar that flashes.
  connect(m_watch, &QTimer::timeout, this, [this] {
    dropStale();
    m_progress->setValue(static_cast<int>(m_done->load()));
    m_progress->show();
    m_cancel->show();
  });
  connect(m_years, &QComboBox::activated, this, &YearsPage::start);
  connect(m_cancel, &QPushButton::clicked, this, [this] {
    if (!m_running) return start();
    stop();
    m_cancelled = true;
    dropStale();
    showResult();
  });
  setFocusPolicy(Qt::ClickFocus);  // so that its figures can be copied by the keyboard
  new TableCopy(this, [this] { return figures(); });
  showResult();
}

YearsPage::~YearsPage() = default;

void YearsPage::show(const std::string& workload) {
  m_workload = workload;
  follow();
}

void YearsPage::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  follow();
}

void YearsPage::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange) m_plot->restyle();
}

void YearsPage::follow() {
  const auto report = m_document->report();
  if (!isVisible() || (report == m_report && m_workload == m_drawn)) return;
  // Of the same workload the old figures stay for a moment, so that a short run does not flicker; those of a design
  // before the last one have had theirs.
  if (m_workload != m_drawn) m_distribution.reset();
  dropStale();
  m_isStale = m_distribution.has_value();
  m_report = report;
  m_drawn = m_workload;
  start();
}

// Nobody waits for what is under way: it stops by itself, and is not taken.
void YearsPage::stop() {
  m_watch->stop();
  m_running = false;
  m_answers.forget();
}

void YearsPage::start() {
  stop();
  m_cancelled = false;
  const WorkloadEstimate* estimate = m_report ? workloadOf(*m_report, m_drawn) : nullptr;
  if (estimate && estimate->exact.unavailability && m_report->reliability) {
    m_running = true;
    m_done = std::make_shared<std::atomic<std::uint32_t>>(0);
    const auto years = m_years->currentData().toUInt();
    m_progress->setRange(0, static_cast<int>(years));
    m_progress->setValue(0);
    m_progress->hide();
    m_watch->start();
    m_answers.ask([years, report = m_report, done = m_done, workload = m_drawn](const std::stop_token& stop) {
      SimulationOptions options{.years = years, .seed = kSeed, .threads = 0, .stop = stop, .yearsDone = done.get()};
      return simulateWorkload(*report->reliability, *report->topology, workload, options);
    });
  }
  if (!m_running) m_distribution.reset();
  showResult();
}

// Nobody may take figures of another design for those of the one that is there.
void YearsPage::dropStale() {
  if (!m_isStale) return;
  m_isStale = false;
  m_distribution.reset();
  showResult();
}

void YearsPage::take() {
  auto found = m_answers.take();
  if (!found) return;
  stop();
  m_distribution = std::move(*found);
  m_isStale = false;
  showResult();
  emit finished();
}

void YearsPage::showResult() {
  const bool known = m_distribution.has_value();
  if (!m_running) m_progress->hide();
  m_cancel->setVisible(m_cancelled);
  m_cancel->setText(m_running ? tr("Cancel") : tr("Simulate"));
  m_chart->setVisible(known);
  m_years->setVisible(m_running || known || m_cancelled);
  if (known) return showDistribution(*m_distribution);
  setToolTip({});
  m_words->setText(m_running     ? tr("Simulating …")
                   : m_cancelled ? tr("Cancelled.")
                                 : tr("Choose a workload with a figure to see how its years differ."));
}

void YearsPage::showDistribution(const DowntimeDistribution& d) {
  std::uint32_t total = 0;
  for (const DowntimeBar& bar : d.bars) total += bar.years;
  std::vector<double> shares;
  shares.reserve(d.bars.size());
  for (const DowntimeBar& bar : d.bars) shares.push_back(static_cast<double>(bar.years) / std::max(total, 1u));
  m_plot->setColumns(shares, labelsOf(d.bars));
  m_words->setText(tr("Half of %1 years: at most %2; 95\u00a0%: %3; 99\u00a0%: %4.")
                       .arg(QLocale().toString(total), durationText(d.p50), durationText(d.p95), durationText(d.p99)));
  setToolTip(
      tr("On average %1 a year; 99\u00a0% sure: between %2 and %3.\nSeed %4: the same design gives the same years.")
          .arg(durationText(d.mean), durationText(d.meanLow), durationText(d.meanHigh))
          .arg(kSeed));
}

TextTable YearsPage::figures() const {
  TextTable table;
  if (!m_distribution) return table;
  table.titles = QStringList{tr("Downtime in a year"), tr("Years")};
  for (const DowntimeBar& bar : m_distribution->bars) {
    const QString range =
        bar.to <= bar.from ? durationText(bar.to) : tr("%1 to %2").arg(durationText(bar.from), durationText(bar.to));
    table.rows << QStringList{range, QString::number(bar.years)};
  }
  return table;
}

QString YearsPage::description() const { return m_words->text(); }

}  // namespace nines
