#include "charts/figures.h"

#include <algorithm>

#include "charts/local_figures.h"
#include "support/format.h"
#include "theme/text.h"

namespace nines {

namespace {

template <class Estimate>
const Estimate* findIn(const SharedRows<Estimate>& all, const std::string& id) {
  const auto at = std::find_if(all.begin(), all.end(), [&](const Estimate& e) { return e.id == id; });
  return at == all.end() ? nullptr : &*at;
}

}  // namespace

QString percentText(double fraction) { return localFigure(toQString(formatPercent(fraction))); }

QString durationText(double seconds) { return localFigure(toQString(formatDuration(seconds))); }

QString exactText(double fraction) { return localNumber(QString::number(fraction, 'g', 15)); }

QString sourceText(const Source& source) {
  if (source.text.empty()) return {};
  if (source.date.empty()) return toQString(source.text);
  return QStringLiteral("%1, %2").arg(toQString(source.text), toQString(source.date));
}

QString nameText(const Design& design, const std::string& id) {
  const Node* node = design.topology().nodes.find(id);
  return toQString(node ? std::string_view(node->title()) : std::string_view(id));
}

const WorkloadEstimate* workloadOf(const Report& report, const std::string& id) {
  return report.estimates ? findIn(report.estimates->workloads, id) : nullptr;
}

const StoreEstimate* storeOf(const Report& report, const std::string& id) {
  return report.estimates ? findIn(report.estimates->stores, id) : nullptr;
}

}  // namespace nines
