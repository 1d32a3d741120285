#include "availability/implicants.h"

#include <cassert>
#include <unordered_map>
#include <utility>

namespace nines::dd {

namespace {

// The sets that make f = (x, low, high) true are: those that make it true whatever x is, thus both `low` and `high`;
// with x, those that make `high` true and have none of the former as subset; with the contrary of x, the same of `low`.
// Of a rising f, both is `low`, and the contrary of x is of no use (Rauzy 1993); of a falling one the other way round.
// Sets that are too long are left out at once: what is cut off has no shorter subset among them.
template <class Nodes>
class Implicants {
 public:
  Implicants(Nodes& diagram, Direction direction, const std::vector<bool>& bothSigns, std::size_t limit,
             const std::stop_token& stop)
      : m_diagram(diagram), m_direction(direction), m_bothSigns(bothSigns), m_families(limit, stop) {}

  std::optional<std::vector<std::vector<std::uint32_t>>> run(Edge root, std::size_t order, std::size_t limit) {
    m_stack.push_back({root, order});
    while (!m_stack.empty()) {
      if (step()) m_stack.pop_back();
      if (m_families.failed() || m_diagram.failed() || m_known.size() > limit) return std::nullopt;
    }
    return m_families.list(m_result, limit);
  }

 private:
  struct Task {
    Edge f;
    std::size_t order;
    int stage = 0;
    Family both = kNoSet;
    Family with = kNoSet;
  };

  static std::uint64_t key(const Task& t) { return static_cast<std::uint64_t>(t.f.bits) << 32 | t.order; }

  Edge bothOf(Edge low, Edge high) {
    if (m_direction.rising) return low;
    if (m_direction.falling) return high;
    return m_diagram.both(low, high);
  }

  // One step of the topmost task; m_result is that of the one it asked for last. True if it is done.
  bool step() {
    Task& top = m_stack.back();
    if (top.stage == 0) {
      if (top.f.constant() || top.order == 0) {
        m_result = top.f == kTrue ? kEmptySet : kNoSet;
        return true;
      }
      const auto known = m_known.find(key(top));
      if (known != m_known.end()) {
        m_result = known->second;
        return true;
      }
    }
    const std::uint32_t level = m_diagram.level(top.f);
    const Edge low = m_diagram.low(top.f);
    const Edge high = m_diagram.high(top.f);
    const std::size_t order = top.order;
    switch (top.stage++) {
      case 0:
        m_stack.push_back({bothOf(low, high), order});
        return false;
      case 1:
        top.both = m_result;
        m_result = kNoSet;
        if (m_direction.falling && !m_direction.rising) return false;
        m_stack.push_back({high, order - 1});
        return false;
      case 2:
        top.with = m_families.minus(m_result, top.both);
        m_result = kNoSet;
        if (m_direction.rising || !m_bothSigns[level]) return false;
        m_stack.push_back({low, order - 1});
        return false;
      default:
        break;
    }
    const Family contrary = m_families.minus(m_result, top.both);
    m_result = m_families.make(literal(level, true), top.both, contrary);
    m_result = m_families.make(literal(level, false), m_result, top.with);
    m_known.emplace(key(top), m_result);
    return true;
  }

  Nodes& m_diagram;
  Direction m_direction;
  const std::vector<bool>& m_bothSigns;
  SetFamilies m_families;
  std::vector<Task> m_stack;
  std::unordered_map<std::uint64_t, Family> m_known;
  Family m_result = kNoSet;
};

// A finished function, of which nothing new has to be made.
struct Finished {
  const std::vector<DiagramNode>& nodes;

  std::uint32_t level(Edge e) const { return nodes[e.node()].level; }
  Edge low(Edge e) const { return nodes[e.node()].low ^ e.negated(); }
  Edge high(Edge e) const { return nodes[e.node()].high ^ e.negated(); }
  static Edge both(Edge low, Edge /*high*/) {
    assert(false);  // nobody asks for it where there is a direction
    return low;
  }
  static bool failed() { return false; }
};

// One in which what two functions have in common can be worked out.
struct Growing {
  Diagram diagram;

  std::uint32_t level(Edge e) const { return diagram.level(e); }
  Edge low(Edge e) const { return diagram.low(e); }
  Edge high(Edge e) const { return diagram.high(e); }
  Edge both(Edge low, Edge high) { return diagram.both(low, high); }
  bool failed() const { return diagram.failure() != Failure::none; }
};

}  // namespace

std::optional<std::vector<std::vector<std::uint32_t>>> implicants(const Function& function, bool negated,
                                                                  Direction direction,
                                                                  const std::vector<bool>& bothSigns, std::size_t order,
                                                                  std::size_t limit, const std::stop_token& stop) {
  const Direction asked = negated ? !direction : direction;
  if (asked.rising || asked.falling) {
    Finished nodes{function.nodes};
    return Implicants(nodes, asked, bothSigns, limit, stop).run(function.root ^ negated, order, limit);
  }
  Growing nodes{Diagram(stop)};
  nodes.diagram.begin(function.nodes[0].level, limit);
  nodes.diagram.keepAll();
  const Edge root = nodes.diagram.thaw(function) ^ negated;
  if (nodes.failed()) return std::nullopt;
  return Implicants(nodes, asked, bothSigns, limit, stop).run(root, order, limit);
}

}  // namespace nines::dd
