#include "availability/contributors.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <unordered_map>

#include "availability/evaluation.h"

namespace nines {

namespace {

// Small: an answer is wanted while a person clicks from row to row.
constexpr std::size_t kDiagramNodes = 200'000;

std::vector<Contributor> contributorsOf(const ReliabilityGraph& graph, FaultTree::Ref read, FaultTree::Ref write,
                                        const std::stop_token& stop) {
  std::vector<Contributor> out;
  const std::array tops{read, write};
  Evaluator evaluator(graph.tree(), graph.q(), tops, {kDiagramNodes, stop});
  const Probability ofRead = evaluator.probability(read);
  const Probability ofWrite = evaluator.probability(write);
  const bool exact = ofRead.outcome == Probability::Outcome::exact && ofWrite.outcome == Probability::Outcome::exact;
  if (!exact) return out;
  const FaultTree::Ref worse = ofWrite.probability >= ofRead.probability ? write : read;
  const auto importance = evaluator.importance(worse);
  out.reserve(importance.size());
  for (const EventImportance& i : importance) {
    out.push_back({i.event, i.birnbaum, i.criticality, 1 - i.ifPerfect, i.ifPerfect});
  }
  return out;
}

// What the container that says where it is calls itself: a zone or Region by its code, a data centre by its name.
std::string placeOf(const Topology& topology, const NodeId& component) {
  const Node* node = topology.nodes.find(component);
  for (std::size_t depth = 0; node && depth < topology.nodes.size(); ++depth) {
    node = topology.nodes.find(node->parent);
    if (!node) break;
    if (const auto code = node->properties.find("code"); code != node->properties.end()) {
      if (const std::string* text = code->second.asText()) return *text;
    }
    if (node->parent.empty()) return node->title();
  }
  return {};
}

void appendWhereShared(std::vector<std::string>& labels, const std::function<std::string(std::size_t)>& suffix) {
  std::unordered_map<std::string_view, int> uses;
  for (const std::string& label : labels) ++uses[label];
  std::vector<std::size_t> shared;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (uses[labels[i]] > 1) shared.push_back(i);
  }
  for (const std::size_t i : shared) {
    if (const std::string more = suffix(i); !more.empty()) labels[i] += fmt::format(" ({})", more);
  }
}

}  // namespace

std::span<const Contributor> limiting(std::span<const Contributor> contributors) {
  const auto end = std::ranges::find_if(contributors, [](const Contributor& c) { return !(c.criticality > 0); });
  return contributors.first(static_cast<std::size_t>(end - contributors.begin()));
}

std::vector<std::string> distinctLabels(const Topology& topology, std::span<const Event> events) {
  std::vector<std::string> labels;
  labels.reserve(events.size());
  for (const Event& event : events) labels.push_back(event.label);
  appendWhereShared(labels, [&](std::size_t i) { return placeOf(topology, events[i].component); });
  appendWhereShared(labels, [&](std::size_t i) { return events[i].component; });
  return labels;
}

std::vector<Contributor> storeContributors(const ReliabilityGraph& graph, const Topology& topology,
                                           std::string_view store, const std::stop_token& stop) {
  if (!graph.makeReady(stop)) return {};
  for (const ReliabilityGraph::Store& s : graph.stores()) {
    if (topology.nodes[s.node].id != store) continue;
    if (!s.read.known() || !s.write.known()) return {};
    return contributorsOf(graph, s.read.when, s.write.when, stop);
  }
  return {};
}

}  // namespace nines
