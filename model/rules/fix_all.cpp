#include "rules/fix_all.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <memory>
#include <utility>

#include "rules/fix_trial.h"
#include "rules/rulebook.h"

namespace nines {

namespace {

// A fix takes its finding away; where another one brings it back, it gets one more go, and no third.
constexpr int kMostGoes = 2;

class Series {
 public:
  Series(const Design& design, const Rule& rule, const std::set<std::string, std::less<>>& except,
         const CompleteFix& complete)
      : m_design(design), m_rule(rule), m_except(except), m_complete(complete), m_errors(design) {}

  FixSeries run() {
    do {
      while (step()) {}
    } while (dropOneThatBringsErrors());
    m_out.count = m_steps.size();
    if (m_out.count == 1) m_out.edit.label = m_steps.front().label;
    if (m_out.count > 1) m_out.edit.label = "Fix " + std::to_string(m_out.count) + " × " + std::string(m_rule.id);
    for (const std::string& key : m_left) {
      if (const auto at = m_refusals.find(key); at != m_refusals.end()) m_out.refusals.push_back(at->second);
    }
    return std::move(m_out);
  }

 private:
  struct Step {
    std::string key;  // of the finding that it mends
    std::string label;
    std::shared_ptr<const Topology> before;
    std::size_t changes = 0;  // before it
  };

  // Mends one finding, or gives up one that was mended in vain; false where nothing is left to do.
  bool step() {
    const std::vector<Finding> findings = checkRule(m_design, m_rule);
    m_left.clear();
    for (const Finding& finding : findings) m_left.insert(finding.key());
    if (!m_fresh.empty() && m_left.contains(m_fresh)) {
      giveUp(m_steps.size() - 1, {.stays = true});
      return true;
    }
    m_fresh.clear();
    return std::ranges::any_of(findings, [this](const Finding& finding) {
      const std::string key = finding.key();
      return !m_except.contains(key) && !m_givenUp.contains(key) && m_goes[key] < kMostGoes && mend(finding, key);
    });
  }

  bool mend(const Finding& finding, const std::string& key) {
    auto fix = proposedFix(m_design, finding);
    if (!fix) return false;
    CompletedFix whole = m_complete ? m_complete(m_design, std::move(*fix)) : CompletedFix{std::move(*fix)};
    if (!whole.refusal.empty()) m_refusals[key] = whole.refusal;
    if (!whole.refusal.empty() || whole.edit.empty()) return false;
    auto next = std::make_shared<Topology>(m_design.topology());
    if (!apply(*next, whole.edit)) return false;
    m_steps.push_back({key, std::move(whole.edit.label), m_design.snapshot(), m_out.edit.changes.size()});
    m_design = Design(std::move(next), m_design.catalogue(), m_design.profile());
    std::ranges::move(whole.edit.changes, std::back_inserter(m_out.edit.changes));
    m_refusals.erase(key);
    ++m_goes[key];
    m_fresh = key;
    return true;
  }

  // Back to before that step, which is not taken again; those after it have their goes back.
  void giveUp(std::size_t number, const FixTrial& trial) {
    const Step& step = m_steps[number];
    m_givenUp.insert(step.key);
    m_refusals[step.key] = refusalOf(trial);
    m_design = Design(step.before, m_design.catalogue(), m_design.profile());
    m_out.edit.changes.erase(m_out.edit.changes.begin() + static_cast<std::ptrdiff_t>(step.changes),
                             m_out.edit.changes.end());
    for (std::size_t s = number; s < m_steps.size(); ++s) --m_goes[m_steps[s].key];
    m_steps.erase(m_steps.begin() + static_cast<std::ptrdiff_t>(number), m_steps.end());
    m_fresh.clear();
  }

  std::vector<Finding> errorsAfter(std::size_t steps) {
    if (steps == m_steps.size()) return m_errors.in(m_design);
    return m_errors.in(Design(m_steps[steps].before, m_design.catalogue(), m_design.profile()));
  }

  // Where there are errors at the end that were not there at the beginning, one step is found by halves after which
  // there are some and before which there are none.
  bool dropOneThatBringsErrors() {
    if (m_steps.empty()) return false;
    std::vector<Finding> errors = errorsAfter(m_steps.size());
    if (errors.empty()) return false;
    std::size_t sound = 0;
    for (std::size_t broken = m_steps.size(); broken - sound > 1;) {
      const std::size_t middle = sound + (broken - sound) / 2;
      std::vector<Finding> found = errorsAfter(middle);
      if (found.empty()) {
        sound = middle;
      } else {
        broken = middle;
        errors = std::move(found);
      }
    }
    giveUp(sound, {.brings = std::move(errors)});
    return true;
  }

  Design m_design;
  const Rule& m_rule;
  const std::set<std::string, std::less<>>& m_except;
  const CompleteFix& m_complete;
  NewErrors m_errors;
  std::vector<Step> m_steps;
  std::string m_fresh;                // key of the finding that was mended last, until its rule has been asked again
  std::map<std::string, int> m_goes;  // by key, as below
  std::set<std::string> m_givenUp;
  std::map<std::string, std::string> m_refusals;
  std::set<std::string> m_left;
  FixSeries m_out;
};

}  // namespace

FixSeries fixAll(const Design& design, std::string_view rule, const std::set<std::string, std::less<>>& except,
                 const CompleteFix& complete) {
  const Rule* row = findRule(rule);
  return row && row->fix ? Series(design, *row, except, complete).run() : FixSeries();
}

}  // namespace nines
