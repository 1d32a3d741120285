#include "charts/share_rows.h"

#include <QCoreApplication>
#include <algorithm>
#include <span>
#include <unordered_set>

#include "availability/events.h"
#include "availability/reliability_graph.h"
#include "charts/figures.h"
#include "charts/local_figures.h"
#include "support/format.h"
#include "theme/text.h"

namespace nines {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("Availability", text); }

// Events that take the users down alone, and are what people call a single point.
std::unordered_set<std::uint32_t> singleEvents(const WorkloadEstimate& workload, std::span<const Event> events) {
  std::unordered_set<std::uint32_t> out;
  for (const MinimalCutSet& set : workload.cutSets) {
    if (set.events.size() != 1) continue;
    const Event& event = events[set.events.front()];
    const auto& points = workload.singlePoints;
    if (!event.ofRedundancy && std::find(points.begin(), points.end(), event.component) != points.end())
      out.insert(set.events.front());
  }
  return out;
}

QString kindText(const Event& event) {
  switch (event.kind) {
    case Event::Kind::region:
      return tr("takes the whole Region");
    case Event::Kind::zone:
      return tr("takes the whole zone");
    case Event::Kind::host:
    case Event::Kind::auroraHost:
      return tr("one instance");
    case Event::Kind::copy:
      return tr("one of six copies");
    case Event::Kind::own:
      return event.ofRedundancy ? tr("beyond redundancy") : tr("the service itself");
    case Event::Kind::switching:
      return tr("time to switch over");
    case Event::Kind::dataCentre:
      return tr("the whole site");
  }
  return {};
}

ShareRow limitRow(const Event& event, const Contributor& contributor, double total, bool isSingle) {
  ShareRow row;
  row.name = toQString(event.label);
  row.detail = isSingle ? tr("single point of failure") : kindText(event);
  row.warns = isSingle;
  row.share = contributor.criticality;
  row.downtime = durationText(contributor.criticality * total);
  row.figure = tr("without it %1").arg(percentText(contributor.ifPerfect));
  row.toolTip = tr("%1: %2 of the time, %3 a year, %4 each\n"
                   "Has its part in %5 of the downtime (criticality): that much would be saved\n"
                   "If it never happened: %6\n"
                   "Birnbaum importance: %7")
                    .arg(row.name, percentText(event.unavailability),
                         tr("%1 times").arg(localNumber(toQString(formatNumber(event.perYear, 2)))),
                         durationText(event.durationSeconds), percentText(contributor.criticality),
                         exactText(contributor.ifPerfect), exactText(contributor.birnbaum));
  row.spoken = tr("%1, %2: %3 a year, %4").arg(row.name, row.detail, row.downtime, row.figure);
  if (event.component.empty()) row.nodes = event.nodes;
  else row.nodes = {event.component};
  row.takesDown = event.nodes;
  return row;
}

ShareRow factorRow(const QString& names, const QString& detail, double availability, const Source& source) {
  ShareRow row;
  row.name = names;
  row.detail = detail;
  row.figure = percentText(availability);
  row.downtime = durationText(downtimePerYear(availability));
  row.share = 1 - availability;
  const QString label = detail.isEmpty() ? names : QStringLiteral("%1, %2").arg(names, detail);
  const QString from = sourceText(source);
  row.toolTip = QStringLiteral("%1: %2\n%3")
                    .arg(label, row.figure, from.isEmpty() ? tr("No source") : tr("Source: %1").arg(from));
  row.spoken = tr("%1: SLA %2, %3 a year").arg(label, row.figure, row.downtime);
  return row;
}

std::vector<ShareRow> rowsOf(std::span<const Event> events, const std::vector<Contributor>& contributors,
                             std::optional<double> unavailability, const std::unordered_set<std::uint32_t>& single) {
  if (!unavailability) return {};
  std::vector<ShareRow> rows;
  rows.reserve(contributors.size());
  for (const Contributor& contributor : contributors) {
    if (contributor.criticality <= 0) continue;
    rows.push_back(limitRow(events[contributor.event], contributor, *unavailability * kYearSeconds,
                            single.contains(contributor.event)));
  }
  return rows;
}

}  // namespace

std::vector<ShareRow> limitRows(const Report& report, const Design& design, const std::string& id) {
  const WorkloadEstimate* workload = workloadOf(report, id);
  if (!workload) return {};
  const std::vector<Event> events = withInhabitants(design, workload->events);
  return rowsOf(events, workload->contributors, workload->exact.unavailability, singleEvents(*workload, events));
}

std::vector<ShareRow> limitRows(const Report& report, const std::string& id, const std::vector<Contributor>& limits) {
  const StoreEstimate* store = storeOf(report, id);
  if (!store || !report.reliability || limits.empty()) return {};
  return rowsOf(report.reliability->events(), limits, std::max(store->read.unavailability, store->write.unavailability),
                {});
}

std::vector<ShareRow> productRows(const Report& report, const Design& design, const std::string& id) {
  std::vector<ShareRow> rows;
  if (const WorkloadEstimate* workload = workloadOf(report, id)) {
    rows.reserve(workload->factors.size());
    for (const SlaFactor& factor : workload->factors) {
      ShareRow row = factorRow(toQString(factor.names.empty() ? factor.label : factor.names),
                               toQString(factor.configuration), factor.availability, factor.source);
      row.nodes = row.takesDown = factor.nodes;
      rows.push_back(std::move(row));
    }
  } else if (const StoreEstimate* store = storeOf(report, id); store && store->sla) {
    ShareRow row = factorRow(nameText(design, id), toQString(store->configuration), *store->sla, store->source);
    row.nodes = row.takesDown = {id};
    rows.push_back(std::move(row));
  }
  double sum = 0;
  for (const ShareRow& row : rows) sum += row.share;
  for (ShareRow& row : rows) row.share = sum > 0 ? row.share / sum : 0;
  std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.share > b.share; });
  return rows;
}

QString singlePointsText(const Report& report, const std::string& id) {
  const WorkloadEstimate* workload = workloadOf(report, id);
  if (!workload || workload->singlePoints.empty()) return {};
  const auto count = workload->singlePoints.size();
  return count == 1 ? tr("1 single point") : tr("%1 single points").arg(count);
}

QString productFigures(const Report& report, const std::string& id) {
  const WorkloadEstimate* workload = workloadOf(report, id);
  if (!workload || !workload->slaProduct || !workload->exact.availability) return {};
  return tr("Product %1, estimate %2")
      .arg(percentText(*workload->slaProduct), percentText(*workload->exact.availability));
}

QString productText(const Report& report, const std::string& id) {
  const QString figures = productFigures(report, id);
  if (figures.isEmpty()) return {};
  return tr("%1: the product takes all failures as independent; the estimate counts what services share once, and "
            "where "
            "instances stand.")
      .arg(figures);
}

}  // namespace nines
