// Rows that never change, in a list whose copies cost a pointer for each: what two lists have in common is there once.
#pragma once

#include <compare>
#include <cstddef>
#include <initializer_list>
#include <iterator>
#include <memory>
#include <utility>
#include <vector>

namespace nines {

template <class Row>
class SharedRows {
 public:
  // Over the rows, not their pointers.
  class Iterator {
   public:
    using iterator_category = std::random_access_iterator_tag;
    using value_type = Row;
    using difference_type = std::ptrdiff_t;
    using pointer = const Row*;
    using reference = const Row&;

    Iterator() = default;
    explicit Iterator(const std::shared_ptr<const Row>* at) : m_at(at) {}

    reference operator*() const { return **m_at; }
    pointer operator->() const { return m_at->get(); }
    reference operator[](difference_type n) const { return *m_at[n]; }
    Iterator& operator++() { return *this += 1; }
    Iterator operator++(int) { return Iterator(m_at++); }
    Iterator& operator--() { return *this -= 1; }
    Iterator operator--(int) { return Iterator(m_at--); }
    Iterator& operator+=(difference_type n) {
      m_at += n;
      return *this;
    }
    Iterator& operator-=(difference_type n) {
      m_at -= n;
      return *this;
    }
    friend Iterator operator+(Iterator at, difference_type n) { return at += n; }
    friend Iterator operator+(difference_type n, Iterator at) { return at += n; }
    friend Iterator operator-(Iterator at, difference_type n) { return at -= n; }
    friend difference_type operator-(Iterator a, Iterator b) { return a.m_at - b.m_at; }
    bool operator==(const Iterator&) const = default;
    auto operator<=>(const Iterator&) const = default;

   private:
    const std::shared_ptr<const Row>* m_at = nullptr;
  };
  using value_type = Row;
  using const_iterator = Iterator;

  SharedRows() = default;
  SharedRows(std::initializer_list<Row> rows) {
    reserve(rows.size());
    for (const Row& row : rows) push_back(row);
  }

  std::size_t size() const { return m_rows.size(); }
  bool empty() const { return m_rows.empty(); }
  Iterator begin() const { return Iterator(m_rows.data()); }
  Iterator end() const { return Iterator(m_rows.data() + m_rows.size()); }
  const Row& operator[](std::size_t i) const { return *m_rows[i]; }
  const Row& at(std::size_t i) const { return *m_rows.at(i); }
  const Row& front() const { return *m_rows.front(); }
  const Row& back() const { return *m_rows.back(); }

  void reserve(std::size_t count) { m_rows.reserve(count); }
  void clear() { m_rows.clear(); }
  void push_back(Row row) { m_rows.push_back(std::make_shared<const Row>(std::move(row))); }
  // Appends a row that others may have as well; not null.
  void share(std::shared_ptr<const Row> row) { m_rows.push_back(std::move(row)); }
  // Another row in the place of one, in this list alone.
  void replace(std::size_t i, Row row) { m_rows[i] = std::make_shared<const Row>(std::move(row)); }

  template <class Predicate>
  friend std::size_t erase_if(SharedRows& rows, Predicate leaves) {
    return std::erase_if(rows.m_rows, [&](const std::shared_ptr<const Row>& row) { return leaves(*row); });
  }

 private:
  std::vector<std::shared_ptr<const Row>> m_rows;
};

}  // namespace nines
