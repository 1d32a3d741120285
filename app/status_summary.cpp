#include "status_summary.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QSlider>
#include <algorithm>
#include <cmath>

#include "document.h"
#include "rules/waivers.h"
#include "support/format.h"
#include "theme/theme_style.h"

namespace nines {

namespace {

constexpr double kStepsPerOctave = 4;  // of the zoom slider
constexpr int kSlowest = -17;          // 5 %
constexpr int kFastest = 8;            // 400 %
constexpr int kLongestProfile = 140;   // px, of a name that anybody may have written

int stepOf(double zoom) { return static_cast<int>(std::lround(std::log2(zoom) * kStepsPerOctave)); }

QLabel* addLabel(QHBoxLayout* layout, QWidget* parent) {
  auto* label = new QLabel(parent);
  layout->addWidget(label);
  return label;
}

QString sign(const char* icon, Token token, const QString& text) {
  return QStringLiteral("<span style=\"color:%1\">%2</span> %3")
      .arg(themeColour(token).name(), QString::fromUtf8(icon), text);
}

struct Counts {
  int errors = 0;
  int warnings = 0;
};

Counts countOf(const Report& report) {
  Counts counts;
  for (const Finding& finding : report.findings) {
    if (isWaived(finding, report.waivers)) continue;
    counts.errors += finding.severity == Severity::error;
    counts.warnings += finding.severity == Severity::warning;
  }
  return counts;
}

// The workload that misses its target by most, else the least available one: what needs attention.
const WorkloadEstimate* worstOf(const Estimates& estimates) {
  const WorkloadEstimate* worst = nullptr;
  double worstMargin = 0;
  for (const WorkloadEstimate& workload : estimates.workloads) {
    if (!workload.exact.unavailability) continue;
    const double margin =
        std::log10(1 - workload.target.value_or(0)) - std::log10(std::max(*workload.exact.unavailability, 1e-12));
    if (!worst || margin < worstMargin) {
      worst = &workload;
      worstMargin = margin;
    }
  }
  return worst;
}

}  // namespace

StatusSummary::StatusSummary(Document* document, QWidget* parent) : QWidget(parent), m_document(document) {
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(10, 0, 10, 0);
  layout->setSpacing(12);
  m_zoom = addLabel(layout, this);
  m_zoom->setMinimumWidth(44);
  m_slider = new QSlider(Qt::Horizontal, this);
  m_slider->setRange(kSlowest, kFastest);
  m_slider->setFixedWidth(110);
  m_slider->setAccessibleName(tr("Zoom"));
  layout->addWidget(m_slider);
  layout->addSpacing(16);
  m_errors = addLabel(layout, this);
  m_warnings = addLabel(layout, this);
  layout->addSpacing(16);
  m_workload = addLabel(layout, this);
  layout->addStretch(1);
  m_profile = addLabel(layout, this);
  connect(m_slider, &QSlider::valueChanged, this, [this](int step) {
    if (step != stepOf(m_shown)) emit zoomRequested(std::exp2(step / kStepsPerOctave));
  });
  connect(document, &Document::changed, this, &StatusSummary::showReport);
  connect(document, &Document::reportChanged, this, &StatusSummary::showReport);
  showZoom(1);
  showReport();
}

void StatusSummary::showZoom(double zoom) {
  m_shown = zoom;
  m_zoom->setText(QStringLiteral("%1\u00a0%").arg(std::lround(zoom * 100)));
  m_slider->setValue(stepOf(zoom));
}

void StatusSummary::showProfile(const Design& design) {
  const QString label = QString::fromStdString(design.profile().label).toHtmlEscaped();
  const QString named = QString::fromStdString(design.topology().profile);
  QString text = tr("Rule profile <b>%1</b>").arg(label);
  QString tip;
  if (design.topology().profile != design.profile().id) {
    const QString shown = fontMetrics().elidedText(named, Qt::ElideRight, kLongestProfile);
    text = sign("▲", Token::warn, tr("“%1” is not known; rule profile <b>%2</b>").arg(shown.toHtmlEscaped(), label));
    tip = tr("The design names the profile “%1”, which this version does not know. It is judged by %2.")
              .arg(named.toHtmlEscaped(), label);
  }
  m_profile->setText(text);
  m_profile->setToolTip(tip);
}

void StatusSummary::showReport() {
  const auto design = m_document->design();
  showProfile(*design);
  const auto report = m_document->report();
  if (!report) {
    for (QLabel* label : {m_errors, m_warnings, m_workload}) label->clear();
    return;
  }
  const Counts counts = countOf(*report);
  const QString errors = counts.errors == 1 ? tr("1 error") : tr("%1 errors").arg(counts.errors);
  const QString warnings = counts.warnings == 1 ? tr("1 warning") : tr("%1 warnings").arg(counts.warnings);
  m_errors->setText(counts.errors ? sign("●", Token::err, errors) : tr("No errors"));
  m_warnings->setText(counts.warnings ? sign("▲", Token::warn, warnings) : QString());
  const std::optional<Estimates>& estimates = report->estimates;
  const WorkloadEstimate* worst = estimates ? worstOf(*estimates) : nullptr;
  if (!worst || !worst->exact.availability) {
    m_workload->clear();
    return;
  }
  const Node* users = design->topology().nodes.find(worst->id);
  const QString name = users ? QString::fromStdString(users->title()) : QString::fromStdString(worst->id);
  const double availability = *worst->exact.availability;
  QString text = tr("<b>%1 %2</b> · %3/yr")
                     .arg(name.toHtmlEscaped(), QString::fromStdString(formatPercent(availability)),
                          QString::fromStdString(formatDuration(downtimePerYear(availability))));
  if (worst->target) {
    const bool met = availability >= *worst->target;
    text +=
        QStringLiteral(" · ") +
        (met ? tr("target %1 met") : tr("target %1 missed")).arg(QString::fromStdString(formatPercent(*worst->target)));
    text.prepend(sign(met ? "✓" : "✕", met ? Token::ok : Token::err, QString()));
  }
  m_workload->setText(text);
}

}  // namespace nines
