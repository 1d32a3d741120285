#include "availability/evaluation.h"

#include <algorithm>
#include <cassert>
#include <unordered_set>

#include "availability/bounds.h"
#include "availability/cut_sets.h"
#include "availability/diagram_walks.h"

namespace nines {

namespace {

using dd::Chance;
using dd::Formula;

using dd::Range;
using dd::Term;

using dd::Units;

// What is known of an event or a unit.
struct Known {
  Chance chance;
  Range range;
  bool exact = true;
  Known operator!() const { return {!chance, !range, exact}; }
};

Known exactly(const Chance& chance) { return {chance, {chance.is, chance.is}, true}; }

Known ofEvent(double q) { return exactly({q, 1 - q}); }

}  // namespace

struct Evaluator::Parts {
  Parts(const FaultTree& tree, std::span<const double> probabilities, std::span<const FaultTree::Ref> tops,
        const EvaluationLimits& limits)
      : q(probabilities),
        stop(limits.stop),
        limit(limits.diagramNodes),
        formula(tree, tops),
        units(formula, limits.diagramNodes, limits.work, limits.stop),
        values(formula.size()),
        gateOf(tree.eventCount(), kNowhere) {
    for (const FaultTree::Ref top : tops) asked.insert(top.gate());
    for (std::uint32_t g = 0; g < formula.size(); ++g) {
      if (formula.gate(g).kind != dd::Kind::event) continue;
      values[g] = ofEvent(q[formula.gate(g).least]);
      gateOf[formula.gate(g).least] = g;
    }
  }

  // False if the work was stopped. Constants need nothing.
  bool ensure(FaultTree::Ref top) {
    if (top.gate() == 0) return true;
    assert(asked.contains(top.gate()));  // what was not announced has no place in the formula
    const std::size_t before = units.size();
    const bool done = units.ensure(formula.of(top).index());
    for (std::size_t i = before; i < units.size(); ++i) {
      const dd::Unit& unit = units[static_cast<std::uint32_t>(i)];
      values[unit.gate] = valueOf(unit, values);
    }
    return done && !stop.stop_requested();
  }

  Known valueOf(const dd::Unit& unit, const std::vector<Known>& of) const {
    std::vector<Chance> chances;
    std::vector<Range> ranges;
    chances.reserve(unit.variables.size());
    bool exact = unit.exact;
    for (const std::uint32_t v : unit.variables) {
      chances.push_back(of[v].chance);
      exact = exact && of[v].exact;
    }
    if (exact) return exactly(chanceOf(unit.function, chances));
    ranges.reserve(unit.variables.size());
    for (const std::uint32_t v : unit.variables) ranges.push_back(of[v].range);
    const Range range =
        unit.exact ? rangeOf(unit.function, ranges) : dd::boundsOf(unit.part, unit.pieces, ranges, stop);
    return {{range.lower, 1 - range.upper}, range, false};
  }

  std::vector<std::uint32_t> below(Term t) const {
    return units.isUnit(t.index()) ? units.below(t.index()) : std::vector<std::uint32_t>{};
  }

  Probability answer(FaultTree::Ref top, const std::vector<Known>& of) const {
    const Term t = formula.of(top);
    const Known v = t.negated() ? !of[t.index()] : of[t.index()];
    Probability p;
    p.outcome = v.exact ? Probability::Outcome::exact : Probability::Outcome::tooLarge;
    p.probability = v.chance.is;
    p.contrary = v.chance.isNot;
    p.upper = v.exact ? v.chance.is : v.range.upper;
    for (const std::uint32_t u : below(t)) p.diagramNodes += units[u].function.nodes.size() - 1;
    if (!units.isUnit(t.index())) p.diagramNodes = 1;
    p.work = units.work();
    return p;
  }

  bool isExact(FaultTree::Ref top) const { return top.gate() == 0 || values[formula.of(top).index()].exact; }

  std::span<const double> q;
  std::stop_token stop;
  std::size_t limit;
  Formula formula;
  Units units;
  std::vector<Known> values;  // of events and units, by gate of the formula
  static constexpr std::uint32_t kNowhere = UINT32_MAX;
  std::vector<std::uint32_t> gateOf;        // of events: their gates of the formula
  std::unordered_set<std::uint32_t> asked;  // gates of the tree
};

namespace {

constexpr Probability kStopped{Probability::Outcome::stopped, 0, 0, 1, 0};

Probability constant(FaultTree::Ref top) {
  const double p = top == FaultTree::always() ? 1 : 0;
  return {Probability::Outcome::exact, p, 1 - p, p, 0};
}

}  // namespace

Evaluator::Evaluator(const FaultTree& tree, std::span<const double> q, std::span<const FaultTree::Ref> tops,
                     const EvaluationLimits& limits)
    : m_parts(std::make_unique<Parts>(tree, q, tops, limits)) {
  assert(q.size() >= tree.eventCount());
}

Evaluator::~Evaluator() = default;

Probability Evaluator::probability(FaultTree::Ref top) {
  if (top.gate() == 0) return constant(top);
  if (!m_parts->ensure(top)) return kStopped;
  return m_parts->answer(top, m_parts->values);
}

Possibility Evaluator::possibility(FaultTree::Ref top) {
  if (top.gate() == 0) return {top == FaultTree::always(), top != FaultTree::always()};
  Parts& parts = *m_parts;
  if (!parts.ensure(top) || !parts.isExact(top)) return {true, true};
  std::vector<Possibility> of(parts.formula.size());
  for (const std::uint32_t g : parts.gateOf) {
    if (g != Parts::kNowhere) of[g] = {parts.values[g].chance.is > 0, parts.values[g].chance.isNot > 0};
  }
  const Term t = parts.formula.of(top);
  std::vector<Possibility> variables;
  for (const std::uint32_t u : parts.below(t)) {
    const dd::Unit& unit = parts.units[u];
    variables.clear();
    for (const std::uint32_t v : unit.variables) variables.push_back(of[v]);
    of[unit.gate] = possibilityOf(unit.function, variables);
  }
  return t.negated() ? !of[t.index()] : of[t.index()];
}

Probability Evaluator::given(FaultTree::Ref top, std::span<const EventIndex> happened,
                             std::span<const EventIndex> not_) {
  if (top.gate() == 0) return constant(top);
  Parts& parts = *m_parts;
  if (!parts.ensure(top)) return kStopped;
  std::vector<Known> values = parts.values;
  const auto force = [&](std::span<const EventIndex> events, double p) {
    for (const EventIndex e : events) {
      if (parts.gateOf[e] != Parts::kNowhere) values[parts.gateOf[e]] = ofEvent(p);
    }
  };
  force(not_, 0);
  force(happened, 1);
  for (const std::uint32_t u : parts.below(parts.formula.of(top))) {
    values[parts.units[u].gate] = parts.valueOf(parts.units[u], values);
  }
  return parts.stop.stop_requested() ? kStopped : parts.answer(top, values);
}

std::vector<EventImportance> Evaluator::importance(FaultTree::Ref top) {
  Parts& parts = *m_parts;
  if (top.gate() == 0 || !parts.ensure(top) || !parts.isExact(top)) return {};
  const Term t = parts.formula.of(top);
  const double whole = parts.answer(top, parts.values).probability;
  std::vector<EventImportance> out;
  // How the top depends on an event or unit, by the chain rule: P(top) is linear in its probability.
  struct Part {
    double birnbaum = 0;
    double without = 0, with = 0;  // P(top) if it is false, true
    bool matters = false;
  };
  const auto note = [&](std::uint32_t gate, const Part& part) {
    const EventIndex event = parts.formula.gate(gate).least;
    EventImportance i{event, part.birnbaum, 0, part.without};
    if (whole > 0) i.criticality = parts.q[event] * i.birnbaum / whole;
    out.push_back(i);
  };
  std::vector<Part> of(parts.units.size());
  const Part self = t.negated() ? Part{-1, 1, 0, true} : Part{1, 0, 1, true};
  const std::vector<std::uint32_t> below = parts.below(t);
  if (below.empty()) {
    note(t.index(), self);
  } else {
    of[below.back()] = self;
  }
  std::vector<Chance> chances;
  for (auto u = below.rbegin(); u != below.rend(); ++u) {
    const dd::Unit& unit = parts.units[*u];
    const Part& here = of[*u];
    chances.clear();
    for (const std::uint32_t v : unit.variables) chances.push_back(parts.values[v].chance);
    const auto sensitivities = sensitivitiesOf(unit.function, chances);
    for (std::size_t i = 0; i < sensitivities.size(); ++i) {
      const dd::Sensitivity& s = sensitivities[i];
      const auto through = [&here](const Chance& c) { return c.isNot * here.without + c.is * here.with; };
      const Part part{here.birnbaum * s.birnbaum, through(s.without), through(s.with), here.matters && s.matters};
      const std::uint32_t v = unit.variables[i];
      if (parts.units.isUnit(v)) {
        of[parts.units.indexOf(v)] = part;
      } else if (part.matters) {
        note(v, part);
      }
    }
  }
  std::ranges::sort(out, [](const EventImportance& a, const EventImportance& b) {
    return a.criticality != b.criticality ? a.criticality > b.criticality : a.event < b.event;
  });
  return out;
}

std::optional<std::vector<CutSet>> Evaluator::cutSets(FaultTree::Ref top, std::size_t order) {
  Parts& parts = *m_parts;
  if (top == FaultTree::never()) return std::vector<CutSet>{};
  if (top == FaultTree::always()) return std::vector<CutSet>{{{}, 1}};
  if (!parts.ensure(top) || !parts.isExact(top)) return std::nullopt;
  const Term t = parts.formula.of(top);
  std::optional<std::vector<std::vector<EventIndex>>> sets;
  if (parts.units.isUnit(t.index())) {
    sets = minimalCutSets(parts.formula, parts.units, t, order, parts.limit, parts.stop);
  } else {
    sets.emplace();
    if (!t.negated() && order > 0) sets->push_back({parts.formula.gate(t.index()).least});
  }
  if (!sets) return std::nullopt;
  std::ranges::sort(*sets,
                    [](const auto& a, const auto& b) { return a.size() != b.size() ? a.size() < b.size() : a < b; });
  std::vector<CutSet> out;
  out.reserve(sets->size());
  for (std::vector<EventIndex>& set : *sets) {
    CutSet cut{std::move(set), 1};
    for (const EventIndex e : cut.events) cut.probability *= parts.q[e];
    out.push_back(std::move(cut));
  }
  return out;
}

}  // namespace nines
