#include "status_summary.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QSlider>
#include <algorithm>
#include <cmath>

#include "charts/attention.h"
#include "charts/figures.h"
#include "charts/local_figures.h"
#include "document.h"
#include "drill/region_loss.h"
#include "rules/waivers.h"
#include "support/apart.h"
#include "support/format.h"
#include "theme/sign_mark.h"
#include "theme/theme_style.h"

namespace nines {

namespace {

constexpr double kStepsPerOctave = 4;      // of the zoom slider
constexpr int kSlowest = -17;              // 5 %
constexpr int kFastest = 17;               // 400 %: as far from the middle, which is 100 %
constexpr double kUpper = 8.0 / kFastest;  // a step above the middle, in those below it
constexpr int kLongestProfile = 140;       // px, of a name that anybody may have written

int stepOf(double zoom) {
  const double steps = std::log2(zoom) * kStepsPerOctave;
  return static_cast<int>(std::lround(steps > 0 ? steps / kUpper : steps));
}

double zoomOf(int step) { return std::exp2((step > 0 ? step * kUpper : step) / kStepsPerOctave); }

// Figures in bold and the colour of text, what stands around them muted.
QString toned(QString html) {
  if (html.isEmpty()) return html;
  html.replace(QLatin1String("<b>"), QStringLiteral("<b style=\"color: %1\">").arg(themeColour(Token::text).name()));
  return QStringLiteral("<span style=\"color: %1\">%2</span>").arg(themeColour(Token::muted).name(), html);
}

constexpr std::size_t kGone = 2;  // of a part's forms
constexpr int kSpacing = 12;
constexpr int kMarkGap = 6;
constexpr int kLineHeight = 14;

// Between the groups.
class Line final : public QWidget {
 public:
  explicit Line(QWidget* parent) : QWidget(parent) { setFixedSize(1, kLineHeight); }

 protected:
  void paintEvent(QPaintEvent*) override { QPainter(this).fillRect(rect(), themeColour(Token::border)); }
};

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

std::optional<Sign> signFor(std::optional<bool> met) {
  if (!met) return std::nullopt;
  return *met ? Sign::ok : Sign::error;
}

}  // namespace

StatusSummary::StatusSummary(Document* document, QWidget* parent) : QWidget(parent), m_document(document) {
  setAutoFillBackground(true);  // the bar paints its messages below
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(10, 0, 10, 0);
  layout->setSpacing(kSpacing);
  addZoom(layout);
  m_errors = addPart(layout, true);
  m_warnings = addPart(layout, false);
  static_cast<Part&>(m_workload) = addPart(layout, true);
  static_cast<Part&>(m_regionLoss) = addPart(layout, true);
  m_regionLoss.label->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
  connect(m_regionLoss.label, &QLabel::linkActivated, this, [this] { emit outageAsked(m_lossOf, m_loss); });
  m_message = addPart(layout, true);
  m_message.label->setTextFormat(Qt::PlainText);
  layout->addStretch(1);
  m_profile = new QLabel(this);
  layout->addWidget(m_profile);
  connect(document, &Document::changed, this, &StatusSummary::showReport);
  connect(document, &Document::reportChanged, this, &StatusSummary::showReport);
  showZoom(1);
  showReport();
}

void StatusSummary::addZoom(QHBoxLayout* layout) {
  m_zoom = new QLabel(this);
  m_zoom->setMinimumWidth(44);
  layout->addWidget(m_zoom);
  m_slider = new QSlider(Qt::Horizontal, this);
  m_slider->setRange(kSlowest, kFastest);
  m_slider->setFixedWidth(110);
  m_slider->setAccessibleName(tr("Zoom"));
  layout->addWidget(m_slider);
  connect(m_slider, &QSlider::valueChanged, this, [this](int step) {
    if (step != stepOf(m_shown)) emit zoomRequested(zoomOf(step));
  });
}

StatusSummary::Part StatusSummary::addPart(QHBoxLayout* layout, bool withLine) {
  Part part;
  if (withLine) {
    part.line = new Line(this);
    part.line->hide();
    layout->addWidget(part.line);
  }
  part.box = new QWidget(this);
  part.box->hide();
  auto* row = new QHBoxLayout(part.box);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(kMarkGap);
  part.mark = new SignMark(part.box);
  part.label = new QLabel(part.box);
  row->addWidget(part.mark);
  row->addWidget(part.label);
  layout->addWidget(part.box);
  return part;
}

void StatusSummary::showZoom(double zoom) {
  m_shown = zoom;
  m_zoom->setText(QStringLiteral("%1\u00a0%").arg(std::lround(zoom * 100)));
  m_slider->setValue(stepOf(zoom));
}

void StatusSummary::showProfile(const Design& design) {
  const QString label = QString::fromStdString(design.profile().label).toHtmlEscaped();
  const QString named = QString::fromStdString(design.topology().profile);
  QString text = QStringLiteral("<span style=\"color:%1\">%2</span> <b>%3</b>")
                     .arg(themeColour(Token::muted).name(), tr("Rule profile"), label);
  QString tip;
  if (design.topology().profile != design.profile().id) {
    const QString shown = fontMetrics().elidedText(named, Qt::ElideRight, kLongestProfile);
    text = QStringLiteral("<span style=\"color:%1\">▲</span> ").arg(themeColour(Token::warn).name()) +
           tr("“%1” is not known; rule profile <b>%2</b>").arg(shown.toHtmlEscaped(), label);
    tip = tr("The design names the profile “%1”, which this version does not know. It is judged by %2.")
              .arg(named.toHtmlEscaped(), label);
  }
  m_profile->setText(toned(text));
  m_profile->setToolTip(tip);
}

void StatusSummary::showReport() {
  const auto design = m_document->design();
  showProfile(*design);
  const auto report = m_document->report();
  for (const Part& part : {m_errors, m_warnings}) part.box->setVisible(report != nullptr);
  m_errors.line->setVisible(report != nullptr);
  if (!report) {
    for (Forms* forms : {&m_workload, &m_regionLoss}) setForms(*forms, {}, {}, {});
    return fitFigures();
  }
  showCounts(*report);
  const WorkloadEstimate* worst = report->estimates ? mostInNeed(*report) : nullptr;
  showWorkload(*design, worst);
  showRegionLoss(*design, *report, worst);
  fitFigures();
}

void StatusSummary::showCounts(const Report& report) {
  const Counts counts = countOf(report);
  const QString errors = counts.errors == 1 ? tr("1 error") : tr("%1 errors").arg(counts.errors);
  const QString warnings = counts.warnings == 1 ? tr("1 warning") : tr("%1 warnings").arg(counts.warnings);
  m_errors.label->setText(toned(counts.errors ? errors : tr("No errors")));
  m_errors.mark->setSign(counts.errors ? std::optional(Sign::error) : std::nullopt);
  m_warnings.label->setText(toned(counts.warnings ? warnings : QString()));
  m_warnings.mark->setSign(Sign::warning);
  m_warnings.box->setVisible(counts.warnings > 0);
}

void StatusSummary::showWorkload(const Design& design, const WorkloadEstimate* workload) {
  if (!workload || !workload->exact.availability) return setForms(m_workload, {}, {}, {});
  const double availability = *workload->exact.availability;
  const ValueAndLimit figures = percentsApart(availability, workload->target.value_or(availability));
  std::optional<bool> met;
  QString end;
  if (workload->target) {
    met = availability >= *workload->target;
    end = QStringLiteral(" · ") +
          (*met ? tr("target %1 met") : tr("target %1 missed")).arg(localFigure(QString::fromStdString(figures.limit)));
  }
  const QString name = nameText(design, workload->id).toHtmlEscaped();
  const QString figure = tr("<b>%1 %2</b>").arg(name, localFigure(QString::fromStdString(figures.value)));
  const QString yearly = tr(" · %1/yr").arg(durationText(downtimePerYear(availability)));
  setForms(m_workload, met, toned(figure + yearly + end), toned(figure));
  m_workload.label->setToolTip(figure + yearly + end);
}

// Of the workload whose availability is shown, if it has a target for that; named in any case.
void StatusSummary::showRegionLoss(const Design& design, const Report& report, const WorkloadEstimate* workload) {
  const std::string shown = workload ? workload->id : std::string();
  const auto loss = report.matrix ? worstRegionLoss(design, *report.matrix, shown) : std::nullopt;
  if (!loss) return setForms(m_regionLoss, {}, {}, {});
  m_lossOf = loss->workload;
  m_loss = loss->outage;
  const QString start = tr("Region loss of %1:").arg(nameText(design, m_lossOf).toHtmlEscaped());
  const auto form = [&](const QString& figures, const QString& end) {
    return QStringLiteral("<a href=\"#outage\" style=\"text-decoration: none; color: %1\">%2 %3%4</a>")
        .arg(themeColour(Token::muted).name(), start, figures, end);
  };
  const QString verdict = !loss->met ? QString() : *loss->met ? tr(" · met") : tr(" · missed");
  setForms(m_regionLoss, loss->met, toned(form(loss->figures, verdict)), toned(form(loss->shorter, {})));
  m_regionLoss.label->setToolTip(loss->tip);
}

void StatusSummary::setForms(Forms& forms, std::optional<bool> met, const QString& whole, const QString& shorter) {
  forms.texts = {whole, shorter, QString()};
  forms.mark->setSign(signFor(met));
  const int mark = met ? forms.mark->width() + kMarkGap : 0;
  QLabel* label = forms.label;
  const QString shown = label->text();
  for (std::size_t i = 0; i < forms.texts.size(); ++i) {
    label->setText(forms.texts[i]);
    // The line on its left and the spacing of both.
    forms.widths[i] = forms.texts[i].isEmpty() ? 0 : mark + label->sizeHint().width() + 1 + 2 * kSpacing;
  }
  label->setText(shown);
}

int StatusSummary::takenWidth() const {
  const QMargins margins = layout()->contentsMargins();
  int width = margins.left() + margins.right() + kSpacing;  // of the stretch
  for (const QWidget* part : std::initializer_list<const QWidget*>{m_zoom, m_slider, m_errors.line, m_errors.box,
                                                                   m_warnings.box, m_profile}) {
    if (!part->isHidden()) width += std::max(part->sizeHint().width(), part->minimumWidth()) + kSpacing;
  }
  return width;
}

void StatusSummary::showForm(const Forms& forms, std::size_t form) {
  if (forms.label->text() != forms.texts[form]) forms.label->setText(forms.texts[form]);
  forms.line->setVisible(!forms.texts[form].isEmpty());
  forms.box->setVisible(!forms.texts[form].isEmpty());
}

void StatusSummary::fitFigures() {
  // From all that there is to say down to nothing; what comes earlier is preferred.
  constexpr std::array<std::pair<std::size_t, std::size_t>, 5> kSteps{
      {{0, 0}, {0, 1}, {1, 1}, {1, kGone}, {kGone, kGone}}};
  const int room = width() - takenWidth();
  const auto fits = [&](const auto& step) {
    return m_workload.widths[step.first] + m_regionLoss.widths[step.second] <= room;
  };
  const bool told = !m_messageText.isEmpty();
  const auto step = told ? kSteps.end() - 1 : std::find_if(kSteps.begin(), kSteps.end() - 1, fits);
  showForm(m_workload, step->first);
  showForm(m_regionLoss, step->second);
  m_message.label->setText(
      fontMetrics().elidedText(m_messageText, Qt::ElideRight, std::max(room - 1 - 2 * kSpacing, 0)));
  m_message.label->setToolTip(m_messageText);
  m_message.line->setVisible(told);
  m_message.box->setVisible(told);
}

void StatusSummary::showMessage(const QString& text) {
  if (text == m_messageText) return;
  m_messageText = text;
  fitFigures();
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
