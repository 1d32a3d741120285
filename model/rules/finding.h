// What a rule says about a design: a rule id, the nodes it is about, and arguments. The sentence is made where it is
// shown (message()).
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "topology/edit.h"

namespace nines {

enum class Severity { info, warning, error };

std::string_view toText(Severity severity);  // "info", "warning", "error"

struct Finding {
  std::string_view rule;  // a row of the rulebook; valid for the life of the program
  Severity severity = Severity::info;
  std::vector<std::string> subjects;  // node ids in the order of roles that the rulebook gives
  std::string_view property;          // the property it concerns; empty: none
  std::string variant;                // where one rule can speak twice of the same subjects
  bool unknown = false;               // the rule lacked a value to be sure
  bool fixable = false;               // its rule knows a correction that can be carried out here
  std::string_view phrase;            // template: "{name} has {count} read replicas; at most {limit} are allowed"
  std::vector<std::pair<std::string_view, std::string>> arguments;

  // rule:subject[,subject]...[:variant], subjects sorted.
  std::string key() const;
  // The phrase with its arguments filled in: one sentence without trailing full stop.
  std::string message() const;
  bool operator==(const Finding&) const = default;
};

}  // namespace nines
