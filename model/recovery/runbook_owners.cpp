#include "recovery/runbook_owners.h"

#include <fmt/format.h>

namespace nines {

namespace {

constexpr std::string_view kOwners = "runbookOwners";

// "failover.warm-standby.1": counted as people do.
std::string keyOf(const Runbook& runbook, std::size_t step) {
  return fmt::format("{}.{}.{}", toText(runbook.kind), toText(runbook.strategy), step + 1);
}

const Value::Object* ownersOf(const Design& design, const std::string& workload) {
  const Node* node = design.topology().nodes.find(workload);
  if (!node) return nullptr;
  const auto at = node->properties.find(std::string(kOwners));
  return at == node->properties.end() ? nullptr : at->second.asObject();
}

}  // namespace

void readOwners(const Design& design, Runbook& runbook) {
  const Value::Object* owners = ownersOf(design, runbook.workload);
  for (std::size_t k = 0; k < runbook.steps.size(); ++k) {
    runbook.steps[k].owner.clear();
    if (!owners) continue;
    const auto at = owners->find(keyOf(runbook, k));
    const std::string* name = at == owners->end() ? nullptr : at->second.asText();
    if (name) runbook.steps[k].owner = *name;
  }
}

Edit ownerEdit(const Design& design, const Runbook& runbook, std::size_t step, std::string owner) {
  if (step >= runbook.steps.size() || owner == runbook.steps[step].owner) return {};
  const Value::Object* before = ownersOf(design, runbook.workload);
  Value::Object owners = before ? *before : Value::Object();
  const std::string key = keyOf(runbook, step);
  if (owner.empty()) owners.erase(key);
  else owners[key] = Value(std::move(owner));
  std::optional<Value> value;
  if (!owners.empty()) value = Value(std::move(owners));
  return {fmt::format("Set the owner of step {}", step + 1),
          {SetNodeProperty{runbook.workload, std::string(kOwners), std::move(value)}}};
}

}  // namespace nines
