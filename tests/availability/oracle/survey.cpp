#include <algorithm>

#include "walk.h"

namespace nines::oracle {

Survey::Survey(const Parts& parts) : m_nothing(parts.events.size()), m_walk(parts, m_nothing) {
  m_walk.m_survey = this;
}

void Survey::look(const Question& question) { m_walk.answer(question); }
void Survey::look(std::size_t part, Ask ask) { m_walk.holds(part, ask); }

bool Survey::enter(std::size_t part, Ask ask) {
  const Part& entered = m_walk.m_parts.parts[part];
  const auto open = std::find(m_open.begin(), m_open.end(), std::pair(part, ask));
  if (open != m_open.end()) {
    const auto at = static_cast<std::size_t>(open - m_open.begin());
    if (!m_aside || at < *m_aside) unknown.insert(entered.node->id + " needs itself");
    return false;
  }
  m_open.emplace_back(part, ask);
  // A cache that its clients read past may be as unknown as it likes.
  const bool passedBy = entered.sort == Sort::cache && entered.fallback && ask != Ask::write;
  if (!entered.unknown.empty() && !passedBy) missFigure(entered.unknown);
  if (entered.sort == Sort::record) records.insert(part);
  return true;
}

void Survey::leave() { m_open.pop_back(); }

void Survey::see(std::size_t event) {
  if (!m_aside) events.insert(event);
}

void Survey::missFigure(const std::string& reason) {
  if (!m_aside) unknown.insert(reason);
}

namespace {

class SwitchRates {
 public:
  explicit SwitchRates(Parts& parts) : m_parts(parts), m_done(parts.parts.size()) {}

  void rate(std::size_t number) {
    if (m_done[number]) return;
    m_done[number] = true;
    Part& record = m_parts.parts[number];
    if (record.sort != Sort::record || !record.checked) return;
    Survey below(m_parts);
    for (const Target& target : record.targets) below.look(target.part, Ask::read);
    if (!below.unknown.empty()) return;
    for (const std::size_t nested : below.records) rate(nested);
    // Once more: the nested ones have got events of their own.
    Survey complete(m_parts);
    for (const Target& target : record.targets) complete.look(target.part, Ask::read);
    const Rate cost = costs(record, complete.events);
    if (cost.perYear <= 0) return;
    record.switching = m_parts.events.size();
    m_parts.events.push_back({"switch " + record.node->id, cost});
  }

 private:
  // Failover: of the primaries together. Else the mean over the targets.
  Rate costs(const Part& record, const std::set<std::size_t>& events) const {
    std::vector<std::vector<std::size_t>> sides;
    std::vector<std::size_t> primaries;
    for (const Target& target : record.targets) {
      if (target.primary) primaries.push_back(target.part);
      sides.push_back({target.part});
    }
    if (record.failover && !primaries.empty()) sides = {primaries};
    Rate sum;
    for (const auto& side : sides) {
      const Rate cost = costOf(record, side, events);
      sum.q += cost.q / static_cast<long double>(sides.size());
      sum.perYear += cost.perYear / static_cast<long double>(sides.size());
    }
    return sum;
  }

  // Every single event that takes down this side, while another one goes on.
  Rate costOf(const Part& record, const std::vector<std::size_t>& side, const std::set<std::size_t>& events) const {
    State state(m_parts.events.size());
    const Walk walk(m_parts, state);
    const auto up = [&] {
      return std::any_of(side.begin(), side.end(), [&](std::size_t part) { return walk.holds(part, Ask::read); });
    };
    Rate sum;
    if (!up()) return sum;
    for (const std::size_t event : events) {
      state[event] = 1;
      if (!up() && walk.anyTarget(record)) {
        sum.q += switchCost(m_parts.events[event].rate, static_cast<long double>(record.switchSeconds));
        sum.perYear += m_parts.events[event].rate.perYear;
      }
      state[event] = 0;
    }
    return sum;
  }

  Parts& m_parts;
  std::vector<bool> m_done;
};

}  // namespace

void rateSwitches(Parts& parts) {
  SwitchRates rates(parts);
  for (std::size_t i = 0; i < parts.parts.size(); ++i) rates.rate(i);
}

}  // namespace nines::oracle
