#include "availability/contributors.h"

#include <array>

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

}  // namespace

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
