#include "availability/event_order.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace nines::dd {

namespace {

constexpr std::uint32_t kNobody = UINT32_MAX;

std::vector<std::uint32_t> depthFirst(const Part& part, bool heavyFirst) {
  const auto variables = static_cast<std::uint32_t>(part.variables.size());
  const auto gates = static_cast<std::uint32_t>(part.gates.size());
  // Of a gate as if nothing were shared: enough to compare.
  std::vector<double> weight(heavyFirst ? variables + gates : 0, 1);
  for (std::uint32_t g = 0; heavyFirst && g < gates; ++g) {
    double sum = 0;
    for (const Term a : part.argumentsOf(g)) sum += weight[a.index()];
    weight[variables + g] = sum;
  }
  std::vector<bool> met(variables + gates);
  std::vector<std::uint32_t> order;
  order.reserve(variables);
  std::vector<std::uint32_t> stack{variables + gates - 1};
  std::vector<std::uint32_t> next;
  while (!stack.empty()) {
    const std::uint32_t at = stack.back();
    stack.pop_back();
    if (met[at]) continue;
    met[at] = true;
    if (at < variables) {
      order.push_back(at);
      continue;
    }
    next.clear();
    for (const Term a : part.argumentsOf(at - variables)) next.push_back(a.index());
    if (heavyFirst) {
      std::ranges::stable_sort(next, [&](std::uint32_t a, std::uint32_t b) { return weight[a] > weight[b]; });
    } else {
      // Single events before gates: they are what their neighbours have to be combined with.
      std::ranges::stable_partition(next, [&](std::uint32_t i) { return i < variables; });
    }
    stack.insert(stack.end(), next.rbegin(), next.rend());
  }
  return order;
}

// Orders by dissection: a set of arguments that share nothing is ordered one after the other; of one that hangs
// together, the variable that most of its members share is put first, which brings it nearer to falling apart.
class Dissection {
 public:
  explicit Dissection(const Part& part)
      : m_part(part),
        m_variables(static_cast<std::uint32_t>(part.variables.size())),
        m_placed(part.variables.size()),
        m_members(part.variables.size()),
        m_total(part.variables.size()),
        m_owner(part.variables.size(), kNobody),
        m_stamp(part.variables.size() + part.gates.size()) {
    for (const Term a : part.arguments) {
      if (part.isVariable(a)) ++m_total[a.index()];
    }
  }

  std::vector<std::uint32_t> run() {
    push(m_variables + static_cast<std::uint32_t>(m_part.gates.size()) - 1);
    // The work grows with variables times gates where everything hangs together; past this, the walk's order will do.
    const std::size_t mostSteps = 3'000'000 + 20 * (m_part.variables.size() + m_part.arguments.size());
    while (!m_begins.empty() && m_steps < mostSteps) {
      const auto begin = m_work.begin() + static_cast<std::ptrdiff_t>(m_begins.back());
      m_items.assign(begin, m_work.end());
      m_work.erase(begin, m_work.end());
      m_begins.pop_back();
      orderItems();
    }
    if (m_order.size() < m_variables) {
      for (const std::uint32_t v : depthFirst(m_part, false)) place(v);
    }
    return std::move(m_order);
  }

 private:
  void place(std::uint32_t v) {
    if (m_placed[v]) return;
    m_placed[v] = true;
    m_order.push_back(v);
  }

  // Another set to be ordered, before those that wait already.
  void push(std::uint32_t item) {
    m_begins.push_back(m_work.size());
    m_work.push_back(item);
  }
  void pushItems() {
    m_begins.push_back(m_work.size());
    m_work.insert(m_work.end(), m_items.begin(), m_items.end());
  }

  void orderItems() {
    while (m_items.size() == 1 && m_items.front() >= m_variables) {
      const std::uint32_t gate = m_items.front() - m_variables;
      m_items.clear();
      for (const Term a : m_part.argumentsOf(gate)) m_items.push_back(a.index());
      std::ranges::sort(m_items);
      m_items.erase(std::unique(m_items.begin(), m_items.end()), m_items.end());
      m_steps += m_items.size();
    }
    if (m_items.size() == 1) return place(m_items.front());
    const std::size_t count = findComponents();
    if (m_items.size() == 1) return pushItems();
    if (count > 1) return pushApart(count);
    std::uint32_t most = kNobody;
    for (const std::uint32_t v : m_found) {
      if (most == kNobody || std::pair(m_members[v], m_total[v]) > std::pair(m_members[most], m_total[most])) most = v;
    }
    if (most == kNobody) return;
    place(most);
    pushItems();
  }

  // The first component is the next to be ordered.
  void pushApart(std::size_t count) {
    m_places.assign(count, 0);
    for (const std::uint32_t set : m_sets) ++m_places[set];
    std::size_t begin = m_work.size();
    for (std::size_t set = count; set-- > 0;) {
      m_begins.push_back(begin);
      begin += std::exchange(m_places[set], begin);
    }
    m_work.resize(begin);
    for (std::size_t i = 0; i < m_items.size(); ++i) m_work[m_places[m_sets[i]]++] = m_items[i];
  }

  // Sets that share nothing, numbered as they come: m_sets says to which each item belongs. Items without anything left
  // to place go. Fills m_found with the variables left and m_members with how many items have each. Returns how many
  // sets there are.
  std::size_t findComponents() {
    for (const std::uint32_t v : m_found) m_owner[v] = kNobody;
    m_found.clear();
    m_parent.resize(m_items.size());
    std::iota(m_parent.begin(), m_parent.end(), 0u);
    m_isEmpty.assign(m_items.size(), 1);
    for (std::uint32_t i = 0; i < m_items.size(); ++i) {
      const std::size_t known = m_found.size();
      visit(m_items[i], [&](std::uint32_t v) {
        m_isEmpty[i] = 0;
        if (m_owner[v] == kNobody) {
          m_owner[v] = i;
          m_members[v] = 0;
          m_found.push_back(v);
        } else if (const std::uint32_t a = root(m_owner[v]), b = root(i); a != b) {
          m_parent[std::max(a, b)] = std::min(a, b);
        }
        ++m_members[v];
      });
      m_steps += m_found.size() - known;
    }
    return number();
  }

  std::uint32_t root(std::uint32_t i) {
    while (m_parent[i] != i) i = m_parent[i] = m_parent[m_parent[i]];
    return i;
  }

  std::size_t number() {
    m_numbers.assign(m_items.size(), kNobody);
    m_sets.clear();
    std::uint32_t next = 0;
    for (std::uint32_t i = 0; i < m_parent.size(); ++i) {
      if (m_isEmpty[i] != 0) continue;
      std::uint32_t& n = m_numbers[root(i)];
      if (n == kNobody) n = next++;
      m_items[m_sets.size()] = m_items[i];
      m_sets.push_back(n);
    }
    m_items.resize(m_sets.size());
    return next;
  }

  // Calls back for each variable below that is not placed, once.
  template <class Found>
  void visit(std::uint32_t item, const Found& found) {
    ++m_date;
    m_stack.assign(1, item);
    while (!m_stack.empty()) {
      const std::uint32_t at = m_stack.back();
      m_stack.pop_back();
      ++m_steps;
      if (m_stamp[at] == m_date) continue;
      m_stamp[at] = m_date;
      if (at < m_variables) {
        if (!m_placed[at]) found(at);
        continue;
      }
      const auto arguments = m_part.argumentsOf(at - m_variables);
      for (auto a = arguments.rbegin(); a != arguments.rend(); ++a) m_stack.push_back(a->index());
    }
  }

  const Part& m_part;
  std::uint32_t m_variables;
  std::vector<bool> m_placed;
  std::vector<std::uint32_t> m_members, m_total, m_owner, m_stamp, m_found, m_order, m_stack;
  std::vector<std::uint32_t> m_work;   // sets that wait, one behind the other, the last being the next
  std::vector<std::size_t> m_begins;   // of these
  std::vector<std::uint32_t> m_items;  // of the set that is being ordered
  std::vector<std::uint32_t> m_parent, m_numbers, m_sets;  // by item
  std::vector<char> m_isEmpty;                             // by item: nothing is left to place
  std::vector<std::size_t> m_places;
  std::uint32_t m_date = 0;
  std::size_t m_steps = 0;
};

// Moves variables and gates to the centre of the gates that they are used in, over and over.
std::vector<std::uint32_t> gravity(const Part& part) {
  const auto variables = static_cast<std::uint32_t>(part.variables.size());
  const auto gates = static_cast<std::uint32_t>(part.gates.size());
  std::vector<double> position(variables + gates);
  const std::vector<std::uint32_t> start = depthFirst(part, false);
  for (std::uint32_t i = 0; i < variables; ++i) position[start[i]] = i;
  for (std::uint32_t g = 0; g < gates; ++g) {
    double sum = 0;
    for (const Term a : part.argumentsOf(g)) sum += position[a.index()];
    position[variables + g] = sum / static_cast<double>(part.argumentsOf(g).size());
  }
  std::vector<std::uint32_t> items(variables + gates);
  std::iota(items.begin(), items.end(), 0u);
  std::vector<double> sum(items.size());
  std::vector<double> count(items.size());
  // Most is reached after a few rounds; very large parts get no more.
  const std::size_t rounds = std::clamp<std::size_t>(2'000'000 / items.size(), 4, 40);
  for (std::size_t round = 0; round < rounds; ++round) {
    std::ranges::fill(sum, 0);
    std::ranges::fill(count, 0);
    for (std::uint32_t g = 0; g < gates; ++g) {
      double centre = position[variables + g];
      for (const Term a : part.argumentsOf(g)) centre += position[a.index()];
      centre /= static_cast<double>(part.argumentsOf(g).size() + 1);
      sum[variables + g] += centre;
      ++count[variables + g];
      for (const Term a : part.argumentsOf(g)) {
        sum[a.index()] += centre;
        ++count[a.index()];
      }
    }
    for (std::size_t i = 0; i < items.size(); ++i) position[i] = sum[i] / count[i];
    std::ranges::sort(
        items, [&](std::uint32_t a, std::uint32_t b) { return std::pair(position[a], a) < std::pair(position[b], b); });
    for (std::size_t i = 0; i < items.size(); ++i) position[items[i]] = static_cast<double>(i);
  }
  std::erase_if(items, [&](std::uint32_t i) { return i >= variables; });
  return items;
}

}  // namespace

std::vector<std::uint32_t> orderOf(const Part& part, OrderBy by) {
  switch (by) {
    case OrderBy::commonCauses:
      return Dissection(part).run();
    case OrderBy::depthFirst:
      return depthFirst(part, false);
    case OrderBy::heavyFirst:
      return depthFirst(part, true);
    case OrderBy::gravity:
      return gravity(part);
  }
  return {};
}

}  // namespace nines::dd
