#include "availability/cut_sets.h"

#include <algorithm>
#include <array>

#include "availability/implicants.h"

namespace nines::dd {

namespace {

using Sets = std::vector<std::vector<std::uint32_t>>;

// First from the top: how long the sets of each unit may be, and its sets of literals. Then from the bottom: literals
// of units are replaced by their sets. Modules share no events, so that minimal sets of parts make minimal sets of the
// whole; and a set that makes a module true is never part of one that makes it false.
class Expansion {
 public:
  Expansion(const Formula& formula, const Units& units, std::size_t limit, const std::stop_token& stop)
      : m_formula(formula), m_units(units), m_limit(limit), m_stop(stop), m_needs(units.size()) {}

  std::optional<Sets> run(Term top, std::size_t order) {
    const std::vector<std::uint32_t> below = m_units.below(top.index());
    need(m_units.indexOf(top.index()), top.negated(), order);
    for (auto i = below.rbegin(); i != below.rend(); ++i) {
      for (const bool negated : {false, true}) {
        if (!find(*i, negated)) return std::nullopt;
      }
    }
    for (const std::uint32_t i : below) {
      for (const bool negated : {false, true}) {
        if (!expand(i, negated)) return std::nullopt;
      }
    }
    return std::move(m_needs[m_units.indexOf(top.index())][top.negated() ? 1 : 0].sets);
  }

 private:
  struct Need {
    bool asked = false;
    std::size_t order = 0;
    Sets sets;  // of literals, then of events
  };

  void need(std::uint32_t unit, bool negated, std::size_t order) {
    Need& n = m_needs[unit][negated ? 1 : 0];
    n.asked = true;
    n.order = std::max(n.order, order);
  }

  bool find(std::uint32_t index, bool negated) {
    Need& wanted = m_needs[index][negated ? 1 : 0];
    if (!wanted.asked) return true;
    const Unit& unit = m_units[index];
    std::vector<bool> isUnit(unit.variables.size());
    for (std::size_t i = 0; i < isUnit.size(); ++i) isUnit[i] = m_units.isUnit(unit.variables[i]);
    auto sets = implicants(unit.function, negated, unit.direction, isUnit, wanted.order, m_limit, m_stop);
    if (!sets) return false;
    for (const auto& set : *sets) {
      for (const std::uint32_t l : set) {
        const std::uint32_t variable = unit.variables[l / 2];
        if (m_units.isUnit(variable)) need(m_units.indexOf(variable), l % 2 == 1, wanted.order - (set.size() - 1));
      }
    }
    wanted.sets = std::move(*sets);
    return true;
  }

  bool expand(std::uint32_t index, bool negated) {
    Need& wanted = m_needs[index][negated ? 1 : 0];
    if (!wanted.asked) return true;
    const Unit& unit = m_units[index];
    Sets out;
    for (const auto& set : wanted.sets) {
      if (m_stop.stop_requested()) return false;
      Sets products(1);
      for (const std::uint32_t l : set) {
        const std::uint32_t variable = unit.variables[l / 2];
        if (!m_units.isUnit(variable)) {
          for (auto& product : products) product.push_back(m_formula.gate(variable).least);
          continue;
        }
        Sets longer;
        for (const auto& product : products) {
          for (const auto& more : m_needs[m_units.indexOf(variable)][l % 2].sets) {
            if (product.size() + more.size() > wanted.order) continue;
            if (out.size() + longer.size() >= m_limit) return false;
            longer.push_back(product);
            longer.back().insert(longer.back().end(), more.begin(), more.end());
          }
        }
        products = std::move(longer);
      }
      for (auto& product : products) std::ranges::sort(product);
      std::ranges::move(products, std::back_inserter(out));
    }
    std::erase_if(out, [&wanted](const auto& set) { return set.size() > wanted.order; });
    wanted.sets = std::move(out);
    return true;
  }

  const Formula& m_formula;
  const Units& m_units;
  std::size_t m_limit;
  const std::stop_token& m_stop;
  std::vector<std::array<Need, 2>> m_needs;
};

}  // namespace

std::optional<std::vector<std::vector<std::uint32_t>>> minimalCutSets(const Formula& formula, const Units& units,
                                                                      Term top, std::size_t order, std::size_t limit,
                                                                      const std::stop_token& stop) {
  return Expansion(formula, units, limit, stop).run(top, order);
}

}  // namespace nines::dd
