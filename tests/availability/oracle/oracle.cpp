#include "oracle.h"

#include <algorithm>
#include <map>

#include "walk.h"

namespace nines::oracle {

struct Oracle::Data {
  explicit Data(const Topology& design)
      : profile(Profiles::shipped().orDefault(design.profile)),
        assumed(assumedBy(profile, design)),
        anchors(assumedBy(profile)),
        drawing(design, Catalogue::shipped()),
        parts(partsOf(drawing, assumed, anchors)) {
    rateSwitches(parts);
  }

  std::vector<NodeId> idsOf(std::initializer_list<Sort> sorts) const {
    std::vector<NodeId> out;
    for (const Part& part : parts.parts) {
      if (std::find(sorts.begin(), sorts.end(), part.sort) != sorts.end()) out.push_back(part.node->id);
    }
    return out;
  }

  // Of each set of data the first store that follows no other (of tables the first); of a circle the first.
  std::vector<NodeId> leaders() const {
    std::map<std::size_t, const Part*> leader;
    for (const Part& part : parts.parts) {
      const bool store = part.sort == Sort::database || part.sort == Sort::cluster || part.sort == Sort::table ||
                         part.sort == Sort::bucket;
      if (!store) continue;
      const auto [at, fresh] = leader.try_emplace(part.set, &part);
      if (!fresh && part.sort != Sort::table && follows(*at->second) && !follows(part)) at->second = &part;
    }
    std::vector<NodeId> out;
    for (const auto& [set, part] : leader) out.push_back(part->node->id);
    std::sort(out.begin(), out.end());
    return out;
  }
  bool follows(const Part& part) const { return !drawing.toOf(*part.node, "replicates", part.node->kind).empty(); }

  // Events that are impossible or certain make no states.
  std::vector<std::size_t> relevant(const Survey& survey) const {
    std::vector<std::size_t> out;
    for (const std::size_t event : survey.events) {
      if (parts.events[event].rate.q > 0) out.push_back(event);
    }
    return out;
  }

  Answer survey(const Question& question) const {
    Survey survey(parts);
    survey.look(question);
    Answer answer;
    answer.events = relevant(survey).size();
    if (!assumed.possible()) survey.unknown.insert("an assumption is impossible");
    for (const std::string& reason : survey.unknown) answer.reason += (answer.reason.empty() ? "" : "; ") + reason;
    return answer;
  }

  std::vector<long double> probabilities() const {
    std::vector<long double> q;
    q.reserve(parts.events.size());
    for (const Event& event : parts.events) q.push_back(event.rate.q);
    return q;
  }

  std::vector<std::size_t> relevantTo(const Question& question) const {
    Survey survey(parts);
    survey.look(question);
    return relevant(survey);
  }

  // Over the states of all that matters but for one event, if given, which has happened or not.
  long double down(const Question& question, const std::optional<std::size_t>& fixed, bool failed) const {
    std::vector<std::size_t> among = relevantTo(question);
    State state(parts.events.size());
    if (fixed) {
      state[*fixed] = failed ? 1 : 0;
      std::erase(among, *fixed);
    }
    const Walk walk(parts, state);
    return downIn(among, probabilities(), state, [&](const State&) { return walk.answer(question); });
  }

  Answer ask(const Question& question, const std::optional<Given>& given) const {
    Answer answer = survey(question);
    if (!answer.reason.empty()) return answer;
    std::optional<std::size_t> fixed;
    for (std::size_t i = 0; given && i < parts.events.size(); ++i) {
      if (parts.events[i].name == given->event) fixed = i;
    }
    answer.unavailability = down(question, fixed, given && given->failed);
    return answer;
  }

  std::vector<CutSet> cutSets(const Question& question) const {
    const std::vector<std::size_t> among = relevantTo(question);
    const std::vector<long double> q = probabilities();
    State state(parts.events.size());
    const Walk walk(parts, state);
    std::vector<CutSet> out;
    if (!walk.answer(question)) return out;
    std::vector<std::size_t> others;
    for (const std::size_t event : among) {
      state[event] = 1;
      if (walk.answer(question)) others.push_back(event);
      else out.push_back({1, q[event]});
      state[event] = 0;
    }
    for (std::size_t i = 0; i < others.size(); ++i) {
      for (std::size_t k = i + 1; k < others.size(); ++k) {
        state[others[i]] = state[others[k]] = 1;
        if (!walk.answer(question)) out.push_back({2, q[others[i]] * q[others[k]]});
        state[others[i]] = state[others[k]] = 0;
      }
    }
    return out;
  }

  const Profile& profile;
  Assumed assumed;
  Anchors anchors;
  Drawing drawing;
  Parts parts;
};

Oracle::Oracle(const Topology& design) : m_data(std::make_unique<Data>(design)) {}
Oracle::~Oracle() = default;

std::vector<NodeId> Oracle::workloads() const { return m_data->idsOf({Sort::users}); }
std::vector<NodeId> Oracle::stores() const { return m_data->leaders(); }

Answer Oracle::survey(const NodeId& id) const { return m_data->survey({m_data->parts.byId.at(id), Ask::up, false}); }
Answer Oracle::surveyRead(const NodeId& store) const {
  return m_data->survey({m_data->parts.byId.at(store), Ask::read, true});
}
Answer Oracle::surveyWrite(const NodeId& store) const {
  return m_data->survey({m_data->parts.byId.at(store), Ask::write, true});
}
Answer Oracle::workload(const NodeId& id, const std::optional<Given>& given) const {
  return m_data->ask({m_data->parts.byId.at(id), Ask::up, false}, given);
}
Answer Oracle::read(const NodeId& store, const std::optional<Given>& given) const {
  return m_data->ask({m_data->parts.byId.at(store), Ask::read, true}, given);
}
Answer Oracle::write(const NodeId& store, const std::optional<Given>& given) const {
  return m_data->ask({m_data->parts.byId.at(store), Ask::write, true}, given);
}

std::vector<Weight> Oracle::weights(const NodeId& workload) const {
  const Question question{m_data->parts.byId.at(workload), Ask::up, false};
  std::vector<Weight> out;
  for (const std::size_t event : m_data->relevantTo(question)) {
    const long double perfect = m_data->down(question, event, false);
    out.push_back({m_data->parts.events[event].rate.q, m_data->down(question, event, true) - perfect, perfect});
  }
  return out;
}

std::vector<CutSet> Oracle::cutSets(const NodeId& workload) const {
  return m_data->cutSets({m_data->parts.byId.at(workload), Ask::up, false});
}

std::optional<long double> Oracle::probability(const std::string& event) const {
  for (const Event& each : m_data->parts.events) {
    if (each.name == event) return each.rate.q;
  }
  return std::nullopt;
}

std::vector<std::string> Oracle::events() const {
  std::vector<std::string> out;
  out.reserve(m_data->parts.events.size());
  for (const Event& each : m_data->parts.events) out.push_back(each.name);
  return out;
}

}  // namespace nines::oracle
