// A fault tree whose events come and go: keeps the truth of its functions up to date.
#pragma once

#include <span>
#include <vector>

#include "availability/formula.h"

namespace nines::dd {

// What does not change while time passes: shared by all threads.
class SystemPlan {
 public:
  SystemPlan(const FaultTree& tree, std::span<const FaultTree::Ref> functions);

  const Formula& formula() const { return m_formula; }
  // Gates that have this one as argument, as often as they have it, with the sign.
  std::span<const Term> usersOf(std::uint32_t gate) const {
    return std::span(m_users).subspan(m_first[gate], m_first[gate + 1] - m_first[gate]);
  }
  // The gate of an event; UINT32_MAX if no function needs it.
  std::uint32_t gateOf(EventIndex event) const { return m_gateOf[event]; }

 private:
  Formula m_formula;
  std::vector<std::uint32_t> m_first;
  std::vector<Term> m_users;
  std::vector<std::uint32_t> m_gateOf;
};

class System {
 public:
  explicit System(const SystemPlan& plan);

  // All at once. `happened` by gate of the formula; only those of events are read.
  void start(const std::vector<char>& happened);
  // One event begins or ends: everything above follows, each gate once.
  void flip(std::uint32_t eventGate);
  bool isTrue(Term t) const { return (m_true[t.index()] != 0) != t.negated(); }

 private:
  bool judge(std::uint32_t gate) const;
  void push(std::uint32_t gate);

  const SystemPlan& m_plan;
  std::vector<std::uint32_t> m_count;  // of true arguments
  std::vector<char> m_true;
  std::vector<char> m_waits;
  std::vector<std::uint32_t> m_waiting;  // heap, lowest gate first: arguments before their gates
};

}  // namespace nines::dd
