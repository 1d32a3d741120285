// A Boolean function over independent events, as gates that share what they have in common: what designs are turned
// into (true: somebody is not served) and what trees of other programs are read into.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace nines {

// Dense: events are numbered in the order in which they were made.
using EventIndex = std::uint32_t;

class FaultTree {
 public:
  // A gate, an event or a constant, perhaps negated. Cheap to copy; belongs to the tree that gave it.
  class Ref {
   public:
    constexpr Ref() = default;
    constexpr Ref operator!() const { return Ref(m_bits ^ 1u); }
    constexpr bool isNegated() const { return (m_bits & 1u) != 0; }
    constexpr std::uint32_t gate() const { return m_bits >> 1; }
    constexpr std::uint32_t bits() const { return m_bits; }
    constexpr bool operator==(const Ref&) const = default;
    constexpr auto operator<=>(const Ref&) const = default;

   private:
    friend class FaultTree;
    constexpr explicit Ref(std::uint32_t bits) : m_bits(bits) {}
    std::uint32_t m_bits = 0;  // gate 0 is the constant "never"
  };

  enum class Type : std::uint8_t { never, event, all, any, atLeast, oddly };

  struct Gate {
    Type type = Type::never;
    std::uint32_t least = 0;  // of atLeast: how many arguments have to be true; of event: its EventIndex
    std::uint32_t first = 0;  // position of the first argument
    std::uint32_t count = 0;  // number of arguments
  };

  FaultTree();

  static constexpr Ref never() { return Ref(0); }
  static constexpr Ref always() { return Ref(1); }

  // A new event, independent of all others.
  Ref addEvent();
  // These simplify what is plain (constants, doubles, a single argument, x and !x), and give the same reference for the
  // same function of the same arguments, whatever their order. `atLeast` counts a repeated argument as often as it is
  // given. Arguments are never gates that come later, so that there are no circles and positions are a topological
  // order.
  Ref all(std::span<const Ref> arguments);
  Ref any(std::span<const Ref> arguments);
  Ref atLeast(std::uint32_t least, std::span<const Ref> arguments);
  // True if an odd number of arguments is: exclusive or.
  Ref oddly(std::span<const Ref> arguments);

  std::size_t gateCount() const { return m_gates.size(); }
  std::size_t eventCount() const { return m_events; }
  const Gate& gate(std::uint32_t index) const { return m_gates[index]; }
  std::span<const Ref> arguments(std::uint32_t index) const {
    return std::span(m_arguments).subspan(m_gates[index].first, m_gates[index].count);
  }

 private:
  // A gate with the arguments in m_scratch, sorted; the known one if there is one.
  Ref make(Type type, std::uint32_t least);
  void growTable();

  std::vector<Gate> m_gates;
  std::vector<Ref> m_arguments;
  std::vector<Ref> m_scratch;
  std::vector<std::uint32_t> m_known;  // hash table with open addressing of gates with arguments; 0 is a free place
  std::size_t m_made = 0;              // gates in it
  std::uint32_t m_events = 0;
};

}  // namespace nines
