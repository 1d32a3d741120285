#include "charts/availability_rows.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>
#include <cmath>

#include "support/format.h"
#include "theme/text.h"

namespace nines {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("Availability", text); }

QString percent(double fraction) { return toQString(formatPercent(fraction)); }

QString downtime(double availability) { return toQString(formatDuration(downtimePerYear(availability))); }

QString sourceText(const Source& source) {
  if (source.text.empty()) return {};
  if (source.date.empty()) return toQString(source.text);
  return QStringLiteral("%1, %2").arg(toQString(source.text), toQString(source.date));
}

QString nameOf(const Design& design, const std::string& id) {
  const Node* node = design.topology().nodes.find(id);
  return toQString(node ? std::string_view(node->title()) : std::string_view(id));
}

QString bold(const QString& text) { return QStringLiteral("<b>%1</b>").arg(text.toHtmlEscaped()); }

QString workloadToolTip(const WorkloadEstimate& estimate, const QString& name) {
  if (!estimate.slaProduct)
    return bold(name) + QStringLiteral("<br>") + toQString(estimate.unknownBecause).toHtmlEscaped();
  QString text = bold(name) + QStringLiteral("<br>") + tr("Product of SLAs: %1").arg(percent(*estimate.slaProduct));
  for (const SlaFactor& factor : estimate.factors) {
    const QString source = sourceText(factor.source);
    const QString line = QStringLiteral("%1: %2").arg(toQString(factor.label), percent(factor.availability));
    text +=
        QStringLiteral("<br>") + (source.isEmpty() ? line : line + QStringLiteral(" (%1)").arg(source)).toHtmlEscaped();
  }
  return text;
}

QString storeToolTip(const StoreEstimate& estimate, const QString& name) {
  if (!estimate.sla)
    return bold(name) + QStringLiteral("<br>") + tr("No sourced SLA for this configuration").toHtmlEscaped();
  QString line = tr("SLA %1").arg(percent(*estimate.sla));
  if (!estimate.configuration.empty()) line += QStringLiteral(", ") + toQString(estimate.configuration);
  const QString source = sourceText(estimate.source);
  if (!source.isEmpty()) line += QStringLiteral(" (%1)").arg(source);
  return bold(name) + QStringLiteral("<br>") + line.toHtmlEscaped();
}

AvailabilityRow barRow(AvailabilityRow::Kind kind, const std::string& id, const Design& design,
                       std::optional<double> availability) {
  AvailabilityRow row;
  row.kind = kind;
  row.id = id;
  row.name = nameOf(design, id);
  row.availability = availability;
  row.downtime = availability ? downtime(*availability) : tr("unknown");
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

FactorRow factorRow(const QString& name, double availability, const Source& source) {
  FactorRow row;
  row.name = row.names = name;
  row.availability = availability;
  row.sla = percent(availability);
  row.downtime = downtime(availability);
  row.source = sourceText(source);
  return row;
}

FactorRow factorRow(const SlaFactor& factor) {
  FactorRow row = factorRow(toQString(factor.label), factor.availability, factor.source);
  row.names = toQString(factor.names);
  row.detail = toQString(factor.configuration);
  return row;
}

void fillShares(std::vector<FactorRow>& rows) {
  double sum = 0;
  for (const FactorRow& row : rows) sum += 1 - row.availability;
  for (FactorRow& row : rows) row.share = sum > 0 ? (1 - row.availability) / sum : 0;
}

template <class Estimate>
const Estimate* findEstimate(const std::vector<Estimate>& all, const std::string& id) {
  const auto at = std::find_if(all.begin(), all.end(), [&](const Estimate& e) { return e.id == id; });
  return at == all.end() ? nullptr : &*at;
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
    AvailabilityRow row = barRow(AvailabilityRow::Kind::workload, estimate.id, design, estimate.slaProduct);
    row.target = estimate.target;
    row.toolTip = workloadToolTip(estimate, row.name);
    workloads.push_back(std::move(row));
  }
  std::vector<AvailabilityRow> stores;
  for (const StoreEstimate& estimate : report.estimates->stores) {
    AvailabilityRow row = barRow(AvailabilityRow::Kind::store, estimate.id, design, estimate.sla);
    row.toolTip = storeToolTip(estimate, row.name);
    stores.push_back(std::move(row));
  }
  appendSorted(rows, std::move(workloads), tr("Workloads"));
  appendSorted(rows, std::move(stores), tr("Data stores"));
  return rows;
}

std::vector<FactorRow> factorRows(const Report& report, const Design& design, const std::string& id) {
  std::vector<FactorRow> rows;
  if (!report.estimates) return rows;
  if (const auto* workload = findEstimate(report.estimates->workloads, id)) {
    for (const SlaFactor& factor : workload->factors) rows.push_back(factorRow(factor));
  } else if (const auto* store = findEstimate(report.estimates->stores, id); store && store->sla) {
    const QString name = store->configuration.empty() ? nameOf(design, id) : toQString(store->configuration);
    rows.push_back(factorRow(name, *store->sla, store->source));
  }
  fillShares(rows);
  std::stable_sort(rows.begin(), rows.end(),
                   [](const auto& a, const auto& b) { return a.availability < b.availability; });
  return rows;
}

QString verdictOf(const AvailabilityRow& row, const Report& report) {
  if (!row.availability) {
    const auto* workload = report.estimates ? findEstimate(report.estimates->workloads, row.id) : nullptr;
    return workload ? toQString(workload->unknownBecause) : tr("No sourced SLA for this configuration");
  }
  QString figure = percent(*row.availability);
  if (!row.target) return figure;
  const QString words = row.missed() ? tr("%1, target %2 missed") : tr("%1, target %2 met");
  return words.arg(figure, percent(*row.target));
}

}  // namespace nines
