#include "drill/timeline_table.h"

#include <QCoreApplication>

#include "charts/figures.h"
#include "drill/drill_words.h"
#include "drill/step_rows.h"
#include "theme/text.h"

namespace nines {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("Timeline", text); }

QStringList rowOf(const QString& workload, const QString& path, const DrillStep& step, DrillEnd end) {
  return {workload,
          path,
          toQString(step.what),
          clockText(timeOf(step.start, end)),
          clockText(timeOf(step.end, end)),
          rangeText(step.duration),
          sourceText(step.source)};
}

}  // namespace

TextTable timelineTable(const Design& design, const Drill& drill, DrillEnd end) {
  TextTable table{{tr("Workload"), tr("Path"), tr("Step"), tr("From"), tr("To"), tr("Takes"), tr("Source")}, {}};
  for (const WorkloadDrill& workload : drill.workloads) {
    const QString name = nameText(design, workload.id);
    if (workload.steps.empty()) table.rows << QStringList{name, {}, tr("No steps"), {}, {}, {}, {}};
    for (const StepRow& row : stepRows(design, workload, end)) {
      for (const StepBar& bar : row.bars)
        table.rows << rowOf(name, toQString(row.title), workload.steps[bar.step], end);
    }
  }
  return table;
}

}  // namespace nines
