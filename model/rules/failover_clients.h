// Which clients do their work only once a Region, or what they stand behind, has been failed over to.
#pragma once

#include <vector>

#include "rules/rulebook.h"

namespace nines {

class FailoverClients {
 public:
  explicit FailoverClients(const RuleContext& context) : m_context(context) {}

  // Its Region is one for recovery, by its role or for the workloads that reach it; or it is routed to, and only as
  // second choice; or it runs no instance. For a group that has members, this holds for each of them.
  bool workOnlyAfterFailover(NodeIndex client) const;

 private:
  bool waits(NodeIndex client) const;
  bool standsInRecoveryRegion(NodeIndex client) const;
  bool isSecondChoice(NodeIndex client) const;
  bool isSecondary(LinkIndex route) const;

  const RuleContext& m_context;
};

}  // namespace nines
