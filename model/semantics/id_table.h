// Positions of rows by their ids, for whoever looks up about as many as there are.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

namespace nines {

template <class Rows>
class IdTable {
 public:
  static constexpr std::uint32_t kNone = 0xffffffffu;

  // Of rows that have an `id` each; the table of rows has to outlive it.
  explicit IdTable(const Rows& rows) : m_rows(rows), m_slots(std::bit_ceil(2 * rows.size() + 1), Slot{}) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const std::size_t hash = hashOf(rows[i].id);
      std::size_t at = hash & (m_slots.size() - 1);
      while (m_slots[at].row != kNone) at = (at + 1) & (m_slots.size() - 1);
      m_slots[at] = {static_cast<std::uint32_t>(hash), static_cast<std::uint32_t>(i)};
    }
  }

  // kNone if there is none.
  std::uint32_t find(std::string_view id) const {
    const std::size_t hash = hashOf(id);
    const auto part = static_cast<std::uint32_t>(hash);
    std::size_t at = hash & (m_slots.size() - 1);
    while (m_slots[at].row != kNone && (m_slots[at].hash != part || m_rows[m_slots[at].row].id != id))
      at = (at + 1) & (m_slots.size() - 1);
    return m_slots[at].row;
  }

 private:
  struct Slot {
    std::uint32_t hash = 0;  // its lower half: ids are compared only where it is equal
    std::uint32_t row = kNone;
  };

  static std::size_t hashOf(std::string_view id) { return std::hash<std::string_view>()(id); }

  const Rows& m_rows;
  std::vector<Slot> m_slots;  // open addressing, at most half full
};

}  // namespace nines
