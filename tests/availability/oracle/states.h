// The sum over all states of some independent events: 2^n of them, each with its probability. Slow, and simple enough
// to be believed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace nines::oracle {

// Which events have happened, by their number. Bytes: a state is read far more often than it is changed.
using State = std::vector<std::uint8_t>;

// The probability of all states in which `isUp(state)` is false, over the events `among`; all others keep what `state`
// says. Halves are added to halves, so that rounding grows with n and not with 2^n.
template <class IsUp>
long double downIn(std::span<const std::size_t> among, std::span<const long double> q, State& state, const IsUp& isUp) {
  if (among.empty()) return isUp(static_cast<const State&>(state)) ? 0.0L : 1.0L;
  const std::size_t event = among.front();
  const auto rest = among.subspan(1);
  state[event] = 1;
  const long double failed = downIn(rest, q, state, isUp);
  state[event] = 0;
  const long double working = downIn(rest, q, state, isUp);
  return q[event] * failed + (1.0L - q[event]) * working;
}

}  // namespace nines::oracle
