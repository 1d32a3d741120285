#include "recovery/prospect.h"

#include <algorithm>
#include <bitset>
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

RecoveryFigures agreed(const RecoveryFigures& a, const RecoveryFigures& b) {
  RecoveryFigures out;
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
RecoveryFigures unknownFigures() {
  RecoveryFigures out;
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

RecoveryFigures figuresOf(const Judge& judge) {
  const Service& service = judge.result();
  RecoveryFigures out;
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

// Judges every combination of answers once. A judge asks only what decides something after what it has been told, so
// that one judge stands for all combinations that agree in what it has asked: the ways are the leaves of a tree, in
// which each question that turns out well is a branch, with those before it turned out badly.
class Prospect::Explorer {
 public:
  Explorer(const Base& base, const Damage& damage, NodeIndex workload, Prospect& out)
      : m_base(base), m_damage(damage), m_workload(workload), m_out(out) {}

  void explore(const std::stop_token& stop) {
    m_open.emplace_back();
    // Each open branch is at least one more way.
    while (!m_open.empty() && m_found.size() + m_open.size() <= kMostJudged) {
      m_out.m_stopped = stop.stop_requested();
      if (m_out.m_stopped) return;
      follow(takeOpen());
    }
    if (!m_open.empty()) {
      m_out.m_figures = unknownFigures();
      m_out.m_missing.insert(m_out.m_missing.end(), m_questions.begin(), m_questions.end());
    } else if (m_out.m_ways.size() > 1) {
      addDeciding();
    }
    sortUnique(m_out.m_missing);
  }

 private:
  using Questions = std::bitset<kMostJudged>;  // by their positions in m_questions
  struct Branch {
    std::vector<Unsaid> well;   // turns out well
    std::vector<Unsaid> badly;  // turns out badly: has been followed elsewhere
  };
  struct Found {
    Questions asked;
    Questions well;
    RecoveryFigures figures;
  };

  // The one of which least is decided, and so most may come: what is too much shows early.
  Branch takeOpen() {
    const auto at =
        std::ranges::min_element(m_open, {}, [](const Branch& b) { return b.well.size() + b.badly.size(); });
    Branch out = std::move(*at);
    m_open.erase(at);
    return out;
  }

  void follow(Branch branch) {
    Judge judge(m_base, m_damage, m_workload, Outlook{branch.well});
    judge.run();
    Found found;
    found.figures = figuresOf(judge);  // which may ask as well
    addLacking(judge, m_out.m_missing);
    for (const Unsaid& question : judge.asked()) note(question, branch, found);
    for (const Unsaid& question : judge.asked()) {
      if (isIn(branch.well, question) || isIn(branch.badly, question)) continue;
      m_open.push_back(branch);
      m_open.back().well.push_back(question);
      if (m_open.size() > kMostJudged) break;
      branch.badly.push_back(question);
    }
    m_out.m_figures = m_found.empty() ? found.figures : agreed(m_out.m_figures, found.figures);
    if (m_found.empty() || found.figures != m_found.front().figures) m_out.m_ways.push_back(std::move(judge));
    m_found.push_back(found);
  }

  // Of more questions than ways that are judged nothing will be known.
  void note(const Unsaid& question, const Branch& branch, Found& found) {
    const auto at = std::ranges::find(m_questions, question);
    const auto i = static_cast<std::size_t>(at - m_questions.begin());
    if (at == m_questions.end()) m_questions.push_back(question);
    if (i >= kMostJudged) return;
    found.asked.set(i);
    found.well.set(i, isIn(branch.well, question));
  }

  static bool isIn(const std::vector<Unsaid>& questions, const Unsaid& question) {
    return std::ranges::find(questions, question) != questions.end();
  }

  // A question decides something where two ways differ in its answer alone.
  void addDeciding() {
    Questions deciding;
    for (std::size_t a = 0; a < m_found.size(); ++a) {
      for (std::size_t b = 0; b < a; ++b) {
        const Questions apart = m_found[a].asked & m_found[b].asked & (m_found[a].well ^ m_found[b].well);
        if (apart.count() == 1 && m_found[a].figures != m_found[b].figures) deciding |= apart;
      }
    }
    for (std::size_t i = 0; i < m_questions.size(); ++i) {
      if (deciding[i]) m_out.m_missing.push_back(m_questions[i]);
    }
  }

  const Base& m_base;
  const Damage& m_damage;
  const NodeIndex m_workload;
  Prospect& m_out;
  std::vector<Branch> m_open;
  std::vector<Found> m_found;
  std::vector<Unsaid> m_questions;
};

Prospect::Prospect(const Base& base, const Damage& damage, NodeIndex workload, const std::stop_token& stop) {
  Explorer(base, damage, workload, *this).explore(stop);
}

}  // namespace nines::drills
