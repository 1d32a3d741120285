#include "semantics/circles.h"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace nines {

namespace {

using Successors = std::function<std::vector<NodeIndex>(NodeIndex)>;

// Tarjan's algorithm with a stack of its own, since a file may hold a circle of any length.
class Circles {
 public:
  Circles(const Design& design, const Successors& successors)
      : m_successors(successors), m_states(design.nodeCount()) {}

  std::vector<std::vector<NodeIndex>> find(std::span<const NodeIndex> starts) {
    for (const NodeIndex i : starts) {
      if (m_states[i].order == 0) explore(i);
    }
    std::ranges::sort(m_found);
    return std::move(m_found);
  }

 private:
  struct State {
    std::uint32_t order = 0;  // of discovery, from 1
    std::uint32_t low = 0;
    bool open = false;
    bool self = false;
  };
  struct Visit {
    NodeIndex node;
    std::vector<NodeIndex> successors;
    std::size_t next = 0;
  };

  void enter(NodeIndex i) {
    m_states[i] = {++m_clock, m_clock, true, false};
    m_open.push_back(i);
    m_visits.push_back({i, m_successors(i), 0});
  }

  void explore(NodeIndex start) {
    enter(start);
    while (!m_visits.empty()) {
      Visit& visit = m_visits.back();
      State& state = m_states[visit.node];
      if (visit.next < visit.successors.size()) {
        const NodeIndex to = visit.successors[visit.next++];
        state.self |= to == visit.node;
        if (m_states[to].order == 0) enter(to);
        else if (m_states[to].open) state.low = std::min(state.low, m_states[to].order);
        continue;
      }
      const NodeIndex done = visit.node;
      m_visits.pop_back();
      if (!m_visits.empty()) {
        State& above = m_states[m_visits.back().node];
        above.low = std::min(above.low, m_states[done].low);
      }
      if (m_states[done].low == m_states[done].order) close(done);
    }
  }

  void close(NodeIndex root) {
    std::vector<NodeIndex> component;
    do {
      component.push_back(m_open.back());
      m_states[m_open.back()].open = false;
      m_open.pop_back();
    } while (component.back() != root);
    if (component.size() == 1 && !m_states[root].self) return;
    std::ranges::sort(component);
    m_found.push_back(std::move(component));
  }

  const Successors& m_successors;
  std::vector<State> m_states;
  std::vector<NodeIndex> m_open;
  std::vector<Visit> m_visits;
  std::uint32_t m_clock = 0;
  std::vector<std::vector<NodeIndex>> m_found;
};

}  // namespace

std::vector<std::vector<NodeIndex>> circlesOf(const Design& design, std::span<const NodeIndex> starts,
                                              const std::function<std::vector<NodeIndex>(NodeIndex)>& successors) {
  return Circles(design, successors).find(starts);
}

}  // namespace nines
