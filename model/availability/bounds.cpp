#include "availability/bounds.h"

#include <algorithm>
#include <numeric>
#include <queue>

#include "availability/gate_bounds.h"

namespace nines::dd {

namespace {

// A case: some variables are known to be true or false. Cases that are not split exclude each other and are all there
// are, so that P(f) is the sum of P(case) P(f | case), with bounds if each has bounds.
struct Case {
  double weight = 1;
  Range bounds;
  std::vector<bool> values;  // of the first variables in the order of splitting
  double gap() const { return weight * (bounds.upper - bounds.lower); }
  bool operator<(const Case& other) const { return gap() < other.gap(); }
};

// Most used first. What is known only by a range, or for certain, stays as it is.
std::vector<std::uint32_t> splitOrder(const Part& part, std::span<const Range> variables) {
  std::vector<std::uint32_t> uses(variables.size());
  for (const Term a : part.arguments) {
    if (part.isVariable(a)) ++uses[a.index()];
  }
  std::vector<std::uint32_t> order(variables.size());
  std::iota(order.begin(), order.end(), 0u);
  std::erase_if(order, [&](std::uint32_t v) {
    const Range& r = variables[v];
    return r.lower != r.upper || r.lower == 0 || r.lower == 1;
  });
  std::ranges::stable_sort(order, [&uses](std::uint32_t a, std::uint32_t b) { return uses[a] > uses[b]; });
  return order;
}

}  // namespace

Range boundsOf(const Part& part, std::span<const Piece> pieces, std::span<const Range> variables,
               const std::stop_token& stop) {
  constexpr std::size_t kMostWork = 200'000'000;  // terms looked at
  constexpr std::size_t kMostCases = 4'000;
  const std::vector<std::uint32_t> order = splitOrder(part, variables);
  GateBounds gates(part, pieces);
  std::vector<Range> values(variables.begin(), variables.end());
  const auto judge = [&](Case& c) {
    for (std::size_t i = 0; i < c.values.size(); ++i) values[order[i]] = c.values[i] ? Range{1, 1} : Range{0, 0};
    c.bounds = gates.of(values);
    for (std::size_t i = 0; i < c.values.size(); ++i) values[order[i]] = variables[order[i]];
  };
  std::vector<Case> settled;  // nothing to split any more
  std::priority_queue<Case> open;
  Case all;
  judge(all);
  open.push(all);
  const std::size_t most = std::min(kMostCases, kMostWork / gates.cost());
  for (std::size_t done = 0; done < most && !open.empty() && !stop.stop_requested(); ++done) {
    const Case chosen = open.top();
    open.pop();
    if (chosen.values.size() == order.size() || chosen.gap() == 0) {
      settled.push_back(chosen);
      continue;
    }
    const double q = variables[order[chosen.values.size()]].lower;
    for (const bool value : {false, true}) {
      Case part_ = chosen;
      part_.weight *= value ? q : 1 - q;
      part_.values.push_back(value);
      judge(part_);
      // The bounds of the whole hold for the parts' mean, not for each part: they are not carried over.
      open.push(std::move(part_));
    }
  }
  Range sum{0, 0};
  const auto add = [&sum](const Case& c) {
    sum.lower += c.weight * c.bounds.lower;
    sum.upper += c.weight * c.bounds.upper;
  };
  for (const Case& c : settled) add(c);
  for (; !open.empty(); open.pop()) add(open.top());
  return outward(sum);
}

}  // namespace nines::dd
