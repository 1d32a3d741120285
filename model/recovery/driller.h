// Works drills out: what each outage does to each workload of one design.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

#include "recovery/drill.h"
#include "semantics/closure.h"
#include "semantics/design.h"
#include "semantics/strategy.h"

namespace nines {

class Driller {
 public:
  // Keeps references to all three.
  Driller(const Design& design, const Closure& closure, const RecoveryPlans& plans);
  ~Driller();
  Driller(const Driller&) = delete;
  Driller& operator=(const Driller&) = delete;

  // The outage in full, for all workloads or only those that it affects.
  enum class Workloads { all, affected };
  Drill drill(const Outage& outage, Workloads workloads = Workloads::all) const;
  // What it does to one workload that it affects, without the changes of the drawing.
  WorkloadDrill drillOf(const Outage& outage, NodeIndex workload) const;
  // Every workload against everything that can fail, or only those cells that have a target to be held against: the
  // others then say that nothing happens. Nothing if it was stopped.
  enum class Cells { all, withTarget };
  std::optional<DrillMatrix> matrix(const std::stop_token& stop = {}, Cells cells = Cells::all) const;
  // The same a column at a time, for what does not want to hold them all. False if it was stopped, or the one who takes
  // them said so.
  using TakeColumn = std::function<bool(MatrixColumn)>;
  bool eachColumn(const TakeColumn& take, const std::stop_token& stop = {}, Cells cells = Cells::all) const;

 private:
  struct Parts;
  std::unique_ptr<Parts> m_parts;
};

}  // namespace nines
