// Positions of rows by their ids, for whoever looks up about as many as there are.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

namespace nines {

class IdTable {
 public:
  static constexpr std::uint32_t kNone = 0xffffffffu;

  // Of rows that have an `id` each; the table of rows has to outlive it.
  template <class Rows>
  explicit IdTable(const Rows& rows) : m_slots(std::bit_ceil(2 * rows.size() + 1), Slot{}) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const std::string_view id = rows[i].id;
      std::size_t at = slotOf(id);
      while (m_slots[at].row != kNone) at = (at + 1) & (m_slots.size() - 1);
      m_slots[at] = {id, static_cast<std::uint32_t>(i)};
    }
  }

  // kNone if there is none.
  std::uint32_t find(std::string_view id) const {
    std::size_t at = slotOf(id);
    while (m_slots[at].row != kNone && m_slots[at].id != id) at = (at + 1) & (m_slots.size() - 1);
    return m_slots[at].row;
  }

 private:
  struct Slot {
    std::string_view id;
    std::uint32_t row = kNone;
  };

  std::size_t slotOf(std::string_view id) const { return std::hash<std::string_view>()(id) & (m_slots.size() - 1); }

  std::vector<Slot> m_slots;  // open addressing, at most half full
};

}  // namespace nines
