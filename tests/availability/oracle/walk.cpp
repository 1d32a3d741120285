#include "walk.h"

#include <algorithm>

namespace nines::oracle {

namespace {

bool hasTwoSides(Sort sort) {
  switch (sort) {
    case Sort::database:
    case Sort::standby:
    case Sort::cluster:
    case Sort::instance:
    case Sort::table:
    case Sort::cache:
    case Sort::bucket:
      return true;
    default:
      return false;
  }
}

}  // namespace

template <class Items, class Holds>
bool Walk::all(const Items& items, const Holds& holds) const {
  bool result = true;
  for (const auto& item : items) {
    if (holds(item)) continue;
    result = false;
    if (!m_survey) break;
  }
  return result;
}

template <class Items, class Holds>
bool Walk::any(const Items& items, const Holds& holds) const {
  bool result = false;
  for (const auto& item : items) {
    if (!holds(item)) continue;
    result = true;
    if (!m_survey) break;
  }
  return result;
}

bool Walk::works(std::size_t event) const {
  if (m_survey) m_survey->see(event);
  return m_state[event] == 0;
}

bool Walk::works(const std::vector<std::size_t>& events) const {
  return all(events, [&](std::size_t event) { return works(event); });
}

bool Walk::answer(const Question& question) const {
  const Part& part = m_parts.parts[question.part];
  if (!question.wholeStore || part.sort != Sort::table) return holds(question.part, question.ask);
  return any(part.members, [&](std::size_t replica) { return holds(replica, question.ask); });
}

bool Walk::holds(std::size_t part, Ask ask) const {
  if (!m_survey) return this->ask(part, ask);
  // Reading and writing are two things of what holds data alone.
  if (!hasTwoSides(m_parts.parts[part].sort)) ask = Ask::up;
  if (!m_survey->enter(part, ask)) return true;
  const bool result = this->ask(part, ask);
  m_survey->leave();
  return result;
}

bool Walk::ask(std::size_t number, Ask ask) const {
  const Part& part = m_parts.parts[number];
  switch (part.sort) {
    case Sort::users:
      return needsHold(part);
    case Sort::record:
      return recordHolds(part);
    case Sort::balancer: {
      const bool itself = works(part.events);
      return (itself || m_survey) && anyTarget(part) && itself;
    }
    case Sort::group:
    case Sort::tier:
      return computeHolds(part);
    case Sort::database:
      return databaseHolds(part, ask);
    case Sort::standby:
      return false;
    case Sort::cluster:
      return clusterHolds(part, ask, part.units);
    case Sort::instance:
      return instanceHolds(part, ask);
    case Sort::table:
      return works(part.events) && (ask == Ask::write ? part.writable : part.readable);
    case Sort::cache:
      return cacheHolds(part, ask);
    case Sort::bucket:
    case Sort::gateway:
      return works(part.events);
    case Sort::server: {
      const bool itself = works(part.events);
      return (itself || m_survey) && needsHold(part) && itself;
    }
    case Sort::other:
      return true;
  }
  return true;
}

// What a client needs of each set of data: someone to read from, someone to write to.
bool Walk::needsHold(const Part& client) const {
  bool result = true;
  for (const Use& use : client.uses) {
    if (!use.hard) continue;
    const auto linked = [&](Ask ask) {
      return any(client.uses, [&](const Use& other) {
        if (other.set != use.set) return false;
        const bool carries = ask == Ask::read || other.carriesWrites;
        return (carries || m_survey) && holds(other.target, ask) && carries;
      });
    };
    if (use.reads && !linked(Ask::read)) result = false;
    if (!result && !m_survey) return false;
    if (use.writes && !linked(Ask::write)) result = false;
    if (!result && !m_survey) return false;
  }
  return result;
}

bool Walk::anyTarget(const Part& part) const {
  return any(part.targets, [&](const Target& target) { return holds(target.part, Ask::read); });
}

bool Walk::recordHolds(const Part& record) const {
  if (record.checked) {
    const bool reachable = switched(record);
    return (reachable || m_survey) && anyTarget(record) && reachable;
  }
  const bool onlyPrimaries = record.failover && std::any_of(record.targets.begin(), record.targets.end(),
                                                            [](const Target& t) { return t.primary; });
  return all(record.targets,
             [&](const Target& target) { return (onlyPrimaries && !target.primary) || holds(target.part, Ask::read); });
}

// How many of a tier's instances work, as far as the owner (its group, or itself) goes.
double Walk::working(const Part& tier, const Part& owner) const {
  double count = 0;
  for (const Unit& unit : tier.units) {
    const auto own = unit.region ? owner.own.find(*unit.region) : owner.own.end();
    const bool managed = own == owner.own.end() || works(own->second);
    count += (managed || m_survey) && works(unit.events) && managed ? 1 : 0;
  }
  return count;
}

bool Walk::computeHolds(const Part& part) const {
  if (part.sort == Sort::tier && part.container) return holds(*part.container, Ask::up);
  if (part.sort == Sort::tier) {
    const bool enough = working(part, part) >= part.needed;
    return (enough || m_survey) && needsHold(part) && enough;
  }
  double count = 0;
  const auto countAll = [&] {
    for (const std::size_t member : part.members) {
      const Part& tier = m_parts.parts[member];
      const double here = working(tier, part);
      if ((here > 0 || m_survey) && needsHold(tier)) count += here;
    }
  };
  if (m_survey) {
    for (const std::size_t member : part.members) {
      const Part& tier = m_parts.parts[member];
      if (!tier.unknown.empty()) m_survey->missFigure(tier.unknown);
    }
    // Where nothing is needed, nothing that the tiers need makes a difference.
    if (part.needed <= 0) m_survey->aside(countAll);
  }
  if (part.needed <= 0) return true;
  countAll();
  return count >= part.needed;
}

bool Walk::databaseHolds(const Part& database, Ask ask) const {
  if (ask == Ask::write && !database.writable) return false;
  const bool side = any(database.units, [&](const Unit& unit) { return works(unit.events); });
  return (side || m_survey) && works(database.events) && switched(database) && side;
}

bool Walk::clusterHolds(const Part& cluster, Ask ask, const std::vector<Unit>& units) const {
  const bool writing = ask == Ask::write;
  if (writing && !cluster.writable) return false;
  const bool itself = works(cluster.events);
  const bool reachable = !writing || switched(cluster);
  const bool instance = any(units, [&](const Unit& unit) { return works(unit.events); });
  int copies = 0;
  for (const Unit& copy : cluster.copies) copies += works(copy.events) ? 1 : 0;
  return itself && reachable && instance && copies >= (writing ? 4 : 3);
}

// An instance endpoint: nobody but that instance.
bool Walk::instanceHolds(const Part& instance, Ask ask) const {
  if (!instance.container) return false;
  const Part& cluster = m_parts.parts[*instance.container];
  if (m_survey && !cluster.unknown.empty()) m_survey->missFigure(cluster.unknown);
  std::vector<Unit> only;
  for (std::size_t i = 0; i < cluster.members.size() && i < cluster.units.size(); ++i) {
    if (&m_parts.parts[cluster.members[i]] == &instance) only.push_back(cluster.units[i]);
  }
  if (ask == Ask::write && !instance.writable) return false;
  return clusterHolds(cluster, ask, only);
}

bool Walk::cacheHolds(const Part& cache, Ask ask) const {
  if (ask != Ask::write && cache.fallback) return needsHold(cache);
  if (m_survey && !cache.unknown.empty()) m_survey->missFigure(cache.unknown);
  const bool itself = works(cache.events) && any(cache.units, [&](const Unit& unit) { return works(unit.events); });
  if (m_survey) (void)any(cache.units, [&](const Unit& unit) { return works(unit.events); });
  return (itself || m_survey) && needsHold(cache) && itself;
}

}  // namespace nines::oracle
