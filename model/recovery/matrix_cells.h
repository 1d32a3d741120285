// The cells of one column. Most outages leave most workloads alone: cells that say so are shared between columns, or a
// large design would have half a million of them.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <iterator>
#include <memory>
#include <utility>
#include <vector>

namespace nines {

template <class Cell>
class SharedCells {
  using Pointers = std::vector<std::shared_ptr<Cell>>;

 public:
  class Iterator {
   public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = Cell;
    using difference_type = std::ptrdiff_t;
    using pointer = const Cell*;
    using reference = const Cell&;

    Iterator() = default;
    explicit Iterator(typename Pointers::const_iterator at) : m_at(at) {}
    reference operator*() const { return **m_at; }
    pointer operator->() const { return m_at->get(); }
    Iterator& operator++() {
      ++m_at;
      return *this;
    }
    Iterator operator++(int) {
      Iterator before = *this;
      ++m_at;
      return before;
    }
    bool operator==(const Iterator&) const = default;

   private:
    typename Pointers::const_iterator m_at{};
  };
  using value_type = Cell;
  using const_iterator = Iterator;

  SharedCells() = default;
  SharedCells(std::initializer_list<Cell> cells) {
    for (const Cell& cell : cells) push_back(cell);
  }
  // All of them shared.
  explicit SharedCells(Pointers cells) : m_cells(std::move(cells)) {}

  void push_back(Cell cell) { m_cells.push_back(std::make_shared<Cell>(std::move(cell))); }
  void set(std::size_t i, Cell cell) { m_cells[i] = std::make_shared<Cell>(std::move(cell)); }
  std::size_t size() const { return m_cells.size(); }
  bool empty() const { return m_cells.empty(); }
  const Cell& operator[](std::size_t i) const { return *m_cells[i]; }
  // To be changed: a shared one becomes its own.
  Cell& operator[](std::size_t i) {
    if (m_cells[i].use_count() > 1) m_cells[i] = std::make_shared<Cell>(*m_cells[i]);
    return *m_cells[i];
  }
  Iterator begin() const { return Iterator(m_cells.begin()); }
  Iterator end() const { return Iterator(m_cells.end()); }

 private:
  Pointers m_cells;
};

}  // namespace nines
