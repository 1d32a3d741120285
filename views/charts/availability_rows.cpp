#include "charts/availability_rows.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

#include "charts/figures.h"
#include "charts/local_figures.h"
#include "support/apart.h"
#include "support/format.h"
#include "theme/text.h"

namespace nines {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("Availability", text); }

QString bold(const QString& text) { return QStringLiteral("<b>%1</b>").arg(text.toHtmlEscaped()); }

QString line(const QString& text) { return QStringLiteral("<br>") + text.toHtmlEscaped(); }

// Figure, downtime, and all digits.
QString figureLine(const QString& what, const ExactFigure& figure) {
  if (!figure.availability || !figure.unavailability) return line(toQString(figure.unknownBecause));
  return line(tr("%1 %2, down %3 a year")
                  .arg(what, percentText(*figure.availability), durationText(*figure.unavailability * kYearSeconds))) +
         line(tr("exactly %1").arg(exactText(*figure.availability)));
}

QString workloadToolTip(const WorkloadEstimate& estimate, const QString& name) {
  QString text = bold(name) + figureLine(tr("Estimate:"), estimate.exact);
  if (estimate.target) text += line(tr("Target: %1").arg(percentText(*estimate.target)));
  if (estimate.slaProduct) text += line(tr("Product of SLAs: %1").arg(percentText(*estimate.slaProduct)));
  else if (estimate.unknownBecause != estimate.exact.unknownBecause) text += line(toQString(estimate.unknownBecause));
  return text;
}

QString storeToolTip(const StoreEstimate& estimate, const QString& name) {
  QString text = bold(name);
  if (estimate.read.unavailability == estimate.write.unavailability) {
    text += figureLine(tr("Estimate, read and write:"), estimate.read);
  } else {
    text += figureLine(tr("Estimate, write:"), estimate.write) + figureLine(tr("Estimate, read:"), estimate.read);
  }
  if (!estimate.sla) return text + line(tr("No sourced SLA for this configuration"));
  QString sla = tr("SLA %1").arg(percentText(*estimate.sla));
  if (!estimate.configuration.empty()) sla += QStringLiteral(", ") + toQString(estimate.configuration);
  const QString source = sourceText(estimate.source);
  if (!source.isEmpty()) sla += QStringLiteral(" (%1)").arg(source);
  return text + line(sla);
}

// The worse of both: who needs a store mostly needs both.
const ExactFigure& worseOf(const ExactFigure& a, const ExactFigure& b) {
  if (!a.unavailability || !b.unavailability) return a.unavailability ? b : a;
  return *a.unavailability >= *b.unavailability ? a : b;
}

AvailabilityRow barRow(AvailabilityRow::Kind kind, const std::string& id, const Design& design,
                       const ExactFigure& figure) {
  AvailabilityRow row;
  row.kind = kind;
  row.id = id;
  row.name = nameText(design, id);
  row.availability = figure.availability;
  row.downtime = figure.unavailability ? durationText(*figure.unavailability * kYearSeconds) : tr("unknown");
  return row;
}

AvailabilityRow heading(const QString& text) {
  AvailabilityRow row;
  row.name = text;
  return row;
}

void appendSorted(std::vector<AvailabilityRow>& rows, std::vector<AvailabilityRow> group, const QString& title) {
  if (group.empty()) return;
  std::stable_sort(group.begin(), group.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  rows.push_back(heading(title));
  rows.insert(rows.end(), group.begin(), group.end());
}

}  // namespace

double ninesOf(double availability) {
  if (availability >= 1) return kMostNines;
  return std::clamp(-std::log10(1 - availability), kLeastNines, kMostNines);
}

std::vector<AvailabilityRow> availabilityRows(const Report& report, const Design& design) {
  std::vector<AvailabilityRow> rows;
  if (!report.estimates) return rows;
  std::vector<AvailabilityRow> workloads;
  for (const WorkloadEstimate& estimate : report.estimates->workloads) {
    AvailabilityRow row = barRow(AvailabilityRow::Kind::workload, estimate.id, design, estimate.exact);
    row.target = estimate.target;
    row.toolTip = workloadToolTip(estimate, row.name);
    workloads.push_back(std::move(row));
  }
  std::vector<AvailabilityRow> stores;
  for (const StoreEstimate& estimate : report.estimates->stores) {
    AvailabilityRow row =
        barRow(AvailabilityRow::Kind::store, estimate.id, design, worseOf(estimate.write, estimate.read));
    row.toolTip = storeToolTip(estimate, row.name);
    stores.push_back(std::move(row));
  }
  appendSorted(rows, std::move(workloads), tr("Workloads"));
  appendSorted(rows, std::move(stores), tr("Data stores"));
  return rows;
}

TextTable availabilityTable(const std::vector<AvailabilityRow>& rows) {
  TextTable table{{tr("Group"), tr("Name"), tr("Estimate"), tr("Target"), tr("Verdict"), tr("Down per year")}, {}};
  QString group;
  for (const AvailabilityRow& row : rows) {
    if (!row.isBar()) {
      group = row.name;
      continue;
    }
    const QString estimate = row.availability ? percentText(*row.availability) : tr("unknown");
    const QString target = row.target ? percentText(*row.target) : QString();
    const QString verdict = !row.target || !row.availability ? QString() : row.missed() ? tr("missed") : tr("met");
    table.rows << QStringList{group, row.name, estimate, target, verdict, row.downtime};
  }
  return table;
}

QString verdictOf(const AvailabilityRow& row, const Report& report) {
  if (!row.availability) {
    if (const WorkloadEstimate* workload = workloadOf(report, row.id)) return toQString(workload->exact.unknownBecause);
    const StoreEstimate* store = storeOf(report, row.id);
    return store ? toQString(worseOf(store->write, store->read).unknownBecause) : QString();
  }
  QString figure = percentText(*row.availability);
  if (const StoreEstimate* store = storeOf(report, row.id)) {
    if (!store->read.availability || !store->write.availability) return figure;
    const QString read = percentText(*store->read.availability);
    const QString write = percentText(*store->write.availability);
    return read == write ? tr("%1, read and write").arg(read) : tr("Write %1, read %2").arg(write, read);
  }
  if (!row.target) return figure;
  const QString words = row.missed() ? tr("%1, target %2 missed") : tr("%1, target %2 met");
  const ValueAndLimit figures = percentsApart(*row.availability, *row.target);
  return words.arg(localFigure(toQString(figures.value)), localFigure(toQString(figures.limit)));
}

}  // namespace nines
