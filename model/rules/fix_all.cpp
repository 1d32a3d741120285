#include "rules/fix_all.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <memory>
#include <vector>

#include "rules/rulebook.h"

namespace nines {

namespace {

// A fix takes its finding away; where another one brings it back, it gets one more go, and no third.
constexpr int kMostGoes = 2;

class Series {
 public:
  Series(const Design& design, const Rule& rule, const std::set<std::string, std::less<>>& except,
         const CompleteFix& complete)
      : m_design(design), m_rule(rule), m_except(except), m_complete(complete) {}

  std::optional<FixSeries> run() {
    while (step()) {}
    if (m_out.count == 0) return std::nullopt;
    if (m_out.count > 1) m_out.edit.label = "Fix " + std::to_string(m_out.count) + " × " + std::string(m_rule.id);
    return std::move(m_out);
  }

 private:
  // Mends one finding; false where none is left that can be.
  bool step() {
    for (const Finding& finding : checkRule(m_design, m_rule)) {
      const std::string key = finding.key();
      if (m_except.contains(key) || m_goes[key] == kMostGoes) continue;
      if (mend(finding)) {
        ++m_goes[key];
        return true;
      }
    }
    return false;
  }

  bool mend(const Finding& finding) {
    auto fix = fixFor(m_design, finding);
    if (!fix) return false;
    Edit whole = m_complete ? m_complete(m_design, std::move(*fix)) : std::move(*fix);
    if (whole.empty()) return false;
    auto next = std::make_shared<Topology>(m_design.topology());
    if (!apply(*next, whole)) return false;
    m_design = Design(std::move(next), m_design.catalogue(), m_design.profile());
    if (m_out.count == 0) m_out.edit.label = whole.label;
    std::ranges::move(whole.changes, std::back_inserter(m_out.edit.changes));
    ++m_out.count;
    return true;
  }

  Design m_design;
  const Rule& m_rule;
  const std::set<std::string, std::less<>>& m_except;
  const CompleteFix& m_complete;
  std::map<std::string, int> m_goes;  // by key
  FixSeries m_out;
};

}  // namespace

std::optional<FixSeries> fixAll(const Design& design, std::string_view rule,
                                const std::set<std::string, std::less<>>& except, const CompleteFix& complete) {
  const Rule* row = findRule(rule);
  if (!row || !row->fix) return std::nullopt;
  return Series(design, *row, except, complete).run();
}

}  // namespace nines
