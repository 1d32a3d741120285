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

// Of what too much is not said for.
Figures unknownFigures() {
  Figures out;
  out.recoveryUnknown = true;
  out.rtoAtWorst = out.rpoAtWorst = {0, kForever};
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

// With a given answer to everything that is not said, or with one of them turned round.
Figures Prospect::consider(Judge judge) {
  judge.run();
  const Figures figures = figuresOf(judge);
  for (const Unsaid& unsaid : judge.asked()) {
    if (std::ranges::find(m_asked, unsaid) == m_asked.end()) m_asked.push_back(unsaid);
  }
  m_figures = agreed(m_figures, figures);
  if (figures != m_atWorst) m_others.push_back(std::move(judge));
  return figures;
}

// Two answers may matter together though neither does alone, and the other way round: so each is tried against all
// others at their worst and at their best. What an answer leads to asking for is tried as well.
Prospect::Prospect(const Base& base, const Damage& damage, NodeIndex workload) : m_dark(base, damage, workload) {
  constexpr std::size_t kMostTried = 16;
  m_dark.run();
  m_atWorst = m_figures = figuresOf(m_dark);
  m_asked = m_dark.asked();
  if (!m_asked.empty()) {
    const Figures light = consider(Judge(base, damage, workload, {.bright = true}));
    const bool alone = m_asked.size() == 1;  // both of its answers are judged
    for (std::size_t i = 0; !alone && i < std::min(m_asked.size(), kMostTried); ++i) {
      const Unsaid unsaid = m_asked[i];
      const bool atWorst = consider(Judge(base, damage, workload, {.bright = false, .except = {unsaid}})) != m_atWorst;
      const bool atBest = consider(Judge(base, damage, workload, {.bright = true, .except = {unsaid}})) != light;
      if (atWorst || atBest) m_missing.push_back(unsaid);
    }
    if (m_asked.size() > kMostTried) m_figures = unknownFigures();
    if (m_asked.size() > kMostTried || (!m_others.empty() && m_missing.empty())) m_missing = m_asked;
  }
  addLacking(m_dark, m_missing);
  if (!m_others.empty()) addLacking(m_others.front(), m_missing);
  sortUnique(m_missing);
}

}  // namespace nines::drills
