#include "drill/drill_words.h"

#include <QCoreApplication>
#include <QStringList>

#include "catalogue/assumptions.h"
#include "charts/figures.h"
#include "charts/local_figures.h"
#include "support/apart.h"
#include "support/clock.h"
#include "theme/text.h"

namespace nines {

namespace {

const QChar kHard(0xa0);  // between a figure and its unit
const QChar kDash(0x2013);

QString tr(const char* text) { return QCoreApplication::translate("Drill", text); }

Figure figureOf(const std::optional<Span>& span, const std::optional<double>& target, const std::optional<bool>& met) {
  Figure figure;
  const double wanted = target.value_or(0);
  const ValueAndLimit times = durationsApart(span && target ? span->worst : wanted, wanted);
  figure.value = !span ? tr("unknown") : target ? localFigure(toQString(times.value)) : secondsText(span->worst);
  if (target) figure.target = tr("of %1").arg(localFigure(toQString(times.limit)));
  figure.missed = met && !*met;
  return figure;
}

QString propertyLabel(const Design& design, const DrillStep::Property& property) {
  const PropertySchema* schema = nullptr;
  if (const NodeIndex node = design.indexOf(property.node); node != kNone) {
    if (design.kind(node)) schema = design.kind(node)->property(property.key);
  } else if (const LinkIndex link = design.linkIndexOf(property.node); link != kNone) {
    if (design.linkKind(link)) schema = design.linkKind(link)->property(property.key);
  }
  const QString label = toQString(schema ? schema->label : property.key);
  const bool isNode = design.indexOf(property.node) != kNone;
  return isNode ? tr("%1 of %2").arg(label, nameText(design, property.node)) : label;
}

}  // namespace

QString secondsText(double seconds) { return durationText(seconds); }

QString clockText(double seconds) { return toQString(formatClock(seconds)); }

QString rangeText(const Span& span) {
  const QString best = secondsText(span.best);
  QString worst = secondsText(span.worst);
  if (best == worst) return worst;
  const QStringList low = best.split(kHard);
  const QStringList high = worst.split(kHard);
  if (low.size() == 2 && high.size() == 2 && (low[1] == high[1] || span.best == 0)) return low[0] + kDash + worst;
  return QStringLiteral("%1 %2 %3").arg(best, QString(kDash), worst);
}

Figure rtoFigure(const WorkloadDrill& workload) {
  Figure figure = figureOf(workload.rto, workload.rtoTarget, workload.rtoMet);
  if (!workload.rto && !workload.recovers) figure.value = tr("no recovery");
  return figure;
}

Figure rpoFigure(const WorkloadDrill& workload) {
  Figure figure = figureOf(workload.rpo, workload.rpoTarget, workload.rpoMet);
  const auto isLost = [](const StoreLoss& loss) { return loss.lost; };
  if (!workload.rpo && std::ranges::any_of(workload.losses, isLost)) figure.value = tr("all data");
  return figure;
}

QString changedBy(const Design& design, const DrillStep& step) {
  QStringList names;
  for (const std::string& key : step.assumptions) {
    const PropertySchema* schema = assumptionSchema(key);
    names << toQString(schema ? schema->label : key);
  }
  for (const auto& property : step.properties) names << propertyLabel(design, property);
  names.removeDuplicates();
  return names.join(QStringLiteral("; "));
}

QStringList stepLines(const Design& design, const DrillStep& step, DrillEnd end) {
  QStringList lines{toQString(step.what)};
  lines << tr("Takes %1, from %2 to %3")
               .arg(rangeText(step.duration), clockText(timeOf(step.start, end)), clockText(timeOf(step.end, end)));
  if (const QString source = sourceText(step.source); !source.isEmpty()) lines << tr("Source: %1").arg(source);
  if (const QString names = changedBy(design, step); !names.isEmpty()) lines << tr("Changed by: %1").arg(names);
  if (!step.note.empty()) lines << toQString(step.note);
  return lines;
}

QString stepTip(const Design& design, const DrillStep& step, DrillEnd end) {
  QStringList lines = stepLines(design, step, end);
  for (QString& line : lines) line = line.toHtmlEscaped();
  lines[0] = QStringLiteral("<b>%1</b>").arg(lines[0]);
  return lines.join(QStringLiteral("<br>"));
}

}  // namespace nines
