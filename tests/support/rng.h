// A small generator of pseudo-random numbers (splitmix64, public domain, Sebastiano Vigna): the same seed gives the
// same sequence with every standard library. Ask once in a call: compilers differ in which argument they evaluate
// first, and the designs of a seed shall not differ.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace nines::test {

class Rng {
 public:
  explicit Rng(std::uint64_t seed) : m_state(seed) {}

  std::uint64_t next() {
    m_state += 0x9e3779b97f4a7c15u;
    std::uint64_t z = m_state;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
  }

  // Evenly in [0, count); 0 where count is 0. The bias of the remainder is far below what a test could see.
  std::size_t below(std::size_t count) { return count == 0 ? 0 : static_cast<std::size_t>(next() % count); }
  // Evenly in [low, high], both included.
  int between(int low, int high) { return low + static_cast<int>(below(static_cast<std::size_t>(high - low + 1))); }
  // Evenly in [0, 1).
  double real() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
  bool chance(double probability) { return real() < probability; }

  template <class T, std::size_t N>
  const T& pick(const T (&items)[N]) {
    return items[below(N)];
  }
  template <class Items>
  const auto& pick(const Items& items) {
    return items[below(items.size())];
  }

 private:
  std::uint64_t m_state;
};

}  // namespace nines::test
