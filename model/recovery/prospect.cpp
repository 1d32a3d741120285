#include "recovery/prospect.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "support/sort_unique.h"

namespace nines::drills {

namespace {

constexpr double kForever = std::numeric_limits<double>::infinity();

std::optional<Span> agreed(const std::optional<Span>& a, const std::optional<Span>& b) {
  return a == b ? a : std::nullopt;
}

Bounds around(const Bounds& a, const Bounds& b) { return {std::min(a.least, b.least), std::max(a.most, b.most)}; }

Figures agreed(const Figures& a, const Figures& b) {
  Figures out;
  out.recoveryUnknown = a.recoveryUnknown || a.recovers != b.recovers;
  out.recovers = a.recovers || b.recovers;
  out.rto = agreed(a.rto, b.rto);
  out.readRto = agreed(a.readRto, b.readRto);
  out.rpo = agreed(a.rpo, b.rpo);
  out.rtoAtWorst = around(a.rtoAtWorst, b.rtoAtWorst);
  out.rpoAtWorst = around(a.rpoAtWorst, b.rpoAtWorst);
  return out;
}

// Why there is no figure for what the workload loses, where it would have one.
void addLacking(const Judge& judge, std::vector<Unsaid>& out) {
  for (const auto& [set, outcome] : judge.outcomes()) {
    const bool open = outcome.found && !outcome.way.rpo && judge.losesWrites(outcome);
    if (open) out.insert(out.end(), outcome.way.lacking.begin(), outcome.way.lacking.end());
  }
}

}  // namespace

Figures figuresOf(const Judge& judge) {
  const Service& service = judge.result();
  Figures out;
  const Ready whole = service.whole();
  out.recovers = whole.ever;
  if (whole.ever) out.rto = whole.at;
  const double worst = whole.ever ? whole.at.worst : kForever;
  out.rtoAtWorst = {worst, worst};
  const Ready read = both(service.read, service.clean);
  if (read.ever) out.readRto = read.at;
  out.rpo = Span{};
  for (const auto& [set, outcome] : judge.outcomes()) {
    const Way& way = outcome.way;
    const bool nothing = outcome.found && way.rpo == Span{};
    if (nothing || !judge.losesWrites(outcome)) continue;
    if (outcome.found && way.rpo) {
      if (out.rpo) out.rpo = Span{std::max(out.rpo->best, way.rpo->best), std::max(out.rpo->worst, way.rpo->worst)};
      out.rpoAtWorst = {std::max(out.rpoAtWorst.least, way.rpo->worst), std::max(out.rpoAtWorst.most, way.rpo->worst)};
      continue;
    }
    out.rpo.reset();
    out.rpoAtWorst = {outcome.found ? out.rpoAtWorst.least : kForever, kForever};
  }
  return out;
}

void Prospect::compare(Judge judge, const Figures& figures) {
  m_figures = agreed(m_figures, figures);
  if (!m_other) m_other.emplace(std::move(judge));
}

// Two answers may matter together though neither does alone, and the other way round: so each is tried against all
// others at their worst and at their best.
Prospect::Prospect(const Base& base, const Damage& damage, NodeIndex workload) : m_dark(base, damage, workload) {
  constexpr std::size_t kMostTried = 8;
  m_dark.run();
  const Figures dark = figuresOf(m_dark);
  m_figures = dark;
  if (!m_dark.asked().empty()) {
    Judge bright(base, damage, workload, {.bright = true});
    bright.run();
    const Figures light = figuresOf(bright);
    std::vector<Unsaid> asked = m_dark.asked();
    asked.insert(asked.end(), bright.asked().begin(), bright.asked().end());
    sortUnique(asked);
    if (light != dark) compare(std::move(bright), light);
    const auto decides = [&](const Unsaid& unsaid, bool others) {
      Judge judge(base, damage, workload, {.bright = others, .except = {unsaid}});
      judge.run();
      const Figures figures = figuresOf(judge);
      if (figures == (others ? light : dark)) return false;
      compare(std::move(judge), figures);
      return true;
    };
    const bool few = asked.size() > 1 && asked.size() <= kMostTried;
    for (const Unsaid& unsaid : few ? asked : std::vector<Unsaid>()) {
      const bool beside = decides(unsaid, false);
      if (decides(unsaid, true) || beside) m_missing.push_back(unsaid);
    }
    if (m_other && m_missing.empty()) m_missing = std::move(asked);
  }
  addLacking(m_dark, m_missing);
  if (m_other) addLacking(*m_other, m_missing);
  sortUnique(m_missing);
}

}  // namespace nines::drills
