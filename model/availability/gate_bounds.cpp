#include "availability/gate_bounds.h"

#include <algorithm>

#include "availability/count_bounds.h"

namespace nines::dd {

namespace {

constexpr std::size_t kMostWords = std::size_t{1} << 22;    // of all sets together
constexpr std::size_t kMostCounted = std::size_t{1} << 20;  // arguments times how many are needed, of one gate

bool isFixed(const Range& r) { return r.lower == r.upper && (r.lower == 0 || r.lower == 1); }

// P(at least k) of independent arguments.
double countProbability(std::span<const double> p, std::uint32_t least) {
  std::vector<double> row(least + 1);  // P(exactly j so far), the last one: at least
  row[0] = 1;
  for (const double q : p) {
    for (std::uint32_t j = least; j > 0; --j) row[j] = row[j] * (j == least ? 1 : 1 - q) + row[j - 1] * q;
    row[0] *= 1 - q;
  }
  return row[least];
}

}  // namespace

GateBounds::GateBounds(const Part& part, std::span<const Piece> pieces)
    : m_part(part),
      m_functions(part.gates.size()),
      m_words((part.variables.size() + 63) / 64),
      m_values(part.variables.size() + part.gates.size()) {
  for (const Piece& piece : pieces) {
    m_functions[piece.gate] = &piece.function;
    m_pieceNodes += piece.function.nodes.size();
  }
  findWanted();
  if (m_words * m_values.size() > kMostWords) m_words = 0;
  m_supports.resize(m_words * m_values.size());
  m_union.resize(m_words);
  m_rises.assign(part.variables.size(), 1);
  m_falls.assign(part.variables.size(), 0);
  for (std::uint32_t g = 0; g < part.gates.size(); ++g) {
    bool rises = part.gates[g].kind != Kind::oddly;
    bool falls = rises;
    for (const Term a : part.argumentsOf(g)) {
      rises = rises && (a.negated() ? m_falls : m_rises)[a.index()] != 0;
      falls = falls && (a.negated() ? m_rises : m_falls)[a.index()] != 0;
    }
    m_rises.push_back(rises ? 1 : 0);
    m_falls.push_back(falls ? 1 : 0);
  }
}

void GateBounds::findWanted() {
  m_wanted.assign(m_part.gates.size(), 0);
  m_wanted.back() = 1;
  for (auto g = static_cast<std::uint32_t>(m_part.gates.size()); g-- > 0;) {
    if (!isWanted(g) || m_functions[g]) continue;
    for (const Term a : m_part.argumentsOf(g)) {
      if (!m_part.isVariable(a)) m_wanted[m_part.gateOf(a)] = 1;
    }
  }
}

std::size_t GateBounds::cost() const {
  std::size_t counted = m_pieceNodes;
  for (std::uint32_t g = 0; g < m_part.gates.size(); ++g) {
    const FormulaGate& gate = m_part.gates[g];
    if (isWanted(g) && !m_functions[g] && gate.kind == Kind::atLeast)
      counted += std::min(std::size_t{gate.count} * gate.least, kMostCounted);
  }
  return m_part.arguments.size() * (m_words + 1) + m_values.size() + 2 * counted;
}

Range GateBounds::of(std::span<const Range> variables) {
  const std::size_t count = variables.size();
  std::ranges::copy(variables, m_values.begin());
  std::ranges::fill(m_supports, 0);
  for (std::size_t v = 0; m_words > 0 && v < count; ++v) {
    if (!isFixed(variables[v])) m_supports[v * m_words + v / 64] |= std::uint64_t{1} << (v % 64);
  }
  for (std::uint32_t g = 0; g < m_part.gates.size(); ++g) {
    const FormulaGate& gate = m_part.gates[g];
    const auto arguments = m_part.argumentsOf(g);
    const Words support = supportOf(term(static_cast<std::uint32_t>(count) + g));
    for (const Term a : arguments) {
      const Words of = supportOf(a);
      for (std::size_t w = 0; w < m_words; ++w) support[w] |= of[w];
    }
    if (!isWanted(g)) continue;
    Range r;
    if (m_functions[g]) r = rangeOf(*m_functions[g], variables);
    else if (gate.kind == Kind::any) r = any(arguments);
    else if (gate.kind == Kind::atLeast) r = atLeast(arguments, gate.least);
    else if (gate.kind == Kind::oddly) r = oddly(arguments);
    r.lower = std::clamp(r.lower, 0.0, 1.0);
    r.upper = std::clamp(r.upper, r.lower, 1.0);
    m_values[count + g] = r;
  }
  return m_values.back();
}

Range GateBounds::valueOf(Term t) const { return t.negated() ? !m_values[t.index()] : m_values[t.index()]; }

bool GateBounds::shareNothing(std::span<const Term> arguments) {
  if (m_words == 0) return false;
  std::ranges::fill(m_union, 0);
  for (const Term a : arguments) {
    const Words of = supportOf(a);
    for (std::size_t w = 0; w < m_words; ++w) {
      if ((m_union[w] & of[w]) != 0) return false;
      m_union[w] |= of[w];
    }
  }
  return true;
}

bool GateBounds::sameDirection(std::span<const Term> arguments) const {
  const auto all = [&](const std::vector<std::uint8_t>& plain, const std::vector<std::uint8_t>& turned) {
    return std::ranges::all_of(arguments, [&](Term a) { return (a.negated() ? turned : plain)[a.index()] != 0; });
  };
  return all(m_rises, m_falls) || all(m_falls, m_rises);
}

// The best single argument, or those together that share nothing with the ones before.
double GateBounds::certainAny(std::span<const Term> arguments) {
  double best = 0;
  for (const Term a : arguments) best = std::max(best, valueOf(a).lower);
  if (m_words == 0) return best;
  std::vector<Term> byValue(arguments.begin(), arguments.end());
  std::ranges::stable_sort(byValue, [this](Term a, Term b) { return valueOf(a).lower > valueOf(b).lower; });
  std::ranges::fill(m_union, 0);
  double together = 0;
  for (const Term a : byValue) {
    const Words of = supportOf(a);
    bool apart = true;
    for (std::size_t w = 0; w < m_words && apart; ++w) apart = (m_union[w] & of[w]) == 0;
    if (!apart) continue;
    for (std::size_t w = 0; w < m_words; ++w) m_union[w] |= of[w];
    together += (1 - together) * valueOf(a).lower;
  }
  return std::max(best, together);
}

Range GateBounds::any(std::span<const Term> arguments) {
  double sum = 0;
  double associated = 0;  // 1 - prod(1 - u), without taking differences
  for (const Term a : arguments) {
    sum += valueOf(a).upper;
    associated += (1 - associated) * valueOf(a).upper;
  }
  Range r{certainAny(arguments), std::min(1.0, sum)};
  if (sameDirection(arguments) || shareNothing(arguments)) r.upper = std::min(r.upper, associated);
  return r;
}

Range GateBounds::atLeast(std::span<const Term> arguments, std::uint32_t least) {
  std::vector<double> lower;
  std::vector<double> upper;
  lower.reserve(arguments.size());
  upper.reserve(arguments.size());
  double contraries = 0;
  double sum = 0;
  for (const Term a : arguments) {
    const Range v = valueOf(a);
    lower.push_back(v.lower);
    upper.push_back(v.upper);
    contraries += 1 - v.lower;
    sum += v.upper;
  }
  const auto enough = static_cast<double>(arguments.size() - least + 1);
  const Range always{std::max(0.0, 1 - contraries / enough), std::min(1.0, sum / least)};
  if (!shareNothing(arguments)) return always;
  if (arguments.size() * least <= kMostCounted) return {countProbability(lower, least), countProbability(upper, least)};
  const auto count = static_cast<double>(arguments.size());
  const Range mean = outward({(count - contraries) / count, sum / count});
  const Range independent = moreThanOfMean(least - 1., count, mean);
  return {std::max(always.lower, independent.lower), std::min(always.upper, independent.upper)};
}

Range GateBounds::oddly(std::span<const Term> arguments) {
  if (shareNothing(arguments)) {
    Range odd{0, 0};
    for (const Term a : arguments) {
      // Linear in both probabilities: extreme at corners.
      const Range v = valueOf(a);
      const auto either = [](double p, double q) { return p * (1 - q) + (1 - p) * q; };
      const auto ends = std::minmax({either(odd.lower, v.lower), either(odd.lower, v.upper), either(odd.upper, v.lower),
                                     either(odd.upper, v.upper)});
      odd = {ends.first, ends.second};
    }
    return odd;
  }
  Range r{0, 0};
  for (const Term a : arguments) {
    const Range v = valueOf(a);
    r = {std::max({0.0, r.lower - v.upper, v.lower - r.upper}),
         std::min({1.0, r.upper + v.upper, 2 - r.lower - v.lower})};
  }
  return r;
}

}  // namespace nines::dd
