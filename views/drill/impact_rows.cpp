#include "drill/impact_rows.h"

#include <QCoreApplication>
#include <algorithm>
#include <map>

#include "charts/figures.h"
#include "drill/drill_words.h"
#include "inspector/design_form.h"
#include "recovery/stale_reads.h"
#include "semantics/resource.h"
#include "theme/text.h"

namespace nines {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("Impact", text); }

// The step on the critical path that is under way; null between steps and after them.
const DrillStep* awaited(const WorkloadDrill& workload, DrillEnd end, double seconds) {
  for (const DrillStep& step : workload.steps) {
    if (step.critical && timeOf(step.start, end) <= seconds && seconds < timeOf(step.end, end)) return &step;
  }
  return nullptr;
}

const StateChange* nextState(const WorkloadDrill& workload, DrillEnd end, double seconds) {
  const auto& states = statesOf(workload, end);
  const auto at = std::ranges::find_if(states, [&](const StateChange& change) { return change.from > seconds; });
  return at == states.end() ? nullptr : &*at;
}

QString nextText(const StateChange& next) {
  const QString at = clockText(next.from);
  switch (next.state) {
    case ServiceState::up:
      return tr("Normal at %1").arg(at);
    case ServiceState::degraded:
      return tr("Back at %1").arg(at);
    case ServiceState::readOnly:
      return tr("Reads at %1").arg(at);
    case ServiceState::down:
      break;
  }
  return tr("Down at %1").arg(at);
}

Token tokenOf(ServiceState state) {
  if (state == ServiceState::up) return Token::okFill;
  return state == ServiceState::down ? Token::errFill : Token::warnFill;
}

QString wordOf(ServiceState state, bool again) {
  switch (state) {
    case ServiceState::up:
      return again ? tr("Serving again") : tr("Serving normally");
    case ServiceState::degraded:
      return tr("Serving at reduced capacity");
    case ServiceState::readOnly:
      return tr("Reads only");
    case ServiceState::down:
      break;
  }
  return tr("Down");
}

QString sentenceOf(const WorkloadDrill& workload, DrillEnd end, double seconds, ServiceState state) {
  const StateChange* next = nextState(workload, end, seconds);
  QStringList parts;
  if (next) parts << nextText(*next);
  else if (state == ServiceState::up)
    parts << (statesOf(workload, end).size() > 1 ? tr("Since %1").arg(clockText(statesOf(workload, end).back().from))
                                                 : tr("Never interrupted"));
  else if (workload.recovers) parts << tr("When it is back is not known");
  else parts << tr("Nothing brings it back");
  if (state != ServiceState::up) {
    if (const DrillStep* step = awaited(workload, end, seconds)) parts << tr("now: %1").arg(toQString(step->what));
  }
  return parts.join(QStringLiteral(" · "));
}

ImpactRow rowOf(const Design& design, const Drill& drill, const WorkloadDrill& workload, DrillEnd end, double seconds) {
  ImpactRow row;
  row.id = workload.id;
  row.name = nameText(design, workload.id);
  QStringList stale;
  for (const std::string& id : staleReads(design, drill, workload.id)) stale << nameText(design, id);
  const QString copies = stale.join(QStringLiteral(", "));
  if (!workload.affected && !stale.isEmpty()) {
    row.tone = Token::warnFill;
    row.word = tr("Stale data");
    row.sentence = tr("No changes reach %1 any more").arg(copies);
    return row;
  }
  if (!workload.affected) {
    row.word = tr("Not affected");
    row.sentence = tr("Nothing that it needs is hit");
    return row;
  }
  const ServiceState state = stateAt(workload, seconds, end);
  // What it says is old, whether the outage hits it elsewhere or not.
  const bool isOld = state == ServiceState::up && !stale.isEmpty();
  row.tone = isOld ? Token::warnFill : tokenOf(state);
  row.word = isOld ? tr("Stale data")
                   : wordOf(state, statesOf(workload, end).size() > 1 && !nextState(workload, end, seconds));
  row.sentence = sentenceOf(workload, end, seconds, state);
  if (!stale.isEmpty()) row.sentence += tr(" · no changes reach %1 any more").arg(copies);
  if (!workload.missing.empty()) row.sentence += QStringLiteral(" · ") + toQString(workload.unknownBecause);
  return row;
}

LossRow lossRowOf(const StoreLoss& loss) {
  LossRow row;
  row.store = loss.store;
  row.lost = loss.lost;
  row.figure = loss.lost ? tr("all data") : loss.rpo ? rangeText(*loss.rpo) : tr("unknown");
  row.how = toQString(loss.how);
  return row;
}

bool isWorse(const StoreLoss& a, const StoreLoss& b) {
  const auto rank = [](const StoreLoss& loss) { return loss.lost ? 2 : loss.rpo ? 0 : 1; };
  if (rank(a) != rank(b)) return rank(a) > rank(b);
  return a.rpo && b.rpo && a.rpo->worst > b.rpo->worst;
}

QString missText(const QString& name, const WorkloadDrill& workload) {
  const auto miss = [&](const char* what, const std::optional<Span>& span, const std::optional<double>& target) {
    return span && target ? tr("%1 misses its %2 by %3").arg(name, tr(what), secondsText(span->worst - *target))
                          : tr("%1 misses its %2").arg(name, tr(what));
  };
  QStringList parts;
  if (!workload.recovers) return tr("%1 does not recover").arg(name);
  if (workload.rtoMet == false) parts << miss("RTO", workload.rto, workload.rtoTarget);
  if (workload.rpoMet == false) parts << miss("RPO", workload.rpo, workload.rpoTarget);
  return parts.join(QStringLiteral("; "));
}

DrillVerdict::Part partOf(const Design& design, const WorkloadDrill& workload) {
  DrillVerdict::Part part;
  part.workload = workload.id;
  const QString name = nameText(design, workload.id);
  part.title = workload.met() == false ? missText(name, workload) : name;
  QStringList lines;
  if (workload.costliest && *workload.costliest < workload.steps.size()) {
    const DrillStep& step = workload.steps[*workload.costliest];
    part.subject = step.subject;
    lines << tr("Costs most: %1, %2.").arg(toQString(step.what), rangeText(step.duration));
  }
  if (!workload.advice.empty()) lines << toQString(workload.advice);
  if (!workload.unknownBecause.empty()) lines << toQString(workload.unknownBecause);
  part.text = lines.join(QLatin1Char(' '));
  return part;
}

}  // namespace

std::vector<ImpactRow> impactRows(const Design& design, const Drill& drill, DrillEnd end, double seconds) {
  std::vector<ImpactRow> rows;
  rows.reserve(drill.workloads.size());
  for (const bool affected : {true, false}) {
    for (const WorkloadDrill& workload : drill.workloads) {
      if (workload.affected == affected) rows.push_back(rowOf(design, drill, workload, end, seconds));
    }
  }
  return rows;
}

std::vector<ImpactCount> impactCounts(const Design& design, const Drill& drill, DrillEnd end, double seconds) {
  std::map<Fate, bool> has;
  std::map<std::string, Fate> now;
  for (const NodeChange& change : drill.nodes) {
    const NodeIndex node = design.indexOf(change.node);
    if (node == kNone || !isResource(design, node)) continue;
    has[change.fate] = true;
    if (timeOf(change.at, end) <= seconds) now[change.node] = change.fate;
  }
  std::map<Fate, int> counts;
  for (const auto& [node, fate] : now) ++counts[fate];
  const auto part = [&](Fate fate, const QString& word, Token tone) { return ImpactCount{word, counts[fate], tone}; };
  std::vector<ImpactCount> all;
  if (has[Fate::failed] || !has[Fate::spoiled]) all.push_back(part(Fate::failed, tr("failed"), Token::err));
  if (has[Fate::spoiled]) all.push_back(part(Fate::spoiled, tr("spoiled"), Token::err));
  all.push_back(part(Fate::promoted, tr("promoted"), Token::accent));
  if (has[Fate::restored]) all.push_back(part(Fate::restored, tr("restored"), Token::accent));
  if (has[Fate::started]) all.push_back(part(Fate::started, tr("started"), Token::accent));
  all.push_back(part(Fate::stale, tr("stale"), Token::warn));
  const int changed = static_cast<int>(now.size());
  all.push_back({tr("unchanged"), std::max(totalsOf(design).resources - changed, 0), Token::muted});
  return all;
}

std::vector<LossRow> lossRows(const Design&, const Drill& drill) {
  std::map<std::string, const StoreLoss*> worst;
  for (const WorkloadDrill& workload : drill.workloads) {
    for (const StoreLoss& loss : workload.losses) {
      const StoreLoss*& known = worst[loss.store];
      if (!known || isWorse(loss, *known)) known = &loss;
    }
  }
  std::vector<LossRow> rows;
  rows.reserve(worst.size());
  for (const auto& [store, loss] : worst) rows.push_back(lossRowOf(*loss));
  return rows;
}

DrillVerdict verdictOf(const Design& design, const Drill& drill) {
  DrillVerdict verdict;
  int judged = 0;
  int met = 0;
  std::vector<const WorkloadDrill*> open;  // nobody can say
  const WorkloadDrill* slowest = nullptr;
  double longest = 0;
  QString only;
  for (const WorkloadDrill& workload : drill.workloads) {
    if (const double time = workload.rto ? workload.rto->worst : 0; workload.affected && time > longest) {
      slowest = &workload;
      longest = time;
    }
    const auto meets = workload.met();
    if (!meets && (workload.rtoTarget || workload.rpoTarget)) open.push_back(&workload);
    if (!meets) continue;
    ++judged;
    only = nameText(design, workload.id);
    met += *meets ? 1 : 0;
    if (!*meets) verdict.parts.push_back(partOf(design, workload));
  }
  if (judged > 0) verdict.met = met == judged;
  if (judged == 0 && open.size() == 1)
    verdict.title = tr("Nobody can say whether %1 meets its targets").arg(nameText(design, open.front()->id));
  else if (judged == 0 && !open.empty())
    verdict.title = tr("Nobody can say whether %1 workloads meet their targets").arg(open.size());
  else if (judged == 0) verdict.title = tr("No workload has targets for this outage");
  else if (judged == 1) verdict.title = (met == 1 ? tr("%1 meets its targets") : tr("%1 misses its targets")).arg(only);
  else if (met == judged) verdict.title = tr("All %1 workloads meet their targets").arg(judged);
  else verdict.title = tr("%1 of %2 workloads meet their targets").arg(met).arg(judged);
  for (const WorkloadDrill* workload : open) verdict.parts.push_back(partOf(design, *workload));
  if (verdict.parts.empty() && slowest) verdict.parts.push_back(partOf(design, *slowest));
  return verdict;
}

}  // namespace nines
