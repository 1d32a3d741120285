// Tarjan's strongly connected components: they come out after all that they lead to.
#include "availability/build_order.h"

#include <algorithm>

namespace nines {

namespace {

class Search {
 public:
  Search(std::size_t nodes, const std::function<std::vector<NodeIndex>(NodeIndex)>& successors)
      : m_successors(successors), m_number(nodes, 0), m_lowest(nodes, 0), m_isOpen(nodes, false) {}

  void from(NodeIndex start) {
    if (m_number[start] != 0) return;
    enter(start);
    while (!m_frames.empty()) {
      Frame& frame = m_frames.back();
      if (frame.next == frame.successors.size()) {
        leave();
        continue;
      }
      const NodeIndex to = frame.successors[frame.next++];
      if (to == frame.node) frame.leadsToItself = true;
      if (m_number[to] == 0) enter(to);
      else if (m_isOpen[to]) m_lowest[frame.node] = std::min(m_lowest[frame.node], m_number[to]);
    }
  }

  std::vector<BuildStep> take() { return std::move(m_steps); }

 private:
  struct Frame {
    NodeIndex node;
    std::vector<NodeIndex> successors;
    std::size_t next = 0;
    bool leadsToItself = false;
  };

  void enter(NodeIndex node) {
    m_number[node] = m_lowest[node] = ++m_count;
    m_isOpen[node] = true;
    m_open.push_back(node);
    m_frames.push_back({node, m_successors(node)});
  }

  void leave() {
    const Frame frame = std::move(m_frames.back());
    m_frames.pop_back();
    if (!m_frames.empty()) {
      NodeIndex& above = m_lowest[m_frames.back().node];
      above = std::min(above, m_lowest[frame.node]);
    }
    if (m_lowest[frame.node] != m_number[frame.node]) return;
    auto first = m_open.end() - 1;
    while (*first != frame.node) --first;
    BuildStep step{frame.node, {}};
    if (m_open.end() - first > 1 || frame.leadsToItself) step.inCircle.assign(first, m_open.end());
    std::ranges::sort(step.inCircle);
    if (!step.inCircle.empty()) step.node = step.inCircle.front();
    for (auto at = first; at != m_open.end(); ++at) m_isOpen[*at] = false;
    m_open.erase(first, m_open.end());
    m_steps.push_back(std::move(step));
  }

  const std::function<std::vector<NodeIndex>(NodeIndex)>& m_successors;
  std::vector<std::uint32_t> m_number;  // in order of discovery, from 1
  std::vector<std::uint32_t> m_lowest;
  std::vector<bool> m_isOpen;
  std::vector<NodeIndex> m_open;
  std::vector<Frame> m_frames;
  std::uint32_t m_count = 0;
  std::vector<BuildStep> m_steps;
};

}  // namespace

std::vector<BuildStep> buildOrder(std::size_t nodes, std::span<const NodeIndex> starts,
                                  const std::function<std::vector<NodeIndex>(NodeIndex)>& successors) {
  Search search(nodes, successors);
  for (const NodeIndex start : starts) search.from(start);
  return search.take();
}

}  // namespace nines
