#include "availability/construction.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "availability/event_order.h"

namespace nines::dd {

namespace {

// For pieces of what is too large, and for each of them: nodes that are looked at; nodes that are needed at once.
constexpr std::uint64_t kPiecesWork = 16'000'000;
constexpr std::uint64_t kPieceWork = 500'000;
constexpr std::size_t kPieceNodes = std::size_t{1} << 16;

// How many nodes a reordering looks at, for each of those that made the diagram crowded.
constexpr std::size_t kReorderingWork = 400;

// The rows that counting makes: of n arguments k (n - k + 1). Each takes a step, however the events are shared.
std::uint64_t rowsOf(const FormulaGate& gate) {
  if (gate.kind != Kind::atLeast || gate.least > gate.count) return 0;
  return std::uint64_t{gate.least} * (gate.count - gate.least + 1);
}

class Construction {
 public:
  Construction(const Part& part, std::vector<std::uint32_t>& order, Diagram& diagram, std::size_t crowded)
      : m_part(part),
        m_diagram(diagram),
        m_order(order),
        m_crowded(crowded),
        m_level(order.size()),
        m_deepest(part.gates.size()),
        m_uses(part.gates.size()) {
    placeLevels();
    std::uint32_t rows = 0;
    for (std::uint32_t g = 0; g < part.gates.size(); ++g) {
      if (part.gates[g].kind == Kind::atLeast) rows = std::max(rows, part.gates[g].least + 1);
      for (const Term a : part.argumentsOf(g)) {
        if (!part.isVariable(a)) ++m_uses[part.gateOf(a)];
      }
    }
    diagram.setCrowdedAt(crowded);
    m_rows = part.gates.size();
    m_slots = m_rows + rows;
    diagram.setSlots(m_slots);
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

  std::vector<Piece> runPieces() {
    std::vector<Piece> out;
    std::vector<bool> isLarge(m_part.gates.size());
    std::vector<bool> isKept(m_part.gates.size());
    const std::uint64_t most = m_diagram.work() + kPiecesWork;
    for (std::uint32_t g = 0; g < m_part.gates.size(); ++g) {
      isLarge[g] = !joinSmall(g, isLarge, most);
      if (m_diagram.failure() == Failure::stopped) return {};
      for (const Term a : m_part.argumentsOf(g)) {
        if (m_part.isVariable(a)) continue;
        const std::uint32_t below = m_part.gateOf(a);
        if (isLarge[g] && !isLarge[below] && !isKept[below]) {
          isKept[below] = true;
          Piece& piece = out.emplace_back(below, m_diagram.freezeSmall(m_diagram.slot(below)));
          for (std::size_t n = 1; n < piece.function.nodes.size(); ++n)
            piece.function.nodes[n].level = m_order[piece.function.nodes[n].level];
        }
        if (--m_uses[below] == 0) m_diagram.slot(below) = kFalse;
      }
    }
    return out;
  }

 private:
  bool joinSmall(std::uint32_t g, const std::vector<bool>& isLarge, std::uint64_t most) {
    const auto arguments = m_part.argumentsOf(g);
    if (std::ranges::any_of(arguments, [&](Term a) { return !m_part.isVariable(a) && isLarge[m_part.gateOf(a)]; }))
      return false;
    if (rowsOf(m_part.gates[g]) > kPieceNodes) return false;
    m_diagram.allow(std::min(kPieceWork, most - std::min(most, m_diagram.work())));
    join(g);
    if (m_diagram.failure() == Failure::none) return true;
    m_diagram.recover();
    m_diagram.slot(g) = kFalse;
    for (std::size_t i = m_rows; i < m_slots; ++i) m_diagram.slot(i) = kFalse;
    return false;
  }

  void placeLevels() {
    for (std::uint32_t i = 0; i < m_order.size(); ++i) m_level[m_order[i]] = i;
    for (std::uint32_t g = 0; g < m_part.gates.size(); ++g) {
      m_deepest[g] = 0;
      for (const Term a : m_part.argumentsOf(g)) m_deepest[g] = std::max(m_deepest[g], deepest(a));
    }
  }

  // Repeats an operation that found the diagram crowded, with the variables in a better order.
  template <class Operation>
  Edge inSomeOrder(const Operation& operation) {
    for (;;) {
      const Edge made = operation();
      if (m_diagram.failure() != Failure::crowded) return made;
      const std::vector<std::uint32_t> before = m_order;
      const std::vector<std::uint32_t> moved = m_diagram.reorder(kReorderingWork * m_crowded);
      for (std::size_t i = 0; i < moved.size(); ++i) m_order[i] = before[moved[i]];
      placeLevels();
      m_crowded = 2 * std::max(m_crowded, m_diagram.nodes());
      m_diagram.setCrowdedAt(m_crowded);
    }
  }

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
      Edge& joined = m_diagram.slot(gate);
      joined = inSomeOrder([&] {
        const Edge next = of(a);
        return odd ? m_diagram.differ(next, joined) : m_diagram.either(next, joined);
      });
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
        row(j) =
            inSomeOrder([&] { return m_diagram.choose(of(arguments[i]), row(j > weight ? j - weight : 0), row(j)); });
        if (m_diagram.failure() != Failure::none) return;
      }
      i = same;
    }
    m_diagram.slot(gate) = row(least);
    for (std::uint32_t j = 0; j <= least; ++j) row(j) = kFalse;
  }

  const Part& m_part;
  Diagram& m_diagram;
  std::vector<std::uint32_t>& m_order;
  std::size_t m_crowded;
  std::vector<std::uint32_t> m_level;    // of variables
  std::vector<std::uint32_t> m_deepest;  // level below each gate
  std::vector<std::uint32_t> m_uses;
  std::size_t m_rows = 0;  // the first slot of counting
  std::size_t m_slots = 0;
};

std::uint64_t rowsOf(const Part& part) {
  std::uint64_t rows = 0;
  for (const FormulaGate& gate : part.gates) rows += rowsOf(gate);
  return rows;
}

// One gate of variables: any order is the best.
bool isPlain(const Part& part) { return part.gates.size() == 1 && part.arguments.size() == part.variables.size(); }

}  // namespace

Edge construct(const Part& part, std::vector<std::uint32_t>& order, Diagram& diagram, std::size_t& done,
               std::size_t crowded) {
  return Construction(part, order, diagram, crowded).run(done);
}

std::vector<Piece> piecesOf(const Part& part, Diagram& diagram, std::size_t limit) {
  std::vector<std::uint32_t> order = orderOf(part, OrderBy::depthFirst);
  diagram.begin(static_cast<std::uint32_t>(part.variables.size()), std::min(limit, kPieceNodes));
  return Construction(part, order, diagram, 0).runPieces();
}

std::optional<Solution> solve(const Part& part, Diagram& diagram, std::size_t limit) {
  const std::uint64_t rows = rowsOf(part);
  if (rows > limit) {
    diagram.begin(0, limit);  // says whether it was stopped
    return std::nullopt;
  }
  // A good order needs some nodes for each argument, and as many for what is thrown away on the way. Rows of counting
  // are there whatever the order: one node each, and as many again where a few causes are shared.
  const std::size_t firstLimit = (std::size_t{1} << 14) + 16 * part.arguments.size() + 4 * rows;
  // More than this is worth a better order than it began with.
  const std::size_t crowded = std::max<std::size_t>(std::size_t{1} << 16, 16 * rows);
  constexpr std::array kOrders{OrderBy::commonCauses, OrderBy::depthFirst, OrderBy::gravity, OrderBy::heavyFirst};
  struct Attempt {
    std::vector<std::uint32_t> order;
    std::size_t done = 0;  // gates, in the last round
  };
  std::array<Attempt, kOrders.size()> attempts;
  const auto levels = static_cast<std::uint32_t>(part.variables.size());
  const bool mostlyRows = 4 * rows > limit / 2;  // then there is no room for more than one attempt
  for (std::size_t now = firstLimit;; now *= 8) {
    now = std::min(now, limit);
    const auto best =
        static_cast<std::size_t>(std::ranges::max_element(attempts, {}, &Attempt::done) - attempts.begin());
    for (std::size_t i = 0; i < attempts.size(); ++i) {
      if ((now > firstLimit || mostlyRows) && i != best) continue;
      Attempt& attempt = attempts[i];
      if (attempt.order.empty()) attempt.order = orderOf(part, isPlain(part) ? OrderBy::depthFirst : kOrders[i]);
      diagram.begin(levels, isPlain(part) ? limit : now);
      const Edge root = construct(part, attempt.order, diagram, attempt.done, now > firstLimit ? crowded : 0);
      if (diagram.failure() == Failure::none) return Solution{diagram.freeze(root), std::move(attempt.order)};
      if (diagram.failure() == Failure::stopped || isPlain(part)) return std::nullopt;
    }
    if (now == limit) return std::nullopt;
  }
}

}  // namespace nines::dd
