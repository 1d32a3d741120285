// Finds an order of the variables in which functions that are there take fewer nodes, by sifting (Rudell 1993): each
// variable is moved through all levels, one swap with its neighbour after the other, and stays where the diagram was
// smallest.
#pragma once

#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

#include "availability/diagram.h"

namespace nines::dd {

class Reordering {
 public:
  // Works on `nodes` in place: each keeps its function and its index. `roots` are what has to stay; what they do not
  // need must be marked in `isFree` and may be used.
  Reordering(std::vector<DiagramNode>& nodes, std::vector<bool>& isFree, std::span<const Edge> roots);

  // Looks at about so many nodes at most. Afterwards node and level agree with the new order.
  void run(std::uint64_t work, const std::stop_token& stop);
  std::uint64_t work() const { return m_work; }  // done, in nodes looked at
  // By new level: which level the variable stood on before.
  std::span<const std::uint32_t> order() const { return m_variableAt; }

 private:
  // Nodes of one variable, found by what is below them.
  struct Table {
    std::vector<std::uint32_t> buckets{0};
    std::size_t size = 0;
  };

  std::uint32_t variable(Edge e) const { return m_nodes[e.node()].level; }
  Edge low(Edge e) const { return m_nodes[e.node()].low ^ e.negated(); }
  Edge high(Edge e) const { return m_nodes[e.node()].high ^ e.negated(); }

  std::uint32_t& bucket(Table& table, Edge low, Edge high);
  void enter(std::uint32_t node);
  void remove(std::uint32_t node);
  void grow(Table& table);
  Edge make(std::uint32_t variable, Edge low, Edge high);
  std::uint32_t allocate(const DiagramNode& node);
  void addReference(Edge e) { ++m_references[e.node()]; }
  void dropReference(Edge e);
  void swap(std::uint32_t level);
  void sift(std::uint32_t variable);
  // Moves the variable as far as this level, while that is worth it; notes where the diagram was smallest.
  void move(std::uint32_t variable, std::uint32_t to, std::uint32_t& best, std::size_t& least);

  std::vector<DiagramNode>& m_nodes;  // while it works, `level` is the variable: the level that it had before
  std::vector<bool>& m_isFree;
  std::vector<std::uint32_t> m_free;
  std::vector<std::uint32_t> m_references;
  std::vector<std::uint32_t> m_next;  // of the same bucket, 0 at its end
  std::vector<Table> m_tables;        // by variable
  std::vector<std::uint32_t> m_variableAt, m_levelOf;
  std::vector<std::uint32_t> m_crossing, m_dropped;
  std::size_t m_size = 0;
  std::uint64_t m_work = 0;  // nodes looked at
};

}  // namespace nines::dd
