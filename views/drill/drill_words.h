// Spans, targets and steps of drills as the docks say them.
#pragma once

#include <QString>
#include <optional>

#include "recovery/events.h"

namespace nines {

// "30 s", "1–2 min", "5 min – 1 h 30 min".
QString rangeText(const Span& span);
// Seconds as a person reads them, and "0:45" as a clock does.
QString secondsText(double seconds);
QString clockText(double seconds);

// The worst of a recovery time or loss, as figures stand beside a target: "1 min 45 s"; in words where there is none.
struct Figure {
  QString value;
  QString target;  // "of 15 min"; empty without a target
  bool missed = false;
};
Figure rtoFigure(const WorkloadDrill& workload);
Figure rpoFigure(const WorkloadDrill& workload);

// What one step is, how long it takes and when, where that comes from, and what changes it: a line each.
QStringList stepLines(const Design& design, const DrillStep& step, DrillEnd end);
// The assumptions and properties by which people change the step's duration, by their labels; may be empty.
QString changedBy(const Design& design, const DrillStep& step);
// The same lines for a tool tip.
QString stepTip(const Design& design, const DrillStep& step, DrillEnd end);

}  // namespace nines
