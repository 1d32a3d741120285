#include "drill/timeline_file.h"

#include <QCoreApplication>
#include <QStringList>

#include "charts/figures.h"
#include "copying/text_table.h"
#include "drill/drill_words.h"
#include "drill/timeline_table.h"
#include "formats/csv.h"
#include "formats/markdown.h"
#include "theme/text.h"

namespace nines {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("Timeline", text); }

std::string markdownRow(const QStringList& cells) {
  std::string out = "|";
  for (const QString& cell : cells) out += " " + plainMarkdown(cell.toStdString()) + " |";
  return out + "\n";
}

std::string markdownTable(const TextTable& table) {
  std::string out = markdownRow(table.titles) + "|";
  for (qsizetype i = 0; i < table.titles.size(); ++i) out += "---|";
  out += "\n";
  for (const QStringList& row : table.rows) out += markdownRow(row);
  return out;
}

QString textOf(const Figure& figure) {
  return figure.target.isEmpty() ? figure.value : figure.value + QLatin1Char(' ') + figure.target;
}

QString verdictOf(const WorkloadDrill& workload) {
  if (const auto met = workload.met()) return *met ? tr("met") : tr("missed");
  return workload.rtoTarget || workload.rpoTarget ? tr("unknown") : tr("no target");
}

// Verdicts speak of the worst, whichever end the steps are told at.
TextTable figuresOf(const Design& design, const Drill& drill) {
  TextTable table{{tr("Workload"), tr("RTO at worst"), tr("RPO at worst"), tr("Targets")}, {}};
  for (const WorkloadDrill& workload : drill.workloads)
    table.rows << QStringList{nameText(design, workload.id), textOf(rtoFigure(workload)), textOf(rpoFigure(workload)),
                              verdictOf(workload)};
  return table;
}

}  // namespace

std::string timelineMarkdown(const Design& design, const Drill& drill, DrillEnd end) {
  const QString heading = tr("Timeline: %1").arg(toQString(sentenceOf(design, drill.outage)));
  const QString steps = end == DrillEnd::best ? tr("Steps, if all goes well") : tr("Steps, at worst");
  return "# " + plainMarkdown(heading.toStdString()) + "\n\n" + markdownTable(figuresOf(design, drill)) + "\n## " +
         plainMarkdown(steps.toStdString()) + "\n\n" + markdownTable(timelineTable(design, drill, end));
}

std::string timelineCsv(const Design& design, const Drill& drill, DrillEnd end) {
  const TextTable table = timelineTable(design, drill, end);
  std::string out = "\xEF\xBB\xBF";  // so that spreadsheets take it for UTF-8
  const auto add = [&out](const QStringList& cells) {
    for (qsizetype i = 0; i < cells.size(); ++i) out += (i == 0 ? "" : ",") + csvCell(cells[i].toStdString());
    out += "\r\n";
  };
  add(table.titles);
  for (const QStringList& row : table.rows) add(row);
  return out;
}

}  // namespace nines
