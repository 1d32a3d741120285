#include "availability/construction.h"

#include <algorithm>
#include <array>

#include "availability/event_order.h"

namespace nines::dd {

namespace {

class Construction {
 public:
  Construction(const Part& part, std::span<const std::uint32_t> order, Diagram& diagram)
      : m_part(part),
        m_diagram(diagram),
        m_level(order.size()),
        m_deepest(part.gates.size()),
        m_uses(part.gates.size()) {
    for (std::uint32_t i = 0; i < order.size(); ++i) m_level[order[i]] = i;
    std::uint32_t rows = 0;
    for (std::uint32_t g = 0; g < part.gates.size(); ++g) {
      if (part.gates[g].kind == Kind::atLeast) rows = std::max(rows, part.gates[g].least + 1);
      for (const Term a : part.argumentsOf(g)) {
        m_deepest[g] = std::max(m_deepest[g], deepest(a));
        if (!part.isVariable(a)) ++m_uses[part.gateOf(a)];
      }
    }
    m_rows = part.gates.size();
    diagram.setSlots(m_rows + rows);
  }

  Edge run(std::size_t& done) {
    for (done = 0; done < m_part.gates.size(); ++done) {
      const auto g = static_cast<std::uint32_t>(done);
      join(g);
      if (m_diagram.failure() != Failure::none) return kFalse;
      for (const Term a : m_part.argumentsOf(g)) {
        if (!m_part.isVariable(a) && --m_uses[m_part.gateOf(a)] == 0) m_diagram.slot(m_part.gateOf(a)) = kFalse;
      }
    }
    return m_diagram.slot(m_part.gates.size() - 1);
  }

 private:
  std::uint32_t deepest(Term t) const {
    return m_part.isVariable(t) ? m_level[t.index()] : m_deepest[m_part.gateOf(t)];
  }

  Edge of(Term t) {
    return (m_part.isVariable(t) ? variable(t.index()) : m_diagram.slot(m_part.gateOf(t))) ^ t.negated();
  }

  Edge variable(std::uint32_t v) {
    if (m_part.constants[v] != Constant::none) return m_part.constants[v] == Constant::always ? kTrue : kFalse;
    return m_diagram.make(m_level[v], kFalse, kTrue);
  }

  // Along the order from the bottom: what is joined stands above what there is already, which then is only looked at
  // where both meet.
  void join(std::uint32_t gate) {
    const auto given = m_part.argumentsOf(gate);
    std::vector<Term> arguments(given.begin(), given.end());
    std::ranges::stable_sort(
        arguments, [this](Term a, Term b) { return std::pair(deepest(a), a.bits) > std::pair(deepest(b), b.bits); });
    if (m_part.gates[gate].kind == Kind::atLeast) return count(gate, arguments);
    const bool odd = m_part.gates[gate].kind == Kind::oddly;
    for (const Term a : arguments) {
      const Edge joined = m_diagram.slot(gate);
      m_diagram.slot(gate) = odd ? m_diagram.differ(of(a), joined) : m_diagram.either(of(a), joined);
      if (m_diagram.failure() != Failure::none) return;
    }
  }

  // Row j: at least j of the arguments seen so far are true. With single events each step makes one node for each row
  // that can be reached and can still decide, k (n - k + 1) together.
  void count(std::uint32_t gate, std::span<const Term> arguments) {
    const std::uint32_t least = m_part.gates[gate].least;
    const auto row = [&](std::size_t j) -> Edge& { return m_diagram.slot(m_rows + j); };
    row(0) = kTrue;
    for (std::uint32_t j = 1; j <= least; ++j) row(j) = kFalse;
    for (std::size_t i = 0; i < arguments.size();) {
      std::size_t same = i;
      while (same < arguments.size() && arguments[same] == arguments[i]) ++same;
      const std::size_t weight = same - i;
      const std::size_t left = arguments.size() - same;
      for (std::size_t j = std::min<std::size_t>(least, same); j >= 1 && j + left >= least; --j) {
        // Asked for anew each time: it stands in no slot.
        row(j) = m_diagram.choose(of(arguments[i]), row(j > weight ? j - weight : 0), row(j));
        if (m_diagram.failure() != Failure::none) return;
      }
      i = same;
    }
    m_diagram.slot(gate) = row(least);
    for (std::uint32_t j = 0; j <= least; ++j) row(j) = kFalse;
  }

  const Part& m_part;
  Diagram& m_diagram;
  std::vector<std::uint32_t> m_level;    // of variables
  std::vector<std::uint32_t> m_deepest;  // level below each gate
  std::vector<std::uint32_t> m_uses;
  std::size_t m_rows = 0;  // the first slot of counting
};

// One gate of variables: any order is the best.
bool isPlain(const Part& part) { return part.gates.size() == 1 && part.arguments.size() == part.variables.size(); }

}  // namespace

Edge construct(const Part& part, std::span<const std::uint32_t> order, Diagram& diagram, std::size_t& done) {
  return Construction(part, order, diagram).run(done);
}

std::optional<Solution> solve(const Part& part, Diagram& diagram, std::size_t limit) {
  // A good order needs some nodes for each argument, and as many for what is thrown away on the way.
  const std::size_t firstLimit = (std::size_t{1} << 14) + 16 * part.arguments.size();
  constexpr std::size_t kOnlyBest = std::size_t{1} << 20;  // from here on attempts are dear
  constexpr std::array kOrders{OrderBy::commonCauses, OrderBy::depthFirst, OrderBy::gravity, OrderBy::heavyFirst};
  struct Attempt {
    std::vector<std::uint32_t> order;
    std::size_t done = 0;  // gates, in the last round
  };
  std::array<Attempt, kOrders.size()> attempts;
  const auto levels = static_cast<std::uint32_t>(part.variables.size());
  for (std::size_t now = firstLimit;; now *= 8) {
    now = std::min(now, limit);
    const auto best =
        static_cast<std::size_t>(std::ranges::max_element(attempts, {}, &Attempt::done) - attempts.begin());
    for (std::size_t i = 0; i < attempts.size(); ++i) {
      if (now > kOnlyBest && i != best) continue;
      Attempt& attempt = attempts[i];
      if (attempt.order.empty()) attempt.order = orderOf(part, isPlain(part) ? OrderBy::depthFirst : kOrders[i]);
      diagram.begin(levels, isPlain(part) ? limit : now);
      const Edge root = construct(part, attempt.order, diagram, attempt.done);
      if (diagram.failure() == Failure::none) return Solution{diagram.freeze(root), std::move(attempt.order)};
      if (diagram.failure() == Failure::stopped || isPlain(part)) return std::nullopt;
    }
    if (now == limit) return std::nullopt;
  }
}

}  // namespace nines::dd
