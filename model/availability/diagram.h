// A reduced ordered binary decision diagram with complement edges, under construction. No global state; its tables grow
// by need. Nothing recurses: diagrams may be as deep as there are variables.
#pragma once

#include <cstdint>
#include <stop_token>
#include <vector>

#include "availability/hashing.h"

namespace nines::dd {

// A function: a node, perhaps negated. Node 0 is the constant "false".
struct Edge {
  std::uint32_t bits = 0;
  constexpr std::uint32_t node() const { return bits >> 1; }
  constexpr bool negated() const { return (bits & 1u) != 0; }
  constexpr bool constant() const { return bits < 2; }
  constexpr Edge operator!() const { return {bits ^ 1u}; }
  constexpr Edge operator^(bool negate) const { return {bits ^ (negate ? 1u : 0u)}; }
  constexpr bool operator==(const Edge&) const = default;
};
constexpr Edge kFalse{0};
constexpr Edge kTrue{1};

struct DiagramNode {
  std::uint32_t level = 0;  // of its variable; that of the constant is beyond all others
  Edge low;                 // if the variable is false; never negated, so that each function has one form
  Edge high;
};

// A finished diagram of one function: nodes of what is below come first, node 0 is the constant.
struct Function {
  std::vector<DiagramNode> nodes{{UINT32_MAX, {}, {}}};
  Edge root;
};

enum class Failure : std::uint8_t { none, tooLarge, stopped, crowded };

class Diagram {
 public:
  // Holds at most `limit` nodes that are needed; asks `stop` now and then.
  explicit Diagram(std::stop_token stop) : m_stop(std::move(stop)) {}

  // Forgets all functions, keeps tables. `levels` is the number of variables.
  void begin(std::uint32_t levels, std::size_t limit);
  // Why an operation gave no function; all later ones then give none either.
  Failure failure() const { return m_failure; }

  // An operation that would need more than this from now on gives up as `tooLarge`, begun again or not. Work is counted
  // in nodes that are looked at, of which a second has some ten million.
  void allow(std::uint64_t work);
  std::uint64_t work() const { return m_work; }  // done so far
  // Between operations: forgets that one was too large, so that smaller ones can be tried. What stands in slots stays.
  void recover();

  // Functions that must survive stand in slots: whatever is in none, and no argument of the running operation, may be
  // collected. Operations that fail give kFalse.
  void setSlots(std::size_t count) { m_slots.assign(count, kFalse); }
  Edge& slot(std::size_t i) { return m_slots[i]; }
  // Nothing is collected any more; the limit counts all nodes.
  void keepAll() { m_collects = false; }

  // From now on an operation during which so many nodes are needed gives up as `crowded`, for the order to be changed;
  // 0: none does.
  void setCrowdedAt(std::size_t nodes);
  // Between operations: moves variables to where what stands in slots takes fewer nodes, looking at about so many, and
  // forgets that it was crowded. By new level, the level before.
  std::vector<std::uint32_t> reorder(std::size_t work);

  // `low` and `high` must not depend on variables up to `level`.
  Edge make(std::uint32_t level, Edge low, Edge high);
  Edge choose(Edge condition, Edge then, Edge otherwise);
  Edge both(Edge a, Edge b) { return choose(a, b, kFalse); }
  Edge either(Edge a, Edge b) { return choose(a, kTrue, b); }
  Edge differ(Edge a, Edge b) { return choose(a, !b, b); }

  std::uint32_t level(Edge e) const { return m_nodes[e.node()].level; }
  Edge low(Edge e) const { return m_nodes[e.node()].low ^ e.negated(); }
  Edge high(Edge e) const { return m_nodes[e.node()].high ^ e.negated(); }

  // Copies one function out.
  Function freeze(Edge root) const;
  // The same in time that the function takes, not the diagram; nodes of one level need not stand together.
  Function freezeSmall(Edge root) const;
  // The other way round: the levels stay.
  Edge thaw(const Function& function);
  std::size_t nodes() const { return m_nodes.size() - m_free.size(); }

 private:
  struct Triple {
    Edge f, g, h;
    bool operator==(const Triple&) const = default;
  };
  struct Cached {
    Triple of;
    Edge result;
  };
  struct Frame {
    Triple of;
    std::uint32_t level;
    bool negate;
    bool hasLow;
    Edge low;
  };

  bool goesOn();
  bool settle(Triple& t, bool& negate, Edge& result) const;
  bool before(Edge a, Edge b) const { return a.bits < b.bits; }
  Triple cofactors(const Triple& t, std::uint32_t level, bool high) const;
  bool look(Triple t, Edge& result);
  bool lookBoth(Edge f, Edge g, Edge& result);
  Edge conjunction(Edge f, Edge g);
  void remember(const Triple& t, Edge result);
  std::uint32_t allocate(std::uint32_t level, Edge low, Edge high, std::size_t bucket);
  bool room(Edge low, Edge high);
  void collect(Edge low, Edge high);
  void mark(Edge root, std::vector<bool>& marked) const;
  void rehash(std::size_t buckets);
  std::size_t bucketOf(std::uint32_t level, Edge low, Edge high) const {
    return hashOf(level, low.bits, high.bits) & (m_buckets.size() - 1);
  }
  std::size_t placeOf(const Triple& t) const { return hashOf(t.f.bits, t.g.bits, t.h.bits) & (m_cache.size() - 1); }

  std::stop_token m_stop;
  std::vector<DiagramNode> m_nodes;
  std::vector<std::uint32_t> m_next;     // of the same bucket, 0 at its end
  std::vector<std::uint32_t> m_buckets;  // a power of two
  std::vector<std::uint32_t> m_free;
  std::vector<Cached> m_cache;   // a power of two; a free place has the constant as f
  std::size_t m_remembered = 0;  // since it grew
  std::vector<Frame> m_frames;   // of the running operation
  std::vector<Edge> m_slots;
  std::size_t m_limit = 0;
  std::size_t m_collectAt = 0;  // as many nodes
  std::size_t m_crowdedAt = 0;
  std::uint64_t m_work = 0;
  std::uint64_t m_mostWork = UINT64_MAX;
  bool m_collects = true;
  Failure m_failure = Failure::none;
};

}  // namespace nines::dd
