// What a design is: a value of nodes, links, comments and waivers. Copies share every unchanged part, so a snapshot
// of 10,000 nodes costs one pointer per node. Only apply() (edit.h) and the file reader change one.
#pragma once

#include <cstdint>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "support/geometry.h"
#include "topology/value.h"

namespace nines {

using NodeId = std::string;  // [a-z0-9-]+; nodes and links share one namespace
using LinkId = std::string;
using CommentId = std::string;
using Properties = Value::Object;

inline constexpr Size kCardSize{146, 52};

struct Node {
  NodeId id;
  std::string kind;
  NodeId parent;             // empty: on the canvas
  std::string name;          // empty: shown as the id
  std::optional<Rect> rect;  // relative to the parent's top left corner; absent: a free place is found when drawn
  Properties properties;
  Value::Object extra;  // keys this program does not know, kept for the next save
  bool locked = false;  // gestures on the canvas leave it where and as large as it is

  const std::string& title() const { return name.empty() ? id : name; }
  bool operator==(const Node& other) const;
};

struct Link {
  LinkId id;
  std::string kind;
  NodeId from;
  NodeId to;
  Properties properties;
  std::vector<Point> bends;  // canvas coordinates, only where a person placed them
  Value::Object extra;

  bool operator==(const Link& other) const;
};

// One message of a thread, pinned to a node, a link or a place on the canvas.
struct Comment {
  struct OnNode {
    NodeId node;
    bool operator==(const OnNode&) const = default;
  };
  struct OnLink {
    LinkId link;
    bool operator==(const OnLink&) const = default;
  };
  using Target = std::variant<Point, OnNode, OnLink>;

  CommentId id;
  std::string thread;
  Target target;
  std::string author;
  std::string at;  // ISO 8601 date or time
  std::string text;
  bool resolved = false;
  Value::Object extra;

  bool operator==(const Comment& other) const;
};

// Silences the finding with this key. Past `until` (ISO date, empty: no end) it no longer does.
struct Waiver {
  std::string key;
  std::string reason;
  std::string author;
  std::string at;
  std::string until;
  Value::Object extra;

  bool operator==(const Waiver& other) const;
};

// A table sorted by key whose rows are immutable and shared between copies.
template <class Row, std::string Row::* Key>
class Table {
 public:
  using Rows = std::vector<std::shared_ptr<const Row>>;
  // Rows to insert or replace, by key; no row: to erase.
  using Changes = std::map<std::string, std::shared_ptr<const Row>, std::less<>>;

  std::size_t size() const { return m_rows.size(); }
  bool empty() const { return m_rows.empty(); }
  const Row& operator[](std::size_t i) const { return *m_rows[i]; }
  const Rows& rows() const { return m_rows; }

  // The row, or null. The pointer lives as long as any topology that shares the row.
  const Row* find(std::string_view key) const {
    const std::size_t at = lowerBound(key);
    return at < m_rows.size() && (*m_rows[at]).*Key == key ? m_rows[at].get() : nullptr;
  }
  std::optional<std::size_t> indexOf(std::string_view key) const {
    const std::size_t at = lowerBound(key);
    if (at < m_rows.size() && (*m_rows[at]).*Key == key) return at;
    return std::nullopt;
  }

  // Inserts or replaces.
  void put(Row row);
  // False if there was none.
  bool erase(std::string_view key);
  // Any number of changes at the price of one: at most one pass over the table.
  void merge(Changes changes);
  void reserve(std::size_t count) { m_rows.reserve(count); }

  friend bool operator==(const Table& a, const Table& b) {
    if (a.m_rows.size() != b.m_rows.size()) return false;
    for (std::size_t i = 0; i < a.m_rows.size(); ++i) {
      if (a.m_rows[i] != b.m_rows[i] && !(*a.m_rows[i] == *b.m_rows[i])) return false;
    }
    return true;
  }

 private:
  std::size_t lowerBound(std::string_view key) const {
    // Reading a sorted file appends at the end: look there first.
    if (m_rows.empty() || (*m_rows.back()).*Key < key) return m_rows.size();
    std::size_t low = 0;
    std::size_t high = m_rows.size();
    while (low < high) {
      const std::size_t mid = low + (high - low) / 2;
      if (std::string_view((*m_rows[mid]).*Key) < key) low = mid + 1;
      else high = mid;
    }
    return low;
  }

  Rows m_rows;
};

template <class Row, std::string Row::* Key>
void Table<Row, Key>::put(Row row) {
  const std::size_t at = lowerBound(row.*Key);
  auto shared = std::make_shared<const Row>(std::move(row));
  if (at < m_rows.size() && (*m_rows[at]).*Key == (*shared).*Key) m_rows[at] = std::move(shared);
  else m_rows.insert(m_rows.begin() + static_cast<std::ptrdiff_t>(at), std::move(shared));
}

template <class Row, std::string Row::* Key>
bool Table<Row, Key>::erase(std::string_view key) {
  const auto at = indexOf(key);
  if (!at) return false;
  m_rows.erase(m_rows.begin() + static_cast<std::ptrdiff_t>(*at));
  return true;
}

template <class Row, std::string Row::* Key>
void Table<Row, Key>::merge(Changes changes) {
  bool sameKeys = true;
  for (auto& [key, row] : changes) {
    const auto at = indexOf(key);
    if (at && row) m_rows[*at] = row;
    else sameKeys = sameKeys && !at && !row;
  }
  if (sameKeys) return;
  Rows rows;
  rows.reserve(m_rows.size() + changes.size());
  auto old = m_rows.begin();
  for (auto& [key, row] : changes) {
    for (; old != m_rows.end() && (**old).*Key < key; ++old) rows.push_back(std::move(*old));
    if (old != m_rows.end() && (**old).*Key == key) ++old;
    if (row) rows.push_back(std::move(row));
  }
  rows.insert(rows.end(), std::make_move_iterator(old), std::make_move_iterator(m_rows.end()));
  m_rows = std::move(rows);
}

// Instantiated once, in topology.cpp.
extern template class Table<Node, &Node::id>;
extern template class Table<Link, &Link::id>;
extern template class Table<Comment, &Comment::id>;
extern template class Table<Waiver, &Waiver::key>;

inline constexpr std::string_view kDefaultProfile = "course-2021";

struct Topology {
  std::string name;
  std::string profile{kDefaultProfile};
  std::uint64_t revision = 0;  // saves that changed anything else
  Value::Object assumptions;   // key -> value, only what differs from the profile
  Table<Node, &Node::id> nodes;
  Table<Link, &Link::id> links;
  Table<Comment, &Comment::id> comments;
  Table<Waiver, &Waiver::key> waivers;
  Value::Object extra;

  bool operator==(const Topology& other) const;
};

// [a-z0-9-]+, at most 200 characters.
bool isValidId(std::string_view id);

// Coordinates and sizes in px that are farther from 0 than this are none: sums of them would no longer be exact to a
// px.
constexpr double kFarthest = 1e9;

// What a file can hold: finite numbers only, no place beyond kFarthest, and for a rectangle no negative width or
// height. apply() refuses the rest. Types of known properties are the catalogue's business: a topology does not know
// it, so whoever forms an edit keeps to them, or the file is refused when it is read.
bool isStorable(const Value& value);
bool isStorable(const Value::Object& object);
bool isStorable(const Point& point);
bool isStorable(const Rect& rect);

// A free id made from a name: "Orders DB" -> "orders-db", "orders-db-2", ... `fallback` where nothing is left of it.
std::string makeId(const Topology& topology, std::string_view name, std::string_view fallback);

// The first broken invariant in words, empty if all hold: ids valid and unique over nodes and links, parents exist
// and lie in no circle, link ends and comment targets exist.
std::string brokenInvariant(const Topology& topology);

}  // namespace nines
