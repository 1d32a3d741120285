// The Region or data centre that serves the workload is lost, and nothing that is drawn takes over: it is put together
// in the recovery Region from what is there.
#include <algorithm>
#include <map>
#include <utility>

#include "recovery/judge.h"

namespace nines::drills {

bool Judge::isPrimaryLost() const {
  if (!m_recovery || m_recovery->recovery == kNone || !m_damage.isRegionUp(m_recovery->recovery)) return false;
  if (m_recovery->primary != kNone) return !m_damage.isRegionUp(m_recovery->primary);
  return m_recovery->site != kNone && m_damage.isFailed(m_recovery->site);
}

// What is drawn there is started, as far as it does not run in the number that is needed; else what was lost is
// deployed.
Ready Judge::rebuiltCompute() {
  Ready out;
  bool any = false;
  for (const TierUnit* unit : unitsIn(design(), *m_recovery, design().regionCode(m_recovery->recovery))) {
    const Capacity capacity = capacityOf(unit->node);
    if (capacity.left == 0 && capacity.possible == 0) continue;  // lost as well
    any = true;
    if (capacity.left >= capacity.needed) continue;
    if (capacity.possible < capacity.needed) return Ready::never();
    out = both(out, started(unit->node, capacity).whole());
  }
  if (any) return out;
  for (const NodeIndex node : m_base.order(m_workload)) {
    const bool computes = design().has(node, trait::kCompute) || design().has(node, trait::kComputeGroup);
    if (!computes || capacityOf(node).left > 0) continue;
    Step step =
        lasting(StepKind::deploy, "Deploy {0} in {1}", m_base.range("compute.deploy"), node, m_recovery->recovery);
    out = both(out, m_plan.then(decided(), std::move(step)));
  }
  return out;
}

// What is drawn in the recovery Region for the workload, and what that uses.
bool Judge::standsIn(NodeIndex client) const {
  return std::ranges::any_of(m_standIns, [&](NodeIndex unit) { return m_base.position(unit, client).has_value(); });
}

// Who only reads needs nothing promoted: a stand-in reads a copy that it knows, and is pointed to one that it does not.
Ready Judge::readAway(NodeIndex store, const Ready& otherwise) {
  const NodeIndex set = m_base.sets().setOf(store);
  const std::vector<NodeIndex>& clients = survivingClients(store);
  const auto reads = [&](NodeIndex client) {
    const auto& links = m_base.needs(client);
    return std::ranges::any_of(
        links, [&](LinkIndex l) { return m_base.sets().setOf(design().to(l)) == set && serves(l, false); });
  };
  if (!clients.empty() && std::ranges::all_of(clients, reads)) return {};
  const Elsewhere other = findElsewhere(store);
  if (!isBetter(other.ready, otherwise)) return otherwise;
  m_elsewhere.insert_or_assign(store, other);
  return other.ready;
}

Ready Judge::rebuiltData() {
  Ready out;
  for (const NodeIndex n : m_base.order(m_workload)) {
    const bool holds = design().has(n, trait::kStore) || design().has(n, trait::kServer);
    if (!holds || !isOut(n)) continue;
    // Without one only copies are lost, which nobody writes.
    const Outcome* lost = outcome(m_base.sets().setOf(n));
    const Ready taken = lost && lost->found ? lost->done : Ready::never();
    out = both(out, lost && losesWrites(*lost) ? taken : readAway(n, taken));
  }
  return out;
}

// Users follow: by a record that a person changes once the data is there, or pointed to the new place after all else.
Ready Judge::rebuiltEntries(const Ready& data, const Ready& ready) {
  Ready out;
  for (const LinkIndex l : m_base.needs(m_workload)) {
    const NodeIndex target = design().to(l);
    Ready done;
    if (design().has(target, trait::kDnsRecord)) {
      // Nothing else is drawn behind the record.
      Ready before;
      for (const StepIndex i : data.finals) {
        if (m_plan.step(i).kind != StepKind::dns) before = both(before, m_plan.at(i));
      }
      done = nameChanged(target, both(before, decided()));
      for (const LinkIndex route : design().outgoing(target)) {
        if (design().link(route).kind == "routes") m_entries.push_back({route, both(ready, done)});
      }
    } else if (m_damage.isFailed(target) && !design().has(target, trait::kStore)) {
      Step step = lasting(StepKind::rePoint, "Point {0} to the new place", m_base.range("repoint"), m_workload);
      done = m_plan.then(both(ready, decided()), std::move(step));
      m_entries.push_back({l, done});
    }
    out = both(out, done);
  }
  return out;
}

Service Judge::rebuilt() {
  for (const TierUnit* unit : unitsIn(design(), *m_recovery, design().regionCode(m_recovery->recovery))) {
    m_standIns.push_back(unit->node);
  }
  // Where they use the data it has more clients.
  std::map<NodeIndex, Outcome> replaced;
  for (auto at = m_outcomes.begin(); at != m_outcomes.end() && !m_standIns.empty();) {
    const auto known = at++;
    const std::vector<NodeIndex> clients = findClients(known->first);
    if (std::ranges::any_of(clients, [&](NodeIndex c) { return standsIn(c); }))
      replaced.insert(m_outcomes.extract(known));
  }
  if (!m_standIns.empty()) m_clients.clear();
  const auto elsewhere = m_elsewhere;
  const Ready data = rebuiltData();
  const Ready ready = both(rebuiltCompute(), data);
  const Service out = Service::from(both(ready, rebuiltEntries(data, ready)));
  if (out.write.ever) return out;
  for (auto& [set, known] : replaced) m_outcomes.insert_or_assign(set, std::move(known));
  m_elsewhere = elsewhere;
  m_clients.clear();
  m_standIns.clear();
  m_entries.clear();
  return out;
}

}  // namespace nines::drills
