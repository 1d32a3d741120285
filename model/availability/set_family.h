// Families of sets of numbers, as zero-suppressed diagrams: what families have in common is kept once.
#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>
#include <unordered_map>
#include <vector>

#include "availability/diagram.h"

namespace nines::dd {

using Family = std::uint32_t;
constexpr Family kNoSet = 0;
constexpr Family kEmptySet = 1;  // the family that has the empty set alone

class SetFamilies {
 public:
  // Holds at most `limit` nodes.
  SetFamilies(std::size_t limit, std::stop_token stop);

  // Sets of `without`, and those of `with` together with `element`. All of their elements are greater.
  Family make(std::uint32_t element, Family without, Family with);
  // The sets of `family` that have no set of `forbidden` as subset.
  Family minus(Family family, Family forbidden);
  // All sets, elements ascending; nothing if they are more than `most`.
  std::optional<std::vector<std::vector<std::uint32_t>>> list(Family family, std::size_t most) const;
  // Whether the limit was reached or the work stopped: results are worth nothing then.
  bool failed() const { return m_failed; }

 private:
  struct Node {
    std::uint32_t element;
    Family without, with;
    bool hasEmpty;  // whether the empty set is among its sets
  };
  struct Difference {
    Family family, forbidden;
    Family without = 0;  // part of the result
    int stage = 0;
  };

  bool plain(Family family, Family forbidden, Family& result) const;
  bool hasEmpty(Family family) const { return m_nodes[family].hasEmpty; }
  bool step(Family& result);

  static std::uint64_t pair(Family a, Family b) { return static_cast<std::uint64_t>(a) << 32 | b; }

  std::vector<Node> m_nodes;
  std::vector<std::uint32_t> m_buckets;
  std::vector<std::uint32_t> m_next;
  std::unordered_map<std::uint64_t, Family> m_differences;
  std::vector<Difference> m_open;  // of the running minus()
  std::size_t m_limit;
  std::stop_token m_stop;
  bool m_failed = false;
};

}  // namespace nines::dd
