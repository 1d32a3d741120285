#include "availability/diagram_walks.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <unordered_map>

namespace nines::dd {

namespace {

template <class Value>
Value at(const std::vector<Value>& values, Edge e) {
  return e.negated() ? !values[e.node()] : values[e.node()];
}

std::vector<Chance> chances(const Function& function, std::span<const Chance> variables) {
  std::vector<Chance> out(function.nodes.size());
  for (std::size_t n = 1; n < out.size(); ++n) {
    const DiagramNode& node = function.nodes[n];
    const Chance& v = variables[node.level];
    const Chance low = at(out, node.low);
    const Chance high = at(out, node.high);
    out[n] = {v.isNot * low.is + v.is * high.is, v.isNot * low.isNot + v.is * high.isNot};
  }
  return out;
}

// Sums over ranges of levels. A total minus what is outside would lose small values beside large ones; here all terms
// are positive and none is taken back.
class RangeSums {
 public:
  explicit RangeSums(std::size_t levels) : m_levels(levels), m_sums(2 * levels, Chance{0, 0}) {}

  void add(std::size_t first, std::size_t last, const Chance& value) {  // last is excluded
    for (first += m_levels, last += m_levels; first < last; first /= 2, last /= 2) {
      if (first % 2 == 1) plus(m_sums[first++], value);
      if (last % 2 == 1) plus(m_sums[--last], value);
    }
  }
  Chance of(std::size_t level) const {
    Chance sum{0, 0};
    for (std::size_t i = level + m_levels; i > 0; i /= 2) plus(sum, m_sums[i]);
    return sum;
  }
  static void plus(Chance& sum, const Chance& value) {
    sum.is += value.is;
    sum.isNot += value.isNot;
  }

 private:
  std::size_t m_levels;
  std::vector<Chance> m_sums;
};

// Differences of what lies near 1 are taken of the contraries.
double difference(const Chance& high, const Chance& low) {
  return high.is + low.is > 1 ? low.isNot - high.isNot : high.is - low.is;
}

// P(high) - P(low) where these are nearly the same: by what they differ in, so that it does not vanish in their
// rounding. Where that takes long, the plain difference is all that there is.
class Differences {
 public:
  Differences(const Function& function, std::span<const Chance> variables, std::span<const Chance> chances)
      : m_nodes(function.nodes), m_variables(variables), m_chances(chances), m_most(1'000 + 4 * m_nodes.size()) {}

  double of(Edge high, Edge low) {
    constexpr double kVanishing = 1e-6;  // ten digits are left
    const Chance h = valueOf(high);
    const Chance l = valueOf(low);
    const double plain = difference(h, l);
    if (std::abs(plain) > kVanishing) return plain;
    const double size = std::min(std::max(h.is, l.is), std::max(h.isNot, l.isNot));
    if (std::abs(plain) > kVanishing * size || m_known.size() >= m_most) return plain;
    return find({high, low}).value_or(plain);
  }

 private:
  struct Pair {
    Edge high, low;
    std::uint64_t key() const { return std::uint64_t{high.bits} << 32 | low.bits; }
  };

  Chance valueOf(Edge e) const { return e.negated() ? !m_chances[e.node()] : m_chances[e.node()]; }

  std::optional<double> known(const Pair& p) const {
    if (p.high == p.low) return 0;
    if (p.low.constant()) return p.low == kFalse ? valueOf(p.high).is : -valueOf(p.high).isNot;
    if (p.high.constant()) return p.high == kTrue ? valueOf(p.low).isNot : -valueOf(p.low).is;
    const auto at = m_known.find(p.key());
    return at == m_known.end() ? std::nullopt : std::optional(at->second);
  }

  std::optional<double> find(const Pair& asked) {
    if (const auto plain = known(asked)) return plain;
    std::vector<Pair> open{asked};
    while (!open.empty() && m_known.size() < m_most) {
      const Pair p = open.back();
      const std::uint32_t level = std::min(m_nodes[p.high.node()].level, m_nodes[p.low.node()].level);
      const auto part = [&](Edge e, bool isHigh) {
        const DiagramNode& node = m_nodes[e.node()];
        return node.level != level ? e : (isHigh ? node.high : node.low) ^ e.negated();
      };
      const Pair without{part(p.high, false), part(p.low, false)};
      const Pair with{part(p.high, true), part(p.low, true)};
      const auto a = known(without);
      const auto b = known(with);
      if (!a) open.push_back(without);
      if (!b) open.push_back(with);
      if (!a || !b) continue;
      m_known.emplace(p.key(), m_variables[level].isNot * *a + m_variables[level].is * *b);
      open.pop_back();
    }
    return known(asked);
  }

  std::span<const DiagramNode> m_nodes;
  std::span<const Chance> m_variables;
  std::span<const Chance> m_chances;
  std::size_t m_most;  // pairs that are looked at
  std::unordered_map<std::uint64_t, double> m_known;
};

// Probability of the ways on which a node is reached: its function counts on the even ones, its contrary on the others.
struct Reach {
  double even = 0;
  double odd = 0;
  Reach operator*(double p) const { return {even * p, odd * p}; }
  Chance times(const Chance& c) const { return {even * c.is + odd * c.isNot, even * c.isNot + odd * c.is}; }
};

}  // namespace

Range outward(const Range& range) {
  // Sums of thousands of terms are off by less than this, relatively, and differences to 1 absolutely.
  constexpr double kRounding = 1e-11;
  constexpr double kDifference = 1e-13;
  return {std::max(0.0, range.lower * (1 - kRounding) - kDifference),
          std::min(1.0, range.upper * (1 + kRounding) + kDifference)};
}

Chance chanceOf(const Function& function, std::span<const Chance> variables) {
  return at(chances(function, variables), function.root);
}

Possibility possibilityOf(const Function& function, std::span<const Possibility> variables) {
  std::vector<Possibility> out(function.nodes.size());
  for (std::size_t n = 1; n < out.size(); ++n) {
    const DiagramNode& node = function.nodes[n];
    const Possibility& v = variables[node.level];
    const Possibility low = at(out, node.low);
    const Possibility high = at(out, node.high);
    out[n] = {(v.isNot && low.is) || (v.is && high.is), (v.isNot && low.isNot) || (v.is && high.isNot)};
  }
  return at(out, function.root);
}

// The value at a node is linear in the variable's probability, so that its extremes are at the ends of the range; and
// it grows with both values below, for which the same holds by induction. Values below are those of independent
// variables.
Range rangeOf(const Function& function, std::span<const Range> variables) {
  std::vector<Range> out(function.nodes.size());
  out[0] = {0, 0};
  for (std::size_t n = 1; n < out.size(); ++n) {
    const DiagramNode& node = function.nodes[n];
    const Range& v = variables[node.level];
    const Range low = at(out, node.low);
    const Range high = at(out, node.high);
    const auto mix = [](double q, double a, double b) { return (1 - q) * a + q * b; };
    out[n].lower = std::min(mix(v.lower, low.lower, high.lower), mix(v.upper, low.lower, high.lower));
    out[n].upper = std::max(mix(v.lower, low.upper, high.upper), mix(v.upper, low.upper, high.upper));
  }
  return outward(at(out, function.root));
}

std::vector<Sensitivity> sensitivitiesOf(const Function& function, std::span<const Chance> variables) {
  const std::vector<Chance> chance = chances(function, variables);
  const std::vector<DiagramNode>& nodes = function.nodes;
  std::vector<Sensitivity> out(variables.size());
  for (Sensitivity& s : out) s.without = s.with = {0, 0};
  std::vector<Reach> reach(nodes.size());
  RangeSums passing(variables.size());  // by ways that pass a level without asking for its variable
  const auto arrive = [&](std::size_t from, Edge to, const Reach& by) {
    const Reach turned = to.negated() ? Reach{by.odd, by.even} : by;
    reach[to.node()].even += turned.even;
    reach[to.node()].odd += turned.odd;
    const std::size_t level = to.constant() ? variables.size() : nodes[to.node()].level;
    if (from < level) passing.add(from, level, by.times(at(chance, to)));
  };
  Differences differences(function, variables, chance);
  arrive(0, function.root, {1, 0});
  for (std::size_t n = nodes.size(); n-- > 1;) {
    const DiagramNode& node = nodes[n];
    const Chance& v = variables[node.level];
    const Chance low = at(chance, node.low);
    const Chance high = at(chance, node.high);
    Sensitivity& s = out[node.level];
    s.matters = true;
    s.birnbaum += (reach[n].even - reach[n].odd) * differences.of(node.high, node.low);
    RangeSums::plus(s.without, reach[n].times(low));
    RangeSums::plus(s.with, reach[n].times(high));
    arrive(node.level + std::size_t{1}, node.low, reach[n] * v.isNot);
    arrive(node.level + std::size_t{1}, node.high, reach[n] * v.is);
  }
  for (std::size_t i = 0; i < out.size(); ++i) {
    const Chance beside = passing.of(i);
    RangeSums::plus(out[i].without, beside);
    RangeSums::plus(out[i].with, beside);
  }
  return out;
}

}  // namespace nines::dd
