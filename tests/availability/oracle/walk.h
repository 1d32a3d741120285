// Walks a design in one state of the world: can users do what they need, can a store be read, can it be written?
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "parts.h"
#include "states.h"

namespace nines::oracle {

enum class Ask { up, read, write };

struct Question {
  std::size_t part = 0;
  Ask ask = Ask::up;
  bool wholeStore = false;  // a store's own line: of a global table any Region
};

class Walk {
 public:
  Walk(const Parts& parts, const State& state) : m_parts(parts), m_state(state) {}

  bool answer(const Question& question) const;
  bool holds(std::size_t part, Ask ask) const;
  // A record's targets alone, without the switch between them.
  bool anyTarget(const Part& record) const;

 private:
  friend class Survey;
  // The survey looks at all there is to see; in a state, looking ends as soon as the answer is known.
  template <class Items, class Holds>
  bool all(const Items& items, const Holds& holds) const;
  template <class Items, class Holds>
  bool any(const Items& items, const Holds& holds) const;

  bool works(std::size_t event) const;
  bool works(const std::vector<std::size_t>& events) const;
  double working(const Part& tier, const Part& owner) const;
  bool ask(std::size_t part, Ask ask) const;
  bool needsHold(const Part& client) const;
  bool recordHolds(const Part& record) const;
  bool computeHolds(const Part& tierOrGroup) const;
  bool databaseHolds(const Part& database, Ask ask) const;
  bool clusterHolds(const Part& cluster, Ask ask, const std::vector<Unit>& units) const;
  bool instanceHolds(const Part& instance, Ask ask) const;
  bool cacheHolds(const Part& cache, Ask ask) const;
  bool switched(const Part& part) const { return !part.switching || works(*part.switching); }

  const Parts& m_parts;
  const State& m_state;
  class Survey* m_survey = nullptr;
};

// What an answer depends on, whatever happens.
class Survey {
 public:
  explicit Survey(const Parts& parts);
  void look(const Question& question);
  void look(std::size_t part, Ask ask);

  std::set<std::size_t> events;
  std::set<std::string> unknown;  // why there is no answer
  std::set<std::size_t> records;  // on the way

  // For the walk: false if it is in there already.
  bool enter(std::size_t part, Ask ask);
  void leave();
  void see(std::size_t event);
  void missFigure(const std::string& reason);
  // What is looked at meanwhile makes no difference to the answer, unless it leads back to where we came from.
  template <class Look>
  void aside(const Look& look);

 private:
  State m_nothing;
  Walk m_walk;
  std::vector<std::pair<std::size_t, Ask>> m_open;
  std::optional<std::size_t> m_aside;  // how much was open then
};

template <class Look>
void Survey::aside(const Look& look) {
  const auto before = m_aside;
  if (!m_aside) m_aside = m_open.size();
  look();
  m_aside = before;
}

// Rates of the switches of all records, those of nested ones first.
void rateSwitches(Parts& parts);

}  // namespace nines::oracle
