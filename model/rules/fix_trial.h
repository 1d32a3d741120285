// What else comes of a fix: the design that it would leave, judged before anybody has it.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "rules/finding.h"
#include "semantics/design.h"
#include "topology/edit.h"

namespace nines {

struct FixTrial {
  bool fits = true;               // false: the edit cannot be carried out
  bool stays = false;             // the finding would be there still
  std::vector<Finding> brings{};  // errors that the design has not now, worst first

  bool holds() const { return fits && !stays && brings.empty(); }
};

// Tries the edit out as the fix of the finding. `before` are the findings of the design, where its caller knows them;
// else they are worked out, unless the edit leaves no error at all.
FixTrial tryFix(const Design& design, const Finding& finding, const Edit& edit,
                const std::vector<Finding>* before = nullptr);

// Why the fix is not to be carried out: one sentence without full stop, "this fix would bring an error: Orders needs
// ...". Empty where it holds.
std::string refusalOf(const FixTrial& trial);

// The errors that the rules find after an edit and not before it.
class NewErrors {
 public:
  // `before` as above.
  explicit NewErrors(const Design& design, const std::vector<Finding>* before = nullptr);

  // Of a design that came of the one before, worst first.
  std::vector<Finding> in(const Design& after);

 private:
  const std::vector<std::string>& keysBefore();  // sorted

  const Design& m_design;
  const std::vector<Finding>* m_before;
  std::vector<std::string> m_keys;
  bool m_known = false;
};

}  // namespace nines
