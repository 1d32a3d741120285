#include "status_summary.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QSlider>
#include <algorithm>
#include <cmath>

#include "charts/figures.h"
#include "document.h"
#include "region_loss.h"
#include "rules/waivers.h"
#include "support/apart.h"
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

constexpr std::size_t kGone = 2;  // of a label's forms

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
  m_workload.label = addLabel(layout, this);
  layout->addSpacing(16);
  m_regionLoss.label = addLabel(layout, this);
  m_regionLoss.label->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
  connect(m_regionLoss.label, &QLabel::linkActivated, this, [this] { emit outageAsked(m_lossOf, m_loss); });
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
    for (QLabel* label : {m_errors, m_warnings}) label->clear();
    for (Forms* forms : {&m_workload, &m_regionLoss}) setForms(*forms, {}, {});
    return fitFigures();
  }
  const Counts counts = countOf(*report);
  const QString errors = counts.errors == 1 ? tr("1 error") : tr("%1 errors").arg(counts.errors);
  const QString warnings = counts.warnings == 1 ? tr("1 warning") : tr("%1 warnings").arg(counts.warnings);
  m_errors->setText(counts.errors ? sign("●", Token::err, errors) : tr("No errors"));
  m_warnings->setText(counts.warnings ? sign("▲", Token::warn, warnings) : QString());
  const auto& estimates = report->estimates;
  const WorkloadEstimate* worst = estimates ? worstOf(*estimates) : nullptr;
  if (worst && !worst->exact.availability) worst = nullptr;
  showWorkload(*design, worst);
  showRegionLoss(*design, *report, worst);
  fitFigures();
}

void StatusSummary::showWorkload(const Design& design, const WorkloadEstimate* workload) {
  if (!workload || !workload->exact.availability) return setForms(m_workload, {}, {});
  const Node* users = design.topology().nodes.find(workload->id);
  const QString name = users ? QString::fromStdString(users->title()) : QString::fromStdString(workload->id);
  const double availability = *workload->exact.availability;
  const ValueAndLimit figures = percentsApart(availability, workload->target.value_or(availability));
  QString start;
  QString end;
  if (workload->target) {
    const bool met = availability >= *workload->target;
    start = sign(met ? "✓" : "✕", met ? Token::ok : Token::err, QString());
    end = QStringLiteral(" · ") +
          (met ? tr("target %1 met") : tr("target %1 missed")).arg(QString::fromStdString(figures.limit));
  }
  const QString figure = start + tr("<b>%1 %2</b>").arg(name.toHtmlEscaped(), QString::fromStdString(figures.value));
  const QString yearly = tr(" · %1/yr").arg(QString::fromStdString(formatDuration(downtimePerYear(availability))));
  setForms(m_workload, figure + yearly + end, figure);
  m_workload.label->setToolTip(figure + yearly + end);
}

// Of the workload whose availability is shown, else named.
void StatusSummary::showRegionLoss(const Design& design, const Report& report, const WorkloadEstimate* workload) {
  const std::string shown = workload ? workload->id : std::string();
  const auto loss = report.matrix ? worstRegionLoss(design, *report.matrix, shown) : std::nullopt;
  if (!loss) return setForms(m_regionLoss, {}, {});
  m_lossOf = loss->workload;
  m_loss = loss->outage;
  QString start = tr("Region loss");
  if (m_lossOf != shown) start = tr("Region loss of %1:").arg(nameText(design, m_lossOf).toHtmlEscaped());
  const auto form = [&](const QString& figures, const QString& end) {
    QString text = QStringLiteral("<a href=\"#outage\" style=\"text-decoration: none; color: %1\">%2 %3%4</a>")
                       .arg(themeColour(Token::text).name(), start, figures, end);
    if (!loss->met) return text;
    return sign(*loss->met ? "✓" : "✕", *loss->met ? Token::ok : Token::err, text);
  };
  const QString verdict = !loss->met ? QString() : *loss->met ? tr(" · met") : tr(" · missed");
  setForms(m_regionLoss, form(loss->figures, verdict), form(loss->shorter, {}));
  m_regionLoss.label->setToolTip(loss->tip);
}

void StatusSummary::setForms(Forms& forms, const QString& whole, const QString& shorter) {
  forms.texts = {whole, shorter, QString()};
  QLabel* label = forms.label;
  const QString shown = label->text();
  for (std::size_t i = 0; i < forms.texts.size(); ++i) {
    label->setText(forms.texts[i]);
    forms.widths[i] = forms.texts[i].isEmpty() ? 0 : label->sizeHint().width();
  }
  label->setText(shown);
}

void StatusSummary::fitFigures() {
  // From all that there is to say down to nothing; what comes earlier is preferred.
  constexpr std::array<std::pair<std::size_t, std::size_t>, 5> kSteps{
      {{0, 0}, {0, 1}, {1, 1}, {1, kGone}, {kGone, kGone}}};
  const int others =
      layout()->sizeHint().width() - m_workload.label->sizeHint().width() - m_regionLoss.label->sizeHint().width();
  const auto fits = [&](const auto& step) {
    return others + m_workload.widths[step.first] + m_regionLoss.widths[step.second] <= width();
  };
  const auto step = std::find_if(kSteps.begin(), kSteps.end() - 1, fits);
  const auto show = [](const Forms& forms, std::size_t form) {
    if (forms.label->text() != forms.texts[form]) forms.label->setText(forms.texts[form]);
  };
  show(m_workload, step->first);
  show(m_regionLoss, step->second);
}

QSize StatusSummary::minimumSizeHint() const { return {0, QWidget::minimumSizeHint().height()}; }

void StatusSummary::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  fitFigures();
}

// Colours stand in the texts, and how wide they are depends on the font.
void StatusSummary::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  const bool looks = event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange;
  if (looks && m_profile) showReport();
}

}  // namespace nines
