// What the transfer planner says of a plan, a line for each answer.
#pragma once

#include <QString>
#include <vector>

#include "recovery/transfer_plan.h"

namespace nines {

struct TransferAnswer {
  QString name;    // "Over the line"
  QString answer;  // "11 d 13 h"
  QString detail;  // reason or source, may be empty
};

// The same lines whatever is given, so that nothing moves under the eyes of whoever types: what is not known yet has
// the reasons and sources of `example`, a plan for which everything is given.
std::vector<TransferAnswer> transferAnswers(const TransferPlan& plan, const TransferPlan& example);
std::vector<TransferAnswer> multipartAnswers(const TransferPlan& plan, const TransferPlan& example);
std::vector<TransferAnswer> gatewayAnswers(const TransferPlan& plan);

}  // namespace nines
