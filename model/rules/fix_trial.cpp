#include "rules/fix_trial.h"

#include <algorithm>
#include <iterator>
#include <memory>
#include <utility>

#include "rules/rulebook.h"

namespace nines {

namespace {

// Rules that can report an error, without their fixes: nobody asks here what could be mended. No other rule suppresses
// an error, as that takes one that is at least as severe.
std::vector<Rule> rulesOfErrors(const Profile& profile) {
  std::vector<Rule> out;
  std::ranges::copy_if(rulebook(), std::back_inserter(out),
                       [&](const Rule& rule) { return rule.severity(profile.id) == Severity::error; });
  for (Rule& rule : out) rule.fix = nullptr;
  return out;
}

std::vector<Finding> errorsOf(const Design& design) {
  std::vector<Finding> out = checkRules(design, rulesOfErrors(design.profile()));
  std::erase_if(out, [](const Finding& f) { return f.severity != Severity::error; });
  return out;
}

bool stays(const Design& after, const Finding& finding) {
  const Rule* rule = findRule(finding.rule);
  const std::string key = finding.key();
  return rule && std::ranges::any_of(checkRule(after, *rule), [&](const Finding& f) { return f.key() == key; });
}

}  // namespace

NewErrors::NewErrors(const Design& design, const std::vector<Finding>* before) : m_design(design), m_before(before) {}

const std::vector<std::string>& NewErrors::keysBefore() {
  if (std::exchange(m_known, true)) return m_keys;
  const auto collect = [this](const std::vector<Finding>& findings) {
    for (const Finding& f : findings) {
      if (f.severity == Severity::error) m_keys.push_back(f.key());
    }
  };
  collect(m_before ? *m_before : errorsOf(m_design));
  std::ranges::sort(m_keys);
  return m_keys;
}

std::vector<Finding> NewErrors::in(const Design& after) {
  std::vector<Finding> errors = errorsOf(after);
  if (errors.empty()) return errors;
  const std::vector<std::string>& before = keysBefore();
  std::erase_if(errors, [&](const Finding& f) { return std::ranges::binary_search(before, f.key()); });
  return errors;
}

FixTrial tryFix(const Design& design, const Finding& finding, const Edit& edit, const std::vector<Finding>* before) {
  FixTrial trial;
  auto mended = std::make_shared<Topology>(design.topology());
  trial.fits = apply(*mended, edit).ok();
  if (!trial.fits) return trial;
  const Design after(std::move(mended), design.catalogue(), design.profile());
  trial.stays = stays(after, finding);
  if (!trial.stays) trial.brings = NewErrors(design, before).in(after);
  return trial;
}

std::string refusalOf(const FixTrial& trial) {
  if (!trial.fits) return "this fix does not fit the design any more";
  if (trial.stays) return "this fix would leave what it is to mend as it is, because of something else in the design";
  if (trial.brings.empty()) return {};
  const std::string first = trial.brings.front().message();
  const std::size_t more = trial.brings.size() - 1;
  if (more == 0) return "this fix would bring an error: " + first;
  return "this fix would bring " + std::to_string(more + 1) + " errors, the first: " + first;
}

std::optional<Edit> fixFor(const Design& design, const Finding& finding) {
  std::optional<Edit> edit = proposedFix(design, finding);
  if (edit && !tryFix(design, finding, *edit).holds()) edit.reset();
  return edit;
}

}  // namespace nines
