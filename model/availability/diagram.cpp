#include "availability/diagram.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace nines::dd {

namespace {

constexpr std::size_t kLeastBuckets = 256;  // to begin with
constexpr std::size_t kFirstBuckets = 2048;
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

void Diagram::setCrowdedAt(std::size_t nodes) {
  m_crowdedAt = nodes;
  if (nodes > 0) m_collectAt = nodes;  // which is when it looks how many there are
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

void Diagram::recover() {
  if (m_failure == Failure::tooLarge) m_failure = Failure::none;
}

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

}  // namespace nines::dd
