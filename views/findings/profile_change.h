// What another rule profile says of the same design: which findings came, which went, which say something else.
#pragma once

#include <QString>
#include <vector>

#include "findings/finding_rows.h"

namespace nines {

struct ProfileChange {
  struct Pair {
    FindingRow before;
    FindingRow now;
  };
  std::vector<FindingRow> come;
  std::vector<FindingRow> gone;
  std::vector<Pair> changed;  // another severity or another message

  bool isEmpty() const { return come.empty() && gone.empty() && changed.empty(); }
};

// Both lists are in the order of comesBefore. Waived findings count as well, waivers without a finding do not.
ProfileChange profileChange(const std::vector<FindingRow>& before, const std::vector<FindingRow>& now);

// "2 findings new, 1 gone, 3 changed"
QString profileChangeSummary(const ProfileChange& change);

// The findings one by one, as rich text.
QString profileChangeHtml(const ProfileChange& change);

}  // namespace nines
