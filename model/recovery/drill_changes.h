// What a drill does to the drawing: nodes and links that change, over all workloads.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>

#include "recovery/drill.h"
#include "recovery/drill_traffic.h"
#include "recovery/judge.h"

namespace nines::drills {

class Changes {
 public:
  Changes(const Base& base, const Damage& damage) : m_base(base), m_damage(damage), m_traffic(base, damage) {}

  void add(const Judge& judge, const WorkloadDrill& result);
  // Fills in down, promoted, nodes and links.
  void finish(Drill& out);

 private:
  void note(NodeIndex node, Fate fate, const Span& at);
  void noteStep(const DrillStep& step);
  void addFailures(Drill& out);
  void addNextPrimaries();
  void addStale();
  bool isPart(NodeIndex node) const;

  const Base& m_base;
  const Damage& m_damage;
  std::map<std::pair<NodeIndex, Fate>, Span> m_nodes;  // the earliest of all workloads
  TrafficChanges m_traffic;
  std::set<NodeIndex> m_promoted;
  std::set<NodeIndex> m_followed;  // lost stores whose copies go on to follow what took over
};

}  // namespace nines::drills
