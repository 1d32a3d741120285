#include "availability/diagram.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "availability/hashing.h"
#include "availability/reordering.h"

namespace nines::dd {

namespace {

constexpr std::size_t kLeastBuckets = 256;  // to begin with
constexpr std::size_t kFirstBuckets = 2048;
constexpr std::size_t kMostCached = std::size_t{1} << 22;
constexpr std::size_t kFirstCollection = std::size_t{1} << 16;

}  // namespace

void Diagram::begin(std::uint32_t levels, std::size_t limit) {
  m_nodes.assign(1, {levels, {}, {}});
  m_next.assign(1, 0);
  m_free.clear();
  m_frames.clear();
  m_slots.clear();
  // By what a function of so many variables takes as a rule: after a large one small ones must not pay for its tables.
  const std::size_t buckets = std::clamp(std::bit_ceil(std::size_t{32} * levels), kLeastBuckets, kFirstBuckets);
  m_buckets.assign(buckets, 0);
  m_cache.assign(buckets, {});
  m_remembered = 0;
  m_limit = limit;
  m_collectAt = kFirstCollection;
  m_crowdedAt = 0;
  m_collects = true;
  m_failure = m_stop.stop_requested() ? Failure::stopped : Failure::none;
}

std::size_t Diagram::bucketOf(std::uint32_t level, Edge low, Edge high) const {
  return hashOf(level, low.bits, high.bits) & (m_buckets.size() - 1);
}

std::size_t Diagram::placeOf(const Triple& t) const {
  return hashOf(t.f.bits, t.g.bits, t.h.bits) & (m_cache.size() - 1);
}

Edge Diagram::make(std::uint32_t level, Edge low, Edge high) {
  if (low == high) return low;
  const bool negate = low.negated();
  low = low ^ negate;
  high = high ^ negate;
  const std::size_t bucket = bucketOf(level, low, high);
  for (std::uint32_t n = m_buckets[bucket]; n != 0; n = m_next[n]) {
    const DiagramNode& node = m_nodes[n];
    if (node.level == level && node.low == low && node.high == high) return Edge{n << 1} ^ negate;
  }
  if (m_failure != Failure::none || !room(low, high)) return kFalse;
  return Edge{allocate(level, low, high, bucket) << 1} ^ negate;
}

std::uint32_t Diagram::allocate(std::uint32_t level, Edge low, Edge high, std::size_t bucket) {
  std::uint32_t n = 0;
  if (m_free.empty()) {
    n = static_cast<std::uint32_t>(m_nodes.size());
    m_nodes.push_back({level, low, high});
    m_next.push_back(0);
    if (m_nodes.size() > m_buckets.size()) {
      rehash(2 * m_buckets.size());
      return n;
    }
  } else {
    n = m_free.back();
    m_free.pop_back();
    m_nodes[n] = {level, low, high};
  }
  std::uint32_t& head = m_buckets[bucket];
  m_next[n] = head;
  head = n;
  return n;
}

// Makes sure that there is room for one more node.
bool Diagram::room(Edge low, Edge high) {
  if (!m_free.empty()) return true;
  const std::size_t most = std::min(m_limit, std::size_t{1} << 30);
  if (m_nodes.size() < (m_collects ? std::min(m_collectAt, most) : most)) return true;
  if (m_collects) {
    collect(low, high);
    const std::size_t alive = nodes();
    if (m_crowdedAt > 0 && alive >= m_crowdedAt) {
      m_failure = Failure::crowded;
      return false;
    }
    // What frees little is not worth its time: grow instead, and give up a little before the limit rather than
    // collecting for every few nodes.
    if (alive > m_nodes.size() / 2) m_collectAt = 2 * m_nodes.size();
    if (m_free.size() > m_nodes.size() / 16 || m_nodes.size() < most) return true;
  }
  m_failure = Failure::tooLarge;
  return false;
}

void Diagram::mark(Edge root, std::vector<bool>& marked) const {
  std::vector<std::uint32_t> stack;
  const auto meet = [&](Edge e) {
    if (marked[e.node()]) return;
    marked[e.node()] = true;
    stack.push_back(e.node());
  };
  meet(root);
  while (!stack.empty()) {
    const std::uint32_t n = stack.back();
    stack.pop_back();
    meet(m_nodes[n].low);
    meet(m_nodes[n].high);
  }
}

void Diagram::collect(Edge low, Edge high) {
  m_work += m_nodes.size();
  std::vector<bool> marked(m_nodes.size());
  marked[0] = true;
  mark(low, marked);
  mark(high, marked);
  for (const Edge e : m_slots) mark(e, marked);
  for (const Frame& frame : m_frames) {
    for (const Edge e : {frame.of.f, frame.of.g, frame.of.h, frame.low}) mark(e, marked);
  }
  m_free.clear();
  std::ranges::fill(m_buckets, 0);
  for (auto n = static_cast<std::uint32_t>(m_nodes.size()); n-- > 1;) {
    if (!marked[n]) {
      m_free.push_back(n);
      continue;
    }
    std::uint32_t& head = m_buckets[bucketOf(m_nodes[n].level, m_nodes[n].low, m_nodes[n].high)];
    m_next[n] = head;
    head = n;
  }
  for (Cached& c : m_cache) {
    if (!marked[c.of.f.node()] || !marked[c.of.g.node()] || !marked[c.of.h.node()] || !marked[c.result.node()]) c = {};
  }
}

// Only while no node is free: all nodes stand in the table. The cache grows along, if it has been of use.
void Diagram::rehash(std::size_t buckets) {
  m_buckets.assign(buckets, 0);
  for (std::uint32_t n = 1; n < m_nodes.size(); ++n) {
    std::uint32_t& head = m_buckets[bucketOf(m_nodes[n].level, m_nodes[n].low, m_nodes[n].high)];
    m_next[n] = head;
    head = n;
  }
  if (m_cache.size() >= kMostCached || m_remembered < m_cache.size()) return;
  m_remembered = 0;
  std::vector<Cached> old(2 * m_cache.size());
  std::swap(old, m_cache);
  for (const Cached& c : old) {
    if (!c.of.f.constant()) m_cache[placeOf(c.of)] = c;
  }
}

void Diagram::setCrowdedAt(std::size_t nodes) {
  m_crowdedAt = nodes;
  if (nodes > 0) m_collectAt = nodes;  // which is when it looks how many there are
}

std::vector<std::uint32_t> Diagram::reorder(std::size_t work) {
  if (m_failure == Failure::crowded) m_failure = Failure::none;
  collect(kFalse, kFalse);
  std::vector<bool> isFree(m_nodes.size());
  for (const std::uint32_t n : m_free) isFree[n] = true;
  Reordering reordering(m_nodes, isFree, m_slots);
  reordering.run(std::min<std::uint64_t>(work, m_mostWork - std::min(m_work, m_mostWork)), m_stop);
  m_work += m_nodes.size() + reordering.work();
  m_free.clear();
  m_next.assign(m_nodes.size(), 0);
  m_buckets.assign(std::bit_ceil(m_nodes.size()), 0);
  for (auto n = static_cast<std::uint32_t>(m_nodes.size()); n-- > 1;) {
    if (isFree[n]) {
      m_free.push_back(n);
      continue;
    }
    std::uint32_t& head = m_buckets[bucketOf(m_nodes[n].level, m_nodes[n].low, m_nodes[n].high)];
    m_next[n] = head;
    head = n;
  }
  std::ranges::fill(m_cache, Cached{});
  return {reordering.order().begin(), reordering.order().end()};
}

// Gives the result where it is plain. Else brings the question into the one form in which it is remembered: "and" with
// ordered arguments, "exclusive or" of ordered arguments that are not negated, or any choice by a function that is not
// negated with a first alternative that is not negated.
bool Diagram::settle(Triple& t, bool& negate, Edge& result) const {
  auto& [f, g, h] = t;
  if (f == g) g = kTrue;
  if (f == !g) g = kFalse;
  if (f == h) h = kFalse;
  if (f == !h) h = kTrue;
  negate = false;
  const auto is = [&result](Edge e) {
    result = e;
    return true;
  };
  if (f.constant()) return is(f == kTrue ? g : h);
  if (g == h) return is(g);
  if (g == kTrue && h == kFalse) return is(f);
  if (g == kFalse && h == kTrue) return is(!f);
  if (g == kTrue) {
    t = {!f, !h, kFalse};
    negate = true;
  } else if (g == kFalse) {
    t = {!f, h, kFalse};
  } else if (h == kTrue) {
    t = {f, !g, kFalse};
    negate = true;
  }
  if (h == kFalse) {
    if (before(g, f)) std::swap(f, g);
    return false;
  }
  if (f.negated()) {
    f = !f;
    std::swap(g, h);
  }
  if (g.negated()) {
    g = !g;
    h = !h;
    negate = true;
  }
  if (g == !h && before(g, f)) {
    // f ? g : !g is g ? f : !f; both are not negated here.
    std::swap(f, g);
    h = !g;
  }
  return false;
}

Diagram::Triple Diagram::cofactors(const Triple& t, std::uint32_t at, bool isHigh) const {
  const auto of = [&](Edge e) {
    if (level(e) != at) return e;
    return isHigh ? high(e) : low(e);
  };
  return {of(t.f), of(t.g), of(t.h)};
}

bool Diagram::look(Triple t, Edge& result) {
  bool negate = false;
  if (settle(t, negate, result)) return true;
  const Cached& cached = m_cache[placeOf(t)];
  if (cached.of == t) {
    result = cached.result ^ negate;
    return true;
  }
  const std::uint32_t at = std::min({level(t.f), level(t.g), level(t.h)});
  m_frames.push_back({t, at, negate, false, kFalse});
  return false;
}

void Diagram::remember(const Triple& t, Edge result) {
  m_cache[placeOf(t)] = {t, result};
  ++m_remembered;
}

void Diagram::allow(std::uint64_t work) { m_mostWork = work > UINT64_MAX - m_work ? UINT64_MAX : m_work + work; }

// Asks now and then whether somebody wants it to stop.
bool Diagram::goesOn() {
  if ((++m_work & 0xfffu) == 0 && m_stop.stop_requested()) m_failure = Failure::stopped;
  else if (m_work > m_mostWork && m_failure == Failure::none) m_failure = Failure::tooLarge;
  return m_failure == Failure::none;
}

Edge Diagram::choose(Edge condition, Edge then, Edge otherwise) {
  if (m_failure != Failure::none || !goesOn()) return kFalse;
  // A variable above both: the most frequent case of counting.
  const std::uint32_t at = level(condition);
  if (low(condition).constant() && high(condition).constant() && at < std::min(level(then), level(otherwise)))
    return condition.negated() ? make(at, then, otherwise) : make(at, otherwise, then);
  Edge result;
  Triple asked{condition, then, otherwise};
  bool negate = false;
  if (settle(asked, negate, result)) return result;
  if (asked.h == kFalse) {
    result = conjunction(asked.f, asked.g);
    return m_failure == Failure::none ? result ^ negate : kFalse;
  }
  if (look({condition, then, otherwise}, result)) return result;
  Triple next = cofactors(m_frames.back().of, m_frames.back().level, false);
  while (!m_frames.empty()) {
    if (!look(next, result)) {
      next = cofactors(m_frames.back().of, m_frames.back().level, false);
      continue;
    }
    while (!m_frames.empty()) {
      Frame& top = m_frames.back();
      if (!top.hasLow) {
        top.low = result;
        top.hasLow = true;
        next = cofactors(top.of, top.level, true);
        break;
      }
      result = make(top.level, top.low, result);
      if (m_failure != Failure::none || !goesOn()) {
        m_frames.clear();
        return kFalse;
      }
      remember(top.of, result);
      result = result ^ top.negate;
      m_frames.pop_back();
    }
  }
  return result;
}

// As look(), of a conjunction.
inline bool Diagram::lookBoth(Edge f, Edge g, Edge& result) {
  if (f.constant() || g.constant() || f.node() == g.node()) {
    if (f == g || g == kTrue) result = f;
    else result = f == kTrue ? g : kFalse;
    return true;
  }
  if (before(g, f)) std::swap(f, g);
  const Triple t{f, g, kFalse};
  const Cached& cached = m_cache[placeOf(t)];
  if (cached.of == t) {
    result = cached.result;
    return true;
  }
  m_frames.push_back({t, std::min(level(f), level(g)), false, false, kFalse});
  return false;
}

// What choose() comes to most of the time. All below is a conjunction as well, and has one form only.
Edge Diagram::conjunction(Edge f, Edge g) {
  Edge result;
  if (lookBoth(f, g, result)) return result;
  for (;;) {
    Frame& top = m_frames.back();
    const DiagramNode& a = m_nodes[top.of.f.node()];
    const DiagramNode& b = m_nodes[top.of.g.node()];
    const auto part = [&top](Edge e, const DiagramNode& node) {
      return node.level != top.level ? e : (top.hasLow ? node.high : node.low) ^ e.negated();
    };
    if (!lookBoth(part(top.of.f, a), part(top.of.g, b), result)) continue;
    while (m_frames.back().hasLow) {
      const Frame& done = m_frames.back();
      result = make(done.level, done.low, result);
      if (m_failure != Failure::none || !goesOn()) {
        m_frames.clear();
        return kFalse;
      }
      remember(done.of, result);
      m_frames.pop_back();
      if (m_frames.empty()) return result;
    }
    m_frames.back().low = result;
    m_frames.back().hasLow = true;
  }
}

Function Diagram::freeze(Edge root) const {
  std::vector<bool> marked(m_nodes.size());
  marked[0] = true;
  mark(root, marked);
  // Counting sort, the deepest level first: what is below a node is deeper.
  const std::uint32_t levels = m_nodes[0].level;
  std::vector<std::uint32_t> place(levels + 1);
  for (std::uint32_t n = 1; n < m_nodes.size(); ++n) {
    if (marked[n]) ++place[levels - 1 - m_nodes[n].level + 1];
  }
  for (std::uint32_t i = 1; i <= levels; ++i) place[i] += place[i - 1];
  std::vector<std::uint32_t> index(m_nodes.size());
  Function out;
  std::uint32_t next = 0;
  for (std::uint32_t n = 1; n < m_nodes.size(); ++n) {
    if (!marked[n]) continue;
    index[n] = ++place[levels - 1 - m_nodes[n].level];
    next = std::max(next, index[n]);
  }
  out.nodes.resize(next + 1);
  out.nodes[0].level = levels;
  const auto moved = [&index](Edge e) { return Edge{index[e.node()] << 1} ^ e.negated(); };
  for (std::uint32_t n = 1; n < m_nodes.size(); ++n) {
    if (marked[n]) out.nodes[index[n]] = {m_nodes[n].level, moved(m_nodes[n].low), moved(m_nodes[n].high)};
  }
  out.root = moved(root);
  return out;
}

Edge Diagram::thaw(const Function& function) {
  std::vector<Edge> made(function.nodes.size());
  const auto moved = [&made](Edge e) { return made[e.node()] ^ e.negated(); };
  for (std::size_t n = 1; n < function.nodes.size(); ++n) {
    const DiagramNode& node = function.nodes[n];
    made[n] = make(node.level, moved(node.low), moved(node.high));
  }
  return moved(function.root);
}

}  // namespace nines::dd
