// Everything that is estimated of one workload or store, by itself: whatever else the design holds makes no difference.
#pragma once

#include <deque>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "availability/estimate_cache.h"
#include "availability/graph_builder.h"
#include "availability/graph_ground.h"
#include "availability/sla_product.h"
#include "availability/sub_function.h"

namespace nines {

class PartEstimator {
 public:
  // All have to outlive it. Functions that are alike are worked out once, as far as the cache knows them.
  PartEstimator(GraphGround& ground, EstimateCache& cache, std::stop_token stop, std::size_t diagramNodes);

  // Worth nothing once stop was requested.
  EstimatedPart workload(NodeIndex users);
  EstimatedPart store(NodeIndex leader);

 private:
  // Figures of one function, with the events that they speak of.
  struct Found {
    std::shared_ptr<const FunctionFigures> figures;
    std::vector<EventIndex> events;
  };
  // The functions of one part.
  struct Functions {
    Functions(GraphGround& ground, bool described, GraphBuilder::Crowds crowds = GraphBuilder::Crowds::unknown);

    FaultTree tree;
    std::deque<std::string> reasons;
    EventTable events;
    GraphBuilder builder;
    std::optional<SubFunctions> cuts;  // as soon as there are all events
  };

  bool isStopped() const { return m_stop.stop_requested(); }
  static void fill(WorkloadEstimate& out, const Found& found);
  static void addSinglePoints(WorkloadEstimate& out);
  ExactFigure figureOf(Functions& functions, NodeIndex node, const Failure& failure, bool& isFinal);
  ExactFigure exactFigure(NodeIndex node, const Probability& p) const;
  std::string crowdedReason(NodeIndex users, std::string_view reason);
  std::optional<Probability> withCrowds(NodeIndex users, GraphBuilder::Crowds crowds);
  Found find(Functions& functions, FaultTree::Ref top, bool detailed);
  std::shared_ptr<const FunctionFigures> evaluate(const SubFunction& function, const Functions& functions,
                                                  bool detailed) const;

  GraphGround& m_ground;
  const Design& m_design;
  EstimateCache& m_cache;
  const std::stop_token m_stop;
  const std::size_t m_diagramNodes;
  SlaEstimator m_slas;
};

}  // namespace nines
